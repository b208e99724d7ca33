//! The views of editions, annexes and news.

use serde::Serialize;

use super::{Fact, Link, StatusView};
use crate::pages::html::Markup;

/// An edition in a list.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct EditionView {
    /// «Utgåva 3», «Utgåva 3, rättad 2026-02-01».
    pub label: String,
    pub slug: String,
    /// The page of its text.
    pub href: String,
    /// What it changed in the one before; none for the first.
    pub annex_href: Option<String>,
    pub from: String,
    pub until: Option<String>,
    /// «Regionfullmäktige 2025-12-09, § 124»
    pub decision: Option<String>,
    pub registry: Option<String>,
    /// «2 ändrade, 1 tillagd»
    pub counts: Option<String>,
    /// What its front matter says is new.
    pub changes: Option<String>,
    /// Whether it is in force on the day of the portal.
    pub current: bool,
}

/// The list of a document's editions.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct EditionsView {
    pub document: Link,
    pub status: StatusView,
    /// The newest first.
    pub editions: Vec<EditionView>,
    /// Where any two are compared; none when there is only one.
    pub compare_href: Option<String>,
    pub feed_href: Option<String>,
}

/// The text of an edition.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct EditionTextView {
    pub document: Link,
    pub all: Link,
    pub edition: EditionView,
    pub facts: Vec<Fact>,
    /// Said when another text is in force now.
    pub notice: Option<String>,
    pub body_html: Markup,
    pub print_foot: String,
}

/// The annex between two editions.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct AnnexView {
    pub document: Link,
    pub all: Link,
    pub old: EditionView,
    pub new: EditionView,
    pub counts: String,
    /// Version of the comparison, since another may pair differently.
    pub algorithm: u32,
    pub annex_html: Markup,
    pub print_foot: String,
}

/// Any two editions, composed in the browser.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct CompareView {
    pub document: Link,
    pub all: Link,
    /// The oldest first.
    pub editions: Vec<EditionView>,
}

/// A wording of a rule and the edition that brought it.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct RuleEvent {
    pub date: String,
    pub kind: String,
    pub edition: Link,
    /// The change in its annex.
    pub change: Option<Link>,
    pub text: Option<String>,
}

/// What is new in the portal.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct NewsView {
    /// The newest first.
    pub items: Vec<NewsItem>,
    pub feed_href: Option<String>,
    /// Whether the portal was built with history.
    pub with_history: bool,
}

/// An edition that came.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct NewsItem {
    pub date: String,
    pub document: Link,
    pub edition: Option<Link>,
    /// «Ny», «Ändrad: 2 ändrade, 1 tillagd».
    pub text: String,
    /// The author's sentence on what is new.
    pub changes: Option<String>,
    /// The changed rules, each a link to its change.
    pub rules: Vec<Link>,
    pub more: usize,
}

/// Every day on which something began or ceased to be in force.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct InForceView {
    /// The years that have a page, the oldest first.
    pub years: Vec<String>,
    /// The newest first.
    pub days: Vec<Link>,
}

/// What was in force in a year.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct InForceYearView {
    pub year: String,
    pub years: Vec<String>,
    pub before: Option<Link>,
    pub after: Option<Link>,
    /// What was in force when the year began, then day by day.
    pub days: Vec<InForceDay>,
}

/// A day, or the beginning of a year.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct InForceDay {
    pub anchor: String,
    pub heading: String,
    pub rows: Vec<InForceRow>,
    /// Editions that ceased without another in their place.
    pub ended: Vec<InForceRow>,
}

/// An edition and the days of its validity.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct InForceRow {
    pub text: Link,
    pub kind: String,
    pub from: String,
    pub until: Option<String>,
}
