//! Verbs with a particle: `logga in` is another verb than `logga`, and the documents mostly write it `inloggning`.
//!
//! In: a verb and the word after it. Out: what the two may be written as in one word. The client finds the lists in the manifest.

use super::stem::stem;

/// Particles with what they are before a verb.
pub const PARTICLES: [(&str, &str); 15] = [
    ("av", "av"),
    ("bort", "bort"),
    ("fram", "fram"),
    ("igenom", "genom"),
    ("in", "in"),
    ("ned", "ned"),
    ("ner", "ned"),
    ("om", "om"),
    ("på", "på"),
    ("tillbaka", "åter"),
    ("under", "under"),
    ("upp", "upp"),
    ("ur", "ur"),
    ("ut", "ut"),
    ("över", "över"),
];

/// Those that are seldom anything else after a verb: `över` and `på` mostly belong to what follows.
const SURE: [&str; 9] = ["bort", "fram", "igenom", "in", "ned", "ner", "tillbaka", "upp", "ut"];

/// Words that may stand between a verb and its particle (`loggar jag in`).
pub const BETWEEN: [&str; 12] =
    ["de", "den", "det", "du", "han", "hon", "jag", "man", "mig", "ni", "sig", "vi"];

/// Verbs that are others in one word with their particle: who goes in is not included (`ingår`).
pub const OTHERS: [&str; 7] = ["ge", "ger", "gett", "gick", "gå", "går", "gått"];

/// The particle as it stands before a verb, if a word is one.
pub fn prefix(word: &str) -> Option<&'static str> {
    PARTICLES.iter().find(|(particle, _)| *particle == word).map(|(_, prefix)| *prefix)
}

/// Whether a word after a verb is its particle, wherever it stands.
pub fn is_sure(word: &str) -> bool {
    SURE.contains(&word)
}

/// Whether a word is one of [`BETWEEN`].
pub fn may_part(word: &str) -> bool {
    BETWEEN.contains(&word)
}

/// Whether a verb is one of [`OTHERS`].
pub fn differs(verb: &str) -> bool {
    OTHERS.contains(&verb)
}

/// A verb and its particle in one word, and the nouns made of it.
pub fn joined(prefix: &str, verb: &str) -> [String; 3] {
    let stem = stem(verb);
    [format!("{prefix}{verb}"), format!("{prefix}{stem}ning"), format!("{prefix}{stem}ing")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_particles() {
        assert_eq!(joined("in", "loggar"), ["inloggar", "inloggning", "inlogging"]);
        assert_eq!(prefix("tillbaka"), Some("åter"));
        assert_eq!(prefix("till"), None);
    }
}
