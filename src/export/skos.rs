//! The terms in SKOS: a scheme for each organisation, a concept for each term.
//!
//! What two organisations mean by a word is never said to be the same: that is for people to say.

use std::collections::BTreeSet;

use super::rdf::{Object, Thing};
use crate::model::{Catalogue, Node, TermId};
use crate::pages::address;
use crate::publish::Published;
use crate::text::slug;

/// The file of the terms in Turtle, which names the schemes of other organisations than the portal's own.
pub const TURTLE: &str = "data/begrepp.ttl";

/// The schemes and concepts.
pub fn things(published: &Published) -> Vec<Thing> {
    let catalogue = published.catalogue();
    let mut organisations: Vec<&str> =
        catalogue.terms.iter().map(|term| organisation(catalogue, term.document)).collect();
    organisations.sort_unstable();
    organisations.dedup();
    let mut things = Vec::new();
    for name in organisations {
        let mut scheme = Thing::new(scheme(catalogue, name), "skos:ConceptScheme");
        let title = if name.is_empty() { &catalogue.site.title } else { name };
        scheme.say("dcterms:title", Object::Words(title.to_string(), catalogue.site.language.tag()));
        let mut concepts = concepts(catalogue, name);
        for concept in &concepts {
            scheme.say("skos:hasTopConcept", Object::Iri(concept.iri.clone()));
        }
        things.push(scheme);
        things.append(&mut concepts);
    }
    things
}

fn organisation(catalogue: &Catalogue, document: crate::model::DocumentId) -> &str {
    &catalogue.document(document).organisation
}

/// Where addresses begin: at the base address, else at the top of the site as seen from `data/`.
fn root(catalogue: &Catalogue) -> &str {
    catalogue.site.base_url.as_deref().unwrap_or("../")
}

/// The portal's own scheme is its page of terms; that of another organisation is a part of this file.
fn scheme(catalogue: &Catalogue, organisation: &str) -> String {
    let root = root(catalogue);
    if organisation == catalogue.site.organisation {
        return format!("{root}begrepp.html");
    }
    format!("{root}{TURTLE}#{}", slug(organisation))
}

fn concepts(catalogue: &Catalogue, name: &str) -> Vec<Thing> {
    let scheme = scheme(catalogue, name);
    // In a scheme a label means one concept. Of a term with two definitions the first has the label for itself; that of
    // each other says which document it is from.
    let mut taken = BTreeSet::new();
    let own =
        catalogue.terms.iter().enumerate().filter(|(_, term)| organisation(catalogue, term.document) == name);
    own.map(|(number, term)| {
        let front = &catalogue.source(term.document).front;
        let language = match front.language.as_ref().map(|language| language.value.as_str()) {
            Some("en") => "en",
            _ => "sv",
        };
        let words = |text: &str| Object::Words(text.to_string(), language);
        let iri = address::to(catalogue, Node::Term(TermId(number as u32)), root(catalogue));
        let mut concept = Thing::new(iri, "skos:Concept");
        if taken.insert((term.label.clone(), language)) {
            concept.say("skos:prefLabel", words(&term.label));
        } else {
            concept.say("skos:prefLabel", words(&format!("{} ({})", term.label, front.id.value)));
            concept.say("skos:altLabel", words(&term.label));
        }
        for word in &term.also {
            concept.say("skos:altLabel", words(word));
        }
        concept.say("skos:definition", words(&term.definition));
        let section = address::to(catalogue, Node::Section(term.section), root(catalogue));
        concept.say("dcterms:source", Object::Iri(section));
        concept.say("skos:inScheme", Object::Iri(scheme.clone()));
        concept.say("skos:topConceptOf", Object::Iri(scheme.clone()));
        concept
    })
    .collect()
}
