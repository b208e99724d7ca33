//! Tables: rows of cells, with the columns that they span.

use lopdf::{Dictionary, Object};

use super::{DEPTH, Reader};
use crate::import::block::{Kind, Text};

/// A cell, and where its text begins.
#[derive(Debug, Clone, Default)]
struct Cell {
    text: Text,
    x: Option<f32>,
}

/// The rows as text. Some writers tag no empty cells: a row that is short is set by the places of the first row, when
/// every cell stands under one of its cells.
fn placed(rows: Vec<Vec<Cell>>) -> Vec<Vec<Text>> {
    let columns: Vec<f32> =
        rows.first().map_or(Vec::new(), |head| head.iter().filter_map(|cell| cell.x).collect());
    let whole = rows.first().is_some_and(|head| head.len() == columns.len());
    let place = |row: &[Cell]| -> Option<Vec<usize>> {
        let at = |cell: &Cell| columns.iter().position(|x| cell.x.is_some_and(|own| (own - x).abs() < 4.0));
        let places: Vec<usize> = row.iter().map(at).collect::<Option<_>>()?;
        places.windows(2).all(|pair| pair[0] < pair[1]).then_some(places)
    };
    rows.into_iter()
        .map(|row| match place(&row).filter(|_| whole && row.len() < columns.len()) {
            Some(places) => {
                let mut out = vec![Text::default(); columns.len()];
                for (at, cell) in places.into_iter().zip(row) {
                    out[at] = cell.text;
                }
                out
            }
            None => row.into_iter().map(|cell| cell.text).collect(),
        })
        .collect()
}

impl<'a> Reader<'a> {
    pub(super) fn table(&mut self, element: &'a Dictionary, page: Option<u32>, depth: usize) {
        let mut rows = Vec::new();
        self.rows(element, page, depth, &mut rows);
        rows.retain(|row: &Vec<Cell>| !row.iter().all(|cell| cell.text.is_blank()));
        let rows = placed(rows);
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

    fn rows(&mut self, element: &'a Dictionary, page: Option<u32>, depth: usize, out: &mut Vec<Vec<Cell>>) {
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

    fn row(&mut self, element: &'a Dictionary, page: Option<u32>, depth: usize) -> Vec<Cell> {
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
            self.first = None;
            let text = self.text(cell, page, depth).tidy();
            out.push(Cell { text, x: self.first.map(|piece| piece.x) });
            if cells.len() > 1 {
                out.extend(std::iter::repeat_n(Cell::default(), self.span(cell).saturating_sub(1)));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_whose_empty_cells_are_not_tagged_is_set_by_its_places() {
        let row = |cells: &[(&str, f32)]| -> Vec<Cell> {
            cells.iter().map(|(text, x)| Cell { text: Text::plain(*text), x: Some(*x) }).collect()
        };
        let head = row(&[("Nr", 50.0), ("Lagrum", 100.0), ("Delegat", 200.0)]);
        let shown = |rows: Vec<Vec<Cell>>| -> Vec<String> {
            placed(rows).iter().map(|row| row.iter().map(Text::words).collect::<Vec<_>>().join("|")).collect()
        };
        assert_eq!(shown(vec![head.clone(), row(&[("1", 50.5), ("Chef", 200.0)])])[1], "1||Chef");
        assert_eq!(shown(vec![head, row(&[("1", 50.5), ("Chef", 150.0)])])[1], "1|Chef");
    }
}
