//! Every key that authors may write, in one table a file: the front matter, `site.toml` and the register.
//!
//! The readers (`front`, `config`, `register`) ask for these keys and no others, which `tests/keys.rs` makes sure of; the JSON
//! Schemas for editors and the documentation are made from the tables, so that neither can fall behind.

mod front;
mod register;
mod site;

pub use front::{FRONT, PEOPLE};
pub use register::REGISTER;
pub use site::SITE;

use crate::language::Language;

/// A key of a TOML table.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The key itself.
    pub name: &'static str,
    /// What its value may be.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it means, in Swedish.
    pub swedish: &'static str,
    /// What it means, in English.
    pub english: &'static str,
    /// A value, as TOML. Of a table: nothing, since its keys have their own.
    pub example: &'static str,
}

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A text.
    Text,
    /// The id of a document: upper-case parts joined by hyphens.
    Id,
    /// The id of a kind of document.
    Kind,
    /// An address on the web, with `https://`.
    Url,
    /// A text or a list of texts.
    Texts,
    /// A list of lists of texts.
    Rows,
    /// A table whose keys are free, each with a text or a list of texts.
    Lists,
    /// A day.
    Date,
    /// A day, or first and last day.
    Dates,
    /// True or false.
    Flag,
    /// A whole number from 0 up.
    Number,
    /// One of these words.
    Choice(fn() -> Vec<&'static str>),
    /// Any of these words.
    Choices(fn() -> Vec<&'static str>),
    /// A table with these keys.
    Table(&'static [Key]),
    /// An array of tables with these keys.
    Tables(&'static [Key]),
    /// A table of codes of findings and their severities.
    Severities,
}

impl Key {
    /// What it means.
    pub fn meaning(&self, language: Language) -> &'static str {
        match language {
            Language::Sv => self.swedish,
            Language::En => self.english,
        }
    }
}

/// The keys of a table of words and values, for [`Shape::Choice`].
fn words<T>(table: &'static [(&'static str, T)]) -> Vec<&'static str> {
    table.iter().map(|(word, _)| *word).collect()
}

/// A key that need not be there.
const fn key(
    name: &'static str,
    shape: Shape,
    example: &'static str,
    swedish: &'static str,
    english: &'static str,
) -> Key {
    Key { name, shape, required: false, swedish, english, example }
}

/// A key that must be there.
const fn required(
    name: &'static str,
    shape: Shape,
    example: &'static str,
    swedish: &'static str,
    english: &'static str,
) -> Key {
    Key { name, shape, required: true, swedish, english, example }
}
