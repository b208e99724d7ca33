//! A tagged PDF: its structure tree to blocks, with the text that the pages have under each mark.
//!
//! Tags can be wrong. A tree that covers less than nearly all the text is not used; the places of the letters are.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::super::block::{Block, Kind, Origin, Style, Text, letters};
use super::content::Piece;
use super::text_of;
use crate::import::assemble::number_of;
use crate::import::clean;
use crate::import::lines::Line;

/// Deepest nesting of the tree.
const DEPTH: usize = 64;
/// Most elements of the tree.
const ELEMENTS: usize = 1_000_000;

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

/// A label at the head of a text, and how long the rest is.
fn typed_label(text: &str) -> Option<(String, usize)> {
    let head: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    let rest = text[head.len()..].strip_prefix(['.', ')'])?;
    let number = !head.is_empty() && head.len() <= 2 && head.bytes().all(|b| b.is_ascii_digit());
    let letter = head.chars().count() == 1 && text[head.len()..].starts_with(')');
    let rest_text = rest.trim_start();
    (number || letter)
        .then(|| (text[..head.len() + 1].to_string(), rest_text.len()))
        .filter(|_| rest_text.starts_with(|c: char| c.is_alphabetic()))
}

type Marks<'a> = BTreeMap<(u32, i64), Vec<&'a Piece>>;

struct Reader<'a> {
    document: &'a Document,
    pages: BTreeMap<ObjectId, u32>,
    roles: BTreeMap<Vec<u8>, Vec<u8>>,
    marks: Marks<'a>,
    used: BTreeSet<(u32, i64)>,
    out: Tagged,
    elements: usize,
    notes: usize,
    /// The piece that was read last, to see a gap before the next.
    last: Option<&'a Piece>,
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
    fn role(&self, element: &Dictionary) -> String {
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

    fn kids(&self, element: &'a Dictionary) -> Vec<&'a Object> {
        match element.get_deref(b"K", self.document) {
            Ok(Object::Array(kids)) => kids.iter().collect(),
            Ok(_) => element.get(b"K").into_iter().collect(),
            Err(_) => Vec::new(),
        }
    }

    fn page_of(&self, element: &Dictionary, inherited: Option<u32>) -> Option<u32> {
        element
            .get(b"Pg")
            .and_then(Object::as_reference)
            .ok()
            .and_then(|id| self.pages.get(&id).copied())
            .or(inherited)
    }

    /// The blocks of an element's children.
    fn children(&mut self, element: &'a Dictionary, page: Option<u32>, list: u8, depth: usize) {
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

    fn element(&mut self, element: &'a Dictionary, page: Option<u32>, list: u8, depth: usize) {
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

    fn leave_out(&mut self, reason: &'static str, text: &Text, page: Option<u32>) {
        let words = text.words();
        if !words.trim().is_empty() {
            self.out.left_out.push((self.origin(page), reason, words));
        }
    }

    fn origin(&self, page: Option<u32>) -> Origin {
        Origin { page: page.unwrap_or(0), line: self.out.blocks.len() as u32 + 1 }
    }

    fn push(&mut self, kind: Kind, text: Text, page: Option<u32>) {
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

    fn item(&mut self, element: &'a Dictionary, page: Option<u32>, list: u8, depth: usize) {
        let mut label = Text::default();
        let mut text = Text::default();
        let mut inner: Vec<(&'a Dictionary, String)> = Vec::new();
        for kid in self.kids(element) {
            let Ok((_, kid)) = self.document.dereference(kid) else { continue };
            match kid {
                Object::Dictionary(child) if child.has(b"S") => {
                    let role = self.role(child);
                    match role.as_str() {
                        "Lbl" => label = self.text(child, page, depth + 1),
                        "L" | "Table" => inner.push((child, role)),
                        _ => self.body(child, page, &mut text, &mut inner, depth + 1),
                    }
                }
                other => self.content(other, page, &mut text),
            }
        }
        let mark = label.words().trim().to_string();
        let bullet = mark.is_empty() || !mark.chars().any(char::is_alphanumeric) || mark == "o";
        if mark == "o" {
            self.leave_out("punkttecken", &label, page);
        }
        let mut label = (!bullet).then_some(mark);
        let mut text = text.tidy();
        let mut words = text.words();
        // A label that the tags have put into the text.
        if label.is_none()
            && let Some((own, rest)) = typed_label(&words)
        {
            label = Some(own);
            text = text.slice(words.len() - rest, words.len());
            words = text.words();
        }
        if bullet && label.is_none() && words.starts_with("o ") {
            self.out.left_out.push((self.origin(page), "punkttecken", "o".to_string()));
            text = text.slice(2, words.len());
            words = text.words();
        }
        let kind = Kind::Item { level: list, label };
        if bullet && words.starts_with(['•', '◦', '▪', '–']) {
            let at = words.char_indices().nth(1).map_or(0, |(at, _)| at);
            text = text.slice(at, words.len());
            let words = text.words();
            text = text.slice(words.len() - words.trim_start().len(), words.len());
        }
        self.push(kind, text, page);
        for (child, role) in inner {
            let page = self.page_of(child, page);
            if role == "L" {
                self.children(child, page, list + 1, depth + 1);
            } else {
                self.element(child, page, list, depth + 1);
            }
        }
    }

    /// The text of an item's body; lists within it come after.
    fn body(
        &mut self,
        element: &'a Dictionary,
        page: Option<u32>,
        text: &mut Text,
        inner: &mut Vec<(&'a Dictionary, String)>,
        depth: usize,
    ) {
        self.elements += 1;
        if depth > DEPTH || self.elements > ELEMENTS {
            return;
        }
        let page = self.page_of(element, page);
        if let Some(actual) = element.get_deref(b"ActualText", self.document).ok().and_then(text_of) {
            self.take(element, page, depth);
            text.push(&clean::plain_run(&actual), Style::default());
            return;
        }
        for kid in self.kids(element) {
            let Ok((_, kid)) = self.document.dereference(kid) else { continue };
            match kid {
                Object::Dictionary(child) if child.has(b"S") => {
                    let role = self.role(child);
                    match role.as_str() {
                        "L" | "Table" => inner.push((child, role)),
                        "Note" | "FENote" => self.note_in(child, page, text, depth + 1),
                        "Lbl" => {
                            self.body(child, page, text, inner, depth + 1);
                            text.push(" ", Style::default());
                        }
                        _ => self.body(child, page, text, inner, depth + 1),
                    }
                }
                other => self.content(other, page, text),
            }
        }
        if matches!(self.role(element).as_str(), "P") {
            text.push(" ", Style::default());
        }
    }

    /// Everything that an element says.
    fn text(&mut self, element: &'a Dictionary, page: Option<u32>, depth: usize) -> Text {
        let mut text = Text::default();
        let mut inner = Vec::new();
        self.body(element, page, &mut text, &mut inner, depth);
        for (child, _) in inner {
            text.push(" ", Style::default());
            let more = self.text(child, page, depth + 1);
            text.append(more);
        }
        text
    }

    /// Marks the text of an element as read, when it reads as something else.
    fn take(&mut self, element: &'a Dictionary, page: Option<u32>, depth: usize) {
        if depth > DEPTH {
            return;
        }
        for kid in self.kids(element) {
            let Ok((_, kid)) = self.document.dereference(kid) else { continue };
            match kid {
                Object::Dictionary(child) if child.has(b"S") => {
                    self.take(child, self.page_of(child, page), depth + 1)
                }
                other => self.content(other, page, &mut Text::default()),
            }
        }
    }

    /// The marked text that a kid points at: a mark of the page, or a reference to one.
    fn content(&mut self, kid: &Object, page: Option<u32>, out: &mut Text) {
        let (mark, page) = match kid {
            Object::Integer(mark) => (Some(*mark), page),
            Object::Dictionary(reference) => {
                (reference.get(b"MCID").and_then(Object::as_i64).ok(), self.page_of(reference, page))
            }
            _ => (None, page),
        };
        let (Some(mark), Some(page)) = (mark, page) else { return };
        if !self.used.insert((page, mark)) {
            return;
        }
        let Some(pieces) = self.marks.get(&(page, mark)) else { return };
        let mut before = self.last.filter(|last| !out.0.is_empty() && last.page == page);
        for &piece in pieces {
            let turned = before.is_some_and(|last| (last.y - piece.y).abs() > piece.size * 0.5);
            let apart = before.is_some_and(|last| piece.x - (last.x + last.width) > piece.size * 0.17);
            let text = clean::plain_run(&piece.text);
            let words = out.words();
            if turned && before.is_some_and(|last| last.text.ends_with(['\u{ad}', '\u{fffe}'])) {
                // The word goes on: its hyphen was only that of the line.
            } else if turned && words.ends_with('-') && text.starts_with(char::is_alphanumeric) {
                match clean::hyphens::judge(&words, &text) {
                    clean::hyphens::Join::Undone => out.pop(),
                    clean::hyphens::Join::Kept => {}
                    _ => out.push(" ", Style::default()),
                }
            } else if (turned || apart) && !words.ends_with(' ') && !text.starts_with(' ') {
                out.push(" ", Style::default());
            }
            out.push(&text, Style { bold: piece.bold, italic: piece.italic, strike: false });
            before = Some(piece);
        }
        self.last = before;
    }

    fn note(&mut self, element: &'a Dictionary, page: Option<u32>, depth: usize) {
        let text = self.text(element, page, depth).tidy();
        let words = text.words();
        let digits = words.chars().take_while(char::is_ascii_digit).count();
        self.notes += 1;
        let label = if digits > 0 { words[..digits].to_string() } else { self.notes.to_string() };
        let text = text.slice(digits, words.len());
        let words = text.words();
        let text = text.slice(words.len() - words.trim_start().len(), words.len());
        self.push(Kind::Note(label), text, page);
    }

    /// A note that stands within the sentence which refers to it.
    fn note_in(&mut self, element: &'a Dictionary, page: Option<u32>, _: &mut Text, depth: usize) {
        self.note(element, page, depth);
    }

    fn table(&mut self, element: &'a Dictionary, page: Option<u32>, depth: usize) {
        let mut rows = Vec::new();
        self.rows(element, page, depth, &mut rows);
        rows.retain(|row: &Vec<Text>| !row.iter().all(Text::is_blank));
        if rows.iter().all(|row| row.len() <= 1) {
            for text in rows.into_iter().flatten() {
                self.push(Kind::Paragraph, text, page);
            }
            return;
        }
        if !rows.is_empty() {
            self.push(Kind::Table(rows), Text::default(), page);
        }
    }

    fn rows(&mut self, element: &'a Dictionary, page: Option<u32>, depth: usize, out: &mut Vec<Vec<Text>>) {
        if depth > DEPTH || out.len() > 100_000 {
            return;
        }
        let page = self.page_of(element, page);
        for kid in self.kids(element) {
            let Ok((_, Object::Dictionary(child))) = self.document.dereference(kid) else { continue };
            if self.role(child) == "TR" {
                let row = self.row(child, page, depth + 1);
                out.push(row);
            } else {
                self.rows(child, page, depth + 1, out);
            }
        }
    }

    fn row(&mut self, element: &'a Dictionary, page: Option<u32>, depth: usize) -> Vec<Text> {
        let page = self.page_of(element, page);
        let cells: Vec<&'a Dictionary> = self
            .kids(element)
            .into_iter()
            .filter_map(|kid| self.document.dereference(kid).ok()?.1.as_dict().ok())
            .filter(|child| matches!(self.role(child).as_str(), "TD" | "TH"))
            .collect();
        let mut out = Vec::new();
        for cell in &cells {
            let page = self.page_of(cell, page);
            let text = self.text(cell, page, depth).tidy();
            out.push(text);
            if cells.len() > 1 {
                out.extend(std::iter::repeat_n(Text::default(), self.span(cell).saturating_sub(1)));
            }
        }
        out
    }

    /// How many columns a cell spans.
    fn span(&self, cell: &Dictionary) -> usize {
        let one = |object: &Object| object.as_dict().ok()?.get(b"ColSpan").ok()?.as_i64().ok();
        let found = match cell.get_deref(b"A", self.document) {
            Ok(Object::Array(all)) => all
                .iter()
                .filter_map(|object| self.document.dereference(object).ok())
                .find_map(|(_, object)| one(object)),
            Ok(object) => one(object),
            Err(_) => None,
        };
        found.unwrap_or(1).clamp(1, 64) as usize
    }

    /// What no element refers to: headers and footers, or text that the tags have forgotten.
    fn finish(mut self, pieces: &[Piece]) -> Option<Tagged> {
        let mut forgotten = 0;
        let mut all = 0;
        let mut lines: BTreeMap<(u32, i32), (String, bool)> = BTreeMap::new();
        for piece in pieces {
            let text = clean::plain_run(&piece.text);
            all += letters(&text);
            let used =
                piece.mark.is_some_and(|mark| self.used.contains(&(piece.page, mark))) && !piece.artifact;
            if used {
                continue;
            }
            if !piece.artifact {
                forgotten += letters(&text);
            }
            let line = lines.entry((piece.page, -(piece.y as i32))).or_default();
            if !line.0.is_empty() {
                line.0.push(' ');
            }
            line.0.push_str(text.trim());
            line.1 |= !piece.artifact;
        }
        let covered = all - forgotten;
        if covered * 100 < all * 90 || !self.out.blocks.iter().any(Block::is_heading) && pieces.len() > 200 {
            return None;
        }
        for ((page, _), (text, _)) in lines {
            if text.trim().is_empty() {
                continue;
            }
            let origin = Origin { page, line: 0 };
            self.out.left_out.push((origin, "sidhuvud", text.clone()));
            if !self.out.facts.iter().any(|fact| fact.text == text) {
                self.out.facts.push(Line { text, origin, ..Line::default() });
            }
        }
        Some(self.out)
    }
}
