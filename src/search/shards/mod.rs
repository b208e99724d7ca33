//! The index as files that a browser loads one by one: scripts that hand over a string each, nothing else.
//!
//! In: [`Published`]. Out: paths under `sok/` with their texts. The cards are written first, each when its text has been read:
//! what remains in [`Remains`] needs neither the texts nor the catalogue. A script may be loaded from any place, also from a disk,
//! where nothing else may be. What a file holds follows from its keys alone, so an edit changes few files.
//!
//! | file | holds |
//! | --- | --- |
//! | `sok.js` | the client, and what it needs before anything is asked: counts, borders, the numbers of the ranking |
//! | `b/b-….js` | borders of the files of terms, where they are too many for every reader to fetch |
//! | `t/t-….js` | terms with postings, forms, aliases and synonyms, by folded key |
//! | `l/l-….js` | the rest of the lists of terms that very many records hold |
//! | `r/r-….js` | forms by their key read backwards, for spelling |
//! | `d/…/….js` | four records of a document as they are shown |
//! | `f.js` | what records can be filtered by |

mod bits;
mod cards;
mod code;
mod facets;
mod manifest;
mod terms;

use rayon::prelude::*;
use serde::Serialize;

use super::Index;
use super::library::{numbers, read, settings};
use super::numbers::Numbers;
use super::reading::Reading;
use super::records::{Origin, group, origins};
use super::segment::Fault;
use super::swedish::Settings;
use crate::publish::Published;
use crate::sink::Sink;

/// The script that searches, without its comments and long names: `npm run client` in `tests/browser` makes it anew.
pub const CLIENT: &str = include_str!("../client/search.min.js");

/// What remains of the texts when their cards are written.
pub struct Remains {
    origins: Vec<Origin>,
    numbers: Numbers,
    /// In the parts in which they were read: putting them together takes room, which there is when the catalogue has gone.
    readings: Vec<Reading>,
    rows: Vec<facets::Row>,
    settings: Settings,
}

/// Writes every file of the search.
///
/// # Errors
/// tantivy could not work in memory.
pub fn files(published: &Published, sink: &dyn Sink) -> Result<(), Fault> {
    others(cards(published, sink), sink)
}

/// Writes the files of records as they are shown.
pub fn cards(published: &Published, sink: &dyn Sink) -> Remains {
    let origins = origins(published);
    let numbers = numbers(&origins);
    let keep = |at: usize, group| {
        cards::files(numbers.first[at], &group, sink);
        facets::Row::of(&group)
    };
    let (readings, rows) = read(&origins, |origin| group(published, origin), keep);
    Remains { origins, numbers, readings, rows, settings: settings(published) }
}

/// Writes all other files.
///
/// # Errors
/// tantivy could not work in memory.
pub fn others(remains: Remains, sink: &dyn Sink) -> Result<(), Fault> {
    let Remains { origins, numbers, readings, rows, settings } = remains;
    let facets = || sink.add("sok/f.js", script("f", &facets::facets(&numbers, &rows)).as_bytes());
    let ((), reading) = rayon::join(facets, || Reading::of_parts(readings));
    drop(rows);
    let index = Index::of(&origins, numbers, reading, &settings)?;
    of_index(&index, sink);
    Ok(())
}

fn of_index(index: &Index, sink: &dyn Sink) {
    let borders = manifest::borders(&index.leaves);
    for (least, list) in &borders.files {
        let name = format!("b-{}", code::name(least));
        sink.add(&format!("sok/b/{name}.js"), script(&name, list).as_bytes());
    }
    let manifest = script("m", &manifest::manifest(index, borders));
    sink.add("sok/sok.js", format!("{CLIENT}\n{manifest}").as_bytes());
    terms::files(index, sink);
    let (forms, leaves) = &index.backwards;
    leaves.list.par_iter().for_each(|(least, range)| {
        let mut out = String::new();
        let mut last = String::new();
        for one in &forms[range.clone()] {
            let turned: String = one.form.chars().rev().collect();
            code::after(&mut out, &last, &turned);
            out.push(',');
            out.push(code::letter(one.size));
            last = turned;
        }
        let name = format!("r-{}", code::name(least));
        sink.add(&format!("sok/r/{name}.js"), script(&name, &out).as_bytes());
    });
}

/// A script that hands over a value under a name.
fn script(name: &str, value: &impl Serialize) -> String {
    let value = serde_json::to_string(value).unwrap_or_default();
    // JSON is JavaScript; what could end a script or a line in old readers is written by number.
    let value = value.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("ledtrad(\"{name}\",{value});\n")
}
