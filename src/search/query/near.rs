//! Which words of a text answer which words of a query: for marking them, and for seeing whether they stand together.
//!
//! In: a [`Plan`] and a text. Out: the places in the text. A word answers when it is a form of a term that was asked
//! for, or holds what all forms of that term begin with.

use std::ops::Range;

use super::super::swedish::words::{Kind, pieces};
use super::plan::{How, Plan};

/// Shortest string that is looked for inside words, in letters.
const INSIDE: usize = 4;
/// How far apart two words may be that stand together.
const TOGETHER: u32 = 3;

/// A word of a text that answers a word of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// What answers, in bytes of the text: the word or a part of it.
    pub range: Range<usize>,
    /// Number of the word in the text.
    pub position: u32,
    /// Number of the word in the query.
    pub word: usize,
}

/// What answers in a text, from left to right.
pub fn matches(plan: &Plan<'_>, text: &str) -> Vec<Match> {
    let mut found = Vec::new();
    let wanted = wanted(plan);
    for piece in pieces(text) {
        for one in &wanted {
            let inside = match piece.kind {
                Kind::Id => (one.forms.contains(&&*piece.text)).then_some(0..piece.text.len()),
                _ if one.forms.contains(&&*piece.text) => Some(0..piece.text.len()),
                _ => one
                    .inside
                    .as_deref()
                    .and_then(|inside| piece.text.find(inside).map(|at| at..at + inside.len())),
            };
            let Some(inside) = inside else { continue };
            // Only where lower case kept the length can a part of the word be pointed at.
            let same = text[piece.range.clone()].len() == piece.text.len();
            let range = if same {
                piece.range.start + inside.start..piece.range.start + inside.end
            } else {
                piece.range.clone()
            };
            found.push(Match { range, position: piece.position, word: one.word });
        }
    }
    found.sort_by_key(|one| (one.range.start, one.word, one.range.end));
    found.dedup();
    found
}

struct Wanted<'i> {
    word: usize,
    forms: Vec<&'i str>,
    inside: Option<String>,
}

fn wanted<'i>(plan: &Plan<'i>) -> Vec<Wanted<'i>> {
    let mut out = Vec::new();
    for reading in &plan.readings {
        for term in reading.terms.iter().chain(reading.kin.iter().flatten()) {
            for word in reading.range.clone() {
                let mut forms: Vec<&str> = term.forms.iter().map(|form| &**form).collect();
                forms.push(&term.text);
                let inside = common_beginning(&term.forms).filter(|_| reading.how != How::Prefix);
                out.push(Wanted { word, forms, inside });
            }
        }
    }
    out
}

/// What all forms of a term begin with, if that is long enough to be looked for inside words.
fn common_beginning(forms: &[Box<str>]) -> Option<String> {
    let first = forms.first()?;
    let mut common: Vec<char> = first.chars().collect();
    for form in &forms[1..] {
        let same = common.iter().zip(form.chars()).take_while(|(a, b)| **a == *b).count();
        common.truncate(same);
    }
    (common.len() >= INSIDE).then(|| common.into_iter().collect())
}

/// How many times better a text is for having the neighbours of the query together: `most` when it has all.
pub fn nearness(plan: &Plan<'_>, text: &str, most: f64) -> f64 {
    let pairs = plan.words.len().saturating_sub(1);
    if pairs == 0 {
        return 1.0;
    }
    let found = matches(plan, text);
    let of = |word: usize| found.iter().filter(move |one| one.word == word);
    let together = (0..pairs).filter(|word| {
        of(*word).any(|one| of(word + 1).any(|other| one.position.abs_diff(other.position) <= TOGETHER))
    });
    1.0 + (most - 1.0) * (together.count() as f64 / pairs as f64)
}
