//! `m.js`: what a browser needs before anything is asked.

use serde::Serialize;

use super::super::Index;
use super::super::leaves::Leaves;
use super::super::query::{LONG, SCREEN, Weights};
use super::super::swedish::{stopwords::STOPWORDS, unseen::NO_PARTS};
use super::code;

/// The manifest.
#[derive(Serialize)]
pub struct Manifest {
    /// Records.
    n: usize,
    /// Mean lengths in words and parts.
    mean: (f64, f64),
    /// Where the numbers of what is not in force begin.
    zone: u32,
    /// The numbers of the ranking.
    weights: Weights,
    long: usize,
    screen: usize,
    /// Least keys of the files of terms, each after the one before.
    t: String,
    /// Least keys of the files of forms read backwards.
    r: String,
    /// Slots that go on with the group of the slot before, as steps.
    c: String,
    /// Words that say nothing.
    stop: String,
    /// Strings that are no parts.
    no: String,
}

/// The manifest of an index.
pub fn manifest(index: &Index) -> Manifest {
    let mut continued = String::new();
    code::rising(&mut continued, index.numbers.continued.iter().copied());
    Manifest {
        n: index.records.len(),
        mean: index.mean,
        zone: index.numbers.zone,
        weights: index.weights,
        long: LONG,
        screen: SCREEN,
        t: borders(&index.leaves),
        r: borders(&index.backwards.1),
        c: continued,
        stop: STOPWORDS.join(" "),
        no: NO_PARTS.join(" "),
    }
}

fn borders(leaves: &Leaves) -> String {
    let mut out = String::new();
    let mut last = "";
    for (least, _) in &leaves.list {
        code::after(&mut out, last, least);
        out.push(',');
        last = least;
    }
    out
}
