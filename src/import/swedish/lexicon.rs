//! Words and what kind of word they are: verbs by their form, persons and bodies by their stem.
//!
//! The lists are the files of `words/`; what no list has is told by its ending.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::import::pattern;

/// A list of words: a file of `words/`, its comments left out.
pub struct Words(LazyLock<BTreeSet<&'static str>>);

impl Words {
    /// Whether a word, in lower case, is in the list.
    pub fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// The lines of a file of `words/`.
fn entries(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#')).map(str::trim).filter(|line| !line.is_empty())
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {$(
        $(#[$doc])*
        pub static $name: Words = Words(LazyLock::new(|| {
            entries(include_str!(concat!("words/", $file, ".txt"))).flat_map(str::split_whitespace).collect()
        }));
    )*};
}

words! {
    /// Adverbs between a modal word and its verb.
    ADVERBS = "adverbs";
    /// Words that join two parties.
    AND = "and";
    /// Words before the name of a party.
    BEFORE = "before-a-party";
    /// Words that open a clause which the next finite verb answers.
    CLAUSE_OPENERS = "clause-openers";
    /// Words that begin a phrase before the verb, so that the subject comes after it.
    OPENERS = "openers";
    /// Words that end the name of a party.
    WITHIN = "within";
    /// Finite verbs of clauses.
    FINITE = "finite-verbs";
    /// What a step of an instruction begins with.
    IMPERATIVES = "imperatives";
    /// Words in -a that are no infinitives.
    NO_INFINITIVES = "no-infinitives";
    /// Passive infinitives that no ending tells.
    PASSIVE = "passive-verbs";
    /// Words for persons and bodies, up to their ending.
    PERSON_STEMS = "person-stems";
    /// What is done in the steps of a rutin, in the passive.
    PROCEDURE = "procedure";
    /// Infinitives that do not end in -a.
    SHORT_INFINITIVES = "short-infinitives";
    /// Present tenses that say how something is.
    STATES = "states";
    /// Words that end as those of persons do and are none.
    THINGS = "things";
}

static ACTOR: LazyLock<Regex> = LazyLock::new(|| {
    // «granskar» is a verb, «granskare» a person.
    let (verbal, stems): (Vec<&str>, Vec<&str>) =
        PERSON_STEMS.0.iter().copied().partition(|stem| stem.ends_with("ar"));
    let bodies: Vec<&str> = entries(include_str!("words/bodies.txt")).collect();
    pattern(&format!(
        r"^(?:\S*(?:{})(?:|n|en|et|na|e|er|erna|ar|arna|a|an|or|orna|en|anden|t|ens|re|s)?|\S*(?:{})(?:n|en|et|na|e|es|er|erna|an|or|ens|ens|re|s)|{})$",
        stems.join("|"),
        verbal.join("|"),
        bodies.join("|")
    ))
});

static COMPETENCE: LazyLock<Regex> = LazyLock::new(|| {
    let verbs: Vec<String> =
        entries(include_str!("words/competence.txt")).map(|verb| verb.replace(' ', r"\s")).collect();
    pattern(&format!(r"(?i)^(?:{})\b", verbs.join("|")))
});

/// Whether a word is one for a person or a body. The genitive is none: it owns something else.
pub fn is_actor(word: &str) -> bool {
    let word = word.to_lowercase();
    let word = word.split('/').next().unwrap_or(&word).trim_matches(|c: char| !c.is_alphanumeric());
    // «erfarenhet», «lägenhet»: units are made with another word before them.
    let quality = ["farenhet", "egenhet", "lägenhet", "vetenhet", "benägenhet"];
    // «målgruppen», «åldersgrupper»: those that something is for or about.
    let about = [
        "målgrupp",
        "riskgrupp",
        "åldersgrupp",
        "yrkesgrupp",
        "patientgrupp",
        "personalgrupp",
        "varugrupp",
        "produktgrupp",
        "läkemedelsgrupp",
        "elevgrupp",
        "barngrupp",
        "forskargrupp",
        "kontogrupp",
        "minoritetsgrupp",
        "befolkningsgrupp",
        "undergrupp",
        "diagnosgrupp",
        "kundgrupp",
        "medlemsgrupp",
    ];
    if quality.iter().chain(&about).any(|stem| word.contains(stem)) {
        return false;
    }
    if THINGS.has(word) || word.contains("område") || word.ends_with("hetens") {
        return false;
    }
    if word.ends_with("enhet") && word.chars().count() > 5 && !["vårdenhet", "stabsenhet"].contains(&word) {
        return false;
    }
    // «föraren», «resenären»: who does something, whatever it is.
    let things =
        ["svaren", "skrivaren", "läsaren", "laddaren", "släckaren", "varnaren", "sändaren", "servaren"];
    let doer = word.chars().count() > 6
        && ["aren", "nären", "tören"].iter().any(|end| word.ends_with(end))
        && !things.iter().any(|thing| word.ends_with(thing));
    (doer || ACTOR.is_match(word)) && !is_genitive(word)
}

fn is_genitive(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss") && ACTOR.is_match(&word[..word.len() - 1]) && word != "polis"
}

/// Whether a word is a finite verb of a clause.
pub fn is_finite(word: &str) -> bool {
    let long = word.chars().count();
    FINITE.has(word)
        || long > 5 && (word.ends_with("erar") || word.ends_with("eras"))
        || long > 6
            && ["ställer", "ställs", "håller", "hålls", "lägger", "läggs", "bjuder"]
                .iter()
                .any(|end| word.ends_with(end))
}

/// Whether a text begins with what a party does by its office: «fastställer», «har mandat».
pub fn begins_with_competence(text: &str) -> bool {
    COMPETENCE.is_match(text)
}

/// Whether a word is a verb in the present tense, as far as its form or the lists say.
pub fn is_verb(word: &str) -> bool {
    is_finite(word) || COMPETENCE.is_match(word)
}

/// Whether a word is a verb in the present tense or a modal one.
pub fn is_verb_or_modal(word: &str) -> bool {
    is_verb(word) || matches!(word, "ska" | "skall" | "bör" | "får" | "måste" | "kan")
}

/// Whether a word has the form of a passive infinitive: «dokumenteras», «ges», «ske».
pub fn is_passive_verb(word: &str) -> bool {
    let long = word.chars().count();
    // Active verbs that have the form of a passive.
    if matches!(
        word,
        "vistas" | "hoppas" | "lyckas" | "andas" | "minnas" | "trivas" | "närmas" | "samsas" | "misslyckas"
    ) {
        return false;
    }
    long > 3 && (word.ends_with("as") && (!word.ends_with("nas") || long > 5) || word.ends_with("ges"))
        || PASSIVE.has(word)
}

/// Whether a word has the form of an infinitive.
pub fn is_infinitive(word: &str) -> bool {
    let long = word.chars().count();
    long > 2 && word.ends_with('a') && !NO_INFINITIVES.has(word)
        || SHORT_INFINITIVES.has(word)
        || long > 4 && (word.ends_with("gå") || word.ends_with("stå"))
}

/// Whether a step of an instruction begins with this word: «Registrera», «Ring».
pub fn is_imperative(word: &str) -> bool {
    IMPERATIVES.has(word) || word.chars().count() > 4 && is_infinitive(word) && !word.ends_with("orna")
}

static NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?:\s(?:von|af|de|\p{Lu}\.|\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)){1,3}$",
    )
});

/// Whether words are the name of a person, as far as their form says.
pub fn is_name(text: &str) -> bool {
    let text = text.trim().trim_end_matches(',');
    let words: Vec<&str> = text.split_whitespace().collect();
    NAME.is_match(text)
        && words.iter().all(|word| !is_actor(word) && word.chars().count() > 1)
        && !["Region", "Kommun", "Landstinget", "Enheten", "Sveriges", "Svenska"].contains(&words[0])
        && !text.ends_with("län")
}
