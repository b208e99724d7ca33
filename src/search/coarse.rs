//! How much of a term a record holds, in a few steps: enough for what is not among the best of a long list.
//!
//! In: the share of BM25 that counts and lengths make, of every posting of a list but its best. Out: [`Coarse`], by which the
//! files hold the rest of the list and both searchers read it.

use std::collections::BTreeMap;

/// Parts of one in which the steps are written.
const PARTS: f64 = 256.0;

/// The steps of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coarse {
    /// Bits of a step.
    pub bits: u32,
    /// The least value, in 256ths.
    pub least: u32,
    /// How wide a step is, in 256ths.
    pub width: u32,
}

impl Coarse {
    /// Steps of so many bits: of some dozens of beginnings and ends those that come nearest to the values. The greatest count
    /// most, since they are those that may come among the best; what lies far below all others is told as more than it is.
    pub fn of(values: impl Iterator<Item = f64>, bits: u32) -> Self {
        let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
        values.for_each(|value| *counts.entry((value * PARTS) as u32).or_default() += 1.0);
        let least = counts.keys().next().copied().unwrap_or(0);
        let end = counts.keys().last().map_or(least, |most| most + 1);
        let all = end - least;
        let tried =
            (0..12).flat_map(|low| (0..6).map(move |high| (least + all * low / 16, end - all * high / 24)));
        let steps = tried.filter(|(low, high)| low < high).map(|(low, high)| {
            let one = Self { bits, least: low, width: (high - low).div_ceil(1 << bits) };
            let far = |(at, count): (&u32, &f64)| {
                let value = (f64::from(*at) + 0.5) / PARTS;
                let place = f64::from(at - least + 1) / f64::from(all);
                count * place * (one.value(one.step(value)) - value).powi(2)
            };
            (counts.iter().map(far).sum::<f64>(), one)
        });
        let best = steps.min_by(|(far, _), (other, _)| far.total_cmp(other));
        best.map_or(Self { bits, least, width: 1 }, |(_, one)| one)
    }

    /// The step of a value.
    pub fn step(self, value: f64) -> u32 {
        let steps = (value * PARTS - f64::from(self.least)) / f64::from(self.width);
        (steps.max(0.0) as u32).min((1 << self.bits) - 1)
    }

    /// What a step stands for: its middle.
    pub fn value(self, step: u32) -> f64 {
        (f64::from(self.least) + (f64::from(step) + 0.5) * f64::from(self.width)) / PARTS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_stands_for_what_is_near() {
        let values = [0.4, 0.71, 1.2, 2.49];
        let coarse = Coarse::of(values.into_iter(), 3);
        let told = values.map(|value| coarse.value(coarse.step(value)));
        // The least may be told as more than it is.
        for (value, told) in values.into_iter().zip(told).skip(1) {
            assert!((told - value).abs() <= 0.14, "{value} {told}");
        }
        let same = Coarse::of([1.0, 1.0].into_iter(), 2);
        assert!((same.value(same.step(1.0)) - 1.0).abs() < 0.01);
    }

    #[test]
    fn one_that_is_far_below_does_not_widen_the_steps() {
        let many = (0..1_000).map(|at| 1.0 + f64::from(at) / 1_000.0);
        let coarse = Coarse::of(many.clone().chain([0.0]), 2);
        for value in many {
            assert!((coarse.value(coarse.step(value)) - value).abs() <= 0.15, "{value}");
        }
    }
}
