//! What makes which pages: a build goes through all of them, a preview asks for the page that somebody opens.
//!
//! In: the portal, and for a preview an address. Out: pages to a sink; who is asked for one may give others with it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::portal::Portal;
use super::theme::ThemeError;
use super::{
    Page, Plan, Sink, accessibility, acts, applicability, concerns_me, consultations, data, document,
    editions, lists, map, person, search, since, start, subject, terms, trace, year,
};
use crate::content::Date;
use crate::model::{Catalogue, DocumentId, RuleId};

/// Makes a page, or as many as there are.
enum Make {
    One(fn(&Portal<'_>) -> Result<Page, ThemeError>),
    All(fn(&Portal<'_>, Sink<'_>) -> Result<(), ThemeError>),
}

use Make::{All, One};

impl Make {
    fn make(&self, portal: &Portal<'_>, sink: Sink<'_>) -> Result<(), ThemeError> {
        match self {
            One(page) => {
                sink(page(portal)?);
                Ok(())
            }
            All(pages) => pages(portal, sink),
        }
    }
}

/// What makes pages on the portal as a whole, with how the addresses of its pages begin.
const WHOLE: [(&[&str], Make); 17] = [
    (&["index.html"], One(start::page)),
    (&["dokument.html", "dokument-"], All(lists::documents)),
    (&["register"], All(lists::register)),
    (&["404.html"], One(lists::missing)),
    (
        &["sok.html"],
        All(|portal, sink| {
            if portal.catalogue.site.search {
                sink(search::page(portal)?);
            }
            Ok(())
        }),
    ),
    (&[data::PATH], One(data::page)),
    (&["roller.html"], One(person::list)),
    (&["begrepp.html"], One(terms::page)),
    (&["sparbarhet.html"], One(trace::overview)),
    (&["lagrum"], All(acts::write)),
    (&["tillamplighet/"], All(applicability::write)),
    (&["amne/"], All(subject::write)),
    (&["karta.html"], One(map::page)),
    (&["arshjul.html"], One(year::page)),
    (&["remisser.html"], One(consultations::page)),
    (&["gallde"], All(editions::in_force::write)),
    (&[accessibility::PATH], All(accessibility::write)),
];

/// What makes pages on people, once it is known since when every rule has had its wording.
const PEOPLE: [(&[&str], Make); 2] = [
    (&["roll/", "forum/"], All(person::write)),
    (&["galler-mig.html", "data/roller/"], All(concerns_me::write)),
];

/// Most documents that a thread takes at once.
const LOT: usize = 32;

/// What the pages of one document told of its past.
type Told = (Vec<editions::News>, BTreeMap<RuleId, Date>);

/// Makes every page.
///
/// # Errors
/// The first template that asks for what is not there.
pub fn all(mut portal: Portal<'_>, plan: &Plan, sink: Sink<'_>) -> Result<(), ThemeError> {
    let whole = || WHOLE.par_iter().try_for_each(|(_, make)| make.make(&portal, sink));
    let each = || -> Result<Vec<Told>, ThemeError> {
        // In small lots, so that no thread is left with many at the end.
        let documents = documents(&portal).into_par_iter().with_max_len(LOT);
        documents.map(|id| of_document(&portal, id, sink)).collect()
    };
    let (written, told) = rayon::join(whole, each);
    written?;
    plan.write(&portal, sink)?;
    let mut news = Vec::new();
    for (one, days) in told? {
        news.extend(one);
        portal.since.extend(days);
    }
    PEOPLE.par_iter().try_for_each(|(_, make)| make.make(&portal, sink))?;
    self::news(&portal, news, sink)
}

/// Makes the page at an address, if there is one.
///
/// # Errors
/// A template that asks for what is not there.
pub fn at(mut portal: Portal<'_>, plan: &Plan, path: &str, sink: Sink<'_>) -> Result<(), ThemeError> {
    let begins = |beginnings: &[&str]| beginnings.iter().any(|beginning| path.starts_with(beginning));
    if let Some(document) = home(portal.catalogue, path) {
        of_document(&portal, document, sink)?;
    }
    for (_, make) in WHOLE.iter().filter(|(beginnings, _)| begins(beginnings)) {
        make.make(&portal, sink)?;
    }
    if plan.redirects().contains_key(path) {
        plan.write(&portal, sink)?;
    }
    if path == "nytt.html" || path.ends_with(".xml") {
        let told = documents(&portal).into_par_iter();
        let told: Vec<_> =
            told.map(|id| editions::News::of(&portal, id, &editions::past(&portal, id))).collect();
        news(&portal, told.concat(), sink)?;
    }
    for (_, make) in PEOPLE.iter().filter(|(beginnings, _)| begins(beginnings)) {
        let told = documents(&portal).into_par_iter();
        let told: Vec<_> = told.map(|id| since::told(&portal, id, &editions::past(&portal, id))).collect();
        portal.since.extend(told.into_iter().flatten());
        make.make(&portal, sink)?;
    }
    Ok(())
}

fn documents(portal: &Portal<'_>) -> Vec<DocumentId> {
    portal.catalogue.document_ids().collect()
}

/// The pages of a document, its rules and its editions; what is new in it, and since when its rules have their wording.
fn of_document(portal: &Portal<'_>, id: DocumentId, sink: Sink<'_>) -> Result<Told, ThemeError> {
    let past = editions::past(portal, id);
    document::write(portal, id, &past, sink)?;
    editions::write(portal, id, &past, sink)?;
    trace::table(portal, id, sink)?;
    Ok((editions::News::of(portal, id, &past), since::told(portal, id, &past)))
}

fn news(portal: &Portal<'_>, mut news: Vec<editions::News>, sink: Sink<'_>) -> Result<(), ThemeError> {
    sink(editions::news_page(portal, &mut news)?);
    editions::feeds(portal, &mut news).into_iter().for_each(sink);
    Ok(())
}

/// The document that a page is about or of, by its address.
fn home(catalogue: &Catalogue, path: &str) -> Option<DocumentId> {
    let (folder, rest) = path.split_once('/')?;
    let part = rest.split('/').next().unwrap_or(rest);
    let part = part.strip_suffix(".html").unwrap_or(part);
    match folder {
        "dokument" | "roll" | "forum" | "sparbarhet" => catalogue
            .document_ids()
            .find(|id| catalogue.source(*id).front.id.value.eq_ignore_ascii_case(part)),
        "regel" => {
            let is_it = |id: &crate::model::RuleId| {
                catalogue.rule(*id).current && catalogue.rule_text(*id).id.value.eq_ignore_ascii_case(part)
            };
            catalogue.rule_ids().find(is_it).map(|id| catalogue.rule(id).document)
        }
        _ => None,
    }
}
