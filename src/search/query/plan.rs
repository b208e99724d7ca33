//! What a query may mean: for each of its words, the terms that may stand for it.
//!
//! In: the text of a query and the index. Out: [`Plan`]. The order of the readings is fixed: the word itself, what it is
//! made of, what it begins, what it is a slip of, and other words for the same. `client/search.js` makes the same plan.

use std::ops::Range;

use super::super::Index;
use super::super::bm25::Bm25;
use super::super::index::Term;
use super::super::reading::id_key;
use super::super::swedish::fold::fold;
use super::super::swedish::query::QueryWord;
use super::super::swedish::words::{Kind, lower, pieces};
use super::spelling::near;

/// How a reading was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum How {
    Exact,
    Split,
    Prefix,
    Spelling,
    Synonym,
    Kindred,
}

impl How {
    /// The word that data uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Split => "split",
            Self::Prefix => "prefix",
            Self::Spelling => "spelling",
            Self::Synonym => "synonym",
            Self::Kindred => "kindred",
        }
    }
}

/// Terms that may stand for a word, or for several that follow each other.
#[derive(Debug, Clone)]
pub struct Reading<'i> {
    /// The words that it stands for.
    pub range: Range<usize>,
    /// The terms, of which a record should hold all.
    pub terms: Vec<&'i Term>,
    /// For each of them the terms made of the same word, which may stand for it.
    pub kin: Vec<Vec<&'i Term>>,
    /// What it is worth beside the word itself.
    pub weight: f64,
    /// How it was come by.
    pub how: How,
}

/// A word of the query.
#[derive(Debug, Clone)]
pub struct Word {
    /// As typed, in lower case.
    pub text: String,
    /// Its term.
    pub term: String,
    /// Whether it is an id, looked up as it stands.
    pub is_id: bool,
    /// Whether it says little beside others.
    pub is_light: bool,
    /// What it was taken for instead, when it was taken for a slip.
    pub corrected: Option<String>,
}

/// What a query may mean.
#[derive(Debug, Clone, Default)]
pub struct Plan<'i> {
    /// Its words.
    pub words: Vec<Word>,
    /// What they may stand for, best reading of a word first.
    pub readings: Vec<Reading<'i>>,
    /// Numbers of the records whose id was typed.
    pub ids: Vec<u32>,
    /// Numbers of the records that are called what was typed.
    pub names: Vec<u32>,
    /// The query with its slips mended, if it has any.
    pub corrected: Option<String>,
    /// Whether it asks what something is: then terms are the answer.
    pub asks_meaning: bool,
}

/// Records that hold a compound from which on it is not read as its parts as well.
const ENOUGH: usize = 8;
/// Most words that a beginning is completed to.
const COMPLETIONS: usize = 8;
/// Shortest beginning that is completed, in letters.
const BEGINNING: usize = 3;
/// Most files that are looked through for completions.
const FILES: usize = 2;

impl<'i> Plan<'i> {
    /// Reads a query.
    pub fn new(index: &'i Index, query: &str) -> Self {
        let held = |term: &str| index.term(term).is_some_and(Term::is_held);
        let found = index.analyser.query(query, &held);
        let mut plan = Self::default();
        let terms: Vec<&str> = found.iter().map(|word| word.term.as_str()).collect();
        let spoken: Vec<Range<usize>> =
            index.analyser.synonyms_of(&terms).into_iter().map(|(range, _)| range).collect();
        for (at, word) in found.iter().enumerate() {
            plan.word(index, at, word, spoken.iter().any(|range| range.contains(&at)));
        }
        plan.asks_meaning = asks_meaning(query);
        plan.widen(index);
        plan.look_up(index, query);
        plan.correct(query, &found);
        plan
    }

    /// The readings of one word. What people say for something else is neither unfinished nor a slip.
    fn word(&mut self, index: &'i Index, at: usize, word: &QueryWord, is_spoken: bool) {
        let one = at..at + 1;
        let before = self.readings.len();
        let mut add = |terms: Vec<&'i Term>, weight: f64, how: How| {
            // The parts of a compound stand apart in a text in other shapes: `nyckelförvaring`, «nycklar ska förvaras».
            let kin = match how {
                How::Split => terms.iter().map(|term| kin_of(index, term)).collect(),
                _ => Vec::new(),
            };
            self.readings.push(Reading { range: one.clone(), terms, kin, weight, how });
        };
        let own = index.term(&word.term).filter(|_| word.known);
        if let Some(term) = own {
            add(vec![term], 1.0, How::Exact);
        }
        if !word.parts.is_empty() && own.map_or(0, Term::reach) < ENOUGH {
            add(
                word.parts.iter().filter_map(|part| index.term(part)).collect(),
                index.weights.split,
                How::Split,
            );
        }
        let mut corrected = None;
        if self.readings.len() == before && !word.is_id && !is_spoken {
            corrected = self.guess(index, at, word);
        }
        let term = corrected.as_ref().map_or_else(|| word.term.clone(), |form| index.analyser.term(form));
        let is_light = index.analyser.light().contains(&term);
        self.words.push(Word { text: word.word.clone(), term, is_id: word.is_id, is_light, corrected });
    }

    /// What an unknown word may begin, be a slip of, or be a kind of; gives the likeliest word when it is a slip.
    fn guess(&mut self, index: &'i Index, at: usize, word: &QueryWord) -> Option<String> {
        let mut add = |term: &'i Term, weight: f64, how: How| {
            let kin = if how == How::Split { vec![kin_of(index, term)] } else { Vec::new() };
            self.readings.push(Reading { range: at..at + 1, terms: vec![term], kin, weight, how });
        };
        let completions = completions(index, &word.word);
        if !completions.is_empty() {
            completions.into_iter().for_each(|term| add(term, index.weights.prefix, How::Prefix));
            return None;
        }
        // Who types a word that people know means it, though no text has it.
        let near =
            if index.analyser.unheld().contains(&word.term) { Vec::new() } else { near(index, &word.word) };
        let tail = word.tail.as_ref().and_then(|term| index.term(term));
        // One letter off is likelier a slip than a new compound, two letters are not.
        if let Some(term) = tail.filter(|_| near.first().is_none_or(|one| one.distance > 1)) {
            add(term, index.weights.split, How::Split);
            return None;
        }
        // The likeliest stands for the word; the others are as near, so they count, but less.
        let mut terms: Vec<&Term> = Vec::new();
        for one in &near {
            let term = index.term(&index.analyser.term(&one.form));
            if let Some(term) = term.filter(|term| terms.iter().all(|other| other.text != term.text)) {
                terms.push(term);
                add(term, index.weights.spelling / terms.len() as f64, How::Spelling);
            }
        }
        near.first().map(|one| one.form.to_string())
    }

    /// Other words for the same: of rows of words, and of what they were taken for.
    fn widen(&mut self, index: &'i Index) {
        let terms: Vec<&str> = self.words.iter().map(|word| word.term.as_str()).collect();
        let mut more = Vec::new();
        for (range, synonym) in index.analyser.synonyms_of(&terms) {
            for (place, to) in synonym.to.iter().enumerate() {
                let terms: Vec<&Term> = to.iter().filter_map(|term| index.term(term)).collect();
                if terms.len() == to.len() {
                    let own = Some(&range).filter(|range| range.len() == 1);
                    let own = own.and_then(|range| index.term(&self.words[range.start].term));
                    let weight = index.weights.synonym
                        * index.weights.later.powi(place as i32)
                        * beside(index, own, &terms)
                        // Other words for several count for less than each of them would.
                        / (range.len() as f64).sqrt();
                    more.push(Reading {
                        range: range.clone(),
                        terms,
                        kin: Vec::new(),
                        weight,
                        how: How::Synonym,
                    });
                }
            }
        }
        for (at, term) in terms.iter().enumerate() {
            for other in index.analyser.kindred_of(term) {
                let Some(term) = index.term(other).filter(|term| term.is_held()) else { continue };
                let weight = index.weights.kindred;
                more.push(Reading {
                    range: at..at + 1,
                    terms: vec![term],
                    kin: Vec::new(),
                    weight,
                    how: How::Kindred,
                });
            }
        }
        self.readings.extend(more);
        self.answer_once();
    }

    /// What stands once in a text answers one word: a synonym goes that stands likelier for another word already.
    fn answer_once(&mut self) {
        let same = |one: &Reading<'_>, other: &Reading<'_>| {
            one.terms.iter().map(|term| &term.text).eq(other.terms.iter().map(|term| &term.text))
        };
        let apart =
            |one: &Range<usize>, other: &Range<usize>| one.end <= other.start || other.end <= one.start;
        let readings = &self.readings;
        let stays = |(at, one): (usize, &Reading<'_>)| {
            let likelier = |(place, other): (usize, &Reading<'_>)| {
                other.weight > one.weight || other.weight == one.weight && place < at
            };
            one.how != How::Synonym
                || !readings.iter().enumerate().any(|(place, other)| {
                    same(one, other) && apart(&one.range, &other.range) && likelier((place, other))
                })
        };
        let stay: Vec<bool> = readings.iter().enumerate().map(stays).collect();
        let mut stay = stay.into_iter();
        self.readings.retain(|_| stay.next().unwrap_or(true));
    }

    /// Records whose id or name the whole query is, or whose id stands in it.
    fn look_up(&mut self, index: &'i Index, query: &str) {
        let joined = with_hyphens(query);
        let typed = pieces(query).into_iter().chain(pieces(&joined)).filter(|piece| piece.kind == Kind::Id);
        // A word of letters alone is an id when it is a term as it stands; several are a name.
        let whole = Some(id_key(query)).filter(|key| {
            key.contains(|c: char| !c.is_alphabetic() && c != ' ')
                || self.words.iter().any(|word| word.term == *key)
        });
        let keys = whole.into_iter().chain(typed.map(|piece| piece.text.into_owned()));
        self.ids = keys.filter_map(|key| index.term(&key)).flat_map(|term| &term.ids).copied().collect();
        self.ids.sort_unstable();
        self.ids.dedup();
        let terms: Vec<&str> =
            self.words.iter().filter(|word| !word.is_id).map(|word| word.term.as_str()).collect();
        let name = terms.join(" ");
        let named = terms.iter().filter_map(|term| index.term(term)?.names.get(&*name));
        self.names = named.flatten().copied().collect();
        self.names.sort_unstable();
        self.names.dedup();
    }

    fn correct(&mut self, query: &str, found: &[QueryWord]) {
        let mut out = query.to_string();
        for (word, place) in self.words.iter().zip(found).rev() {
            if let Some(corrected) = &word.corrected {
                out.replace_range(place.range.clone(), corrected);
            }
        }
        self.corrected = (out != query).then_some(out);
    }
}

/// A query with the hyphens that its ids may lack: `am10` and `am 10` are `am-10`.
fn with_hyphens(query: &str) -> String {
    let mut out = String::with_capacity(query.len() + 1);
    let mut letters = query.chars().peekable();
    let mut after_letter = false;
    while let Some(letter) = letters.next() {
        let blank = letter == ' ' && letters.peek().is_some_and(char::is_ascii_digit);
        if after_letter && (blank || letter.is_ascii_digit()) {
            out.push('-');
        }
        if !(after_letter && blank) {
            out.push(letter);
        }
        after_letter = letter.is_alphabetic();
    }
    out
}

/// Whether a query asks what something is.
fn asks_meaning(query: &str) -> bool {
    let query = lower(query);
    let asked = query.trim().strip_prefix("vad ");
    asked.is_some_and(|asked| {
        ["är ", "betyder ", "innebär ", "menas "].iter().any(|verb| asked.starts_with(verb))
    })
}

/// A word that the portal has is not outdone by a rarer one that may stand for it.
fn beside(index: &Index, own: Option<&Term>, others: &[&Term]) -> f64 {
    let Some(own) = own.filter(|own| own.is_held()) else { return 1.0 };
    let rarity = |term: &Term| Bm25::new(index, term.reach(), 1.0).worth(1.0);
    let theirs: f64 = others.iter().map(|term| rarity(term)).sum();
    (rarity(own) * others.len() as f64 / theirs).min(1.0)
}

/// Terms made of the same word that the portal has.
fn kin_of<'i>(index: &'i Index, term: &Term) -> Vec<&'i Term> {
    let kin = index.analyser.kindred_of(&term.text).filter_map(|other| index.term(other));
    kin.filter(|term| term.is_held()).collect()
}

/// Terms with forms that begin with what was typed, those of most records first.
fn completions<'i>(index: &'i Index, word: &str) -> Vec<&'i Term> {
    if word.chars().count() < BEGINNING {
        return Vec::new();
    }
    let leaves = index.leaves.beginning(&fold(word)).take(FILES);
    let mut found: Vec<&Term> = leaves
        .flat_map(|at| &index.terms[index.leaves.list[at].1.clone()])
        .filter(|term| term.is_held() && term.forms.iter().any(|form| form.starts_with(word)))
        .collect();
    found.sort_by(|a, b| b.reach().cmp(&a.reach()).then_with(|| a.text.cmp(&b.text)));
    found.truncate(COMPLETIONS);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_without_their_hyphens() {
        let typed = ["AM10", "vad säger am 10?", "IS-119", "2 kap. 5 §", "9.8 x"];
        let read: Vec<String> = typed.iter().map(|query| with_hyphens(query)).collect();
        assert_eq!(read, ["AM-10", "vad säger am-10?", "IS-119", "2 kap. 5 §", "9.8 x"]);
    }
}
