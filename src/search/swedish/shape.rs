//! What Swedish words can look like: guesses about strings that nothing knows.

/// Whether a string ends in a consonant written twice.
pub fn ends_doubled(text: &str) -> bool {
    let mut last = text.bytes().rev();
    matches!((last.next(), last.next()), (Some(a), Some(b)) if a == b && a.is_ascii_lowercase() && !b"aeiouy".contains(&a))
}

/// Whether a string has a vowel.
pub fn has_vowel(text: &str) -> bool {
    text.contains(['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö', 'é'])
}

/// Whether an unknown string may stand after a unit: it could be a word and is no suffix of what precedes it.
pub fn could_follow(before: &str, rest: &str) -> bool {
    const SUFFIXES: [&str; 12] =
        ["ering", "erad", "era", "isk", "ism", "ist", "itet", "ation", "lig", "else", "ande", "ende"];
    let vowel = rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö']);
    could_be_word(rest) && (!vowel || before.ends_with('s')) && !SUFFIXES.iter().any(|s| rest.starts_with(s))
}

/// Whether a string could be a Swedish word: it has a vowel and begins with no impossible group of consonants.
fn could_be_word(text: &str) -> bool {
    const STARTS: [&str; 34] = [
        "bl", "br", "ch", "dj", "dr", "dv", "fj", "fl", "fn", "fr", "gl", "gn", "gr", "hj", "kl", "kn", "kr",
        "kv", "lj", "mj", "pl", "pr", "ps", "sc", "sj", "sk", "sl", "sm", "sn", "sp", "st", "sv", "tr", "tv",
    ];
    let consonants: String = text.chars().take_while(|c| !has_vowel(c.encode_utf8(&mut [0; 4]))).collect();
    has_vowel(text)
        && (consonants.chars().count() < 2
            || consonants.chars().count() < 4 && STARTS.iter().any(|start| consonants.starts_with(start)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        assert!(could_follow("säkerhets", "lucka"));
        assert!(!could_follow("dokument", "ariskt"));
        assert!(!could_follow("säkerhets", "rxa"));
        assert!(ends_doubled("buss") && !ends_doubled("bus") && !ends_doubled("idéé"));
    }
}
