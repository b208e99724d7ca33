//! The files of terms: `t/` and, for terms that very many records hold, `l/`.
//!
//! An entry is the term after the one before it, and then what is known of it, each under a sign:
//! `'` its forms, `*` records that hold it as a word, `+` as a part, `=` whose id it is, `#` whose name, `!` how many
//! hold it when the lists here are only the best of them, `<` the term of a word, `>` the term of a stem, `~` synonyms,
//! `^` kindred terms. Entries are parted by `|`.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::super::Index;
use super::super::index::{Postings, Term};
use super::super::query::{Bm25, LONG, champions};
use super::super::swedish::fold::fold;
use super::{Sink, code, script};

/// What is known of a key beside its postings.
#[derive(Default)]
struct Extra {
    word: Option<String>,
    stem: Option<String>,
    synonyms: Vec<String>,
    kindred: Vec<String>,
}

/// Writes the files of terms.
pub fn files(index: &Index, add: Sink<'_>) {
    let extras = extras(index);
    let leaves = by_leaf(index, &extras);
    leaves.par_iter().enumerate().for_each(|(at, extras)| {
        let (least, range) = &index.leaves.list[at];
        let terms = &index.terms[range.clone()];
        let name = format!("t-{}", code::name(least));
        let text = leaf(index, terms, extras);
        add(&format!("sok/t/{name}.js"), script(&name, &text).as_bytes());
        for term in terms.iter().filter(|term| is_long(term)) {
            let mut out = String::new();
            lists(&mut out, &term.words, &term.parts);
            let name = format!("l-{}", code::name(&term.text));
            add(&format!("sok/l/{name}.js"), script(&name, &out).as_bytes());
        }
    });
}

fn is_long(term: &Term) -> bool {
    term.words.0.len() > LONG || term.parts.0.len() > LONG
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
        .words()
        .into_iter()
        .for_each(|(word, term)| at(word, &mut |extra| extra.word = Some(term.to_string())));
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
    extras
}

/// Texts with what is known of them, by key and text.
type Extras<'e> = Vec<(&'e str, &'e (String, Extra))>;

fn by_leaf<'e>(index: &Index, extras: &'e BTreeMap<String, (String, Extra)>) -> Vec<Extras<'e>> {
    let mut leaves: Vec<Extras<'e>> = index.leaves.list.iter().map(|_| Vec::new()).collect();
    for (key, extra) in extras {
        if let Some(at) = index.leaves.of(&fold(&extra.0)) {
            leaves[at].push((key, extra));
        }
    }
    leaves
}

fn leaf(index: &Index, terms: &[Term], extras: &Extras<'_>) -> String {
    let mut entries: BTreeMap<String, (&str, Option<&Term>, Option<&Extra>)> = BTreeMap::new();
    for term in terms {
        entries.entry(format!("{} {}", fold(&term.text), term.text)).or_insert((&term.text, None, None)).1 =
            Some(term);
    }
    for (key, (text, extra)) in extras {
        entries.entry((*key).to_string()).or_insert((text, None, None)).2 = Some(extra);
    }
    let mut out = String::new();
    let mut last = "";
    for (text, term, extra) in entries.into_values() {
        code::after(&mut out, last, text);
        if let Some(term) = term {
            self::term(&mut out, index, term);
        }
        if let Some(extra) = extra {
            self::extra(&mut out, extra);
        }
        out.push('|');
        last = text;
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
    if is_long(term) {
        out.push('!');
        code::number(out, term.words.0.len() as u32);
        code::number(out, term.parts.0.len() as u32);
        let best = |list: &Postings, mean: f64| {
            let scored = Bm25::new(index, list.0.len(), mean);
            if list.0.len() > LONG { Postings(champions(&list.0, &scored)) } else { list.clone() }
        };
        lists(out, &best(&term.words, index.mean.0), &best(&term.parts, index.mean.1));
    } else {
        lists(out, &term.words, &term.parts);
    }
    for (sign, numbers) in [('=', &term.ids), ('#', &term.names)] {
        if !numbers.is_empty() {
            out.push(sign);
            code::number(out, numbers.len() as u32);
            code::rising(out, numbers.iter().copied());
        }
    }
}

fn lists(out: &mut String, words: &Postings, parts: &Postings) {
    for (sign, list) in [('*', words), ('+', parts)] {
        if !list.0.is_empty() {
            out.push(sign);
            code::postings(out, list);
        }
    }
}

fn extra(out: &mut String, extra: &Extra) {
    for (sign, term) in [('<', &extra.word), ('>', &extra.stem)] {
        if let Some(term) = term {
            out.push(sign);
            out.push_str(term);
        }
    }
    if !extra.synonyms.is_empty() {
        out.push('~');
        out.push_str(&extra.synonyms.join(";"));
    }
    if !extra.kindred.is_empty() {
        out.push('^');
        out.push_str(&extra.kindred.join(","));
    }
}
