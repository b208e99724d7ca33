//! CSV that spreadsheets open right: UTF-8 with a mark, a semicolon between fields (as Swedish spreadsheets expect),
//! and no cell that a spreadsheet would run as a formula.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// Writes records as CSV, a column for each field. Lists are joined with `, `. The head is there without any record too.
///
/// # Errors
/// Never in practice: every record can be written.
pub fn csv<T: Serialize + JsonSchema>(records: impl Iterator<Item = T>) -> Result<String, serde_json::Error> {
    let mut out = String::from("\u{feff}");
    row(&mut out, columns::<T>().into_iter());
    for record in records {
        let Value::Object(fields) = serde_json::to_value(record)? else { continue };
        row(&mut out, fields.values().map(cell));
    }
    Ok(out)
}

/// The fields of a record, in their order.
fn columns<T: JsonSchema>() -> Vec<String> {
    let schema = schemars::schema_for!(T);
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.map(|fields| fields.keys().cloned().collect()).unwrap_or_default()
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

/// Quotes a cell, and puts an apostrophe before what a spreadsheet would take for a formula: the full-width signs too,
/// which some read as the plain ones, and behind white space, which some pass over.
fn quoted(cell: &str) -> String {
    let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let text = if cell.starts_with(['\t', '\r', '\n']) || cell.trim_start().starts_with(formula) {
        format!("'{cell}")
    } else {
        cell.to_string()
    };
    if text.contains(['"', ';', '\n', '\r', ',', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
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
        for cell in ["-1", "  @a", "\t+1", "＝1", "\n=1"] {
            assert!(quoted(cell).trim_start_matches('"').starts_with('\''), "{cell:?}");
        }
    }
}
