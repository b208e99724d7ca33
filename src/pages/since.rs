//! From which day a rule has had its present wording.
//!
//! The day is that on which its document began to apply. Where the history of the documents is known, this is the one
//! place that has to ask it.

use super::portal::Portal;
use super::view::SinceRow;
use crate::content::Date;
use crate::model::{Node, RuleId};

/// Most rows of a list of what is new.
const ROWS: usize = 12;

/// The day, if the document states one.
pub fn of(portal: &Portal<'_>, rule: RuleId) -> Option<Date> {
    let document = portal.catalogue.rule(rule).document;
    portal.catalogue.source(document).front.valid_from.as_ref().map(|day| day.value)
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
