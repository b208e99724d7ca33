//! Tables whose columns stand apart by blanks, as a text layer that keeps the places prints them.
//!
//! In: lines. Out: rows of cells, the header first. A line belongs to the table while its pieces begin where those of the
//! header do; one that runs over a column ends it.

use super::super::block::Text;
use super::super::clean::hyphens::is_broken;
use super::super::lines::Line;

/// A piece of a line between wide gaps: the column of characters that it begins at, and its words.
type Piece = (usize, String);

fn pieces(line: &Line) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut blanks = 2;
    for (n, c) in line.text.chars().enumerate() {
        if c == ' ' || c == '\t' {
            blanks += if c == '\t' { 2 } else { 1 };
            continue;
        }
        match out.last_mut() {
            Some((_, words)) if blanks < 2 => {
                if blanks == 1 {
                    words.push(' ');
                }
                words.push(c);
            }
            _ => out.push((line.indent + n, c.to_string())),
        }
        blanks = 0;
    }
    out
}

fn is_title(words: &str) -> bool {
    words.starts_with(char::is_uppercase)
        && words.split_whitespace().count() <= 4
        && !words.ends_with(['.', ',', ';'])
}

/// The cells of a line by the columns of the header; nothing where a piece stands in none.
fn placed(pieces: &[Piece], columns: &[usize]) -> Option<Vec<String>> {
    let mut row = vec![String::new(); columns.len()];
    for (at, words) in pieces {
        let column = columns.iter().rposition(|start| at.abs_diff(*start) <= 1)?;
        let end = at + words.chars().count();
        let over = columns.get(column + 1).is_some_and(|next| end >= *next);
        if over || !row[column].is_empty() {
            return None;
        }
        row[column] = words.clone();
    }
    Some(row)
}

/// The last word of a cell, which is its last line where a word was broken.
fn last_line(cell: &str) -> &str {
    cell.rsplit(' ').next().unwrap_or(cell)
}

/// Reads the table whose header stands at `at`: its rows and the line after it.
pub fn read(lines: &[Line], at: usize) -> Option<(Vec<Vec<Text>>, usize)> {
    let head = pieces(&lines[at]);
    if !(2..=6).contains(&head.len()) || !head.iter().all(|(_, words)| is_title(words)) {
        return None;
    }
    let columns: Vec<usize> = head.iter().map(|(start, _)| *start).collect();
    let mut rows: Vec<Vec<String>> = vec![head.into_iter().map(|(_, words)| words).collect()];
    let mut end = at + 1;
    let (mut whole, mut gap) = (0, false);
    for (n, line) in lines.iter().enumerate().skip(at + 1).take(400) {
        if line.is_blank() {
            gap = true;
            if n > end + 2 {
                break;
            }
            continue;
        }
        let Some(row) = placed(&pieces(line), &columns) else { break };
        let filled = row.iter().filter(|cell| !cell.is_empty()).count();
        // After a blank line one piece alone at the margin is text again.
        if gap && filled < 2 && !row[0].is_empty() {
            break;
        }
        whole += usize::from(filled >= 2);
        let first = &row[0];
        let goes_on = first.is_empty() || first.starts_with(char::is_lowercase) || filled == 1 && !gap;
        let open = goes_on && (rows.len() > 1 || first.is_empty());
        match rows.last_mut().filter(|_| open) {
            Some(last) => {
                for (cell, more) in last.iter_mut().zip(row) {
                    let joint = if cell.is_empty()
                        || more.is_empty()
                        || cell.ends_with('-')
                        || is_broken(last_line(cell), &more)
                    {
                        ""
                    } else {
                        " "
                    };
                    cell.push_str(&format!("{joint}{more}"));
                }
            }
            None if filled < 2 => break,
            None => rows.push(row),
        }
        gap = false;
        end = n + 1;
    }
    let text = |row: Vec<String>| row.into_iter().map(Text::plain).collect();
    (whole > 0 && rows.len() > 1).then(|| (rows.into_iter().map(text).collect(), end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text::lines;

    #[test]
    fn columns_by_their_gaps() {
        let text = "Roll            Ansvar\nNyckelansvarig  Byta lås och\n                märka nycklar.\nChef            Räkna nycklar.\n\nText som är text igen och går över båda.";
        let (rows, end) = read(&lines(text), 0).unwrap_or_default();
        let shown: Vec<String> =
            rows.iter().map(|row| row.iter().map(Text::words).collect::<Vec<_>>().join("|")).collect();
        assert_eq!(
            shown,
            ["Roll|Ansvar", "Nyckelansvarig|Byta lås och märka nycklar.", "Chef|Räkna nycklar."]
        );
        assert_eq!(end, 4);
        assert!(read(&lines("Region Norr     Rutin\n\nRutin för nycklar"), 0).is_none());
    }
}
