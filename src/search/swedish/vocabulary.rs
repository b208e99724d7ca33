//! The words of a portal with their counts: what the analysis learns from.
//!
//! In: texts. Out: word types in byte order. Filled in parts on several threads and merged; the result does not
//! depend on the order.

use std::collections::{BTreeSet, HashMap};

use super::words::{Kind, pieces};

/// Word types with their counts.
#[derive(Debug, Default, Clone)]
pub struct Vocabulary {
    counts: HashMap<Box<str>, u64>,
    particles: BTreeSet<(Box<str>, Box<str>)>,
}

impl Vocabulary {
    /// Counts the words of a text. Ids are no words; a hyphenated word is one, and so is each of its components.
    pub fn add(&mut self, text: &str) {
        for piece in pieces(text) {
            match piece.kind {
                Kind::Id => {}
                Kind::Joined => {
                    piece
                        .text
                        .split('-')
                        .filter(|word| word.chars().count() > 1)
                        .for_each(|word| self.count(word, 1));
                    self.count(&piece.text, 1);
                }
                Kind::Word | Kind::Open => self.count(&piece.text, 1),
            }
        }
    }

    /// Counts a word in lower case.
    pub fn count(&mut self, word: &str, times: u64) {
        match self.counts.get_mut(word) {
            Some(count) => *count += times,
            None => {
                self.counts.insert(word.into(), times);
            }
        }
    }

    /// Takes a word that a particle follows.
    pub fn with_particle(&mut self, word: &str, particle: &str) {
        self.particles.insert((word.into(), particle.into()));
    }

    /// Words with the particles that follow them, in byte order.
    pub fn particles(&self) -> impl Iterator<Item = (&str, &str)> {
        self.particles.iter().map(|(word, particle)| (&**word, &**particle))
    }

    /// Takes the counts of another vocabulary.
    pub fn merge(&mut self, other: Self) {
        for (word, count) in other.sorted() {
            self.count(word, count);
        }
        self.particles.extend(other.particles);
    }

    /// The words in byte order.
    pub fn sorted(&self) -> Vec<(&str, u64)> {
        let mut words: Vec<(&str, u64)> = self.counts.iter().map(|(word, count)| (&**word, *count)).collect();
        words.sort_unstable();
        words
    }

    /// How many word types there are.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_any_order() {
        let mut one = Vocabulary::default();
        one.add("It-system ska säkras. IS-119");
        let mut two = Vocabulary::default();
        two.add("System ska");
        let mut other = two.clone();
        two.merge(one.clone());
        one.merge(std::mem::take(&mut other));
        assert_eq!(one.sorted(), two.sorted());
        assert_eq!(
            one.sorted(),
            [("119", 1), ("is", 1), ("it", 1), ("it-system", 1), ("ska", 2), ("system", 2), ("säkras", 1)]
        );
    }
}
