//! What records can be filtered by: `f.js`, fetched when a filter is first used.
//!
//! `k` kinds of document, `o` organisations, `s` statuses and `w` roles are lists of names; `x` lists sets of owners.
//! `g` goes through the groups by place: step to its slot, kind, organisation, status, and then runs of like records:
//! how many, kind of record doubled and one more if it binds, set of owners; a run of none ends the group.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::Index;
use super::super::records::Record;
use super::code;

/// The columns.
#[derive(Serialize)]
pub struct Facets {
    k: Vec<(String, String)>,
    o: Vec<String>,
    s: Vec<&'static str>,
    w: Vec<(String, String)>,
    x: Vec<Vec<usize>>,
    g: String,
}

/// A list of different things, numbered in order.
struct Numbered<T>(BTreeMap<T, usize>);

impl<T: Ord + Clone> Numbered<T> {
    fn new(things: impl Iterator<Item = T>) -> Self {
        let sorted: std::collections::BTreeSet<T> = things.collect();
        Self(sorted.into_iter().zip(0..).collect())
    }

    fn of(&self, thing: &T) -> usize {
        self.0.get(thing).copied().unwrap_or(0)
    }

    fn list(&self) -> Vec<T> {
        self.0.keys().cloned().collect()
    }
}

/// A role by name and address; the address tells those of the same name apart.
fn owners(record: &Record) -> Vec<(String, String)> {
    record.owners.iter().filter_map(|owner| Some((owner.name.clone(), owner.url.clone()?))).collect()
}

/// The columns of an index.
pub fn facets(index: &Index) -> Facets {
    let records = || index.groups.iter().flat_map(|group| &group.records);
    let kinds = Numbered::new(index.groups.iter().map(|group| group.kind.clone()));
    let organisations = Numbered::new(index.groups.iter().map(|group| group.organisation.clone()));
    let statuses = Numbered::new(index.groups.iter().map(|group| group.status.word()));
    let roles = Numbered::new(records().flat_map(owners));
    let set =
        |record: &Record| -> Vec<usize> { owners(record).iter().map(|owner| roles.of(owner)).collect() };
    let sets = Numbered::new(records().map(set));
    let mut places: Vec<(u32, usize)> = index.numbers.first.iter().copied().zip(0..).collect();
    places.sort_unstable();
    let mut out = String::new();
    let mut last = 0;
    for (slot, at) in places {
        let group = &index.groups[at];
        code::number(&mut out, slot - last);
        last = slot;
        for value in
            [kinds.of(&group.kind), organisations.of(&group.organisation), statuses.of(&group.status.word())]
        {
            code::number(&mut out, value as u32);
        }
        let value = |record: &Record| {
            (record.kind as u32 * 2 + u32::from(record.binds), sets.of(&set(record)) as u32)
        };
        for run in group.records.chunk_by(|one, other| value(one) == value(other)) {
            let (kind, owners) = value(&run[0]);
            code::number(&mut out, run.len() as u32);
            code::number(&mut out, kind);
            code::number(&mut out, owners);
        }
        code::number(&mut out, 0);
    }
    Facets {
        k: kinds.list(),
        o: organisations.list(),
        s: statuses.list(),
        w: roles.list(),
        x: sets.list(),
        g: out,
    }
}
