//! `referenser.toml`: the laws, EU acts, föreskrifter and standards that the documents refer to.
//!
//! The addresses of Swedish acts and EU acts are computed; nothing is ever fetched.

use super::fields::{self, Fields};
use super::{Date, Spanned};
use crate::diag::{Diagnostics, FileId, Problem, SourceFile, Span};

/// What an external reference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the Swedish names are the field's own
pub enum ActKind {
    Lag,
    Forordning,
    EuForordning,
    EuDirektiv,
    Foreskrift,
    Standard,
    Styrdokument,
    Annat,
}

impl ActKind {
    /// Every kind with the word that the register writes.
    pub const ALL: &[(&'static str, Self)] = &[
        ("lag", Self::Lag),
        ("förordning", Self::Forordning),
        ("eu-förordning", Self::EuForordning),
        ("eu-direktiv", Self::EuDirektiv),
        ("föreskrift", Self::Foreskrift),
        ("standard", Self::Standard),
        ("styrdokument", Self::Styrdokument),
        ("annat", Self::Annat),
    ];

    /// The word that the register writes.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("annat", |(word, _)| word)
    }
}

/// A requirement of a standard, by number and in the organisation's own words, and what the organisation says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// Number within the standard, such as `A.8.13`.
    pub id: Spanned<String>,
    /// Our own words for it.
    pub title: String,
    /// Whether the organisation applies it. True where nothing is said.
    pub applicable: bool,
    /// Why it is applied, or why not.
    pub reason: Option<String>,
    /// How far it is carried out, as somebody has judged it. Nothing is concluded from the rules.
    pub status: Option<Implementation>,
}

/// How far a control is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the Swedish names are the field's own
pub enum Implementation {
    Infort,
    Delvis,
    Planerat,
}

impl Implementation {
    /// Every state with the word that the register writes.
    pub const ALL: &[(&'static str, Self)] =
        &[("infört", Self::Infort), ("delvis", Self::Delvis), ("planerat", Self::Planerat)];

    /// The word that the register writes.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, state)| *state == self).map_or("", |(word, _)| word)
    }
}

/// One entry of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// How it is cited: `SFS 2018:585`, `(EU) 2016/679`, `ISO/IEC 27001`.
    pub id: Spanned<String>,
    /// What it is.
    pub kind: ActKind,
    /// Its title.
    pub title: String,
    /// Other names, inflected ones among them.
    pub aliases: Vec<Spanned<String>>,
    /// Day on which it came or comes into force.
    pub in_force_from: Option<Date>,
    /// Day from which it no longer applies.
    pub repealed: Option<Date>,
    /// Id of the act that took its place.
    pub replaced_by: Option<Spanned<String>>,
    /// Address for what has no computable one.
    pub url: Option<String>,
    /// Day on which somebody last made sure that the entry is right.
    pub checked: Option<Date>,
    /// Requirements of a standard.
    pub controls: Vec<Control>,
    /// The whole entry.
    pub span: Span,
}

/// Reads the register. An entry without id is reported and left out.
pub fn read(file: FileId, input: &SourceFile, found: &mut Diagnostics) -> Vec<Entry> {
    let text = input.text().unwrap_or_default();
    super::unicode::check(file, &text, found);
    let table = fields::parse(&text, file, 0, found);
    let mut fields = Fields::new(table.get_ref(), file, 0, found);
    let entries = fields.tables("reference", entry).into_iter().flatten().collect();
    fields.finish();
    entries
}

fn entry(fields: &mut Fields<'_, '_>, span: Span) -> Option<Entry> {
    let id = fields.text("id");
    let entry = Entry {
        id: id.clone().unwrap_or(Spanned { value: String::new(), span }),
        kind: fields.choice("kind", ActKind::ALL).map_or(ActKind::Annat, |kind| kind.value),
        title: fields.text("title").map(|title| title.value).unwrap_or_default(),
        aliases: fields.texts("aliases"),
        in_force_from: fields.date("in_force_from").map(|date| date.value),
        repealed: fields.date("repealed").map(|date| date.value),
        replaced_by: fields.text("replaced_by"),
        url: fields.text("url").and_then(|url| https(fields, url)),
        checked: fields.date("checked").map(|date| date.value),
        controls: fields.tables("control", control).into_iter().flatten().collect(),
        span,
    };
    if id.is_none() {
        fields.report(span, Problem::Missing { key: "id", status: None });
        return None;
    }
    if entry.title.is_empty() {
        fields.report(entry.id.span, Problem::Missing { key: "title", status: None });
    }
    Some(entry)
}

fn control(fields: &mut Fields<'_, '_>, span: Span) -> Option<Control> {
    let (id, title) = (fields.text("id"), fields.text("title"));
    let applicable = fields.flag("applicable").unwrap_or(true);
    let reason = fields.text("reason").map(|reason| reason.value);
    let status = fields.choice("status", Implementation::ALL).map(|status| status.value);
    if id.is_none() {
        fields.report(span, Problem::Missing { key: "id", status: None });
    }
    Some(Control {
        id: id?,
        title: title.map(|title| title.value).unwrap_or_default(),
        applicable,
        reason,
        status,
    })
}

fn https(fields: &mut Fields<'_, '_>, url: Spanned<String>) -> Option<String> {
    match super::inline::classify(&url.value) {
        super::body::Target::Web(address) if address.starts_with("https://") => Some(address),
        _ => {
            fields.report(url.span, Problem::ForbiddenAddress { address: url.value });
            None
        }
    }
}
