//! Words that are spelled nearly like one that the portal does not have.
//!
//! In: a word and the index. Out: forms of the portal's words, nearest first. Only forms in few files are looked at, so
//! that a browser can do the same: those that lie with the word itself, and those whose ends lie with its end; when
//! these have nothing, those with the same first three letters.

use super::super::Index;
use super::super::index::Term;
use super::super::swedish::fold::{fold, reversed};

/// Most words that a word is corrected to.
const MOST: usize = 3;
/// Shortest word that is corrected, in letters.
const SHORTEST: usize = 4;

/// Most files that are looked through when nothing lies near.
const FILES: usize = 8;

/// A form, and how far it is from what was typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near {
    /// Letters dropped, added, changed or swapped; like letters (å, a) and doubled ones count as the same.
    pub distance: usize,
    /// How much longer or shorter it is, in letters.
    pub longer: usize,
    /// 32 less the size of its term: the commoner first.
    pub rarity: u32,
    /// The form.
    pub form: Box<str>,
}

/// The nearest forms: at most [`MOST`], all at the least distance there is.
pub fn near(index: &Index, word: &str) -> Vec<Near> {
    let key = fold(word);
    let letters = key.chars().count();
    if letters < SHORTEST || word.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let mut search = Search { word, key: &key, limit: if letters < 8 { 1 } else { 2 }, found: Vec::new() };
    if let Some(at) = index.leaves.of(&key) {
        search.terms(&index.terms[index.leaves.list[at].1.clone()]);
    }
    let (forms, leaves) = &index.backwards;
    if let Some(at) = leaves.of(&reversed(word)) {
        forms[leaves.list[at].1.clone()].iter().for_each(|form| search.form(&form.form, form.size));
    }
    if search.found.is_empty() {
        let beginning: String = key.chars().take(3).collect();
        for at in index.leaves.beginning(&beginning).take(FILES) {
            search.terms(&index.terms[index.leaves.list[at].1.clone()]);
        }
    }
    let mut found = search.found;
    found.sort_unstable();
    found.dedup();
    let least = found.first().map_or(0, |near| near.distance);
    found.retain(|near| near.distance == least);
    found.truncate(MOST);
    found
}

struct Search<'w> {
    word: &'w str,
    key: &'w str,
    limit: usize,
    found: Vec<Near>,
}

impl Search<'_> {
    fn terms(&mut self, terms: &[Term]) {
        for term in terms.iter().filter(|term| term.is_held()) {
            term.forms.iter().for_each(|form| self.form(form, term.magnitude()));
        }
    }

    fn form(&mut self, form: &str, size: u32) {
        if let Some(distance) = distance(&fold(form), self.key, self.limit) {
            let longer = form.chars().count().abs_diff(self.word.chars().count());
            self.found.push(Near { distance, longer, rarity: 32 - size, form: form.into() });
        }
    }
}

/// Letters dropped, added, changed or swapped with their neighbour between two words, if at most `limit`.
pub fn distance(one: &str, other: &str, limit: usize) -> Option<usize> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut least = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        if row.iter().min() > Some(&limit) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        assert_eq!(distance("inlogning", "inlogning", 2), Some(0));
        assert_eq!(distance("behorighet", "behroighet", 2), Some(1));
        assert_eq!(distance("incident", "insident", 1), Some(1));
        assert_eq!(distance("incident", "incidenter", 1), None);
        assert_eq!(distance("", "a", 1), Some(1));
    }
}
