//! A JSON array with an object for each finding, one on each line. Every key is always there.

use std::io::{self, Write};

use serde::Serialize;

use super::finding::Finding;
use super::source::Located;

/// A finding as others may rely on it. Lines and columns count from 1 and `end` is the first after the place;
/// `start` and `end` are bytes.
#[derive(Serialize)]
struct Record<'a> {
    code: String,
    severity: &'static str,
    message: &'a str,
    hint: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    text: Option<&'a str>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    line: usize,
    column: usize,
}

/// Writes the array.
pub fn print(out: &mut dyn Write, findings: &[Finding<'_>]) -> io::Result<()> {
    write!(out, "[")?;
    for (i, finding) in findings.iter().enumerate() {
        write!(out, "{}", if i == 0 { "\n" } else { ",\n" })?;
        serde_json::to_writer(&mut *out, &Record::of(finding))?;
    }
    writeln!(out, "{}]", if findings.is_empty() { "" } else { "\n" })
}

impl<'a> Record<'a> {
    fn of(finding: &'a Finding<'_>) -> Self {
        let at = finding.at.as_ref();
        Self {
            code: finding.code.to_string(),
            severity: finding.level(),
            message: &finding.words.message,
            hint: finding.words.hint.as_deref(),
            file: finding.path(),
            line: at.map(|at| at.start.line),
            column: at.map(|at| at.start.column),
            end_line: at.map(|at| at.end.line),
            end_column: at.map(|at| at.end.column),
            start: at.map(|at| at.span.start),
            end: at.map(|at| at.span.end),
            text: at.map(|at| at.text),
            related: finding.related.iter().map(Related::of).collect(),
        }
    }
}

impl<'a> Related<'a> {
    fn of(place: &'a Located<'_>) -> Self {
        Self { file: place.path, line: place.start.line, column: place.start.column }
    }
}
