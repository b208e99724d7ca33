//! Which keys lie together in a file: small enough to fetch for one word, with borders that an edit seldom moves.
//!
//! In: keys in order, each with about how many letters it takes. Out: [`Leaves`]. Keys with the same beginning lie
//! together; a beginning that holds too much is divided by the letter that follows.

use std::ops::Range;

/// About how many letters a file holds at most, unless one key takes more.
pub const SIZE: usize = 4_000;

/// Keys divided among files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leaves {
    /// The least key that each file may hold, and the places of the keys that it holds.
    pub list: Vec<(String, Range<usize>)>,
}

impl Leaves {
    /// Divides keys among files of about [`SIZE`].
    pub fn new(keys: impl Iterator<Item = (String, usize)>) -> Self {
        Self::of_size(keys, SIZE)
    }

    /// Divides keys among files of at most a size, unless one key takes more.
    pub fn of_size(keys: impl Iterator<Item = (String, usize)>, most: usize) -> Self {
        let keys: Vec<(String, usize)> = keys.collect();
        let mut list = Vec::new();
        if !keys.is_empty() {
            divide(&keys, 0..keys.len(), (0, most), String::new(), &mut list);
        }
        Self { list }
    }

    /// The file in which a key lies, or would lie.
    pub fn of(&self, key: &str) -> Option<usize> {
        self.list.partition_point(|(least, _)| least.as_str() <= key).checked_sub(1)
    }

    /// The files that hold keys with a beginning.
    pub fn beginning(&self, beginning: &str) -> Range<usize> {
        let from = self.of(beginning).unwrap_or(0);
        let past = |least: &str| least > beginning && !least.starts_with(beginning);
        let to = self.list.iter().skip(from + 1).position(|(least, _)| past(least));
        from..to.map_or(self.list.len(), |to| from + 1 + to)
    }
}

/// Divides the keys of a range, which share their first `depth` letters, among files of at most `most`.
fn divide(
    keys: &[(String, usize)],
    range: Range<usize>,
    (depth, most): (usize, usize),
    least: String,
    list: &mut Vec<(String, Range<usize>)>,
) {
    let size = |range: &Range<usize>| keys[range.clone()].iter().map(|(_, size)| size).sum::<usize>();
    let letter = |at: usize| keys[at].0.chars().nth(depth);
    if size(&range) <= most || letter(range.start) == letter(range.end - 1) && letter(range.start).is_none() {
        list.push((least, range));
        return;
    }
    let mut children: Vec<Range<usize>> = Vec::new();
    for at in range.clone() {
        match children.last_mut() {
            Some(last) if letter(last.start) == letter(at) => last.end = at + 1,
            _ => children.push(at..at + 1),
        }
    }
    let mut first = Some(least);
    let mut open: Option<(String, Range<usize>)> = None;
    for child in children {
        let big = size(&child) > most;
        let fits = open.as_ref().is_some_and(|(_, held)| size(&(held.start..child.end)) <= most);
        if let Some((_, held)) = open.as_mut().filter(|_| fits && !big) {
            held.end = child.end;
            continue;
        }
        list.extend(open.take());
        let beginning = || keys[child.start].0.chars().take(depth + 1).collect();
        let least = first.take().unwrap_or_else(beginning);
        if big {
            divide(keys, child, (depth + 1, most), least, list);
        } else {
            open = Some((least, child));
        }
    }
    list.extend(open);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(keys: &[(&str, usize)]) -> Leaves {
        Leaves::new(keys.iter().map(|(key, size)| ((*key).to_string(), *size)))
    }

    #[test]
    fn beginnings_lie_together() {
        let leaves = leaves(&[
            ("", 10),
            ("an", 3_000),
            ("at", 3_000),
            ("bal", 50),
            ("bil", 50),
            ("c", 9_000),
            ("c1", 4),
        ]);
        let least: Vec<&str> = leaves.list.iter().map(|(least, _)| least.as_str()).collect();
        assert_eq!(least, ["", "a", "at", "b", "c", "c1"]);
        assert_eq!(leaves.list.iter().map(|(_, range)| range.len()).sum::<usize>(), 7);
        assert_eq!(leaves.of("banan").map(|at| least[at]), Some("b"));
        assert_eq!(leaves.of("as").map(|at| least[at]), Some("a"));
        assert_eq!(leaves.beginning("a"), 1..3);
        assert_eq!(leaves.beginning("bi"), 3..4);
        assert_eq!(Leaves::default().of("a"), None);
    }
}
