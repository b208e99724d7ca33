//! «Ursprunglig text | Ny text», flattened: the left cell, a blank line, the right cell. A line that is set in has an
//! empty left cell before it; white space between blank lines is an empty right cell; a section title spans both.

use std::sync::LazyLock;

use regex::Regex;

use super::super::block::Text;
use super::super::journal::Journal;
use super::super::lines::{Line, goes_on, is_finished};
use super::super::pattern;
use super::term_table::Found;

static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^((?:ursprunglig|nuvarande|tidigare|gammal|gällande|befintlig)\s(?:text|lydelse|formulering|skrivning))\s+((?:ny|föreslagen|reviderad|ändrad)\s(?:text|lydelse|formulering|skrivning))$",
    )
});
static SECTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{1,2}(?:\.\d{1,2})?\.?\s+\p{Lu}"));
static OLD_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s+\S"));

/// Whether a row of two columns is the header of such a table.
pub fn is_head(left: &str, right: &str) -> bool {
    HEAD.is_match(format!("{} {}", left.trim(), right.trim()).trim())
}

/// Lines that stand together.
#[derive(Default)]
struct Chunk {
    text: String,
    /// Its first line is set in: the left cell is empty.
    inset: bool,
    /// A line of nothing but white space stands after it: the right cell is empty.
    emptied: bool,
    lines: usize,
}

/// Reads the table whose header stands at `at`. A row of one cell is the title of a section.
pub fn read(lines: &[Line], at: usize, journal: &mut Journal) -> Option<Found> {
    let head = HEAD.captures(&lines[at].text)?;
    // Where sizes are known, a larger line is a heading after the table.
    let larger = |line: &Line| line.size.zip(lines[at].size).is_some_and(|(size, own)| size > own + 0.6);
    let end = (at + 1..lines.len()).find(|n| larger(&lines[*n])).unwrap_or(lines.len());
    let chunks = chunks(&lines[at + 1..end], &lines[at].text, journal);
    let mut rows = vec![vec![Text::plain(&head[1]), Text::plain(&head[2])]];
    let mut left: Option<Chunk> = None;
    let close = |left: &mut Option<Chunk>, right: &str, rows: &mut Vec<Vec<Text>>| {
        if let Some(left) = left.take() {
            rows.push(vec![Text::plain(left.text), Text::plain(right)]);
        }
    };
    for chunk in chunks {
        if is_title(&chunk) {
            close(&mut left, "", &mut rows);
            rows.push(vec![Text::plain(chunk.text)]);
        } else if chunk.inset {
            close(&mut left, "", &mut rows);
            rows.push(vec![Text::default(), Text::plain(chunk.text)]);
        } else if left.is_some() {
            close(&mut left, &chunk.text, &mut rows);
        } else if chunk.emptied {
            rows.push(vec![Text::plain(chunk.text), Text::default()]);
        } else {
            left = Some(chunk);
        }
    }
    close(&mut left, "", &mut rows);
    Some((rows, end))
}

fn is_title(chunk: &Chunk) -> bool {
    let open = !is_finished(&chunk.text);
    let numbered = SECTION.is_match(&chunk.text) && open && chunk.text.chars().count() < 120;
    let word = chunk.lines == 1 && open && !chunk.inset && chunk.text.split_whitespace().count() <= 3;
    numbered || word
}

fn chunks(lines: &[Line], head: &str, journal: &mut Journal) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    let mut gap = true;
    for line in lines {
        if line.is_blank() {
            gap = true;
            if line.spaced
                && let Some(last) = out.last_mut()
            {
                last.emptied = true;
            }
            continue;
        }
        if line.text == head {
            journal.drop(line.origin, "tabellhuvud", &line.text);
            gap = true;
            continue;
        }
        let inset = (1..=2).contains(&line.indent);
        let new_page = gap || line.page_start;
        let begins = OLD_NUMBER.is_match(&line.text) || SECTION.is_match(&line.text);
        let last = out.last_mut();
        let goes = last.as_ref().is_some_and(|last| !is_finished(&last.text) && goes_on(&line.text));
        match last {
            Some(last) if !begins && !inset && (!new_page || goes) => {
                last.text.push(' ');
                last.text.push_str(&line.text);
                last.lines += 1;
                last.emptied = false;
            }
            _ => out.push(Chunk { text: line.text.clone(), inset, emptied: false, lines: 1 }),
        }
        gap = false;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text::lines;

    #[test]
    fn a_flattened_table_of_changes() {
        let text = "Ursprunglig text Ny text \n1.1 Syfte \n1.1.3 Reglerna utgår från \nnyckelstandard. \n\nReglerna utgår från \nlåsstandard. \n\n Nytt stycke om \nnycklar. \n\n1.2 Ansvar och\nroller \n1.2.2 Nämnden ska räkna. \n\n \n\n Bolaget ska räkna. \n\nBegrepp \n\nLås: skydd. \n\nLås: ett skydd. \n";
        let lines = lines(text);
        let (rows, _) = read(&lines, 0, &mut Journal::default()).unwrap_or_default();
        let rows: Vec<String> =
            rows.iter().map(|row| row.iter().map(Text::words).collect::<Vec<_>>().join(" | ")).collect();
        assert_eq!(
            rows,
            [
                "Ursprunglig text | Ny text",
                "1.1 Syfte",
                "1.1.3 Reglerna utgår från nyckelstandard. | Reglerna utgår från låsstandard.",
                " | Nytt stycke om nycklar.",
                "1.2 Ansvar och roller",
                "1.2.2 Nämnden ska räkna. | ",
                " | Bolaget ska räkna.",
                "Begrepp",
                "Lås: skydd. | Lås: ett skydd.",
            ]
        );
    }
}
