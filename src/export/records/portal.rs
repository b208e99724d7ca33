//! Everything at once.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    ControlRecord, DocumentRecord, ForumRecord, ReferenceRecord, RelationRecord, RoleRecord, RuleRecord,
    SectionRecord, TermRecord, WithdrawnRecord,
};
use crate::publish::Published;

/// A whole portal: everything that it publishes, as data.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Portal")]
pub struct PortalRecord {
    /// Name of the portal.
    pub title: String,
    /// Whose it is.
    pub organisation: String,
    /// Language of the interface.
    #[schemars(extend("enum" = ["sv", "en"]))]
    pub language: &'static str,
    /// Public address, with which every `url` begins; null when the portal has none and they count from its top.
    pub base_url: Option<String>,
    /// For whom it was built: `publik`, `intern`, or `utkast` for a preview with drafts.
    #[schemars(extend("enum" = ["publik", "intern", "utkast"]))]
    pub profile: &'static str,
    /// The day that it speaks of.
    #[schemars(extend("format" = "date"))]
    pub as_of: String,
    /// The documents, by kind and title.
    pub documents: Vec<DocumentRecord>,
    /// The sections, document by document.
    pub sections: Vec<SectionRecord>,
    /// The rules, document by document.
    pub rules: Vec<RuleRecord>,
    /// The rules that were withdrawn.
    pub withdrawn: Vec<WithdrawnRecord>,
    /// The roles, by name.
    pub roles: Vec<RoleRecord>,
    /// The forums, by name.
    pub forums: Vec<ForumRecord>,
    /// The terms, by label.
    pub terms: Vec<TermRecord>,
    /// The register of laws and standards.
    pub references: Vec<ReferenceRecord>,
    /// The controls of the standards.
    pub controls: Vec<ControlRecord>,
    /// Every relation.
    pub relations: Vec<RelationRecord>,
}

/// The whole portal.
pub fn portal(published: &Published) -> PortalRecord {
    let site = &published.catalogue().site;
    PortalRecord {
        title: site.title.clone(),
        organisation: site.organisation.clone(),
        language: site.language.tag(),
        base_url: site.base_url.clone(),
        profile: published.profile().word(),
        as_of: published.today().to_string(),
        documents: super::documents(published).collect(),
        sections: super::sections(published).collect(),
        rules: super::rules(published).collect(),
        withdrawn: super::withdrawn(published).collect(),
        roles: super::roles(published).collect(),
        forums: super::forums(published).collect(),
        terms: super::terms(published).collect(),
        references: super::references(published).collect(),
        controls: super::controls(published).collect(),
        relations: super::relations(published).collect(),
    }
}
