//! Likeness between neighbours: what stands between the same two units on both sides is probably the same.

use super::{Links, Side, Why, heaviest, sections};
use crate::compare::tokens::letters_alike;
use crate::compare::unit::UnitKind;

/// How alike two units between the same neighbours must be. Between 0.30 and 0.42 nothing is won or lost.
const NEAR: f64 = 0.38;
/// How alike letter by letter, for units of a few words.
const LETTERS: f64 = 0.6;
/// How alike two units must be to be paired before all others, and how much more than any of them with another.
const SURE: f64 = 0.7;
const AHEAD: f64 = 0.15;
/// Units of fewer words than these are often one of a row that say the same of different things: «Val av revisorer».
const FEW: usize = 6;
/// Most comparisons in one gap; larger ones are left to the search for moves.
const CELLS: usize = 40_000;

/// Pairs what is alike between pairs that follow each other in both texts.
pub fn between(links: &mut Links<'_>, text: usize) {
    let pairs = links.pairs(text);
    let weighed: Vec<(usize, usize, u64)> =
        pairs.iter().map(|(old, new)| (*old, *new, links.old.words(*old) as u64 + 1)).collect();
    let (olds, news) = (links.old.range(text), links.new.range(text));
    let (mut i, mut j) = (olds.start, news.start);
    let ends = heaviest(&weighed).into_iter().map(|number| pairs[number]).chain([(olds.end, news.end)]);
    for (x, y) in ends.collect::<Vec<_>>() {
        let a: Vec<usize> = (i..x).filter(|unit| links.to_new[*unit].is_none()).collect();
        let b: Vec<usize> = (j..y).filter(|unit| links.to_old[*unit].is_none()).collect();
        pair(links, &a, &b);
        (i, j) = (x + 1, y + 1);
    }
}

/// Pairs what is alike within the same section, wherever that has gone.
pub fn within_sections(links: &mut Links<'_>, text: usize) {
    let map = sections::map(links, text);
    let (olds, news) = (links.free_old(text), links.free_new(text));
    for (old, new) in map.iter().enumerate().filter_map(|(old, new)| new.map(|new| (old, new))) {
        let a: Vec<usize> = olds
            .iter()
            .copied()
            .filter(|unit| links.old.section(*unit) == old && links.to_new[*unit].is_none())
            .collect();
        let b: Vec<usize> = news
            .iter()
            .copied()
            .filter(|unit| links.new.section(*unit) == new && links.to_old[*unit].is_none())
            .collect();
        pair(links, &a, &b);
    }
}

/// The best pairs in order: those that together are most alike.
fn pair(links: &mut Links<'_>, a: &[usize], b: &[usize]) {
    if a.is_empty() || b.is_empty() || a.len() * b.len() > CELLS {
        return;
    }
    let width = b.len() + 1;
    let mut score = vec![0.0f64; a.len() * b.len()];
    for (i, old) in a.iter().enumerate() {
        for (j, new) in b.iter().enumerate() {
            score[i * b.len() + j] = alike(links, *old, *new);
        }
    }
    outstanding(links, a, b, &mut score);
    let mut best = vec![0.0f64; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let take = score[i * b.len() + j];
            let take = if take > 0.0 { take + best[(i + 1) * width + j + 1] } else { 0.0 };
            best[i * width + j] = skip.max(take);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        let (down, right) = (best[(i + 1) * width + j], best[i * width + j + 1]);
        let take = score[i * b.len() + j];
        if take > 0.0 && take + best[(i + 1) * width + j + 1] >= down.max(right) {
            links.join(a[i], b[j], Why::Near(take.min(1.0)));
            (i, j) = (i + 1, j + 1);
        } else if down >= right {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// Pairs those that are each other's likeness by far, even where others would have to cross them, and leaves them out of
/// the scores: two halves in order are not worth more than a whole out of it.
fn outstanding(links: &mut Links<'_>, a: &[usize], b: &[usize], score: &mut [f64]) {
    let at = |i: usize, j: usize| i * b.len() + j;
    let mut found = Vec::new();
    for i in 0..a.len() {
        let Some(j) = (0..b.len()).max_by(|x, y| score[at(i, *x)].total_cmp(&score[at(i, *y)])) else {
            continue;
        };
        let own = score[at(i, j)];
        let others = (0..b.len()).filter(|other| *other != j).map(|other| score[at(i, other)]);
        let rivals = (0..a.len()).filter(|other| *other != i).map(|other| score[at(other, j)]);
        if own >= SURE && others.chain(rivals).all(|other| other + AHEAD <= own) {
            found.push((i, j, own));
        }
    }
    for (i, j, own) in found {
        links.join(a[i], b[j], Why::Near(own.min(1.0)));
        (0..b.len()).for_each(|other| score[at(i, other)] = 0.0);
        (0..a.len()).for_each(|other| score[at(other, j)] = 0.0);
    }
}

/// Pairs what stands alone between the same neighbours on both sides, however little alike: a number or place that has
/// another text now has been changed, as reviewers see it. Never sure.
pub fn alone(links: &mut Links<'_>, text: usize) {
    let (olds, news) = (links.old.range(text), links.new.range(text));
    let sections = sections::map(links, text);
    for old in links.free_old(text) {
        // What stands before it is paired, and what follows that in the new text is free.
        let new = match old.checked_sub(1).filter(|before| olds.contains(before)) {
            Some(before) => links.to_new[before].map(|link| link.to + 1),
            None => Some(news.start),
        };
        let Some(new) = new.filter(|new| news.contains(new) && links.to_old[*new].is_none()) else {
            continue;
        };
        let ends = match (olds.contains(&(old + 1)), news.contains(&(new + 1))) {
            (true, true) => links.to_new[old + 1].is_some_and(|link| link.to == new + 1),
            (false, false) => true,
            _ => false,
        };
        let (a, b) = (links.old.units[old], links.new.units[new]);
        // An item or a row in the place of another is as often another thing.
        let is_text = matches!(a.kind, UnitKind::Rule | UnitKind::Paragraph);
        let labels = a.label == b.label || a.label.is_none() || b.label.is_none();
        let alike = is_text && a.kind == b.kind && labels && sections[a.section] == Some(b.section);
        let stands = a.withdrawn.is_none() && b.withdrawn.is_none();
        let is_long = links.old.is_long(old) && links.new.is_long(new);
        let is_part =
            links.parts.iter().any(|part| if part.split { part.new == new } else { part.old == old });
        if ends && alike && stands && is_long && !is_part && links.may_pair(old, new) {
            links.join(old, new, Why::Near(0.0));
        }
    }
}

/// How alike two units of a gap are; nothing when it is too little.
fn alike(links: &Links<'_>, old: usize, new: usize) -> f64 {
    if !links.may_pair(old, new) {
        return 0.0;
    }
    let (a, b) = (links.old.units[old], links.new.units[new]);
    let short = links.old.words(old).min(links.new.words(new)) < super::SHORT;
    let mut alike = 0.0;
    if links.old.bag(old).bound(links.new.bag(new)) >= NEAR {
        alike = links.likeness(old, new);
    }
    if alike < NEAR && short {
        let letters = letters_alike(&a.text, &b.text);
        if letters >= LETTERS {
            alike = letters;
        }
    }
    let is_one_of_a_row = || !a.is_heading() && links.old.words(old).min(links.new.words(new)) < FEW;
    if alike < NEAR || is_one_of_a_row() && !shares_own_word(links, old, new) {
        return 0.0;
    }
    // Of equally alike ones, the one with the same number and of the same kind.
    let label = a.label.is_some() && a.label == b.label;
    alike + if label { 0.02 } else { 0.0 } + if a.kind == b.kind { 0.01 } else { 0.0 }
}

/// Whether two units share a word that no other unit of their sections has: else only what all of the row say is alike.
fn shares_own_word(links: &Links<'_>, old: usize, new: usize) -> bool {
    let is_own = |side: &Side<'_>, unit: usize, word: u32| {
        let range = side.range(side.text_of[unit]);
        let others = range.filter(|other| {
            *other != unit && side.section(*other) == side.section(unit) && !side.units[*other].is_heading()
        });
        !others.into_iter().any(|other| side.bag(other).words.binary_search(&word).is_ok())
    };
    let shared =
        links.old.bag(old).words.iter().filter(|word| links.new.bag(new).words.binary_search(word).is_ok());
    let mut none = true;
    for word in shared {
        none = false;
        if is_own(&links.old, old, *word) && is_own(&links.new, new, *word) {
            return true;
        }
    }
    // A slip of the pen in the only word shares none.
    none
}
