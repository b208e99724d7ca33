//! Readers: what a file says, and nothing of what it means. The format is known from the bytes, never from the name.

#[cfg(feature = "import")]
mod docx;
#[cfg(feature = "import")]
mod pdf;
pub mod text;

use super::block::letters;
use super::journal::Journal;
use super::understand::Raw;
use super::{assemble, clean, lines, parts};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word, with its structure.
    Docx,
    /// PDF with a structure tree.
    TaggedPdf,
    /// PDF without one: positions and sizes.
    Pdf,
    /// Plain text.
    Text,
}

impl Format {
    /// The word of the report.
    pub fn word(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::TaggedPdf => "pdf med taggar",
            Self::Pdf => "pdf utan taggar",
            Self::Text => "text",
        }
    }
}

/// Why a file cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Word before 2007.
    OldWord,
    /// Pages that are pictures.
    Scanned,
    /// A PDF that only opens with a password.
    Encrypted,
    /// A page of the web, or another markup of text.
    Markup(&'static str),
    /// Bytes that are no text and no format that is read.
    Unknown,
    /// A zip file that is no Word document.
    NotWord,
    /// Broken: what the library said.
    Broken(String),
    /// More than a document ever holds: what, and the limit.
    TooLarge(&'static str, u64),
    /// Nothing to read in it.
    Empty,
    /// The program was built without this reader.
    NotBuilt,
}

/// A file that was read.
#[derive(Debug)]
pub struct Source {
    /// What it is.
    pub format: Format,
    /// Its documents.
    pub raws: Vec<Raw>,
    /// How many letters it has.
    pub letters: usize,
}

/// Largest file, in bytes.
const LIMIT: usize = 64 * 1024 * 1024;
/// Most letters of a file: eight times those of the longest statute.
pub(super) const LETTERS: usize = 8 * 1024 * 1024;

/// Reads a file.
///
/// # Errors
/// A [`Refusal`], when there is nothing that could become a draft.
pub fn read(bytes: &[u8], without: &[String], journal: &mut Journal) -> Result<Source, Refusal> {
    if bytes.len() > LIMIT {
        return Err(Refusal::TooLarge("filen", LIMIT as u64));
    }
    match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => word(bytes, journal),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(Refusal::OldWord),
        _ if bytes[..bytes.len().min(1024)].windows(5).any(|five| five == b"%PDF-") => {
            portable(bytes, without, journal)
        }
        _ => match markup(bytes) {
            Some(name) => Err(Refusal::Markup(name)),
            None => plain(bytes, without, journal),
        },
    }
}

/// The name of the markup that a text is written in: its words stand between marks that would become part of it.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with("{\\rtf") {
        Some("RTF")
    } else if head.starts_with("<!doctype html") || head.starts_with("<html") {
        Some("HTML")
    } else if head.starts_with("<?xml") {
        Some(if head.contains("<html") { "HTML" } else { "XML" })
    } else {
        None
    }
}

#[cfg(feature = "import")]
fn word(bytes: &[u8], journal: &mut Journal) -> Result<Source, Refusal> {
    docx::read(bytes, journal)
}

#[cfg(not(feature = "import"))]
fn word(_: &[u8], _: &mut Journal) -> Result<Source, Refusal> {
    Err(Refusal::NotBuilt)
}

#[cfg(feature = "import")]
fn portable(bytes: &[u8], without: &[String], journal: &mut Journal) -> Result<Source, Refusal> {
    pdf::read(bytes, without, journal)
}

#[cfg(not(feature = "import"))]
fn portable(_: &[u8], _: &[String], _: &mut Journal) -> Result<Source, Refusal> {
    Err(Refusal::NotBuilt)
}

fn plain(bytes: &[u8], without: &[String], journal: &mut Journal) -> Result<Source, Refusal> {
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if !utf16 && bytes.iter().take(8192).filter(|byte| **byte == 0).count() > 0 {
        return Err(Refusal::Unknown);
    }
    let decoded = text::decode(bytes);
    let layer = lines::Layer { lines: text::lines(&decoded), ..lines::Layer::default() };
    layered(layer, Format::Text, without, journal)
}

/// What a text layer gives: cleaned, cut into documents, made into blocks.
pub(super) fn layered(
    layer: lines::Layer,
    format: Format,
    without: &[String],
    journal: &mut Journal,
) -> Result<Source, Refusal> {
    let count = layer.lines.iter().map(|line| letters(&clean::plain(&line.text))).sum();
    if count == 0 {
        return Err(Refusal::Empty);
    }
    if count > LETTERS {
        return Err(Refusal::TooLarge("text", LETTERS as u64));
    }
    let layer = clean::run(layer, without, journal);
    let raws = parts::split(layer, journal)
        .into_iter()
        .map(|part| Raw {
            blocks: assemble::blocks(&part.layer, journal),
            facts: part.layer.facts,
            kind: part.kind,
            title: None,
        })
        .collect();
    Ok(Source { format, raws, letters: count })
}
