//! A comparison for people at a terminal, for a merge request, and for machines.
//!
//! In: [`Comparison`] and what the two states are called. Out: text. The annex as a page is made by the pages.

mod findings;
mod json;
mod markdown;
mod register;
mod terminal;
mod units;
mod words;

pub use findings::finding;
pub use json::{Document as JsonDocument, json, record, schema};
pub use markdown::markdown;
pub use register::register;
pub use terminal::terminal;
pub use words::{field, kind, leads, reading};

use crate::Language;
use crate::compare::Comparison;

/// What the two states are, and what is said around the changes.
#[derive(Debug, Clone, Copy)]
pub struct Heading<'a> {
    /// The old state: revision, date, folder or file.
    pub old: &'a str,
    /// The new state.
    pub new: &'a str,
    /// Language of the words around the texts.
    pub language: Language,
}

/// One form of a comparison, in one line for people: «3 ändrade, 1 tillagd».
pub fn counts(comparison: &Comparison, language: Language) -> String {
    let mut total = std::collections::BTreeMap::new();
    for (kind, count) in comparison.documents.iter().flat_map(|document| &document.summary.counts) {
        *total.entry(*kind).or_insert(0usize) += count;
    }
    words::counts(&total, language)
}
