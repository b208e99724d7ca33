//! Stage 5, pages: the published model becomes pages, one at a time, each handed on as soon as it is written.
//!
//! In: [`Published`] and a theme. Out: pages, in no fixed order. Templates see only the views of [`view`]; markup
//! comes only from the closed writer of [`html`]. Nothing here sees what is not published.

mod accessibility;
mod acts;
pub mod address;
pub mod annex;
pub mod applicability;
pub mod assets;
mod body;
mod cards;
mod concerns_me;
mod consultations;
mod data;
mod document;
mod editions;
mod highlight;
pub mod html;
mod information;
mod lists;
mod makers;
mod map;
mod map_picture;
mod metadata;
mod part;
mod person;
pub mod plan;
mod portal;
mod proposal;
mod remark;
mod rule;
mod search;
mod since;
mod start;
mod subject;
mod terms;
mod text;
pub mod theme;
mod thread;
mod trace;
pub mod view;
mod wheel;
mod year;

pub use plan::{Plan, plan};
pub use portal::Portal;
pub use theme::{Theme, ThemeError, Words};

use crate::publish::Published;

/// A finished page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Address from the top of the site.
    pub path: String,
    /// The whole page, in UTF-8.
    pub html: Vec<u8>,
}

/// Takes finished pages, from several threads.
pub type Sink<'s> = &'s (dyn Fn(Page) + Sync);

/// How pages are made.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Whether the pages reload themselves.
    pub live: bool,
}

/// Writes every page of the portal.
///
/// # Errors
/// The first template that asks for what is not there.
pub fn write(
    published: &Published,
    plan: &Plan,
    theme: &Theme,
    options: &Options,
    sink: Sink<'_>,
) -> Result<(), ThemeError> {
    makers::all(Portal::new(published, theme, options), plan, sink)
}

/// Writes the page at an address, and any others that come with it; nothing where there is none.
///
/// # Errors
/// As [`write`].
pub fn write_at(
    published: &Published,
    plan: &Plan,
    theme: &Theme,
    options: &Options,
    path: &str,
    sink: Sink<'_>,
) -> Result<(), ThemeError> {
    makers::at(Portal::new(published, theme, options), plan, path, sink)
}
