//! What can be found: a record each, and the document or the act that it stands in. Text only; no markup.
//!
//! Made by [`super::records`], read by [`super::reading`] and shown by both searchers.

use crate::content::front::Status;

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Rule,
    Document,
    Role,
    Forum,
    Term,
    Act,
}

impl Kind {
    /// Every kind; a record's kind is stored as its place here.
    pub const ALL: [Self; 6] = [Self::Rule, Self::Document, Self::Role, Self::Forum, Self::Term, Self::Act];

    /// The word that answers use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Document => "document",
            Self::Role => "role",
            Self::Forum => "forum",
            Self::Term => "term",
            Self::Act => "reference",
        }
    }
}

/// A name with the page that it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Address from the top of the site, if there is a page.
    pub url: Option<String>,
}

/// Something that can be found.
#[derive(Debug, Clone)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Its id, or its name where it has no other.
    pub id: String,
    /// The heading of its section with number; of anything but a rule its own name.
    pub section: String,
    /// Plain text.
    pub text: String,
    /// Address from the top of the site.
    pub url: String,
    /// Who must see to it.
    pub owners: Vec<Named>,
    /// What it rests on.
    pub sources: Vec<Named>,
    /// Whether it lays a duty on somebody now.
    pub binds: bool,
    /// The words that lead to it.
    pub words: Words,
}

/// The words that lead to a record, by how much they say about it.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Its own text, where that is another than [`Record::text`].
    pub body: Option<String>,
    /// Its heading, or its name.
    pub heading: String,
    /// What else it is called.
    pub also: Vec<String>,
    /// The headings and the title above it.
    pub above: Vec<String>,
    /// What it rests on in law, as people say it.
    pub grounds: Vec<String>,
    /// Names of those who must see to it.
    pub people: Vec<String>,
    /// Ids and numbers under which it is looked up as it stands.
    pub ids: Vec<String>,
    /// Names under which it is looked up as it stands.
    pub names: Vec<String>,
}

impl Record {
    /// Its own text: what is shown, or all that the beginning which is shown stands for.
    pub fn body(&self) -> &str {
        self.words.body.as_deref().unwrap_or(&self.text)
    }
}

/// A document, or an act, and what can be found in it.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Kind of document: id and name.
    pub kind: (String, String),
    /// Whose it is.
    pub organisation: String,
    /// Where it is in its life; acts are in force.
    pub status: Status,
    /// Address from the top of the site.
    pub url: String,
    /// Itself first, then what stands in it, by id.
    pub records: Vec<Record>,
}
