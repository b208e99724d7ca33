//! What a page says of itself to machines: schema.org as JSON-LD, and Dublin Core as `meta` elements.
//!
//! In: the published catalogue and what the page is about. Out: a data block and a list of name and value. Both speak of
//! the page's own address, and every address that they name is one of the site's.

mod dublin_core;
mod schema_org;

use serde::Serialize;

use super::address;
use super::html::{Html, Markup};
use super::portal::{Head, Portal};
use crate::model::Node;

/// What a page says of itself.
#[derive(Debug, Default)]
pub struct Metadata {
    /// The JSON-LD, as a data block of HTML; empty for a page that says nothing.
    pub json_ld: Markup,
    /// Dublin Core.
    pub dublin_core: Vec<Tag>,
}

/// A `meta` element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// The term, without its prefix: `title`.
    pub name: &'static str,
    /// Its value.
    pub content: String,
}

/// Where addresses begin: at the base address of the portal, else at the page itself.
pub struct Place<'a> {
    portal: &'a Portal<'a>,
    base: &'a str,
}

impl Place<'_> {
    /// The address of a node.
    pub fn of(&self, node: Node) -> String {
        address::to(self.portal.catalogue, node, self.base)
    }

    /// The address of a page.
    pub fn page(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

/// What a page says of itself. Pages that only lead on, and the one for missing addresses, say nothing.
pub fn of(portal: &Portal<'_>, head: &Head<'_>, root: &str) -> Metadata {
    if matches!(head.kind, "redirect" | "missing") {
        return Metadata::default();
    }
    let base = portal.catalogue.site.base_url.as_deref().unwrap_or(root);
    let place = Place { portal, base };
    let mut html = Html::new();
    html.data_block(&schema_org::graph(portal, head, &place));
    Metadata { json_ld: html.finish(), dublin_core: dublin_core::tags(portal, head, &place) }
}
