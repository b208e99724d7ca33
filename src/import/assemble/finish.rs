//! What blocks are beside what their source calls them: typed contents, typed labels, bold lines that are headings.
//!
//! In: the blocks of a reader that knows paragraphs. Out: the same, with what was typed by hand seen as what it is.

use super::super::block::{Block, Kind, Text};
use super::super::journal::Journal;
use super::super::lines::{goes_on, is_finished};
use super::super::swedish::labels;
use super::item::LABEL;
use super::number_of;

/// Takes typed contents out, and makes items and headings of what was typed as such.
pub fn finish(blocks: Vec<Block>, journal: &mut Journal) -> Vec<Block> {
    super::bylaw::sections(promote(typed_items(contents(blocks, journal)), journal))
}

/// Leaves out a table of contents that was typed: its lines end with the number of a page and come again as titles.
fn contents(blocks: Vec<Block>, journal: &mut Journal) -> Vec<Block> {
    let words: Vec<String> = blocks.iter().map(|block| block.text.words().trim().to_string()).collect();
    let is_head = |at: &usize| {
        let title = words[*at].trim_end_matches(':').to_lowercase();
        matches!(title.as_str(), "innehåll" | "innehållsförteckning" | "innehållsförteckning och sidor")
    };
    let Some(head) = (0..blocks.len().min(60)).find(is_head) else { return blocks };
    let entry = |at: usize| {
        let plain = matches!(blocks[at].kind, Kind::Paragraph | Kind::Item { .. });
        let cut = words[at].trim_end_matches(|c: char| c.is_ascii_digit());
        let title = cut.trim_end_matches(['.', ' ', '…']);
        let title = number_of(title).map_or(title, |(_, title)| title);
        plain
            && cut.len() < words[at].len()
            && title.chars().count() > 2
            && words[at + 1..].iter().any(|later| later == title || later.ends_with(&format!(" {title}")))
    };
    let end = (head + 1..blocks.len()).find(|at| !entry(*at)).unwrap_or(blocks.len());
    if end < head + 3 {
        return blocks;
    }
    let mut out = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.into_iter().enumerate() {
        if (head..end).contains(&at) {
            journal.count("innehållsförteckning");
            journal.drop(block.origin, "innehållsförteckning", &block.printed());
        } else {
            out.push(block);
        }
    }
    out
}

/// Paragraphs that begin with a typed label are items: «a) …» always, «1. …» among others of the kind.
fn typed_items(blocks: Vec<Block>) -> Vec<Block> {
    let label = |block: &Block| {
        let words = block.text.words();
        let found = LABEL.captures(&words).filter(|_| block.kind == Kind::Paragraph)?;
        Some((found[1].to_string(), words.len() - found[2].len()))
    };
    let labels: Vec<Option<(String, usize)>> = blocks.iter().map(label).collect();
    let follows = |at: usize, label: &str| {
        let near = |n: Option<usize>| n.and_then(|n| labels.get(n)).and_then(Option::as_ref);
        near(at.checked_sub(1)).is_some_and(|(before, _)| super::item::follows(before, label))
            || near(Some(at + 1)).is_some_and(|(after, _)| super::item::follows(label, after))
    };
    let takes: Vec<bool> = labels
        .iter()
        .enumerate()
        .map(|(at, found)| {
            found.as_ref().is_some_and(|(label, cut)| {
                let counted = label.starts_with(|c: char| c.is_ascii_digit());
                // «1. räkna lagret,» is no title: none begins with a small letter.
                let words = blocks[at].text.words();
                let words = words.as_str();
                let bold = blocks[at].text.all(|style| style.bold);
                follows(at, label)
                    && !bold
                    && (!counted || is_finished(words) || goes_on(&words[*cut..]) || label.ends_with(')'))
            })
        })
        .collect();
    let mut out = Vec::with_capacity(blocks.len());
    for ((mut block, found), takes) in blocks.into_iter().zip(labels).zip(takes) {
        if let Some((label, cut)) = found.filter(|_| takes) {
            let end = block.text.words().len();
            block.text = block.text.slice(cut, end);
            block.kind = Kind::Item { level: 1, label: Some(label) };
        }
        out.push(block);
    }
    out
}

/// Short bold paragraphs that stand alone are headings that nobody marked as such.
fn promote(blocks: Vec<Block>, journal: &mut Journal) -> Vec<Block> {
    let bold = |block: &Block| block.text.all(|style| style.bold);
    let followed: Vec<bool> = (0..blocks.len())
        .map(|at| blocks.get(at + 1).is_some_and(|next| at == 0 || !next.is_heading() && !bold(next)))
        .collect();
    let mut out = Vec::with_capacity(blocks.len());
    for (mut block, followed) in blocks.into_iter().zip(followed) {
        let words = block.text.words();
        let short =
            words.split_whitespace().count() <= 12 && !words.trim_end().ends_with(['.', ',', ';', ':', '!']);
        let begins = words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let labelled = labels::label(&words).is_some();
        if block.kind == Kind::Paragraph && followed && short && begins && !labelled && bold(&block) {
            journal.doubt(block.origin, "rubrik", &words, &words, "kort fet rad utan rubrikformat");
            let (number, title) = match number_of(&words) {
                Some((number, title)) => {
                    (Some(number.trim_end_matches(['.', ':']).to_string()), title.to_string())
                }
                None => (None, words.clone()),
            };
            block.text = Text::plain(title);
            block.kind = Kind::Heading { level: None, number };
        }
        out.push(block);
    }
    out
}

/// Items that are short titles with a paragraph after each are headings whose bullets were kept.
pub fn run_in_headings(blocks: Vec<Block>, journal: &mut Journal) -> Vec<Block> {
    let is_title = |at: usize| {
        let Some(Block { kind: Kind::Item { label: None, .. }, text, .. }) = blocks.get(at) else {
            return false;
        };
        let words = text.words();
        let after = matches!(blocks.get(at + 1), Some(Block { kind: Kind::Paragraph, .. }));
        after
            && words.starts_with(char::is_uppercase)
            && !is_finished(&words)
            && words.split_whitespace().count() <= 8
    };
    let titles: Vec<bool> = (0..blocks.len()).map(is_title).collect();
    let many = titles.iter().filter(|title| **title).count() >= 2;
    let mut out = Vec::with_capacity(blocks.len());
    for (mut block, title) in blocks.into_iter().zip(titles) {
        if title && many {
            let words = block.text.words();
            journal.doubt(
                block.origin,
                "rubrik",
                &words,
                &words,
                "kort punkt utan skiljetecken, följd av ett eget stycke",
            );
            block.kind = Kind::Heading { level: None, number: None };
        }
        out.push(block);
    }
    out
}
