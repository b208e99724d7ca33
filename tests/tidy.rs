//! The house rules that a compiler does not know: arrows point one way, words are there in both languages.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What each part may use of the crate, beside itself. The order is that of `lib.rs`.
const MAY_USE: &[(&str, &[&str])] = &[
    ("diag", &["language", "text"]),
    ("folder", &[]),
    ("content", &["diag", "folder", "language", "text"]),
    ("model", &["content", "diag", "interned", "text"]),
    ("compare", &["content", "language", "text"]),
    ("history", &["cache", "compare", "content", "diag", "text"]),
    ("publish", &["content", "history", "model"]),
    ("checks", &["content", "diag", "model", "publish", "text"]),
    ("export", &["content", "json", "language", "model", "pages", "publish", "sink", "text"]),
    ("pages", &["compare", "content", "diag", "history", "json", "language", "model", "publish", "text"]),
    ("search", &["content", "diag", "interned", "model", "pages", "publish", "sink", "text"]),
    ("output", &["folder", "interned", "sink"]),
    ("serve", &[]),
    ("ids", &["content", "diag", "model"]),
    ("import", &["content", "diag", "language", "text"]),
    (
        "pipeline",
        &[
            "cache", "checks", "content", "diag", "earlier", "export", "history", "language", "model",
            "output", "pages", "publish", "search", "sink",
        ],
    ),
    ("cache", &[]),
    ("earlier", &["cache", "content", "history", "output"]),
    (
        "preview",
        &[
            "checks", "content", "export", "history", "language", "model", "pages", "pipeline", "publish",
            "search", "serve",
        ],
    ),
    ("interned", &[]),
    ("sink", &[]),
    ("text", &[]),
    ("json", &[]),
    ("language", &[]),
    (
        "cli",
        &[
            "cache", "compare", "content", "diag", "earlier", "export", "history", "ids", "import",
            "language", "output", "pages", "pipeline", "preview", "publish", "search", "serve",
        ],
    ),
];

fn sources() -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new("src").sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    files
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "rs"))
        .map(|entry| {
            (
                entry.path().to_str().unwrap().replace('\\', "/"),
                std::fs::read_to_string(entry.path()).unwrap(),
            )
        })
        .collect()
}

/// The part of the house that a file belongs to.
fn part(path: &str) -> &str {
    let rest = path.strip_prefix("src/").unwrap();
    rest.split('/').next().unwrap().trim_end_matches(".rs")
}

#[test]
fn arrows_point_one_way() {
    let pattern = regex::Regex::new(r"\bcrate::\{?([a-z_]+)").unwrap();
    for (path, text) in sources() {
        let part = part(&path);
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == part) else {
            assert!(["main", "lib"].contains(&part), "{path}: say in this test what it may use");
            continue;
        };
        let body = text.split("#[cfg(test)]").next().unwrap();
        for found in pattern.captures_iter(body) {
            let used = &found[1];
            assert!(used == part || allowed.contains(&used), "{path} uses crate::{used}");
        }
    }
}

/// The files and folders of the search, each of which uses only those before it.
const SEARCH: &[&str] = &[
    "weights", "packed", "postings", "leaves", "numbers", "swedish", "record", "records", "reading",
    "counted", "segment", "inverted", "coarse", "index", "bm25", "library", "query", "shards",
];

#[test]
fn the_search_goes_one_way() {
    let pattern = regex::Regex::new(r"\b((?:super::)+)(?:\{\s*)?(\w+)").unwrap();
    let place = |name: &str| SEARCH.iter().position(|part| *part == name);
    let mut seen = 0;
    for (path, text) in sources() {
        let Some(rest) = path.strip_prefix("src/search/").filter(|rest| *rest != "mod.rs") else { continue };
        let own = rest.split('/').next().unwrap().trim_end_matches(".rs");
        let own = place(own).unwrap_or_else(|| panic!("{path}: say in this test where it stands"));
        // How many steps up lead to the search itself.
        let top = rest.trim_end_matches("/mod.rs").split('/').count();
        let body = text.split("#[cfg(test)]").next().unwrap();
        let code: Vec<&str> = body.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for found in pattern.captures_iter(&code.join("\n")) {
            if found[1].matches("super").count() == top {
                let name = if &found[2] == "Index" { "index" } else { &found[2] };
                let used = place(name).unwrap_or_else(|| panic!("{path}: what is {name}?"));
                assert!(used <= own, "{path} uses {name}");
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn nothing_is_left_behind() {
    let left = regex::Regex::new(r"\b(?:todo!|unimplemented!|dbg!|TODO|FIXME)").unwrap();
    for (path, text) in sources() {
        // The placeholders that the check looks for are its subject.
        if !path.ends_with("checks/placeholders.rs") {
            assert!(!left.is_match(&text), "{path}");
        }
    }
}

#[test]
fn every_word_of_the_interface_is_there_in_both_languages() {
    let read = |language: &str| -> BTreeMap<String, BTreeMap<String, String>> {
        toml::from_str(&std::fs::read_to_string(format!("themes/portal/{language}.toml")).unwrap()).unwrap()
    };
    let (sv, en) = (read("sv"), read("en"));
    for table in ["template", "view"] {
        let keys = |words: &BTreeMap<String, BTreeMap<String, String>>| {
            words[table].keys().cloned().collect::<BTreeSet<_>>()
        };
        assert_eq!(keys(&sv), keys(&en), "[{table}]");
        for (key, text) in &sv[table] {
            assert_eq!(text.matches("{}").count(), en[table][key].matches("{}").count(), "{key}");
        }
    }
    let key = regex::Regex::new(r#"(?:\.get|\.with)\("([a-z0-9-]+)"|label: &str = "([a-z-]+)""#).unwrap();
    for (path, text) in sources().iter().filter(|(path, _)| path.starts_with("src/pages/")) {
        for found in key.captures_iter(text) {
            let key = &found[1];
            assert!(sv["view"].contains_key(key), "{path}: no words for «{key}»");
        }
    }
    let used = regex::Regex::new(r"\bt\.([a-z_0-9]+)").unwrap();
    for entry in walkdir::WalkDir::new("themes/portal/templates") {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            for found in used.captures_iter(&text) {
                assert!(
                    sv["template"].contains_key(&found[1]),
                    "{}: no words for «{}»",
                    entry.path().display(),
                    &found[1]
                );
            }
        }
    }
}

#[test]
fn the_top_of_the_repository_holds_what_it_should() {
    let known = [
        ".ci",
        ".git",
        ".gitignore",
        ".ledtrad",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "SECURITY.md",
        "content",
        "deny.toml",
        "docs",
        "examples",
        "fuzz",
        "public",
        "rustfmt.toml",
        "src",
        "target",
        "tests",
        "themes",
    ];
    for entry in std::fs::read_dir(Path::new(".")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let ours = known.contains(&name.as_str()) || name.starts_with(".public.");
        assert!(ours, "{name}");
    }
}
