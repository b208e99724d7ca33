//! Likeness between neighbours: what stands between the same two units on both sides is probably the same.

use super::{Links, Why, heaviest, sections};
use crate::compare::tokens::letters_alike;

/// How alike two units between the same neighbours must be. Between 0.30 and 0.42 nothing is won or lost.
const NEAR: f64 = 0.38;
/// How alike letter by letter, for units of a few words.
const LETTERS: f64 = 0.6;
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
    if alike < NEAR {
        return 0.0;
    }
    // Of equally alike ones, the one with the same number and of the same kind.
    let label = a.label.is_some() && a.label == b.label;
    alike + if label { 0.02 } else { 0.0 } + if a.kind == b.kind { 0.01 } else { 0.0 }
}
