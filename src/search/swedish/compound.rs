//! Splits compounds: the cheapest way to read a word as parts, found by dynamic programming.
//!
//! In: a word in lower case, the parts list and the words of the organisation's own text. Out: its units from left to
//! right, or nothing when it is best read as one word. A unit is what the list or the text knows, with a particle
//! before it (`upp-följning`) if need be; particles and endings are never units of their own.

use std::ops::Range;

use super::lexicon::{Entry, LemmaId, Lexicon};
use super::shape::{could_follow, ends_doubled, has_vowel};
use super::trie::Trie;

/// A part of a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands in the word, in bytes, with what joins it to the next.
    pub range: Range<usize>,
    /// The word that it is, without what joins it and without inflection if that is known.
    pub word: String,
    /// The word of the list that it is, unless a particle precedes it or only the text knows it.
    pub lemma: Option<LemmaId>,
    /// How it was recognised.
    pub by: By,
}

/// How a unit was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// It stands in the parts list.
    List,
    /// The list has what follows its particle.
    Particle,
    /// It is a word of the text.
    Text,
    /// Its ending shows where it ends: `-ions-`, `-hets-`, `-nings-`.
    Ending,
    /// Nothing knows it, but what stands beside it leaves no doubt.
    Rest,
}

/// Words of the text that may be parts.
#[derive(Debug, Default)]
pub struct OwnParts {
    trie: Trie,
}

impl OwnParts {
    /// Takes words in byte order, each once.
    pub fn new<S: AsRef<str>>(sorted: &[S]) -> Self {
        Self { trie: Trie::new(sorted) }
    }
}

// What a reading costs. A unit of the list costs 100; a word that nothing knows costs more the longer it is, because
// long words are compounds. The rest was set on tuning words and on words of statutes.
const UNIT: u32 = 100;
const PARTICLE: u32 = 10;
const BARE: u32 = 30;
const LOOSE_S: u32 = 22;
const SHARED: u32 = 14;
const OWN: u32 = 42;
const GUESS: u32 = 40;
const GUESS_LETTER: u32 = 11;
const UNKNOWN: u32 = 122;
const UNKNOWN_LETTER: u32 = 17;

/// Longest word that is split.
const LONGEST: usize = 80;

/// Endings with a linking s that show a border, whatever stands before them.
const BORDERS: [&str; 8] = ["tions", "sions", "hets", "skaps", "nings", "itets", "ings", "doms"];

/// Finds the units of compounds.
#[derive(Debug, Clone, Copy)]
pub struct Splitter<'a> {
    lexicon: &'a Lexicon,
    own: Option<&'a OwnParts>,
}

/// The cheapest way to reach a place.
#[derive(Debug, Clone)]
struct Step {
    cost: u32,
    from: usize,
    /// Whether the unit that ends here shows for certain that a new one begins.
    firm: bool,
    unit: Unit,
}

impl<'a> Splitter<'a> {
    /// A splitter with the list, and with the text's own words if there are any yet.
    pub fn new(lexicon: &'a Lexicon, own: Option<&'a OwnParts>) -> Self {
        Self { lexicon, own }
    }

    /// The units of a compound, two or more; none if the word is best read as one.
    pub fn split(&self, word: &str) -> Option<Vec<Unit>> {
        self.read(word).map(|(units, _)| units)
    }

    /// The units of a compound and what the reading costs beside what the undivided word costs.
    pub fn read(&self, word: &str) -> Option<(Vec<Unit>, (u32, u32))> {
        let letters = word.chars().count();
        if word.len() > LONGEST
            || letters < 5
            || !word.chars().all(char::is_alphabetic)
            || self.is_whole(word)
        {
            return None;
        }
        let borders = borders(word);
        let mut table: Vec<Option<Step>> = vec![None; word.len() + 1];
        for at in 0..word.len() {
            let before = match &table[at] {
                _ if at == 0 => (0, false),
                Some(step) => (step.cost, step.firm),
                None => continue,
            };
            self.units_from(word, at, before, &mut table);
            by_ending(word, &borders, at, before.0, &mut table);
        }
        let end = table[word.len()].as_ref()?;
        let whole = UNKNOWN + UNKNOWN_LETTER * letters as u32;
        if end.from == 0 || end.cost >= whole {
            return None;
        }
        let cost = end.cost;
        let mut units = Vec::new();
        let mut at = word.len();
        while at > 0 {
            let step = table[at].take()?;
            at = step.from;
            units.push(step.unit);
        }
        units.reverse();
        Some((units, (cost, whole)))
    }

    /// Whether the list knows the whole word, with a particle or without.
    pub fn is_whole(&self, word: &str) -> bool {
        let known = |entry: Entry| entry.whole || entry.form.is_some() || entry.joint.is_some();
        self.lexicon.get(word).is_some_and(known)
            || self.lexicon.prefixes(word.as_bytes()).any(|(length, entry)| {
                let rest = &word[length..];
                entry.particle && (self.is_form(rest) || self.after_particles(rest))
            })
    }

    /// Whether a form of the list follows one more particle: `ny|an|läggning`, `o|för|ändrad`.
    fn after_particles(&self, word: &str) -> bool {
        self.lexicon
            .prefixes(word.as_bytes())
            .any(|(length, entry)| entry.particle && self.is_form(&word[length..]))
    }

    fn is_form(&self, text: &str) -> bool {
        text.chars().count() > 2 && self.lexicon.get(text).is_some_and(|entry| entry.form.is_some())
    }

    fn units_from(&self, word: &str, at: usize, before: (u32, bool), table: &mut [Option<Step>]) {
        let bytes = word.as_bytes();
        let mut starts = vec![(at, 0)];
        for (length, entry) in self.lexicon.prefixes(&bytes[at..]) {
            // `o-` in the middle of a word is a letter more often than a negation.
            let negates = length == 1 && at > 0 && bytes[at - 1] != b's';
            if entry.particle && !negates && word.len() > at + length + 2 {
                starts.push((at + length, PARTICLE));
            }
        }
        for (start, particle) in starts {
            let span = Span { word, at, start, cost: before.0 + particle };
            for (length, entry) in self.lexicon.prefixes(&bytes[start..]) {
                self.listed(&span, start + length, entry, table);
            }
            if let Some(own) = self.own {
                for (length, _) in own.trie.prefixes(&bytes[start..]) {
                    own_word(&span, start + length, table);
                }
            }
        }
        let rest = &word[at..];
        if before.1 && rest.chars().count() > 3 && could_follow(&word[..at], rest) {
            let unit = Unit { range: at..word.len(), word: rest.to_string(), lemma: None, by: By::Rest };
            let cost = before.0 + guess(rest);
            relax(table, word.len(), Step { cost, from: at, firm: false, unit });
        }
    }

    /// What a string of the list may be here: the last unit, or one that another follows.
    fn listed(&self, span: &Span, end: usize, entry: Entry, table: &mut [Option<Step>]) {
        let word = span.word;
        let mut reach = |id: LemmaId, to: usize, extra: u32, joins: bool| {
            let lemma = self.lexicon.lemma(id);
            let particle = &word[span.at..span.start];
            let letters = word[span.start..end].chars().count().min(lemma.text.chars().count());
            let cost = span.cost + UNIT + extra + shortness(letters, joins);
            let linked = word[..to].ends_with('s') && !lemma.text.ends_with('s');
            let firm = joins && letters > 4 && (letters > 7 || linked);
            let known = particle.is_empty();
            let unit = Unit {
                range: span.at..to,
                word: format!("{particle}{}", lemma.text),
                lemma: known.then_some(id),
                by: if known { By::List } else { By::Particle },
            };
            relax(table, to, Step { cost, from: span.at, firm, unit });
        };
        if end == word.len() {
            if let Some(id) = entry.form {
                reach(id, end, 0, false);
            }
            return;
        }
        if let Some(id) = entry.joint {
            reach(id, end, 0, true);
            // Of three like consonants one is not written: `buss|station` is `busstation`.
            if ends_doubled(&word[..end]) {
                reach(id, end - 1, SHARED, true);
            }
        }
        if let Some(id) = entry.base {
            if !word[..end].ends_with(['a', 'e']) {
                reach(id, end, BARE, true);
            }
            if word.as_bytes()[end] == b's' && end + 1 < word.len() && !word[..end].ends_with(['s', 'a']) {
                reach(id, end + 1, LOOSE_S, true);
            }
        }
    }
}

/// Where a unit begins and what has been paid.
struct Span<'a> {
    word: &'a str,
    /// Where the unit begins.
    at: usize,
    /// Where it begins after its particle.
    start: usize,
    cost: u32,
}

/// A word of the text: as it stands, with a linking s, or inflected at the end.
fn own_word(span: &Span, end: usize, table: &mut [Option<Step>]) {
    let word = span.word;
    let letters = word[span.start..end].chars().count();
    let unit = |to: usize| Unit {
        range: span.at..to,
        word: word[span.at..end].to_string(),
        lemma: None,
        by: By::Text,
    };
    let mut reach = |to: usize, extra: u32| {
        let cost = span.cost + UNIT + OWN + extra + shortness(letters, to < word.len());
        let firm = to < word.len() && letters > 6;
        relax(table, to, Step { cost, from: span.at, firm, unit: unit(to) });
    };
    if end == word.len() || !word[..end].ends_with(['a', 'e']) {
        reach(end, 0);
    }
    let rest = &word[end..];
    if rest.starts_with('s') && rest.len() > 1 {
        reach(end + 1, 5);
    }
    const INFLECTIONS: [&str; 16] = [
        "n", "t", "s", "en", "et", "ns", "ts", "ens", "ets", "er", "ar", "erna", "arna", "na", "ernas",
        "arnas",
    ];
    if INFLECTIONS.contains(&rest) {
        reach(word.len(), 5);
    }
}

/// Where the endings that show a border begin, and where they end.
fn borders(word: &str) -> Vec<(usize, usize)> {
    let ends = word.match_indices('s').map(|(at, _)| at + 1);
    let begins = |to: usize| {
        let held = BORDERS.iter().filter(move |ending| word[..to].ends_with(**ending));
        held.map(move |ending| (to - ending.len(), to))
    };
    ends.flat_map(begins).collect()
}

/// A unit that nothing knows, but whose ending with s shows that a border follows.
fn by_ending(word: &str, borders: &[(usize, usize)], at: usize, paid: u32, table: &mut [Option<Step>]) {
    for (found, to) in borders.iter().copied().filter(|(found, _)| *found >= at) {
        let stem = &word[at..found];
        if stem.chars().count() < 3 || !has_vowel(stem) || word.len() < to + 3 {
            continue;
        }
        let unit = Unit { range: at..to, word: word[at..to - 1].to_string(), lemma: None, by: By::Ending };
        let cost = paid + guess(&unit.word);
        relax(table, to, Step { cost, from: at, firm: true, unit });
    }
}

/// What a unit costs that nothing knows.
fn guess(text: &str) -> u32 {
    UNIT + GUESS + GUESS_LETTER * text.chars().count() as u32
}

fn relax(table: &mut [Option<Step>], to: usize, step: Step) {
    if table[to].as_ref().is_none_or(|old| step.cost < old.cost) {
        table[to] = Some(step);
    }
}

/// What a short unit costs more: the shorter, the likelier it stands there by chance.
fn shortness(letters: usize, joins: bool) -> u32 {
    match letters {
        0 | 1 => 300,
        2 => {
            if joins {
                22
            } else {
                120
            }
        }
        3 => 11,
        4 => 5,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(word: &str) -> String {
        let lexicon = Lexicon::built_in();
        let units = Splitter::new(&lexicon, None).split(word).unwrap_or_default();
        units.iter().map(|unit| &word[unit.range.clone()]).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn compounds_at_every_level() {
        assert_eq!(split("informationssäkerhetspolicyn"), "informations|säkerhets|policyn");
        assert_eq!(split("arbetsuppgifter"), "arbets|uppgifter");
        assert_eq!(split("kvinnofrid"), "kvinno|frid");
        assert_eq!(split("busstation"), "bus|station");
    }

    #[test]
    fn words_that_are_one() {
        for word in ["ansvarig", "säkerhet", "uppföljning", "kontrollera", "", "a", "åäö", "x\u{301}y"] {
            assert_eq!(split(word), "", "{word}");
        }
    }
}
