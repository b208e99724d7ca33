//! Terms: the rows of the documents' tables of terms.

use super::{Catalogue, DocumentId, SectionId};
use crate::content::Spanned;
use crate::text::{slug, swedish_key};

/// A defined term.
#[derive(Debug, Clone)]
pub struct Term {
    /// The term.
    pub label: String,
    /// The part of the address that names it: `begrepp-atkomst`.
    pub anchor: String,
    /// Its definition.
    pub definition: String,
    /// What people say instead.
    pub also: Vec<String>,
    /// The document that defines it.
    pub document: DocumentId,
    /// The section that the table stands in.
    pub section: SectionId,
    /// Where the label stands.
    pub at: Spanned<()>,
}

/// Collects the terms by label in Swedish order, those of documents in force first.
pub fn collect(catalogue: &mut Catalogue) {
    let mut terms = Vec::new();
    for document in catalogue.document_ids() {
        for row in &catalogue.source(document).outline.terms {
            terms.push(Term {
                label: row.label.value.clone(),
                anchor: String::new(),
                definition: row.definition.clone(),
                also: row.also.clone(),
                document,
                section: catalogue.section_id(document, row.section),
                at: Spanned { value: (), span: row.label.span },
            });
        }
    }
    terms.sort_by_cached_key(|term| {
        let status = catalogue.source(term.document).front.status.value;
        (
            swedish_key(&term.label),
            term.label.clone(),
            super::document::precedence(status),
            term.document,
            term.at.span,
        )
    });
    let mut last = (String::new(), 1);
    for term in &mut terms {
        let base = format!("begrepp-{}", slug(&term.label));
        last = if last.0 == base { (base, last.1 + 1) } else { (base, 1) };
        term.anchor = if last.1 == 1 { last.0.clone() } else { format!("{}-{}", last.0, last.1) };
    }
    catalogue.terms = terms;
}
