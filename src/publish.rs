//! Stage 4, publish: the one filter between what authors have written and what readers may see.
//!
//! In: a checked [`Catalogue`], a profile and a day. Out: [`Published`], the only thing that pages, search and exports
//! accept. It is built anew from the sources that pass, so that nothing of the others is left in it to leak.

pub mod canary;

use std::collections::{BTreeMap, BTreeSet};

use crate::content::Date;
use crate::content::front::{Audience, Relation, Status, is_id};
use crate::content::open_data::OpenData;
use crate::content::{Source, config::Class};
use crate::history::History;
use crate::model::{Catalogue, Parts};

pub use canary::{Canary, Leak};

/// For whom a portal is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Everybody: only documents with `audience = "publik"`.
    Publik,
    /// The organisation's own people: everything but drafts.
    Intern,
    /// The editor at the desk: drafts too, each page marked.
    Preview,
}

impl Profile {
    /// The word of the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Publik => "publik",
            Self::Intern => "intern",
            Self::Preview => "utkast",
        }
    }
}

/// What may be seen. Can only be made by [`publish`] and [`with_history`].
#[derive(Debug)]
pub struct Published {
    catalogue: Catalogue,
    history: History,
    profile: Profile,
    today: Date,
}

impl Published {
    /// The catalogue of what is published.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The editions of what is published that were for the same readers.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The catalogue and the editions by themselves, when no more pages are made of them.
    pub fn into_parts(self) -> (Catalogue, History) {
        (self.catalogue, self.history)
    }

    /// For whom.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// The day that the portal speaks of.
    pub fn today(&self) -> Date {
        self.today
    }

    /// What is said of the portal as open data: only to everybody, and only when it has an address.
    pub fn open_data(&self) -> Option<(&OpenData, &str)> {
        let site = &self.catalogue.site;
        let public = self.profile == Profile::Publik;
        site.open_data.as_ref().zip(site.base_url.as_deref()).filter(|_| public)
    }
}

/// Leaves out everything that the profile does not show. Of the past it shows nothing.
pub fn publish(catalogue: Catalogue, profile: Profile, today: Date) -> Published {
    with_history(catalogue, History::default(), profile, today)
}

/// As [`publish`], with the editions that the same readers might have seen.
pub fn with_history(catalogue: Catalogue, history: History, profile: Profile, today: Date) -> Published {
    let catalogue = shown(catalogue, profile);
    let history = past(&catalogue, history, profile);
    Published { catalogue, history, profile, today }
}

/// The editions of documents that are shown, each of them for the same readers when it was decided.
fn past(catalogue: &Catalogue, history: History, profile: Profile) -> History {
    let fronts = || catalogue.sources.iter().map(|source| &source.front);
    let documents: BTreeSet<&str> = fronts().map(|front| front.id.value.as_str()).collect();
    let former: BTreeMap<&str, &str> = fronts()
        .flat_map(|front| front.aliases.iter().map(|alias| (alias.value.as_str(), front.id.value.as_str())))
        .filter(|(alias, _)| is_id(alias))
        .collect();
    history.shown(&documents, &former, |status, audience| {
        status.is_decided() && (profile != Profile::Publik || audience == Audience::Publik)
    })
}

fn shown(catalogue: Catalogue, profile: Profile) -> Catalogue {
    if catalogue.document_ids().all(|id| is_shown(&catalogue, catalogue.source(id), profile)) {
        return catalogue;
    }
    let shown: Vec<bool> =
        catalogue.sources.iter().map(|source| is_shown(&catalogue, source, profile)).collect();
    let parts = catalogue.into_parts();
    let mut keep = shown.into_iter();
    let sources = parts.sources.into_iter().filter(|_| keep.next().unwrap_or(false)).collect();
    // Names that lead to what was left out stay plain text; the checks have told the author.
    Catalogue::assemble(Parts { sources, ..parts }).0
}

/// Whether a profile shows a document. An answer to a consultation follows what it is about.
pub fn is_shown(catalogue: &Catalogue, source: &Source, profile: Profile) -> bool {
    let own = |source: &Source| match profile {
        Profile::Preview => true,
        Profile::Intern => source.front.status.value != Status::Utkast,
        Profile::Publik => {
            source.front.status.value != Status::Utkast && source.front.audience == Audience::Publik
        }
    };
    let is_response = catalogue.site.kinds[source.front.kind].class == Class::Response;
    own(source) && (!is_response || commented(catalogue, source).is_none_or(own))
}

/// The document that an answer is about.
fn commented<'a>(catalogue: &'a Catalogue, source: &Source) -> Option<&'a Source> {
    let (_, name) = source.front.relations.iter().find(|(relation, _)| *relation == Relation::CommentsOn)?;
    let document = catalogue.home(catalogue.names.id(&name.value)?)?;
    Some(catalogue.source(document))
}
