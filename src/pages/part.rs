//! The pages of a very long document: the contents of each, what stands on the others, and the pages themselves.
//!
//! The first page keeps a place for every section and rule of the others, so that no address is lost: without script
//! one more link leads on, with script the browser is led on at once.

use super::address::{self, id_part};
use super::body::{self, Extent};
use super::portal::{Head, Portal};
use super::remark::{self, Remarks};
use super::theme::ThemeError;
use super::view::{Link, MovedSection, Pager, PartView, TocItem};
use super::{Sink, document};
use crate::content::body::Body;
use crate::model::{DocumentId, Node, RuleId};

/// A document of more chapters than this lists only those of the page itself beside its text.
const CHAPTERS: usize = 60;

/// The sections of one page of a document: the first, and the one after the last.
pub fn range(portal: &Portal<'_>, id: DocumentId, number: usize) -> (usize, usize) {
    let cuts = &portal.catalogue.document(id).cuts;
    let start = number.checked_sub(1).and_then(|at| cuts.get(at)).copied().unwrap_or(0);
    let end = cuts.get(number).copied().unwrap_or(usize::MAX);
    (start, end)
}

/// The contents that stand on a page: of a whole document two levels, of a long one only its chapters and the page's own.
pub fn contents(portal: &Portal<'_>, id: DocumentId, number: usize, root: &str) -> Vec<TocItem> {
    let sections = &portal.catalogue.source(id).outline.sections;
    let top = sections.iter().skip(1).map(|section| section.level).min().unwrap_or(2);
    let chapters = sections.iter().skip(1).filter(|section| section.level == top).count();
    let (start, end) = range(portal, id, number);
    let here = |local: usize| (start..end).contains(&local);
    sections
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(local, section)| section.level <= if here(*local) { top + 1 } else { top })
        .filter(|(local, _)| here(*local) || chapters <= CHAPTERS)
        .map(|(local, section)| {
            let node = Node::Section(portal.catalogue.section_id(id, local));
            TocItem {
                level: section.level - top + 1,
                number: section.number.as_deref().map(str::to_string),
                title: section.title.to_string(),
                href: if here(local) {
                    format!("#{}", section.anchor)
                } else {
                    address::to(portal.catalogue, node, root)
                },
            }
        })
        .collect()
}

/// The sections and rules that stand on other pages than the first.
pub fn moved(portal: &Portal<'_>, id: DocumentId, root: &str) -> Vec<MovedSection> {
    let catalogue = portal.catalogue;
    let document = catalogue.document(id);
    let Some(first) = document.cuts.first().copied() else { return Vec::new() };
    let mut rules = document.rules.clone().map(RuleId).peekable();
    let mut out = Vec::new();
    for (local, section) in catalogue.source(id).outline.sections.iter().enumerate().skip(first) {
        while rules.next_if(|rule| catalogue.rule_text(*rule).section < local).is_some() {}
        let node = Node::Section(catalogue.section_id(id, local));
        let mut here = Vec::new();
        while let Some(rule) = rules.next_if(|rule| catalogue.rule_text(*rule).section == local) {
            let rule_id = &catalogue.rule_text(rule).id.value;
            let mut place = address::of(catalogue, node);
            place.anchor = Some(id_part(rule_id));
            let href = Some(place.from_root(root));
            here.push(Link { text: rule_id.clone(), href, note: Some(id_part(rule_id)), ..Link::default() });
        }
        out.push(MovedSection {
            anchor: section.anchor.to_string(),
            heading: Link {
                text: section.heading(),
                href: Some(address::to(catalogue, node, root)),
                ..Link::default()
            },
            rules: here,
        });
    }
    out
}

/// Which page of how many.
pub fn pager(portal: &Portal<'_>, id: DocumentId, number: usize, root: &str) -> Pager {
    let count = portal.catalogue.document(id).cuts.len() + 1;
    let page = |number: usize| address::document_page(portal.catalogue, id, number).from_root(root);
    Pager {
        number: number + 1,
        count,
        previous: number.checked_sub(1).map(page),
        next: (number + 1 < count).then(|| page(number + 1)),
    }
}

/// Writes the pages after the first.
///
/// # Errors
/// A template that asks for what is not there.
pub fn write(portal: &Portal<'_>, id: DocumentId, parsed: &Body, sink: Sink<'_>) -> Result<(), ThemeError> {
    let front = &portal.catalogue.source(id).front;
    for number in 1..=portal.catalogue.document(id).cuts.len() {
        let path = address::document_page(portal.catalogue, id, number).path;
        let root = address::root_of(&path);
        let remarks: Remarks = remark::of(portal, id, root);
        let extent = Extent { sections: range(portal, id, number), remarks: &remarks };
        let pages = pager(portal, id, number, root);
        let count = [pages.number.to_string(), pages.count.to_string()];
        let view = PartView {
            id: front.id.value.clone(),
            document: portal.link(Node::Document(id), root),
            kind: portal.catalogue.kind(id).name.clone(),
            status: portal.status(id, root),
            part: portal.words().with("part", &[&count[0], &count[1]]),
            toc: contents(portal, id, number, root),
            body_html: body::document(portal, id, parsed, root, extent),
            pages,
            print_foot: super::information::print_foot(portal, id, &path),
        };
        let title = format!("{} ({})", front.title.value, view.part);
        let mut head = Head::new(path, "document", &title);
        head.nav = "documents";
        head.crumbs = document::crumbs(portal, id);
        head.crumbs.push((front.title.value.clone(), address::of(portal.catalogue, Node::Document(id))));
        head.language = front.language.as_ref().map(|language| language.value.as_str());
        sink(portal.page(&head, "document_part.html", &view)?);
    }
    Ok(())
}
