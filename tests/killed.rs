//! The program is killed at any moment of publishing, two hundred times: the old site or the new one stands whole.
//!
//! The steps one by one, with every fault that a disk can have, are in `src/output/tests.rs`; this is the real thing.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use ledtrad::output::{Release, verify};
use ledtrad::sink::Sink;

const FOLDER: &str = "LEDTRAD_TEST_KILLED";
const KILLS: u64 = 200;

fn publish(site: &Path, edition: u32) {
    let release = Release::begin(site).unwrap();
    for page in 0..40 {
        // Some pages change in each edition, some stay, some come and go.
        let said = if page % 3 == 0 { edition } else { 0 };
        let path = if page % 7 == 0 { format!("ny/{edition}/{page}.html") } else { format!("{page}.html") };
        release.add(&path, format!("{said} {}", "ord ".repeat(500)).as_bytes());
    }
    release.publish().unwrap();
}

/// Not a test: what the test starts and kills.
#[test]
#[ignore = "started by the test below"]
fn publishes_without_end() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let site = Path::new(&folder).join("public");
    for edition in (1..=2).cycle() {
        publish(&site, edition);
    }
}

fn kill_again_and_again(kills: std::ops::Range<u64>) {
    let scratch = tempfile::tempdir().unwrap();
    let site = scratch.path().join("public");
    publish(&site, 1);
    let mut random = kills.start + 1;
    let mut seen = [0, 0];
    for kill in kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "publishes_without_end"])
            .env(FOLDER, scratch.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_micros(2_000 + (random >> 33) % 20_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let verdict = verify(&site, None).unwrap();
        assert!(verdict.is_sound(), "{kill}: {verdict:?}");
        assert_eq!(verdict.files, 40);
        seen[usize::from(site.join("ny/2").exists())] += 1;
    }
    // It was really at work when it was killed.
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
    publish(&site, 1);
    let left = std::fs::read_dir(scratch.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut left: Vec<_> = left.collect();
    left.sort();
    assert_eq!(left, [".public.lock", "public"]);
}

#[test]
fn killed_at_any_moment_a_whole_site_stands() {
    std::thread::scope(|scope| {
        scope.spawn(|| kill_again_and_again(0..KILLS / 2));
        scope.spawn(|| kill_again_and_again(KILLS / 2..KILLS));
    });
}
