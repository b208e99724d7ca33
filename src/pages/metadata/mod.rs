//! What a page says of itself to machines: schema.org as JSON-LD, and Dublin Core as `meta` elements.
//!
//! In: the published catalogue and what the page is about. Out: elements of the head of the page. Both speak of
//! the page's own address, and every address that they name is one of the site's.

mod dublin_core;
mod schema_org;

use super::address;
use super::html::{Html, Markup};
use super::portal::{Head, Portal};
use crate::model::Node;

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

/// What a page says of itself, as elements of its head: Dublin Core, then JSON-LD. Pages that only lead on, and the one for
/// missing addresses, say nothing.
pub fn of(portal: &Portal<'_>, head: &Head<'_>, root: &str) -> Markup {
    let mut html = Html::new();
    if !matches!(head.kind, "redirect" | "missing") {
        let base = portal.catalogue.site.base_url.as_deref().unwrap_or(root);
        let place = Place { portal, base };
        dublin_core::write(&mut html, portal, head, &place);
        html.newline().data_block(&schema_org::graph(portal, head, &place));
    }
    html.finish()
}
