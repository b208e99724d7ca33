//! The view of each kind of page.

use serde::Serialize;

use super::{
    DutyRow, Event, Fact, KindGroup, Link, LinkGroup, MovedSection, Pager, ProposalView, RuleCard, SinceRow,
    StatusView, Withdrawn,
};

use crate::pages::html::Markup;

/// The start page.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct StartView {
    /// Roles to choose for «Gäller mig».
    pub roles: Vec<Link>,
    /// The documents by kind, in order of precedence.
    pub kinds: Vec<KindGroup>,
    /// What came into force lately: newest first.
    pub recent: Vec<Event>,
    /// What is about to change or end: soonest first.
    pub upcoming: Vec<Event>,
    /// Proposals that can be answered.
    pub consultations: Vec<Event>,
    pub documents: usize,
    pub rules: usize,
    pub role_count: usize,
    pub terms: usize,
    /// What the script of the search says, as JSON; none when the portal has no search.
    pub search: Option<String>,
}

/// The page of the search.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// What the script says, as JSON.
    pub words: String,
    /// The statuses that can be chosen, the usual one first.
    pub statuses: Vec<StatusChoice>,
}

/// A status that can be chosen.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct StatusChoice {
    pub value: String,
    pub name: String,
}

/// What the script of the search says. `{}` is filled in by it.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct HitWords {
    pub none: String,
    pub elsewhere: String,
    pub one: String,
    pub many: String,
    pub corrected: String,
    pub more_one: String,
    pub more_many: String,
    pub rest: String,
    pub failed: String,
    pub owner: String,
    pub source: String,
    /// The status that is searched when none is chosen.
    pub in_force: &'static str,
    /// What each status is called.
    pub statuses: std::collections::BTreeMap<&'static str, String>,
}

/// A document's page.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct DocumentView {
    pub id: String,
    pub title: String,
    pub kind: String,
    pub status: StatusView,
    /// Whether the document binds (a policy, riktlinje …) or supports (a vägledning).
    pub binding: bool,
    /// The grey box: what «Dokumentinformation» says.
    pub facts: Vec<Fact>,
    pub toc: Vec<TocItem>,
    pub body_html: Markup,
    /// What is new in this edition.
    pub changes: Option<String>,
    pub background: Option<String>,
    /// Relations that the document states.
    pub relations: Vec<LinkGroup>,
    /// Relations and references from others.
    pub referred_by: Vec<LinkGroup>,
    /// Comments on a proposal, by section.
    pub comments: Vec<CommentView>,
    /// What a proposal would change.
    pub proposal: Option<ProposalView>,
    /// The sections of a very long document that stand on its other pages.
    pub moved: Vec<MovedSection>,
    /// The pages of a very long document.
    pub pages: Pager,
    pub consultation: Option<String>,
    /// Address of the document's table of traces.
    pub trace_href: Option<String>,
    pub rules: usize,
    /// Words for the foot of a printed page: id, edition, status, date, address.
    pub print_foot: String,
}

/// A line of the table of contents.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct TocItem {
    pub level: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    pub title: String,
    pub href: String,
}

/// A comment on a proposal.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct CommentView {
    pub about: Link,
    pub from: String,
    pub heading: Link,
    pub answer: Option<String>,
    pub outcome: Option<String>,
}

/// A rule's page.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct RuleView {
    pub id: String,
    /// The decided text.
    pub text_html: Markup,
    pub status: StatusView,
    pub principle: bool,
    /// «ska», «får inte» …, as a word for the reader.
    pub modality: Option<String>,
    pub document: Link,
    pub section: Option<Link>,
    /// The red thread, from the rule to the law; none of a rule that is withdrawn.
    pub thread_html: Option<Markup>,
    /// Evidence expected, recurrence, validity.
    pub facts: Vec<Fact>,
    /// Guidance that supports it.
    pub guidance: Vec<Link>,
    /// Rules that serve it, when it is a principle.
    pub served_by: Vec<RuleCard>,
    /// The rest of them, by id only.
    pub served_by_rest: Vec<Link>,
    pub served_by_more: usize,
    /// Who refers to it.
    pub referred_by: Vec<LinkGroup>,
    /// Former and proposed wordings.
    pub wordings: Vec<Wording>,
    /// How its wording came about, newest first.
    pub history: Vec<super::RuleEvent>,
    /// Set when the rule is withdrawn: when, and what replaced it.
    pub withdrawn: Option<Withdrawn>,
    pub previous: Option<Link>,
    pub next: Option<Link>,
}

/// Another wording of a rule.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Wording {
    pub label: String,
    pub document: Link,
    pub text: String,
}

/// A role's or forum's page: «Gäller mig».
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct PersonView {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub organisation: String,
    pub status: StatusView,
    /// The description, as decided, without its tasks' cards.
    pub body_html: Markup,
    /// Decision, validity …
    pub facts: Vec<Fact>,
    /// Reports to, subordinate, forums, must not be combined with …
    pub relations: Vec<LinkGroup>,
    /// Rules that the role owns, by document.
    pub groups: Vec<RuleGroup>,
    /// Rules that it owns by being another role too.
    pub inherited: Vec<Inherited>,
    pub count: usize,
    pub inherited_count: usize,
    /// Whether its rules stand under subjects rather than under documents.
    pub by_subject: bool,
    /// What of it recurs.
    pub recurring: Vec<DutyRow>,
    pub calendar_href: Option<String>,
    /// Since when its rules have been as they are.
    pub since: Vec<SinceRow>,
    /// Where several roles can be chosen, this one among them; only of roles.
    pub choose_href: Option<String>,
    /// The feed of what changes for the role.
    pub feed_href: Option<String>,
    pub print_foot: String,
}

/// Rules under a heading.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct RuleGroup {
    pub heading: Link,
    pub kind: String,
    pub rules: Vec<RuleCard>,
    pub more: usize,
    /// Whether each rule says which document it stands in.
    pub home: bool,
}

/// The rules of a role that another role includes.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Inherited {
    pub role: Link,
    pub groups: Vec<RuleGroup>,
}

/// The page of all roles and forums.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct PeopleView {
    pub roles: Vec<PersonCard>,
    pub forums: Vec<PersonCard>,
}

/// A role or forum in a list.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct PersonCard {
    pub link: Link,
    pub aliases: Vec<String>,
    pub organisation: Option<String>,
    pub rules: usize,
    pub reports_to: Vec<Link>,
}

/// The page of terms.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct TermsView {
    pub letters: Vec<TermLetter>,
    pub count: usize,
}

/// Terms of one letter.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct TermLetter {
    pub letter: String,
    pub terms: Vec<TermView>,
}

/// A term.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct TermView {
    pub label: String,
    pub anchor: String,
    pub definition: String,
    pub also: Vec<String>,
    pub document: Link,
    /// Rules and documents that use it.
    pub used_in: Vec<Link>,
    pub used_more: usize,
    /// Whether another document defines it differently.
    pub conflict: bool,
}

/// The page of an act or standard.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ActView {
    pub id: String,
    pub title: String,
    pub kind: String,
    pub aliases: Vec<String>,
    pub link: Option<Link>,
    pub facts: Vec<Fact>,
    /// «Upphävd 2025-07-01», with what replaced it.
    pub repealed: Option<Withdrawn>,
    /// Rules and documents that refer to the act as a whole.
    pub whole: ProvisionView,
    pub provisions: Vec<ProvisionView>,
    /// Controls of a standard that no rule serves.
    pub unserved: Vec<Link>,
    pub rules: usize,
    /// The statement of applicability, of a standard whose controls are listed.
    pub applicability_href: Option<String>,
}

/// A place of an act, and what refers to it.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ProvisionView {
    pub label: String,
    pub anchor: String,
    /// Our own words for a control of a standard.
    pub title: Option<String>,
    pub link: Option<Link>,
    /// Rules that have it as their ground.
    pub grounds: Vec<RuleCard>,
    /// The rest of them, by id only.
    pub rest: Vec<Link>,
    /// Rules and documents that mention it.
    pub mentions: Vec<Link>,
    pub more: usize,
}

/// The page of all acts and standards.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ActsView {
    pub groups: Vec<LinkGroup>,
}

/// The documents by kind.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct DocumentsView {
    pub kinds: Vec<KindGroup>,
    pub pages: Pager,
}

/// The A–Ö register: roles, forums, terms, documents and rules.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct RegisterView {
    pub letters: Vec<RegisterLetter>,
    /// Every letter, with where it is.
    pub index: Vec<Link>,
    pub pages: Pager,
}

/// Entries of one letter.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct RegisterLetter {
    pub letter: String,
    pub anchor: String,
    pub entries: Vec<RegisterEntry>,
}

/// An entry of the register.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct RegisterEntry {
    pub text: String,
    pub href: String,
    /// «Roll», «Regel IS-119» …
    pub kind: String,
    pub document: Option<String>,
    /// Set when it is not in force: «ersatt», «remiss» …
    pub status: Option<String>,
}

/// A page that leads on from a former address.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct RedirectView {
    pub target: Link,
}

/// A page that is not there.
#[derive(Debug, Serialize)]
pub struct MissingView {
    /// Address of the register, from the top of the site.
    pub register: String,
}

/// The page of open data.
#[derive(Debug, Serialize)]
pub struct DataView {
    /// The files that are tables.
    pub files: Vec<DataFile>,
    /// The files in formats of others; `note` says what each is.
    pub others: Vec<Link>,
    /// The licence, where the portal says it.
    pub licence: Option<Link>,
    /// Whom to ask.
    pub contact: Option<Link>,
}

/// A table of open data.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct DataFile {
    pub name: String,
    /// What it holds, in a few words.
    pub holds: String,
    /// The file in each of its forms; `note` says of what.
    pub forms: Vec<Link>,
}
