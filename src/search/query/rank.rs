//! How good an answer each record is: BM25 of the best reading of each word, more for more of the words.
//!
//! In: a [`Plan`] and the index. Out: numbers of records with scores, best first. `client/search.js` computes the same,
//! step by step, so that both give the same order.

use std::collections::BTreeMap;

use super::super::Index;
use super::super::bm25::{Bm25, whole};
use super::super::index::Term;
use super::super::numbers::Place;
use super::super::postings::Postings;
use super::plan::{How, Plan, Reading};

/// A record with its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// Number of the record.
    pub number: u32,
    /// The score.
    pub score: f64,
}

/// What the words of a query are worth.
struct Word {
    /// Value by record: the best reading's, and a part of the others'.
    values: BTreeMap<u32, f64>,
    /// What it is worth at most: how much it tells records apart.
    most: f64,
}

/// The records that hold any of the words, best first; of equal ones the lower number.
pub fn rank(index: &Index, plan: &Plan<'_>, passes: &dyn Fn(u32) -> bool) -> Vec<Scored> {
    let words: Vec<Word> = (0..plan.words.len()).map(|at| word(index, plan, at)).collect();
    let all: f64 = words.iter().map(|word| word.most).sum();
    let mut sums: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for word in &words {
        for (number, value) in &word.values {
            let (sum, covered) = sums.entry(*number).or_default();
            *sum += value;
            *covered += word.most;
        }
    }
    let names = |number: u32| plan.names.binary_search(&number).is_ok();
    let mut scored: Vec<Scored> = Vec::new();
    for (number, (sum, covered)) in sums {
        if !passes(number) {
            continue;
        }
        let share = if all > 0.0 { covered / all } else { 1.0 };
        let mut score = sum * (index.weights.uncovered + (1.0 - index.weights.uncovered) * share);
        score *= match index.numbers.place(number) {
            Place::Within => 1.0,
            Place::Itself => index.weights.itself,
            Place::Term if plan.asks_meaning => index.weights.name,
            Place::Term => index.weights.term,
        };
        if names(number) {
            score *= index.weights.name;
        }
        scored.push(Scored { number, score });
    }
    sort(&mut scored);
    scored
}

/// Best first. Scores are compared by the millionth, so that no machine's last bit decides.
pub fn sort(scored: &mut [Scored]) {
    scored.sort_by_key(|one| (-whole(one.score), one.number));
}

fn word(index: &Index, plan: &Plan<'_>, at: usize) -> Word {
    let mut best: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for reading in plan.readings.iter().filter(|reading| reading.range.contains(&at)) {
        for (number, value) in values(index, reading) {
            let (first, others) = best.entry(number).or_default();
            if value > *first {
                *others += *first;
                *first = value;
            } else {
                *others += value;
            }
        }
    }
    let weight = if plan.words[at].is_light { index.weights.light } else { 1.0 };
    let values: BTreeMap<u32, f64> = best
        .into_iter()
        .map(|(number, (first, others))| (number, weight * (first + index.weights.tie * others)))
        .collect();
    let most = values.values().copied().fold(0.0, f64::max);
    Word { values, most }
}

/// What a reading is worth in each record that has it.
fn values(index: &Index, reading: &Reading<'_>) -> BTreeMap<u32, f64> {
    let count = reading.terms.len() as f64;
    let mut sums: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for (at, term) in reading.terms.iter().enumerate() {
        let mut own = term_values(index, term);
        for kin in reading.kin.get(at).into_iter().flatten() {
            for (number, value) in term_values(index, kin) {
                let best = own.entry(number).or_insert(0.0_f64);
                *best = best.max(index.weights.kindred * value);
            }
        }
        for (number, value) in own {
            let (sum, present) = sums.entry(number).or_default();
            *sum += value;
            *present += 1.0;
        }
    }
    let enough = |present: f64| reading.how != How::Synonym || present == count;
    let held = sums.into_iter().filter(|(_, (_, present))| enough(*present));
    held.map(|(number, (sum, present))| (number, reading.weight * (sum / count) * (present / count)))
        .collect()
}

/// What a term is worth in each record that holds it: as a word, or less as a part of one.
fn term_values(index: &Index, term: &Term) -> BTreeMap<u32, f64> {
    let mut values = BTreeMap::new();
    let mut add = |list: &Postings, mean: f64, weight: f64| {
        let scored = Bm25::new(index, list.len(), mean);
        for (number, share) in scored.read(list, index.long) {
            let value = values.entry(number).or_insert(0.0_f64);
            *value = value.max(weight * scored.worth(share));
        }
    };
    add(&term.words, index.mean.0, 1.0);
    add(&term.parts, index.mean.1, index.weights.part);
    values
}
