//! The store of a document: all its editions in one small file, from which a browser composes any two of them.
//!
//! In: [`Past`]. Out: JSON. Every wording is kept once. Each edition is what differs in it from the one before, and a
//! rule keeps its line through all of them, so that any two editions pair without being compared again.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Past;
use crate::compare::{Kind, UnitKind};

/// The store.
#[derive(Debug, Serialize)]
pub struct Store {
    /// The wordings. What it is: 0 heading, 1 text, with the number of its own and the words.
    texts: Vec<(u8, String, String)>,
    /// The editions, oldest first.
    editions: Vec<Vec<Run>>,
}

/// A run of an edition: so many units of the edition before from a place, or units of its own as line and wording.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Run {
    Same(usize, usize),
    Own(Vec<(usize, usize)>),
}

/// Makes the store of a document.
pub fn of(past: &Past) -> Store {
    let mut texts: Vec<(u8, String, String)> = Vec::new();
    let mut numbers: BTreeMap<(u8, String, String), usize> = BTreeMap::new();
    let mut editions = Vec::new();
    let mut before: Vec<(usize, usize)> = Vec::new();
    let mut lines = 0;
    for (number, text) in past.texts.iter().enumerate() {
        let carried = if number == 0 { Vec::new() } else { carried(past, number, before.len()) };
        let mut now = Vec::with_capacity(text.units.len());
        for (at, unit) in text.units.iter().enumerate() {
            let kind = u8::from(unit.kind != UnitKind::Heading);
            let id = unit.id.as_ref().filter(|id| !id.starts_with('#'));
            let name = id.or(unit.label.as_ref()).cloned().unwrap_or_default();
            let wording = (kind, name, unit.text.clone());
            let text = *numbers.entry(wording.clone()).or_insert_with(|| {
                texts.push(wording);
                texts.len() - 1
            });
            let line = carried.get(at).copied().flatten().map_or_else(
                || {
                    lines += 1;
                    lines - 1
                },
                |old: usize| before[old].0,
            );
            now.push((line, text));
        }
        editions.push(runs(&before, &now));
        before = now;
    }
    Store { texts, editions }
}

/// For each unit of an edition, the unit of the one before that it was.
fn carried(past: &Past, number: usize, old: usize) -> Vec<Option<usize>> {
    let (before, now) = (&past.texts[number - 1], &past.texts[number]);
    let mut out: Vec<Option<usize>> = vec![None; now.units.len()];
    let mut told = vec![false; old];
    let mut fresh = vec![false; now.units.len()];
    for change in past.steps[number - 1].changes().iter().filter(|change| change.kind != Kind::Metadata) {
        change.old.iter().for_each(|side| told[side.unit] = true);
        for (at, side) in change.new.iter().enumerate() {
            fresh[side.unit] = true;
            out[side.unit] =
                change.old.get(at).or(change.old.first()).filter(|_| at == 0).map(|side| side.unit);
        }
    }
    // What is not told of is the same on both sides; equal texts in order.
    let mut waiting: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for unit in (0..old).rev().filter(|unit| !told[*unit]) {
        waiting.entry(&before.units[unit].text).or_default().push(unit);
    }
    for unit in (0..now.units.len()).filter(|unit| !fresh[*unit]) {
        out[unit] = waiting.get_mut(now.units[unit].text.as_str()).and_then(Vec::pop);
    }
    out
}

/// An edition as runs of the one before and units of its own.
fn runs(before: &[(usize, usize)], now: &[(usize, usize)]) -> Vec<Run> {
    let place: BTreeMap<(usize, usize), usize> =
        before.iter().enumerate().map(|(at, unit)| (*unit, at)).collect();
    let mut out: Vec<Run> = Vec::new();
    for unit in now {
        match (place.get(unit), out.last_mut()) {
            (Some(at), Some(Run::Same(from, count))) if *from + *count == *at => *count += 1,
            (Some(at), _) => out.push(Run::Same(*at, 1)),
            (None, Some(Run::Own(units))) => units.push(*unit),
            (None, _) => out.push(Run::Own(vec![*unit])),
        }
    }
    out
}
