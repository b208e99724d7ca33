//! Footnotes of a page, and their marks that were glued to the word before: «beslutet2».

use std::sync::LazyLock;

use regex::Regex;

use super::super::block::{Run, Text};
use super::super::journal::Journal;
use super::super::lines::{Layer, Line};
use crate::import::pattern;

static NOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{1,2})\s+(\S.*)$"));

/// Lifts footnotes out. A note begins with the next number in turn, after a blank line with white space on it, or any
/// where it is a sentence, or at the foot of a page, and its mark must stand in the text before it.
pub fn run(mut layer: Layer, journal: &mut Journal) -> Layer {
    let mut next = 1_u32;
    let mut kept: Vec<Line> = Vec::with_capacity(layer.lines.len());
    let all = std::mem::take(&mut layer.lines);
    // Whether a sentence stands from a line to the next blank one: a title of a chapter is none.
    let whole: Vec<bool> = (0..all.len()).map(|at| is_sentence(&all[at..])).collect();
    let count = all.len();
    let mut lines = all.into_iter().peekable();
    while let Some(line) = lines.next() {
        let sentence = whole[count - lines.len() - 1];
        if next > 1 && begins(&line, 1, &kept, sentence) {
            next = 1; // a new document of the bundle counts anew
        }
        if !begins(&line, next, &kept, sentence) {
            kept.push(line);
            continue;
        }
        let mut note = line;
        loop {
            let label = next.to_string();
            let mut text = NOTE.captures(&note.text).map_or(String::new(), |found| found[2].to_string());
            while let Some(more) = lines.peek() {
                let another = NOTE.captures(&more.text).is_some_and(|f| f[1] == (next + 1).to_string());
                if more.is_blank() || more.page_start || another {
                    break;
                }
                text.push('\n');
                text.push_str(&lines.next().map(|line| line.text).unwrap_or_default());
            }
            journal.count("fotnoter");
            layer.notes.push((label, Line { text, ..note.clone() }));
            next += 1;
            let another = |line: &Line| {
                NOTE.captures(&line.text).is_some_and(|f| f[1] == next.to_string()) && !line.page_start
            };
            match lines.next_if(another) {
                Some(line) => note = line,
                None => break,
            }
        }
    }
    layer.lines = kept;
    layer
}

/// Whether lines up to a blank one end as a sentence does, or hold an address.
fn is_sentence(lines: &[Line]) -> bool {
    let own: Vec<&Line> = lines.iter().take(8).take_while(|line| !line.is_blank()).collect();
    own.last().is_some_and(|last| last.text.ends_with('.'))
        || own.iter().any(|line| line.text.contains("://"))
}

fn begins(line: &Line, number: u32, before: &[Line], sentence: bool) -> bool {
    let Some(found) = NOTE.captures(&line.text) else { return false };
    let after_rule = before.last().is_some_and(|last| last.is_blank() && (last.spaced || sentence));
    found[1] == number.to_string()
        && (after_rule || line.size.is_some() && before.last().is_some_and(|last| line.size < last.size))
        && has_mark(before, number)
}

fn has_mark(before: &[Line], number: u32) -> bool {
    before.iter().rev().take(60).any(|line| find_mark(&line.text, &number.to_string()).is_some())
}

/// Where the mark of a note is glued to a word: the byte of its first digit.
fn find_mark(text: &str, label: &str) -> Option<usize> {
    let mut year = None;
    for (at, _) in text.match_indices(label) {
        let (before, after) = (&text[..at], &text[at + label.len()..]);
        if after.starts_with(|c: char| c.is_alphanumeric() || c == '-') {
            continue;
        }
        let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if before.ends_with(|c: char| c.is_lowercase()) && letters >= 2
            || before.ends_with(['”', '.', ')']) && letters >= 3
        {
            return Some(at);
        }
        // «upphandlas. 1» at the end of a line: the raised mark got a blank.
        let apart = before.strip_suffix(". ").is_some_and(|rest| {
            let word = rest.rsplit(char::is_whitespace).next().unwrap_or("");
            word.chars().filter(|c| c.is_lowercase()).count() >= 4
        });
        if apart && (after.is_empty() || after.starts_with('\n')) {
            return Some(at);
        }
        if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && word.starts_with(['1', '2']) {
            year = Some(at);
        }
    }
    year
}

/// Takes the mark of a note out of a text and puts a real one there. `None` when the text has none.
pub fn unglue(text: &Text, label: &str, name: &str) -> Option<Text> {
    let words = text.words();
    let at = find_mark(&words, label)?;
    let mut out = text.slice(0, at);
    out.0.push(Run { note: Some(name.to_string()), ..Run::default() });
    out.append(text.slice(at + label.len(), words.len()));
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text::lines;

    #[test]
    fn notes_are_lifted_out_with_their_marks() {
        let text = "Beslutet togs den 5 mars 20241 om\n \n1 https://a.example/statens-\nutredningar/\n sidan två fortsätter.";
        let layer = Layer { lines: lines(text), ..Layer::default() };
        let layer = run(layer, &mut Journal::default());
        assert_eq!(layer.notes.len(), 1);
        assert_eq!(layer.notes[0].1.text, "https://a.example/statens-\nutredningar/");
        let text = unglue(&Text::plain("den 5 mars 20241 om"), "1", "1").map(|t| t.words());
        assert_eq!(text.as_deref(), Some("den 5 mars 2024 om"));
    }

    #[test]
    fn a_note_after_a_blank_line_is_a_sentence() {
        let read = |text: &str| {
            run(Layer { lines: lines(text), ..Layer::default() }, &mut Journal::default()).notes.len()
        };
        assert_eq!(read("Nycklar upphandlas.1 Skåp och\n\n1 Även kort omfattas.\n\nlås ska märkas."), 1);
        assert_eq!(read("Nycklar upphandlas.1 Skåp finns.\n\n1 Ansvar\n\nLås ska märkas."), 0);
    }

    #[test]
    fn numbers_that_are_no_marks_stay() {
        assert_eq!(find_mark("tillitsnivå 3 i", "3"), None);
        assert_eq!(find_mark("ISO-standarder1 och", "1"), Some(14));
        assert_eq!(find_mark("regleras i A1", "1"), None);
        assert_eq!(find_mark("Nycklar upphandlas. 1", "1"), Some(20));
        assert_eq!(find_mark("Enligt kap. 1", "1"), None);
        assert_eq!(find_mark("stöd av CERT:s3 arbete", "3"), Some(15));
    }
}
