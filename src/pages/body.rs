//! The body of a document to markup: sections, rules with their threads, lists, tables, code and notes.

mod metadata;

use std::collections::{BTreeMap, BTreeSet};

use super::html::{Attr, Href, Html, Markup, Tag};
use super::portal::Portal;
use super::remark::{self, Remarks};
use super::text::Text;
use super::{highlight, thread};
use crate::content::body::{Alert, Align, Block, Body, Heading, Rule, Table};
use crate::content::inline::plain;
use crate::model::{DocumentId, Node};

/// What of a body is written, and what others say beside it.
#[derive(Clone, Copy)]
pub struct Extent<'x> {
    /// The first section, and the one after the last.
    pub sections: (usize, usize),
    /// The comments on sections and rules.
    pub remarks: &'x Remarks,
}

/// Writes the body of a document, or the part of it that a page has, as it stands on a page under `root`.
pub fn document(
    portal: &Portal<'_>,
    document: DocumentId,
    body: &Body,
    root: &str,
    extent: Extent<'_>,
) -> Markup {
    let mut writer = Writer::new(portal, document, root, &body.blocks);
    writer.extent = Some(extent);
    writer.top(&body.blocks);
    writer.footnotes();
    writer.html.finish()
}

/// Writes the text of one rule, for a page of its own.
pub fn rule(portal: &Portal<'_>, document: DocumentId, body: &Body, rule: &Rule, root: &str) -> Markup {
    let mut writer = Writer::new(portal, document, root, &body.blocks);
    writer.html.open(Tag::P, &[(Attr::Class, "rule-text")]);
    let Writer { text, html, .. } = &mut writer;
    text.inlines(html, &rule.text);
    writer.html.close(Tag::P);
    writer.blocks(&rule.follow);
    writer.footnotes();
    writer.html.finish()
}

struct Writer<'p, 'a, 'b> {
    text: Text<'p, 'a>,
    extent: Option<Extent<'p>>,
    html: Html,
    notes: BTreeMap<&'b str, &'b [Block]>,
    /// Number of the next rule and of the next section in the document.
    rule: usize,
    section: usize,
    /// Tables so far: each needs a name of its own.
    tables: usize,
    /// Levels of the sections that are open.
    open: Vec<u8>,
    titled: bool,
}

impl<'p, 'a, 'b> Writer<'p, 'a, 'b> {
    fn new(portal: &'p Portal<'a>, document: DocumentId, root: &'p str, blocks: &'b [Block]) -> Self {
        let text =
            Text { portal, document, root, notes: Vec::new(), linked: BTreeSet::new(), link_terms: true };
        let mut notes = BTreeMap::new();
        for block in blocks {
            if let Block::Footnote { label, blocks, .. } = block {
                notes.insert(label.as_str(), blocks.as_slice());
            }
        }
        Self {
            text,
            extent: None,
            html: Html::new(),
            notes,
            rule: 0,
            section: 0,
            tables: 0,
            open: Vec::new(),
            titled: false,
        }
    }

    /// The blocks of a document: headings open sections that hold what follows.
    fn top(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => self.heading(heading),
                other if self.is_shown() => self.block(other),
                other => self.pass(other),
            }
        }
        while self.open.pop().is_some() {
            self.html.newline().close(Tag::Section);
        }
    }

    /// Whether the section that has been come to stands on this page.
    fn is_shown(&self) -> bool {
        self.extent.is_none_or(|extent| (extent.sections.0..extent.sections.1).contains(&self.section))
    }

    /// Counts what stands on another page of the document.
    fn pass(&mut self, block: &Block) {
        match block {
            Block::Rule(_) => self.rule += 1,
            Block::Table(_) => self.tables += 1,
            Block::List { items, .. } => items.iter().flatten().for_each(|block| self.pass(block)),
            _ => {}
        }
    }

    /// What a consultation has said of a section or rule, beside it.
    fn remarks(&mut self, node: Node) {
        let Some(remarks) = self.extent.and_then(|extent| extent.remarks.get(&node)) else { return };
        remark::write(&mut self.html, self.text.portal, remarks);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        self.html.newline();
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph { text, .. } => self.paragraph(Tag::P, &[], text),
            Block::Rule(rule) => self.rule(rule),
            Block::Metadata(fields) => self.metadata(fields),
            Block::List { start, items, .. } => self.list(*start, items),
            Block::Table(table) => self.table(table),
            Block::Code { language, text, .. } => self.code(language, text),
            Block::Quote { alert, blocks, .. } => self.quote(*alert, blocks),
            Block::Footnote { .. } => {}
            Block::Divider => drop(self.html.divider()),
        }
    }

    fn paragraph(&mut self, tag: Tag, attributes: &[(Attr, &str)], text: &[crate::content::body::Inline]) {
        self.html.open(tag, attributes);
        self.text.inlines(&mut self.html, text);
        self.html.close(tag);
    }

    /// The title of the page is its h1, so the first heading is left out when it is the title.
    fn heading(&mut self, heading: &Heading) {
        if heading.level == 1 && !self.titled && self.section == 0 {
            self.titled = true;
            return;
        }
        self.section += 1;
        self.text.linked.clear();
        let catalogue = self.text.portal.catalogue;
        let Some(section) = catalogue.source(self.text.document).outline.sections.get(self.section) else {
            return;
        };
        if !self.is_shown() {
            return;
        }
        while self.open.last().is_some_and(|level| *level >= heading.level) {
            self.open.pop();
            self.html.newline().close(Tag::Section);
        }
        self.open.push(heading.level);
        let tag = match heading.level {
            0..=2 => Tag::H2,
            3 => Tag::H3,
            4 => Tag::H4,
            5 => Tag::H5,
            _ => Tag::H6,
        };
        self.html
            .newline()
            .open(Tag::Section, &[(Attr::Class, "part"), (Attr::Id, &section.anchor)])
            .open(tag, &[]);
        let terms = std::mem::replace(&mut self.text.link_terms, false);
        match &section.number {
            Some(number) => {
                self.html
                    .element(Tag::Span, &[(Attr::Class, "number")], number)
                    .text(" ")
                    .text(&section.title);
            }
            None => self.text.inlines(&mut self.html, &heading.text),
        }
        self.text.link_terms = terms;
        let name = self.text.portal.words().with("permalink", &[&section.heading()]);
        self.html.text(" ").link(
            &Href::Site(format!("#{}", section.anchor)),
            &[(Attr::Class, "permalink"), (Attr::AriaLabel, &name)],
        );
        self.html.text("#").close(Tag::A).close(tag);
        self.remarks(Node::Section(catalogue.section_id(self.text.document, self.section)));
    }

    fn rule(&mut self, rule: &Rule) {
        let id = self.text.portal.catalogue.rule_id(self.text.document, self.rule);
        self.rule += 1;
        let part = super::address::id_part(&rule.id.value);
        let class = if rule.tombstone.is_some() { "rule withdrawn" } else { "rule" };
        let href = self.text.portal.href(Node::Rule(id), self.text.root);
        self.html
            .open(Tag::Div, &[(Attr::Class, class), (Attr::Id, &part)])
            .open(Tag::P, &[(Attr::Class, "rule-text")]);
        self.html.link(&href, &[(Attr::Class, "rule-id")]).text(&rule.id.value).close(Tag::A).text(" ");
        self.text.inlines(&mut self.html, &rule.text);
        self.html.close(Tag::P);
        self.blocks(&rule.follow);
        if rule.tombstone.is_none() {
            thread::write(&mut self.html, self.text.portal, id, self.text.root);
        }
        self.remarks(Node::Rule(id));
        self.html.close(Tag::Div);
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let rules = items.iter().flatten().any(|block| matches!(block, Block::Rule(_)));
        let tag = if start.is_some() { Tag::Ol } else { Tag::Ul };
        let number = start.filter(|start| *start != 1).map(|start| start.to_string());
        let mut attributes = Vec::new();
        if rules {
            attributes.push((Attr::Class, "rules"));
        }
        if let Some(number) = &number {
            attributes.push((Attr::Start, number.as_str()));
        }
        self.html.open(tag, &attributes);
        for item in items {
            self.html.newline().open(Tag::Li, &[]);
            // A single paragraph is the item's own text.
            match item.as_slice() {
                [Block::Paragraph { text, .. }, rest @ ..] => {
                    self.text.inlines(&mut self.html, text);
                    self.blocks(rest);
                }
                blocks => self.blocks(blocks),
            }
            self.html.close(Tag::Li);
        }
        self.html.newline().close(tag);
    }

    fn table(&mut self, table: &Table) {
        let head: Vec<String> = table.head.iter().map(|cell| plain(cell)).collect();
        self.tables += 1;
        let name = self.text.portal.words().with("table", &[&self.tables.to_string(), &head.join(", ")]);
        let is_terms = matches!(head.first().map(|h| h.to_lowercase()).as_deref(), Some("begrepp" | "term"));
        let terms = self.text.link_terms;
        self.text.link_terms &= !is_terms;
        self.html.open(
            Tag::Div,
            &[
                (Attr::Class, "table"),
                (Attr::Role, "region"),
                (Attr::Tabindex, "0"),
                (Attr::AriaLabel, &name),
            ],
        );
        self.html.open(Tag::Table, &[]).open(Tag::Thead, &[]).open(Tag::Tr, &[]);
        for (column, cell) in table.head.iter().enumerate() {
            let class = align(table, column);
            self.paragraph(Tag::Th, &attributes(class, &[(Attr::Scope, "col")]), cell);
        }
        self.html.close(Tag::Tr).close(Tag::Thead).newline().open(Tag::Tbody, &[]);
        for row in &table.rows {
            self.html.newline().open(Tag::Tr, &[]);
            for (column, cell) in row.iter().enumerate() {
                self.paragraph(Tag::Td, &attributes(align(table, column), &[]), cell);
            }
            self.html.close(Tag::Tr);
        }
        self.html.newline().close(Tag::Tbody).close(Tag::Table).close(Tag::Div);
        self.text.link_terms = terms;
    }

    fn code(&mut self, language: &str, text: &str) {
        let class = format!("language-{}", crate::text::slug(language));
        self.html.open(Tag::Pre, &[(Attr::Class, "code"), (Attr::Tabindex, "0")]);
        let attributes = [(Attr::Class, class.as_str())];
        self.html.open(Tag::Code, if language.is_empty() { &[] } else { &attributes });
        highlight::code(&mut self.html, language, text);
        self.html.close(Tag::Code).close(Tag::Pre);
    }

    fn quote(&mut self, alert: Option<Alert>, blocks: &[Block]) {
        let Some(alert) = alert else {
            self.html.open(Tag::Blockquote, &[]);
            self.blocks(blocks);
            self.html.close(Tag::Blockquote);
            return;
        };
        let kind = match alert {
            Alert::Note => "note",
            Alert::Tip => "tip",
            Alert::Important => "important",
            Alert::Warning => "warning",
            Alert::Caution => "caution",
        };
        let title = self.text.portal.words().get(match alert {
            Alert::Note => "alert-note",
            Alert::Tip => "alert-tip",
            Alert::Important => "alert-important",
            Alert::Warning => "alert-warning",
            Alert::Caution => "alert-caution",
        });
        // A note is no landmark: it would drown the real ones.
        self.html.open(Tag::Div, &[(Attr::Class, &format!("alert alert-{kind}")), (Attr::Role, "note")]);
        self.html.element(Tag::P, &[(Attr::Class, "alert-title")], title);
        self.blocks(blocks);
        self.html.close(Tag::Div);
    }

    /// The notes in the order of their marks. A note may hold marks of its own, so the list can grow meanwhile.
    fn footnotes(&mut self) {
        if self.text.notes.is_empty() {
            return;
        }
        let words = self.text.portal.words();
        self.html.newline();
        self.html
            .open(Tag::Section, &[(Attr::Class, "footnotes"), (Attr::AriaLabel, words.get("footnotes"))])
            .open(Tag::Ol, &[]);
        let mut number = 0;
        while number < self.text.notes.len() {
            let blocks = self.notes.get(self.text.notes[number].as_str()).copied().unwrap_or_default();
            number += 1;
            self.html.newline().open(Tag::Li, &[(Attr::Id, &format!("fotnot-{number}"))]);
            self.blocks(blocks);
            let name = words.with("footnote-back", &[&number.to_string()]);
            let href = Href::Site(format!("#fotnot-ref-{number}"));
            self.html
                .text(" ")
                .link(&href, &[(Attr::Class, "footnote-back"), (Attr::AriaLabel, &name)])
                .text("↩")
                .close(Tag::A);
            self.html.close(Tag::Li);
        }
        self.html.close(Tag::Ol).close(Tag::Section);
    }
}

fn align(table: &Table, column: usize) -> Option<&'static str> {
    match table.columns.get(column) {
        Some(Align::Center) => Some("center"),
        Some(Align::End) => Some("end"),
        _ => None,
    }
}

fn attributes<'x>(class: Option<&'x str>, rest: &[(Attr, &'x str)]) -> Vec<(Attr, &'x str)> {
    class.map(|class| (Attr::Class, class)).into_iter().chain(rest.iter().copied()).collect()
}
