//! The files of the content folder, opened by handle and asked what they are: links, devices and files that have another
//! name elsewhere are refused, never followed.
//!
//! In: a folder that is held open, and paths. Out: texts with limits. A text that was understood and let go is read again
//! by whoever needs it; that it is not what it was is noted, and whoever builds on it asks.

use std::collections::BTreeSet;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};

use crate::diag::{Shelf, Unreadable};
use crate::folder::{Folder, is_link};

/// Largest text file, in bytes.
pub(super) const TEXT_LIMIT: u64 = 4 * 1024 * 1024;

/// The content folder.
#[derive(Debug)]
pub(super) struct OnDisk {
    folder: Folder,
    /// The texts that have been wanted again and are others now.
    lost: Mutex<BTreeSet<String>>,
}

impl OnDisk {
    pub(super) fn new(folder: Folder) -> Self {
        Self { folder, lost: Mutex::default() }
    }

    /// Opens a text.
    pub(super) fn open(&self, path: &str) -> Result<(File, Metadata), Unreadable> {
        open(&self.folder, path, TEXT_LIMIT)
    }

    /// Reads a text.
    pub(super) fn read(&self, path: &str) -> Result<String, Unreadable> {
        let (file, metadata) = self.open(path)?;
        read_text(file, metadata.len())
    }
}

impl Shelf for OnDisk {
    fn take(&self, path: &str, sum: &blake3::Hash) -> Option<String> {
        let text = self.read(path).ok().filter(|text| blake3::hash(text.as_bytes()) == *sum);
        if text.is_none() {
            self.lost.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_string());
        }
        text
    }

    fn lost(&self) -> Option<String> {
        self.lost.lock().unwrap_or_else(PoisonError::into_inner).first().cloned()
    }
}

/// Opens a file and asks the open file, which nobody can exchange any more, what it is; its size.
pub(super) fn open(folder: &Folder, path: &str, limit: u64) -> Result<(File, Metadata), Unreadable> {
    let io = |error: io::Error| match error.kind() {
        _ if is_link(&error) => Unreadable::Symlink,
        _ => Unreadable::Io { message: error.to_string() },
    };
    let file = folder.read(path).map_err(io)?;
    let metadata = file.metadata().map_err(io)?;
    if !metadata.is_file() {
        return Err(Unreadable::Special);
    }
    // The other name may be outside of the tree: a link by which somebody who may not read a file has it published.
    if links(&metadata) > 1 {
        return Err(Unreadable::HardLinked);
    }
    if metadata.len() > limit {
        return Err(Unreadable::TooLarge { limit });
    }
    Ok((file, metadata))
}

#[cfg(unix)]
fn links(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn links(_: &Metadata) -> u64 {
    1
}

pub(super) fn read_text(file: File, size: u64) -> Result<String, Unreadable> {
    let mut bytes = Vec::with_capacity(size as usize + 1);
    let read = file.take(TEXT_LIMIT + 1).read_to_end(&mut bytes);
    read.map_err(|error| Unreadable::Io { message: error.to_string() })?;
    if bytes.len() as u64 > TEXT_LIMIT {
        return Err(Unreadable::TooLarge { limit: TEXT_LIMIT });
    }
    // Texts are read several times, and the library's own check takes longer than everything else of it.
    let text = simdutf8::basic::from_utf8(&bytes).map_err(|_| Unreadable::NotUtf8)?;
    // A mark of byte order at the head of a file says nothing in UTF-8.
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_string())
}
