//! Queries: the words that somebody typed, with what they may stand for in this portal.
//!
//! In: the text of a query. Out: [`QueryWord`]s. Only what a browser has as well is used: the alias tables and the
//! question whether the index has a term. So `client/words.js` comes to the same words.

use std::ops::Range;

use super::aliases::base_of;
use super::analyser::Analyser;
use super::compound::By;
use super::particles;
use super::stem::stem;
use super::stopwords::is_stopword;
use super::synonyms::Synonym;
use super::unseen;
use super::words::{Kind, pieces};

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryWord {
    /// Where it stands, in bytes of the query.
    pub range: Range<usize>,
    /// Its number among the words; an id shares that of its first component.
    pub position: u32,
    /// Whether it is an id, which is looked up as it stands.
    pub is_id: bool,
    /// Whether it says nothing about what is asked for. Such words are given only when there are no others.
    pub is_stopword: bool,
    /// The word in lower case: prefixes and spelling start from it.
    pub word: String,
    /// Its term.
    pub term: String,
    /// Whether the portal has the term.
    pub known: bool,
    /// The terms of its parts, if it can be read as a compound of terms of the portal.
    pub parts: Vec<String>,
    /// The term of its end, if only that can be read.
    pub tail: Option<String>,
}

/// How a word is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The word in lower case.
    pub word: String,
    /// Its term.
    pub term: String,
    /// The parts as they stand in the word, each with the word that it is and how it was recognised.
    pub units: Vec<(String, String, By)>,
    /// What the reading costs and what the undivided word would, when it is divided.
    pub cost: Option<(u32, u32)>,
    /// The terms under which it is found besides its own.
    pub parts: Vec<String>,
    /// The setting that decided, if one did.
    pub overridden: Option<String>,
}

impl Analyser {
    /// The words of a query, without stop words unless there are no others. `held` tells the terms of the index.
    pub fn query(&self, text: &str, held: &dyn Fn(&str) -> bool) -> Vec<QueryWord> {
        let mut words: Vec<QueryWord> = pieces(text)
            .into_iter()
            .map(|piece| {
                self.query_word(piece.range, piece.position, piece.kind == Kind::Id, &piece.text, held)
            })
            .collect();
        self.join(&mut words, held);
        if words.iter().any(|word| !word.is_stopword) {
            words.retain(|word| !word.is_stopword);
        }
        words
    }

    /// Reads two words as one where the portal has that, or other words for it: a verb with its particle, and a compound
    /// that was written apart.
    fn join(&self, words: &mut Vec<QueryWord>, held: &dyn Fn(&str) -> bool) {
        let mut at = 0;
        while at + 1 < words.len() {
            if let Some((next, forms)) = one_word(words, at) {
                let terms: Vec<String> = forms.iter().map(|form| self.aliases().term(form)).collect();
                let known = terms.iter().position(|term| held(term));
                // Two words that the documents say are not taken for another that they do not: «ISO 27001».
                let knows = |at: usize| held(&self.aliases().term(&words[at].word));
                let both = || forms.len() == 1 && knows(at) && knows(next);
                if known.is_some() || !both() && !self.synonyms_of(&[&terms[0]]).is_empty() {
                    let (word, term) = (forms[0].clone(), terms[known.unwrap_or(0)].clone());
                    // The documents may say the words apart: «stängas av».
                    let apart = if forms.len() > 1 { at..at + 1 } else { at..next + 1 };
                    let apart = words[apart].iter().filter(|word| !word.is_stopword);
                    let parts = apart.map(|word| self.aliases().term(&word.word)).filter(|term| held(term));
                    let parts = parts.collect();
                    let known = known.is_some();
                    let (is_stopword, tail) = (false, None);
                    words[at] =
                        QueryWord { word, term, known, parts, tail, is_stopword, ..words[at].clone() };
                    words.remove(next);
                }
            }
            at += 1;
        }
    }

    fn query_word(
        &self,
        range: Range<usize>,
        position: u32,
        is_id: bool,
        text: &str,
        held: &dyn Fn(&str) -> bool,
    ) -> QueryWord {
        let word = text.to_string();
        if is_id {
            let known = held(&word);
            let term = word.clone();
            return QueryWord {
                range,
                position,
                is_id,
                is_stopword: false,
                word,
                term,
                known,
                parts: Vec::new(),
                tail: None,
            };
        }
        let joined = word.replace('-', "");
        let first = self.aliases().term(&joined);
        let found = |base: &str| Some(self.aliases().term(base)).filter(|term| held(term));
        // A word that is indexed under itself is no form of another.
        let is_known = held(&first) || first != *stem(&joined);
        let term = if is_known { first } else { base_of(&joined, found).unwrap_or(first) };
        let known = held(&term);
        let (parts, tail) = self.query_parts(&word, &joined, &term, held);
        QueryWord { range, position, is_id, is_stopword: is_stopword(&word), word, term, known, parts, tail }
    }

    fn query_parts(
        &self,
        word: &str,
        joined: &str,
        whole: &str,
        held: &dyn Fn(&str) -> bool,
    ) -> (Vec<String>, Option<String>) {
        // A part that the portal lacks may be what people say for something that it has.
        let stand_in = |part: &str| -> Option<String> {
            let term = self.aliases().term(part);
            if held(&term) {
                Some(term).filter(|term| term != whole)
            } else {
                self.spoken(&term).map(str::to_string)
            }
        };
        let mut parts: Vec<String> = if word.len() == joined.len() {
            unseen::split(word, &stand_in).unwrap_or_default()
        } else {
            let pieces = word.split('-').filter(|piece| piece.chars().count() > 1);
            pieces.filter_map(stand_in).collect()
        };
        let mut seen = std::collections::HashSet::new();
        parts.retain(|part| seen.insert(part.clone()));
        let tail = if parts.is_empty() { unseen::tail(word, &stand_in) } else { None };
        (parts, tail)
    }

    /// The synonyms of a row of terms, with the places in the row that each stands for.
    pub fn synonyms_of(&self, terms: &[&str]) -> Vec<(Range<usize>, &Synonym)> {
        let mut found = Vec::new();
        for from in 0..terms.len() {
            for to in from + 1..=terms.len() {
                let row = &terms[from..to];
                let order =
                    |synonym: &Synonym| synonym.from.iter().map(String::as_str).cmp(row.iter().copied());
                if let Ok(at) = self.synonyms().binary_search_by(order) {
                    found.push((from..to, &self.synonyms()[at]));
                }
            }
        }
        found
    }

    /// The likeliest single term for a term that people say.
    pub fn spoken(&self, term: &str) -> Option<&str> {
        let found = self.synonyms_of(&[term]).into_iter().next()?.1;
        found.to.iter().find(|to| to.len() == 1).map(|to| to[0].as_str())
    }

    /// Terms made of the same word as a term (`anmäl`: `anmälan`).
    pub fn kindred_of(&self, term: &str) -> impl Iterator<Item = &str> {
        let pairs = self.kindred();
        let start = pairs.partition_point(|(one, _)| one.as_str() < term);
        let of_term: Vec<&str> = pairs[start..]
            .iter()
            .take_while(|(one, _)| one == term)
            .map(|(_, other)| other.as_str())
            .collect();
        of_term.into_iter()
    }

    /// How a word is read when it is indexed, and why.
    pub fn explain_split(&self, word: &str) -> Explanation {
        let word = super::words::lower(word).into_owned();
        let joined = word.replace('-', "");
        let (units, cost) =
            self.splitter().read(&joined).map_or((Vec::new(), None), |(units, cost)| (units, Some(cost)));
        let units =
            units.into_iter().map(|unit| (joined[unit.range].to_string(), unit.word, unit.by)).collect();
        let (term, parts) = self.word(&word);
        let overridden = self.overridden(&term);
        Explanation {
            term: term.into_owned(),
            parts: parts.into_iter().map(std::borrow::Cow::into_owned).collect(),
            word,
            units,
            cost,
            overridden,
        }
    }
}

/// What a word and one that follows may be together, and where that one is.
fn one_word(words: &[QueryWord], at: usize) -> Option<(usize, Vec<String>)> {
    let first = &words[at];
    let next = at + 1 + usize::from(particles::may_part(&words[at + 1].word));
    let second = words.get(next).filter(|second| !second.is_id && !first.is_id)?;
    if let Some(prefix) = particles::prefix(&second.word) {
        return (!particles::differs(&first.word))
            .then(|| (next, particles::joined(prefix, &first.word).into()));
    }
    (next == at + 1 && !first.is_stopword && !second.is_stopword)
        .then(|| (next, vec![format!("{}{}", first.word, second.word)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::swedish::{Settings, Vocabulary};

    fn analyser(text: &str) -> Analyser {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add(text);
        Analyser::new(&vocabulary, &Settings::built_in().expect("the list is right"))
    }

    #[test]
    fn unseen_words_find_what_they_are_made_of() {
        let analyser =
            analyser("Behörighet till register. Nyckeln lämnas. Säkerhetskopiering görs. Anmälan anmäls.");
        let word = |text: &str| {
            analyser.query(text, &|term| analyser.has_term(term)).into_iter().next().expect("a word")
        };
        assert_eq!(word("behörighetsregister").parts, ["behör", "regist"]);
        assert_eq!(word("nycklarnas").term, "nyckel");
        assert!(word("registret").known && !word("banan").known);
        assert_eq!(analyser.query("vem är det", &|term| analyser.has_term(term)).len(), 3);
        assert_eq!(analyser.query("vem har nyckeln", &|term| analyser.has_term(term)).len(), 1);
        assert!(!analyser.synonyms_of(&["backup"]).is_empty());
        assert_eq!(analyser.kindred_of("anmäl").collect::<Vec<_>>(), ["anmälan"]);
    }

    #[test]
    fn compounds_written_apart_are_one_word() {
        let analyser = analyser("Medarbetarsamtal hålls. Medarbetare har samtal. Ny dator.");
        let read = |text: &str| analyser.query(text, &|term| analyser.has_term(term));
        let words = read("medarbetar samtal");
        assert_eq!(words.len(), 1);
        assert_eq!(words[0].word, "medarbetarsamtal");
        assert_eq!(words[0].parts, ["medarbet", "samtal"]);
        assert_eq!(read("ny dator").len(), 2);
    }

    #[test]
    fn splits_are_explained() {
        let analyser = analyser("Riktlinje");
        let explained = analyser.explain_split("Säkerhetspolicyn");
        assert_eq!(explained.parts, ["säkerhet", "policy"]);
        assert_eq!(explained.units[0], ("säkerhets".to_string(), "säkerhet".to_string(), By::List));
        assert!(explained.cost.is_some_and(|(cost, whole)| cost < whole));
    }
}
