//! Terms.

use schemars::JsonSchema;
use serde::Serialize;

use super::url;
use crate::model::{Node, TermId};
use crate::publish::Published;

/// A term.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Term")]
pub struct TermRecord {
    /// The term.
    pub label: String,
    /// What it means.
    pub definition: String,
    /// What people say instead.
    pub also: Vec<String>,
    /// Id of the document that defines it.
    pub document: String,
    /// Address of the definition.
    pub url: String,
    /// The organisation whose term it is.
    pub organisation: String,
}

/// Every term.
pub fn terms(published: &Published) -> impl Iterator<Item = TermRecord> + use<'_> {
    let catalogue = published.catalogue();
    let terms = catalogue.terms.iter().enumerate();
    terms.map(move |(number, term)| TermRecord {
        label: term.label.clone(),
        definition: term.definition.clone(),
        also: term.also.clone(),
        document: catalogue.source(term.document).front.id.value.clone(),
        url: url(catalogue, Node::Term(TermId(number as u32))),
        organisation: catalogue.document(term.document).organisation.clone(),
    })
}
