//! L071: a term that is defined and that no living document uses.
//!
//! In: the terms and the text of every document. Out: a finding at each term that stands nowhere but in its own row.
//! Each text is read once for all terms, and a second time only for those that the first reading did not find: then
//! compounds, the genitive and terms within other terms count as use too.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use super::words::variants;
use super::{Context, is_former, living};
use crate::content::Source;
use crate::diag::{Diagnostics, Problem};
use crate::model::lexicon::{Lexicon, lower};
use crate::model::{Catalogue, Term};
use crate::text::fold;

pub fn check(catalogue: &Catalogue, _: &Context, found: &mut Diagnostics) {
    let terms: Vec<&Term> = catalogue.terms.iter().filter(|term| !is_former(catalogue, term.document)).collect();
    // Several documents may define the same term: they share a number.
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    for term in &terms {
        let next = numbers.len() as u32;
        numbers.entry(fold(&term.label)).or_insert(next);
    }
    let number = |term: &Term| numbers.get(&fold(&term.label)).copied().unwrap_or_default();
    let mut used = vec![terms.is_empty(); numbers.len()];
    let names = terms.iter().flat_map(|term| variants(&term.label).into_iter().map(|name| (name, number(term))));
    let lexicon = Lexicon::new(names);
    mark(catalogue, &numbers, &mut used, |text| lexicon.find(text));
    if used.iter().any(|used| !used) {
        let rest: Vec<(&str, u32)> = terms
            .iter()
            .filter(|term| !used[number(term) as usize])
            .flat_map(|term| variants(&term.label).into_iter().map(|name| (name, number(term))))
            .collect();
        let beginnings = Beginnings::new(&rest);
        mark(catalogue, &numbers, &mut used, |text| beginnings.find(text));
    }
    for term in terms.into_iter().filter(|term| !used[number(term) as usize]) {
        let problem = Problem::TermUnused { term: term.label.clone() };
        found.add(catalogue.place(term.document, term.at.span), problem);
    }
}

type Hits = Vec<(Range<usize>, u32)>;

/// Marks every term that a text of a living document uses.
fn mark(catalogue: &Catalogue, numbers: &BTreeMap<String, u32>, used: &mut [bool], find: impl Fn(&str) -> Hits + Sync) {
    let sources: Vec<&Source> = living(catalogue).map(|document| catalogue.source(document)).collect();
    let all: Vec<Vec<u32>> = sources
        .into_par_iter()
        .map(|source| {
            let rows = rows(source, numbers);
            let hits = find(&source.input.text).into_iter();
            let mut uses: Vec<u32> = hits.filter(|hit| !is_own_row(&rows, hit)).map(|(_, number)| number).collect();
            uses.sort_unstable();
            uses.dedup();
            uses
        })
        .collect();
    all.into_iter().flatten().for_each(|number| used[number as usize] = true);
}

/// The lines of a document's table rows, with the term of each.
fn rows(source: &Source, numbers: &BTreeMap<String, u32>) -> Hits {
    let text = &source.input.text;
    let line = |row: &crate::content::outline::TermRow| {
        let start = row.label.span.start as usize;
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        Some((start..end, *numbers.get(&fold(&row.label.value))?))
    };
    source.outline.terms.iter().filter_map(line).collect()
}

fn is_own_row(rows: &[(Range<usize>, u32)], (hit, number): &(Range<usize>, u32)) -> bool {
    let after = rows.partition_point(|(line, _)| line.start <= hit.start);
    rows[..after].last().is_some_and(|(line, own)| line.contains(&hit.start) && own == number)
}

/// Names by how they begin, so that every form and compound of them is found.
struct Beginnings {
    automaton: Option<AhoCorasick>,
    numbers: Vec<u32>,
}

impl Beginnings {
    fn new(names: &[(&str, u32)]) -> Self {
        // A short name begins too many words.
        let long = names.iter().filter(|(name, _)| name.chars().count() > 3);
        let (patterns, numbers): (Vec<String>, Vec<u32>) = long
            .map(|(name, number)| {
                let name = lower(name);
                let stem = name.strip_suffix(['a', 'e']).filter(|stem| stem.chars().count() > 3);
                (stem.unwrap_or(&name).to_string(), *number)
            })
            .unzip();
        Self { automaton: AhoCorasick::new(patterns).ok(), numbers }
    }

    fn find(&self, text: &str) -> Hits {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let lowered = lower(text);
        automaton
            .find_overlapping_iter(&lowered)
            .filter(|found| !lowered[..found.start()].ends_with(char::is_alphanumeric))
            .map(|found| (found.range(), self.numbers[found.pattern().as_usize()]))
            .collect()
    }
}
