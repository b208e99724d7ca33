//! The number or letter at the head of a paragraph, an item or a heading: a label, never a key.
//!
//! Labels are cut off before texts are compared, so that a renumbered rule is the same rule.

use std::sync::LazyLock;

use regex::Regex;

use crate::content::number;

#[allow(clippy::expect_used)] // constants, compiled by every test run
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

/// A label that begins a paragraph, and the blanks after it: «1.2.3», «§ 4.1», «3 a §», «D.4», «a)», «(b)», «IV.».
static PARAGRAPH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\d{1,3}(?:\.\d{1,3})+[.:]?|§\s?\d{1,4}(?:\.\d{1,3})*(?:\s[a-z])?[.:]?|\d{1,4}(?:\s[a-z])?\s?§|[A-Z]\.\d{1,3}(?:\.\d{1,3})*[.:]?|\(?[a-z0-9]{1,2}\)|[IVX]{1,5}\.|\d{1,3}\.)\s+",
    )
});

/// A label that [`number::split_number`] does not know: «Artikel 3», «Section 8 –», «IV.», «B.», «a)».
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<label>(?:Artikel|Article|Section|Punkt|Paragraf|Chapter|Part|Del|Annex)\s[\dA-Z]{1,4}(?:\.\d+)*|[IVX]{1,5}\.|[A-Z]\.|\(?[a-z]\)|\d{1,3}(?:\.\d{1,3})*[.):])(?:[\s:.–—-]+(?P<text>.*))?$",
    )
});

/// A line of a paragraph that begins a rule of its own: dotted numbers and sections only, then a new sentence.
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:\d{1,3}(?:\.\d{1,3})+\.?|§\s?\d+(?:\.\d+)*|\d{1,4}(?:\s[a-z])?\s?§)\s+\p{Lu}")
});

/// A paragraph that is the heading of a chapter, as statutes kept as plain text have them: «2 kap. Tillsyn».
static CHAPTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\d{1,3}(?:\s[a-z])?\skap\.(?:\s+\p{Lu}.{0,120}[^.:;,])?$"));

/// All that is left of a repealed rule in a statute: «Har upphävts genom lag (2026:81).», «(upphävd)».
static STONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Har\supphävts\s(?:genom|den)\s.{1,80}|\(?[Uu]pphäv(?:d|t|ts)(?:\s.{1,80}|\))?|\(?[Rr]epealed(?:\s.{1,80}|\))?)$",
    )
});

/// Whether the text of a numbered rule says no more than that it has been repealed.
pub fn is_stone(text: &str) -> bool {
    text.len() < 120
        && text.starts_with(['H', '(', 'U', 'u', 'R', 'r'])
        && STONE.is_match(text.trim_end_matches('.'))
}

/// Whether a paragraph is nothing but the heading of a chapter.
pub fn is_chapter(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && CHAPTER.is_match(text)
}

/// Cuts the label off a paragraph or item.
pub fn of_paragraph(text: &str) -> (Option<String>, &str) {
    // Nearly every paragraph begins with a word, which the pattern would read to its end.
    let may_be = text.starts_with(|c: char| c.is_ascii_digit() || c == '§' || c == '(')
        || text.bytes().take(6).any(|byte| matches!(byte, b'.' | b')'));
    if !may_be {
        return (None, text);
    }
    let Some(found) = PARAGRAPH.find(text) else { return (None, text) };
    let (label, rest) = (found.as_str().trim_end(), &text[found.end()..]);
    // «3 § om …» goes on a sentence; «16. maj» is a day.
    let begins = rest.starts_with(|c: char| !c.is_lowercase());
    let firm = !rest.is_empty() && (label.matches('.').count() > 1 || label.ends_with(')'));
    if begins || firm { (Some(trim(label)), rest) } else { (None, text) }
}

/// Cuts the label off a heading.
pub fn of_heading(text: &str) -> (Option<String>, String) {
    let (number, title) = number::split_number(text);
    if number.is_some() {
        return (number, title);
    }
    match HEADING.captures(text) {
        Some(found) => {
            let title = found.name("text").map_or("", |title| title.as_str()).to_string();
            (Some(trim(&found["label"])), title)
        }
        None => (None, title),
    }
}

/// Whether a line within a paragraph begins a rule of its own.
pub fn begins_rule(line: &str) -> bool {
    may_begin_rule(line) && LINE.is_match(line)
}

/// Whether a line may begin a rule of its own, by its first sign alone.
pub fn may_begin_rule(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit() || c == '§')
}

fn trim(label: &str) -> String {
    crate::text::spaced_once(label.trim_end_matches(['.', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_cut_off() {
        let cut = |text: &str| {
            let (label, rest) = of_paragraph(text);
            format!("{}|{rest}", label.unwrap_or_default())
        };
        assert_eq!(cut("1.2.2 Styrdokumenten på"), "1.2.2|Styrdokumenten på");
        assert_eq!(cut("§ 4.1 Styrelsen ska"), "§ 4.1|Styrelsen ska");
        assert_eq!(cut("3 a § Denna lag"), "3 a §|Denna lag");
        assert_eq!(cut("a) ordförande"), "a)|ordförande");
        assert_eq!(cut("4 a § om vad som avses"), "|4 a § om vad som avses");
        assert_eq!(cut("2026 års plan"), "|2026 års plan");
        assert_eq!(cut("16. maj"), "|16. maj");
    }

    #[test]
    fn stones_are_known() {
        for text in
            ["Har upphävts genom lag (2026:81).", "(upphävd)", "Upphävd.", "Upphävd genom beslut 2026-01-01"]
        {
            assert!(is_stone(text), "{text}");
        }
        for text in ["Upphävda regler gäller inte.", "Har upphävts", "Hyresgästen ska flytta."] {
            assert!(!is_stone(text), "{text}");
        }
    }

    #[test]
    fn headings_have_labels_of_many_styles() {
        let cut = |text: &str| of_heading(text).0.unwrap_or_default();
        assert_eq!(cut("6.2 Åtkomst"), "6.2");
        assert_eq!(cut("Artikel 3 – Säte"), "Artikel 3");
        assert_eq!(cut("IV. Styrelsen"), "IV");
        assert_eq!(cut("D.4 Payment"), "D.4");
        assert_eq!(cut("Styrelsen"), "");
    }
}
