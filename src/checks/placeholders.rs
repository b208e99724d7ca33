//! L023: what somebody meant to fill in is left in a document that claims to be decided: `XX`, `20XX`, `[fyll i]`.
//!
//! In: front matter and body of documents with a decided status. Out: a finding at each placeholder. Code and
//! comments are let be, as are Roman numerals and a text that says how a date is to be written.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Context, hidden};
use crate::content::Source;
use crate::diag::{Diagnostics, Problem, Span};

// Each pattern is a constant and is compiled by every test run.
#[allow(clippy::expect_used)]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

/// What stands for something that is not known yet. Lower-case letters need to be three.
const PLACEHOLDERS: &str = r"(?x)
    (?P<date>\b(?:(?:20)?ÅÅ(?:ÅÅ)?-MM|ÅÅÅÅ|20ÅÅ|åååå|YYYY)\b)
  | (?P<mark>\b(?:(?:19|20)(?:\dX|XX|xx)|X{2,}|x{3,}|TODO|FIXME|TBD)\b)
  | (?P<section>§\s?X\b)
  | (?P<bracket>(?i:\[(?:fyll\s+i|ange|infoga|skriv\s+(?:in|här)|klicka|välj|insert|fill\s+in)\b[^\]\n]{0,60}\]))
  | (?P<word>(?i:\blorem\s+ipsum\b|\bklicka\s+(?:eller\s+tryck\s+)?här\s+för\s+att\s+ange\b)|\?{3,})
    ";

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| pattern(PLACEHOLDERS));

/// Matches wherever [`PLACEHOLDER`] does, and now and then elsewhere: without borders of words, which would keep the
/// search out of the fast automaton of `regex`.
static MAYBE: LazyLock<Regex> = LazyLock::new(|| pattern(&PLACEHOLDERS.replace(r"\b", "")));

/// What makes `XX` a Roman numeral: the word before it, or its neighbours elsewhere in the text.
static ROMAN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:kapitel|kap\.|avdelning|titel|volym|band|chapter|title|volume)\s$"));
static NEIGHBOURS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:XIX|XXI)\b"));

/// A text that says how a date is to be written.
static FORM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:format\w*|form(?:en)?|mönst(?:er|ret)|skrivs?|anges?)\b\W*(?:\w+\W+)?$")
});

pub fn check(source: &Source, text: &str, _: &Context, found: &mut Diagnostics) {
    if !source.front.status.value.is_decided() {
        return;
    }
    for range in placeholders(source, text) {
        let text = text[range.clone()].to_string();
        found.add(source.place(Span::new(range, 0)), Problem::Placeholder { text });
    }
}

fn placeholders(source: &Source, text: &str) -> Vec<Range<usize>> {
    if !MAYBE.is_match(text) {
        return Vec::new();
    }
    let has_neighbours = LazyLock::new(|| NEIGHBOURS.is_match(text));
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut passed = 0;
    for found in PLACEHOLDER.captures_iter(text) {
        let Some(whole) = found.get(0).filter(|whole| whole.start() >= passed) else { continue };
        let is_word = found.name("mark").or_else(|| found.name("date")).is_some();
        let range = if is_word { token(text, whole.range()) } else { whole.range() };
        passed = range.end;
        let line = line_before(text, whole.start());
        let meant = if found.name("mark").is_some() {
            !(is_twenty(whole.as_str()) && (ROMAN.is_match(line) || *has_neighbours))
        } else if found.name("bracket").is_some() {
            !text[whole.end()..].starts_with(['(', '[']) // the text of a link
        } else {
            found.name("date").is_none() || !FORM.is_match(line)
        };
        if meant {
            out.push(range);
        }
    }
    if !out.is_empty() {
        let hidden = hidden::ranges(source, text);
        out.retain(|range| !hidden::is_hidden(&hidden, range.start));
    }
    out
}

/// Whether the letters could be the Roman numeral for twenty or thirty.
fn is_twenty(mark: &str) -> bool {
    matches!(mark, "XX" | "XXX")
}

/// The line up to a byte, at most a hundred bytes of it.
fn line_before(text: &str, at: usize) -> &str {
    let mut start = at.saturating_sub(100);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let before = &text[start..at];
    before.rfind('\n').map_or(before, |line| &before[line + 1..])
}

/// The number or name that the placeholder is a part of: all of `2019-XX-XX`.
fn token(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | ':');
    let edge = |c: char| matches!(c, '-' | '/' | ':');
    let start = text[..range.start].trim_end_matches(inner).len();
    let rest = text[range.end..].find(|c| !inner(c)).map_or(text.len(), |at| range.end + at);
    let whole = &text[start..rest];
    let cut = whole.len() - whole.trim_start_matches(edge).len();
    start + cut..start + whole.trim_end_matches(edge).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(text: &str) -> Vec<&str> {
        PLACEHOLDER.find_iter(text).map(|found| &text[token(text, found.range())]).collect()
    }

    #[test]
    fn the_whole_of_a_number_is_shown() {
        assert_eq!(hits("beslut 2019-XX-XX § 11, dnr RV XXXXX")[..1], ["2019-XX-XX"]);
        assert_eq!(hits("gäller från 20XX."), ["20XX"]);
        assert_eq!(hits("se IS-XX: den"), ["IS-XX"]);
    }

    #[test]
    fn words_and_numerals_are_let_be() {
        for text in ["XXL", "XXI", "Max 2019", "todo", "fyll i blanketten", "A-xx-B"] {
            assert!(hits(text).is_empty(), "{text}");
        }
    }
}
