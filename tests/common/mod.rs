//! Builds portals in memory, so that tests read what a reader would get.
#![allow(dead_code, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use ledtrad::cache::Cache;
use ledtrad::history::History;
use ledtrad::pipeline::{self, Checked, Options, Timings};
use ledtrad::publish::Profile;

/// The day on which every test takes place.
pub const TODAY: &str = "2026-11-25";

/// A site: path → bytes as text.
pub type Site = BTreeMap<String, String>;

/// Options for a content folder.
pub fn options(content: &Path, profile: Profile) -> Options<'_> {
    Options { content, profile, today: TODAY.parse().unwrap(), live: false, cache: Cache::none() }
}

/// Checks texts that are in memory.
pub fn check(texts: &[(&str, &str)], profile: Profile) -> Checked {
    let texts = texts.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    let nowhere = Path::new("/nonexistent/content");
    pipeline::check_texts(texts, &options(nowhere, profile), &mut Timings::default())
}

/// Builds a checked portal into memory.
pub fn write(checked: Checked, options: &Options<'_>) -> Site {
    write_with(checked, History::default(), options)
}

/// Builds a checked portal with its history into memory.
pub fn write_with(checked: Checked, history: History, options: &Options<'_>) -> Site {
    let files = Mutex::new(Site::new());
    let add = |path: &str, bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        assert!(files.lock().unwrap().insert(path.to_string(), text).is_none(), "{path} written twice");
    };
    pipeline::write(checked.catalogue, history, options, &mut Timings::default(), &add).unwrap();
    files.into_inner().unwrap()
}

/// Checks and builds texts that are in memory, whatever was found.
pub fn build(texts: &[(&str, &str)], profile: Profile) -> Site {
    write(check(texts, profile), &options(Path::new("/nonexistent/content"), profile))
}

/// Checks and builds a folder.
pub fn build_folder(content: &Path, profile: Profile) -> Site {
    let options = options(content, profile);
    let checked = pipeline::check(&options, &mut Timings::default()).unwrap();
    write(checked, &options)
}

/// The findings as lines: `L012 riktlinje.md:14 …`.
pub fn findings(checked: &Checked) -> Vec<String> {
    let sorted = checked.found.sorted(&checked.files, &checked.severities);
    sorted
        .into_iter()
        .map(|(_, one)| {
            let at = one.at.map_or(String::new(), |at| {
                let file = checked.files.get(at.file);
                let line = file.text().unwrap()[..at.span.start as usize].matches('\n').count() + 1;
                format!("{}:{line} ", file.path)
            });
            format!("{} {at}{:?}", one.problem.code(), one.problem)
        })
        .collect()
}

/// What a page says between `<main …>` and `</main>`.
pub fn main_part(html: &str) -> &str {
    let start = html.find("<main").unwrap_or(0);
    let end = html.find("</main>").map_or(html.len(), |at| at + "</main>".len());
    &html[start..end]
}

/// A hostile text and the list that it is of.
pub struct Vector {
    /// The name of its list.
    pub list: String,
    /// The text, control characters and all.
    pub text: String,
}

/// Every text of `tests/hostile/`: a line each, with `␀` to `␟` for control characters and `⟦202E⟧` for others.
pub fn vectors() -> Vec<Vector> {
    let mut out = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let coded = regex::Regex::new("⟦([0-9A-F]+)⟧").unwrap();
    for path in paths {
        let list = path.file_stem().unwrap().to_str().unwrap().to_string();
        let lines = std::fs::read_to_string(&path).unwrap();
        for line in lines.lines().skip_while(|line| line.starts_with("# ")) {
            let text: String = line
                .chars()
                .map(|c| match c {
                    '\u{2400}'..='\u{241f}' => char::from_u32(c as u32 - 0x2400).unwrap(),
                    c => c,
                })
                .collect();
            let one = |found: &regex::Captures<'_>| {
                char::from_u32(u32::from_str_radix(&found[1], 16).unwrap()).unwrap().to_string()
            };
            out.push(Vector { list: list.clone(), text: coded.replace_all(&text, one).into_owned() });
        }
    }
    out
}
