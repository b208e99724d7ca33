//! JUnit's XML, which nearly every build server shows as a list of tests.
//!
//! An error is a test that failed. Warnings and notes do not stop the portal, so they are tests that were passed over, with
//! their words. A portal without findings is one test that passed.

use std::io::{self, Write};

use super::finding::Finding;
use crate::diag::Severity;
use crate::text::xml_escaped;

/// Writes the report.
pub fn print(out: &mut dyn Write, findings: &[Finding<'_>]) -> io::Result<()> {
    let failures = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let counts = format!(
        "tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{}\"",
        findings.len().max(1),
        findings.len() - failures
    );
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"ledtrad\" {counts}>\n<testsuite name=\"ledtrad check\" {counts}>")?;
    if findings.is_empty() {
        writeln!(out, "<testcase classname=\"ledtrad\" name=\"check\"/>")?;
    }
    for finding in findings {
        test(out, finding)?;
    }
    writeln!(out, "</testsuite>\n</testsuites>")
}

fn test(out: &mut dyn Write, finding: &Finding<'_>) -> io::Result<()> {
    let message = xml_escaped(&finding.words.message);
    let path = xml_escaped(finding.path().unwrap_or("ledtrad"));
    let place = match &finding.at {
        Some(at) => format!(" file=\"{path}\" line=\"{}\"", at.start.line),
        None => String::new(),
    };
    let at = finding.at.as_ref().map(|at| format!(":{}:{}", at.start.line, at.start.column));
    let at = at.unwrap_or_default();
    writeln!(out, "<testcase classname=\"{path}\" name=\"{} {path}{at}\"{place}>", finding.code)?;
    let hint = xml_escaped(finding.words.hint.as_deref().unwrap_or_default());
    if finding.severity == Severity::Error {
        writeln!(out, "<failure type=\"{}\" message=\"{message}\">{hint}</failure>", finding.code)?;
    } else {
        let said = format!("{message}. {hint}");
        writeln!(out, "<skipped message=\"{}\"/>", said.trim())?;
    }
    writeln!(out, "</testcase>")
}
