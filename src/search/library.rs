//! Everything that can be found, in memory: the index with the texts of its records.
//!
//! In: [`Published`]. Out: [`Library`], which [`super::query`] answers from. A build does without: see [`super::shards`].

use rayon::prelude::*;

use super::index::Index;
use super::numbers::Numbers;
use super::reading::Reading;
use super::record::{Group, Record, Words};
use super::records::{Origin, group, origins};
use super::segment::Fault;
use super::swedish::Settings;
use crate::publish::Published;

/// What is searched.
pub struct Library {
    /// The terms.
    pub index: Index,
    /// Documents and acts, by key; of the words of their records only what is shown.
    pub groups: Vec<Group>,
}

impl Library {
    /// Of what is published, with the words that are built in and those of the portal.
    ///
    /// # Errors
    /// tantivy could not work in memory.
    pub fn of(published: &Published) -> Result<Self, Fault> {
        Self::with(published, &settings(published))
    }

    /// Of what is published, with what is said about words.
    ///
    /// # Errors
    /// tantivy could not work in memory.
    pub fn with(published: &Published, settings: &Settings) -> Result<Self, Fault> {
        let origins = origins(published);
        let numbers = numbers(&origins);
        let (parts, groups) = read(&origins, |origin| group(published, origin), |_, group| group);
        let index = Index::of(&origins, numbers, Reading::of_parts(parts), settings)?;
        Ok(Self { index, groups })
    }

    /// The group and the record with a number.
    pub fn record(&self, number: u32) -> Option<(&Group, &Record)> {
        let (group, record) = self.index.place(number)?;
        let group = &self.groups[group];
        Some((group, &group.records[record]))
    }
}

/// What a portal says about words. A test reads what is built in; were that wrong, the portal would still be found by its
/// own words.
pub(super) fn settings(published: &Published) -> Settings {
    Settings::of(&published.catalogue().site.words).unwrap_or_default()
}

/// The places of what comes from the origins.
pub(super) fn numbers(origins: &[Origin]) -> Numbers {
    Numbers::new(origins.iter().map(|origin| (origin.key.as_str(), origin.records)))
}

/// Reads what comes from the origins, on all threads. `keep` is given each group, by its place, without the words that
/// are not shown; what it gives back is kept in the order of the origins. What was read comes in parts, in that order too.
pub(super) fn read<K: Send>(
    origins: &[Origin],
    make: impl Fn(&Origin) -> Group + Sync,
    keep: impl Fn(usize, Group) -> K + Sync,
) -> (Vec<Reading>, Vec<K>) {
    // A part for each thread: every part numbers its words anew.
    let size = origins.len().div_ceil(rayon::current_num_threads()).max(64);
    let part = |(part, origins): (usize, &[Origin])| {
        let mut reading = Reading::default();
        let mut kept = Vec::with_capacity(origins.len());
        for (at, origin) in origins.iter().enumerate() {
            let at = part * size + at;
            let mut group = make(origin);
            for record in &mut group.records {
                reading.take(record);
                let above = std::mem::take(&mut record.words.above);
                record.words = Words { above, ..Words::default() };
            }
            kept.push(keep(at, group));
        }
        (reading, kept)
    };
    let parts: Vec<(Reading, Vec<K>)> = origins.par_chunks(size).enumerate().map(part).collect();
    let (readings, kept): (Vec<Reading>, Vec<Vec<K>>) = parts.into_iter().unzip();
    (readings, kept.into_iter().flatten().collect())
}
