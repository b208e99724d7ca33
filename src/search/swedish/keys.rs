//! Keys of synonyms, read as a query reads them.
//!
//! In: what somebody may say (`ta bort uppgifter`). Out: the row of terms that a query with those words has. A key
//! without one is never used: one of stop words alone, or a verb that is another without its particle.

use std::collections::{BTreeMap, BTreeSet};

use super::lexicon::{LemmaId, Lexicon};
use super::light::LIGHT;
use super::particles::{differs, joined, may_part, prefix};
use super::stopwords::is_stopword;

/// Reads keys for one portal.
pub struct Reader<'a> {
    /// The terms of a word.
    pub terms: &'a dyn Fn(&str) -> Vec<String>,
    /// Whether the portal has a term.
    pub held: &'a dyn Fn(&str) -> bool,
    /// Whether a stop word is a form of a verb: «bli av med», not «inte in».
    pub is_verb: &'a dyn Fn(&str) -> bool,
}

/// A key as terms.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// With its verbs and their particles as one word.
    pub joined: Vec<String>,
    /// Those of its terms that are a verb and a particle.
    pub verbs: Vec<String>,
    /// Without its particles. Empty if no more than a verb is left: `logga ut` does not speak of logs.
    pub apart: Vec<String>,
}

impl Reader<'_> {
    /// Reads a key.
    pub fn read(&self, key: &str) -> Key {
        let words: Vec<&str> = key.split(' ').collect();
        let (mut key, mut lost) = (Key::default(), false);
        let mut at = 0;
        while at < words.len() {
            let word = words[at];
            let own = if is_stopword(word) { Vec::new() } else { (self.terms)(word) };
            key.apart.extend(own.iter().cloned());
            let next = at + 1 + usize::from(words.get(at + 1).is_some_and(|word| may_part(word)));
            let particle = words.get(next).and_then(|particle| prefix(particle));
            at += 1;
            if let Some(prefix) = particle.filter(|_| !own.is_empty() || (self.is_verb)(word)) {
                lost = true;
                if !differs(word) {
                    let verb = self.joined(prefix, word);
                    key.joined.push(verb.clone());
                    key.verbs.push(verb);
                    at = next + 1;
                    continue;
                }
            }
            key.joined.extend(own);
        }
        if lost && key.apart.len() < 2 {
            key.apart.clear();
        }
        if key.verbs.is_empty() {
            key.joined.clear();
        }
        key
    }

    /// The term that a query has for a verb and its particle.
    fn joined(&self, prefix: &str, verb: &str) -> String {
        let terms = joined(prefix, verb).map(|form| (self.terms)(&form).concat());
        let held = terms.iter().position(|term| (self.held)(term));
        terms[held.unwrap_or(0)].clone()
    }
}

/// The forms of the words that keys are forms of, each with the key that it is read as: the plain form where that is a
/// key, else the shortest. Forms that are keys themselves, that say little or that may be another word stay what they are.
pub fn forms<'k>(keys: impl Iterator<Item = &'k str>, lexicon: &Lexicon) -> Vec<(String, &'k str)> {
    let of_one = |word: &str| lexicon.get(word).filter(|entry| !entry.ambiguous).and_then(|entry| entry.form);
    let mut words: BTreeMap<LemmaId, BTreeSet<(usize, &str)>> = BTreeMap::new();
    for key in keys {
        if let Some(id) = of_one(key) {
            let far = if *key == *lexicon.lemma(id).text { 0 } else { key.len() };
            words.entry(id).or_default().insert((far, key));
        }
    }
    let mut out = Vec::new();
    for (id, keys) in words {
        let Some((_, key)) = keys.first() else { continue };
        let others = lexicon.forms(id).into_iter().filter(|form| {
            of_one(form) == Some(id)
                && !(is_stopword(form) || LIGHT.contains(&form.as_str()))
                && keys.iter().all(|(_, key)| key != form)
        });
        out.extend(others.map(|form| (form, *key)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::swedish::Settings;

    fn read(key: &str) -> Key {
        let lexicon = Lexicon::read("[vs]\nbli | blir blev blivit\nkomma | kommer kom kommit\n");
        let is_verb = |word: &str| lexicon.is_verb(word);
        Reader {
            terms: &|word| vec![word.to_string()],
            held: &|term| term == "inloggning",
            is_verb: &is_verb,
        }
        .read(key)
    }

    #[test]
    fn keys_are_read_as_queries_are() {
        assert_eq!(read("ta bort uppgifter").joined, ["bortta", "uppgifter"]);
        assert_eq!(read("ta bort uppgifter").apart, ["ta", "uppgifter"]);
        assert_eq!(read("kan inte logga in").joined, ["inloggning"]);
        assert_eq!(read("blivit av med").joined, ["avblivit"]);
        assert_eq!(read("bryta sig in").joined, ["inbryta"]);
        assert_eq!(read("datorn låser sig").apart, ["datorn", "låser"]);
        for key in ["gått ner", "kommer inte in"] {
            assert_eq!(read(key), Key::default(), "{key}");
        }
    }

    #[test]
    fn forms_lead_to_the_key_of_their_word() {
        let lexicon =
            Lexicon::read("[n1]\nfaktura\n[irr]\nhand | handen händer\n[vs]\nhända | händer hände hänt\n");
        let found = forms(["fakturan", "hända"].into_iter(), &lexicon);
        assert!(found.contains(&("faktura".to_string(), "fakturan")));
        assert!(found.contains(&("hänt".to_string(), "hända")));
        assert!(found.iter().all(|(form, _)| !["fakturan", "händer"].contains(&form.as_str())));
    }

    #[test]
    fn every_key_is_used() {
        let settings = Settings::built_in().expect("the list is right");
        let lexicon = Lexicon::built_in();
        let is_verb = |word: &str| lexicon.is_verb(word);
        let terms = |word: &str| vec![word.to_string()];
        let reader = Reader { terms: &terms, held: &|_| false, is_verb: &is_verb };
        let keys = settings.synonyms.keys().chain(settings.same.iter().flatten());
        let dead: Vec<&String> = keys
            .filter(|key| {
                let read = reader.read(key);
                let shortened = key
                    .split(' ')
                    .next_back()
                    .is_some_and(|last| is_stopword(last) && read.joined.is_empty() && read.apart.len() < 2);
                read.joined.is_empty() && read.apart.is_empty() || shortened
            })
            .collect();
        assert!(dead.is_empty(), "{dead:?}");
    }
}
