//! Synonyms and kindred words as terms: what a query may be widened with.
//!
//! In: [`Settings`] and the words of the portal. Out: for a term or a row of terms, the rows of terms that stand in the
//! portal and mean the same. Kindred words are a verb and what is made of it (`anmäla`, `anmälan`), learnt from the
//! portal's own words.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::{Key, Reader};
use super::settings::Settings;

/// What a row of terms may also be called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Synonym {
    /// What was asked for: one term, or several that follow each other.
    pub from: Vec<String>,
    /// What the documents say instead, each one term or several, likeliest first.
    pub to: Vec<Vec<String>>,
}

/// Most words that are reached through others that the portal does not have.
const FAR: usize = 4;

/// The synonyms of the settings as terms, without those whose words the portal does not have. What the settings name
/// first stays first.
pub fn synonyms(settings: &Settings, portal: &Reader<'_>) -> Vec<Synonym> {
    let mut said: Vec<(Key, Vec<Vec<String>>)> = Vec::new();
    let terms = |others: Vec<&String>| others.into_iter().map(|to| (portal.terms)(to)).collect();
    for (from, others) in &settings.synonyms {
        said.push((portal.read(from), terms(others.iter().collect())));
    }
    for group in &settings.same {
        for from in group {
            said.push((portal.read(from), terms(group.iter().filter(|to| *to != from).collect())));
        }
    }
    let held = |to: &&Vec<String>| to.iter().all(|term| (portal.held)(term));
    // A query reads a verb and its particle as one word where the portal has that, or other words for it.
    let spoken: BTreeSet<String> = said
        .iter()
        .filter(|(key, others)| key.joined.len() == 1 && others.iter().any(|to| held(&to)))
        .map(|(key, _)| key.joined[0].clone())
        .collect();
    let is_one = |verb: &String| (portal.held)(verb) || spoken.contains(verb);
    let mut rows: BTreeMap<Vec<String>, Vec<Vec<String>>> = BTreeMap::new();
    for (key, others) in said {
        let whole = !key.joined.is_empty() && key.verbs.iter().all(is_one);
        let from = if whole { key.joined } else { key.apart };
        for to in others.into_iter().filter(|to| !from.is_empty() && !to.is_empty() && *to != from) {
            let targets = rows.entry(from.clone()).or_default();
            if !targets.contains(&to) {
                targets.push(to);
            }
        }
    }
    let reached = |from: &Vec<String>, targets: &Vec<Vec<String>>| -> Vec<Vec<String>> {
        let near: Vec<_> = targets.iter().filter(held).cloned().collect();
        if !near.is_empty() {
            return near;
        }
        // The portal has none of the words; it may have others for them.
        let mut far: Vec<Vec<String>> = Vec::new();
        for to in targets.iter().filter_map(|to| rows.get(to)).flatten().filter(held) {
            if to != from && !far.contains(to) && far.len() < FAR {
                far.push(to.clone());
            }
        }
        far
    };
    let found = rows.iter().map(|(from, to)| Synonym { from: from.clone(), to: reached(from, to) });
    found.filter(|synonym| !synonym.to.is_empty()).collect()
}

/// Words made of the same word, as pairs of terms in both directions: `words` are the words of the portal in their
/// plain form, each with its term. `unheld` gives the term of a word that only people use: it leads to the portal's.
pub fn kindred(
    words: &BTreeMap<String, String>,
    unheld: &dyn Fn(&str) -> Option<String>,
) -> Vec<(String, String)> {
    const MADE: [(&str, &str); 9] = [
        ("a", "ning"),
        ("a", "ing"),
        ("a", "an"),
        ("a", "else"),
        ("a", "elser"),
        ("a", "are"),
        ("a", "ande"),
        ("era", "ation"),
        ("era", "ion"),
    ];
    // Nouns of which `-era` makes the verb: of most others it makes something else, as of `rad` and `present`.
    const NOUNS: [&str; 21] = [
        "adress",
        "analys",
        "arkiv",
        "attest",
        "budget",
        "dokument",
        "dos",
        "export",
        "finans",
        "format",
        "grupp",
        "import",
        "intervju",
        "kontroll",
        "motiv",
        "plan",
        "rapport",
        "signal",
        "struktur",
        "transport",
        "vaccin",
    ];
    let mut pairs = BTreeSet::new();
    let mut join = |one: &str, other: &str| {
        let found = match (words.get(one), words.get(other)) {
            (Some(one), Some(other)) => Some((one.clone(), other.clone(), true)),
            (Some(one), None) => unheld(other).map(|other| (other, one.clone(), false)),
            (None, Some(other)) => unheld(one).map(|one| (one, other.clone(), false)),
            (None, None) => None,
        };
        let Some((one, other, both)) = found.filter(|(one, other, _)| one != other) else { return };
        if both {
            pairs.insert((other.clone(), one.clone()));
        }
        pairs.insert((one, other));
    };
    for word in words.keys().filter(|word| word.chars().count() > 3) {
        for (verb, noun) in MADE {
            if let Some(stem) = word.strip_suffix(verb).filter(|stem| stem.chars().count() > 2) {
                join(word, &format!("{stem}{noun}"));
            }
            if let Some(stem) = word.strip_suffix(noun).filter(|stem| stem.chars().count() > 2) {
                join(&format!("{stem}{verb}"), word);
            }
        }
        if let Some(noun) = word.strip_suffix("era").filter(|noun| NOUNS.contains(noun)) {
            join(word, noun);
        }
        join(word, &format!("{word}ig"));
        join(word, &format!("{word}het"));
        if let Some(stem) = word.strip_suffix("cera") {
            join(word, &format!("{stem}kation"));
        }
    }
    pairs.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_lead_both_ways_and_to_known_words_only() {
        let settings = Settings {
            same: vec![vec!["backup".to_string(), "säkerhetskopiering".to_string()]],
            synonyms: BTreeMap::from([("sluta jobba".to_string(), vec!["avsluta anställning".to_string()])]),
            ..Settings::default()
        };
        let terms = |text: &str| text.split(' ').map(str::to_string).collect::<Vec<_>>();
        let portal = Reader { terms: &terms, held: &|term| term != "backup", is_verb: &|_| false };
        let found = synonyms(&settings, &portal);
        let row = |from: &[&str], to: &[&str]| Synonym {
            from: from.iter().map(|t| (*t).to_string()).collect(),
            to: vec![to.iter().map(|t| (*t).to_string()).collect()],
        };
        assert_eq!(
            found,
            [
                row(&["backup"], &["säkerhetskopiering"]),
                row(&["sluta", "jobba"], &["avsluta", "anställning"])
            ]
        );
    }

    #[test]
    fn verbs_and_what_is_made_of_them() {
        let words = [
            "anmäla",
            "anmälan",
            "registrera",
            "registrering",
            "ansvar",
            "ansvarig",
            "data",
            "attestera",
            "rad",
            "radera",
        ];
        let words = words.iter().map(|word| ((*word).to_string(), (*word).to_string())).collect();
        let attest = |word: &str| (word == "attest").then(|| word.to_string());
        let pairs = kindred(&words, &attest);
        assert!(pairs.contains(&("anmälan".to_string(), "anmäla".to_string())));
        assert!(pairs.contains(&("ansvar".to_string(), "ansvarig".to_string())));
        assert!(pairs.contains(&("attest".to_string(), "attestera".to_string())));
        assert_eq!(pairs.len(), 7);
    }
}
