//! The red thread: from a rule to who must see to it, the document that decides it, the principle and the law behind.

use super::html::{Attr, Href, Html, Markup, Tag};
use super::portal::{Portal, shorten};
use super::view::Link;
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

/// A knot of the thread: owner, document, principle or law.
struct Knot<'w> {
    kind: &'static str,
    label: &'w str,
    items: Vec<Item>,
    /// Said when nothing is tied to it.
    missing: &'w str,
}

/// Something that is tied to a knot, and what it says itself.
struct Item {
    link: Link,
    text: Option<String>,
}

/// The knots of a rule's thread below the rule itself; `told` when the principles are told and not only named.
fn knots<'a>(portal: &Portal<'a>, rule: RuleId, root: &str, told: bool) -> Vec<Knot<'a>> {
    let catalogue = portal.catalogue;
    let words = portal.words();
    let document = catalogue.rule(rule).document;
    let grounds = grounds(portal, rule);
    let owners =
        catalogue.rule(rule).owners.iter().map(|owner| Item::of(portal.owner(owner, root))).collect();
    let knot = |kind, label, items, missing| Knot {
        kind,
        label: words.get(label),
        items,
        missing: words.get(missing),
    };
    let home = Item::of(portal.link(Node::Document(document), root));
    let principles: Vec<Item> =
        grounds.principles.iter().map(|node| principle(portal, *node, root, told)).collect();
    let laws: Vec<Item> = grounds.laws.iter().map(|node| Item::of(portal.link(*node, root))).collect();
    let mut knots = vec![
        knot("owner", "thread-owner", owners, "missing-owner"),
        knot("document", "thread-document", vec![home], ""),
    ];
    let is_policy = catalogue.document(document).class == Class::Policy;
    if !is_policy || !principles.is_empty() {
        knots.push(knot("principle", "thread-principle", principles, "missing-source"));
    }
    if !laws.is_empty() {
        knots.push(knot("law", "thread-law", laws, ""));
    }
    knots
}

impl Item {
    fn of(link: Link) -> Self {
        Self { link, text: None }
    }
}

fn principle(portal: &Portal<'_>, node: Node, root: &str, told: bool) -> Item {
    let catalogue = portal.catalogue;
    match node {
        Node::Rule(id) => {
            let title = catalogue.source(catalogue.rule(id).document).front.title.value.clone();
            let link = Link { note: Some(title), ..portal.link(node, root) };
            Item { link, text: told.then(|| shorten(&catalogue.rule_text(id).text, 180)) }
        }
        node => Item::of(portal.link(node, root)),
    }
}

/// The thread as a rule's own page has it.
pub fn whole(portal: &Portal<'_>, rule: RuleId, root: &str) -> Markup {
    let mut html = Html::new();
    html.open(Tag::Ol, &[(Attr::Class, "thread large")]);
    knots(portal, rule, root, true).iter().for_each(|one| knot(html.newline(), one));
    html.newline().close(Tag::Ol);
    html.finish()
}

/// Writes the quiet line under a rule, which opens to its thread.
pub fn write(html: &mut Html, portal: &Portal<'_>, rule: RuleId, root: &str) {
    let words = portal.words();
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
    knots(portal, rule, root, false).iter().for_each(|one| knot(html, one));
    html.close(Tag::Ol).close(Tag::Details);
}

/// The first names of a list, for the quiet line.
fn named(names: &[String]) -> Option<String> {
    let more = if names.len() > 3 { " …" } else { "" };
    (!names.is_empty()).then(|| format!("{}{more}", names[..names.len().min(3)].join(", ")))
}

fn knot(html: &mut Html, knot: &Knot<'_>) {
    let Knot { kind, label, items, missing } = knot;
    let is_missing = if items.is_empty() { " knot-missing" } else { "" };
    html.open(Tag::Li, &[(Attr::Class, &["knot knot-", kind, is_missing].concat())]);
    html.element(Tag::Span, &[(Attr::Class, "knot-label")], label);
    if items.is_empty() {
        html.text(" ").element(Tag::Span, &[(Attr::Class, "note")], missing);
    } else {
        html.open(Tag::Ul, &[(Attr::Class, "knot-items")]);
        items.iter().for_each(|one| item(html, one));
        html.close(Tag::Ul);
    }
    html.close(Tag::Li);
}

fn item(html: &mut Html, Item { link, text }: &Item) {
    html.open(Tag::Li, &[]);
    if let Some(prefix) = &link.prefix {
        html.element(Tag::Span, &[(Attr::Class, "prefix")], prefix).text(" ");
    }
    match &link.href {
        Some(href) => html.link(&Href::Site(href.clone()), &[]).text(&link.text).close(Tag::A),
        None => html.text(&link.text),
    };
    if let Some(note) = &link.note {
        html.text(" ").element(Tag::Span, &[(Attr::Class, "note")], note);
    }
    if let Some(text) = text {
        html.element(Tag::Span, &[(Attr::Class, "knot-text")], text);
    }
    html.close(Tag::Li);
}
