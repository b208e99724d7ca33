//! The levels of headings: what the source says, else numbers, else what stands under what.

use super::roles;
use crate::import::assemble::bylaw;
use crate::import::block::{Block, Kind};
use crate::import::journal::Journal;

/// How deep a number is: `1` 1, `1.1` 2, `2 kap.` 1, `3 §` 2 under chapters.
fn depth(number: &str, has_chapters: bool) -> u8 {
    if number.contains("kap") || number.starts_with(|c: char| c.is_alphabetic()) && !number.contains('.') {
        return 1;
    }
    if number.contains('§') {
        return 1 + u8::from(has_chapters);
    }
    number.split('.').filter(|part| !part.trim().is_empty()).count().min(6) as u8
}

/// Gives every heading its level, from 2 (the title is 1), with none skipped.
pub fn assign(blocks: &mut [Block], journal: &mut Journal) {
    let headings: Vec<usize> = (0..blocks.len()).filter(|at| blocks[*at].is_heading()).collect();
    let wanted = wanted(blocks, &headings);
    let mut open: Vec<u8> = Vec::new();
    for (at, wanted) in headings.into_iter().zip(wanted) {
        while open.last().is_some_and(|last| *last >= wanted) {
            open.pop();
        }
        open.push(wanted);
        let level = (open.len() as u8 + 1).min(6);
        let origin = blocks[at].origin;
        let words = blocks[at].text.words();
        if let Kind::Heading { level: known, number } = &mut blocks[at].kind {
            if known.is_none() {
                let why = if number.is_some() {
                    "nummer"
                } else {
                    "kort rad utan punkt; nivån efter vad som står under vad"
                };
                let shown = format!("rubrik {level}");
                if number.is_some() {
                    journal.decide(origin, "rubrik", &words, &shown, why);
                } else {
                    journal.doubt(origin, "rubrik", &words, &shown, why);
                }
            }
            *known = Some(level);
        }
    }
}

/// The level that each heading asks for; only their order counts.
fn wanted(blocks: &[Block], headings: &[usize]) -> Vec<u8> {
    let number = |at: &usize| match &blocks[*at].kind {
        Kind::Heading { number, .. } => number.clone(),
        _ => None,
    };
    let known = |at: &usize| match &blocks[*at].kind {
        Kind::Heading { level, .. } => *level,
        _ => None,
    };
    if headings.iter().any(|at| known(at).is_some()) {
        let mut last = 2;
        return headings
            .iter()
            .map(|at| {
                last = known(at).unwrap_or(last + 1);
                last
            })
            .collect();
    }
    let numbers: Vec<String> = headings.iter().filter_map(number).collect();
    if numbers.is_empty() {
        return unnumbered(blocks, headings);
    }
    // In a bylaw the chapters have no numbers, and the sections under them have.
    if numbers.iter().all(|number| number.contains('§')) {
        return headings.iter().map(|at| 2 + u8::from(number(at).is_some())).collect();
    }
    let has_chapters = numbers.iter().any(|number| number.contains("kap"));
    let mut last = 1;
    headings
        .iter()
        .map(|at| match number(at) {
            Some(number) => {
                last = depth(&number, has_chapters) * 2;
                last
            }
            None => last + 1,
        })
        .collect()
}

/// Without numbers: chapters begin pages; a heading with nothing under it but another one is over it; what only lists
/// tasks stands under the role before it.
fn unnumbered(blocks: &[Block], headings: &[usize]) -> Vec<u8> {
    let starts: Vec<&Block> = blocks.iter().filter(|block| block.page_start).collect();
    let chapters = starts.iter().filter(|block| block.is_heading()).count();
    let by_page = chapters >= 3 && chapters * 5 >= starts.len() * 4;
    let has_roles =
        headings.iter().filter(|at| roles::of_heading(&blocks[**at].text.words()).is_some()).count() >= 2;
    let in_capitals = headings.iter().filter(|at| is_capitals(&blocks[**at].text.words())).count();
    if headings.iter().any(|at| bylaw::is_label(&blocks[*at].text.words())) {
        return headings.iter().map(|at| 2 + u8::from(bylaw::is_label(&blocks[*at].text.words()))).collect();
    }
    let (mut group, mut role, mut lead) = (false, false, false);
    let mut out = Vec::with_capacity(headings.len());
    for (n, at) in headings.iter().enumerate() {
        let block = &blocks[*at];
        let next = blocks.get(at + 1);
        let is_role = roles::of_heading(&block.text.words()).is_some();
        let end = headings.get(n + 1).copied().unwrap_or(blocks.len());
        let leads = blocks[*at..end].last().is_some_and(|block| block.text.words().trim_end().ends_with(':'));
        let capitals = in_capitals >= 2 && is_capitals(&block.text.words());
        let level = if capitals
            || by_page && block.page_start
            || !by_page && !has_roles
            || is_chapter(&block.text.words())
        {
            (group, role, lead) = (false, false, false);
            2
        } else if is_role {
            role = true;
            lead = leads;
            if group { 5 } else { 4 }
        } else if next.is_some_and(Block::is_heading) && next.is_some_and(|next| !next.page_start) {
            (group, role) = (true, false);
            3
        } else if role && (lead || matches!(next, Some(Block { kind: Kind::Item { .. }, .. }))) {
            lead |= leads;
            6
        } else {
            role = false;
            if group { 5 } else { 4 }
        };
        out.push(level);
    }
    out
}

/// Whether a heading is set in capitals: where some are, those are the chapters.
fn is_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 3 && !text.chars().any(char::is_lowercase)
}

/// Titles that chapters have in every document.
fn is_chapter(text: &str) -> bool {
    let usual = [
        "syfte",
        "bakgrund",
        "inledning",
        "omfattning",
        "ansvar och roller",
        "roller och ansvar",
        "referenser",
        "uppföljning",
        "historik",
        "definitioner",
        "begrepp",
        "beskrivning",
        "forum",
        "intern referens",
    ];
    let text = text.to_lowercase();
    usual.contains(&text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::block::{Origin, Text};

    fn levels(headings: &[(&str, bool)]) -> Vec<u8> {
        let mut blocks = Vec::new();
        for (title, body) in headings {
            let (number, title) = match title.split_once("| ") {
                Some((number, title)) => (Some(number.to_string()), title),
                None => (None, *title),
            };
            blocks.push(Block::new(
                Kind::Heading { level: None, number },
                Text::plain(title),
                Origin::default(),
            ));
            if *body {
                blocks.push(Block::new(Kind::Paragraph, Text::plain("Text."), Origin::default()));
            }
        }
        assign(&mut blocks, &mut Journal::default());
        let level = |block: &Block| match block.kind {
            Kind::Heading { level, .. } => level,
            _ => None,
        };
        blocks.iter().filter_map(level).collect()
    }

    #[test]
    fn numbers_give_levels_and_none_is_skipped() {
        assert_eq!(
            levels(&[("1| A", true), ("1.1| B", true), ("C", true), ("1.2| D", true), ("2| E", true)]),
            [2, 3, 4, 3, 2]
        );
        assert_eq!(levels(&[("1.1| A", true), ("1.2| B", true), ("C", true)]), [2, 2, 3]);
        assert_eq!(levels(&[("1 kap.| A", true), ("1 §| B", true)]), [2, 3]);
    }

    #[test]
    fn without_numbers_roles_stand_under_chapters() {
        let found = levels(&[
            ("Ansvar", true),
            ("Lokaler", false),
            ("Säkerhetschef", true),
            ("Nyckelansvarig", true),
        ]);
        assert_eq!(found, [2, 2, 3, 3]);
        assert_eq!(levels(&[("Syfte", true), ("Vi gör så här", true)]), [2, 2]);
    }
}
