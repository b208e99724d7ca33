//! Whether a line goes on the block before it: by its printed width, its first letter and the last sign before it.

use std::collections::HashSet;

use super::super::block::Kind;
use super::super::lines::{Line, goes_on, is_finished, is_full};
use super::super::swedish::{lexicon, sentence};
use super::item::BULLET;
use super::{Assembler, NUMBERED, bylaw, heading};

/// The words that are written with a small letter somewhere: with a large one they begin a sentence, and are no names.
pub(super) fn common(lines: &[Line]) -> HashSet<&str> {
    let words = lines.iter().flat_map(|line| line.text.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| word.starts_with(char::is_lowercase)).collect()
}

impl Assembler<'_> {
    /// Whether a line goes on the block before it.
    pub(super) fn continues(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let (Some(open), Some(last)) = (self.out.last(), self.last) else { return false };
        if !self.runs_on || self.resized(last, line) {
            return false;
        }
        if line.carried {
            return true;
        }
        let text = open.text.ending();
        // What begins where the bullet stands, or before it, is no part of the item.
        let marked = BULLET.is_match(&last.text);
        if matches!(open.kind, Kind::Item { .. })
            && let (Some(x), Some(before)) = (line.x, last.x)
            && (x < before - 3.0 || marked && x < before + 3.0)
        {
            return false;
        }
        if let (Some(x), Some(before), Some(size)) = (line.x, last.x, line.size)
            && (text.ends_with(':') && x > before + 0.6 * size
                || self.set_in == Some(x) && !is_full(last, &line.text, self.width))
        {
            return false;
        }
        let finished = is_finished(text) && !ends_short(text);
        if finished && (bylaw::begins(&line.text) || NUMBERED.is_match(&line.text)) {
            return false;
        }
        let full = is_full(last, &line.text, self.width.saturating_sub(4));
        if self.gap || line.page_start {
            let capital = line.text.starts_with(char::is_uppercase);
            let in_item = matches!(open.kind, Kind::Item { .. });
            let tight = is_full(last, &line.text, self.width);
            return if goes_on(&line.text) {
                !finished
            } else if capital {
                let title = heading::at(self.lines, at, self.width, self.body, false).is_some();
                !finished
                    && tight
                    && !title
                    && (line.page_start || in_item && !self.begins_sentence(&line.text))
                    && !lexicon::is_name(&line.text)
            } else {
                !finished && full && heading::number_of(&line.text).is_none()
            };
        }
        if goes_on(&line.text) {
            return true;
        }
        if finished && heading::at(self.lines, at, self.width, self.body, false).is_some() {
            return false;
        }
        // A short line of an item that a capital follows was ended on purpose.
        let short = matches!(open.kind, Kind::Item { .. })
            && line.text.starts_with(char::is_uppercase)
            && !is_full(last, &line.text, self.longest * 9 / 10);
        let begins = matches!(open.kind, Kind::Item { .. }) && !finished && self.begins_sentence(&line.text);
        if begins && last.text.ends_with(char::is_alphanumeric)
            || short && last.text.ends_with(char::is_alphanumeric)
        {
            return false;
        }
        full || !finished && !last.text.ends_with(|c: char| c.is_alphanumeric() || c == ')')
    }

    /// Whether a line begins with a capital that no name has.
    fn begins_sentence(&self, text: &str) -> bool {
        let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let low = word.to_lowercase();
        word.starts_with(char::is_uppercase) && low.chars().count() > 2 && self.common.contains(low.as_str())
    }

    /// Whether the letters change size or weight, as they do between a heading and its text.
    fn resized(&self, last: &Line, line: &Line) -> bool {
        match (last.size, line.size) {
            (Some(a), Some(b)) => (a - b).abs() > 0.6 || last.bold != line.bold && !goes_on(&line.text),
            _ => false,
        }
    }
}

/// Whether a text ends with an abbreviation, so that its full stop ends nothing.
fn ends_short(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or("").to_lowercase();
    sentence::is_abbreviation(&word)
}
