//! The numbers of the ranking, one place for both searchers: the client finds them in the manifest.

use serde::{Deserialize, Serialize};

/// What makes one record a better answer than another. Set on half of a set of queries over the demo portal.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Weights {
    /// BM25: how soon more of the same counts no more.
    pub k1: f64,
    /// BM25: how much long records lose.
    pub b: f64,
    /// A term found as a part of a word.
    pub part: f64,
    /// A word read as its parts.
    pub split: f64,
    /// A word that begins with what was typed.
    pub prefix: f64,
    /// A word that is spelled nearly so; less for each that is likelier.
    pub spelling: f64,
    /// Another word for the same.
    pub synonym: f64,
    /// What each later of several synonyms is worth beside the one before it.
    pub later: f64,
    /// A word made of the same word.
    pub kindred: f64,
    /// What the second-best reading of a word adds.
    pub tie: f64,
    /// What is left of the score when none of the words is there; grows to 1 with the words that are.
    pub uncovered: f64,
    /// What a word that says little is worth.
    pub light: f64,
    /// How many times better a record is that is called what was asked for.
    pub name: f64,
    /// How many times better a record is whose neighbours in the query are neighbours in the text.
    pub near: f64,
    /// What a document, role, forum or act is worth beside a rule.
    pub itself: f64,
    /// What a term is worth beside a rule.
    pub term: f64,
}

/// The numbers in use.
pub const WEIGHTS: Weights = Weights {
    k1: 1.2,
    b: 0.6,
    part: 0.9,
    split: 1.0,
    prefix: 0.6,
    spelling: 0.95,
    synonym: 0.9,
    later: 0.8,
    kindred: 0.85,
    tie: 0.18,
    uncovered: 0.35,
    light: 0.4,
    name: 1.2,
    near: 1.25,
    itself: 0.65,
    term: 0.55,
};

/// Longest list of postings that stands with its term.
pub const LONG: usize = 1_000;
/// How many postings of a longer list stand there: its best, told exactly. The rest has a file of its own.
pub const CHAMPIONS: usize = 300;
/// Hits that are put in order by nearness together: as many as a reader sees at first.
pub const SCREEN: usize = 5;
