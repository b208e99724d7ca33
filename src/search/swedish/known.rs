//! What the parts list knows of the words of a portal.
//!
//! In: words with their counts, and the list. Out: the aliases that they teach, the plain form of a word, and the words
//! that are parts only here.

use std::borrow::Cow;
use std::collections::HashSet;

use rayon::prelude::*;

use super::aliases::{Aliases, Known};
use super::compound::{By, OwnParts, Splitter, Unit};
use super::lexicon::Lexicon;
use super::stem::stem;
use super::stopwords::is_stopword;

/// A word without its hyphens.
pub fn plain(word: &str) -> Cow<'_, str> {
    if word.contains('-') { Cow::Owned(word.replace('-', "")) } else { Cow::Borrowed(word) }
}

/// The plain form of a word that the list knows, with its particle.
pub fn listed(lexicon: &Lexicon, word: &str) -> Option<String> {
    let form = |text: &str| {
        lexicon.get(text).and_then(|entry| entry.form).map(|id| lexicon.lemma(id).text.to_string())
    };
    form(word).or_else(|| {
        let particles = lexicon.prefixes(word.as_bytes()).filter(|(_, entry)| entry.particle);
        let found: Vec<usize> = particles.map(|(length, _)| length).collect();
        found
            .into_iter()
            .rev()
            .find_map(|length| Some(format!("{}{}", &word[..length], form(&word[length..])?)))
    })
}

/// Words of the text that the list neither knows nor splits, used more than once.
pub fn own_parts(lexicon: &Lexicon, words: &[(&str, u64)]) -> OwnParts {
    let splitter = Splitter::new(lexicon, None);
    let own: Vec<&str> = words
        .par_iter()
        .filter(|(word, count)| {
            *count > 1 && word.chars().count() > 3 && word.chars().all(char::is_alphabetic)
        })
        .filter(|(word, _)| !is_stopword(word) && !splitter.is_whole(word) && splitter.split(word).is_none())
        .map(|(word, _)| *word)
        .collect();
    OwnParts::new(&own)
}

/// The term that the list gives a word: of its own, after a particle, or of the last unit of a compound.
fn listed_term(lexicon: &Lexicon, word: &str, units: &[Unit]) -> (Option<String>, bool) {
    let after = |start: usize| {
        let entry = lexicon.get(&word[start..])?;
        let lemma = lexicon.lemma(entry.form.filter(|_| !entry.ambiguous)?);
        // A stem is another word's only where nothing stands before it: `hemlig` is not `hem`, `yrkeshemlig` is itself.
        Some(if start == 0 {
            lemma.term.to_string()
        } else {
            stem(&format!("{}{}", &word[..start], lemma.text)).into_owned()
        })
    };
    if let Some(entry) = lexicon.get(word) {
        // `hälso` alone is what a hyphen left open.
        let open = entry.joint.filter(|_| entry.form.is_none()).map(|id| lexicon.lemma(id).term.to_string());
        if entry.whole || entry.particle {
            return (None, true);
        }
        if entry.form.is_some() || open.is_some() {
            return (if entry.form.is_some() { after(0) } else { open }, true);
        }
    }
    if let Some(last) = units.last() {
        let start = match last.by {
            By::List => last.range.start,
            By::Particle => {
                let unit = &word[last.range.clone()];
                let particles = lexicon.prefixes(unit.as_bytes()).filter(|(_, entry)| entry.particle);
                let found: Vec<usize> = particles.map(|(length, _)| length).collect();
                let rest = found.into_iter().rev().find(|length| lexicon.get(&unit[*length..]).is_some());
                last.range.start + rest.unwrap_or(0)
            }
            _ => return (None, false),
        };
        return (after(start), true);
    }
    let particles = lexicon.prefixes(word.as_bytes()).filter(|(_, entry)| entry.particle);
    let found: Vec<usize> = particles.map(|(length, _)| length).collect();
    let term = found.into_iter().rev().find_map(after);
    let known = term.is_some();
    (term, known)
}

/// The aliases that the words of a portal teach, and those of the list that it has a use for.
pub fn learn_aliases(lexicon: &Lexicon, words: &[(&str, u64)], units: &[Vec<Unit>]) -> Aliases {
    let joined: Vec<Cow<'_, str>> = words.iter().map(|(word, _)| plain(word)).collect();
    let known: Vec<Known<'_>> = words
        .par_iter()
        .zip(&joined)
        .zip(units)
        .map(|(((_, count), word), units)| {
            let (term, listed) = listed_term(lexicon, word, units);
            Known { word, count: *count, term, listed }
        })
        .collect();
    let present: HashSet<&str> = known.iter().filter_map(|known| known.term.as_deref()).collect();
    let common = lexicon.common().filter(|(_, term)| present.contains(term));
    // A word that the portal lacks is not taken for one that only stems as it does: `pappa`, `papper`.
    let stems: HashSet<Cow<'_, str>> = joined.iter().map(|word| stem(word)).collect();
    let own: Vec<(String, &str)> =
        lexicon.own_forms().filter(|(form, _)| stems.contains(&*stem(form))).collect();
    let forms = common.chain(own.iter().map(|(form, term)| (form.as_str(), *term)));
    Aliases::learn(&known, |stem| lexicon.owns(stem), forms)
}
