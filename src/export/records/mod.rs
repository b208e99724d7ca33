//! The records that exports write, one file an entity. Field names and order are a promise (design §5): new fields come
//! last, none is taken away. The doc comments of the fields are the descriptions of the published JSON Schema.

mod document;
mod person;
mod portal;
mod reference;
mod relation;
mod rule;
mod section;
mod term;

pub use document::{DocumentRecord, documents};
pub use person::{ForumRecord, RoleRecord, forums, roles};
pub use portal::{PortalRecord, portal};
pub use reference::{ControlRecord, ReferenceRecord, controls, references};
pub use relation::{RelationRecord, relations};
pub use rule::{OwnerRecord, RuleRecord, WithdrawnRecord, rules, withdrawn};
pub use section::{SectionRecord, sections};
pub use term::{TermRecord, terms};

use crate::content::{Date, Spanned};
use crate::model::{Catalogue, Node};
use crate::pages::address;
use crate::publish::Published;

/// The address of a node: whole when the portal has a base address, else from the top of the site.
pub fn url(catalogue: &Catalogue, node: Node) -> String {
    address::to(catalogue, node, catalogue.site.base_url.as_deref().unwrap_or(""))
}

/// The id of a node: that of its document for roles and forums.
pub fn id(catalogue: &Catalogue, node: Node) -> String {
    match node {
        Node::Role(_) | Node::Forum(_) => {
            catalogue.home(node).map(|home| catalogue.id_of(home).to_string()).unwrap_or_default()
        }
        node => catalogue.label(node),
    }
}

fn ids(catalogue: &Catalogue, nodes: impl Iterator<Item = Node>) -> Vec<String> {
    nodes.map(|node| id(catalogue, node)).collect()
}

fn text(value: &Option<Spanned<String>>) -> Option<String> {
    value.as_ref().map(|value| value.value.clone())
}

fn texts(values: &[Spanned<String>]) -> Vec<String> {
    values.iter().map(|value| value.value.clone()).collect()
}

fn day(value: &Option<Spanned<Date>>) -> Option<String> {
    value.as_ref().map(|value| value.value.to_string())
}

/// The latest day on which something was decided, came into force or was withdrawn.
pub fn changed(published: &Published) -> Date {
    let today = published.today();
    let fronts = published.catalogue().sources.iter().map(|source| &source.front);
    let days = fronts.flat_map(|front| {
        let days = front.decided_on.iter().chain(&front.valid_from).chain(&front.withdrawn_on);
        days.map(|day| day.value)
    });
    days.filter(|day| *day <= today).max().unwrap_or(today)
}
