//! The items of lists: their bullets and labels, and when a label counts one.

use std::sync::LazyLock;

use regex::Regex;

use super::super::block::{Block, Kind};
use super::super::lines::{goes_on, is_finished};
use super::super::pattern;
use super::Assembler;

pub(super) static BULLET: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([•◦○▪·*–—-]|o)\s+(\S.*)$"));

pub(super) static LABEL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\d{1,2}[.)]|[a-zåäö]\)|\([a-zåäö0-9]\)|[ivx]{1,4}[.)])\s+(\S.*)$"));

impl Assembler<'_> {
    /// Whether the text that begins here is a sentence: it ends with a full stop, on this line or the next ones.
    fn is_sentence(&self, at: usize, rest: &str) -> bool {
        let mut text = rest.to_string();
        for next in self.lines[at + 1..].iter().take(4).take_while(|next| goes_on(&next.text)) {
            text.push_str(&next.text);
        }
        text.ends_with('.') && text.split_whitespace().count() >= 4
    }

    /// Whether the label after this one begins one of the next lines: «a)» before «b)»; «1.» before «2.» where it counts a sentence.
    fn is_counted(&self, at: usize, label: &str, rest: &str) -> bool {
        let next = self.lines[at + 1..].iter().filter(|line| !line.is_blank()).take(5);
        (label.ends_with(')') || rest.ends_with('.'))
            && next.filter_map(|line| LABEL.captures(&line.text)).any(|found| follows(label, &found[1]))
    }

    pub(super) fn item(&self, at: usize) -> Option<(u8, Option<String>, String)> {
        let line = &self.lines[at];
        let in_list = matches!(self.out.last(), Some(Block { kind: Kind::Item { .. }, .. }));
        if let Some(found) = BULLET.captures(&line.text) {
            let glyph = &found[1];
            let sure = matches!(glyph, "•" | "◦" | "○" | "▪" | "·");
            let open =
                self.out.last().is_none_or(|block| is_finished(block.text.ending()) || block.is_heading());
            if !sure && !self.follows_lead() && !in_list && !open {
                return None;
            }
            let second = matches!(glyph, "◦" | "○" | "o") || !sure && self.in_bullets();
            return Some((if second { 2 } else { 1 }, None, found[2].to_string()));
        }
        let found = LABEL.captures(&line.text)?;
        let label = found[1].to_string();
        let rest = found[2].to_string();
        let first = label.starts_with(['1', 'a', 'i']) || label.starts_with("(a") || label.starts_with("(1");
        let goes = match self.out.last().map(|block| &block.kind) {
            Some(Kind::Item { label: Some(before), .. }) => follows(before, &label),
            // A number before a whole sentence counts an item; one before a title is a heading's.
            _ => {
                first
                    && (self.follows_lead()
                        || self.is_sentence(at, &rest)
                        || self.is_counted(at, &label, &rest))
            }
        };
        goes.then_some((1, Some(label), rest))
    }

    fn in_bullets(&self) -> bool {
        self.out
            .iter()
            .rev()
            .take_while(|block| matches!(block.kind, Kind::Item { .. }))
            .any(|block| matches!(block.kind, Kind::Item { level: 1, label: None }))
            && self.out.last().is_some_and(|block| block.text.ending().trim_end().ends_with(':'))
    }
}

/// Whether a label comes right after another: 1. → 2., a) → b).
pub(super) fn follows(before: &str, label: &str) -> bool {
    let key = |label: &str| label.trim_matches(|c: char| !c.is_alphanumeric()).to_string();
    let (before, label) = (key(before), key(label));
    match (before.parse::<u32>(), label.parse::<u32>()) {
        (Ok(a), Ok(b)) => b == a + 1,
        (Err(_), Err(_)) => match (before.chars().next(), label.chars().next()) {
            (Some(a), Some(b)) => u32::from(b) == u32::from(a) + 1 || before.starts_with('i'),
            _ => false,
        },
        _ => label == "1" || label == "a",
    }
}

/// Whether a line begins with a label that only items have: «a) …».
pub(super) fn is_bracketed(text: &str) -> bool {
    LABEL.captures(text).is_some_and(|found| found[1].ends_with(')'))
}
