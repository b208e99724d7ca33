//! Stage 7, output: files become a folder that is swapped in whole.
//!
//! In: files from several threads, in any order. Out: a staged folder beside the old one, then one swap. What has not
//! changed is linked from the last release instead of written. Nothing is deleted that the last release's manifest
//! does not list, and until the swap the old site stands untouched.
//!
//! [`Release`] stages, `links` is asked before the swap, `swap` swaps and clears away, [`verify()`] looks at a copy.

mod disk;
mod links;
mod manifest;
mod noted;
mod staged;
mod swap;
#[cfg(test)]
mod tests;
mod verify;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::folder::{self, Folder};
use crate::sink::{Pieces, Sink};
use disk::{Disk, Sound};
use links::Targets;
use noted::Noted;
use staged::Staged;
use swap::Names;

pub use manifest::{MANIFEST, Manifest};
pub use verify::{Verdict, verify};

/// A release in the making.
pub struct Release {
    names: Names,
    staged: Folder,
    old: Option<Folder>,
    before: Option<Manifest>,
    // Pages arrive from several threads; each only adds what is known of what it has written.
    noted: Mutex<Noted>,
    faults: Mutex<Vec<io::Error>>,
    /// Folders that have been made: each is asked for by many files.
    made: Mutex<BTreeSet<String>>,
    /// Set when the old site is not what its manifest says, so that it must be mended.
    damaged: AtomicBool,
    disk: Box<dyn Disk>,
    /// Kept open as long as the release is in the making: the lock that keeps a second build away.
    _lock: fs::File,
}

/// What a release came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Files of the site.
    pub files: usize,
    /// Files that differ from the last release, new and removed ones included.
    pub changed: usize,
    /// Whether the folder was swapped; it is left alone when nothing changed.
    pub swapped: bool,
    /// Sum of the manifest of the site that now stands.
    pub manifest: blake3::Hash,
}

/// A file that has come.
struct Come {
    sum: blake3::Hash,
    /// The old site has it as it is.
    is_kept: bool,
}

impl Release {
    /// Begins a release of the site in `target`.
    ///
    /// # Errors
    /// When another build is at work there, when the folder holds what no build has written, or when the disk refuses.
    pub fn begin(target: &Path) -> io::Result<Self> {
        Self::begin_on(Box::new(Sound), target)
    }

    fn begin_on(disk: Box<dyn Disk>, target: &Path) -> io::Result<Self> {
        let target = absolute(target)?;
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        let names = Names::of(&target)?;
        let lock = names.lock()?;
        names.recover()?;
        let old = match names.parent.folder(&names.site) {
            Ok(folder) => Some(folder),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let before = old.as_ref().map_or(Ok(None), |folder| previous(folder, &target))?;
        disk.may("stage")?;
        names.parent.make_folder(&names.new)?;
        let staged = names.parent.folder(&names.new)?;
        Ok(Self {
            names,
            staged,
            old,
            before,
            noted: Mutex::default(),
            faults: Mutex::default(),
            made: Mutex::default(),
            damaged: AtomicBool::new(false),
            disk,
            _lock: lock,
        })
    }

    /// Whether the site that stands there is the one whose manifest has this sum, and whole: every file there, with the
    /// bytes that the manifest says. Then there is nothing to do, and the release is given up.
    ///
    /// # Errors
    /// When what was begun cannot be cleared away.
    pub fn stands(&self, manifest: &[u8]) -> io::Result<Option<Outcome>> {
        let Some((old, before)) = self.old.as_ref().zip(self.before.as_ref()) else { return Ok(None) };
        let sum = before.sum_of_all();
        if sum.as_bytes() != manifest || !verify::is_whole(old, before) {
            return Ok(None);
        }
        self.names.discard()?;
        Ok(Some(Outcome { files: before.len(), changed: 0, swapped: false, manifest: sum }))
    }

    /// Notes what has become of a file, and where it leads.
    fn note(&self, path: &str, come: io::Result<Come>, targets: &Targets) {
        let noted = come.and_then(|Come { sum, is_kept }| {
            let mut noted = lock_of(&self.noted);
            noted.links(path, targets.iter());
            if noted.file(path, sum, is_kept) { Ok(()) } else { Err(io::Error::other("written twice")) }
        });
        if let Err(error) = noted {
            lock_of(&self.faults).push(io::Error::new(error.kind(), format!("{path}: {error}")));
        }
    }

    /// Whether the last release had a file with this sum.
    fn had(&self, path: &str, sum: &blake3::Hash) -> bool {
        self.before.as_ref().is_some_and(|before| before.sum(path) == Some(sum.to_hex().as_str()))
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<Come> {
        let sum = blake3::hash(bytes);
        if let Some(old) = self.old.as_ref().filter(|_| self.had(path, &sum)) {
            // The manifest says what the old file was when it was written, not what it is now.
            if old.holds(path, bytes) {
                return Ok(Come { sum, is_kept: true });
            }
            self.damaged.store(true, Ordering::Relaxed);
        }
        self.disk.write(&mut self.create(path)?, bytes)?;
        Ok(Come { sum, is_kept: false })
    }

    /// Makes a new file and the folders that it is in.
    fn create(&self, path: &str) -> io::Result<fs::File> {
        self.make_folder_of(path)?;
        self.disk.may("file")?;
        self.staged.create_new(path)
    }

    fn make_folder_of(&self, path: &str) -> io::Result<()> {
        let Some((above, _)) = path.rsplit_once('/') else { return Ok(()) };
        if lock_of(&self.made).contains(above) {
            return Ok(());
        }
        self.disk.may("folder")?;
        self.staged.make_folders(above)?;
        lock_of(&self.made).insert(above.to_string());
        Ok(())
    }

    /// Gives the new site what is as it was in the old one. Where the disk makes no links it is copied.
    fn link(&self, path: &str) -> io::Result<()> {
        let Some(old) = &self.old else { return Ok(()) };
        self.make_folder_of(path)?;
        self.disk.may("link")?;
        if self.staged.link(path, old).is_ok() {
            return Ok(());
        }
        let mut file = self.create(path)?;
        let mut bytes = Vec::new();
        old.read(path)?.read_to_end(&mut bytes)?;
        self.disk.write(&mut file, &bytes)
    }

    /// Swaps the new site in, in one step, and removes what the last release had written.
    ///
    /// # Errors
    /// The first fault of any file, or a page that links to a file that is not there; the old site then stands as it was.
    pub fn publish(self) -> io::Result<Outcome> {
        let done = self.complete();
        if !matches!(done, Ok(Outcome { swapped: true, .. })) && self.disk.may("give up").is_ok() {
            // What cannot be removed now is removed by the next build.
            let _ = self.names.discard();
        }
        done
    }

    /// Gives up: what has been written is removed, and the old site stands.
    pub fn abandon(self) {
        // What cannot be removed now is removed by the next build.
        let _ = self.names.discard();
    }

    fn complete(&self) -> io::Result<Outcome> {
        if let Some(error) = std::mem::take(&mut *lock_of(&self.faults)).into_iter().next() {
            return Err(error);
        }
        let noted = std::mem::take(&mut *lock_of(&self.noted));
        if let Some(broken) = noted.broken() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, broken));
        }
        let manifest = Manifest::new(noted.sums());
        let changed = manifest.differences(self.before.as_ref());
        let files = manifest.len();
        if changed == 0 && self.before.is_some() && !self.damaged.load(Ordering::Relaxed) {
            return Ok(Outcome { files, changed, swapped: false, manifest: manifest.sum_of_all() });
        }
        // They are linked only now, when something else has changed.
        for path in noted.kept() {
            self.link(&path).map_err(|error| io::Error::new(error.kind(), format!("{path}: {error}")))?;
        }
        self.disk.may("manifest")?;
        let mut file = self.staged.create_new(MANIFEST)?;
        self.disk.write(&mut file, manifest.text().as_bytes())?;
        self.disk.may("sync")?;
        self.disk.sync(&self.staged)?;
        self.names.swap(&*self.disk, self.old.is_some())?;
        // From here on the new site stands, whatever becomes of what is left of the old one.
        let _ = self.disk.sync_names(&self.names.parent);
        if self.old.is_some() && self.disk.may("clear").is_ok() {
            let _ = self.names.clear(&self.names.new, &*self.disk);
        }
        Ok(Outcome { files, changed, swapped: true, manifest: manifest.sum_of_all() })
    }
}

/// Faults are kept until [`Release::publish`], which then leaves the old site as it is.
impl Sink for Release {
    fn add(&self, path: &str, bytes: &[u8]) {
        self.note(path, self.write(path, bytes), &Targets::of(path, bytes));
    }

    fn stream(&self, path: &str, write: Pieces<'_>) -> io::Result<()> {
        if links::is_page(path) {
            // Links are looked for in whole pages, which are small.
            let mut page = Vec::new();
            write(&mut page)?;
            self.add(path, &page);
            return Ok(());
        }
        let mut staged = Staged::begin(self, path);
        let made = write(&mut staged);
        let come = staged.end();
        // What the disk has refused is told as its fault, not as that of the file.
        if come.is_ok() {
            made?;
        }
        if come.as_ref().is_ok_and(|come| !come.is_kept && self.had(path, &come.sum)) {
            self.damaged.store(true, Ordering::Relaxed);
        }
        self.note(path, come, &Targets::default());
        Ok(())
    }
}

fn lock_of<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Where the folder really is: a link to it stays a link.
fn absolute(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path).or_else(|_| std::path::absolute(path))
}

/// The manifest of the site that stands there; an empty folder has none, and anything else is not ours to replace.
fn previous(folder: &Folder, target: &Path) -> io::Result<Option<Manifest>> {
    let foreign = || io::Error::new(io::ErrorKind::AlreadyExists, target.display().to_string());
    match Manifest::read(folder) {
        Ok(Some(manifest)) => Ok(Some(manifest)),
        Ok(None) => Err(foreign()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if folder.names()?.is_empty() {
                Ok(None)
            } else {
                Err(foreign())
            }
        }
        Err(error) => Err(error),
    }
}

/// Replaces the text of one file in one step, so that a fault leaves the old text. A link is refused, not followed.
///
/// # Errors
/// When the folder of the file cannot be written to.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let (folder, name) = folder::around(path)?;
    let permissions = folder.read(&name)?.metadata()?.permissions();
    let new = format!(".{name}.ny");
    match folder.remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = folder.create_new(&new)?;
    let written = Sound.write(&mut file, text.as_bytes()).and_then(|()| file.set_permissions(permissions));
    match written.and_then(|()| file.sync_all()).and_then(|()| folder.rename(&new, &name)) {
        Ok(()) => Ok(()),
        Err(error) => {
            let _ = folder.remove_file(&new);
            Err(error)
        }
    }
}
