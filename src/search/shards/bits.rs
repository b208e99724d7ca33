//! What a long list holds besides its best, bit by bit: six bits a letter, as few as the list needs.
//!
//! In: numbers of records, rising, each with its step. Out: letters: first with how many low bits each kind of distance is
//! written, then for every record the distances in Rice's code (Golomb, 1966): the high bits as so many ones and a
//! zero, then the low bits; a distance with too many ones as it is. A distance is from slot to slot of the numbers, and
//! within a slot from place to place, since the records of a document lie together. `client/search.js` reads this.

use super::super::numbers::WIDTH;
use super::code;

/// From so many ones on a distance is written as it is,
const ONES: u32 = 16;
/// in so many bits.
const WHOLE: u32 = 24;

/// Writes records with their steps of so many bits.
pub fn records(out: &mut String, list: &[(u32, u32)], bits: u32) {
    let mut distances = Vec::with_capacity(list.len());
    let (mut slot, mut next) = (0, 0);
    for (number, step) in list {
        let (of, place) = (number / WIDTH, number % WIDTH);
        if of != slot {
            next = 0;
        }
        distances.push((of - slot, place - next, *step));
        (slot, next) = (of, place + 1);
    }
    let low = [
        fewest(distances.iter().map(|distance| distance.0)),
        fewest(distances.iter().map(|distance| distance.1)),
    ];
    low.iter().for_each(|low| code::number(out, *low));
    let mut letters = Letters { out, value: 0, held: 0 };
    for (slots, places, step) in distances {
        letters.distance(slots, low[0]);
        letters.distance(places, low[1]);
        letters.put(step, bits);
    }
    letters.put(0, 5);
}

/// How many bits a distance takes with so many low ones.
fn room(distance: u32, low: u32) -> u32 {
    if distance >> low < ONES { (distance >> low) + 1 + low } else { ONES + WHOLE }
}

/// With how many low bits the distances take least room.
fn fewest(distances: impl Iterator<Item = u32> + Clone) -> u32 {
    let all = |low: &u32| distances.clone().map(|distance| u64::from(room(distance, *low))).sum::<u64>();
    (0..16).min_by_key(all).unwrap_or(0)
}

/// Bits on their way to letters.
struct Letters<'o> {
    out: &'o mut String,
    value: u32,
    held: u32,
}

impl Letters<'_> {
    fn distance(&mut self, distance: u32, low: u32) {
        let ones = (distance >> low).min(ONES);
        (0..ones).for_each(|_| self.put(1, 1));
        if ones < ONES {
            self.put(0, 1);
            self.put(distance, low);
        } else {
            self.put(distance, WHOLE);
        }
    }

    /// Puts the low bits of a value; what does not fill a letter waits for more.
    fn put(&mut self, value: u32, bits: u32) {
        for bit in (0..bits).rev() {
            self.value = self.value << 1 | value >> bit & 1;
            self.held += 1;
            if self.held == 6 {
                self.out.push(code::letter(self.value));
                (self.value, self.held) = (0, 0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_written_bit_by_bit() {
        let mut out = String::new();
        records(&mut out, &[(1, 5), (2, 0), (64 * 3 + 1, 7)], 3);
        // No low bits; 0|10|101, 0|0|000, 1110|10|111, and what fills the last letter.
        assert_eq!(out, "AAVB1w");
    }

    #[test]
    fn far_is_not_long() {
        let mut out = String::new();
        let near = (0..100).map(|slot| (slot * 64, 0));
        records(&mut out, &near.chain([(1_000_000 * 64, 0)]).collect::<Vec<_>>(), 1);
        assert!(out.len() < 80, "{}", out.len());
    }
}
