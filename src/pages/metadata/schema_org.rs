//! schema.org: what binds is `Legislation`, guidance and answers are `DigitalDocument`, a role is an `OrganizationRole`, a
//! forum an `Organization`, a term a `DefinedTerm`.
//!
//! `@id` is the permanent address of the thing. Dates and status are what the document says, nothing is concluded.

use super::Place;
use crate::content::config::Class;
use crate::content::front::Status;
use crate::content::register::ActKind;
use crate::json::{Json, object};
use crate::model::{ActId, DocumentId, Kind, Node, RuleId, TermId};
use crate::pages::portal::{Head, Portal};

/// The graph of a page: what it is about, and the way to it.
pub fn graph<'p>(portal: &'p Portal<'_>, head: &'p Head<'_>, place: &Place<'_>) -> Json<'p> {
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
    let nodes: Vec<Json<'_>> = std::iter::once(subject).chain(crumbs(head, place)).collect();
    object! { "@context" => "https://schema.org", "@graph" => nodes }
}

/// A field that may have no value.
type Field<'p> = (&'static str, Option<Json<'p>>);

/// A thing whose fields with a value are kept.
fn thing<'p>(kind: &'p str, id: String, fields: Vec<Field<'p>>) -> Json<'p> {
    let held = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let held = held.filter(|(_, value)| !value.is_empty());
    Json::Object([("@type", kind.into()), ("@id", id.into())].into_iter().chain(held).collect())
}

/// A value of a field.
fn some<'p>(value: impl Into<Json<'p>>) -> Option<Json<'p>> {
    Some(value.into())
}

fn organisation(name: &str) -> Option<Json<'_>> {
    (!name.is_empty()).then(|| object! { "@type" => "Organization", "name" => name })
}

fn links(nodes: impl Iterator<Item = Node>, place: &Place<'_>) -> Option<Json<'static>> {
    Some(Json::List(nodes.map(|node| object! { "@id" => place.of(node) }).collect()))
}

fn site<'p>(portal: &'p Portal<'_>, place: &Place<'_>) -> Json<'p> {
    let site = &portal.catalogue.site;
    let search = site.search.then(|| {
        let template = place.page("sok.html?q={search_term_string}");
        object! {
            "@type" => "SearchAction",
            "target" => object! { "@type" => "EntryPoint", "urlTemplate" => template },
            "query-input" => "required name=search_term_string",
        }
    });
    let fields = vec![
        ("name", some(&site.title)),
        ("inLanguage", some(site.language.tag())),
        ("publisher", organisation(&site.organisation)),
        ("potentialAction", search),
    ];
    thing("WebSite", place.page("index.html"), fields)
}

fn collection<'p>(portal: &'p Portal<'_>, head: &'p Head<'_>, place: &Place<'_>) -> Json<'p> {
    let site = &portal.catalogue.site;
    let fields = vec![
        ("name", some(head.title)),
        ("inLanguage", some(site.language.tag())),
        ("isPartOf", Some(object! { "@id" => place.page("index.html") })),
    ];
    thing("CollectionPage", place.page(&head.path), fields)
}

fn crumbs<'p>(head: &'p Head<'_>, place: &Place<'_>) -> Option<Json<'p>> {
    let above = head.crumbs.iter().map(|(name, address)| (name.as_str(), address.from_root(place.base)));
    let items: Vec<Json<'_>> = above
        .chain([(head.title, place.page(&head.path))])
        .enumerate()
        .map(|(at, (name, item))| {
            object! { "@type" => "ListItem", "position" => at + 1, "name" => name, "item" => item }
        })
        .collect();
    (head.path != "index.html").then(|| object! { "@type" => "BreadcrumbList", "itemListElement" => items })
}

/// Whether a text of this status is law to those it applies to. A proposal is not, nor what is not yet in force.
fn force(status: Status) -> &'static str {
    match status {
        Status::Gallande => "https://schema.org/InForce",
        _ => "https://schema.org/NotInForce",
    }
}

fn document<'p>(portal: &'p Portal<'_>, id: DocumentId, place: &Place<'_>) -> Json<'p> {
    let catalogue = portal.catalogue;
    let node = Node::Document(id);
    let front = &catalogue.source(id).front;
    let class = catalogue.document(id).class;
    let language = front.language.as_ref().map_or("sv", |language| language.value.as_str());
    let targets = |kind| links(catalogue.graph.targets(node, kind), place);
    let mut fields = vec![
        ("name", some(&front.title.value)),
        ("identifier", some(&front.id.value)),
        ("inLanguage", some(language)),
        ("publisher", organisation(&catalogue.document(id).organisation)),
        ("isPartOf", Some(object! { "@id" => place.page("index.html") })),
        ("isBasedOn", targets(Kind::Concretises)),
        ("version", front.edition.as_ref().map(|edition| Json::from(&edition.value))),
        ("abstract", front.background.as_ref().map(|text| Json::from(&text.value))),
    ];
    if matches!(class, Class::Guidance | Class::Response) {
        fields.push(("about", links(about(portal, node), place)));
        return thing("DigitalDocument", place.of(node), fields);
    }
    let registry: Vec<&str> = front.registry.iter().map(|number| number.value.as_str()).collect();
    let day = |day: Option<String>| day.map(Json::from);
    let passed = front.status.value.is_decided();
    fields.extend([
        ("legislationType", some(&catalogue.kind(id).name)),
        ("legislationIdentifier", some(registry)),
        ("legislationDate", day(front.decided_on.last().map(|day| day.value.to_string()))),
        ("legislationDateVersion", day(front.valid_from.as_ref().map(|day| day.value.to_string()))),
        ("temporalCoverage", temporal(front)),
        (
            "legislationPassedBy",
            front.decided_by.as_ref().filter(|_| passed).and_then(|by| organisation(&by.value)),
        ),
        ("legislationResponsible", organisation(&catalogue.document(id).organisation)),
        ("legislationLegalForce", some(force(front.status.value))),
        ("legislationRepeals", targets(Kind::Replaces)),
        ("legislationChanges", targets(Kind::Supplements)),
    ]);
    thing("Legislation", place.of(node), fields)
}

/// What guidance supports, or an answer comments on.
fn about<'p>(portal: &'p Portal<'_>, node: Node) -> impl Iterator<Item = Node> + use<'p> {
    let graph = &portal.catalogue.graph;
    graph.targets(node, Kind::Supports).chain(graph.targets(node, Kind::CommentsOn))
}

fn temporal(front: &crate::content::Front) -> Option<Json<'static>> {
    let from = front.valid_from.as_ref()?.value.to_string();
    let until = front.valid_until.as_ref().map_or("..".to_string(), |day| day.value.to_string());
    some(format!("{from}/{until}"))
}

fn rule<'p>(portal: &'p Portal<'_>, id: RuleId, place: &Place<'_>) -> Json<'p> {
    let catalogue = portal.catalogue;
    let rule = catalogue.rule(id);
    let text = catalogue.rule_text(id);
    let front = &catalogue.source(rule.document).front;
    let language = front.language.as_ref().map_or("sv", |language| language.value.as_str());
    let status = if text.tombstone.is_some() { Status::Upphavd } else { front.status.value };
    let owners: Vec<Json<'_>> = rule
        .owners
        .iter()
        .map(|owner| match owner.node {
            Some(node) => {
                object! { "@type" => "Audience", "name" => &owner.name, "url" => place.of(node) }
            }
            None => object! { "@type" => "Audience", "name" => &owner.name },
        })
        .collect();
    let fields = vec![
        ("name", some(&text.id.value)),
        ("identifier", some(&text.id.value)),
        ("text", some(&text.text).filter(|_| text.tombstone.is_none())),
        ("inLanguage", some(language)),
        ("isPartOf", Some(object! { "@id" => place.of(Node::Document(rule.document)) })),
        ("legislationIdentifier", some(&text.id.value)),
        ("legislationLegalForce", some(force(status))),
        ("isBasedOn", links(rule.sources.iter().copied(), place)),
        ("audience", some(owners)),
    ];
    thing("Legislation", place.of(Node::Rule(id)), fields)
}

fn person<'p>(portal: &'p Portal<'_>, head: &'p Head<'_>, place: &Place<'_>, kind: &'p str) -> Json<'p> {
    let home = head.about.and_then(|node| portal.catalogue.home(node));
    let front = home.map(|id| &portal.catalogue.source(id).front);
    let within = home.and_then(|id| organisation(&portal.catalogue.document(id).organisation));
    let mut fields = vec![
        ("name", some(head.title)),
        ("identifier", front.map(|front| Json::from(&front.id.value))),
        ("url", some(place.page(&head.path))),
    ];
    if kind == "Organization" {
        fields.push(("parentOrganization", within));
    } else {
        fields.push(("roleName", some(head.title)));
    }
    thing(kind, place.page(&head.path), fields)
}

fn act<'p>(portal: &'p Portal<'_>, id: ActId, place: &Place<'_>) -> Json<'p> {
    let act = &portal.catalogue.acts[id.index()];
    let entry = &act.entry;
    let mut fields = vec![
        ("name", some(&entry.title)),
        ("identifier", some(&entry.id.value)),
        ("sameAs", act.url(None).map(Json::from)),
    ];
    let is_law = !matches!(entry.kind, ActKind::Standard | ActKind::Annat);
    if !is_law {
        return thing("CreativeWork", place.of(Node::Act(id)), fields);
    }
    let today = portal.today();
    let repealed = entry.repealed.is_some_and(|day| day <= today);
    let begun = entry.in_force_from.is_none_or(|day| day <= today);
    let force = force(if begun && !repealed { Status::Gallande } else { Status::Upphavd });
    fields.extend([
        ("legislationIdentifier", some(&entry.id.value)),
        ("legislationType", some(entry.kind.word())),
        ("legislationLegalForce", some(force)),
    ]);
    thing("Legislation", place.of(Node::Act(id)), fields)
}

fn terms<'p>(portal: &'p Portal<'_>, head: &'p Head<'_>, place: &Place<'_>) -> Json<'p> {
    let set = place.page(&head.path);
    let terms = portal.catalogue.terms.iter().enumerate().map(|(number, term)| {
        let fields = vec![
            ("name", some(&term.label)),
            ("description", some(&term.definition)),
            ("alternateName", some(term.also.iter().collect::<Vec<_>>())),
            ("inDefinedTermSet", Some(object! { "@id" => set.clone() })),
        ];
        thing("DefinedTerm", place.of(Node::Term(TermId(number as u32))), fields)
    });
    let fields = vec![
        ("name", some(head.title)),
        ("publisher", organisation(&portal.catalogue.site.organisation)),
        ("hasDefinedTerm", Some(Json::List(terms.collect()))),
    ];
    thing("DefinedTermSet", set.clone(), fields)
}
