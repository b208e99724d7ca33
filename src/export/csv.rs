//! CSV that spreadsheets open right: UTF-8 with a mark, a semicolon between fields (as Swedish spreadsheets expect),
//! and no cell that a spreadsheet would run as a formula.

mod cells;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// Writes records as CSV, a column for each field. Lists are joined with `, `. The head is there without any record too.
///
/// # Errors
/// Never in practice: every record can be written.
pub fn csv<T: Serialize + JsonSchema>(records: impl Iterator<Item = T>) -> Result<String, serde_json::Error> {
    let mut out = String::from("\u{feff}");
    for (number, name) in columns::<T>().into_iter().enumerate() {
        cell(&mut out, number, &name);
    }
    out.push_str("\r\n");
    for record in records {
        let mut number = 0;
        cells::each(&record, &mut |text| {
            cell(&mut out, number, text);
            number += 1;
        })?;
        out.push_str("\r\n");
    }
    Ok(out)
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
    let quoted = text.bytes().any(|byte| matches!(byte, b'"' | b';' | b'\n' | b'\r' | b',' | b'\t'));
    let (quote, apostrophe) = (if quoted { "\"" } else { "" }, if defused { "'" } else { "" });
    out.push_str(quote);
    out.push_str(apostrophe);
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            out.push_str("\"\"");
        }
        out.push_str(part);
    }
    out.push_str(quote);
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
        let text = csv(rows.into_iter()).unwrap_or_default();
        assert_eq!(text, "\u{feff}id;text;names\r\n'=1+1;\"sade \"\"ja\"\"; gick\";\"a, b\"\r\n");
        assert_eq!(csv::<Row>(std::iter::empty()).unwrap_or_default(), "\u{feff}id;text;names\r\n");
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
