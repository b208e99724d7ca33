//! The stemmer: one function over frostem's Swedish, the one that tantivy uses, and its memory.
//!
//! In: a word in lower case. Out: its stem. `client/stem.js` is the same stemmer for the browser; a test compares them.

use std::borrow::Cow;
use std::collections::HashMap;

use frostem::{Algorithm, Stemmer};

/// The stem of a word in lower case.
pub fn stem(word: &str) -> Cow<'_, str> {
    Stemmer::new(Algorithm::Swedish).stem(word)
}

/// Stems by word: a word type is stemmed once.
#[derive(Debug, Default)]
pub struct Stems {
    known: HashMap<Box<str>, Box<str>>,
}

impl Stems {
    /// The stem of a word, remembered.
    pub fn of(&mut self, word: &str) -> &str {
        if !self.known.contains_key(word) {
            self.known.insert(word.into(), stem(word).into());
        }
        &self.known[word]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_those_of_frostem() {
        for (word, expected) in [
            ("ansvaret", "ansvar"),
            ("ansvar", "ansv"),
            ("behörigheter", "behör"),
            ("nycklar", "nyckl"),
            ("händelser", "händ"),
            ("kriget", "krig"),
            ("", ""),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
        assert_eq!(Stems::default().of("nycklarna"), "nyckl");
    }
}
