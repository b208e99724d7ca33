//! Relations: the whole matrix of who refers to what, and how.

use schemars::JsonSchema;
use serde::Serialize;

use super::{id, url};
use crate::model::{Catalogue, Kind, Node};
use crate::publish::Published;

/// A relation between two things of the portal.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Relation")]
pub struct RelationRecord {
    /// Id of what it begins in.
    pub from: String,
    /// What that is.
    #[schemars(extend("enum" = ENTITIES))]
    pub from_kind: &'static str,
    /// What it says.
    #[schemars(extend("enum" = words()))]
    pub relation: &'static str,
    /// Id of what it leads to.
    pub to: String,
    /// What that is.
    #[schemars(extend("enum" = ENTITIES))]
    pub to_kind: &'static str,
    /// Address of what it begins in.
    pub from_url: String,
    /// Address of what it leads to.
    pub to_url: String,
}

const ENTITIES: [&str; 8] =
    ["document", "section", "rule", "role", "forum", "term", "reference", "provision"];

fn entity(node: Node) -> &'static str {
    match node {
        Node::Document(_) => "document",
        Node::Section(_) => "section",
        Node::Rule(_) => "rule",
        Node::Role(_) => "role",
        Node::Forum(_) => "forum",
        Node::Term(_) => "term",
        Node::Act(_) => "reference",
        Node::Provision(_) => "provision",
    }
}

/// Every relation with the word by which exports name it. The words of the front matter are kept where there is one.
const WORDS: [(Kind, &str); 21] = [
    (Kind::Cites, "cites"),
    (Kind::Grounds, "grounded_in"),
    (Kind::OwnedBy, "owned_by"),
    (Kind::Concretises, "source"),
    (Kind::Replaces, "replaces"),
    (Kind::Supplements, "supplements"),
    (Kind::DelimitedAgainst, "delimited_against"),
    (Kind::SeeAlso, "see_also"),
    (Kind::Supports, "supports"),
    (Kind::AttachmentTo, "attachment_to"),
    (Kind::CommentsOn, "comments_on"),
    (Kind::About, "about"),
    (Kind::Custodian, "custodian"),
    (Kind::DrawnUpBy, "drawn_up_by"),
    (Kind::ReportsTo, "reports_to"),
    (Kind::MemberOf, "member_of"),
    (Kind::Convenes, "convenes"),
    (Kind::IncompatibleWith, "incompatible_with"),
    (Kind::Includes, "includes"),
    (Kind::DelegatesTo, "delegates_to"),
    (Kind::AppointedBy, "appointed_by"),
];

fn words() -> Vec<&'static str> {
    WORDS.iter().map(|(_, word)| *word).collect()
}

fn word(kind: Kind) -> Option<&'static str> {
    WORDS.iter().find(|(known, _)| *known == kind).map(|(_, word)| *word)
}

/// Every relation, by where it begins.
pub fn relations(published: &Published) -> impl Iterator<Item = RelationRecord> + use<'_> {
    let catalogue: &Catalogue = published.catalogue();
    let edges = catalogue.graph.edges().iter();
    edges.filter_map(move |edge| {
        Some(RelationRecord {
            from: id(catalogue, edge.from),
            from_kind: entity(edge.from),
            relation: word(edge.kind)?,
            to: id(catalogue, edge.to),
            to_kind: entity(edge.to),
            from_url: url(catalogue, edge.from),
            to_url: url(catalogue, edge.to),
        })
    })
}
