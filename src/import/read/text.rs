//! Plain text, as somebody copied or a program took it out of a PDF.
//!
//! In: bytes. Out: lines with their numbers, and where pages begin as far as the text shows it: a form feed, or the
//! single blank that several programs leave before the first word of a page.

use super::super::block::Origin;
use super::super::lines::Line;
use crate::text::nfc;

/// The text of bytes, composed.
pub fn decode(bytes: &[u8]) -> String {
    nfc(&crate::text::decode(bytes))
}

/// The lines of a text.
pub fn lines(text: &str) -> Vec<Line> {
    let has_feeds = text.contains('\u{c}');
    let mut out: Vec<Line> = Vec::new();
    let mut page = 1;
    let mut fresh = true;
    for (number, raw) in text.split('\n').enumerate() {
        let raw = raw.trim_end_matches('\r');
        for (piece, part) in raw.split('\u{c}').enumerate() {
            if piece > 0 {
                page += 1;
                fresh = true;
            }
            let words = part.trim();
            let indent = part.chars().take_while(|c| c.is_whitespace()).count();
            let marked =
                !has_feeds && (1..=2).contains(&indent) && part.starts_with(' ') && !words.is_empty();
            if marked && number > 0 && !is_second_level(words) {
                page += 1;
                fresh = true;
            }
            out.push(Line {
                text: words.to_string(),
                indent,
                origin: Origin { page, line: number as u32 + 1 },
                page_start: fresh && !words.is_empty(),
                spaced: words.is_empty() && !part.is_empty(),
                tabbed: part.starts_with('\t'),
                printed: words.chars().count(),
                ..Line::default()
            });
            fresh &= words.is_empty();
        }
    }
    out
}

fn is_second_level(words: &str) -> bool {
    words.starts_with(['◦', '○', '–', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        assert_eq!(decode("åäö".as_bytes()), "åäö");
        assert_eq!(decode(b"\xe5\xe4\xf6"), "åäö");
        assert_eq!(decode(b"\xff\xfe\xe5\x00"), "å");
        assert_eq!(decode(b"\xfe\xff\x00\xe5"), "å");
        assert_eq!(decode("a\u{30a}".as_bytes()), "å");
    }

    #[test]
    fn pages_begin_at_form_feeds_or_at_a_single_blank() {
        let starts = |text: &str| {
            lines(text).iter().filter(|l| l.page_start).map(|l| l.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(starts("ett\n två\ntre"), ["ett", "två"]);
        assert_eq!(starts("ett\n två\n\u{c}tre"), ["ett", "tre"]);
        assert_eq!(starts("ett\n ◦ två"), ["ett"]);
    }
}
