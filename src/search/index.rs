//! The index: every term with the records that hold it, under numbers that stay.
//!
//! In: what was read of the records, and where they come from. Out: [`Index`], which [`super::query`] ranks by and
//! [`super::shards`] writes as files. It holds no texts.

use std::collections::{BTreeMap, BTreeSet};

use super::inverted::{Field, Inverted};
use super::leaves::Leaves;
use super::numbers::Numbers;
use super::packed::Rows;
use super::postings::Postings;
use super::reading::Reading;
use super::records::Origin;
use super::segment::Fault;
use super::swedish::{
    Analyser, Settings,
    fold::{fold, reversed},
};
use super::weights::{CHAMPIONS, LONG, WEIGHTS, Weights};
use crate::content::front::Status;
use crate::interned::Interned;

/// A term.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub text: Box<str>,
    /// Records that hold it as a word.
    pub words: Postings,
    /// Records that hold it as a part of a word.
    pub parts: Postings,
    /// Records whose id or number it is.
    pub ids: Vec<u32>,
    /// Names that it is the rarest term of, as rows of terms, with the records that are called so.
    pub names: BTreeMap<Box<str>, Vec<u32>>,
    /// Its forms in the texts, in byte order.
    pub forms: Vec<Box<str>>,
}

/// A form of the texts, to be found from its end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backwards {
    /// Its key read backwards.
    pub key: String,
    /// The form.
    pub form: Box<str>,
    /// How many records hold its term: [`Term::magnitude`].
    pub size: u32,
}

/// What is searched.
pub struct Index {
    /// The places of the groups.
    pub numbers: Numbers,
    /// Number, group and place in the group of every record, by number.
    pub records: Vec<(u32, u32, u32)>,
    /// The terms, by folded key, then by text.
    pub terms: Vec<Term>,
    /// Mean length of a record in words and in parts.
    pub mean: (f64, f64),
    /// The numbers of the ranking.
    pub weights: Weights,
    /// Longest list of postings that stands with its term, and how many of a longer one do: its best.
    pub long: (usize, usize),
    /// Which terms lie together in a file.
    pub leaves: Leaves,
    /// Every form of the texts, by its key read backwards, and which lie together in a file.
    pub backwards: (Vec<Backwards>, Leaves),
    /// How words become terms.
    pub analyser: Analyser,
}

impl Term {
    /// In how many records it is found, as a word or as a part.
    pub fn reach(&self) -> usize {
        self.words.len() + self.parts.len()
    }

    /// Whether it is found at all; other terms are only names.
    pub fn is_held(&self) -> bool {
        self.reach() > 0
    }

    /// How many records hold it, to the nearest power of two: what a file says of it in one letter.
    pub fn magnitude(&self) -> u32 {
        (self.reach() as u32 + 1).ilog2()
    }

    /// About how many letters it takes in a file. A guess, so that the borders of files do not follow each letter.
    fn size(&self) -> usize {
        let forms: usize = self.forms.iter().map(|form| form.len() / 2 + 2).sum();
        let list = |postings: &Postings| match postings.len() {
            long if long > LONG => CHAMPIONS * 4,
            short => short * 4,
        };
        self.text.len() / 2
            + 6
            + forms
            + list(&self.words)
            + list(&self.parts)
            + 4 * self.ids.len()
            + self.names.iter().map(|(name, numbers)| name.len() + 4 * numbers.len()).sum::<usize>()
    }
}

impl Index {
    /// Indexes what was read: the records of the origins, in their order.
    ///
    /// # Errors
    /// tantivy could not work in memory.
    pub fn of(
        origins: &[Origin],
        numbers: Numbers,
        mut reading: Reading,
        settings: &Settings,
    ) -> Result<Self, Fault> {
        let analyser = Analyser::new(&reading.vocabulary(), settings);
        let records = numbered(origins, &numbers);
        let mut first = Vec::with_capacity(origins.len());
        origins.iter().fold(0, |at, origin| {
            first.push(at);
            at + origin.records
        });
        let read: Vec<(u32, usize)> = records
            .iter()
            .map(|(number, group, at)| (*number, first[*group as usize] + *at as usize))
            .collect();
        let rows = read.iter().map(|(number, at)| (*number, reading.row(*at)));
        let inverted = Inverted::build(&reading.words, &analyser, rows)?;
        reading.forget_rows();
        let mean = (inverted.words.mean, inverted.parts.mean);
        let terms = terms(inverted, &reading, &read, &analyser);
        drop((reading, read));
        let leaves = || Leaves::new(terms.iter().map(|term| (fold(&term.text), term.size())));
        let (leaves, backwards) = rayon::join(leaves, || backwards(&terms));
        Ok(Self {
            leaves,
            backwards,
            terms,
            mean,
            weights: WEIGHTS,
            long: (LONG, CHAMPIONS),
            numbers,
            records,
            analyser,
        })
    }

    /// A term, if the index has it.
    pub fn term(&self, text: &str) -> Option<&Term> {
        let key = fold(text);
        let at = self
            .terms
            .binary_search_by(|term| fold(&term.text).cmp(&key).then_with(|| (*term.text).cmp(text)));
        at.ok().map(|at| &self.terms[at])
    }

    /// Number of the group of a record, and its place there, by its number.
    pub fn place(&self, number: u32) -> Option<(usize, usize)> {
        let at = self.records.binary_search_by_key(&number, |(number, _, _)| *number).ok()?;
        let (_, group, record) = self.records[at];
        Some((group as usize, record as usize))
    }
}

fn backwards(terms: &[Term]) -> (Vec<Backwards>, Leaves) {
    let held = terms.iter().filter(|term| term.is_held());
    let forms = held.flat_map(|term| term.forms.iter().map(|form| (form, term.magnitude())));
    let mut forms: Vec<Backwards> =
        forms.map(|(form, size)| Backwards { key: reversed(form), form: form.clone(), size }).collect();
    forms.sort_unstable();
    let leaves = Leaves::new(forms.iter().map(|one| (one.key.clone(), one.form.len() + 2)));
    (forms, leaves)
}

fn numbered(origins: &[Origin], numbers: &Numbers) -> Vec<(u32, u32, u32)> {
    let mut records: Vec<(u32, u32, u32)> = Vec::new();
    for (at, origin) in origins.iter().enumerate() {
        let in_force = origin.status == Status::Gallande;
        records.extend((0..origin.records).map(|place| {
            let is_term = place >= origin.records - origin.terms;
            (numbers.of(at, place, in_force, is_term), at as u32, place as u32)
        }));
    }
    records.sort_unstable();
    records
}

/// The terms with all that is known of them, by folded key, then by text.
fn terms(inverted: Inverted, reading: &Reading, read: &[(u32, usize)], analyser: &Analyser) -> Vec<Term> {
    let Inverted { terms: mut texts, mut words, mut parts } = inverted;
    let looked_up = LookedUp::of(&mut texts, reading, read, analyser, |term| {
        let held = |field: &Field| field.lists.get(term as usize).map_or(0, Postings::len);
        held(&words) + held(&parts)
    });
    words.lists.resize(texts.len(), Postings::default());
    parts.lists.resize(texts.len(), Postings::default());
    // What stands only in queries, or only within an id, leads nowhere.
    let mut found: Vec<bool> = words
        .lists
        .iter()
        .zip(&parts.lists)
        .map(|(words, parts)| !words.is_empty() || !parts.is_empty())
        .collect();
    looked_up.terms().for_each(|term| found[term as usize] = true);
    let order = by_key(&texts, (0..texts.len() as u32).filter(|term| found[*term as usize]).collect());
    let mut places = vec![None; texts.len()];
    let mut terms = Vec::with_capacity(order.len());
    for (at, term) in order.into_iter().enumerate() {
        let list = |field: &mut Field| std::mem::take(&mut field.lists[term as usize]);
        let (words, parts) = (list(&mut words), list(&mut parts));
        terms.push(Term { text: texts.get(term).into(), words, parts, ..Term::default() });
        places[term as usize] = Some(at);
    }
    drop((words, parts));
    for (term, number) in looked_up.ids {
        if let Some(at) = places[term as usize] {
            terms[at].ids.push(number);
        }
    }
    for (term, name, number) in looked_up.names {
        if let Some(at) = places[term as usize] {
            terms[at].names.entry(name).or_default().push(number);
        }
    }
    for (term, form) in analyser.forms() {
        if let Some(at) = texts.number(term).and_then(|term| places[term as usize]) {
            terms[at].forms.push(form.into());
        }
    }
    terms
}

/// Which terms lead to records by id or by name, in the order of the records.
struct LookedUp {
    ids: Vec<(u32, u32)>,
    names: Vec<(u32, Box<str>, u32)>,
}

impl LookedUp {
    /// `reach` tells in how many records a term is found.
    fn of(
        texts: &mut Interned,
        reading: &Reading,
        read: &[(u32, usize)],
        analyser: &Analyser,
        reach: impl Fn(u32) -> usize,
    ) -> Self {
        let (mut ids, mut names) = (Vec::new(), Vec::new());
        for (number, at) in read {
            ids.extend(reading.ids(*at).into_iter().map(|key| (texts.add(key), *number)));
            for key in name_keys(&reading.names(*at), analyser) {
                // Who asks for the name has the file of its rarest term already.
                let rarest = key.split(' ').min_by_key(|term| texts.number(term).map_or(0, &reach));
                let term = texts.add(rarest.unwrap_or(&key));
                names.push((term, key.into(), *number));
            }
        }
        Self { ids, names }
    }

    fn terms(&self) -> impl Iterator<Item = u32> {
        let names = self.names.iter().map(|(term, _, _)| *term);
        self.ids.iter().map(|(term, _)| *term).chain(names)
    }
}

/// Numbers of texts in the order of their folded keys, then of the texts.
fn by_key(texts: &Interned, mut numbers: Vec<u32>) -> Vec<u32> {
    let mut keys = Rows::default();
    texts.iter().for_each(|text| keys.add(|row| row.extend(fold(text).bytes())));
    // Bytes stand in the order of the letters that they spell.
    let key = |at: u32| (keys.get(at as usize), texts.get(at));
    numbers.sort_unstable_by(|one, other| key(*one).cmp(&key(*other)));
    numbers
}

fn name_keys(names: &[&str], analyser: &Analyser) -> BTreeSet<String> {
    let keys = names.iter().map(|name| name_key(analyser, name));
    keys.filter(|key| !key.is_empty()).collect()
}

/// A name as a row of terms, for names of whatever form to be one key.
pub fn name_key(analyser: &Analyser, name: &str) -> String {
    let terms = analyser.analyse(name).into_iter().filter(|token| !token.is_id);
    terms.map(|token| token.term.into_owned()).collect::<Vec<_>>().join(" ")
}
