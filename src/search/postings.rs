//! Which records hold a term, how often, and how long they are.

use super::packed;

/// A record that holds a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// Number of the record.
    pub number: u32,
    /// How often it holds the term, by weight.
    pub count: u16,
    /// Its length, as [`length`] reads it.
    pub norm: u8,
}

/// The records that hold a term, by number: packed, since a large portal has millions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Postings {
    /// For each record the step from the one before, its length and the count.
    bytes: Vec<u8>,
    count: u32,
    last: u32,
}

impl Postings {
    /// How many records.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The records, by number.
    pub fn iter(&self) -> impl Iterator<Item = Posting> + '_ {
        let mut bytes = self.bytes.iter().copied();
        let mut number = 0;
        std::iter::from_fn(move || {
            number += packed::take(&mut bytes)?;
            let norm = bytes.next()?;
            Some(Posting { number, count: packed::take(&mut bytes)? as u16, norm })
        })
    }

    /// Adds a record with a higher number than all before it.
    pub fn push(&mut self, posting: Posting) {
        packed::put(&mut self.bytes, posting.number - self.last);
        self.bytes.push(posting.norm);
        packed::put(&mut self.bytes, u32::from(posting.count));
        self.last = posting.number;
        self.count += 1;
    }
}

impl FromIterator<Posting> for Postings {
    fn from_iter<I: IntoIterator<Item = Posting>>(list: I) -> Self {
        let mut postings = Self::default();
        list.into_iter().for_each(|posting| postings.push(posting));
        postings.bytes.shrink_to_fit();
        postings
    }
}

/// The length in terms that a norm stands for: exact up to 40, then in steps of an eighth (tantivy's table).
pub fn length(norm: u8) -> u32 {
    let norm = u32::from(norm);
    if norm <= 40 {
        return norm;
    }
    let (octave, step) = ((norm - 41) / 8, (norm - 41) % 8 + 1);
    40 + 16 * ((1 << octave) - 1) + step * (2 << octave)
}
