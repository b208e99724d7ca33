//! Documents.

use schemars::JsonSchema;
use serde::Serialize;

use super::{day, ids, text, texts, url};
use crate::content::front::Audience;
use crate::model::{Catalogue, DocumentId, Kind, Node, RuleId, is_address};
use crate::publish::Published;

/// A document.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Document")]
pub struct DocumentRecord {
    /// Permanent id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Kind: `policy`, `riktlinje`, `rutin` …
    pub kind: String,
    /// Status: `remiss`, `beslutad`, `gällande`, `ersatt`, `upphävd`.
    pub status: &'static str,
    /// The organisation that it belongs to.
    pub organisation: String,
    /// Who decided it.
    pub decided_by: Option<String>,
    /// The day of the decision, or first and last day of the meeting.
    pub decided_on: Vec<String>,
    /// Where in the minutes.
    pub decision: Option<String>,
    /// Numbers of the case (diarienummer).
    pub registry: Vec<String>,
    /// Edition.
    pub edition: Option<String>,
    /// First day in force.
    #[schemars(extend("format" = "date"))]
    pub valid_from: Option<String>,
    /// Last day in force.
    #[schemars(extend("format" = "date"))]
    pub valid_until: Option<String>,
    /// Ids of what it makes concrete: policies, principles, laws.
    pub sources: Vec<String>,
    /// Ids of the documents that it replaces.
    pub replaces: Vec<String>,
    /// Number of its rules, withdrawn ones left out.
    pub rules: usize,
    /// Address of its page.
    pub url: String,
    /// File in the content folder.
    pub source_file: String,
    /// For whom it is.
    #[schemars(extend("enum" = ["publik", "intern"]))]
    pub audience: &'static str,
    /// Day on which it was repealed.
    #[schemars(extend("format" = "date"))]
    pub withdrawn_on: Option<String>,
    /// Day before which somebody must look it through.
    #[schemars(extend("format" = "date"))]
    pub review_by: Option<String>,
    /// Ids of the documents that replace it.
    pub replaced_by: Vec<String>,
    /// Ids of what it supplements.
    pub supplements: Vec<String>,
    /// Ids of what it is delimited against.
    pub delimited_against: Vec<String>,
    /// Ids of what to read too.
    pub see_also: Vec<String>,
    /// Ids of what it supports as guidance.
    pub supports: Vec<String>,
    /// Ids of what it is an attachment to.
    pub attachment_to: Vec<String>,
    /// Ids of what it comments on, of an answer to a consultation.
    pub comments_on: Vec<String>,
    /// Who it is from, of a letter or an answer to a consultation.
    pub from: Option<String>,
    /// Day that it bears, of a letter.
    #[schemars(extend("format" = "date"))]
    pub dated: Option<String>,
    /// Its number in the system that keeps it.
    pub document_number: Option<String>,
    /// Who must follow it, in words.
    pub applies_to: Vec<String>,
    /// Names of who owns every rule that names no other.
    pub responsible: Vec<String>,
    /// Names of who looks after the document.
    pub custodian: Vec<String>,
    /// Names of who drew it up.
    pub drawn_up_by: Vec<String>,
    /// What is new in this edition.
    pub changes: Option<String>,
    /// Why it is there.
    pub background: Option<String>,
    /// Language of the text.
    pub language: String,
    /// Other names, former ids and addresses left out.
    pub aliases: Vec<String>,
    /// When a proposal can be answered.
    pub consultation: Option<ConsultationRecord>,
}

/// When a proposal can be answered, and where answers go.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Consultation")]
pub struct ConsultationRecord {
    /// First day.
    #[schemars(extend("format" = "date"))]
    pub opens: Option<String>,
    /// Last day.
    #[schemars(extend("format" = "date"))]
    pub closes: Option<String>,
    /// Where answers go.
    pub reply_to: Option<String>,
}

/// Every document.
pub fn documents(published: &Published) -> impl Iterator<Item = DocumentRecord> + use<'_> {
    let catalogue = published.catalogue();
    catalogue.document_ids().map(|id| document(catalogue, id))
}

fn document(catalogue: &Catalogue, document_id: DocumentId) -> DocumentRecord {
    let front = &catalogue.source(document_id).front;
    let node = catalogue.document(document_id).person.unwrap_or(Node::Document(document_id));
    let rules = catalogue.document(document_id).rules.clone().map(RuleId);
    let targets = |kind| ids(catalogue, catalogue.graph.targets(node, kind));
    DocumentRecord {
        id: front.id.value.clone(),
        title: front.title.value.clone(),
        kind: catalogue.kind(document_id).id.clone(),
        status: front.status.value.word(),
        organisation: catalogue.document(document_id).organisation.clone(),
        decided_by: text(&front.decided_by),
        decided_on: front.decided_on.iter().map(|date| date.value.to_string()).collect(),
        decision: text(&front.decision),
        registry: texts(&front.registry),
        edition: text(&front.edition),
        valid_from: day(&front.valid_from),
        valid_until: day(&front.valid_until),
        sources: targets(Kind::Concretises),
        replaces: targets(Kind::Replaces),
        rules: rules.filter(|id| catalogue.rule_text(*id).tombstone.is_none()).count(),
        url: url(catalogue, node),
        source_file: catalogue.source(document_id).input.path.clone(),
        audience: if front.audience == Audience::Publik { "publik" } else { "intern" },
        withdrawn_on: day(&front.withdrawn_on),
        review_by: day(&front.review_by),
        replaced_by: ids(catalogue, catalogue.graph.origins(node, Kind::Replaces)),
        supplements: targets(Kind::Supplements),
        delimited_against: targets(Kind::DelimitedAgainst),
        see_also: targets(Kind::SeeAlso),
        supports: targets(Kind::Supports),
        attachment_to: targets(Kind::AttachmentTo),
        comments_on: targets(Kind::CommentsOn),
        from: text(&front.from),
        dated: day(&front.dated),
        document_number: text(&front.document_number),
        applies_to: texts(&front.applies_to),
        responsible: texts(&front.responsible),
        custodian: texts(&front.custodian),
        drawn_up_by: texts(&front.drawn_up_by),
        changes: text(&front.changes),
        background: text(&front.background),
        language: text(&front.language).unwrap_or_else(|| "sv".to_string()),
        aliases: texts(&front.aliases).into_iter().filter(|alias| !is_address(alias)).collect(),
        consultation: front.consultation.as_ref().map(|one| ConsultationRecord {
            opens: day(&one.opens),
            closes: day(&one.closes),
            reply_to: text(&one.reply_to),
        }),
    }
}
