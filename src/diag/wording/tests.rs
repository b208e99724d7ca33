//! Every problem has a sentence in both languages, and what authors wrote cannot spoil it.

use super::*;
use crate::diag::{Key, Problem as P, Unreadable};

fn hostile() -> String {
    format!("rad ett\nrad två\u{1b}[31m\u{202e}{}", "å".repeat(500))
}

/// One of each kind, with text that must not come through as it is.
fn samples() -> Vec<P> {
    let s = hostile;
    vec![
        P::Toml { message: s() },
        P::UnknownKey { key: s(), nearest: Some(s()) },
        P::WrongType { key: s(), expected: Key::Date, found: "string" },
        P::BadDate { key: String::new(), value: s() },
        P::UnknownValue { key: s(), value: s(), allowed: vec![s(), s()], nearest: None },
        P::Unreadable { path: s(), why: Unreadable::Io { message: s() } },
        P::UnknownName { name: s(), nearest: None },
        P::SwallowingDefinition { label: s() },
        P::ImageWithoutAlt { target: s() },
        P::RepealedAct { id: s(), title: s(), on: "2025-07-01".into(), successor: Some(s()) },
        P::ReportsToItself { role: s(), ring: vec![s(), s(), s()] },
        P::NormativeWithoutId { phrase: s(), prefix: Some(s()) },
        P::RuleInGuidance { rule: s(), kind: s() },
    ]
}

#[test]
fn what_authors_wrote_is_shortened_and_made_visible() {
    for problem in samples() {
        for language in [Language::Sv, Language::En] {
            let words = words(&problem, language);
            let all = format!("{} {}", words.message, words.hint.unwrap_or_default());
            assert!(!all.contains(['\n', '\u{1b}', '\u{202e}']), "{all}");
            assert!(all.chars().count() < 800, "{all}");
        }
    }
}

#[test]
fn a_suggestion_comes_before_the_other_ways_out() {
    let problem = P::UnknownKey { key: "titel".into(), nearest: Some("title".into()) };
    let words = words(&problem, Language::Sv);
    assert_eq!(words.message, "Okänt fält: «titel»");
    assert_eq!(
        words.hint.as_deref(),
        Some("Menade du «title»? Annars: kontrollera stavningen eller ta bort raden.")
    );
}

#[test]
fn limits_are_written_as_people_write_them() {
    let large =
        P::Unreadable { path: "bilder/karta.png".into(), why: Unreadable::TooLarge { limit: 20 << 20 } };
    assert_eq!(words(&large, Language::Sv).message, "«bilder/karta.png» är större än 20 MB");
    let many = P::Unreadable { path: String::new(), why: Unreadable::TooMany { limit: 1_000_000 } };
    assert_eq!(
        words(&many, Language::En).message,
        "The content folder has more than 1,000,000 files; the rest were left out"
    );
}

#[test]
fn totals_are_in_the_singular_and_the_plural() {
    let counts = [(Severity::Error, 3), (Severity::Warning, 2), (Severity::Note, 1)];
    assert_eq!(totals(&counts, Language::Sv), "3 fel, 2 varningar, 1 anmärkning");
    assert_eq!(totals(&[(Severity::Error, 0), (Severity::Warning, 1)], Language::En), "1 warning");
    assert_eq!(totals(&[(Severity::Error, 0)], Language::Sv), "Inga brister.");
}
