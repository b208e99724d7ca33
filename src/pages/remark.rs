//! Comments on a proposal: collected by what they are about, and written beside it.
//!
//! In: the answers to a consultation. Out: [`Remarks`], their markup beside a section or rule, and the rows of the table
//! comment → answer → outcome.

use std::collections::BTreeMap;

use super::html::{Attr, Href, Html, Tag};
use super::portal::Portal;
use super::view::{CommentView, Link};
use crate::content::body::Label;
use crate::model::{DocumentId, Kind, Node, RuleId, SectionId};

/// The comments on each section and rule of a proposal, and on the proposal as a whole.
pub type Remarks = BTreeMap<Node, Vec<CommentView>>;

/// The comments on a document, by the place that they are about, in the order of its text.
pub fn of(portal: &Portal<'_>, id: DocumentId, root: &str) -> Remarks {
    let mut out = Remarks::new();
    for node in places(portal, id) {
        let comments: Vec<CommentView> = portal
            .catalogue
            .graph
            .origins(node, Kind::About)
            .filter_map(|origin| if let Node::Section(section) = origin { Some(section) } else { None })
            .map(|section| comment(portal, node, section, root))
            .collect();
        if !comments.is_empty() {
            out.insert(node, comments);
        }
    }
    out
}

/// The document, its sections each followed by its rules: everything that a comment can be about, as it is read.
pub fn places(portal: &Portal<'_>, id: DocumentId) -> Vec<Node> {
    let document = portal.catalogue.document(id);
    let mut rules = document.rules.clone().map(RuleId).peekable();
    let mut out = vec![document.person.unwrap_or(Node::Document(id))];
    for section in document.sections.clone().map(SectionId) {
        out.push(Node::Section(section));
        while let Some(rule) = rules.next_if(|rule| portal.catalogue.rule(*rule).section == section) {
            out.push(Node::Rule(rule));
        }
    }
    out
}

fn comment(portal: &Portal<'_>, about: Node, section: SectionId, root: &str) -> CommentView {
    let catalogue = portal.catalogue;
    let response = catalogue.sections[section.index()].document;
    let outline = catalogue.section(section);
    let field = |label: Label| {
        outline.fields.iter().find(|field| field.label == label).map(|field| field.text.clone())
    };
    let front = &catalogue.source(response).front;
    let from = front.from.as_ref().map_or_else(|| front.title.value.clone(), |from| from.value.clone());
    CommentView {
        about: Link { prefix: None, ..portal.link(about, root) },
        from,
        heading: Link { prefix: None, ..portal.link(Node::Section(section), root) },
        answer: field(Label::Answer),
        outcome: field(Label::Outcome),
    }
}

/// Writes the comments on one place, folded under a line that says how many they are.
pub fn write(html: &mut Html, portal: &Portal<'_>, remarks: &[CommentView]) {
    let words = portal.words();
    html.newline().open(Tag::Details, &[(Attr::Class, "remarks")]).element(
        Tag::Summary,
        &[],
        &words.count("remarks", remarks.len()),
    );
    html.open(Tag::Ul, &[]);
    for remark in remarks {
        html.newline()
            .open(Tag::Li, &[])
            .element(Tag::Span, &[(Attr::Class, "note")], &remark.from)
            .text(" ");
        match &remark.heading.href {
            Some(href) => {
                html.link(&Href::Site(href.clone()), &[]).text(&remark.heading.text).close(Tag::A);
            }
            None => drop(html.text(&remark.heading.text)),
        }
        let outcome = remark.outcome.as_deref().unwrap_or_else(|| words.get("outcome-open"));
        html.text(" ").element(Tag::Span, &[(Attr::Class, "outcome")], outcome).close(Tag::Li);
    }
    html.close(Tag::Ul).close(Tag::Details);
}
