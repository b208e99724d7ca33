//! Stage 6, exports: the published model as data that other programs read.
//!
//! In: [`Published`]. Out: files, each with its path under the site, the long ones in pieces. `records` are the promised shapes (design §5),
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

use std::io::{self, BufWriter, Write};

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::publish::Published;
use crate::sink::Sink;

use csv::csv;
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

/// Where the text of an export goes as it is made.
pub type Out<'o> = &'o mut dyn Write;

/// Exports a part of the model.
///
/// # Errors
/// Those of `out`: every record can be written.
pub fn export(published: &Published, what: What, form: Form, out: Out<'_>) -> io::Result<()> {
    match what {
        What::Rules => list(|| records::rules(published), form, out),
        What::Documents => list(|| records::documents(published), form, out),
        What::Sections => list(|| records::sections(published), form, out),
        What::Roles => list(|| records::roles(published), form, out),
        What::Forums => list(|| records::forums(published), form, out),
        What::Terms => list(|| records::terms(published), form, out),
        What::References => list(|| records::references(published), form, out),
        What::Controls => list(|| records::controls(published), form, out),
        What::Relations => list(|| records::relations(published), form, out),
        What::Withdrawn => list(|| records::withdrawn(published), form, out),
    }
}

/// Exports the whole model as one JSON object.
///
/// # Errors
/// As [`export`].
pub fn whole(published: &Published, out: Out<'_>) -> io::Result<()> {
    pretty(&records::portal(published), out)
}

/// The catalog of rules in OSCAL.
///
/// # Errors
/// As [`export`].
pub fn oscal_catalog(published: &Published, out: Out<'_>) -> io::Result<()> {
    oscal::catalog(published, out)
}

fn list<T: Serialize + JsonSchema, I: Iterator<Item = T>>(
    records: impl Fn() -> I,
    form: Form,
    out: Out<'_>,
) -> io::Result<()> {
    match form {
        Form::Json => pretty(&Each(records), out),
        Form::Csv => csv(records(), out),
    }
}

/// A list that is made while it is written, so that it is never held as a whole.
pub(crate) struct Each<F>(pub F);

impl<F: Fn() -> I, I: Iterator<Item = T>, T: Serialize> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// How much of a text is held before it is handed on, in bytes.
const PIECE: usize = 64 * 1024;

/// JSON as every export writes it.
fn pretty(value: &impl Serialize, out: Out<'_>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(PIECE, out);
    serde_json::to_writer_pretty(&mut out, value)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Hands every file of data that a site carries to `sink`, the long ones piece by piece.
///
/// # Errors
/// Never in practice: every record can be written.
pub fn write(published: &Published, sink: &dyn Sink) -> io::Result<()> {
    let list = |(what, name, form, end): (What, &str, Form, &str)| {
        sink.stream(&format!("data/{name}.{end}"), &mut |out| export(published, what, form, out))
    };
    // A file is a task of its own, so that no thread is left with the two longest at the end.
    let lists: Vec<_> = What::ALL
        .into_iter()
        .flat_map(|(what, _, name)| [(what, name, Form::Json, "json"), (what, name, Form::Csv, "csv")])
        .collect();
    let (lists, others) = rayon::join(
        || lists.into_par_iter().with_max_len(1).try_for_each(list),
        || oscal::write(published, sink).and_then(|()| graphs(published, sink)),
    );
    lists.and(others)
}

/// What says the same in others' words, and the small files.
fn graphs(published: &Published, sink: &dyn Sink) -> io::Result<()> {
    applicability::write(published, sink)?;
    for (path, text) in ical::calendars(published) {
        sink.add(&path, text.as_bytes());
    }
    let json = |path: &str, value: &Value| sink.stream(path, &mut |out| pretty(value, out));
    json("data/schema.json", &schema::data())?;
    let terms = skos::things(published);
    sink.add(skos::TURTLE, rdf::turtle(&terms).as_bytes());
    json("data/begrepp.jsonld", &rdf::json_ld(&terms))?;
    let record = dcat::things(published);
    if !record.is_empty() {
        sink.add("data/dcat.ttl", rdf::turtle(&record).as_bytes());
        json("data/dcat.jsonld", &rdf::json_ld(&record))?;
    }
    let small = [sitemap::sitemap, discovery::discovery, hosting::hosting];
    for (path, text) in small.into_iter().flat_map(|files| files(published)) {
        sink.add(&path, text.as_bytes());
    }
    Ok(())
}
