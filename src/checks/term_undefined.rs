//! L072: words that an author marks as a term, or refers to as one, and that nothing defines.
//!
//! In: bold phrases within rules, and «se …» and «jfr …» of definitions. Out: a finding at the first place of each in
//! a document. Only lower-case phrases that can be terms are told: bold is also how people stress a word.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::words::{stems, variants};
use super::{Again, Context, living};
use crate::content::{outline, statement};
use crate::diag::{Diagnostics, Problem, Span};
use crate::model::{Catalogue, DocumentId, Resolved, is_address};
use crate::text::fold;

pub fn check(catalogue: &Catalogue, _: &Context, found: &mut Diagnostics) {
    let known = known(catalogue);
    for document in living(catalogue) {
        let source = catalogue.source(document);
        let again = Again::of(source);
        let mut told = BTreeSet::new();
        let marked = source.outline.marked.iter().filter(|phrase| is_term_like(&phrase.value));
        let marked = marked.map(|phrase| (phrase.value.clone(), phrase.span));
        let referred = source.outline.terms.iter().flat_map(|row| referred(&again, row));
        for (term, span) in marked.chain(referred) {
            if !is_known(catalogue, document, &known, &term) && told.insert(fold(&term)) {
                found.add(source.place(span), Problem::TermUndefined { term });
            }
        }
    }
}

/// Every name by its stems: terms, roles, forums and documents.
fn known(catalogue: &Catalogue) -> BTreeSet<String> {
    let terms = catalogue.terms.iter().flat_map(|term| std::iter::once(&term.label).chain(&term.also));
    let mut out: BTreeSet<String> = terms.flat_map(|label| variants(label)).map(stems).collect();
    for source in &catalogue.sources {
        let aliases =
            source.front.aliases.iter().map(|alias| &alias.value).filter(|alias| !is_address(alias));
        out.extend(std::iter::once(&source.front.title.value).chain(aliases).map(|name| stems(name)));
    }
    out
}

fn is_known(catalogue: &Catalogue, document: DocumentId, known: &BTreeSet<String>, phrase: &str) -> bool {
    known.contains(&stems(phrase)) || !matches!(catalogue.resolve(phrase, document), Resolved::Unknown(_))
}

/// Words that people stress, or that show that the phrase is a piece of a sentence.
const STRESSED: &[&str] = &[
    "inte", "ej", "aldrig", "alltid", "endast", "bara", "enbart", "innan", "efter", "före", "under",
    "senast", "minst", "högst", "mest", "mer", "alla", "allt", "samtliga", "ingen", "inga", "inget", "varje",
    "både", "eller", "och", "samt", "utan", "om", "när", "där", "som", "att", "inom", "från", "till", "med",
    "för", "per", "en", "ett", "två", "tre", "fyra", "fem", "båda", "dag", "dagar", "vecka", "veckor",
    "månad", "månader", "år", "timme", "timmar", "gång", "gånger", "dygn", "genast", "direkt", "själv",
    "själva", "måste", "kan", "ny", "nya", "nytt", "viktigt", "obs", "exempel", "not", "never", "always",
    "only", "before", "after", "all", "no", "and", "or", "days", "hours",
];

/// Whether a phrase can be a term: lower-case words, none of which is there for stress.
fn is_term_like(phrase: &str) -> bool {
    let letters = |c: char| c.is_alphabetic() || c == '-' || c == ' ';
    let stressed = |word: &str| STRESSED.contains(&word) || is_adverb(word);
    phrase.chars().count() >= 4
        && phrase.starts_with(char::is_lowercase)
        && phrase.chars().all(letters)
        && statement::modality(phrase).is_none()
        && statement::recurrence(phrase).is_none()
        && !phrase.split_whitespace().any(stressed)
}

/// «skriftligt», «omedelbart», «skyndsamt»: how something is done, not what it is.
fn is_adverb(word: &str) -> bool {
    ["igt", "bart", "samt", "iskt", "ligen", "vis"].iter().any(|ending| word.ends_with(ending))
}

// Only at the head of a sentence or in brackets: «se» is first of all a verb.
#[allow(clippy::expect_used)] // a constant, compiled by every test run
static SEE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[.;(]\s*)(?:[Ss]e|[Jj]fr|[Jj]ämför)\s+(?:även\s+|också\s+|med\s+)?(?P<names>[^.;,()]+)")
        .expect("a constant pattern")
});

/// The terms that a definition refers to in plain words, and where.
fn referred(again: &Again<'_>, row: &outline::TermRow) -> Vec<(String, Span)> {
    let mut out = Vec::new();
    if !SEE.is_match(&row.definition) {
        return out;
    }
    let Some(text) = again.text() else { return out };
    let line = line_after(text, row.label.span.end as usize);
    for found in SEE.captures_iter(&row.definition) {
        let names = found.name("names").map_or("", |names| names.as_str());
        for name in names.split(" och ").flat_map(|names| names.split(" eller ")) {
            let name = name.trim().trim_matches(['«', '»', '"', '”', '*']);
            let place = text[line.clone()].find(name).map(|at| line.start + at);
            // What stands in brackets has been looked up by the model.
            let bracketed = place.is_some_and(|at| text[..at].ends_with('['));
            if is_reference_to_term(name) && !bracketed {
                let span = place.map_or(row.label.span, |at| Span::new(at..at + name.len(), 0));
                out.push((name.to_string(), span));
            }
        }
    }
    out
}

fn line_after(text: &str, from: usize) -> Range<usize> {
    from..text[from..].find('\n').map_or(text.len(), |at| from + at)
}

/// Whether words after «se» can name a term: not «se till att», not «se avsnitt 4», not a law.
fn is_reference_to_term(name: &str) -> bool {
    const OTHER: &[&str] = &[
        "till", "över", "efter", "ut", "avsnitt", "bilaga", "kapitel", "kap", "figur", "tabell", "sida",
        "artikel",
    ];
    let first = name.split_whitespace().next().unwrap_or("").to_lowercase();
    !name.is_empty()
        && name.split_whitespace().count() <= 4
        && !OTHER.contains(&first.as_str())
        && !name.contains(|c: char| c.is_ascii_digit() || c == '§')
}
