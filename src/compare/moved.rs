//! Which units have moved: to another section, or past their neighbours. What follows its section has not.

use std::collections::{BTreeMap, BTreeSet};

use super::align::{Links, heaviest};
use super::unit::{Text, Unit};

/// Pairs of units, each with its weight.
type Weighed = Vec<(usize, usize, u64)>;

/// For each new unit of a text, whether it has moved: to another section, or past its neighbours.
pub fn of(links: &Links<'_>, text: usize) -> Vec<bool> {
    let news = links.new.range(text);
    let mut moved = vec![false; news.len()];
    let (Some(old), Some(new)) = (links.old.texts[text], links.new.texts[text]) else {
        for unit in news.clone() {
            moved[unit - news.start] = links.to_old[unit].is_some();
        }
        return moved;
    };
    let map = &links.sections[text];
    let mut back = vec![false; new.sections.len()];
    map.iter().flatten().for_each(|section| back[*section] = true);
    // Units whose sections are the same are judged among their neighbours there, others among all.
    let mut groups: BTreeMap<(bool, usize, usize), Weighed> = BTreeMap::new();
    let mut all = Vec::new();
    for b in news.clone() {
        let Some(link) = links.to_old[b] else { continue };
        let a = link.to;
        if links.old.text_of[a] != text {
            moved[b - news.start] = true;
            continue;
        }
        let weight = links.new.words(b) as u64 + 1;
        all.push((a, b, weight));
        let heading = links.new.units[b].is_heading();
        let place = |text: &Text, unit: &Unit| {
            if heading { text.sections[unit.section].parent.unwrap_or(0) } else { unit.section }
        };
        let (p, q) = (place(old, links.old.units[a]), place(new, links.new.units[b]));
        if map[p] == Some(q) {
            // A heading weighs as much as what stands under it.
            let weight =
                if heading { section_weight(links, text, links.new.units[b].section) } else { weight };
            groups.entry((heading, p, q)).or_default().push((a, b, weight));
        } else if map[p].is_some() || back[q] {
            // One of the two sections lives on elsewhere.
            let gone = map[p].is_none() || !back[q];
            moved[b - news.start] = !gone;
            if gone {
                groups.entry((false, usize::MAX, usize::MAX)).or_default().push((a, b, weight));
            }
        } else {
            groups.entry((false, usize::MAX, usize::MAX)).or_default().push((a, b, weight));
        }
    }
    all.sort_unstable();
    let chain: BTreeSet<usize> = heaviest(&all).into_iter().map(|at| all[at].1).collect();
    for ((_, section, _), mut pairs) in groups {
        if section == usize::MAX {
            pairs
                .iter()
                .filter(|(_, b, _)| !chain.contains(b))
                .for_each(|(_, b, _)| moved[b - news.start] = true);
            continue;
        }
        pairs.sort_unstable();
        let mut stays = vec![false; pairs.len()];
        heaviest(&pairs).into_iter().for_each(|at| stays[at] = true);
        for ((_, b, _), stays) in pairs.iter().zip(stays) {
            moved[b - news.start] = !stays;
        }
    }
    moved
}

fn section_weight(links: &Links<'_>, text: usize, section: usize) -> u64 {
    links
        .new
        .range(text)
        .filter(|unit| links.new.units[*unit].section == section)
        .map(|unit| links.new.words(unit) as u64 + 1)
        .sum()
}
