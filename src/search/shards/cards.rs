//! The files of records as they are shown: `d/`, four records of a document each.
//!
//! `{g: [id, title, kind, status, address], r: {number within the slot: [kind, id, headings, text, address, owners,
//! sources]}}`, where owners and sources are `[name, address]`. Plain text throughout.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::numbers::WIDTH;
use super::super::record::{Group, Kind, Named, Record};
use super::script;
use crate::sink::Sink;

/// Records in a file: a reader sees few of a document, and fetches a file for each of them.
pub const BLOCK: u32 = 4;

#[derive(Serialize)]
struct Cards<'a> {
    g: [&'a str; 5],
    r: BTreeMap<u32, Card<'a>>,
}

#[derive(Serialize)]
struct Card<'a>(u8, &'a str, Vec<&'a str>, &'a str, &'a str, Vec<Link<'a>>, Vec<Link<'a>>);

#[derive(Serialize)]
struct Link<'a>(&'a str, &'a str);

/// Writes the files of the records of a group, whose first slot is given.
pub fn files(first_slot: u32, group: &Group, sink: &dyn Sink) {
    for (block, records) in group.records.chunks(BLOCK as usize).enumerate() {
        let from = block as u32 * BLOCK;
        let slot = first_slot + from / WIDTH;
        let first = from % WIDTH;
        let records =
            records.iter().zip(first..).map(|(record, number)| (number, card(group, record))).collect();
        let cards = Cards {
            g: [&group.id, &group.title, &group.kind.1, group.status.word(), &group.url],
            r: records,
        };
        let name = format!("d-{slot}-{}", first / BLOCK);
        sink.add(&format!("sok/d/{}/{name}.js", slot / 256), script(&name, &cards).as_bytes());
    }
}

fn card<'a>(group: &Group, record: &'a Record) -> Card<'a> {
    let links = |list: &'a [Named]| -> Vec<Link<'a>> {
        list.iter().map(|one| Link(&one.name, one.url.as_deref().unwrap_or(""))).collect()
    };
    // The title of the document stands in the head of the file.
    let outer = record
        .words
        .above
        .iter()
        .rev()
        .filter(|heading| **heading != group.title && record.kind == Kind::Rule);
    let headings = outer.map(String::as_str).chain([record.section.as_str()]).collect();
    let (owners, sources) = (links(&record.owners), links(&record.sources));
    Card(record.kind as u8, &record.id, headings, &record.text, &record.url, owners, sources)
}
