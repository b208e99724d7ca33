//! L064: a principle of a policy that nothing makes concrete.
//!
//! In: principles and what refers to them. Out: a finding at each principle that no living rule outside the policies
//! has as ground, that no document concretises and that no section gives as its source. What names the policy as a
//! whole serves none of its principles in particular.

use super::{Context, is_former};
use crate::content::body::Label;
use crate::content::config::Class;
use crate::diag::{Diagnostics, Problem};
use crate::model::{Catalogue, Edge, Kind, Node};

pub fn check(catalogue: &Catalogue, _: &Context, found: &mut Diagnostics) {
    for id in catalogue.rule_ids() {
        let rule = catalogue.rule(id);
        let text = catalogue.rule_text(id);
        let lives = rule.principle
            && rule.current
            && text.tombstone.is_none()
            && !is_former(catalogue, rule.document);
        if lives && !catalogue.graph.to(Node::Rule(id)).any(|edge| serves(catalogue, edge)) {
            let problem = Problem::UnservedPrinciple { rule: text.id.value.clone() };
            found.add(catalogue.place(rule.document, text.id.span), problem);
        }
    }
}

/// Whether a relation to a principle makes it concrete.
fn serves(catalogue: &Catalogue, edge: &Edge) -> bool {
    let Some(document) = catalogue.home(edge.from) else { return false };
    if catalogue.document(document).class == Class::Policy || is_former(catalogue, document) {
        return false;
    }
    match (edge.kind, edge.from) {
        (Kind::Grounds | Kind::Concretises, _) => true,
        (Kind::Cites, Node::Section(section)) => {
            let fields = &catalogue.section(section).fields;
            let grounds = fields.iter().filter(|field| field.label == Label::Source);
            grounds.flat_map(|field| &field.values).any(|value| value.span == edge.at.span)
        }
        _ => false,
    }
}
