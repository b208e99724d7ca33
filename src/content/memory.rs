//! What was read the last time, so that only what has changed is read and understood again.
//!
//! A text is taken as unchanged by its size, its times and its number on the disk, unless it was written so shortly
//! before it was read that the clock of the disk could not tell. What was understood of it stands as long as its text,
//! its number among the files, the settings, the register and what was asked (day and profile) are the same: reading a text
//! and the checks of it alone depend on nothing else.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::Source;
use crate::diag::{Diagnostics, FileId, SourceFile};

/// How much later than its last change a text must have been read to be taken as it was.
const DOUBT: Duration = Duration::from_secs(2);

/// What tells whether a file has been written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    /// Time of the last change of any kind and the number of the file, where the system tells.
    changed: (i64, i64, u64),
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let changed = {
            use std::os::unix::fs::MetadataExt;
            (metadata.ctime(), metadata.ctime_nsec(), metadata.ino())
        };
        #[cfg(not(unix))]
        let changed = (0, 0, 0);
        Self { size: metadata.len(), modified: metadata.modified().ok(), changed }
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Whether the last change lies so far before `read` that no later one can bear the same stamp.
    fn is_settled(&self, read: SystemTime) -> bool {
        let changed = u64::try_from(self.changed.0).unwrap_or(0);
        let last = SystemTime::UNIX_EPOCH + Duration::from_secs(changed);
        self.modified.is_some_and(|modified| modified.max(last) + DOUBT < read)
    }
}

/// A text that was read.
#[derive(Debug)]
struct Text {
    stamp: Stamp,
    read: SystemTime,
    input: Arc<SourceFile>,
}

/// A document as it was understood, and what was found of it.
pub(super) type Understood = (Arc<Source>, Diagnostics);

/// What was read and understood the last time.
#[derive(Debug, Default)]
pub struct Memory {
    texts: BTreeMap<String, Text>,
    /// The files that the understanding of every document depends on.
    settings: Vec<Arc<SourceFile>>,
    documents: BTreeMap<FileId, Understood>,
    /// For what the texts were looked at.
    asked: String,
    pictures: Vec<(String, Stamp)>,
    version: u64,
}

impl Memory {
    /// Another number whenever anything that was read has changed.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Whether nothing has been read yet.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The text of a file that has not been written to since.
    pub(super) fn text(&self, path: &str, stamp: &Stamp) -> Option<Arc<SourceFile>> {
        let text = self.texts.get(path)?;
        (text.stamp == *stamp && stamp.is_settled(text.read)).then(|| Arc::clone(&text.input))
    }

    /// Keeps what was read this time in place of the last: texts, and pictures by their stamps.
    pub(super) fn keep(
        &mut self,
        texts: Vec<(Stamp, SystemTime, Arc<SourceFile>)>,
        pictures: Vec<(String, Stamp)>,
    ) {
        let named =
            texts.into_iter().map(|(stamp, read, input)| (input.path.clone(), Text { stamp, read, input }));
        let texts: BTreeMap<String, Text> = named.collect();
        let same = self.pictures == pictures
            && self.texts.len() == texts.len()
            && self.texts.values().zip(texts.values()).all(|(one, other)| one.input == other.input);
        self.version += u64::from(!same);
        (self.texts, self.pictures) = (texts, pictures);
    }

    /// Forgets what was understood and found, unless the same is asked as the last time.
    pub fn forget_unless_asked(&mut self, asked: &str) {
        if self.asked != asked {
            self.documents.clear();
            self.asked = asked.to_string();
        }
    }

    /// Forgets what was understood, unless the settings are the same.
    pub(super) fn forget_unless(&mut self, settings: Vec<Arc<SourceFile>>) {
        if settings != self.settings {
            self.documents.clear();
            self.version += 1;
            self.settings = settings;
        }
    }

    /// What was understood of a text the last time.
    pub(super) fn understood(&self, file: FileId, input: &Arc<SourceFile>) -> Option<Understood> {
        let (source, found) = self.documents.get(&file)?;
        (source.input == *input).then(|| (Arc::clone(source), found.clone()))
    }

    /// Keeps what was understood this time in place of the last.
    pub(super) fn keep_documents(&mut self, documents: &[Understood]) {
        self.documents = documents.iter().map(|one| (one.0.file, one.clone())).collect();
    }
}
