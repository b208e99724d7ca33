//! What each code means, at length: one section a code in `explain/sv.md` and `explain/en.md`.
//!
//! The sections are Markdown, so that the same text serves the terminal, SARIF and a page of the portal.

use super::Code;
use crate::language::Language;

const SV: &str = include_str!("explain/sv.md");
const EN: &str = include_str!("explain/en.md");

/// The explanation of a code as Markdown, without its heading; empty for a number that no code has.
pub fn explain(code: Code, language: Language) -> &'static str {
    section(code, language).map_or("", |(_, text)| text)
}

/// What a code is called, such as «Okänt namn»; empty for a number that no code has.
pub fn title(code: Code, language: Language) -> &'static str {
    section(code, language).map_or("", |(title, _)| title)
}

/// Title and text of a code.
fn section(code: Code, language: Language) -> Option<(&'static str, &'static str)> {
    let code = code.to_string();
    sections(language).find_map(|(heading, text)| {
        let title = heading.strip_prefix(code.as_str())?;
        Some((title.trim(), text.trim()))
    })
}

/// Heading and text of every section.
fn sections(language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = match language {
        Language::Sv => SV,
        Language::En => EN,
    };
    all.split("\n## ").skip(1).filter_map(|section| section.split_once('\n'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::wording::severity_word;
    use super::super::{FIXED, Severity, TABLE};
    use super::*;

    const LANGUAGES: [Language; 2] = [Language::Sv, Language::En];

    #[test]
    fn every_code_has_one_section_and_no_section_is_left_over() {
        for language in LANGUAGES {
            let headings: Vec<_> = sections(language).map(|(heading, _)| &heading[..4]).collect();
            let codes: Vec<_> = TABLE.iter().map(|(code, _)| code.to_string()).collect();
            assert_eq!(headings, codes);
        }
    }

    #[test]
    fn titles_are_unique() {
        for language in LANGUAGES {
            let titles: BTreeSet<_> = TABLE.iter().map(|(code, _)| title(*code, language)).collect();
            assert_eq!(titles.len(), TABLE.len());
            assert!(!titles.contains(""));
        }
    }

    #[test]
    fn every_section_says_its_severity_and_how_to_change_it() {
        for language in LANGUAGES {
            for (code, severity) in TABLE {
                let text = explain(*code, language);
                let (label, other) = match (language, severity) {
                    (Language::Sv, Severity::Error) => ("Allvarlighet", "varning"),
                    (Language::Sv, _) => ("Allvarlighet", "av"),
                    (Language::En, Severity::Error) => ("Severity", "warning"),
                    (Language::En, _) => ("Severity", "off"),
                };
                let stated = format!("**{label}:** {}.", severity_word(*severity, language));
                let change = match (FIXED.contains(code), language) {
                    (true, Language::Sv) => "Kan inte ändras i `site.toml`".to_string(),
                    (true, Language::En) => "It cannot be changed in `site.toml`".to_string(),
                    (false, _) => format!("`{code} = \"{other}\"`"),
                };
                assert!(text.contains(&stated) && text.contains(&change), "{code} {language:?}: {text}");
                assert!(text.contains("```"), "{code} has no example");
                assert!((4..=16).contains(&text.lines().count()), "{code} {language:?}");
            }
        }
    }

    #[test]
    fn an_unknown_code_has_no_explanation() {
        assert_eq!(explain(Code(999), Language::Sv), "");
    }
}
