//! A small graph of RDF, and its two forms. Both are written from the same statements, so that they say the same.
//!
//! In: statements in the order in which they are made. Out: Turtle and JSON-LD. Nothing here knows what they are about.

mod json_ld;
mod turtle;

pub use json_ld::json_ld;
pub use turtle::turtle;

/// The prefixes of vocabularies, with their namespaces.
pub const PREFIXES: [(&str, &str); 7] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// What a statement says of its subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Object {
    /// A thing, by its address. A relative one counts from the file that the graph is written to.
    Iri(String),
    /// A term of a vocabulary: `skos:Concept`.
    Term(&'static str),
    /// Words in a language.
    Words(String, &'static str),
    /// Plain text.
    Text(String),
    /// A day.
    Day(String),
}

/// A thing, and what is said of it: terms with their prefix, and objects.
#[derive(Debug, Clone)]
pub struct Thing {
    /// Its address.
    pub iri: String,
    /// What is said of it, in order.
    pub says: Vec<(&'static str, Object)>,
}

impl Thing {
    /// A thing of a class.
    pub fn new(iri: impl Into<String>, class: &'static str) -> Self {
        Self { iri: iri.into(), says: vec![("rdf:type", Object::Term(class))] }
    }

    /// Says something of it.
    pub fn say(&mut self, term: &'static str, object: Object) -> &mut Self {
        self.says.push((term, object));
        self
    }
}

/// The whole name of a term with a prefix.
fn full(term: &str) -> String {
    let (prefix, name) = term.split_once(':').unwrap_or(("", term));
    let namespace =
        PREFIXES.iter().find(|(known, _)| *known == prefix).map_or("", |(_, namespace)| namespace);
    format!("{namespace}{name}")
}
