//! schema.org: what binds is `Legislation`, guidance and answers are `DigitalDocument`, a role is an `OrganizationRole`, a
//! forum an `Organization`, a term a `DefinedTerm`.
//!
//! `@id` is the permanent address of the thing. Dates and status are what the document says, nothing is concluded.

use serde_json::{Map, Value, json};

use super::Place;
use crate::content::config::Class;
use crate::content::front::Status;
use crate::content::register::ActKind;
use crate::model::{ActId, DocumentId, Kind, Node, RuleId, TermId};
use crate::pages::portal::{Head, Portal};

/// The graph of a page: what it is about, and the way to it.
pub fn graph(portal: &Portal<'_>, head: &Head<'_>, place: &Place<'_>) -> Map<String, Value> {
    let subject = match head.about {
        Some(Node::Rule(id)) => rule(portal, id, place),
        Some(Node::Role(_)) => person(portal, head, place, "OrganizationRole"),
        Some(Node::Forum(_)) => person(portal, head, place, "Organization"),
        Some(Node::Act(id)) => act(portal, id, place),
        Some(Node::Document(id)) => document(portal, id, place),
        _ => match head.kind {
            "start" => site(portal, place),
            "terms" => terms(portal, head, place),
            _ => collection(portal, head, place),
        },
    };
    let mut nodes = vec![Value::Object(subject)];
    nodes.extend(crumbs(head, place));
    let mut graph = Map::new();
    graph.insert("@context".to_string(), json!("https://schema.org"));
    graph.insert("@graph".to_string(), Value::Array(nodes));
    graph
}

/// An object whose fields with a value are kept.
fn object(kind: &str, id: String, fields: Vec<(&str, Option<Value>)>) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("@type".to_string(), json!(kind));
    out.insert("@id".to_string(), json!(id));
    for (name, value) in fields {
        if let Some(value) = value.filter(|value| *value != json!("") && *value != json!([])) {
            out.insert(name.to_string(), value);
        }
    }
    out
}

fn organisation(name: &str) -> Option<Value> {
    (!name.is_empty()).then(|| json!({ "@type": "Organization", "name": name }))
}

fn links(nodes: impl Iterator<Item = Node>, place: &Place<'_>) -> Option<Value> {
    Some(Value::Array(nodes.map(|node| json!({ "@id": place.of(node) })).collect()))
}

fn site(portal: &Portal<'_>, place: &Place<'_>) -> Map<String, Value> {
    let site = &portal.catalogue.site;
    let search = site.search.then(|| {
        json!({
            "@type": "SearchAction",
            "target": { "@type": "EntryPoint", "urlTemplate": place.page("sok.html?q={search_term_string}") },
            "query-input": "required name=search_term_string",
        })
    });
    let fields = vec![
        ("name", Some(json!(site.title))),
        ("inLanguage", Some(json!(site.language.tag()))),
        ("publisher", organisation(&site.organisation)),
        ("potentialAction", search),
    ];
    object("WebSite", place.page("index.html"), fields)
}

fn collection(portal: &Portal<'_>, head: &Head<'_>, place: &Place<'_>) -> Map<String, Value> {
    let site = &portal.catalogue.site;
    let fields = vec![
        ("name", Some(json!(head.title))),
        ("inLanguage", Some(json!(site.language.tag()))),
        ("isPartOf", Some(json!({ "@id": place.page("index.html") }))),
    ];
    object("CollectionPage", place.page(&head.path), fields)
}

fn crumbs(head: &Head<'_>, place: &Place<'_>) -> Option<Value> {
    let above = head.crumbs.iter().map(|(name, address)| (name.as_str(), address.from_root(place.base)));
    let items: Vec<Value> = above
        .chain([(head.title, place.page(&head.path))])
        .enumerate()
        .map(|(at, (name, item))| {
            json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": item })
        })
        .collect();
    (head.path != "index.html").then(|| json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

/// Whether a text of this status is law to those it applies to. A proposal is not, nor what is not yet in force.
fn force(status: Status) -> &'static str {
    match status {
        Status::Gallande => "https://schema.org/InForce",
        _ => "https://schema.org/NotInForce",
    }
}

fn document(portal: &Portal<'_>, id: DocumentId, place: &Place<'_>) -> Map<String, Value> {
    let catalogue = portal.catalogue;
    let node = Node::Document(id);
    let front = &catalogue.source(id).front;
    let class = catalogue.document(id).class;
    let language = front.language.as_ref().map_or("sv", |language| language.value.as_str());
    let targets = |kind| links(catalogue.graph.targets(node, kind), place);
    let mut fields = vec![
        ("name", Some(json!(front.title.value))),
        ("identifier", Some(json!(front.id.value))),
        ("inLanguage", Some(json!(language))),
        ("publisher", organisation(&catalogue.document(id).organisation)),
        ("isPartOf", Some(json!({ "@id": place.page("index.html") }))),
        ("isBasedOn", targets(Kind::Concretises)),
        ("version", front.edition.as_ref().map(|edition| json!(edition.value))),
        ("abstract", front.background.as_ref().map(|text| json!(text.value))),
    ];
    if matches!(class, Class::Guidance | Class::Response) {
        fields.push(("about", links(about(portal, node), place)));
        return object("DigitalDocument", place.of(node), fields);
    }
    let registry: Vec<&str> = front.registry.iter().map(|number| number.value.as_str()).collect();
    let day = |day: Option<String>| day.map(|day| json!(day));
    let passed = front.status.value.is_decided();
    fields.extend([
        ("legislationType", Some(json!(catalogue.kind(id).name))),
        ("legislationIdentifier", Some(json!(registry))),
        ("legislationDate", day(front.decided_on.last().map(|day| day.value.to_string()))),
        ("legislationDateVersion", day(front.valid_from.as_ref().map(|day| day.value.to_string()))),
        ("temporalCoverage", temporal(front)),
        (
            "legislationPassedBy",
            front.decided_by.as_ref().filter(|_| passed).and_then(|by| organisation(&by.value)),
        ),
        ("legislationResponsible", organisation(&catalogue.document(id).organisation)),
        ("legislationLegalForce", Some(json!(force(front.status.value)))),
        ("legislationRepeals", targets(Kind::Replaces)),
        ("legislationChanges", targets(Kind::Supplements)),
    ]);
    object("Legislation", place.of(node), fields)
}

/// What guidance supports, or an answer comments on.
fn about<'p>(portal: &'p Portal<'_>, node: Node) -> impl Iterator<Item = Node> + use<'p> {
    let graph = &portal.catalogue.graph;
    graph.targets(node, Kind::Supports).chain(graph.targets(node, Kind::CommentsOn))
}

fn temporal(front: &crate::content::Front) -> Option<Value> {
    let from = front.valid_from.as_ref()?.value.to_string();
    let until = front.valid_until.as_ref().map_or("..".to_string(), |day| day.value.to_string());
    Some(json!(format!("{from}/{until}")))
}

fn rule(portal: &Portal<'_>, id: RuleId, place: &Place<'_>) -> Map<String, Value> {
    let catalogue = portal.catalogue;
    let rule = catalogue.rule(id);
    let text = catalogue.rule_text(id);
    let front = &catalogue.source(rule.document).front;
    let language = front.language.as_ref().map_or("sv", |language| language.value.as_str());
    let status = if text.tombstone.is_some() { Status::Upphavd } else { front.status.value };
    let owners: Vec<Value> = rule
        .owners
        .iter()
        .map(|owner| match owner.node {
            Some(node) => json!({ "@type": "Audience", "name": owner.name, "url": place.of(node) }),
            None => json!({ "@type": "Audience", "name": owner.name }),
        })
        .collect();
    let fields = vec![
        ("name", Some(json!(text.id.value))),
        ("identifier", Some(json!(text.id.value))),
        ("text", Some(json!(text.text)).filter(|_| text.tombstone.is_none())),
        ("inLanguage", Some(json!(language))),
        ("isPartOf", Some(json!({ "@id": place.of(Node::Document(rule.document)) }))),
        ("legislationIdentifier", Some(json!(text.id.value))),
        ("legislationLegalForce", Some(json!(force(status)))),
        ("isBasedOn", links(rule.sources.iter().copied(), place)),
        ("audience", Some(Value::Array(owners))),
    ];
    object("Legislation", place.of(Node::Rule(id)), fields)
}

fn person(portal: &Portal<'_>, head: &Head<'_>, place: &Place<'_>, kind: &str) -> Map<String, Value> {
    let home = head.about.and_then(|node| portal.catalogue.home(node));
    let front = home.map(|id| &portal.catalogue.source(id).front);
    let within = home.and_then(|id| organisation(&portal.catalogue.document(id).organisation));
    let mut fields = vec![
        ("name", Some(json!(head.title))),
        ("identifier", front.map(|front| json!(front.id.value))),
        ("url", Some(json!(place.page(&head.path)))),
    ];
    if kind == "Organization" {
        fields.push(("parentOrganization", within));
    } else {
        fields.push(("roleName", Some(json!(head.title))));
    }
    object(kind, place.page(&head.path), fields)
}

fn act(portal: &Portal<'_>, id: ActId, place: &Place<'_>) -> Map<String, Value> {
    let act = &portal.catalogue.acts[id.index()];
    let entry = &act.entry;
    let mut fields = vec![
        ("name", Some(json!(entry.title))),
        ("identifier", Some(json!(entry.id.value))),
        ("sameAs", act.url(None).map(|url| json!(url))),
    ];
    let is_law = !matches!(entry.kind, ActKind::Standard | ActKind::Annat);
    if !is_law {
        return object("CreativeWork", place.of(Node::Act(id)), fields);
    }
    let today = portal.today();
    let repealed = entry.repealed.is_some_and(|day| day <= today);
    let begun = entry.in_force_from.is_none_or(|day| day <= today);
    let force = force(if begun && !repealed { Status::Gallande } else { Status::Upphavd });
    fields.extend([
        ("legislationIdentifier", Some(json!(entry.id.value))),
        ("legislationType", Some(json!(entry.kind.word()))),
        ("legislationLegalForce", Some(json!(force))),
    ]);
    object("Legislation", place.of(Node::Act(id)), fields)
}

fn terms(portal: &Portal<'_>, head: &Head<'_>, place: &Place<'_>) -> Map<String, Value> {
    let set = place.page(&head.path);
    let terms = portal.catalogue.terms.iter().enumerate().map(|(number, term)| {
        let fields = vec![
            ("name", Some(json!(term.label))),
            ("description", Some(json!(term.definition))),
            ("alternateName", Some(json!(term.also))),
            ("inDefinedTermSet", Some(json!({ "@id": set }))),
        ];
        Value::Object(object("DefinedTerm", place.of(Node::Term(TermId(number as u32))), fields))
    });
    let fields = vec![
        ("name", Some(json!(head.title))),
        ("publisher", organisation(&portal.catalogue.site.organisation)),
        ("hasDefinedTerm", Some(Value::Array(terms.collect()))),
    ];
    object("DefinedTermSet", set.clone(), fields)
}
