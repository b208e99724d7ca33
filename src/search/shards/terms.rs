//! The files of terms: `t/` and, for terms that very many records hold, `l/`.
//!
//! An entry is the term after the one before it, and then what is known of it, each under a sign:
//! `'` its forms, `*` records that hold it as a word, `+` as a part, `=` whose id it is, `#` names with those who are called so,
//! `!` how many hold it when the lists here are only the best of them, or nothing for a word that people know and no record
//! holds, `<` the term of a word, `>` the term of a stem, `~` synonyms, `^` kindred terms, `%` that it says little. Entries are
//! parted by `|`.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::super::Index;
use super::super::bm25::Bm25;
use super::super::index::Term;
use super::super::postings::{Posting, Postings};
use super::super::swedish::fold::fold;
use super::super::swedish::stem::stem;
use super::{bits, code, script};
use crate::sink::Sink;

/// What is known of a key beside its postings.
#[derive(Default)]
struct Extra {
    stem: Option<String>,
    synonyms: Vec<String>,
    kindred: Vec<String>,
    light: bool,
    unheld: bool,
}

/// Writes the files of terms.
pub fn files(index: &Index, sink: &dyn Sink) {
    let extras = extras(index);
    let aliases = index.analyser.aliases().words();
    let leaves = by_leaf(index, &extras, &aliases);
    leaves.par_iter().enumerate().for_each(|(at, extras)| {
        let (least, range) = &index.leaves.list[at];
        let terms = &index.terms[range.clone()];
        let name = format!("t-{}", code::name(least));
        let text = leaf(index, terms, extras);
        sink.add(&format!("sok/t/{name}.js"), script(&name, &text).as_bytes());
        for term in terms.iter().filter(|term| is_long(index, term)) {
            let out = rests(index, term);
            let name = format!("l-{}", code::name(&term.text));
            sink.add(&format!("sok/l/{name}.js"), script(&name, &out).as_bytes());
        }
    });
}

fn is_long(index: &Index, term: &Term) -> bool {
    term.words.len() > index.long.0 || term.parts.len() > index.long.0
}

/// Aliases and synonyms by key and text.
fn extras(index: &Index) -> BTreeMap<String, (String, Extra)> {
    let mut extras: BTreeMap<String, (String, Extra)> = BTreeMap::new();
    let mut at = |text: &str, change: &mut dyn FnMut(&mut Extra)| {
        // The text after its key: two texts of one key are told apart, in order.
        let entry = extras
            .entry(format!("{} {text}", fold(text)))
            .or_insert_with(|| (text.to_string(), Extra::default()));
        change(&mut entry.1);
    };
    let aliases = index.analyser.aliases();
    aliases
        .stems()
        .into_iter()
        .for_each(|(stem, term)| at(stem, &mut |extra| extra.stem = Some(term.to_string())));
    for synonym in index.analyser.synonyms() {
        let Some((first, rest)) = synonym.from.split_first() else { continue };
        let to = synonym.to.iter().map(|to| to.join(" ")).collect::<Vec<_>>().join(",");
        at(first, &mut |extra| extra.synonyms.push(format!("{}:{to}", rest.join(" "))));
    }
    for (one, other) in index.analyser.kindred() {
        at(one, &mut |extra| extra.kindred.push(other.clone()));
    }
    index.analyser.unheld().iter().for_each(|term| at(term, &mut |extra| extra.unheld = true));
    index.analyser.light().iter().for_each(|term| at(term, &mut |extra| extra.light = true));
    extras
}

/// What a file holds besides terms.
#[derive(Default)]
struct Extras<'e> {
    /// Texts with what is known of them, by key and text.
    known: Vec<(&'e str, &'e (String, Extra))>,
    /// Words with their terms.
    words: Vec<(&'e str, &'e str)>,
}

/// Words lie where their stems do, which is where a reader looks next.
fn by_leaf<'e>(
    index: &Index,
    extras: &'e BTreeMap<String, (String, Extra)>,
    words: &[(&'e str, &'e str)],
) -> Vec<Extras<'e>> {
    let mut leaves: Vec<Extras<'e>> = index.leaves.list.iter().map(|_| Extras::default()).collect();
    for (key, extra) in extras {
        if let Some(at) = index.leaves.of(&fold(&extra.0)) {
            leaves[at].known.push((key, extra));
        }
    }
    for (word, term) in words {
        if let Some(at) = index.leaves.of(&fold(&stem(word))) {
            leaves[at].words.push((word, term));
        }
    }
    leaves
}

/// What a file says of a text.
#[derive(Default)]
struct Entry<'e> {
    text: &'e str,
    term: Option<&'e Term>,
    extra: Option<&'e Extra>,
    word: Option<&'e str>,
}

fn leaf(index: &Index, terms: &[Term], extras: &Extras<'_>) -> String {
    let mut entries: BTreeMap<String, Entry<'_>> = BTreeMap::new();
    let key = |text: &str| format!("{} {text}", fold(text));
    for term in terms {
        entries.insert(key(&term.text), Entry { text: &term.text, term: Some(term), ..Entry::default() });
    }
    for (key, (text, extra)) in &extras.known {
        let entry = entries.entry((*key).to_string()).or_default();
        (entry.text, entry.extra) = (text.as_str(), Some(extra));
    }
    for (word, term) in &extras.words {
        let entry = entries.entry(key(word)).or_default();
        (entry.text, entry.word) = (*word, Some(*term));
    }
    let mut out = String::new();
    let mut last = "";
    for entry in entries.into_values() {
        code::after(&mut out, last, entry.text);
        if let Some(term) = entry.term {
            self::term(&mut out, index, term);
        }
        if let Some(term) = entry.word {
            out.push('<');
            out.push_str(term);
        }
        if let Some(extra) = entry.extra {
            self::extra(&mut out, extra);
        }
        out.push('|');
        last = entry.text;
    }
    out
}

fn term(out: &mut String, index: &Index, term: &Term) {
    if !term.forms.is_empty() {
        out.push('\'');
        let mut last = &*term.text;
        for form in &term.forms {
            code::after(out, last, form);
            out.push(',');
            last = form;
        }
    }
    if is_long(index, term) {
        out.push('!');
        code::number(out, term.words.len() as u32);
        code::number(out, term.parts.len() as u32);
        let best = |list: &Postings, mean: f64| match list.len() {
            long if long > index.long.0 => Bm25::new(index, long, mean).parted(list, index.long.1).0,
            _ => list.iter().collect(),
        };
        lists(out, &best(&term.words, index.mean.0), &best(&term.parts, index.mean.1));
    } else {
        lists(out, &term.words.iter().collect::<Vec<_>>(), &term.parts.iter().collect::<Vec<_>>());
    }
    let numbers = |out: &mut String, numbers: &[u32]| {
        code::number(out, numbers.len() as u32);
        code::rising(out, numbers.iter().copied());
    };
    if !term.ids.is_empty() {
        out.push('=');
        numbers(out, &term.ids);
    }
    for (at, (name, called)) in term.names.iter().enumerate() {
        out.push_str(if at == 0 { "#" } else { "," });
        out.push_str(name);
        out.push(':');
        numbers(out, called);
    }
}

fn lists(out: &mut String, words: &[Posting], parts: &[Posting]) {
    for (sign, list) in [('*', words), ('+', parts)] {
        if !list.is_empty() {
            out.push(sign);
            code::postings(out, list);
        }
    }
}

/// What long lists hold besides their best: how many, the steps, and the records.
fn rests(index: &Index, term: &Term) -> String {
    let mut out = String::new();
    for (sign, list, mean) in [('*', &term.words, index.mean.0), ('+', &term.parts, index.mean.1)] {
        if list.len() > index.long.0 {
            let scored = Bm25::new(index, list.len(), mean);
            let rest = scored.parted(list, index.long.1).1;
            let coarse = scored.coarse(&rest);
            out.push(sign);
            for number in [rest.len() as u32, coarse.least, coarse.width, coarse.bits] {
                code::number(&mut out, number);
            }
            let stepped = |posting: &Posting| (posting.number, coarse.step(scored.share(posting)));
            bits::records(&mut out, &rest.iter().map(stepped).collect::<Vec<_>>(), coarse.bits);
        }
    }
    out
}

fn extra(out: &mut String, extra: &Extra) {
    if let Some(term) = &extra.stem {
        out.push('>');
        out.push_str(term);
    }
    if !extra.synonyms.is_empty() {
        out.push('~');
        out.push_str(&extra.synonyms.join(";"));
    }
    if !extra.kindred.is_empty() {
        out.push('^');
        out.push_str(&extra.kindred.join(","));
    }
    if extra.unheld {
        out.push('!');
    }
    if extra.light {
        out.push('%');
    }
}
