//! Strings by number, each held once and none by itself: a large portal has hundreds of thousands of words, terms and files.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// Strings, numbered in the order in which they came.
#[derive(Debug, Default, Clone)]
pub struct Interned {
    text: String,
    ends: Vec<usize>,
    /// Numbers by hash; a hash that another string has taken already gives way to the next one.
    numbers: HashMap<u64, u32, BuildHasherDefault<DefaultHasher>>,
}

impl Interned {
    /// The number of a string, which is new if there was none.
    pub fn add(&mut self, text: &str) -> u32 {
        let (hash, number) = self.find(text);
        number.unwrap_or_else(|| {
            let number = self.ends.len() as u32;
            self.text.push_str(text);
            self.ends.push(self.text.len());
            self.numbers.insert(hash, number);
            number
        })
    }

    /// The number of a string.
    pub fn number(&self, text: &str) -> Option<u32> {
        self.find(text).1
    }

    /// The string with a number.
    pub fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[from..self.ends[at]]
    }

    /// The strings by number.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.get(number))
    }

    /// How many strings.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn find(&self, text: &str) -> (u64, Option<u32>) {
        let mut hash = self.numbers.hasher().hash_one(text);
        loop {
            match self.numbers.get(&hash) {
                Some(number) if self.get(*number) != text => hash = hash.wrapping_add(1),
                number => return (hash, number.copied()),
            }
        }
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
