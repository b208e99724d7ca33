//! The ändringsbilaga as markup: what the changes come to, and the table «Ursprunglig text | Ny text».
//!
//! The same for a page of the site and for `ledtrad diff --format html`. Old texts are escaped like everything else.

use std::collections::BTreeSet;

use super::html::{Attr, Href, Html, Markup, Tag};
use super::theme::Words;
use crate::compare::marks::{Op, Piece};
use crate::compare::{Change, Comparison, Confidence, DocumentChange, FieldChange, Kind, Side, print};
use crate::language::Language;

/// What an annex is written with.
pub struct Annex<'a> {
    /// The words of the interface.
    pub words: &'a Words,
    /// Their language.
    pub language: Language,
    /// Where a rule of this id is; none outside a site.
    pub rule: &'a dyn Fn(&str) -> Option<String>,
}

/// The names by which the changes of a document can be linked to, each once.
pub fn anchors(changes: &[Change]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    changes
        .iter()
        .map(|change| {
            let wanted = change.anchor();
            let mut anchor = wanted.clone();
            let mut number = 2;
            while !taken.insert(anchor.clone()) {
                anchor = format!("{wanted}-{number}");
                number += 1;
            }
            anchor
        })
        .collect()
}

impl Annex<'_> {
    /// The annex of a document.
    pub fn document(&self, document: &DocumentChange) -> Markup {
        let mut html = Html::new();
        self.summary(document, &mut html);
        self.table(&document.changes, &mut html);
        html.finish()
    }

    fn word<'w>(&'w self, key: &'w str) -> &'w str {
        self.words.get(key)
    }

    fn summary(&self, document: &DocumentChange, html: &mut Html) {
        let mut lines: Vec<String> = Vec::new();
        let register = print::register(document, self.language);
        if !register.is_empty() {
            lines.push(register);
        }
        let impact = &document.summary.impact;
        for one in &impact.references {
            let now = print::leads(one, self.language);
            lines.push(format!("{}: {}: {}{now}", self.word("annex-reference"), one.at, one.target));
        }
        for one in &impact.terms {
            let used =
                if one.still_used { format!(", {}", self.word("annex-still-used")) } else { String::new() };
            lines.push(format!("{}: {}{used}", one.term, print::kind(one.kind, self.language)));
        }
        for one in &impact.modality {
            lines.push(format!("{}: {} → {}", one.rule, one.old.unwrap_or("–"), one.new.unwrap_or("–")));
        }
        html.open(Tag::Ul, &[(Attr::Class, "annex-summary")]);
        for line in lines {
            html.newline().element(Tag::Li, &[], &line);
        }
        for one in &impact.affected {
            let parts =
                [("annex-gained", &one.gained), ("annex-lost", &one.lost), ("annex-changed", &one.changed)];
            let parts: Vec<String> = parts
                .iter()
                .filter(|(_, names)| !names.is_empty())
                .map(|(key, names)| self.words.with(key, &[&names.join(", ")]))
                .collect();
            html.newline().open(Tag::Li, &[]);
            html.element(Tag::Strong, &[], &one.name).text(": ").text(&parts.join("; ")).close(Tag::Li);
        }
        html.newline().close(Tag::Ul);
        html.newline().element(Tag::P, &[(Attr::Class, "quiet")], print::reading(self.language));
    }

    fn table(&self, changes: &[Change], html: &mut Html) {
        let anchors = anchors(changes);
        let rows: Vec<(&Change, &String)> =
            changes.iter().zip(&anchors).filter(|(change, _)| change.kind.has_row()).collect();
        if rows.is_empty() {
            html.newline().element(Tag::P, &[], self.word("annex-none"));
            return;
        }
        html.newline().open(
            Tag::Div,
            &[
                (Attr::Class, "table annex"),
                (Attr::Role, "region"),
                (Attr::Tabindex, "0"),
                (Attr::AriaLabel, self.word("annex-title")),
            ],
        );
        html.open(Tag::Table, &[]).open(Tag::Thead, &[]).open(Tag::Tr, &[]);
        for key in ["annex-change", "annex-old", "annex-new"] {
            html.element(Tag::Th, &[(Attr::Scope, "col")], self.word(key));
        }
        html.close(Tag::Tr).close(Tag::Thead).newline().open(Tag::Tbody, &[]);
        let mut section = None;
        for (change, anchor) in rows {
            if section != Some(change.section()) && !change.section().is_empty() {
                section = Some(change.section());
                html.newline().open(Tag::Tr, &[(Attr::Class, "annex-section")]);
                html.element(Tag::Th, &[(Attr::Colspan, "3"), (Attr::Scope, "rowgroup")], change.section());
                html.close(Tag::Tr);
            }
            self.row(change, anchor, html);
        }
        html.newline().close(Tag::Tbody).close(Tag::Table).close(Tag::Div);
    }

    fn row(&self, change: &Change, anchor: &str, html: &mut Html) {
        html.newline().open(Tag::Tr, &[(Attr::Id, anchor)]);
        html.open(Tag::Th, &[(Attr::Scope, "row")]);
        html.link(&Href::Site(format!("#{anchor}")), &[(Attr::Class, "change-kind")]);
        html.text(print::kind(change.kind, self.language)).close(Tag::A);
        let (old, new) = change.own_names();
        self.names(&old, html);
        if !old.is_empty() && !new.is_empty() {
            html.text(" →");
        }
        self.names(&new, html);
        if change.confidence != Confidence::Saker {
            html.text(" ").element(
                Tag::Span,
                &[(Attr::Class, "note")],
                self.word(match change.confidence {
                    Confidence::Sannolik => "annex-likely",
                    _ => "annex-unsure",
                }),
            );
        }
        html.close(Tag::Th);
        self.cell(change, Op::Delete, html);
        self.cell(change, Op::Insert, html);
        html.close(Tag::Tr);
    }

    /// Names of rules, those with a place in the site as links.
    fn names(&self, sides: &[&Side], html: &mut Html) {
        for (number, side) in sides.iter().enumerate() {
            let Some(name) = side.name() else { continue };
            html.text(if number > 0 { ", " } else { " " });
            match side.id.as_deref().filter(|id| *id == name).and_then(|id| (self.rule)(id)) {
                Some(href) => {
                    html.link(&Href::Site(href), &[(Attr::Class, "rule-id")]).text(name).close(Tag::A);
                }
                None => drop(html.text(name)),
            }
        }
    }

    /// One side of a change: its words, where it came from, and its metadata.
    fn cell(&self, change: &Change, own: Op, html: &mut Html) {
        html.open(Tag::Td, &[]);
        if !matches!(change.kind, Kind::Metadata) {
            for piece in change.words.iter().filter(|piece| piece.op == Op::Equal || piece.op == own) {
                self.piece(piece, html);
            }
        }
        if let (Op::Delete, Some(from)) = (own, &change.moved_from) {
            html.text(" ").element(
                Tag::Span,
                &[(Attr::Class, "note")],
                &self.words.with("annex-moved-from", &[from]),
            );
        }
        for field in &change.fields {
            if let Some(value) = value(field, own) {
                html.open(Tag::P, &[(Attr::Class, "annex-field")]);
                html.text(&print::field(&field.name, self.language)).text(": ").text(value).close(Tag::P);
            }
        }
        html.close(Tag::Td);
    }

    /// Struck through or in italics, with a word for those who hear the page.
    fn piece(&self, piece: &Piece, html: &mut Html) {
        let (tag, key) = match piece.op {
            Op::Equal => return lines(&piece.text, html),
            Op::Delete => (Tag::Del, "annex-deleted"),
            Op::Insert => (Tag::Ins, "annex-inserted"),
        };
        if piece.text.trim().is_empty() {
            return lines(&piece.text, html);
        }
        let lead = piece.text.len() - piece.text.trim_start().len();
        html.text(&piece.text[..lead]).open(tag, &[]);
        html.element(Tag::Span, &[(Attr::Class, "hidden")], self.word(key));
        lines(&piece.text[lead..], html);
        html.close(tag);
    }

    /// A page that stands alone, to be printed or sent: no script, its style within.
    pub fn standalone(&self, comparison: &Comparison, heading: &print::Heading<'_>, style: &str) -> String {
        let mut html = Html::new();
        html.element(Tag::P, &[(Attr::Class, "kicker")], &format!("{} → {}", heading.old, heading.new));
        html.newline().element(Tag::P, &[], &print::counts(comparison, self.language));
        for document in &comparison.documents {
            let id = document.id.as_ref().map_or(String::new(), |id| format!("{id} "));
            html.newline().element(Tag::H2, &[], &format!("{id}{}", document.title));
            html.markup(&self.document(document));
        }
        let body = html.finish();
        let mut title = Html::new();
        title.text(self.word("annex-title"));
        let title = title.finish();
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>{}</title>\n<style>\n{style}\n</style>\n</head>\n<body class=\"on-annex\">\n<div class=\"wrap page\">\n<main>\n<h1>{}</h1>\n{}\n</main>\n</div>\n</body>\n</html>\n",
            self.language.tag(),
            title.as_str(),
            title.as_str(),
            body.as_str()
        )
    }
}

fn value(field: &FieldChange, own: Op) -> Option<&String> {
    if own == Op::Delete { field.old.as_ref() } else { field.new.as_ref() }
}

/// Text with its line breaks.
fn lines(text: &str, html: &mut Html) {
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            html.line_break();
        }
        html.text(line);
    }
}
