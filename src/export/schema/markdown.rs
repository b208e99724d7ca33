//! The documentation of every key, as tables of Markdown.

use std::fmt::Write;

use super::keys::Written;
use crate::content::keys::{Key, Shape};
use crate::language::Language;

/// The page that documents every key: the front matter, `site.toml` and the register.
pub fn page(language: Language) -> String {
    let title = match language {
        Language::Sv => {
            "# Nycklar\n\nSidan är gjord av programmets egen tabell: `ledtrad schema all --format markdown`.\n"
        }
        Language::En => {
            "# Keys\n\nThis page is made from the program's own table: `ledtrad schema all --format markdown`.\n"
        }
    };
    let parts = Written::ALL.iter().map(|what| {
        let heading = format!("\n## {}\n\n", what.title(language));
        heading + &tables(*what, language)
    });
    title.to_string() + &parts.collect::<String>()
}

/// The keys of what authors write, a table for each group of them.
pub fn tables(what: Written, language: Language) -> String {
    let groups = what.keys().into_iter().enumerate().map(|(number, keys)| {
        let lead = match (number, language) {
            (0, _) => "",
            (_, Language::Sv) => "\nBara för roller och forum:\n\n",
            (_, Language::En) => "\nOf roles and forums only:\n\n",
        };
        lead.to_string() + &table(keys, language)
    });
    groups.collect()
}

fn table(keys: &[Key], language: Language) -> String {
    let mut out = match language {
        Language::Sv => "| nyckel | värde | betydelse | exempel |\n",
        Language::En => "| key | value | meaning | example |\n",
    }
    .to_string();
    out.push_str("| --- | --- | --- | --- |\n");
    rows(keys, "", language, &mut out);
    out
}

fn rows(keys: &[Key], within: &str, language: Language, out: &mut String) {
    for key in keys {
        let name = match (within, key.shape) {
            ("", Shape::Table(_) | Shape::Severities) => format!("[{}]", key.name),
            ("", Shape::Tables(_)) => format!("[[{}]]", key.name),
            (_, Shape::Tables(_)) => format!("[[{within}.{}]]", key.name),
            ("", _) => key.name.to_string(),
            (within, _) => format!("{within}.{}", key.name),
        };
        let must = match (key.required, language) {
            (false, _) => "",
            (true, Language::Sv) => ", **måste finnas**",
            (true, Language::En) => ", **mandatory**",
        };
        let example = if key.example.is_empty() { String::new() } else { format!("`{}`", key.example) };
        let value = value(key.shape, language);
        let _ = writeln!(out, "| `{name}` | {value}{must} | {} | {example} |", key.meaning(language));
        if let Shape::Table(inner) | Shape::Tables(inner) = key.shape {
            let path =
                if within.is_empty() { key.name.to_string() } else { format!("{within}.{}", key.name) };
            rows(inner, &path, language, out);
        }
    }
}

fn value(shape: Shape, language: Language) -> String {
    let (swedish, english) = match shape {
        Shape::Text => ("text", "text"),
        Shape::Id => ("id", "id"),
        Shape::Kind => ("slag", "kind"),
        Shape::Url => ("adress", "address"),
        Shape::Texts => ("lista", "list"),
        Shape::Rows => ("lista av listor", "list of lists"),
        Shape::Lists => ("tabell av listor", "table of lists"),
        Shape::Date => ("datum", "date"),
        Shape::Dates => ("datum, eller lista av två", "date, or list of two"),
        Shape::Flag => ("`true` eller `false`", "`true` or `false`"),
        Shape::Number => ("heltal", "whole number"),
        Shape::Choice(words) | Shape::Choices(words) => {
            return words().iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        }
        Shape::Table(_) | Shape::Severities => ("tabell", "table"),
        Shape::Tables(_) => ("tabeller", "tables"),
    };
    match language {
        Language::Sv => swedish.to_string(),
        Language::En => english.to_string(),
    }
}
