//! L070: a term that is defined twice, and not in the same way.
//!
//! In: the terms of living documents. Out: a finding at the later definition, with the first as related place. A
//! document that is to replace another may define its terms anew.

use std::collections::BTreeMap;

use super::{Context, is_former};
use crate::diag::{Diagnostics, Problem};
use crate::model::{Catalogue, DocumentId, Kind, Node, Term};
use crate::text::fold;

/// With how many earlier definitions each is compared: the work must not grow with the square of a list.
const COMPARED: usize = 8;

pub fn check(catalogue: &Catalogue, _: &Context, found: &mut Diagnostics) {
    let mut groups: BTreeMap<String, Vec<&Term>> = BTreeMap::new();
    for term in catalogue.terms.iter().filter(|term| !is_former(catalogue, term.document)) {
        groups.entry(fold(&term.label)).or_default().push(term);
    }
    for group in groups.values() {
        for (number, term) in group.iter().enumerate() {
            let mut earlier = group[..number].iter().take(COMPARED);
            if let Some(first) = earlier.find(|other| conflict(catalogue, other, term)) {
                let related = vec![catalogue.place(first.document, first.at.span)];
                let problem = Problem::TermConflict { term: term.label.clone() };
                found.add_related(catalogue.place(term.document, term.at.span), problem, related);
            }
        }
    }
}

fn conflict(catalogue: &Catalogue, one: &Term, other: &Term) -> bool {
    let plain = |term: &Term| fold(term.definition.trim_end_matches('.'));
    plain(one) != plain(other) && !succeeds(catalogue, one.document, other.document)
}

/// Whether one of two documents replaces the other.
fn succeeds(catalogue: &Catalogue, one: DocumentId, other: DocumentId) -> bool {
    let face = |document: DocumentId| catalogue.document(document).person.unwrap_or(Node::Document(document));
    let replaces = |a, b| catalogue.graph.targets(face(a), Kind::Replaces).any(|node| node == face(b));
    replaces(one, other) || replaces(other, one)
}
