//! The sitemap: the pages that search engines may show. Proposals, drafts and former wordings are not among them.

use std::fmt::Write;

use crate::content::front::Status;
use crate::model::{ActId, ForumId, Node, RoleId};
use crate::pages::address;
use crate::publish::Published;

/// Most addresses of one sitemap (sitemaps.org).
const LIMIT: usize = 50_000;

/// The sitemaps: path and text. None when the portal has no base address, since a sitemap needs full ones.
pub fn sitemap(published: &Published) -> Vec<(String, String)> {
    let catalogue = published.catalogue();
    let Some(base) = &catalogue.site.base_url else { return Vec::new() };
    let fixed = [
        "index.html",
        "dokument.html",
        "roller.html",
        "register.html",
        "begrepp.html",
        "lagrum.html",
        "sparbarhet.html",
        "om/data.html",
    ];
    let mut paths: Vec<String> = fixed.iter().map(|path| (*path).to_string()).collect();
    let is_in_force =
        |id| matches!(catalogue.source(id).front.status.value, Status::Gallande | Status::Beslutad);
    let documents = catalogue.document_ids().filter(|id| is_in_force(*id)).map(Node::Document);
    let roles = (0..catalogue.roles.len() as u32).map(|n| Node::Role(RoleId(n)));
    let forums = (0..catalogue.forums.len() as u32).map(|n| Node::Forum(ForumId(n)));
    let acts = (0..catalogue.acts.len() as u32).map(|n| Node::Act(ActId(n)));
    let rules =
        catalogue.rule_ids().filter(|id| catalogue.binds(*id) && catalogue.site.rule_pages).map(Node::Rule);
    let nodes = documents.chain(roles).chain(forums).chain(acts).chain(rules);
    paths.extend(nodes.map(|node| address::of(catalogue, node).path));
    paths.sort_unstable();
    paths.dedup();
    let chunks: Vec<&[String]> = paths.chunks(LIMIT).collect();
    if let [one] = chunks.as_slice() {
        return vec![("sitemap.xml".to_string(), urls(base, one))];
    }
    let mut files: Vec<(String, String)> = chunks
        .iter()
        .enumerate()
        .map(|(n, chunk)| (format!("sitemap-{}.xml", n + 1), urls(base, chunk)))
        .collect();
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (path, _) in &files {
        let _ = writeln!(index, "<sitemap><loc>{base}{path}</loc></sitemap>");
    }
    index.push_str("</sitemapindex>\n");
    files.push(("sitemap.xml".to_string(), index));
    files
}

/// Base and paths hold only characters that need no escape: ids are ASCII, the base address has been tested.
fn urls(base: &str, paths: &[String]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for path in paths {
        let _ = writeln!(out, "<url><loc>{base}{path}</loc></url>");
    }
    out.push_str("</urlset>\n");
    out
}
