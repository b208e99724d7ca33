//! Tables: rows of cells, with the columns that they span.

use lopdf::{Dictionary, Object};

use super::{DEPTH, Reader};
use crate::import::block::{Kind, Text};

impl<'a> Reader<'a> {
    pub(super) fn table(&mut self, element: &'a Dictionary, page: Option<u32>, depth: usize) {
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
}
