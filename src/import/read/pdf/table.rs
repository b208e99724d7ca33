//! Tables of a PDF without tags: rows of cells, by the places where the parts of lines begin.
//!
//! In: the printed lines of a page, in order. Out: the same, with the lines of a table put together to its rows. Lines
//! are rows of a table when their parts begin at the same few places and none reaches into the next column.

use super::row::{Row, Segment};
use crate::import::assemble::is_change_head;
use crate::import::clean::hyphens::{Join, is_broken, judge};

/// How far from its column a cell may begin, in points.
const NEAR: f32 = 7.0;

/// Puts the rows of tables together.
pub fn rows(rows: Vec<Row>) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    let mut at = 0;
    while at < rows.len() {
        let Some((end, columns)) = region(&rows, at) else {
            out.push(rows[at].clone());
            at += 1;
            continue;
        };
        out.extend(joined(&rows[at..end], &columns));
        at = end;
    }
    out
}

/// The lines of a table that begins here, and where its columns begin.
fn region(rows: &[Row], at: usize) -> Option<(usize, Vec<f32>)> {
    let first = &rows[at];
    if let [left, right, ..] = first.segments.as_slice()
        && is_change_head(&left.text, &right.text)
    {
        return None;
    }
    let columns = columns(rows, at);
    if columns.len() < 2 {
        return None;
    }
    let mut end = at + 1;
    while end < rows.len() {
        let (row, above) = (&rows[end], &rows[end - 1]);
        let gap = above.y - row.y;
        if row.page != above.page || gap > 6.0 * row.size || gap <= 0.0 {
            break;
        }
        // One part in larger letters is a heading.
        if row.segments.len() == 1 && row.size > above.size + 0.6 {
            break;
        }
        let known = |segment: &Segment| columns.iter().any(|x| (segment.x - x).abs() < NEAR);
        let inside =
            |segment: &Segment| columns.iter().all(|x| *x < segment.x + NEAR || segment.end < *x + 3.0);
        if !parts(row, &columns).iter().all(|segment| known(segment) && inside(segment)) {
            break;
        }
        end += 1;
    }
    // What stands apart under the last row, in the first column alone, is text again.
    let leading = leading(&rows[at..end]);
    let alone = |row: &Row| row.segments.len() == 1 && (row.segments[0].x - columns[0]).abs() < NEAR;
    while end > at + 1 && alone(&rows[end - 1]) && rows[end - 2].y - rows[end - 1].y > leading * 1.3 {
        end -= 1;
    }
    is_table(&rows[at..end], &columns).then_some((end, columns))
}

/// Where the columns of a table begin whose first line this is: at its parts, and where the lines below begin a part too
/// after a gap that is too narrow to tell by itself.
fn columns(rows: &[Row], at: usize) -> Vec<f32> {
    let first = &rows[at];
    let below: Vec<&Row> = rows[at + 1..].iter().take(16).take_while(|row| row.page == first.page).collect();
    let confirmed = |x: f32| {
        let begins = |row: &&&Row| row.fine.iter().any(|segment| (segment.x - x).abs() < NEAR / 2.0);
        let crosses =
            |row: &&Row| row.fine.iter().any(|segment| segment.x < x - NEAR && segment.end > x + 3.0);
        below.iter().filter(begins).count() >= 2 && !below.iter().take(4).any(crosses)
    };
    let wide = |x: f32| first.segments.iter().any(|segment| segment.x == x);
    let columns: Vec<f32> =
        first.fine.iter().map(|segment| segment.x).filter(|x| wide(*x) || confirmed(*x)).collect();
    // Two parts that stand close are words of a line.
    if first.segments.len() < 2 && columns.len() < 3 { Vec::new() } else { columns }
}

/// The parts of a line, cut where a column begins, however little white stands before it.
fn parts(row: &Row, columns: &[f32]) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    for segment in &row.fine {
        let begins = columns.iter().any(|x| (segment.x - x).abs() < NEAR)
            || out.last().is_some_and(|last| segment.x - last.end > 1.6 * row.size);
        match out.last_mut() {
            Some(last) if !begins => {
                last.text = format!("{} {}", last.text, segment.text);
                last.end = segment.end;
            }
            _ => out.push(segment.clone()),
        }
    }
    out
}

fn leading(rows: &[Row]) -> f32 {
    let gaps = rows.windows(2).map(|pair| pair[0].y - pair[1].y).filter(|gap| *gap > 1.0);
    gaps.fold(f32::MAX, f32::min).min(40.0)
}

fn is_table(rows: &[Row], columns: &[f32]) -> bool {
    let many = rows.iter().filter(|row| parts(row, columns).len() >= 2);
    let counted = |text: &str| {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        text.chars().count() <= 2 || text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    };
    let texts = |first: bool| {
        many.clone().filter_map(move |row| if first { row.segments.first() } else { row.segments.last() })
    };
    // Labels of a list, and the page numbers of contents.
    let labels = columns.len() == 2 && texts(true).all(|segment| counted(&segment.text));
    let contents = texts(false).all(|segment| segment.text.bytes().all(|b| b.is_ascii_digit()));
    let enough = if columns.len() > 2 { 2 } else { 3 };
    let known = columns.len() == 2
        && many
            .clone()
            .filter(|row| crate::import::swedish::labels::label(&row.segments[0].text).is_some())
            .count()
            >= 2;
    (many.clone().count() >= enough || known) && !labels && !contents
}

/// The number of the column that a part of a line stands in.
fn column(columns: &[f32], segment: &Segment) -> usize {
    columns.iter().rposition(|x| segment.x > x - NEAR).unwrap_or(0)
}

/// A row that is being put together: the lines of each cell.
struct Open<'a> {
    cells: Vec<Vec<Segment>>,
    first: &'a Row,
}

fn joined(rows: &[Row], columns: &[f32]) -> Vec<Row> {
    let leading = leading(rows);
    let right = rows.iter().flat_map(|row| &row.segments).map(|segment| segment.end).fold(0.0, f32::max);
    let mut out: Vec<Row> = Vec::new();
    let mut open: Option<Open<'_>> = None;
    for (n, row) in rows.iter().enumerate() {
        let apart = n > 0 && rows[n - 1].y - row.y > leading * 1.25;
        let line = parts(row, columns);
        if open.as_ref().is_none_or(|open| begins(open, &line, columns, apart, row.size, right)) {
            let is_first = out.is_empty();
            out.extend(open.take().map(|open| close(&open, is_first)));
            open = Some(Open { cells: vec![Vec::new(); columns.len()], first: row });
        }
        if let Some(open) = &mut open {
            for segment in line {
                open.cells[column(columns, &segment)].push(segment);
            }
        }
    }
    let is_first = out.is_empty();
    out.extend(open.take().map(|open| close(&open, is_first)));
    out
}

/// Whether a line begins a row of its own rather than going on the cells of the one that is open.
fn begins(open: &Open<'_>, line: &[Segment], columns: &[f32], apart: bool, size: f32, right: f32) -> bool {
    let named = line.first().is_some_and(|segment| column(columns, segment) == 0);
    if !named || apart {
        return named;
    }
    // Cells that are all broken in one place are rarer than a row that fills every column.
    if columns.len() > 2 && line.len() == columns.len() {
        return true;
    }
    // «…planen.» and then capitals in both columns: the row above has ended.
    let capital = |segment: &Segment| segment.text.starts_with(char::is_uppercase);
    let ended = open
        .cells
        .iter()
        .rev()
        .find_map(|cell| cell.last())
        .is_some_and(|last| last.text.ends_with(['.', ':']));
    // «… vid behov.» in a cell and then a capital in each of the columns that the row fills.
    let stopped = |segment: &Segment| {
        open.cells[column(columns, segment)].last().is_some_and(|last| last.text.ends_with('.'))
    };
    if line.len() > 1 && (ended || line.iter().any(stopped)) && line.iter().all(capital) {
        return true;
    }
    // A cell whose next word had fitted on the line above was ended on purpose.
    line.iter().any(|segment| {
        let at = column(columns, segment);
        let edge = columns.get(at + 1).map_or(right, |x| x - 8.0);
        let word = segment.text.split(' ').next().unwrap_or("").chars().count() as f32;
        open.cells[at].last().is_some_and(|last| last.end + (word + 1.0) * size * 0.5 < edge)
    })
}

fn close(open: &Open<'_>, is_first: bool) -> Row {
    let cells: Vec<String> = open.cells.iter().map(|lines| cell(lines)).collect();
    Row::of_cells(open.first, cells, is_first)
}

/// The lines of a cell as one text, its words put together again.
fn cell(lines: &[Segment]) -> String {
    let mut out = String::new();
    for (n, line) in lines.iter().enumerate() {
        if out.ends_with('-') && line.text.starts_with(char::is_alphanumeric) {
            match judge(&out, &line.text) {
                Join::Undone => {
                    out.pop();
                }
                Join::Kept => {}
                Join::Suspended | Join::Dash => out.push(' '),
            }
        } else if !out.is_empty()
            && !lines.get(n.wrapping_sub(1)).is_some_and(|last| is_broken(&last.text, &line.text))
        {
            out.push(' ');
        }
        out.push_str(&line.text);
    }
    out
}
