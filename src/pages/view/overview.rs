//! The views of the pages that look over the whole: subjects, map, year, consultations, applicability, accessibility.

use serde::Serialize;

use super::{CommentView, Event, Fact, Link, LinkGroup, Pager, RuleGroup, StatusView, TocItem};
use crate::pages::html::Markup;
use crate::pages::theme::Made;

/// What a proposal would change.
#[derive(Debug, Clone, Default, Serialize)]
#[allow(missing_docs)]
pub struct ProposalView {
    /// The documents that it would replace.
    pub against: Vec<Link>,
    pub changes: Vec<RuleChange>,
    /// Whether anything has been said of what it changes.
    pub commented: bool,
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
    /// Rules that it repeats word for word.
    pub same: usize,
}

/// A rule that a proposal would change.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct RuleChange {
    /// `added`, `changed`, `moved` or `removed`.
    pub kind: &'static str,
    pub label: String,
    /// The rule, and where it stands in the proposal.
    pub rule: Link,
    /// The wording in force.
    pub in_force: Option<Link>,
    /// The section that it has moved from.
    pub moved_from: Option<String>,
    /// The text in force; nothing of a rule that is new.
    pub old: Vec<WordRun>,
    /// The text that is proposed; nothing of a rule that goes.
    pub new: Vec<WordRun>,
    /// What has been said of it.
    pub comments: Vec<CommentView>,
}

/// Words that both wordings have, or only one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordRun {
    /// `same`, `ins` or `del`.
    pub kind: &'static str,
    /// The words, with the blanks between them.
    pub text: String,
}

/// A section that stands on another page of its document.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct MovedSection {
    pub anchor: String,
    pub heading: Link,
    /// Its rules; `note` is the anchor of each.
    pub rules: Vec<Link>,
}

/// A page of a very long document after its first.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct PartView {
    pub id: String,
    pub document: Link,
    pub kind: String,
    pub status: StatusView,
    /// «del 2 av 5»
    pub part: String,
    pub toc: Vec<TocItem>,
    pub body_html: Markup,
    pub pages: Pager,
    pub print_foot: String,
}

/// All proposals.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ConsultationsView {
    pub open: Vec<ConsultationCard>,
    pub closed: Vec<ConsultationCard>,
}

/// A proposal in a list.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ConsultationCard {
    pub document: Link,
    pub kind: String,
    pub opens: Option<String>,
    pub closes: Option<String>,
    /// «51 dagar kvar»
    pub days_left: Option<String>,
    pub reply_to: Option<String>,
    pub background: Option<String>,
    /// Answers, each under the name of who gave it.
    pub responses: Vec<Link>,
    pub comments: usize,
    pub answered: usize,
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
}

/// The page where a reader chooses roles.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ConcernsMeView {
    pub roles: Vec<RoleChoice>,
    pub subjects: Vec<Link>,
}

/// A role that can be chosen.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct RoleChoice {
    /// Id in lower case, as it stands in addresses.
    pub id: String,
    pub name: String,
    pub href: String,
    /// Rules of its own.
    pub rules: usize,
    /// The names that it also goes under.
    pub aliases: Vec<String>,
}

/// What one role must follow, as the script of «Gäller mig» reads it.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct RoleData {
    pub id: String,
    pub name: String,
    pub href: String,
    /// The roles that it also is, by id.
    pub includes: Vec<String>,
    /// Its calendar, if anything of it recurs.
    pub calendar: Option<String>,
    pub rules: Vec<RoleRule>,
}

/// A rule of a role.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct RoleRule {
    pub id: String,
    pub href: String,
    pub text: String,
    pub items: Vec<String>,
    pub document: String,
    pub document_href: String,
    pub section: Option<String>,
    pub subject: Option<String>,
    /// How often, in words.
    pub recurrence: Option<String>,
    /// Day from which it has its present wording.
    pub since: Option<String>,
    /// «står i regeln» …
    pub how: String,
}

/// What is new for a role: a day and a document with so many of its rules.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct SinceRow {
    pub date: String,
    pub document: Link,
    pub rules: usize,
}

/// A subject's page.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct SubjectView {
    pub name: String,
    pub documents: Vec<SubjectDocument>,
    pub owners: Vec<Link>,
    pub groups: Vec<RuleGroup>,
    pub rules: usize,
    pub others: Vec<Link>,
}

/// A document that touches a subject, and what it governs of it.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct SubjectDocument {
    pub document: Link,
    pub kind: String,
    pub status: StatusView,
    pub rules: usize,
    /// The sections that deal with it; none when the document as a whole does.
    pub sections: Vec<Link>,
}

/// The map of all documents. Its parts are made ready one by one: of a large portal it is the longest page.
#[derive(Serialize)]
#[allow(missing_docs)]
pub struct MapView {
    /// Each a [`MapPicture`].
    pub pictures: Vec<Made>,
    /// How many more there are than the page shows.
    pub more_pictures: usize,
    /// Each a [`TreeNode`].
    pub trees: Vec<Made>,
    /// How many documents have no line in them.
    pub more_lines: usize,
    pub kinds: Vec<MapKind>,
    /// Documents that are named and not held.
    pub missing: Vec<MissingDocument>,
    pub subjects: Vec<Link>,
    pub documents: usize,
}

/// The picture of what one document at the top governs.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct MapPicture {
    pub title: String,
    pub anchor: String,
    pub svg_html: Markup,
}

/// A document in the tree, with what makes it concrete.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct TreeNode {
    pub link: Link,
    pub kind: String,
    pub status: StatusView,
    pub children: Vec<TreeNode>,
}

/// The documents of a kind, as rows.
#[derive(Serialize)]
#[allow(missing_docs)]
pub struct MapKind {
    pub name: String,
    /// Each a [`MapRow`].
    pub rows: Vec<Made>,
    /// How many more there are than the page shows, and where.
    pub more: usize,
    pub href: String,
}

/// A document with its relations in both directions.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct MapRow {
    pub document: Link,
    pub id: String,
    pub status: StatusView,
    pub decided_by: Option<String>,
    pub rules: usize,
    pub relations: Vec<LinkGroup>,
}

/// A document that others name and that the portal does not hold.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct MissingDocument {
    pub name: Link,
    pub named_in: Vec<Link>,
    pub more: usize,
}

/// The year of recurring duties.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct YearView {
    pub wheel_html: Markup,
    pub months: Vec<MonthView>,
    /// What recurs without a month: once a year, more often, more seldom, on an occasion, vaguely.
    pub others: Vec<DutyGroup>,
    pub by_role: Vec<YearRole>,
    pub by_document: Vec<YearDocument>,
    /// Ends of validity and reviews, soonest first.
    pub deadlines: Vec<Event>,
    pub calendar_href: String,
    pub duties: usize,
    pub vague: usize,
}

/// A month.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct MonthView {
    pub name: String,
    pub anchor: String,
    pub current: bool,
    pub duties: Vec<DutyRow>,
    /// How many more there are than the page shows; every role's page has its own.
    pub more: usize,
    pub deadlines: Vec<Event>,
}

/// A duty.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct DutyRow {
    pub rule: Link,
    pub text: String,
    pub owners: Vec<Link>,
    pub document: Link,
    pub recurrence: String,
    pub evidence: Option<String>,
}

/// Duties under a heading.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct DutyGroup {
    pub heading: String,
    pub anchor: String,
    pub note: Option<String>,
    pub duties: Vec<DutyRow>,
    pub more: usize,
    pub count: usize,
}

/// The duties of a role, counted.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct YearRole {
    pub role: Link,
    pub duties: usize,
    pub vague: usize,
    pub calendar_href: Option<String>,
}

/// The duties of a document, counted.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct YearDocument {
    pub document: Link,
    pub rules: Vec<Link>,
}

/// A statement of applicability.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ApplicabilityView {
    pub act: Link,
    pub rows: Vec<ControlRow>,
    pub applicable: usize,
    pub excluded: usize,
    pub states: Vec<Fact>,
    /// Controls that apply and that no rule serves.
    pub without_rule: Vec<Link>,
    pub without_status: Vec<Link>,
    pub without_reason: Vec<Link>,
    pub csv_href: String,
    pub choices: Vec<Choice>,
}

/// A choice of a form that filters a table.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// The word that rows of the choice have.
    pub value: &'static str,
    /// What the reader sees.
    pub words: String,
}

/// A control.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ControlRow {
    pub id: String,
    pub anchor: String,
    pub title: String,
    pub href: Option<String>,
    pub applicable: bool,
    pub reason: Option<String>,
    /// `infört`, `delvis`, `planerat`
    pub status: Option<String>,
    /// Class for the colour: `in-force`, `decided`, `draft`.
    pub status_class: &'static str,
    pub rules: Vec<Link>,
    pub more: usize,
    pub owners: Vec<Link>,
    pub gaps: Vec<String>,
    /// The choices of the filter that it belongs to.
    pub has: String,
}

/// The tillgänglighetsredogörelse.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct AccessibilityView {
    pub conformity: String,
    pub standard: String,
    pub assessed_on: String,
    pub updated_on: String,
    pub published_on: Option<String>,
    pub method: String,
    pub feedback: Vec<Link>,
    pub answer_within: Option<String>,
    pub supervisor: Link,
    pub shortcomings: Vec<ShortcomingView>,
    pub disproportionate: Vec<String>,
    pub outside: Vec<String>,
}

/// Something that is not accessible.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ShortcomingView {
    pub what: String,
    pub requirement: Option<String>,
    pub instead: Option<String>,
    pub mended_by: Option<String>,
}
