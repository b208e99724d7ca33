//! The terms of a record: what the words of its row mean.
//!
//! In: a row of words ([`super::reading`]) and what each word means to the [`Analyser`]. Out: [`Counted`], in numbers of terms.

use std::borrow::Cow;
use std::iter::repeat_n;

use rayon::prelude::*;

use super::reading::{AHEAD, Step};
use super::swedish::Analyser;
use super::swedish::particles::is_sure;
use super::swedish::stopwords::is_stopword;
use super::swedish::words::Kind;
use crate::interned::Interned;

/// What a word means, in numbers of terms.
pub struct Meaning<'w> {
    text: &'w str,
    is_stopword: bool,
    is_particle: bool,
    /// Itself, as an id.
    itself: u32,
    term: u32,
    parts: Box<[u32]>,
}

impl<'w> Meaning<'w> {
    /// What the words that rows number mean, and the terms.
    pub fn of_all(words: &'w Interned, analyser: &Analyser) -> (Interned, Vec<Self>) {
        let mut terms = Interned::default();
        let words: Vec<&str> = words.iter().collect();
        let analysed: Vec<_> = words.par_iter().map(|word| analyser.word(word)).collect();
        let meaning = |(text, (term, parts)): (&'w str, (Cow<'_, str>, Vec<Cow<'_, str>>))| Self {
            text,
            is_stopword: is_stopword(text),
            is_particle: is_sure(text),
            itself: terms.add(text),
            term: terms.add(&term),
            parts: parts.iter().map(|part| terms.add(part)).collect(),
        };
        let meanings = words.into_iter().zip(analysed).map(meaning).collect();
        (terms, meanings)
    }
}

/// The terms of a record, as they stand.
#[derive(Default)]
pub struct Counted {
    /// Terms of its words, each as often as it weighs.
    pub words: Vec<u32>,
    /// Terms of parts of its words.
    pub parts: Vec<u32>,
    /// Parts that no word of the texts has made a term.
    pub new: Vec<String>,
}

impl Counted {
    /// Counts in a row.
    pub fn of(steps: &[Step], meanings: &[Meaning<'_>], terms: &Interned, analyser: &Analyser) -> Self {
        let Self { mut words, mut parts, mut new } = Self::default();
        let (mut weight, mut with_parts) = (1, true);
        for (at, step) in steps.iter().enumerate() {
            let (word, kind) = match *step {
                Step::Text(of, parts) => {
                    (weight, with_parts) = (of as usize, parts);
                    continue;
                }
                Step::Word(word, kind) => (&meanings[word as usize], kind),
            };
            match kind {
                Kind::Id => words.extend(repeat_n(word.itself, weight)),
                Kind::Word | Kind::Joined if word.is_stopword => {}
                _ => {
                    words.extend(repeat_n(word.term, weight));
                    parts.extend(word.parts.iter().filter(|_| with_parts));
                }
            }
            let mut add = |part: &str| match terms.number(part) {
                Some(number) => parts.push(number),
                None => new.push(part.to_string()),
            };
            if word.is_particle
                && with_parts
                && let Some(Step::Word(before, Kind::Word)) = at.checked_sub(1).map(|at| steps[at])
                && let Some(verb) = analyser.verb(meanings[before as usize].text, word.text)
            {
                add(verb);
            }
            if kind == Kind::Open && with_parts {
                let rest = steps[at + 1..].iter().map_while(|step| match *step {
                    Step::Text(..) => None,
                    Step::Word(word, kind) => Some((kind, meanings[word as usize].text)),
                });
                let Some(whole) = analyser.completed(word.text, rest.take(AHEAD)) else { continue };
                add(&whole);
            }
        }
        Self { words, parts, new }
    }
}
