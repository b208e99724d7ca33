//! A PDF without tags: pieces of text to printed lines, by their places.
//!
//! Lines stand apart when their base lines do; a wide gap within a line is two blanks, and a wide gap between lines is a
//! blank line. What the lines mean is for the cleaners and `assemble`, which know them from plain text.

use super::super::super::block::Origin;
use super::super::super::clean;
use super::super::super::lines::Line;
use super::content::Piece;
use super::row::{Before, Row, Segment};
use super::{columns, table};
use crate::import::lines::Layer;

/// The lines of all pages.
pub fn layer(pieces: &[Piece]) -> Layer {
    let mut rows: Vec<Row> = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let end = pieces[start..]
            .iter()
            .position(|piece| piece.page != pieces[start].page)
            .map_or(pieces.len(), |n| start + n);
        rows.extend(page(&pieces[start..end]));
        start = end;
    }
    let rows = two_columns(rows);
    Layer { lines: lines(&rows), ..Layer::default() }
}

/// The rows of a page, from the top.
fn page(pieces: &[Piece]) -> Vec<Row> {
    let mut order: Vec<&Piece> = pieces.iter().filter(|piece| !piece.text.trim().is_empty()).collect();
    order.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut groups: Vec<Vec<&Piece>> = Vec::new();
    for piece in order {
        match groups.last_mut() {
            Some(group) if (group[0].y - piece.y).abs() < 0.45 * piece.size.max(group[0].size * 0.6) => {
                group.push(piece)
            }
            _ => groups.push(vec![piece]),
        }
    }
    columns::parts(groups)
        .into_iter()
        .flat_map(|part| table::rows(part.into_iter().map(row).collect()))
        .collect()
}

fn row(mut pieces: Vec<&Piece>) -> Row {
    pieces.sort_by(|a, b| a.x.total_cmp(&b.x));
    let letters = |piece: &&Piece| piece.text.chars().filter(|c| c.is_alphanumeric()).count();
    let main = pieces.iter().max_by_key(|piece| letters(piece)).copied().unwrap_or(pieces[0]);
    let bold = pieces.iter().filter(|piece| letters(piece) > 0).all(|piece| piece.bold);
    let pieces: Vec<(&Piece, String)> = pieces
        .iter()
        .enumerate()
        .map(|(n, piece)| {
            // Only at the end of a line is a soft hyphen printed.
            let cut = piece.text.ends_with('\u{ad}') && n + 1 == pieces.len();
            let text = clean::plain_run(&piece.text);
            (*piece, if cut { format!("{}-", text.trim_end()) } else { text })
        })
        .collect();
    let (segments, fine) = (segments(&pieces, 1.6), segments(&pieces, 0.45));
    Row { page: main.page, y: main.y, size: main.size, bold, segments, fine, cells: Vec::new(), before: None }
}

/// The parts of a line between gaps of so many times the size of the letters.
fn segments(pieces: &[(&Piece, String)], wide: f32) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    let mut end = f32::MIN;
    for (piece, text) in pieces {
        let gap = piece.x - end;
        match out.last_mut() {
            Some(last) if gap < wide * piece.size => {
                if gap > 0.17 * piece.size && !last.text.ends_with(' ') && !text.starts_with(' ') {
                    last.text.push(' ');
                }
                last.text.push_str(text);
            }
            _ => out.push(Segment { x: piece.x, end: piece.x, text: text.clone() }),
        }
        end = end.max(piece.x + piece.width);
        if let Some(last) = out.last_mut() {
            last.end = end;
        }
    }
    for segment in &mut out {
        segment.text = crate::text::spaced_once(&segment.text);
    }
    out.retain(|segment| !segment.text.is_empty());
    out
}

/// Tables in two columns: from a header of two parts to where a line begins elsewhere, each row's cells are put together,
/// the left before the right, with a blank line between, as text out of PDF has them.
fn two_columns(rows: Vec<Row>) -> Vec<Row> {
    let leading = typical_leading(&rows);
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    let mut at = 0;
    let mut rows: Vec<Option<Row>> = rows.into_iter().map(Some).collect();
    while at < rows.len() {
        let Some(row) = rows[at].take() else {
            at += 1;
            continue;
        };
        let is_head = row.cells.is_empty()
            && row.segments.len() == 2
            && crate::import::assemble::is_table_head(&row.segments[0].text, &row.segments[1].text);
        if !is_head {
            out.push(row);
            at += 1;
            continue;
        }
        let (left, right, size) = (row.segments[0].x, row.segments[1].x, row.size);
        out.push(row);
        at += 1;
        let mut cell: Vec<Row> = Vec::new();
        let mut emptied = false;
        while let Some(Some(next)) = rows.get(at) {
            let in_left = |segment: &Segment| {
                (segment.x - left).abs() < 12.0
                    && (segment.end < right + 4.0
                        || next.segments.len() == 1 && segment.text.chars().count() < 90)
            };
            let fits = next.segments.iter().all(|segment| in_left(segment) || segment.x >= right - 12.0);
            let other = next.size > size + 0.6
                || next.segments.len() == 2
                    && crate::import::assemble::is_table_head(&next.segments[0].text, &next.segments[1].text);
            if !fits || other || next.segments.len() > 2 {
                break;
            }
            let gap = cell.last().map_or(0.0, |last| last.y - next.y);
            let turned = cell.last().is_some_and(|last| last.page != next.page);
            // Lines of one cell stand closer than rows do.
            let apart = gap > leading * 1.22 || gap > next.size * 1.42;
            if !cell.is_empty() && (apart || turned) {
                flush(&mut cell, right, &mut emptied, &mut out);
            }
            if let Some(next) = rows[at].take() {
                cell.push(next);
            }
            at += 1;
        }
        flush(&mut cell, right, &mut emptied, &mut out);
    }
    out
}

/// Writes a row of the table: the left cell as lines, then the right one under a blank line.
fn flush(cell: &mut Vec<Row>, right: f32, emptied: &mut bool, out: &mut Vec<Row>) {
    let rows = std::mem::take(cell);
    let Some(first) = rows.first() else { return };
    let (page, size, y) = (first.page, first.size, first.y);
    let part = |is_right: bool| -> Vec<String> {
        let texts = rows.iter().map(|row| {
            row.segments
                .iter()
                .filter(|segment| (segment.x >= right - 12.0) == is_right)
                .map(|segment| segment.text.clone())
                .collect::<Vec<_>>()
                .join(" ")
        });
        texts.filter(|text| !text.is_empty()).collect()
    };
    let (left, other) = (part(false), part(true));
    let only_right = left.is_empty();
    for (texts, is_right) in [(&left, false), (&other, true)] {
        for (n, text) in texts.iter().enumerate() {
            let before = match (n, is_right && only_right) {
                (0, true) => Before::Inset,
                (0, false) if !is_right && *emptied => Before::Empty,
                (0, false) => Before::Blank,
                _ => Before::Nothing,
            };
            let segments = vec![Segment { x: 0.0, end: 0.0, text: text.clone() }];
            out.push(Row {
                page,
                y,
                size,
                bold: false,
                segments,
                fine: Vec::new(),
                cells: Vec::new(),
                before: Some(before),
            });
        }
    }
    *emptied = other.is_empty();
}

fn typical_leading(rows: &[Row]) -> f32 {
    let mut gaps: Vec<f32> = rows
        .windows(2)
        .filter(|pair| pair[0].page == pair[1].page)
        .map(|pair| pair[0].y - pair[1].y)
        .filter(|gap| *gap > 1.0)
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 3).copied().unwrap_or(14.0)
}

fn lines(rows: &[Row]) -> Vec<Line> {
    let leading = typical_leading(rows);
    let mut out: Vec<Line> = Vec::new();
    let mut before: Option<&Row> = None;
    for row in rows {
        let fresh = before.is_none_or(|last| last.page != row.page);
        let gap = before.map_or(0.0, |last| last.y - row.y);
        // Lines of one size that is larger than the text's stand further apart.
        let same = before.is_some_and(|last| (last.size - row.size).abs() < 0.3);
        let close = leading.min(row.size * 1.6);
        let wide = !fresh && gap > if same { close.max(row.size * 1.2) } else { close } * 1.35;
        let blank = match row.before {
            Some(Before::Nothing) => None,
            Some(before) => Some(before == Before::Empty),
            None => wide.then_some(true),
        };
        if let Some(spaced) = blank {
            out.push(Line {
                spaced,
                origin: Origin { page: row.page, line: out.len() as u32 + 1 },
                ..Line::default()
            });
        }
        let parts: Vec<&str> = if row.cells.is_empty() {
            row.segments.iter().map(|segment| segment.text.as_str()).collect()
        } else {
            row.cells.iter().map(String::as_str).collect()
        };
        let text = parts.join("  ").trim().to_string();
        out.push(Line {
            printed: text.chars().count(),
            origin: Origin { page: row.page, line: out.len() as u32 + 1 },
            page_start: fresh,
            indent: usize::from(row.before == Some(Before::Inset)),
            x: row.segments.first().map(|segment| segment.x),
            size: Some((row.size * 10.0).round() / 10.0),
            bold: row.bold,
            cells: row.cells.clone(),
            text,
            ..Line::default()
        });
        before = Some(row);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_table_are_put_together() {
        let pieces = [
            Piece::printed(50.0, 700.0, "Nr"),
            Piece::printed(120.0, 700.0, "Ärende"),
            Piece::printed(240.0, 700.0, "Delegat"),
            Piece::printed(50.0, 687.0, "2.1"),
            Piece::printed(120.0, 687.0, "Inköp av nycklar samt"),
            Piece::printed(240.0, 687.0, "Chef"),
            Piece::printed(120.0, 674.0, "infor-"),
            Piece::printed(120.0, 661.0, "mation"),
            Piece::printed(50.0, 648.0, "2.2"),
            Piece::printed(120.0, 648.0, "Byte av lås"),
            Piece::printed(50.0, 600.0, "Stycket efter tabellen går över hela bredden av sidan."),
        ];
        let lines = layer(&pieces).lines;
        let rows: Vec<&Vec<String>> =
            lines.iter().map(|line| &line.cells).filter(|cells| !cells.is_empty()).collect();
        assert_eq!(
            rows,
            [
                &vec!["Nr".to_string(), "Ärende".to_string(), "Delegat".to_string()],
                &vec!["2.1".to_string(), "Inköp av nycklar samt information".to_string(), "Chef".to_string()],
                &vec!["2.2".to_string(), "Byte av lås".to_string(), String::new()],
            ]
        );
        assert!(lines.last().is_some_and(|line| line.cells.is_empty()));
    }

    #[test]
    fn columns_that_stand_close_are_told_by_the_lines_below() {
        let rows = [
            ["Nr", "Ärende", "Lagrum", "Delegat"],
            ["1.1", "Inköp av lås", "LOU 4:1", "Enhetschef"],
            ["1.2", "Byte av lås", "Avtalet", "Kanslichef"],
            ["1.3", "Räkning", "Rutinen", "Vaktmästare"],
        ];
        let pieces: Vec<Piece> = rows
            .iter()
            .enumerate()
            .flat_map(|(n, cells)| {
                let y = 700.0 - n as f32 * 16.0;
                [50.0, 72.0, 138.0, 179.0]
                    .into_iter()
                    .zip(cells)
                    .map(move |(x, cell)| Piece::printed(x, y, cell))
            })
            .collect();
        let lines = layer(&pieces).lines;
        let read: Vec<Vec<String>> =
            lines.into_iter().map(|line| line.cells).filter(|cells| !cells.is_empty()).collect();
        assert_eq!(read, rows.map(|row| row.map(str::to_string).to_vec()));
    }

    #[test]
    fn places_become_lines() {
        let pieces = [
            Piece::printed(50.0, 700.0, "Nycklar"),
            Piece::printed(88.0, 700.0, "ska"),
            Piece::printed(50.0, 688.0, "räknas."),
            Piece::printed(50.0, 650.0, "Nytt stycke."),
            Piece::printed(300.0, 650.0, "9 (12)"),
        ];
        let text: Vec<String> = layer(&pieces).lines.into_iter().map(|line| line.text).collect();
        assert_eq!(text, ["Nycklar ska", "räknas.", "", "Nytt stycke.  9 (12)"]);
    }
}
