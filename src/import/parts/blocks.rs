//! A bundle whose reader gives blocks: Word, and PDF with tags. Where a page begins with a letterhead, so does a document.

use super::{HEAD, is_own_line, letterhead};
use crate::import::block::{Block, Kind};
use crate::import::journal::Journal;
use crate::import::lines::Line;
use crate::import::understand::Raw;

/// Cuts a file into its documents. `starts` are the places of the blocks that begin pages, in order.
pub fn split(raw: Raw, starts: &[usize], journal: &mut Journal) -> Vec<Raw> {
    let begins = |at: usize| letterhead(&lines(&raw.blocks[at..]));
    let mut cuts: Vec<(usize, Option<&'static str>)> = starts
        .iter()
        .filter(|at| **at > 0)
        .filter_map(|at| begins(*at).map(|kind| (*at, Some(kind))))
        .collect();
    if cuts.is_empty() {
        return vec![raw];
    }
    cuts.insert(0, (0, begins(0)));
    let Raw { blocks, facts, .. } = raw;
    let (notes, mut rest): (Vec<Block>, Vec<Block>) =
        blocks.into_iter().partition(|block| matches!(block.kind, Kind::Note(_)));
    let mut out: Vec<Raw> = Vec::new();
    for (at, kind) in cuts.into_iter().rev() {
        // Notes stand after the text, so the places of the text hold.
        let mut blocks = rest.split_off(at.min(rest.len()));
        let head = if kind.is_some() { head_length(&blocks) } else { 0 };
        let mut said = Vec::new();
        for line in blocks.drain(..head).flat_map(|block| lines(&[block])) {
            journal.count("brevhuvud");
            journal.drop(line.origin, "brevhuvud", &line.text);
            said.push(line);
        }
        if let (Some(kind), true) = (kind, at > 0) {
            let first = said.first().cloned().unwrap_or_default();
            let why = "nytt dokument: brevhuvud överst på en sida";
            journal.decide(first.origin, "samling", &first.text, kind, why);
        }
        said.extend(facts.iter().cloned());
        out.push(Raw { blocks, facts: said, kind, title: None });
    }
    out.reverse();
    for note in notes {
        let Kind::Note(label) = &note.kind else { continue };
        let last = out.len() - 1;
        let at =
            out.iter().position(|raw| raw.blocks.iter().any(|block| marks(block, label))).unwrap_or(last);
        out[at].blocks.push(note);
    }
    out
}

/// Whether a block has the mark of a footnote.
fn marks(block: &Block, label: &str) -> bool {
    let marked =
        |text: &crate::import::block::Text| text.0.iter().any(|run| run.note.as_deref() == Some(label));
    match &block.kind {
        Kind::Table(rows) => rows.iter().flatten().any(marked),
        _ => marked(&block.text),
    }
}

/// The first blocks as the lines of a letterhead, which may stand in a table.
fn lines(blocks: &[Block]) -> Vec<Line> {
    let line = |text: String, block: &Block| Line { text, origin: block.origin, ..Line::default() };
    blocks
        .iter()
        .take(HEAD + 6)
        .flat_map(|block| match &block.kind {
            Kind::Table(rows) => rows.iter().flatten().map(|cell| line(cell.tidy().words(), block)).collect(),
            _ => vec![line(block.text.words(), block)],
        })
        .filter(|line| !line.is_blank())
        .collect()
}

/// How many blocks the letterhead takes: up to the last short line that only letterheads have.
fn head_length(blocks: &[Block]) -> usize {
    let short = |block: &&Block| {
        !matches!(block.kind, Kind::Item { .. } | Kind::Note(_))
            && lines(&[(*block).clone()])
                .iter()
                .all(|line| line.text.chars().count() < 80 && !line.text.ends_with('.'))
    };
    let own = |block: &Block| lines(std::slice::from_ref(block)).iter().any(|line| is_own_line(&line.text));
    let reach = blocks.iter().take(HEAD + 6).take_while(short).count();
    blocks[..reach].iter().rposition(own).map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::block::{Origin, Text};

    fn block(kind: Kind, text: &str) -> Block {
        Block::new(kind, Text::plain(text), Origin::default())
    }

    #[test]
    fn a_letterhead_on_a_new_page_begins_a_document() {
        let title = Kind::Heading { level: Some(1), number: None };
        let blocks = vec![
            block(Kind::Paragraph, "TJÄNSTESKRIVELSE"),
            block(Kind::Paragraph, "Diarienummer AB 2025-0001"),
            block(title.clone(), "Förslag till rutin"),
            block(Kind::Paragraph, "Kansliet föreslår att rutinen antas."),
            block(Kind::Paragraph, "RUTIN"),
            block(Kind::Paragraph, "Diarienummer AB 2025-0001"),
            block(title, "Rutin för nycklar"),
            block(Kind::Paragraph, "Nycklar ska kvitteras."),
        ];
        let raw = Raw { blocks, ..Raw::default() };
        let parts = split(raw.clone(), &[0, 4], &mut Journal::default());
        let seen: Vec<_> =
            parts.iter().map(|raw| (raw.kind, raw.blocks[0].text.words(), raw.facts.len())).collect();
        assert_eq!(
            seen,
            [
                (Some("promemoria"), "Förslag till rutin".to_string(), 2),
                (Some("rutin"), "Rutin för nycklar".to_string(), 2)
            ]
        );
        assert_eq!(split(raw, &[0, 3], &mut Journal::default()).len(), 1);
    }
}
