//! The red thread: from a rule to who must see to it, the document that decides it, the principle and the law behind.

use super::html::{Attr, Href, Html, Tag};
use super::portal::{Portal, shorten};
use super::view::{Link, Step, StepItem};
use crate::content::config::Class;
use crate::model::{Node, RuleId};

/// Most levels that a thread is followed upwards: policies that name each other must not make it endless.
const LEVELS: usize = 6;

/// The grounds of a rule at every level: principles and documents first, acts and standards apart.
pub struct Grounds {
    /// Rules and documents, nearest first.
    pub principles: Vec<Node>,
    /// Acts and places of acts.
    pub laws: Vec<Node>,
}

/// Follows the sources of a rule upwards. Each node comes once, nearest first.
pub fn grounds(portal: &Portal<'_>, rule: RuleId) -> Grounds {
    let catalogue = portal.catalogue;
    let mut out = Grounds { principles: Vec::new(), laws: Vec::new() };
    let mut level = catalogue.rule(rule).sources.clone();
    for _ in 0..LEVELS {
        let mut next = Vec::new();
        for node in level {
            match node {
                Node::Act(_) | Node::Provision(_) if !out.laws.contains(&node) => out.laws.push(node),
                Node::Rule(id) if id != rule && !out.principles.contains(&node) => {
                    out.principles.push(node);
                    next.extend(catalogue.rule(id).sources.iter().copied());
                }
                Node::Document(id) if !out.principles.contains(&node) => {
                    out.principles.push(node);
                    next.extend(catalogue.declared_sources(id));
                }
                Node::Role(_) | Node::Forum(_) | Node::Section(_) if !out.principles.contains(&node) => {
                    out.principles.push(node);
                    next.extend(
                        catalogue.home(node).map(|id| catalogue.declared_sources(id)).unwrap_or_default(),
                    );
                }
                _ => {}
            }
        }
        if next.is_empty() {
            break;
        }
        level = next;
    }
    out
}

/// The knots of a rule's thread below the rule itself.
pub fn steps(portal: &Portal<'_>, rule: RuleId, root: &str) -> Vec<Step> {
    let catalogue = portal.catalogue;
    let words = portal.words();
    let document = catalogue.rule(rule).document;
    let grounds = grounds(portal, rule);
    let owners: Vec<StepItem> = catalogue
        .rule(rule)
        .owners
        .iter()
        .map(|owner| StepItem { link: portal.owner(owner, root), text: None })
        .collect();
    let step = |kind, label: &str, items: Vec<StepItem>, missing: &str| Step {
        kind,
        label: words.get(label).to_string(),
        missing: items.is_empty().then(|| words.get(missing).to_string()),
        items,
    };
    let home = StepItem { link: portal.link(Node::Document(document), root), text: None };
    let principles: Vec<StepItem> =
        grounds.principles.iter().map(|node| principle(portal, *node, root)).collect();
    let laws: Vec<StepItem> =
        grounds.laws.iter().map(|node| StepItem { link: portal.link(*node, root), text: None }).collect();
    let mut steps = vec![
        step("owner", "thread-owner", owners, "missing-owner"),
        step("document", "thread-document", vec![home], ""),
    ];
    let is_policy = catalogue.document(document).class == Class::Policy;
    if !is_policy || !principles.is_empty() {
        steps.push(step("principle", "thread-principle", principles, "missing-source"));
    }
    if !laws.is_empty() {
        steps.push(step("law", "thread-law", laws, ""));
    }
    steps
}

fn principle(portal: &Portal<'_>, node: Node, root: &str) -> StepItem {
    let catalogue = portal.catalogue;
    match node {
        Node::Rule(id) => {
            let title = catalogue.source(catalogue.rule(id).document).front.title.value.clone();
            let link = Link { note: Some(title), ..portal.link(node, root) };
            StepItem { link, text: Some(shorten(&catalogue.rule_text(id).text, 180)) }
        }
        node => StepItem { link: portal.link(node, root), text: None },
    }
}

/// Writes the quiet line under a rule, which opens to its thread.
pub fn write(html: &mut Html, portal: &Portal<'_>, rule: RuleId, root: &str) {
    let words = portal.words();
    let steps = steps(portal, rule, root);
    let entry = portal.catalogue.rule(rule);
    let owners: Vec<String> = entry.owners.iter().map(|owner| owner.name.clone()).collect();
    let sources: Vec<String> = entry.sources.iter().map(|node| portal.catalogue.label(*node)).collect();
    html.newline().open(Tag::Details, &[(Attr::Class, "trace")]).open(Tag::Summary, &[]);
    for (class, label, names) in [("trace-owner", "owner", owners), ("trace-source", "source", sources)] {
        // A principle needs no ground of its own.
        if label == "source" && names.is_empty() && entry.principle {
            continue;
        }
        let said = named(&names).unwrap_or_else(|| words.get("none").to_string());
        html.element(Tag::Span, &[(Attr::Class, class)], &format!("{}: {said}", words.get(label))).text(" ");
    }
    html.close(Tag::Summary).open(Tag::Ol, &[(Attr::Class, "thread")]);
    steps.iter().for_each(|step| knot(html, step));
    html.close(Tag::Ol).close(Tag::Details);
}

/// The first names of a list, for the quiet line.
fn named(names: &[String]) -> Option<String> {
    let more = if names.len() > 3 { " …" } else { "" };
    (!names.is_empty()).then(|| format!("{}{more}", names[..names.len().min(3)].join(", ")))
}

fn knot(html: &mut Html, step: &Step) {
    let missing = if step.missing.is_some() { " knot-missing" } else { "" };
    html.open(Tag::Li, &[(Attr::Class, &format!("knot knot-{}{missing}", step.kind))]);
    html.element(Tag::Span, &[(Attr::Class, "knot-label")], &step.label);
    if let Some(missing) = &step.missing {
        html.text(" ").element(Tag::Span, &[(Attr::Class, "note")], missing);
    }
    if !step.items.is_empty() {
        html.open(Tag::Ul, &[(Attr::Class, "knot-items")]);
        for item in &step.items {
            html.open(Tag::Li, &[]);
            if let Some(prefix) = &item.link.prefix {
                html.element(Tag::Span, &[(Attr::Class, "prefix")], prefix).text(" ");
            }
            match &item.link.href {
                Some(href) => html.link(&Href::Site(href.clone()), &[]).text(&item.link.text).close(Tag::A),
                None => html.text(&item.link.text),
            };
            if let Some(note) = &item.link.note {
                html.text(" ").element(Tag::Span, &[(Attr::Class, "note")], note);
            }
            html.close(Tag::Li);
        }
        html.close(Tag::Ul);
    }
    html.close(Tag::Li);
}
