//! Word (.docx): the parts of the package, with limits, to blocks.
//!
//! In: bytes. Out: blocks with Word's own numbers, marks and footnotes; headers and footers as facts. What the reader
//! leaves out itself (deleted text, tables of contents, comments) stands in the journal.

mod body;
mod notes;
mod plain;
mod runs;
mod styles;
mod table;
mod xml;

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::super::block::{Origin, letters};
use super::super::journal::Journal;
use super::super::lines::Line;
use super::super::parts;
use super::super::understand::Raw;
use super::{Format, Refusal, Source};
use styles::{Numbering, Styles};
use xml::Element;

/// Largest part, unpacked.
const PART: u64 = 64 * 1024 * 1024;
/// All parts together, unpacked.
const ALL: u64 = 160 * 1024 * 1024;
/// Most parts.
const PARTS: usize = 20_000;

/// The parts of a package.
struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl Package<'_> {
    fn names(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(|name| name.into_owned()).collect()
    }

    /// A part as text; `None` when there is none of that name.
    fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Ok(part) = self.archive.by_name(name) else { return Ok(None) };
        let limit = PART.min(self.left);
        let mut bytes = Vec::new();
        part.take(limit + 1).read_to_end(&mut bytes).map_err(|error| Refusal::Broken(error.to_string()))?;
        if bytes.len() as u64 > limit {
            return Err(Refusal::TooLarge("word", limit));
        }
        self.left -= bytes.len() as u64;
        Ok(Some(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_string()))
    }

    fn part(&mut self, name: &str) -> Result<Option<Element>, Refusal> {
        self.text(name)?.map(|text| xml::parse(&text)).transpose()
    }
}

/// Reads a Word document.
pub fn read(bytes: &[u8], journal: &mut Journal) -> Result<Source, Refusal> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Refusal::Broken(error.to_string()))?;
    let mut package = Package { archive, left: ALL };
    let names = package.names();
    if names.len() > PARTS {
        return Err(Refusal::TooLarge("zip", PARTS as u64));
    }
    let Some(document) = package.text("word/document.xml")? else { return Err(Refusal::NotWord) };
    // Refused before it is taken apart; what stands between tags and is no text is far less than the text.
    if between_tags(&document) > 2 * super::LETTERS {
        return Err(Refusal::TooLarge("text", super::LETTERS as u64));
    }
    let document = xml::parse(&document)?;
    let styles = package.part("word/styles.xml")?.map(|root| Styles::read(&root)).unwrap_or_default();
    let numbering =
        package.part("word/numbering.xml")?.map(|root| Numbering::read(&root)).unwrap_or_default();
    let mut reader = body::Reader::new(&styles, numbering, journal);
    let mut blocks = reader.document(&document);
    let starts = reader.starts(&blocks);
    for (part, element) in [("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")] {
        if let Some(root) = package.part(part)? {
            blocks.extend(reader.notes(&root, element));
        }
    }
    let mut count = reader.letters();
    if count > super::LETTERS {
        return Err(Refusal::TooLarge("text", super::LETTERS as u64));
    }
    let mut facts: Vec<Line> = Vec::new();
    for name in names.iter().filter(|name| is_edge(name)) {
        let Some(root) = package.part(name)? else { continue };
        for text in plain::lines(&root) {
            count += letters(&text);
            journal.drop(Origin::default(), "sidhuvud", &text);
            if !facts.iter().any(|fact| fact.text == text) {
                facts.push(Line { text, ..Line::default() });
            }
        }
    }
    if let Some(root) = package.part("word/comments.xml")? {
        for text in plain::lines(&root) {
            count += letters(&text);
            journal.drop(Origin::default(), "kommentar", &text);
        }
    }
    if count == 0 {
        return Err(Refusal::Empty);
    }
    let title = package.part("docProps/core.xml")?.and_then(|root| root.child("title").map(Element::text));
    let raw = Raw { blocks, facts, kind: None, title: title.filter(|title| !title.trim().is_empty()) };
    Ok(Source { format: Format::Docx, raws: parts::blocks::split(raw, &starts, journal), letters: count })
}

/// How many letters stand between tags.
fn between_tags(xml: &str) -> usize {
    xml.split('<').map(|piece| letters(piece.split_once('>').map_or("", |(_, text)| text))).sum()
}

fn is_edge(name: &str) -> bool {
    let part = name.strip_prefix("word/").unwrap_or("");
    (part.starts_with("header") || part.starts_with("footer")) && part.ends_with(".xml")
}
