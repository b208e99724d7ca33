//! Whether two names mean one role: inflected, joined in another way, or short for it.

use crate::import::swedish::lexicon::is_actor;

/// Letters and digits alone, in lower case.
pub(super) fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

const ENDINGS: &[&str] =
    &["arna", "erna", "ens", "ets", "na", "en", "et", "ar", "er", "n", "t", "a", "e", "s", ""];

/// Whether two words are forms of one: «säkerhetschefen» and «Säkerhetschef».
fn same_word(a: &str, b: &str) -> bool {
    let stems = |word: &str| -> Vec<String> {
        ENDINGS
            .iter()
            .filter_map(|end| word.strip_suffix(end))
            .filter(|stem| stem.chars().count() >= 3)
            .map(str::to_string)
            .collect()
    };
    let (a, b) = (key(a), key(b));
    a == b
        || stems(&a).iter().any(|stem| {
            stems(&b).contains(stem) && stem.chars().count() + 4 >= a.chars().count().max(b.chars().count())
        })
}

/// Whether a name in running text means a role of this name.
pub fn same(name: &str, role: &str) -> bool {
    let split = |text: &str| -> Vec<String> {
        let text = text.replace(" – ", "-").replace(" - ", "-");
        text.split_whitespace()
            .filter(|word| !matches!(*word, "ett" | "en" | "den" | "det"))
            .map(str::to_string)
            .collect()
    };
    let (a, b) = (split(name), split(role));
    a.len() == b.len() && !a.is_empty() && a.iter().zip(&b).all(|(a, b)| same_word(a, b))
}

/// Whether a short form means the role: «Ombudet» for «Dataskyddsombud», «Rådet» for «Informationssäkerhetsråd».
pub fn short_for(short: &str, role: &str) -> bool {
    let short = short.to_lowercase();
    if short.contains(' ') {
        return false;
    }
    let generic = matches!(
        short.as_str(),
        "rollen"
            | "rollerna"
            | "funktionen"
            | "forumet"
            | "rådet"
            | "gruppen"
            | "ägaren"
            | "ombudet"
            | "chefen"
            | "strategen"
            | "specialisten"
            | "samordnaren"
            | "handläggaren"
            | "nämnden"
            | "styrelsen"
            | "enheten"
            | "ledaren"
    );
    let stem =
        short.trim_end_matches("erna").trim_end_matches("en").trim_end_matches("et").trim_end_matches('n');
    let head = role.split_whitespace().find(|word| is_actor(word)).unwrap_or(role).to_lowercase();
    generic && (short.starts_with("roll") || head.contains(stem.trim_end_matches('e')))
}

/// Whether a text mentions a role, by its name in any form or by the end of its name.
pub(super) fn mentions(text: &str, role: &str) -> bool {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '(' | ')'))
        .filter(|word| !word.is_empty())
        .collect();
    let full = role.split_whitespace().count();
    let ends = (0..=full.saturating_sub(2)).filter(|skip| *skip == 0 || full - skip >= 2);
    let tails: Vec<String> =
        ends.map(|skip| role.split_whitespace().skip(skip).collect::<Vec<_>>().join(" ")).collect();
    tails.iter().any(|tail| {
        let count = tail.split_whitespace().count();
        count > 0 && words.windows(count).any(|window| same(&window.join(" "), tail))
    })
}
