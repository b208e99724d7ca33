//! Makes written text safe to show: nothing in it may steer the terminal, turn the direction of text or be endless.

/// Most characters of what an author wrote that a message repeats.
const LIMIT: usize = 80;

/// The character to show instead of this one. Tabs stay, as does everything that has a shape of its own.
pub fn visible(c: char) -> char {
    match c {
        '\t' => c,
        '\0'..='\u{1f}' => control_picture(c),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' => char::REPLACEMENT_CHARACTER,
        '\u{61c}' | '\u{180e}' | '\u{feff}' => char::REPLACEMENT_CHARACTER,
        // U+200C and U+200D join letters in several scripts and emoji, and hide nothing.
        '\u{200b}' | '\u{200e}' | '\u{200f}' => char::REPLACEMENT_CHARACTER,
        '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => char::REPLACEMENT_CHARACTER,
        '\u{e000}'..='\u{f8ff}' | '\u{fff9}'..='\u{fffb}' => char::REPLACEMENT_CHARACTER,
        '\u{e0000}'..='\u{e007f}' | '\u{f0000}'.. => char::REPLACEMENT_CHARACTER,
        other => other,
    }
}

/// The picture of a control character: ␛ for escape.
fn control_picture(c: char) -> char {
    char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// A text on one line, every character visible, cut after 80 characters.
pub fn shortened(text: &str) -> String {
    let mut chars = text.trim().chars().map(|c| if c.is_whitespace() { ' ' } else { visible(c) });
    let mut out: String = chars.by_ref().take(LIMIT).collect();
    if chars.next().is_some() {
        out.push('…');
    }
    out
}
