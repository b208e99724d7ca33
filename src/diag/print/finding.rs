//! A diagnostic with everything that a format needs: its words, and its places as lines and columns.

use super::Context;
use super::source::{Located, Sources, rooted};
use crate::diag::wording::{self, Words};
use crate::diag::{Code, Diagnostic, Problem, Severity};

/// A finding, ready to be written.
pub struct Finding<'a> {
    /// Its code.
    pub code: Code,
    /// Its severity in this portal.
    pub severity: Severity,
    /// What it says.
    pub words: Words,
    /// Where it is, if it is in a text.
    pub at: Option<Located<'a>>,
    /// The places that explain it.
    pub related: Vec<Located<'a>>,
    /// The file that it is about although it is in no text, such as one that cannot be read.
    whole_file: Option<String>,
}

impl<'a> Finding<'a> {
    /// Words and locates a diagnostic.
    pub fn new(
        severity: Severity,
        diagnostic: &Diagnostic,
        sources: &'a Sources,
        context: &Context<'_>,
    ) -> Self {
        let at = diagnostic.at.and_then(|at| sources.locate(at));
        let whole_file = match &diagnostic.problem {
            Problem::Unreadable { path, .. } if !path.is_empty() => Some(rooted(context.root, path)),
            _ => None,
        };
        Self {
            code: diagnostic.problem.code(),
            severity,
            words: wording::words(&diagnostic.problem, context.language),
            at,
            related: diagnostic.related.iter().filter_map(|place| sources.locate(*place)).collect(),
            whole_file,
        }
    }

    /// The path of the file that it is about.
    pub fn path(&self) -> Option<&str> {
        self.at.as_ref().map(|at| at.path).or(self.whole_file.as_deref())
    }

    /// The name of its severity for machines, the same in every language.
    pub fn level(&self) -> &'static str {
        wording::severity_word(self.severity, crate::language::Language::En)
    }
}
