//! What stands on every page and is no text: page numbers, letterheads of following pages, running headers.
//!
//! What a letterhead says (kind of document, diarienummer, date) is kept as facts.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::super::journal::Journal;
use super::super::lines::{Layer, Line, goes_on};
use crate::import::pattern;

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:sid(?:a|an)?\.?|page)\s*)?\d{1,3}\s*(?:\(\s*\d{1,3}\s*\)|/\s*\d{1,3}|(?:av|of)\s+\d{1,3})$|^(?:sid(?:a|an)?|page)\s+\d{1,3}$|^[-–]\s*\d{1,3}\s*[-–]$",
    )
});
/// A footer that ends with the number of its page and the number of all: «Region Norr  Sida 3 av 12».
static FOOTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?P<rest>.{0,90}?)(?:\s|^)(?:sida|sidan|sid\.?|page)\s*\d{1,3}\s*(?:(?:av|of|/)\s*\d{1,3}|\(\s*\d{1,3}\s*\))$",
    )
});
static LONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{1,3}$"));

/// The word by which a letterhead or a title page says what the document is, and the kind that it means.
pub const KIND_WORDS: &[(&str, &str)] = &[
    ("POLICY", "policy"),
    ("RIKTLINJE", "riktlinje"),
    ("RIKTLINJER", "riktlinje"),
    ("REGEL", "regel"),
    ("REGLER", "regel"),
    ("REGLEMENTE", "regel"),
    ("RUTIN", "rutin"),
    ("RUTINBESKRIVNING", "rutin"),
    ("INSTRUKTION", "instruktion"),
    ("ANVISNING", "anvisning"),
    ("ANVISNINGAR", "anvisning"),
    ("TILLÄMPNINGSANVISNING", "anvisning"),
    ("PLAN", "plan"),
    ("HANDLINGSPLAN", "plan"),
    ("PROCESS", "process"),
    ("ORGANISATION", "organisation"),
    ("ARBETSORDNING", "organisation"),
    ("VÄGLEDNING", "vägledning"),
    ("MANUAL", "manual"),
    ("YTTRANDE", "yttrande"),
    ("REMISSVAR", "yttrande"),
    ("REMISS", "missiv"),
    ("MISSIV", "missiv"),
    ("REMISSMISSIV", "missiv"),
    ("PM", "promemoria"),
    ("PROMEMORIA", "promemoria"),
    ("TJÄNSTESKRIVELSE", "promemoria"),
    ("TJÄNSTEUTLÅTANDE", "promemoria"),
    ("ÄNDRINGSBILAGA", "ändringsbilaga"),
];

/// The kind of document that a line of a letterhead names, by a word in capitals.
pub fn kind_word(line: &str) -> Option<&'static str> {
    // «7:51 PM» is a time of day.
    let clock = line
        .split_whitespace()
        .any(|word| word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit()));
    line.split_whitespace()
        .filter(|word| !(clock && *word == "PM"))
        .find_map(|word| KIND_WORDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind))
}

/// Whether a line holds nothing but what letterheads hold: kind, diarienummer, date.
pub fn is_letterhead(line: &str) -> bool {
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Diarienummer:?|Dnr:?|Diarienr:?|Datum:?|Dokumentnummer:?|Version:?|Sida:?|[A-ZÅÄÖ]{2,5}\s\d{4}[-–:/]\d+|[A-ZÅÄÖ]{2,5}\s\d+[-–/]\d{4}|\d{4}-\d{2}-\d{2}|[A-ZÅÄÖ]{2,25}|\d{1,3}\s?\(\d{1,3}\))(?:\s+|$)",
        )
    });
    let mut rest = line.trim();
    let mut known = false;
    // «REGLER FÖR EXAMINATION» is a title in capitals.
    if rest.split_whitespace().nth(1).is_some_and(|word| matches!(word, "FÖR" | "OM" | "TILL" | "I" | "VID"))
    {
        return false;
    }
    while !rest.is_empty() {
        let Some(found) = PART.find(rest) else { return false };
        let word = found.as_str().trim();
        let capitals = word.chars().all(|c| c.is_uppercase());
        if capitals && !KIND_WORDS.iter().any(|(known, _)| *known == word) {
            return false;
        }
        known = true;
        rest = &rest[found.end()..];
    }
    known
}

/// Removes page numbers, and the letterhead that follows one on a page that is not the first.
pub fn numbers(mut layer: Layer, journal: &mut Journal) -> Layer {
    let lines = std::mem::take(&mut layer.lines);
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let mut after_number = false;
    let mut break_owed = false;
    let mut heads: HashSet<(&'static str, String)> = HashSet::new();
    for (at, mut line) in lines.iter().cloned().enumerate() {
        if line.is_blank() {
            kept.push(line);
            continue;
        }
        if NUMBERED.is_match(&line.text) || is_lone_number(&lines, at) {
            journal.count("sidnummer");
            journal.drop(line.origin, "sidnummer", &line.text);
            let first = line.text.starts_with("1 ") || line.text.starts_with("1(") || line.text == "1";
            after_number = !first;
            break_owed = true;
            continue;
        }
        if FOOTER.is_match(&line.text) {
            journal.count("sidnummer");
            journal.drop(line.origin, "sidnummer", &line.text);
            break_owed = true;
            continue;
        }
        // The letterhead of the first page, once more on the next.
        if let Some(head) = head_of(&lines, at) {
            if is_letterhead(&line.text) && heads.contains(&head) {
                after_number = true;
                break_owed = true;
            }
            heads.insert(head);
        }
        if after_number && is_letterhead(&line.text) {
            journal.count("sidnummer");
            journal.drop(line.origin, "sidnummer", &line.text);
            layer.facts.push(line);
            continue;
        }
        after_number = false;
        if std::mem::take(&mut break_owed) {
            line.page_start = true;
        }
        kept.push(line);
    }
    layer.lines = kept;
    layer
}

/// Kind and diarienummer of a letterhead that begins a page here.
fn head_of(lines: &[Line], at: usize) -> Option<(&'static str, String)> {
    static CASE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-ZÅÄÖ]{1,5}\s\d{4}[-:/]\d+\b"));
    let kind = kind_word(&lines[at].text).filter(|_| lines[at].page_start)?;
    let case = lines[at..].iter().take(4).find_map(|line| CASE.find(&line.text))?;
    Some((kind, case.as_str().to_string()))
}

/// A number alone on a line is a page number only at the edge of a page.
fn is_lone_number(lines: &[Line], at: usize) -> bool {
    if !LONE.is_match(&lines[at].text) {
        return false;
    }
    let next = lines[at + 1..].iter().find(|line| !line.is_blank());
    next.is_none_or(|next| next.page_start) || lines[at].page_start && next.is_some()
}

/// Removes what is repeated at the head or foot of pages. A chapter title that is repeated stays where it stands
/// first; a line that stands on most pages goes everywhere, and is kept as a fact.
pub fn headers(layer: Layer, journal: &mut Journal) -> Layer {
    repeated_titles(everywhere(layer, journal), journal)
}

/// A line as it is compared from page to page: numbers differ.
fn key(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            c if c.is_ascii_digit() => {
                if !out.ends_with('#') {
                    out.push('#');
                }
            }
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

fn everywhere(mut layer: Layer, journal: &mut Journal) -> Layer {
    let pages: BTreeMap<u32, Vec<usize>> =
        layer.lines.iter().enumerate().filter(|(_, line)| !line.is_blank()).fold(
            BTreeMap::new(),
            |mut pages, (at, line)| {
                pages.entry(line.origin.page).or_insert_with(Vec::new).push(at);
                pages
            },
        );
    if pages.len() < 2 {
        return layer;
    }
    // Two pages say less than many: only their first and last lines count.
    let deep = if pages.len() == 2 { 1 } else { 3 };
    let edges = |lines: &[usize]| -> Vec<usize> {
        let mut edge: Vec<usize> =
            lines.iter().take(deep).chain(lines.iter().rev().take(deep)).copied().collect();
        edge.sort_unstable();
        edge.dedup();
        edge
    };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for lines in pages.values() {
        let keys: HashSet<String> = edges(lines).into_iter().map(|at| key(&layer.lines[at].text)).collect();
        let mut keys: Vec<String> = keys.into_iter().collect();
        keys.sort_unstable();
        keys.into_iter().for_each(|key| *seen.entry(key).or_default() += 1);
    }
    let most = (pages.len() * 3 / 5).max(pages.len().min(3));
    let mut gone = vec![false; layer.lines.len()];
    for lines in pages.values() {
        for at in edges(lines) {
            gone[at] = seen.get(&key(&layer.lines[at].text)).is_some_and(|count| *count >= most);
        }
    }
    let mut kept = Vec::with_capacity(layer.lines.len());
    let mut owed = false;
    for (mut line, gone) in std::mem::take(&mut layer.lines).into_iter().zip(gone) {
        if gone {
            journal.count("sidhuvud");
            journal.drop(line.origin, "sidhuvud", &line.text);
            owed |= line.page_start;
            if !layer.facts.iter().any(|fact| fact.text == line.text) {
                layer.facts.push(line);
            }
        } else {
            if !line.is_blank() {
                line.page_start |= std::mem::take(&mut owed);
            }
            kept.push(line);
        }
    }
    layer.lines = kept;
    layer
}

fn repeated_titles(mut layer: Layer, journal: &mut Journal) -> Layer {
    let lines = &layer.lines;
    let mut seen: HashSet<String> = HashSet::new();
    let mut gone = vec![false; lines.len()];
    for at in (0..lines.len()).filter(|at| lines[*at].page_start) {
        let text: Vec<usize> = (at..lines.len()).take_while(|n| !lines[*n].is_blank()).take(3).collect();
        let joins: Vec<String> = (1..=text.len())
            .map(|n| text[..n].iter().map(|at| key(&lines[*at].text)).collect::<Vec<_>>().join(" "))
            .collect();
        let title = |text: &str| !text.ends_with(['.', ',', ':', '-']) && text.chars().count() < 110;
        match joins.iter().rposition(|join| seen.contains(join)) {
            Some(last) => text[..=last].iter().for_each(|at| gone[*at] = true),
            // A title that wraps is one only as a whole.
            None => {
                let whole = |n: usize| text.get(n + 1).is_none_or(|next| !goes_on(&lines[*next].text));
                seen.extend(
                    joins
                        .into_iter()
                        .enumerate()
                        .filter(|(n, join)| title(join) && whole(*n))
                        .map(|(_, join)| join),
                );
            }
        }
    }
    let mut kept: Vec<Line> = Vec::with_capacity(layer.lines.len());
    let mut owed = false;
    for (mut line, gone) in layer.lines.into_iter().zip(gone) {
        if gone {
            journal.count("sidhuvud");
            journal.drop(line.origin, "sidhuvud", &line.text);
            owed = true;
            continue;
        }
        if !line.is_blank() && std::mem::take(&mut owed) {
            line.page_start = true;
            line.continued = true;
        }
        kept.push(line);
    }
    layer.lines = kept;
    layer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text::lines;

    fn left(text: &str) -> Vec<String> {
        let layer = Layer { lines: lines(text), ..Layer::default() };
        let layer = headers(numbers(layer, &mut Journal::default()), &mut Journal::default());
        layer.lines.into_iter().filter(|line| !line.is_blank()).map(|line| line.text).collect()
    }

    #[test]
    fn a_repeated_chapter_title_stays_once() {
        let text = " Roller med ansvar för \nsäkerheten\n\nTexten här.\n Roller med ansvar för säkerheten\nMer text.";
        assert_eq!(left(text), ["Roller med ansvar för", "säkerheten", "Texten här.", "Mer text."]);
    }

    #[test]
    fn page_numbers_and_letterheads_of_following_pages() {
        assert_eq!(
            left("Slut på sidan.\n\n9 (25)\n\n RUTIN Diarienummer\nAB 2025-0418\n\nNästa."),
            ["Slut på sidan.", "Nästa."]
        );
        assert_eq!(left("Regler i 3 (3) led\nSida 2 av 7\nText"), ["Regler i 3 (3) led", "Text"]);
    }

    #[test]
    fn what_stands_on_every_page_goes() {
        let page = |n: u32| {
            format!(
                "Region Norr  Rutin 12\nSidans text nummer {n} är olik.\nSista raden ser ut så {n} här\n\u{c}"
            )
        };
        let text: String = (1..5).map(page).collect();
        assert!(left(&text).iter().all(|line| !line.starts_with("Region Norr")));
        assert_eq!(left("a\nb\n").len(), 2);
    }

    #[test]
    fn letterheads() {
        assert!(is_letterhead("RIKTLINJE Diarienummer"));
        assert!(is_letterhead("RS 2025-0418"));
        assert!(!is_letterhead("RIKTLINJE för säkerhet"));
        assert!(!is_letterhead("REGLER FÖR NYCKLAR"));
        assert_eq!(kind_word("Regionstyrelsen  REMISS Diarienummer"), Some("missiv"));
    }
}
