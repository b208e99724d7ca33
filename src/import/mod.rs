//! Import: documents in Word, PDF and plain text to drafts that an editor can trust.
//!
//! In: the bytes of files, and what the target folder holds. Out: drafts in the form that authors write, a register of
//! references, and a report of every decision. Nothing is decided for the editor: all is `utkast`, and what was
//! concluded is marked. Pure: `cli::import` reads and writes.
//!
//! The flow, one direction: `read` (facts) → `clean` (a text layer's artefacts) → `parts` (a bundle's documents) →
//! `assemble` (lines to blocks) → `understand` (what the blocks mean) → `draft` (Markdown) → `merge` (with what the
//! editor has done since) → `report`. `swedish` is what words and sentences say by themselves; all steps may ask it.

pub mod assemble;
pub mod block;
pub mod clean;
pub mod draft;
pub mod journal;
pub mod lines;
pub mod merge;
pub mod parts;
pub mod read;
pub mod report;
pub mod swedish;
pub mod understand;

use std::collections::BTreeMap;

use journal::Journal;
use read::Refusal;
use report::{Report, SourceReport};

/// A pattern that is a constant and is compiled by every test run.
#[allow(clippy::expect_used)]
pub(crate) fn pattern(text: &str) -> regex::Regex {
    regex::Regex::new(text).expect("a constant pattern")
}

/// A file to import.
#[derive(Debug, Clone)]
pub struct Input {
    /// Name, without folders.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What the target folder holds.
#[derive(Debug, Default, Clone)]
pub struct Existing {
    /// Documents and settings by path.
    pub files: BTreeMap<String, String>,
    /// The drafts as the last import made them, by path.
    pub base: BTreeMap<String, String>,
}

/// What is to be written.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Files of the target folder that are new or changed, by path.
    pub files: BTreeMap<String, String>,
    /// The drafts as this import makes them, for the next one to compare with.
    pub base: BTreeMap<String, String>,
    /// What was done.
    pub report: Report,
    /// Files that could not be imported.
    pub refused: Vec<(String, Refusal)>,
}

/// Imports files. `without` names cleaners that are switched off.
pub fn import(inputs: &[Input], existing: &Existing, without: &[String]) -> Outcome {
    let known = merge::Known::of(existing);
    let mut ids = known.ids();
    let mut numbers = known.numbers();
    let mut outcome = Outcome::default();
    let mut references = Vec::new();
    let mut folders: Vec<String> = Vec::new();
    for input in inputs {
        let mut journal = Journal::default();
        let source = match read::read(&input.bytes, without, &mut journal) {
            Ok(source) => source,
            Err(refusal) => {
                outcome.refused.push((input.name.clone(), refusal));
                continue;
            }
        };
        let folder = distinct(draft::folder(&input.name), &mut folders);
        let documents = understand::documents(source.raws, &input.name, &mut journal);
        let drafts = draft::write(&documents, &folder, &mut ids, &mut numbers);
        let held: Vec<String> = documents.iter().map(|document| document.title().to_string()).collect();
        let found = understand::acts::find(&documents, &held);
        let merged = merge::drafts(&drafts, &folder, &known);
        outcome.report.sources.push(SourceReport::new(
            input,
            source.format,
            source.letters,
            &documents,
            &drafts,
            &found,
            journal,
            &merged,
        ));
        references.extend(found);
        outcome.files.extend(merged.files);
        outcome.base.extend(merged.base);
    }
    let register = existing.files.get("referenser.toml").map_or("", String::as_str);
    let next = draft::register(register, &references);
    if !references.is_empty() && next != register {
        outcome.files.insert("referenser.toml".to_string(), next);
    }
    outcome
}

/// Two files of one name get folders of their own.
fn distinct(folder: String, folders: &mut Vec<String>) -> String {
    let mut name = folder.clone();
    let mut n = 2;
    while folders.contains(&name) {
        name = format!("{folder}~{n}");
        n += 1;
    }
    folders.push(name.clone());
    name
}
