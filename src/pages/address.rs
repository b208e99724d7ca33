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
    let part = id_part(catalogue.id_of(document));
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
            None => Address::page(below("", "dokument/", catalogue.id_of(id))),
        },
        Node::Section(id) => {
            let section = catalogue.sections[id.index()];
            let anchor = Some(catalogue.section(id).anchor.to_string()).filter(|anchor| !anchor.is_empty());
            let page = catalogue.document(section.document).page_of(section.local);
            Address { anchor, ..document_page(catalogue, section.document, page) }
        }
        Node::Rule(id) => {
            let (rule, text) = (catalogue.rule(id), catalogue.rule_text(id));
            if rule.current && catalogue.site.rule_pages {
                return Address::page(below("", "regel/", &text.id.value));
            }
            let page = catalogue.document(rule.document).page_of(text.section);
            Address { anchor: Some(id_part(&text.id.value)), ..document_page(catalogue, rule.document, page) }
        }
        Node::Role(id) => {
            Address::page(below("", "roll/", catalogue.id_of(catalogue.roles[id.index()].document)))
        }
        Node::Forum(id) => {
            Address::page(below("", "forum/", catalogue.id_of(catalogue.forums[id.index()].document)))
        }
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

/// Where a node is, as a page under `root` links to it. Pages are full of links to documents and rules, which are written at once.
pub fn to(catalogue: &Catalogue, node: Node, root: &str) -> String {
    match node {
        Node::Document(id) if catalogue.document(id).person.is_none() => {
            below(root, "dokument/", catalogue.id_of(id))
        }
        Node::Rule(id) if catalogue.rule(id).current && catalogue.site.rule_pages => {
            below(root, "regel/", &catalogue.rule_text(id).id.value)
        }
        node => of(catalogue, node).from_root(root),
    }
}

/// The page of an id in a folder, as a page under `root` links to it.
fn below(root: &str, folder: &str, id: &str) -> String {
    const END: &str = ".html";
    let mut out = String::with_capacity(root.len() + folder.len() + id.len() + END.len());
    out.push_str(root);
    out.push_str(folder);
    out.extend(id.chars().map(|c| c.to_ascii_lowercase()));
    out.push_str(END);
    out
}
