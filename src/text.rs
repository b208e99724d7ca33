//! Small pure helpers on text that every stage may use: order, folding, slugs and likeness.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

/// Whether a text has a byte of some kind. All are looked at, many in one step: where hardly any text has one, that is sooner
/// done than to stop at the first.
pub fn has_byte(text: &str, is_wanted: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |any, byte| any | is_wanted(byte))
}

/// The name among `known` that `name` most likely was meant to be, if any is near enough.
///
/// Near means: at most a third of the letters wrong (insertions, deletions, swaps and changes count one each).
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    if wanted.len() > 200 {
        return None;
    }
    let limit = (wanted.len() / 3).clamp(1, 6);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let chars: Vec<char> = candidate.to_lowercase().chars().collect();
        if chars.len().abs_diff(wanted.len()) > limit {
            continue;
        }
        let Some(distance) = edit_distance(&wanted, &chars, limit) else { continue };
        if best.is_none_or(|(d, c)| (distance, candidate) < (d, c)) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.to_string())
}

/// Damerau–Levenshtein distance with adjacent swaps (optimal string alignment), unless it is more than `limit`.
fn edit_distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    let width = b.len() + 1;
    let mut before = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; width];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
        // A swap steps over one row, so both must be too far.
        if last.iter().chain(&before).all(|&distance| distance > limit) {
            return None;
        }
    }
    Some(last[b.len()]).filter(|&distance| distance <= limit)
}

/// White space at the ends gone, and folded to one blank elsewhere.
pub fn spaced_once(text: &str) -> String {
    let text = text.trim();
    // As nearly every text is already.
    if !text.contains("  ") && text.chars().all(|c| c == ' ' || !c.is_whitespace()) {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A name as it is compared: lower case, white space folded to one blank, no soft hyphens.
pub fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().filter(|c| *c != '\u{ad}').flat_map(char::to_lowercase));
    }
    out
}

/// Longest address part: disks have names of 255 bytes at most, and endings are put to it.
const LONGEST: usize = 160;

/// An address part: lower-case ASCII letters, digits and single hyphens. `å` and `ä` become `a`, `ö` becomes `o`. What is
/// longer than a name may be is cut, with a sum of the whole at its end so that two of them stay two.
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut put = |c: char| match c {
        'æ' | 'Æ' => out.push_str("ae"),
        'ø' | 'Ø' => out.push('o'),
        'ß' => out.push_str("ss"),
        c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
        c if ('\u{300}'..='\u{36f}').contains(&c) => {}
        _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
        _ => {}
    };
    for c in name.chars() {
        match c {
            c if c.is_ascii() => put(c),
            'å' | 'ä' | 'Å' | 'Ä' => put('a'),
            'ö' | 'Ö' => put('o'),
            c => std::iter::once(c).nfd().for_each(&mut put),
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.len() > LONGEST {
        let sum = blake3::hash(out.as_bytes()).to_hex();
        out.truncate(LONGEST - 17);
        out.truncate(out.trim_end_matches('-').len());
        out.push('-');
        out.push_str(&sum[..16]);
    }
    out
}

/// Swedish order: case and accents second, numbers by value, `å ä ö` after `z`.
pub fn swedish_order(a: &str, b: &str) -> Ordering {
    swedish_key(a).cmp(&swedish_key(b)).then_with(|| a.cmp(b))
}

/// A key that sorts as [`swedish_order`] does; make it once where many texts are sorted.
pub fn swedish_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len());
    // Large weights take more bytes, and bytes stand in the order of the weights.
    let mut put = |weight: u32| match u8::try_from(weight) {
        Ok(byte) if byte < u8::MAX => key.push(byte),
        _ => key.extend([&[u8::MAX], &weight.to_be_bytes()[..]].concat()),
    };
    let mut chars = text.chars().flat_map(char::to_lowercase).peekable();
    while let Some(c) = chars.next() {
        if let Some(digit) = c.to_digit(10) {
            let mut value = digit;
            while let Some(next) = chars.peek().and_then(|c| c.to_digit(10)) {
                value = value.saturating_mul(10).saturating_add(next);
                chars.next();
            }
            put(1);
            put(value);
            continue;
        }
        match c {
            'å' => put(200),
            'ä' | 'æ' => put(201),
            'ö' | 'ø' => put(202),
            'ü' => put(u32::from('y')),
            c if c.is_alphabetic() => put(base_letter(c)),
            c if c.is_whitespace() || c == '-' || c == '–' => put(0),
            _ => {}
        }
    }
    key
}

fn base_letter(c: char) -> u32 {
    if c.is_ascii() {
        return u32::from(c);
    }
    let base = std::iter::once(c).nfd().next().unwrap_or(c);
    if base.is_ascii() { u32::from(base) } else { 300 + u32::from(base) }
}

/// The text in Unicode normal form C, which is the form that documents must have.
pub fn nfc(text: &str) -> String {
    // Nothing before the combining marks has another form: this is nearly every Swedish text.
    if text.chars().all(|c| c < '\u{300}') { text.to_string() } else { text.nfc().collect() }
}

/// Text for elements and quoted attributes of XML. Characters that XML has no form for are left out.
pub fn xml_escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(character))),
            other if other.is_control() || matches!(other, '\u{fffe}' | '\u{ffff}') => {}
            other => out.push(other),
        }
    }
    out
}

/// The text of bytes: UTF-8, UTF-16 with a mark, else Windows-1252. The mark of the order of bytes is left out.
pub fn decode(bytes: &[u8]) -> String {
    let utf16 = |big: bool| {
        let units = bytes[2..].chunks_exact(2).map(|pair| {
            if big { u16::from_be_bytes([pair[0], pair[1]]) } else { u16::from_le_bytes([pair[0], pair[1]]) }
        });
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    let text = match bytes {
        [0xff, 0xfe, ..] => utf16(false),
        [0xfe, 0xff, ..] => utf16(true),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_string(),
            Err(_) => not_quite_utf8(bytes),
        },
    };
    text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text)
}

/// UTF-8 with a slip, when it holds more letters of UTF-8 than bytes that are none; else Windows-1252.
fn not_quite_utf8(bytes: &[u8]) -> String {
    let lossy = String::from_utf8_lossy(bytes);
    let (slips, letters) = lossy.chars().filter(|c| !c.is_ascii()).fold((0, 0), |(slips, letters), c| {
        if c == char::REPLACEMENT_CHARACTER { (slips + 1, letters) } else { (slips, letters + 1) }
    });
    if letters > slips { lossy.into_owned() } else { bytes.iter().map(|byte| windows_1252(*byte)).collect() }
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_part_is_never_longer_than_a_name_may_be() {
        let (one, other) = (slug(&"å ".repeat(300)), slug(&"å ".repeat(301)));
        assert!(one.len() <= LONGEST && one != other && one.starts_with("a-a-a"), "{one}");
        assert_eq!(slug(&"a".repeat(LONGEST)), "a".repeat(LONGEST));
    }

    #[test]
    fn order_is_swedish() {
        let mut names = ["Öppenhet", "Zebra", "ärende", "Åtgärd", "avsnitt 10", "avsnitt 9", "é", "Ek"];
        names.sort_by(|a, b| swedish_order(a, b));
        assert_eq!(names, ["avsnitt 9", "avsnitt 10", "é", "Ek", "Zebra", "Åtgärd", "ärende", "Öppenhet"]);
    }

    #[test]
    fn nearest_finds_slips_and_nothing_far() {
        let known = ["Systemägare", "Informationsägare", "Dataskyddsombud"];
        assert_eq!(nearest("systemägre", known.into_iter()).as_deref(), Some("Systemägare"));
        assert_eq!(nearest("sytsemägare", known.into_iter()).as_deref(), Some("Systemägare"));
        assert_eq!(nearest("kommunchef", known.into_iter()), None);
    }

    #[test]
    fn slugs_are_ascii() {
        assert_eq!(slug("6.2 Åtkomst till e-arkiv – översikt"), "6-2-atkomst-till-e-arkiv-oversikt");
        assert_eq!(slug("Idé, Ærø, Ö-bo: a\u{30a}"), "ide-aero-o-bo-a");
        assert_eq!(slug("  ?? "), "");
    }

    #[test]
    fn bytes_of_old_programs_are_read() {
        assert_eq!(decode("\u{feff}Åtgärd".as_bytes()), "Åtgärd");
        assert_eq!(decode(b"\xc5tg\xe4rd \x96 r\xe4tt"), "Åtgärd – rätt");
        assert_eq!(decode(b"\xff\xfe\xc5\x00t\x00"), "Åt");
        let slip = [&b"\xff "[..], "åäö".as_bytes()].concat();
        assert_eq!(decode(&slip), "\u{fffd} åäö");
    }
}
