//! Rules that no modal word marks: what a party does by its office, what comes again, the steps of a rutin, orders.
//!
//! In: a sentence. Out: whether it is one. All of it is unsure, and the report says so.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::actor;
use super::norm::{is_relative, opens};
use crate::import::pattern;
use crate::import::swedish::lexicon::{
    PROCEDURE, STATES, begins_with_competence, is_actor, is_finite, is_imperative, is_passive_verb,
};
use crate::import::swedish::sentence::{Word, words};

/// What is done within a time or again and again, said in the present tense of a passive: «Riktlinjen ses över vartannat
/// år.»
pub fn recurs(sentence: &str) -> bool {
    static RECURS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?ix)^(?:[\p{L}-]+\s){1,6}?(?:\p{L}+(?:eras|as|[^nts\s]s)|ses\söver|följs\supp|görs|sker|ges|tas)\b[^.]*?
            \b(?:varje\s(?:\p{L}+\s)?(?:år|månad|vecka|dag|dygn|kvartal|mandatperiod)|vartannat\sår|vart\s\p{L}+\sår|årligen|månadsvis|månatligen|veckovis|kvartalsvis|dagligen|(?:minst\s)?(?:en\sgång|\p{L}+\sgånger)\s(?:per|om|i)\s|minst\s(?:en\sgång|\p{L}+\sgånger)|varannan\s\p{L}+|var\s\p{L}+\s(?:månad|vecka|dag|timme)|senast\s(?:inom|den|vid|\d|\p{L}+\s(?:\p{L}+\s)?(?:\p{L}*dag(?:en|ar)?|veckan|månaden|veckor|månader)\b)|inom\s\p{L}+\s(?:dygn|dagar|timmar|veckor|månader|år))\b",
        )
    });
    // «en plan som rullas årligen» says something of the plan.
    let own = |found: regex::Match<'_>| !found.as_str().contains(" som ");
    RECURS.find(sentence).is_some_and(own) && sentence.ends_with('.')
}

/// «Vid avflyttning återlämnas nycklar till vaktmästaren»: what is done in a case, as rutiner say it.
pub fn instructs(sentence: &str) -> bool {
    static CASE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:vid|när|efter|innan|före|därefter|sedan|om)\s[^.]*?\b\p{L}{3,}(?:eras|nas|das|kas|gas|tas|ras|las|vas|sas|mas|pas)\s\p{L}",
        )
    });
    CASE.is_match(sentence) && sentence.ends_with('.')
}

/// «Avvikelsen registreras i systemet»: what is done in a rutin, said in the passive.
pub fn proceeds(sentence: &str) -> bool {
    let all = words(sentence);
    let verb = (1..all.len().min(7)).find(|at| PROCEDURE.has(&all[*at].low));
    sentence.ends_with('.')
        && verb.is_some_and(|verb| {
            all.len() > verb + 1 && (0..verb).all(|n| !opens(&all, n) && !is_finite(&all[n].low))
        })
}

/// «Rapportera alltid händelser till chefen»: an order, told from a title by its adverb.
pub fn orders(sentence: &str) -> bool {
    let all = words(sentence);
    all.len() > 3
        && is_imperative(&all[0].low)
        && matches!(all[1].low.as_str(), "alltid" | "aldrig" | "inte" | "omedelbart" | "genast" | "snarast")
}

/// Passives whose agent has no duty by them.
const USED: &[&str] = &[
    "används",
    "nyttjas",
    "berörs",
    "påverkas",
    "omfattas",
    "ägs",
    "drivs",
    "styrs",
    "regleras",
    "utgörs",
    "präglas",
    "finansieras",
    "bebos",
    "besöks",
    "drabbas",
    "upplevs",
    "behövs",
    "krävs",
    "kallas",
    "anses",
    "uppfattas",
    "efterfrågas",
    "delas",
    "orsakas",
    "finns",
];

/// Bodies that texts speak of as of a whole, mostly to say how it is.
const WHOLE: &[&str] = &[
    "regionen",
    "kommunen",
    "landstinget",
    "organisationen",
    "verksamheten",
    "verksamheter",
    "myndigheten",
    "personer",
    "elever",
    "patienter",
    "patienten",
    "klienter",
    "besökare",
    "anhöriga",
    "närstående",
    "studenter",
    "parterna",
    "parter",
    "kommuner",
    "regioner",
    "myndigheter",
    "företag",
    "deltagare",
    "användare",
];

/// Short verbs that say what a party does only with another word: «går varje kvartal igenom», «för protokoll».
const WITH: &[(&str, &[&str])] = &[
    ("går", &["igenom"]),
    ("ser", &["till", "över"]),
    ("tar", &["fram", "emot", "hand", "ställning", "del", "beslut", "över", "ut", "in"]),
    (
        "för",
        &["protokoll", "register", "journal", "dagbok", "förteckning", "minnesanteckningar", "statistik"],
    ),
    ("står", &["för"]),
    ("lägger", &["fram", "upp", "in"]),
    ("har", &["hand"]),
    ("sätter", &["in", "upp"]),
];

/// Whether a word that stands right after a party says in the present tense what it does, whatever it is.
fn acts(before: &[Word<'_>], word: &Word<'_>, after: &[Word<'_>]) -> bool {
    let long = word.low.chars().count();
    let with = WITH.iter().any(|(verb, others)| {
        *verb == word.low && after.iter().take(5).any(|next| others.contains(&next.low.as_str()))
    });
    before.last().is_some_and(|party| {
        is_actor(&party.low)
            && !WHOLE.contains(&party.low.as_str())
            && !["region", "kommun"].iter().any(|whole| party.low.ends_with(whole))
            && !party.pause
    }) && (with || word.low == "gör" || long > 4)
        && (with || !STATES.has(&word.low))
        && word.low.ends_with('r')
        && word.text.starts_with(char::is_lowercase)
        && !is_actor(&word.low)
        && !["arna", "or", "heter", "ingar", "ader"].iter().any(|end| word.low.ends_with(end))
}

/// Whether a sentence says in plain present tense what a party does by its office: the party first, then the verb.
pub fn competence(sentence: &str) -> Option<Range<usize>> {
    let all = words(sentence);
    let relative = is_relative(&all);
    let (first, reach) = if relative { (3, 12) } else { (1, 9) };
    let at = (first..all.len().min(reach)).find(|at| {
        let rest = &sentence[all[*at].range.start..];
        begins_with_competence(rest)
            || acts(&all[..*at], &all[*at], &all[at + 1..])
            || is_passive_present(&all[*at].low) && actor::agent(rest).is_some()
            || actor::is_any_passive(&all[*at].low)
                && !USED.contains(&all[*at].low.as_str())
                && all.get(at + 1).is_some_and(|next| next.low == "av")
                && actor::agent(rest).is_some()
    })?;
    let before = &all[..at];
    let by_agent =
        actor::is_any_passive(&all[at].low) && all.get(at + 1).is_some_and(|next| next.low == "av");
    let passive = is_passive_present(&all[at].low) || by_agent;
    // «Den som lämnar lokalen sist kontrollerar …»: the second verb is the one of the sentence.
    let second = relative && at > 2 && before[2..].iter().any(|word| is_finite(&word.low));
    let clear = (0..at).all(|n| !opens(&all, n) && !is_finite(&all[n].low));
    // «Vid frånvaro inträder ersättaren»: the party right after its verb.
    let cases = [
        "vid",
        "efter",
        "före",
        "för",
        "under",
        "på",
        "hos",
        "inom",
        "därefter",
        "årligen",
        "senast",
        "inför",
        "varje",
    ];
    let inverted = clear
        && cases.contains(&all[0].low.as_str())
        && at > 1
        && all.iter().skip(at + 1).take(2).any(|word| is_actor(&word.low));
    if inverted && !passive || second {
        return Some(all[at].range.clone());
    }
    let core: Vec<&Word<'_>> = before
        .iter()
        .take_while(|word| !matches!(word.low.as_str(), "av" | "för" | "till" | "inom" | "i" | "vid"))
        .collect();
    let named = core.last().is_some_and(|word| is_actor(&word.low));
    let by = passive && actor::agent(&sentence[all[at].range.start..]).is_some();
    (clear && (by || named && !passive)).then(|| all[at].range.clone())
}

/// Whether a word may be the passive of a present tense: «beslutas», «leds», «undertecknas».
fn is_passive_present(word: &str) -> bool {
    !USED.contains(&word)
        && word.chars().count() > 3
        && (is_passive_verb(word) || is_finite(word) && word.ends_with('s'))
        || matches!(word, "leds" | "fastställs" | "utses" | "tas" | "ges")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn competence_in_plain_words() {
        assert!(competence("Regionfullmäktige fastställer policy.").is_some());
        assert!(competence("Rådet leds av säkerhetschefen.").is_some());
        assert!(competence("Arbetet följer standarden.").is_none());
        assert!(competence("Vaktmästaren klassificerar felet.").is_some());
        assert!(competence("Kommunen möter många besökare.").is_none());
        assert!(competence("Lokalerna används av skolor.").is_none());
        assert!(competence("Den som lämnar lokalen sist kontrollerar låset.").is_some());
        assert!(competence("Vid frånvaro inträder ersättaren.").is_some());
        assert!(competence("Beslut om undantag fattas av chefen.").is_some());
        assert!(competence("Chefen går varje år igenom låsen.").is_some());
        assert!(competence("Chefen går ofta hem.").is_none());
        assert!(competence("Sekreteraren för protokoll.").is_some());
        assert!(competence("På varje plats utser chefen ett ombud.").is_some());
    }

    #[test]
    fn what_comes_again_and_what_is_done_in_a_rutin() {
        for sentence in [
            "Nycklar räknas två gånger per år av vaktmästaren.",
            "Skåpet töms senast nästa arbetsdag.",
            "Övning genomförs minst en gång per år.",
        ] {
            assert!(recurs(sentence), "{sentence}");
        }
        assert!(!recurs("Nycklar är viktiga varje år."));
        assert!(!recurs("Arbetet planeras i en plan som rullas årligen."));
        assert!(proceeds("Avvikelsen registreras i systemet."));
        assert!(!proceeds("Rutinen som används registreras i systemet"));
    }
}
