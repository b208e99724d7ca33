//! CSV that spreadsheets open right: UTF-8 with a mark, a semicolon between fields (as Swedish spreadsheets expect),
//! and no cell that a spreadsheet would run as a formula.

use serde::Serialize;
use serde_json::Value;

/// Writes records as CSV, a column for each field of the first record. Lists are joined with `, `.
///
/// # Errors
/// Never in practice: every record can be written.
pub fn csv<T: Serialize>(records: &[T]) -> Result<String, serde_json::Error> {
    let mut out = String::from("\u{feff}");
    for (number, record) in records.iter().enumerate() {
        let Value::Object(fields) = serde_json::to_value(record)? else { continue };
        if number == 0 {
            row(&mut out, fields.keys().map(|key| key.to_string()));
        }
        row(&mut out, fields.values().map(cell));
    }
    Ok(out)
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            out.push(';');
        }
        out.push_str(&quoted(&cell));
    }
    out.push_str("\r\n");
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join(", "),
        // Of a nested record the first named field says what it is.
        Value::Object(fields) => {
            fields.get("name").or_else(|| fields.get("id")).map(cell).unwrap_or_default()
        }
        other => other.to_string(),
    }
}

/// Quotes a cell, and puts an apostrophe before what a spreadsheet would take for a formula.
fn quoted(cell: &str) -> String {
    let text = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_string()
    };
    if text.contains(['"', ';', '\n', '\r', ',']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Row {
        id: &'static str,
        text: &'static str,
        names: Vec<&'static str>,
    }

    #[test]
    fn formulas_are_defused_and_quotes_doubled() {
        let rows = [Row { id: "=1+1", text: "sade \"ja\"; gick", names: vec!["a", "b"] }];
        let text = csv(&rows).unwrap_or_default();
        assert_eq!(text, "\u{feff}id;text;names\r\n'=1+1;\"sade \"\"ja\"\"; gick\";\"a, b\"\r\n");
    }
}
