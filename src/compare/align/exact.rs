//! Units that say the same. Always before any likeness: two different rules may be very alike.

use std::collections::{BTreeMap, HashMap};

use super::{Links, Why, sections};

/// A text as a key: headings and other units apart.
type Key<'k> = (bool, &'k str);

/// Pairs all units of two documents that say the same from beginning to end, however little each unit says.
pub fn whole(links: &mut Links<'_>, text: usize) {
    let (olds, news) = (links.old.range(text), links.new.range(text));
    let same = |old: usize, new: usize| {
        let (a, b) = (links.old.units[old], links.new.units[new]);
        a.kind == b.kind && a.id == b.id && a.text == b.text
    };
    if olds.len() != news.len() || !olds.clone().zip(news.clone()).all(|(old, new)| same(old, new)) {
        return;
    }
    for (old, new) in olds.zip(news) {
        if links.is_free(old, new) {
            links.join(old, new, Why::Equal);
        }
    }
}

/// Pairs texts that stand once on each side of a document, wherever they stand.
pub fn unique(links: &mut Links<'_>, text: usize) {
    let found = once(
        links
            .free_old(text)
            .into_iter()
            .filter(|unit| links.old.is_long(*unit))
            .map(|unit| (key(&links.old, unit), unit)),
        links
            .free_new(text)
            .into_iter()
            .filter(|unit| links.new.is_long(*unit))
            .map(|unit| (key(&links.new, unit), unit)),
    );
    join_all(links, found);
}

/// As [`unique`], over all documents: this finds what has moved from one to another.
pub fn across(links: &mut Links<'_>) {
    if links.old.texts.len() < 2 {
        return;
    }
    let long = |side: &super::Side<'_>, unit: usize| {
        side.words(unit) > super::SHORT && !side.units[unit].is_heading()
    };
    let found = once(
        (0..links.old.units.len())
            .filter(|unit| links.to_new[*unit].is_none() && long(&links.old, *unit))
            .map(|unit| (key(&links.old, unit), unit)),
        (0..links.new.units.len())
            .filter(|unit| links.to_old[*unit].is_none() && long(&links.new, *unit))
            .map(|unit| (key(&links.new, unit), unit)),
    );
    join_all(links, found);
}

/// Pairs texts that differ in case, signs and hyphens only and stand once on each side.
pub fn folded(links: &mut Links<'_>, text: usize) {
    let old: Vec<usize> = links.free_old(text).into_iter().filter(|unit| links.old.is_long(*unit)).collect();
    let new: Vec<usize> = links.free_new(text).into_iter().filter(|unit| links.new.is_long(*unit)).collect();
    let found = once(
        old.into_iter().map(|unit| ((links.old.units[unit].is_heading(), links.old.folded(unit)), unit)),
        new.into_iter().map(|unit| ((links.new.units[unit].is_heading(), links.new.folded(unit)), unit)),
    );
    let found: Vec<(usize, usize)> =
        found.into_iter().filter(|(old, new)| links.may_pair(*old, *new)).collect();
    join_all(links, found);
}

fn key<'s>(side: &'s super::Side<'_>, unit: usize) -> Key<'s> {
    (side.units[unit].is_heading(), side.units[unit].text.as_str())
}

fn join_all(links: &mut Links<'_>, found: Vec<(usize, usize)>) {
    for (old, new) in found {
        links.join(old, new, Why::Equal);
    }
}

/// Keys that stand once on each side, in the order of the old one.
fn once<'k>(
    old: impl Iterator<Item = (Key<'k>, usize)>,
    new: impl Iterator<Item = (Key<'k>, usize)>,
) -> Vec<(usize, usize)> {
    let old: Vec<_> = old.collect();
    let mut seen: HashMap<Key<'_>, (u32, u32, usize)> = HashMap::with_capacity(old.len());
    for (key, _) in &old {
        seen.entry(*key).or_default().0 += 1;
    }
    for (key, unit) in new {
        if let Some(entry) = seen.get_mut(&key) {
            entry.1 += 1;
            entry.2 = unit;
        }
    }
    old.into_iter()
        .filter_map(|(key, unit)| seen.get(&key).filter(|e| (e.0, e.1) == (1, 1)).map(|e| (unit, e.2)))
        .collect()
}

/// Pairs equal texts beside pairs: short ones, and ones that stand several times.
pub fn beside(links: &mut Links<'_>, text: usize) {
    let equal = |links: &Links<'_>, old: usize, new: usize| {
        // A heading that is only a number is known by its content.
        let says = !links.old.units[old].text.is_empty();
        says && links.is_free(old, new) && key(&links.old, old) == key(&links.new, new)
    };
    let (olds, news) = (links.old.range(text), links.new.range(text));
    for (old, new) in links.pairs(text) {
        let (mut i, mut j) = (old + 1, new + 1);
        while i < olds.end && j < news.end && equal(links, i, j) {
            links.join(i, j, Why::Equal);
            (i, j) = (i + 1, j + 1);
        }
        let (mut i, mut j) = (old, new);
        while i > olds.start && j > news.start && equal(links, i - 1, j - 1) {
            (i, j) = (i - 1, j - 1);
            links.join(i, j, Why::Equal);
        }
    }
}

/// Pairs equal texts of the same section, in order.
pub fn within_sections(links: &mut Links<'_>, text: usize) {
    let map = sections::map(links, text);
    let mut waiting: BTreeMap<(usize, bool, &str), Vec<usize>> = BTreeMap::new();
    for unit in links.free_new(text).into_iter().rev() {
        let (heading, words) = (links.new.units[unit].is_heading(), links.new.units[unit].text.as_str());
        if !heading {
            waiting.entry((links.new.section(unit), heading, words)).or_default().push(unit);
        }
    }
    for old in links.free_old(text) {
        let Some(section) = map[links.old.section(old)] else { continue };
        let key = (section, links.old.units[old].is_heading(), links.old.units[old].text.as_str());
        if let Some(new) = waiting.get_mut(&key).and_then(Vec::pop) {
            links.join(old, new, Why::Equal);
        }
    }
}

/// Pairs what is left of equal texts, in order, if they say enough to be known again.
pub fn rest(links: &mut Links<'_>, text: usize) {
    let mut waiting: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for unit in links.free_new(text).into_iter().rev() {
        if links.new.is_long(unit) && !links.new.units[unit].is_heading() {
            waiting.entry(links.new.units[unit].text.as_str()).or_default().push(unit);
        }
    }
    for old in links.free_old(text) {
        if links.old.units[old].is_heading() {
            continue;
        }
        if let Some(new) = waiting.get_mut(links.old.units[old].text.as_str()).and_then(Vec::pop) {
            links.join(old, new, Why::Equal);
        }
    }
}

/// Pairs what was a heading and is a paragraph now, or the other way about.
pub fn other_kind(links: &mut Links<'_>, text: usize) {
    let mut waiting: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for unit in links.free_new(text).into_iter().rev() {
        let key = (links.new.units[unit].is_heading(), links.new.folded(unit));
        waiting.entry(key).or_default().push(unit);
    }
    let mut found = Vec::new();
    for old in links.free_old(text).into_iter().filter(|unit| !links.old.folded(*unit).is_empty()) {
        let key = (!links.old.units[old].is_heading(), links.old.folded(old));
        found.extend(waiting.get_mut(&key).and_then(Vec::pop).map(|new| (old, new)));
    }
    for (old, new) in found {
        links.join(old, new, Why::Equal);
    }
}
