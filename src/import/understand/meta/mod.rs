//! What a document says of itself: kind, title, decision, validity, numbers, organisation, sender.
//!
//! Read from its letterhead, from lines of the form «Fastställt av: …», from the page for screen readers and from
//! sentences of decision. What is moved to the front matter is taken out of the text and listed.

mod decision;
mod field;
mod head;
mod kinds;
mod labelled;
mod letter;
mod scope;
mod table;

use std::collections::BTreeMap;

use super::personal::People;
use crate::import::block::{Block, Origin};
use crate::import::journal::Journal;
use crate::import::lines::Line;

pub use kinds::of_title as kind_of_title;
pub use letter::{is_letter, read as read_letter};

/// A value of the front matter with where and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Value {
    /// The value as the front matter writes it.
    pub value: String,
    /// Line or paragraph of the source.
    pub line: u32,
    /// The words that say so.
    pub source: String,
    /// Whether it was concluded rather than stated.
    pub guessed: bool,
}

/// What a document says of itself.
#[derive(Debug, Clone, Default)]
pub struct Meta {
    /// Kind, by id.
    pub kind: Option<Value>,
    /// Title.
    pub title: Option<Value>,
    /// The other fields by key of the front matter.
    pub fields: BTreeMap<&'static str, Vec<Value>>,
}

impl Meta {
    /// Sets a field that is not set yet.
    pub fn set(&mut self, key: &'static str, values: Vec<String>, at: Origin, source: &str, guessed: bool) {
        if values.is_empty() || self.fields.contains_key(key) {
            return;
        }
        let value =
            |value: String| Value { value, line: at.line, source: source.trim().to_string(), guessed };
        self.fields.insert(key, values.into_iter().map(value).collect());
    }

    /// The first value of a field.
    pub fn first(&self, key: &str) -> Option<&str> {
        self.fields.get(key).and_then(|values| values.first()).map(|value| value.value.as_str())
    }
}

/// Reads and removes what the blocks say of their document.
pub fn read(
    blocks: Vec<Block>,
    facts: &[Line],
    kind: Option<&'static str>,
    people: &People,
    journal: &mut Journal,
) -> (Meta, Vec<Block>) {
    let mut meta = Meta::default();
    if let Some(kind) = kind {
        meta.kind =
            Some(Value { value: kind.to_string(), line: 0, source: "brevhuvud".to_string(), guessed: false });
    }
    let mut running = Meta::default();
    head::letterhead(&mut running, facts, people, journal);
    let blocks = labelled::information_page(blocks, &mut meta, people, journal);
    let blocks = labelled::listed(blocks, &mut meta, people, journal);
    let blocks = labelled::head(blocks, &mut meta, people, journal);
    head::yields(&mut meta, running, journal);
    let blocks = decision::sentences(blocks, &mut meta, journal);
    decision::opening(&blocks, &mut meta, people, journal);
    let blocks = scope::changes(blocks, &mut meta, journal);
    scope::organisation(&blocks, facts, &mut meta);
    scope::applies_to(&blocks, &mut meta);
    (meta, blocks)
}

/// A name as it stands first in a line.
fn capital(name: &str) -> String {
    let name = name.trim().strip_prefix("den ").unwrap_or(name.trim());
    let mut chars = name.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
