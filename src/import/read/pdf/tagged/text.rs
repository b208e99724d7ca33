//! The text of an element: the marked pieces of the pages, their words put together again.

use lopdf::{Dictionary, Object};

use super::super::text_of;
use super::{DEPTH, ELEMENTS, Reader};
use crate::import::block::{Kind, Style, Text};
use crate::import::clean;

impl<'a> Reader<'a> {
    /// The text of an item's body; lists within it come after.
    pub(super) fn body(
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
            self.part(kid, page, text, inner, depth);
        }
        if matches!(self.role(element).as_str(), "P") {
            text.push(" ", Style::default());
        }
    }

    /// What a kid of a body says: a list or table is kept for later, a note becomes a block of its own.
    pub(super) fn part(
        &mut self,
        kid: &'a Object,
        page: Option<u32>,
        text: &mut Text,
        inner: &mut Vec<(&'a Dictionary, String)>,
        depth: usize,
    ) {
        let Ok((_, kid)) = self.document.dereference(kid) else { return };
        let Object::Dictionary(child) = kid else { return self.content(kid, page, text) };
        if !child.has(b"S") {
            return self.content(kid, page, text);
        }
        let role = self.role(child);
        match role.as_str() {
            "L" | "Table" => inner.push((child, role)),
            "Note" | "FENote" => self.note(child, page, depth + 1),
            "Lbl" => {
                self.body(child, page, text, inner, depth + 1);
                text.push(" ", Style::default());
            }
            _ => self.body(child, page, text, inner, depth + 1),
        }
    }

    /// Everything that an element says.
    pub(super) fn text(&mut self, element: &'a Dictionary, page: Option<u32>, depth: usize) -> Text {
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
    pub(super) fn content(&mut self, kid: &Object, page: Option<u32>, out: &mut Text) {
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
        let mut before = self.last.filter(|_| !out.0.is_empty());
        for &piece in pieces {
            self.first.get_or_insert(piece);
            let turned = before
                .is_some_and(|last| last.page != piece.page || (last.y - piece.y).abs() > piece.size * 0.5);
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

    pub(super) fn note(&mut self, element: &'a Dictionary, page: Option<u32>, depth: usize) {
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
}
