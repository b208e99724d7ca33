//! «Roll Ansvar», flattened: the name of a role and its tasks on one line with nothing between.
//!
//! In: lines. Out: rows, the header first. A row begins with words for a party before a capital that begins a task; it
//! is a proposal, and the report says so.

use super::super::block::Text;
use super::super::journal::Journal;
use super::super::lines::{Line, is_finished};
use super::super::swedish::lexicon::is_actor;
use super::super::swedish::titles;

/// The header on one line: where its second title begins.
fn head(text: &str) -> Option<usize> {
    let cut = |(at, _): (usize, &str)| {
        let (role, tasks) = (text[..at].trim().to_lowercase(), text[at..].trim().to_lowercase());
        (titles::is_role(&role) && titles::is_tasks(&tasks)).then_some(at)
    };
    text.match_indices(' ').find_map(cut)
}

/// Whether a line is the header of such a table.
pub fn is_head(text: &str) -> bool {
    text.len() < 80 && head(text).is_some()
}

/// Where the tasks of a line begin that begins with a party: «It-chef Beställa nycklar.»
fn row(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut named = false;
    for (n, word) in text.split(' ').enumerate() {
        if n > 5 {
            return None;
        }
        let begins = word.starts_with(char::is_uppercase);
        if n == 0 && !begins {
            return None;
        }
        if n > 0 && begins && named && !is_actor(word) {
            return Some(at);
        }
        named |= is_actor(word);
        at += word.len() + 1;
    }
    None
}

/// Reads the table whose header stands at `at`.
pub fn read(lines: &[Line], at: usize, journal: &mut Journal) -> Option<(Vec<Vec<Text>>, usize)> {
    let cut = head(&lines[at].text)?;
    let (left, right) = lines[at].text.split_at(cut);
    let mut rows: Vec<(String, String)> = vec![(left.trim().to_string(), right.trim().to_string())];
    let mut end = at + 1;
    let mut ended = true;
    for (n, line) in lines.iter().enumerate().skip(at + 1).take(400) {
        if line.is_blank() {
            continue;
        }
        if super::heading::number_of(&line.text).is_some() {
            break;
        }
        match row(&line.text) {
            Some(cut) if ended => {
                let (name, task) = line.text.split_at(cut);
                journal.doubt(
                    line.origin,
                    "tabell",
                    &line.text,
                    name.trim(),
                    "tabellens spalter finns inte i texten: en part före stor bokstav skiljer dem",
                );
                rows.push((name.trim().to_string(), task.trim().to_string()));
            }
            // A line goes on the row, unless that has ended and a blank line stands between.
            _ if rows.len() > 1 && !(ended && n > end) && n <= end + 1 => {
                if let Some((_, text)) = rows.last_mut() {
                    text.push(' ');
                    text.push_str(&line.text);
                }
            }
            _ => break,
        }
        ended = is_finished(&line.text);
        end = n + 1;
    }
    let cells = |(name, text): (String, String)| vec![Text::plain(name), Text::plain(text)];
    (rows.len() > 2).then(|| (rows.into_iter().map(cells).collect(), end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text::lines;

    #[test]
    fn a_party_before_a_capital_begins_a_row() {
        let text = "Roll Ansvar\nVerksamhetschef Beslutar om nycklar och\nlås.\nIt-chef Byter lås.\n\nDet här är text igen.";
        let found = read(&lines(text), 0, &mut Journal::default());
        let (rows, end) = found.unwrap_or_default();
        let shown: Vec<String> =
            rows.iter().map(|row| row.iter().map(Text::words).collect::<Vec<_>>().join("|")).collect();
        assert_eq!(
            shown,
            ["Roll|Ansvar", "Verksamhetschef|Beslutar om nycklar och lås.", "It-chef|Byter lås."]
        );
        assert_eq!(end, 4);
    }
}
