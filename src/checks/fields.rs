//! L007: a document lacks a field that its status demands.
//!
//! In: front matter. Out: a finding a field, at the status that demands it. A field that is there but cannot be read
//! has been reported where it stands, and is not called missing too. Evidence: notes/domain.md 1.3.

use super::{Again, Context};
use crate::content::config::Class;
use crate::content::front::{Front, Relation, Status};
use crate::diag::{Diagnostics, Problem};
use crate::model::{Catalogue, DocumentId, Kind, Node};

pub fn check(catalogue: &Catalogue, _: &Context, found: &mut Diagnostics) {
    for document in catalogue.document_ids() {
        let source = catalogue.source(document);
        let front = &source.front;
        let again = Again::of(source);
        let text = || again.text().and_then(|text| text.get(..source.body_at)).unwrap_or_default();
        let mut tell = |keys: Vec<&'static str>, status: Option<&'static str>, span| {
            for key in keys.into_iter().filter(|key| !is_written(text(), key)) {
                found.add(source.place(span), Problem::Missing { key, status });
            }
        };
        tell(by_status(catalogue, document), Some(front.status.value.word()), front.status.span);
        if catalogue.document(document).class == Class::Response {
            tell(of_response(front), None, front.kind_span);
        }
    }
}

/// The keys of the pairs whose value is not there.
fn absent<const N: usize>(pairs: [(&'static str, bool); N]) -> Vec<&'static str> {
    pairs.into_iter().filter(|(_, there)| !there).map(|(key, _)| key).collect()
}

fn by_status(catalogue: &Catalogue, document: DocumentId) -> Vec<&'static str> {
    let front = &catalogue.source(document).front;
    let class = catalogue.document(document).class;
    match front.status.value {
        Status::Gallande | Status::Beslutad if class.is_decided() => absent([
            ("decided_by", front.decided_by.is_some()),
            ("decided_on", !front.decided_on.is_empty()),
            ("decision", front.decision.is_some()),
            ("registry", !front.registry.is_empty()),
            ("valid_from", front.valid_from.is_some()),
        ]),
        Status::Ersatt => absent([("replaced_by", has_successor(catalogue, document))]),
        Status::Upphavd => absent([("withdrawn_on", front.withdrawn_on.is_some())]),
        Status::Remiss if class != Class::Response => match &front.consultation {
            None => vec!["consultation"],
            Some(dates) => absent([("opens", dates.opens.is_some()), ("closes", dates.closes.is_some())]),
        },
        _ => Vec::new(),
    }
}

fn of_response(front: &Front) -> Vec<&'static str> {
    absent([("comments_on", names(front, Relation::CommentsOn)), ("from", front.from.is_some())])
}

fn names(front: &Front, wanted: Relation) -> bool {
    front.relations.iter().any(|(relation, _)| *relation == wanted)
}

/// Whether the document names what replaced it, or that document says so itself.
fn has_successor(catalogue: &Catalogue, document: DocumentId) -> bool {
    let node = catalogue.document(document).person.unwrap_or(Node::Document(document));
    names(&catalogue.source(document).front, Relation::ReplacedBy)
        || catalogue.graph.origins(node, Kind::Replaces).next().is_some()
}

/// Whether the author has written the key with some value.
fn is_written(front_matter: &str, key: &str) -> bool {
    let value = |line: &str| {
        let value = line.trim_start().strip_prefix(key)?.trim_start().strip_prefix('=')?.trim().to_string();
        Some(!matches!(value.as_str(), "\"\"" | "''" | "[]" | "[\"\"]"))
    };
    front_matter.lines().find_map(value).unwrap_or(false)
}
