//! What may lie in a content folder: every kind of file that may not, and what then never happens.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;

use ledtrad::pipeline::{self, Timings};
use ledtrad::publish::Profile;

const DOCUMENT: &str = "+++\nid = \"POL-A\"\ntitle = \"Policy\"\nkind = \"policy\"\nstatus = \"gällande\"\naudience = \"publik\"\n\
    decided_by = \"Nämnden\"\ndecided_on = 2026-01-01\ndecision = \"§ 1\"\nregistry = [\"A 1\"]\nvalid_from = 2026-01-01\n+++\n# Policy\n\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n....";

/// A content folder with one sound document.
fn start() -> (tempfile::TempDir, std::path::PathBuf) {
    let scratch = tempfile::tempdir().unwrap();
    let content = scratch.path().join("content");
    fs::create_dir(&content).unwrap();
    fs::write(content.join("policy.md"), format!("{DOCUMENT}Text.\n")).unwrap();
    (scratch, content)
}

/// The findings on files, and every word of the portal that is built in spite of them.
fn read(content: &Path) -> (Vec<String>, String) {
    let options = common::options(content, Profile::Publik);
    let checked = pipeline::check(&options, &mut Timings::default()).unwrap();
    let found = common::findings(&checked);
    let found = found.into_iter().filter(|one| one.starts_with("L011") || one.starts_with("L018")).collect();
    let site = common::write(checked, &options);
    (found, site.into_iter().map(|(path, text)| format!("{path}\n{text}\n")).collect())
}

#[cfg(unix)]
#[test]
fn links_pipes_sockets_and_second_names_are_refused_whatever_they_are_called() {
    use std::os::unix::fs::symlink;
    let (scratch, content) = start();
    let secret = scratch.path().join("hemligt.md");
    fs::write(&secret, DOCUMENT.replace("POL-A", "HEMLIGT").replace("Policy", "Kanariefågel")).unwrap();
    let folder = scratch.path().join("mapp");
    fs::create_dir(&folder).unwrap();
    fs::copy(&secret, folder.join("ännu.md")).unwrap();
    symlink("../hemligt.md", content.join("lank.md")).unwrap();
    symlink(&folder, content.join("lankad-mapp")).unwrap();
    symlink("/etc/passwd", content.join("bild.png")).unwrap();
    symlink("policy.md", content.join("egen.md")).unwrap();
    symlink("finns-inte", content.join("lost")).unwrap();
    fs::hard_link(&secret, content.join("hard.md")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(content.join("ror.md")).status().unwrap();
    assert!(pipe.success());
    let _socket = std::os::unix::net::UnixListener::bind(content.join("uttag.toml")).unwrap();
    fs::create_dir(content.join(".git")).unwrap();
    fs::write(content.join(".git/config.md"), DOCUMENT.replace("Policy", "Kanariefågel")).unwrap();
    fs::write(content.join(".dold.md"), DOCUMENT.replace("Policy", "Kanariefågel")).unwrap();

    let (found, site) = read(&content);
    let wanted = [
        ("bild.png", "Symlink"),
        ("egen.md", "Symlink"),
        ("hard.md", "HardLinked"),
        ("lank.md", "Symlink"),
        ("lankad-mapp", "Symlink"),
        ("lost", "Symlink"),
        ("ror.md", "Special"),
        ("uttag.toml", "Special"),
    ];
    let wanted: Vec<String> = wanted
        .iter()
        .map(|(path, why)| format!("L011 Unreadable {{ path: {path:?}, why: {why} }}"))
        .collect();
    assert_eq!(found, wanted);
    assert!(!site.contains("Kanariefågel") && !site.contains("hemligt") && !site.contains("root:"));
}

#[test]
fn false_pictures_and_files_that_are_too_large_are_found_by_check() {
    let (_scratch, content) = start();
    fs::write(
        content.join("policy.md"),
        format!("{DOCUMENT}![karta](karta.png) ![foto](foto.jpg) ![rörlig](b.webp)\n"),
    )
    .unwrap();
    fs::write(content.join("karta.png"), "<svg onload=alert(1)>").unwrap();
    fs::write(content.join("foto.jpg"), PNG).unwrap();
    fs::write(content.join("b.webp"), b"RIFF\0\0\0\0AVI ").unwrap();
    // Sparse: a size that is only said, and never read.
    fs::File::create(content.join("stor.md")).unwrap().set_len(100 << 20).unwrap();
    fs::File::create(content.join("stor.png")).unwrap().set_len(1 << 40).unwrap();
    let (found, site) = read(&content);
    let of = |path: &str| found.iter().filter(|one| one.contains(path)).cloned().collect::<String>();
    for path in ["karta.png", "foto.jpg", "b.webp"] {
        assert!(of(path).contains("Picture"), "{found:?}");
    }
    assert!(of("stor.md").contains("TooLarge") && of("stor.png").contains("TooLarge"), "{found:?}");
    assert!(!site.contains("onload=alert"));
    fs::write(content.join("karta.png"), PNG).unwrap();
    assert!(!read(&content).0.iter().any(|one| one.contains("karta")));
}

#[test]
fn names_that_windows_cannot_have_and_names_that_differ_in_case_are_refused() {
    let (_scratch, content) = start();
    for name in ["con.md", "a:b.md", "slut.", "x\u{202e}gnp.md", "x\u{1b}[31m.png", "nul"] {
        fs::write(content.join(name), DOCUMENT).unwrap();
    }
    fs::write(content.join("Policy.md"), DOCUMENT).unwrap();
    fs::create_dir(content.join("aux")).unwrap();
    fs::write(content.join("aux/x.md"), DOCUMENT.replace("Policy", "Kanariefågel")).unwrap();
    let (found, site) = read(&content);
    let reasons: Vec<&str> = found.iter().map(|one| one.rsplit("why: ").next().unwrap()).collect();
    assert_eq!(reasons.iter().filter(|why| **why == "Reserved }").count(), 4, "{found:?}");
    assert_eq!(reasons.iter().filter(|why| **why == "Name }").count(), 3, "{found:?}");
    assert!(reasons.iter().any(|why| why.starts_with("CaseClash { other: \"Policy.md\"")), "{found:?}");
    assert!(!site.contains("Kanariefågel"));
}

#[test]
fn what_lies_too_deep_is_said_and_not_passed_over() {
    let (_scratch, content) = start();
    let mut folder = content.clone();
    for _ in 0..34 {
        folder.push("m");
    }
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("djup.md"), DOCUMENT).unwrap();
    let (found, _) = read(&content);
    assert!(found.len() == 1 && found[0].contains("Deep { limit: 32 }"), "{found:?}");
}

#[test]
fn a_folder_without_documents_builds_no_portal() {
    let (scratch, content) = start();
    fs::remove_file(content.join("policy.md")).unwrap();
    fs::write(content.join("site.toml"), "title = \"Tom\"\n").unwrap();
    assert_eq!(read(&content).0, ["L018 NoDocuments"]);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_ledtrad"))
        .args(["build", "--out", "ut"])
        .current_dir(scratch.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && said.contains("ledtrad new"), "{said}");
    assert!(!scratch.path().join("ut").exists());
}

#[test]
fn text_that_is_no_text_is_refused() {
    let (_scratch, content) = start();
    fs::write(content.join("trasig.md"), b"+++\ntitle = \"\xff\"\n+++\n").unwrap();
    assert_eq!(read(&content).0, ["L011 Unreadable { path: \"trasig.md\", why: NotUtf8 }"]);
}
