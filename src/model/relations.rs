//! Resolves what documents say of each other: front matter, links, bracketed names and laws.

use rayon::prelude::*;

use super::{Catalogue, DocumentId, Edge, Kind, Node, Resolved};
use crate::content::Spanned;
use crate::content::body::{Label, Target};
use crate::content::front::Relation;
use crate::diag::{Diagnostics, Place, Problem};
use crate::text::nearest;

/// How many unknown names are compared with every known one: the work must not grow with both.
const SUGGESTIONS: u32 = 200;

/// Every relation but ownership and grounds of rules, which `owners` assigns.
pub fn collect(catalogue: &Catalogue, found: &mut Diagnostics) -> Vec<Edge> {
    let documents: Vec<DocumentId> = catalogue.document_ids().collect();
    let each: Vec<Collector<'_>> =
        documents.into_par_iter().map(|document| Collector::of(catalogue, document, 0)).collect();
    let mut edges = Vec::new();
    let mut left = SUGGESTIONS;
    for mut one in each {
        // Few documents have names that nobody knows. They are read again, in order, with what is left of suggestions.
        if one.asked > 0 {
            one = Collector::of(catalogue, one.document, left);
            left = left.saturating_sub(one.asked);
        }
        edges.extend(one.edges);
        found.extend(one.found);
    }
    edges
}

struct Collector<'a> {
    catalogue: &'a Catalogue,
    document: DocumentId,
    edges: Vec<Edge>,
    found: Diagnostics,
    /// How many more unknown names may be compared with every known one.
    suggestions: u32,
    /// How many were to be.
    asked: u32,
}

/// What a document is when it takes part in a relation: the role or forum that it describes, or itself.
pub fn face(catalogue: &Catalogue, document: DocumentId) -> Node {
    catalogue.document(document).person.unwrap_or(Node::Document(document))
}

impl<'a> Collector<'a> {
    fn of(catalogue: &'a Catalogue, document: DocumentId, suggestions: u32) -> Self {
        let (edges, found) = (Vec::new(), Diagnostics::default());
        let mut collector = Self { catalogue, document, edges, found, suggestions, asked: 0 };
        collector.front(document);
        collector.mentions(document);
        collector.citations(document);
        collector.about(document);
        collector.pictures(document);
        collector
    }

    /// Whether one more unknown name may be compared with every known one.
    fn ask(&mut self) -> bool {
        self.asked += 1;
        self.asked <= self.suggestions
    }

    fn add(&mut self, from: Node, kind: Kind, to: Node, at: Place) {
        if from != to {
            self.edges.push(Edge { from, kind, to, at });
        }
    }

    fn front(&mut self, document: DocumentId) {
        let catalogue = self.catalogue;
        let front = &catalogue.source(document).front;
        let me = face(catalogue, document);
        for (relation, name) in &front.relations {
            for to in self.named(document, name) {
                let at = catalogue.place(document, name.span);
                match relation {
                    Relation::Source => self.add(me, Kind::Concretises, to, at),
                    Relation::Replaces => self.add(me, Kind::Replaces, to, at),
                    Relation::ReplacedBy => self.add(to, Kind::Replaces, me, at),
                    Relation::Supplements => self.add(me, Kind::Supplements, to, at),
                    Relation::DelimitedAgainst => self.add(me, Kind::DelimitedAgainst, to, at),
                    Relation::SeeAlso => self.add(me, Kind::SeeAlso, to, at),
                    Relation::Supports => self.add(me, Kind::Supports, to, at),
                    Relation::AttachmentTo => self.add(me, Kind::AttachmentTo, to, at),
                    Relation::CommentsOn => self.add(me, Kind::CommentsOn, to, at),
                }
            }
        }
        let role = &front.role;
        let people = [
            (Kind::Custodian, &front.custodian),
            (Kind::DrawnUpBy, &front.drawn_up_by),
            (Kind::ReportsTo, &role.reports_to),
            (Kind::MemberOf, &role.member_of),
            (Kind::Convenes, &role.convenes),
            (Kind::IncompatibleWith, &role.incompatible_with),
            (Kind::Includes, &role.includes),
            (Kind::DelegatesTo, &role.delegates_to),
            (Kind::AppointedBy, &role.appointed_by),
        ];
        for (kind, names) in people {
            for name in names {
                if let Some(to) = self.person(document, name) {
                    let at = catalogue.place(document, name.span);
                    // A role that reports to itself is a finding of the checks, so it must be seen there.
                    self.edges.push(Edge { from: me, kind, to, at });
                }
            }
        }
        for name in &role.members {
            if let Some(member) = self.person(document, name) {
                self.add(member, Kind::MemberOf, me, catalogue.place(document, name.span));
            }
        }
    }

    /// What a name of the front matter leads to. A diarienummer of a document that is not held leads nowhere, and
    /// that is no fault: «ersätter RS 2020-0148» is how a decision says it.
    fn named(&mut self, document: DocumentId, name: &Spanned<String>) -> Vec<Node> {
        match self.catalogue.resolve(&name.value, document) {
            Resolved::To(nodes) => nodes,
            Resolved::Unknown(_) if is_registry_number(&name.value) => Vec::new(),
            resolved => self.unresolved(document, &name.value, name.span, resolved),
        }
    }

    fn person(&mut self, document: DocumentId, name: &Spanned<String>) -> Option<Node> {
        match self.catalogue.resolve_person(&name.value, document) {
            Resolved::To(nodes) => nodes.first().copied(),
            Resolved::Ambiguous(candidates) => {
                let problem = Problem::AmbiguousName { name: name.value.clone(), candidates };
                self.found.add(self.catalogue.place(document, name.span), problem);
                None
            }
            Resolved::Unknown(nearest) => {
                let problem = Problem::RoleNotDescribed { name: name.value.clone(), nearest };
                self.found.add(self.catalogue.place(document, name.span), problem);
                None
            }
        }
    }

    fn unresolved(
        &mut self,
        document: DocumentId,
        name: &str,
        span: crate::diag::Span,
        resolved: Resolved,
    ) -> Vec<Node> {
        let at = self.catalogue.place(document, span);
        match resolved {
            Resolved::To(nodes) => return nodes,
            Resolved::Ambiguous(candidates) => {
                self.found.add(at, Problem::AmbiguousName { name: name.to_string(), candidates })
            }
            Resolved::Unknown(_) if crate::content::Acts::looks_like_act(name) => {
                self.found.add(at, Problem::ActNotRegistered { id: name.to_string() });
            }
            Resolved::Unknown(near) => {
                let near = near.or_else(|| self.nearest(name));
                self.found.add(at, Problem::UnknownName { name: name.to_string(), nearest: near });
            }
        }
        Vec::new()
    }

    fn nearest(&mut self, name: &str) -> Option<String> {
        if self.ask() { self.catalogue.names.nearest(name) } else { None }
    }

    /// The node in which something of a document stands: the rule, else the section, else the document.
    fn bearer(&self, document: DocumentId, rule: Option<usize>, section: usize) -> Node {
        match rule {
            Some(local) => Node::Rule(self.catalogue.rule_id(document, local)),
            None if section == 0 => face(self.catalogue, document),
            None => Node::Section(self.catalogue.section_id(document, section)),
        }
    }

    fn mentions(&mut self, document: DocumentId) {
        let catalogue = self.catalogue;
        for mention in &catalogue.source(document).outline.mentions {
            let at = catalogue.place(document, mention.span);
            let from = self.bearer(document, mention.rule(), mention.section());
            let targets = match &mention.target {
                Target::Name(name) => {
                    let resolved = catalogue.resolve(name, document);
                    self.unresolved(document, name, mention.span, resolved)
                }
                Target::File { path, anchor } => self.file(document, path, anchor.as_deref(), at),
                Target::Anchor(anchor) => self.anchor(document, anchor, at),
                Target::Web(_) | Target::Forbidden(_) => Vec::new(),
            };
            for to in targets.into_iter().filter(|_| !mention.metadata) {
                self.add(from, Kind::Cites, to, at);
            }
        }
    }

    fn file(&mut self, document: DocumentId, path: &str, anchor: Option<&str>, at: Place) -> Vec<Node> {
        let catalogue = self.catalogue;
        let from = &catalogue.source(document).input.path;
        let target = catalogue.document_at(from, path);
        let Some(target) = target else {
            let wanted = join(from, path).unwrap_or_else(|| path.to_string());
            let paths = catalogue.sources.iter().map(|source| source.input.path.as_str());
            let near = if self.ask() { nearest(&wanted, paths) } else { None };
            self.found.add(at, Problem::MissingTarget { target: path.to_string(), nearest: near });
            return Vec::new();
        };
        match anchor {
            Some(anchor) => self.anchor(target, anchor, at),
            None => vec![face(catalogue, target)],
        }
    }

    fn anchor(&mut self, document: DocumentId, anchor: &str, at: Place) -> Vec<Node> {
        if let Some(node) = self.catalogue.anchor(document, anchor) {
            return vec![node];
        }
        let outline = &self.catalogue.source(document).outline;
        let near = nearest(anchor, outline.sections.iter().map(|section| &*section.anchor));
        self.found.add(at, Problem::MissingTarget { target: format!("#{anchor}"), nearest: near });
        Vec::new()
    }

    fn citations(&mut self, document: DocumentId) {
        let catalogue = self.catalogue;
        for cited in &catalogue.source(document).outline.citations {
            let Ok(act) = cited.citation.act else { continue };
            let from = self.bearer(document, cited.rule, cited.section);
            for to in catalogue.cited(act, &cited.citation.pins) {
                self.add(from, Kind::Cites, to, catalogue.place(document, cited.span));
            }
        }
    }

    /// The wording of a rule in the document that an answer is about, where that document holds one.
    fn proposed(&self, answer: DocumentId, node: Node) -> Node {
        let catalogue = self.catalogue;
        let Node::Rule(rule) = node else { return node };
        let relations = &catalogue.source(answer).front.relations;
        let names =
            relations.iter().filter(|(relation, _)| *relation == Relation::CommentsOn).map(|(_, name)| name);
        let about: Vec<DocumentId> =
            names.filter_map(|name| catalogue.home(catalogue.names.id(&name.value)?)).collect();
        let mut wordings = catalogue.names.wordings(&catalogue.rule_text(rule).id.value).iter();
        wordings.find(|id| about.contains(&catalogue.rule(**id).document)).map_or(node, |id| Node::Rule(*id))
    }

    fn pictures(&mut self, document: DocumentId) {
        let catalogue = self.catalogue;
        let source = catalogue.source(document);
        for image in &source.outline.images {
            let held =
                join(&source.input.path, &image.value).is_some_and(|path| catalogue.pictures.contains(&path));
            if !held {
                let near = nearest(&image.value, catalogue.pictures.iter().map(String::as_str));
                let problem = Problem::MissingTarget { target: image.value.clone(), nearest: near };
                self.found.add(catalogue.place(document, image.span), problem);
            }
        }
    }

    /// What the sections of an answer to a consultation are about.
    fn about(&mut self, document: DocumentId) {
        let catalogue = self.catalogue;
        for (local, section) in catalogue.source(document).outline.sections.iter().enumerate() {
            let from = Node::Section(catalogue.section_id(document, local));
            for value in section
                .fields
                .iter()
                .filter(|field| field.label == Label::About)
                .flat_map(|field| &field.values)
            {
                if let Resolved::To(nodes) = catalogue.resolve(&value.text, document) {
                    for node in nodes {
                        let to = self.proposed(document, node);
                        self.add(from, Kind::About, to, catalogue.place(document, value.span));
                    }
                }
            }
        }
    }
}

/// A diarienummer: letters, a year and a number, in either order.
fn is_registry_number(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    digits >= 4
        && name.starts_with(|c: char| c.is_uppercase())
        && name.contains([' ', '-'])
        && !crate::content::front::is_id(name)
}

/// Joins a relative link to the path of the document that holds it; `None` when it leads out of the folder.
pub fn join(from: &str, path: &str) -> Option<String> {
    let mut joined = String::with_capacity(from.len() + path.len());
    joined.push_str(from.rsplit_once('/').map_or("", |(folder, _)| folder));
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if joined.is_empty() => return None,
            ".." => joined.truncate(joined.rfind('/').unwrap_or(0)),
            part => {
                if !joined.is_empty() {
                    joined.push('/');
                }
                joined.push_str(part);
            }
        }
    }
    Some(joined)
}

impl Catalogue {
    /// The document that a relative link leads to.
    pub fn document_at(&self, from: &str, path: &str) -> Option<DocumentId> {
        self.paths.get(&join(from, path)?).copied()
    }

    /// The section or rule that a fragment of a document's address names.
    pub fn anchor(&self, document: DocumentId, anchor: &str) -> Option<Node> {
        let outline = &self.source(document).outline;
        if let Some(local) = outline
            .sections
            .iter()
            .position(|section| !section.anchor.is_empty() && *section.anchor == *anchor)
        {
            return Some(Node::Section(self.section_id(document, local)));
        }
        let local = outline.rules.iter().position(|rule| rule.id.value.eq_ignore_ascii_case(anchor))?;
        Some(Node::Rule(self.rule_id(document, local)))
    }
}
