//! Verbs with a particle: `logga in` is another verb than `logga`, and the documents mostly write it `inloggning`.
//!
//! In: a verb and the word after it. Out: what the two may be written as in one word. `client/search.js` has the same.

use super::stem::stem;

/// The particle as it stands before a verb, if a word is one that mostly is no preposition.
pub fn prefix(word: &str) -> Option<&'static str> {
    const PARTICLES: [(&str, &str); 12] = [
        ("av", "av"),
        ("bort", "bort"),
        ("fram", "fram"),
        ("igenom", "genom"),
        ("in", "in"),
        ("ned", "ned"),
        ("ner", "ned"),
        ("tillbaka", "åter"),
        ("upp", "upp"),
        ("ur", "ur"),
        ("ut", "ut"),
        ("över", "över"),
    ];
    PARTICLES.iter().find(|(particle, _)| *particle == word).map(|(_, prefix)| *prefix)
}

/// Whether a word may stand between a verb and its particle (`loggar jag in`).
pub fn may_part(word: &str) -> bool {
    ["de", "den", "det", "du", "han", "hon", "jag", "man", "mig", "ni", "sig", "vi"].contains(&word)
}

/// Whether a verb is another in one word with its particle: who goes in is not included (`ingår`).
pub fn differs(verb: &str) -> bool {
    ["ge", "ger", "gett", "gick", "gå", "går", "gått"].contains(&verb)
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
        assert_eq!(prefix("på"), None);
    }
}
