//! Stable numbers: a record keeps its number while other documents come, change and go.
//!
//! In: keys of groups and how many records each has. Out: for each group the place of its records among all numbers.
//! A group's place follows from its key alone unless that is taken, so an edit moves nothing but what it touches.
//! Numbers come in slots of [`WIDTH`]; a group of more records has several slots in a row. Records that are not in
//! force have the same numbers in a second zone, terms in a third and a fourth, so that neither needs a list; and the
//! first record of a group is the document itself.

/// Records in a slot.
pub const WIDTH: u32 = 64;

/// The places of groups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    /// First slot of each group, in the order of the groups.
    pub first: Vec<u32>,
    /// Slots that go on with the group of the slot before, in order.
    pub continued: Vec<u32>,
    /// How wide a zone is: where the second begins.
    pub zone: u32,
}

impl Numbers {
    /// Places groups, given by key and number of records, in the order of their keys.
    pub fn new<'a>(groups: impl Iterator<Item = (&'a str, usize)> + Clone) -> Self {
        let slots: usize = groups.clone().map(|(_, records)| width(records)).sum();
        // A third of the slots stays free: then most groups get the place that their key asks for.
        let range = round_up(slots + slots / 3 + 16);
        let mut taken = vec![false; range];
        let mut first = Vec::new();
        let mut continued = Vec::new();
        for (key, records) in groups {
            let width = width(records);
            let mut at = (hash(key) % range as u64) as usize;
            while taken.iter().skip(at).take(width).any(|taken| *taken) {
                at += 1;
            }
            if taken.len() < at + width {
                taken.resize(at + width, false);
            }
            taken[at..at + width].fill(true);
            first.push(at as u32);
            continued.extend((at + 1..at + width).map(|slot| slot as u32));
        }
        continued.sort_unstable();
        let zone = round_up(taken.len()) as u32 * WIDTH;
        Self { first, continued, zone }
    }

    /// The number of a record of a group.
    pub fn of(&self, group: usize, at: usize, in_force: bool, is_term: bool) -> u32 {
        let zone = u32::from(!in_force) + 2 * u32::from(is_term);
        self.zone * zone + self.first[group] * WIDTH + at as u32
    }

    /// Whether a number is that of something in force.
    pub fn in_force(&self, number: u32) -> bool {
        (number / self.zone).is_multiple_of(2)
    }

    /// What a number says of its record.
    pub fn place(&self, number: u32) -> Place {
        let slot = number % self.zone / WIDTH;
        if number / self.zone > 1 {
            Place::Term
        } else if number.is_multiple_of(WIDTH) && self.continued.binary_search(&slot).is_err() {
            Place::Itself
        } else {
            Place::Within
        }
    }
}

/// What the number of a record says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A rule of a document.
    Within,
    /// A document, role, forum or act.
    Itself,
    /// A term.
    Term,
}

fn width(records: usize) -> usize {
    records.div_ceil(WIDTH as usize).max(1)
}

/// The next power of two, or three quarters of it: how many slots there are changes seldom.
fn round_up(slots: usize) -> usize {
    let whole = slots.next_power_of_two().max(16);
    if slots <= whole / 4 * 3 { whole / 4 * 3 } else { whole }
}

/// FNV-1a with a finish that spreads its high bits: the same on every machine, for ever.
fn hash(key: &str) -> u64 {
    let mixed = key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (mixed ^ (mixed >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(groups: &[(&str, usize)]) -> Numbers {
        Numbers::new(groups.iter().copied())
    }

    #[test]
    fn a_new_group_moves_few() {
        let keys: Vec<String> = (0..500).map(|n| format!("RIK-{n:03}")).collect();
        let all: Vec<(&str, usize)> = keys.iter().map(|key| (key.as_str(), 9)).collect();
        let before = numbers(&all[..499]);
        let after = numbers(&all);
        let moved = before.first.iter().zip(&after.first).filter(|(a, b)| a != b).count();
        assert!(moved < 5, "{moved}");
        assert_eq!(before.zone, after.zone);
    }

    #[test]
    fn no_two_records_share_a_number() {
        let groups = [("A", 1), ("B", 200), ("C", 64), ("D", 65), ("E", 0)];
        let numbers = numbers(&groups);
        let mut all: Vec<u32> = Vec::new();
        for (group, (_, records)) in groups.iter().enumerate() {
            all.extend(
                (0..*records)
                    .flat_map(|at| [numbers.of(group, at, true, false), numbers.of(group, at, false, true)]),
            );
        }
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert_eq!(numbers.continued.len(), 4);
        let place = |group, at, is_term| numbers.place(numbers.of(group, at, false, is_term));
        assert_eq!((place(1, 0, false), place(1, 64, false)), (Place::Itself, Place::Within));
        assert_eq!(place(0, 0, true), Place::Term);
        assert!(
            numbers.in_force(numbers.of(2, 1, true, true))
                && !numbers.in_force(numbers.of(2, 1, false, true))
        );
    }
}
