//! Parties that a phrase points out: «det är X som», «X:s uppdrag är», «har X rätt att».

use std::sync::LazyLock;

use regex::Regex;

use super::{Party, party};
use crate::import::pattern;
use crate::import::swedish::lexicon::is_actor;
use crate::import::swedish::sentence::words;

/// «Det är X som …»
pub(super) fn cleft(before: &str) -> Option<Party> {
    static CLEFT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)(?:^|\s|,)(?:det är|är det) ([^,.]{3,80}?)\s+som$"));
    static THERE_IS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)(?:^|\s)det finns (?:en|ett) ([^,.]{3,60}?)\s+som$"));
    if let Some(found) = THERE_IS.captures(before) {
        let is_party = words(&found[1]).iter().any(|word| is_actor(&word.low));
        return is_party.then(|| party(found[1].to_string(), "«det finns … som»")).flatten();
    }
    let found = CLEFT.captures(before)?;
    party(found[1].to_string(), "«det är … som»")
}

/// «I ägarens uppdrag ingår …», «Rådets uppgift är …».
pub(super) fn genitive(sentence: &str) -> Option<Party> {
    static GENITIVE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:I\s+|Till\s+|Bland\s+|Det\s+ingår\s+i\s+|Det\s+är\s+)?((?:\p{L}[\p{L}-]*\s){0,2}?\p{L}[\p{L}-]*?)s\s+(?:(?:huvudsakliga|främsta|viktigaste|särskilda)\s+)?(?:uppdrag|uppgift|uppgifter|ansvar|arbetsuppgifter|roll|ansvarsområde)\b",
        )
    });
    let found = GENITIVE.captures(sentence)?;
    let name = found[1].trim();
    let head = name.rsplit(' ').next().unwrap_or(name);
    (is_actor(head) || is_actor(&format!("{head}n")))
        .then(|| party(name.to_string(), "genitiv före «uppdrag» eller «ansvar»"))
        .flatten()
}

/// «Du som är chef ska …», «Som medarbetare ansvarar du …»: the reader is spoken to as a party.
pub(super) fn spoken_to(before: &str) -> Option<Party> {
    static YOU: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:(?:du|ni)\ssom\s(?:är\s|arbetar\ssom\s)?|som\s)((?:\p{L}[\p{L}-]*\s){0,2}?\p{L}[\p{L}-]*)$",
        )
    });
    let found = YOU.captures(before)?;
    let named = words(&found[1]).last().is_some_and(|word| is_actor(&word.low));
    named.then(|| party(found[1].to_string(), "den som läsaren tilltalas som")).flatten()
}

/// The party between «har» or «är» and the noun: «har avtalsägaren rätt att».
pub(super) fn within_duty(modal: &str) -> Option<Party> {
    let all = words(modal);
    let said = |word: &str| word.contains("ansvarig") || word.contains("skyldig");
    let at = all.iter().skip(1).position(|word| is_actor(&word.low) && !said(&word.low))? + 1;
    party(all[at].text.to_string(), "subjekt efter verbet")
}
