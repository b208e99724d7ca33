//! Who is named: the party that a sentence lays a duty on, as the sentence names it.
//!
//! Nothing is concluded from meaning. A party is the subject of an active verb, the agent of a passive one («beslutas
//! av …»), or stands in the genitive before «uppdrag» or «ansvar». A thing is no party: the head of the phrase must be a
//! word for a person or a body.

mod agent;
mod inverted;
mod phrase;
mod pronoun;
mod subject;

use std::sync::LazyLock;

use regex::Regex;

use crate::import::pattern;
use crate::import::swedish::lexicon::{OPENERS, is_actor, is_finite, is_passive_verb};
use crate::import::swedish::sentence::{Word, words};
use agent::{fronted_agent, is_passive};
use inverted::{after_verb, in_clause};
use phrase::{cleft, genitive, spoken_to, within_duty};
use subject::subject;

pub use agent::{agent, is_any_passive};
pub use pronoun::{Pronoun, is_body, is_pronoun, is_several, parties, subject as pronoun};

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
        && (sentence[modal.clone()].starts_with("har ") || sentence[modal.clone()].starts_with("är "))
        && listed_opener(before)
        && let Some(found) = within_duty(&sentence[modal.clone()])
    {
        return Some(found);
    }
    // «Nycklar ska av chefen lämnas ut»: the agent before its verb.
    if let Some(name) = fronted_agent(after) {
        return party(name, "agent efter «av»");
    }
    // «Ansvaret vilar på prefekten»: the party is what the verb leads to.
    if duty && sentence[modal.clone()].ends_with(" på") {
        return after_verb(after, &words(after), false)
            .and_then(|name| party(name, "den som ansvaret ligger på"));
    }
    if let Some(found) = spoken_to(before) {
        return Some(found);
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
    let verb_like = first.ends_with('r') && all.get(1).is_some_and(|next| is_actor(&next.low));
    // «Skadas låset ska …», but «Anställdas …» is of somebody.
    let suffered = is_passive_verb(first) && !is_actor(first.trim_end_matches('s'));
    let asked =
        ((is_finite(first) || verb_like) && all.len() > 2 || suffered && all.len() > 1) && !is_actor(first);
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
            ("Är chefen osäker ska hon fråga nyckelansvarig.", Some("chefen")),
            ("Tjänsteman i beredskap ska larma.", Some("Tjänsteman i beredskap")),
            ("Chefer med personalansvar ska räkna nycklar.", Some("Chefer med personalansvar")),
            ("Resultatet ska redovisas för nämnden av säkerhetschefen.", Some("säkerhetschefen")),
            ("Listan ska visas minst två gånger per år av vaktmästaren.", Some("vaktmästaren")),
            ("Besökare ska av vaktmästaren informeras om lås.", Some("vaktmästaren")),
            ("Planen ska fastställas av tekniska nämnden senast i maj.", Some("tekniska nämnden")),
            ("Det ankommer på prefekten att byta lås.", Some("prefekten")),
            ("Huvudmannen ska lämna nycklar.", Some("Huvudmannen")),
            ("Resenären ska beställa nyckel.", Some("Resenären")),
            ("Det åligger föraren att låsa.", Some("föraren")),
            ("Kortläsaren ska byta färg.", None),
            ("Skadas låset ska vaktmästaren byta det.", Some("vaktmästaren")),
            ("Anställdas nycklar ska märkas.", None),
            ("Vid flytt är vaktmästaren skyldig att byta lås.", Some("vaktmästaren")),
            ("Vid flytt är chefen ansvarig för låsen.", Some("chefen")),
            ("Som chef ansvarar du för nycklar.", Some("chef")),
            ("Du som är chef ska räkna nycklar.", Some("chef")),
            ("Ansvaret för lås vilar på vaktmästaren.", Some("vaktmästaren")),
            ("Till nämndens uppgifter hör också att byta lås.", Some("nämnden")),
            ("Fel ska anmälas i systemet av den som ser felet.", Some("den som ser felet")),
            ("Lås byts varje år av vaktmästaren och ska märkas.", None),
            ("Nycklar ska räknas årligen av vaktmästaren.", Some("vaktmästaren")),
            ("Nycklar ska beställas efter godkännande av chefen.", None),
            ("Åtgärder ska vidtas för att lindra följderna av att chefen slutar.", None),
            ("Byten ska anmälas av chefen till nämnden.", Some("chefen")),
            ("Rekryteringsgruppen ska räkna nycklar.", Some("Rekryteringsgruppen")),
            ("Målgruppen ska få nycklar.", None),
        ] {
            assert_eq!(who(sentence).as_deref(), name, "{sentence}");
        }
    }
}
