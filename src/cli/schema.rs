//! `ledtrad schema`: JSON Schemas for editors and readers, and the documentation of every key.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::Value;

use super::{Done, Failure};
use crate::content::{Site, load};
use crate::export::schema::{self, Written};
use crate::language::Language;

/// What a schema is of.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// What `export` writes and the portal has under data/
    Data,
    /// The front matter of documents
    Front,
    /// site.toml
    Site,
    /// referenser.toml
    Register,
    /// All that authors write (Markdown only)
    All,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaForm {
    /// JSON Schema, draft 2020-12
    Json,
    /// Tables of every key, to read
    Markdown,
}

/// Writes a schema, or the documentation of keys, to standard output.
pub fn run(what: SchemaName, form: SchemaForm, language: Option<&str>, content: &Path) -> Done {
    let site = site(content);
    let language = language.and_then(Language::from_tag).unwrap_or(site.language);
    let written = match what {
        SchemaName::Data | SchemaName::All => None,
        SchemaName::Front => Some(Written::Front),
        SchemaName::Site => Some(Written::Site),
        SchemaName::Register => Some(Written::Register),
    };
    let text = match (form, written, what) {
        (SchemaForm::Json, Some(written), _) => {
            let kinds: Vec<&str> = site.kinds.iter().map(|kind| kind.id.as_str()).collect();
            pretty(&schema::written(written, &kinds, language))?
        }
        (SchemaForm::Json, None, SchemaName::Data) => pretty(&schema::data())?,
        (SchemaForm::Markdown, Some(written), _) => schema::tables(written, language),
        (SchemaForm::Markdown, None, SchemaName::All) => schema::page(language),
        _ => {
            writeln!(io::stderr(), "ledtrad: data is JSON only, and all is Markdown only")?;
            return Ok(ExitCode::from(2));
        }
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn pretty(value: &Value) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(|error| Failure(error.to_string()))
}

/// The settings of the portal, for its language and its kinds of document; what is usual when there is none to read.
fn site(content: &Path) -> Site {
    load::find(content).map(|inputs| inputs.site()).unwrap_or_default()
}
