//! Parts: a unit that nothing else explains joins a paired neighbour whose other half it is.

use super::{Links, Part};

/// How much of the part must be what the neighbour lost or gained.
const SHARE: f64 = 0.60;
/// How far away the neighbour may stand.
const REACH: usize = 3;

/// Finds units that were split and units that were merged.
pub fn parts(links: &mut Links<'_>, text: usize) {
    let (mut splits, mut merges) = (Vec::new(), Vec::new());
    for new in links.free_new(text).into_iter().filter(|unit| eligible(&links.new, *unit)) {
        let near = links.new.range(text).filter(|unit| unit.abs_diff(new) <= REACH && *unit != new);
        let whole = near.filter_map(|beside| links.to_old[beside].map(|link| (link.to, beside)));
        splits.extend(
            best(whole, |old, kept| {
                links.new.bags[new].lost_from(&links.old.bags[old], &links.new.bags[kept])
            })
            .map(|(old, share)| Part { old, new, split: true, share }),
        );
    }
    for old in links.free_old(text).into_iter().filter(|unit| eligible(&links.old, *unit)) {
        let near = links.old.range(text).filter(|unit| unit.abs_diff(old) <= REACH && *unit != old);
        let whole = near.filter_map(|beside| links.to_new[beside].map(|link| (link.to, beside)));
        merges.extend(
            best(whole, |new, kept| {
                links.old.bags[old].lost_from(&links.new.bags[new], &links.old.bags[kept])
            })
            .map(|(new, share)| Part { old, new, split: false, share }),
        );
    }
    links.parts.extend(splits);
    links.parts.extend(merges);
}

fn eligible(side: &super::Side<'_>, unit: usize) -> bool {
    side.is_long(unit) && !side.units[unit].is_heading()
}

/// The neighbour that explains most, if it explains enough.
fn best(
    neighbours: impl Iterator<Item = (usize, usize)>,
    share: impl Fn(usize, usize) -> f64,
) -> Option<(usize, f64)> {
    let mut found: Option<(usize, f64)> = None;
    for (whole, kept) in neighbours {
        let share = share(whole, kept);
        if share >= SHARE && found.is_none_or(|(_, best)| share > best) {
            found = Some((whole, share));
        }
    }
    found
}
