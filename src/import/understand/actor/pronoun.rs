//! Pronouns that stand for a party of the sentence before: «Hen ska …», «Denne ansvarar …», «Därefter ska de …».

use std::ops::Range;

use super::agent::is_passive;
use crate::import::swedish::lexicon::{ADVERBS, AND, begins_with_competence, is_actor};
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
    /// «den»: the body that the sentence before was about, where the verb says what only a body does.
    Body,
}

/// The pronoun that is the subject of a sentence with its modal word there. `duty` says that the words of it are ones
/// of responsibility.
pub fn subject(sentence: &str, modal: Range<usize>, duty: bool) -> Option<Pronoun> {
    let (before, after) = (&sentence[..modal.start], &sentence[modal.end..]);
    let all = words(before);
    if all.first().is_some_and(|word| word.low == "den") && all[1..].iter().all(|word| ADVERBS.has(&word.low))
    {
        return does_as_a_body(after).then_some(Pronoun::Body);
    }
    if let Some(found) = alone(&all) {
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

/// «Den ska också se till att …»: what a party does by its office, said in the infinitive.
fn does_as_a_body(after: &str) -> bool {
    let all = words(after);
    let verb = all.iter().find(|word| !ADVERBS.has(&word.low));
    verb.is_some_and(|verb| {
        let present = format!("{}r{}", verb.low, &after[verb.range.end..]);
        begins_with_competence(&present)
    })
}

/// Whether a name is of a body: «nämnden», «avdelningen», and no person.
pub fn is_body(name: &str) -> bool {
    let low = name.to_lowercase();
    let bodies = [
        "nämnd",
        "styrelse",
        "utskott",
        "råd",
        "avdelning",
        "enhet",
        "förvaltning",
        "kommitté",
        "grupp",
        "kontor",
        "kansli",
        "myndighet",
        "bolag",
        "fullmäktige",
        "presidi",
        "institution",
        "revision",
        "ledning",
    ];
    let head = low.split(' ').next_back().unwrap_or("");
    bodies.iter().any(|body| head.contains(body)) && !head.ends_with("are") && !head.contains("chef")
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
