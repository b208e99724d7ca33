//! Who must see to each rule, and what stands behind it: own, or inherited from section and document.
//!
//! An owner is *written* when the decided sentence names it, else *assigned*. A role that is the subject of the
//! sentence owns the rule even when the section or document names another; nothing else is read into the text.

use rayon::prelude::*;

use super::lexicon::Lexicon;
use super::{
    Catalogue, DocumentId, Edge, ForumId, How, Kind, Level, Node, Owner, Resolved, RoleId, RuleId, relations,
};
use crate::content::body::{Field, Label, Value};
use crate::content::statement::{self, Modality};
use crate::diag::{Diagnostics, Problem};

/// Gives every rule its owners and sources, and the graph their edges.
pub fn assign(catalogue: &mut Catalogue, edges: &mut Vec<Edge>, found: &mut Diagnostics) {
    let people = People::new(catalogue);
    let mut assigned = Vec::with_capacity(catalogue.rules.len());
    let documents: Vec<DocumentId> = catalogue.document_ids().collect();
    let each = documents.into_par_iter().map(|document| of_document(catalogue, &people, document));
    for (rules, faults) in each.collect::<Vec<_>>() {
        assigned.extend(rules);
        found.extend(faults);
    }
    for (number, (owners, sources)) in assigned.into_iter().enumerate() {
        let id = RuleId(number as u32);
        let at = catalogue.place(catalogue.rule(id).document, catalogue.rule_text(id).id.span);
        let from = Node::Rule(id);
        if catalogue.rule_text(id).tombstone.is_none() {
            let owned = owners.iter().filter_map(|owner| owner.node).map(|to| (Kind::OwnedBy, to));
            let grounded = sources.iter().map(|to| (Kind::Grounds, *to)).filter(|(_, to)| *to != from);
            edges.extend(owned.chain(grounded).map(|(kind, to)| Edge { from, kind, to, at }));
        }
        let rule = &mut catalogue.rules[number];
        rule.owners = owners;
        rule.sources = sources;
    }
    tombstones(catalogue, edges);
}

/// Owners and sources of a rule.
type Assigned = (Vec<Owner>, Vec<Node>);

/// Those of the rules of a document, in order.
fn of_document(catalogue: &Catalogue, people: &People, document: DocumentId) -> (Vec<Assigned>, Diagnostics) {
    let mut found = Diagnostics::default();
    let inherited = Inherited::of(catalogue, document, &mut found);
    let rules = catalogue.document(document).rules.clone().map(RuleId);
    let assigned = rules
        .map(|id| {
            let owners = owners(catalogue, people, &inherited, id, &mut found);
            (owners, sources(catalogue, &inherited, id, &mut found))
        })
        .collect();
    (assigned, found)
}

/// «ersatt av» of withdrawn rules.
fn tombstones(catalogue: &Catalogue, edges: &mut Vec<Edge>) {
    for id in catalogue.rule_ids() {
        let document = catalogue.rule(id).document;
        let Some(tombstone) = &catalogue.rule_text(id).tombstone else { continue };
        for name in &tombstone.replaced_by {
            if let Resolved::To(nodes) = catalogue.resolve(&name.value, document) {
                let at = catalogue.place(document, name.span);
                edges.extend(nodes.into_iter().map(|from| Edge {
                    from,
                    kind: Kind::Replaces,
                    to: Node::Rule(id),
                    at,
                }));
            }
        }
    }
}

/// The names of roles and forums, to be found in sentences.
struct People {
    lexicon: Lexicon,
    nodes: Vec<Node>,
}

impl People {
    fn new(catalogue: &Catalogue) -> Self {
        let mut nodes = Vec::new();
        let mut names: Vec<(&str, u32)> = Vec::new();
        for (number, role) in catalogue.roles.iter().enumerate() {
            names.extend(
                std::iter::once(&role.name)
                    .chain(&role.aliases)
                    .map(|name| (name.as_str(), nodes.len() as u32)),
            );
            nodes.push(Node::Role(RoleId(number as u32)));
        }
        for (number, forum) in catalogue.forums.iter().enumerate() {
            names.extend(
                std::iter::once(&forum.name)
                    .chain(&forum.aliases)
                    .map(|name| (name.as_str(), nodes.len() as u32)),
            );
            nodes.push(Node::Forum(ForumId(number as u32)));
        }
        Self { lexicon: Lexicon::new(names.into_iter()), nodes }
    }

    /// Every role or forum that a text names, with where.
    fn named(&self, text: &str) -> Vec<(std::ops::Range<usize>, Node)> {
        self.lexicon
            .find(text)
            .into_iter()
            .map(|(range, entry)| (range, self.nodes[entry as usize]))
            .collect()
    }
}

/// What a document and its sections pass on to their rules.
struct Inherited {
    document: Vec<Owner>,
    document_sources: Vec<Node>,
    /// For each section: its own owners and sources, or those of the section around it.
    sections: Vec<(Vec<Owner>, Vec<Node>)>,
}

impl Inherited {
    fn of(catalogue: &Catalogue, document: DocumentId, found: &mut Diagnostics) -> Self {
        let source = catalogue.source(document);
        let face = relations::face(catalogue, document);
        let mut owners = Vec::new();
        if matches!(face, Node::Role(_) | Node::Forum(_)) {
            let name = source.front.title.value.clone();
            owners.push(Owner { node: Some(face), name, how: How::Assigned(Level::Role) });
        }
        for name in &source.front.responsible {
            let value = Value { text: name.value.clone(), bracketed: false, span: name.span };
            owners.push(owner(catalogue, document, &value, Level::Document, found));
        }
        let document_sources = catalogue.declared_sources(document);
        let mut sections: Vec<(Vec<Owner>, Vec<Node>)> = Vec::new();
        for section in &source.outline.sections {
            let (mut own, mut grounds) =
                section.parent().and_then(|p| sections.get(p).cloned()).unwrap_or_default();
            let declared = field_owners(catalogue, document, &section.fields, Level::Section, found);
            if !declared.is_empty() {
                own = declared;
            }
            let declared = field_sources(catalogue, document, &section.fields, found);
            if !declared.is_empty() {
                grounds = declared;
            }
            sections.push((own, grounds));
        }
        Self { document: owners, document_sources, sections }
    }
}

fn field_owners(
    catalogue: &Catalogue,
    document: DocumentId,
    fields: &[Field],
    level: Level,
    found: &mut Diagnostics,
) -> Vec<Owner> {
    let values = fields.iter().filter(|field| field.label == Label::Owner).flat_map(|field| &field.values);
    values.map(|value| owner(catalogue, document, value, level, found)).collect()
}

fn owner(
    catalogue: &Catalogue,
    document: DocumentId,
    value: &Value,
    level: Level,
    found: &mut Diagnostics,
) -> Owner {
    let how = How::Assigned(level);
    let node = match catalogue.resolve_person(&value.text, document) {
        Resolved::To(nodes) => nodes.first().copied(),
        // A bracketed name that leads nowhere has been reported as an unknown name.
        Resolved::Unknown(_) if value.bracketed => None,
        Resolved::Unknown(nearest) => {
            let problem = Problem::RoleNotDescribed { name: value.text.clone(), nearest };
            found.add(catalogue.place(document, value.span), problem);
            None
        }
        Resolved::Ambiguous(candidates) => {
            if !value.bracketed {
                let problem = Problem::AmbiguousName { name: value.text.clone(), candidates };
                found.add(catalogue.place(document, value.span), problem);
            }
            None
        }
    };
    let name = node.map_or_else(|| value.text.clone(), |node| catalogue.label(node));
    Owner { node, name, how }
}

fn field_sources(
    catalogue: &Catalogue,
    document: DocumentId,
    fields: &[Field],
    found: &mut Diagnostics,
) -> Vec<Node> {
    let mut out = Vec::new();
    for value in fields.iter().filter(|field| field.label == Label::Source).flat_map(|field| &field.values) {
        match catalogue.resolve(&value.text, document) {
            Resolved::To(nodes) => {
                for node in nodes {
                    if !out.contains(&node) {
                        out.push(node);
                    }
                }
            }
            // A bracketed name that leads nowhere has been reported already.
            _ if value.bracketed => {}
            Resolved::Ambiguous(candidates) => {
                let problem = Problem::AmbiguousName { name: value.text.clone(), candidates };
                found.add(catalogue.place(document, value.span), problem);
            }
            Resolved::Unknown(nearest) => {
                let problem = Problem::UnknownName { name: value.text.clone(), nearest };
                found.add(catalogue.place(document, value.span), problem);
            }
        }
    }
    out
}

fn sources(catalogue: &Catalogue, inherited: &Inherited, id: RuleId, found: &mut Diagnostics) -> Vec<Node> {
    let rule = catalogue.rule(id);
    let text = catalogue.rule_text(id);
    let own = field_sources(catalogue, rule.document, &text.fields, found);
    if !own.is_empty() {
        return own;
    }
    let section = &inherited.sections[text.section].1;
    if section.is_empty() { inherited.document_sources.clone() } else { section.clone() }
}

fn owners(
    catalogue: &Catalogue,
    people: &People,
    inherited: &Inherited,
    id: RuleId,
    found: &mut Diagnostics,
) -> Vec<Owner> {
    let rule = catalogue.rule(id);
    let text = catalogue.rule_text(id);
    let named = people.named(&text.text);
    let mut owners = field_owners(catalogue, rule.document, &text.fields, Level::Rule, found);
    if owners.is_empty() {
        owners = subjects(&text.text, &named)
            .into_iter()
            .map(|node| Owner { node: Some(node), name: catalogue.label(node), how: How::Written })
            .collect();
    }
    if owners.is_empty() {
        let section = &inherited.sections[text.section].0;
        owners = if section.is_empty() { inherited.document.clone() } else { section.clone() };
    }
    for owner in &mut owners {
        let stands = owner.node.is_some_and(|node| named.iter().any(|(_, n)| *n == node))
            || owner.node.is_none() && text.text.to_lowercase().contains(&owner.name.to_lowercase());
        if stands {
            owner.how = How::Written;
        }
    }
    owners
}

/// The roles that are the subject of the first sentence with a modal word.
///
/// A subject either begins the sentence, alone or in a list, or follows the modal word directly («Vid incident ska
/// incidentledaren …»). In the passive («ska … informeras») the subject is not the one who acts.
fn subjects(text: &str, named: &[(std::ops::Range<usize>, Node)]) -> Vec<Node> {
    let Some((modality, modal)) = statement::modality(text) else { return Vec::new() };
    if is_passive(text, modal.end, modality, named) {
        return Vec::new();
    }
    let start = text[..modal.start].rfind(['.', '!', '?', '\n', ':']).map_or(0, |at| at + 1);
    let mut subjects = Vec::new();
    let mut at = start;
    for (range, node) in named.iter().filter(|(range, _)| range.start >= start && range.end <= modal.start) {
        if !text[at..range.start].split(|c: char| c.is_whitespace() || c == ',').all(is_linking) {
            break;
        }
        if !subjects.contains(node) {
            subjects.push(*node);
        }
        at = range.end;
    }
    if subjects.is_empty() {
        let follows = |range: &std::ops::Range<usize>| {
            range.start > modal.end && text[modal.end..range.start].split_whitespace().all(is_linking)
        };
        subjects.extend(named.iter().filter(|(range, _)| follows(range)).map(|(_, node)| *node).take(1));
    }
    subjects
}

/// Words that may stand before a subject or between two.
fn is_linking(word: &str) -> bool {
    const WORDS: [&str; 16] = [
        "",
        "och",
        "eller",
        "samt",
        "varje",
        "alla",
        "samtliga",
        "respektive",
        "den",
        "det",
        "en",
        "ett",
        "de",
        "the",
        "and",
        "each",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// Whether the verb after the modal word is passive: «ska informeras».
fn is_passive(text: &str, from: usize, modality: Modality, named: &[(std::ops::Range<usize>, Node)]) -> bool {
    if modality == Modality::Ansvarar {
        return false;
    }
    let skipped =
        named.iter().find(|(range, _)| range.start > from && text[from..range.start].trim().is_empty());
    let rest = &text[skipped.map_or(from, |(range, _)| range.end)..];
    let adverbs = [
        "inte",
        "alltid",
        "även",
        "också",
        "omedelbart",
        "skyndsamt",
        "genast",
        "då",
        "minst",
        "årligen",
        "regelbundet",
        "löpande",
    ];
    let verb = rest
        .split_whitespace()
        .map(|word| word.trim_end_matches([',', '.']))
        .find(|word| !adverbs.contains(word));
    verb.is_some_and(|verb| {
        verb.len() > 3
            && (verb.ends_with("as") || verb.ends_with("es") || verb.ends_with("ges") || verb == "ske")
    })
}
