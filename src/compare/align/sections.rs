//! Which section is which: by title in its place, by title, and by what stands under it.

use std::collections::BTreeMap;

use super::{Links, Side, Why};

/// For each old section of a text, the new one.
pub fn map(links: &Links<'_>, text: usize) -> Vec<Option<usize>> {
    let (Some(old), Some(_)) = (links.old.texts[text], links.new.texts[text]) else {
        return vec![None; links.old.texts[text].map_or(0, |old| old.sections.len())];
    };
    let news = links.new.range(text);
    old.sections
        .iter()
        .enumerate()
        .map(|(number, section)| {
            if number == 0 {
                return Some(0);
            }
            let link = links.to_new[links.old.start[text] + section.heading?]?;
            news.contains(&link.to).then(|| links.new.section(link.to))
        })
        .collect()
}

/// Pairs headings whose whole way of titles is the same, then those whose number and title are, then those whose
/// title stands once on each side.
pub fn by_title(links: &mut Links<'_>, text: usize) {
    type Name = fn(&Side<'_>, usize, usize) -> String;
    let names: [Name; 3] = [way, numbered, |side, _, unit| side.folded(unit).to_string()];
    for name in names {
        let mut seen: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for unit in links.free_old(text).into_iter().filter(|unit| is_titled(&links.old, *unit)) {
            seen.entry(name(&links.old, text, unit)).or_default().0.push(unit);
        }
        for unit in links.free_new(text).into_iter().filter(|unit| is_titled(&links.new, *unit)) {
            seen.entry(name(&links.new, text, unit)).or_default().1.push(unit);
        }
        for (old, new) in seen.into_values() {
            if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
                links.join(*old, *new, Why::Equal);
            }
        }
    }
}

/// Whether a unit is a heading with words. «33 §» alone says nothing of what stands under it.
fn is_titled(side: &Side<'_>, unit: usize) -> bool {
    side.units[unit].is_heading() && !side.folded(unit).is_empty()
}

/// Pairs headings that are nothing but a number, and that their content has not paired, by that number: within the same
/// section, since every chapter may begin anew.
pub fn by_number(links: &mut Links<'_>, text: usize) {
    let (Some(old), Some(new)) = (links.old.texts[text], links.new.texts[text]) else { return };
    let sections = map(links, text);
    let bare = |side: &Side<'_>, unit: usize| side.units[unit].is_heading() && side.folded(unit).is_empty();
    let mut waiting: BTreeMap<(Option<&str>, Option<usize>), Vec<usize>> = BTreeMap::new();
    for b in links.free_new(text).into_iter().rev().filter(|unit| bare(&links.new, *unit)) {
        let other = links.new.units[b];
        let home = new.sections[other.section].parent;
        waiting.entry((other.label.as_deref(), home)).or_default().push(b);
    }
    for a in links.free_old(text).into_iter().filter(|unit| bare(&links.old, *unit)).collect::<Vec<_>>() {
        let one = links.old.units[a];
        let home = old.sections[one.section].parent.and_then(|parent| sections[parent]);
        if let Some(b) = waiting.get_mut(&(one.label.as_deref(), home)).and_then(Vec::pop) {
            links.join(a, b, Why::Equal);
        }
    }
}

/// The titles above a heading and its own.
fn way(side: &Side<'_>, text: usize, unit: usize) -> String {
    let Some(home) = side.texts[text] else { return String::new() };
    let mut out = String::new();
    let mut at = Some(side.units[unit].section);
    while let Some(section) = at.map(|at| &home.sections[at]) {
        if let Some(heading) = section.heading {
            out.push_str(side.folded(side.start[text] + heading));
            out.push('/');
        }
        at = section.parent;
    }
    out
}

fn numbered(side: &Side<'_>, _: usize, unit: usize) -> String {
    format!("{} {}", side.units[unit].label.as_deref().unwrap_or(""), side.folded(unit))
}

/// Pairs headings whose text has changed and whose content has not: half of the words of the smaller must be the same.
pub fn by_content(links: &mut Links<'_>, text: usize) {
    let (Some(old), Some(new)) = (links.old.texts[text], links.new.texts[text]) else { return };
    let mut votes: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    // What was cut off a unit, or put into one, stood under a heading too.
    for part in links
        .parts
        .iter()
        .filter(|part| links.old.text_of[part.old] == text && links.new.text_of[part.new] == text)
    {
        let words = links.new.words(part.new).min(links.old.words(part.old));
        *votes.entry((links.old.section(part.old), links.new.section(part.new))).or_default() += words;
    }
    for (a, b) in links.pairs(text) {
        let (x, y) = (links.old.units[a], links.new.units[b]);
        if x.is_heading() && y.is_heading() {
            if let (Some(p), Some(q)) = (old.sections[x.section].parent, new.sections[y.section].parent) {
                *votes.entry((p, q)).or_default() += 3;
            }
        } else if !x.is_heading() && !y.is_heading() {
            *votes.entry((x.section, y.section)).or_default() +=
                links.new.words(b).min(links.old.words(a)).max(1);
        }
    }
    let (olds, news) = (weights(&links.old, text), weights(&links.new, text));
    let mut votes: Vec<((usize, usize), usize)> = votes.into_iter().collect();
    votes.sort_by_key(|(sections, weight)| (std::cmp::Reverse(*weight), *sections));
    for ((p, q), weight) in votes {
        let (Some(a), Some(b)) = (old.sections[p].heading, new.sections[q].heading) else { continue };
        let (a, b) = (links.old.start[text] + a, links.new.start[text] + b);
        if links.is_free(a, b) && 2 * weight >= olds[p].min(news[q]) {
            links.join(a, b, Why::Content);
        }
    }
}

/// Pairs headings of different documents when most of what stood under the one stands under the other now: a section
/// that has moved, or a document that has become one of another.
pub fn across(links: &mut Links<'_>) {
    let mut votes: BTreeMap<[usize; 4], usize> = BTreeMap::new();
    for new in 0..links.new.units.len() {
        let Some(link) = links.to_old[new] else { continue };
        let (from, to) = (links.old.text_of[link.to], links.new.text_of[new]);
        let (Some(old), Some(home)) = (links.old.texts[from], links.new.texts[to]) else { continue };
        let (x, y) = (links.old.units[link.to], links.new.units[new]);
        if from == to || x.is_heading() != y.is_heading() {
            continue;
        }
        if !x.is_heading() {
            let words = links.new.words(new).min(links.old.words(link.to)).max(1);
            *votes.entry([from, x.section, to, y.section]).or_default() += words;
        } else if let (Some(p), Some(q)) = (old.sections[x.section].parent, home.sections[y.section].parent) {
            *votes.entry([from, p, to, q]).or_default() += 3;
        }
    }
    let mut votes: Vec<([usize; 4], usize)> = votes.into_iter().collect();
    votes.sort_by_key(|(place, weight)| (std::cmp::Reverse(*weight), *place));
    let mut olds: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut news: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for ([from, p, to, q], weight) in votes {
        let a = links.old.texts[from].and_then(|old| old.sections[p].heading);
        let b = links.new.texts[to].and_then(|new| new.sections[q].heading);
        let (Some(a), Some(b)) = (a, b) else { continue };
        let (a, b) = (links.old.start[from] + a, links.new.start[to] + b);
        let whole = olds.entry(from).or_insert_with(|| weights(&links.old, from))[p]
            .min(news.entry(to).or_insert_with(|| weights(&links.new, to))[q]);
        if links.is_free(a, b) && 2 * weight >= whole {
            links.join(a, b, Why::Content);
        }
    }
}

/// Words directly under each section, and three for each section within it.
fn weights(side: &Side<'_>, text: usize) -> Vec<usize> {
    let Some(home) = side.texts[text] else { return Vec::new() };
    let mut out = vec![0; home.sections.len()];
    for unit in side.range(text) {
        if side.units[unit].is_heading() {
            if let Some(parent) = home.sections[side.units[unit].section].parent {
                out[parent] += 3;
            }
        } else {
            out[side.units[unit].section] += side.words(unit).max(1);
        }
    }
    out
}
