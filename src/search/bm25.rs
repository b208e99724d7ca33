//! What a posting is worth: BM25 of one term in one field (Robertson and Zaragoza, 2009), and the best of a list by it.
//!
//! In: the [`Index`] for its counts. Out: values, which [`super::query`] adds up and [`super::shards`] chooses by.

use super::Index;
use super::postings::{Posting, length};
use super::weights::CHAMPIONS;

/// A score in millionths.
pub fn whole(score: f64) -> i64 {
    (score * 1e6).round() as i64
}

/// The best postings of a list, by number.
pub fn champions(list: &[Posting], scored: &Bm25) -> Vec<Posting> {
    let mut best = list.to_vec();
    best.sort_by_key(|posting| (-whole(scored.of(posting)), posting.number));
    best.truncate(CHAMPIONS);
    best.sort_unstable_by_key(|posting| posting.number);
    best
}

/// BM25 of one term in one field.
pub struct Bm25 {
    idf: f64,
    mean: f64,
    k1: f64,
    b: f64,
}

impl Bm25 {
    /// For a term that `held` records hold, in a field of a mean length.
    pub fn new(index: &Index, held: usize, mean: f64) -> Self {
        let (records, held) = (index.records.len() as f64, held as f64);
        let idf = (1.0 + (records - held + 0.5) / (held + 0.5)).ln();
        Self { idf, mean, k1: index.weights.k1, b: index.weights.b }
    }

    /// What one posting is worth.
    pub fn of(&self, posting: &Posting) -> f64 {
        let count = f64::from(posting.count);
        let relative = f64::from(length(posting.norm)) / self.mean;
        let norm = self.k1 * (1.0 - self.b + self.b * relative);
        self.idf * (count * (self.k1 + 1.0) / (count + norm))
    }
}
