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
    let terms: Vec<&Term> =
        catalogue.terms.iter().filter(|term| !is_former(catalogue, term.document)).collect();
    // Several documents may define the same term: they share a number.
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    for term in &terms {
        let next = numbers.len() as u32;
        numbers.entry(fold(&term.label)).or_insert(next);
    }
    let number = |term: &Term| numbers.get(&fold(&term.label)).copied().unwrap_or_default();
    let mut used = vec![false; numbers.len()];
    let names =
        terms.iter().flat_map(|term| variants(&term.label).into_iter().map(|name| (name, number(term))));
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

/// Texts that are looked at before it is asked whether any term is left.
const LOT: usize = 512;

type Hits = Vec<(Range<usize>, u32)>;

/// Marks every term that a text of a living document uses.
fn mark(
    catalogue: &Catalogue,
    numbers: &BTreeMap<String, u32>,
    used: &mut [bool],
    find: impl Fn(&str) -> Hits + Sync,
) {
    let sources: Vec<&Source> = living(catalogue).map(|document| catalogue.source(document)).collect();
    let uses = |source: &&Source| {
        let text = source.text().unwrap_or_default();
        let rows = rows(source, &text, numbers);
        let hits = find(&text).into_iter();
        let mut uses: Vec<u32> =
            hits.filter(|hit| !is_own_row(&rows, hit)).map(|(_, number)| number).collect();
        uses.sort_unstable();
        uses.dedup();
        uses
    };
    // Most terms are used soon, and a text that need not be looked at need not be read again.
    for lot in sources.chunks(LOT) {
        if used.iter().all(|used| *used) {
            return;
        }
        let all: Vec<Vec<u32>> = lot.par_iter().map(uses).collect();
        all.into_iter().flatten().for_each(|number| used[number as usize] = true);
    }
}

/// The lines of a document's table rows, with the term of each.
fn rows(source: &Source, text: &str, numbers: &BTreeMap<String, u32>) -> Hits {
    let line = |row: &crate::content::outline::TermRow| {
        let start = row.label.span.start as usize;
        let end = text.get(start..)?.find('\n').map_or(text.len(), |at| start + at);
        Some((start..end, *numbers.get(&fold(&row.label.value))?))
    };
    source.outline.terms.iter().filter_map(line).collect()
}

fn is_own_row(rows: &[(Range<usize>, u32)], (hit, number): &(Range<usize>, u32)) -> bool {
    let after = rows.partition_point(|(line, _)| line.start <= hit.start);
    rows[..after].last().is_some_and(|(line, own)| line.contains(&hit.start) && own == number)
}

/// Names by how their words begin, so that every form and compound of them is found.
struct Beginnings {
    automaton: Option<AhoCorasick>,
    /// How the words after the first begin, and the term.
    rest: Vec<(Vec<String>, u32)>,
}

impl Beginnings {
    fn new(names: &[(&str, u32)]) -> Self {
        let (mut first, mut rest) = (Vec::new(), Vec::new());
        // A short name begins too many words.
        for (name, number) in names.iter().filter(|(name, _)| name.chars().count() > 3) {
            let mut words = name.split_whitespace().map(beginning);
            first.push(words.next().unwrap_or_default());
            rest.push((words.collect(), *number));
        }
        Self { automaton: AhoCorasick::new(first).ok(), rest }
    }

    fn find(&self, text: &str) -> Hits {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let lowered = lower(text);
        let mut hits = Vec::new();
        for found in automaton.find_overlapping_iter(&lowered) {
            let (rest, number) = &self.rest[found.pattern().as_usize()];
            let begins = !lowered[..found.start()].ends_with(char::is_alphanumeric);
            if begins && goes_on(&lowered[found.end()..], rest) {
                hits.push((found.range(), *number));
            }
        }
        hits
    }
}

/// A word without its last vowel, which endings change: «förmåga», «förmågor».
fn beginning(word: &str) -> String {
    let word = lower(word);
    let stem = word.strip_suffix(['a', 'e']).filter(|stem| stem.chars().count() > 3);
    stem.unwrap_or(&word).to_string()
}

/// Whether the words after the one that has begun begin as they should.
fn goes_on(text: &str, rest: &[String]) -> bool {
    let mut text = text;
    for word in rest {
        let after = text.trim_start_matches(|c: char| c.is_alphanumeric() || c == '-');
        let next = after.trim_start();
        if next.len() == after.len() || !next.starts_with(word.as_str()) {
            return false;
        }
        text = &next[word.len()..];
    }
    true
}
