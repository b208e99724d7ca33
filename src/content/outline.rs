//! What the rest of the program needs to know of a document's body, so that the tree need not be kept.

mod reader;

use super::Spanned;
use super::body::{Field, Target, Tombstone};
use super::inline::Flat;
use super::law::Citation;
use super::statement::{Modality, Recurrence};
use crate::diag::Span;

pub use reader::of;

/// The facts of one document.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// The sections in order. The first is the document before its first heading, at level 1.
    pub sections: Vec<Section>,
    /// The rules in order, withdrawn ones included.
    pub rules: Vec<RuleText>,
    /// Every link and bracketed name.
    pub mentions: Vec<Mention>,
    /// Every law in running text.
    pub citations: Vec<Cited>,
    /// Rows of tables headed «Begrepp | Förklaring».
    pub terms: Vec<TermRow>,
    /// Text that lays a duty on somebody and is no rule: the words that do it.
    pub duties: Vec<Spanned<String>>,
    /// Bold phrases within rules: words that the author marks as terms.
    pub marked: Vec<Spanned<String>>,
    /// Pictures that the document shows.
    pub images: Vec<Spanned<String>>,
    /// Tables without a header.
    pub headless: Vec<Span>,
    /// How many blocks the document holds, headings included, each rule as one.
    pub blocks: usize,
}

impl Outline {
    /// Room that lists have kept to grow into is given back: an outline is held as long as the program runs.
    fn without_slack(mut self) -> Self {
        exact(&mut self.sections);
        exact(&mut self.rules);
        exact(&mut self.mentions);
        exact(&mut self.citations);
        exact(&mut self.terms);
        self
    }

    /// The laws that a run of plain text cites: they stand in the order of the file, as its runs do.
    pub fn cited_in(&self, run: &Flat) -> &[Cited] {
        let span = run.span(0, run.text.len());
        let before = |end: u32| self.citations.partition_point(|cited| cited.span.start < end);
        &self.citations[before(span.start)..before(span.end)]
    }
}

/// A section: a heading and what follows it.
#[derive(Debug, Clone)]
pub struct Section {
    /// Level of the heading, 1 to 6.
    pub level: u8,
    /// The number at the head of the title: `6.2`, `4 a §`, `2 kap.`
    pub number: Option<Box<str>>,
    /// The title without its number.
    pub title: Box<str>,
    /// The part of the address that names the section.
    pub anchor: Box<str>,
    within: Option<u32>,
    /// The metadata that holds for the section.
    pub fields: Vec<Field>,
    /// The heading.
    pub span: Span,
}

impl Section {
    /// The section that this one is within.
    pub fn parent(&self) -> Option<usize> {
        self.within.map(|parent| parent as usize)
    }

    /// Number and title, as the heading shows them.
    pub fn heading(&self) -> String {
        match &self.number {
            Some(number) if self.title.is_empty() => number.to_string(),
            Some(number) => format!("{number} {}", self.title),
            None => self.title.to_string(),
        }
    }
}

/// A rule as text.
#[derive(Debug, Clone)]
pub struct RuleText {
    /// The id.
    pub id: Spanned<String>,
    /// Number of the section.
    pub section: usize,
    /// The words, with those of the list or table that belongs to it, a line each.
    pub text: String,
    /// How strongly it binds.
    pub modality: Option<Modality>,
    /// How often, if the sentence or its metadata says so.
    pub recurrence: Option<Recurrence>,
    /// Its metadata line.
    pub fields: Vec<Field>,
    /// Set when it is withdrawn.
    pub tombstone: Option<Tombstone>,
    /// The paragraph or item.
    pub span: Span,
}

/// The section that something stands in, and the rule if it stands in one: their numbers in the document.
#[derive(Debug, Clone, Copy)]
struct Within {
    section: u32,
    rule: Option<u32>,
}

/// A link or bracketed name, and what it stands in.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Where it leads.
    pub target: Target,
    within: Within,
    /// Whether it stands in a metadata line: then it says who or why, and is no reference of the text.
    pub metadata: bool,
    /// Where it stands.
    pub span: Span,
}

impl Within {
    fn of(section: usize, rule: Option<usize>) -> Self {
        Self { section: section as u32, rule: rule.map(|rule| rule as u32) }
    }
}

impl Mention {
    /// Number of the section.
    pub fn section(&self) -> usize {
        self.within.section as usize
    }

    /// Number of the rule, if it stands in one.
    pub fn rule(&self) -> Option<usize> {
        self.within.rule.map(|rule| rule as usize)
    }
}

/// A law in running text, and what it stands in.
#[derive(Debug, Clone)]
pub struct Cited {
    /// What is cited. Its range is one of the run of plain text that it stands in.
    pub citation: Citation,
    /// Number of the section.
    pub section: usize,
    /// Number of the rule, if it stands in one.
    pub rule: Option<usize>,
    /// Where it stands.
    pub span: Span,
}

/// A row of a table of terms.
#[derive(Debug, Clone)]
pub struct TermRow {
    /// The term.
    pub label: Spanned<String>,
    /// Its definition.
    pub definition: String,
    /// What people say instead.
    pub also: Vec<String>,
    /// Number of the section.
    pub section: usize,
}

/// Moves a list to a place of its size: allocators leave a list that shrinks by less than half where it is.
fn exact<T>(list: &mut Vec<T>) {
    if list.len() < list.capacity() {
        let mut moved = Vec::with_capacity(list.len());
        moved.append(list);
        *list = moved;
    }
}
