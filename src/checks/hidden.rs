//! Which bytes of a document no reader sees as its text: code, comments in the body, comments in the front matter.
//!
//! In: a source. Out: ranges in order. The body is parsed again, so ask only when something has been found.

use std::ops::Range;

use crate::content::Source;
use crate::content::body::{Block, Inline};

/// The hidden ranges of a document whose text is `text`, in bytes of its file.
pub fn ranges(source: &Source, text: &str) -> Vec<Range<usize>> {
    let body = source.parse_text(text);
    let mut out = Vec::new();
    blocks(&body.blocks, &mut out);
    let comments = body_comments(text, source.body_at, &out);
    out.extend(comments);
    front_comments(&text[..source.body_at], &mut out);
    out.sort_unstable_by_key(|range| range.start);
    out
}

/// Whether a byte lies in one of the ranges.
pub fn is_hidden(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.start <= at);
    ranges[..after].last().is_some_and(|range| range.contains(&at))
}

fn blocks(all: &[Block], out: &mut Vec<Range<usize>>) {
    for block in all {
        match block {
            Block::Heading(heading) => inlines(&heading.text, out),
            Block::Paragraph { text, .. } => inlines(text, out),
            Block::Rule(rule) => {
                inlines(&rule.text, out);
                blocks(&rule.follow, out);
            }
            Block::List { items, .. } => items.iter().for_each(|item| blocks(item, out)),
            Block::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| inlines(cell, out));
            }
            Block::Quote { blocks: inner, .. } | Block::Footnote { blocks: inner, .. } => blocks(inner, out),
            Block::Code { span, .. } => out.push(span.range()),
            Block::Metadata(_) | Block::Divider => {}
        }
    }
}

fn inlines(all: &[Inline], out: &mut Vec<Range<usize>>) {
    for inline in all {
        match inline {
            Inline::Code { span, .. } => out.push(span.range()),
            Inline::Emphasis(inner, _) | Inline::Strong(inner, _) | Inline::Strike(inner) => {
                inlines(inner, out)
            }
            Inline::Link { text, .. } => inlines(text, out),
            _ => {}
        }
    }
}

/// Comments of TOML: from a `#` outside quotation marks to the end of its line.
fn front_comments(text: &str, out: &mut Vec<Range<usize>>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut open: Option<char> = None;
        for (at, c) in line.char_indices() {
            match (open, c) {
                (None, '#') => {
                    out.push(start + at..start + line.len());
                    break;
                }
                (None, '"' | '\'') => open = Some(c),
                (Some(quote), c) if quote == c => open = None,
                _ => {}
            }
        }
        start += line.len();
    }
}

/// Comments of the body. What looks like one within code is code.
fn body_comments(text: &str, base: usize, code: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = base;
    while let Some(start) = text[from..].find("<!--").map(|at| from + at) {
        let before = code.partition_point(|range| range.start <= start);
        if let Some(around) = code[..before].last().filter(|range| range.contains(&start)) {
            from = around.end;
            continue;
        }
        let Some(end) = text[start..].find("-->").map(|at| start + at + 3) else { break };
        out.push(start..end);
        from = end;
    }
    out
}
