//! Words that were cut at the end of a line. Which hyphens stay is known from the words around them; where neither
//! form of a word stands elsewhere in the text, the join is listed as unsure.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::super::journal::Journal;
use super::super::lines::{Layer, Line, first_word};
use crate::import::pattern;
use crate::import::swedish::lexicon::is_actor;

/// What a hyphen at the end of a line becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// «säkerhets- och»: the hyphen and a blank.
    Suspended,
    /// «it-system»: the hyphen alone.
    Kept,
    /// «informations|säkerhet»: nothing.
    Undone,
    /// A dash between words.
    Dash,
}

/// Joins the words that lines cut, by moving the rest of the word up.
pub fn run(mut layer: Layer, journal: &mut Journal) -> Layer {
    let words = vocabulary(&layer);
    let mut at = 0;
    while at < layer.lines.len() {
        join_at(&mut layer.lines, at, &words, journal);
        at += 1;
    }
    join_notes(&mut layer, journal);
    layer
}

/// What is left of a word that a cell too narrow for it broke without a hyphen, and is no word.
const ENDS: &[&str] = &[
    "are",
    "aren",
    "arna",
    "ggare",
    "ggaren",
    "ning",
    "ningen",
    "ningar",
    "ningarna",
    "tion",
    "tionen",
    "sation",
    "sationen",
    "het",
    "heten",
    "heter",
    "else",
    "elsen",
    "ande",
    "itet",
    "iteten",
    "skap",
    "lighet",
    "ligheten",
    "isering",
    "iseringen",
    "ering",
    "eringen",
    "ens",
    "erna",
    "orna",
];

/// Whether a word goes on in the next line of a narrow cell without a hyphen: «handlä» + «ggare». The line before must
/// hold nothing else, since a word that fits on a line is not broken.
pub fn is_broken(line: &str, next: &str) -> bool {
    let first = bare(first_word(next));
    let lower = next.starts_with(char::is_lowercase);
    let whole = line.chars().count() > 5 && line.chars().all(|c| c.is_alphabetic() || c == '-');
    if !lower || !whole {
        return false;
    }
    let vowel = |c: char| "aeiouyåäö".contains(c);
    let rest = !first.chars().any(vowel) || ENDS.contains(&first.as_str());
    rest || !is_actor(line) && !is_actor(&first) && is_actor(&format!("{line}{first}"))
}

/// Every whole word of the text, in lower case: not those that a line cut.
fn vocabulary(layer: &Layer) -> HashSet<String> {
    let mut words = HashSet::new();
    let mut cut = false;
    for line in layer.lines.iter().filter(|line| !line.is_blank()) {
        let mut own: Vec<&str> = line.text.split_whitespace().collect();
        if cut && !own.is_empty() {
            own.remove(0);
        }
        cut = line.text.ends_with('-');
        if cut {
            own.pop();
        }
        words.extend(own.iter().map(|word| bare(word)));
    }
    words
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn join_at(lines: &mut [Line], at: usize, words: &HashSet<String>, journal: &mut Journal) {
    loop {
        let line = &lines[at];
        if !line.text.ends_with(['-', '/']) || line.text.len() == 1 {
            return;
        }
        let Some(next) = (at + 1..lines.len().min(at + 4)).find(|n| !lines[*n].is_blank()) else { return };
        let follows = lines[next].text.clone();
        if !follows.starts_with(|c: char| c.is_alphanumeric() || c == '(') || is_item(&follows) {
            return;
        }
        let slash = line.text.ends_with('/');
        if slash && (is_address(&line.text) || next > at + 1) {
            return;
        }
        let joined = if slash { Join::Kept } else { judge(&line.text, &follows) };
        if !slash {
            journal.count("avstavning");
        }
        let word = first_word(&follows).to_string();
        let left = line.text.trim_end_matches('-').to_string();
        let cut = left.rsplit(char::is_whitespace).next().unwrap_or("").to_string();
        let text = match joined {
            Join::Undone => format!("{left}{word}"),
            Join::Suspended | Join::Dash => format!("{} {word}", line.text),
            Join::Kept => format!("{}{word}", line.text),
        };
        if joined == Join::Undone {
            doubt(&cut, &word, words, line, journal);
        }
        let rest = follows[word.len()..].trim_start().to_string();
        lines[at].text = text;
        let moved_whole = rest.is_empty();
        lines[next].text = rest;
        lines[next].carried = true;
        if moved_whole {
            lines[next].printed = 0;
        }
        // The word that moved up may itself be cut.
        if !moved_whole {
            return;
        }
    }
}

fn doubt(cut: &str, word: &str, words: &HashSet<String>, line: &Line, journal: &mut Journal) {
    let joined = bare(&format!("{cut}{word}"));
    let hyphened = bare(&format!("{cut}-{word}"));
    let (known, other) = (words.contains(&joined), words.contains(&hyphened));
    // Half a word is sure to be half a word; two whole words might have had a hyphen of their own.
    if !known && (other || words.contains(&bare(cut)) && words.contains(&bare(word))) {
        let why = "varken formen med eller utan bindestreck är säker i texten";
        journal.doubt(line.origin, "avstavning", &format!("{cut}- {word}"), &format!("{cut}{word}"), why);
    }
}

/// Lines that begin an item of a list never end a word.
fn is_item(text: &str) -> bool {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\d{1,3}(?:\.\d+)*[.)]?\s|[a-zåäö]\)\s)"));
    ITEM.is_match(text)
}

fn is_address(text: &str) -> bool {
    text.rsplit(char::is_whitespace)
        .next()
        .is_some_and(|word| word.contains("://") || word.starts_with("www."))
}

/// What the hyphen at the end of a line becomes before the text that follows.
pub fn judge(line: &str, next: &str) -> Join {
    if line.ends_with(" -") {
        return Join::Dash;
    }
    if is_address(line) {
        return Join::Kept;
    }
    let word = bare(first_word(next));
    if ["och", "eller", "samt", "respektive", "men", "resp"].contains(&word.as_str()) {
        return Join::Suspended;
    }
    let left = line.trim_end_matches('-').rsplit([' ', '-', '/', '(']).next().unwrap_or("");
    let code = !left.is_empty()
        && left.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
        && (left.chars().count() > 1 || left.chars().all(|c| c.is_ascii_digit()));
    let prefix = ["it", "e", "ikt", "icke", "ex", "vd", "pm", "hr"].contains(&left.to_lowercase().as_str());
    if code || prefix || next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return Join::Kept;
    }
    Join::Undone
}

/// A footnote is one line here already; only its own cuts remain.
fn join_notes(layer: &mut Layer, journal: &mut Journal) {
    for (_, line) in &mut layer.notes {
        let mut lines: Vec<Line> =
            line.text.split('\n').map(|text| Line { text: text.to_string(), ..Line::default() }).collect();
        for at in 0..lines.len() {
            join_at(&mut lines, at, &HashSet::new(), journal);
        }
        let text: Vec<String> = lines.into_iter().map(|l| l.text).filter(|text| !text.is_empty()).collect();
        line.text = text.join(" ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text::lines;

    fn joined(text: &str) -> String {
        let layer = Layer { lines: lines(text), ..Layer::default() };
        let lines = run(layer, &mut Journal::default()).lines;
        let text: Vec<&str> = lines.iter().filter(|l| !l.is_blank()).map(|l| l.text.as_str()).collect();
        text.join(" ")
    }

    #[test]
    fn words_that_a_narrow_cell_broke() {
        assert!(is_broken("Nyckelhandlä", "ggare"));
        assert!(is_broken("nyckelorgani", "sation."));
        assert!(!is_broken("Vaktmästare", "och chef"));
        assert!(!is_broken("Byta lås", "ning"));
        assert!(!is_broken("Administrativ", "chef"));
        assert!(!is_broken("Medicinskt", "ansvarig"));
    }

    #[test]
    fn the_right_hyphens_stay() {
        for (cut, whole) in [
            ("styrs av informa-\ntionssäkerhet", "styrs av informationssäkerhet"),
            ("säkerhets- \noch sjukvård", "säkerhets- och sjukvård"),
            ("alla it-\nsystem", "alla it-system"),
            ("vår it-verk-\nsamhet", "vår it-verksamhet"),
            ("ISO 27000-\nserien", "ISO 27000-serien"),
            ("NIS2-\ndirektivet", "NIS2-direktivet"),
            ("med e-\nlegitimation.", "med e-legitimation."),
            ("infor- \n\nmationssäkerhet nu", "informationssäkerhet nu"),
            ("https://a.example/statens-\nutredningar/1", "https://a.example/statens-utredningar/1"),
            ("Teknik -\nSäkerhet", "Teknik - Säkerhet"),
            ("Beslutar/\ngodkänner", "Beslutar/godkänner"),
            ("upp-\n\n• punkt", "upp- • punkt"),
        ] {
            assert_eq!(joined(cut), whole);
        }
    }
}
