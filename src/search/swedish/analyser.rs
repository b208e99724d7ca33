//! The analyser: a portal's words, each with its term and the terms of its parts, worked out once.
//!
//! In: [`Vocabulary`] and [`Settings`]. Out: tokens of any text. What a word type is does not depend on where it
//! stands, so all is decided when the analyser is made; only words that the portal does not have are analysed later.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use rayon::prelude::*;

use super::aliases::Aliases;
use super::compound::{By, OwnParts, Splitter, Unit};
use super::keys::{Reader, forms};
use super::known::{learn_aliases, listed, own_parts, plain};
use super::lexicon::Lexicon;
use super::light::LIGHT;
use super::settings::Settings;
use super::stem::stem;
use super::stopwords::is_stopword;
use super::synonyms::{Synonym, kindred, synonyms};
use super::unheld::{made_by_rule, near, plain_by_rule, unheld};
use super::verbs::{Joined, joined, said};
use super::vocabulary::Vocabulary;
use super::words::{Kind, pieces};

/// A word of a text as the index knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
    /// Its number among the words of the text, stop words counted; an id shares that of its first component.
    pub position: u32,
    /// Whether it is an id, which is looked up as it stands.
    pub is_id: bool,
    /// Its term.
    pub term: Cow<'a, str>,
    /// The terms of its parts at every level, itself not among them.
    pub parts: Vec<Cow<'a, str>>,
}

/// A word of the portal, in numbers of terms.
#[derive(Debug, Clone)]
struct Entry {
    term: u32,
    parts: Box<[u32]>,
}

/// Analyses the texts of one portal, and the queries put to it.
#[derive(Debug)]
pub struct Analyser {
    lexicon: Lexicon,
    own: OwnParts,
    aliases: Aliases,
    overrides: Overrides,
    words: HashMap<Box<str>, Entry>,
    terms: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
    /// Terms that are only parts of words, with the words that they are.
    loose: Vec<(String, String)>,
    synonyms: Vec<Synonym>,
    kindred: Vec<(String, String)>,
    /// Terms of verbs that the texts have apart from their particles, as they are said.
    verbs: HashMap<String, u32>,
    light: BTreeSet<String>,
    unheld: BTreeSet<String>,
}

/// Splits that people have decided, by term.
#[derive(Debug, Default)]
struct Overrides {
    split: HashMap<String, Vec<String>>,
    keep: HashSet<String>,
}

impl Analyser {
    /// Learns from the words of a portal. `settings` hold what is built in, if that is wanted.
    pub fn new(vocabulary: &Vocabulary, settings: &Settings) -> Self {
        let (lexicon, words) = rayon::join(Lexicon::built_in, || vocabulary.sorted());
        let own = own_parts(&lexicon, &words);
        let splitter = Splitter::new(&lexicon, Some(&own));
        let units: Vec<Vec<Unit>> =
            words.par_iter().map(|(word, _)| splitter.split(&plain(word)).unwrap_or_default()).collect();
        let aliases = learn_aliases(&lexicon, &words, &units);
        let mut analyser = Self {
            lexicon,
            own,
            aliases,
            overrides: Overrides::default(),
            words: HashMap::new(),
            terms: Vec::new(),
            numbers: HashMap::new(),
            loose: Vec::new(),
            synonyms: Vec::new(),
            kindred: Vec::new(),
            verbs: HashMap::new(),
            light: BTreeSet::new(),
            unheld: BTreeSet::new(),
        };
        analyser.decide(settings);
        analyser.fill(&words, &units);
        let verbs = joined(vocabulary.particles(), &analyser.lexicon);
        let verbs = analyser.join_verbs(verbs);
        analyser.widen(settings, &words, verbs);
        analyser
    }

    /// The tokens of a text, without its stop words.
    pub fn analyse<'a>(&'a self, text: &str) -> Vec<Token<'a>> {
        let found = pieces(text);
        let mut tokens = Vec::with_capacity(found.len());
        for (at, piece) in found.iter().enumerate() {
            if piece.kind == Kind::Id {
                let term = Cow::Owned(piece.text.to_string());
                let parts = Vec::new();
                tokens.push(Token {
                    range: piece.range.clone(),
                    position: piece.position,
                    is_id: true,
                    term,
                    parts,
                });
            } else if !is_stopword(&piece.text) || piece.kind == Kind::Open {
                let (term, mut parts) = self.word(&piece.text);
                if piece.kind == Kind::Open
                    && let Some(whole) = self
                        .completed(&piece.text, found[at + 1..].iter().take(6).map(|p| (p.kind, &*p.text)))
                {
                    parts.push(Cow::Owned(whole));
                }
                let range = piece.range.clone();
                tokens.push(Token { range, position: piece.position, is_id: false, term, parts });
            }
        }
        tokens
    }

    /// The term of a word in lower case.
    pub fn term(&self, word: &str) -> String {
        self.word(word).0.into_owned()
    }

    /// Whether the portal has a term, as a word or as a part of one.
    pub fn has_term(&self, term: &str) -> bool {
        self.numbers.contains_key(term)
    }

    /// Every term with its forms in the texts, in order; a term that is only a part has its plain form.
    pub fn forms(&self) -> Vec<(&str, &str)> {
        let held = self.words.iter().filter(|(word, _)| !is_stopword(word));
        let mut forms: Vec<(&str, &str)> =
            held.map(|(word, entry)| (&*self.terms[entry.term as usize], &**word)).collect();
        forms.extend(self.loose.iter().map(|(term, word)| (term.as_str(), word.as_str())));
        forms.sort_unstable();
        forms
    }

    /// What a query may be widened with, in the order of what was asked for.
    pub fn synonyms(&self) -> &[Synonym] {
        &self.synonyms
    }

    /// Pairs of terms made of the same word (`anmäl`, `anmälan`), in both directions and in order.
    pub fn kindred(&self) -> &[(String, String)] {
        &self.kindred
    }

    /// The terms that say little of what is asked for, in order.
    pub fn light(&self) -> &BTreeSet<String> {
        &self.light
    }

    /// The terms of words that people know and the portal lacks, a slip from its own, in order.
    pub fn unheld(&self) -> &BTreeSet<String> {
        &self.unheld
    }

    /// The tables by which a browser finds the term of a word.
    pub fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    /// The word's term and the terms of its parts.
    pub(in crate::search) fn word<'a>(&'a self, word: &str) -> (Cow<'a, str>, Vec<Cow<'a, str>>) {
        if let Some(entry) = self.words.get(word) {
            let text = |number: &u32| Cow::Borrowed(&*self.terms[*number as usize]);
            return (text(&entry.term), entry.parts.iter().map(text).collect());
        }
        let units = self.units(word);
        let (term, parts) = self.decided(word, &units, &|term| self.has_term(term));
        (Cow::Owned(term), parts.into_iter().map(Cow::Owned).collect())
    }

    /// The units of a word in lower case, as the splitter reads it.
    pub(super) fn units(&self, word: &str) -> Vec<Unit> {
        self.splitter().split(&plain(word)).unwrap_or_default()
    }

    pub(super) fn splitter(&self) -> Splitter<'_> {
        Splitter::new(&self.lexicon, Some(&self.own))
    }

    /// Which override holds for a term, in words.
    pub(super) fn overridden(&self, term: &str) -> Option<String> {
        if self.overrides.keep.contains(term) {
            return Some("keep".to_string());
        }
        self.overrides.split.get(term).map(|parts| format!("split: {}", parts.join(" | ")))
    }

    /// `person- och patientuppgifter` speaks of personuppgifter: the open word with the last part of the next whole one.
    /// `rest` are the words that follow, as far as it may look.
    pub(in crate::search) fn completed<'p>(
        &self,
        open: &str,
        mut rest: impl Iterator<Item = (Kind, &'p str)>,
    ) -> Option<String> {
        const JOINING: [&str; 5] = ["och", "eller", "samt", "respektive", "som"];
        let (kind, next) = rest.find(|(kind, text)| *kind != Kind::Open && !JOINING.contains(text))?;
        if kind != Kind::Word {
            return None;
        }
        let particle = self.lexicon.get(open).is_some_and(|entry| entry.particle);
        if particle {
            let after = self.lexicon.prefixes(next.as_bytes()).filter(|(_, entry)| entry.particle);
            let ends = after.map(|(length, _)| &next[length..]).filter(|end| self.lexicon.get(end).is_some());
            return ends.last().map(|end| self.term(&format!("{open}{end}")));
        }
        let units = self.units(next);
        let last = units.last()?;
        Some(self.term(&format!("{open}{}", &next[last.range.clone()])))
    }

    /// The term of a verb with the particle that follows it: `lämnas ut` is a form of `utlämna`.
    pub(in crate::search) fn verb(&self, form: &str, particle: &str) -> Option<&str> {
        self.verbs.get(&said(form, particle)).map(|number| &*self.terms[*number as usize])
    }

    /// Reads the overrides, which need the aliases.
    fn decide(&mut self, settings: &Settings) {
        for split in &settings.split {
            let parts: Vec<&str> = split.split('|').filter(|part| !part.is_empty()).collect();
            let terms = parts.iter().map(|part| self.part_term(part)).collect();
            self.overrides.split.insert(self.aliases.term(&parts.concat()), terms);
        }
        self.overrides.keep = settings.keep.iter().map(|word| self.aliases.term(word)).collect();
    }

    /// The term of a part written as it stands in a compound: `arbets`, `gatu`, `bord`.
    fn part_term(&self, part: &str) -> String {
        let joint = self.lexicon.get(part).and_then(|entry| entry.joint);
        joint.map_or_else(
            || self.aliases.term(part.strip_suffix('s').filter(|p| p.len() > 3).unwrap_or(part)),
            |id| self.lexicon.lemma(id).term.to_string(),
        )
    }

    /// Analyses every word of the portal.
    fn fill(&mut self, words: &[(&str, u64)], units: &[Vec<Unit>]) {
        let whole: HashSet<String> = words.iter().map(|(word, _)| self.aliases.term(&plain(word))).collect();
        let decided: Vec<(String, Vec<String>)> = words
            .par_iter()
            .zip(units)
            .map(|((word, _), units)| self.decided(word, units, &|term| whole.contains(term)))
            .collect();
        for ((word, _), (term, parts)) in words.iter().zip(decided) {
            let entry = Entry {
                term: self.number(term),
                parts: parts.into_iter().map(|part| self.number(part)).collect(),
            };
            self.words.insert((*word).into(), entry);
        }
        let parts = units.iter().flatten().map(|unit| (self.unit_term(unit), unit.word.clone()));
        let loose: BTreeSet<(String, String)> = parts.filter(|(term, _)| !whole.contains(term)).collect();
        self.loose = loose.into_iter().filter(|(_, word)| !self.words.contains_key(word.as_str())).collect();
        self.loose.iter().for_each(|(term, word)| self.aliases.add(word, term));
        self.loose.retain(|(term, word)| self.aliases.term(word) == *term);
    }

    /// Makes terms of verbs that stand apart from their particles, and gives them with their plain forms. Other forms of
    /// them that the texts lack are read as them.
    fn join_verbs(&mut self, verbs: Vec<Joined>) -> Vec<(String, String)> {
        let mut made = Vec::new();
        for verb in verbs {
            let term = self.aliases.term(&verb.plain);
            // What is laid out is no outlay: `utlägg`.
            if self.lexicon.is_noun(&term) {
                continue;
            }
            if !self.has_term(&term) {
                self.loose.push((term.clone(), verb.plain.clone()));
            }
            let number = self.number(term.clone());
            self.verbs.extend(verb.said.into_iter().map(|said| (said, number)));
            for form in verb.others {
                let own = self.aliases.term(&form);
                if own != term && !self.has_term(&own) {
                    self.aliases.lend(&form, &term);
                }
            }
            made.push((verb.plain, term));
        }
        made
    }

    fn number(&mut self, term: String) -> u32 {
        if let Some(number) = self.numbers.get(&*term) {
            return *number;
        }
        let number = self.terms.len() as u32;
        self.terms.push(term.as_str().into());
        self.numbers.insert(term.into(), number);
        number
    }

    /// The term of a word and those of its parts. `known` tells the terms of whole words.
    fn decided(&self, word: &str, units: &[Unit], known: &dyn Fn(&str) -> bool) -> (String, Vec<String>) {
        let joined = plain(word);
        let term = self.aliases.term(&joined);
        if self.overrides.keep.contains(&term) {
            return (term, Vec::new());
        }
        if let Some(parts) = self.overrides.split.get(&term) {
            return (term, parts.clone());
        }
        let mut parts = self.parts(&joined, units, known);
        if word.len() != joined.len() {
            for piece in word.split('-').filter(|piece| piece.chars().count() > 1) {
                let own = self.decided(piece, &self.units(piece), known);
                parts.push(own.0);
                parts.extend(own.1);
            }
        }
        let mut seen = HashSet::from([term.clone()]);
        parts.retain(|part| seen.insert(part.clone()));
        (term, parts)
    }

    /// The terms of the units, and of rows of units that are words themselves.
    fn parts(&self, word: &str, units: &[Unit], known: &dyn Fn(&str) -> bool) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        let mut hidden = 0;
        for from in 0..units.len() {
            for to in (from + 1..units.len()).rev().filter(|to| (from, *to) != (0, units.len() - 1)) {
                let row = &word[units[from].range.start..units[to].range.start];
                let term = self.aliases.term(&format!("{row}{}", units[to].word));
                if self.overrides.keep.contains(&term) {
                    hidden = hidden.max(to + 1);
                    parts.push(term);
                } else if known(&term) || self.lexicon.get(&format!("{row}{}", units[to].word)).is_some() {
                    parts.push(term);
                }
            }
            if from >= hidden {
                parts.push(self.unit_term(&units[from]));
            }
        }
        parts
    }

    fn unit_term(&self, unit: &Unit) -> String {
        match unit.lemma {
            Some(id) => self.lexicon.lemma(id).term.to_string(),
            None if unit.by == By::Ending => stem(&unit.word).into_owned(),
            None => self.aliases.term(&unit.word),
        }
    }

    /// Works out synonyms and kindred words.
    fn widen(&mut self, settings: &Settings, words: &[(&str, u64)], verbs: Vec<(String, String)>) {
        let terms = |text: &str| -> Vec<String> {
            let tokens = self.analyse(text);
            tokens.into_iter().filter(|token| !token.is_id).map(|token| token.term.into_owned()).collect()
        };
        let is_verb = |word: &str| self.lexicon.is_verb(word);
        let portal = Reader { terms: &terms, held: &|term| self.has_term(term), is_verb: &is_verb };
        self.synonyms = synonyms(settings, &portal);
        // Before the terms of other words are looked up: it may change them.
        self.lend_forms(settings);
        let mut plain: BTreeMap<String, String> = words
            .iter()
            .filter_map(|(word, _)| {
                let lemma = listed(&self.lexicon, word).or_else(|| plain_by_rule(word))?;
                let term = self.term(&lemma);
                Some((lemma, term))
            })
            .collect();
        plain.extend(verbs);
        let term = |word: &str| Some(self.aliases.term(word)).filter(|term| !self.has_term(term));
        let mut unheld = unheld(&self.lexicon, settings, &term);
        let by_rule = plain.keys().flat_map(|plain| made_by_rule(plain));
        unheld.extend(by_rule.filter_map(|word| term(&word).map(|term| (word, term))));
        let other = |word: &str| unheld.get(word).cloned();
        let kindred = kindred(&plain, &other);
        self.kindred = kindred;
        self.unheld = near(&unheld, words);
        self.light = LIGHT.iter().map(|word| self.aliases.term(word)).collect();
    }

    /// Other forms of a word that people say and the portal lacks have its synonyms as well.
    fn lend_forms(&mut self, settings: &Settings) {
        let keys = settings.synonyms.keys().chain(settings.same.iter().flatten()).map(String::as_str);
        let said: HashSet<&str> =
            self.synonyms.iter().flat_map(|row| &row.from).map(String::as_str).collect();
        let mut lent = Vec::new();
        for (form, key) in forms(keys, &self.lexicon) {
            let (own, term) = (self.aliases.term(&form), self.aliases.term(key));
            let is_free = |term: &str| !self.has_term(term);
            let is_row = || !self.synonyms_of(&[&term]).is_empty();
            if own != term && is_free(&own) && is_free(&term) && !said.contains(own.as_str()) && is_row() {
                lent.push((form, term));
            }
        }
        for (form, term) in lent {
            if self.aliases.term(&form) != term {
                self.aliases.lend(&form, &term);
            }
        }
    }
}
