//! Whether a sentence is normative: whether it binds, allows or recommends in its main clause.
//!
//! A modal word in a subordinate clause («… handlar om hur nycklar ska hanteras») binds nobody. Clauses are told apart by
//! counting: a word that opens a clause is answered by the next finite verb, and the modal word must answer none.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::import::pattern;
use crate::import::swedish::lexicon::{CLAUSE_OPENERS, is_actor, is_finite, is_infinitive, is_passive_verb};
use crate::import::swedish::sentence::{Word, words};

/// What makes a sentence normative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Norm {
    /// The modal word or words, in bytes of the sentence.
    pub modal: Range<usize>,
    /// Whether the words are ones of responsibility, so that their subject is a party.
    pub duty: bool,
}

/// Verbs and phrases of responsibility, read at the verb.
static DUTY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?xi)^(?:
        ansvarar\b | svarar\s(?:\p{L}+\s)?(?:för|inför)\b | åligger\b | ålägger\b | ålagts\b
        | är(?:\s\p{L}+){0,3}?\s[\p{L}-]*ansvarig[ae]?(?:\s(?:för|inför|att)|,|\.|$) | är\s(?:\p{L}+\s){0,3}?skyldig[ae]?\s(?:att|till) | har(?:\s[\p{L}-]+){0,12}?\s(?:ansvar(?:et)?)\s?(?:för|att|över|inom|inför)
        | har(?:\s\p{L}+){0,4}?\s(?:uppgift|uppdrag|skyldighet)(?:en|et)?\satt | har\s(?:\p{L}+\s)?mandat(?:et)?\satt | har\s(?:\p{L}+\s){0,3}?rätt\satt
        | har\satt\s\p{L}+ | äger\s(?:möjlighet|rätt)\satt | har\sskyldighet | fritar\sinte | har\s(?:även\s)?till\suppgift\satt | bär\s(?:\p{L}+\s)?ansvaret
        | är\s[\p{L}-]+s\s(?:ansvar|uppgift|skyldighet|uppdrag)\satt | förväntas\b | uppmanas\satt\b | åläggs\b | förbinder\ssig | (?:ges|medges|tillerkänns)\s(?:\p{L}+\s)?rätt(?:en)?\satt | har\s(?:\p{L}+\s)?(?:befogenhet|behörighet)(?:en|er)?\satt | (?:ankommer|vilar|faller)\spå\b | (?:ges|har|får)\s(?:även\s|också\s)?i\suppdrag\satt
        )",
    )
});

/// Impersonal duties: nobody is the subject.
static IMPERSONAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:fordras|krävs)\b|^rekommenderas\b|^(?:kräver|förutsätter)\s(?:\p{L}+\s)?(?:beslut|godkännande|tillstånd|medgivande|samråd)\b|^(?:ingår)\s(?:\p{L}+\s)?(?:också\s|även\s)?att\b|^(?:ligger|hör)\s(?:(?:också|även|dessutom|därutöver|bland\sannat)\s)?att\b|^(?:är|gäller)\s(?:inte\s)?(?:förbjud(?:et|en|na)|otillåt(?:et|en|na)|tillåt(?:et|en|na))\b|^är\sbindande\b|^gäller\sförbud\b|^är\b[^.,;]{0,70}?\satt\b",
    )
});

/// The first normative word of a sentence's main clause.
pub fn find(sentence: &str) -> Option<Norm> {
    if is_quoted(sentence) || sentence.ends_with('?') {
        return None;
    }
    let all = words(sentence);
    let mut open = 0_usize;
    let mut at = 0;
    // «Den som misstänker att ett barn far illa är skyldig att …»: a sentence that begins so has a main verb after its
    // clauses, whatever verbs they have.
    let relative = is_relative(&all);
    let mut last = None;
    while at < all.len() {
        let word = &all[at];
        let modal = modal_at(sentence, &all, at);
        if let Some(norm) = modal {
            last = Some(norm.clone());
            // «Om en nyckel förloras ska …»: the verb of the clause may be any.
            let closed = open == 1 && at > 1 && opens(&all, 0) && all[at - 1].low.ends_with(['r', 's']);
            if open == 0 || closed || speaks_to(&all, at) || answers(sentence, &all, at) {
                return Some(norm);
            }
            open -= 1;
            at += 1;
            continue;
        }
        if opens(&all, at) {
            open += 1;
        } else if is_finite(&word.low) || at > 0 && after_som(&all, at) {
            open = open.saturating_sub(1);
        }
        at += 1;
    }
    last.filter(|norm| relative && norm.duty)
}

/// Whether a word opens a clause. «att» before an infinitive does not.
pub(super) fn opens(all: &[Word<'_>], at: usize) -> bool {
    let word = all[at].low.as_str();
    if !CLAUSE_OPENERS.has(word) {
        return false;
    }
    if word == "att" {
        let next = all.iter().skip(at + 1).find(|next| {
            ![
                "inte",
                "även",
                "kontinuerligt",
                "aktivt",
                "löpande",
                "regelbundet",
                "i",
                "på",
                "vid",
                "bland",
                "annat",
            ]
            .contains(&next.low.as_str())
        });
        return next.is_none_or(|next| {
            !(is_infinitive(&next.low) || is_passive_verb(&next.low)) || is_finite(&next.low)
        });
    }
    // «Innan anskaffning ska …» opens no clause: there is no verb before the modal word.
    if matches!(word, "innan") {
        let until = all
            .iter()
            .skip(at + 1)
            .take_while(|next| !matches!(next.low.as_str(), "ska" | "skall" | "måste" | "bör"));
        return until.into_iter().any(|next| is_finite(&next.low));
    }
    // «om» is mostly a preposition: «rutin om nycklar», «beslut om avstängning».
    if word == "om" {
        // «Läkaren avgör om en händelse ska anmälas»: what is asked is a clause.
        let asks = ["avgör", "avgöra", "bedömer", "bedöma", "prövar", "pröva", "undersöker", "undersöka"];
        let about = ["till", "på", "av", "avseende"];
        return at == 0
            || asks.contains(&all[at - 1].low.as_str())
            || about.contains(&all[at - 1].low.as_str())
            || all[at - 1].pause
            || all.iter().skip(at + 1).take(4).any(|next| is_finite(&next.low))
                && at > 0
                && all[at - 1].low == "även";
    }
    if word == "då" || word == "där" {
        return at == 0
            || all[at - 1].pause
            || all.iter().skip(at + 1).take(5).any(|next| is_finite(&next.low))
                && !all[at - 1].low.ends_with("ska");
    }
    if word == "som" {
        // «såväl chefen som vaktmästaren»
        if all[..at].iter().any(|before| before.low == "såväl")
            && !all[..at].iter().any(|before| before.low == "som")
        {
            return false;
        }
        // «som styrelsen godkänner» and «som hanterar» open; «såväl … som» and «i egenskap som» do not.
        let until = all.iter().skip(at + 1).take(9);
        return until.clone().any(|next| is_finite(&next.low)) || after_som(all, at + 1);
    }
    true
}

/// A present tense directly after «som», whatever the verb.
fn after_som(all: &[Word<'_>], at: usize) -> bool {
    let Some(word) = all.get(at) else { return false };
    let before = &all[at - 1].low;
    let skipped = at > 1
        && matches!(before.as_str(), "inte" | "även" | "också" | "redan" | "idag")
        && all[at - 2].low == "som";
    (before == "som" || skipped)
        && (word.low.ends_with('r') || word.low.ends_with('s'))
        && word.low.chars().count() > 2
}

/// The modal word that begins at a word.
fn modal_at(sentence: &str, all: &[Word<'_>], at: usize) -> Option<Norm> {
    let word = &all[at];
    let next = all.get(at + 1).map_or("", |next| next.low.as_str());
    let rest = sentence.get(word.range.start..)?;
    let plain = |words: usize| {
        let end = all.get(at + words - 1).map_or(word.range.end, |last| last.range.end);
        Some(Norm { modal: word.range.start..end, duty: false })
    };
    match word.low.as_str() {
        "ska" | "skall" | "måste" | "bör" => {
            plain(if matches!(next, "inte" | "ej" | "aldrig") { 2 } else { 1 })
        }
        "får" => {
            let restricted = matches!(next, "inte" | "ej" | "aldrig" | "endast" | "bara" | "enbart");
            let verb = all
                .iter()
                .skip(at + 1)
                .take(6)
                .any(|next| is_infinitive(&next.low) || is_passive_verb(&next.low));
            if restricted {
                plain(2)
            } else if verb {
                plain(1)
            } else {
                None
            }
        }
        "kan" => permission(all, at).then(|| plain(if next == "inte" { 2 } else { 1 })).flatten(),
        "behöver" => {
            let passive = all
                .iter()
                .skip(at + 1)
                .take(12)
                .any(|next| is_passive_verb(&next.low) && next.low != "finnas");
            // «Chefen behöver dokumentera …»: a party must do something.
            let does = at > 0
                && is_actor(&all[at - 1].low)
                && all.iter().skip(at + 1).take(3).any(|next| is_infinitive(&next.low) && next.low != "ha");
            // «Innan det sker behöver chefen räkna …».
            let after = all.get(at + 1).is_some_and(|next| is_actor(&next.low))
                && all.iter().skip(at + 2).take(3).any(|next| is_infinitive(&next.low) && next.low != "ha");
            (passive || does || after).then(|| plain(if next == "inte" { 2 } else { 1 })).flatten()
        }
        _ => {
            if let Some(found) = DUTY.find(rest) {
                let end = word.range.start + found.as_str().trim_end_matches(['.', ',', ' ']).len();
                return Some(Norm { modal: word.range.start..end, duty: true });
            }
            let found = IMPERSONAL.find(rest)?;
            let plain = found.as_str().to_lowercase().starts_with("är")
                && !found.as_str().to_lowercase().starts_with("är bindande")
                && found.as_str().ends_with("att");
            let task = !plain || names_a_task(&sentence[..word.range.start]);
            task.then(|| Norm { modal: word.range.start..word.range.start + found.end(), duty: false })
        }
    }
}

/// «Ägarens uppgift är att …» is a duty, «Syftet är att …» is none.
fn names_a_task(before: &str) -> bool {
    static TASK: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\b(?:uppgift|uppdrag|ansvar)(?:en|et|er|erna)?\s*$"));
    TASK.is_match(before)
}

/// Whether «kan» allows or forbids: «kan inte delas», «ombudet kan initiera», «kan delegeras».
fn permission(all: &[Word<'_>], at: usize) -> bool {
    let next = all.get(at + 1).map_or("", |next| next.low.as_str());
    let verbs = [
        "delegeras",
        "adjungeras",
        "utses",
        "ges",
        "medges",
        "beviljas",
        "tillåtas",
        "godkännas",
        "kallas",
        "uppdras",
        "lämnas",
        "överlåtas",
        "beslutas",
        "återkallas",
        "begränsas",
        "förenas",
    ];
    let verb =
        all.iter().skip(at + 1).take(4).find(|word| is_infinitive(&word.low) || is_passive_verb(&word.low));
    if next == "inte" {
        return verb.is_some_and(|verb| is_passive_verb(&verb.low));
    }
    if verb.is_some_and(|verb| verbs.contains(&verb.low.as_str())) || matches!(next, "och" | "och/eller") {
        return true;
    }
    let opened =
        all.first().is_some_and(|word| matches!(word.low.as_str(), "vid" | "om" | "när" | "då" | "i"));
    let comes = opened && all.iter().skip(at + 1).take(5).any(|word| word.low == "komma");
    let first_actor = all.first().is_some_and(|word| is_actor(&word.low)) && at <= 6;
    // «… kan arbetsgivaren vidta åtgärder», «Den som har fått delegation kan hänskjuta ärendet».
    let after = all.get(at + 1).is_some_and(|word| is_actor(&word.low));
    let active =
        verb.is_some_and(|verb| !is_passive_verb(&verb.low) && verb.low != "vara" && verb.low != "ha");
    if active && (opened && after || is_relative(all)) {
        return true;
    }
    let advantage = all.iter().skip(at + 1).take(3).any(|word| word.low == "fördel");
    comes
        || advantage && at <= 5
        || first_actor
            && verb.is_some_and(|verb| !is_passive_verb(&verb.low) && verb.low != "vara" && verb.low != "ha")
}

/// «Som medarbetare ansvarar du …», «Du som chef ska …»: «som» opens no clause there.
fn speaks_to(all: &[Word<'_>], at: usize) -> bool {
    let som = all.iter().take(2).position(|word| word.low == "som");
    let you = |word: &Word<'_>| matches!(word.low.as_str(), "du" | "ni");
    match som {
        Some(0) => at > 1 && is_actor(&all[at - 1].low) && all.get(at + 1).is_some_and(you),
        Some(1) => at > 2 && you(&all[0]) && is_actor(&all[at - 1].low),
        _ => false,
    }
}

/// «Det betyder att varje chef ansvarar för …», «det är ägaren som måste …»: the clause is what is said.
fn answers(sentence: &str, all: &[Word<'_>], at: usize) -> bool {
    static SAYS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:(?:det|detta)\s(?:betyder|innebär)\s(?:också\s|även\s|bland annat\s)?|(?:grundläggande|grunden|grundregeln|huvudregeln|utgångspunkten|principen|kravet)\s(?:\p{L}+\s)?är\s)att\b",
        )
    });
    static CLEFT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:^|[\s,])(?:det\s(?:är|blir)|är\sdet|kräver\satt\sdet\sfinns\s(?:en|ett))\s[^,.]{3,60}\ssom\s$",
        )
    });
    let before = &sentence[..all[at].range.start];
    if CLEFT.is_match(before) {
        return true;
    }
    // One clause within it may stand between: «varje chef som är ansvarig … också är ansvarig …».
    SAYS.find(before).is_some_and(|found| {
        let inner = words(&before[found.end()..]);
        // «att varje chef som är ansvarig …»: the verb after «som» says which chef.
        if inner.last().is_some_and(|word| word.low == "som") {
            return false;
        }
        let opened = (0..inner.len()).filter(|n| opens(&inner, *n)).count();
        let closed = inner
            .iter()
            .enumerate()
            .filter(|(n, word)| is_finite(&word.low) || *n > 0 && after_som(&inner, *n))
            .count();
        closed >= opened
    })
}

/// Whether all of a sentence is a quotation: somebody else's words.
fn is_quoted(sentence: &str) -> bool {
    let trimmed = sentence.trim();
    trimmed.starts_with(['”', '“', '"', '«', '»'])
        && trimmed.trim_end_matches(['.', ' ']).ends_with(['”', '"', '»', '“'])
}

/// Whether a sentence begins with a party that a clause tells: «Den som …», «Alla som …».
pub(super) fn is_relative(all: &[Word<'_>]) -> bool {
    all.len() > 4
        && matches!(all[0].low.as_str(), "den" | "de" | "alla" | "var")
        && all[1..4].iter().any(|word| word.low == "som")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_clause_binds() {
        for sentence in [
            "Utrymmen som innehåller nycklar ska ha lås.",
            "All anslutning till nät som är anslutna ska ske så.",
            "Nycklar får endast användas i tjänsten.",
            "Om detta inte är möjligt ska riskerna reduceras.",
            "I de fall behov av lås finns ska ägaren byta.",
            "Det betyder att varje chef ansvarar för nycklar.",
            "Ägarskap kan inte delas mellan nämnder.",
            "Styrelsen har mandat att fatta beslut.",
            "Ombudet kan initiera riskbedömning.",
            "Alla har ansvar att följa reglerna.",
            "Ägarens uppgift är att skåpet är låst.",
            "Den nämnd som avtalar med annan ansvarar för nycklar.",
            "Den som misstänker att ett lås brustit är skyldig att anmäla det.",
            "Nämnden är personuppgiftsansvarig för registret.",
            "Vaktmästaren behöver dokumentera bytet.",
            "Vaktmästarna uppmanas att arbeta parvis.",
            "Chefen har befogenhet att spärra kort.",
            "Om lånet inte lämnas kan chefen vidta åtgärder.",
            "Bytet förutsätter beslut av chefen.",
            "Innan lås byts behöver chefen räkna nycklar.",
            "Såväl chefen som vaktmästaren ska underrättas.",
            "Till rådets uppgifter hör dessutom att räkna lås.",
            "Chefen tar ställning till om låset ska bytas, och ska anteckna det.",
        ] {
            assert!(find(sentence).is_some(), "{sentence}");
        }
    }

    #[test]
    fn clauses_and_quotations_do_not() {
        for sentence in [
            "Detta kapitel handlar om hur nycklar ska hanteras.",
            "Policyn beskriver de principer som ska gälla för nycklar.",
            "”Nycklar ska kvitteras.”",
            "Kryptering kan användas för att skydda nycklar.",
            "Störningar kan ha flera orsaker.",
            "Syftet är att skydda nycklar.",
            "Nycklar är viktiga.",
        ] {
            assert!(find(sentence).is_none(), "{sentence}");
        }
    }
}
