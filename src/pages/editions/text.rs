//! The text of a former edition: headings, rules, lists and tables as they were, names and links as plain words.
//!
//! What a name meant then may be something else now, or nothing that may be shown, so nothing is linked.

use crate::content::body::{Block, Rule, Table};
use crate::content::inline::plain;
use crate::content::parse;
use crate::pages::address::id_part;
use crate::pages::html::{Attr, Html, Markup, Tag};
use crate::pages::portal::Portal;

/// Writes the Markdown of an edition.
pub fn body(portal: &Portal<'_>, source: &str) -> Markup {
    let body = parse::lenient(source, crate::compare::body_at(source));
    let mut writer = Writer { html: Html::new(), portal, tables: 0, titled: false };
    writer.blocks(&body.blocks);
    writer.html.finish()
}

struct Writer<'p, 'a> {
    html: Html,
    portal: &'p Portal<'a>,
    tables: usize,
    titled: bool,
}

impl Writer<'_, '_> {
    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        self.html.newline();
        match block {
            // The title of the page is its h1.
            Block::Heading(heading) if heading.level == 1 && !self.titled => self.titled = true,
            Block::Heading(heading) => {
                let tag = match heading.level {
                    0..=2 => Tag::H2,
                    3 => Tag::H3,
                    4 => Tag::H4,
                    5 => Tag::H5,
                    _ => Tag::H6,
                };
                self.html.element(tag, &[], &plain(&heading.text));
            }
            Block::Paragraph { text, .. } => drop(self.html.element(Tag::P, &[], &plain(text))),
            Block::Rule(rule) => self.rule(rule),
            Block::Metadata(_) => {}
            Block::List { start, items, .. } => self.list(*start, items),
            Block::Table(table) => self.table(table),
            Block::Code { text, .. } => {
                self.html.open(Tag::Pre, &[(Attr::Class, "code"), (Attr::Tabindex, "0")]);
                self.html.element(Tag::Code, &[], text).close(Tag::Pre);
            }
            Block::Quote { blocks, .. } => {
                self.html.open(Tag::Blockquote, &[]);
                self.blocks(blocks);
                self.html.close(Tag::Blockquote);
            }
            Block::Footnote { blocks, .. } => self.blocks(blocks),
            Block::Divider => drop(self.html.divider()),
        }
    }

    fn rule(&mut self, rule: &Rule) {
        let class = if rule.tombstone.is_some() { "rule withdrawn" } else { "rule" };
        let part = id_part(&rule.id.value);
        self.html.open(Tag::Div, &[(Attr::Class, class), (Attr::Id, &part)]);
        self.html.open(Tag::P, &[(Attr::Class, "rule-text")]);
        self.html.element(Tag::Span, &[(Attr::Class, "rule-id")], &rule.id.value).text(" ");
        self.html.text(&plain(&rule.text)).close(Tag::P);
        self.blocks(&rule.follow);
        self.html.close(Tag::Div);
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let tag = if start.is_some() { Tag::Ol } else { Tag::Ul };
        let number = start.filter(|start| *start != 1).map(|start| start.to_string());
        let attributes: Vec<(Attr, &str)> =
            number.iter().map(|number| (Attr::Start, number.as_str())).collect();
        self.html.open(tag, &attributes);
        for item in items {
            self.html.newline().open(Tag::Li, &[]);
            match item.as_slice() {
                [Block::Paragraph { text, .. }, rest @ ..] => {
                    self.html.text(&plain(text));
                    self.blocks(rest);
                }
                blocks => self.blocks(blocks),
            }
            self.html.close(Tag::Li);
        }
        self.html.newline().close(tag);
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let head: Vec<String> = table.head.iter().map(|cell| plain(cell)).collect();
        let name = self.portal.words().with("table", &[&self.tables.to_string(), &head.join(", ")]);
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
        for cell in &head {
            self.html.element(Tag::Th, &[(Attr::Scope, "col")], cell);
        }
        self.html.close(Tag::Tr).close(Tag::Thead).open(Tag::Tbody, &[]);
        for row in &table.rows {
            self.html.newline().open(Tag::Tr, &[]);
            for cell in row {
                self.html.element(Tag::Td, &[], &plain(cell));
            }
            self.html.close(Tag::Tr);
        }
        self.html.close(Tag::Tbody).close(Tag::Table).close(Tag::Div);
    }
}
