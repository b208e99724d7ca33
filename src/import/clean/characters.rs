//! Characters that PDF programs leave: bullets of private fonts, soft hyphens, blanks of other widths, controls.

use super::super::journal::Journal;
use super::super::lines::Layer;

/// Cleans every line.
pub fn run(mut layer: Layer, journal: &mut Journal) -> Layer {
    for line in &mut layer.lines {
        let clean = clean(&line.text);
        if clean != line.text {
            journal.count("tecken");
            line.text = clean;
        }
    }
    layer
}

/// The text with usual characters only, without blanks at its ends. A soft hyphen at the end is one of a line.
pub fn clean(text: &str) -> String {
    let ends = text.trim_end().ends_with(['\u{ad}', '\u{fffe}']);
    let text = within(text);
    if ends { format!("{}-", text.trim()) } else { text.trim().to_string() }
}

/// A run of text with usual characters only.
pub fn within(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Symbol and Wingdings bullets, whatever the font called them.
            '\u{f0b7}' | '\u{f0a7}' | '\u{f02d}' | '\u{f0d8}' | '\u{f076}' | '\u{25cf}' | '\u{2219}'
            | '\u{25aa}' | '\u{25a0}' | '\u{2023}' => out.push('•'),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬀ' => out.push_str("ff"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            // A hyphen that only shows at the end of a line.
            '\u{ad}' | '\u{fffe}' => {}
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}' | '\t' => out.push(' '),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {}
            c if c.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&c) || c == '\u{fffd}' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_and_hidden_characters() {
        assert_eq!(clean("\u{f0b7} Robust"), "• Robust");
        assert_eq!(clean("ut\u{ad}bild\u{ad}"), "utbild-");
        assert_eq!(clean("a\u{a0}b\u{200b}c"), "a bc");
        assert_eq!(clean("ﬁnansiär"), "finansiär");
    }
}
