//! Tables: those whose cells the source knows, and those that text out of PDF flattens.
//!
//! In: the line that a table may begin at. Out: a block, and the line after the table.

use super::super::block::{Kind, Text};
use super::super::journal::Journal;
use super::super::lines::Line;
use super::{Assembler, change_table, duty_rows, gap_table, role_rows, term_table};

impl Assembler<'_> {
    /// Reads the table that begins at `at`; gives the line after it.
    pub(super) fn table(&mut self, at: usize, journal: &mut Journal) -> Option<usize> {
        let rows = self.rows(at);
        if rows > 0 {
            let row = |line: &Line| line.cells.iter().map(|cell| Text::plain(cell.as_str())).collect();
            let mut end = at + rows;
            let mut rows: Vec<Vec<Text>> = self.lines[at..end].iter().map(row).collect();
            while let Some(next) = self.goes_over(end, rows[0].len()) {
                let more = self.rows(next);
                // The header is printed again on the next page.
                let skip = usize::from(self.lines[next].cells == self.lines[at].cells);
                if skip > 0 {
                    journal.drop(self.lines[next].origin, "tabellhuvud", &self.lines[next].cells.join(" "));
                }
                rows.extend(self.lines[next + skip..next + more].iter().map(row));
                end = next + more;
            }
            self.push(Kind::Table(rows), Text::default(), &self.lines[at]);
            self.runs_on = false;
            return Some(end);
        }
        let found = term_table::read(self.lines, at, journal)
            .or_else(|| change_table::read(self.lines, at, journal))
            .or_else(|| gap_table::read(self.lines, at))
            .or_else(|| role_rows::read(self.lines, at, journal))
            .or_else(|| duty_rows::read(self.lines, at, journal))?;
        let (rows, end) = found;
        self.push(Kind::Table(rows), Text::default(), &self.lines[at]);
        self.runs_on = false;
        Some(end)
    }

    /// How many rows of one page begin at a line.
    fn rows(&self, at: usize) -> usize {
        let page = self.lines.get(at).map_or(0, |line| line.origin.page);
        self.lines[at..].iter().take_while(|line| !line.cells.is_empty() && line.origin.page == page).count()
    }

    /// Where a table goes on that was broken by the end of a page: its first row there, with as many columns.
    fn goes_over(&self, end: usize, columns: usize) -> Option<usize> {
        let next = (end..self.lines.len().min(end + 6)).find(|n| !self.lines[*n].is_blank())?;
        let (line, before) = (&self.lines[next], self.lines.get(end.checked_sub(1)?)?);
        (line.cells.len() == columns && line.origin.page == before.origin.page + 1).then_some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks;
    use super::*;
    use crate::import::lines::Layer;

    #[test]
    fn a_table_goes_on_over_the_end_of_a_page() {
        let row = |page: u32, cells: [&str; 2]| Line {
            text: cells.join(" "),
            cells: cells.map(str::to_string).to_vec(),
            origin: crate::import::block::Origin { page, line: page },
            ..Line::default()
        };
        let head = ["Nyckel", "Ägare"];
        let rows =
            vec![row(1, head), row(1, ["Port", "Chef"]), row(2, head), row(2, ["Skåp", "Vaktmästare"])];
        let read = |lines: Vec<Line>| -> Vec<usize> {
            let layer = Layer { lines, ..Layer::default() };
            let tables = blocks(&layer, &mut Journal::default()).into_iter();
            tables
                .filter_map(|block| match block.kind {
                    Kind::Table(rows) => Some(rows.len()),
                    _ => None,
                })
                .collect()
        };
        // The header is printed again, and stands once.
        assert_eq!(read(rows.clone()), [3]);
        // One with other columns, or two pages on, is another table.
        let mut other = rows.clone();
        other[2].cells.push("Antal".to_string());
        other[3].cells.push("2".to_string());
        let mut far = rows;
        far[2].origin.page = 4;
        far[3].origin.page = 4;
        assert_eq!(read(other), [2, 2]);
        assert_eq!(read(far), [2, 2]);
    }
}
