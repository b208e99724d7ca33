//! The plan of every address: what is where, what leads on from former addresses, and what clashes.

use std::collections::BTreeMap;

use super::Sink;
use super::address::{self, Address, id_part};
use super::portal::{Head, Portal};
use super::theme::ThemeError;
use super::view::RedirectView;
use crate::diag::{Diagnostics, Problem};
use crate::model::{Catalogue, DocumentId, Node, is_address};

/// The addresses of pages that every portal has.
const FIXED: [&str; 17] = [
    "index.html",
    "dokument.html",
    "register.html",
    "roller.html",
    "begrepp.html",
    "lagrum.html",
    "sparbarhet.html",
    "404.html",
    "galler-mig.html",
    "karta.html",
    "arshjul.html",
    "remisser.html",
    "om/tillganglighet.html",
    "nytt.html",
    super::editions::in_force::PATH,
    "sok.html",
    super::data::PATH,
];

/// Former addresses, each with what is there now.
pub struct Plan {
    redirects: BTreeMap<String, Address>,
}

/// Plans the addresses of a catalogue.
pub fn plan(catalogue: &Catalogue) -> (Plan, Diagnostics) {
    let mut found = Diagnostics::default();
    let former =
        |id: DocumentId| catalogue.source(id).front.aliases.iter().filter(|alias| is_address(&alias.value));
    let moved: Vec<DocumentId> = catalogue.document_ids().filter(|id| former(*id).next().is_some()).collect();
    // The addresses of all pages are many: they are asked only for what clashes with them.
    if moved.is_empty() {
        return (Plan { redirects: BTreeMap::new() }, found);
    }
    let mut taken: BTreeMap<String, Option<DocumentId>> =
        FIXED.iter().map(|path| ((*path).to_string(), None)).collect();
    for id in catalogue.document_ids() {
        taken.insert(address::of(catalogue, Node::Document(id)).path, Some(id));
    }
    for id in catalogue.rule_ids().filter(|id| catalogue.rule(*id).current && catalogue.site.rule_pages) {
        taken.insert(address::of(catalogue, Node::Rule(id)).path, Some(catalogue.rule(id).document));
    }
    let mut redirects = BTreeMap::new();
    for id in moved {
        let target = address::of(catalogue, Node::Document(id));
        for alias in former(id) {
            let at = catalogue.place(id, alias.span);
            let Some(path) = former_path(&alias.value) else {
                found.add(at, Problem::ForbiddenAddress { address: alias.value.clone() });
                continue;
            };
            if path == target.path {
                continue;
            }
            let clash = taken.get(&path).map(|owner| {
                owner.map_or_else(|| path.clone(), |d| catalogue.source(d).front.id.value.clone())
            });
            match clash {
                Some(other) => found.add(at, Problem::AddressClash { address: path, other }),
                None => {
                    taken.insert(path.clone(), Some(id));
                    redirects.insert(path, target.clone());
                }
            }
        }
    }
    (Plan { redirects }, found)
}

/// The page of a former id or address; `None` when it could not be the name of a page here.
fn former_path(alias: &str) -> Option<String> {
    if !alias.contains('/') && !alias.ends_with(".html") {
        return Some(format!("dokument/{}.html", id_part(alias)));
    }
    let path = alias.trim_start_matches('/');
    let path = if path.ends_with(".html") {
        path.to_string()
    } else {
        format!("{}/index.html", path.trim_end_matches('/'))
    };
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    (path.split('/').count() <= 4 && path.split('/').all(plain)).then_some(path)
}

impl Plan {
    /// The former addresses, each with what is there now.
    pub fn redirects(&self) -> &BTreeMap<String, Address> {
        &self.redirects
    }

    /// Writes the pages that lead on.
    ///
    /// # Errors
    /// A template that asks for what is not there.
    pub fn write(&self, portal: &Portal<'_>, sink: Sink<'_>) -> Result<(), ThemeError> {
        for (path, target) in &self.redirects {
            let title = portal.words().get("redirect-title");
            let mut head = Head::new(path.clone(), "redirect", title);
            head.noindex = true;
            let href = target.from_root(address::root_of(path));
            let link =
                super::view::Link { text: target.path.clone(), href: Some(href), ..Default::default() };
            sink(portal.page(&head, "redirect.html", &RedirectView { target: link })?);
        }
        Ok(())
    }
}
