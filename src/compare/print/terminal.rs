//! The comparison at a terminal.

use std::fmt::Write;

use super::{Heading, counts, field, kind, leads, register};
use crate::Language;
use crate::compare::marks::Op;
use crate::compare::{Change, Comparison, Confidence, DocumentChange, Kind};

/// The comparison as text. Without colour, `[-…-]` is gone and `{+…+}` is new.
pub fn terminal(comparison: &Comparison, heading: &Heading<'_>, colour: bool) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{} → {}: {}",
        plain(heading.old),
        plain(heading.new),
        counts(comparison, heading.language)
    );
    for document in &comparison.documents {
        title(document, heading.language, &mut out);
        for change in &document.changes {
            one(change, heading.language, colour, &mut out);
        }
    }
    out
}

/// Text without the characters by which a terminal could be told what to do.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

fn title(document: &DocumentChange, language: Language, out: &mut String) {
    let id = document.id.as_ref().map_or(String::new(), |id| format!("{id} "));
    let path = match (&document.old_path, &document.new_path) {
        (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
        (_, Some(path)) | (Some(path), None) => path.clone(),
        (None, None) => String::new(),
    };
    let _ = writeln!(out, "\n{}", plain(&format!("{id}{} ({path})", document.title)));
    let line = register(document, language);
    if !line.is_empty() {
        let _ = writeln!(out, "  {}", plain(&line));
    }
    let impact = &document.summary.impact;
    for one in &impact.references {
        let now = leads(one, language);
        let words =
            if language == Language::Sv { "hänvisning att se över" } else { "reference to look at" };
        let _ = writeln!(out, "  {words}: {}: {}{}", plain(&one.at), plain(&one.target), plain(&now));
    }
    for one in &impact.modality {
        let _ =
            writeln!(out, "  {}: {} → {}", plain(&one.rule), one.old.unwrap_or("–"), one.new.unwrap_or("–"));
    }
}

fn one(change: &Change, language: Language, colour: bool, out: &mut String) {
    let name = Some(change.label()).filter(|label| !label.is_empty()).unwrap_or_else(|| change.name());
    let sure = match change.confidence {
        Confidence::Saker => "",
        other => other.word(),
    };
    let sure = if sure.is_empty() { String::new() } else { format!(" ({sure})") };
    let from = change.moved_from.as_ref().map_or(String::new(), |from| format!(" ← {from}"));
    let _ = writeln!(out, "\n  {}{}", plain(&format!("{} {name}{from}", kind(change.kind, language))), sure);
    for one in &change.fields {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_string());
        let _ = writeln!(
            out,
            "    {}: {} → {}",
            field(&one.name, language),
            plain(&value(&one.old)),
            plain(&value(&one.new))
        );
    }
    if matches!(change.kind, Kind::Metadata | Kind::Omnumrerad) {
        return;
    }
    let mut text = String::new();
    for piece in &change.words {
        let words = plain(&piece.text);
        let (start, end) = match (piece.op, colour) {
            (Op::Equal, _) => ("", ""),
            (Op::Delete, true) => ("\u{1b}[9;31m", "\u{1b}[0m"),
            (Op::Insert, true) => ("\u{1b}[3;32m", "\u{1b}[0m"),
            (Op::Delete, false) => ("[-", "-]"),
            (Op::Insert, false) => ("{+", "+}"),
        };
        let _ = write!(text, "{start}{words}{end}");
    }
    for line in text.lines() {
        let _ = writeln!(out, "    {line}");
    }
}
