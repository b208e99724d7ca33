//! GitLab's code quality report: a JSON array, which becomes marks in the changes of a merge request.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::finding::Finding;
use super::fingerprint::Fingerprints;
use crate::diag::Severity;

/// Writes the report. What has no file of its own is put down to the content folder, since every entry needs a path.
pub fn print(out: &mut dyn Write, findings: &[Finding<'_>], root: &str) -> io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    let report: Vec<Value> =
        findings.iter().map(|finding| entry(finding, root, &fingerprints.next(finding))).collect();
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn entry(finding: &Finding<'_>, root: &str, fingerprint: &str) -> Value {
    let path = finding.path().unwrap_or(if root.is_empty() { "." } else { root });
    let lines = finding.at.as_ref().map_or((1, 1), |at| (at.start.line, at.end.line));
    // A fingerprint must be unique within the report, and is so only within its file.
    let unique = blake3::hash(format!("{path}\0{fingerprint}").as_bytes()).to_hex()[..32].to_string();
    let description = match &finding.words.hint {
        Some(hint) => format!("{}. {hint}", finding.words.message),
        None => finding.words.message.clone(),
    };
    json!({
        "description": description,
        "check_name": finding.code.to_string(),
        "fingerprint": unique,
        "severity": match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        "location": { "path": path, "lines": { "begin": lines.0, "end": lines.1 } },
    })
}
