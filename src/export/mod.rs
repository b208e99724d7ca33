//! Stage 6, exports: the published model as data that other programs read.
//!
//! In: [`Published`]. Out: JSON and CSV texts. The shape of a rule stands in design §5.

mod csv;
mod records;
mod sitemap;

use serde::Serialize;

use crate::publish::Published;

pub use csv::csv;
pub use records::{DocumentRecord, OwnerRecord, ReferenceRecord, RoleRecord, RuleRecord, TermRecord};
pub use sitemap::sitemap;

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum What {
    Rules,
    Documents,
    Roles,
    Terms,
    References,
}

impl What {
    /// Everything that can be exported, with the name of its file.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Rules, "regler"),
        (Self::Documents, "dokument"),
        (Self::Roles, "roller"),
        (Self::Terms, "begrepp"),
        (Self::References, "referenser"),
    ];
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Form {
    Json,
    Csv,
}

/// Exports a part of the model as text.
///
/// # Errors
/// Never in practice: every record can be written.
pub fn export(published: &Published, what: What, form: Form) -> Result<String, serde_json::Error> {
    match what {
        What::Rules => text(&records::rules(published), form),
        What::Documents => text(&records::documents(published), form),
        What::Roles => text(&records::roles(published), form),
        What::Terms => text(&records::terms(published), form),
        What::References => text(&records::references(published), form),
    }
}

fn text<T: Serialize>(records: &[T], form: Form) -> Result<String, serde_json::Error> {
    match form {
        Form::Json => serde_json::to_string_pretty(records).map(|text| text + "\n"),
        Form::Csv => csv(records),
    }
}

/// Every file of data that a site carries: path and text.
///
/// # Errors
/// Never in practice: every record can be written.
pub fn files(published: &Published) -> Result<Vec<(String, String)>, serde_json::Error> {
    let mut files = Vec::new();
    for (what, name) in What::ALL {
        files.push((format!("data/{name}.json"), export(published, what, Form::Json)?));
        files.push((format!("data/{name}.csv"), export(published, what, Form::Csv)?));
    }
    Ok(files)
}
