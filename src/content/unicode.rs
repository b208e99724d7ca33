//! Characters that may not stand in a document: they hide text, turn its direction or have no fixed meaning.
//!
//! Source: notes/standards-security.md 5.3, row 7 (the class of CVE-2021-42574).

use unicode_normalization::{IsNormalized, is_nfc_quick};

use crate::diag::{Diagnostics, FileId, Place, Problem, Span};

/// Reports every forbidden character, and text that is not in normal form C.
pub fn check(file: FileId, text: &str, found: &mut Diagnostics) {
    if is_everyday(text) {
        return;
    }
    for (at, c) in text.char_indices() {
        if let Some(name) = forbidden(c) {
            let span = Span { start: at as u32, end: (at + c.len_utf8()) as u32 };
            found.add(Place { file, span }, Problem::ForbiddenCharacter { code: c as u32, name });
        }
    }
    if is_nfc_quick(text.chars()) != IsNormalized::Yes {
        decomposed(file, text, found);
    }
}

/// Whether a text has nothing but the characters that Swedish is written with, which are all allowed and whole: ASCII, the
/// letters and signs of Latin-1, dashes and quotation marks.
fn is_everyday(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let fine = match byte {
            b' '..=b'~' | b'\n' | b'\r' | b'\t' => true,
            // U+00A0 to U+00FF; before them stand control characters.
            0xc2 => bytes.next().is_some_and(|next| next >= 0xa0),
            0xc3 => bytes.next().is_some(),
            // U+2010 to U+201F, U+2022 and U+2026.
            0xe2 => {
                bytes.next() == Some(0x80)
                    && bytes.next().is_some_and(|last| matches!(last, 0x90..=0x9f | 0xa2 | 0xa6))
            }
            _ => false,
        };
        if !fine {
            return false;
        }
    }
    true
}

/// The first word that is not in normal form C: one finding a file is enough, the mend is one for all.
fn decomposed(file: FileId, text: &str, found: &mut Diagnostics) {
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        if crate::text::nfc(word) != word {
            let span = Span { start: at as u32, end: (at + word.trim_end().len()) as u32 };
            let code = word.chars().find(|c| ('\u{300}'..='\u{36f}').contains(c)).map_or(0, |c| c as u32);
            found.add(Place { file, span }, Problem::ForbiddenCharacter { code, name: "NFD" });
            return;
        }
        at += word.len();
    }
}

/// The standard's name of a forbidden character's class.
fn forbidden(c: char) -> Option<&'static str> {
    Some(match c {
        '\n' | '\r' | '\t' => return None,
        '\0' => "NUL",
        '\u{1}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => "control",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => "bidi",
        '\u{feff}' => "BOM",
        '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{180e}' => "invisible",
        '\u{2028}' | '\u{2029}' => "separator",
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}' => "private use",
        '\u{e0000}'..='\u{e007f}' => "tag",
        '\u{fff9}'..='\u{fffd}' => "replacement",
        '\u{fdd0}'..='\u{fdef}' => "noncharacter",
        c if (c as u32) & 0xfffe == 0xfffe => "noncharacter",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_characters_are_allowed_and_whole() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            let text = c.to_string();
            if is_everyday(&text) {
                assert_eq!(forbidden(c), None, "{c:?}");
                assert_eq!(is_nfc_quick(text.chars()), IsNormalized::Yes, "{c:?}");
            }
        }
        assert!(is_everyday("Så här – «enligt 2 kap. 1 §» … ”ja”\n") && !is_everyday("a\u{308}"));
    }
}
