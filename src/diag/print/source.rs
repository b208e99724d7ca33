//! Finds line and column of a place. The lines of a file are looked up once, and only of files with findings; what is kept of
//! a text are the lines that are shown: a portal may have something to say of every document, and its texts are not held.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::diag::{Diagnostics, FileId, Files, Place, Problem, Severities, SourceFile, Span};

/// Line and column as editors count them: from 1, a column for each Unicode scalar value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// A place with its text. Spans that reach outside the file or into a character are drawn in.
#[derive(Debug, Clone)]
pub struct Located<'a> {
    /// Path of the file, root included.
    pub path: &'a str,
    /// The bytes of the file, without white space at the end.
    pub span: Range<usize>,
    /// Where it begins.
    pub start: Position,
    /// The first position after it.
    pub end: Position,
    /// What stands there.
    pub text: &'a str,
    /// The line on which it begins, without its line break.
    pub line: &'a str,
    /// The bytes of that line that belong to it.
    pub marked: Range<usize>,
}

/// What is shown of the files that findings point into.
pub struct Sources(BTreeMap<FileId, Excerpts>);

/// What is shown of one file.
struct Excerpts {
    path: String,
    /// Lines by their number.
    lines: BTreeMap<usize, Box<str>>,
    places: BTreeMap<Span, Excerpt>,
}

/// A [`Located`] without what it has in common with others.
struct Excerpt {
    span: Range<usize>,
    start: Position,
    end: Position,
    text: Box<str>,
    marked: Range<usize>,
}

/// What findings want of a file.
#[derive(Default)]
struct Wanted {
    places: BTreeSet<Span>,
    /// What must not be shown.
    secrets: Vec<Span>,
}

/// A file whose lines have been found.
struct Source<'a> {
    path: String,
    text: Cow<'a, str>,
    /// The byte at which each line begins.
    starts: Vec<usize>,
    /// The characters before every [`STEP`]th byte, so that thousands of findings on one long line do not each count it.
    characters: Vec<usize>,
}

/// Bytes between two counts of characters.
const STEP: usize = 1024;

impl Sources {
    /// Finds the lines of every place that a finding points to, of those that are not switched off.
    pub fn new(found: &Diagnostics, files: &Files, severities: &Severities, root: &str) -> Self {
        let mut wanted: BTreeMap<FileId, Wanted> = BTreeMap::new();
        for diagnostic in found.iter() {
            if severities.of(diagnostic.problem.code()).is_some() {
                for place in diagnostic.at.iter().chain(&diagnostic.related) {
                    wanted.entry(place.file).or_default().places.insert(place.span);
                }
            }
            if let (Problem::Personnummer, Some(at)) = (&diagnostic.problem, diagnostic.at) {
                wanted.entry(at.file).or_default().secrets.push(at.span);
            }
        }
        let excerpts = |(id, wanted): (FileId, Wanted)| {
            let source = Source::new(files.get(id), root, &wanted.secrets);
            (id, Excerpts::of(source, &wanted.places))
        };
        Self(wanted.into_par_iter().filter(|(_, wanted)| !wanted.places.is_empty()).map(excerpts).collect())
    }

    /// Line, column and text of a place; `None` for a place that no finding of [`Sources::new`] had.
    pub fn locate(&self, place: Place) -> Option<Located<'_>> {
        self.0.get(&place.file).and_then(|excerpts| excerpts.locate(place.span))
    }
}

impl Excerpts {
    fn of(source: Source<'_>, wanted: &BTreeSet<Span>) -> Self {
        let (mut lines, mut places) = (BTreeMap::new(), BTreeMap::new());
        for span in wanted {
            let Located { span: within, start, end, text, line, marked, .. } = source.locate(*span);
            lines.entry(start.line).or_insert_with(|| line.into());
            places.insert(*span, Excerpt { span: within, start, end, text: text.into(), marked });
        }
        Self { path: source.path, lines, places }
    }

    fn locate(&self, span: Span) -> Option<Located<'_>> {
        let Excerpt { span, start, end, text, marked } = self.places.get(&span)?;
        Some(Located {
            path: &self.path,
            span: span.clone(),
            start: *start,
            end: *end,
            text,
            line: self.lines.get(&start.line)?,
            marked: marked.clone(),
        })
    }
}

impl<'a> Source<'a> {
    fn new(file: &'a SourceFile, root: &str, secrets: &[Span]) -> Self {
        // A text that is lost has no lines to show.
        let text = file.text().unwrap_or_default();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            path: rooted(root, &file.path),
            starts: std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect(),
            characters: counts(text.as_bytes()),
            text: masked(text, secrets),
        }
    }

    fn locate(&self, span: Span) -> Located<'_> {
        let span = self.drawn_in(span);
        let line = self.line_at(span.start);
        let bytes = self.line_bytes(line);
        let within = |byte: usize| byte.clamp(bytes.start, bytes.end) - bytes.start;
        Located {
            path: &self.path,
            start: self.position(span.start),
            end: self.position(span.end),
            text: &self.text[span.clone()],
            marked: within(span.start)..within(span.end),
            line: &self.text[bytes.clone()],
            span,
        }
    }

    /// The span within the file, on borders of characters, without the white space at its end: the span of a block
    /// takes in its line break, and would otherwise end on the next line.
    fn drawn_in(&self, span: Span) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start as usize);
        let end = self.text.ceil_char_boundary((span.end as usize).min(self.text.len())).max(start);
        let kept = self.text[start..end].trim_end().len();
        if kept == 0 { start..end } else { start..start + kept }
    }

    /// The number of the line, from 0, that holds a byte.
    fn line_at(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// The bytes of a line without its line break.
    fn line_bytes(&self, line: usize) -> Range<usize> {
        let start = self.starts[line];
        let next = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        start..start + self.text[start..next].trim_end_matches(['\r', '\n']).len()
    }

    /// A byte of the line break counts as the end of its line.
    fn position(&self, byte: usize) -> Position {
        let line = self.line_at(byte);
        let bytes = self.line_bytes(line);
        let before = self.characters_before(byte.min(bytes.end)) - self.characters_before(bytes.start);
        Position { line: line + 1, column: before + 1 }
    }

    fn characters_before(&self, byte: usize) -> usize {
        let counted = byte / STEP;
        self.characters[counted] + begun(&self.text.as_bytes()[counted * STEP..byte])
    }
}

/// The characters that begin before byte 0, [`STEP`], 2 × [`STEP`] …
fn counts(text: &[u8]) -> Vec<usize> {
    let mut counts = vec![0];
    let mut sum = 0;
    for part in text.chunks(STEP) {
        sum += begun(part);
        counts.push(sum);
    }
    counts
}

/// The characters that begin in these bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// A path below the content folder, as it is written to the reader.
pub fn rooted(root: &str, path: &str) -> String {
    match root.trim_end_matches('/') {
        "" => path.to_string(),
        root => format!("{root}/{path}"),
    }
}

/// The text with every digit of the secrets covered: a report must not spread the personnummer that it warns of.
///
/// A digit and its cover are one byte each, so that every span keeps its place.
fn masked<'a>(text: Cow<'a, str>, secrets: &[Span]) -> Cow<'a, str> {
    if secrets.is_empty() {
        return text;
    }
    let mut bytes = text.as_bytes().to_vec();
    for secret in secrets {
        let digits = bytes.get_mut(secret.range()).into_iter().flatten();
        digits.filter(|byte| byte.is_ascii_digit()).for_each(|digit| *digit = b'N');
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}
