//! Places within an act: chapter and section, article, control; and how lists and ranges of them are read.

use std::sync::LazyLock;

use regex::Regex;

// Each pattern is a constant and is compiled by every test run.
#[allow(clippy::expect_used)]
pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

/// The number of a chapter or section, with its letter.
pub(super) const NUM: &str = r"\d{1,4}(?:\s?[a-z]\b)?";

/// A place within an act.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pin {
    /// «2 kap. 1 § andra stycket»: chapter, section and paragraph, as far as they are given.
    Section {
        /// Number of the chapter, such as `2` or `2 a`.
        chapter: Option<String>,
        /// Number of the section; absent for a whole chapter.
        section: Option<String>,
        /// Which paragraph (stycke) of the section.
        paragraph: Option<u8>,
    },
    /// «artikel 32.1» of an EU act.
    Article(String),
    /// «A.8.13» of a standard.
    Control(String),
}

impl Pin {
    /// The pinpoint as text: `2 kap. 1 §`, `artikel 32`, `A.8.13`.
    pub fn label(&self) -> String {
        match self {
            Self::Section { chapter, section, paragraph } => {
                let chapter = chapter.as_ref().map(|c| format!("{c} kap."));
                let section = section.as_ref().map(|s| format!("{s} §"));
                let ordinal = paragraph.and_then(|n| ORDINALS.get(usize::from(n) - 1));
                let paragraph = ordinal.map(|word| format!("{word} stycket"));
                [chapter, section, paragraph].into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
            Self::Article(number) => format!("artikel {number}"),
            Self::Control(number) => number.clone(),
        }
    }

    /// The part of an address that names the pinpoint: `k2-p1`, `artikel-32`, `a-8-13`. Paragraphs share their section's.
    pub fn anchor(&self) -> String {
        match self {
            Self::Section { chapter, section, .. } => {
                let squeeze = |s: &String| s.replace(' ', "");
                let chapter = chapter.as_ref().map(|c| format!("k{}", squeeze(c)));
                let section = section.as_ref().map(|s| format!("p{}", squeeze(s)));
                [chapter, section].into_iter().flatten().collect::<Vec<_>>().join("-")
            }
            Self::Article(number) => format!("artikel-{}", crate::text::slug(number)),
            Self::Control(number) => crate::text::slug(number),
        }
    }

    /// The pinpoint as the law page lists it: without the paragraph.
    pub fn whole(&self) -> Self {
        match self {
            Self::Section { chapter, section, .. } => {
                Self::Section { chapter: chapter.clone(), section: section.clone(), paragraph: None }
            }
            other => other.clone(),
        }
    }
}

/// Words for the paragraphs of a section.
pub(super) const ORDINALS: [&str; 8] =
    ["första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde"];

static PART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:(?P<chapter>{NUM})\s?kap\.)?\s?(?:(?P<list>{NUM}(?:(?:,\s|\s(?:och|eller|samt)\s|\s?[–-]\s?){NUM})*)\s?§{{1,2}})?(?:\s(?P<ord>{})\s(?:stycket|st\.))?",
        ORDINALS.join("|")
    ))
});

/// Reads pinpoints: «2 kap. 1 § andra stycket», «4, 7 och 11 §§», «artikel 32.1», «A.8.13».
pub fn pins(text: &str) -> Vec<Pin> {
    let lower = text.to_lowercase();
    if lower.starts_with("art") {
        let list = text.trim_start_matches(|c: char| c.is_alphabetic() || c == '.').trim();
        return numbers(list).into_iter().map(Pin::Article).collect();
    }
    if text.contains('.') && text.starts_with(|c: char| c.is_ascii_uppercase()) {
        return list_items(text).map(|item| Pin::Control(item.to_string())).collect();
    }
    let mut out = Vec::new();
    let mut chapter: Option<String> = None;
    for found in PART.captures_iter(text) {
        let (new, list) = (found.name("chapter"), found.name("list"));
        if new.is_none() && list.is_none() {
            continue;
        }
        if let Some(new) = new {
            chapter = Some(spaced(new.as_str()));
        }
        let ordinal = found.name("ord").and_then(|word| ORDINALS.iter().position(|o| *o == word.as_str()));
        let paragraph = ordinal.map(|at| at as u8 + 1);
        match list {
            None => out.push(Pin::Section { chapter: chapter.clone(), section: None, paragraph: None }),
            Some(list) => out.extend(numbers(list.as_str()).into_iter().map(|number| Pin::Section {
                chapter: chapter.clone(),
                section: Some(number),
                paragraph,
            })),
        }
    }
    out
}

fn list_items(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ' '])
        .map(str::trim)
        .filter(|item| item.starts_with(|c: char| c.is_ascii_uppercase()) && item.contains('.'))
}

/// The numbers of a list, ranges counted out: «1–4, 12 och 13» gives six.
fn numbers(list: &str) -> Vec<String> {
    static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| pattern(r",\s*|\s(?:och|eller|samt|and)\s"));
    let mut out = Vec::new();
    for item in SEPARATOR.split(list).map(str::trim).filter(|item| !item.is_empty()) {
        match item.split_once(['–', '-']) {
            Some((first, last)) => range(first.trim(), last.trim(), &mut out),
            None => out.push(spaced(item)),
        }
    }
    out
}

fn range(first: &str, last: &str, out: &mut Vec<String>) {
    match (first.parse::<u32>(), last.parse::<u32>()) {
        (Ok(a), Ok(b)) if a <= b && b - a <= 200 => out.extend((a..=b).map(|n| n.to_string())),
        _ => out.extend([spaced(first), spaced(last)]),
    }
}

/// `3a` and `3  a` are written `3 a`.
fn spaced(number: &str) -> String {
    let digits: String = number.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let letter = number[digits.len()..].trim();
    if letter.is_empty() { digits } else { format!("{digits} {letter}") }
}
