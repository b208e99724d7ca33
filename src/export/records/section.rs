//! Sections of documents.

use schemars::JsonSchema;
use serde::Serialize;

use super::url;
use crate::model::{Node, SectionId};
use crate::publish::Published;

/// A section of a document: a heading and what follows it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Section")]
pub struct SectionRecord {
    /// Id of the document.
    pub document: String,
    /// The number at the head of the heading.
    pub number: Option<String>,
    /// The heading without its number.
    pub title: String,
    /// Level of the heading, 1 to 6.
    pub level: u8,
    /// Address of the heading.
    pub url: String,
}

/// Every section that has a heading.
pub fn sections(published: &Published) -> impl Iterator<Item = SectionRecord> + use<'_> {
    let catalogue = published.catalogue();
    let all = catalogue.sections.iter().enumerate().filter(|(_, section)| section.local > 0);
    all.map(move |(number, section)| {
        let id = SectionId(number as u32);
        let outline = catalogue.section(id);
        SectionRecord {
            document: catalogue.id_of(section.document).to_string(),
            number: outline.number.as_deref().map(str::to_string),
            title: outline.title.to_string(),
            level: outline.level,
            url: url(catalogue, Node::Section(id)),
        }
    })
}
