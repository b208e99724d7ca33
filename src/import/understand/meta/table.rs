//! Tables that label values, in the shapes that templates of documents have.

use crate::import::block::Text;
use crate::import::swedish::labels::{self, Key};

/// What a label says, its value, and both as printed.
pub(super) type Pair = (Key, String, String);

/// A table that labels values: what it says, and the rows that say something else.
pub(super) fn labelled_rows(rows: &[Vec<Text>]) -> Option<(Vec<Pair>, Vec<Vec<Text>>)> {
    let words = |row: &[Text]| row.iter().map(|cell| cell.words().trim().to_string()).collect::<Vec<_>>();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut rest: Vec<Vec<Text>> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let cells = words(&rows[at]);
        let below = rows.get(at + 1).map(|row| words(row)).unwrap_or_default();
        if let Some(found) = labels_over_values(&cells, &below) {
            pairs.extend(found);
            at += 2;
            continue;
        }
        match labelled_row(&cells) {
            Some(found) => pairs.extend(found),
            None => rest.push(rows[at].clone()),
        }
        at += 1;
    }
    let known = rows.len() - rest.len();
    (pairs.len() >= 2 && known >= rest.len() || !pairs.is_empty() && rest.is_empty()).then_some((pairs, rest))
}

/// «Dokumentnamn | Dokumenttyp» over «Policy för resor | Policy».
fn labels_over_values(cells: &[String], below: &[String]) -> Option<Vec<Pair>> {
    let labels = cells.len() > 1
        && cells.len() == below.len()
        && cells.iter().all(|cell| labels::label(cell).is_some());
    if !labels || below.iter().any(|cell| labels::label(cell).is_some()) {
        return None;
    }
    let pair = |(label, value): (&String, &String)| {
        Some((labels::label(label)?, value.clone(), format!("{label} {value}")))
    };
    cells.iter().zip(below).map(pair).collect()
}

/// A row of labels and values: side by side, or both in one cell.
fn labelled_row(cells: &[String]) -> Option<Vec<Pair>> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        let cell = &cells[at];
        if cell.is_empty() {
            at += 1;
        } else if let Some(key) = labels::label(cell) {
            let value = cells.get(at + 1).cloned().unwrap_or_default();
            pairs.push((key, value.clone(), format!("{cell} {value}").trim().to_string()));
            at += 2;
        } else {
            let (key, value) = labels::read(cell).or_else(|| labels::labelled(cell))?;
            pairs.push((key, value.to_string(), cell.clone()));
            at += 1;
        }
    }
    (!pairs.is_empty()).then_some(pairs)
}
