//! Words that people know and no text of the portal has: «vända» is no slip of «kända».
//!
//! In: the parts list, what synonyms are said for, what is made of the portal's words by rule, and those words. Out: the terms of such words, of those alone
//! that lie within a slip of a word of the portal, for a browser to have few of them.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;

use super::fold::fold;
use super::lexicon::Lexicon;
use super::settings::Settings;

/// Shortest word that may be a slip of another, in letters.
const SHORTEST: usize = 4;

/// Words that the list or a key of the synonyms has, with the terms that `term` gives those the portal lacks. The
/// stemmer reads the genitives of some as words of their own: `systers`.
pub fn unheld(
    lexicon: &Lexicon,
    settings: &Settings,
    term: &dyn Fn(&str) -> Option<String>,
) -> BTreeMap<String, String> {
    let keys = settings.synonyms.keys().chain(settings.same.iter().flatten());
    let keys = keys.map(String::as_str).filter(|key| !key.contains([' ', '-']));
    let words = lexicon.common().map(|(form, _)| form).chain(keys);
    let words = words.flat_map(|word| [word.to_string(), format!("{word}s")]);
    words.filter_map(|word| term(&word).map(|term| (word, term))).collect()
}

/// The plain form of a verb in `-era` or of a noun made with `-ing` that the list does not know: these are inflected by rule.
/// What ends in `-erat` may be a noun: `referat`.
pub fn plain_by_rule(word: &str) -> Option<String> {
    const ENDINGS: [(&str, &str); 10] = [
        ("erades", "era"),
        ("erade", "era"),
        ("erats", "era"),
        ("erar", "era"),
        ("eras", "era"),
        ("era", "era"),
        ("ingarna", "ing"),
        ("ingar", "ing"),
        ("ingen", "ing"),
        ("ing", "ing"),
    ];
    ENDINGS.iter().find_map(|(ending, plain)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.chars().count() > 3)?;
        Some(format!("{stem}{plain}"))
    })
}

/// What people make of verbs in `-era` and of nouns in `-ing`, whether it is in the list or not: `kvittering`, `anvisa`.
pub fn made_by_rule(plain: &str) -> impl Iterator<Item = String> {
    const MADE: [(&str, &str); 3] = [("era", "ering"), ("ning", "a"), ("ing", "a")];
    let made = move |(ending, other): (&str, &str)| {
        let stem = plain.strip_suffix(ending).filter(|stem| stem.chars().count() > 3)?;
        Some(format!("{stem}{other}"))
    };
    MADE.into_iter().filter_map(made)
}

/// The terms of the words, given with their terms, that might be taken for slips of the portal's words.
pub fn near(unheld: &BTreeMap<String, String>, portal: &[(&str, u64)]) -> BTreeSet<String> {
    let marks = |word: &str| marks(&fold(word));
    let wanted: HashSet<u64> = unheld.par_iter().flat_map_iter(|(word, _)| marks(word)).collect();
    let met: HashSet<u64> = portal
        .par_iter()
        .flat_map_iter(|(word, _)| marks(word))
        .filter(|mark| wanted.contains(mark))
        .collect();
    let is_near = |word: &str| marks(word).iter().any(|mark| met.contains(mark));
    let near = unheld.iter().filter(|(word, _)| word.chars().count() >= SHORTEST && is_near(word));
    near.map(|(_, term)| term.clone()).collect()
}

/// A word and what is left of it without each of its letters: two words that differ by one letter share one of these.
fn marks(word: &str) -> Vec<u64> {
    let without = |skipped: usize| {
        let mut hasher = DefaultHasher::new();
        word.char_indices().filter(|(at, _)| *at != skipped).for_each(|(_, letter)| letter.hash(&mut hasher));
        hasher.finish()
    };
    word.char_indices().map(|(at, _)| at).chain([word.len()]).map(without).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_nouns_are_made_by_rule() {
        let plain = ["kvitteras", "källsorteringen", "anvisningar", "rad", "reparerat"].map(plain_by_rule);
        assert_eq!(plain.map(Option::unwrap_or_default), ["kvittera", "källsortering", "anvisning", "", ""]);
        assert_eq!(made_by_rule("kvittera").collect::<Vec<_>>(), ["kvittering"]);
        assert_eq!(made_by_rule("anvisning").collect::<Vec<_>>(), ["anvisa", "anvisna"]);
    }

    #[test]
    fn words_a_slip_away_are_kept() {
        let unheld = ["vända", "sända", "banan", "sal"].map(|word| (word.to_string(), word.to_string()));
        let found = near(&BTreeMap::from(unheld), &[("kända", 1), ("säl", 1)]);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["sända", "vända"]);
    }
}
