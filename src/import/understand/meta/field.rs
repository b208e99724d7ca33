//! A labelled value and the key of the front matter that it belongs to.

use std::sync::LazyLock;

use regex::Regex;

use super::kinds::of_title;
use super::{Meta, Value, capital};
use crate::import::block::Origin;
use crate::import::journal::Journal;
use crate::import::pattern;
use crate::import::swedish::dates::{case_number, case_numbers, dates};
use crate::import::swedish::labels::Key;
use crate::import::understand::People;

/// Puts a labelled value where it belongs, without the names of people.
pub(super) fn place(
    meta: &mut Meta,
    key: Key,
    value: &str,
    at: Origin,
    source: &str,
    people: &People,
    journal: &mut Journal,
) {
    if value.is_empty() {
        return;
    }
    let Some(value) = people.without(value, at, journal) else { return };
    let stated = |value: String| Value { value, line: at.line, source: source.to_string(), guessed: false };
    let day = |value: &str| dates(value).into_iter().take(1).collect::<Vec<_>>();
    match key {
        Key::Kind => {
            if let Some(kind) = of_title(&value) {
                meta.kind = Some(stated(kind.to_string()));
            }
        }
        Key::Title => meta.title = Some(stated(value)),
        Key::DecidedBy => decided(meta, &value, at, source),
        Key::DecidedOn => decided(meta, &value, at, source),
        Key::Decision => {
            decided(meta, &value, at, source);
            meta.set("decision", vec![value], at, source, false);
        }
        Key::Validity => {
            let mut days = each_date(&value).into_iter();
            let ends = value.trim_start().to_lowercase();
            if !["till", "t.o.m", "t o m", "tom"].iter().any(|word| ends.starts_with(word)) {
                meta.set("valid_from", days.next().into_iter().collect(), at, source, false);
            }
            meta.set("valid_until", days.next().into_iter().collect(), at, source, false);
        }
        Key::Registry => {
            let numbers = case_numbers(&value);
            let numbers = if numbers.is_empty() && !value.contains("XX") { vec![value] } else { numbers };
            meta.set("registry", numbers, at, source, false);
        }
        Key::Edition => {
            meta.set("edition", vec![edition(&value)], at, source, false);
        }
        Key::DocumentNumber => meta.set("document_number", vec![value], at, source, false),
        Key::ValidFrom => meta.set("valid_from", day(&value), at, source, false),
        Key::ValidUntil => meta.set("valid_until", day(&value), at, source, false),
        Key::ReviewBy => meta.set("review_by", day(&value), at, source, false),
        Key::Dated => meta.set("dated", day(&value), at, source, false),
        Key::From => meta.set("from", vec![value], at, source, false),
        Key::Organisation => meta.set("organisation", vec![value], at, source, false),
        Key::AppliesTo => meta.set("applies_to", parties(&value), at, source, false),
        Key::Replaces => {
            let number = case_number(&value).unwrap_or(value);
            if !matches!(number.to_lowercase().as_str(), "-" | "–" | "ny" | "nytt" | "nytt dokument") {
                meta.set("replaces", vec![number], at, source, false);
            }
        }
        Key::Custodian => meta.set("custodian", parties(&value), at, source, false),
        Key::DrawnUpBy => meta.set("drawn_up_by", parties(&value), at, source, false),
        Key::Answers => {
            meta.set("comments_on", vec![case_number(&value).unwrap_or(value)], at, source, false)
        }
        Key::Changes => meta.set("changes", vec![value], at, source, false),
        Key::Other => {}
    }
}

/// The parties of a list.
fn parties(value: &str) -> Vec<String> {
    value.split([',', ';']).map(str::trim).filter(|one| !one.is_empty()).map(str::to_string).collect()
}

/// «Version 2.0» is edition 2.0.
fn edition(value: &str) -> String {
    let rest = ["version ", "utgåva ", "ver. ", "v. "]
        .iter()
        .find(|word| value.to_lowercase().starts_with(*word))
        .and_then(|word| value.get(word.len()..))
        .unwrap_or(value);
    let (number, dated) = rest.split_once([',', ' ']).unwrap_or((rest, ""));
    // «3.0, 2024-02-01»: the day is no part of the number.
    let only_date = !dated.is_empty() && !dates(dated).is_empty();
    (if only_date { number } else { rest }).trim().to_string()
}

/// Every date of a text, each end of a stretch for itself.
fn each_date(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((days, end)) = crate::import::swedish::dates::first(rest) {
        out.extend(days);
        rest = &rest[end..];
    }
    out
}

/// Words after the name of the party that decided.
static PARTY_ENDS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:^|\s)(?:den|datum|enligt|genom|vid|på|med|under|efter|som)(?:\s|$)"));

/// «Regionfullmäktige 2024-02-12 § 23, dnr RS 2023-0412»: any of body, day, paragraph and number of the case.
pub(super) fn decided(meta: &mut Meta, value: &str, at: Origin, source: &str) {
    // «2025-02-10, Fastighetsnämnden § 14»: the body may stand after the day.
    let after = crate::import::swedish::dates::first(value)
        .filter(|_| value.starts_with(|c: char| c.is_ascii_digit()))
        .map_or(value, |(_, end)| value[end..].trim_start_matches([',', ' ', '–', '-']));
    let body = after.split([',', '§', '(']).next().unwrap_or("");
    let body = body.split(|c: char| c.is_ascii_digit()).next().unwrap_or("").trim();
    let body = PARTY_ENDS.find(body).map_or(body, |found| &body[..found.start()]).trim();
    let party = body.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !["dnr", "diarienummer", "beslut", "protokoll"].contains(&body.to_lowercase().as_str());
    if party {
        meta.set("decided_by", vec![capital(body)], at, source, false);
    }
    decision_words(meta, value, at, source);
    // A number that is the day of the decision is none of a case.
    let named = value.to_lowercase();
    if ["dnr", "diarienummer", "diarienr"].iter().any(|word| named.contains(word)) {
        meta.set("registry", case_number(value).into_iter().collect(), at, source, false);
    }
}

/// Day and paragraph of a decision.
fn decision_words(meta: &mut Meta, text: &str, at: Origin, source: &str) {
    static PARAGRAPH: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:§+|\bparagraf)\s?(\d+(?:\s?[a-z]\b)?(?:/\d{2,4})?)"));
    if let Some(found) = PARAGRAPH.captures(text) {
        meta.set("decision", vec![format!("§ {}", &found[1])], at, source, false);
    }
    meta.set("decided_on", dates(text), at, source, false);
}
