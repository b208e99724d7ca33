//! Markdown to a [`Body`]: one pass over the parser's events, each with its place in the file.
//!
//! Only the parser of the library is used, never its HTML. What pages cannot hold (raw HTML, heading attributes) is
//! reported here and left out.

use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::body::{Alert, Align, Block, Body, Heading, Inline, Table, Target};
use super::{inline, rules};
use crate::diag::{Diagnostics, FileId, Place, Problem, Span};

/// Deepest nesting of blocks and of marks within a text.
const DEPTH: usize = 32;
/// Most cells of a table.
const CELLS: usize = 50_000;

/// Parses the body that begins at byte `base` of `text`.
pub fn parse(file: FileId, text: &str, base: usize, found: &mut Diagnostics) -> Body {
    read(file, text, base, false, found)
}

/// As [`parse`], for texts that need not be documents of a portal, when they are only compared: nothing is reported,
/// and the words within raw HTML are text like any other.
pub fn lenient(text: &str, base: usize) -> Body {
    read(FileId(0), text, base, true, &mut Diagnostics::default())
}

fn read<'a>(file: FileId, text: &'a str, base: usize, lenient: bool, found: &mut Diagnostics) -> Body {
    let body = &text[base..];
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let name = |link: BrokenLink<'a>| Some((link.reference, CowStr::from("")));
    let parser = Parser::new_with_broken_link_callback(body, options, Some(name));
    for (label, definition) in parser.reference_definitions().iter() {
        if matches!(inline::classify(&definition.dest), Target::Forbidden(_)) || super::front::is_id(label) {
            let at = Place { file, span: Span::new(definition.span.clone(), base) };
            found.add(at, Problem::SwallowingDefinition { label: label.to_string() });
        }
    }
    let mut reader = Reader { events: parser.into_offset_iter(), file, base, body, lenient, depth: 0, found };
    let blocks = reader.blocks();
    Body { blocks: rules::recognise(blocks, file, reader.found) }
}

struct Reader<'a, 'd, I> {
    events: I,
    file: FileId,
    base: usize,
    body: &'a str,
    lenient: bool,
    depth: usize,
    found: &'d mut Diagnostics,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Reader<'a, '_, I> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(range, self.base)
    }

    fn report(&mut self, span: Span, problem: Problem) {
        self.found.add(Place { file: self.file, span }, problem);
    }

    /// Words in which the parser has read entities.
    fn decoded(&mut self, text: &str, span: Span) {
        if self.lenient {
            return;
        }
        let range = span.range();
        let written = self.body.get(range.start - self.base..range.end - self.base).unwrap_or_default();
        super::unicode::check_decoded(Place { file: self.file, span }, written, text, self.found);
    }

    /// Reads blocks up to the end of the enclosing one. Bare text (a tight list item) becomes a paragraph.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut loose: Vec<Inline> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            let span = self.span(range);
            if is_inline(&event) {
                self.inline(event, span, &mut loose);
                continue;
            }
            self.close_loose(&mut loose, &mut blocks);
            if let Some(block) = self.block(event, span) {
                blocks.push(block);
            }
        }
        self.close_loose(&mut loose, &mut blocks);
        blocks
    }

    fn close_loose(&mut self, loose: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
        if loose.is_empty() {
            return;
        }
        let text = std::mem::take(loose);
        let start = text.iter().filter_map(start_of).next();
        let end = text.iter().rev().filter_map(end_of).next();
        let span = Span { start: start.unwrap_or_default(), end: end.unwrap_or_default() };
        blocks.push(Block::Paragraph { text, span });
    }

    fn block(&mut self, event: Event<'a>, span: Span) -> Option<Block> {
        let Event::Start(tag) = event else {
            return match event {
                Event::Rule => Some(Block::Divider),
                Event::Html(html) | Event::InlineHtml(html) => {
                    self.html(&html, span);
                    None
                }
                _ => None,
            };
        };
        self.depth += 1;
        let block = if self.depth > DEPTH {
            self.report(span, Problem::TooDeep);
            self.skip();
            None
        } else {
            self.container(tag, span)
        };
        self.depth -= 1;
        block
    }

    fn container(&mut self, tag: Tag<'a>, span: Span) -> Option<Block> {
        match tag {
            Tag::Paragraph => Some(Block::Paragraph { text: self.inlines(), span }),
            Tag::Heading { level, id, classes, attrs } => {
                for attribute in classes
                    .iter()
                    .map(|class| format!(".{class}"))
                    .chain(attrs.iter().map(|(k, _)| k.to_string()))
                {
                    self.report(span, Problem::HeadingAttribute { attribute });
                }
                let id = id.and_then(|id| self.heading_id(&id, span));
                Some(Block::Heading(Heading { level: level as u8, text: self.inlines(), id, span }))
            }
            Tag::List(start) => Some(Block::List { start, items: self.items(), span }),
            Tag::BlockQuote(kind) => {
                let alert = kind.map(|kind| match kind {
                    BlockQuoteKind::Note => Alert::Note,
                    BlockQuoteKind::Tip => Alert::Tip,
                    BlockQuoteKind::Important => Alert::Important,
                    BlockQuoteKind::Warning => Alert::Warning,
                    BlockQuoteKind::Caution => Alert::Caution,
                });
                Some(Block::Quote { alert, blocks: self.blocks(), span })
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or("").to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                Some(Block::Code { language, text: self.raw(), span })
            }
            Tag::FootnoteDefinition(label) => {
                Some(Block::Footnote { label: label.to_string(), blocks: self.blocks(), span })
            }
            Tag::Table(columns) => Some(Block::Table(self.table(&columns, span))),
            Tag::HtmlBlock => {
                let html = self.raw();
                if self.lenient {
                    let text = words_of(&html);
                    return (!text.is_empty())
                        .then(|| Block::Paragraph { text: vec![Inline::Text { text, span }], span });
                }
                self.html(&html, span);
                None
            }
            _ => {
                self.skip();
                None
            }
        }
    }

    fn heading_id(&mut self, id: &str, span: Span) -> Option<String> {
        let plain = !id.is_empty() && id.len() <= 64 && crate::text::slug(id) == id;
        if !plain {
            self.report(span, Problem::HeadingAttribute { attribute: format!("#{id}") });
        }
        plain.then(|| id.to_string())
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.blocks()),
                _ => break,
            }
        }
        items
    }

    fn table(&mut self, columns: &[pulldown_cmark::Alignment], span: Span) -> Table {
        use pulldown_cmark::Alignment;
        let columns = columns
            .iter()
            .map(|column| match column {
                Alignment::Center => Align::Center,
                Alignment::Right => Align::End,
                Alignment::Left | Alignment::None => Align::Start,
            })
            .collect();
        let mut table = Table { head: Vec::new(), rows: Vec::new(), columns, span };
        // The parser fills short rows up to the width of the head: a few letters a row would become a page of cells.
        let mut left = CELLS;
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => table.head = self.row(),
                Event::Start(Tag::TableRow) => {
                    let row = self.row();
                    left = left.saturating_sub(row.len());
                    if left > 0 {
                        table.rows.push(row);
                    }
                }
                _ => break,
            }
        }
        if left == 0 {
            self.report(span, Problem::TableTooLarge { cells: CELLS });
        }
        table
    }

    fn row(&mut self) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => cells.push(self.inlines()),
                _ => break,
            }
        }
        cells
    }

    /// Reads running text up to the end of the enclosing element.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut out = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            let span = self.span(range);
            self.inline(event, span, &mut out);
        }
        out
    }

    fn inline(&mut self, event: Event<'a>, span: Span, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => {
                self.decoded(&text, span);
                push_text(out, &text, span);
            }
            Event::Code(text) => out.push(Inline::Code { text: text.to_string(), span }),
            Event::SoftBreak => out.push(Inline::SoftBreak(span)),
            Event::HardBreak => out.push(Inline::HardBreak(span)),
            Event::FootnoteReference(label) => {
                out.push(Inline::FootnoteMark { label: label.to_string(), span })
            }
            Event::TaskListMarker(done) => out.push(Inline::Task { done }),
            Event::InlineHtml(html) | Event::Html(html) => {
                if self.lenient && html.trim_start_matches('<').to_ascii_lowercase().starts_with("br") {
                    out.push(Inline::HardBreak(span));
                }
                self.html(&html, span);
            }
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > DEPTH {
                    self.report(span, Problem::TooDeep);
                    self.skip();
                } else if let Some(inline) = self.mark(tag, span) {
                    out.push(inline);
                }
                self.depth -= 1;
            }
            _ => {}
        }
    }

    fn mark(&mut self, tag: Tag<'a>, span: Span) -> Option<Inline> {
        match tag {
            Tag::Emphasis => Some(Inline::Emphasis(self.inlines(), span)),
            Tag::Strong => Some(Inline::Strong(self.inlines(), span)),
            Tag::Strikethrough => Some(Inline::Strike(self.inlines())),
            Tag::Link { link_type, dest_url, .. } => {
                let text = self.inlines();
                let target = target(link_type, &dest_url);
                if let Target::Forbidden(address) = &target {
                    self.report(span, Problem::ForbiddenAddress { address: address.clone() });
                }
                Some(Inline::Link { target, text, span })
            }
            Tag::Image { dest_url, .. } => {
                let alt = inline::plain(&self.inlines());
                if alt.is_empty() {
                    self.report(span, Problem::ImageWithoutAlt { target: dest_url.to_string() });
                }
                match inline::classify(&dest_url) {
                    Target::File { path, .. } => Some(Inline::Image { path: path.into_string(), alt, span }),
                    _ => {
                        self.report(span, Problem::ForbiddenAddress { address: dest_url.to_string() });
                        None
                    }
                }
            }
            _ => {
                self.skip();
                None
            }
        }
    }

    fn raw(&mut self) -> String {
        let mut out = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(text) | Event::Html(text) => out.push_str(&text),
                _ => break,
            }
        }
        out
    }

    /// Passes over everything up to the end of the element that has just begun.
    fn skip(&mut self) {
        let mut open = 1usize;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
    }

    /// Comments are the editors' own and never leave the source; any other HTML is an error.
    fn html(&mut self, html: &str, span: Span) {
        let trimmed = html.trim();
        let comment =
            trimmed.starts_with("<!--") && trimmed.find("-->").is_some_and(|end| end + 3 == trimmed.len());
        if !comment && !trimmed.is_empty() {
            let shown =
                self.body.get(span.start as usize - self.base..span.end as usize - self.base).unwrap_or(html);
            let html = shown.lines().next().unwrap_or("").chars().take(60).collect();
            self.report(span, Problem::RawHtml { html });
        }
    }
}

/// The words of raw HTML, without elements and comments. Entities stay as written.
fn words_of(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = if rest[at..].starts_with("<!--") { "-->" } else { ">" };
        match rest[at..].find(end) {
            Some(close) => rest = &rest[at + close + end.len()..],
            None => rest = "",
        }
        out.push(' ');
    }
    out.push_str(rest);
    crate::text::spaced_once(&out)
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag.to_end(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
        ),
        Event::Html(_) | Event::Rule | Event::End(_) => false,
        _ => true,
    }
}

/// Adjacent pieces of text become one: the parser cuts at every character that might have been markup.
fn push_text(out: &mut Vec<Inline>, text: &str, span: Span) {
    if let Some(Inline::Text { text: last, span: whole }) = out.last_mut()
        && whole.end == span.start
        && last.len() == (whole.end - whole.start) as usize
    {
        last.push_str(text);
        whole.end = span.end;
        return;
    }
    out.push(Inline::Text { text: text.to_string(), span });
}

fn target(kind: LinkType, address: &str) -> Target {
    match kind {
        LinkType::ShortcutUnknown | LinkType::CollapsedUnknown | LinkType::ReferenceUnknown => {
            Target::Name(crate::text::spaced_once(address))
        }
        LinkType::Email => inline::classify(&format!("mailto:{address}")),
        _ => inline::classify(address),
    }
}

fn span_of(inline: &Inline) -> Option<Span> {
    match inline {
        Inline::Text { span, .. }
        | Inline::Code { span, .. }
        | Inline::Emphasis(_, span)
        | Inline::Strong(_, span)
        | Inline::Link { span, .. }
        | Inline::Image { span, .. }
        | Inline::FootnoteMark { span, .. }
        | Inline::SoftBreak(span)
        | Inline::HardBreak(span) => Some(*span),
        Inline::Strike(_) | Inline::Task { .. } => None,
    }
}

fn start_of(inline: &Inline) -> Option<u32> {
    span_of(inline).map(|span| span.start)
}

fn end_of(inline: &Inline) -> Option<u32> {
    span_of(inline).map(|span| span.end)
}
