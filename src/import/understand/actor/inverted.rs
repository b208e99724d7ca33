//! The subject that stands after its verb, or that a clause before the verb names.

use crate::import::swedish::lexicon::{AND, BEFORE, WITHIN, is_actor, is_infinitive, is_passive_verb};
use crate::import::swedish::sentence::Word;

/// The subject that stands after the verb: «… ska nämnden följa upp».
pub(super) fn after_verb(text: &str, all: &[Word<'_>], duty: bool) -> Option<String> {
    let skip = |word: &Word<'_>| {
        BEFORE.has(&word.low) && word.low != "de"
            || ["därför", "alltid", "minst", "årligen", "inte", "dessutom"].contains(&word.low.as_str())
    };
    let mut at = all.iter().position(|word| !skip(word))?;
    // «ska den som förmedlar informationen förvissa sig»: up to the infinitive.
    if all[at].low == "som" && at > 0 {
        let end = all
            .iter()
            .skip(at + 2)
            .position(|word| {
                is_infinitive(&word.low) || matches!(word.low.as_str(), "bl" | "bland" | "minst" | "alltid")
            })
            .map(|n| n + at + 2)?;
        return text.get(all[at - 1].range.start..all[end - 1].range.end).map(str::to_string);
    }
    let start = at;
    let limit = at + 3;
    while at < all.len() && at < limit && !is_actor(&all[at].low) {
        if is_infinitive(&all[at].low) || is_passive_verb(&all[at].low) || AND.has(&all[at].low) {
            return None;
        }
        at += 1;
    }
    if at >= all.len() || at >= limit {
        let name = all
            .get(start)
            .filter(|word| duty && word.text.chars().count() > 4 && !is_infinitive(&word.low))?;
        return Some(name.text.to_string());
    }
    let mut end = at + 1;
    loop {
        match all.get(end).map(|word| word.low.as_str()) {
            Some(word) if AND.has(word) || all[end - 1].pause => {
                let more = all.iter().skip(end).take(4).position(|word| is_actor(&word.low));
                match more {
                    Some(n) if !all[end - 1].pause || AND.has(word) => end += n + 1,
                    _ => break,
                }
            }
            Some(word) if takes(&all[end - 1].low, word) => {
                let more = all
                    .iter()
                    .skip(end + 1)
                    .position(|word| {
                        is_infinitive(&word.low)
                            || AND.has(&word.low)
                            || WITHIN.has(&word.low)
                            || word.low == "att"
                            || word.low == "för"
                    })
                    .unwrap_or(all.len() - end - 1)
                    .min(4);
                let paused =
                    all[end..end + 1 + more].iter().position(|word| word.pause).map_or(more, |n| n.min(more));
                end += 1 + paused;
                break;
            }
            // «driftansvarig tekniker» is one party.
            Some(word) if is_actor(word) => end += 1,
            _ => break,
        }
    }
    text.get(all[start].range.start..all[end - 1].range.end).map(str::to_string)
}

/// Whether a party's name goes on with a preposition: «ägare av», «ansvarig för», «chef för», never «chef till».
pub(super) fn takes(word: &str, preposition: &str) -> bool {
    let of = |stems: &[&str]| stems.iter().any(|stem| word.contains(stem));
    match preposition {
        "av" | "för" => of(&["ägar", "ansvarig", "chef", "samordnar", "ombud", "innehavar", "användar"]),
        "till" => of(&["ägar", "innehavar"]),
        _ => false,
    }
}

/// The party that a clause before the verb names: «Innan medarbetare får tillgång ska de …».
pub(super) fn in_clause(before: &str, all: &[Word<'_>]) -> Option<String> {
    let start = all.iter().position(|word| is_actor(&word.low) && word.low != "de")?;
    let mut end = start + 1;
    while let Some(word) = all.get(end) {
        if AND.has(&word.low) && all.get(end + 1).is_some_and(|next| is_actor(&next.low)) {
            end += 2;
        } else {
            break;
        }
    }
    before.get(all[start].range.start..all[end - 1].range.end).map(str::to_string)
}
