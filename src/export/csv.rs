//! CSV that spreadsheets open right: UTF-8 with a mark, a semicolon between fields (as Swedish spreadsheets expect),
//! and no cell that a spreadsheet would run as a formula.

mod cells;

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{Out, PIECE};
use crate::text::has_byte;

/// Writes records as CSV, a column for each field. Lists are joined with `, `. The head is there without any record too.
///
/// # Errors
/// Those of `out`: every record can be written.
pub fn csv<T: Serialize + JsonSchema>(records: impl Iterator<Item = T>, out: Out<'_>) -> io::Result<()> {
    let mut lines = String::from("\u{feff}");
    for (number, name) in columns::<T>().into_iter().enumerate() {
        cell(&mut lines, number, &name);
    }
    lines.push_str("\r\n");
    let mut room = String::new();
    for record in records {
        let mut number = 0;
        cells::each(&record, &mut room, &mut |text| {
            cell(&mut lines, number, text);
            number += 1;
        })?;
        lines.push_str("\r\n");
        if lines.len() >= PIECE {
            out.write_all(lines.as_bytes())?;
            lines.clear();
        }
    }
    out.write_all(lines.as_bytes())
}

/// The fields of a record, in their order.
fn columns<T: JsonSchema>() -> Vec<String> {
    let schema = schemars::schema_for!(T);
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.map(|fields| fields.keys().cloned().collect()).unwrap_or_default()
}

/// Writes a cell: quoted where it must be, and with an apostrophe before what a spreadsheet would take for a formula: the
/// full-width signs too, which some read as the plain ones, and behind white space, which some pass over.
fn cell(out: &mut String, number: usize, text: &str) {
    if number > 0 {
        out.push(';');
    }
    let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let defused = text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(formula);
    let is_special = |byte: u8| matches!(byte, b'"' | b';' | b'\n' | b'\r' | b',' | b'\t');
    let apostrophe = if defused { "'" } else { "" };
    if !has_byte(text, is_special) {
        out.push_str(apostrophe);
        out.push_str(text);
        return;
    }
    out.push('"');
    out.push_str(apostrophe);
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            out.push_str("\"\"");
        }
        out.push_str(part);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize, JsonSchema)]
    struct Row {
        id: &'static str,
        text: &'static str,
        names: Vec<&'static str>,
    }

    #[test]
    fn formulas_are_defused_and_quotes_doubled() {
        let rows = [Row { id: "=1+1", text: "sade \"ja\"; gick", names: vec!["a", "b"] }];
        let head = "\u{feff}id;text;names\r\n";
        let mut out = Vec::new();
        csv(rows.into_iter(), &mut out).expect("a list takes everything");
        let text = String::from_utf8_lossy(&out);
        assert_eq!(text, format!("{head}'=1+1;\"sade \"\"ja\"\"; gick\";\"a, b\"\r\n"));
        let mut out = Vec::new();
        csv::<Row>(std::iter::empty(), &mut out).expect("a list takes everything");
        assert_eq!(out, head.as_bytes());
        let quoted = |text: &str| {
            let mut out = String::new();
            cell(&mut out, 0, text);
            out
        };
        for cell in ["-1", "  @a", "\t+1", "＝1", "\n=1"] {
            assert!(quoted(cell).trim_start_matches('"').starts_with('\''), "{cell:?}");
        }
    }
}
