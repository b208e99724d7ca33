//! Workflow commands of GitHub Actions: a line for each finding, which becomes an annotation at its place.

use std::io::{self, Write};

use super::finding::Finding;
use crate::diag::Severity;

/// Writes the commands.
pub fn print(out: &mut dyn Write, findings: &[Finding<'_>]) -> io::Result<()> {
    for finding in findings {
        let properties: Vec<String> = properties(finding)
            .into_iter()
            .map(|(key, value)| format!("{key}={}", property(&value)))
            .collect();
        writeln!(
            out,
            "::{} {}::{}",
            command(finding.severity),
            properties.join(","),
            message(&text(finding))
        )?;
    }
    Ok(())
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

fn text(finding: &Finding<'_>) -> String {
    match &finding.words.hint {
        Some(hint) => format!("{}\n{hint}", finding.words.message),
        None => finding.words.message.clone(),
    }
}

fn properties(finding: &Finding<'_>) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    if let Some(path) = finding.path() {
        out.push(("file", path.to_string()));
    }
    if let Some(at) = &finding.at {
        out.push(("line", at.start.line.to_string()));
        // GitHub takes columns only when both are on the same line.
        if at.start.line == at.end.line {
            out.push(("col", at.start.column.to_string()));
            out.push(("endLine", at.end.line.to_string()));
            out.push(("endColumn", at.end.column.to_string()));
        } else {
            out.push(("endLine", at.end.line.to_string()));
        }
    }
    out.push(("title", finding.code.to_string()));
    out
}

/// A text after the second `::`, where only these three characters have a meaning.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text before the second `::`, where properties are parted too.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
