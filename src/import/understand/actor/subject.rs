//! The subject that stands before its verb, as far as it is a party.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::pattern;
use crate::import::swedish::lexicon::{AND, BEFORE, WITHIN, is_actor, is_verb};
use crate::import::swedish::sentence::{Word, words};

/// The subject that stands before the verb.
pub(super) fn subject(before: &str, all: &[Word<'_>], duty: bool) -> Option<String> {
    let first = all.first()?;
    // «Den som är inloggad …», «De som …»: the clause is the name.
    if matches!(first.low.as_str(), "den" | "de" | "alla" | "var" | "det") {
        if all.len() > 2 && all[1].low == "som" {
            let name = before.trim_end_matches(',');
            return (!name.ends_with(" och") && !name.ends_with(" eller")).then(|| name.to_string());
        }
        // «Den nämnd eller det bolag som …»
        let som = all.iter().take(8).position(|word| word.low == "som");
        if let Some(som) = som.filter(|som| *som >= 2 && is_actor(&all[som - 1].low)) {
            return before.get(first.range.start..all[som - 1].range.end).map(str::to_string);
        }
    }
    // «varje person som är ansvarig för …»: without its clause the name says nothing.
    if all.len() > 3
        && all[..3].iter().any(|word| matches!(word.low.as_str(), "person" | "personer"))
        && all.iter().any(|word| word.low == "som")
    {
        return Some(before.trim_end_matches(" också").trim_end_matches(" även").to_string());
    }
    if let Some(name) = specialist(before) {
        return Some(name);
    }
    let name = head(before, all)?;
    let heads = words(&name);
    let core = core_words(&heads);
    let named = core.last().is_some_and(|word| is_actor(&word.low)) || is_region(&name);
    let only = core.first().is_some_and(|word| is_actor(&word.low))
        && heads.iter().any(|word| word.low == "av" || word.low == "för" || word.low == "till");
    let pronoun = ["det", "detta", "den", "denna", "dessa", "som", "vi", "man", "han", "hon"];
    let thing = heads.first().is_none_or(|word| pronoun.contains(&word.low.as_str()));
    // Only a party can be responsible, whatever it is called.
    (named || only || duty && !thing && heads.len() <= 6).then_some(name)
}

/// «Specialist inom fysisk säkerhet»: what such a word is of belongs to its name.
fn specialist(before: &str) -> Option<String> {
    static OF: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:specialist|specialisten|expert|experten|sakkunnig|ansvarig|samordnare|handläggare)\s(?:inom|i|för)\s[\p{L}-]+(?:\s(?:och\s)?[\p{L}-]+)?$",
        )
    });
    OF.is_match(before).then(|| before.to_string())
}

/// «Region Norr», «Norrköpings kommun».
fn is_region(name: &str) -> bool {
    static REGION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Region|Landstinget|Kommunen)\s\p{Lu}[\p{L}-]*(?:\s\p{Lu}[\p{L}-]*)*$|^\p{Lu}[\p{L}-]*\s(?:kommun|stad|län)$",
        )
    });
    REGION.is_match(name)
}

/// The words of a name before «av …», «för …», «till …».
fn core_words<'w, 'a>(all: &'w [Word<'a>]) -> &'w [Word<'a>] {
    let end = all
        .iter()
        .position(|word| matches!(word.low.as_str(), "av" | "för" | "till" | "i" | "med"))
        .unwrap_or(all.len());
    &all[..end]
}

/// The name at the head of a phrase: without what stands before a noun, and up to what says where or which.
fn head(text: &str, all: &[Word<'_>]) -> Option<String> {
    let start = all.iter().position(|word| !BEFORE.has(&word.low))?;
    let mut end = all.len();
    for (n, word) in all.iter().enumerate().skip(start) {
        if n > start && is_verb(&word.low) {
            end = n;
            break;
        }
        // «Tjänsteman i beredskap» is one name.
        let in_duty = word.low == "i"
            && all
                .get(n + 1)
                .is_some_and(|next| matches!(next.low.as_str(), "beredskap" | "tjänst" | "jour"));
        // «Chefer med personalansvar» too.
        let with = word.low == "med" && all.get(n + 1).is_some_and(|next| next.low.ends_with("ansvar"));
        if in_duty || with {
            continue;
        }
        if n > start
            && (WITHIN.has(&word.low)
                || word.low == "som"
                || word.low == "har"
                || word.low == "också"
                || word.low == "även")
        {
            end = n;
            break;
        }
        if word.pause && !goes_in_list(all, n) {
            end = n + 1;
            break;
        }
    }
    let (from, to) = (all.get(start)?.range.start, all.get(end.checked_sub(1)?)?.range.end);
    let to = if text[to..].starts_with(')') { to + 1 } else { to };
    Some(text.get(from..to)?.to_string())
}

/// «nämnder, styrelser och bolag»: a comma within a list of parties.
fn goes_in_list(all: &[Word<'_>], at: usize) -> bool {
    is_actor(&all[at].low)
        && all.get(at + 1).is_some_and(|next| is_actor(&next.low))
        && all.iter().skip(at + 2).take(4).any(|word| AND.has(&word.low))
}
