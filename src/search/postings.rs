//! Which records hold a term, how often, and how long they are.

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

/// The records that hold a term, by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Postings(pub Vec<Posting>);

/// The length in terms that a norm stands for: exact up to 40, then in steps of an eighth (tantivy's table).
pub fn length(norm: u8) -> u32 {
    let norm = u32::from(norm);
    if norm <= 40 {
        return norm;
    }
    let (octave, step) = ((norm - 41) / 8, (norm - 41) % 8 + 1);
    40 + 16 * ((1 << octave) - 1) + step * (2 << octave)
}
