//! What a browser needs before anything is asked, and where in the files of terms it looks.
//!
//! In: [`Index`]. Out: [`Manifest`], which goes with the client, and [`Borders`]. A large portal has more borders than a
//! query needs: they are divided among files like the terms themselves, and the manifest says where each file begins.

use serde::Serialize;

use super::super::Index;
use super::super::leaves::Leaves;
use super::super::swedish::particles::{BETWEEN, OTHERS, PARTICLES};
use super::super::swedish::{stopwords::STOPWORDS, unseen::NO_PARTS};
use super::super::weights::{SCREEN, Weights};
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
    screen: usize,
    /// Least keys of the files of terms, each after the one before; of the files of borders if there are such.
    t: String,
    /// Whether there are files of borders.
    deep: bool,
    /// Least keys of the files of forms read backwards.
    r: String,
    /// Slots that go on with the group of the slot before, as steps.
    c: String,
    /// Words that say nothing.
    stop: String,
    /// Strings that are no parts.
    no: String,
    /// Particles with what they are before a verb, words that may stand between the two, verbs that are others with them.
    particles: String,
    between: String,
    others: String,
}

/// The manifest of an index.
pub fn manifest(index: &Index, borders: Borders) -> Manifest {
    let mut continued = String::new();
    code::rising(&mut continued, index.numbers.continued.iter().copied());
    Manifest {
        n: index.records.len(),
        mean: index.mean,
        zone: index.numbers.zone,
        weights: index.weights,
        screen: SCREEN,
        t: borders.root,
        deep: !borders.files.is_empty(),
        r: row(index.backwards.1.list.iter().map(|(least, _)| least.as_str())),
        c: continued,
        stop: STOPWORDS.join(" "),
        no: NO_PARTS.join(" "),
        particles: PARTICLES.map(|(particle, prefix)| format!("{particle}:{prefix}")).join(" "),
        between: BETWEEN.join(" "),
        others: OTHERS.join(" "),
    }
}

/// Most borders in a file.
const MOST: usize = 512;

/// The least keys of the files of terms.
pub struct Borders {
    /// For the manifest: all of them, or the first of each file.
    root: String,
    /// Files of borders, each with the first of them.
    pub files: Vec<(String, String)>,
}

/// The least keys of files, divided if there are many.
pub fn borders(leaves: &Leaves) -> Borders {
    let all: Vec<&str> = leaves.list.iter().map(|(least, _)| least.as_str()).collect();
    if all.len() <= MOST {
        return Borders { root: row(all.into_iter()), files: Vec::new() };
    }
    let parts = Leaves::of_size(all.iter().map(|least| ((*least).to_string(), 1)), MOST);
    let files: Vec<(String, String)> = parts
        .list
        .into_iter()
        .map(|(_, range)| (all[range.start].to_string(), row(all[range].iter().copied())))
        .collect();
    Borders { root: row(files.iter().map(|(least, _)| least.as_str())), files }
}

fn row<'r>(texts: impl Iterator<Item = &'r str>) -> String {
    let mut out = String::new();
    let mut last = "";
    for least in texts {
        code::after(&mut out, last, least);
        out.push(',');
        last = least;
    }
    out
}
