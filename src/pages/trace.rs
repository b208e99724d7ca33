//! Traceability: policy → principle → rules → owners, and back; and what cannot be traced.

use super::address::{self, Address, id_part};
use super::portal::{Head, LIST, Portal, shorten};
use super::theme::ThemeError;
use super::view::{
    Choice, DocumentTrace, DocumentTraceView, Link, LinkGroup, PolicyTrace, PrincipleTrace, TraceRow,
    TraceView,
};
use super::{Page, Sink, applicability, thread};
use crate::content::body::Label;
use crate::content::config::Class;
use crate::model::{DocumentId, How, Kind, Node, RuleId};

/// Most rules of a list of gaps; the table of each document has them all.
const GAPS: usize = 200;

/// Writes the overview.
///
/// # Errors
/// A template that asks for what is not there.
pub fn overview(portal: &Portal<'_>) -> Result<Page, ThemeError> {
    let catalogue = portal.catalogue;
    let path = "sparbarhet.html";
    let binding: Vec<RuleId> = catalogue.rule_ids().filter(|id| catalogue.binds(*id)).collect();
    let rules: Vec<RuleId> = binding.iter().copied().filter(|id| !catalogue.rule(*id).principle).collect();
    let without_owner: Vec<RuleId> =
        binding.iter().copied().filter(|id| catalogue.rule(*id).owners.is_empty()).collect();
    let without_source: Vec<RuleId> =
        rules.iter().copied().filter(|id| catalogue.rule(*id).sources.is_empty()).collect();
    let unserved: Vec<RuleId> = binding
        .iter()
        .copied()
        .filter(|id| catalogue.rule(*id).principle && serving(portal, *id).is_empty())
        .collect();
    let cards = |ids: &[RuleId]| ids.iter().take(GAPS).map(|id| portal.rule_card(*id, "")).collect();
    let view = TraceView {
        policies: policies(portal),
        documents: catalogue.document_ids().filter_map(|id| document(portal, id)).collect(),
        without_owner: cards(&without_owner),
        without_owner_count: without_owner.len(),
        without_source: cards(&without_source),
        without_source_count: without_source.len(),
        unserved: cards(&unserved),
        rules: rules.len(),
        csv_href: "data/regler.csv".to_string(),
        applicability: applicability::standards(portal)
            .map(|act| Link {
                text: catalogue.acts[act.index()].entry.id.value.clone(),
                href: Some(address::applicability_page(catalogue, act)),
                ..Link::default()
            })
            .collect(),
    };
    let title = portal.words().get("trace-title");
    portal.page(&Head::new(path, "trace", title), "trace.html", &view)
}

/// The binding rules that have a principle as their ground.
fn serving(portal: &Portal<'_>, principle: RuleId) -> Vec<RuleId> {
    let origins = portal.catalogue.graph.origins(Node::Rule(principle), Kind::Grounds);
    origins
        .filter_map(|origin| if let Node::Rule(id) = origin { Some(id) } else { None })
        .filter(|id| portal.catalogue.binds(*id))
        .collect()
}

fn policies(portal: &Portal<'_>) -> Vec<PolicyTrace> {
    let catalogue = portal.catalogue;
    let policies = catalogue.document_ids().filter(|id| catalogue.document(*id).class == Class::Policy);
    policies
        .map(|id| PolicyTrace {
            document: portal.link(Node::Document(id), ""),
            principles: portal
                .living_rules(id)
                .filter(|rule| catalogue.binds(*rule))
                .map(|rule| principle(portal, rule))
                .collect(),
        })
        .filter(|policy| !policy.principles.is_empty())
        .collect()
}

fn principle(portal: &Portal<'_>, rule: RuleId) -> PrincipleTrace {
    let served = serving(portal, rule);
    let mut served_by: Vec<LinkGroup> = Vec::new();
    let mut last = None;
    for id in served.iter().take(LIST * 4) {
        let document = portal.catalogue.rule(*id).document;
        if last != Some(document) {
            last = Some(document);
            let label = portal.catalogue.source(document).front.title.value.clone();
            served_by.push(LinkGroup { label, links: Vec::new(), more: 0 });
        }
        let owners: Vec<&str> =
            portal.catalogue.rule(*id).owners.iter().map(|owner| owner.name.as_str()).collect();
        if let Some(group) = served_by.last_mut() {
            group.links.push(Link { note: Some(owners.join(", ")), ..portal.link(Node::Rule(*id), "") });
        }
    }
    PrincipleTrace { rule: portal.rule_card(rule, ""), served_by, count: served.len() }
}

fn document(portal: &Portal<'_>, id: DocumentId) -> Option<DocumentTrace> {
    let catalogue = portal.catalogue;
    let rules: Vec<RuleId> = portal.living_rules(id).filter(|rule| catalogue.binds(*rule)).collect();
    let count = |test: &dyn Fn(&crate::model::Rule) -> bool| {
        rules.iter().filter(|id| test(catalogue.rule(**id))).count()
    };
    (!rules.is_empty()).then(|| DocumentTrace {
        document: portal.link(Node::Document(id), ""),
        kind: catalogue.kind(id).name.clone(),
        href: format!("sparbarhet/{}.html", id_part(&catalogue.source(id).front.id.value)),
        rules: rules.len(),
        owned: count(&|rule| !rule.owners.is_empty()),
        written: count(&|rule| rule.owners.iter().any(|owner| owner.how == How::Written)),
        grounded: count(&|rule| !rule.sources.is_empty()),
        evidenced: rules.iter().filter(|rule| evidence(portal, **rule).is_some()).count(),
    })
}

/// Writes the table of one document's traces.
///
/// # Errors
/// A template that asks for what is not there.
pub fn table(portal: &Portal<'_>, id: DocumentId, sink: Sink<'_>) -> Result<(), ThemeError> {
    let catalogue = portal.catalogue;
    let front = &catalogue.source(id).front;
    let rules: Vec<RuleId> = portal.living_rules(id).collect();
    if rules.is_empty() {
        return Ok(());
    }
    let path = format!("sparbarhet/{}.html", id_part(&front.id.value));
    let root = address::root_of(&path);
    let rows = rules.iter().map(|rule| row(portal, *rule, root)).collect();
    const CHOICES: [(&str, &str); 3] = [
        ("no-owner", "choice-no-owner"),
        ("no-source", "choice-no-source"),
        ("no-evidence", "choice-no-evidence"),
    ];
    let choice =
        |(value, key): (&'static str, &str)| Choice { value, words: portal.words().get(key).to_string() };
    let choices = CHOICES.into_iter().map(choice).collect();
    let view = DocumentTraceView { document: portal.link(Node::Document(id), root), rows, choices };
    let title = portal.words().with("trace-document-title", &[&front.title.value]);
    let mut head = Head::new(path, "document-trace", &title);
    head.nav = "trace";
    head.crumbs = vec![(portal.words().get("nav-trace").to_string(), Address::page("sparbarhet.html"))];
    sink(portal.page(&head, "document_trace.html", &view)?);
    Ok(())
}

fn row(portal: &Portal<'_>, rule: RuleId, root: &str) -> TraceRow {
    let grounds = thread::grounds(portal, rule);
    let links = |nodes: &[Node]| nodes.iter().map(|node| portal.short_link(*node, root)).collect();
    let evidence = evidence(portal, rule);
    let entry = portal.catalogue.rule(rule);
    let has = [
        (entry.owners.is_empty(), "no-owner"),
        (entry.sources.is_empty(), "no-source"),
        (evidence.is_none(), "no-evidence"),
    ];
    TraceRow {
        rule: portal.link(Node::Rule(rule), root),
        text: shorten(&portal.catalogue.rule_text(rule).text, 160),
        owners: entry.owners.iter().map(|owner| portal.owner(owner, root)).collect(),
        principles: links(&grounds.principles),
        laws: links(&grounds.laws),
        evidence,
        has: has.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect::<Vec<_>>().join(" "),
    }
}

/// What shows that a rule is followed, as its metadata says.
fn evidence(portal: &Portal<'_>, rule: RuleId) -> Option<String> {
    let fields = &portal.catalogue.rule_text(rule).fields;
    fields.iter().find(|field| field.label == Label::Evidence).map(|field| field.text.clone())
}
