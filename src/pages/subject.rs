//! The page of a subject: the documents that touch it, what each governs of it, and every rule about it.

use super::Sink;
use super::address::{self, Address};
use super::person;
use super::portal::{Head, LIST, Portal};
use super::theme::ThemeError;
use super::view::{Link, SubjectDocument, SubjectView};
use crate::model::{Catalogue, DocumentId, Node, RuleId, SubjectId};

/// A link to a subject.
pub fn link(portal: &Portal<'_>, subject: SubjectId, root: &str) -> Link {
    Link {
        text: portal.catalogue.subject(subject).name.clone(),
        href: Some(format!("{root}{}", address::subject_page(portal.catalogue, subject))),
        ..Link::default()
    }
}

/// Links to all subjects, each with how many rules it has.
pub fn links(portal: &Portal<'_>, root: &str) -> Vec<Link> {
    let count = |subject| portal.words().count("rules", portal.catalogue.rules_about(subject).count());
    let subjects = portal.catalogue.subject_ids();
    subjects.map(|subject| Link { note: Some(count(subject)), ..link(portal, subject, root) }).collect()
}

/// Writes the page of each subject.
///
/// # Errors
/// A template that asks for what is not there.
pub fn write(portal: &Portal<'_>, sink: Sink<'_>) -> Result<(), ThemeError> {
    for subject in portal.catalogue.subject_ids() {
        let catalogue = portal.catalogue;
        let path = address::subject_page(catalogue, subject);
        let root = address::root_of(&path);
        let rules: Vec<RuleId> = catalogue.rules_about(subject).collect();
        let documents = touching(catalogue, subject, &rules);
        let view = SubjectView {
            name: catalogue.subject(subject).name.clone(),
            documents: documents.iter().map(|id| document(portal, *id, &rules, root)).collect(),
            owners: owners(portal, &rules, root),
            groups: by_document(portal, &rules, root),
            rules: rules.len(),
            others: catalogue
                .subject_ids()
                .filter(|s| *s != subject)
                .map(|s| link(portal, s, root))
                .collect(),
        };
        let mut head = Head::new(path.clone(), "subject", &catalogue.subject(subject).name);
        head.nav = "map";
        head.crumbs = vec![
            (portal.words().get("nav-map").to_string(), Address::page("karta.html")),
            (
                portal.words().get("subjects").to_string(),
                Address { path: "karta.html".to_string(), anchor: Some("amnen".to_string()) },
            ),
        ];
        head.description = portal.words().with("subject-description", &[&catalogue.subject(subject).name]);
        sink(portal.page(&head, "subject.html", &view)?);
    }
    Ok(())
}

/// The documents that say they are about a subject, or that hold a rule about it.
fn touching(catalogue: &Catalogue, subject: SubjectId, rules: &[RuleId]) -> Vec<DocumentId> {
    let declared = catalogue.document_ids().filter(|id| catalogue.document(*id).subjects.contains(&subject));
    let mut all: Vec<DocumentId> =
        declared.chain(rules.iter().map(|rule| catalogue.rule(*rule).document)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn document(portal: &Portal<'_>, id: DocumentId, rules: &[RuleId], root: &str) -> SubjectDocument {
    let catalogue = portal.catalogue;
    let here = rules.iter().filter(|rule| catalogue.rule(**rule).document == id);
    let mut sections: Vec<_> = here.clone().map(|rule| catalogue.rule(*rule).section).collect();
    sections.sort_unstable();
    sections.dedup();
    sections.retain(|section| !catalogue.section(*section).anchor.is_empty());
    SubjectDocument {
        document: portal.link(Node::Document(id), root),
        kind: catalogue.kind(id).name.clone(),
        status: portal.status(id, root),
        rules: here.count(),
        sections: sections
            .into_iter()
            .take(LIST)
            .map(|section| Link { prefix: None, ..portal.link(Node::Section(section), root) })
            .collect(),
    }
}

fn owners(portal: &Portal<'_>, rules: &[RuleId], root: &str) -> Vec<Link> {
    let all = rules.iter().flat_map(|rule| &portal.catalogue.rule(*rule).owners);
    let mut nodes: Vec<Node> = all.filter_map(|owner| owner.node).collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes.into_iter().take(LIST).map(|node| portal.link(node, root)).collect()
}

fn by_document(portal: &Portal<'_>, rules: &[RuleId], root: &str) -> Vec<super::view::RuleGroup> {
    let mut out = Vec::new();
    for chunk in
        rules.chunk_by(|a, b| portal.catalogue.rule(*a).document == portal.catalogue.rule(*b).document)
    {
        out.push(person::document_group(portal, chunk, root));
    }
    out
}
