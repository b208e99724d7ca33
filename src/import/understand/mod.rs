//! What the blocks mean, always as a proposal: documents, metadata, levels of headings, rules with owners, roles, terms,
//! changes and comments.
//!
//! In: the parts of a file. Out: [`Document`]s, which `draft` writes. Everything that was decided on a sign stands in the
//! journal with the sign.

mod actor;
pub mod acts;
mod bundle;
mod changes;

mod known_acts;
mod levels;
mod meta;
mod norm;
mod personal;
mod present;
mod relations;
pub mod roles;
mod rules;

mod title;

use serde::Serialize;

use super::block::{Block, Kind, Origin, Text};
use super::journal::Journal;
use super::lines::Line;

pub use changes::Change;
pub use meta::{Meta, Value};
pub use personal::People;
pub use roles::Role;

/// A document as blocks, with what its letterhead says.
#[derive(Debug, Clone, Default)]
pub struct Raw {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// Letterhead and running headers.
    pub facts: Vec<Line>,
    /// Kind that the letterhead states.
    pub kind: Option<&'static str>,
    /// Title that the file's own properties state.
    pub title: Option<String>,
}

/// A rule that is proposed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rule {
    /// Its words.
    pub text: Text,
    /// Level and label, when it is an item of a list.
    pub item: Option<(u8, Option<String>)>,
    /// The party that must see to it, as named.
    pub owner: Option<String>,
    /// Whether its own sentence names the owner.
    pub named: bool,
    /// The sign that the owner was found by.
    pub why: &'static str,
    /// The sign that it is a rule by.
    pub kind: &'static str,
    /// Whether somebody should look at it first.
    pub unsure: bool,
    /// The condition that it begins with.
    pub condition: Option<String>,
    /// What leads up to the list that it is an item of.
    pub lead: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}

/// A part of a document that is understood.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // the fields are those of blocks
pub enum Node {
    Heading { level: u8, number: Option<String>, text: Text, origin: Origin },
    Paragraph { text: Text, origin: Origin },
    Item { level: u8, label: Option<String>, text: Text, origin: Origin },
    Rule(Rule),
    Table { rows: Vec<Vec<Text>>, origin: Origin },
    Note { label: String, text: Text, origin: Origin },
}

/// A term with its explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct Term {
    pub term: String,
    pub explanation: String,
}

/// A document that is understood.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What it says of itself.
    pub meta: Meta,
    /// Its text.
    pub nodes: Vec<Node>,
    /// The roles and forums that it describes.
    pub roles: Vec<Role>,
    /// Its terms.
    pub terms: Vec<Term>,
    /// The rows of its table of changes.
    pub changes: Vec<Change>,
    /// How it stands to the others of its file: relation and number of the other.
    pub relations: Vec<(&'static str, usize)>,
    /// How many letters its text has that the source has not.
    pub added: usize,
    /// Where it begins.
    pub origin: Origin,
}

impl Document {
    /// The kind, by id.
    pub fn kind(&self) -> &str {
        self.meta.kind.as_ref().map_or("riktlinje", |kind| kind.value.as_str())
    }

    /// The title.
    pub fn title(&self) -> &str {
        self.meta.title.as_ref().map_or("", |title| title.value.as_str())
    }

    /// The rules.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Rule(rule) => Some(rule),
            _ => None,
        })
    }
}

/// Whether documents of a kind hold rules.
pub fn binds(kind: &str) -> bool {
    !matches!(
        kind,
        "vägledning"
            | "råd"
            | "metodstöd"
            | "manual"
            | "yttrande"
            | "missiv"
            | "promemoria"
            | "ändringsbilaga"
            | "begrepp"
    )
}

/// Understands the documents of one file. `file` is its name, for what nothing else names.
pub fn documents(raws: Vec<Raw>, file: &str, journal: &mut Journal) -> Vec<Document> {
    let mut people = People::default();
    for raw in &raws {
        people.extend(&People::of(&raw.blocks, &raw.facts));
    }
    let mut documents = Vec::with_capacity(raws.len());
    for raw in raws {
        let origin = raw.blocks.first().map_or(Origin::default(), |block| block.origin);
        let (mut meta, blocks) = meta::read(raw.blocks, &raw.facts, raw.kind, &people, journal);
        let blocks = people.leave_out(blocks, journal);
        // A letterhead says that it is a letter; else its title may.
        let is_letter = |meta: &Meta| meta.kind.as_ref().is_some_and(|kind| meta::is_letter(&kind.value));
        let known = is_letter(&meta);
        let letter = |blocks, meta: &mut Meta, journal: &mut Journal| {
            meta::read_letter(blocks, &raw.facts, meta, &people, journal)
        };
        let blocks = if known { letter(blocks, &mut meta, journal) } else { blocks };
        let blocks = title::take(blocks, &mut meta, raw.title.as_deref(), file, journal);
        let blocks = if !known && is_letter(&meta) { letter(blocks, &mut meta, journal) } else { blocks };
        let blocks = notes(blocks);
        documents.push((Document { meta, origin, ..Document::default() }, blocks));
    }
    bundle::relate(&mut documents, journal);
    bundle::titles(&mut documents, file, journal);
    relations::stated(&mut documents);
    documents.into_iter().map(|(document, blocks)| understand(document, blocks, journal)).collect()
}

fn understand(mut document: Document, mut blocks: Vec<Block>, journal: &mut Journal) -> Document {
    levels::assign(&mut blocks, journal);
    if binds(document.kind()) {
        document.roles = roles::described(&blocks);
    }
    let binding = binds(document.kind());
    let headings = blocks.iter().filter(|block| block.is_heading()).count();
    let sections = document.roles.iter().filter(|role| role.sectioned).count();
    let describes = document.kind() == "organisation" || sections * 3 >= headings.max(1) && sections >= 2;
    let (blocks, changes, added) = changes::take(blocks, journal);
    document.changes = changes;
    document.added = added;
    document.terms = blocks.iter().flat_map(terms).collect();
    let steps = matches!(document.kind(), "rutin" | "instruktion" | "process");
    let mut reader = rules::Reader::new(binding, describes, steps, &document.roles);
    document.nodes = reader.read(blocks, journal);
    document.added += reader.added;
    for rule in document.rules() {
        let words = rule.text.words();
        let owner = rule.owner.clone().unwrap_or_else(|| "ingen namngiven".to_string());
        let why = format!("{}; {}", rule.kind, rule.why);
        if rule.unsure {
            journal.doubt(rule.origin, "regel", &words, &owner, &why);
        } else {
            journal.decide(rule.origin, "regel", &words, &owner, &why);
        }
    }
    document
}

/// The terms of a table that is headed as one.
fn terms(block: &Block) -> Vec<Term> {
    let Kind::Table(rows) = &block.kind else { return Vec::new() };
    let head: Vec<String> = rows
        .first()
        .map(|row| row.iter().map(|cell| cell.words().trim().to_lowercase()).collect())
        .unwrap_or_default();
    let is_terms = matches!(head.first().map(String::as_str), Some("begrepp" | "term" | "ord" | "benämning"))
        && matches!(
            head.get(1).map(String::as_str),
            Some("förklaring" | "definition" | "betydelse" | "beskrivning")
        );
    if !is_terms {
        return Vec::new();
    }
    let row = |row: &Vec<Text>| {
        let cell = |at: usize| row.get(at).map(|cell| cell.tidy().words()).unwrap_or_default();
        (!cell(0).is_empty()).then(|| Term { term: cell(0), explanation: cell(1) })
    };
    rows.iter().skip(1).filter_map(row).collect()
}

/// Puts the marks of footnotes where they were glued to words.
fn notes(blocks: Vec<Block>) -> Vec<Block> {
    let labels: Vec<String> = blocks
        .iter()
        .filter_map(|block| match &block.kind {
            Kind::Note(label) => Some(label.clone()),
            _ => None,
        })
        .collect();
    let mut blocks = blocks;
    for label in labels {
        let marked =
            |block: &Block| block.text.0.iter().any(|run| run.note.as_deref() == Some(label.as_str()));
        if blocks.iter().any(marked) {
            continue;
        }
        for block in &mut blocks {
            if matches!(block.kind, Kind::Note(_)) {
                continue;
            }
            if let Some(text) = super::clean::unglue(&block.text, &label, &label) {
                block.text = text;
                break;
            }
        }
    }
    blocks
}
