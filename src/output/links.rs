//! Links between the files of a release: a page that leads to a file that is not there keeps the release back.
//!
//! In: the bytes of pages as they are written. Out: the first link that leads nowhere. Places within a page are not
//! looked at. The pages are our own, so that an attribute is always written in the same way.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use memchr::memchr_iter;

use super::{Manifest, lock_of};

/// Where the pages lead: path of a file → a page that leads to it.
#[derive(Default)]
pub(super) struct Links(Mutex<HashMap<String, Arc<str>>>);

impl Links {
    /// Notes where a page leads.
    pub(super) fn note(&self, path: &str, bytes: &[u8]) {
        if !is_page(path) {
            return;
        }
        let mut addresses: Vec<&str> = attributes(bytes).collect();
        addresses.sort_unstable();
        addresses.dedup();
        let targets: Vec<String> = addresses.into_iter().filter_map(|value| target(path, value)).collect();
        let page: Arc<str> = path.into();
        let mut links = lock_of(&self.0);
        for target in targets {
            // The same page whatever thread was first.
            let first = links.entry(target).or_insert_with(|| Arc::clone(&page));
            if page < *first {
                *first = Arc::clone(&page);
            }
        }
    }

    /// The first link that leads to no file of the release.
    pub(super) fn broken(&self, manifest: &Manifest) -> Option<String> {
        let links = lock_of(&self.0);
        let lost = links.iter().filter(|(target, _)| manifest.sum(target).is_none());
        lost.min().map(|(target, page)| format!("{page}: → {target}"))
    }
}

/// Whether a file is one that links are looked for in.
pub(super) fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// The values of `href` and `src`, without what points into the file. A quotation mark in a text is always an entity, so that
/// none ends too soon.
fn attributes(page: &[u8]) -> impl Iterator<Item = &str> {
    // Many more signs of equality than addresses stand in a page, but one byte is found at the speed of memory.
    memchr_iter(b'=', page).filter_map(|at| {
        let (before, rest) = (&page[..at], page[at + 1..].strip_prefix(b"\"")?);
        if !before.ends_with(b" href") && !before.ends_with(b" src") {
            return None;
        }
        let end = rest.iter().position(|byte| matches!(byte, b'"' | b'#' | b'?'))?;
        std::str::from_utf8(&rest[..end]).ok()
    })
}

/// The file that an address leads to from a page; `None` when it is not one of this site, or the page itself.
fn target(page: &str, address: &str) -> Option<String> {
    if address.is_empty() || address.starts_with('/') || address.contains(':') {
        return None;
    }
    let mut target = page.rsplit_once('/').map_or("", |(folder, _)| folder).to_string();
    for part in address.split('/') {
        match part {
            ".." => target.truncate(target.rfind('/').unwrap_or(0)),
            "." => {}
            part => {
                if !target.is_empty() {
                    target.push('/');
                }
                target.push_str(part);
            }
        }
    }
    if target.is_empty() || target.ends_with('/') {
        target.push_str("index.html");
    }
    Some(if target.contains(['%', '&']) { decoded(&target) } else { target })
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
        let from = |page: &str, address: &str| {
            let page_with_it = format!("<a href=\"{address}\">");
            attributes(page_with_it.as_bytes()).find_map(|value| target(page, value)).unwrap_or_default()
        };
        assert_eq!(from("dokument/a.html", "../regel/b.html#x"), "regel/b.html");
        assert_eq!(from("dokument/a.html", "b.html?q=1"), "dokument/b.html");
        assert_eq!(from("index.html", "bilder/%C3%A5%20b.png"), "bilder/å b.png");
        assert_eq!(from("a/b/index.html", "../"), "a/index.html");
        for other in ["#x", "https://exempel.test/a", "mailto:a@b.test", "/a", "?q"] {
            assert_eq!(from("index.html", other), "", "{other}");
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
