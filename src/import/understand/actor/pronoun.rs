//! Pronouns that stand for a party of the sentence before: «Hen ska …», «Denne ansvarar …», «Därefter ska de …».

use std::ops::Range;

use super::agent::is_passive;
use crate::import::swedish::lexicon::{ADVERBS, AND, is_actor};
use crate::import::swedish::sentence::{Word, words};

/// Whom a pronoun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronoun {
    /// «hen», «hon», «han», «vederbörande»: the one that the sentence before was about.
    Subject,
    /// «denne»: the one that the sentence before named last.
    Last,
    /// «de»: several that the sentence before was about.
    Several,
}

/// The pronoun that is the subject of a sentence with its modal word there. `duty` says that the words of it are ones
/// of responsibility.
pub fn subject(sentence: &str, modal: Range<usize>, duty: bool) -> Option<Pronoun> {
    let (before, after) = (&sentence[..modal.start], &sentence[modal.end..]);
    if let Some(found) = alone(&words(before)) {
        return (duty || !is_passive(after)).then_some(found);
    }
    // «Inför provet ska hen larma», but «Chefen ska de …» is no Swedish.
    let rest = words(after);
    let first = rest.iter().position(|word| !ADVERBS.has(&word.low))?;
    let found = of(&rest[first].low)?;
    let passive = is_passive(&after[rest[first].range.end..]);
    let article = found == Pronoun::Several && rest.get(first + 1).is_some_and(|next| is_actor(&next.low));
    (!passive && !article).then_some(found)
}

/// A pronoun and nothing else but adverbs: «Hon eller han», «De», «Hen».
fn alone(all: &[Word<'_>]) -> Option<Pronoun> {
    let found = of(&all.first()?.low)?;
    all[1..]
        .iter()
        .all(|word| {
            ADVERBS.has(&word.low) || AND.has(&word.low) && word.low != "som" || of(&word.low) == Some(found)
        })
        .then_some(found)
}

/// Whether a name is a pronoun and names nobody.
pub fn is_pronoun(name: &str) -> bool {
    alone(&words(name)).is_some()
}

fn of(word: &str) -> Option<Pronoun> {
    match word {
        "hen" | "hon" | "han" | "vederbörande" => Some(Pronoun::Subject),
        "denne" => Some(Pronoun::Last),
        "de" | "dessa" => Some(Pronoun::Several),
        _ => None,
    }
}

/// The parties that words name, in order, each by its noun: «Chefen utser en samordnare» names two.
pub fn parties(text: &str) -> Vec<String> {
    words(text)
        .into_iter()
        .filter(|word| is_actor(&word.low) && of(&word.low).is_none())
        .map(|word| word.text.to_string())
        .collect()
}

/// Whether a name is of several: «medarbetarna», «nämnder», «prefekten och dekanen».
pub fn is_several(name: &str) -> bool {
    let all = words(name);
    let plural = |word: &str| {
        ["arna", "erna", "orna", "er", "or", "ana", "iga", "na"].iter().any(|end| word.ends_with(end))
    };
    all.iter().any(|word| AND.has(&word.low) && word.low != "som")
        || all.last().is_some_and(|word| plural(&word.low))
}
