//! What is wrong, where, and what to do: one plain type that every stage hands on.
//!
//! A stage returns `(T, Diagnostics)` and never stops at the first fault; the command line decides at the end.
//! Nothing here prints while work goes on, and nothing here knows what a document is.

mod code;
mod explain;
mod print;
mod problem;
mod wording;

use std::borrow::Cow;
use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

pub use code::{Code, FIXED, Severities, Severity, TABLE};
pub use explain::{explain, title};
pub use print::{Context, Format, Summary, print};
pub use problem::{Key, Problem, Unreadable};
pub use wording::{Words, severity_word, words};

/// A text of the content tree, with its path relative to the tree (always with `/`).
#[derive(Debug)]
pub struct SourceFile {
    /// Path from the content folder, with `/` on every system.
    pub path: String,
    text: Text,
}

#[derive(Debug)]
enum Text {
    Held(String),
    Shelved { shelf: Arc<dyn Shelf>, length: usize, sum: blake3::Hash },
}

/// Where texts stand that nobody holds: whoever wants one has it read again.
pub trait Shelf: Debug + Send + Sync {
    /// The text of a file, if it is still the one that has this sum. Else the shelf notes that it is lost.
    fn take(&self, path: &str, sum: &blake3::Hash) -> Option<String>;

    /// The first of the files whose texts are lost.
    fn lost(&self) -> Option<String>;
}

impl SourceFile {
    /// A text that is held in memory.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: Text::Held(text.into()) }
    }

    /// The whole text, front matter included. `None` when it stood on a shelf and somebody has written to it since: what is
    /// made then must not be used, and the shelf knows.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match &self.text {
            Text::Held(text) => Some(Cow::Borrowed(text)),
            Text::Shelved { shelf, sum, .. } => shelf.take(&self.path, sum).map(Cow::Owned),
        }
    }

    /// Bytes of the text.
    pub fn length(&self) -> usize {
        match &self.text {
            Text::Held(text) => text.len(),
            Text::Shelved { length, .. } => *length,
        }
    }

    /// The sum of the text.
    pub fn sum(&self) -> blake3::Hash {
        match &self.text {
            Text::Held(text) => blake3::hash(text.as_bytes()),
            Text::Shelved { sum, .. } => *sum,
        }
    }

    /// The same file with its text on a shelf.
    pub fn shelved(&self, shelf: Arc<dyn Shelf>) -> Self {
        Self {
            path: self.path.clone(),
            text: Text::Shelved { shelf, length: self.length(), sum: self.sum() },
        }
    }

    /// A file whose text was wanted again and is lost, if there is one on the shelf of this file.
    pub fn lost(&self) -> Option<String> {
        match &self.text {
            Text::Held(_) => None,
            Text::Shelved { shelf, .. } => shelf.lost(),
        }
    }
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        let is_same = || match (&self.text, &other.text) {
            (Text::Held(one), Text::Held(other)) => one == other,
            _ => self.sum() == other.sum(),
        };
        self.path == other.path && self.length() == other.length() && is_same()
    }
}

/// Which of the [`Files`] a place is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Every text that was read, so that a diagnostic can show its line.
#[derive(Debug, Default, Clone)]
pub struct Files(Vec<Arc<SourceFile>>);

impl Files {
    /// Adds a text and gives the number by which places name it.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        self.push(Arc::new(SourceFile::new(path, text)))
    }

    /// As [`Files::add`], for a text that somebody else holds too.
    pub fn push(&mut self, file: Arc<SourceFile>) -> FileId {
        self.0.push(file);
        FileId((self.0.len() - 1) as u32)
    }

    /// Texts that have their numbers, every one from 0 on.
    pub fn numbered(mut files: Vec<(FileId, Arc<SourceFile>)>) -> Self {
        files.sort_unstable_by_key(|(id, _)| *id);
        Self(files.into_iter().map(|(_, file)| file).collect())
    }

    /// Path and sum of every text, by number.
    pub fn sums(&self) -> Vec<(String, blake3::Hash)> {
        self.0.iter().map(|file| (file.path.clone(), file.sum())).collect()
    }

    /// Every text, by number.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.0.iter().map(AsRef::as_ref)
    }

    /// A text that was wanted again and is lost, if there is one.
    pub fn lost(&self) -> Option<String> {
        self.0.iter().find_map(|file| file.lost())
    }

    /// The text with this number.
    pub fn get(&self, id: FileId) -> &Arc<SourceFile> {
        &self.0[id.0 as usize]
    }
}

/// Bytes of a whole file, front matter included: `start..end`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
}

impl Span {
    /// The span of these bytes, moved by `base`.
    pub fn new(range: Range<usize>, base: usize) -> Self {
        Self { start: (range.start + base) as u32, end: (range.end + base) as u32 }
    }

    /// As a range of `usize`, to cut text with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub span: Span,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong, with the words that the message needs.
    pub problem: Problem,
    /// Where; absent only for what has no text (a folder, a missing file).
    pub at: Option<Place>,
    /// Other places that explain it (the first definition, the other role).
    pub related: Vec<Place>,
}

/// Findings in the order in which they were made; [`Diagnostics::sorted`] gives the order of reading.
#[derive(Debug, Default, Clone)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a finding at a place.
    pub fn add(&mut self, at: Place, problem: Problem) {
        self.0.push(Diagnostic { problem, at: Some(at), related: Vec::new() });
    }

    /// Adds a finding that points at other places too.
    pub fn add_related(&mut self, at: Place, problem: Problem, related: Vec<Place>) {
        self.0.push(Diagnostic { problem, at: Some(at), related });
    }

    /// Adds a finding that has no place in a text.
    pub fn add_general(&mut self, problem: Problem) {
        self.0.push(Diagnostic { problem, at: None, related: Vec::new() });
    }

    /// Takes over the findings of another stage.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The findings by file and position, each once, with the ones that `severities` switches off left out.
    pub fn sorted(&self, files: &Files, severities: &Severities) -> Vec<(Severity, &Diagnostic)> {
        let mut out: Vec<_> = self
            .0
            .iter()
            .filter_map(|d| severities.of(d.problem.code()).map(|severity| (severity, d)))
            .collect();
        let key =
            |d: &Diagnostic| d.at.map(|at| (files.get(at.file).path.clone(), at.span.start, at.span.end));
        out.sort_by_cached_key(|(_, d)| (key(d), d.problem.code(), format!("{:?}", d.problem)));
        out.dedup_by(|a, b| a.1 == b.1);
        out
    }

    /// All findings, unsorted.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
