//! How much of a term a record holds, in a few steps: enough for what is not among the best of a long list.
//!
//! In: the share of BM25 that counts and lengths make, of every posting of a list but its best. Out: [`Coarse`], by which the
//! files hold the rest of the list and both searchers read it.

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
    /// The steps of so many bits between the least and the greatest of some values.
    pub fn of(values: impl Iterator<Item = f64>, bits: u32) -> Self {
        let (least, most) = values
            .fold((f64::MAX, 0.0), |(least, most): (f64, f64), value| (least.min(value), most.max(value)));
        let least = (least.min(most) * PARTS).floor() as u32;
        let width = ((most * PARTS - f64::from(least)) / f64::from(1_u32 << bits)).ceil() as u32;
        Self { bits, least, width: width.max(1) }
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
        for value in values {
            assert!((coarse.value(coarse.step(value)) - value).abs() <= 0.14, "{value}");
        }
        let same = Coarse::of([1.0, 1.0].into_iter(), 2);
        assert!((same.value(same.step(1.0)) - 1.0).abs() < 0.01);
    }
}
