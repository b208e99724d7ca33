//! Dublin Core (DCMI Metadata Terms) of documents and rules.

use super::Place;
use crate::content::{Front, Spanned};
use crate::model::{DocumentId, Kind, Node};
use crate::pages::html::Html;
use crate::pages::portal::{Head, Portal};

/// Writes the terms of a page. Of pages that are about no document and no rule only title, publisher and language.
pub fn write(html: &mut Html, portal: &Portal<'_>, head: &Head<'_>, place: &Place<'_>) {
    let mut say = |name, content: Option<String>| {
        if let Some(content) = content.filter(|content| !content.trim().is_empty()) {
            html.newline().meta(&["DCTERMS.", name].concat(), &content);
        }
    };
    let catalogue = portal.catalogue;
    say("title", Some(head.title.to_string()));
    let document = head.about.and_then(|node| catalogue.home(node));
    let publisher = match document {
        Some(id) => catalogue.document(id).organisation.clone(),
        None => catalogue.site.organisation.clone(),
    };
    say("publisher", Some(publisher));
    let language = head.language.map_or(catalogue.site.language.tag(), |language| language);
    say("language", Some(language.to_string()));
    let (Some(node), Some(id)) = (head.about, document) else { return };
    let front = &catalogue.source(id).front;
    match node {
        Node::Rule(rule) => {
            say("identifier", Some(catalogue.rule_text(rule).id.value.clone()));
            say("isPartOf", Some(place.of(Node::Document(id))));
        }
        _ => {
            say("identifier", Some(front.id.value.clone()));
            say("type", Some(catalogue.kind(id).name.clone()));
            relations(portal, id, node, place, &mut say);
        }
    }
    say("creator", front.decided_by.as_ref().map(|by| by.value.clone()));
    say("issued", front.decided_on.last().map(|day| day.value.to_string()));
    say("valid", valid(front));
}

fn relations(
    portal: &Portal<'_>,
    id: DocumentId,
    node: Node,
    place: &Place<'_>,
    say: &mut impl FnMut(&'static str, Option<String>),
) {
    let graph = &portal.catalogue.graph;
    let front: &Front = &portal.catalogue.source(id).front;
    for (name, nodes) in [
        ("replaces", graph.targets(node, Kind::Replaces).collect::<Vec<_>>()),
        ("isReplacedBy", graph.origins(node, Kind::Replaces).collect()),
        ("source", graph.targets(node, Kind::Concretises).collect()),
    ] {
        for other in nodes {
            say(name, Some(place.of(other)));
        }
    }
    for Spanned { value, .. } in &front.registry {
        say("bibliographicCitation", Some(value.clone()));
    }
}

/// The days in force as an interval: `2026-01-01/2029-12-31`, with `..` where it is open.
fn valid(front: &Front) -> Option<String> {
    let day = |day: &Option<Spanned<crate::content::Date>>| {
        day.as_ref().map_or_else(|| "..".to_string(), |day| day.value.to_string())
    };
    (front.valid_from.is_some() || front.valid_until.is_some())
        .then(|| format!("{}/{}", day(&front.valid_from), day(&front.valid_until)))
}
