//! Every code of the table has a case: a small portal that is wrong, what must be found in it, and the same portal
//! mended, in which nothing may be found.
//!
//! A case is a file `tests/checks/L….md`; its name begins with the code that it is about. It holds
//!
//! ```text
//! Free text on what the case shows.
//! dag: 2026-06-01                     the day, if it matters
//! profil: intern                      the profile, if it is not publik
//!
//! === fel                             the portal that is wrong
//! --- rutiner/lan.md                  a file of it
//! …
//! --- väntat                          what must be found, and nothing else:
//! L007 rutiner/lan.md:5:10 decided_by code, place, words that the finding holds
//!
//! === rätt                            the portal mended: only the files that differ
//! --- rutiner/lan.md
//! …
//! ```
//!
//! Every portal is laid over the files of `grund.md`, so that a case shows only what it is about. A file that is
//! empty in a case is not there at all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ledtrad::checks::{self, Context};
use ledtrad::content::{Asset, Date, load};
use ledtrad::diag::{Code, Diagnostics, Files, Severities, TABLE};
use ledtrad::model::Catalogue;
use ledtrad::pages;
use ledtrad::publish::Profile;

/// What texts in memory cannot show: a file that cannot be read needs a disk (`tests/tree.rs`).
const ON_DISK: Code = Code(11);

type Portal = BTreeMap<String, String>;

struct Case {
    name: String,
    today: Date,
    profile: Profile,
    wrong: Portal,
    expected: Vec<String>,
    mended: Portal,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks")
}

/// Cuts a text at the lines that begin with a mark; what stands before the first has the name `""`.
fn cut(text: &str, mark: &str) -> Vec<(String, String)> {
    let mut parts = vec![(String::new(), String::new())];
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(mark) {
            Some(name) => parts.push((name.trim().to_string(), String::new())),
            None => parts.last_mut().expect("never empty").1.push_str(line),
        }
    }
    parts
}

/// The files of a part, and the lines after `--- väntat`.
fn portal(text: &str, under: &Portal) -> (Portal, Vec<String>) {
    let mut files = under.clone();
    let mut expected = Vec::new();
    for (name, text) in cut(text, "--- ").into_iter().skip(1) {
        if name == "väntat" {
            expected.extend(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_string));
        } else if text.trim().is_empty() {
            files.remove(&name);
        } else {
            files.insert(name, text);
        }
    }
    (files, expected)
}

fn ground() -> Portal {
    let text = std::fs::read_to_string(folder().join("grund.md")).expect("the ground of all cases");
    portal(&text, &Portal::new()).0
}

fn case(path: &Path, ground: &Portal) -> Case {
    let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).expect("a case");
    let parts = cut(&text, "=== ");
    let part = |wanted: &str| {
        let found = parts.iter().find(|(name, _)| name == wanted);
        found.unwrap_or_else(|| panic!("{name}: no part «{wanted}»")).1.as_str()
    };
    let setting = |key: &str| part("").lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
    let profile = match setting("profil:") {
        Some("publik") | None => Profile::Publik,
        Some("intern") => Profile::Intern,
        Some("utkast") => Profile::Preview,
        Some(other) => panic!("{name}: unknown profile «{other}»"),
    };
    let today = setting("dag:").unwrap_or("2026-06-01").parse().expect("a day");
    let (wrong, expected) = portal(part("fel"), ground);
    let (mended, nothing) = portal(part("rätt"), &wrong);
    assert!(nothing.is_empty(), "{name}: nothing may be found in what is right");
    Case { name, today, profile, wrong, expected, mended }
}

fn cases() -> Vec<Case> {
    let ground = ground();
    let entries = std::fs::read_dir(folder()).expect("the folder of cases");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('L')));
    paths.sort();
    paths.iter().map(|path| case(path, &ground)).collect()
}

/// Everything that load, model, checks and the plan of the pages find, a line each: code, place and the problem.
fn findings(portal: &Portal, today: Date, profile: Profile) -> Vec<String> {
    let (pictures, texts): (Portal, Portal) = portal
        .iter()
        .map(|(path, text)| (path.clone(), text.clone()))
        .partition(|(path, _)| path.ends_with(".png"));
    let (mut content, mut found) = load::understand(texts.into_iter().collect(), &|source, text| {
        checks::of_text(source, text, &Context { today, profile })
    });
    content.assets = pictures.into_keys().map(|path| Asset { path, size: 1 }).collect();
    let (catalogue, files, unresolved) = Catalogue::build(content);
    found.extend(unresolved);
    found.extend(checks::run(&catalogue, &Context { today, profile }));
    found.extend(pages::plan(&catalogue).1);
    shown(&found, &files)
}

fn shown(found: &Diagnostics, files: &Files) -> Vec<String> {
    let line = |at: ledtrad::diag::Place| {
        let file = files.get(at.file);
        let text = file.text().expect("it is held");
        let before = &text[..at.span.start as usize];
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        format!("{}:{}:{column}", file.path, before.matches('\n').count() + 1)
    };
    found
        .sorted(files, &Severities::default())
        .into_iter()
        .map(|(_, one)| {
            let place = one.at.map_or_else(|| "-".to_string(), line);
            format!("{} {place} {:?}", one.problem.code(), one.problem)
        })
        .collect()
}

/// Whether a line of a case is about a finding.
fn is_about(expected: &str, actual: &str) -> bool {
    let mut wanted = expected.splitn(3, ' ');
    let mut given = actual.splitn(3, ' ');
    let head = wanted.next() == given.next() && wanted.next() == given.next();
    let (words, problem) = (wanted.next().unwrap_or(""), given.next().unwrap_or(""));
    head && words.split_whitespace().all(|word| problem.contains(word))
}

/// What differs between the lines of a case and what was found, if anything.
fn difference(expected: &[String], mut actual: Vec<String>) -> Option<String> {
    let mut out = String::new();
    for line in expected {
        match actual.iter().position(|finding| is_about(line, finding)) {
            Some(at) => drop(actual.remove(at)),
            None => out.push_str(&format!("  not found: {line}\n")),
        }
    }
    actual.iter().for_each(|finding| out.push_str(&format!("  found:     {finding}\n")));
    (!out.is_empty()).then_some(out)
}

fn assert_none(differences: Vec<String>) {
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn what_is_wrong_is_found_and_nothing_else() {
    let differences = cases()
        .into_iter()
        .filter_map(|case| {
            let own = case.expected.iter().any(|line| case.name.starts_with(&line[..4]));
            assert!(own, "{}: expects nothing of its own code", case.name);
            let actual = findings(&case.wrong, case.today, case.profile);
            difference(&case.expected, actual).map(|text| format!("{}\n{text}", case.name))
        })
        .collect();
    assert_none(differences);
}

#[test]
fn what_is_mended_is_without_faults() {
    let differences = cases()
        .into_iter()
        .filter_map(|case| {
            let actual = findings(&case.mended, case.today, case.profile);
            difference(&[], actual).map(|text| format!("{}\n{text}", case.name))
        })
        .collect();
    assert_none(differences);
}

#[test]
fn the_ground_is_without_faults() {
    let today = "2026-06-01".parse().expect("a day");
    for profile in [Profile::Publik, Profile::Intern, Profile::Preview] {
        assert_eq!(findings(&ground(), today, profile), [""; 0]);
    }
}

#[test]
fn every_code_has_a_case() {
    let names: BTreeSet<String> = cases().iter().map(|case| case.name[..4].to_string()).collect();
    for (code, _) in TABLE.iter().filter(|(code, _)| *code != ON_DISK) {
        assert!(names.contains(&code.to_string()), "{code} has no case");
    }
    for name in names {
        assert!(name.parse::<Code>().is_ok(), "{name} is no code");
    }
}

#[test]
fn findings_come_in_the_same_order_each_time() {
    for case in cases() {
        let first = findings(&case.wrong, case.today, case.profile);
        assert_eq!(first, findings(&case.wrong, case.today, case.profile), "{}", case.name);
    }
}
