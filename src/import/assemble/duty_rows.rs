//! «Åtgärd Ansvarig», flattened: what is done or decided and by whom, in rows or in columns one after the other.
//!
//! In: lines. Out: rows, the header first. In rows, the party ends each: it stands alone on a line or after the last full
//! stop. In columns, every column must come to as many cells. Both are proposals, and the report says so.

use std::sync::LazyLock;

use regex::Regex;

use super::super::block::Text;
use super::super::clean::hyphens::is_broken;
use super::super::journal::Journal;
use super::super::lines::{Line, goes_on, is_finished};
use super::super::pattern;
use super::super::swedish::lexicon::{WITHIN, is_actor, is_infinitive};
use super::super::swedish::titles;
use super::heading::number_of;

/// Most lines of such a table.
const REACH: usize = 300;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Number,
    Tasks,
    /// What belongs to the task: «Lagrum», «När».
    More,
    Party,
}

fn column(title: &str) -> Option<Column> {
    let low = title.trim().trim_end_matches(':').to_lowercase();
    if ["nr", "nummer", "steg", "punkt", "nr."].contains(&low.as_str()) {
        Some(Column::Number)
    } else if titles::is_tasks(&low) {
        Some(Column::Tasks)
    } else if titles::is_role(&low) {
        Some(Column::Party)
    } else if MORE.contains(&low.as_str()) {
        Some(Column::More)
    } else {
        None
    }
}

/// Titles of columns that say more of a task.
const MORE: &[&str] = &[
    "lagrum",
    "lagstöd",
    "när",
    "tidpunkt",
    "tid",
    "intervall",
    "frekvens",
    "anmärkning",
    "kommentar",
    "villkor",
    "hur",
    "dokumentation",
];

/// The titles that a line is made of, one after the other.
fn columns(text: &str) -> Option<Vec<(Column, String)>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let found = (1..=4.min(words.len() - at)).rev().find_map(|n| {
            let title = words[at..at + n].join(" ");
            Some((column(&title).filter(|_| title.starts_with(char::is_uppercase))?, title, n))
        })?;
        out.push((found.0, found.1));
        at += found.2;
    }
    Some(out)
}

/// Whether words name a party and say nothing else: «Enhetschef», «Medicinskt ansvarig sjuksköterska».
fn is_party(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '/']).collect();
    text.starts_with(char::is_uppercase)
        && words.len() <= 6
        && !text.ends_with(['.', ':', ','])
        && !text.contains(". ")
        && words.iter().position(|word| is_actor(word)).is_some_and(|actor| {
            // «Beslut om ledighet för elev», «Utse ombud» say what is decided.
            actor == 0
                || !is_infinitive(&words[0].to_lowercase()) && !words[..actor].iter().any(|word| leads(word))
        })
        && number_of(text).is_none()
}

/// Whether a word leads to another noun.
fn leads(word: &str) -> bool {
    WITHIN.has(word) || matches!(word, "om" | "av" | "för" | "till" | "som" | "att" | "och")
}

/// Reads the table whose header stands at `at`: its rows and the line after it.
pub fn read(lines: &[Line], at: usize, journal: &mut Journal) -> Option<(Vec<Vec<Text>>, usize)> {
    let head = columns(&lines[at].text)?;
    let (rows, end) =
        if head.len() == 1 { in_columns(lines, at)? } else { in_rows(lines, at, head, journal)? };
    let what = rows[0].join(" | ");
    let why = "tabellens spalter finns inte i texten: rubrikerna och parterna skiljer dem";
    journal.doubt(lines[at].origin, "tabell", &lines[at].text, &what, why);
    Some((rows.into_iter().map(|row| row.into_iter().map(Text::plain).collect()).collect(), end))
}

/// Gives what is said of the tasks a column of its own, before that of the party: a time begins with a capital («Varje
/// månad»), a place of the law with its number. Where no row shows where the task ends, they stay together.
fn set_apart(rows: &mut [Vec<String>], title: &str) -> bool {
    static SAID: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\s(?P<said>(?:(?:Varje|Vart|Var|Varannan|Vartannat|Inom|Senast|Samma|Vid|Före|Efter|Minst|En gång|Två gånger|Årligen|Månadsvis|Kvartalsvis|Veckovis|Dagligen|Löpande|Kontinuerligt|Omgående|Direkt)\b|\d{1,3}\s?(?:kap\.|§)).*)$",
        )
    });
    let cut = |row: &Vec<String>| -> Option<usize> {
        let tasks = row.get(row.len().checked_sub(2)?)?;
        SAID.captures(tasks)?.name("said").map(|said| said.start())
    };
    if !rows[1..].iter().any(|row| cut(row).is_some()) {
        return false;
    }
    for (n, row) in rows.iter_mut().enumerate() {
        let at = cut(row).filter(|_| n > 0);
        let place = row.len() - 1;
        let said = match at {
            Some(at) => row[place - 1].split_off(at),
            None => String::new(),
        };
        row[place - 1] = row[place - 1].trim_end().to_string();
        row.insert(place, if n == 0 { title.to_string() } else { said });
    }
    true
}

/// Whether rows under such titles begin with a number; `None` where the titles are those of another table.
fn is_numbered(head: &[(Column, String)]) -> Option<bool> {
    match head.iter().map(|(column, _)| *column).collect::<Vec<_>>().as_slice() {
        [Column::Number, Column::Tasks, Column::Party]
        | [Column::Number, Column::Tasks, Column::More, Column::Party] => Some(true),
        [Column::Tasks, Column::Party] | [Column::Tasks, Column::More, Column::Party] => Some(false),
        _ => None,
    }
}

/// The cells of a row whose party begins at `cut`.
fn row_of(text: &str, cut: usize, numbered: bool) -> Option<Vec<String>> {
    let (tasks, party) = text.split_at(cut);
    let (number, tasks) = if numbered { tasks.split_once(' ')? } else { ("", tasks) };
    let cells = [number, tasks, party].map(|cell| cell.trim().to_string());
    Some(cells.into_iter().skip(usize::from(!numbered)).collect())
}

/// Rows that a party ends: «1 Räkna nycklar. Vaktmästare».
fn in_rows(
    lines: &[Line],
    at: usize,
    head: Vec<(Column, String)>,
    journal: &mut Journal,
) -> Option<(Vec<Vec<String>>, usize)> {
    let numbered = is_numbered(&head)?;
    let (more, head): (Vec<_>, Vec<_>) = head.into_iter().partition(|(column, _)| *column == Column::More);
    let mut rows = vec![head.into_iter().map(|(_, title)| title).collect::<Vec<_>>()];
    let mut open = String::new();
    let mut starts: Vec<usize> = Vec::new();
    let mut end = at + 1;
    let mut before = end;
    for (n, line) in lines.iter().enumerate().skip(at + 1).take(REACH) {
        if line.is_blank() {
            continue;
        }
        // A party over two lines: «Medicinskt ansvarig» + «sjuksköterska».
        if open.is_empty() && rows.len() > 1 && goes_on(&line.text) && n <= end + 1 {
            let Some(party) = rows.last_mut().and_then(|row| row.last_mut()) else { break };
            join(party, &line.text);
            // «… i diariet. Rektorerna» + «behöver inte …» is text: the table had ended before it.
            if !is_party(party) {
                rows.pop();
                end = before;
                break;
            }
            end = n + 1;
            continue;
        }
        let begins = open.is_empty();
        let first = line.text.split(' ').next().unwrap_or("");
        let has_number = is_row_number(first) && line.text.contains(' ');
        if begins && (numbered != has_number || rows.len() > 1 && n > end + 2) {
            break;
        }
        let apart = join(&mut open, &line.text);
        if apart || starts.is_empty() {
            starts.push(open.len() - line.text.len());
        }
        if let Some(cut) = party_at(&open, &starts) {
            rows.push(row_of(&open, cut, numbered)?);
            before = end;
            open.clear();
            starts.clear();
            end = n + 1;
        } else if open.split(' ').count() > 80 {
            break;
        }
    }
    if rows.len() < 3 {
        return None;
    }
    for (_, title) in more {
        if !set_apart(&mut rows, &title) {
            journal.drop(lines[at].origin, "tabellhuvud", &title);
        }
    }
    Some((rows, end))
}

/// The number of a row: «3», «2.1», «A4».
fn is_row_number(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    word.len() - rest.len() < 2
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ':'))
}

/// Puts a line to a cell. A cell too narrow for a word breaks it without a hyphen: «handlä» + «ggare» is a party.
/// Gives whether they stay apart.
fn join(cell: &mut String, line: &str) -> bool {
    let broken = is_broken(cell.rsplit(' ').next().unwrap_or(""), line);
    if !cell.is_empty() && !broken {
        cell.push(' ');
    }
    cell.push_str(line);
    !broken
}

/// Where the party begins that ends a row: a line of its own, or two when the second goes on, else after the last
/// capital that begins one. `starts` are the places of the lines.
fn party_at(row: &str, starts: &[usize]) -> Option<usize> {
    let (from, before) = (*starts.last()?, starts.len().checked_sub(2).and_then(|at| starts.get(at)));
    let whole = |from: &usize| (*from > 0 && is_party(&row[*from..])).then_some(*from);
    if let Some(at) = whole(&from).or_else(|| before.and_then(whole)) {
        return Some(at);
    }
    let line = &row[from..];
    // A capital begins the cell: the last one, so that the task keeps its own.
    let begins = line.match_indices(' ').map(|(at, _)| at + 1).filter(|at| is_party(&line[*at..]));
    begins.max().map(|at| from + at)
}

/// The titles from a line on, each with the lines under it.
fn found_columns(lines: &[Line], at: usize) -> Option<Vec<(Column, String, Vec<usize>)>> {
    let mut found: Vec<(Column, String, Vec<usize>)> = Vec::new();
    for (n, line) in lines.iter().enumerate().skip(at).take(REACH) {
        if line.is_blank() {
            continue;
        }
        match column(&line.text).filter(|_| line.text.starts_with(char::is_uppercase)) {
            Some(kind) if found.iter().all(|(known, ..)| *known != kind) => {
                found.push((kind, line.text.clone(), Vec::new()));
            }
            _ => {
                let (kind, _, cells) = found.last_mut()?;
                // The last column ends where its cells end.
                if *kind == Column::Party && !is_party(&line.text) && !goes_on(&line.text) {
                    break;
                }
                if *kind != Column::Number && number_of(&line.text).is_some() {
                    break;
                }
                cells.push(n);
            }
        }
    }
    Some(found)
}

/// Columns one after the other: a title, its cells, the next title, its cells.
fn in_columns(lines: &[Line], at: usize) -> Option<(Vec<Vec<String>>, usize)> {
    let found = found_columns(lines, at)?;
    let party = found.iter().position(|(kind, ..)| *kind == Column::Party)?;
    let tasks = found.iter().position(|(kind, ..)| *kind == Column::Tasks)?;
    let parties = cells(lines, &found[party].2, |line, _| !goes_on(&line.text));
    let count = parties.len();
    let capital = |line: &Line, _: &Line| line.text.starts_with(char::is_uppercase);
    let after_end = |line: &Line, before: &Line| capital(line, before) && is_finished(&before.text);
    let of = |at: usize, places: &[usize]| -> Option<Vec<String>> {
        if at == party {
            return Some(parties.clone());
        }
        let by_stop = cells(lines, places, after_end);
        let by_capital = cells(lines, places, capital);
        let each = cells(lines, places, |_, _| true);
        [by_stop, by_capital, each].into_iter().find(|cells| cells.len() == count)
    };
    let last = found.len() - 1;
    // The text that follows the table may stand in the last column: it begins after a blank line.
    let mut end = found[last].2.last()? + 1;
    let mut table: Vec<Vec<String>> = Vec::new();
    for (n, (_, _, places)) in found.iter().enumerate() {
        let whole = of(n, places);
        let cut = || {
            let gaps = (1..places.len()).rev().filter(|at| places[*at] > places[*at - 1] + 1);
            gaps.into_iter().find_map(|at| of(n, &places[..at]).map(|cells| (cells, places[at - 1] + 1)))
        };
        match whole {
            Some(cells) => table.push(cells),
            None if n == last => {
                let (cells, stop) = cut()?;
                end = stop;
                table.push(cells);
            }
            None => return None,
        }
    }
    let titles = found.iter().map(|(_, title, _)| title.clone()).collect();
    let mut rows: Vec<Vec<String>> = vec![titles];
    rows.extend((0..count).map(|row| table.iter().map(|column| column[row].clone()).collect()));
    (count > 1 && tasks != party).then_some((rows, end))
}

/// The cells of a column: its lines, each put to the one before unless it begins a cell.
fn cells(lines: &[Line], places: &[usize], begins: impl Fn(&Line, &Line) -> bool) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (n, place) in places.iter().enumerate() {
        let line = &lines[*place];
        match out.last_mut() {
            Some(cell) if n > 0 && !begins(line, &lines[places[n - 1]]) => {
                cell.push(' ');
                cell.push_str(&line.text);
            }
            _ => out.push(line.text.clone()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text::lines;

    fn shown(text: &str) -> (Vec<String>, usize) {
        let (rows, end) = read(&lines(text), 0, &mut Journal::default()).unwrap_or_default();
        (rows.iter().map(|row| row.iter().map(Text::words).collect::<Vec<_>>().join("|")).collect(), end)
    }

    #[test]
    fn a_party_ends_a_row() {
        let text = "Steg Åtgärd Ansvarig\n1 Räkna nycklar och\nskåp.\nVaktmästare\n2 Byta lås. Medicinskt ansvarig\nsjuksköterska\nHär går texten vidare och nämner en enhetschef.";
        let rows = [
            "Steg|Åtgärd|Ansvarig",
            "1|Räkna nycklar och skåp.|Vaktmästare",
            "2|Byta lås.|Medicinskt ansvarig sjuksköterska",
        ];
        assert_eq!(shown(text), (rows.map(str::to_string).to_vec(), 6));
        let text = "Ärende Delegat\nBeslut om nycklar Enhetschef\nBeslut om lås\nFastighetschef\n\n2 Annat";
        assert_eq!(shown(text).0[1..], ["Beslut om nycklar|Enhetschef", "Beslut om lås|Fastighetschef"]);
        let text = "Nr Ärende Lagrum Delegat\nA1 Beslut om\nnycklar\n7 § låslagen\nNyckelhandlä\nggare\nA2 Beslut om lås\nAdministrativ\nchef\n\n4 Annat";
        assert_eq!(
            shown(text).0,
            [
                "Nr|Ärende|Lagrum|Delegat",
                "A1|Beslut om nycklar|7 § låslagen|Nyckelhandläggare",
                "A2|Beslut om lås||Administrativ chef"
            ]
        );
    }

    #[test]
    fn columns_one_after_the_other() {
        let text = "Nr\n1.1\n1.2\n\nÄrende\nBeslut om nycklar och\nlås\nBeslut om larm\n\nDelegat\nEnhetschef\n\nVaktmästare\n\n4 Annat\nText.";
        let rows = [
            "Nr|Ärende|Delegat",
            "1.1|Beslut om nycklar och lås|Enhetschef",
            "1.2|Beslut om larm|Vaktmästare",
        ];
        assert_eq!(shown(text), (rows.map(str::to_string).to_vec(), 13));
        let text = "Roll\n\nEnhetschef\nVaktmästare\n\nAnsvar\n\nRäkna nycklar.\nMärka\nskåp.\nByta lås.\n\nText som går vidare.";
        assert_eq!(shown(text).0, Vec::<String>::new());
    }
}
