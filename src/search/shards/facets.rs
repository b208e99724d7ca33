//! What records can be filtered by: `f.js`, fetched when a filter is first used.
//!
//! `k` kinds of document, `o` organisations, `s` statuses and `w` roles are lists of names; `x` lists sets of owners.
//! `g` goes through the groups by place: step to its slot, kind, organisation, status, and then runs of like records:
//! how many, kind of record doubled and one more if it binds, set of owners; a run of none ends the group.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::numbers::Numbers;
use super::super::record::{Group, Record};
use super::code;
use crate::content::front::Status;

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

/// What a group can be filtered by.
pub struct Row {
    kind: (String, String),
    organisation: String,
    status: Status,
    runs: Vec<Run>,
}

/// Records in a row that have the same.
struct Run {
    count: u32,
    /// Kind of record doubled, and one more if it binds.
    value: u32,
    /// Roles by name and address; the address tells those of the same name apart.
    owners: Vec<(String, String)>,
}

impl Row {
    /// What a group can be filtered by.
    pub fn of(group: &Group) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        for record in &group.records {
            let (value, owners) = (record.kind as u32 * 2 + u32::from(record.binds), owners(record));
            match runs.last_mut().filter(|run| run.value == value && run.owners == owners) {
                Some(run) => run.count += 1,
                None => runs.push(Run { count: 1, value, owners }),
            }
        }
        let (kind, organisation) = (group.kind.clone(), group.organisation.clone());
        Self { kind, organisation, status: group.status, runs }
    }
}

fn owners(record: &Record) -> Vec<(String, String)> {
    record.owners.iter().filter_map(|owner| Some((owner.name.clone(), owner.url.clone()?))).collect()
}

/// The columns, of the rows of all groups.
pub fn facets(numbers: &Numbers, rows: &[Row]) -> Facets {
    let runs = || rows.iter().flat_map(|row| &row.runs);
    let kinds = Numbered::new(rows.iter().map(|row| row.kind.clone()));
    let organisations = Numbered::new(rows.iter().map(|row| row.organisation.clone()));
    let statuses = Numbered::new(rows.iter().map(|row| row.status.word()));
    let roles = Numbered::new(runs().flat_map(|run| run.owners.iter().cloned()));
    let set = |run: &Run| -> Vec<usize> { run.owners.iter().map(|owner| roles.of(owner)).collect() };
    let sets = Numbered::new(runs().map(set));
    let mut places: Vec<(u32, &Row)> = numbers.first.iter().copied().zip(rows).collect();
    places.sort_unstable_by_key(|(slot, _)| *slot);
    let mut out = String::new();
    let mut last = 0;
    for (slot, row) in places {
        code::number(&mut out, slot - last);
        last = slot;
        for value in
            [kinds.of(&row.kind), organisations.of(&row.organisation), statuses.of(&row.status.word())]
        {
            code::number(&mut out, value as u32);
        }
        for run in &row.runs {
            code::number(&mut out, run.count);
            code::number(&mut out, run.value);
            code::number(&mut out, sets.of(&set(run)) as u32);
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
