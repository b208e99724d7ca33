//! What was in force in the whole portal on a given day: a page with every day on which something changed, and a page
//! for each year with every edition that was in force in it.
//!
//! Without script a year is read from its top: what was in force when it began, then what came day by day. With script
//! a day is chosen and only what was in force on it is left.

use std::collections::BTreeMap;

use super::{folder, label};
use crate::content::Date;
use crate::history::Edition;
use crate::model::DocumentId;
use crate::pages::Sink;
use crate::pages::address::Address;
use crate::pages::portal::{Head, Portal};
use crate::pages::theme::ThemeError;
use crate::pages::view::{InForceDay, InForceRow, InForceView, InForceYearView, Link};

/// The page of all days.
pub const PATH: &str = "gallde.html";

/// An edition that was in force on some day.
struct Span<'a> {
    document: DocumentId,
    edition: &'a Edition,
    /// The day on which it ended, when no other edition followed it.
    ended: Option<Date>,
}

/// Writes the page of all days and one for each year; nothing without history.
///
/// # Errors
/// A template that asks for what is not there.
pub fn write(portal: &Portal<'_>, sink: Sink<'_>) -> Result<(), ThemeError> {
    let spans = spans(portal);
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    for span in &spans {
        *days.entry(span.edition.from).or_default() += 1;
        // What is to cease has not done so yet.
        if let Some(ended) = span.ended.filter(|day| *day <= portal.today()) {
            days.entry(ended).or_default();
        }
    }
    // Pages lead here as soon as there is any history.
    if portal.history.is_empty() {
        return Ok(());
    }
    // A year in which nothing changed is told of by the last one before it in which something did.
    let mut years: Vec<i16> = days.keys().map(|day| year(*day)).collect();
    years.dedup();
    let words = portal.words();
    let title = words.get("in-force-title");
    let view = InForceView {
        years: years.iter().map(|year| four(*year)).collect(),
        days: days.iter().rev().map(|(day, count)| day_link(portal, *day, *count)).collect(),
    };
    sink(portal.page(&Head::new(PATH, "in-force", title), "in_force.html", &view)?);
    for (number, year) in years.iter().enumerate() {
        let title = words.with("in-force-year-title", &[&four(*year)]);
        let mut head = Head::new(format!("gallde/{}.html", four(*year)), "in-force", &title);
        head.crumbs = vec![(words.get("in-force-title").to_string(), Address::page(PATH))];
        head.noindex = true;
        let year_link = |at: Option<usize>| {
            let other = four(*years.get(at?)?);
            let href = Some(format!("{other}.html"));
            Some(Link { text: other, href, ..Link::default() })
        };
        let view = InForceYearView {
            year: four(*year),
            years: years.iter().map(|year| four(*year)).collect(),
            before: year_link(number.checked_sub(1)),
            after: year_link(Some(number + 1)),
            days: groups(portal, &spans, *year),
        };
        sink(portal.page(&head, "in_force_year.html", &view)?);
    }
    Ok(())
}

fn year(day: Date) -> i16 {
    day.parts().0
}

/// A year as days write it.
fn four(year: i16) -> String {
    format!("{year:04}")
}

/// Every edition that was in force on some day, by title of its document.
fn spans<'a>(portal: &Portal<'a>) -> Vec<Span<'a>> {
    let mut out = Vec::new();
    for document in portal.catalogue.document_ids() {
        let id = &portal.catalogue.source(document).front.id.value;
        let editions = portal.history.of(id);
        let held = editions.iter().filter(|edition| edition.until.is_none_or(|until| edition.from <= until));
        out.extend(held.map(|edition| {
            let ended = ends_without_heir(edition, editions);
            Span { document, edition, ended }
        }));
    }
    out.sort_by_cached_key(|span| {
        let front = &portal.catalogue.source(span.document).front;
        (crate::text::swedish_key(&front.title.value), span.document, span.edition.from)
    });
    out
}

/// The day on which an edition is no longer in force, if no other edition of the document follows it then.
fn ends_without_heir(edition: &Edition, others: &[Edition]) -> Option<Date> {
    let ends = edition.until?.plus_days(1)?;
    let followed = others.iter().any(|other| other.from == ends);
    (!followed).then_some(ends)
}

fn day_link(portal: &Portal<'_>, day: Date, began: usize) -> Link {
    let key = if began == 1 { "in-force-began-one" } else { "in-force-began-many" };
    let note = if began == 0 {
        portal.words().get("in-force-only-ended").to_string()
    } else {
        portal.words().with(key, &[&began.to_string()])
    };
    Link {
        text: day.to_string(),
        href: Some(format!("gallde/{}.html#d-{day}", four(year(day)))),
        note: Some(note),
        ..Link::default()
    }
}

/// The editions of a year: those that were in force when it began, then those that came, day by day.
fn groups(portal: &Portal<'_>, spans: &[Span<'_>], number: i16) -> Vec<InForceDay> {
    let (Some(first), Some(last)) = (Date::new(number, 1, 1), Date::new(number, 12, 31)) else {
        return Vec::new();
    };
    let mut already = Vec::new();
    let mut days: BTreeMap<Date, (Vec<InForceRow>, Vec<InForceRow>)> = BTreeMap::new();
    for span in spans {
        let (from, until) = (span.edition.from, span.edition.until);
        if from < first && until.is_none_or(|until| first <= until) {
            already.push(row(portal, span));
        } else if first <= from && from <= last {
            days.entry(from).or_default().0.push(row(portal, span));
        }
        if let Some(ends) = span.ended.filter(|day| first <= *day && *day <= last.min(portal.today())) {
            days.entry(ends).or_default().1.push(row(portal, span));
        }
    }
    let words = portal.words();
    let mut out = Vec::new();
    if !already.is_empty() {
        let heading = words.with("in-force-already", &[&first.to_string()]);
        out.push(InForceDay { anchor: "d-forut".to_string(), heading, rows: already, ended: Vec::new() });
    }
    out.extend(days.into_iter().map(|(day, (rows, ended))| InForceDay {
        anchor: format!("d-{day}"),
        heading: day.to_string(),
        rows,
        ended,
    }));
    out
}

fn row(portal: &Portal<'_>, span: &Span<'_>) -> InForceRow {
    let edition = span.edition;
    let front = &portal.catalogue.source(span.document).front;
    InForceRow {
        text: Link {
            text: edition.front.title.value.clone(),
            href: Some(format!("../{}/{}.html", folder(portal, span.document), edition.slug)),
            note: Some(label(portal, edition)),
            ..Link::default()
        },
        kind: portal.catalogue.site.kinds[front.kind].name.clone(),
        from: edition.from.to_string(),
        until: edition.until.map(|day| day.to_string()),
    }
}
