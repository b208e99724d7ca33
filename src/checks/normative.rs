//! L062: a sentence that lays a duty on somebody but has no id, so that nothing can refer to it or follow it up.
//!
//! In: the duties that outlines have found outside rules. Out: a finding at the words, in documents that bind.

use super::{Context, living};
use crate::content::config::Class;
use crate::diag::{Diagnostics, Problem};
use crate::model::Catalogue;

pub fn check(catalogue: &Catalogue, _: &Context, found: &mut Diagnostics) {
    for document in living(catalogue) {
        let class = catalogue.document(document).class;
        if !matches!(class, Class::Policy | Class::Binding | Class::Role | Class::Forum) {
            continue;
        }
        let source = catalogue.source(document);
        let prefix = source.front.rule_prefix.as_ref().map(|prefix| &prefix.value);
        for duty in &source.outline.duties {
            let problem = Problem::NormativeWithoutId { phrase: duty.value.clone(), prefix: prefix.cloned() };
            found.add(source.place(duty.span), problem);
        }
    }
}
