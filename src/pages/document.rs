//! The page of a document, and the pages of its rules, from one reading of its body.

use super::address::{self, Address, id_part};
use super::body;
use super::information::{facts, print_foot};
use super::portal::{Head, Portal, shorten};
use super::theme::ThemeError;
use super::view::{CommentView, DocumentView, Link, LinkGroup, TocItem};
use super::{Page, rule};
use crate::content::Spanned;
use crate::content::body::Label;
use crate::content::config::Class;
use crate::model::{DocumentId, Kind, Node};

/// Writes the page of a document and those of its rules.
///
/// # Errors
/// A template that asks for what is not there.
pub fn write(portal: &Portal<'_>, id: DocumentId, sink: super::Sink<'_>) -> Result<(), ThemeError> {
    let parsed = body::parse(portal, id);
    if portal.catalogue.document(id).person.is_none() {
        sink(page(portal, id, &parsed)?);
    } else {
        sink(super::person::page(portal, id, &parsed)?);
    }
    if portal.catalogue.site.rule_pages {
        rule::write(portal, id, &parsed, sink)?;
    }
    Ok(())
}

fn page(
    portal: &Portal<'_>,
    id: DocumentId,
    parsed: &crate::content::body::Body,
) -> Result<Page, ThemeError> {
    let catalogue = portal.catalogue;
    let front = &catalogue.source(id).front;
    let node = Node::Document(id);
    let path = address::of(catalogue, node).path;
    let root = address::root_of(&path);
    let kind = catalogue.kind(id);
    let rules = portal.living_rules(id).count();
    let view = DocumentView {
        id: front.id.value.clone(),
        title: front.title.value.clone(),
        kind: kind.name.clone(),
        status: portal.status(id, root),
        binding: !matches!(kind.class, Class::Guidance | Class::Response),
        facts: facts(portal, id, root),
        toc: contents(portal, id),
        body_html: body::document(portal, id, parsed, root),
        changes: front.changes.as_ref().map(|text| text.value.clone()),
        background: front.background.as_ref().map(|text| text.value.clone()),
        relations: relations(portal, node, root),
        referred_by: portal.referred_by(&parts(portal, id), root),
        comments: comments(portal, id, root),
        consultation: consultation(portal, id),
        trace_href: (rules > 0).then(|| format!("{root}sparbarhet/{}.html", id_part(&front.id.value))),
        rules,
        print_foot: print_foot(portal, id, &path),
    };
    let mut head = Head::new(path.clone(), "document", &front.title.value);
    head.nav = "documents";
    head.about = Some(node);
    head.crumbs = vec![
        (portal.words().get("nav-documents").to_string(), Address::page("dokument.html")),
        (
            kind.plural.clone(),
            Address { path: "dokument.html".to_string(), anchor: Some(crate::text::slug(&kind.id)) },
        ),
    ];
    head.description = format!("{}. {}", kind.name, shorten(&lead(portal, id), 140));
    head.language = front.language.as_ref().map(|language| language.value.as_str());
    portal.page(&head, "document.html", &view)
}

/// A sentence on what the document is: what is new in it, else its scope.
fn lead(portal: &Portal<'_>, id: DocumentId) -> String {
    let front = &portal.catalogue.source(id).front;
    let text = front.changes.as_ref().or(front.background.as_ref()).map(|text| text.value.clone());
    text.unwrap_or_else(|| front.title.value.clone())
}

/// The document with its sections and rules: whatever of it others may refer to.
pub fn parts(portal: &Portal<'_>, id: DocumentId) -> Vec<Node> {
    let document = portal.catalogue.document(id);
    let sections = document.sections.clone().map(|n| Node::Section(crate::model::SectionId(n)));
    std::iter::once(document.person.unwrap_or(Node::Document(id))).chain(sections).collect()
}

fn contents(portal: &Portal<'_>, id: DocumentId) -> Vec<TocItem> {
    let sections = &portal.catalogue.source(id).outline.sections;
    let top = sections.iter().skip(1).map(|section| section.level).min().unwrap_or(2);
    sections
        .iter()
        .skip(1)
        .filter(|section| section.level <= top + 1)
        .map(|section| TocItem {
            level: section.level - top + 1,
            number: section.number.clone(),
            title: section.title.clone(),
            href: format!("#{}", section.anchor),
        })
        .collect()
}

/// What a node says of its relations to others.
pub fn relations(portal: &Portal<'_>, node: Node, root: &str) -> Vec<LinkGroup> {
    const KINDS: [(Kind, &str); 8] = [
        (Kind::Concretises, "rel-concretises"),
        (Kind::Replaces, "rel-replaces"),
        (Kind::Supplements, "rel-supplements"),
        (Kind::DelimitedAgainst, "rel-delimited"),
        (Kind::SeeAlso, "rel-see-also"),
        (Kind::Supports, "rel-supports"),
        (Kind::AttachmentTo, "rel-attachment"),
        (Kind::CommentsOn, "rel-comments"),
    ];
    let graph = &portal.catalogue.graph;
    KINDS.iter().filter_map(|(kind, label)| portal.group(label, graph.targets(node, *kind), root)).collect()
}

/// The comments that answers make on this document, by the place that they are about.
fn comments(portal: &Portal<'_>, id: DocumentId, root: &str) -> Vec<CommentView> {
    let catalogue = portal.catalogue;
    let mut out = Vec::new();
    let document = catalogue.document(id);
    let rules = document.rules.clone().map(|n| Node::Rule(crate::model::RuleId(n)));
    for node in parts(portal, id).into_iter().chain(rules) {
        for origin in catalogue.graph.origins(node, Kind::About) {
            let Node::Section(section) = origin else { continue };
            let response = catalogue.sections[section.index()].document;
            let outline = catalogue.section(section);
            let field = |label: Label| {
                outline.fields.iter().find(|field| field.label == label).map(|field| field.text.clone())
            };
            let front = &catalogue.source(response).front;
            let from =
                front.from.as_ref().map_or_else(|| front.title.value.clone(), |from| from.value.clone());
            let mut about = portal.link(node, root);
            about.prefix = None;
            let heading = Link { prefix: None, ..portal.link(origin, root) };
            out.push(CommentView {
                about,
                from,
                heading,
                answer: field(Label::Answer),
                outcome: field(Label::Outcome),
            });
        }
    }
    out
}

fn consultation(portal: &Portal<'_>, id: DocumentId) -> Option<String> {
    let consultation = portal.catalogue.source(id).front.consultation.as_ref()?;
    let day = |date: &Option<Spanned<crate::content::Date>>| {
        date.as_ref().map_or(String::new(), |d| d.value.to_string())
    };
    let to = consultation.reply_to.as_ref().map_or(String::new(), |to| to.value.clone());
    Some(portal.words().with("consultation", &[&day(&consultation.opens), &day(&consultation.closes), &to]))
}
