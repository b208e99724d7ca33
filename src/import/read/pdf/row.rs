//! A printed line with its place on the page: what `layout` makes of pieces, and `table` of lines.

/// A part of a line between wide gaps.
#[derive(Debug, Clone)]
pub struct Segment {
    /// Left end.
    pub x: f32,
    /// Right end.
    pub end: f32,
    /// The words.
    pub text: String,
}

/// A printed line with its place, or a row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Page, from 1.
    pub page: u32,
    /// Height of the base line, upwards.
    pub y: f32,
    /// Size of the letters.
    pub size: f32,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Its parts between wide gaps, from the left.
    pub segments: Vec<Segment>,
    /// Its parts between gaps that are wider than a blank.
    pub fine: Vec<Segment>,
    /// The cells, when it is a row of a table.
    pub cells: Vec<String>,
    /// In a table that was put together: what stands before it.
    pub before: Option<Before>,
}

impl Row {
    /// A row of a table. `line` is the first of its lines.
    pub fn of_cells(line: &Self, cells: Vec<String>, is_first: bool) -> Self {
        let before = Some(if is_first { Before::Blank } else { Before::Nothing });
        Self { cells, before, ..line.clone() }
    }
}

/// What stands before a line of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// The line before goes on.
    Nothing,
    /// A blank line: the next cell.
    Blank,
    /// An empty cell on the right of the one before.
    Empty,
    /// An empty cell on the left of this one.
    Inset,
}
