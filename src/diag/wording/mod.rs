//! Every sentence that a finding can say, one folder a language; nowhere else in `diag` does wording stand.
//!
//! In: a [`Problem`]. Out: [`Words`] for people who are not programmers: what is wrong, and what to do about it.
//! What authors wrote comes into a sentence only through [`visible::shortened`], so that no message is endless and
//! none can steer a terminal.

mod en;
mod sv;
#[cfg(test)]
mod tests;
pub mod visible;

use super::{Problem, Severity};
use crate::language::Language;

/// What a finding says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to do about it, in whole sentences.
    pub hint: Option<String>,
}

/// What a problem says in a language.
pub fn words(problem: &Problem, language: Language) -> Words {
    match language {
        Language::Sv => sv::words(problem),
        Language::En => en::words(problem),
    }
}

/// The name of a severity: fel, varning, anmärkning.
pub fn severity_word(severity: Severity, language: Language) -> &'static str {
    match language {
        Language::Sv => sv::severity(severity),
        Language::En => en::severity(severity),
    }
}

/// The word before a hint.
pub fn help_word(language: Language) -> &'static str {
    match language {
        Language::Sv => "hjälp",
        Language::En => "help",
    }
}

/// What stands at a place that explains a finding made elsewhere.
pub fn related_label(language: Language) -> &'static str {
    match language {
        Language::Sv => "se även här",
        Language::En => "see also here",
    }
}

/// How many findings there are of each severity, as one line: «3 fel, 1 anmärkning» or «Inga brister.».
pub fn totals(counts: &[(Severity, usize)], language: Language) -> String {
    let parts: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| match language {
            Language::Sv => sv::count(*count, *severity),
            Language::En => en::count(*count, *severity),
        })
        .collect();
    match (parts.is_empty(), language) {
        (false, _) => parts.join(", "),
        (true, Language::Sv) => "Inga brister.".to_string(),
        (true, Language::En) => "No findings.".to_string(),
    }
}

fn say(message: impl Into<String>, hint: impl Into<String>) -> Words {
    Words { message: message.into(), hint: Some(hint.into()) }
}

/// The first letter in upper case, the rest as it is.
fn capitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// «a, b och c», each quoted.
fn list(items: &[String], quote: fn(&str) -> String, and: &str) -> String {
    match items {
        [] => String::new(),
        [one] => quote(one),
        [rest @ .., last] => {
            let rest: Vec<String> = rest.iter().map(|item| quote(item)).collect();
            format!("{} {and} {}", rest.join(", "), quote(last))
        }
    }
}

/// A size as people write it. The limits of the program are whole numbers of one unit.
fn size(bytes: u64) -> String {
    const KILO: u64 = 1024;
    match bytes {
        b if b >= KILO * KILO => format!("{} MB", b / (KILO * KILO)),
        b if b >= KILO => format!("{} kB", b / KILO),
        b => format!("{b} B"),
    }
}

/// A number with its digits in groups of three.
fn grouped(number: usize, separator: char) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A line of TOML that sets a key as its type wants it.
fn toml_line(key: &str, expected: super::Key, text: &str) -> String {
    use super::Key;
    match expected {
        Key::Text => format!("{key} = \"{text}\""),
        Key::Texts | Key::TextOrTexts => format!("{key} = [\"{text}\", \"{text}\"]"),
        Key::Date => format!("{key} = 2026-01-31"),
        Key::Dates => format!("{key} = [2026-01-30, 2026-01-31]"),
        Key::Flag => format!("{key} = true"),
        Key::Number => format!("{key} = 30"),
        Key::Table => format!("[{key}]"),
        Key::Tables => format!("[[{key}]]"),
    }
}

/// A value that a mandatory key could have, where an example says more than three dots.
fn example(key: &str) -> &'static str {
    match key {
        "kind" => "\"riktlinje\"",
        "status" => "\"utkast\"",
        "audience" => "\"intern\"",
        "decided_by" => "\"Regionfullmäktige\"",
        "decided_on" | "dated" | "valid_from" | "valid_until" | "withdrawn_on" | "opens" | "closes" => {
            "2026-01-31"
        }
        "decision" => "\"§ 124\"",
        "registry" => "[\"RS 2025-0418\"]",
        "replaced_by" | "comments_on" => "\"RIK-IS\"",
        "consultation" => "{ opens = 2026-01-31, closes = 2026-03-31 }",
        _ => "\"…\"",
    }
}
