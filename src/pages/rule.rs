//! The page of a rule: the sentence, and the thread from it to owner, principle and law.

use super::address::{self, Address};
use super::portal::{Head, Portal, shorten};
use super::theme::ThemeError;
use super::view::{Fact, Link, RuleView, Withdrawn, Wording};
use super::{Sink, body, thread};
use crate::content::body::{Block, Body, Label, Rule};
use crate::content::config::Class;
use crate::history::Past;
use crate::model::{DocumentId, Kind, Node, RuleId};

/// Writes the pages of a document's rules: those whose address shows this wording.
///
/// # Errors
/// A template that asks for what is not there.
pub fn write(
    portal: &Portal<'_>,
    document: DocumentId,
    parsed: &Body,
    past: &Past,
    sink: Sink<'_>,
) -> Result<(), ThemeError> {
    let mut rules = Vec::new();
    collect(&parsed.blocks, &mut rules);
    for (local, rule) in rules.into_iter().enumerate() {
        let id = portal.catalogue.rule_id(document, local);
        if portal.catalogue.rule(id).current {
            page(portal, id, parsed, rule, past, sink)?;
        }
    }
    Ok(())
}

/// The rules of a body in the order in which the outline counts them.
fn collect<'b>(blocks: &'b [Block], out: &mut Vec<&'b Rule>) {
    for block in blocks {
        match block {
            Block::Rule(rule) => out.push(rule),
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, out)),
            Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => collect(blocks, out),
            _ => {}
        }
    }
}

fn page(
    portal: &Portal<'_>,
    id: RuleId,
    parsed: &Body,
    rule: &Rule,
    past: &Past,
    sink: Sink<'_>,
) -> Result<(), ThemeError> {
    let catalogue = portal.catalogue;
    let document = catalogue.rule(id).document;
    let text = catalogue.rule_text(id);
    let node = Node::Rule(id);
    let path = address::of(catalogue, node).path;
    let root = address::root_of(&path);
    let served = catalogue.graph.origins(node, Kind::Grounds).filter_map(as_rule);
    let served: Vec<RuleId> = served.filter(|rule| catalogue.binds(*rule)).collect();
    let (served_by, served_by_rest, served_by_more) = portal.long_list(&served, root);
    let section = catalogue.section(catalogue.rule(id).section);
    // What replaced a withdrawn rule is said at the head of the page, and what serves a principle in its own list.
    let said = ["by-replaces", "by-grounds"].map(|key| portal.words().get(key));
    let view = RuleView {
        id: text.id.value.clone(),
        text_html: body::rule(portal, document, parsed, rule, root),
        status: portal.status(document, root),
        principle: catalogue.rule(id).principle,
        modality: text.modality.map(|modality| modality.word().to_string()),
        document: portal.link(Node::Document(document), root),
        section: (!section.anchor.is_empty()).then(|| Link {
            text: section.heading(),
            href: Some(address::to(catalogue, Node::Section(catalogue.rule(id).section), root)),
            ..Link::default()
        }),
        thread_html: text.tombstone.is_none().then(|| thread::whole(portal, id, root)),
        facts: facts(portal, id),
        guidance: guidance(portal, id, root),
        served_by,
        served_by_rest,
        served_by_more,
        referred_by: portal
            .referred_by(&[node], root)
            .into_iter()
            .filter(|group| !said.contains(&group.label.as_str()))
            .collect(),
        wordings: wordings(portal, id, root),
        history: super::editions::rule_events(portal, document, past, &text.id.value, root),
        withdrawn: withdrawn(portal, id, root),
        previous: neighbour(portal, id, root, false),
        next: neighbour(portal, id, root, true),
    };
    let title = format!("{} {}", text.id.value, catalogue.source(document).front.title.value);
    let mut head = Head::new(path.clone(), "rule", &title);
    head.nav = "documents";
    head.about = Some(node);
    head.description = shorten(&text.text, 160);
    let front = &catalogue.source(document).front;
    head.crumbs = vec![
        (portal.words().get("nav-documents").to_string(), Address::page("dokument.html")),
        (front.title.value.clone(), address::of(catalogue, Node::Document(document))),
    ];
    head.language = front.language.as_ref().map(|language| language.value.as_str());
    sink(portal.page(&head, "rule.html", &view)?);
    Ok(())
}

fn as_rule(node: Node) -> Option<RuleId> {
    match node {
        Node::Rule(id) => Some(id),
        _ => None,
    }
}

fn facts(portal: &Portal<'_>, id: RuleId) -> Vec<Fact> {
    let text = portal.catalogue.rule_text(id);
    let evidence =
        text.fields.iter().find(|field| field.label == Label::Evidence).map(|field| field.text.clone());
    let recurrence = text.recurrence.as_ref().map(|recurrence| recurrence.words.clone());
    if text.tombstone.is_some() {
        return Vec::new();
    }
    let front = &portal.catalogue.source(portal.catalogue.rule(id).document).front;
    let rows = [
        (
            "modality",
            text.modality
                .map(|modality| portal.words().get(&format!("modality-{}", modality.word())).to_string()),
        ),
        ("recurrence", recurrence),
        ("evidence", evidence),
        ("fact-valid", super::portal::validity(front)),
    ];
    rows.into_iter()
        .filter_map(|(label, text)| {
            let values = vec![Link { text: text?, ..Link::default() }];
            Some(Fact { label: portal.words().get(label).to_string(), values })
        })
        .collect()
}

/// Guidance on a rule: what supports its document, or refers to the rule and does not bind.
fn guidance(portal: &Portal<'_>, id: RuleId, root: &str) -> Vec<Link> {
    let catalogue = portal.catalogue;
    let document = Node::Document(catalogue.rule(id).document);
    let supports = catalogue.graph.origins(document, Kind::Supports);
    let cites = catalogue.graph.origins(Node::Rule(id), Kind::Cites);
    let mut homes: Vec<DocumentId> = supports.chain(cites).filter_map(|node| catalogue.home(node)).collect();
    homes.retain(|home| catalogue.document(*home).class == Class::Guidance);
    homes.sort_unstable();
    homes.dedup();
    homes.into_iter().map(|home| portal.link(Node::Document(home), root)).collect()
}

/// Former and proposed wordings of the same id.
fn wordings(portal: &Portal<'_>, id: RuleId, root: &str) -> Vec<Wording> {
    let catalogue = portal.catalogue;
    catalogue
        .other_wordings(id)
        .map(|other| {
            let document = catalogue.rule(other).document;
            Wording {
                label: portal.status(document, root).label,
                document: Link {
                    href: Some(address::to(catalogue, Node::Rule(other), root)),
                    ..portal.link(Node::Document(document), root)
                },
                text: catalogue.rule_text(other).text.clone(),
            }
        })
        .collect()
}

fn withdrawn(portal: &Portal<'_>, id: RuleId, root: &str) -> Option<Withdrawn> {
    let tombstone = portal.catalogue.rule_text(id).tombstone.as_ref()?;
    let sentence = match tombstone.on {
        Some(day) => portal.words().with("withdrawn", &[&day.to_string()]),
        None => portal.words().get("withdrawn-undated").to_string(),
    };
    let replaced_by = portal
        .catalogue
        .graph
        .origins(Node::Rule(id), Kind::Replaces)
        .map(|node| portal.link(node, root))
        .collect();
    Some(Withdrawn { sentence, replaced_by })
}

/// The rule before or after this one in its document.
fn neighbour(portal: &Portal<'_>, id: RuleId, root: &str, after: bool) -> Option<Link> {
    let range = portal.catalogue.document(portal.catalogue.rule(id).document).rules.clone();
    let number = if after { id.0.checked_add(1)? } else { id.0.checked_sub(1)? };
    range.contains(&number).then(|| portal.link(Node::Rule(RuleId(number)), root))
}
