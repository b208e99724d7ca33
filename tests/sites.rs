//! Golden sites: a small content folder in, the whole site compared with what was accepted.
//!
//! A folder under `tests/sites/` is a test. `INSTA_UPDATE=always cargo test --test sites` accepts what is new.
#![allow(clippy::unwrap_used)]

mod common;

use std::fmt::Write;
use std::path::Path;

use ledtrad::publish::Profile;

#[test]
fn golden() {
    let mut folders: Vec<_> =
        std::fs::read_dir("tests/sites").unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.join("site.toml").exists());
    folders.sort();
    assert!(!folders.is_empty());
    for folder in folders {
        let name = folder.file_name().unwrap().to_str().unwrap().to_string();
        for profile in [Profile::Publik, Profile::Intern] {
            let text = text(&folder, profile);
            insta::with_settings!({ snapshot_path => "sites/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(format!("{name}-{}", profile.word()), text);
            });
        }
    }
}

/// The whole site as one text: of the start page everything, of other pages what is theirs alone.
fn text(folder: &Path, profile: Profile) -> String {
    let mut out = String::new();
    for (path, text) in common::build_folder(folder, profile) {
        // Style, script and pictures are the theme's; they are compared where they are written. The files of the
        // search are for its script, which has tests of its own. The schema is that of every site.
        if ["tema/", "sok/", "data/schema.json"].iter().any(|start| path.starts_with(start)) {
            writeln!(out, "=== {path}").unwrap();
            continue;
        }
        let said =
            if path.ends_with(".html") && path != "index.html" { common::main_part(&text) } else { &text };
        writeln!(out, "=== {path}\n{}", said.trim_end()).unwrap();
    }
    out.replace(env!("CARGO_PKG_VERSION"), "[version]")
}
