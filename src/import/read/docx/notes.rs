//! What stands beside the text: footnotes, endnotes and text boxes.
//!
//! In: the parts that hold them, and where the text refers to them. Out: blocks.

use super::super::super::block::{Block, Kind, Style as Look, Text};
use super::body::{Reader, branch};
use super::xml::Element;

impl Reader<'_> {
    pub(super) fn note(&mut self, end: bool, id: &str) -> String {
        let key = format!("{}{id}", if end { "e" } else { "" });
        let at = self.notes.iter().position(|known| *known == key).unwrap_or_else(|| {
            self.notes.push(key);
            self.notes.len() - 1
        });
        (at + 1).to_string()
    }

    /// The texts of footnotes or endnotes that the body refers to.
    pub fn notes(&mut self, root: &Element, name: &str) -> Vec<Block> {
        let mut out = Vec::new();
        for note in root.elements().filter(|element| element.name == name) {
            let id = note.get("id").unwrap_or("");
            let key = format!("{}{id}", if name == "endnote" { "e" } else { "" });
            let mut blocks = Vec::new();
            self.container(note, &mut blocks);
            let mut text = Text::default();
            for block in blocks {
                if !text.is_blank() {
                    text.push(" ", Look::default());
                }
                text.append(block.text);
            }
            if text.is_blank() {
                continue;
            }
            match self.notes.iter().position(|known| *known == key) {
                Some(at) => {
                    out.push(Block::new(Kind::Note((at + 1).to_string()), text.tidy(), self.origin()))
                }
                None => self.journal.drop(self.origin(), "fotnot utan plats", &text.words()),
            }
        }
        out
    }

    /// Text boxes: blocks after the paragraph that they are anchored in. Of alternatives only the first is read.
    pub(super) fn drawing(&mut self, element: &Element) {
        let element = if element.name == "AlternateContent" { branch(element) } else { Some(element) };
        let Some(element) = element else { return };
        for child in element.elements() {
            if child.name == "txbxContent" {
                let mut blocks = Vec::new();
                self.container(child, &mut blocks);
                self.boxes.extend(blocks);
            } else {
                self.drawing(child);
            }
        }
    }
}
