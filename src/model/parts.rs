//! Where a very long document is cut into several pages.
//!
//! In: a source. Out: the sections with which each page after the first begins; none for documents of usual length.
//! The cut depends on the text alone, so that an address never depends on anything else.

use crate::content::Source;
use crate::content::config::Class;

/// A document with no more than this many bytes and sections is one page.
const WHOLE_BYTES: usize = 200_000;
const WHOLE_SECTIONS: usize = 300;
/// A page of a longer one has about this many at most.
const PAGE_BYTES: usize = 60_000;
const PAGE_SECTIONS: usize = 60;

/// The sections with which pages begin.
pub fn cuts(source: &Source, class: Class) -> Vec<usize> {
    let sections = &source.outline.sections;
    let end = source.input.length();
    let length = end.saturating_sub(source.body_at);
    let is_whole = length <= WHOLE_BYTES && sections.len() <= WHOLE_SECTIONS;
    if is_whole || matches!(class, Class::Role | Class::Forum) {
        return Vec::new();
    }
    let start = |at: usize| sections.get(at).map_or(end, |section| section.span.start as usize);
    // Where each section ends with all that is within it.
    let after = |at: usize| {
        let level = sections[at].level;
        (at + 1..sections.len()).find(|next| sections[*next].level <= level).unwrap_or(sections.len())
    };
    let mut cuts = Vec::new();
    let (mut page_start, mut page_section) = (source.body_at, 0);
    for at in 1..sections.len() {
        let next = after(at);
        let would_be = (start(next).saturating_sub(page_start), next - page_section);
        let is = (start(at).saturating_sub(page_start), at - page_section);
        let too_long = would_be.0 > PAGE_BYTES || would_be.1 > PAGE_SECTIONS;
        let worth_it = is.0 > PAGE_BYTES / 4 || is.1 > PAGE_SECTIONS / 4;
        if too_long && worth_it {
            cuts.push(at);
            (page_start, page_section) = (start(at), at);
        }
    }
    cuts
}
