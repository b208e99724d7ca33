//! `[accessibility]` of `site.toml`: the facts of the tillgänglighetsredogörelse.
//!
//! In: the table. Out: what it says, with places. The organisation judges whether the portal conforms; nothing is
//! concluded here. Which facts must be there: lag (2018:1937) om tillgänglighet till digital offentlig service and
//! the föreskrifter of the supervising authority.

use super::fields::Fields;
use super::{Date, Spanned};
use crate::diag::{FileId, Problem, Span};

/// How far the portal conforms, as the organisation has judged it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the Swedish names are the field's own
pub enum Conformity {
    Helt,
    Delvis,
    Inte,
}

impl Conformity {
    /// Every judgement with the word that the settings write.
    pub const ALL: &[(&'static str, Self)] =
        &[("helt", Self::Helt), ("delvis", Self::Delvis), ("inte", Self::Inte)];

    /// The word that the settings write.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, one)| *one == self).map_or("", |(word, _)| word)
    }
}

/// The facts.
#[derive(Debug, Clone)]
pub struct Accessibility {
    /// How far the portal conforms.
    pub conformity: Option<Spanned<Conformity>>,
    /// To what: «EN 301 549 v3.2.1 (WCAG 2.1 AA)».
    pub standard: Option<Spanned<String>>,
    /// Day on which it was judged.
    pub assessed_on: Option<Spanned<Date>>,
    /// How, and by whom: own judgement, somebody else's.
    pub method: Option<Spanned<String>>,
    /// Day on which the portal was published, if that is said.
    pub published_on: Option<Spanned<Date>>,
    /// Day on which the statement was last looked through.
    pub updated_on: Option<Spanned<Date>>,
    /// Address of a form for remarks: `https` or within the organisation's own site.
    pub feedback_url: Option<Spanned<String>>,
    /// E-mail and telephone for remarks.
    pub feedback_email: Option<Spanned<String>>,
    /// See `feedback_email`.
    pub feedback_phone: Option<Spanned<String>>,
    /// How soon an answer comes, in words.
    pub answer_within: Option<Spanned<String>>,
    /// Where to complain: the supervising authority's form.
    pub supervisor_url: Option<String>,
    /// What is not accessible.
    pub shortcomings: Vec<Shortcoming>,
    /// What would be a disproportionate burden, and why (12 §).
    pub disproportionate: Vec<String>,
    /// What the law does not cover (9 §).
    pub outside: Vec<String>,
    /// Where the table stands.
    pub file: FileId,
    /// The table.
    pub span: Span,
}

/// Something that is not accessible.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Shortcoming {
    pub what: String,
    /// Which requirement: «WCAG 1.1.1».
    pub requirement: Option<String>,
    /// What to do instead.
    pub instead: Option<String>,
    /// When it is to be mended.
    pub mended_by: Option<Date>,
}

/// Where the supervising authority takes complaints, unless the settings say another address.
pub const SUPERVISOR: &str = "https://www.digg.se/tdosanmalan";

/// Reads the table. What is missing is reported once, at the table.
pub fn read(fields: &mut Fields<'_, '_>, span: Span) -> Accessibility {
    let (feedback, supervisor) = (fields.text("feedback_url"), fields.text("supervisor_url"));
    let statement = Accessibility {
        conformity: fields.choice("conformity", Conformity::ALL),
        standard: fields.text("standard"),
        assessed_on: fields.date("assessed_on"),
        method: fields.text("method"),
        published_on: fields.date("published_on"),
        updated_on: fields.date("updated_on"),
        feedback_url: address(fields, feedback),
        feedback_email: fields.text("feedback_email"),
        feedback_phone: fields.text("feedback_phone"),
        answer_within: fields.text("answer_within"),
        supervisor_url: address(fields, supervisor).map(|url| url.value),
        shortcomings: fields.tables("shortcoming", shortcoming).into_iter().flatten().collect(),
        disproportionate: fields.texts("disproportionate").into_iter().map(|text| text.value).collect(),
        outside: fields.texts("outside").into_iter().map(|text| text.value).collect(),
        file: fields.file(),
        span,
    };
    for key in ["conformity", "standard", "assessed_on", "method", "updated_on", "feedback_url"] {
        fields.require(key, span);
    }
    statement
}

fn shortcoming(fields: &mut Fields<'_, '_>, span: Span) -> Option<Shortcoming> {
    let what = fields.text("what");
    let rest = (fields.text("requirement"), fields.text("instead"), fields.date("mended_by"));
    if what.is_none() {
        fields.report(span, Problem::Missing { key: "what", status: None });
    }
    Some(Shortcoming {
        what: what?.value,
        requirement: rest.0.map(|text| text.value),
        instead: rest.1.map(|text| text.value),
        mended_by: rest.2.map(|day| day.value),
    })
}

fn address(fields: &mut Fields<'_, '_>, url: Option<Spanned<String>>) -> Option<Spanned<String>> {
    let url = url?;
    match super::inline::classify(&url.value) {
        super::body::Target::Web(address) if address.starts_with("https://") => {
            Some(Spanned { value: address, span: url.span })
        }
        _ => {
            fields.report(url.span, Problem::ForbiddenAddress { address: url.value });
            None
        }
    }
}
