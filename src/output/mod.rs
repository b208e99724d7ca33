//! Stage 7, output: files become a folder that is swapped in whole.
//!
//! In: files from several threads, in any order. Out: a staged folder beside the old one, then one swap. What has not
//! changed is linked from the last release instead of written. Nothing is deleted that the last release's manifest
//! does not list, and until the swap the old site stands untouched.

mod manifest;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

pub use manifest::{MANIFEST, Manifest};

/// A release in the making.
pub struct Release {
    target: PathBuf,
    staged: PathBuf,
    before: Option<Manifest>,
    // Pages arrive from several threads; each only adds the sum of what it has written.
    sums: Mutex<BTreeMap<String, String>>,
    faults: Mutex<Vec<io::Error>>,
    /// Set when the old site lacks a file that its manifest lists, so that it must be mended.
    damaged: AtomicBool,
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
}

impl Release {
    /// Begins a release of the site in `target`.
    ///
    /// # Errors
    /// When another build is at work there, when the folder holds what no build has written, or when the disk refuses.
    pub fn begin(target: &Path) -> io::Result<Self> {
        let target = absolute(target)?;
        let (parent, name) = match (target.parent(), target.file_name().and_then(|name| name.to_str())) {
            (Some(parent), Some(name)) => (parent.to_path_buf(), name.to_string()),
            _ => return Err(io::Error::new(io::ErrorKind::InvalidInput, target.display().to_string())),
        };
        fs::create_dir_all(&parent)?;
        let lock = lock(&parent.join(format!(".{name}.lock")))?;
        let before = previous(&target)?;
        let staged = parent.join(format!(".{name}.new"));
        if staged.exists() {
            fs::remove_dir_all(&staged)?;
        }
        fs::create_dir(&staged)?;
        let (sums, faults) = (Mutex::default(), Mutex::default());
        let damaged = AtomicBool::new(false);
        Ok(Self { target, staged, before, sums, faults, damaged, _lock: lock })
    }

    /// Adds a file. A fault is kept until [`Release::publish`], which then leaves the old site as it is.
    pub fn add(&self, path: &str, bytes: &[u8]) {
        let sum = blake3::hash(bytes).to_hex().to_string();
        if let Err(error) = self.write(path, bytes, &sum) {
            lock_of(&self.faults).push(error);
        }
        if lock_of(&self.sums).insert(path.to_string(), sum).is_some() {
            lock_of(&self.faults).push(io::Error::other(format!("{path}: written twice")));
        }
    }

    fn write(&self, path: &str, bytes: &[u8], sum: &str) -> io::Result<()> {
        if !is_plain(path) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, path.to_string()));
        }
        let to = self.staged.join(path);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        let unchanged = self.before.as_ref().is_some_and(|before| before.sum(path) == Some(sum));
        // The old file is trusted only as far as its size; `verify` compares the sums of a whole copy.
        let old = self.target.join(path);
        let same_size =
            || fs::symlink_metadata(&old).is_ok_and(|m| m.is_file() && m.len() == bytes.len() as u64);
        if unchanged && same_size() && fs::hard_link(&old, &to).is_ok() {
            return Ok(());
        }
        if unchanged {
            self.damaged.store(true, Ordering::Relaxed);
        }
        let mut file = fs::File::create_new(&to)?;
        file.write_all(bytes)
    }

    /// Swaps the new site in, in one step, and removes what the last release had written.
    ///
    /// # Errors
    /// The first fault of any file; the old site then stands as it was.
    pub fn publish(self) -> io::Result<Outcome> {
        let faults = std::mem::take(&mut *lock_of(&self.faults));
        if let Some(error) = faults.into_iter().next() {
            fs::remove_dir_all(&self.staged)?;
            return Err(error);
        }
        let sums = std::mem::take(&mut *lock_of(&self.sums));
        let manifest = Manifest::new(sums);
        let changed = manifest.differences(self.before.as_ref());
        let files = manifest.len();
        let damaged = self.damaged.load(Ordering::Relaxed);
        if changed == 0 && self.before.is_some() && !damaged {
            fs::remove_dir_all(&self.staged)?;
            return Ok(Outcome { files, changed, swapped: false });
        }
        fs::write(self.staged.join(MANIFEST), manifest.text())?;
        sync(&self.staged)?;
        self.swap()?;
        Ok(Outcome { files, changed, swapped: true })
    }

    fn swap(&self) -> io::Result<()> {
        if !self.target.exists() {
            return fs::rename(&self.staged, &self.target);
        }
        exchange(&self.staged, &self.target)?;
        // What was the old site now bears the staged name. Only what its manifest lists is ours to remove.
        remove_release(&self.staged, self.before.as_ref())
    }
}

fn lock_of<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Whether a path stays within the site on every system.
fn is_plain(path: &str) -> bool {
    let part =
        |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':', '\0']);
    path.split('/').all(part)
}

/// Where the folder really is: a link to it stays a link.
fn absolute(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path).or_else(|_| std::path::absolute(path))
}

/// Takes the lock, or says that another build holds it.
fn lock(path: &Path) -> io::Result<fs::File> {
    let file = fs::File::create(path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => {
            Err(io::Error::new(io::ErrorKind::ResourceBusy, path.display().to_string()))
        }
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

/// The manifest of the site that stands there; an empty folder has none, and anything else is not ours to replace.
fn previous(target: &Path) -> io::Result<Option<Manifest>> {
    match fs::read_to_string(target.join(MANIFEST)) {
        Ok(text) => Manifest::parse(&text).map(Some).ok_or_else(|| foreign(target)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::read_dir(target) {
            Ok(mut entries) => {
                if entries.next().is_none() {
                    Ok(None)
                } else {
                    Err(foreign(target))
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    }
}

fn foreign(target: &Path) -> io::Error {
    io::Error::new(io::ErrorKind::AlreadyExists, target.display().to_string())
}

#[cfg(target_os = "linux")]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => exchange_in_two_steps(new, old),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    exchange_in_two_steps(new, old)
}

/// For file systems that cannot exchange two names: a moment without the site is the price.
fn exchange_in_two_steps(new: &Path, old: &Path) -> io::Result<()> {
    let aside = new.with_extension("old");
    fs::rename(old, &aside)?;
    fs::rename(new, old)?;
    fs::rename(&aside, new)
}

/// Makes sure that the names of the new site are on the disk before it is swapped in.
fn sync(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Removes the files of a release, then the folders that are empty. What somebody else has put there stays.
fn remove_release(folder: &Path, manifest: Option<&Manifest>) -> io::Result<()> {
    let mut folders = Vec::new();
    for path in manifest.into_iter().flat_map(Manifest::paths).chain([MANIFEST]) {
        let _ = fs::remove_file(folder.join(path));
        let mut parent = Path::new(path).parent();
        while let Some(dir) = parent.filter(|dir| !dir.as_os_str().is_empty()) {
            folders.push(dir.to_path_buf());
            parent = dir.parent();
        }
    }
    folders.sort_unstable_by(|a, b| b.cmp(a));
    folders.dedup();
    for dir in folders {
        let _ = fs::remove_dir(folder.join(dir));
    }
    match fs::remove_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {
            let free = (1..).map(|n| folder.with_extension(format!("kept-{n}"))).find(|kept| !kept.exists());
            free.map_or(Ok(()), |kept| fs::rename(folder, kept))
        }
        result => result,
    }
}

/// Replaces the text of one file in one step, so that a fault leaves the old text.
///
/// # Errors
/// When the folder of the file cannot be written to.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("fil");
    let new = path.with_file_name(format!(".{name}.ny"));
    fs::write(&new, text)?;
    fs::set_permissions(&new, fs::metadata(path)?.permissions())?;
    fs::rename(&new, path)
}
