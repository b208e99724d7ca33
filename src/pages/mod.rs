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

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use plan::{Plan, plan};
pub use portal::Portal;
pub use theme::{Theme, ThemeError, Words};

use crate::content::Date;
use crate::model::RuleId;
use crate::publish::Published;

/// A finished page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Address from the top of the site.
    pub path: String,
    /// The whole page.
    pub html: String,
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
    let mut portal = Portal::new(published, theme, options);
    sink(start::page(&portal)?);
    lists::documents(&portal, sink)?;
    lists::register(&portal, sink)?;
    sink(lists::missing(&portal)?);
    if portal.catalogue.site.search {
        sink(search::page(&portal)?);
    }
    sink(data::page(&portal)?);
    sink(person::list(&portal)?);
    sink(terms::page(&portal)?);
    sink(trace::overview(&portal)?);
    acts::write(&portal, sink)?;
    applicability::write(&portal, sink)?;
    subject::write(&portal, sink)?;
    sink(map::page(&portal)?);
    sink(year::page(&portal)?);
    sink(consultations::page(&portal)?);
    editions::in_force::write(&portal, sink)?;
    accessibility::write(&portal, sink)?;
    plan.write(&portal, sink)?;
    let documents: Vec<_> = portal.catalogue.document_ids().collect();
    type Told = (Vec<editions::News>, BTreeMap<RuleId, Date>);
    let told: Vec<Told> = documents
        .into_par_iter()
        .map(|id| {
            let past = editions::past(&portal, id);
            document::write(&portal, id, &past, sink)?;
            editions::write(&portal, id, &past, sink)?;
            trace::table(&portal, id, sink)?;
            Ok((editions::News::of(&portal, id, &past), since::told(&portal, id, &past)))
        })
        .collect::<Result<_, ThemeError>>()?;
    let mut news = Vec::new();
    for (one, days) in told {
        news.extend(one);
        portal.since.extend(days);
    }
    person::write(&portal, sink)?;
    concerns_me::write(&portal, sink)?;
    sink(editions::news_page(&portal, &mut news)?);
    editions::feeds(&portal, &mut news).into_iter().for_each(sink);
    Ok(())
}
