//! Comparison of two states of documents, rule by rule: what was added, repealed, changed, moved, split.
//!
//! In: texts, of a portal or of anybody. Out: [`Comparison`], plain data for pages, annexes and machines. Pure: reads
//! nothing, knows no clock; the same texts give the same answer. Evidence: notes/versions.md.

mod align;
pub mod by_hand;
mod change;
pub mod check;
mod classify;
mod documents;
mod editorial;
mod fields;
mod front;
mod impact;
mod label;
pub mod marks;
mod moved;
mod numbers;
mod place;
pub mod print;
mod references;
mod summary;
mod targets;
#[cfg(test)]
mod tests;
mod tokens;
mod unit;

pub use align::Why;
pub use change::{Change, Confidence, FieldChange, Kind, Side};
pub use front::Statement;
pub use impact::{Affected, Gone, Impact, ModalityChange, ReferenceChange, TermChange};
pub use place::Within;
pub use summary::{Renumbered, Summary};
pub use unit::{Section, Text, Unit, UnitKind, read};

use align::Pair;

/// Version of the algorithm. It stands in every annex, since another version may pair differently.
pub const VERSION: u32 = 1;

/// What differs between two states.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// Documents with a difference, in the order of the new state; those that are gone last.
    pub documents: Vec<DocumentChange>,
}

/// What differs in one document.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentChange {
    /// The permanent id, when it has one.
    pub id: Option<String>,
    /// Its title now, or the last one.
    pub title: String,
    /// Path in the old state; none when the document is new.
    pub old_path: Option<String>,
    /// Path in the new state; none when it is gone.
    pub new_path: Option<String>,
    /// The changes in the order of the text.
    pub changes: Vec<Change>,
    /// Counts, register and who is affected.
    pub summary: Summary,
}

/// Where the text begins after its front matter, in bytes.
pub fn body_at(text: &str) -> usize {
    front::read(text).body_at
}

/// Compares two states. Texts that are the same on both sides need not be given.
pub fn compare(old: &[Text], new: &[Text]) -> Comparison {
    let paired = documents::pair(old, new);
    let pairs: Vec<Pair<'_>> = paired
        .iter()
        .map(|pair| Pair { old: pair.old.map(|at| &old[at]), new: pair.new.map(|at| &new[at]) })
        .collect();
    of_pairs(&pairs)
}

/// Compares two texts that are known to be the same document, whatever their paths and ids.
pub fn compare_two(old: &Text, new: &Text) -> Comparison {
    of_pairs(&[Pair { old: Some(old), new: Some(new) }])
}

/// Compares a text with those that it takes the place of: the first is what it was, the others are gone.
pub fn compare_with(old: &[Text], new: &Text) -> Comparison {
    let first = Pair { old: old.first(), new: Some(new) };
    let others = old.iter().skip(1).map(|old| Pair { old: Some(old), new: None });
    of_pairs(&std::iter::once(first).chain(others).collect::<Vec<_>>())
}

fn of_pairs(pairs: &[Pair<'_>]) -> Comparison {
    let links = align::align(pairs);
    let classified = classify::classify(&links);
    let mut documents = Vec::new();
    for (text, (pair, changes)) in pairs.iter().zip(classified).enumerate() {
        let (Some(one), last) = (pair.new.or(pair.old), pair.old) else { continue };
        let summary = summary::of(&changes, impact::of(&links, text, &changes));
        let document = DocumentChange {
            id: one.id.clone().or_else(|| last.and_then(|text| text.id.clone())),
            title: one.title.clone(),
            old_path: pair.old.map(|text| text.path.clone()),
            new_path: pair.new.map(|text| text.path.clone()),
            changes,
            summary,
        };
        let renamed = matches!((&document.old_path, &document.new_path), (Some(a), Some(b)) if a != b);
        if !document.changes.is_empty() || renamed || pair.old.is_none() || pair.new.is_none() {
            documents.push(document);
        }
    }
    Comparison { documents }
}
