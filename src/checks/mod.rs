//! Stage 3, checks: what is wrong with the portal as a whole, one file a check.
//!
//! In: a [`Catalogue`], the day and the profile. Out: [`Diagnostics`]. What a document or a name shows on its own has
//! been reported by `content` and `model` already. Nothing here changes anything or knows a page, and a text is
//! asked for again only where a finding needs it.
//! Every check takes time in proportion to the portal: names are looked up, documents are never compared pairwise.

mod accessibility;
mod fields;
mod headings;
mod hidden;
mod laws;
mod normative;
mod personnummer;
mod placeholders;
mod principles;
mod roles;
mod rules;
mod succession;
mod tables;
mod term_conflict;
mod term_undefined;
mod term_unused;
mod unpublished;
mod validity;
mod words;

use std::borrow::Cow;
use std::cell::OnceCell;

use rayon::prelude::*;

use crate::content::front::Status;
use crate::content::{Date, Source};
use crate::diag::Diagnostics;
use crate::model::{Catalogue, DocumentId};
use crate::publish::Profile;

/// What the checks must know besides the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// The day that the portal speaks of.
    pub today: Date,
    /// For whom it is built.
    pub profile: Profile,
}

type Check = fn(&Catalogue, &Context, &mut Diagnostics);

/// The checks that read the text of one document alone.
const OF_TEXTS: &[fn(&Source, &str, &Context, &mut Diagnostics)] = &[
    personnummer::check, // L022
    placeholders::check, // L023
];

/// Every other check, in the order of its codes. A new one is a file of its own and a line here.
const CHECKS: &[Check] = &[
    fields::check,         // L007
    unpublished::check,    // L016
    headings::check,       // L024
    tables::check,         // L026
    validity::check,       // L030–L032
    succession::check,     // L033
    accessibility::check,  // L034
    laws::check,           // L040–L044
    roles::check,          // L051–L053
    rules::check,          // L060, L061, L063, L065, L066
    normative::check,      // L062
    principles::check,     // L064
    term_conflict::check,  // L070
    term_unused::check,    // L071
    term_undefined::check, // L072
];

/// What the text of a document shows on its own: asked while the text is at hand, when it is loaded.
pub fn of_text(source: &Source, text: &str, context: &Context) -> Diagnostics {
    let mut found = Diagnostics::default();
    OF_TEXTS.iter().for_each(|check| check(source, text, context, &mut found));
    found
}

/// Runs every check of the whole.
pub fn run(catalogue: &Catalogue, context: &Context) -> Diagnostics {
    let one = |check: &Check| {
        let mut found = Diagnostics::default();
        check(catalogue, context, &mut found);
        found
    };
    let findings: Vec<Diagnostics> = CHECKS.par_iter().map(one).collect();
    let mut all = Diagnostics::default();
    findings.into_iter().for_each(|found| all.extend(found));
    all
}

/// The text of a document for a check that may need it, for each of many findings: it is read when it is first asked for.
struct Again<'s> {
    source: &'s Source,
    text: OnceCell<Option<Cow<'s, str>>>,
}

impl<'s> Again<'s> {
    fn of(source: &'s Source) -> Self {
        Self { source, text: OnceCell::new() }
    }

    /// As [`Source::text`].
    fn text(&self) -> Option<&str> {
        self.text.get_or_init(|| self.source.text()).as_deref()
    }
}

/// Whether a document is history: its text is kept as it was and nobody mends it any more.
fn is_former(catalogue: &Catalogue, document: DocumentId) -> bool {
    matches!(catalogue.source(document).front.status.value, Status::Ersatt | Status::Upphavd)
}

/// The documents that somebody still works with or follows.
fn living(catalogue: &Catalogue) -> impl Iterator<Item = DocumentId> {
    catalogue.document_ids().filter(|document| !is_former(catalogue, *document))
}
