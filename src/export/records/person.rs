//! Roles and forums.

use schemars::JsonSchema;
use serde::Serialize;

use super::{id, ids, url};
use crate::model::{Catalogue, ForumId, Kind, Node, RoleId};
use crate::publish::Published;

/// A role.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Role")]
pub struct RoleRecord {
    /// Permanent id of the description.
    pub id: String,
    /// Name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The organisation within which the name means this role.
    pub organisation: String,
    /// Ids of the roles and forums that it reports to.
    pub reports_to: Vec<String>,
    /// Ids of the forums that it is a member of.
    pub member_of: Vec<String>,
    /// Ids of the roles that the same person may not hold.
    pub incompatible_with: Vec<String>,
    /// Ids of the roles that it also is, and whose rules it so has.
    pub includes: Vec<String>,
    /// Ids of the rules that bind it today, those of included roles left out.
    pub rules: Vec<String>,
    /// Address of its page.
    pub url: String,
    /// Ids of the roles and forums that appoint it.
    pub appointed_by: Vec<String>,
    /// Ids of the roles and forums that it may delegate to.
    pub delegates_to: Vec<String>,
    /// Ids of the forums that it convenes.
    pub convenes: Vec<String>,
}

/// A forum.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Forum")]
pub struct ForumRecord {
    /// Permanent id of the description.
    pub id: String,
    /// Name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The organisation within which the name means this forum.
    pub organisation: String,
    /// Ids of the roles that are members.
    pub members: Vec<String>,
    /// Ids of the roles that convene it.
    pub convened_by: Vec<String>,
    /// Ids of the roles and forums that it reports to.
    pub reports_to: Vec<String>,
    /// Ids of the rules that bind it today.
    pub rules: Vec<String>,
    /// Address of its page.
    pub url: String,
}

/// Ids of the rules that a role or forum owns and that bind.
fn owned(catalogue: &Catalogue, node: Node) -> Vec<String> {
    let rules = catalogue.graph.origins(node, Kind::OwnedBy);
    ids(catalogue, rules.filter(|node| matches!(node, Node::Rule(id) if catalogue.binds(*id))))
}

/// Every role.
pub fn roles(published: &Published) -> impl Iterator<Item = RoleRecord> + use<'_> {
    let catalogue = published.catalogue();
    let roles = catalogue.roles.iter().enumerate();
    roles.map(move |(number, role)| {
        let node = Node::Role(RoleId(number as u32));
        let targets = |kind| ids(catalogue, catalogue.graph.targets(node, kind));
        RoleRecord {
            id: id(catalogue, node),
            name: role.name.clone(),
            aliases: role.aliases.clone(),
            organisation: role.organisation.clone(),
            reports_to: targets(Kind::ReportsTo),
            member_of: targets(Kind::MemberOf),
            incompatible_with: targets(Kind::IncompatibleWith),
            includes: targets(Kind::Includes),
            rules: owned(catalogue, node),
            url: url(catalogue, node),
            appointed_by: targets(Kind::AppointedBy),
            delegates_to: targets(Kind::DelegatesTo),
            convenes: targets(Kind::Convenes),
        }
    })
}

/// Every forum.
pub fn forums(published: &Published) -> impl Iterator<Item = ForumRecord> + use<'_> {
    let catalogue = published.catalogue();
    let forums = catalogue.forums.iter().enumerate();
    forums.map(move |(number, forum)| {
        let node = Node::Forum(ForumId(number as u32));
        let origins = |kind| ids(catalogue, catalogue.graph.origins(node, kind));
        ForumRecord {
            id: id(catalogue, node),
            name: forum.name.clone(),
            aliases: forum.aliases.clone(),
            organisation: forum.organisation.clone(),
            members: origins(Kind::MemberOf),
            convened_by: origins(Kind::Convenes),
            reports_to: ids(catalogue, catalogue.graph.targets(node, Kind::ReportsTo)),
            rules: owned(catalogue, node),
            url: url(catalogue, node),
        }
    })
}
