//! What is known of the files of a release so far: the sum of each that has come, and which page leads to it.
//!
//! In: files as they come, in any order, and the links of pages. Out: the sums of all, and a link that leads nowhere. Little
//! is held of a file, and nothing by itself: what is kept among the many things that a page is made of keeps their memory.

use std::collections::BTreeMap;

use crate::interned::Interned;

/// The files that have come or that a page leads to.
#[derive(Default)]
pub(super) struct Noted {
    paths: Interned,
    known: Vec<Known>,
}

/// What is known of a file.
#[derive(Clone, Default)]
struct Known {
    sum: Option<blake3::Hash>,
    /// It is as it was.
    is_kept: bool,
    /// The first page, by path, that leads to it: its number.
    page: Option<u32>,
}

impl Noted {
    fn number(&mut self, path: &str) -> u32 {
        let number = self.paths.add(path);
        self.known.resize(self.paths.len(), Known::default());
        number
    }

    /// Notes a file that has come. Whether it is the first of that path.
    pub(super) fn file(&mut self, path: &str, sum: blake3::Hash, is_kept: bool) -> bool {
        let number = self.number(path);
        let known = &mut self.known[number as usize];
        known.is_kept = is_kept;
        known.sum.replace(sum).is_none()
    }

    /// Notes where a page leads.
    pub(super) fn links<'t>(&mut self, page: &str, targets: impl Iterator<Item = &'t str>) {
        let own = self.number(page);
        for target in targets {
            let number = self.number(target) as usize;
            // The same page whatever thread was first.
            let first = self.known[number].page;
            if first.is_none_or(|first| page < self.paths.get(first)) {
                self.known[number].page = Some(own);
            }
        }
    }

    fn all(&self) -> impl Iterator<Item = (&str, &Known)> {
        self.paths.iter().zip(&self.known)
    }

    /// The first link that leads to no file of the release.
    pub(super) fn broken(&self) -> Option<String> {
        let lost = self.all().filter(|(_, known)| known.sum.is_none());
        let (target, page) = lost.filter_map(|(path, known)| Some((path, known.page?))).min()?;
        Some(format!("{}: → {target}", self.paths.get(page)))
    }

    /// The files that are as they were, by path.
    pub(super) fn kept(&self) -> Vec<String> {
        let mut kept: Vec<String> =
            self.all().filter(|(_, known)| known.is_kept).map(|(path, _)| path.to_string()).collect();
        kept.sort_unstable();
        kept
    }

    /// The sum of each file, by path.
    pub(super) fn sums(&self) -> BTreeMap<String, String> {
        let come = self.all().filter_map(|(path, known)| Some((path, known.sum?)));
        come.map(|(path, sum)| (path.to_string(), sum.to_hex().to_string())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_leads_nowhere_is_found_with_its_page() {
        let mut noted = Noted::default();
        let sum = blake3::hash(b"");
        noted.links("b.html", ["x.html", "y.png"].into_iter());
        noted.links("a.html", ["x.html"].into_iter());
        assert!(noted.file("y.png", sum, true) && !noted.file("y.png", sum, true));
        assert_eq!(noted.broken().as_deref(), Some("a.html: → x.html"));
        assert!(noted.file("x.html", sum, false));
        assert_eq!(noted.broken(), None);
        assert_eq!(noted.kept(), ["y.png"]);
        assert_eq!(noted.sums().into_keys().collect::<Vec<_>>(), ["x.html", "y.png"]);
    }
}
