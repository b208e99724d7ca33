//! The index: every term with the records that hold it, under numbers that stay.
//!
//! In: [`Published`]. Out: [`Index`], which [`super::query`] searches and
//! [`super::shards`] writes as files.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::inverted::{Fault, Inverted, Terms, Which};
use super::leaves::Leaves;
use super::numbers::Numbers;
use super::postings::Postings;
use super::records::{Group, Record, Words, groups};
use super::swedish::words::{Kind, lower, pieces};
use super::swedish::{
    Analyser, Settings, Vocabulary,
    fold::{fold, reversed},
};
use super::weights::{CHAMPIONS, LONG, WEIGHTS, Weights};
use crate::content::front::Status;
use crate::publish::Published;

/// Records whose terms are in memory at a time.
const PART: usize = 2_048;

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
    /// Documents and acts, by key.
    pub groups: Vec<Group>,
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
    places: HashMap<Box<str>, u32>,
}

/// What is indexed, taken out of a catalogue.
pub struct Material {
    groups: Vec<Group>,
    settings: Settings,
}

impl Material {
    /// Of everything that is published.
    pub fn of(published: &Published) -> Self {
        // A test reads the built-in words; were they wrong, the portal would still be found by its own.
        let settings = Settings::of(&published.catalogue().site.words).unwrap_or_default();
        Self { groups: groups(published), settings }
    }
}

impl Term {
    /// In how many records it is found, as a word or as a part.
    pub fn reach(&self) -> usize {
        self.words.0.len() + self.parts.0.len()
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
        let list = |postings: &Postings| match postings.0.len() {
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
    /// Indexes what is published, with the words that are built in and those of the portal.
    ///
    /// # Errors
    /// tantivy could not work in memory.
    pub fn build(published: &Published) -> Result<Self, Fault> {
        Self::of_material(Material::of(published))
    }

    /// As [`Index::build`], when the catalogue may be gone.
    ///
    /// # Errors
    /// tantivy could not work in memory.
    pub fn of_material(material: Material) -> Result<Self, Fault> {
        Self::of(material.groups, &material.settings)
    }

    /// Indexes groups, which are in the order of their keys.
    ///
    /// # Errors
    /// tantivy could not work in memory.
    pub fn of(mut groups: Vec<Group>, settings: &Settings) -> Result<Self, Fault> {
        let analyser = Analyser::new(&vocabulary(&groups), settings);
        let numbers = Numbers::new(groups.iter().map(|group| (group.key.as_str(), group.records.len())));
        let records = numbered(&groups, &numbers);
        // A part at a time: the terms of all records at once would take more memory than the index. What has become
        // terms is not needed as text any more.
        let weighed = records.chunks(PART).flat_map(|part| {
            let terms = weighed(&groups, part, &analyser);
            part.iter().for_each(|(_, group, at)| {
                groups[*group as usize].records[*at as usize].words.body = None;
            });
            terms
        });
        let inverted = Inverted::build(weighed)?;
        let terms = terms(&inverted, &groups, &records, &analyser)?;
        let mean = (inverted.mean_length(Which::Words)?, inverted.mean_length(Which::Parts)?);
        drop(inverted);
        groups.iter_mut().flat_map(|group| &mut group.records).for_each(|record| {
            record.words = Words { above: std::mem::take(&mut record.words.above), ..Words::default() };
        });
        let backwards = backwards(&terms);
        let mut index = Self {
            leaves: Leaves::new(terms.iter().map(|term| (fold(&term.text), term.size()))),
            backwards: {
                let leaves = Leaves::new(backwards.iter().map(|one| (one.key.clone(), one.form.len() + 2)));
                (backwards, leaves)
            },
            terms,
            mean,
            weights: WEIGHTS,
            long: (LONG, CHAMPIONS),
            groups,
            numbers,
            records,
            analyser,
            places: HashMap::new(),
        };
        index.places = index.terms.iter().zip(0..).map(|(term, at)| (term.text.clone(), at)).collect();
        Ok(index)
    }

    /// A term, if the index has it.
    pub fn term(&self, text: &str) -> Option<&Term> {
        self.places.get(text).map(|at| &self.terms[*at as usize])
    }

    /// The group and the record with a number.
    pub fn record(&self, number: u32) -> Option<(&Group, &Record)> {
        let at = self.records.binary_search_by_key(&number, |(number, _, _)| *number).ok()?;
        let (_, group, record) = self.records[at];
        let group = &self.groups[group as usize];
        Some((group, &group.records[record as usize]))
    }
}

fn backwards(terms: &[Term]) -> Vec<Backwards> {
    let held = terms.iter().filter(|term| term.is_held());
    let forms = held.flat_map(|term| term.forms.iter().map(|form| (form, term.magnitude())));
    let mut forms: Vec<Backwards> =
        forms.map(|(form, size)| Backwards { key: reversed(form), form: form.clone(), size }).collect();
    forms.sort_unstable();
    forms
}

fn texts(record: &Record) -> impl Iterator<Item = &str> {
    let words = &record.words;
    let lists = [&words.also, &words.above, &words.people];
    [record.body(), words.heading.as_str()].into_iter().chain(lists.into_iter().flatten().map(String::as_str))
}

fn vocabulary(groups: &[Group]) -> Vocabulary {
    groups
        .par_chunks(64)
        .map(|chunk| {
            let mut vocabulary = Vocabulary::default();
            for record in chunk.iter().flat_map(|group| &group.records) {
                texts(record).for_each(|text| vocabulary.add(text));
            }
            vocabulary
        })
        .reduce(Vocabulary::default, |mut one, other| {
            one.merge(other);
            one
        })
}

fn numbered(groups: &[Group], numbers: &Numbers) -> Vec<(u32, u32, u32)> {
    let mut records: Vec<(u32, u32, u32)> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let in_force = group.status == Status::Gallande;
        records.extend(group.records.iter().enumerate().map(|(place, record)| {
            let is_term = record.kind == super::records::Kind::Term;
            (numbers.of(at, place, in_force, is_term), at as u32, place as u32)
        }));
    }
    records.sort_unstable();
    records
}

/// How much each kind of words weighs: a text twice, so that what stands above it can weigh once.
pub(super) fn weighed(groups: &[Group], records: &[(u32, u32, u32)], analyser: &Analyser) -> Vec<Terms> {
    let one = |(_, group, at): &(u32, u32, u32)| {
        let record = &groups[*group as usize].records[*at as usize];
        let words = &record.words;
        let mut terms = Terms::default();
        add(&mut terms, analyser, record.body(), 2, true);
        add(&mut terms, analyser, &words.heading, 2, true);
        words.also.iter().for_each(|text| add(&mut terms, analyser, text, 2, true));
        words.above.iter().for_each(|text| add(&mut terms, analyser, text, 1, false));
        words.people.iter().for_each(|text| add(&mut terms, analyser, text, 1, true));
        words.ids.iter().for_each(|text| add(&mut terms, analyser, text, 1, false));
        terms
    };
    records.par_iter().map(one).collect()
}

fn add(terms: &mut Terms, analyser: &Analyser, text: &str, weight: usize, with_parts: bool) {
    for token in analyser.analyse(text) {
        for _ in 0..weight {
            terms.words.push_str(&token.term);
            terms.words.push(' ');
        }
        for part in token.parts.iter().filter(|_| with_parts) {
            terms.parts.push_str(part);
            terms.parts.push(' ');
        }
    }
}

fn terms(
    inverted: &Inverted,
    groups: &[Group],
    records: &[(u32, u32, u32)],
    analyser: &Analyser,
) -> Result<Vec<Term>, Fault> {
    let numbers: Vec<u32> = records.iter().map(|(number, _, _)| *number).collect();
    let mut terms: BTreeMap<Box<str>, Term> = BTreeMap::new();
    inverted.each_term(Which::Words, &numbers, |text, postings| {
        terms.entry(text.into()).or_default().words = postings;
    })?;
    inverted.each_term(Which::Parts, &numbers, |text, postings| {
        terms.entry(text.into()).or_default().parts = postings;
    })?;
    for (number, group, at) in records {
        let words = &groups[*group as usize].records[*at as usize].words;
        for key in id_keys(words) {
            terms.entry(key.into()).or_default().ids.push(*number);
        }
        for key in name_keys(words, analyser) {
            let rarest = rarest(&key, &terms);
            let names = &mut terms.entry(rarest.into()).or_default().names;
            names.entry(key.into()).or_default().push(*number);
        }
    }
    for (term, form) in analyser.forms() {
        if let Some(term) = terms.get_mut(term) {
            term.forms.push(form.into());
        }
    }
    let mut terms: Vec<Term> = terms.into_iter().map(|(text, term)| Term { text, ..term }).collect();
    terms.sort_by_cached_key(|term| (fold(&term.text), term.text.clone()));
    Ok(terms)
}

/// The term of a name that fewest records hold: who asks for the name has its file already.
fn rarest<'n>(name: &'n str, terms: &BTreeMap<Box<str>, Term>) -> &'n str {
    name.split(' ').min_by_key(|term| terms.get(*term).map_or(0, Term::reach)).unwrap_or(name)
}

/// The ids of a record, and the numbers with signs in them.
fn id_keys(words: &Words) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for id in &words.ids {
        let found = pieces(id);
        keys.extend(found.iter().filter(|piece| piece.kind == Kind::Id).map(|piece| piece.text.to_string()));
        if id.contains(char::is_alphabetic) {
            keys.insert(id_key(id));
        }
    }
    keys
}

fn name_keys(words: &Words, analyser: &Analyser) -> BTreeSet<String> {
    let keys = words.names.iter().map(|name| name_key(analyser, name));
    keys.filter(|key| !key.is_empty()).collect()
}

/// An id as it is looked up: lower case, with nothing but letters, digits and the signs of ids.
pub fn id_key(id: &str) -> String {
    let held = |c: char| if c.is_alphanumeric() || "-_.:/§".contains(c) { c } else { ' ' };
    let text: String = lower(id).chars().map(held).collect();
    crate::text::spaced_once(&text)
}

/// A name as a row of terms, for names of whatever form to be one key.
pub fn name_key(analyser: &Analyser, name: &str) -> String {
    let terms = analyser.analyse(name).into_iter().filter(|token| !token.is_id);
    terms.map(|token| token.term.into_owned()).collect::<Vec<_>>().join(" ")
}
