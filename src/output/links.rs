//! Where pages lead: the files that they link to.
//!
//! In: the bytes of a page. Out: paths of files. Places within a page are not looked at. The pages are our own, so that an
//! attribute is always written in the same way.

use memchr::memchr_iter;

/// The files that a page leads to, in the order of its links; none of what is no page. They are held in one text.
#[derive(Default)]
pub(super) struct Targets {
    text: String,
    ends: Vec<usize>,
}

impl Targets {
    /// Looks for them in a file.
    pub(super) fn of(path: &str, bytes: &[u8]) -> Self {
        let mut targets = Self::default();
        if is_page(path) {
            attributes(bytes).for_each(|address| targets.add(path, address));
        }
        targets
    }

    fn add(&mut self, page: &str, address: &str) {
        if leads_within(address) {
            resolve(page, address, &mut self.text, self.ends.last().copied().unwrap_or(0));
            self.ends.push(self.text.len());
        }
    }

    /// Each of them, as often as the page leads there.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.text[start..*end])
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

/// Whether an address is one of this site, and not the page itself.
fn leads_within(address: &str) -> bool {
    !(address.is_empty() || address.starts_with('/') || address.contains(':'))
}

/// Adds the file that an address leads to from a page to `out`, where it begins at `start`.
fn resolve(page: &str, address: &str, out: &mut String, start: usize) {
    out.push_str(page.rsplit_once('/').map_or("", |(folder, _)| folder));
    for part in address.split('/') {
        match part {
            ".." => out.truncate(out[start..].rfind('/').map_or(start, |at| start + at)),
            "." => {}
            part => {
                if out.len() > start {
                    out.push('/');
                }
                out.push_str(part);
            }
        }
    }
    if out.len() == start || out.ends_with('/') {
        out.push_str("index.html");
    }
    if out[start..].contains(['%', '&']) {
        let plain = decoded(&out[start..]);
        out.truncate(start);
        out.push_str(&plain);
    }
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
            let page_with_it = format!("<link href=\"#\"><a href=\"{address}\">");
            Targets::of(page, page_with_it.as_bytes()).iter().collect::<Vec<_>>().join(" ")
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
