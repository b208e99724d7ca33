//! The table of keys is what the readers read: no key is asked for that it lacks, none stands in it that nobody asks for,
//! every example is read without a finding, and the documentation is the table's own.
//!
//! `UPDATE_DOCS=1 cargo test --test keys` writes the documentation anew.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::sync::Arc;

use ledtrad::Language;
use ledtrad::content::front::Relation;
use ledtrad::content::keys::{FRONT, Key, PEOPLE, REGISTER, SITE, Shape};
use ledtrad::content::{Site, config, front, register};
use ledtrad::diag::{Diagnostics, FileId, SourceFile};
use ledtrad::export::schema::{Written, page, tables};

/// The method of the reader that takes a shape.
fn method(shape: Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::Id | Shape::Kind | Shape::Url => "text",
        Shape::Texts | Shape::Choices(_) => "texts",
        Shape::Rows => "rows",
        Shape::Date => "date",
        Shape::Dates => "dates",
        Shape::Flag => "flag",
        Shape::Number => "number",
        Shape::Choice(_) => "choice",
        Shape::Table(_) | Shape::Severities | Shape::Lists => "table",
        Shape::Tables(_) => "tables",
    }
}

fn described(keys: &[Key], out: &mut BTreeSet<(String, String)>) {
    for key in keys {
        out.insert((key.name.to_string(), method(key.shape).to_string()));
        assert!([key.swedish, key.english].iter().all(|text| text.ends_with(['.', '…'])), "{}", key.name);
        if let Shape::Table(inner) | Shape::Tables(inner) = key.shape {
            described(inner, out);
        }
    }
}

#[test]
fn every_key_that_is_read_is_described_and_the_other_way_round() {
    let mut known = BTreeSet::new();
    for keys in [FRONT, PEOPLE, SITE, REGISTER] {
        described(keys, &mut known);
    }
    let call = regex::Regex::new(
        r#"(?:fields\s*\.\s*(text|texts|rows|date|dates|flag|number|choice|table|tables)\(\s*|(required|line_of)\(\s*fields,\s*)"([a-z_]+)""#,
    )
    .unwrap();
    let mut asked: BTreeSet<(String, String)> =
        Relation::ALL.iter().map(|(key, _)| ((*key).to_string(), "texts".to_string())).collect();
    for entry in walkdir::WalkDir::new("src/content") {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            for found in call.captures_iter(&text) {
                let method = found.get(1).map_or("text", |method| method.as_str());
                asked.insert((found[3].to_string(), method.to_string()));
            }
        }
    }
    let undescribed: Vec<_> = asked.difference(&known).collect();
    assert!(undescribed.is_empty(), "describe these in src/content/keys/: {undescribed:?}");
    let unread: Vec<_> = known.difference(&asked).collect();
    assert!(unread.is_empty(), "nobody reads these: {unread:?}");
}

/// A TOML text in which every key has its example.
fn example(keys: &[Key], path: &str) -> String {
    let mut out = String::new();
    for key in keys.iter().filter(|key| !key.example.is_empty()) {
        out += &format!("{} = {}\n", key.name, key.example);
    }
    for key in keys {
        let path = if path.is_empty() { key.name.to_string() } else { format!("{path}.{}", key.name) };
        match key.shape {
            Shape::Table(inner) => out += &format!("[{path}]\n{}", example(inner, &path)),
            Shape::Tables(inner) => out += &format!("[[{path}]]\n{}", example(inner, &path)),
            Shape::Severities => out += &format!("[{path}]\nL061 = \"av\"\n"),
            _ => {}
        }
    }
    out
}

#[test]
fn every_example_is_read_without_a_finding() {
    let input = |text: String| Arc::new(SourceFile::new("x", text));
    let mut found = Diagnostics::default();
    config::read(FileId(0), &input(example(SITE, "")), &mut found);
    let entries = register::read(FileId(0), &input(example(REGISTER, "")), &mut found);
    assert_eq!(entries.len(), 1);
    // Tables come last in TOML, so the keys of people stand before them.
    let document = example(&[PEOPLE, FRONT].concat(), "");
    front::read(FileId(0), "x", &format!("+++\n{document}+++\n"), &Site::default(), &mut found);
    assert!(found.is_empty(), "{found:?}");
}

/// The text between two marks of a file, replaced by what it should be.
fn between(text: &str, name: &str, wanted: &str) -> String {
    let (open, close) = (format!("<!-- keys: {name} -->\n"), "<!-- end -->\n");
    let start = text.find(&open).unwrap_or_else(|| panic!("no {open}")) + open.len();
    let end = start + text[start..].find(close).unwrap();
    format!("{}\n{wanted}\n{}", &text[..start], &text[end..])
}

#[test]
fn the_documentation_is_the_table() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let mut wanted = readme.clone();
    for (name, what) in [("front", Written::Front), ("site", Written::Site), ("register", Written::Register)]
    {
        wanted = between(&wanted, name, &tables(what, Language::En));
    }
    let pages = [("README.md", wanted), ("docs/nycklar.md", page(Language::Sv))];
    for (path, wanted) in pages {
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(path, &wanted).unwrap();
        }
        let held = std::fs::read_to_string(path).unwrap_or_default();
        assert!(held == wanted, "{path} is behind the table of keys: UPDATE_DOCS=1 cargo test --test keys");
    }
}
