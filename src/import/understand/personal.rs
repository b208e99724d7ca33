//! Personal data: names, telephone numbers, e-mail addresses, personnummer. Listed in the report, left out of drafts.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::import::block::{Block, Kind, Origin, Text, letters};
use crate::import::journal::Journal;
use crate::import::lines::Line;
use crate::import::pattern;
use crate::import::swedish::labels::{self, Key};
use crate::import::swedish::lexicon::{is_actor, is_name};
use crate::import::swedish::sentence;

static EMAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}"));
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:\+46[\s-]?(?:\(0\))?|\b0)\d{1,3}[\s-]{1,3}\d{2,3}(?:[\s-]?\d{2,3}){1,3}\b")
});
static PERSONNUMMER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-+]\d{4}\b"));

/// What stands in a text where personal data stood.
const GAP: &str = "…";

/// The names of the people that a source names.
#[derive(Debug, Default, Clone)]
pub struct People(BTreeSet<String>);

impl People {
    /// Finds the names of a source: what lines of metadata, letterheads, signatures and addresses say.
    pub fn of(blocks: &[Block], facts: &[Line]) -> Self {
        let mut people = Self::default();
        let texts =
            facts.iter().map(|line| line.text.clone()).chain(blocks.iter().map(|block| block.text.words()));
        for text in texts {
            people.read(&text);
        }
        for block in blocks {
            if let Kind::Table(rows) = &block.kind {
                for row in rows {
                    row.iter().for_each(|cell| people.read(&cell.words()));
                    if let [label, value, ..] = row.as_slice() {
                        people.labelled(labels::label(&label.words()), &value.words());
                    }
                }
            }
        }
        people.signatures(blocks);
        people
    }

    fn read(&mut self, text: &str) {
        for found in EMAIL.find_iter(text) {
            let local = found.as_str().split('@').next().unwrap_or("");
            let name: Vec<String> = local.split('.').map(capital).collect();
            let name = name.join(" ");
            if local.contains('.') && text.contains(&name) {
                self.0.insert(name);
            }
        }
        if let Some((key, value)) = labels::read(text).or_else(|| labels::gapped(text)) {
            self.labelled(Some(key), value);
        }
        // «Lena Ros, utredare»: a line of a letterhead or under a letter.
        if let Some((name, office)) = text.split_once(", ")
            && is_name(name)
            && office.split_whitespace().count() <= 3
            && office.split_whitespace().any(is_actor)
        {
            self.0.insert(name.to_string());
        }
        // A letterhead names the officer before the date, or after the word.
        for start in ["Handläggare ", "Kontaktperson ", "Handläggare: "] {
            if let Some(rest) = text.strip_prefix(start) {
                self.labelled(Some(Key::DrawnUpBy), rest);
            }
        }
        static DATED: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"^(\p{Lu}\p{Ll}+(?:\s\p{Lu}[\p{Ll}-]+){1,2})\s+\d{4}-\d{2}-\d{2}\b"));
        if let Some(found) = DATED.captures(text).filter(|found| is_name(&found[1])) {
            self.0.insert(found[1].to_string());
        }
    }

    fn labelled(&mut self, key: Option<Key>, value: &str) {
        let personal = matches!(key, Some(Key::DrawnUpBy | Key::Custodian | Key::DecidedBy | Key::Other));
        for part in value.split([',', '/', ';', '(']).map(str::trim).filter(|_| personal) {
            // «Chefläkare Sara Blom»: the office stands before the name.
            let office = part.split_once(' ').filter(|(office, _)| is_actor(office)).map(|(_, name)| name);
            for name in [Some(part), office].into_iter().flatten().filter(|name| is_name(name)) {
                self.0.insert(name.to_string());
            }
        }
    }

    /// A name alone over a title, last in the document or before a new part of it.
    fn signatures(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            let words = block.text.words();
            let after = blocks.get(at + 1).map(|block| block.text.words()).unwrap_or_default();
            let title = after.split_whitespace().count() <= 5
                && after.split_whitespace().any(is_actor)
                && !after.ends_with('.');
            let short = |block: &Block| block.text.words().split_whitespace().count() <= 6;
            let last = blocks.len() - at <= 5 && blocks[at..].iter().all(short);
            if is_name(&words) && title && last {
                self.0.insert(words.trim().to_string());
            }
        }
    }

    /// Adds the names of another source of the same file.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend(other.0.iter().cloned());
    }

    /// Every name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Takes personal data out of the blocks.
    pub fn leave_out(&self, blocks: Vec<Block>, journal: &mut Journal) -> Vec<Block> {
        let signed = self.signed(&blocks);
        let mut out = Vec::with_capacity(blocks.len());
        for (mut block, signed) in blocks.into_iter().zip(signed) {
            let at = block.origin;
            if signed {
                self.list(&block.text.words(), at, journal);
                journal.drop(at, "underskrift", &block.printed());
                continue;
            }
            let before = letters(&block.text.words());
            if let Kind::Table(rows) = &mut block.kind {
                for cell in rows.iter_mut().flatten() {
                    *cell = self.clean(cell, at, journal);
                }
            } else {
                block.text = self.clean(&block.text, at, journal);
            }
            let left = letters(&block.text.words());
            // Of «Lena Ros, utredare» only the office is left.
            let words = block.text.words();
            let office =
                words.strip_prefix(GAP).and_then(|rest| rest.strip_prefix(", ")).is_some_and(|office| {
                    office.split_whitespace().count() <= 3 && office.split_whitespace().any(is_actor)
                });
            if (left < 4 || office) && left < before {
                journal.drop(at, "personuppgift", &block.printed());
                continue;
            }
            out.push(block);
        }
        out
    }

    fn signed(&self, blocks: &[Block]) -> Vec<bool> {
        let mut signed = vec![false; blocks.len()];
        for (at, block) in blocks.iter().enumerate() {
            if self.0.contains(block.text.words().trim()) && blocks.len() - at <= 5 {
                signed[at..].iter_mut().take(2).for_each(|one| *one = true);
            }
        }
        signed
    }

    /// Lists the personal data of a text that is left out as a whole.
    pub fn list(&self, text: &str, at: Origin, journal: &mut Journal) {
        for (range, kind) in self.find(text) {
            journal.personal(at, kind, &text[range]);
        }
    }

    fn find(&self, text: &str) -> Vec<(Range<usize>, &'static str)> {
        let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
        let mut add = |range: Range<usize>, kind| {
            if !found.iter().any(|(known, _)| known.start < range.end && range.start < known.end) {
                found.push((range, kind));
            }
        };
        for one in EMAIL.find_iter(text) {
            add(one.range(), "e-post");
        }
        for one in PERSONNUMMER.find_iter(text) {
            add(one.range(), "personnummer");
        }
        for one in PHONE.find_iter(text) {
            let digits = one.as_str().bytes().filter(u8::is_ascii_digit).count();
            let before = text[..one.start()].chars().next_back();
            if (8..=12).contains(&digits) && !before.is_some_and(|c| c.is_alphanumeric() || c == '-') {
                add(one.range(), "telefon");
            }
        }
        for name in &self.0 {
            for (at, _) in text.match_indices(name.as_str()) {
                let end = at + name.len();
                let whole = !text[..at].ends_with(char::is_alphanumeric)
                    && !text[end..].starts_with(char::is_alphanumeric);
                if whole {
                    add(at..end, "namn");
                }
            }
        }
        found.sort_by_key(|(range, _)| range.start);
        found
    }

    fn clean(&self, text: &Text, at: Origin, journal: &mut Journal) -> Text {
        let words = text.words();
        let found = self.find(&words);
        if found.is_empty() {
            return text.clone();
        }
        let mut out = Text::default();
        let mut from = 0;
        for (range, kind) in found {
            journal.personal(at, kind, &words[range.clone()]);
            journal.drop(at, "personuppgift", &words[range.clone()]);
            out.append(text.slice(from, range.start));
            out.push(GAP, super::super::block::Style::default());
            from = range.end;
        }
        out.append(text.slice(from, words.len()));
        out
    }

    /// A value of metadata without names; `None` when nothing is left.
    pub fn without(&self, value: &str, at: Origin, journal: &mut Journal) -> Option<String> {
        self.list(value, at, journal);
        let mut left = value.to_string();
        for (range, _) in self.find(value).into_iter().rev() {
            left.replace_range(range, "");
        }
        let left = left.trim().trim_matches([',', ';', '(', ')']).trim().to_string();
        (sentence::words(&left).iter().any(|word| letters(word.text) > 1)
            || left.chars().any(|c| c.is_ascii_digit()))
        .then_some(left)
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_listed_and_left_out() {
        let block = |text: &str| Block::new(Kind::Paragraph, Text::plain(text), Origin::default());
        let blocks = vec![
            block("Handläggare: Ada Ek"),
            block("Fråga Ada Ek, ada.ek@region.example eller 08-123 45 67. Ange RS 2025-0418."),
            block("Bo Lind"),
            block("Säkerhetschef"),
        ];
        let people = People::of(&blocks, &[]);
        let mut journal = Journal::default();
        let left = people.leave_out(blocks, &mut journal);
        let text: Vec<String> = left.iter().map(|block| block.text.words()).collect();
        assert_eq!(text, ["Handläggare: …", "Fråga …, … eller …. Ange RS 2025-0418."]);
        assert_eq!(journal.personal.len(), 4);
    }

    #[test]
    fn organisations_are_no_people() {
        for text in [
            "Region Norr",
            "Verkställande direktör",
            "Strategisk it",
            "Informationssäkerhet",
            "Enligt sändlista",
        ] {
            assert!(!is_name(text), "{text}");
        }
    }
}
