//! The comparison for machines. Names and order of the fields are a promise; the schema is made of the same types.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Heading, register};
use crate::compare::marks::{Op, Piece, mark_part};
use crate::compare::{self as model, Comparison, DocumentChange, VERSION};

/// The whole of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// Version of this form.
    schema: &'static str,
    /// Version of the algorithm.
    algorithm: u32,
    /// The old state: revision, date, folder or file.
    old: String,
    /// The new state.
    new: String,
    /// The documents that differ.
    documents: Vec<Document>,
}

/// A document that differs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document {
    /// The permanent id, when it has one.
    id: Option<String>,
    /// None when the document is new.
    old_path: Option<String>,
    /// None when the document is gone.
    new_path: Option<String>,
    /// The changes in the order of the text. A rule that was split has one for each part, and so has one that was merged.
    changes: Vec<Change>,
    summary: Summary,
}

/// A change.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Change {
    /// `tillagd`, `upphävd`, `ändrad`, `ersatt`, `flyttad`, `omnumrerad`, `delad`, `sammanslagen`, `redaktionell`,
    /// `följdändring`, `endast hänvisning` or `metadata`.
    kind: &'static str,
    /// `säker`, `sannolik` or `osäker`.
    confidence: &'static str,
    /// None when it was added.
    old: Option<Side>,
    /// None when it was repealed.
    new: Option<Side>,
    /// Equal and deleted pieces make up the old text, equal and inserted ones the new.
    words: Vec<Word>,
    /// The section that it has moved from.
    moved_from: Option<String>,
    /// Metadata and numbers that differ.
    fields: Vec<Field>,
}

/// A rule on one side.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Side {
    id: Option<String>,
    /// Number and title of the section.
    section: String,
    /// The words, without id and number.
    text: String,
}

/// Words that share a fate.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Word {
    /// `equal`, `delete` or `insert`.
    op: &'static str,
    text: String,
}

/// A value that differs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Field {
    /// The key of the front matter or metadata line, or `nummer`.
    name: String,
    old: Option<String>,
    new: Option<String>,
}

/// What the changes come to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Summary {
    title: String,
    /// How many changes of each kind.
    counts: BTreeMap<&'static str, usize>,
    /// The line of a register.
    register: String,
    renumbered: Vec<Renumbered>,
    /// Who has gained, lost or must read again which rules.
    affected: Vec<Affected>,
    /// References that lead to another rule now, or to none.
    references: Vec<Reference>,
    terms: Vec<Term>,
    /// Rules that bind more or less strongly.
    modality: Vec<Modality>,
}

/// Rules whose numbers have moved on together.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Renumbered {
    old_first: Option<String>,
    old_last: Option<String>,
    new_first: Option<String>,
    new_last: Option<String>,
    count: usize,
}

/// Somebody whose rules have changed.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Affected {
    name: String,
    gained: Vec<String>,
    lost: Vec<String>,
    changed: Vec<String>,
}

/// A reference that is not what it was.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Reference {
    at: String,
    target: String,
    now: Option<String>,
}

/// A term that is defined anew, changed or no longer.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Term {
    term: String,
    kind: &'static str,
    still_used: bool,
}

/// A rule whose modal word has changed.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Modality {
    rule: String,
    old: Option<&'static str>,
    new: Option<&'static str>,
    stronger: bool,
}

/// The comparison as JSON.
///
/// # Errors
/// Never in practice: the types hold nothing that JSON cannot.
pub fn json(comparison: &Comparison, heading: &Heading<'_>) -> serde_json::Result<String> {
    let report = Report {
        schema: "ledtrad-diff-1",
        algorithm: VERSION,
        old: heading.old.to_string(),
        new: heading.new.to_string(),
        documents: comparison.documents.iter().map(|document| record(document, heading)).collect(),
    };
    serde_json::to_string_pretty(&report).map(|text| text + "\n")
}

/// The schema of [`json`].
///
/// # Errors
/// As [`json`].
pub fn schema() -> serde_json::Result<String> {
    serde_json::to_string_pretty(&schemars::schema_for!(Report)).map(|text| text + "\n")
}

/// A document as JSON has it.
pub fn record(document: &DocumentChange, heading: &Heading<'_>) -> Document {
    let summary = &document.summary;
    let impact = &summary.impact;
    Document {
        id: document.id.clone(),
        old_path: document.old_path.clone(),
        new_path: document.new_path.clone(),
        changes: document.changes.iter().flat_map(changes).collect(),
        summary: Summary {
            title: document.title.clone(),
            counts: summary.counts.iter().map(|(kind, count)| (kind.word(), *count)).collect(),
            register: register(document, heading.language),
            renumbered: summary.renumbered.iter().map(renumbered).collect(),
            affected: impact
                .affected
                .iter()
                .map(|one| Affected {
                    name: one.name.clone(),
                    gained: one.gained.clone(),
                    lost: one.lost.clone(),
                    changed: one.changed.clone(),
                })
                .collect(),
            references: impact
                .references
                .iter()
                .map(|one| Reference { at: one.at.clone(), target: one.target.clone(), now: one.now.clone() })
                .collect(),
            terms: impact
                .terms
                .iter()
                .map(|one| Term { term: one.term.clone(), kind: one.kind.word(), still_used: one.still_used })
                .collect(),
            modality: impact
                .modality
                .iter()
                .map(|one| Modality {
                    rule: one.rule.clone(),
                    old: one.old,
                    new: one.new,
                    stronger: one.stronger,
                })
                .collect(),
        },
    }
}

fn renumbered(run: &model::Renumbered) -> Renumbered {
    let (old_first, old_last) = run.old.clone().unzip();
    let (new_first, new_last) = run.new.clone().unzip();
    Renumbered { old_first, old_last, new_first, new_last, count: run.count }
}

/// A change; one for each part of what was split or merged.
fn changes(change: &model::Change) -> Vec<Change> {
    let parts = change.old.len().max(change.new.len()).max(1);
    let fields: Vec<&model::FieldChange> = change.fields.iter().collect();
    (0..parts)
        .map(|part| {
            let pick = |sides: &[model::Side]| sides.get(part).or(sides.first()).cloned();
            let (old, new) = (pick(&change.old), pick(&change.new));
            let words = match (&old, &new) {
                (Some(old), Some(new)) if parts > 1 => mark_part(&old.text, &new.text),
                _ => change.words.clone(),
            };
            Change {
                kind: change.kind.word(),
                confidence: change.confidence.word(),
                old: old.map(side),
                new: new.map(side),
                words: words.into_iter().map(word).collect(),
                moved_from: change.moved_from.clone(),
                fields: fields
                    .iter()
                    .map(|field| Field {
                        name: field.name.clone(),
                        old: field.old.clone(),
                        new: field.new.clone(),
                    })
                    .collect(),
            }
        })
        .collect()
}

fn side(side: model::Side) -> Side {
    Side { id: side.id, section: side.section, text: side.text }
}

fn word(piece: Piece) -> Word {
    let op = match piece.op {
        Op::Equal => "equal",
        Op::Delete => "delete",
        Op::Insert => "insert",
    };
    Word { op, text: piece.text }
}
