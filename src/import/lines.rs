//! The lines of a text layer: what plain text out of PDF and a PDF without tags have in common.
//!
//! In: the lines as they are printed. The cleaners work on these, and `assemble` makes blocks of them.

use super::block::Origin;

/// A printed line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// The words, without white space at the ends.
    pub text: String,
    /// White space before the words, in characters.
    pub indent: usize,
    /// Where it stands.
    pub origin: Origin,
    /// First on its page.
    pub page_start: bool,
    /// First on its page, under a running header: it goes on a chapter and begins none.
    pub continued: bool,
    /// Goes on the line before it: the rest of its first word was moved up.
    pub carried: bool,
    /// Blank, but with white space on it.
    pub spaced: bool,
    /// Begins with a tab.
    pub tabbed: bool,
    /// Size of the letters in points, where the source says it.
    pub size: Option<f32>,
    /// Left end in points, where the source says it.
    pub x: Option<f32>,
    /// Set in bold, where the source says it.
    pub bold: bool,
    /// The cells, when the line is a row of a table whose columns are known by their places.
    pub cells: Vec<String>,
    /// Width as printed, in characters; kept when words move between lines.
    pub printed: usize,
}

impl Line {
    /// Whether there is nothing on it.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// The first word of a text.
pub fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or("")
}

/// Whether a text goes on a sentence: it begins in lower case, after quotation marks and brackets.
pub fn goes_on(text: &str) -> bool {
    text.trim_start_matches(['”', '"', '“', '’', '(', '«', '»']).starts_with(|c: char| c.is_lowercase())
}

/// Whether a text ends a sentence.
pub fn is_finished(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', '’', ')', '»', ' ']);
    text.ends_with(['.', '!', '?', ':', ';'])
}

/// How wide the text is set, in characters: what nine of ten full lines stay under.
pub fn width(lines: &[Line]) -> usize {
    let mut lengths: Vec<usize> =
        lines.iter().filter(|line| !line.is_blank()).map(|line| line.printed).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(80)
}

/// Whether a line was broken because the next word did not fit; otherwise somebody meant the break.
pub fn is_full(line: &Line, next: &str, width: usize) -> bool {
    line.printed + 1 + first_word(next).chars().count() > width
}

/// The lines of a source or of a part of it, with what cleaners have set aside.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layer {
    /// The lines that are left.
    pub lines: Vec<Line>,
    /// Footnotes: label and text.
    pub notes: Vec<(String, Line)>,
    /// Lines of headers and letterheads: what they say of the document, not text of it.
    pub facts: Vec<Line>,
}
