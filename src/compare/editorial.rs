//! Whether a change is editorial: case, signs, hyphens, joined words and misspellings, and nothing that binds.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::tokens::{distance, fold, tokens};
use super::unit::Text;

/// Tells a misspelling from another word by the texts of both sides.
pub struct Spelling<'t> {
    old: Option<&'t Text>,
    new: Option<&'t Text>,
    /// The words of each, read when a slip of the pen is first thought of.
    words: OnceCell<[HashSet<String>; 2]>,
}

/// Endings that make another form of the same word: a change of form may change what is meant.
const ENDINGS: [&str; 28] = [
    "n", "en", "et", "t", "e", "a", "s", "ar", "er", "or", "r", "na", "arna", "erna", "orna", "ens", "ets",
    "ade", "at", "as", "es", "d", "de", "ed", "ing", "ly", "y", "ies",
];

impl<'t> Spelling<'t> {
    /// By these texts.
    pub fn of(old: Option<&'t Text>, new: Option<&'t Text>) -> Self {
        Self { old, new, words: OnceCell::new() }
    }

    /// Whether two texts differ in nothing but how they are written.
    pub fn is_editorial(&self, old: &str, new: &str) -> bool {
        let (folded_old, folded_new) = (fold(old), fold(new));
        // Without letters there is nothing but signs, and they are all that is said.
        if folded_old.is_empty() {
            return false;
        }
        if folded_old == folded_new {
            return numbers(old) == numbers(new);
        }
        let (mut a, mut b) = (words(old), words(new));
        loop {
            match (a.next(), b.next()) {
                (None, None) => return true,
                (Some(x), Some(y)) if x == y || self.is_misspelt(&x, &y) => {}
                _ => return false,
            }
        }
    }

    /// Whether one word is a misspelling of the other: a slip or two, and the wrong one has gone from the text.
    fn is_misspelt(&self, old: &str, new: &str) -> bool {
        if matches!((old, new), ("skall", "ska") | ("ska", "skall")) {
            return true;
        }
        let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let short = a.len().min(b.len());
        let plain = a.iter().chain(&b).all(|c| c.is_alphabetic());
        plain
            && short >= 5
            && a.first() == b.first()
            && distance(&a, &b) <= if short < 8 { 1 } else { 2 }
            && !is_form(&a, &b)
            && self.has_replaced(old, new)
    }

    /// Whether a word has gone from the text, and the other did not stand in it without the first.
    fn has_replaced(&self, old: &str, new: &str) -> bool {
        let [before, after] = self.words.get_or_init(|| [all_words(self.old), all_words(self.new)]);
        !after.contains(old) && (!before.contains(new) || before.contains(old))
    }
}

/// The words of a text, folded.
fn all_words(text: Option<&Text>) -> HashSet<String> {
    text.iter().flat_map(|text| &text.units).flat_map(|unit| words(&unit.text)).collect()
}

/// Whether two words differ in their ending only.
fn is_form(a: &[char], b: &[char]) -> bool {
    let stem = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let ending = |word: &[char]| word[stem..].iter().collect::<String>();
    let known = |ending: &str| ending.is_empty() || ENDINGS.contains(&ending);
    known(&ending(a)) && known(&ending(b))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    tokens(text).map(|token| fold(token.word)).filter(|word| !word.is_empty())
}

/// The numbers of a text as written: «1.5» and «15» are not the same.
fn numbers(text: &str) -> Vec<&str> {
    tokens(text).map(|token| token.word).filter(|word| word.contains(|c: char| c.is_numeric())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_is_editorial_and_meaning_is_not() {
        let spelling = Spelling::of(None, None);
        assert!(spelling.is_editorial("Regionens riktlinje", "regionens riktlinje."));
        assert!(spelling.is_editorial("ersättnings-skyldighet gäller", "ersättningsskyldighet gäller"));
        assert!(spelling.is_editorial("enligt förskrifter skall", "enligt föreskrifter ska"));
        assert!(spelling.is_editorial("Styrelsen ska", "Styrelsen skall"));
        assert!(!spelling.is_editorial("nämnden ska", "nämnder ska"));
        assert!(!spelling.is_editorial("inom 1.5 år", "inom 15 år"));
        assert!(!spelling.is_editorial("det får göras", "det får inte göras"));
        assert!(!spelling.is_editorial("styrelsen bör", "styrelsen ska"));
    }
}
