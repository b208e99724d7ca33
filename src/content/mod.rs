//! Stage 1, load: the files of the content folder become [`Source`]s, each understood on its own.
//!
//! In: a folder, or texts in memory. Out: [`Content`], with every fault found on the way.
//! A source knows its own front matter, sections, rules and references by name; it does not know what the names
//! refer to. That is the model's work.

pub mod accessibility;
pub mod body;
pub mod config;
pub mod date;
mod disk;
mod fields;
pub mod front;
pub mod hosting;
pub mod inline;
pub mod keys;
pub mod law;
pub mod load;
pub mod memory;
pub mod number;
pub mod open_data;
pub mod outline;
pub mod parse;
pub mod register;
pub mod rules;
pub mod statement;
mod understand;
mod unicode;
mod walk;

use std::borrow::Cow;
use std::sync::Arc;

use crate::diag::{Diagnostics, FileId, Files, Place, SourceFile, Span};

pub use body::Body;
pub use config::Site;
pub use date::Date;
pub use front::Front;
pub use law::Acts;
pub use outline::Outline;
pub use register::Entry;

/// Something that an author wrote, with the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where, in bytes of the whole file.
    pub span: Span,
}

/// One document of the content folder.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file among [`Files`].
    pub file: FileId,
    /// Path and text; the text may stand on the disk alone.
    pub input: Arc<SourceFile>,
    /// The front matter.
    pub front: Front,
    /// Where the Markdown begins, in bytes.
    pub body_at: usize,
    /// What the body says, without the text that only pages need.
    pub outline: Outline,
}

impl Source {
    /// The whole text, as [`SourceFile::text`].
    pub fn text(&self) -> Option<Cow<'_, str>> {
        self.input.text()
    }

    /// The tree of the body, understood again; `None` as [`SourceFile::text`].
    pub fn parse(&self) -> Option<Body> {
        Some(self.parse_text(&self.text()?))
    }

    /// As [`Source::parse`], for whoever has the text at hand. What is wrong with it has been said.
    pub fn parse_text(&self, text: &str) -> Body {
        parse::parse(self.file, text, self.body_at, &mut Diagnostics::default())
    }

    /// A place in this document.
    pub fn place(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }
}

/// A file that documents may show: a picture. Its bytes are read first when it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Path from the content folder, with `/`.
    pub path: String,
    /// Size in bytes.
    pub size: u64,
}

/// Everything that the content folder holds.
#[derive(Debug, Default)]
pub struct Content {
    /// `site.toml`.
    pub site: Site,
    /// `referenser.toml`.
    pub register: Vec<Entry>,
    /// Which file the register is.
    pub register_file: Option<FileId>,
    /// The documents by path.
    pub sources: Vec<Arc<Source>>,
    /// Pictures by path.
    pub assets: Vec<Asset>,
    /// The text of every file that was read.
    pub files: Files,
}

/// Understands one document, of which `text` is the text. Never fails: what is missing gets a value under which nothing is
/// published.
pub fn read(
    file: FileId,
    input: Arc<SourceFile>,
    text: &str,
    site: &Site,
    acts: &Acts,
) -> (Source, Diagnostics) {
    let mut found = Diagnostics::default();
    unicode::check(file, text, &mut found);
    let (front, body_at) = front::read(file, &input.path, text, site, &mut found);
    let body = parse::parse(file, text, body_at, &mut found);
    let outline = outline::of(&body, &front, acts);
    (Source { file, input, front, body_at, outline }, found)
}
