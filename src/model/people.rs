//! Roles and forums: the documents of those classes, each scoped to an organisation.

use super::{Catalogue, DocumentId, ForumId, Node, RoleId};
use crate::content::config::Class;
use crate::content::front::is_id;
use crate::text::{fold, swedish_key};

/// A described role.
#[derive(Debug, Clone)]
pub struct Role {
    /// The document that describes it.
    pub document: DocumentId,
    /// Its name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The organisation within which the name means this role.
    pub organisation: String,
}

/// A forum.
#[derive(Debug, Clone)]
pub struct Forum {
    /// The document that describes it.
    pub document: DocumentId,
    /// Its name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The organisation within which the name means this forum.
    pub organisation: String,
}

/// Whether an alias is a former address or id rather than another name.
pub fn is_address(alias: &str) -> bool {
    alias.contains('/') || alias.ends_with(".html") || (is_id(alias) && alias.contains('-'))
}

/// Collects roles and forums by name in Swedish order.
pub fn collect(catalogue: &mut Catalogue) {
    let (mut roles, mut forums) = (Vec::new(), Vec::new());
    let is_person = |id: &DocumentId| matches!(catalogue.document(*id).class, Class::Role | Class::Forum);
    for document in catalogue.document_ids().filter(is_person) {
        let front = &catalogue.source(document).front;
        let name = front.title.value.clone();
        let aliases = front.aliases.iter().map(|a| a.value.clone()).filter(|a| !is_address(a)).collect();
        let organisation = catalogue.document(document).organisation.clone();
        match catalogue.document(document).class {
            Class::Role => roles.push(Role { document, name, aliases, organisation }),
            Class::Forum => forums.push(Forum { document, name, aliases, organisation }),
            _ => {}
        }
    }
    roles.sort_by_cached_key(|role| (swedish_key(&role.name), fold(&role.organisation), role.document));
    forums.sort_by_cached_key(|forum| (swedish_key(&forum.name), fold(&forum.organisation), forum.document));
    for (number, role) in roles.iter().enumerate() {
        catalogue.documents[role.document.index()].person = Some(Node::Role(RoleId(number as u32)));
    }
    for (number, forum) in forums.iter().enumerate() {
        catalogue.documents[forum.document.index()].person = Some(Node::Forum(ForumId(number as u32)));
    }
    catalogue.roles = roles;
    catalogue.forums = forums;
}
