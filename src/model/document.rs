//! Documents: their order, their sections and the ranges of what they hold.

use std::ops::Range;
use std::sync::Arc;

use rayon::slice::ParallelSliceMut;

use super::{DocumentId, Node, Section, SubjectId, parts};
use crate::content::config::Class;
use crate::content::front::Status;
use crate::content::{Site, Source};
use crate::text::swedish_key;

/// A document. What the author wrote of it is in its source's front matter.
#[derive(Debug, Clone)]
pub struct Document {
    /// What it is in the governance system.
    pub class: Class,
    /// The organisation that it belongs to.
    pub organisation: String,
    /// The role or forum that it describes.
    pub person: Option<Node>,
    /// Its sections, as numbers of the catalogue.
    pub sections: Range<u32>,
    /// Its rules, as numbers of the catalogue.
    pub rules: Range<u32>,
    /// What it is about, as its front matter says.
    pub subjects: Vec<SubjectId>,
    /// Numbers of the sections with which the pages of a very long document begin; the first page is not among them.
    pub cuts: Vec<usize>,
}

impl Document {
    /// Which of its pages a section stands on, from 0.
    pub fn page_of(&self, section: usize) -> usize {
        self.cuts.partition_point(|cut| *cut <= section)
    }
}

/// Sorts by kind, title in Swedish order, id and path.
pub fn sort(sources: &mut [Arc<Source>], _: &Site) {
    sources.par_sort_by_cached_key(|source| {
        let front = &source.front;
        (front.kind, swedish_key(&front.title.value), front.id.value.clone(), source.input.path.clone())
    });
}

/// The documents in the order of their sources, and all sections.
pub fn collect(sources: &[Arc<Source>], site: &Site) -> (Vec<Document>, Vec<Section>) {
    let mut documents = Vec::with_capacity(sources.len());
    let mut sections = Vec::new();
    let mut rules = 0u32;
    for (number, source) in sources.iter().enumerate() {
        let document = DocumentId(number as u32);
        let first = sections.len() as u32;
        sections.extend((0..source.outline.sections.len()).map(|local| Section { document, local }));
        let count = source.outline.rules.len() as u32;
        documents.push(Document {
            class: site.kinds[source.front.kind].class,
            organisation: source
                .front
                .organisation
                .as_ref()
                .map_or_else(|| site.organisation.clone(), |o| o.value.clone()),
            person: None,
            sections: first..sections.len() as u32,
            rules: rules..rules + count,
            subjects: Vec::new(),
            cuts: parts::cuts(source, site.kinds[source.front.kind].class),
        });
        rules += count;
    }
    (documents, sections)
}

/// Where a status stands when two documents hold a rule of the same id: what is in force comes first.
pub fn precedence(status: Status) -> u8 {
    match status {
        Status::Gallande => 0,
        Status::Beslutad => 1,
        Status::Upphavd | Status::Ersatt => 2,
        Status::Remiss => 3,
        Status::Utkast => 4,
    }
}
