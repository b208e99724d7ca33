//! Characters that may not stand in a text: they hide words, turn their direction or have no fixed meaning; and words
//! that are made of the letters of several scripts.
//!
//! In: the text of a file. Out: findings. What an escape of TOML or an entity of Markdown stands for counts as if it had
//! been written. Source: notes/standards-security.md 5.3, row 7 (the class of CVE-2021-42574).

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, is_nfc_quick};

use crate::diag::{Diagnostics, FileId, Place, Problem, Span};

/// First and last character of each forbidden class, with the name under which findings know it, in order.
const FORBIDDEN: &[(char, char, &str)] = &[
    ('\0', '\0', "NUL"),
    ('\u{1}', '\u{8}', "control"),
    ('\u{b}', '\u{c}', "control"),
    ('\u{e}', '\u{1f}', "control"),
    ('\u{7f}', '\u{9f}', "control"),
    ('\u{ad}', '\u{ad}', "invisible"),     // soft hyphen
    ('\u{34f}', '\u{34f}', "invisible"),   // combining grapheme joiner
    ('\u{61c}', '\u{61c}', "bidi"),        // Arabic letter mark
    ('\u{115f}', '\u{1160}', "invisible"), // Hangul fillers
    ('\u{17b4}', '\u{17b5}', "invisible"), // Khmer inherent vowels
    ('\u{180b}', '\u{180f}', "invisible"), // Mongolian selectors and separator
    ('\u{200b}', '\u{200d}', "invisible"), // zero width space and joiners
    ('\u{200e}', '\u{200f}', "bidi"),      // left-to-right and right-to-left marks
    ('\u{2028}', '\u{2029}', "separator"),
    ('\u{202a}', '\u{202e}', "bidi"),      // embeddings and overrides
    ('\u{2060}', '\u{2065}', "invisible"), // word joiner, invisible operators
    ('\u{2066}', '\u{2069}', "bidi"),      // isolates
    ('\u{206a}', '\u{206f}', "control"),   // deprecated format controls
    ('\u{2800}', '\u{2800}', "invisible"), // Braille without dots
    ('\u{3164}', '\u{3164}', "invisible"), // Hangul filler
    ('\u{e000}', '\u{f8ff}', "private use"),
    ('\u{fdd0}', '\u{fdef}', "noncharacter"),
    ('\u{fe00}', '\u{fe0f}', "variation"),
    ('\u{feff}', '\u{feff}', "BOM"),
    ('\u{ffa0}', '\u{ffa0}', "invisible"), // halfwidth Hangul filler
    ('\u{fff9}', '\u{fffd}', "replacement"),
    ('\u{fffe}', '\u{ffff}', "noncharacter"),
    ('\u{1bca0}', '\u{1bca3}', "control"), // shorthand format controls
    ('\u{1d173}', '\u{1d17a}', "control"), // musical format controls
    ('\u{e0000}', '\u{e007f}', "tag"),
    ('\u{e0100}', '\u{e01ef}', "variation"),
    ('\u{f0000}', '\u{10ffff}', "private use"),
];

/// Marks upon one letter that are more than any language writes.
const MARKS: usize = 4;

/// The class of a character that may not stand in a text.
pub fn class(c: char) -> Option<&'static str> {
    let after = FORBIDDEN.partition_point(|(first, _, _)| *first <= c);
    let (_, last, name) = FORBIDDEN.get(after.checked_sub(1)?)?;
    if c <= *last {
        return Some(name);
    }
    // The last two of every plane are no characters.
    ((c as u32) & 0xfffe == 0xfffe).then_some("noncharacter")
}

/// Bytes that are looked at in one step.
const STEP: usize = 64;

/// Whether a text has nothing but the characters that Swedish is written with, which are all allowed and whole: ASCII, the
/// letters and signs of Latin-1, dashes and quotation marks.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_everyday = |byte: u8| {
        // The letters of Latin-1 are 0xc3 and a byte that only goes on a character.
        matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t' | 0x80..=0xbf | 0xc3)
    };
    let mut at = 0;
    while let Some(step) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let step = &step[..step.len().min(STEP)];
        at += step.len();
        if step.iter().fold(true, |all, byte| all & is_everyday(*byte)) {
            continue;
        }
        // A letter that the last step began is whole with its second byte, and what this one begins is taken into it.
        let start = (at - step.len()..at).find(|at| text.is_char_boundary(*at)).unwrap_or(at);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        if !are_plain(&bytes[start..at]) {
            return false;
        }
    }
    true
}

fn are_plain(text: &[u8]) -> bool {
    let mut bytes = text.iter().copied();
    while let Some(byte) = bytes.next() {
        let fine = match byte {
            b' '..=b'~' | b'\n' | b'\r' | b'\t' => true,
            // U+00A0 to U+00FF but for the soft hyphen; before them stand control characters.
            0xc2 => bytes.next().is_some_and(|next| next >= 0xa0 && next != 0xad),
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

/// Reports every forbidden character, text that is not in normal form C, and words of several scripts.
pub fn check(file: FileId, text: &str, found: &mut Diagnostics) {
    if is_plain(text) {
        return;
    }
    for (at, c, name) in forbidden(text) {
        let span = Span { start: at as u32, end: (at + c.len_utf8()) as u32 };
        found.add(Place { file, span }, Problem::ForbiddenCharacter { code: c as u32, name });
    }
    if is_nfc_quick(text.chars()) != IsNormalized::Yes {
        decomposed(file, text, found);
    }
    mixed(file, text, found);
}

/// The forbidden characters of a text, with their bytes and classes.
pub fn forbidden(text: &str) -> Vec<(usize, char, &'static str)> {
    let mut out = Vec::new();
    let (mut before, mut marks) = ('\0', 0);
    for (at, c) in text.char_indices() {
        marks = if c > '\u{2ff}' && is_combining_mark(c) { marks + 1 } else { 0 };
        let joins = matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}') && is_pictograph(before);
        match class(c) {
            Some(name) if !joins => out.push((at, c, name)),
            None if marks == MARKS => out.push((at, c, "marks")),
            _ => {}
        }
        before = c;
    }
    out
}

/// Characters of which sequences of emoji are made, so that a joiner or a selector after one has a meaning.
fn is_pictograph(c: char) -> bool {
    matches!(c, '#' | '*' | '0'..='9' | '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}'
        | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{24c2}' | '\u{25a0}'..='\u{27bf}'
        | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}'
        | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
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

/// A word of Latin letters with one that looks like a Latin letter and is another's.
///
/// Greek letters that look like no other (γ, μ, Ω) stand in words of medicine and physics, and are let be.
#[allow(clippy::expect_used)] // a constant pattern
static MIXED: LazyLock<Regex> = LazyLock::new(|| {
    let other = r"[\p{Cyrillic}\p{Armenian}\p{Cherokee}\p{Lisu}\p{Coptic}ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχ\u{ff21}-\u{ff3a}\u{ff41}-\u{ff5a}]";
    let letter = r"[\p{L}\p{M}]";
    let latin = r"[a-zA-Z\u{c0}-\u{24f}]";
    Regex::new(&format!("{letter}*(?:{latin}{letter}*{other}|{other}{letter}*{latin}){letter}*"))
        .expect("a constant pattern")
});

fn mixed(file: FileId, text: &str, found: &mut Diagnostics) {
    // Few texts have such a letter at all, and the pattern need not look at the rest.
    if !text.chars().any(|c| matches!(c, '\u{370}'..='\u{58f}' | '\u{13a0}'..='\u{13ff}' | '\u{2c80}'..='\u{2cff}' | '\u{a4d0}'..='\u{a4ff}' | '\u{ff21}'..='\u{ff5a}')) {
        return;
    }
    for word in MIXED.find_iter(text) {
        let span = Span { start: word.start() as u32, end: word.end() as u32 };
        found.add(Place { file, span }, Problem::MixedScripts { word: word.as_str().to_string() });
    }
}

/// Reports what the escapes of a TOML text stand for, when that may not stand in a text. `base` is its first byte.
pub fn check_escapes(file: FileId, toml: &str, base: usize, found: &mut Diagnostics) {
    #[allow(clippy::expect_used)] // a constant pattern
    static ESCAPE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|([bfe]))")
            .expect("a constant pattern")
    });
    if !toml.contains('\\') {
        return;
    }
    for escape in ESCAPE.captures_iter(toml) {
        let Some(whole) = escape.get(0) else { continue };
        let before = toml[..whole.start()].bytes().rev().take_while(|b| *b == b'\\').count();
        let hex = (1..=3).find_map(|group| escape.get(group));
        let c = match hex {
            Some(hex) => u32::from_str_radix(hex.as_str(), 16).ok().and_then(char::from_u32),
            None => Some('\u{8}'),
        };
        if let Some((c, name)) = c.and_then(|c| Some((c, class(c)?))).filter(|_| before % 2 == 0) {
            let span = Span::new(whole.range(), base);
            found.add(Place { file, span }, Problem::ForbiddenCharacter { code: c as u32, name });
        }
    }
}

/// Reports forbidden characters that a text has after its entities have been read, and does not have as it is written.
pub fn check_decoded(at: Place, written: &str, text: &str, found: &mut Diagnostics) {
    if written == text || is_plain(text) {
        return;
    }
    for (_, c, name) in forbidden(text) {
        if !written.contains(c) {
            found.add(at, Problem::ForbiddenCharacter { code: c as u32, name });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut found = Diagnostics::default();
        check(FileId(0), text, &mut found);
        let what = |problem: &Problem| match problem {
            Problem::ForbiddenCharacter { code, name } => format!("{code:04X} {name}"),
            other => format!("{other:?}"),
        };
        found.iter().map(|one| what(&one.problem)).collect()
    }

    #[test]
    fn everyday_characters_are_allowed_and_whole() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            let text = c.to_string();
            if is_plain(&text) {
                assert_eq!(class(c), None, "{c:?}");
                assert_eq!(is_nfc_quick(text.chars()), IsNormalized::Yes, "{c:?}");
            }
        }
        assert!(is_plain("Så här – «enligt 2 kap. 1 §» … ”ja”\n") && !is_plain("a\u{308}"));
    }

    /// Many bytes are looked at in one step, and characters stand across its edges.
    #[test]
    fn a_character_is_seen_wherever_it_stands() {
        let around = |before: &str, c: char| -> Vec<String> {
            (0..70).map(|n| format!("{}{c}åäö–", before.repeat(n))).collect()
        };
        for before in ["a", "å", "–"] {
            for c in ['\u{ad}', '\u{9f}', '\u{7f}', '\u{301}', '\u{200b}', '\u{2028}', '\u{e0041}', 'Ł'] {
                assert!(around(before, c).iter().all(|text| !is_plain(text)), "{c:?}");
            }
            for c in ['a', 'å', '§', '–', '\u{a0}'] {
                assert!(around(before, c).iter().all(|text| is_plain(text)), "{c:?}");
            }
        }
    }

    #[test]
    fn the_table_is_in_order() {
        assert!(FORBIDDEN.iter().all(|(first, last, _)| first <= last));
        assert!(FORBIDDEN.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }

    /// Every class with its first, its last and a neighbour on each side that is no part of it.
    #[test]
    fn every_class_is_found_and_its_neighbours_are_not() {
        let table: &[(&str, &str, &str)] = &[
            ("NUL", "\0", ""),
            (
                "control",
                "\u{1}\u{8}\u{b}\u{c}\u{e}\u{1f}\u{7f}\u{80}\u{85}\u{9f}\u{206a}\u{206f}\u{1bca0}\u{1d173}",
                "\t\n\r ~\u{a0}",
            ),
            (
                "bidi",
                "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}",
                "\u{2027}\u{202f}\u{2010}",
            ),
            (
                "invisible",
                "\u{ad}\u{34f}\u{115f}\u{17b4}\u{180e}\u{200b}\u{200c}\u{200d}\u{2060}\u{2062}\u{2064}\u{2800}\u{3164}\u{ffa0}",
                "®\u{2009}\u{200a}\u{2801}",
            ),
            ("separator", "\u{2028}\u{2029}", ""),
            ("private use", "\u{e000}\u{f0b7}\u{f8ff}\u{f0000}\u{ffffd}\u{100000}\u{10fffd}", "\u{f900}"),
            ("tag", "\u{e0001}\u{e0041}\u{e007f}", ""),
            ("variation", "\u{fe00}\u{fe0f}\u{e0100}\u{e01ef}", "\u{fe10}"),
            ("BOM", "\u{feff}", ""),
            ("replacement", "\u{fff9}\u{fffb}\u{fffc}\u{fffd}", "\u{ffee}"),
            ("noncharacter", "\u{fdd0}\u{fdef}\u{fffe}\u{ffff}\u{1fffe}\u{2ffff}", "\u{fdf0}"),
        ];
        for (name, forbidden, allowed) in table {
            for c in forbidden.chars() {
                assert_eq!(
                    found(&format!("å{c}b")),
                    [format!("{:04X} {name}", c as u32)],
                    "{:04X}",
                    c as u32
                );
            }
            for c in allowed.chars() {
                assert!(class(c).is_none(), "{:04X}", c as u32);
            }
        }
    }

    #[test]
    fn emoji_and_foreign_words_are_let_be() {
        for text in [
            "❤️ 👩‍⚕️ 1️⃣ ☎️ 🇸🇪 👍🏽",
            "Łódź naïve Ærø",
            "γ-GT, β2-agonist, 5 μg, Ω",
            "привет мир",
            "Ελλάδα",
            "日本語",
            "«å» – …",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(found("a\u{200d}b"), ["200D invisible"]);
        assert_eq!(found("a\u{fe0f}"), ["FE0F variation"]);
    }

    #[test]
    fn accents_apart_from_their_letters_and_heaps_of_them_are_found() {
        assert_eq!(found("a\u{30a}ngra"), ["030A NFD"]);
        assert_eq!(found("x\u{311}\u{312}\u{313}"), [""; 0]);
        assert_eq!(found("x\u{311}\u{312}\u{313}\u{314}\u{315}"), ["0314 marks"]);
    }

    #[test]
    fn a_word_of_two_scripts_is_found() {
        let mixed = |text: &str| found(text).iter().filter(|one| one.contains("MixedScripts")).count();
        for word in ["р\u{430}ss", "syst\u{435}m", "\u{410}lla", "dat\u{3bf}r", "ｓka", "Ꭺnsvar"] {
            assert_eq!(mixed(&format!("en {word} här, och {word}")), 2, "{word}");
        }
    }

    #[test]
    fn escapes_count_as_what_they_stand_for() {
        let escapes = |toml: &str| {
            let mut found = Diagnostics::default();
            check_escapes(FileId(0), toml, 10, &mut found);
            found.iter().map(|one| one.at.map_or(0, |at| at.span.start)).collect::<Vec<_>>()
        };
        assert_eq!(escapes(r#"a = "x\u202Ey\U000E0041z\b\x1b""#), [16, 23, 34, 36]);
        assert_eq!(escapes(r#"a = "\u00e5 \\u202e \n\t\"""#), [0; 0]);
    }
}
