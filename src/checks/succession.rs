//! L033: a document and the one that replaces it contradict each other.
//!
//! In: the relation «ersätter» between whole documents. Out: a finding at a document that claims to be replaced by
//! what nobody has decided, and at one in force whose predecessor claims to be in force too. What replaces a section
//! or a rule leaves the rest of its document in force, and is not told.

use super::Context;
use crate::content::front::Status;
use crate::diag::{Diagnostics, Problem};
use crate::model::{Catalogue, DocumentId, Edge, Kind, Node};

pub fn check(catalogue: &Catalogue, context: &Context, found: &mut Diagnostics) {
    for document in catalogue.document_ids() {
        if catalogue.source(document).front.status.value == Status::Ersatt {
            successor(catalogue, document, found);
        } else if is_in_force(catalogue, context, document) {
            predecessors(catalogue, document, found);
        }
    }
}

fn face(catalogue: &Catalogue, document: DocumentId) -> Node {
    catalogue.document(document).person.unwrap_or(Node::Document(document))
}

/// The document that a node is, as a whole.
fn whole(catalogue: &Catalogue, node: Node) -> Option<DocumentId> {
    match node {
        Node::Document(_) | Node::Role(_) | Node::Forum(_) => catalogue.home(node),
        _ => None,
    }
}

fn successor(catalogue: &Catalogue, document: DocumentId, found: &mut Diagnostics) {
    let status = |id| catalogue.source(id).front.status.value;
    let replacing = catalogue.graph.to(face(catalogue, document)).filter(|edge| edge.kind == Kind::Replaces);
    let successors: Vec<(&Edge, DocumentId)> =
        replacing.filter_map(|edge| Some((edge, catalogue.home(edge.from)?))).collect();
    // A later draft may name what has been replaced already.
    if successors.iter().any(|(_, id)| status(*id).is_decided()) {
        return;
    }
    let Some((edge, id)) = successors.first() else { return };
    let problem = Problem::SuccessorNotDecided {
        successor: catalogue.source(*id).front.id.value.clone(),
        status: status(*id).word().to_string(),
    };
    let at = catalogue.place(document, catalogue.source(document).front.status.span);
    found.add_related(
        at,
        problem,
        vec![edge.at, catalogue.place(*id, catalogue.source(*id).front.status.span)],
    );
}

/// Whether a document applies on the day, whatever its status will have to say.
fn is_in_force(catalogue: &Catalogue, context: &Context, document: DocumentId) -> bool {
    let front = &catalogue.source(document).front;
    let begun = front.valid_from.as_ref().map(|from| from.value <= context.today);
    let ended = front.valid_until.as_ref().is_some_and(|until| until.value < context.today);
    match front.status.value {
        Status::Gallande => begun.unwrap_or(true) && !ended,
        Status::Beslutad => begun.unwrap_or(false) && !ended,
        _ => false,
    }
}

fn predecessors(catalogue: &Catalogue, document: DocumentId, found: &mut Diagnostics) {
    let source = catalogue.source(document);
    for edge in
        catalogue.graph.from(face(catalogue, document)).iter().filter(|edge| edge.kind == Kind::Replaces)
    {
        let Some(old) = whole(catalogue, edge.to).filter(|old| *old != document) else { continue };
        let front = &catalogue.source(old).front;
        if front.status.value != Status::Gallande {
            continue;
        }
        let problem = Problem::PredecessorInForce {
            predecessor: front.id.value.clone(),
            status: front.status.value.word().to_string(),
        };
        // The predecessor may be the one that says so; the message speaks of this document.
        let at = if edge.at.file == source.file { edge.at } else { source.place(source.front.status.span) };
        found.add_related(at, problem, vec![catalogue.place(old, front.status.span)]);
    }
}
