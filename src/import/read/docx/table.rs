//! Tables: rows of cells, with spans and merged cells.
//!
//! In: a table of the body. Out: a block; a frame of one column around text gives paragraphs.

use super::super::super::block::{Block, Kind, Origin, Style as Look, Text, letters};
use super::body::Reader;
use super::xml::Element;

/// Most rows and cells of a table.
const CELLS: usize = 200_000;

impl Reader<'_> {
    pub(super) fn table(&mut self, element: &Element, out: &mut Vec<Block>) {
        let origin = Origin { page: 0, line: self.paragraph + 1 };
        let mut rows: Vec<Vec<Text>> = Vec::new();
        let mut above: Vec<Text> = Vec::new();
        let mut cells = 0;
        for row in element.elements().filter(|child| child.name == "tr") {
            if row.child("trPr").is_some_and(|properties| properties.child("del").is_some()) {
                self.leave_out(row, "spårad ändring");
                continue;
            }
            let made = self.row(row, &mut above);
            cells += made.len();
            if cells > CELLS {
                self.journal.doubt(
                    origin,
                    "tabell",
                    "",
                    "",
                    "tabellen är större än någon tabell i ett styrdokument och har kapats",
                );
                self.leave_out(element, "tabell för stor");
                break;
            }
            rows.push(made);
        }
        rows.retain(|row| !row.iter().all(Text::is_blank));
        let wide = rows.iter().map(Vec::len).max().unwrap_or(0);
        if wide <= 1 {
            // A frame around text, not a table.
            out.extend(rows.into_iter().flatten().map(|text| Block::new(Kind::Paragraph, text, origin)));
        } else {
            out.push(Block::new(Kind::Table(rows), Text::default(), origin));
        }
        out.append(&mut self.boxes);
    }

    /// The cells of a row. A cell that spans all columns stays one; one that goes on the cell above repeats it.
    fn row(&mut self, row: &Element, above: &mut Vec<Text>) -> Vec<Text> {
        let cells: Vec<&Element> = row.elements().flat_map(unwrapped).collect();
        let mut out: Vec<Text> = Vec::new();
        for cell in &cells {
            let properties = cell.child("tcPr").cloned().unwrap_or_default();
            let span = properties
                .value("gridSpan")
                .and_then(|span| span.parse::<usize>().ok())
                .unwrap_or(1)
                .clamp(1, 64);
            let mut blocks = Vec::new();
            self.container(cell, &mut blocks);
            let mut text = Text::default();
            for block in blocks {
                if !text.is_blank() {
                    text.push(" ", Look::default());
                }
                match block.kind {
                    Kind::Table(rows) => rows.into_iter().flatten().for_each(|cell| {
                        text.append(cell);
                        text.push(" ", Look::default());
                    }),
                    Kind::Item { label: Some(label), .. } | Kind::Heading { number: Some(label), .. } => {
                        let shown = label.trim_matches(|c: char| !c.is_alphanumeric());
                        // Digits of a list are no letters; other labels were counted when they were made.
                        if letters(shown) == 0 || letters(&label) > 0 {
                            text.push(&format!("{label} "), Look::default());
                        }
                        text.append(block.text);
                    }
                    _ => text.append(block.text),
                }
            }
            let mut text = text.tidy();
            let goes_on = properties.child("vMerge").is_some_and(|merge| merge.get("val") != Some("restart"));
            if goes_on
                && text.is_blank()
                && let Some(known) = above.get(out.len())
            {
                text = known.clone();
                self.letters += letters(&text.words());
            }
            out.push(text);
            if cells.len() > 1 {
                out.extend(std::iter::repeat_n(Text::default(), span - 1));
            }
        }
        if cells.len() > 1 {
            above.clone_from(&out);
        }
        out
    }
}

/// Cells, also those within a content control.
fn unwrapped(element: &Element) -> Vec<&Element> {
    match element.name.as_str() {
        "tc" => vec![element],
        "sdt" => element
            .child("sdtContent")
            .map(|content| content.elements().flat_map(unwrapped).collect())
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}
