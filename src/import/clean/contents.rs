//! Tables of contents: lines with leaders and page numbers, and the outline that some programs put last.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::super::journal::Journal;
use super::super::lines::Layer;
use crate::import::pattern;

static LEADER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\d+(?:\.\d+)*\.?\s+)?\p{L}.*?(?:\s?[.…_]){3,}\s*\d{1,3}$"));
static PAGED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\d+(?:\.\d+)*\.?\s+)?\p{L}.*\s\d{1,3}$"));
static HEAD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:innehåll|innehållsförteckning|table of contents|contents)$"));

/// Removes tables of contents.
pub fn run(mut layer: Layer, journal: &mut Journal) -> Layer {
    let lines = &layer.lines;
    let mut gone = vec![false; lines.len()];
    let text: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].is_blank()).collect();
    let last: HashMap<&str, usize> = text.iter().map(|at| (lines[*at].text.as_str(), *at)).collect();
    let mut n = 0;
    while n < text.len() {
        let at = text[n];
        let run = if HEAD.is_match(&lines[at].text) {
            let paged = |m: &&usize| PAGED.is_match(&lines[**m].text) || LEADER.is_match(&lines[**m].text);
            let found = text[n + 1..].iter().take_while(paged).count();
            let found = if found >= 2 { found } else { apart(lines, &text[n + 1..], &last) };
            if found >= 2 { found + 1 } else { 0 }
        } else if lines[at].tabbed {
            text[n..].iter().take_while(|m| lines[**m].tabbed).count()
        } else {
            text[n..].iter().take_while(|m| LEADER.is_match(&lines[**m].text)).count()
        };
        if run >= 3 || (run > 0 && HEAD.is_match(&lines[at].text)) {
            text[n..n + run].iter().for_each(|m| gone[*m] = true);
            n += run;
        } else {
            n += 1;
        }
    }
    let mut kept = Vec::with_capacity(layer.lines.len());
    for (line, gone) in layer.lines.into_iter().zip(gone) {
        if gone {
            journal.count("innehållsförteckning");
            journal.drop(line.origin, "innehållsförteckning", &line.text);
        } else {
            kept.push(line);
        }
    }
    layer.lines = kept;
    layer
}

/// Entries whose page numbers stand on lines of their own: titles that come again, up to the first that does. `last` has
/// the line on which each text stands last.
fn apart(lines: &[super::super::lines::Line], after: &[usize], last: &HashMap<&str, usize>) -> usize {
    let words = |n: usize| after.get(n).map(|at| lines[*at].text.as_str());
    let number = |text: &str| text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    let Some(first) = words(0).filter(|text| !number(text)) else { return 0 };
    let Some(again) = (1..after.len().min(200)).find(|n| words(*n) == Some(first)) else { return 0 };
    let comes_again = |text: &str| last.get(text).is_some_and(|at| *at >= after[again]);
    let end =
        (0..again).take_while(|n| words(*n).is_some_and(|text| number(text) || comes_again(text))).count();
    let numbers = (0..end).filter(|n| words(*n).is_some_and(number)).count();
    if numbers >= 2 { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text::lines;

    fn left(text: &str) -> String {
        let layer = Layer { lines: lines(text), ..Layer::default() };
        let lines = run(layer, &mut Journal::default()).lines;
        lines.iter().filter(|l| !l.is_blank()).map(|l| l.text.clone()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn contents_go_and_text_stays() {
        assert_eq!(left("Innehåll\n1 Syfte ..... 2\n1.1 Mål ...... 3\n2 Ansvar ..... 4\nTexten."), "Texten.");
        assert_eq!(left("Innehåll\n1 Syfte 2\n2 Ansvar 4\nTexten."), "Texten.");
        assert_eq!(left("Sist.\n\tPolicy\n\t1.1\tMål\n\t1.2\tAnsvar\n"), "Sist.");
        assert_eq!(left("Innehåll\nTexten om det."), "Innehåll|Texten om det.");
    }
}
