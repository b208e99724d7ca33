//! Keys under which words lie near those that they are mistaken for.
//!
//! In: a word in lower case. Out: its folded key, by which shards are ordered, and that key reversed, by which the
//! spelling lists are ordered. `client/search.js` holds the same function.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The folded key: letters without their marks (`å ä á æ → a`, `ö ø → o`, `é → e`), a doubled letter once. So `inlogning` and
/// `inloggning`, `sakerhet` and `säkerhet` have the same key.
pub fn fold(word: &str) -> String {
    // As nearly every word is made.
    if word.chars().all(|c| plain(c).is_some()) {
        return once(word.chars().filter_map(plain), word.len());
    }
    let letters = word.nfd().filter(|c| !is_combining_mark(*c)).map(|c| match c {
        'ø' => 'o',
        'æ' => 'a',
        other => other,
    });
    once(letters, word.len())
}

/// A letter without its mark, for those of which Swedish words are made.
fn plain(c: char) -> Option<char> {
    match c {
        'å' | 'ä' => Some('a'),
        'ö' => Some('o'),
        'é' => Some('e'),
        c => Some(c).filter(char::is_ascii),
    }
}

/// A doubled letter once. Digits stand for themselves: 2011 is not 201.
fn once(letters: impl Iterator<Item = char>, room: usize) -> String {
    let mut key = String::with_capacity(room);
    let mut last = None;
    for c in letters {
        if last != Some(c) || c.is_ascii_digit() {
            key.push(c);
        }
        last = Some(c);
    }
    key
}

/// The folded key from its last letter to its first.
pub fn reversed(word: &str) -> String {
    fold(word).chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_share_a_key() {
        assert_eq!(fold("inloggning"), fold("inlogning"));
        assert_eq!(fold("säkerhet"), fold("sakerhet"));
        assert_eq!(fold("åtgärd"), "atgard");
        assert_eq!(fold("idé"), "ide");
        assert_eq!(fold("sørensen"), fold("sörensen"));
        assert_eq!(fold("læge"), fold("läge"));
        assert_eq!(fold("is-1199"), "is-1199");
        assert_eq!(reversed("åtkomst"), "tsmokta");
        assert_eq!(fold(""), "");
    }
}
