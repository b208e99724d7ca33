//! Where pages lead: the files that they link to.
//!
//! In: the bytes of a page. Out: paths of files. Places within a page are not looked at. The pages are our own, so that an
//! attribute is always written in the same way.

use memchr::memchr_iter;

/// The files that a page leads to; none of what is no page.
pub(super) fn targets(path: &str, bytes: &[u8]) -> Vec<String> {
    if !is_page(path) {
        return Vec::new();
    }
    let mut addresses: Vec<&str> = attributes(bytes).collect();
    addresses.sort_unstable();
    addresses.dedup();
    addresses.into_iter().filter_map(|value| target(path, value)).collect()
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
    let mut target = String::with_capacity(page.len() + address.len());
    target.push_str(page.rsplit_once('/').map_or("", |(folder, _)| folder));
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
}
