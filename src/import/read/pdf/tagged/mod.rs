//! A tagged PDF: its structure tree to blocks, with the text that the pages have under each mark.
//!
//! Tags can be wrong. A tree that covers less than nearly all the text is not used; the places of the letters are.

mod item;
mod rest;
mod table;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::super::block::{Block, Kind, Origin, Text, letters};
use super::content::Piece;
use crate::import::assemble::number_of;
use crate::import::lines::Line;

/// Deepest nesting of the tree.
pub(super) const DEPTH: usize = 64;
/// Most elements of the tree.
pub(super) const ELEMENTS: usize = 1_000_000;

/// What a tagged PDF gives.
#[derive(Default)]
pub struct Tagged {
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// Lines of headers and footers.
    pub facts: Vec<Line>,
    /// What is no text: where, why, what.
    pub left_out: Vec<(Origin, &'static str, String)>,
    /// Letters of the blocks.
    pub letters: usize,
}

pub(super) type Marks<'a> = BTreeMap<(u32, i64), Vec<&'a Piece>>;

pub(super) struct Reader<'a> {
    pub(super) document: &'a Document,
    pub(super) pages: BTreeMap<ObjectId, u32>,
    pub(super) roles: BTreeMap<Vec<u8>, Vec<u8>>,
    pub(super) marks: Marks<'a>,
    pub(super) used: BTreeSet<(u32, i64)>,
    pub(super) out: Tagged,
    pub(super) elements: usize,
    pub(super) notes: usize,
    /// The piece that was read last, to see a gap before the next.
    pub(super) last: Option<&'a Piece>,
    /// The first piece that was taken since this was last cleared.
    pub(super) first: Option<&'a Piece>,
}

/// Reads the structure tree; `None` when there is none, or none that covers the text.
pub fn read(document: &Document, pages: &[ObjectId], pieces: &[Piece]) -> Option<Tagged> {
    let root = document.catalog().ok()?.get_deref(b"StructTreeRoot", document).ok()?.as_dict().ok()?;
    let mut marks: Marks<'_> = BTreeMap::new();
    for piece in pieces.iter().filter(|piece| !piece.artifact) {
        if let Some(mark) = piece.mark {
            marks.entry((piece.page, mark)).or_default().push(piece);
        }
    }
    let mut reader = Reader {
        document,
        pages: pages.iter().enumerate().map(|(at, id)| (*id, at as u32 + 1)).collect(),
        roles: roles(document, root),
        marks,
        used: BTreeSet::new(),
        out: Tagged::default(),
        elements: 0,
        notes: 0,
        last: None,
        first: None,
    };
    reader.children(root, None, 0, 0);
    let mut out = reader.finish(pieces)?;
    out.letters = out.blocks.iter().map(block_letters).sum();
    Some(out)
}

fn block_letters(block: &Block) -> usize {
    let number = match &block.kind {
        Kind::Heading { number, .. } => number.as_deref().map_or(0, letters),
        Kind::Item { label, .. } => label
            .as_deref()
            .filter(|label| {
                !label.trim_matches(|c: char| !c.is_alphanumeric()).bytes().all(|b| b.is_ascii_digit())
            })
            .map_or(0, letters),
        Kind::Table(rows) => rows.iter().flatten().map(|cell| letters(&cell.words())).sum(),
        _ => 0,
    };
    number + letters(&block.text.words())
}

fn roles(document: &Document, root: &Dictionary) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let map = root.get_deref(b"RoleMap", document).and_then(Object::as_dict);
    map.map(|map| {
        map.iter().filter_map(|(from, to)| Some((from.clone(), to.as_name().ok()?.to_vec()))).collect()
    })
    .unwrap_or_default()
}

impl<'a> Reader<'a> {
    /// The standard type of an element.
    pub(super) fn role(&self, element: &Dictionary) -> String {
        let mut name =
            element.get_deref(b"S", self.document).and_then(Object::as_name).unwrap_or_default().to_vec();
        for _ in 0..8 {
            match self.roles.get(&name) {
                Some(next) if *next != name => name.clone_from(next),
                _ => break,
            }
        }
        String::from_utf8_lossy(&name).into_owned()
    }

    pub(super) fn kids(&self, element: &'a Dictionary) -> Vec<&'a Object> {
        match element.get_deref(b"K", self.document) {
            Ok(Object::Array(kids)) => kids.iter().collect(),
            Ok(_) => element.get(b"K").into_iter().collect(),
            Err(_) => Vec::new(),
        }
    }

    pub(super) fn page_of(&self, element: &Dictionary, inherited: Option<u32>) -> Option<u32> {
        element
            .get(b"Pg")
            .and_then(Object::as_reference)
            .ok()
            .and_then(|id| self.pages.get(&id).copied())
            .or(inherited)
    }

    /// The blocks of an element's children.
    pub(super) fn children(&mut self, element: &'a Dictionary, page: Option<u32>, list: u8, depth: usize) {
        for kid in self.kids(element) {
            let Ok((_, kid)) = self.document.dereference(kid) else { continue };
            match kid {
                Object::Dictionary(child) if child.has(b"S") => self.element(child, page, list, depth + 1),
                // Text directly under a container is a paragraph of its own.
                other => {
                    let mut text = Text::default();
                    self.content(other, page, &mut text);
                    self.push(Kind::Paragraph, text, page);
                }
            }
        }
    }

    pub(super) fn element(&mut self, element: &'a Dictionary, page: Option<u32>, list: u8, depth: usize) {
        self.elements += 1;
        if depth > DEPTH || self.elements > ELEMENTS {
            return;
        }
        let page = self.page_of(element, page);
        let role = self.role(element);
        match role.as_str() {
            "P" | "Caption" | "BlockQuote" | "Quote" | "Code" | "Formula" if !self.holds_blocks(element) => {
                let text = self.text(element, page, depth);
                self.push(Kind::Paragraph, text, page);
            }
            "H" | "Title" => {
                let level = if role == "Title" { Some(0) } else { None };
                self.heading(level, element, page, depth);
            }
            _ if role.len() == 2 && role.starts_with('H') && role.as_bytes()[1].is_ascii_digit() => {
                self.heading(Some(role.as_bytes()[1] - b'0'), element, page, depth);
            }
            "L" => self.children(element, page, list + 1, depth),
            "LI" => self.item(element, page, list.max(1), depth),
            "Table" => self.table(element, page, depth),
            "TOC" | "TOCI" => {
                let text = self.text(element, page, depth);
                self.leave_out("innehållsförteckning", &text, page);
            }
            "Note" | "FENote" => self.note(element, page, depth),
            "Artifact" => {
                let text = self.text(element, page, depth);
                self.leave_out("sidhuvud", &text, page);
            }
            "Span" | "Link" | "Reference" | "Em" | "Strong" | "Figure" | "Annot" | "Form" => {
                let text = self.text(element, page, depth);
                self.push(Kind::Paragraph, text, page);
            }
            _ => self.children(element, page, list, depth),
        }
    }

    /// Whether an element holds lists, tables or paragraphs rather than text.
    fn holds_blocks(&self, element: &'a Dictionary) -> bool {
        self.kids(element).into_iter().any(|kid| {
            let Ok((_, Object::Dictionary(child))) = self.document.dereference(kid) else { return false };
            child.has(b"S")
                && matches!(
                    self.role(child).as_str(),
                    "P" | "L" | "Table" | "Sect" | "Div" | "H1" | "H2" | "H3" | "H4"
                )
        })
    }

    pub(super) fn leave_out(&mut self, reason: &'static str, text: &Text, page: Option<u32>) {
        let words = text.words();
        if !words.trim().is_empty() {
            self.out.left_out.push((self.origin(page), reason, words));
        }
    }

    pub(super) fn origin(&self, page: Option<u32>) -> Origin {
        // Some name the page at the marks of the text only.
        let page = page.or(self.last.map(|piece| piece.page));
        Origin { page: page.unwrap_or(0), line: self.out.blocks.len() as u32 + 1 }
    }

    pub(super) fn push(&mut self, kind: Kind, text: Text, page: Option<u32>) {
        let text = text.tidy();
        let origin = self.origin(page);
        if !text.is_blank() || matches!(kind, Kind::Table(_)) {
            self.out.blocks.push(Block::new(kind, text, origin));
        }
    }

    fn heading(&mut self, level: Option<u8>, element: &'a Dictionary, page: Option<u32>, depth: usize) {
        let words = self.text(element, page, depth).tidy().words();
        let (number, title) = match number_of(&words) {
            Some((number, title)) => {
                (Some(number.trim_end_matches(['.', ':']).to_string()), title.to_string())
            }
            None => (None, words.clone()),
        };
        self.push(Kind::Heading { level, number }, Text::plain(title), page);
    }
}
