//! Finds the rules among the blocks: a paragraph or list item that begins with a bold id, with its metadata line and
//! the list or table that follows it. Evidence for the form: notes/syntax.md §6.

use std::borrow::Cow;

use super::body::{Block, Field, Inline, Label, Rule, Target, Tombstone, Value};
use super::inline::{self, Flat};
use super::{Date, Spanned};
use crate::diag::{Diagnostics, FileId, Place, Problem, Span};
use crate::text::nearest;

/// Whether a bold text is the id of a rule: upper-case ASCII segments joined by hyphens, a digit in the last one.
pub fn is_rule_id(text: &str) -> bool {
    super::front::is_id(text)
        && text.rsplit_once('-').is_some_and(|(_, last)| last.bytes().any(|b| b.is_ascii_digit()))
}

/// Turns labelled paragraphs into rules, and metadata lines into fields.
pub fn recognise(blocks: Vec<Block>, file: FileId, found: &mut Diagnostics) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Paragraph { text, span } => paragraph(text, span, file, found, &mut out),
            Block::List { start, items, span } => {
                let items: Vec<_> = items.into_iter().map(|item| recognise(item, file, found)).collect();
                let holds_rules = items.iter().flatten().any(|block| matches!(block, Block::Rule(_)));
                let list = Block::List { start, items, span };
                match out.last_mut() {
                    Some(Block::Rule(rule)) if !holds_rules && rule.tombstone.is_none() => {
                        rule.follow.push(list)
                    }
                    _ => out.push(list),
                }
            }
            Block::Table(table) => match out.last_mut() {
                Some(Block::Rule(rule)) if rule.tombstone.is_none() => rule.follow.push(Block::Table(table)),
                _ => out.push(Block::Table(table)),
            },
            // A quoted rule is somebody's reference to it, not the rule.
            other => out.push(other),
        }
    }
    out
}

fn paragraph(mut text: Vec<Inline>, span: Span, file: FileId, found: &mut Diagnostics, out: &mut Vec<Block>) {
    let Some(id) = take_id(&mut text) else {
        match only_metadata(&text, file, found) {
            // A line of its own after the list of a rule is the last line of that rule.
            Some(fields) => match out.last_mut() {
                Some(Block::Rule(rule)) if rule.fields.is_empty() => rule.fields = fields,
                _ => out.push(Block::Metadata(fields)),
            },
            None => out.push(Block::Paragraph { text, span }),
        }
        return;
    };
    let tombstone = tombstone(&text);
    let fields = if tombstone.is_some() { Vec::new() } else { take_metadata(&mut text, file, found) };
    out.push(Block::Rule(Box::new(Rule { id, text, follow: Vec::new(), fields, tombstone, span })));
}

fn take_id(text: &mut Vec<Inline>) -> Option<Spanned<String>> {
    let Some(Inline::Strong(inner, _)) = text.first() else { return None };
    let [Inline::Text { text: id, span }] = inner.as_slice() else { return None };
    if !is_rule_id(id) {
        return None;
    }
    let id = Spanned { value: id.clone(), span: *span };
    text.remove(0);
    match text.first_mut() {
        Some(Inline::Text { text, span }) => {
            let cut = text.len() - text.trim_start().len();
            span.start += cut as u32;
            text.drain(..cut);
        }
        Some(Inline::SoftBreak(_) | Inline::HardBreak(_)) => drop(text.remove(0)),
        _ => {}
    }
    Some(id)
}

fn is_blank(inline: &Inline) -> bool {
    matches!(inline, Inline::Text { text, .. } if text.trim().is_empty())
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline, Inline::SoftBreak(_) | Inline::HardBreak(_))
}

/// The fields of a paragraph that is nothing but a metadata line.
fn only_metadata(text: &[Inline], file: FileId, found: &mut Diagnostics) -> Option<Vec<Field>> {
    let all_italic = text.iter().all(|i| matches!(i, Inline::Emphasis(..)) || is_blank(i) || is_break(i));
    if !all_italic {
        return None;
    }
    fields(text, file, found)
}

/// Cuts the last line off when it is all italic and begins with a label.
fn take_metadata(text: &mut Vec<Inline>, file: FileId, found: &mut Diagnostics) -> Vec<Field> {
    let start = text.iter().rposition(is_break).map_or(0, |at| at + 1);
    let line = &text[start..];
    let italic = line.iter().any(|i| matches!(i, Inline::Emphasis(..)))
        && line.iter().all(|i| matches!(i, Inline::Emphasis(..)) || is_blank(i));
    if !italic {
        return Vec::new();
    }
    let Some(fields) = fields(line, file, found) else { return Vec::new() };
    text.truncate(start.saturating_sub(1));
    fields
}

/// A piece of a metadata line: plain words, a reference that is never cut, or the semicolon between two fields.
enum Piece<'t> {
    Words(Cow<'t, str>, Span),
    Name(&'t str, Span),
    Semicolon,
}

fn pieces<'t>(inlines: &'t [Inline], out: &mut Vec<Piece<'t>>) {
    for inline in inlines {
        match inline {
            Inline::Emphasis(inner, _) | Inline::Strong(inner, _) => pieces(inner, out),
            Inline::Link { target: Target::Name(name), span, .. } => out.push(Piece::Name(name, *span)),
            Inline::Text { text, span } => words(text, span.start, Cow::Borrowed, out),
            other => {
                let flat = Flat::of(std::slice::from_ref(other));
                let start = flat.span(0, flat.text.len()).start;
                words(&flat.text, start, |part| Cow::Owned(part.to_string()), out);
            }
        }
    }
}

/// Cuts words at semicolons.
fn words<'w, 't>(
    words: &'w str,
    mut start: u32,
    piece: impl Fn(&'w str) -> Cow<'t, str>,
    out: &mut Vec<Piece<'t>>,
) {
    for (number, part) in words.split(';').enumerate() {
        if number > 0 {
            out.push(Piece::Semicolon);
        }
        let end = start + part.len() as u32;
        out.push(Piece::Words(piece(part), Span { start, end }));
        start = end + 1;
    }
}

/// Reads `label: value, value; label: value`. `None` when the line does not begin with anything like a label.
fn fields(line: &[Inline], file: FileId, found: &mut Diagnostics) -> Option<Vec<Field>> {
    let mut all = Vec::new();
    pieces(line, &mut all);
    let mut fields = Vec::new();
    for group in all.split(|piece| matches!(piece, Piece::Semicolon)) {
        match field(group) {
            Ok(Some(field)) => fields.push(field),
            Ok(None) => {}
            Err((label, span)) => {
                let near = nearest(&label.to_lowercase(), Label::ALL.iter().map(|(word, _)| *word));
                if fields.is_empty() && near.is_none() {
                    return None;
                }
                found.add(Place { file, span }, Problem::UnknownLabel { label, nearest: near });
            }
        }
    }
    Some(fields)
}

fn field(pieces: &[Piece<'_>]) -> Result<Option<Field>, (String, Span)> {
    let is_blank = |piece: &Piece<'_>| matches!(piece, Piece::Words(words, _) if words.trim().is_empty());
    if pieces.iter().all(is_blank) {
        return Ok(None);
    }
    let spans = || pieces.iter().filter_map(Piece::span);
    let whole = Span {
        start: spans().map(|span| span.start).min().unwrap_or_default(),
        end: spans().map(|span| span.end).max().unwrap_or_default(),
    };
    let words = pieces.iter().enumerate().find_map(|(at, piece)| match piece {
        Piece::Words(words, span) if !words.trim().is_empty() => Some((at, words, span)),
        _ => None,
    });
    let Some((at, first, span)) = words else { return Err((String::new(), whole)) };
    let Some((word, rest)) = first.split_once(':') else { return Err((first.trim().to_string(), *span)) };
    let written = word.trim().to_lowercase();
    let Some((_, label)) = Label::ALL.iter().find(|(known, _)| *known == written) else {
        return Err((word.trim().to_string(), *span));
    };
    let rest_at = span.start + (word.len() + 1) as u32;
    let mut values = Vec::new();
    let mut text = String::new();
    let first_rest = Piece::Words(Cow::Borrowed(rest), Span { start: rest_at, end: span.end.max(rest_at) });
    for piece in std::iter::once(&first_rest).chain(&pieces[at + 1..]) {
        match piece {
            Piece::Name(name, span) => {
                text.push_str(name);
                values.push(Value { text: name.to_string(), bracketed: true, span: *span });
            }
            Piece::Words(words, span) => {
                text.push_str(words);
                plain_values(words, *span, &mut values);
            }
            Piece::Semicolon => {}
        }
    }
    let text = crate::text::spaced_once(&text);
    Ok(Some(Field { label: *label, values, text, span: whole }))
}

fn plain_values(words: &str, span: Span, values: &mut Vec<Value>) {
    let mut at = span.start;
    for part in words.split(',') {
        let trimmed = part.trim().trim_end_matches('.');
        if !trimmed.is_empty() && trimmed != "och" && trimmed != "and" {
            let start = at + (part.len() - part.trim_start().len()) as u32;
            values.push(Value {
                text: trimmed.to_string(),
                bracketed: false,
                span: Span { start, end: start + trimmed.len() as u32 },
            });
        }
        at += part.len() as u32 + 1;
    }
}

impl Piece<'_> {
    fn span(&self) -> Option<Span> {
        match self {
            Self::Words(_, span) | Self::Name(_, span) => Some(*span),
            Self::Semicolon => None,
        }
    }
}

/// Reads «*Upphävd 2026-01-01; ersatt av [IS-119].*».
fn tombstone(text: &[Inline]) -> Option<Tombstone> {
    let italic = text.iter().all(|i| matches!(i, Inline::Emphasis(..)) || is_blank(i) || is_break(i));
    if !italic {
        return None;
    }
    let words = inline::plain(text);
    let first = words.split_whitespace().next()?.to_lowercase();
    if !matches!(first.as_str(), "upphävd" | "upphävt" | "repealed" | "withdrawn") {
        return None;
    }
    let on = words
        .split(|c: char| c.is_whitespace() || c == ';' || c == ',')
        .find_map(|word| word.parse::<Date>().ok());
    let mut all = Vec::new();
    pieces(text, &mut all);
    let replaced_by = all
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Name(name, span) => Some(Spanned { value: name.to_string(), span }),
            Piece::Words(..) | Piece::Semicolon => None,
        })
        .collect();
    Some(Tombstone { on, replaced_by })
}
