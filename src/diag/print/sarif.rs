//! SARIF 2.1.0 (OASIS): one run with every rule of the program and a result for each finding.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::finding::Finding;
use super::fingerprint::Fingerprints;
use super::source::Located;
use crate::diag::explain::{explain, title};
use crate::diag::wording::{related_label, severity_word};
use crate::diag::{Code, Severity, TABLE};
use crate::language::Language;

/// Writes the log.
pub fn print(out: &mut dyn Write, findings: &[Finding<'_>], language: Language) -> io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    let results: Vec<Value> =
        findings.iter().map(|finding| result(finding, language, fingerprints.next(finding))).collect();
    let rules: Vec<Value> = TABLE.iter().map(|(code, severity)| rule(*code, *severity, language)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Ledtråd",
                "version": env!("CARGO_PKG_VERSION"),
                "language": language.tag(),
                "rules": rules,
            } },
            "language": language.tag(),
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn rule(code: Code, severity: Severity, language: Language) -> Value {
    let help = explain(code, language);
    json!({
        "id": code.to_string(),
        "shortDescription": { "text": title(code, language) },
        "help": { "text": help, "markdown": help },
        "defaultConfiguration": { "level": severity_word(severity, Language::En) },
    })
}

fn result(finding: &Finding<'_>, language: Language, fingerprint: String) -> Value {
    let text = match &finding.words.hint {
        Some(hint) => format!("{}. {hint}", finding.words.message),
        None => finding.words.message.clone(),
    };
    let related: Vec<Value> =
        finding.related.iter().enumerate().map(|(id, place)| related(id, place, language)).collect();
    json!({
        "ruleId": finding.code.to_string(),
        "ruleIndex": TABLE.iter().position(|(code, _)| *code == finding.code),
        "level": finding.level(),
        "message": { "text": text },
        "locations": location(finding).into_iter().collect::<Vec<_>>(),
        "relatedLocations": related,
        "partialFingerprints": { "ledtradFinding/v1": fingerprint },
    })
}

/// Where a finding is: a region of a file, or a file as a whole.
fn location(finding: &Finding<'_>) -> Option<Value> {
    let mut physical = json!({ "artifactLocation": { "uri": uri(finding.path()?) } });
    if let Some(at) = &finding.at {
        physical["region"] = region(at);
    }
    Some(json!({ "physicalLocation": physical }))
}

fn related(id: usize, place: &Located<'_>, language: Language) -> Value {
    json!({
        "id": id,
        "message": { "text": related_label(language) },
        "physicalLocation": { "artifactLocation": { "uri": uri(place.path) }, "region": region(place) },
    })
}

fn region(at: &Located<'_>) -> Value {
    json!({
        "startLine": at.start.line,
        "startColumn": at.start.column,
        "endLine": at.end.line,
        "endColumn": at.end.column,
    })
}

/// A path as a URI reference: everything but unreserved characters and `/` in percent form.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
