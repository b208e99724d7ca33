//! Labelled lines and tables before the text, and the page that repeats them for screen readers.

use super::field::place;
use super::table::labelled_rows;
use super::{Meta, Value};
use crate::import::block::{Block, Kind, Text};
use crate::import::clean::kind_word;
use crate::import::journal::Journal;
use crate::import::swedish::labels::{self, Key};
use crate::import::understand::People;

/// The page that repeats header, grey box and footer for screen readers.
pub(super) fn information_page(
    blocks: Vec<Block>,
    meta: &mut Meta,
    people: &People,
    journal: &mut Journal,
) -> Vec<Block> {
    let start = blocks.iter().position(|block| {
        let words = block.text.words().to_lowercase();
        matches!(words.trim(), "dokumentinformation" | "dokumentuppgifter" | "information om dokumentet")
    });
    let Some(start) = start else { return blocks };
    let labels = |block: &Block| match &block.kind {
        Kind::Table(rows) => labelled_rows(rows).map_or(0, |(pairs, _)| pairs.len()),
        _ => {
            let words = block.text.words();
            usize::from(labels::read(&words).or_else(|| labels::gapped(&words)).is_some())
        }
    };
    if blocks[start..].iter().map(labels).sum::<usize>() < 2 {
        return blocks;
    }
    let mut kept = Vec::with_capacity(start);
    let mut text_again = false;
    for (at, block) in blocks.into_iter().enumerate() {
        if at < start {
            kept.push(block);
            continue;
        }
        // What comes after the page, under a heading with a number, is text again.
        if at > start && matches!(&block.kind, Kind::Heading { number: Some(_), .. }) {
            kept.push(block);
            text_again = true;
            continue;
        }
        if text_again {
            kept.push(block);
            continue;
        }
        let words = block.text.words();
        if let Kind::Table(rows) = &block.kind
            && let Some((pairs, _)) = labelled_rows(rows)
        {
            for (key, value, source) in pairs {
                place(meta, key, &value, block.origin, &source, people, journal);
            }
        } else if let Some((key, value)) = labels::read(&words).or_else(|| labels::gapped(&words)) {
            place(meta, key, value, block.origin, &words, people, journal);
        }
        people.list(&block.printed(), block.origin, journal);
        journal.count("dokumentinformation");
        journal.drop(block.origin, "dokumentinformation", &block.printed());
    }
    kept
}

/// How many blocks may stand before the text.
const HEAD: usize = 24;

/// Labelled lines and two-column tables before the text begins, and the kind alone on a line.
pub(super) fn head(
    blocks: Vec<Block>,
    meta: &mut Meta,
    people: &People,
    journal: &mut Journal,
) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut in_head = true;
    let texts: Vec<String> = blocks.iter().take(HEAD + 1).map(|block| block.text.words()).collect();
    // Beside another labelled line a label needs no colon.
    let said = |text: &str| {
        let sure = labels::said(text);
        let bare = || labels::labelled(text).map(|(key, value)| (key, value.to_string()));
        if sure.is_empty() { bare().into_iter().collect() } else { sure }
    };
    for (at, block) in blocks.into_iter().enumerate() {
        let words = block.text.words();
        let long = !block.is_heading() && words.chars().count() > 200;
        in_head &= at < HEAD && !long;
        if !in_head {
            out.push(block);
            continue;
        }
        if let Kind::Table(rows) = &block.kind
            && let Some((pairs, rest)) = labelled_rows(rows)
        {
            for (key, value, source) in pairs {
                place(meta, key, &value, block.origin, &source, people, journal);
                journal.drop(block.origin, "dokumentuppgifter", &source);
            }
            // What is left of the table; a row of one cell is text.
            let single = |row: &Vec<Text>| row.iter().filter(|cell| !cell.is_blank()).count() <= 1;
            if rest.iter().all(single) {
                let cells = rest.into_iter().flatten().filter(|cell| !cell.is_blank());
                out.extend(cells.map(|text| Block::new(Kind::Paragraph, text, block.origin)));
            } else {
                out.push(Block { kind: Kind::Table(rest), ..block });
            }
            continue;
        }
        let labelled = |at: usize| texts.get(at).is_some_and(|text| !said(text).is_empty());
        let mut pairs = labels::said(&words);
        if pairs.is_empty() && (at > 0 && labelled(at - 1) || labelled(at + 1)) {
            pairs = said(&words);
        }
        if !pairs.is_empty() {
            for (key, value) in pairs {
                place(meta, key, &value, block.origin, &words, people, journal);
            }
            journal.drop(block.origin, "dokumentuppgifter", &block.printed());
            continue;
        }
        let alone =
            words.split_whitespace().count() == 1 && kind_word(&words.trim().to_uppercase()).is_some();
        // An annex has no other title.
        let annex = words.trim().to_lowercase() == "ändringsbilaga";
        if alone && !annex && out.is_empty() && meta.title.is_none() {
            let kind = kind_word(&words.trim().to_uppercase()).unwrap_or_default().to_string();
            meta.kind =
                Some(Value { value: kind, line: block.origin.line, source: words.clone(), guessed: false });
            journal.drop(block.origin, "dokumentuppgifter", &block.printed());
            continue;
        }
        out.push(block);
    }
    out
}

/// Labels whose values stand on the lines after: all labels and then all values, or each value under its label. Text
/// out of PDF reads the columns of a table so.
pub(super) fn listed(
    blocks: Vec<Block>,
    meta: &mut Meta,
    people: &People,
    journal: &mut Journal,
) -> Vec<Block> {
    let key = |at: usize| -> Option<Key> {
        let block = blocks.get(at)?;
        let alone = matches!(block.kind, Kind::Paragraph | Kind::Heading { number: None, .. });
        labels::label(&block.text.words()).filter(|_| alone)
    };
    let value = |at: usize| -> bool {
        let fits = |block: &Block| {
            matches!(block.kind, Kind::Paragraph | Kind::Heading { .. })
                && block.text.words().chars().count() < 90
        };
        blocks.get(at).is_some_and(fits) && key(at).is_none()
    };
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < blocks.len().min(24) {
        // No more than is asked for: a hostile text has labels without end.
        let names = (at..blocks.len()).take(24).take_while(|n| key(*n).is_some()).count();
        let values = (at + names..blocks.len()).take(names).take_while(|n| value(*n)).count();
        if names >= 2 && values >= names {
            pairs.extend((0..names).map(|n| (at + n, at + names + n)));
            at += 2 * names;
        } else if names == 1 && values >= 1 && (key(at + 2).is_some() || !pairs.is_empty()) {
            pairs.push((at, at + 1));
            at += 2;
        } else {
            at += names.max(1);
        }
    }
    if pairs.len() < 2 {
        return blocks;
    }
    let mut gone = vec![false; blocks.len()];
    for (label, value) in pairs {
        (gone[label], gone[value]) = (true, true);
        let (name, block) = (blocks[label].text.words(), &blocks[value]);
        let Some(key) = key(label) else { continue };
        let words = block.printed();
        let source = format!("{name} {words}");
        place(meta, key, &words, block.origin, &source, people, journal);
        journal.drop(block.origin, "dokumentuppgifter", &source);
    }
    blocks.into_iter().zip(gone).filter(|(_, gone)| !gone).map(|(block, _)| block).collect()
}
