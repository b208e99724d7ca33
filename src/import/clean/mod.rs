//! Cleaners of a text layer: pure functions of lines, each with an id that the report counts under and that
//! `--without` switches off.
//!
//! In: the lines as they are printed. Out: the lines that are text, hyphenation undone; what was taken away stands
//! in the journal with its reason. Evidence for the cases: notes/import.md 3.

mod bullets;
mod characters;
mod contents;
pub mod hyphens;
mod links;
mod notes;
mod pages;
mod spacing;

pub use characters::{clean as plain, within as plain_run};
pub use notes::unglue;
pub use pages::{is_letterhead, kind_word};

use super::journal::Journal;
use super::lines::Layer;

/// A cleaner.
pub struct Cleaner {
    /// Its id.
    pub id: &'static str,
    /// What it does, in Swedish and in English.
    pub what: [&'static str; 2],
    /// The work.
    pub run: fn(Layer, &mut Journal) -> Layer,
}

/// Every cleaner of a text layer, in the order in which they work.
pub const CLEANERS: &[Cleaner] = &[
    Cleaner {
        id: "tecken",
        what: [
            "tecken utan betydelse tas bort, punkter i privata typsnitt blir punkter",
            "characters without meaning are removed, bullets of private fonts become bullets",
        ],
        run: characters::run,
    },
    Cleaner {
        id: "lösa punkter",
        what: [
            "punkttecken på egna rader sätts vid sina punkter",
            "bullets on lines of their own are put to their items",
        ],
        run: bullets::run,
    },
    Cleaner {
        id: "innehållsförteckning",
        what: ["innehållsförteckningar tas bort", "tables of contents are removed"],
        run: contents::run,
    },
    Cleaner {
        id: "sidnummer",
        what: [
            "sidnummer och brevhuvud på följande sidor tas bort",
            "page numbers and letterheads of following pages are removed",
        ],
        run: pages::numbers,
    },
    Cleaner {
        id: "sidhuvud",
        what: [
            "rader som upprepas överst eller underst på sidorna tas bort",
            "lines that are repeated at the head or foot of pages are removed",
        ],
        run: pages::headers,
    },
    Cleaner {
        id: "fotnoter",
        what: ["fotnoter lyfts ut ur sidan", "footnotes are lifted out of the page"],
        run: notes::run,
    },
    Cleaner {
        id: "länkrester",
        what: [
            "rader som bara är en länkadress tas bort",
            "lines that are nothing but the address of a link are removed",
        ],
        run: links::run,
    },
    Cleaner {
        id: "avstavning",
        what: ["ord som delats vid radslut sätts ihop", "words cut at the end of a line are joined"],
        run: hyphens::run,
    },
    Cleaner {
        id: "radavstånd",
        what: ["tomma rader mellan varje rad tas bort", "blank lines between all lines are removed"],
        run: spacing::run,
    },
];

/// Runs every cleaner that is not switched off.
pub fn run(mut layer: Layer, without: &[String], journal: &mut Journal) -> Layer {
    for cleaner in CLEANERS.iter().filter(|cleaner| !without.iter().any(|id| id == cleaner.id)) {
        layer = (cleaner.run)(layer, journal);
    }
    layer
}
