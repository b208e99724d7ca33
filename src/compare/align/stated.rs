//! What is certain: permanent ids, and what authors say of their rules.

use std::collections::BTreeSet;

use super::{Links, Side, Unit, Why, sections};

/// Pairs units of the same id: within a document first, since a former document may hold the ids of the one that
/// replaced it, then anywhere. Ids of headings mean nothing outside their document. An id that stands twice on a side
/// says nothing.
pub fn ids(links: &mut Links<'_>) {
    for anywhere in [false, true] {
        let (old, new) = (by_id(&links.old, anywhere), by_id(&links.new, anywhere));
        let same: Vec<(usize, usize)> = old
            .iter()
            .filter_map(|(key, unit)| {
                let at = new.binary_search_by_key(key, |(key, _)| *key).ok()?;
                Some((*unit, new[at].1))
            })
            .collect();
        for (old, new) in same {
            if links.is_free(old, new) {
                links.join(old, new, Why::Id);
            }
        }
    }
}

/// The units of ids that stand once on a side, sorted by id; within a text, unless they may stand anywhere.
fn by_id<'s>(side: &'s Side<'_>, anywhere: bool) -> Vec<((usize, &'s str), usize)> {
    let mut all: Vec<((usize, &str), usize)> = Vec::new();
    for (number, unit) in side.units.iter().enumerate() {
        if let Some(id) = unit.id.as_ref().filter(|_| !(anywhere && unit.is_heading())) {
            let scope = if anywhere { 0 } else { side.text_of[number] };
            all.push(((scope, id), number));
        }
    }
    all.sort_unstable();
    all.chunk_by(|a, b| a.0 == b.0).filter_map(|same| <[_; 1]>::try_from(same).ok()).flatten().collect()
}

/// Pairs what authors say that a rule takes the place of, or comes from. The first that is free is the pair.
pub fn statements(links: &mut Links<'_>) {
    for text in 0..links.new.texts.len() {
        let Some(new) = links.new.texts[text] else { continue };
        for said in &new.statements {
            let Some(unit) = find(&links.new, Some(text), &said.rule) else { continue };
            for name in said.replaces.iter().chain(&said.from) {
                let old = find(&links.old, Some(text), name).or_else(|| find(&links.old, None, name));
                if let Some(old) = old.filter(|old| links.is_free(*old, unit)) {
                    links.join(old, unit, Why::Stated);
                }
            }
        }
    }
    withdrawn(links);
}

/// A rule that is withdrawn in favour of a new one is what that one replaces.
fn withdrawn(links: &mut Links<'_>) {
    let mut taken = BTreeSet::new();
    for stone in 0..links.new.units.len() {
        let Some([name]) = links.new.units[stone].withdrawn.as_deref() else { continue };
        let Some(link) = links.to_old[stone] else { continue };
        if links.old.units[link.to].withdrawn.is_some() {
            continue;
        }
        let heir = find(&links.new, None, name)
            .filter(|heir| links.to_old[*heir].is_none() && !taken.contains(heir));
        if let Some(heir) = heir {
            taken.insert(heir);
            links.to_old[stone] = None;
            links.to_new[link.to] = None;
            links.join(link.to, heir, Why::Stated);
        }
    }
}

/// The unit of this id or number.
fn find(side: &Side<'_>, text: Option<usize>, name: &str) -> Option<usize> {
    let range = text.map_or(0..side.units.len(), |text| side.range(text));
    let name = name.trim_matches(['[', ']']);
    let by_id = range.clone().find(|unit| side.units[*unit].id.as_deref() == Some(name));
    by_id.or_else(|| {
        text?;
        range.into_iter().find(|unit| side.units[*unit].label.as_deref() == Some(name))
    })
}

/// Pairs the stone of a repealed rule with the rule that had its number, in the same section.
pub fn stones(links: &mut Links<'_>, text: usize) {
    let sections = sections::map(links, text);
    let stones: Vec<usize> =
        links.free_new(text).into_iter().filter(|unit| is_stone(links.new.units[*unit])).collect();
    for new in stones {
        let (label, section) = (links.new.units[new].label.as_ref(), links.new.section(new));
        let is_it = |old: &usize| {
            let unit = links.old.units[*old];
            unit.label.as_ref() == label
                && !unit.is_heading()
                && unit.withdrawn.is_none()
                && sections[unit.section] == Some(section)
        };
        let found: Vec<usize> = links.free_old(text).into_iter().filter(is_it).collect();
        if let [old] = found[..] {
            links.join(old, new, Why::Stated);
        }
    }
}

fn is_stone(unit: &Unit) -> bool {
    unit.withdrawn.is_some() && unit.id.is_none() && unit.label.is_some()
}
