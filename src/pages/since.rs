//! From which day a rule has had its present wording.
//!
//! Where the history of the documents is known, the day of the edition that brought the wording; else the day on which
//! the document of the rule began to apply.

use std::collections::BTreeMap;

use super::portal::Portal;
use super::view::SinceRow;
use crate::content::Date;
use crate::history::Past;
use crate::model::{DocumentId, Node, RuleId};

/// Most rows of a list of what is new.
const ROWS: usize = 12;

/// The days that the past of a document tells of its rules.
pub fn told(portal: &Portal<'_>, id: DocumentId, past: &Past) -> BTreeMap<RuleId, Date> {
    let days = past.since();
    let rules = portal.catalogue.document(id).rules.clone().map(RuleId);
    rules
        .filter_map(|rule| Some((rule, *days.get(portal.catalogue.rule_text(rule).id.value.as_str())?)))
        .collect()
}

/// The day, if it is known or the document states one.
pub fn of(portal: &Portal<'_>, rule: RuleId) -> Option<Date> {
    let document = portal.catalogue.rule(rule).document;
    let stated = portal.catalogue.source(document).front.valid_from.as_ref().map(|day| day.value);
    portal.since.get(&rule).copied().or(stated)
}

/// Rules by day and document, newest first.
pub fn rows(portal: &Portal<'_>, rules: &[RuleId], root: &str) -> Vec<SinceRow> {
    let mut keys: Vec<_> = rules
        .iter()
        .filter_map(|rule| {
            Some((std::cmp::Reverse(of(portal, *rule)?), portal.catalogue.rule(*rule).document))
        })
        .collect();
    keys.sort_unstable();
    let mut out: Vec<SinceRow> = Vec::new();
    let mut last = None;
    for key in keys {
        if last == Some(key) {
            out.iter_mut().last().into_iter().for_each(|row| row.rules += 1);
            continue;
        }
        last = Some(key);
        let document = portal.link(Node::Document(key.1), root);
        out.push(SinceRow { date: key.0.0.to_string(), document, rules: 1 });
    }
    out.truncate(ROWS);
    out
}
