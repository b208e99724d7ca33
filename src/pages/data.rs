//! The page of open data: which files there are, what they hold, and on what terms.

use super::portal::{Head, Portal};
use super::theme::ThemeError;
use super::view::{DataFile, DataView, Link};
use super::{Page, address};
use crate::model::ActId;

/// Address of the page.
pub const PATH: &str = "om/data.html";

/// The files that are both JSON and CSV. What each holds is said by the words `data-<name>`.
const TABLES: [&str; 10] = [
    "regler",
    "dokument",
    "avsnitt",
    "roller",
    "forum",
    "begrepp",
    "referenser",
    "kontroller",
    "relationer",
    "upphavda-regler",
];

/// The page.
///
/// # Errors
/// A template that asks for what is not there.
pub fn page(portal: &Portal<'_>) -> Result<Page, ThemeError> {
    let words = portal.words();
    let link = |name: &str, form: &str| Link {
        text: form.to_uppercase(),
        href: Some(format!("../data/{name}.{form}")),
        // A screen reader hears what the bare word is a form of.
        note: Some(words.get(&format!("data-{name}-name")).to_string()),
        ..Link::default()
    };
    let files = TABLES.iter().map(|name| DataFile {
        name: words.get(&format!("data-{name}-name")).to_string(),
        holds: words.get(&format!("data-{name}")).to_string(),
        forms: vec![link(name, "json"), link(name, "csv")],
    });
    let licence = portal.open_data().map(|open| Link {
        text: open.licence.clone(),
        href: Some(open.licence.clone()),
        external: true,
        ..Link::default()
    });
    let contact = portal.open_data().map(|open| Link {
        text: open.contact_name.clone(),
        href: Some(format!("mailto:{}", open.contact_email)),
        external: true,
        ..Link::default()
    });
    let view = DataView { files: files.collect(), others: others(portal), licence, contact };
    let mut head = Head::new(PATH, "data", words.get("data-title"));
    head.description = words.get("data-description").to_string();
    portal.page(&head, "data.html", &view)
}

/// The files in formats of others, and the schema.
fn others(portal: &Portal<'_>) -> Vec<Link> {
    let words = portal.words();
    let link = |file: &str, note: String| Link {
        text: file.to_string(),
        href: Some(format!("../data/{file}")),
        note: Some(note),
        ..Link::default()
    };
    let plain = |file, key| link(file, words.get(key).to_string());
    let mut files = vec![plain("schema.json", "data-schema"), plain("oscal/katalog.json", "data-oscal")];
    for (number, act) in portal.catalogue.acts.iter().enumerate() {
        if act.entry.controls.is_empty() {
            continue;
        }
        let page = address::act_page(portal.catalogue, ActId(number as u32));
        let name = page.trim_start_matches("lagrum/").trim_end_matches(".html");
        for (part, key) in [
            ("katalog", "data-oscal-controls"),
            ("profil", "data-oscal-profile"),
            ("tillampning", "data-oscal-applied"),
        ] {
            files.push(link(&format!("oscal/{name}-{part}.json"), words.with(key, &[&act.entry.id.value])));
        }
    }
    files.extend([plain("begrepp.ttl", "data-skos"), plain("begrepp.jsonld", "data-skos")]);
    if portal.open_data().is_some() {
        files.extend([plain("dcat.ttl", "data-dcat"), plain("dcat.jsonld", "data-dcat")]);
    }
    files
}
