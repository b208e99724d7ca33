//! The agent of a passive: «… ska fattas av ägaren av nätverket», «ska av chefen lämnas ut».

use super::inverted::takes;
use super::{Party, party};
use crate::import::swedish::lexicon::{
    ADVERBS, AND, BEFORE, OPENERS, WITHIN, is_actor, is_finite, is_passive_verb,
};
use crate::import::swedish::sentence::{Word, words};

/// The agent of a passive: «… ska fattas av ägaren av nätverket».
pub fn agent(after: &str) -> Option<Party> {
    let all = words(after);
    let by = |n: usize| all.get(n + 1).is_some_and(|next| next.low == "av");
    let verb = all.iter().enumerate().take(8).position(|(n, word)| {
        is_passive_verb(&word.low)
            || word.low == "leds"
            || word.low == "tas"
            || word.low.ends_with("ställs")
            || word.low.ends_with("slutas")
            || word.low.ends_with("ats")
            || by(n) && is_any_passive(&word.low)
            || word.low != "finns" && word.low.ends_with('s') && is_finite(&word.low)
    })?;
    let relative = all.iter().position(|word| word.low == "som").unwrap_or(all.len());
    let av =
        all.iter().enumerate().skip(verb + 1).take(10).find(|(_, word)| word.low == "av").map(|(n, _)| n)?;
    if av > relative || !is_of_verb(&all[verb + 1..av]) || all[verb..av].iter().any(|word| word.pause) {
        return None;
    }
    let rest = after.get(all[av].range.end..)?.trim_start();
    let rest_words = words(rest);
    if rest_words.first().is_some_and(|word| word.low == "att") {
        return None;
    }
    // «… av den som upptäcker felet»: the clause is the name.
    if let [den, som, ..] = rest_words.as_slice()
        && matches!(den.low.as_str(), "den" | "de")
        && som.low == "som"
    {
        let end =
            rest_words.iter().position(|word| word.pause).map_or(rest.len(), |at| rest_words[at].range.end);
        return party(rest[..end].trim_end_matches('.').to_string(), "agent efter «av»");
    }
    let first =
        rest_words.iter().take(5).position(|word| is_actor(&word.low) || is_genitive_name(&word.low))?;
    rest_words[..first].iter().all(|word| !WITHIN.has(&word.low)).then_some(())?;
    let name = agent_name(rest, &rest_words)?;
    words(&name).iter().any(|word| is_actor(&word.low)).then(|| party(name, "agent efter «av»")).flatten()
}

/// Whether a word right before «av» may be the passive of a verb that no list has: «söks av …», «skrivs av …».
pub fn is_any_passive(word: &str) -> bool {
    let nouns = [
        "ss", "ats", "urs", "lys", "pris", "vis", "hus", "bas", "fas", "kris", "glas", "ljus", "gräns",
        "dags",
    ];
    word.ends_with('s') && word.chars().count() > 3 && !nouns.iter().any(|end| word.ends_with(end))
}

/// Whether «av» after these words names who does it: «rapporteras i systemet av …», «redovisas för nämnden av …»,
/// «görs två gånger per år av …». In «anlitas efter godkännande av …» it belongs to the noun before it.
fn is_of_verb(between: &[Word<'_>]) -> bool {
    let leads = |word: &Word<'_>| WITHIN.has(&word.low) || OPENERS.has(&word.low) || word.low == "per";
    let Some(last) = between.last().filter(|_| between.iter().any(leads)) else { return true };
    // «vidtas för att hantera följderna av …»: another verb comes between.
    if between.iter().any(|word| word.low == "att") {
        return false;
    }
    let low = last.low.as_str();
    let how = low.ends_with("ligen") || low.ends_with("vis") || OPENERS.has(low);
    let made = ["ning", "ande", "ende", "else", "tion", "ägare"];
    let definite = ["en", "et", "na", "erna", "an"].iter().any(|end| low.ends_with(end));
    let noun =
        made.iter().any(|stem| low.rfind(stem).is_some_and(|at| low[at + stem.len()..].chars().count() <= 3));
    let time =
        ["dygn", "timme", "år", "månad", "vecka", "dag", "kvartal", "mandatperiod", "termin"].contains(&low);
    how && !WITHIN.has(low) || time || is_actor(low) || definite && !noun
}

/// The agent right after the modal word, before a passive verb.
pub(super) fn fronted_agent(after: &str) -> Option<String> {
    let rest = after.strip_prefix("av ")?;
    let all = words(rest);
    let verb = all.iter().take(7).position(|word| is_passive_verb(&word.low))?;
    let end = all[..verb].iter().rposition(|word| is_actor(&word.low))?;
    let start =
        all.iter().position(|word| !BEFORE.has(&word.low) && !matches!(word.low.as_str(), "sin" | "sina"))?;
    (start <= end).then(|| rest[all[start].range.start..all[end].range.end].to_string())
}

fn is_genitive_name(word: &str) -> bool {
    word.starts_with("region") && word.ends_with('s')
}

fn agent_name(text: &str, all: &[Word<'_>]) -> Option<String> {
    let start = all.iter().position(|word| !BEFORE.has(&word.low))?;
    let stop = |word: &Word<'_>| {
        WITHIN.has(&word.low)
            || OPENERS.has(&word.low) && !matches!(word.low.as_str(), "av" | "för" | "till")
            || matches!(
                word.low.as_str(),
                "som"
                    | "för"
                    | "och"
                    | "eller"
                    | "samt"
                    | "enligt"
                    | "inför"
                    | "innan"
                    | "om"
                    | "efter"
                    | "till"
                    | "varje"
                    | "minst"
                    | "årligen"
            )
    };
    let mut end = start + 1;
    while end < all.len() && end < start + 8 {
        let word = &all[end];
        if all[end - 1].pause {
            break;
        }
        if AND.has(&word.low) && all.iter().skip(end + 1).take(2).any(|next| is_actor(&next.low)) {
            end += 2;
            continue;
        }
        if stop(word) && !takes(&all[end - 1].low, &word.low) {
            break;
        }
        end += 1;
    }
    text.get(all[start].range.start..all[end.min(all.len()) - 1].range.end).map(str::to_string)
}

/// Whether the first verb after the modal word is passive.
pub(super) fn is_passive(after: &str) -> bool {
    let all = words(after);
    let verb = all.iter().find(|word| !ADVERBS.has(&word.low));
    verb.is_some_and(|word| is_passive_verb(&word.low))
}
