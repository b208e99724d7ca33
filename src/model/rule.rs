//! Rules, and who must see to them.

use super::{Catalogue, DocumentId, Node, SectionId, SubjectId};
use crate::content::config::Class;

/// A rule. What it says is in its source's outline.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The document that holds it.
    pub document: DocumentId,
    /// Number among the rules of that document.
    pub local: usize,
    /// The section that it stands in.
    pub section: SectionId,
    /// Whether this is the wording that the id's address shows: the one in force rather than a former or proposed.
    pub current: bool,
    /// Whether it is a principle: a rule of a policy.
    pub principle: bool,
    /// Who must see to it.
    pub owners: Vec<Owner>,
    /// The principles, laws and standards behind it, own or inherited.
    pub sources: Vec<Node>,
    /// What it is about: own, else of the nearest section, else of the document.
    pub subjects: Vec<SubjectId>,
}

/// Who must see to a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The described role or forum, if there is one of that name.
    pub node: Option<Node>,
    /// Its name.
    pub name: String,
    /// How it came to be the owner.
    pub how: How,
}

/// How an owner came to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The decided sentence names it.
    Written,
    /// An editor assigned it, at this level.
    Assigned(Level),
}

/// Where an owner or source was assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Level {
    Rule,
    Section,
    Document,
    /// The rule stands in the description of the role.
    Role,
}

/// Collects the rules, document by document.
pub fn collect(catalogue: &mut Catalogue) {
    let mut rules = Vec::new();
    for document in catalogue.document_ids() {
        let principle = catalogue.document(document).class == Class::Policy;
        for (local, text) in catalogue.source(document).outline.rules.iter().enumerate() {
            rules.push(Rule {
                document,
                local,
                section: catalogue.section_id(document, text.section),
                current: true,
                principle,
                owners: Vec::new(),
                sources: Vec::new(),
                subjects: Vec::new(),
            });
        }
    }
    catalogue.rules = rules;
}
