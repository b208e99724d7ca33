//! Likeness anywhere: units that have moved and changed, found by the pairs of words that they share.

use std::collections::HashMap;

use super::{Links, Why};

/// How alike two units in different places must be.
const ALIKE: f64 = 0.50;
/// How alike units of few words must be to be the same in another document, where nothing else speaks for it.
const FEW_ALIKE: f64 = 0.75;
/// How many words are few.
const FEW: usize = 8;
/// A pair of words that stands in more units than this says nothing of any.
const POSTINGS: usize = 50;
/// Most units that one is compared with.
const CANDIDATES: usize = 8;

/// Pairs what has moved within its document.
pub fn within(links: &mut Links<'_>) {
    search(links, false);
}

/// Pairs what has moved to another document.
pub fn across(links: &mut Links<'_>) {
    if links.old.texts.len() > 1 {
        search(links, true);
    }
}

fn search(links: &mut Links<'_>, across: bool) {
    let news: Vec<usize> = (0..links.new.units.len())
        .filter(|unit| links.to_old[*unit].is_none() && links.new.is_long(*unit))
        .collect();
    let mut index: HashMap<(usize, u64), Vec<usize>> = HashMap::new();
    for new in news {
        let scope = if across { 0 } else { links.new.text_of[new] };
        let mut last = None;
        for pair in &links.new.bag(new).pairs {
            if last != Some(*pair) {
                index.entry((scope, *pair)).or_default().push(new);
                last = Some(*pair);
            }
        }
    }
    let mut found: Vec<(f64, usize, usize)> = Vec::new();
    for old in
        (0..links.old.units.len()).filter(|unit| links.to_new[*unit].is_none() && links.old.is_long(*unit))
    {
        let scope = if across { 0 } else { links.old.text_of[old] };
        let mut hits: Vec<usize> = Vec::new();
        for pair in &links.old.bag(old).pairs {
            if let Some(units) = index.get(&(scope, *pair)).filter(|units| units.len() <= POSTINGS) {
                hits.extend_from_slice(units);
            }
        }
        for new in most(hits) {
            let alike = links.likeness(old, new);
            let few = across && links.old.words(old).min(links.new.words(new)) < FEW;
            if alike >= if few { FEW_ALIKE } else { ALIKE } && links.may_pair(old, new) {
                found.push((alike, old, new));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    for (alike, old, new) in found {
        if links.is_free(old, new) {
            links.join(old, new, Why::Moved(alike));
        }
    }
}

/// The units that were hit most often, by number where that is equal.
fn most(mut hits: Vec<usize>) -> Vec<usize> {
    hits.sort_unstable();
    let mut counted: Vec<(usize, usize)> = Vec::new();
    for hit in hits {
        match counted.last_mut() {
            Some((unit, count)) if *unit == hit => *count += 1,
            _ => counted.push((hit, 1)),
        }
    }
    counted.sort_by_key(|(unit, count)| (std::cmp::Reverse(*count), *unit));
    counted.into_iter().take(CANDIDATES).map(|(unit, _)| unit).collect()
}
