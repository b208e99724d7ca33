//! Finds laws, EU acts, föreskrifter and standards in running text, with chapter, section, article or control.
//!
//! Lists and ranges («4, 7 och 11 §§», «5–7 §§») give one pinpoint each. What is only «samma lag» stays plain text.
//! Evidence for the forms: notes/real-documents.md 5–10, notes/standards-security.md 4.3.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memchr2_iter;
use regex::Regex;

mod pin;

use super::register::Entry;
use crate::text::fold;
use pin::{NUM, ORDINALS, pattern};

pub use pin::{Pin, pins};

/// A citation in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The act: its number in the register, or what the text called it.
    pub act: Result<usize, Unknown>,
    /// The places within it; empty when the whole act is meant.
    pub pins: Vec<Pin>,
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Whether the text speaks of what applied earlier, so that a repealed act is no fault.
    pub transitional: bool,
}

/// An act that the register does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unknown {
    /// It has a number.
    Numbered(String),
    /// It has only a name.
    Named(String),
}

/// The acts of the register by every name that they go under.
#[derive(Debug, Default, Clone)]
pub struct Acts {
    names: HashMap<String, usize>,
    numbers: HashMap<String, usize>,
    longest: usize,
}

/// Everything that may name an act, between the borders of words « and ». What stands before it is read backwards, by
/// `PINS`.
const ACT_TEXT: &str = r"(?x)
        (?P<fs>«(?:[A-ZÅÄÖ]{2,8}-FS|[A-ZÅÄÖ]{1,6}FS)\s(?P<fsnum>\d{4}:\d+))
      | (?P<word>(?:\p{L}+-\s(?:och|eller|samt)\s)?[\p{L}-]+)?\s?\((?:SFS\s)?(?P<sfs>\d{4}:\d+)\)
      | (?P<eu>(?:\(?(?:EU|EG|EEG)\)?\s(?:nr\s)?(?P<eunum>\d{2,4}/\d{2,4}))|«(?P<eg>\d{2,4}/\d{2,4}/(?:EU|EG|EEG)))
      | (?P<iso>«(?:SS-)?(?:EN\s|EN-)?(?:ISO(?:/IEC)?|SIS-TR|IEC)\s?\d{2,5}(?:-\d+)?(?::\d{4})?)
      | (?P<title>«(?:[Ll]ag|[Ll]agen|[Ff]örordning|[Ff]örordningen)\s(?:om|med|mot)\s[\p{L}])
      | (?P<name>(?:\p{L}+-\s(?:och|eller|samt)\s)?«[\p{L}][\p{L}-]*(?:lag|lagen|lagens|balk|balken|balkens|förordning|förordningen|förordningens|direktiv|direktivet|direktivets|formen|stadgan)»)
      | (?P<short>«[A-ZÅÄÖ]{2,8}\d?»)
        ";

static ACT: LazyLock<Regex> = LazyLock::new(|| pattern(&ACT_TEXT.replace(['«', '»'], r"\b")));

/// Where [`ACT`] may match, and wherever it does: without borders that the fast automaton of `regex` does not know.
static MAYBE_ACT: LazyLock<Regex> =
    LazyLock::new(|| pattern(&ACT_TEXT.replace('«', "").replace('»', r"(?:\W|$)")));

static PINS: LazyLock<Regex> = LazyLock::new(|| {
    let one = format!(
        r"(?:{NUM}\s?kap\.(?:\s?{list}\s?§{{1,2}}(?:\s(?:{ord})\s(?:stycket|st\.)(?:\s\d+)?)?)?|{list}\s?§{{1,2}}(?:\s(?:{ord})\s(?:stycket|st\.)(?:\s\d+)?)?)",
        list = format_args!(r"{NUM}(?:(?:,\s|\s(?:och|eller|samt)\s|\s?[–-]\s?){NUM})*"),
        ord = ORDINALS.join("|"),
    );
    pattern(&format!(
        r"(?:^|[^\p{{L}}\d])(?P<pins>{one}(?:(?:,\s|\s(?:och|samt|eller)\s){one})*)\s(?:i\s|av\s)?$"
    ))
});

static ARTICLES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?P<pins>art(?:\.|ikel|iklarna|iklar|icle|icles)\s\d+(?:\.\d+)?(?:(?:,\s|\s(?:och|eller|samt|and)\s|\s?[–-]\s?)\d+(?:\.\d+)?)*)\s(?:i\s|av\s|of\s)?(?:den\s|EU:s\s|förordning\s|direktiv\s)*$",
    )
});

static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    // A comma ends a Swedish citation: what comes after it points into the next act.
    pattern(&format!(
        r"^(?:,?\s(?P<pins>(?:art(?:\.|ikel)\s\d+(?:\.\d+)?(?:(?:,\s|\s(?:och|samt)\s)\d+(?:\.\d+)?)*)|(?:[A-D]\.\d+(?:\.\d+)?(?:(?:,\s|\s(?:och|samt)\s)[A-D]\.\d+(?:\.\d+)?)*))|\s(?P<sections>{NUM}\s?kap\.(?:\s{NUM}\s?§)?|{NUM}\s?§))"
    ))
});

static TRANSITIONAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)äldre\s(?:föreskrifter|bestämmelser|lydelse)|i\s(?:den|sin)\säldre|upphävda|upphävd|dåvarande|den\sgamla|tidigare\sgällande|har\sersatts|ersatte|repealed|former",
    )
});

impl Acts {
    /// The index of a register.
    pub fn new(register: &[Entry]) -> Self {
        let mut acts = Self::default();
        for (number, entry) in register.iter().enumerate() {
            let names = entry.aliases.iter().map(|alias| alias.value.as_str());
            for name in names.chain([entry.id.value.as_str(), entry.title.as_str()]) {
                let key = fold(name);
                acts.longest = acts.longest.max(key.len());
                acts.names.entry(key).or_insert(number);
            }
            acts.numbers.entry(number_key(&entry.id.value)).or_insert(number);
        }
        acts
    }

    /// The act that goes under this name or number.
    pub fn named(&self, name: &str) -> Option<usize> {
        self.names.get(&fold(name)).or_else(|| self.numbers.get(&number_key(name))).copied()
    }

    /// Reads what stands in brackets: the name or number of an act, then a pinpoint or none.
    pub fn parse(&self, name: &str) -> Option<(usize, Vec<Pin>)> {
        if let Some(act) = self.named(name) {
            return Some((act, Vec::new()));
        }
        let cuts: Vec<usize> = name.match_indices(' ').map(|(at, _)| at).collect();
        for cut in cuts.into_iter().rev() {
            let (act, rest) = name.split_at(cut);
            let Some(act) = self.named(act) else { continue };
            return Some((act, pins(rest.trim().trim_start_matches("bilaga "))))
                .filter(|(_, pins)| !pins.is_empty());
        }
        None
    }

    /// Whether a name looks like that of an act, known or not.
    pub fn looks_like_act(name: &str) -> bool {
        ["SFS ", "(EU)", "ISO", "SS-", "HSLF", "SOSFS", "MSBFS"].iter().any(|start| name.starts_with(start))
    }

    /// Every citation of a text, in order.
    pub fn find(&self, text: &str) -> Vec<Citation> {
        let mut out: Vec<Citation> = Vec::new();
        let mut from = 0;
        if !may_cite(text) {
            return out;
        }
        while let Some(near) = MAYBE_ACT.find_at(text, from) {
            let Some(found) = ACT.captures_at(text, near.start()) else { break };
            let Some(whole) = found.get(0) else { break };
            from = whole.end().max(from + 1);
            while !text.is_char_boundary(from) {
                from += 1;
            }
            let floor = out.last().map_or(0, |last| last.range.end);
            if let Some(citation) = self.citation(text, &found, floor) {
                from = from.max(citation.range.end);
                out.push(citation);
            }
        }
        out
    }

    fn citation(&self, text: &str, found: &regex::Captures<'_>, floor: usize) -> Option<Citation> {
        let range = found.get(0)?.range();
        let known_number = |key: &str| self.numbers.get(&number_key(key)).copied();
        let (act, mut range) = if let Some(number) = found.name("sfs") {
            if is_provenance(text, &range, found.name("word").map(|m| m.as_str())) {
                return None;
            }
            let act = known_number(number.as_str())
                .ok_or_else(|| Unknown::Numbered(format!("SFS {}", number.as_str())));
            (act, self.widen(text, range, floor))
        } else if let Some(fs) = found.name("fs") {
            (known_number(fs.as_str()).ok_or_else(|| Unknown::Numbered(fs.as_str().to_string())), range)
        } else if let Some(eu) = found.name("eunum").or_else(|| found.name("eg")) {
            (known_number(eu.as_str()).ok_or_else(|| Unknown::Numbered(found[0].to_string())), range)
        } else if let Some(iso) = found.name("iso") {
            (known_number(iso.as_str()).ok_or_else(|| Unknown::Numbered(iso.as_str().to_string())), range)
        } else if let Some(title) = found.name("title") {
            self.titled(text, title.range())?
        } else {
            (
                self.named(&text[range.clone()])
                    .ok_or_else(|| Unknown::Named(text[range.clone()].to_string())),
                range,
            )
        };
        let pins = take_pins(text, &mut range, floor);
        // A bare word that the register does not know is no citation unless something points into it.
        if matches!(act, Err(Unknown::Named(_)))
            && found.name("title").is_none()
            && (pins.is_empty() || found.name("short").is_some())
        {
            return None;
        }
        let transitional = is_transitional(text, &range);
        Some(Citation { act, pins, range, transitional })
    }

    /// «lagen om …» without a number: the longest name of the register that begins here, or the act is unknown.
    fn titled(&self, text: &str, start: Range<usize>) -> Option<(Result<usize, Unknown>, Range<usize>)> {
        let rest = &text[start.start..];
        let stop = rest.find(['.', ',', ';', '(']).unwrap_or(rest.len());
        let numbered =
            rest[stop..].starts_with('(') && rest[stop + 1..].starts_with(|c: char| c.is_ascii_digit());
        let clause = &rest[..stop];
        let mut ends: Vec<usize> = clause.match_indices(' ').map(|(at, _)| at).collect();
        ends.push(clause.len());
        for end in ends.into_iter().rev().filter(|end| *end <= self.longest + 8) {
            if let Some(act) = self.names.get(&fold(&clause[..end])) {
                return Some((Ok(*act), start.start..start.start + end));
            }
        }
        if numbered {
            return None;
        }
        let words: Vec<&str> = clause.split_whitespace().take(6).collect();
        let end = start.start + clause.len().min(words.join(" ").len());
        Some((Err(Unknown::Named(words.join(" "))), start.start..end))
    }

    /// Takes the words of a name in front of its number into the link, if the register knows them.
    fn widen(&self, text: &str, range: Range<usize>, floor: usize) -> Range<usize> {
        let word = text[range.clone()].split(" (").next().unwrap_or("");
        let is_name = self.names.contains_key(&fold(word))
            || word.to_lowercase().ends_with("lagen")
            || word.to_lowercase().contains("lag");
        if is_name || word.starts_with('(') {
            return range.start.max(floor)..range.end;
        }
        let open = text[range.clone()].find('(').map_or(range.start, |at| range.start + at);
        open..range.end
    }
}

/// Whether a text has anything that an act could begin or end with: most have not, and the patterns are slow. Every
/// alternative of [`ACT`] holds a bracket or stroke before a digit, a word that ends as one of [`NAMES`] does, or two
/// capital letters in a row.
fn may_cite(text: &str) -> bool {
    static NAME: LazyLock<AhoCorasick> = LazyLock::new(|| automaton(&NAMES));
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic());
    let ends = |rest: &str| {
        let endings = ["", "en", "ens", "et", "ets"].iter();
        endings.filter_map(|ending| rest.strip_prefix(ending)).any(|rest| !goes_on(rest))
    };
    let bytes = text.as_bytes();
    let is_number = |at: usize| matches!(bytes.get(at + 1), Some(b'1' | b'2'));
    memchr2_iter(b'(', b'/', bytes).any(is_number)
        || is_abbreviated(bytes)
        || NAME.find_iter(text).any(|name| ends(&text[name.end()..]))
}

/// Names of acts end so, or so and with an ending of the word.
const NAMES: [&str; 7] = ["lag", "Lag", "balk", "rdning", "direktiv", "formen", "stadgan"];

/// Whether two capital letters stand in a row. Every text is asked, so many bytes are looked at in one step.
fn is_abbreviated(text: &[u8]) -> bool {
    const STEP: usize = 64;
    // Å, Ä and Ö are two bytes: the first begins other letters too.
    let is_second = |byte: u8| matches!(byte, 0x84 | 0x85 | 0x96);
    let is_pair = |a: u8, b: u8, c: u8| {
        (a.is_ascii_uppercase() | is_second(a)) & (b.is_ascii_uppercase() | ((b == 0xc3) & is_second(c)))
    };
    let at_end = matches!(text, [.., a, b] if is_pair(*a, *b, 0));
    let mut steps = (0..text.len().saturating_sub(2)).step_by(STEP).map(|at| &text[at..]);
    at_end
        || steps.any(|rest| {
            let threes = rest.iter().zip(&rest[1..]).zip(&rest[2..]).take(STEP);
            threes.fold(false, |any, ((a, b), c)| any | is_pair(*a, *b, *c))
        })
}

// The words are a constant and are compiled by every test run.
#[allow(clippy::expect_used)]
fn automaton(words: &[&str]) -> AhoCorasick {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(words).expect("constant words")
}

/// A trailing «Lag (2021:952).» says where a wording comes from; it is not a reference.
fn is_provenance(text: &str, range: &Range<usize>, word: Option<&str>) -> bool {
    let named = matches!(word, Some("Lag" | "Förordning" | "Kungörelse"));
    let ends = matches!(text[range.end..].trim_end(), "" | ".");
    let begins = text[..range.start].trim_end().ends_with(['.', ')', ':']) || range.start == 0;
    named && ends && begins
}

/// Whether the sentence around a place speaks of what applied earlier.
pub fn is_transitional(text: &str, range: &Range<usize>) -> bool {
    TRANSITIONAL.is_match(sentence(text, range))
}

/// The sentence around a citation, to see whether it speaks of earlier law.
fn sentence<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let start = text[..range.start].rfind(". ").map_or(0, |at| at + 2);
    let end = text[range.end..].find(". ").map_or(text.len(), |at| range.end + at);
    &text[start..end]
}

/// The pinpoints before or after an act; the range grows to take them in.
fn take_pins(text: &str, range: &mut Range<usize>, floor: usize) -> Vec<Pin> {
    let mut start = range.start.saturating_sub(160).max(floor);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let before = &text[start..range.start];
    // Most names stand without a place: then no pattern is tried.
    let patterns: &[&Regex] = if before.contains(char::is_numeric) { &[&PINS, &ARTICLES] } else { &[] };
    for pattern in patterns {
        if let Some(found) = pattern.captures(before).and_then(|found| found.name("pins")) {
            let pins = pins(found.as_str());
            if !pins.is_empty() {
                range.start = start + found.start();
                return pins;
            }
        }
    }
    let rest = &text[range.end..];
    let after = if may_point(rest) { AFTER.captures(rest) } else { None };
    // «…, artikel 32 i GDPR» points into what comes after it.
    let points_on = |end: usize| [" i ", " av ", " of "].iter().any(|word| rest[end..].starts_with(word));
    let found = after.and_then(|found| found.name("pins").or_else(|| found.name("sections")));
    if let Some(found) = found.filter(|found| !points_on(found.end())) {
        let pins = pins(found.as_str());
        range.end += found.end();
        return pins;
    }
    Vec::new()
}

/// Whether [`AFTER`] may match: a blank, and what a place begins with.
fn may_point(rest: &str) -> bool {
    let mut begins = rest.strip_prefix(',').unwrap_or(rest).chars();
    begins.next().is_some_and(char::is_whitespace)
        && begins.next().is_some_and(|c| matches!(c, 'a' | 'A'..='D') || c.is_numeric())
}

/// The part of a name that identifies an act whatever stands around it: `2018:585`, `2016/679`, `iso/iec 27001`.
fn number_key(name: &str) -> String {
    static SFS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:SFS\s)?\(?(\d{4}:\d+(?:\ss\.\s?\d+)?)\)?$"));
    static EU: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:\(?(?:EU|EG|EEG)\)?\s)?(?:nr\s)?(\d{2,4}/\d{2,4})(?:/(?:EU|EG|EEG))?$")
    });
    static ISO: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:SS-)?(?:EN[\s-])?((?:ISO(?:/IEC)?|SIS-TR|IEC)\s?\d+(?:-\d+)?)(?::\d{4})?$")
    });
    let name = name.trim();
    // Each pattern asks for digits.
    let patterns: &[&Regex] = if name.contains(char::is_numeric) { &[&SFS, &EU, &ISO] } else { &[] };
    for pattern in patterns {
        if let Some(key) = pattern.captures(name).and_then(|found| found.get(1)) {
            return fold(key.as_str());
        }
    }
    fold(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What may hold no act is not searched for any: no alternative of the pattern may be missed.
    #[test]
    fn whatever_names_an_act_is_searched_for_it() {
        let names = [
            "lag",
            "lagen",
            "lagens",
            "balk",
            "balken",
            "balkens",
            "förordning",
            "förordningen",
            "förordningens",
        ];
        let others = ["direktiv", "direktivet", "direktivets", "regeringsformen", "stadgan"];
        let texts = [
            "HSLF-FS 2016:40",
            "föreskrift (2018:585)",
            "(EU) 2016/2102",
            "EU 2016/679",
            "94/46/EG",
            "ISO 27001",
            "lag om vård",
            "ÄFS",
        ];
        let named = names.iter().chain(&others).map(|name| format!("enligt patient{name}, och"));
        for text in named.chain(texts.iter().map(|text| format!("enligt {text}"))) {
            assert!(ACT.is_match(&text) && may_cite(&text), "{text}");
        }
        assert!(may_cite("enligt patientdirektivets") && !may_cite("det som lagts fram om lagring"));
        // Wherever two capitals stand, at the edges of a text and of what is looked at in one step too.
        for (pair, before) in ["EU", "ÄF", "FÄ", "ÅÖ"].iter().flat_map(|pair| (0..70).map(move |n| (pair, n)))
        {
            for after in ["", "a", "aa"] {
                assert!(is_abbreviated(format!("{}{pair}{after}", "å".repeat(before)).as_bytes()), "{pair}");
            }
        }
        for other in ["", "E", "Ä", "Så På Åå", "äÄä", "E U"] {
            assert!(!is_abbreviated(other.as_bytes()), "{other}");
        }
    }
}
