//! Finds names in running Swedish text, in the forms that sentences give them.
//!
//! The forms are made from the name by the endings that nouns take; nothing is looked up and nothing is guessed
//! beyond them.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

/// Many names, found in one pass over a text.
#[derive(Debug, Default)]
pub struct Lexicon {
    automaton: Option<AhoCorasick>,
    /// The entry that each form belongs to.
    entries: Vec<u32>,
}

impl Lexicon {
    /// A lexicon of `(name, entry)` pairs. What belongs to somebody is not them: the genitive is no form here.
    pub fn new<'a>(names: impl Iterator<Item = (&'a str, u32)>) -> Self {
        Self::of(names, false)
    }

    /// As [`Lexicon::new`], with the genitive among the forms: a term in the genitive is still the term.
    pub fn with_genitive<'a>(names: impl Iterator<Item = (&'a str, u32)>) -> Self {
        Self::of(names, true)
    }

    fn of<'a>(names: impl Iterator<Item = (&'a str, u32)>, genitive: bool) -> Self {
        let mut forms: Vec<(String, u32)> = Vec::new();
        for (name, entry) in names {
            let before = forms.len();
            inflected(&lower(name), &mut |form| {
                if genitive && !form.ends_with('s') {
                    forms.push((format!("{form}s"), entry));
                }
                forms.push((form, entry));
            });
            forms[before..].sort_unstable();
        }
        // The first entry that claims a form keeps it.
        let mut seen = std::collections::HashSet::new();
        forms.retain(|(form, _)| form.chars().count() >= 2 && seen.insert(form.clone()));
        let build = || {
            let forms = forms.iter().map(|(form, _)| form);
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(forms).ok()
        };
        // Without names no text needs to be looked at.
        let automaton = if forms.is_empty() { None } else { build() };
        Self { automaton, entries: forms.into_iter().map(|(_, entry)| entry).collect() }
    }

    /// Every name of a text, as whole words, from left to right.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, u32)> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let lowered = lower(text);
        automaton
            .find_iter(&lowered)
            .filter(|found| is_word(&lowered, found.range()))
            .map(|found| (found.range(), self.entries[found.pattern().as_usize()]))
            .collect()
    }
}

/// Lower case that keeps the length in bytes, so that places stay right.
pub fn lower(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            0..0x80 => bytes[at].make_ascii_lowercase(),
            // `À` to `Þ` but for the sign of multiplication: the second of their bytes is 0x20 less than that of `à` to `þ`.
            0xc3 => {
                at += 1;
                if matches!(bytes[at], 0x80..=0x96 | 0x98..=0x9e) {
                    bytes[at] += 0x20;
                }
            }
            _ => return lower_of_any(text),
        }
        at += 1;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| lower_of_any(text))
}

fn lower_of_any(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut small = c.to_lowercase();
            match (small.next(), small.next()) {
                (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
                _ => c,
            }
        })
        .collect()
}

fn is_word(text: &str, range: Range<usize>) -> bool {
    let letter = |c: char| c.is_alphanumeric() || c == '-';
    !text[..range.start].ends_with(letter)
        && !text[range.end..].starts_with(|c: char| c.is_alphanumeric())
        && !is_hyphenated(&text[range.end..])
}

/// Whether a word goes on after a hyphen: «it-» of «it-miljö» is not the word «it».
fn is_hyphenated(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next() == Some('-') && chars.next().is_some_and(char::is_alphanumeric)
}

const ENDINGS: [&str; 14] = ["", "n", "en", "et", "t", "er", "ar", "or", "r", "na", "erna", "arna", "a", "e"];

/// The forms of a name: endings on its first word («ägaren av it-system») or on its last («säkerhetschefen»).
fn inflected(name: &str, add: &mut impl FnMut(String)) {
    let (first, rest) = name.split_once(' ').map_or((name, None), |(first, rest)| (first, Some(rest)));
    word_forms(first, &mut |form| match rest {
        Some(rest) => add(format!("{form} {rest}")),
        None => add(form),
    });
    if let Some((start, last)) = name.rsplit_once(' ') {
        word_forms(last, &mut |form| {
            // «medicinteknisk produkt», «medicintekniska produkter»: an adjective bends with its noun.
            for ending in
                ["", "a", "t", "e"].iter().filter(|ending| ending.is_empty() || !start.contains(' '))
            {
                add(format!("{start}{ending} {form}"));
            }
        });
    }
}

fn word_forms(word: &str, add: &mut impl FnMut(String)) {
    for ending in ENDINGS {
        add(format!("{word}{ending}"));
    }
    if let Some(stem) = word.strip_suffix('e') {
        add(format!("{stem}na"));
        add(format!("{stem}a"));
    }
    if let Some(stem) = word.strip_suffix('a') {
        add(format!("{stem}or"));
        add(format!("{stem}orna"));
    }
    for (from, to) in [("el", "lar"), ("el", "larna"), ("er", "rar"), ("en", "nar"), ("um", "a")] {
        if let Some(stem) = word.strip_suffix(from) {
            add(format!("{stem}{to}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_to_lower_case_is_the_long_one() {
        for c in (0..0x250).filter_map(char::from_u32) {
            let text = format!("Å{c}Z");
            assert_eq!(lower(&text), lower_of_any(&text), "{c:?}");
        }
    }

    #[test]
    fn forms_of_names_are_found_as_words() {
        let names = ["Ägare av it-system", "Systemägare", "Dataskyddsombud", "It"];
        let lexicon = Lexicon::new(names.iter().enumerate().map(|(i, name)| (*name, i as u32)));
        let found = |text: &str| {
            lexicon.find(text).into_iter().map(|(r, e)| (text[r].to_string(), e)).collect::<Vec<_>>()
        };
        assert_eq!(found("Ägaren av it-system ska"), [("Ägaren av it-system".to_string(), 0)]);
        assert_eq!(
            found("SYSTEMÄGARNA och dataskyddsombudet"),
            [("SYSTEMÄGARNA".to_string(), 1), ("dataskyddsombudet".to_string(), 2)]
        );
        assert_eq!(found("systemägarskap it-miljö"), []);
        assert_eq!(found("systemägarens beslut"), []);
        let terms = Lexicon::with_genitive([("medicinteknisk produkt", 0)].into_iter());
        assert_eq!(terms.find("Medicintekniska produkters skydd").len(), 1);
    }
}
