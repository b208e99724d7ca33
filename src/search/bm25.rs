//! What a posting is worth: BM25 of one term in one field (Robertson and Zaragoza, 2009), and the best of a list by it.
//!
//! In: the [`Index`] for its counts. Out: values, which [`super::query`] adds up and [`super::shards`] chooses by.

use super::Index;
use super::coarse::Coarse;
use super::postings::{Posting, Postings, length};

/// Bits of a step,
const BITS: u32 = 3;
/// and one less for so many records.
const MANY: usize = 6_000;

/// A score in millionths.
pub fn whole(score: f64) -> i64 {
    (score * 1e6).round() as i64
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
        self.worth(self.share(posting))
    }

    /// What a share is worth.
    pub fn worth(&self, share: f64) -> f64 {
        self.idf * share
    }

    /// What its count and its length make of a posting.
    pub fn share(&self, posting: &Posting) -> f64 {
        let count = f64::from(posting.count);
        let relative = f64::from(length(posting.norm)) / self.mean;
        let norm = self.k1 * (1.0 - self.b + self.b * relative);
        count * (self.k1 + 1.0) / (count + norm)
    }

    /// The records of a list with their shares: of a long list the best, and the others in steps.
    pub fn read(&self, list: &Postings, (long, best): (usize, usize)) -> Vec<(u32, f64)> {
        let exact = |posting: &Posting| (posting.number, self.share(posting));
        if list.len() <= long {
            return list.iter().map(|posting| exact(&posting)).collect();
        }
        let (best, rest) = self.parted(list, best);
        let mut read: Vec<(u32, f64)> = best.iter().map(exact).collect();
        let coarse = self.coarse(&rest);
        let stepped = |(number, share)| (number, coarse.value(coarse.step(share)));
        read.extend(rest.iter().map(exact).map(stepped));
        read
    }

    /// The best postings of a list and the others, each by number.
    pub fn parted(&self, list: &Postings, best: usize) -> (Vec<Posting>, Vec<Posting>) {
        let key = |posting: &Posting| (-whole(self.of(posting)), posting.number);
        if list.len() <= best {
            return (list.iter().collect(), Vec::new());
        }
        let mut keys: Vec<(i64, u32)> = list.iter().map(|posting| key(&posting)).collect();
        let bar = *keys.select_nth_unstable(best).1;
        list.iter().partition(|posting| key(posting) < bar)
    }

    /// The steps in which the rest of a long list is read: the commoner a term, the less it tells.
    pub fn coarse(&self, rest: &[Posting]) -> Coarse {
        let bits = BITS - u32::from(rest.len() > MANY);
        Coarse::of(rest.iter().map(|posting| self.share(posting)), bits)
    }
}
