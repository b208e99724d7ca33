//! What a sentence says: its modality (ska, får inte, bör …) and how often it recurs.
//!
//! Nothing here is guessed from meaning: only from words that stand in the text.
//! Evidence for the words: notes/domain.md 1.6, notes/real-documents.md 13.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// How strongly a rule binds, by the word that it uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the Swedish words are the field's own
pub enum Modality {
    Ska,
    SkaInte,
    FarInte,
    FarEndast,
    Ansvarar,
    Bor,
    Far,
}

impl Modality {
    /// The word, as exports show it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ska => "ska",
            Self::SkaInte => "ska inte",
            Self::FarInte => "får inte",
            Self::FarEndast => "får endast",
            Self::Ansvarar => "ansvarar",
            Self::Bor => "bör",
            Self::Far => "får",
        }
    }

    /// Whether the word lays a duty on somebody. Permissions and recommendations do not.
    pub fn is_duty(self) -> bool {
        !matches!(self, Self::Bor | Self::Far)
    }
}

/// How often something recurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    /// The words that say so, as they stand.
    pub words: String,
    /// What they mean.
    pub period: Period,
    /// The months that they name, 1 to 12, in order: «varje år i mars».
    pub months: Vec<u8>,
}

/// A period between two occasions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// Every so many days.
    Days(u16),
    /// Every so many months.
    Months(u16),
    /// «regelbundet», «löpande»: no period that anybody could check.
    Vague,
    /// Words that name an occasion rather than a period.
    Occasion,
}

// Each pattern is a constant and is compiled by every test run.
#[allow(clippy::expect_used)]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

/// A pattern of whole words, which are its group `words`.
///
/// What stands around them is a part of the match instead of `\b`: that keeps the search in the fast automaton of
/// `regex`, which knows no borders of words outside ASCII.
fn words(inner: &str) -> Regex {
    pattern(&format!(r"(?i)(?:^|\W)(?P<words>{inner})(?:\W|$)"))
}

static MODAL: LazyLock<Regex> = LazyLock::new(|| {
    words(
        r"(?:(?P<farinte>får\s+(?:inte|ej|aldrig)|may\s+not|must\s+not|shall\s+not)|(?P<farendast>får\s+(?:endast|bara|enbart))|(?P<skainte>sk(?:a|all)\s+(?:inte|ej|aldrig))|(?P<ska>ska|skall|måste|åligger|är\s+skyldiga?|shall|must)|(?P<ansvarar>ansvarar|är\s+ansvariga?|svarar|har\s+ansvar(?:et)?|is\s+responsible|are\s+responsible)\s+(?:för|inför|for)|(?P<bor>bör|should)|(?P<far>får|may))",
    )
});

/// Words that bind, allow or forbid where no modal word does: «har rätt att», «behöver», «är inte tillåtet», «kan».
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    words(
        r"(?:(?P<farinte>kan\s+(?:inte|ej|aldrig)|är\s+(?:inte\s+tillåt(?:en|et|na)|otillåt(?:en|et|na)|förbjud(?:en|et|na))|(?:råder|gäller)\s+förbud|cannot|(?:is|are)\s+(?:not\s+(?:allowed|permitted)|forbidden|prohibited))|(?P<far>(?:har|äger)\s+(?:\p{L}+\s+){0,2}?(?:rätt|möjlighet|befogenhet|mandat)(?:en)?\s+(?:att|till)|är\s+(?:tillåt(?:en|et|na)|berättigade?)|behöver\s+inte|can|(?:is|are)\s+(?:allowed|permitted|entitled)|need\s+not)|(?P<ska>behöver|(?:har|ges|får)\s+(?:\p{L}+\s+)?(?:i\s+uppdrag|till\s+uppgift|skyldighet)(?:en|et)?\s+att|(?:ankommer|vilar)\s+på|åläggs|krävs|fordras|förbinder\s+sig|needs?\s+to|(?:is|are)\s+(?:required|obliged)\s+to)|(?P<bor>rekommenderas|uppmanas|(?:is|are)\s+recommended))",
    )
});
/// «kan» allows only where nothing else is said.
static CAN: LazyLock<Regex> = LazyLock::new(|| words("(?P<far>kan)"));

/// How strongly a text binds, and the words that say so: its modal word, else others that bind, allow or forbid.
pub fn modality(text: &str) -> Option<(Modality, Range<usize>)> {
    let other = |pattern: &Regex| pattern.captures(text).and_then(|found| named(&found));
    modal(text).or_else(|| other(&OTHER)).or_else(|| other(&CAN))
}

/// The modality that the matching group means, and where its words stand.
fn named(found: &regex::Captures<'_>) -> Option<(Modality, Range<usize>)> {
    let names = [
        ("farinte", Modality::FarInte),
        ("farendast", Modality::FarEndast),
        ("skainte", Modality::SkaInte),
        ("ska", Modality::Ska),
        ("ansvarar", Modality::Ansvarar),
        ("bor", Modality::Bor),
        ("far", Modality::Far),
    ];
    let (_, modality) = names.into_iter().find(|(name, _)| found.name(name).is_some())?;
    Some((modality, found.name("words")?.range()))
}

/// The first modal word of a text and where it stands. One in a clause that opens the sentence («Innan medarbetare får
/// tillgång ska de …») gives way to the one that follows.
fn modal(text: &str) -> Option<(Modality, Range<usize>)> {
    let first = MODAL.captures(text)?;
    let words = first.name("words")?;
    // The next one may begin with the blank that ended this one, so it is looked for from the end of the words.
    let next = || MODAL.captures_at(text, words.end());
    let opens = OPENING_CLAUSE.is_match(&text[..words.start()]);
    named(&opens.then(next).flatten().unwrap_or(first))
}

/// The beginning of a clause that opens a sentence, up to its verb: no word in it looks like a verb or ends a clause.
static OPENING_CLAUSE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:innan|när|om|då|before|when|if)\s(?:[\p{L}-]*[^rs,.\s]\s){1,5}$"));

/// What a text that leads up to a list says of its items: «Chefen ska:», «Chefens ansvar:».
pub fn lead(text: &str) -> Option<Modality> {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?']) {
        return None;
    }
    let sentence = text.rsplit(". ").next().unwrap_or(text);
    let task = || TASK.is_match(sentence).then_some(Modality::Ansvarar);
    modality(sentence).map(|(modality, _)| modality).or_else(task)
}

static TASK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:\p{L}*ansvar|\p{L}*ansvaret|\p{L}*uppgifter|\p{L}*uppgifterna|uppgiften|uppdrag|uppdraget|åligganden|skyldigheter|responsible for|responsibilities|duties)\b[^.]*:$",
    )
});

/// The first modal words that lay a duty on somebody: a paragraph that has them ought to be a rule.
pub fn duty(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some((modality, range)) = modal(text.get(from..)?) {
        if modality.is_duty() {
            return Some(range.start + from..range.end + from);
        }
        from += range.end;
    }
    None
}

const UNIT: &str =
    r"(?:år|kalenderår|budgetår|halvår|kvartal|månad|vecka|dygn|dag|year|month|week|day|quarter)";

static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    words(&format!(
        r"(?:minst\s+|senast\s+|at\s+least\s+)?(?:(?P<times>en\s+gång|två\s+gånger|tre\s+gånger|fyra\s+gånger|once|twice)\s+(?:per|om|i|varje|vart|a|every)\s*(?P<unit1>{UNIT}(?:et|en)?)|(?:varje|vart|each|every|per)\s+(?P<unit2>{UNIT})|(?P<second>vartannat\s+år|varannan\s+månad|varannan\s+vecka)|(?:vart|var)\s+(?P<nth>tredje|fjärde|femte|sjätte)\s+(?P<unit3>år|månad|vecka)|(?P<adverb>årligen|årlig|årsvis|halvårsvis|halvårligen|kvartalsvis|månadsvis|månatligen|veckovis|dagligen|yearly|annually|quarterly|monthly|weekly|daily))"
    ))
});

static VAGUE: LazyLock<Regex> = LazyLock::new(|| {
    words(
        r"(?:regelbundet|regelbunden|regelbundna|löpande|fortlöpande|kontinuerligt|kontinuerlig|återkommande|periodiskt|regularly|continuously|periodically)",
    )
});

/// The first period that a text states, if it states one.
pub fn recurrence(text: &str) -> Option<Recurrence> {
    if let Some(found) = PERIOD.captures(text) {
        let whole = found.name("words")?;
        let words = crate::text::spaced_once(whole.as_str());
        let months = months_after(&text[whole.end()..]);
        return Some(Recurrence { words, period: period(&found), months });
    }
    let vague = VAGUE.captures(text)?.name("words")?;
    Some(Recurrence { words: vague.as_str().to_string(), period: Period::Vague, months: Vec::new() })
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "ma", "jun", "jul", "aug", "sep", "o", "nov", "dec"];

static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|(?:January|February|March|April|May|June|July|August|September|October|November|December))\b",
    )
});

static MONTH_FOLLOWS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^,?\s+(?:och\s+)?(?:i|senast|före|under|den|in|by|before|no later than)\s"));

/// The months that a text names, in order.
fn months(text: &str) -> Vec<u8> {
    let number = |name: &str| {
        let name = name.to_lowercase();
        // «mars» begins as «maj» does, so the last that fits but one letter must not win: the longest beginning does.
        let fits = MONTHS.iter().enumerate().filter(|(_, start)| name.starts_with(**start));
        fits.max_by_key(|(_, start)| start.len()).map(|(at, _)| at as u8 + 1)
    };
    let mut found: Vec<u8> = MONTH.find_iter(text).filter_map(|month| number(month.as_str())).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The months that the words right after a period name: «varje år» + « senast den 31 mars.»
fn months_after(rest: &str) -> Vec<u8> {
    let end = rest.find(['.', ';', '\n']).unwrap_or(rest.len());
    let near: String = rest[..end].chars().take(60).collect();
    if MONTH_FOLLOWS.is_match(&near) { months(&near) } else { Vec::new() }
}

/// The period that an author wrote after `intervall:`; words that state none name an occasion.
pub fn interval(text: &str) -> Recurrence {
    let words = text.trim().to_string();
    let period = recurrence(text).map_or(Period::Occasion, |found| found.period);
    Recurrence { months: months(&words), words, period }
}

fn period(found: &regex::Captures<'_>) -> Period {
    let text = |name: &str| found.name(name).map(|m| m.as_str().to_lowercase());
    if let Some(second) = text("second") {
        return if second.ends_with("år") {
            Period::Months(24)
        } else if second.ends_with("vecka") {
            Period::Days(14)
        } else {
            Period::Months(2)
        };
    }
    if let (Some(nth), Some(unit)) = (text("nth"), text("unit3")) {
        let times = match nth.as_str() {
            "tredje" => 3,
            "fjärde" => 4,
            "femte" => 5,
            _ => 6,
        };
        return multiply(unit_of(&unit), times);
    }
    let unit = text("unit1").or_else(|| text("unit2")).or_else(|| text("adverb")).unwrap_or_default();
    let times = text("times").map_or(1, |times| match times.split_whitespace().next() {
        Some("två" | "twice") => 2,
        Some("tre") => 3,
        Some("fyra") => 4,
        _ => 1,
    });
    match unit_of(&unit) {
        Period::Months(months) if times > 1 && months >= times => Period::Months(months / times),
        Period::Months(months) if times > 1 => Period::Days(months * 30 / times),
        Period::Days(days) if times > 1 => Period::Days((days / times).max(1)),
        unit => unit,
    }
}

fn multiply(period: Period, times: u16) -> Period {
    match period {
        Period::Days(days) => Period::Days(days * times),
        Period::Months(months) => Period::Months(months * times),
        other => other,
    }
}

fn unit_of(word: &str) -> Period {
    let starts = |names: &[&str]| names.iter().any(|name| word.starts_with(name));
    if starts(&["halvår"]) {
        Period::Months(6)
    } else if starts(&["kvartal", "quarter"]) {
        Period::Months(3)
    } else if starts(&["månad", "månatlig", "month"]) {
        Period::Months(1)
    } else if starts(&["veck", "week"]) {
        Period::Days(7)
    } else if starts(&["dygn", "dag", "day", "dai"]) {
        Period::Days(1)
    } else {
        Period::Months(12)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period_of(text: &str) -> Option<Period> {
        recurrence(text).map(|found| found.period)
    }

    #[test]
    fn modal_words_are_read_as_they_stand() {
        let word = |text| modality(text).map(|(modality, _)| modality.word());
        assert_eq!(word("Konton får endast användas för drift."), Some("får endast"));
        assert_eq!(word("Lösenord får inte delas."), Some("får inte"));
        assert_eq!(word("Systemägaren ska se till det."), Some("ska"));
        assert_eq!(word("Nämnden ansvarar för att det sker."), Some("ansvarar"));
        assert_eq!(word("Detta är en skada."), None);
        for (text, said) in [
            ("Patienten har rätt att få en kopia.", "får"),
            ("Chefen har även rätt till ett kort.", "får"),
            ("Medarbetare behöver kvittera nycklar.", "ska"),
            ("Besökare behöver inte kvittera.", "får"),
            ("Vaktmästaren har i uppdrag att byta lås.", "ska"),
            ("Det är inte tillåtet att kopiera nycklar.", "får inte"),
            ("Smycken är inte tillåtna.", "får inte"),
            ("Ägarskap kan inte delas.", "får inte"),
            ("Chefen kan delegera uppgiften.", "får"),
            ("Nycklar som kan kopieras ska märkas.", "ska"),
            ("Den som behöver en nyckel bör fråga.", "bör"),
            ("Parvis arbete rekommenderas.", "bör"),
            ("Visitors are not permitted to copy keys.", "får inte"),
        ] {
            assert_eq!(word(text), Some(said), "{text}");
        }
        assert_eq!(duty("Man behöver nycklar och kan låsa."), None);
        assert_eq!(duty("Man får sova men ska vakna.").map(|r| r.start), Some("Man får sova men ".len()));
    }

    #[test]
    fn a_clause_that_opens_a_sentence_gives_way_and_lists_are_led() {
        let word = |text| modality(text).map(|(modality, _)| modality.word());
        assert_eq!(word("Innan medarbetare får nycklar ska de kvittera."), Some("ska"));
        assert_eq!(lead("Chefen ska:").map(Modality::word), Some("ska"));
        assert_eq!(lead("Nycklar finns. Ägaren ansvarar för att:").map(Modality::word), Some("ansvarar"));
        assert_eq!(lead("Säkerhetschefens huvudsakliga ansvar:").map(Modality::word), Some("ansvarar"));
        assert_eq!(lead("Lagar som gäller:"), None);
        assert_eq!(lead("Chefen ska låsa."), None);
    }

    #[test]
    fn periods() {
        assert_eq!(period_of("ska göras minst en gång per år"), Some(Period::Months(12)));
        assert_eq!(period_of("minst en gång per dygn"), Some(Period::Days(1)));
        assert_eq!(period_of("två gånger per år"), Some(Period::Months(6)));
        assert_eq!(period_of("följs upp varje kvartal"), Some(Period::Months(3)));
        assert_eq!(period_of("vartannat år"), Some(Period::Months(24)));
        assert_eq!(period_of("vart tredje år"), Some(Period::Months(36)));
        assert_eq!(period_of("följs upp regelbundet"), Some(Period::Vague));
        assert_eq!(period_of("inom ett år"), None);
        assert_eq!(interval("inför budget").period, Period::Occasion);
    }

    #[test]
    fn months_are_read_where_they_belong_to_the_period() {
        let of = |text| recurrence(text).map(|found| found.months).unwrap_or_default();
        assert_eq!(of("ska varje år senast den 31 mars lämna en rapport"), [3]);
        assert_eq!(of("följs upp två gånger per år, i maj och oktober"), [5, 10]);
        assert_eq!(of("ska årligen rapportera vad som hände i januari"), [0; 0]);
        assert_eq!(of("shall report annually in March"), [3]);
        assert_eq!(interval("årligen, juni").months, [6]);
        assert_eq!(interval("you may choose").months, [0; 0]);
    }
}
