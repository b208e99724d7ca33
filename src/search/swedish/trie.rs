//! A read-only trie over UTF-8: every known string that begins at a place of a word, in one walk.
//!
//! In: strings with a number each. Out: for a slice of bytes, the length and number of each string it begins with.

/// The number of a string that is no key.
const NONE: u32 = u32::MAX;

#[derive(Debug, Clone, Copy)]
struct Node {
    /// The first of its edges.
    edges: u32,
    /// How many edges it has.
    width: u32,
    /// The number of the string that ends here.
    value: u32,
}

/// Strings with numbers, found by walking along a word.
#[derive(Debug, Default)]
pub struct Trie {
    nodes: Vec<Node>,
    labels: Vec<u8>,
    targets: Vec<u32>,
}

impl Trie {
    /// A trie of strings in byte order, each once, numbered as they stand.
    pub fn new<S: AsRef<str>>(sorted: &[S]) -> Self {
        let mut trie = Self::default();
        // Breadth first: the edges of a node lie side by side. A range of keys shares its first `depth` bytes.
        let mut queue = std::collections::VecDeque::from([(0..sorted.len(), 0)]);
        trie.nodes.push(Node { edges: 0, width: 0, value: NONE });
        let mut at = 0;
        while let Some((range, depth)) = queue.pop_front() {
            let mut start = range.start;
            let key = |i: usize| sorted[i].as_ref().as_bytes();
            if start < range.end && key(start).len() == depth {
                trie.nodes[at].value = start as u32;
                start += 1;
            }
            trie.nodes[at].edges = trie.labels.len() as u32;
            while start < range.end {
                let label = key(start)[depth];
                let mut end = start + 1;
                while end < range.end && key(end)[depth] == label {
                    end += 1;
                }
                trie.labels.push(label);
                trie.targets.push(trie.nodes.len() as u32);
                trie.nodes[at].width += 1;
                trie.nodes.push(Node { edges: 0, width: 0, value: NONE });
                queue.push_back((start..end, depth + 1));
                start = end;
            }
            at += 1;
        }
        trie
    }

    /// The strings that `text` begins with, shortest first: length in bytes and number.
    pub fn prefixes<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = (usize, u32)> + 'a {
        let mut node = self.nodes.first().copied();
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                let here = node?;
                let label = *text.get(at)?;
                let edges = here.edges as usize..(here.edges + here.width) as usize;
                let edge = self.labels[edges.clone()].binary_search(&label).ok();
                node = edge.map(|i| self.nodes[self.targets[edges.start + i] as usize]);
                at += 1;
                match node {
                    Some(next) if next.value != NONE => return Some((at, next.value)),
                    Some(_) => {}
                    None => return None,
                }
            }
        })
    }

    /// The number of a string.
    pub fn get(&self, text: &str) -> Option<u32> {
        self.prefixes(text.as_bytes()).find(|(length, _)| *length == text.len()).map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_prefix() {
        let trie = Trie::new(&["en", "enhet", "enhets", "å", "år", "års"]);
        let found = |text: &str| trie.prefixes(text.as_bytes()).collect::<Vec<_>>();
        assert_eq!(found("enhetschef"), [(2, 0), (5, 1), (6, 2)]);
        assert_eq!(found("årsarbete"), [(2, 3), (3, 4), (4, 5)]);
        assert_eq!(found("bil"), []);
        assert_eq!(trie.get("enhet"), Some(1));
        assert_eq!(trie.get("enhe"), None);
        assert_eq!(Trie::new::<&str>(&[]).get("a"), None);
    }
}
