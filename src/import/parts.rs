//! A bundle: one file that holds several documents (an answer, a remiss, a promemoria, the proposal, its annex).
//!
//! In: the cleaned lines of a file. Out: a part for each document, with its letterhead set aside.

#[cfg(feature = "import")]
pub mod blocks;

use std::sync::LazyLock;

use regex::Regex;

use super::clean::{is_letterhead, kind_word};
use super::journal::Journal;
use super::lines::{Layer, Line};
use super::pattern;

/// Most lines of a letterhead.
const HEAD: usize = 10;

static DATE_OR_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b\d{4}-\d{2}-\d{2}\b|\b[A-ZÅÄÖ]{2,5}\s\d{4}-\d+\b|(?i)diarienummer|dnr\b"));
static FIRST_CHAPTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^1\.?\s+\p{Lu}\p{Ll}"));

/// A document of a bundle.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Its lines and footnotes; `facts` are its letterhead and running headers.
    pub layer: Layer,
    /// The kind that its letterhead states.
    pub kind: Option<&'static str>,
}

/// Cuts a file into its documents.
pub fn split(layer: Layer, journal: &mut Journal) -> Vec<Part> {
    let mut cuts: Vec<(usize, Option<&'static str>)> = vec![(0, None)];
    for at in 0..layer.lines.len() {
        if !layer.lines[at].page_start {
            continue;
        }
        if let Some(kind) = letterhead(&layer.lines[at..]) {
            match cuts.last_mut() {
                Some(last) if at == last.0 || is_blank_until(&layer.lines, last.0, at) => last.1 = Some(kind),
                _ => cuts.push((at, Some(kind))),
            }
        }
    }
    let cuts = hidden_starts(&layer, cuts);
    if cuts.len() > 1 {
        for (at, kind) in &cuts {
            let line = &layer.lines[*at];
            let what = kind.unwrap_or("okänt slag");
            journal.decide(
                line.origin,
                "samling",
                &line.text,
                what,
                "nytt dokument: brevhuvud eller nytt kapitel 1 överst på en sida",
            );
        }
    }
    let mut parts = Vec::with_capacity(cuts.len());
    for (n, (start, kind)) in cuts.iter().enumerate() {
        let end = cuts.get(n + 1).map_or(layer.lines.len(), |(at, _)| *at);
        parts.push(part(&layer, *start, end, *kind, journal));
    }
    parts
}

fn is_blank_until(lines: &[Line], from: usize, to: usize) -> bool {
    lines[from..to].iter().all(Line::is_blank)
}

/// The kind that a letterhead at these lines states: a word in capitals beside a date or a diarienummer.
fn letterhead(lines: &[Line]) -> Option<&'static str> {
    // It ends where the next page begins.
    let page = lines
        .iter()
        .skip(1)
        .position(|line| line.page_start && line.origin.page != lines[0].origin.page)
        .map_or(lines.len(), |n| n + 1);
    let head: Vec<&Line> =
        lines[..page].iter().take(HEAD + 6).filter(|line| !line.is_blank()).take(HEAD).collect();
    let at =
        head.iter().position(|line| kind_word(&line.text).is_some() && line.text.chars().count() < 80)?;
    let numbered = |line: &&Line| DATE_OR_NUMBER.is_match(&line.text);
    let near = head.get(at..(at + 3).min(head.len()))?.iter().any(numbered);
    // A letterhead is short lines; a sentence that mentions a PM is not one.
    let short = head[..=at].iter().all(|line| !line.text.ends_with(['.', ',', '-']));
    (near && short).then(|| kind_word(&head[at].text)).flatten()
}

/// Documents that begin without a letterhead: a running header of another kind comes later, or chapter 1 begins a
/// page of a letter.
fn hidden_starts(
    layer: &Layer,
    cuts: Vec<(usize, Option<&'static str>)>,
) -> Vec<(usize, Option<&'static str>)> {
    let mut out = Vec::with_capacity(cuts.len());
    for (n, (start, kind)) in cuts.iter().enumerate() {
        let end = cuts.get(n + 1).map_or(layer.lines.len(), |(at, _)| *at);
        out.push((*start, *kind));
        let lines = &layer.lines[*start..end];
        let first = lines.first().map_or(0, |line| line.origin.line);
        let last = lines.last().map_or(0, |line| line.origin.line);
        let other = layer
            .facts
            .iter()
            .filter(|fact| (first..=last).contains(&fact.origin.line))
            .find_map(|fact| kind_word(&fact.text).filter(|other| Some(*other) != *kind));
        let letter = matches!(kind, Some("promemoria" | "missiv"));
        let chapter = lines
            .iter()
            .enumerate()
            .skip(1)
            .find(|(_, line)| line.page_start && FIRST_CHAPTER.is_match(&line.text))
            .map(|(at, _)| start + at);
        if let Some(at) = chapter.filter(|_| letter || (kind.is_some() && other.is_some())) {
            out.push((at, other));
        }
    }
    out
}

fn part(layer: &Layer, start: usize, end: usize, kind: Option<&'static str>, journal: &mut Journal) -> Part {
    let lines = &layer.lines[start..end];
    let head = if kind.is_some() && letterhead(lines).is_some() { head_length(lines) } else { 0 };
    let (first, last) =
        (lines.first().map_or(0, |l| l.origin.line), lines.last().map_or(0, |l| l.origin.line));
    // Notes and footers of the last page stand after its text.
    let last = layer.lines.get(end).map_or(u32::MAX, |next| last.max(next.origin.line.saturating_sub(1)));
    let mut facts: Vec<Line> = lines[..head].iter().filter(|line| !line.is_blank()).cloned().collect();
    for fact in &facts {
        journal.count("brevhuvud");
        journal.drop(fact.origin, "brevhuvud", &fact.text);
    }
    let here =
        |line: &Line| (first..=last).contains(&line.origin.line) || start == 0 && line.origin.line <= last;
    facts.extend(layer.facts.iter().filter(|fact| here(fact)).cloned());
    let notes = layer.notes.iter().filter(|(_, line)| here(line)).cloned().collect();
    let lines = lines[head..].to_vec();
    Part { layer: Layer { lines, notes, facts }, kind }
}

/// How many lines the letterhead takes: short lines up to the first text that stands after two blank lines, or that is
/// longer than any line of an address.
fn head_length(lines: &[Line]) -> usize {
    let Some(kind_at) = lines.iter().position(|line| kind_word(&line.text).is_some()) else { return 0 };
    let mut end = kind_at + 1;
    let mut blanks = 0;
    for (at, line) in lines.iter().enumerate().skip(kind_at + 1).take(24) {
        if line.is_blank() {
            blanks += 1;
            continue;
        }
        let contact =
            is_contact(&line.text) || is_letterhead(&line.text) || DATE_OR_NUMBER.is_match(&line.text);
        let recipient = line.text.starts_with("Enligt ") && line.text.chars().count() < 40;
        // «Reglemente för revisorerna» is the title, and with it the text begins.
        let first = line.text.split(' ').next().unwrap_or("");
        let title = line.text.contains(' ')
            && kind_word(&first.to_uppercase()).is_some()
            && !first.chars().skip(1).any(char::is_uppercase)
            && !DATE_OR_NUMBER.is_match(&line.text);
        if title || !contact && !recipient && blanks > 0 {
            break;
        }
        end = at + 1;
    }
    end
}

/// Whether a line is one that only letterheads have.
#[cfg(feature = "import")]
fn is_own_line(line: &str) -> bool {
    is_contact(line) || is_letterhead(line) || DATE_OR_NUMBER.is_match(line) || kind_word(line).is_some()
}

/// Lines with which letterheads say whom to ask.
fn is_contact(line: &str) -> bool {
    let starts = [
        "Handläggare",
        "Telefon",
        "E-post",
        "Besöksadress",
        "Postadress",
        "Till ",
        "Från ",
        "Mottagare",
        "Ärende ",
    ];
    line.chars().count() < 80 && starts.iter().any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text::lines;

    fn parts(text: &str) -> Vec<(Option<&'static str>, String)> {
        let layer = Layer { lines: lines(text), ..Layer::default() };
        split(layer, &mut Journal::default())
            .into_iter()
            .map(|part| {
                (
                    part.kind,
                    part.layer.lines.iter().find(|l| !l.is_blank()).map_or(String::new(), |l| l.text.clone()),
                )
            })
            .collect()
    }

    #[test]
    fn a_bundle_is_cut_at_letterheads_and_new_first_chapters() {
        let text = "Yttrande över rutin för nycklar\n\nText.\n Kansliet  PM Diarienummer\nAnna 2025-01-02 AB 2025-0001\n\n\nRutin för nycklar\n\nText om förslaget.\n 1. Syfte\n\nNycklar ska kvitteras.\n Kansliet\n\nÄNDRINGSBILAGA\n2025-01-02\n\nÄndringsbilaga\n";
        assert_eq!(
            parts(text),
            [
                (None, "Yttrande över rutin för nycklar".to_string()),
                (Some("promemoria"), "Rutin för nycklar".to_string()),
                (None, "1. Syfte".to_string()),
                (Some("ändringsbilaga"), "Ändringsbilaga".to_string()),
            ]
        );
        assert_eq!(parts("1. Syfte\ntext\n 1. Ansvar\ntext").len(), 1);
    }
}
