//! A release under faults: whatever step fails or is the last, the old site or the new one stands whole.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::disk::Disk;
use super::*;

/// A disk that fails at one step, by its number, and perhaps at every step after it.
struct Faulty {
    steps: AtomicUsize,
    at: usize,
    how: How,
    /// Whether two names can be exchanged in one step.
    exchanges: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum How {
    Once(ErrorKind),
    /// Nothing happens any more, as when the program is killed.
    Dead,
}

impl Faulty {
    fn new(at: usize, how: How, exchanges: bool) -> Self {
        Self { steps: AtomicUsize::new(0), at, how, exchanges }
    }

    fn step(&self) -> io::Result<()> {
        let step = self.steps.fetch_add(1, Ordering::SeqCst);
        match self.how {
            How::Once(kind) if step == self.at => Err(kind.into()),
            How::Dead if step >= self.at => Err(ErrorKind::Other.into()),
            _ => Ok(()),
        }
    }
}

impl Disk for &'static Faulty {
    fn may(&self, step: &str) -> io::Result<()> {
        self.step()?;
        if step == "swap" && !self.exchanges { Err(ErrorKind::Unsupported.into()) } else { Ok(()) }
    }

    /// A file may be cut off in the middle.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        let (first, second) = bytes.split_at(bytes.len() / 2);
        file.write_all(first)?;
        self.step()?;
        file.write_all(second)
    }

    fn sync(&self, _: &Folder) -> io::Result<()> {
        Ok(())
    }

    fn sync_names(&self, _: &Folder) -> io::Result<()> {
        Ok(())
    }
}

/// A sound disk that is not waited for.
struct Quick;

impl Disk for Quick {
    fn sync(&self, _: &Folder) -> io::Result<()> {
        Ok(())
    }

    fn sync_names(&self, _: &Folder) -> io::Result<()> {
        Ok(())
    }
}

type Files = BTreeMap<String, String>;

/// Two editions of a small site: files that change, stay, go and come.
fn edition(second: bool) -> Files {
    let text = |same: bool| if second && !same { "andra" } else { "första" }.to_string();
    let mut files = Files::new();
    files.insert("index.html".to_string(), format!("<a href=\"dokument/a.html\">{}</a>", text(false)));
    files.insert("dokument/a.html".to_string(), text(false));
    files.insert("dokument/b.html".to_string(), text(true));
    files.insert("tema/portal.css".to_string(), text(true));
    files.insert("data/samma.json".to_string(), "[1, 2]".to_string());
    files.insert("data/lista.json".to_string(), format!("[\"en\", \"{}\"]", text(false)));
    files.insert("data/kort.csv".to_string(), if second { "ett;två" } else { "ett;två;tre" }.to_string());
    files.insert(if second { "roll/ny.html" } else { "gammal/djupt/borta.html" }.to_string(), text(true));
    files
}

fn release(disk: Box<dyn Disk>, target: &Path, files: &Files) -> io::Result<Outcome> {
    let release = Release::begin_on(disk, target)?;
    for (path, text) in files {
        if path.starts_with("data/") {
            release.stream(path, &mut |out| {
                text.as_bytes().chunks(8).try_for_each(|piece| out.write_all(piece))
            })?;
        } else {
            release.add(path, text.as_bytes());
        }
    }
    release.publish()
}

fn build(target: &Path, files: &Files) -> Outcome {
    release(Box::new(Quick), target, files).expect("a sound disk")
}

/// What stands in the folder, without its manifest.
fn stands(target: &Path) -> Files {
    let mut files = Files::new();
    for entry in
        walkdir::WalkDir::new(target).into_iter().flatten().filter(|entry| entry.file_type().is_file())
    {
        let path = entry.path().strip_prefix(target).expect("within").display().to_string();
        if path != MANIFEST {
            files.insert(path, fs::read_to_string(entry.path()).expect("a text"));
        }
    }
    files
}

fn others(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("a folder").flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name != "public" && name != ".public.lock").collect()
}

/// Every step fails once, and every step is the last one, over a site that stands and over none. Returns the number of
/// steps that were tried.
fn try_every_step(how: How, exchanges: bool, with_old: bool) -> usize {
    for at in 0.. {
        let scratch = tempfile::tempdir().expect("a folder");
        let target = scratch.path().join("public");
        let (old, new) = (edition(false), edition(true));
        if with_old {
            build(&target, &old);
            fs::write(target.join("eget.txt"), "inte vårt").expect("a file of somebody else's");
        }
        let disk: &'static Faulty = Box::leak(Box::new(Faulty::new(at, how, exchanges)));
        let done = release(Box::new(disk), &target, &new);
        let reached = disk.steps.load(Ordering::SeqCst) > at;

        let mut found = stands(&target);
        found.remove("eget.txt");
        let swapping = how == How::Dead && !exchanges && !target.exists();
        let whole = found == new || found == old && with_old || found.is_empty() && !with_old;
        assert!(whole || swapping, "step {at}: {found:?}");
        assert!(done.is_err() || found == new, "step {at}: said to be done");
        assert!(
            !target.exists()
                || verify(&target, None).is_ok_and(|v| v.changed.is_empty() && v.missing.is_empty()),
            "step {at}"
        );

        // The next build begins by putting right what is left, and loses nothing of what others put there.
        build(&target, &new);
        assert_eq!(stands(&target), new, "step {at}");
        let kept: Vec<String> = others(scratch.path());
        let own = kept.iter().filter(|name| scratch.path().join(name).join("eget.txt").exists()).count();
        assert_eq!((kept.len(), own), (usize::from(with_old), usize::from(with_old)), "step {at}: {kept:?}");
        if !reached {
            return at;
        }
    }
    0
}

#[test]
fn whatever_step_fails_a_whole_site_stands() {
    for (exchanges, with_old) in [(true, true), (true, false), (false, true)] {
        for kind in [ErrorKind::StorageFull, ErrorKind::PermissionDenied] {
            assert!(try_every_step(How::Once(kind), exchanges, with_old) > 10);
        }
        assert!(try_every_step(How::Dead, exchanges, with_old) > 10);
    }
}

#[test]
fn a_second_build_is_refused_while_the_first_is_at_work() {
    let scratch = tempfile::tempdir().expect("a folder");
    let target = scratch.path().join("public");
    let first = Release::begin(&target).expect("the first");
    first.add("index.html", b"a");
    assert_eq!(Release::begin(&target).err().map(|error| error.kind()), Some(ErrorKind::ResourceBusy));
    first.publish().expect("whole");
    assert!(Release::begin(&target).is_ok());
}

#[test]
fn a_page_that_leads_nowhere_keeps_the_release_back() {
    let scratch = tempfile::tempdir().expect("a folder");
    let target = scratch.path().join("public");
    build(&target, &edition(false));
    let mut broken = edition(true);
    broken.remove("dokument/a.html");
    let error = release(Box::new(Quick), &target, &broken).expect_err("a broken link");
    assert!(error.to_string().contains("index.html: → dokument/a.html"), "{error}");
    assert_eq!(stands(&target), edition(false));
    assert_eq!(others(scratch.path()), Vec::<String>::new());
}

#[test]
fn what_was_altered_since_the_last_build_is_written_anew_whatever_its_size() {
    let scratch = tempfile::tempdir().expect("a folder");
    let target = scratch.path().join("public");
    build(&target, &edition(false));
    fs::write(target.join("tema/portal.css"), "FÖRSTA").expect("a change");
    assert!(!verify(&target, None).expect("a site").is_sound());
    let outcome = build(&target, &edition(false));
    assert!(outcome.swapped && outcome.changed == 0);
    assert!(verify(&target, None).expect("a site").is_sound());
    assert!(!build(&target, &edition(false)).swapped);
    // Also a file that comes in pieces, and is the same at first.
    fs::write(target.join("data/samma.json"), "[1, 3]").expect("a change");
    let outcome = build(&target, &edition(false));
    assert!(outcome.swapped && outcome.changed == 0);
    assert_eq!(stands(&target), edition(false));
}

#[cfg(unix)]
#[test]
fn links_in_the_old_site_lead_nothing_astray() {
    let scratch = tempfile::tempdir().expect("a folder");
    let (target, outside) = (scratch.path().join("public"), scratch.path().join("annat"));
    build(&target, &edition(false));
    fs::create_dir(&outside).expect("a folder");
    fs::rename(target.join("dokument"), outside.join("dokument")).expect("moved");
    std::os::unix::fs::symlink(outside.join("dokument"), target.join("dokument")).expect("a link");
    build(&target, &edition(true));
    assert_eq!(stands(&target), edition(true));
    // Neither read, linked nor removed through the link.
    assert_eq!(stands(&outside).len(), 2);
}

#[test]
fn a_copy_is_compared_with_its_manifest() {
    let scratch = tempfile::tempdir().expect("a folder");
    let target = scratch.path().join("public");
    build(&target, &edition(false));
    let trusted = Manifest::read(&Folder::open(&target).expect("a folder")).expect("read");
    let sound = verify(&target, None).expect("a site");
    assert!(sound.is_sound() && sound.files == 8);
    fs::remove_file(target.join("dokument/a.html")).expect("gone");
    fs::write(target.join("dokument/b.html"), "förstA").expect("changed");
    fs::write(target.join("skräp.php"), "x").expect("added");
    let verdict = verify(&target, None).expect("a site");
    assert_eq!(verdict.missing, ["dokument/a.html"]);
    assert_eq!(verdict.changed, ["dokument/b.html"]);
    assert_eq!(verdict.extra, ["skräp.php"]);
    // A manifest that was forged with the files does not deceive one that was kept elsewhere.
    let mut forged = edition(false);
    forged.insert("dokument/b.html".to_string(), "förfalskad".to_string());
    fs::remove_file(target.join("skräp.php")).expect("gone");
    build(&target, &forged);
    assert!(verify(&target, None).expect("a site").is_sound());
    assert_eq!(verify(&target, trusted).expect("a site").changed, ["dokument/b.html", MANIFEST]);
    fs::remove_file(target.join(MANIFEST)).expect("gone");
    assert!(verify(&target, None).is_err());
}
