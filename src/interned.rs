//! Strings by number, each held once and none by itself: a large portal has hundreds of thousands of words, terms and files.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Strings, numbered in the order in which they came.
#[derive(Debug, Default, Clone)]
pub struct Interned {
    strings: Strings,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

/// The strings by number, one after another.
#[derive(Debug, Default, Clone)]
pub struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// Adds a string under the next number.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// The string with a number.
    pub fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[from..self.ends[at]]
    }
}

impl Interned {
    /// The number of a string, which is new if there was none.
    pub fn add(&mut self, text: &str) -> u32 {
        let Self { strings, numbers, hasher } = self;
        let hash = |text: &str| hasher.hash_one(text);
        let own = hash(text);
        if let Some(number) = numbers.find(own, |number| strings.get(*number) == text) {
            return *number;
        }
        let number = strings.ends.len() as u32;
        strings.push(text);
        numbers.insert_unique(own, number, |number| hash(strings.get(*number)));
        number
    }

    /// The number of a string.
    pub fn number(&self, text: &str) -> Option<u32> {
        let own = self.hasher.hash_one(text);
        self.numbers.find(own, |number| self.get(*number) == text).copied()
    }

    /// The string with a number.
    pub fn get(&self, number: u32) -> &str {
        self.strings.get(number)
    }

    /// The strings by number.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|number| self.get(number))
    }

    /// How many strings.
    pub fn len(&self) -> usize {
        self.strings.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_held_once() {
        let mut words = Interned::default();
        let numbers: Vec<u32> = ["ab", "", "c", "ab", "abc"].iter().map(|word| words.add(word)).collect();
        assert_eq!(numbers, [0, 1, 2, 0, 3]);
        assert_eq!(words.iter().collect::<Vec<_>>(), ["ab", "", "c", "abc"]);
        assert_eq!((words.number("c"), words.number("d"), words.len()), (Some(2), None, 4));
    }
}
