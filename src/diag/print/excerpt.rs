//! Cuts out the part of a line that a reader needs to see.

use std::ops::Range;

use crate::diag::wording::visible::visible;

/// Most characters of a line that are shown.
const WIDTH: usize = 100;
/// Characters before the marked ones that are shown of a longer line.
const BEFORE: usize = 40;

/// A part of a line, every character visible.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The part, with an ellipsis where the line goes on.
    pub text: String,
    /// The marked bytes of `text`.
    pub marked: Range<usize>,
}

/// Cuts a window around the marked bytes of a line. Takes no more time for a long line than for a short one.
pub fn excerpt(line: &str, marked: &Range<usize>) -> Excerpt {
    let window = window(line, marked.start);
    let mut text = String::new();
    if window.start > 0 {
        text.push('…');
    }
    let mut shown = text.len()..text.len();
    for (at, c) in line[window.clone()].char_indices() {
        let at = window.start + at;
        if at == marked.start {
            shown.start = text.len();
        }
        text.push(visible(c));
        if at < marked.end {
            shown.end = text.len();
        }
    }
    if marked.start >= window.end {
        shown.start = text.len();
    }
    shown.end = shown.end.max(shown.start);
    if window.end < line.len() {
        text.push('…');
    }
    Excerpt { text, marked: shown }
}

/// The bytes to show of a line: all, or as many characters as fit, some of them before `focus`.
fn window(line: &str, focus: usize) -> Range<usize> {
    let end = forward(line, back(line, focus, BEFORE), WIDTH);
    let start = if end == line.len() { back(line, end, WIDTH) } else { back(line, focus, BEFORE) };
    start.min(focus)..end
}

/// The byte so many characters before `from`, or the first.
fn back(line: &str, from: usize, characters: usize) -> usize {
    line[..from].char_indices().rev().nth(characters - 1).map_or(0, |(at, _)| at)
}

/// The byte so many characters after `from`, or the last.
fn forward(line: &str, from: usize, characters: usize) -> usize {
    line[from..].char_indices().nth(characters).map_or(line.len(), |(at, _)| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_is_shown_whole() {
        let found = excerpt("åäö [namn]", &(7..13));
        assert_eq!(found.text, "åäö [namn]");
        assert_eq!(&found.text[found.marked], "[namn]");
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides_of_the_mark() {
        let line = format!("{}[namn]{}", "å".repeat(25_000), "ö".repeat(25_000));
        let found = excerpt(&line, &(50_000..50_006));
        assert_eq!(found.text.chars().count(), WIDTH + 2);
        assert_eq!(found.text.chars().take(42).collect::<String>(), format!("…{}[", "å".repeat(40)));
        assert_eq!(&found.text[found.marked], "[namn]");
    }

    #[test]
    fn a_mark_at_the_end_of_a_long_line_shows_what_is_before_it() {
        let line = "a".repeat(5_000);
        let found = excerpt(&line, &(5_000..5_000));
        assert_eq!(found.text.chars().count(), WIDTH + 1);
        assert_eq!(found.marked, found.text.len()..found.text.len());
    }

    #[test]
    fn a_mark_longer_than_the_window_ends_with_it() {
        let line = "a".repeat(5_000);
        let found = excerpt(&line, &(0..5_000));
        assert_eq!(found.marked, 0..WIDTH);
        assert!(found.text.ends_with('…'));
    }

    #[test]
    fn hidden_characters_are_shown() {
        let found = excerpt("a\u{202e}\u{1b}b", &(1..4));
        assert_eq!(found.text, "a\u{fffd}␛b");
        assert_eq!(&found.text[found.marked], "\u{fffd}");
    }
}
