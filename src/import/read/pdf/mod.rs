//! PDF: the structure tree where the file has a good one, else the places and sizes of its letters.
//!
//! In: bytes. Out: blocks (tagged) or a text layer that the cleaners and `assemble` take (untagged).

mod columns;
mod content;
mod font;
mod layout;
mod row;
mod table;
mod tagged;

use lopdf::{Document, LoadOptions, Object};

use super::super::assemble;
use super::super::block::letters;
use super::super::clean;
use super::super::journal::Journal;
use super::super::parts;
use super::super::understand::Raw;
use super::{Format, Refusal, Source};
use content::Piece;

/// Largest stream, unpacked.
const STREAM: usize = 64 * 1024 * 1024;
/// Most pages.
const PAGES: usize = 5_000;

/// Reads a PDF.
pub fn read(bytes: &[u8], without: &[String], journal: &mut Journal) -> Result<Source, Refusal> {
    let options = LoadOptions { max_decompressed_size: Some(STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword => Refusal::Encrypted,
        other => Refusal::Broken(other.to_string()),
    })?;
    if document.is_encrypted() {
        return Err(Refusal::Encrypted);
    }
    let pages: Vec<_> = document.page_iter().take(PAGES + 1).collect();
    if pages.len() > PAGES {
        return Err(Refusal::TooLarge("pdf", PAGES as u64));
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        pieces.extend(content::read(&document, *page, number as u32 + 1)?);
    }
    let count: usize = pieces.iter().map(|piece| letters(&clean::plain_run(&piece.text))).sum();
    if count == 0 {
        return Err(if has_pictures(&document) { Refusal::Scanned } else { Refusal::Empty });
    }
    if count > super::LETTERS {
        return Err(Refusal::TooLarge("text", super::LETTERS as u64));
    }
    if let Some(tagged) = tagged::read(&document, &pages, &pieces) {
        return Ok(of_tags(tagged, title(&document), journal));
    }
    let layer = layout::layer(&pieces);
    let mut source = super::layered(layer, Format::Pdf, without, journal)?;
    if let Some(raw) = source.raws.first_mut() {
        raw.title = title(&document);
    }
    Ok(source)
}

fn of_tags(tagged: tagged::Tagged, title: Option<String>, journal: &mut Journal) -> Source {
    let mut count = 0;
    for (origin, reason, text) in tagged.left_out {
        count += letters(&text);
        journal.count(reason);
        journal.drop(origin, reason, &text);
    }
    count += tagged.letters;
    let blocks = assemble::finish(tagged.blocks, journal);
    let new_page = |at: &usize| *at > 0 && blocks[*at].origin.page > blocks[at - 1].origin.page;
    let starts: Vec<usize> = (0..blocks.len()).filter(new_page).collect();
    let raw = Raw { blocks, facts: tagged.facts, kind: None, title };
    let raws = parts::blocks::split(raw, &starts, journal);
    Source { format: Format::TaggedPdf, raws, letters: count }
}

/// Whether pages show pictures: then a PDF without text is a scanned one.
fn has_pictures(document: &Document) -> bool {
    document.objects.values().any(|object| match object {
        Object::Stream(stream) => {
            stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
        }
        _ => false,
    })
}

/// The title that the file's properties state, unless it is only a file name.
fn title(document: &Document) -> Option<String> {
    let info = document.trailer.get_deref(b"Info", document).ok()?.as_dict().ok()?;
    let title = text_of(info.get_deref(b"Title", document).ok()?)?;
    let name = title.to_lowercase();
    let is_file = name.ends_with(".docx")
        || name.ends_with(".doc")
        || name.ends_with(".pdf")
        || name.starts_with("microsoft word");
    (!is_file && title.trim().chars().count() > 4).then(|| title.trim().to_string())
}

/// A text string: UTF-16 with a mark, UTF-8 with a mark, else Latin.
fn text_of(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> =
                rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => std::str::from_utf8(bytes)
            .map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), str::to_string),
    };
    Some(text)
}
