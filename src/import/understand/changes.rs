//! The rows of an ändringsbilaga as records: which section, which old number, what stood, what stands, and what that is.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use crate::import::assemble;
use crate::import::block::{Block, Kind, Origin, Text, letters};
use crate::import::journal::Journal;
use crate::import::pattern;

/// A row of a table of changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The section that it stands under.
    pub section: String,
    /// The number that the old text had.
    pub number: Option<String>,
    /// `ändrad`, `ersatt`, `tillagd` or `borttagen`.
    pub kind: &'static str,
    /// The old text, without its number; empty for what is new.
    pub old: String,
    /// The new text; empty for what is removed.
    pub new: String,
    /// Line of the source.
    pub line: u32,
}

/// Turns tables of changes into records, and into tables that say them: a heading and a table a section. The last number
/// is how many letters the tables have that the source has not.
pub fn take(blocks: Vec<Block>, journal: &mut Journal) -> (Vec<Block>, Vec<Change>, usize) {
    let mut out = Vec::with_capacity(blocks.len());
    let mut changes = Vec::new();
    let mut added = 0;
    let mut level = 1;
    for block in blocks {
        if let Kind::Heading { level: Some(own), .. } = block.kind {
            level = own;
        }
        match &block.kind {
            Kind::Table(rows) if is_changes(rows) => {
                let first = changes.len();
                let sections = sections(rows, block.origin, &mut changes, journal);
                for change in &changes[first..] {
                    journal.decide(
                        block.origin,
                        "ändring",
                        &format!("{} {}", change.old, change.new),
                        change.kind,
                        &change.section,
                    );
                }
                let head = letters(&rows[0][0].words()) + letters(&rows[0][1].words());
                let made = tables(sections, &rows[0], (level + 1).min(6), block.origin);
                let count = made.iter().filter(|block| matches!(block.kind, Kind::Table(_))).count();
                added += count * (head + letters("Slag"));
                added += changes[first..].iter().map(|change| letters(change.kind)).sum::<usize>();
                // The header of the source is one of those; without rows it is left out.
                if count == 0 {
                    journal.drop(
                        block.origin,
                        "tabellhuvud",
                        &format!("{} {}", rows[0][0].words(), rows[0][1].words()),
                    );
                } else {
                    added -= head;
                }
                out.extend(made);
            }
            _ => out.push(block),
        }
    }
    (out, changes, added)
}

fn is_changes(rows: &[Vec<Text>]) -> bool {
    rows.first()
        .is_some_and(|head| head.len() == 2 && assemble::is_change_head(&head[0].words(), &head[1].words()))
}

type Section = (Option<Text>, Vec<(Text, Text, &'static str)>);

fn sections(
    rows: &[Vec<Text>],
    origin: Origin,
    changes: &mut Vec<Change>,
    journal: &mut Journal,
) -> Vec<Section> {
    let mut out: Vec<Section> = vec![(None, Vec::new())];
    for row in &rows[1..] {
        let title = match row.as_slice() {
            [one] if !one.words().trim_end().ends_with('.') => Some(one.clone()),
            [left, right] if right.is_blank() && is_title(&left.words()) => Some(left.clone()),
            _ => None,
        };
        if let Some(title) = title {
            out.push((Some(title), Vec::new()));
            continue;
        }
        // A file that leaves out empty cells: a sentence alone is a new one.
        let row: Vec<Text> =
            if let [one] = row.as_slice() { vec![Text::default(), one.clone()] } else { row.clone() };
        let [left, right] = row.as_slice() else {
            row.iter().for_each(|cell| journal.drop(origin, "tabell", &cell.words()));
            continue;
        };
        let (left, right) = (left.tidy(), right.tidy());
        let repeated = left.words() == rows[0][0].words() && right.words() == rows[0][1].words();
        if left.is_blank() && right.is_blank() || repeated {
            journal.drop(origin, "tabellhuvud", &format!("{} {}", left.words(), right.words()));
            continue;
        }
        let (number, old) = numbered(&left.words());
        let new = right.words();
        let kind = kind(&old, &new);
        let section = out
            .last()
            .and_then(|(title, _)| title.as_ref().map(|title| title.tidy().words()))
            .unwrap_or_default();
        changes.push(Change { section, number, kind, old, new, line: origin.line });
        if let Some((_, rows)) = out.last_mut() {
            rows.push((left, right, kind));
        }
    }
    out.retain(|(title, rows)| title.is_some() || !rows.is_empty());
    out
}

fn is_title(text: &str) -> bool {
    static TITLE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\d{1,2}(?:\.\d{1,2})?\.?\s+\p{Lu}[^.]{2,110}$"));
    TITLE.is_match(text.trim())
}

/// The number at the head of the old text.
fn numbered(text: &str) -> (Option<String>, String) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+(.*)$"));
    match NUMBER.captures(text.trim()) {
        Some(found) => (Some(found[1].to_string()), found[2].to_string()),
        None => (None, text.trim().to_string()),
    }
}

fn kind(old: &str, new: &str) -> &'static str {
    if old.is_empty() {
        return "tillagd";
    }
    if new.is_empty() {
        return "borttagen";
    }
    let words = |text: &str| {
        text.split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
            .collect::<Vec<_>>()
    };
    let (a, b) = (words(old), words(new));
    let ratio = similar::TextDiff::from_slices(&refs(&a), &refs(&b)).ratio();
    if ratio < 0.5 { "ersatt" } else { "ändrad" }
}

fn refs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

fn tables(sections: Vec<Section>, head: &[Text], level: u8, origin: Origin) -> Vec<Block> {
    let mut out = Vec::new();
    for (title, rows) in sections {
        if let Some(title) = title {
            let words = title.tidy().words();
            let (number, text) = match assemble::number_of(&words) {
                Some((number, text)) => (Some(number.trim_end_matches('.').to_string()), text.to_string()),
                None => (None, words.clone()),
            };
            out.push(Block::new(Kind::Heading { level: Some(level), number }, Text::plain(text), origin));
        }
        if rows.is_empty() {
            continue;
        }
        let mut table = vec![vec![head[0].clone(), head[1].clone(), Text::plain("Slag")]];
        table.extend(rows.into_iter().map(|(old, new, kind)| vec![old, new, Text::plain(kind)]));
        out.push(Block::new(Kind::Table(table), Text::default(), origin));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_changes() {
        assert_eq!(kind("", "Nytt."), "tillagd");
        assert_eq!(kind("Gammalt.", ""), "borttagen");
        assert_eq!(kind("Nycklar ska räknas varje år.", "Nycklar ska räknas varje månad."), "ändrad");
        assert_eq!(kind("En lokal plan ska finnas.", "Regionen ska ha en inriktning för arbetet."), "ersatt");
        assert_eq!(numbered("1.2.2 Text."), (Some("1.2.2".to_string()), "Text.".to_string()));
    }
}
