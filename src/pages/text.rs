//! Running text to markup: marks, links, laws and terms.

use std::collections::BTreeSet;
use std::ops::Range;

use super::html::{Attr, Href, Html, Tag};
use super::portal::Portal;
use crate::content::body::{Inline, Target};
use crate::content::inline::{Flat, plain};
use crate::content::outline::Cited;
use crate::model::{DocumentId, Node, Resolved, TermId};

/// Writes the running text of one document.
pub struct Text<'p, 'a> {
    /// The portal.
    pub portal: &'p Portal<'a>,
    /// The document.
    pub document: DocumentId,
    /// From the page to the top of the site.
    pub root: &'p str,
    /// Footnotes in the order of their first mark.
    pub notes: Vec<String>,
    /// Terms that this section has linked already: once is enough.
    pub linked: BTreeSet<u32>,
    /// Whether this text may link terms (headings and tables of terms may not).
    pub link_terms: bool,
}

/// A part of plain text that leads somewhere.
struct Hit {
    range: Range<usize>,
    href: Href,
    class: &'static str,
}

impl Text<'_, '_> {
    /// Writes inlines.
    pub fn inlines(&mut self, html: &mut Html, inlines: &[Inline]) {
        let mut at = 0;
        while at < inlines.len() {
            let is_plain = |inline: &Inline| matches!(inline, Inline::Text { .. } | Inline::SoftBreak(_));
            let end =
                inlines[at..].iter().position(|inline| !is_plain(inline)).map_or(inlines.len(), |n| at + n);
            if end > at {
                self.run(html, &inlines[at..end]);
                at = end;
            } else {
                self.mark(html, &inlines[at]);
                at += 1;
            }
        }
    }

    /// Plain words between marks: laws and terms in them become links.
    fn run(&mut self, html: &mut Html, inlines: &[Inline]) {
        let flat = Flat::of(inlines);
        let mut from = 0;
        for hit in self.hits(&flat) {
            html.text(&flat.text[from..hit.range.start]);
            html.link(&hit.href, &[(Attr::Class, hit.class)])
                .text(&flat.text[hit.range.clone()])
                .close(Tag::A);
            from = hit.range.end;
        }
        html.text(&flat.text[from..]);
    }

    fn hits(&mut self, run: &Flat) -> Vec<Hit> {
        let catalogue = self.portal.catalogue;
        let mut hits: Vec<Hit> = Vec::new();
        // Laws have been found when the document was read.
        for Cited { citation, .. } in catalogue.source(self.document).outline.cited_in(run) {
            let Ok(act) = citation.act else { continue };
            if let Some(node) = catalogue.cited(act, &citation.pins).first() {
                hits.push(Hit {
                    range: citation.range.clone(),
                    href: self.portal.href(*node, self.root),
                    class: "law",
                });
            }
        }
        if !self.link_terms {
            return hits;
        }
        for (range, term) in self.portal.terms.find(&run.text) {
            let free = hits.iter().all(|hit| hit.range.end <= range.start || range.end <= hit.range.start);
            if free && self.is_ours(term) && self.linked.insert(term) {
                hits.push(Hit {
                    range,
                    href: self.portal.href(Node::Term(TermId(term)), self.root),
                    class: "term",
                });
            }
        }
        hits.sort_by_key(|hit| hit.range.start);
        hits
    }

    /// A term means what the document's own organisation says that it means.
    fn is_ours(&self, term: u32) -> bool {
        let catalogue = self.portal.catalogue;
        let home = catalogue.terms[term as usize].document;
        catalogue.document(home).organisation == catalogue.document(self.document).organisation
    }

    fn wrapped(&mut self, html: &mut Html, tag: Tag, inner: &[Inline]) {
        html.open(tag, &[]);
        self.inlines(html, inner);
        html.close(tag);
    }

    fn mark(&mut self, html: &mut Html, inline: &Inline) {
        match inline {
            Inline::Text { text, .. } => drop(html.text(text)),
            Inline::SoftBreak(_) => drop(html.text(" ")),
            Inline::Code { text, .. } => drop(html.element(Tag::Code, &[], text)),
            Inline::Emphasis(inner, _) => self.wrapped(html, Tag::Em, inner),
            Inline::Strong(inner, _) => self.wrapped(html, Tag::Strong, inner),
            Inline::Strike(inner) => self.wrapped(html, Tag::Del, inner),
            Inline::HardBreak(_) => drop(html.line_break()),
            Inline::Task { done } => drop(html.text(if *done { "☑ " } else { "☐ " })),
            Inline::Image { path, alt, .. } => self.image(html, path, alt),
            Inline::FootnoteMark { label, .. } => self.footnote(html, label),
            Inline::Link { target, text, .. } => self.link(html, target, text),
        }
    }

    fn image(&mut self, html: &mut Html, path: &str, alt: &str) {
        let from = &self.portal.catalogue.source(self.document).input.path;
        if let Some(path) = crate::model::join(from, path) {
            html.image(&format!("{}{}", self.root, super::assets::address(&path)), alt);
        }
    }

    fn footnote(&mut self, html: &mut Html, label: &str) {
        let number = self.notes.iter().position(|known| known == label);
        let first = number.is_none();
        let number = number.unwrap_or(self.notes.len()) + 1;
        if first {
            self.notes.push(label.to_string());
        }
        let name = self.portal.words().with("footnote", &[&number.to_string()]);
        let id = format!("fotnot-ref-{number}");
        let href = Href::Site(format!("#fotnot-{number}"));
        html.open(Tag::Sup, &[(Attr::Class, "footnote-ref")]);
        let attributes = [(Attr::AriaLabel, name.as_str()), (Attr::Id, id.as_str())];
        html.link(&href, &attributes[..if first { 2 } else { 1 }])
            .text(&number.to_string())
            .close(Tag::A)
            .close(Tag::Sup);
    }

    fn link(&mut self, html: &mut Html, target: &Target, text: &[Inline]) {
        let (href, class, title) = match self.destination(target) {
            Some(found) => found,
            None => {
                html.open(Tag::Span, &[(Attr::Class, "ref-missing")]);
                html.text(&plain(text));
                html.close(Tag::Span);
                return;
            }
        };
        let attributes = [(Attr::Class, class), (Attr::Title, title.as_str())];
        html.link(&href, &attributes[..if title.is_empty() { 1 } else { 2 }]);
        html.text(&plain(text));
        html.close(Tag::A);
    }

    /// Where a link leads, its class, and the title of a document that the text names by its id only.
    fn destination(&self, target: &Target) -> Option<(Href, &'static str, String)> {
        let catalogue = self.portal.catalogue;
        let node = match target {
            Target::Name(name) => match catalogue.resolve(name, self.document) {
                Resolved::To(nodes) => nodes.first().copied(),
                _ => None,
            },
            Target::File { path, anchor } => {
                let from = &catalogue.source(self.document).input.path;
                let document = catalogue.document_at(from, path)?;
                match anchor {
                    Some(anchor) => catalogue.anchor(document, anchor),
                    None => Some(Node::Document(document)),
                }
            }
            Target::Anchor(anchor) => catalogue.anchor(self.document, anchor),
            Target::Web(address) => return Some((Href::Web(address.clone()), "external", String::new())),
            Target::Forbidden(_) => None,
        }?;
        let class = match node {
            Node::Act(_) | Node::Provision(_) => "law",
            Node::Term(_) => "term",
            _ => "ref",
        };
        let title = match (node, target) {
            (Node::Document(id), Target::Name(name)) if crate::content::front::is_id(name) => {
                catalogue.source(id).front.title.value.clone()
            }
            _ => String::new(),
        };
        Some((self.portal.href(node, self.root), class, title))
    }
}
