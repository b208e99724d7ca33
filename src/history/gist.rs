//! What is kept of the texts of history between two runs: the front matter, and a sum of what is decided.
//!
//! In: a [`Cache`], and what was read. Out: gists by the id of their text. All are one entry, since there may be a great
//! many; those of texts that history no longer holds fall away.

use std::collections::BTreeMap;

use super::git::Id;
use crate::cache::{Cache, Key};

/// What a text says, as far as editions are made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gist {
    /// The front matter as written.
    pub head: String,
    /// Sum of what is decided; nothing of a text that nobody has decided.
    pub sum: [u8; 32],
}

/// The gists of an earlier run: where in its bytes each one is.
#[derive(Default)]
pub struct Gists {
    bytes: Vec<u8>,
    places: BTreeMap<Vec<u8>, (usize, usize)>,
}

const SLOT: &str = "history";

fn key() -> Key {
    Key::of([SLOT.as_bytes(), &crate::compare::VERSION.to_le_bytes()])
}

impl Gists {
    /// Those of the last run; none when there was none.
    pub fn read(cache: &Cache) -> Self {
        let bytes = cache.get(SLOT, key()).unwrap_or_default();
        let mut places = BTreeMap::new();
        let mut at = 0;
        while let Some((id, sum, end)) = entry(&bytes, at) {
            places.insert(bytes[id].to_vec(), (sum, end));
            at = end;
        }
        Self { bytes, places }
    }

    /// What is known of a text.
    pub fn get(&self, id: Id) -> Option<Gist> {
        let (sum, end) = *self.places.get(id.as_bytes())?;
        let head = std::str::from_utf8(&self.bytes[sum + 32..end]).ok()?.to_string();
        Some(Gist { head, sum: self.bytes[sum..sum + 32].try_into().ok()? })
    }

    /// Keeps the gists of this run, unless they are those of the last.
    pub fn keep(&self, gists: &[(Id, Gist)], cache: &Cache) {
        let known = |id: &Id| self.places.contains_key(id.as_bytes());
        if gists.len() == self.places.len() && gists.iter().all(|(id, _)| known(id)) {
            return;
        }
        let mut bytes = Vec::new();
        for (id, gist) in gists {
            let id = id.as_bytes();
            bytes.push(u8::try_from(id.len()).unwrap_or(0));
            bytes.extend_from_slice(id);
            bytes.extend_from_slice(&u32::try_from(gist.head.len()).unwrap_or(0).to_le_bytes());
            bytes.extend_from_slice(&gist.sum);
            bytes.extend_from_slice(gist.head.as_bytes());
        }
        cache.put(SLOT, key(), &bytes);
    }
}

/// The entry at a place: where its id is, where its sum begins, and where it ends.
fn entry(bytes: &[u8], at: usize) -> Option<(std::ops::Range<usize>, usize, usize)> {
    let length = usize::from(*bytes.get(at)?);
    let id = at + 1..at + 1 + length;
    let head = bytes.get(id.end..id.end + 4)?.try_into().map(u32::from_le_bytes).ok()?;
    let sum = id.end + 4;
    let end = sum + 32 + usize::try_from(head).ok()?;
    (end <= bytes.len()).then_some((id, sum, end))
}
