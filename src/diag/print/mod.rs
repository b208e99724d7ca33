//! Writes findings for people (`human`) and for machines (`json`, `sarif`, `github`, `gitlab`, `junit`).
//!
//! In: [`Diagnostics`] and the texts that they point into. They are sorted, worded and located once (`finding`,
//! `source`); each format then only sets down what it is given. Nothing here decides what is wrong.

mod excerpt;
mod finding;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod sarif;
mod source;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use super::wording;
use super::{Diagnostics, Files, Severities, Severity};
use crate::language::Language;
use finding::Finding;
use source::Sources;

/// The form in which findings are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// Text with the line in question, for a terminal.
    #[default]
    Human,
    /// A JSON array with an object for each finding, on a line of its own.
    Json,
    /// SARIF 2.1.0, for services that show findings of many tools.
    Sarif,
    /// Commands of GitHub's workflow log, which become annotations of a pull request.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// JUnit's XML, for build servers.
    Junit,
}

impl Format {
    /// Every format with the name that the command line gives it.
    pub const ALL: &[(&'static str, Self)] = &[
        ("human", Self::Human),
        ("json", Self::Json),
        ("sarif", Self::Sarif),
        ("github", Self::Github),
        ("gitlab", Self::Gitlab),
        ("junit", Self::Junit),
    ];
}

impl std::str::FromStr for Format {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format).ok_or(())
    }
}

/// How many findings were written, by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// What stops the portal from being built.
    pub errors: usize,
    /// What ought to be mended.
    pub warnings: usize,
    /// What is worth knowing.
    pub notes: usize,
}

impl Summary {
    fn of(findings: &[Finding<'_>]) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }

    /// The line that ends a list: «3 fel, 2 varningar, 1 anmärkning».
    fn line(self, language: Language) -> String {
        let counts = [
            (Severity::Error, self.errors),
            (Severity::Warning, self.warnings),
            (Severity::Note, self.notes),
        ];
        wording::totals(&counts, language)
    }
}

/// What the findings are about, and how to write them.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The texts that places point into.
    pub files: &'a Files,
    /// How much each code weighs.
    pub severities: &'a Severities,
    /// The language of the sentences.
    pub language: Language,
    /// The form.
    pub format: Format,
    /// Whether the text for people has colours.
    pub colour: bool,
    /// The content folder's name, put before every path; empty for none.
    pub root: &'a str,
}

/// Writes the findings that are not switched off, by file and position, and says how many they were.
///
/// # Errors
/// Only when `out` cannot be written to.
pub fn print(out: &mut dyn Write, found: &Diagnostics, context: &Context<'_>) -> io::Result<Summary> {
    let sources = Sources::new(found, context.files, context.severities, context.root);
    let findings: Vec<Finding<'_>> = found
        .sorted(context.files, context.severities)
        .into_iter()
        .map(|(severity, diagnostic)| Finding::new(severity, diagnostic, &sources, context))
        .collect();
    let summary = Summary::of(&findings);
    match context.format {
        Format::Human => human::print(out, &findings, context.language, context.colour, summary)?,
        Format::Json => json::print(out, &findings)?,
        Format::Sarif => sarif::print(out, &findings, context.language)?,
        Format::Github => github::print(out, &findings)?,
        Format::Gitlab => gitlab::print(out, &findings, context.root)?,
        Format::Junit => junit::print(out, &findings)?,
    }
    Ok(summary)
}
