//! Rules, and the tombstones of those that are withdrawn.

use schemars::JsonSchema;
use serde::Serialize;

use super::{day, id, ids, url};
use crate::content::body::Label;
use crate::content::front::Front;
use crate::model::{Catalogue, How, Kind, Node, Owner, RuleId};
use crate::publish::Published;

/// A wording of a rule. The wording in force, former ones and proposals are records of their own, told apart by
/// `document` and `status`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Rule")]
pub struct RuleRecord {
    /// Permanent id, the same in every edition.
    pub id: String,
    /// Id of the document that holds it.
    pub document: String,
    /// The heading that it stands under, with its number.
    pub section: String,
    /// The words, as plain text. The items of a list that belongs to the rule are lines of it.
    pub text: String,
    /// Who must see to it.
    pub owners: Vec<OwnerRecord>,
    /// Ids of the principles, laws and standards that are its ground.
    pub sources: Vec<String>,
    /// How strongly it binds, if the sentence says so: `ska`, `ska inte`, `får inte`, `får endast`, `bör` …
    pub modality: Option<&'static str>,
    /// How often, in the document's own words.
    pub recurrence: Option<String>,
    /// Ids of what the text refers to.
    pub references: Vec<String>,
    /// Status of the document.
    pub status: &'static str,
    /// First day in force of the document.
    #[schemars(extend("format" = "date"))]
    pub valid_from: Option<String>,
    /// Last day in force of the document.
    #[schemars(extend("format" = "date"))]
    pub valid_until: Option<String>,
    /// Address of its page, or of its place in the document.
    pub url: String,
    /// File in the content folder.
    pub source_file: String,
    /// What shows that it was done.
    pub evidence: Option<String>,
    /// Whether it is a principle: a rule of a policy.
    pub principle: bool,
    /// Whether it binds today: decided, not former, and no other wording stands before it.
    pub binds: bool,
}

/// Who must see to a rule.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Owner")]
pub struct OwnerRecord {
    /// Id of the description; null when the role is only named.
    pub id: Option<String>,
    /// Name of the role or forum.
    pub name: String,
    /// `written` when the rule's own sentence names the owner, `assigned` when an editor did.
    #[schemars(extend("enum" = ["written", "assigned"]))]
    pub how: &'static str,
}

/// A rule that was withdrawn. Its page stays.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "WithdrawnRule")]
pub struct WithdrawnRecord {
    /// Permanent id; never given again.
    pub id: String,
    /// Id of the document that held it.
    pub document: String,
    /// Day from which it no longer applies.
    #[schemars(extend("format" = "date"))]
    pub withdrawn_on: Option<String>,
    /// Ids of the rules that took its place.
    pub replaced_by: Vec<String>,
    /// Address of its page.
    pub url: String,
}

fn owner(catalogue: &Catalogue, owner: &Owner) -> OwnerRecord {
    let how = if owner.how == How::Written { "written" } else { "assigned" };
    OwnerRecord { id: owner.node.map(|node| id(catalogue, node)), name: owner.name.clone(), how }
}

/// Every rule that is not withdrawn.
pub fn rules(published: &Published) -> impl Iterator<Item = RuleRecord> + use<'_> {
    let catalogue = published.catalogue();
    let living = catalogue.rule_ids().filter(|id| catalogue.rule_text(*id).tombstone.is_none());
    living.map(|id| rule(catalogue, id))
}

fn rule(catalogue: &Catalogue, rule_id: RuleId) -> RuleRecord {
    let rule = catalogue.rule(rule_id);
    let text = catalogue.rule_text(rule_id);
    let front: &Front = &catalogue.source(rule.document).front;
    RuleRecord {
        id: text.id.value.clone(),
        document: front.id.value.clone(),
        section: catalogue.section(rule.section).heading(),
        text: text.text.clone(),
        owners: rule.owners.iter().map(|one| owner(catalogue, one)).collect(),
        sources: ids(catalogue, rule.sources.iter().copied()),
        modality: text.modality.map(|modality| modality.word()),
        recurrence: text.recurrence.as_ref().map(|recurrence| recurrence.words.clone()),
        references: ids(catalogue, catalogue.graph.targets(Node::Rule(rule_id), Kind::Cites)),
        status: front.status.value.word(),
        valid_from: day(&front.valid_from),
        valid_until: day(&front.valid_until),
        url: url(catalogue, Node::Rule(rule_id)),
        source_file: catalogue.source(rule.document).input.path.clone(),
        evidence: text
            .fields
            .iter()
            .find(|field| field.label == Label::Evidence)
            .map(|field| field.text.clone()),
        principle: rule.principle,
        binds: catalogue.binds(rule_id),
    }
}

/// Every rule that is withdrawn.
pub fn withdrawn(published: &Published) -> impl Iterator<Item = WithdrawnRecord> + use<'_> {
    let catalogue = published.catalogue();
    catalogue.rule_ids().filter_map(|id| {
        let text = catalogue.rule_text(id);
        let tombstone = text.tombstone.as_ref()?;
        let node = Node::Rule(id);
        Some(WithdrawnRecord {
            id: text.id.value.clone(),
            document: catalogue.source(catalogue.rule(id).document).front.id.value.clone(),
            withdrawn_on: tombstone.on.map(|day| day.to_string()),
            replaced_by: ids(catalogue, catalogue.graph.origins(node, Kind::Replaces)),
            url: url(catalogue, node),
        })
    })
}
