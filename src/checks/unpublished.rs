//! L016: a document that the profile shows refers to one that it does not show.
//!
//! In: every relation, and what the profile shows. Out: a finding where the author wrote the name, since readers will
//! see it as text that leads nowhere. An owner or source that many rules inherit is told once a document.

use std::collections::{BTreeMap, BTreeSet};

use super::{Again, Context};
use crate::diag::{Diagnostics, Problem, Span};
use crate::model::{Catalogue, DocumentId, Edge, Kind, Node};
use crate::publish;

pub fn check(catalogue: &Catalogue, context: &Context, found: &mut Diagnostics) {
    let shown: Vec<bool> = catalogue
        .sources
        .iter()
        .map(|source| publish::is_shown(catalogue, source, context.profile))
        .collect();
    if shown.iter().all(|shown| *shown) {
        return;
    }
    let writers: BTreeMap<_, DocumentId> =
        catalogue.document_ids().map(|id| (catalogue.source(id).file, id)).collect();
    let mut told = BTreeSet::new();
    let mut later = Vec::new();
    // Relations stand document by document.
    let mut again: Option<(DocumentId, Again<'_>)> = None;
    for edge in catalogue.graph.edges() {
        let Some((writer, to)) = leads_out(catalogue, &shown, &writers, edge) else { continue };
        if matches!(edge.kind, Kind::OwnedBy | Kind::Grounds) {
            later.push((writer, to, edge));
            continue;
        }
        told.insert((writer, to));
        if again.as_ref().is_none_or(|(last, _)| *last != writer) {
            again = Some((writer, Again::of(catalogue.source(writer))));
        }
        let text = again.as_ref().and_then(|(_, again)| again.text()).unwrap_or_default();
        let name = written(text, edge.at.span);
        found.add(edge.at, Problem::Unpublished { name, profile: context.profile.word() });
    }
    for (writer, to, edge) in later {
        if told.insert((writer, to)) {
            let name = catalogue.label(to);
            found.add(edge.at, Problem::Unpublished { name, profile: context.profile.word() });
        }
    }
}

/// The document in which a relation is written and the end of it that is not shown, if only the document is.
fn leads_out(
    catalogue: &Catalogue,
    shown: &[bool],
    writers: &BTreeMap<crate::diag::FileId, DocumentId>,
    edge: &Edge,
) -> Option<(DocumentId, Node)> {
    let writer = *writers.get(&edge.at.file)?;
    let hidden =
        |node: &Node| catalogue.home(*node).is_some_and(|home| home != writer && !shown[home.index()]);
    let to = [edge.to, edge.from].into_iter().find(hidden)?;
    shown[writer.index()].then_some((writer, to))
}

/// The name as the author wrote it, without the marks around it.
fn written(text: &str, span: Span) -> String {
    let text = text.get(span.range()).unwrap_or("");
    let text = text.trim_matches(['"', '\'']);
    let inner = [('[', ']'), ('(', ')')].into_iter().find_map(|(open, close)| {
        let text = text.strip_suffix(close)?;
        text.rfind(open).map(|at| &text[at + 1..])
    });
    crate::text::spaced_once(inner.unwrap_or(text))
}
