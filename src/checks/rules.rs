//! L060, L061, L063, L065, L066: what a single rule lacks, or where it stands wrong.
//!
//! In: rules with their inherited owners and sources. Out: findings at the id of each, or at the words. Withdrawn
//! rules and former documents are let be. A principle needs no source: it is one.

use super::{Again, Context, living};
use crate::content::config::Class;
use crate::content::outline::RuleText;
use crate::content::statement::Period;
use crate::diag::{Diagnostics, Problem, Span};
use crate::model::{Catalogue, DocumentId, Rule, RuleId};

pub fn check(catalogue: &Catalogue, _: &Context, found: &mut Diagnostics) {
    for document in living(catalogue) {
        let again = Again::of(catalogue.source(document));
        for id in catalogue.document(document).rules.clone().map(RuleId) {
            let text = catalogue.rule_text(id);
            if text.tombstone.is_none() {
                rule(catalogue, document, catalogue.rule(id), text, &again, found);
            }
        }
    }
}

fn rule(
    catalogue: &Catalogue,
    document: DocumentId,
    rule: &Rule,
    text: &RuleText,
    again: &Again<'_>,
    found: &mut Diagnostics,
) {
    let source = again.source;
    let class = catalogue.document(document).class;
    let at = source.place(text.id.span);
    let id = || text.id.value.clone();
    if !class.is_decided() {
        // Owner and source of what does not bind are nobody's concern.
        let kind = catalogue.kind(document).name.to_lowercase();
        found.add(at, Problem::RuleInGuidance { rule: id(), kind });
        return;
    }
    if rule.owners.is_empty() {
        found.add(at, Problem::NoOwner { rule: id() });
    }
    if rule.sources.is_empty() && class != Class::Policy {
        found.add(at, Problem::NoSource { rule: id() });
    }
    if let Some(recurrence) = text.recurrence.as_ref().filter(|recurrence| recurrence.period == Period::Vague)
    {
        let span = words(again, text, &recurrence.words);
        found.add(source.place(span), Problem::VagueInterval { rule: id(), words: recurrence.words.clone() });
    }
    if let Some(prefix) = &source.front.rule_prefix {
        let rest = text.id.value.strip_prefix(&prefix.value);
        if !rest.is_some_and(|rest| rest.starts_with('-')) {
            found.add(at, Problem::ForeignPrefix { rule: id(), prefix: prefix.value.clone() });
        }
    }
}

/// Where words of a rule stand: in its paragraph or list item, else its id stands for them.
fn words(again: &Again<'_>, text: &RuleText, words: &str) -> Span {
    let range = text.id.span.end as usize..text.span.end as usize;
    let whole = again.text().unwrap_or_default();
    let within = whole.get(range.clone()).and_then(|paragraph| paragraph.find(words));
    within.map_or(text.id.span, |at| Span::new(at..at + words.len(), range.start))
}
