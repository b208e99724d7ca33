//! Stage 6, exports: the published model as data that other programs read.
//!
//! In: [`Published`]. Out: texts, each with its path under the site. `records` are the promised shapes (design §5),
//! `schema` describes them and what authors write; `oscal`, `skos` and `dcat` say the same in the words of others.

mod applicability;
mod csv;
mod dcat;
mod discovery;
mod hosting;
mod ical;
mod oscal;
mod rdf;
mod records;
pub mod schema;
mod sitemap;
mod skos;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::publish::Published;

pub use csv::csv;
pub use hosting::POLICY;
pub use records::{
    ControlRecord, DocumentRecord, ForumRecord, OwnerRecord, PortalRecord, ReferenceRecord, RelationRecord,
    RoleRecord, RuleRecord, SectionRecord, TermRecord, WithdrawnRecord,
};

/// What can be exported as records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum What {
    Rules,
    Documents,
    Sections,
    Roles,
    Forums,
    Terms,
    References,
    Controls,
    Relations,
    Withdrawn,
}

impl What {
    /// Everything that can be exported: its name in the JSON Schema and on the command line, and that of its file.
    pub const ALL: [(Self, &'static str, &'static str); 10] = [
        (Self::Rules, "rules", "regler"),
        (Self::Documents, "documents", "dokument"),
        (Self::Sections, "sections", "avsnitt"),
        (Self::Roles, "roles", "roller"),
        (Self::Forums, "forums", "forum"),
        (Self::Terms, "terms", "begrepp"),
        (Self::References, "references", "referenser"),
        (Self::Controls, "controls", "kontroller"),
        (Self::Relations, "relations", "relationer"),
        (Self::Withdrawn, "withdrawn", "upphavda-regler"),
    ];
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Form {
    Json,
    Csv,
}

/// A text that can always be written, or the fault of the writer: never in practice.
pub type Text = Result<String, serde_json::Error>;

/// Exports a part of the model as text.
///
/// # Errors
/// Never in practice: every record can be written.
pub fn export(published: &Published, what: What, form: Form) -> Text {
    match what {
        What::Rules => text(|| records::rules(published), form),
        What::Documents => text(|| records::documents(published), form),
        What::Sections => text(|| records::sections(published), form),
        What::Roles => text(|| records::roles(published), form),
        What::Forums => text(|| records::forums(published), form),
        What::Terms => text(|| records::terms(published), form),
        What::References => text(|| records::references(published), form),
        What::Controls => text(|| records::controls(published), form),
        What::Relations => text(|| records::relations(published), form),
        What::Withdrawn => text(|| records::withdrawn(published), form),
    }
}

/// Exports the whole model as one JSON object.
///
/// # Errors
/// Never in practice: every record can be written.
pub fn whole(published: &Published) -> Text {
    pretty(&records::portal(published))
}

/// The catalog of rules in OSCAL.
///
/// # Errors
/// Never in practice.
pub fn oscal_catalog(published: &Published) -> Text {
    oscal::catalog(published)
}

fn text<T: Serialize + JsonSchema, I: Iterator<Item = T>>(records: impl Fn() -> I, form: Form) -> Text {
    match form {
        Form::Json => pretty(&Each(records)),
        Form::Csv => csv(records()),
    }
}

/// A list that is made while it is written, so that it is never held as a whole.
pub(crate) struct Each<F>(pub F);

impl<F: Fn() -> I, I: Iterator<Item = T>, T: Serialize> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// JSON as every export writes it.
fn pretty(value: &impl Serialize) -> Text {
    serde_json::to_string_pretty(value).map(|text| text + "\n")
}

/// Takes finished files, path and text, from several threads.
pub type Sink<'s> = &'s (dyn Fn(&str, &str) + Sync);

/// Hands every file of data that a site carries to `add` as soon as it is made.
///
/// # Errors
/// Never in practice: every record can be written.
pub fn write(published: &Published, add: Sink<'_>) -> Result<(), serde_json::Error> {
    // The two long lists one after the other, beside all else: of a large portal each is a tenth of what memory there is.
    let is_long = |what: What| matches!(what, What::Rules | What::Relations);
    let (long, rest) = rayon::join(
        || lists(published, &is_long, add),
        || lists(published, &|what| !is_long(what), add).and_then(|()| graphs(published, add)),
    );
    long.and(rest)
}

/// Some kinds of things as JSON and as CSV.
fn lists(
    published: &Published,
    wanted: &dyn Fn(What) -> bool,
    add: Sink<'_>,
) -> Result<(), serde_json::Error> {
    for (what, _, name) in What::ALL.into_iter().filter(|(what, ..)| wanted(*what)) {
        add(&format!("data/{name}.json"), &export(published, what, Form::Json)?);
        add(&format!("data/{name}.csv"), &export(published, what, Form::Csv)?);
    }
    Ok(())
}

/// What says the same in others' words, and the small files.
fn graphs(published: &Published, add: Sink<'_>) -> Result<(), serde_json::Error> {
    for (path, text) in applicability::files(published)?.into_iter().chain(ical::calendars(published)) {
        add(&path, &text);
    }
    add("data/schema.json", &pretty(&schema::data())?);
    oscal::write(published, &|name, text| add(&format!("data/oscal/{name}"), text))?;
    let terms = skos::things(published);
    add(skos::TURTLE, &rdf::turtle(&terms));
    add("data/begrepp.jsonld", &pretty(&rdf::json_ld(&terms))?);
    let record = dcat::things(published);
    if !record.is_empty() {
        add("data/dcat.ttl", &rdf::turtle(&record));
        add("data/dcat.jsonld", &pretty(&rdf::json_ld(&record))?);
    }
    let small = [sitemap::sitemap, discovery::discovery, hosting::hosting];
    for (path, text) in small.into_iter().flat_map(|files| files(published)) {
        add(&path, &text);
    }
    Ok(())
}
