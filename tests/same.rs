//! Same input, same bytes: whatever the folder, the number of threads, the time zone and the locale.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).unwrap();
        } else {
            std::fs::write(target, std::fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

fn ledtrad(folder: &Path, threads: &str, zone: &str, locale: &str) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_ledtrad"))
        .args(["build", "--today", common::TODAY, "--out", "ut"])
        .current_dir(folder)
        .env("RAYON_NUM_THREADS", threads)
        .env("TZ", zone)
        .env("LC_ALL", locale)
        .output()
        .unwrap();
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn manifest(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("ut/ledtrad-manifest.txt")).unwrap()
}

#[test]
fn two_builds_are_the_same_bytes() {
    let (a, b) =
        (tempfile::tempdir().unwrap(), tempfile::Builder::new().prefix("en annan mapp å").tempdir().unwrap());
    for (folder, threads, zone, locale) in
        [(&a, "1", "UTC", "C"), (&b, "2", "Pacific/Auckland", "sv_SE.UTF-8")]
    {
        copy(&demo(), &folder.path().join("content"));
        let (code, said) = ledtrad(folder.path(), threads, zone, locale);
        assert_eq!(code, 0, "{said}");
    }
    assert_eq!(manifest(a.path()), manifest(b.path()));
    for entry in walkdir::WalkDir::new(a.path().join("ut")) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let other = b.path().join("ut").join(entry.path().strip_prefix(a.path().join("ut")).unwrap());
            assert_eq!(
                std::fs::read(entry.path()).unwrap(),
                std::fs::read(&other).unwrap(),
                "{}",
                other.display()
            );
        }
    }
}

#[test]
fn a_failed_build_leaves_the_old_site_and_an_unchanged_one_is_not_swapped() {
    let folder = tempfile::tempdir().unwrap();
    copy(&demo(), &folder.path().join("content"));
    let (code, said) = ledtrad(folder.path(), "2", "UTC", "C");
    assert_eq!(code, 0, "{said}");
    let before = manifest(folder.path());
    let (code, said) = ledtrad(folder.path(), "2", "UTC", "C");
    assert!(code == 0 && said.contains(" inget ändrat"), "{said}");

    let broken = folder.path().join("content/trasig.md");
    std::fs::write(&broken, "+++\nid = \"rik\"\nkind = \"rikltinje\"\n+++\n# A\n\n[okänt namn] <b>x</b>\n")
        .unwrap();
    let (code, said) = ledtrad(folder.path(), "2", "UTC", "C");
    assert_eq!(code, 1, "{said}");
    for code in ["L006", "L007", "L008", "L012", "L020"] {
        assert!(said.contains(code), "{code} in {said}");
    }
    assert_eq!(manifest(folder.path()), before);

    std::fs::remove_file(&broken).unwrap();
    std::fs::write(folder.path().join("ut/eget.txt"), "inte vårt").unwrap();
    std::fs::remove_file(folder.path().join("content/begrepp.md")).unwrap();
    std::fs::remove_dir_all(folder.path().join("content")).unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/liten"), &folder.path().join("content"));
    let (code, said) = ledtrad(folder.path(), "2", "UTC", "C");
    assert_eq!(code, 0, "{said}");
    assert!(!folder.path().join("ut/dokument/pol-ds.html").exists());
    // What somebody else put there is kept aside, never deleted.
    let kept = std::fs::read_dir(folder.path()).unwrap().any(|e| e.unwrap().path().join("eget.txt").exists());
    assert!(kept);
}

#[test]
fn a_folder_that_is_not_a_site_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/liten"), &folder.path().join("content"));
    std::fs::create_dir(folder.path().join("ut")).unwrap();
    std::fs::write(folder.path().join("ut/viktigt.txt"), "kvar").unwrap();
    let (code, said) = ledtrad(folder.path(), "2", "UTC", "C");
    assert_eq!(code, 3, "{said}");
    assert_eq!(std::fs::read_to_string(folder.path().join("ut/viktigt.txt")).unwrap(), "kvar");
}

#[test]
fn a_damaged_site_is_mended_and_what_others_put_there_is_never_lost() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/liten"), &content);
    assert_eq!(ledtrad(folder.path(), "2", "UTC", "C").0, 0);
    std::fs::remove_file(folder.path().join("ut/roller.html")).unwrap();
    assert_eq!(ledtrad(folder.path(), "2", "UTC", "C").0, 0);
    assert!(folder.path().join("ut/roller.html").exists());

    for round in 0..3 {
        std::fs::write(folder.path().join(format!("ut/eget-{round}.txt")), "inte vårt").unwrap();
        let site = std::fs::read_to_string(content.join("site.toml")).unwrap();
        std::fs::write(
            content.join("site.toml"),
            site.replace("Region Liten", &format!("Region Liten {round}")),
        )
        .unwrap();
        assert_eq!(ledtrad(folder.path(), "2", "UTC", "C").0, 0);
    }
    let kept = walkdir::WalkDir::new(folder.path())
        .into_iter()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("eget-"));
    assert_eq!(kept.count(), 3);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_site_stays_a_link() {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/liten"), &folder.path().join("content"));
    std::fs::create_dir(folder.path().join("verklig")).unwrap();
    std::os::unix::fs::symlink("verklig", folder.path().join("ut")).unwrap();
    let (code, said) = ledtrad(folder.path(), "2", "UTC", "C");
    assert_eq!(code, 0, "{said}");
    assert!(std::fs::symlink_metadata(folder.path().join("ut")).unwrap().is_symlink());
    assert!(folder.path().join("verklig/index.html").exists());
}

#[test]
fn a_published_copy_is_compared_with_its_manifest() {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/liten"), &folder.path().join("content"));
    assert_eq!(ledtrad(folder.path(), "2", "UTC", "C").0, 0);
    let verify = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_ledtrad"))
            .arg("verify")
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, said) = verify(&["ut"]);
    assert!(code == 0 && said.contains("alla som de byggdes"), "{said}");
    std::fs::copy(folder.path().join("ut/ledtrad-manifest.txt"), folder.path().join("kvar.txt")).unwrap();
    std::fs::write(folder.path().join("ut/roller.html"), "vandaliserad").unwrap();
    std::fs::write(folder.path().join("ut/främmande\u{1b}.php"), "x").unwrap();
    let (code, said) = verify(&["ut", "--manifest", "kvar.txt"]);
    assert!(code == 1 && said.contains("ändrad: roller.html\n"), "{said}");
    assert!(said.contains("främmande: främmande\u{fffd}.php\n"), "{said}");
    let (code, said) = verify(&["ut", "--format", "json", "--ignore-extra"]);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((code, &said["sound"], &said["changed"][0]), (1, &false.into(), &"roller.html".into()));
    assert_eq!(verify(&["content"]).0, 3);
    // The next build puts it right, and keeps what is not its own aside.
    assert_eq!(ledtrad(folder.path(), "2", "UTC", "C").0, 0);
    assert_eq!(verify(&["ut"]).0, 0);
}
