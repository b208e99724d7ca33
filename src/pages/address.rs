//! The addresses of the site. Ids are lower case in them, and an address never changes while its id lives.

use crate::model::{ActId, Catalogue, DocumentId, Node, SubjectId};
use crate::text::slug;

/// Path from the top of the site, and a place on that page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// `dokument/rik-is.html`
    pub path: String,
    /// `avsnitt-6-2`
    pub anchor: Option<String>,
}

impl Address {
    /// The top of a page.
    pub fn page(path: impl Into<String>) -> Self {
        Self { path: path.into(), anchor: None }
    }

    /// The address as a page under `root` links to it.
    pub fn from_root(&self, root: &str) -> String {
        match &self.anchor {
            Some(anchor) => [root, &self.path, "#", anchor].concat(),
            None => [root, &self.path].concat(),
        }
    }
}

/// The ways from pages up to the top of the site: of those at the top first.
pub const ROOTS: [&str; 4] = ["", "../", "../../", "../../../"];

/// The way from a page up to the top of the site.
pub fn root_of(path: &str) -> &'static str {
    ROOTS[path.matches('/').count().min(ROOTS.len() - 1)]
}

/// The part of an address that is an id: lower case.
pub fn id_part(id: &str) -> String {
    id.to_ascii_lowercase()
}

/// The page of an act.
pub fn act_page(catalogue: &Catalogue, act: ActId) -> String {
    format!("lagrum/{}.html", slug(&catalogue.acts[act.index()].entry.id.value))
}

/// A page of a document: the first, or one of those that a very long one is cut into.
pub fn document_page(catalogue: &Catalogue, document: DocumentId, number: usize) -> Address {
    if number == 0 {
        return of(catalogue, Node::Document(document));
    }
    let part = id_part(&catalogue.source(document).front.id.value);
    Address::page(format!("dokument/{part}/del-{}.html", number + 1))
}

/// The page of a subject.
pub fn subject_page(catalogue: &Catalogue, subject: SubjectId) -> String {
    format!("amne/{}.html", catalogue.subject(subject).anchor)
}

/// The statement of applicability of a standard.
pub fn applicability_page(catalogue: &Catalogue, act: ActId) -> String {
    format!("tillamplighet/{}.html", slug(&catalogue.acts[act.index()].entry.id.value))
}

/// The calendar of one role.
pub fn calendar(id: &str) -> String {
    format!("data/arshjul/{}.ics", id_part(id))
}

/// Where a node is.
pub fn of(catalogue: &Catalogue, node: Node) -> Address {
    match node {
        Node::Document(id) => match catalogue.document(id).person {
            Some(person) => of(catalogue, person),
            None => {
                let part = id_part(&catalogue.source(id).front.id.value);
                Address::page(["dokument/", &part, ".html"].concat())
            }
        },
        Node::Section(id) => {
            let section = catalogue.sections[id.index()];
            let anchor = Some(catalogue.section(id).anchor.clone()).filter(|anchor| !anchor.is_empty());
            let page = catalogue.document(section.document).page_of(section.local);
            Address { anchor, ..document_page(catalogue, section.document, page) }
        }
        Node::Rule(id) => {
            let part = id_part(&catalogue.rule_text(id).id.value);
            if catalogue.rule(id).current && catalogue.site.rule_pages {
                return Address::page(format!("regel/{part}.html"));
            }
            let rule = catalogue.rule(id);
            let page = catalogue.document(rule.document).page_of(catalogue.rule_text(id).section);
            Address { anchor: Some(part), ..document_page(catalogue, rule.document, page) }
        }
        Node::Role(id) => person_page("roll", catalogue, catalogue.roles[id.index()].document),
        Node::Forum(id) => person_page("forum", catalogue, catalogue.forums[id.index()].document),
        Node::Term(id) => Address {
            path: "begrepp.html".to_string(),
            anchor: Some(catalogue.terms[id.index()].anchor.clone()),
        },
        Node::Act(id) => Address::page(act_page(catalogue, id)),
        Node::Provision(id) => {
            let provision = &catalogue.provisions[id.index()];
            Address { path: act_page(catalogue, provision.act), anchor: Some(provision.pin.anchor()) }
        }
    }
}

fn person_page(folder: &str, catalogue: &Catalogue, document: crate::model::DocumentId) -> Address {
    Address::page(format!("{folder}/{}.html", id_part(&catalogue.source(document).front.id.value)))
}
