//! Verbs that the texts have apart from their particles: «lämnas ut» is found as `utlämna`, `utlämnad`, `utlämnande`.
//!
//! In: words with the particles that follow them, and the parts list. Out: [`Joined`] verbs. Words that the list does
//! not know as verbs alone, and verbs that are others in one word with their particle, are none.

use std::collections::{BTreeMap, BTreeSet};

use super::inflect::derived;
use super::lexicon::{LemmaId, Lexicon};
use super::particles::{differs, prefix};

/// A verb with its particle.
#[derive(Debug, PartialEq, Eq)]
pub struct Joined {
    /// As one word, in its plain form.
    pub plain: String,
    /// As it is said in the texts: `lämnas ut`.
    pub said: BTreeSet<String>,
    /// Its other forms as one word, and the nouns made of it.
    pub others: Vec<String>,
}

/// The verbs among words with the particles that follow them, by their plain forms.
pub fn joined<'w>(pairs: impl Iterator<Item = (&'w str, &'w str)>, lexicon: &Lexicon) -> Vec<Joined> {
    let mut found: BTreeMap<(&str, LemmaId), BTreeSet<String>> = BTreeMap::new();
    for (word, particle) in pairs {
        let entry = lexicon.get(word).filter(|entry| !entry.ambiguous);
        let verb = entry.and_then(|entry| entry.form).filter(|id| lexicon.lemma(*id).class.is_verb());
        if let (Some(prefix), Some(id)) = (prefix(particle), verb.filter(|_| !differs(word))) {
            found.entry((prefix, id)).or_default().insert(said(word, particle));
        }
    }
    let joined = found.into_iter().map(|((prefix, id), said)| {
        let lemma = lexicon.lemma(id);
        let nouns = derived(lemma.class, &lemma.text).into_iter().map(|(_, noun)| noun);
        let nouns = nouns.filter(|noun| !noun.ends_with("are") && !noun.ends_with("nning"));
        let others = lexicon.forms(id).into_iter().skip(1).chain(nouns);
        let others = others.map(|word| format!("{prefix}{word}")).collect();
        Joined { plain: format!("{prefix}{}", lemma.text), said, others }
    });
    joined.collect()
}

/// A word with the particle that follows it.
pub fn said(word: &str, particle: &str) -> String {
    format!("{word} {particle}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_joined_to_their_particles() {
        let lexicon = Lexicon::read("[v1]\nlämna\n[n2]\nbil\n[vs]\nge | ger gav gett given\n");
        let pairs = [("bilen", "in"), ("ger", "ut"), ("lämnas", "tillbaka"), ("lämnat", "tillbaka")];
        let found = joined(pairs.into_iter(), &lexicon);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].plain, "återlämna");
        assert_eq!(found[0].said.iter().collect::<Vec<_>>(), ["lämnas tillbaka", "lämnat tillbaka"]);
        let others = |word: &str| found[0].others.iter().any(|other| other == word);
        assert!(others("återlämnande") && others("återlämning") && others("återlämnats"));
    }
}
