//! «Begrepp | Förklaring», flattened: term and explanation on one line with nothing between, or the term alone over
//! lines of its own. Glossaries stand in Swedish order, and that shows which capital begins a term.

use std::sync::LazyLock;

use regex::Regex;

use super::super::block::Text;
use super::super::journal::Journal;
use super::super::lines::{Line, is_finished};
use super::super::pattern;
use crate::text::swedish_key;

static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(begrepp|term|ord|benämning|definition)\s+(förklaring|definition|betydelse|beskrivning)$")
});

/// Whether a row of two columns is the header of a glossary.
pub fn is_head(left: &str, right: &str) -> bool {
    HEAD.is_match(format!("{} {}", left.trim(), right.trim()).trim())
}

/// Rows of a table, the header first, and the line after it.
pub type Found = (Vec<Vec<Text>>, usize);

/// A line of the table, with whether a blank or a page stands before it.
struct Cell<'a> {
    line: &'a Line,
    gap: bool,
}

/// A place where a row may begin: number of the line, term, and where its explanation begins.
struct Start {
    at: usize,
    term: String,
    first: String,
    /// The line after those that the term and the first line of its explanation take.
    rest: usize,
    /// A blank line or the head of the table stands before it.
    clear: bool,
}

/// Reads the table whose header stands at `at`.
pub fn read(lines: &[Line], at: usize, journal: &mut Journal) -> Option<Found> {
    let head = HEAD.captures(&lines[at].text)?;
    let end = (at + 1..lines.len())
        .find(|n| {
            let larger = lines[*n].size.zip(lines[at].size).is_some_and(|(size, own)| size > own + 0.6);
            larger
                || super::heading::number_of(&lines[*n].text).is_some() && lines[*n].text.chars().count() < 80
        })
        .unwrap_or(lines.len());
    let cells = cells(&lines[at + 1..end], &lines[at].text);
    let starts = choose(candidates(&cells));
    if starts.is_empty() {
        return None;
    }
    for line in lines[at + 1..end].iter().filter(|line| line.text == lines[at].text) {
        journal.drop(line.origin, "tabellhuvud", &line.text);
    }
    let mut rows = vec![vec![Text::plain(&head[1]), Text::plain(&head[2])]];
    let mut before = String::new();
    cells[..starts[0].at].iter().for_each(|cell| join(&mut before, &cell.line.text));
    for (n, start) in starts.iter().enumerate() {
        let stop = starts.get(n + 1).map_or(cells.len(), |next| next.at);
        let mut text = std::mem::take(&mut before);
        join(&mut text, &start.first);
        cells[start.rest.min(stop)..stop].iter().for_each(|cell| join(&mut text, &cell.line.text));
        let origin = cells[start.at].line.origin;
        journal.doubt(
            origin,
            "begrepp",
            &cells[start.at].line.text,
            &start.term,
            "tabellens spalter finns inte i texten: stor bokstav och bokstavsordning skiljer dem",
        );
        rows.push(vec![Text::plain(start.term.as_str()), Text::plain(text)]);
    }
    Some((rows, end))
}

fn join(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

fn cells<'a>(lines: &'a [Line], head: &str) -> Vec<Cell<'a>> {
    let mut out = Vec::new();
    let mut gap = true;
    for line in lines {
        if line.is_blank() || line.text == head {
            gap = true;
        } else {
            out.push(Cell { line, gap: gap || line.page_start });
            gap = false;
        }
    }
    out
}

fn candidates(cells: &[Cell<'_>]) -> Vec<Start> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        let text = &cells[at].line.text;
        let after = at == 0 || cells[at].gap || is_finished(&cells[at - 1].line.text);
        if !after || !text.starts_with(char::is_uppercase) {
            at += 1;
            continue;
        }
        let clear = at == 0 || cells[at].gap;
        if let Some(end) = alone(cells, at) {
            let term =
                cells[at..end].iter().map(|cell| cell.line.text.as_str()).collect::<Vec<_>>().join(" ");
            out.push(Start { at, term, first: cells[end].line.text.clone(), rest: end + 1, clear });
            at = end + 1;
            continue;
        }
        if let Some((term, first)) = cut(text) {
            out.push(Start { at, term, first, rest: at + 1, clear });
        }
        at += 1;
    }
    out
}

/// A term on lines of its own: short lines without a full stop, then a blank, then a capital.
fn alone(cells: &[Cell<'_>], at: usize) -> Option<usize> {
    let end = (at + 1..cells.len()).find(|n| cells[*n].gap)?;
    let short =
        |cell: &Cell<'_>| cell.line.text.chars().count() <= 36 && !cell.line.text.ends_with(['.', ',', ')']);
    let fits = end - at <= 3
        && cells[at..end].iter().all(short)
        && cells[end].line.text.starts_with(char::is_uppercase);
    fits.then_some(end)
}

/// Term and explanation on one line: the explanation begins at the second capital, at a wide gap or a colon.
fn cut(text: &str) -> Option<(String, String)> {
    if let Some((term, rest)) = text.split_once("  ").or_else(|| text.split_once(": "))
        && term.chars().count() <= 60
        && !rest.trim().is_empty()
    {
        return Some((term.trim().to_string(), rest.trim().to_string()));
    }
    let mut words = text.match_indices(' ').map(|(at, _)| at + 1);
    let at = words.find(|at| text[*at..].starts_with(char::is_uppercase))?;
    let term = text[..at].trim();
    (term.chars().count() <= 60 && !term.ends_with(['.', ',']))
        .then(|| (term.to_string(), text[at..].to_string()))
}

/// The candidates that stand in Swedish order, as many as possible; where the table is in no order, those with a blank
/// line before them.
fn choose(starts: Vec<Start>) -> Vec<Start> {
    let keys: Vec<Vec<u8>> = starts.iter().map(|start| swedish_key(&start.term)).collect();
    let n = starts.len();
    let (mut best, mut from) = (vec![1_usize; n], vec![usize::MAX; n]);
    for i in 0..n {
        for j in 0..i {
            if keys[j] < keys[i] && best[j] + 1 > best[i] {
                best[i] = best[j] + 1;
                from[i] = j;
            }
        }
    }
    let mut at = (0..n).max_by_key(|i| (best[*i], usize::MAX - i)).unwrap_or(usize::MAX);
    let mut ordered = vec![false; n];
    while at != usize::MAX {
        ordered[at] = true;
        at = from[at];
    }
    let clear = starts.iter().filter(|start| start.clear).count();
    let kept = starts.iter().zip(&ordered).filter(|(start, ordered)| start.clear && **ordered).count();
    let in_order = kept * 10 >= clear * 7;
    starts
        .into_iter()
        .zip(ordered)
        .filter(|(start, ordered)| if in_order { *ordered } else { start.clear })
        .map(|(start, _)| start)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text::lines;

    #[test]
    fn a_flattened_glossary() {
        let text = "Begrepp Förklaring \nAvsteg Beslut att en regel inte \nföljs. \nMotsvarar undantag i Region \nNorr. \n\nBevis Underlag som visar något. \nFel Brist. \nLokal \nnyckelplan \n\nPlan för nycklar. \n Begrepp Förklaring \nLås Skydd på dörr. \n2. Nästa kapitel\n";
        let lines = lines(text);
        let (rows, end) = read(&lines, 0, &mut Journal::default()).unwrap_or_default();
        let rows: Vec<String> =
            rows.iter().map(|row| row.iter().map(Text::words).collect::<Vec<_>>().join("=")).collect();
        assert_eq!(
            rows,
            [
                "Begrepp=Förklaring",
                "Avsteg=Beslut att en regel inte följs. Motsvarar undantag i Region Norr.",
                "Bevis=Underlag som visar något.",
                "Fel=Brist.",
                "Lokal nyckelplan=Plan för nycklar.",
                "Lås=Skydd på dörr."
            ]
        );
        assert_eq!(lines[end].text, "2. Nästa kapitel");
    }
}
