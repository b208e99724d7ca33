//! L064: a principle of a policy that nothing makes concrete.
//!
//! In: principles and what refers to them. Out: a finding at each principle that no living rule outside the policies
//! has as ground, that no document concretises and that no section gives as its source. What names the policy as a
//! whole serves none of its principles in particular.

use std::collections::BTreeSet;

use super::{Context, is_former, living};
use crate::content::body::Label;
use crate::content::config::Class;
use crate::diag::{Diagnostics, Problem};
use crate::model::{Catalogue, DocumentId, Edge, Kind, Node, Resolved, RuleId};

pub fn check(catalogue: &Catalogue, _: &Context, found: &mut Diagnostics) {
    let given = given_by_sections(catalogue);
    for id in catalogue.rule_ids() {
        let rule = catalogue.rule(id);
        let text = catalogue.rule_text(id);
        let lives = rule.principle
            && rule.current
            && text.tombstone.is_none()
            && !is_former(catalogue, rule.document);
        let served = || catalogue.graph.to(Node::Rule(id)).any(|edge| serves(catalogue, edge));
        if lives && !given.contains(&id) && !served() {
            let problem = Problem::UnservedPrinciple { rule: text.id.value.clone() };
            found.add(catalogue.place(rule.document, text.id.span), problem);
        }
    }
}

/// Whether a document can make a principle concrete.
fn is_below(catalogue: &Catalogue, document: DocumentId) -> bool {
    catalogue.document(document).class != Class::Policy && !is_former(catalogue, document)
}

fn serves(catalogue: &Catalogue, edge: &Edge) -> bool {
    matches!(edge.kind, Kind::Grounds | Kind::Concretises)
        && catalogue.home(edge.from).is_some_and(|document| is_below(catalogue, document))
}

/// What sections give as their source, also where no rule inherits it.
fn given_by_sections(catalogue: &Catalogue) -> BTreeSet<RuleId> {
    let mut out = BTreeSet::new();
    for document in living(catalogue).filter(|document| is_below(catalogue, *document)) {
        let fields = catalogue.source(document).outline.sections.iter().flat_map(|section| &section.fields);
        for value in fields.filter(|field| field.label == Label::Source).flat_map(|field| &field.values) {
            if let Resolved::To(nodes) = catalogue.resolve(&value.text, document) {
                out.extend(nodes.into_iter().filter_map(|node| match node {
                    Node::Rule(rule) => Some(rule),
                    _ => None,
                }));
            }
        }
    }
    out
}
