//! The text of a document as a tree: the closed set of what a page can hold.
//!
//! The tree lives only while one document is read or rendered; what the rest of the program needs of it is in
//! [`super::Outline`]. Every span is in bytes of the whole file.

use super::{Date, Spanned};
use crate::diag::Span;

/// The blocks of a document in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// Headings, rules and everything else, as they follow each other.
    pub blocks: Vec<Block>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // named as in CommonMark
pub enum Block {
    Heading(Heading),
    Paragraph {
        text: Vec<Inline>,
        span: Span,
    },
    /// A rule with what belongs to it.
    Rule(Box<Rule>),
    /// A metadata line that stands alone: under a heading it holds for the section.
    Metadata(Vec<Field>),
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
        span: Span,
    },
    Table(Table),
    Code {
        language: String,
        text: String,
        span: Span,
    },
    Quote {
        alert: Option<Alert>,
        blocks: Vec<Block>,
        span: Span,
    },
    Footnote {
        label: String,
        blocks: Vec<Block>,
        span: Span,
    },
    Divider,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The text.
    pub text: Vec<Inline>,
    /// The id that the author gave in `{#id}`.
    pub id: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A rule: a labelled paragraph or list item, and the list or table that follows it directly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The permanent id.
    pub id: Spanned<String>,
    /// The sentence or sentences, without id and metadata line.
    pub text: Vec<Inline>,
    /// Lists and tables that belong to it.
    pub follow: Vec<Block>,
    /// Its metadata line.
    pub fields: Vec<Field>,
    /// Set when the rule is withdrawn.
    pub tombstone: Option<Tombstone>,
    /// The paragraph or item.
    pub span: Span,
}

/// What a withdrawn rule says: when, and what replaced it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tombstone {
    /// Day from which the rule no longer applies.
    pub on: Option<Date>,
    /// Names of what replaced it.
    pub replaced_by: Vec<Spanned<String>>,
}

/// What a field of a metadata line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Ansvarig: who must do it.
    Owner,
    /// Grund: the principle, law or standard behind it.
    Source,
    /// Intervall: how often.
    Recurrence,
    /// Uppföljning: the evidence expected.
    Evidence,
    /// Avser: what a comment is about.
    About,
    /// Svar: the answer to a comment.
    Answer,
    /// Utfall: what became of a comment.
    Outcome,
    /// Ämne: what it is about, as readers look for it.
    Subject,
}

impl Label {
    /// Every label as authors write it, Swedish and English.
    pub const ALL: &[(&'static str, Self)] = &[
        ("ansvarig", Self::Owner),
        ("grund", Self::Source),
        ("intervall", Self::Recurrence),
        ("uppföljning", Self::Evidence),
        ("avser", Self::About),
        ("svar", Self::Answer),
        ("utfall", Self::Outcome),
        ("ämne", Self::Subject),
        ("owner", Self::Owner),
        ("source", Self::Source),
        ("recurrence", Self::Recurrence),
        ("evidence", Self::Evidence),
        ("about", Self::About),
        ("answer", Self::Answer),
        ("outcome", Self::Outcome),
        ("subject", Self::Subject),
    ];
}

/// One field of a metadata line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it is about.
    pub label: Label,
    /// Its values, in order.
    pub values: Vec<Value>,
    /// The values as written, for fields that hold a sentence.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// One value of a field: a bracketed reference, or plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The name or words.
    pub text: String,
    /// Whether it stood in brackets, so that it must resolve.
    pub bracketed: bool,
    /// Where it stands.
    pub span: Span,
}

/// A table. Rows are as long as the header.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Table {
    pub head: Vec<Vec<Inline>>,
    pub rows: Vec<Vec<Vec<Inline>>>,
    pub columns: Vec<Align>,
    pub span: Span,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Align {
    Start,
    Center,
    End,
}

/// A marked quotation (`> [!NOTE]`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Alert {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// A part of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Inline {
    Text { text: String, span: Span },
    Code { text: String, span: Span },
    Emphasis(Vec<Inline>, Span),
    Strong(Vec<Inline>, Span),
    Strike(Vec<Inline>),
    Link { target: Target, text: Vec<Inline>, span: Span },
    Image { path: String, alt: String, span: Span },
    FootnoteMark { label: String, span: Span },
    Task { done: bool },
    SoftBreak(Span),
    HardBreak(Span),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // the fields are what their names say
pub enum Target {
    /// A name in brackets: rule, document, section, role, forum, term or act.
    Name(String),
    /// A file of the content folder, relative to the document, with an optional heading.
    File { path: Box<str>, anchor: Option<Box<str>> },
    /// A heading of the same document.
    Anchor(String),
    /// An address outside: `https`, `http`, `mailto` or `tel`.
    Web(String),
    /// An address that may not stand in a page.
    Forbidden(String),
}
