//! Stage 2, model: sources become one [`Catalogue`]: names resolved, owner and source inherited, edges both ways.
//!
//! In: [`Content`]. Out: a catalogue that later stages only read. Ids are dense numbers, vectors are sorted, nothing
//! here reads or renders.

mod acts;
mod document;
mod graph;
pub mod lexicon;
mod names;
mod owners;
mod parts;
mod people;
pub mod recurring;
mod relations;
mod rule;
mod subject;
mod term;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::content::front::{Relation, Status};
use crate::content::{Content, Site, Source, outline};
use crate::diag::{Diagnostics, FileId, Files, Place, Span};
use crate::interned::Strings;

pub use acts::{Act, Provision};
pub use document::Document;
pub use graph::{Edge, Graph, Kind};
pub use names::{Names, Resolved};
pub use people::{Forum, Role, is_address};
pub use relations::join;
pub use rule::{How, Level, Owner, Rule};
pub use subject::Subject;
pub use term::Term;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into the catalogue's vector.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A document, by kind and title.
    DocumentId;
    /// A section, in the order of the documents.
    SectionId;
    /// A rule, in the order of the documents.
    RuleId;
    /// A described role, by name.
    RoleId;
    /// A forum, by name.
    ForumId;
    /// A defined term, by label.
    TermId;
    /// An entry of the register, in its order.
    ActId;
    /// A cited place of an act, by act and place.
    ProvisionId;
    /// A subject, by name.
    SubjectId;
}

/// Anything that has an address and can be referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Node {
    Document(DocumentId),
    Section(SectionId),
    Rule(RuleId),
    Role(RoleId),
    Forum(ForumId),
    Term(TermId),
    Act(ActId),
    Provision(ProvisionId),
}

impl Node {
    /// How many kinds of nodes there are.
    const KINDS: usize = 8;

    /// The number of its kind, in the order of nodes, and its own among them.
    fn place(self) -> (usize, usize) {
        match self {
            Self::Document(id) => (0, id.index()),
            Self::Section(id) => (1, id.index()),
            Self::Rule(id) => (2, id.index()),
            Self::Role(id) => (3, id.index()),
            Self::Forum(id) => (4, id.index()),
            Self::Term(id) => (5, id.index()),
            Self::Act(id) => (6, id.index()),
            Self::Provision(id) => (7, id.index()),
        }
    }
}

/// A section of a document.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// The document.
    pub document: DocumentId,
    /// Number among the sections of that document.
    pub local: usize,
}

/// Everything that the content folder says, with every name resolved.
#[derive(Debug)]
pub struct Catalogue {
    /// The settings.
    pub site: Site,
    /// The documents' texts and outlines; `sources[d]` is that of `documents[d]`.
    pub sources: Vec<Arc<Source>>,
    /// The documents by kind and title.
    pub documents: Vec<Document>,
    /// The sections, document by document.
    pub sections: Vec<Section>,
    /// The rules, document by document, withdrawn ones included.
    pub rules: Vec<Rule>,
    /// The roles by name.
    pub roles: Vec<Role>,
    /// The forums by name.
    pub forums: Vec<Forum>,
    /// The terms by label.
    pub terms: Vec<Term>,
    /// What documents and rules are about, by name.
    pub subjects: Vec<Subject>,
    /// The register, in its order.
    pub acts: Vec<Act>,
    /// The places of acts that something refers to.
    pub provisions: Vec<Provision>,
    /// Every relation, in both directions.
    pub graph: Graph,
    /// Every name.
    pub names: Names,
    /// Which file the register is.
    pub register_file: Option<FileId>,
    /// The pictures of the content folder, by path.
    pub pictures: BTreeSet<String>,
    /// The documents by path, for relative links.
    paths: HashMap<String, DocumentId>,
    /// Id and title of each document. Links lead from everywhere to everywhere, and here they lie close together.
    labels: Strings,
}

impl Catalogue {
    /// Builds the catalogue. Names that lead nowhere are reported where they stand.
    pub fn build(content: Content) -> (Self, Files, Diagnostics) {
        let files = content.files;
        let parts = Parts {
            site: content.site,
            register: content.register,
            register_file: content.register_file,
            sources: content.sources,
            pictures: content.assets.into_iter().map(|asset| asset.path).collect(),
        };
        let (catalogue, found) = Self::assemble(parts);
        (catalogue, files, found)
    }

    /// As [`Catalogue::build`], from the parts that a catalogue is made of.
    pub fn assemble(parts: Parts) -> (Self, Diagnostics) {
        let mut found = Diagnostics::default();
        let Parts { site, register, register_file, mut sources, pictures } = parts;
        document::sort(&mut sources, &site);
        let (documents, sections) = document::collect(&sources, &site);
        let mut labels = Strings::default();
        for source in &sources {
            labels.push(&source.front.id.value);
            labels.push(&source.front.title.value);
        }
        let mut catalogue = Self {
            names: Names::new(&register),
            acts: register.into_iter().map(Act::new).collect(),
            site,
            sources,
            documents,
            sections,
            rules: Vec::new(),
            roles: Vec::new(),
            forums: Vec::new(),
            terms: Vec::new(),
            subjects: Vec::new(),
            provisions: Vec::new(),
            graph: Graph::default(),
            paths: HashMap::new(),
            labels,
            pictures,
            register_file,
        };
        catalogue.paths =
            catalogue.document_ids().map(|id| (catalogue.source(id).input.path.clone(), id)).collect();
        people::collect(&mut catalogue);
        term::collect(&mut catalogue);
        rule::collect(&mut catalogue);
        subject::collect(&mut catalogue);
        names::collect(&mut catalogue, &mut found);
        acts::collect(&mut catalogue);
        let mut edges = relations::collect(&catalogue, &mut found);
        owners::assign(&mut catalogue, &mut edges, &mut found);
        catalogue.graph = Graph::new(edges);
        (catalogue, found)
    }

    /// Takes the catalogue apart again, so that a part of its sources can make another.
    pub fn into_parts(self) -> Parts {
        Parts {
            site: self.site,
            register: self.acts.into_iter().map(|act| act.entry).collect(),
            register_file: self.register_file,
            sources: self.sources,
            pictures: self.pictures,
        }
    }

    /// The source of a document.
    pub fn source(&self, document: DocumentId) -> &Source {
        &self.sources[document.index()]
    }

    /// The id of a document.
    pub fn id_of(&self, document: DocumentId) -> &str {
        self.labels.get(2 * document.0)
    }

    /// The title of a document.
    pub fn title_of(&self, document: DocumentId) -> &str {
        self.labels.get(2 * document.0 + 1)
    }

    /// The document.
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.index()]
    }

    /// The rule.
    pub fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.index()]
    }

    /// What a rule says.
    pub fn rule_text(&self, id: RuleId) -> &outline::RuleText {
        let rule = self.rule(id);
        &self.source(rule.document).outline.rules[rule.local]
    }

    /// The outline of a section.
    pub fn section(&self, id: SectionId) -> &outline::Section {
        let section = self.sections[id.index()];
        &self.source(section.document).outline.sections[section.local]
    }

    /// The number of a section of a document.
    pub fn section_id(&self, document: DocumentId, local: usize) -> SectionId {
        SectionId(self.document(document).sections.start + local as u32)
    }

    /// The number of a rule of a document.
    pub fn rule_id(&self, document: DocumentId, local: usize) -> RuleId {
        RuleId(self.document(document).rules.start + local as u32)
    }

    /// The kind of a document.
    pub fn kind(&self, document: DocumentId) -> &crate::content::config::Kind {
        &self.site.kinds[self.source(document).front.kind]
    }

    /// A place in a document.
    pub fn place(&self, document: DocumentId, span: Span) -> Place {
        self.source(document).place(span)
    }

    /// Whether a rule binds somebody: it is decided, not former, not withdrawn, and no other wording stands before it.
    pub fn binds(&self, id: RuleId) -> bool {
        let status = self.source(self.rule(id).document).front.status.value;
        matches!(status, Status::Gallande | Status::Beslutad)
            && self.rule(id).current
            && self.rule_text(id).tombstone.is_none()
    }

    /// Former and proposed wordings of the rule whose wording is current.
    pub fn other_wordings(&self, id: RuleId) -> impl Iterator<Item = RuleId> + use<'_> {
        self.names.wordings(&self.rule_text(id).id.value).iter().copied().filter(move |other| *other != id)
    }

    /// What the front matter of a document names as its source.
    pub fn declared_sources(&self, document: DocumentId) -> Vec<Node> {
        let relations = &self.source(document).front.relations;
        let names =
            relations.iter().filter(|(relation, _)| *relation == Relation::Source).map(|(_, name)| name);
        let resolved = names.filter_map(|name| match self.resolve(&name.value, document) {
            Resolved::To(nodes) => Some(nodes),
            _ => None,
        });
        resolved.flatten().collect()
    }

    /// Every document, by number.
    pub fn document_ids(&self) -> impl Iterator<Item = DocumentId> + use<> {
        (0..self.documents.len() as u32).map(DocumentId)
    }

    /// Every rule, by number.
    pub fn rule_ids(&self) -> impl Iterator<Item = RuleId> + use<> {
        (0..self.rules.len() as u32).map(RuleId)
    }

    /// The id or name by which a person knows a node.
    pub fn label(&self, node: Node) -> String {
        match node {
            Node::Document(id) => self.id_of(id).to_string(),
            Node::Section(id) => {
                let section = self.sections[id.index()];
                let heading = self.section(id);
                let number = heading.number.as_deref().unwrap_or(&heading.title);
                [self.id_of(section.document), number].join(" ")
            }
            Node::Rule(id) => self.rule_text(id).id.value.clone(),
            Node::Role(id) => self.roles[id.index()].name.clone(),
            Node::Forum(id) => self.forums[id.index()].name.clone(),
            Node::Term(id) => self.terms[id.index()].label.clone(),
            Node::Act(id) => self.acts[id.index()].entry.id.value.clone(),
            Node::Provision(id) => {
                let provision = &self.provisions[id.index()];
                format!("{} {}", self.acts[provision.act.index()].entry.id.value, provision.pin.label())
            }
        }
    }
}

/// What a catalogue is made of.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Parts {
    pub site: Site,
    pub register: Vec<crate::content::Entry>,
    pub register_file: Option<FileId>,
    pub sources: Vec<Arc<Source>>,
    pub pictures: BTreeSet<String>,
}
