//! Whether the lines at a place are a heading, and how many of them.
//!
//! A heading is numbered, or short, without a full stop and broken before the line was full; where the size of the
//! letters is known, it decides.

use std::sync::LazyLock;

use regex::Regex;

use super::super::lines::{Line, goes_on, is_full};
use super::super::pattern;

/// Longest heading, in characters.
const LONGEST: usize = 140;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<number>(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?|§\s?\d{1,3}|\d{1,3}\s?§|\d{1,2}\s?kap\.|(?:Kapitel|Avsnitt|Bilaga)\s\d{1,2}[.:]?|[A-Z]\.\d{1,2}(?:\.\d{1,2})*))\s+(?P<title>[”“«]?\p{Lu}.*)$",
    )
});

/// The number at the head of a line, if it looks like that of a heading, and the rest.
pub fn number_of(text: &str) -> Option<(&str, &str)> {
    let found = NUMBER.captures(text)?;
    Some((found.name("number")?.as_str(), found.name("title")?.as_str()))
}

/// The heading at line `at`: the line after it, its number and its title.
pub fn at(
    lines: &[Line],
    at: usize,
    width: usize,
    body: Option<f32>,
    in_list: bool,
) -> Option<(usize, Option<String>, String)> {
    let end = chunk_end(lines, at);
    // Where sizes are known, a number alone makes no heading of a line set as text: it may count an item.
    let as_text =
        body.is_some_and(|body| !lines[at].bold && lines[at].size.is_some_and(|size| size <= body + 0.6));
    if let Some((number, _)) = number_of(&lines[at].text)
        .filter(|(number, _)| !as_text || number.trim_end_matches('.').contains('.'))
    {
        let last = numbered(lines, at, end, in_list)?;
        let title = joined(&lines[at..last]);
        let title = number_of(&title).map_or(title.clone(), |(_, title)| title.to_string());
        return Some((last, Some(number.trim_end_matches(['.', ':']).to_string()), title));
    }
    let last = match body {
        Some(body) => sized(lines, at, end, body)?,
        None => unnumbered(lines, at, end, width)?,
    };
    let title = joined(&lines[at..last]);
    (title.chars().count() <= LONGEST).then_some((last, None, title))
}

/// Where the lines that stand together end.
fn chunk_end(lines: &[Line], at: usize) -> usize {
    let last = lines.len().min(at + 12);
    (at + 1..last)
        .find(|n| {
            lines[*n].is_blank()
                || lines[*n].page_start
                || super::item::BULLET.is_match(&lines[*n].text)
                || super::item::is_bracketed(&lines[*n].text)
                || is_head(&lines[*n].text)
                || !lines[*n].cells.is_empty()
                || resized(&lines[at], &lines[*n])
        })
        .unwrap_or(last)
}

/// Whether the letters of a line are of another size or weight.
fn resized(first: &Line, line: &Line) -> bool {
    first.size.zip(line.size).is_some_and(|(a, b)| (a - b).abs() > 0.6 || first.bold && !line.bold)
}

/// The header of a table that text out of PDF flattens.
fn is_head(text: &str) -> bool {
    super::is_table_head(text, "") || super::role_rows::is_head(text)
}

fn joined(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn is_open(text: &str) -> bool {
    !text.ends_with(['.', ',', ';', ':', '!', '-'])
}

fn numbered(lines: &[Line], at: usize, end: usize, in_list: bool) -> Option<usize> {
    let rest = &lines[at + 1..end];
    if !is_open(&lines[at].text) || lines[at].text.chars().count() > LONGEST {
        return None;
    }
    // After «… följande:» a number counts an item.
    if in_list && !lines[at].text.contains('.') {
        return None;
    }
    let mut last = at + 1;
    while last < end && last < at + 3 && goes_on(&lines[last].text) {
        last += 1;
    }
    if last > at + 1 {
        // The line that went on may be a sentence after all: then the first line was full text.
        let text = joined(&lines[at..last]);
        return (is_open(&text) && text.chars().count() <= LONGEST).then_some(last);
    }
    // «3 § Nämnden har till uppgift att» leads up to its list.
    if leads(&lines[at].text) && !hangs(&lines[at].text) {
        return None;
    }
    let all_title = (1..=2).contains(&rest.len())
        && rest.iter().all(|line| {
            is_open(&line.text)
                && !leads(&line.text)
                && number_of(&line.text).is_none()
                && line.text.chars().count() < 40
        });
    Some(if all_title { end } else { at + 1 })
}

/// «Chefen ska», «Chefen ansvarar för» over a list: no part of a title.
fn leads(text: &str) -> bool {
    let open = ["ska", "skall", "att", "bör", "måste", "får", "och", "eller", "samt", "som"];
    text.rsplit(' ').next().is_some_and(|word| open.contains(&word)) || hangs(text)
}

/// Whether a text ends with a preposition, as no title does.
fn hangs(text: &str) -> bool {
    matches!(text.rsplit(' ').next(), Some("för" | "om" | "till" | "av" | "på" | "i"))
}

fn unnumbered(lines: &[Line], at: usize, end: usize, width: usize) -> Option<usize> {
    let first = &lines[at].text;
    let joins = matches!(first.rsplit(' ').next(), Some("och" | "eller" | "samt"));
    let wrapped = (hangs(first) || joins) && lines.get(at + 1).is_some_and(|next| goes_on(&next.text));
    if leads(first) && !wrapped {
        return None;
    }
    // The number of a law is that of a reference.
    static LAW: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b\d{4}:\d{1,4}\b"));
    // A sentence with the mark of a footnote.
    static MARKED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\p{Ll}{4,}\. ?\d{1,2}$"));
    if MARKED.is_match(first) {
        return None;
    }
    if !first.starts_with(|c: char| c.is_uppercase()) || first.contains('@') || LAW.is_match(first) {
        return None;
    }
    let mut last = at + 1;
    loop {
        let line = &lines[last - 1];
        let text = joined(&lines[at..last]);
        let next = lines.get(last).filter(|_| last < end);
        let Some(next) = next else {
            let follows = lines[last..].iter().find(|line| !line.is_blank());
            let goes = follows.is_some_and(|line| goes_on(&line.text));
            return (is_open(&text) && !goes && few_words(&text) && text.chars().count() <= 110)
                .then_some(last);
        };
        if is_full(line, &next.text, width.saturating_sub(4)) {
            return None;
        }
        if goes_on(&next.text) {
            last += 1;
            if last > at + 3 {
                return None;
            }
            continue;
        }
        return (is_open(&text) && few_words(&text) && text.chars().count() <= 110).then_some(last);
    }
}

fn few_words(text: &str) -> bool {
    text.split_whitespace().count() <= 14
}

/// A heading by its letters: larger than those of the text, or bold and alone.
fn sized(lines: &[Line], at: usize, end: usize, body: f32) -> Option<usize> {
    let size = lines[at].size.unwrap_or(body);
    let larger = size > body + 0.6;
    if !(larger || lines[at].bold) || !lines[at].text.chars().any(char::is_alphabetic) {
        return None;
    }
    let same = |line: &Line| {
        line.size.is_some_and(|other| (other - size).abs() < 0.3)
            && line.bold == lines[at].bold
            && number_of(&line.text).is_none()
    };
    let last = (at + 1..end.min(at + 4)).find(|n| !same(&lines[*n])).unwrap_or(end.min(at + 4));
    let text = joined(&lines[at..last]);
    (is_open(&text) && text.chars().count() <= LONGEST).then_some(last)
}
