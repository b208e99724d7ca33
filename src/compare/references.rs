//! References by number in a running text: «§ 5», «3 §», «avsnitt 4.1». What may be anything else is left alone: sums,
//! days, versions, the numbers of laws and of other documents.

use super::tokens::{Token, tokens};

/// A number that means a rule of the text that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference<'t> {
    /// The number as written.
    pub number: &'t str,
    /// Whether the chapter that it is one of is named before it: «2 kap. 3 §».
    pub of_chapter: bool,
}

/// Words before a number that make it one of a rule.
const BEFORE: [&str; 7] = ["§", "§§", "avsnitt", "punkt", "paragraf", "section", "kapitel"];
/// Words before a dotted number that make it something else.
const VERSION: [&str; 6] = ["version", "utgåva", "edition", "kl", "nr", "v"];
/// Words after a dotted number that make it a sum.
const SUM: [&str; 8] = ["procent", "%", "miljoner", "miljarder", "kr", "kronor", "timmar", "percent"];
/// How many words after a number the law is looked for that it is one of.
const REACH: usize = 6;

/// The references of a text.
pub fn of(text: &str) -> Vec<Reference<'_>> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let words: Vec<Token<'_>> = tokens(text).collect();
    (0..words.len())
        .filter(|at| is_reference(&words, *at) && !is_of_other(&words, *at))
        .flat_map(|at| {
            let of_chapter = names_chapter(&words, at);
            ends(words[at].word).map(move |number| Reference { number, of_chapter })
        })
        .collect()
}

/// Both ends of a range, else the number itself.
fn ends(number: &str) -> impl Iterator<Item = &str> {
    let is_digit = |end: &&str| end.starts_with(|c: char| c.is_ascii_digit());
    let range = number.split_once(['-', '–']).filter(|(from, to)| is_digit(from) && is_digit(to));
    let (from, to) = range.map_or((number, None), |(from, to)| (from, Some(to)));
    std::iter::once(from).chain(to)
}

fn is_reference(words: &[Token<'_>], at: usize) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |token| token.word);
    let (number, next) = (word(Some(at)), word(Some(at + 1)));
    let [before, second] = [1, 2].map(|back| word(at.checked_sub(back)));
    let is_digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    if !number.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    // In «3 § 2 st.» the sign belongs to the number before it.
    let is_taken = before == "§" && is_digit(second) && second != number;
    if matches!(next, "§" | "§§") || BEFORE.contains(&before.to_lowercase().as_str()) && !is_taken {
        return true;
    }
    let is_dotted =
        number.contains('.') && number.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase());
    let named = if before == "." { second } else { before };
    let is_acronym =
        named.chars().count() > 1 && named.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    is_dotted && !is_acronym && !VERSION.contains(&named.to_lowercase().as_str()) && !SUM.contains(&next)
}

/// Whether a number is one of a law or of another document: «3 § första stycket arkivlagen», «avsnitt 2 i avtalet».
fn is_of_other(words: &[Token<'_>], at: usize) -> bool {
    let after = words[at + 1..].iter().map(|token| token.word).filter(|word| !matches!(*word, "§" | "§§"));
    let mut last = "";
    for (number, word) in after.take(REACH).enumerate() {
        let is_own = matches!(last, "denna" | "detta" | "dessa" | "this" | "these");
        let is_law = matches!(word, "lag" | "GDPR" | "Act")
            || ["lagen", "balken", "förordningen", "direktivet"].iter().any(|end| word.ends_with(end));
        if is_law && !is_own {
            return true;
        }
        if number == 1 && matches!(last, "i" | "in") {
            return !matches!(word, "denna" | "detta" | "dessa" | "this" | "these");
        }
        let ends = matches!(word, "." | "," | ";" | ":" | "och" | "eller" | "ska" | "får" | "and" | "or");
        if ends {
            return false;
        }
        last = word;
    }
    false
}

/// Whether the number at a place is one of a chapter that is named before it: «2 kap. 3 §».
pub fn names_chapter(words: &[Token<'_>], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| words[at].word);
    before(1) == "kap" || before(1) == "." && before(2) == "kap"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_rules_are_told_from_other_numbers() {
        let found = |text: &str| of(text).iter().map(|one| one.number).collect::<Vec<_>>().join(" ");
        assert_eq!(found("enligt avsnitt 4 och § 5 samt 3 a § och 6 §"), "4 5 6");
        assert_eq!(found("Se 3.2.1 och D.4."), "3.2.1 D.4");
        assert_eq!(found("som sägs i 3 § denna lag"), "3");
        assert_eq!(found("Avsnitt 2 av styrelsen"), "2");
        assert_eq!(found("enligt §§ 3–5"), "3 5");
        for other in [
            "3 § arkivlagen (1990:782)",
            "3 § första stycket lagen (2003:460)",
            "avsnitt 2 i avtalet",
            "år 2026 om 100 kronor till 4 personer",
            "lag (2010:110)",
            "TLS 1.2, version 2.1 och kl. 13.30",
            "2.5 procent",
            "delas i 3 avsnitt",
        ] {
            assert_eq!(found(other), "", "{other}");
        }
        assert_eq!(found("av 3 § 2 följer"), "3");
    }
}
