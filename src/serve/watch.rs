//! Files and folders → a call that comes back when something in them has changed and has come to rest.
//!
//! Asks the system to be told, and looks for itself instead as soon as the system cannot or may have missed something: a
//! folder that is not there (yet), too many folders, a watched folder that was moved, a network drive. Does not say what
//! has changed, and never reads what is in a file. Dot files (versions, locks and drafts of editors) do not count.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use notify::event::{MetadataKind, ModifyKind};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use walkdir::WalkDir;

/// How long it must be quiet: an editor that saves renames and writes several times over.
const QUIET: Duration = Duration::from_millis(20);
/// How long to wait for that at most, lest somebody who writes all the time see nothing.
const LONGEST: Duration = Duration::from_millis(500);
/// How often to look when nobody tells.
const POLL: Duration = Duration::from_millis(500);

/// What is watched, and how.
pub(super) struct Watch {
    roots: Vec<PathBuf>,
    means: Means,
}

enum Means {
    /// The system tells. It does so for as long as the watcher lives.
    Told { notices: Receiver<Notice>, _watcher: RecommendedWatcher },
    /// We look; this is what we saw last.
    Look(Seen),
}

/// Every file, its size and when it was written.
type Seen = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notice {
    Changed,
    /// The system may not tell of everything from now on.
    Blind,
}

impl Watch {
    /// Watches from now on. Cannot fail: at worst it looks by itself.
    pub(super) fn start(roots: &[PathBuf]) -> Self {
        let means = ask_to_be_told(roots).unwrap_or_else(|_| Means::Look(look(roots)));
        Self { roots: roots.to_vec(), means }
    }

    /// Waits until something has changed since the last call (or the start), and it is quiet again.
    pub(super) fn wait(&mut self) {
        match &mut self.means {
            Means::Told { notices, .. } => {
                if wait_for_notices(notices) == Notice::Blind {
                    // Looked at before the caller builds, so that what changes during the build will be seen.
                    self.means = Means::Look(look(&self.roots));
                }
            }
            Means::Look(seen) => *seen = wait_for_difference(&self.roots, seen),
        }
    }
}

/// Waits for the first notice and then for quiet. Blind if any of the notices says so.
fn wait_for_notices(notices: &Receiver<Notice>) -> Notice {
    let Ok(mut said) = notices.recv() else { return Notice::Blind };
    let until = Instant::now() + LONGEST;
    while said == Notice::Changed {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            // What waits in the queue happened before the build that comes now.
            return notices.try_iter().find(|notice| *notice == Notice::Blind).unwrap_or(said);
        }
        match notices.recv_timeout(QUIET.min(left)) {
            Ok(notice) => said = notice,
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => said = Notice::Blind,
        }
    }
    said
}

/// Looks until something differs from what was seen, and then until two looks agree. The last look.
fn wait_for_difference(roots: &[PathBuf], seen: &Seen) -> Seen {
    loop {
        thread::sleep(POLL);
        let mut now = look(roots);
        if now == *seen {
            continue;
        }
        let until = Instant::now() + LONGEST;
        loop {
            thread::sleep(QUIET);
            let next = look(roots);
            if next == now || Instant::now() >= until {
                return next;
            }
            now = next;
        }
    }
}

fn look(roots: &[PathBuf]) -> Seen {
    let files = |root| {
        WalkDir::new(root).into_iter().filter_entry(|entry| entry.depth() == 0 || !is_dot(entry.file_name()))
    };
    let entries =
        roots.iter().flat_map(files).filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir());
    entries
        .filter_map(|entry| {
            let data = entry.metadata().ok()?;
            Some((entry.into_path(), (data.len(), data.modified().ok())))
        })
        .collect()
}

fn is_dot(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// A file or folder to watch, under the name that the system uses for it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    path: PathBuf,
    is_folder: bool,
}

fn ask_to_be_told(roots: &[PathBuf]) -> notify::Result<Means> {
    let mut places = Vec::new();
    for root in roots {
        let path = root.canonicalize()?;
        places.push(Place { is_folder: path.is_dir(), path });
    }
    let (sender, notices) = mpsc::channel();
    let heeded = places.clone();
    let heed = move |event: notify::Result<Event>| {
        if let Some(notice) = weigh(&event, &heeded) {
            let _ = sender.send(notice);
        }
    };
    let mut watcher = RecommendedWatcher::new(heed, Config::default().with_follow_symlinks(false))?;
    for place in &places {
        let is_within =
            |other: &Place| other.is_folder && other != place && place.path.starts_with(&other.path);
        if places.iter().any(is_within) {
            continue;
        }
        match place.path.parent().filter(|_| !place.is_folder) {
            // Editors put a new file in the place of the old, and a watch on the old would end with it.
            Some(parent) => watcher.watch(parent, RecursiveMode::NonRecursive)?,
            None => watcher.watch(&place.path, RecursiveMode::Recursive)?,
        }
    }
    Ok(Means::Told { notices, _watcher: watcher })
}

/// What an event means for us, if anything.
fn weigh(event: &notify::Result<Event>, places: &[Place]) -> Option<Notice> {
    let Ok(event) = event else { return Some(Notice::Blind) };
    if event.need_rescan() {
        return Some(Notice::Blind);
    }
    let (is_read, is_gone) = match event.kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)) => {
            (true, false)
        }
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => (false, true),
        _ => (false, false),
    };
    let is_place = |path: &PathBuf| places.iter().any(|place| place.is_folder && place.path == *path);
    if is_read || !event.paths.iter().any(|path| places.iter().any(|place| concerns(path, place))) {
        None
    } else if is_gone && event.paths.iter().any(is_place) {
        Some(Notice::Blind)
    } else {
        Some(Notice::Changed)
    }
}

fn concerns(path: &Path, place: &Place) -> bool {
    match path.strip_prefix(&place.path) {
        Ok(rest) if place.is_folder => !rest.iter().any(is_dot),
        Ok(rest) => rest.as_os_str().is_empty(),
        Err(_) => false,
    }
}
