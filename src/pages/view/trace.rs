//! The views of traceability.

use serde::Serialize;

use super::{Choice, Link, LinkGroup, RuleCard};

/// The page of traceability.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct TraceView {
    pub policies: Vec<PolicyTrace>,
    pub documents: Vec<DocumentTrace>,
    pub without_owner: Vec<RuleCard>,
    pub without_owner_count: usize,
    pub without_source: Vec<RuleCard>,
    pub without_source_count: usize,
    pub unserved: Vec<RuleCard>,
    pub rules: usize,
    pub csv_href: String,
    /// The statements of applicability.
    pub applicability: Vec<Link>,
}

/// A policy with its principles.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct PolicyTrace {
    pub document: Link,
    pub principles: Vec<PrincipleTrace>,
}

/// A principle, what stands behind it and what serves it.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct PrincipleTrace {
    pub rule: RuleCard,
    /// Rules that serve it, by document.
    pub served_by: Vec<LinkGroup>,
    pub count: usize,
}

/// How far the rules of a document can be traced.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct DocumentTrace {
    pub document: Link,
    pub kind: String,
    pub href: String,
    pub rules: usize,
    pub owned: usize,
    pub written: usize,
    pub grounded: usize,
    /// Rules that say what shows that they are followed.
    pub evidenced: usize,
}

/// The traces of one document's rules, as a table.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct DocumentTraceView {
    pub document: Link,
    pub rows: Vec<TraceRow>,
    pub choices: Vec<Choice>,
}

/// A row of it.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct TraceRow {
    pub rule: Link,
    pub text: String,
    pub owners: Vec<Link>,
    pub principles: Vec<Link>,
    pub laws: Vec<Link>,
    pub evidence: Option<String>,
    /// The choices of the filter that it belongs to.
    pub has: String,
}
