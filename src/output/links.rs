//! Links between the files of a release: a page that leads to a file that is not there keeps the release back.
//!
//! In: the bytes of pages as they are written. Out: the first link that leads nowhere. Places within a page are not
//! looked at. The pages are our own, so that an attribute is always written in the same way.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::{Manifest, lock_of};

/// Where the pages lead: path of a file → a page that leads to it.
#[derive(Default)]
pub(super) struct Links(Mutex<BTreeMap<String, String>>);

impl Links {
    /// Notes where a page leads.
    pub(super) fn note(&self, path: &str, bytes: &[u8]) {
        let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| path.ends_with(".html")) else { return };
        let mut found: Vec<String> = attributes(text).filter_map(|value| target(path, value)).collect();
        found.sort_unstable();
        found.dedup();
        let mut links = lock_of(&self.0);
        for target in found {
            // The same page whatever thread was first.
            let page = links.entry(target).or_insert_with(|| path.to_string());
            if path < page.as_str() {
                *page = path.to_string();
            }
        }
    }

    /// The first link that leads to no file of the release.
    pub(super) fn broken(&self, manifest: &Manifest) -> Option<String> {
        let links = lock_of(&self.0);
        links
            .iter()
            .find(|(target, _)| manifest.sum(target).is_none())
            .map(|(target, page)| format!("{page}: → {target}"))
    }
}

/// The values of `href` and `src`. A quotation mark in a text is always an entity, so that none ends too soon.
fn attributes(text: &str) -> impl Iterator<Item = &str> {
    let after = |name: &'static str| text.split(name).skip(1).filter_map(|rest| rest.split('"').next());
    after(" href=\"").chain(after(" src=\""))
}

/// The file that an address leads to from a page; `None` when it is not one of this site, or the page itself.
fn target(page: &str, address: &str) -> Option<String> {
    let path = address.split(['#', '?']).next().filter(|path| !path.is_empty())?;
    if path.starts_with('/') || path.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    let target = parts.join("/");
    let target =
        if target.is_empty() || target.ends_with('/') { format!("{target}index.html") } else { target };
    Some(decoded(&target))
}

/// Undoes percent encoding and the one entity that an address may hold.
fn decoded(path: &str) -> String {
    let plain = path.replace("&amp;", "&").replace("&#39;", "'");
    let mut out = Vec::with_capacity(plain.len());
    let mut rest = plain.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *byte == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(value) => {
                out.push(value);
                rest = &after[2..];
            }
            None => {
                out.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_from_where_the_page_is() {
        let from = |page: &str, address: &str| target(page, address).unwrap_or_default();
        assert_eq!(from("dokument/a.html", "../regel/b.html#x"), "regel/b.html");
        assert_eq!(from("dokument/a.html", "b.html?q=1"), "dokument/b.html");
        assert_eq!(from("index.html", "bilder/%C3%A5%20b.png"), "bilder/å b.png");
        assert_eq!(from("a/b/index.html", "../"), "a/index.html");
        for other in ["#x", "https://exempel.test/a", "mailto:a@b.test", "/a", "?q"] {
            assert_eq!(target("index.html", other), None, "{other}");
        }
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found_with_its_page() {
        let links = Links::default();
        links.note("b.html", b"<a href=\"x.html\">x</a><img src=\"y.png\">");
        links.note("a.html", b"<a class=\"q\" href=\"x.html#y\">x</a>");
        let manifest = |paths: &[&str]| {
            Manifest::new(paths.iter().map(|path| (path.to_string(), String::new())).collect())
        };
        assert_eq!(links.broken(&manifest(&["x.html", "y.png"])), None);
        assert_eq!(links.broken(&manifest(&["y.png"])).as_deref(), Some("a.html: → x.html"));
    }
}
