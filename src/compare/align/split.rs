//! Parts: a unit that nothing else explains joins a paired neighbour whose other half it is.

use super::{Links, Part};

/// How much of the part must be what the neighbour lost or gained.
const SHARE: f64 = 0.60;
/// How much, when nearly all of it stands in the whole: what both halves say is said once there.
const SHARE_WITHIN: f64 = 0.35;
/// How much of the part must stand in the whole then.
const WITHIN: f64 = 0.65;
/// How far away the neighbour may stand. Headings do not count: a long paragraph is often cut under new ones.
const REACH: usize = 3;
/// How often what has been found leads on to what stands further away.
const ROUNDS: usize = 4;

/// Finds units that were split and units that were merged.
pub fn parts(links: &mut Links<'_>, text: usize) {
    let news = ranks(&links.new, text);
    let olds = ranks(&links.old, text);
    for _ in 0..ROUNDS {
        let known = links.parts.len();
        let (mut splits, mut merges) = (Vec::new(), Vec::new());
        let is_part = |split: bool, unit: usize| {
            links
                .parts
                .iter()
                .any(|part| part.split == split && unit == if split { part.new } else { part.old })
        };
        for new in links.free_new(text).into_iter().filter(|unit| eligible(&links.new, *unit)) {
            if is_part(true, new) {
                continue;
            }
            // Beside it a unit that is paired, or a part of one.
            let whole = near(&news, links.new.start[text], new).filter_map(|beside| {
                let part = links.parts.iter().find(|part| part.split && part.new == beside);
                let old = links.to_old[beside].map(|link| link.to).or(part.map(|part| part.old))?;
                Some((old, links.to_new[old]?.to))
            });
            let found =
                best(whole, |old, kept| links.new.bag(new).part_of(links.old.bag(old), links.new.bag(kept)));
            splits.extend(found.map(|(old, share)| Part { old, new, split: true, share }));
        }
        for old in links.free_old(text).into_iter().filter(|unit| eligible(&links.old, *unit)) {
            if is_part(false, old) {
                continue;
            }
            let whole = near(&olds, links.old.start[text], old).filter_map(|beside| {
                let part = links.parts.iter().find(|part| !part.split && part.old == beside);
                let new = links.to_new[beside].map(|link| link.to).or(part.map(|part| part.new))?;
                Some((new, links.to_old[new]?.to))
            });
            let found =
                best(whole, |new, kept| links.old.bag(old).part_of(links.new.bag(new), links.old.bag(kept)));
            merges.extend(found.map(|(new, share)| Part { old, new, split: false, share }));
        }
        links.parts.extend(splits);
        links.parts.extend(merges);
        if links.parts.len() == known {
            return;
        }
    }
}

/// For each unit of a text, how many units that are no headings stand before it.
fn ranks(side: &super::Side<'_>, text: usize) -> Vec<usize> {
    let mut count = 0;
    side.range(text)
        .map(|unit| {
            let rank = count;
            count += usize::from(!side.units[unit].is_heading());
            rank
        })
        .collect()
}

/// The units that stand near one.
fn near(ranks: &[usize], start: usize, unit: usize) -> impl Iterator<Item = usize> {
    let rank = ranks[unit - start];
    let from = ranks.partition_point(|other| other + REACH < rank);
    let to = ranks.partition_point(|other| *other <= rank + REACH);
    (from..to).map(move |at| at + start).filter(move |other| *other != unit)
}

fn eligible(side: &super::Side<'_>, unit: usize) -> bool {
    side.is_long(unit) && !side.units[unit].is_heading()
}

/// The neighbour that explains most, if it explains enough.
fn best(
    neighbours: impl Iterator<Item = (usize, usize)>,
    share: impl Fn(usize, usize) -> (f64, f64),
) -> Option<(usize, f64)> {
    let mut found: Option<(usize, f64)> = None;
    for (whole, kept) in neighbours {
        let (share, within) = share(whole, kept);
        let is_enough = share >= SHARE || share >= SHARE_WITHIN && within >= WITHIN;
        if is_enough && found.is_none_or(|(_, best)| share > best) {
            found = Some((whole, share));
        }
    }
    found
}
