//! Whatever was built or shown before, what comes out is what a fresh build of the same texts gives, byte for byte.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ledtrad::cache::Cache;
use ledtrad::earlier::Said;
use ledtrad::history::History;
use ledtrad::output::verify;
use ledtrad::pipeline::{self, Fault, Options, Timings};
use ledtrad::preview::Workshop;
use ledtrad::publish::Profile;
use proptest::prelude::*;

type Tree = BTreeMap<String, Vec<u8>>;

/// What an editor does, by chance. Numbers choose a file, remainders are taken.
#[derive(Debug, Clone)]
enum Edit {
    Write(usize, String),
    Move(usize, u8),
    Delete(usize),
    /// Another name everywhere, or only where it is declared: a title, a role, a term.
    Rename(&'static str, String, bool),
    Settings(&'static str),
    Restore,
}

fn edit() -> impl Strategy<Value = Edit> {
    let name =
        prop_oneof![Just("Systemägare"), Just("Policy för dokumentstyrning"), Just("DS-1"), Just("dokument")];
    prop_oneof![
        3 => (any::<usize>(), "[a-zåäö ]{1,30}").prop_map(|(file, words)| Edit::Write(file, words)),
        1 => (any::<usize>(), any::<u8>()).prop_map(|(file, to)| Edit::Move(file, to)),
        1 => any::<usize>().prop_map(Edit::Delete),
        2 => (name, "[A-ZÅÄÖ][a-zåäö]{2,8}", any::<bool>()).prop_map(|(a, b, all)| Edit::Rename(a, b, all)),
        1 => prop_oneof![Just("rule_pages = false"), Just("rule_pages = true")].prop_map(Edit::Settings),
        1 => Just(Edit::Restore),
    ]
}

fn original() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/liten")
}

fn documents(content: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(content).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let files = files.map(walkdir::DirEntry::into_path);
    files.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
}

fn copy(content: &Path) {
    let _ = fs::remove_dir_all(content);
    fs::create_dir_all(content).unwrap();
    for entry in fs::read_dir(original()).unwrap() {
        let path = entry.unwrap().path();
        fs::write(content.join(path.file_name().unwrap()), fs::read(&path).unwrap()).unwrap();
    }
    fs::write(content.join("site.toml"), settings("")).unwrap();
}

/// The settings, with more under `[output]`. Without search, which takes most of the time and has tests of its own.
fn settings(more: &str) -> String {
    let text = fs::read_to_string(original().join("site.toml")).unwrap();
    format!("{text}\n[search]\nenabled = false\n\n[output]\n{more}\n")
}

fn apply(edit: &Edit, content: &Path) {
    let documents = documents(content);
    let chosen = |number: &usize| documents.get(number % documents.len().max(1));
    match edit {
        Edit::Write(file, words) => {
            let Some(file) = chosen(file) else { return };
            let text = fs::read_to_string(file).unwrap();
            fs::write(file, format!("{text}\n\n{words}\n")).unwrap();
        }
        Edit::Move(file, to) => {
            let Some(file) = chosen(file) else { return };
            fs::create_dir_all(content.join("flyttat")).unwrap();
            fs::rename(file, content.join(format!("flyttat/{to}.md"))).unwrap();
        }
        Edit::Delete(file) => {
            if let Some(file) = chosen(file) {
                fs::remove_file(file).unwrap();
            }
        }
        Edit::Rename(from, to, everywhere) => {
            for file in documents.iter().take(if *everywhere { usize::MAX } else { 4 }) {
                let text = fs::read_to_string(file).unwrap();
                fs::write(file, text.replace(from, to)).unwrap();
            }
        }
        Edit::Settings(line) => {
            fs::write(content.join("site.toml"), settings(line)).unwrap();
        }
        Edit::Restore => copy(content),
    }
}

fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Builds into a folder, whatever was found: a portal with errors is built here too.
fn build(content: &Path, out: &Path) {
    let options = common::options(content, Profile::Preview);
    let checked = pipeline::check(&options, &mut Timings::default()).unwrap();
    let mut timings = Timings::default();
    pipeline::build(checked, History::default(), &options, &mut timings, out).unwrap();
}

fn fresh(content: &Path) -> Tree {
    let options = common::options(content, Profile::Preview);
    let checked = pipeline::check(&options, &mut Timings::default()).unwrap();
    let files = Mutex::new(Tree::new());
    let add = |path: &str, bytes: &[u8]| drop(files.lock().unwrap().insert(path.to_string(), bytes.to_vec()));
    pipeline::write(checked.catalogue, History::default(), &options, &mut Timings::default(), &add).unwrap();
    files.into_inner().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rebuild_and_a_preview_are_a_fresh_build(edits in prop::collection::vec(edit(), 2..5)) {
        let folder = tempfile::tempdir().unwrap();
        let (content, out) = (folder.path().join("content"), folder.path().join("ut"));
        copy(&content);
        build(&content, &out);
        let mut workshop = Workshop::default();
        let options = common::options(&content, Profile::Preview);
        let mut before = None;
        for edit in &edits {
            apply(edit, &content);
            let fresh = fresh(&content);
            build(&content, &out);
            let mut rebuilt = tree(&out);
            rebuilt.remove("ledtrad-manifest.txt");
            prop_assert!(rebuilt == fresh, "{edit:?}: {:?}", differing(&rebuilt, &fresh));
            let site = workshop.check(&options).map(|checked| workshop.site(checked.catalogue, &options));
            let site = site.unwrap().unwrap();
            let shown: Tree = fresh
                .keys()
                .filter_map(|path| Some((path.clone(), site.files.get(path)?.to_vec())))
                .collect();
            prop_assert!(shown == fresh, "{edit:?} shown: {:?}", differing(&shown, &fresh));
            prop_assert!(site.files.get("dokument/finns-inte.html").is_none());
            if let Some((mark, tree)) = before.replace((site.mark, fresh)) {
                let now = before.as_ref().map(|(_, tree)| tree);
                prop_assert!(mark != site.mark || Some(&tree) == now, "{edit:?}: the same mark for another site");
            }
        }
    }
}

/// Builds with the program's own cache, and says whether it made any page.
fn again(content: &Path, today: &str, profile: Profile, cache: bool) -> bool {
    let cache = if cache { Cache::beside(content) } else { Cache::none() };
    let options = Options { today: today.parse().unwrap(), cache, ..common::options(content, profile) };
    let mut timings = Timings::default();
    let out = content.with_file_name("ut");
    let inputs = pipeline::find(&options, &mut timings).unwrap();
    let site = inputs.site();
    let history = pipeline::history(&site, &options, &mut timings);
    let earlier = pipeline::earlier(&inputs, &site, &history, &options, false, &out).unwrap();
    let stood = earlier.stands(&inputs, &options.cache).unwrap();
    let checked = pipeline::check_inputs(inputs, &options, &mut timings);
    // What is said again is what would be found again.
    let said = Said { findings: format!("{:?}", checked.found), hidden: 7 };
    let made = stood.is_none();
    match stood {
        Some((outcome, before)) => assert!(!outcome.swapped && before == said),
        None => {
            let texts = checked.files.sums();
            let outcome = pipeline::build(checked, history, &options, &mut timings, &out).unwrap();
            earlier.keep(&texts, &outcome, &said, &options.cache);
        }
    }
    let verdict = verify(&out, None).unwrap();
    assert!(verdict.missing.is_empty() && verdict.changed.is_empty(), "{verdict:?}");
    made
}

fn git(folder: &Path, arguments: &[&str]) {
    let done = std::process::Command::new("git")
        .args(["-c", "user.name=x", "-c", "user.email=x@exempel.test", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn nothing_is_made_when_nothing_has_changed_and_everything_when_anything_has() {
    let folder = tempfile::tempdir().unwrap();
    let (content, out) = (folder.path().join("content"), folder.path().join("ut"));
    copy(&content);
    // A folder beside a file that is named after it: in the order of paths one lies between the other and what it holds.
    let document = &documents(&content)[0];
    fs::create_dir(content.join("a")).unwrap();
    fs::rename(document, content.join("a/x.md")).unwrap();
    fs::rename(&documents(&content)[1], content.join("a-b.md")).unwrap();
    let build = || again(&content, common::TODAY, Profile::Preview, true);
    assert!(build());
    let whole = tree(&out);
    assert!(!build());
    assert!(tree(&out) == whole);

    // The site is not what was published: it is made whole again.
    let page = whole.keys().find(|path| path.starts_with("dokument/")).unwrap();
    let size = whole[page].len();
    let manifest = "ledtrad-manifest.txt";
    for harm in [
        &|| fs::write(out.join(page), vec![b'x'; size]).unwrap(),
        &|| fs::remove_file(out.join(page)).unwrap(),
        &|| fs::write(out.join(manifest), "ledtrad manifest 1 blake3\n").unwrap(),
        &|| fs::remove_dir_all(&out).unwrap(),
    ] as [&dyn Fn(); 4]
    {
        harm();
        assert!(build());
        assert!(tree(&out) == whole);
        assert!(!build());
    }

    // Anything that the site is made of has changed: so has the key.
    let today = |day: &str, profile: Profile| again(&content, day, profile, true);
    assert!(today("2026-11-26", Profile::Preview));
    assert!(today("2026-11-26", Profile::Intern));
    assert!(!today("2026-11-26", Profile::Intern));
    assert!(build());
    let document = &documents(&content)[0];
    let changes: [&dyn Fn(); 5] = [
        &|| {
            let text = fs::read_to_string(document).unwrap();
            fs::write(document, text.replacen("\n\n", "\n\nAbc def.\n\n", 2)).unwrap();
        },
        &|| fs::write(content.join("site.toml"), settings("rule_pages = false")).unwrap(),
        &|| {
            let theme = folder.path().join("themes/egen");
            fs::create_dir_all(&theme).unwrap();
            fs::write(theme.join("portal.css"), "a{}").unwrap();
            fs::write(content.join("site.toml"), format!("theme = \"egen\"\n{}", settings(""))).unwrap();
        },
        &|| fs::write(folder.path().join("themes/egen/portal.css"), "b{}").unwrap(),
        &|| fs::write(content.join("bild.png"), b"\x89PNG\r\n\x1a\n").unwrap(),
    ];
    for (number, change) in changes.iter().enumerate() {
        change();
        assert!(build(), "{number}");
        assert!(!build(), "{number}");
    }
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "content"]);
    git(folder.path(), &["commit", "-q", "-m", "x"]);
    assert!(build());
    assert!(!build());
    // Without the cache nothing is taken from it.
    assert!(again(&content, common::TODAY, Profile::Preview, false));
}

fn differing(one: &Tree, other: &Tree) -> Vec<String> {
    let paths = one.keys().chain(other.keys());
    paths.filter(|path| one.get(*path) != other.get(*path)).take(9).cloned().collect()
}

/// History, theme and what a site is known by go by the settings that are read first: so must all the rest.
#[test]
fn settings_that_are_written_to_meanwhile_are_those_of_the_next_build() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    copy(&content);
    let options = common::options(&content, Profile::Publik);
    let mut timings = Timings::default();
    let inputs = pipeline::find(&options, &mut timings).unwrap();
    fs::write(content.join("site.toml"), "title = \"En annan\"\n").unwrap();
    let site = inputs.site();
    let checked = pipeline::check_inputs(inputs, &options, &mut timings);
    assert!(site.title != "En annan" && checked.catalogue.site.title == site.title);
}

/// Texts are let go and read again: what somebody has written meanwhile must not come into a site made of something else.
#[test]
fn a_text_that_is_written_to_while_the_portal_is_made_of_it_stops_the_build() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    copy(&content);
    let out = folder.path().join("ut");
    let options = common::options(&content, Profile::Publik);
    let mut timings = Timings::default();
    let checked = pipeline::check(&options, &mut timings).unwrap();
    assert!(!checked.has_errors());
    let before = pipeline::build(checked, History::default(), &options, &mut timings, &out).unwrap();

    let is_read_again = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        text.contains("rule_prefix") && text.contains("\"publik\"")
    };
    let written_to = documents(&content).into_iter().find(is_read_again).unwrap();
    let name = written_to.strip_prefix(&content).unwrap().to_string_lossy().into_owned();
    // Ended in the middle of a rule, and gone: places of the old text lie outside of the new one.
    let changes: [&dyn Fn(&Path); 2] =
        [&|path| fs::write(path, "+++\nid = \"X\"\n+++\n").unwrap(), &|path| fs::remove_file(path).unwrap()];
    for change in changes {
        copy(&content);
        let checked = pipeline::check(&options, &mut timings).unwrap();
        let asked = pipeline::check(&options, &mut timings).unwrap();
        let labelled = pipeline::check(&options, &mut timings).unwrap();
        change(&written_to);
        let lost = |fault: Fault| matches!(fault, Fault::Changed(path) if path == name);
        assert!(lost(
            pipeline::build(checked, History::default(), &options, &mut timings, &out).unwrap_err()
        ));
        assert!(lost(pipeline::library(asked.catalogue, &options).err().unwrap()));
        ledtrad::ids::label(&labelled.catalogue);
        assert_eq!(labelled.files.lost(), Some(name.clone()));
        let verdict = verify(&out, None).unwrap();
        assert!(verdict.is_sound() && verdict.files == before.files, "{verdict:?}");
    }
}
