//! The records that exports write. Field names and order are a promise (design §5).

use serde::Serialize;

use crate::content::Spanned;
use crate::content::front::Front;
use crate::model::{ActId, Catalogue, DocumentId, How, Kind, Node, Owner, RoleId, RuleId};
use crate::pages::address;
use crate::publish::Published;

/// A rule.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct RuleRecord {
    pub id: String,
    pub document: String,
    /// The heading with its number.
    pub section: String,
    /// Plain text.
    pub text: String,
    pub owners: Vec<OwnerRecord>,
    pub sources: Vec<String>,
    pub modality: Option<&'static str>,
    pub recurrence: Option<String>,
    pub references: Vec<String>,
    pub status: &'static str,
    pub valid_from: Option<String>,
    pub valid_until: Option<String>,
    pub url: String,
    pub source_file: String,
}

/// Who must see to a rule.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct OwnerRecord {
    /// Id of the description; none when the role is only named.
    pub id: Option<String>,
    pub name: String,
    /// `written` when the rule's own sentence names the owner, else `assigned`.
    pub how: &'static str,
}

/// A document.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct DocumentRecord {
    pub id: String,
    pub title: String,
    pub kind: String,
    pub status: &'static str,
    pub organisation: String,
    pub decided_by: Option<String>,
    pub decided_on: Vec<String>,
    pub decision: Option<String>,
    pub registry: Vec<String>,
    pub edition: Option<String>,
    pub valid_from: Option<String>,
    pub valid_until: Option<String>,
    pub sources: Vec<String>,
    pub replaces: Vec<String>,
    pub rules: usize,
    pub url: String,
    pub source_file: String,
}

/// A role.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct RoleRecord {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub organisation: String,
    pub reports_to: Vec<String>,
    pub member_of: Vec<String>,
    pub incompatible_with: Vec<String>,
    pub includes: Vec<String>,
    pub rules: Vec<String>,
    pub url: String,
}

/// A term.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct TermRecord {
    pub label: String,
    pub definition: String,
    pub also: Vec<String>,
    pub document: String,
    pub url: String,
}

/// An act or standard.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ReferenceRecord {
    pub id: String,
    pub kind: &'static str,
    pub title: String,
    pub aliases: Vec<String>,
    pub in_force_from: Option<String>,
    pub repealed: Option<String>,
    pub rules: Vec<String>,
    pub url: String,
    pub external_url: Option<String>,
}

fn url(catalogue: &Catalogue, node: Node) -> String {
    address::of(catalogue, node).from_root(catalogue.site.base_url.as_deref().unwrap_or(""))
}

/// The id of a node: that of its document for roles and forums.
fn id(catalogue: &Catalogue, node: Node) -> String {
    match node {
        Node::Role(_) | Node::Forum(_) => {
            catalogue.home(node).map(|home| catalogue.source(home).front.id.value.clone()).unwrap_or_default()
        }
        node => catalogue.label(node),
    }
}

fn ids(catalogue: &Catalogue, nodes: impl Iterator<Item = Node>) -> Vec<String> {
    nodes.map(|node| id(catalogue, node)).collect()
}

fn text(value: &Option<Spanned<String>>) -> Option<String> {
    value.as_ref().map(|value| value.value.clone())
}

fn day(value: &Option<Spanned<crate::content::Date>>) -> Option<String> {
    value.as_ref().map(|value| value.value.to_string())
}

fn owner(catalogue: &Catalogue, owner: &Owner) -> OwnerRecord {
    let how = if owner.how == How::Written { "written" } else { "assigned" };
    OwnerRecord { id: owner.node.map(|node| id(catalogue, node)), name: owner.name.clone(), how }
}

/// Every rule that is not withdrawn.
pub fn rules(published: &Published) -> Vec<RuleRecord> {
    let catalogue = published.catalogue();
    let living = catalogue.rule_ids().filter(|id| catalogue.rule_text(*id).tombstone.is_none());
    living.map(|id| rule(catalogue, id)).collect()
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
    }
}

/// Every document.
pub fn documents(published: &Published) -> Vec<DocumentRecord> {
    let catalogue = published.catalogue();
    catalogue.document_ids().map(|id| document(catalogue, id)).collect()
}

fn document(catalogue: &Catalogue, document_id: DocumentId) -> DocumentRecord {
    let front = &catalogue.source(document_id).front;
    let node = catalogue.document(document_id).person.unwrap_or(Node::Document(document_id));
    let rules = catalogue.document(document_id).rules.clone().map(RuleId);
    DocumentRecord {
        id: front.id.value.clone(),
        title: front.title.value.clone(),
        kind: catalogue.kind(document_id).id.clone(),
        status: front.status.value.word(),
        organisation: catalogue.document(document_id).organisation.clone(),
        decided_by: text(&front.decided_by),
        decided_on: front.decided_on.iter().map(|date| date.value.to_string()).collect(),
        decision: text(&front.decision),
        registry: front.registry.iter().map(|number| number.value.clone()).collect(),
        edition: text(&front.edition),
        valid_from: day(&front.valid_from),
        valid_until: day(&front.valid_until),
        sources: ids(catalogue, catalogue.graph.targets(node, Kind::Concretises)),
        replaces: ids(catalogue, catalogue.graph.targets(node, Kind::Replaces)),
        rules: rules.filter(|id| catalogue.rule_text(*id).tombstone.is_none()).count(),
        url: url(catalogue, node),
        source_file: catalogue.source(document_id).input.path.clone(),
    }
}

/// Every role.
pub fn roles(published: &Published) -> Vec<RoleRecord> {
    let catalogue = published.catalogue();
    let graph = &catalogue.graph;
    let roles = catalogue.roles.iter().enumerate();
    roles
        .map(|(number, role)| {
            let node = Node::Role(RoleId(number as u32));
            let rules = graph.origins(node, Kind::OwnedBy);
            RoleRecord {
                id: id(catalogue, node),
                name: role.name.clone(),
                aliases: role.aliases.clone(),
                organisation: role.organisation.clone(),
                reports_to: ids(catalogue, graph.targets(node, Kind::ReportsTo)),
                member_of: ids(catalogue, graph.targets(node, Kind::MemberOf)),
                incompatible_with: ids(catalogue, graph.targets(node, Kind::IncompatibleWith)),
                includes: ids(catalogue, graph.targets(node, Kind::Includes)),
                rules: ids(
                    catalogue,
                    rules.filter(|node| matches!(node, Node::Rule(id) if catalogue.binds(*id))),
                ),
                url: url(catalogue, node),
            }
        })
        .collect()
}

/// Every term.
pub fn terms(published: &Published) -> Vec<TermRecord> {
    let catalogue = published.catalogue();
    let terms = catalogue.terms.iter().enumerate();
    terms
        .map(|(number, term)| TermRecord {
            label: term.label.clone(),
            definition: term.definition.clone(),
            also: term.also.clone(),
            document: catalogue.source(term.document).front.id.value.clone(),
            url: url(catalogue, Node::Term(crate::model::TermId(number as u32))),
        })
        .collect()
}

/// Every act and standard of the register.
pub fn references(published: &Published) -> Vec<ReferenceRecord> {
    let catalogue = published.catalogue();
    let acts = catalogue.acts.iter().enumerate();
    acts.map(|(number, act)| {
        let node = ActId(number as u32);
        let places =
            std::iter::once(Node::Act(node)).chain(catalogue.provisions_of(node).map(Node::Provision));
        let mut rules: Vec<Node> =
            places.flat_map(|place| catalogue.graph.origins(place, Kind::Grounds)).collect();
        rules.sort_unstable();
        rules.dedup();
        ReferenceRecord {
            id: act.entry.id.value.clone(),
            kind: act.entry.kind.word(),
            title: act.entry.title.clone(),
            aliases: act.entry.aliases.iter().map(|alias| alias.value.clone()).collect(),
            in_force_from: act.entry.in_force_from.map(|day| day.to_string()),
            repealed: act.entry.repealed.map(|day| day.to_string()),
            rules: ids(catalogue, rules.into_iter()),
            url: url(catalogue, Node::Act(node)),
            external_url: act.url(None),
        }
    })
    .collect()
}
