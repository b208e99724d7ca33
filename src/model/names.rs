//! Every name of the portal, and what it leads to.
//!
//! Order of precedence: id of a document or rule; section of a document; act; role or forum; term; title or other
//! name of a document; diarienummer. A name that several roles have means the one of the document's own organisation.

use std::collections::BTreeMap;

use super::people::is_address;
use super::{Catalogue, DocumentId, ForumId, Node, RoleId, RuleId, TermId, document};
use crate::content::{Acts, Entry};
use crate::diag::{Diagnostics, Place, Problem};
use crate::text::{fold, nearest};

/// What a name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// One thing, or several places of one act.
    To(Vec<Node>),
    /// Several things: their ids.
    Ambiguous(Vec<String>),
    /// Nothing: the nearest name where it is cheap to tell ([`Names::nearest`] looks among all).
    Unknown(Option<String>),
}

/// The names by what they lead to.
#[derive(Debug, Default)]
pub struct Names {
    acts: Acts,
    ids: BTreeMap<String, Node>,
    people: BTreeMap<String, Vec<Node>>,
    terms: BTreeMap<String, TermId>,
    titles: BTreeMap<String, Vec<Node>>,
    registry: BTreeMap<String, Vec<Node>>,
    /// Rules of one id, where there is more than one wording.
    wordings: BTreeMap<String, Vec<RuleId>>,
    /// Former ids of documents.
    former: BTreeMap<String, Node>,
}

impl Names {
    /// Names that know only the register yet.
    pub fn new(register: &[Entry]) -> Self {
        Self { acts: Acts::new(register), ..Self::default() }
    }

    /// The acts by name.
    pub fn acts(&self) -> &Acts {
        &self.acts
    }

    /// The document or rule with this id.
    pub fn id(&self, id: &str) -> Option<Node> {
        self.ids.get(id).copied()
    }

    /// The term with this label or everyday word.
    pub fn term(&self, label: &str) -> Option<TermId> {
        self.terms.get(&fold(label)).copied()
    }

    /// Every rule of an id that has more than one wording.
    pub fn wordings(&self, id: &str) -> &[RuleId] {
        self.wordings.get(id).map_or(&[], Vec::as_slice)
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        let ids =
            self.ids.keys().chain(self.people.keys()).chain(self.terms.keys()).chain(self.titles.keys());
        ids.map(String::as_str)
    }

    /// The known name nearest to one that leads nowhere.
    pub fn nearest(&self, name: &str) -> Option<String> {
        nearest(name, self.all())
    }
}

/// Collects every name; ids that two things claim are reported at the second one.
pub fn collect(catalogue: &mut Catalogue, found: &mut Diagnostics) {
    let mut names = std::mem::take(&mut catalogue.names);
    documents(catalogue, &mut names, found);
    rules(catalogue, &mut names, found);
    for (number, role) in catalogue.roles.iter().enumerate() {
        let node = Node::Role(RoleId(number as u32));
        for name in std::iter::once(&role.name).chain(&role.aliases) {
            push(&mut names.people, fold(name), node);
        }
    }
    for (number, forum) in catalogue.forums.iter().enumerate() {
        let node = Node::Forum(ForumId(number as u32));
        for name in std::iter::once(&forum.name).chain(&forum.aliases) {
            push(&mut names.people, fold(name), node);
        }
    }
    for (number, term) in catalogue.terms.iter().enumerate() {
        names.terms.entry(fold(&term.label)).or_insert(TermId(number as u32));
    }
    for (number, term) in catalogue.terms.iter().enumerate() {
        for also in &term.also {
            names.terms.entry(fold(also)).or_insert(TermId(number as u32));
        }
    }
    catalogue.names = names;
}

fn push(map: &mut BTreeMap<String, Vec<Node>>, key: String, node: Node) {
    let nodes = map.entry(key).or_default();
    if !nodes.contains(&node) {
        nodes.push(node);
    }
}

fn documents(catalogue: &Catalogue, names: &mut Names, found: &mut Diagnostics) {
    for id in catalogue.document_ids() {
        let front = &catalogue.source(id).front;
        let node = catalogue.document(id).person.unwrap_or(Node::Document(id));
        match names.ids.get(&front.id.value) {
            None => drop(names.ids.insert(front.id.value.clone(), node)),
            Some(first) => {
                let related =
                    home(catalogue, *first).map(|d| catalogue.place(d, catalogue.source(d).front.id.span));
                let problem = Problem::DuplicateId { id: front.id.value.clone() };
                found.add_related(catalogue.place(id, front.id.span), problem, related.into_iter().collect());
            }
        }
        push(&mut names.titles, fold(&front.title.value), node);
        for alias in &front.aliases {
            if is_address(&alias.value) {
                names.former.entry(alias.value.clone()).or_insert(node);
            } else {
                push(&mut names.titles, fold(&alias.value), node);
            }
        }
        for number in &front.registry {
            push(&mut names.registry, fold(&number.value), node);
        }
    }
}

/// The document that a node belongs to.
fn home(catalogue: &Catalogue, node: Node) -> Option<DocumentId> {
    match node {
        Node::Document(id) => Some(id),
        Node::Rule(id) => Some(catalogue.rule(id).document),
        Node::Section(id) => Some(catalogue.sections[id.index()].document),
        Node::Role(id) => Some(catalogue.roles[id.index()].document),
        Node::Forum(id) => Some(catalogue.forums[id.index()].document),
        Node::Term(id) => Some(catalogue.terms[id.index()].document),
        Node::Act(_) | Node::Provision(_) => None,
    }
}

/// Gives each rule id to the wording that comes first; a former or proposed wording may hold it too.
fn rules(catalogue: &mut Catalogue, names: &mut Names, found: &mut Diagnostics) {
    let mut order: Vec<_> = catalogue.rule_ids().collect();
    order.sort_by_key(|id| {
        let text = catalogue.rule_text(*id);
        let status = catalogue.source(catalogue.rule(*id).document).front.status.value;
        // A tombstone never takes the address from a rule that lives.
        (document::precedence(status), text.tombstone.is_some(), *id)
    });
    for id in order {
        let key = catalogue.rule_text(id).id.clone();
        let Some(first) = names.ids.get(&key.value).copied() else {
            names.ids.insert(key.value, Node::Rule(id));
            continue;
        };
        catalogue.rules[id.index()].current = false;
        if let Node::Rule(other) = first {
            names.wordings.entry(key.value.clone()).or_insert_with(|| vec![other]).push(id);
        }
        let document = catalogue.rule(id).document;
        if let Node::Rule(other) = first
            && versions_of_one(catalogue, other, id)
        {
            continue;
        }
        let related: Vec<Place> = match first {
            Node::Rule(other) => {
                let at = catalogue.rule_text(other).id.span;
                vec![catalogue.place(catalogue.rule(other).document, at)]
            }
            other => home(catalogue, other)
                .map(|d| catalogue.place(d, catalogue.source(d).front.id.span))
                .into_iter()
                .collect(),
        };
        found.add_related(
            catalogue.place(document, key.span),
            Problem::DuplicateId { id: key.value },
            related,
        );
    }
}

/// Whether two rules of one id are wordings of different times: one in force, the other former or proposed.
fn versions_of_one(catalogue: &Catalogue, a: super::RuleId, b: super::RuleId) -> bool {
    let status = |id| document::precedence(catalogue.source(catalogue.rule(id).document).front.status.value);
    let (a_doc, b_doc) = (catalogue.rule(a).document, catalogue.rule(b).document);
    a_doc != b_doc && status(a) != status(b)
}

impl Catalogue {
    /// The document that a node belongs to; acts belong to none.
    pub fn home(&self, node: Node) -> Option<DocumentId> {
        home(self, node)
    }

    /// What a name means in a document.
    pub fn resolve(&self, name: &str, from: DocumentId) -> Resolved {
        let names = &self.names;
        if let Some(node) = names.ids.get(name).or_else(|| names.former.get(name)) {
            return Resolved::To(vec![*node]);
        }
        if let Some(resolved) = self.resolve_section(name) {
            return resolved;
        }
        if let Some((act, pins)) = names.acts.parse(name) {
            return Resolved::To(self.cited(act, &pins));
        }
        let key = fold(name);
        if let Some(nodes) = names.people.get(&key) {
            return self.one_of(nodes, from);
        }
        if let Some(term) = names.terms.get(&key) {
            return Resolved::To(vec![Node::Term(*term)]);
        }
        for map in [&names.titles, &names.registry] {
            if let Some(nodes) = map.get(&key) {
                return self.one_of(nodes, from);
            }
        }
        Resolved::Unknown(None)
    }

    /// The role or forum of this name.
    pub fn resolve_person(&self, name: &str, from: DocumentId) -> Resolved {
        if let Some(node @ (Node::Role(_) | Node::Forum(_))) = self.names.ids.get(name) {
            return Resolved::To(vec![*node]);
        }
        match self.names.people.get(&fold(name)) {
            Some(nodes) => self.one_of(nodes, from),
            None => Resolved::Unknown(nearest(name, self.names.people.keys().map(String::as_str))),
        }
    }

    /// «RIK-IS 6.2», «RIK-IS#atkomst», «Riktlinje för dataskydd 3».
    fn resolve_section(&self, name: &str) -> Option<Resolved> {
        let (id, wanted) = name.split_once('#').or_else(|| name.split_once(' '))?;
        let document = match self.names.ids.get(id).or_else(|| self.names.former.get(id))? {
            Node::Document(document) => *document,
            other => home(self, *other)?,
        };
        let wanted = wanted.trim().trim_start_matches("avsnitt ").trim_end_matches('.');
        let outline = &self.source(document).outline;
        let hits: Vec<Node> = outline
            .sections
            .iter()
            .enumerate()
            .filter(|(_, s)| {
                s.number.as_deref() == Some(wanted)
                    || (!s.anchor.is_empty() && *s.anchor == *wanted)
                    || *s.title == *wanted
            })
            .map(|(local, _)| Node::Section(self.section_id(document, local)))
            .collect();
        Some(match hits.as_slice() {
            [] => {
                let known = outline.sections.iter().filter_map(|s| s.number.as_deref());
                Resolved::Unknown(nearest(wanted, known).map(|number| format!("{id} {number}")))
            }
            [one] => Resolved::To(vec![*one]),
            _ => Resolved::Ambiguous(
                outline
                    .sections
                    .iter()
                    .filter(|s| s.number.as_deref() == Some(wanted))
                    .map(|s| format!("{id}#{}", s.anchor))
                    .collect(),
            ),
        })
    }

    fn one_of(&self, nodes: &[Node], from: DocumentId) -> Resolved {
        if let [one] = nodes {
            return Resolved::To(vec![*one]);
        }
        let here = &self.document(from).organisation;
        let near: Vec<Node> = nodes
            .iter()
            .copied()
            .filter(|node| home(self, *node).is_some_and(|d| self.document(d).organisation == *here))
            .collect();
        if let [one] = near.as_slice() {
            return Resolved::To(vec![*one]);
        }
        let id = |node: &Node| home(self, *node).map(|d| self.source(d).front.id.value.clone());
        Resolved::Ambiguous(nodes.iter().filter_map(id).collect())
    }
}
