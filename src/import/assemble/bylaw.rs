//! Bylaws whose sections are paragraphs with a sign: «§ 4 Nämnden ska …», or «4 §» on a line of its own.
//!
//! In: blocks. Out: the same, each such label a heading, so that its text is read as text and can be cited by it.

use std::sync::LazyLock;

use regex::Regex;

use super::super::block::{Block, Kind, Text};
use super::super::pattern;

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?P<label>(?:§\s?\d{1,3}|\d{1,3}\s?§)(?:\s?[a-z]\b)?)\.?(?:\s+(?P<rest>\S.*))?$")
});

/// The label of a section of a bylaw at the head of a text, and where the rest begins.
fn label_of(text: &str) -> Option<(&str, usize)> {
    let found = LABEL.captures(text)?;
    let rest = found.name("rest").map_or(text.len(), |rest| rest.start());
    let begins = text[rest..].starts_with(|c: char| c.is_uppercase() || c == '”');
    (rest == text.len() || begins).then(|| (found.name("label").map_or("", |label| label.as_str()), rest))
}

/// Whether a line begins a section of a bylaw.
pub fn begins(text: &str) -> bool {
    text.contains('§') && label_of(text).is_some()
}

/// Whether a line is the label of a section and nothing else.
pub fn is_label(text: &str) -> bool {
    text.contains('§') && label_of(text).is_some_and(|(_, rest)| rest == text.len())
}

/// Makes headings of the labels, where there are several.
pub fn sections(blocks: Vec<Block>) -> Vec<Block> {
    let found = |block: &Block| {
        let words = block.text.words();
        let words = words.trim_end();
        let plain = block.kind == Kind::Paragraph;
        let bare = matches!(block.kind, Kind::Heading { .. }) && is_label(words);
        label_of(words)
            .filter(|_| plain && words.contains('§') || bare)
            .map(|(label, rest)| (label.to_string(), rest))
    };
    if blocks.iter().filter(|block| found(block).is_some()).count() < 2 {
        return blocks;
    }
    let known = blocks.iter().any(|block| matches!(block.kind, Kind::Heading { level: Some(_), .. }));
    let mut level = 1;
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Some((label, rest)) = found(&block).filter(|_| block.kind == Kind::Paragraph) else {
            if let Kind::Heading { level: Some(at), .. } = block.kind
                && !is_label(&block.text.words())
            {
                level = at;
            }
            out.push(block);
            continue;
        };
        let kind = Kind::Heading { level: known.then_some(level + 1), number: None };
        let mut head = Block::new(kind, Text::plain(label), block.origin);
        head.page_start = block.page_start;
        out.push(head);
        let end = block.text.words().len();
        if rest < end {
            out.push(Block { text: block.text.slice(rest, end).tidy(), page_start: false, ..block });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::block::Origin;

    #[test]
    fn labels_become_headings() {
        let block = |text: &str| Block::new(Kind::Paragraph, Text::plain(text), Origin::default());
        let blocks = vec![
            block("§ 1 Nämnden ska räkna nycklar."),
            block("2 §"),
            block("Nycklar får inte lånas ut."),
            block("§ 4 lagen gäller."),
        ];
        let shown: Vec<(bool, String)> =
            sections(blocks).into_iter().map(|block| (block.is_heading(), block.text.words())).collect();
        let line = |heading: bool, text: &str| (heading, text.to_string());
        assert_eq!(
            shown,
            [
                line(true, "§ 1"),
                line(false, "Nämnden ska räkna nycklar."),
                line(true, "2 §"),
                line(false, "Nycklar får inte lånas ut."),
                line(false, "§ 4 lagen gäller."),
            ]
        );
    }
}
