//! Who is named: the party that a sentence lays a duty on, as the sentence names it.
//!
//! Nothing is concluded from meaning. A party is the subject of an active verb, the agent of a passive one («beslutas
//! av …»), or stands in the genitive before «uppdrag» or «ansvar». A thing is no party: the head of the phrase must be a
//! word for a person or a body.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::pattern;
use crate::import::swedish::lexicon::{
    ADVERBS, AND, BEFORE, OPENERS, WITHIN, is_actor, is_finite, is_infinitive, is_passive_verb, is_verb,
};
use crate::import::swedish::sentence::{Word, words};

/// The party of a sentence whose modal word stands at these words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// As the sentence names it.
    pub name: String,
    /// The sign that it was found by.
    pub why: &'static str,
}

fn party(name: String, why: &'static str) -> Option<Party> {
    let name = name.trim().trim_end_matches([',', ';', ':']).trim().to_string();
    (!name.is_empty()).then_some(Party { name, why })
}

/// Finds the party. `duty` says that the modal word itself is one of responsibility, so that any subject is a party.
pub fn find(sentence: &str, modal: std::ops::Range<usize>, duty: bool) -> Option<Party> {
    let before = sentence[..modal.start].trim();
    let after = sentence[modal.end..].trim_start();
    if let Some(found) = cleft(before) {
        return Some(found);
    }
    if let Some(found) = genitive(sentence) {
        return Some(found);
    }
    // «Vid brister har avtalsägaren rätt att …»: the party stands within the words of responsibility.
    if duty
        && sentence[modal.clone()].to_lowercase().starts_with("har ")
        && listed_opener(before)
        && let Some(found) = within_duty(&sentence[modal.clone()])
    {
        return Some(found);
    }
    // «Nycklar ska av chefen lämnas ut»: the agent before its verb.
    if let Some(name) = fronted_agent(after) {
        return party(name, "agent efter «av»");
    }
    // A sentence without a subject names nobody.
    if before.is_empty() {
        return agent(after);
    }
    let before = said(before);
    let all = words(before);
    let first = all.first().map(|word| word.low.as_str()).unwrap_or("");
    let freed = sentence[modal.clone()].to_lowercase().ends_with("fritar inte");
    // «Är chefen frånvarande ska …»: a clause that begins with its verb.
    let asked = is_finite(first) && all.len() > 2 && !is_actor(first);
    let inverted =
        freed || asked || OPENERS.has(first) && !begins_with_party(&all) || all.len() == 1 && first == "det";
    if !inverted {
        let passive = !duty && is_passive(after);
        if !passive && let Some(name) = subject(before, &all, duty) {
            return party(name, "subjekt i meningen");
        }
        return agent(after);
    }
    let rest = words(after);
    if let Some(name) = after_verb(after, &rest, duty) {
        let taken = after.find(&name).map_or(0, |at| at + name.len());
        if duty || !is_passive(&after[taken..]) {
            return party(name, "subjekt efter verbet");
        }
    }
    if rest.first().is_some_and(|word| {
        matches!(word.low.as_str(), "de" | "denne" | "denna" | "hen" | "den" | "han" | "hon" | "vederbörande")
    }) && let Some(name) = in_clause(before, &all)
    {
        return party(name, "den som bisatsen nämner");
    }
    agent(after)
}

/// Whether a sentence begins with words that put its subject after the verb.
fn listed_opener(before: &str) -> bool {
    words(before).first().is_some_and(|word| OPENERS.has(&word.low))
}

/// The party between «har» or «är» and the noun: «har avtalsägaren rätt att».
fn within_duty(modal: &str) -> Option<Party> {
    let all = words(modal);
    let at = all.iter().skip(1).position(|word| is_actor(&word.low))? + 1;
    party(all[at].text.to_string(), "subjekt efter verbet")
}

/// «Det betyder att varje chef …»: the clause is what is said.
fn said(before: &str) -> &str {
    static SAYS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:(?:det|detta)\s(?:betyder|innebär)\s(?:också\s|även\s|bland annat\s)?|(?:grundläggande|grunden|grundregeln|huvudregeln|utgångspunkten|principen|kravet)\s(?:\p{L}+\s)?är\s)att\s",
        )
    });
    SAYS.find(before).map_or(before, |found| &before[found.end()..])
}

/// «varje nämnd …» begins like «varje år …» and is a party.
fn begins_with_party(all: &[Word<'_>]) -> bool {
    all.first().is_some_and(|word| matches!(word.low.as_str(), "varje" | "samtliga" | "alla"))
        && all.iter().skip(1).take(3).any(|word| is_actor(&word.low))
}

/// «Det är X som …»
fn cleft(before: &str) -> Option<Party> {
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
fn genitive(sentence: &str) -> Option<Party> {
    static GENITIVE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:I\s+|Det\s+ingår\s+i\s+|Det\s+är\s+)?((?:\p{L}[\p{L}-]*\s){0,2}?\p{L}[\p{L}-]*?)s\s+(?:(?:huvudsakliga|främsta|viktigaste|särskilda)\s+)?(?:uppdrag|uppgift|uppgifter|ansvar|arbetsuppgifter|roll|ansvarsområde)\b",
        )
    });
    let found = GENITIVE.captures(sentence)?;
    let name = found[1].trim();
    let head = name.rsplit(' ').next().unwrap_or(name);
    (is_actor(head) || is_actor(&format!("{head}n")))
        .then(|| party(name.to_string(), "genitiv före «uppdrag» eller «ansvar»"))
        .flatten()
}

/// The subject that stands before the verb.
fn subject(before: &str, all: &[Word<'_>], duty: bool) -> Option<String> {
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
        .position(|word| matches!(word.low.as_str(), "av" | "för" | "till" | "i"))
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

/// The subject that stands after the verb: «… ska nämnden följa upp».
fn after_verb(text: &str, all: &[Word<'_>], duty: bool) -> Option<String> {
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
            Some("av" | "för" | "till") if is_owner(&all[end - 1].low) => {
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

fn is_owner(word: &str) -> bool {
    ["ägar", "ansvarig", "chef", "samordnar", "ombud", "innehavar", "användar"]
        .iter()
        .any(|stem| word.contains(stem))
}

/// The party that a clause before the verb names: «Innan medarbetare får tillgång ska de …».
fn in_clause(before: &str, all: &[Word<'_>]) -> Option<String> {
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

/// The agent of a passive: «… ska fattas av ägaren av nätverket».
pub fn agent(after: &str) -> Option<Party> {
    let all = words(after);
    let verb = all.iter().take(8).position(|word| {
        is_passive_verb(&word.low)
            || word.low == "leds"
            || word.low == "tas"
            || word.low.ends_with("ställs")
            || word.low.ends_with("slutas")
            || word.low != "finns" && word.low.ends_with('s') && is_finite(&word.low)
    })?;
    let relative = all.iter().position(|word| word.low == "som").unwrap_or(all.len());
    let av =
        all.iter().enumerate().skip(verb + 1).take(8).find(|(_, word)| word.low == "av").map(|(n, _)| n)?;
    // «anlitas efter godkännande av …»: the words between belong to another noun.
    // «redovisas för nämnden av chefen» says to whom.
    let other = all[verb + 1..av].iter().enumerate().any(|(n, word)| {
        let whom = matches!(word.low.as_str(), "för" | "till" | "från")
            && all[verb + 2 + n..av].first().is_some_and(|next| is_actor(&next.low));
        // «minst två gånger per år av chefen» says how often.
        let often = matches!(word.low.as_str(), "minst" | "varje");
        !whom && !often && (WITHIN.has(&word.low) || OPENERS.has(&word.low))
    });
    if av > relative || other || all[verb..av].iter().any(|word| word.pause) {
        return None;
    }
    let rest = after.get(all[av].range.end..)?.trim_start();
    let rest_words = words(rest);
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

/// The agent right after the modal word, before a passive verb.
fn fronted_agent(after: &str) -> Option<String> {
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
        if stop(word) && !(matches!(word.low.as_str(), "av" | "för" | "till") && is_owner(&all[end - 1].low))
        {
            break;
        }
        end += 1;
    }
    text.get(all[start].range.start..all[end.min(all.len()) - 1].range.end).map(str::to_string)
}

/// Whether the first verb after the modal word is passive.
fn is_passive(after: &str) -> bool {
    let all = words(after);
    let verb = all.iter().find(|word| !ADVERBS.has(&word.low));
    verb.is_some_and(|word| is_passive_verb(&word.low))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(sentence: &str) -> Option<String> {
        let (modal, duty) = super::super::norm::find(sentence).map(|norm| (norm.modal, norm.duty))?;
        find(sentence, modal, duty).map(|party| party.name)
    }

    #[test]
    fn parties_as_they_are_named() {
        for (sentence, name) in [
            ("Varje nämnd och bolag ska utse en samordnare.", Some("nämnd och bolag")),
            ("Ägaren av nyckelskåp ansvarar för att det låses.", Some("Ägaren av nyckelskåp")),
            ("Nyckelskåp ska låsas.", None),
            ("Varje år ska nämnder och bolag räkna nycklar.", Some("nämnder och bolag")),
            ("I de fall behov finns ska ägaren av nyckelskåpet byta lås.", Some("ägaren av nyckelskåpet")),
            ("Den som lånar en nyckel ansvarar för den.", Some("Den som lånar en nyckel")),
            ("När nycklar överlämnas ska den som lämnar nyckeln kvittera.", Some("den som lämnar nyckeln")),
            ("Innan medarbetare och besökare får nyckel ska de kvittera.", Some("medarbetare och besökare")),
            ("Beslut om nycklar ska fattas av ägaren av huset, eller annan.", Some("ägaren av huset")),
            (
                "Planen ska tas fram av regionens säkerhetschef i samverkan med andra.",
                Some("regionens säkerhetschef"),
            ),
            (
                "Reglerna är bindande och ska följas av samtliga nämnder och bolag inom regionen.",
                Some("nämnder och bolag"),
            ),
            ("Det är den nyttjande nämnden som ansvarar för att låsa.", Some("den nyttjande nämnden")),
            ("I ägarens uppdrag ingår också att tillse att det är låst.", Some("ägaren")),
            ("Nämnders och bolags nycklar ska ges skydd.", None),
            ("Region Norr ska ha en nyckelplan.", Some("Region Norr")),
            ("Under styrelsen ska det finnas en säkerhetschef.", None),
            (
                "Förvaltningschefen eller bolagschefen (VD) ansvarar inför nämnden för nycklar.",
                Some("Förvaltningschefen eller bolagschefen (VD)"),
            ),
            ("Ägare av skåp ska, då styrelsen begär det, lämna ut nycklar.", Some("Ägare av skåp")),
            ("Medarbetares nycklar får spärras.", None),
            ("Lokalerna ska ha lås.", None),
        ] {
            assert_eq!(who(sentence).as_deref(), name, "{sentence}");
        }
    }
}
