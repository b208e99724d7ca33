//! L040–L044: references to law that no longer applies or that the register does not know, a register that nobody has
//! looked through for a year, and controls left out without a reason.
//!
//! In: citations in running text, bracketed names and front matter. Out: a finding at each reference to a repealed
//! act; one a document for each unknown act; one at each stale entry. History is let be: former documents, withdrawn
//! rules, and sentences that speak of earlier law. A bracketed name that the register lacks is the model's finding.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Again, Context, living};
use crate::content::body::Target;
use crate::content::law::{self, Unknown};
use crate::content::register::ActKind;
use crate::content::{Date, Source};
use crate::diag::{Diagnostics, Place, Problem, Span};
use crate::model::Catalogue;

pub fn check(catalogue: &Catalogue, context: &Context, found: &mut Diagnostics) {
    for document in living(catalogue) {
        let source = catalogue.source(document);
        citations(catalogue, context, source, found);
        names(catalogue, context, source, found);
    }
    register(catalogue, context, found);
}

fn repealed(catalogue: &Catalogue, context: &Context, act: usize) -> Option<Problem> {
    let entry = &catalogue.acts.get(act)?.entry;
    let on = entry.repealed.filter(|on| *on <= context.today)?;
    Some(Problem::RepealedAct {
        id: entry.id.value.clone(),
        title: entry.title.clone(),
        on: on.to_string(),
        successor: entry.replaced_by.as_ref().map(|successor| successor.value.clone()),
    })
}

fn is_withdrawn(source: &Source, rule: Option<usize>) -> bool {
    rule.and_then(|local| source.outline.rules.get(local)).is_some_and(|rule| rule.tombstone.is_some())
}

/// Laws in running text.
fn citations(catalogue: &Catalogue, context: &Context, source: &Source, found: &mut Diagnostics) {
    let mut told = BTreeSet::new();
    for cited in &source.outline.citations {
        if is_withdrawn(source, cited.rule) {
            continue;
        }
        let at = source.place(cited.span);
        match &cited.citation.act {
            Ok(act) if !cited.citation.transitional => {
                repealed(catalogue, context, *act).into_iter().for_each(|problem| found.add(at, problem));
            }
            Ok(_) => {}
            // One entry in the register mends them all.
            Err(unknown) if told.insert(unknown_name(unknown)) => found.add(at, unknown_act(unknown)),
            Err(_) => {}
        }
    }
}

fn unknown_name(unknown: &Unknown) -> &str {
    match unknown {
        Unknown::Numbered(name) | Unknown::Named(name) => name,
    }
}

fn unknown_act(unknown: &Unknown) -> Problem {
    match unknown {
        Unknown::Numbered(id) => Problem::ActNotRegistered { id: id.clone() },
        Unknown::Named(name) => Problem::ActWithoutNumber { name: name.clone() },
    }
}

/// Laws in brackets, and those that the front matter gives as source.
fn names(catalogue: &Catalogue, context: &Context, source: &Source, found: &mut Diagnostics) {
    let again = Again::of(source);
    let mentions = source.outline.mentions.iter().filter(|mention| !is_withdrawn(source, mention.rule()));
    let bracketed = mentions.filter_map(|mention| match &mention.target {
        Target::Name(name) => Some((name.as_str(), mention.span)),
        _ => None,
    });
    let declared = source.front.relations.iter().map(|(_, name)| (name.value.as_str(), name.span));
    for (name, span) in bracketed.chain(declared) {
        let Some((act, _)) = catalogue.names.acts().parse(name) else { continue };
        let Some(problem) = repealed(catalogue, context, act) else { continue };
        if again.text().is_some_and(|text| !speaks_of_earlier_law(text, span)) {
            found.add(source.place(span), problem);
        }
    }
}

/// Whether the sentence around a name speaks of what applied earlier. Only its surroundings are read, so that a long
/// text with many names takes no longer than it must.
fn speaks_of_earlier_law(text: &str, span: Span) -> bool {
    const REACH: usize = 400;
    let range = span.range();
    let (mut start, mut end) = (range.start.saturating_sub(REACH), (range.end + REACH).min(text.len()));
    start += (0..4).find(|n| text.is_char_boundary(start + n)).unwrap_or(0);
    end -= (0..4).find(|n| text.is_char_boundary(end - n)).unwrap_or(0);
    let paragraph = |text: &str| text.replace("\r\n", " \n").replace("\n \n", "\n\n");
    let before = paragraph(&text[start..range.start]);
    let after = paragraph(&text[range.end..end]);
    let before = before.rsplit("\n\n").next().unwrap_or("");
    let after = after.split("\n\n").next().unwrap_or("");
    let around = format!("{before}{}{after}", &text[range.clone()]).replace('\n', " ");
    let place: Range<usize> = before.len()..before.len() + range.len();
    law::is_transitional(&around, &place)
}

fn register(catalogue: &Catalogue, context: &Context, found: &mut Diagnostics) {
    let Some(file) = catalogue.register_file else { return };
    for entry in catalogue.acts.iter().map(|act| &act.entry) {
        for control in entry.controls.iter().filter(|control| !control.applicable && control.reason.is_none())
        {
            let problem = Problem::ExcludedWithoutReason { control: control.id.value.clone() };
            found.add(Place { file, span: control.id.span }, problem);
        }
        // A document of one's own that the portal lacks is no act that could change unseen.
        if entry.kind == ActKind::Styrdokument {
            continue;
        }
        let is_fresh = entry.checked.is_some_and(|checked| is_within_a_year(checked, context.today));
        // What has been repealed stays so.
        let is_closed = entry.repealed.is_some_and(|on| on <= context.today);
        if !is_fresh && !is_closed {
            let checked = entry.checked.map(|day| day.to_string());
            found.add(
                Place { file, span: entry.id.span },
                Problem::StaleRegister { id: entry.id.value.clone(), checked },
            );
        }
    }
}

pub(super) fn is_within_a_year(checked: Date, today: Date) -> bool {
    let (year, month, day) = checked.parts();
    (year.saturating_add(1), month, day) >= today.parts()
}
