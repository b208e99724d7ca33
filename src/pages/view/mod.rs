//! What templates see: the only serialisable types of the site. A theme is written against these.
//!
//! Every address is relative to the page (`href`). A field that ends in `_html` is finished markup of our own writer
//! and the only thing that a template may mark as safe.

mod editions;
mod overview;
mod page;
mod trace;

use serde::Serialize;

use super::html::Markup;

pub use editions::*;
pub use overview::*;
pub use page::*;
pub use trace::*;

/// A link, or plain words when there is nothing to lead to. Pages hold so many that what one does not have is left out.
#[derive(Debug, Clone, Default, Serialize, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub text: String,
    /// The address, relative to the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// A quiet word before it, such as an id or a kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// A quiet word after it, such as «tilldelad».
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether it leads out of the portal.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub external: bool,
}

/// What a page has for itself.
#[derive(Debug, Serialize)]
pub struct Frame<'a> {
    /// Language of the page's main text, when it is another than that of the interface.
    pub content_lang: Option<&'a str>,
    /// Address of the page from the top of the site.
    pub path: &'a str,
    /// Full address, when the portal has a base address.
    pub canonical: Option<String>,
    /// Title of the page.
    pub title: &'a str,
    /// One sentence about it.
    pub description: String,
    /// Kind of page, as a class of `body`: `start`, `document`, `rule` …
    pub kind: &'static str,
    /// The way to the page, the page itself left out.
    pub crumbs: Vec<Link>,
    /// Whether search engines are asked to stay away.
    pub noindex: bool,
    /// What the page says of itself to machines, as elements of its head; empty for one that says nothing.
    pub metadata_html: Markup,
}

/// What the pages of a folder have in common, as long as they belong to the same part of the site. It is made once, and
/// has no more fields than templates find without hashing a name: twelve.
#[derive(Debug, Serialize)]
pub struct SiteView<'a> {
    /// From the page to the top of the site: ``, `../` or `../../`.
    pub root: &'a str,
    /// Name of the portal.
    pub title: &'a str,
    /// Name of the organisation.
    pub organisation: &'a str,
    /// Language of the interface: `sv` or `en`.
    pub lang: &'static str,
    /// Links of the head of the page, as items of a list.
    pub menu_html: Markup,
    /// Links of the foot of the page: those of the head, and what the head has no room for.
    pub foot_html: Markup,
    /// Address of the page of the search, if the portal has one.
    pub search: Option<String>,
    /// Whether the portal has a description of its search for browsers.
    pub opensearch: bool,
    /// Mark that stands on every page of this profile: «Intern», «Förhandsvisning».
    pub profile_mark: Option<&'a str>,
    /// Whether the page is a preview that reloads itself.
    pub live: bool,
    /// The day that the portal speaks of.
    pub today: String,
    /// Version of the program.
    pub generator: &'static str,
}

/// The state of a document.
#[derive(Debug, Clone, Serialize)]
pub struct StatusView {
    /// The word: `gällande`, `remiss` …
    pub word: &'static str,
    /// The word as shown, capitalised, in the language of the interface.
    pub label: String,
    /// Class for the colour: `in-force`, `decided`, `draft`, `consultation`, `former`.
    pub class: &'static str,
    /// A sentence for a banner; none for what is simply in force.
    pub banner: Option<String>,
    /// What replaced it, for the banner.
    pub links: Vec<Link>,
}

/// A document in a list.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct DocumentCard {
    pub id: String,
    pub title: String,
    pub href: String,
    pub kind: String,
    pub status: StatusView,
    pub rules: usize,
    /// «Regionfullmäktige 2025-12-09»
    pub decided: Option<String>,
    pub valid: Option<String>,
}

/// A rule in a list.
#[derive(Debug, Clone, Serialize)]
pub struct RuleCard {
    /// The id.
    pub id: String,
    /// Address of the rule's page or anchor.
    pub href: String,
    /// The sentence or sentences.
    pub text: String,
    /// Items of the list or rows of the table that belongs to it.
    pub items: Vec<String>,
    /// The document.
    pub document: Link,
    /// The section.
    pub section: Option<Link>,
    /// Who must see to it; `note` says how.
    pub owners: Vec<Link>,
    /// What stands behind it.
    pub sources: Vec<Link>,
    /// How often, in words.
    pub recurrence: Option<String>,
    /// State of its document.
    pub status: StatusView,
    /// Set when the rule is withdrawn.
    pub withdrawn: Option<String>,
}

/// A label with its values: a row of a list of facts.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct Fact {
    pub label: String,
    pub values: Vec<Link>,
}

/// A group of links under a heading. `more` counts those that the list leaves out.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct LinkGroup {
    pub label: String,
    pub links: Vec<Link>,
    pub more: usize,
}

/// A kind with its documents.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct KindGroup {
    pub name: String,
    pub anchor: String,
    /// One sentence: binding, guidance …
    pub note: Option<String>,
    pub documents: Vec<DocumentCard>,
    /// How many more there are than the list shows, and where.
    pub more: usize,
    pub href: String,
}

/// Something that happens to a document on a day.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct Event {
    pub date: String,
    pub text: String,
    pub document: Link,
    pub detail: Option<String>,
}

/// What a withdrawn thing says.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct Withdrawn {
    pub sentence: String,
    pub replaced_by: Vec<Link>,
}

/// Pages of a long list.
#[derive(Debug, Clone, Default, Serialize)]
#[allow(missing_docs)]
pub struct Pager {
    pub number: usize,
    pub count: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
}
