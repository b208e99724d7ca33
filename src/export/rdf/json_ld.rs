//! JSON-LD 1.1 (W3C).

use serde_json::{Map, Value, json};

use super::{Object, PREFIXES, Thing, full};

/// The things as JSON-LD: a context with the prefixes, and an object for each thing.
pub fn json_ld(things: &[Thing]) -> Value {
    let prefixes: Map<String, Value> =
        PREFIXES.iter().map(|(prefix, namespace)| ((*prefix).to_string(), json!(namespace))).collect();
    let graph: Vec<Value> = things.iter().map(thing).collect();
    json!({ "@context": prefixes, "@graph": graph })
}

fn thing(thing: &Thing) -> Value {
    let mut out = Map::new();
    out.insert("@id".to_string(), json!(thing.iri));
    for (term, object) in &thing.says {
        let (key, value) = match (*term, object) {
            ("rdf:type", Object::Term(class)) => ("@type", json!(full(class))),
            (term, object) => (term, written(object)),
        };
        let values = out.entry(key.to_string()).or_insert_with(|| json!([]));
        if let Some(values) = values.as_array_mut() {
            values.push(value);
        }
    }
    Value::Object(out)
}

fn written(object: &Object) -> Value {
    match object {
        Object::Iri(address) => json!({ "@id": address }),
        Object::Term(term) => json!({ "@id": full(term) }),
        Object::Words(text, language) => json!({ "@value": text, "@language": language }),
        Object::Text(text) => json!({ "@value": text }),
        Object::Day(day) => json!({ "@value": day, "@type": "xsd:date" }),
    }
}
