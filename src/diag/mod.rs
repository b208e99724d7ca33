//! What is wrong, where, and what to do: one plain type that every stage hands on.
//!
//! A stage returns `(T, Diagnostics)` and never stops at the first fault; the command line decides at the end.
//! Nothing here prints while work goes on, and nothing here knows what a document is.

mod code;
mod explain;
mod print;
mod problem;
mod wording;

use std::ops::Range;
use std::sync::Arc;

pub use code::{Code, FIXED, Severities, Severity, TABLE};
pub use explain::{explain, title};
pub use print::{Context, Format, Summary, print};
pub use problem::{Key, Problem, Unreadable};
pub use wording::{Words, severity_word, words};

/// A text of the content tree, with its path relative to the tree (always with `/`).
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path from the content folder, with `/` on every system.
    pub path: String,
    /// The whole text, front matter included.
    pub text: String,
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
        self.push(Arc::new(SourceFile { path: path.into(), text: text.into() }))
    }

    /// As [`Files::add`], for a text that somebody else holds too.
    pub fn push(&mut self, file: Arc<SourceFile>) -> FileId {
        self.0.push(file);
        FileId((self.0.len() - 1) as u32)
    }

    /// Every text, by number.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.0.iter().map(AsRef::as_ref)
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
