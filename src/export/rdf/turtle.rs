//! Turtle (W3C).

use std::fmt::Write;

use super::{Object, PREFIXES, Thing};

/// The things as Turtle.
pub fn turtle(things: &[Thing]) -> String {
    let mut out = String::new();
    for (prefix, namespace) in PREFIXES {
        if things.iter().flat_map(|thing| &thing.says).any(|(term, object)| uses(prefix, term, object)) {
            let _ = writeln!(out, "@prefix {prefix}: <{namespace}> .");
        }
    }
    for thing in things {
        let _ = write!(out, "\n{}", iri(&thing.iri));
        for (at, (term, object)) in thing.says.iter().enumerate() {
            let term = if *term == "rdf:type" { "a" } else { term };
            let mark = if at == 0 { " " } else { " ;\n    " };
            let _ = write!(out, "{mark}{term} {}", written(object));
        }
        out.push_str(" .\n");
    }
    out
}

fn uses(prefix: &str, term: &str, object: &Object) -> bool {
    let of = |term: &str| term.split_once(':').is_some_and(|(own, _)| own == prefix);
    let object = match object {
        Object::Term(term) => of(term),
        Object::Day(_) => prefix == "xsd",
        _ => false,
    };
    object || (term != "rdf:type" && of(term))
}

fn written(object: &Object) -> String {
    match object {
        Object::Iri(address) => iri(address),
        Object::Term(term) => (*term).to_string(),
        Object::Words(text, language) => format!("{}@{language}", quoted(text)),
        Object::Text(text) => quoted(text),
        Object::Day(day) => format!("{}^^xsd:date", quoted(day)),
    }
}

/// An address between angle brackets. What may not stand there is written as its number.
fn iri(address: &str) -> String {
    let mut out = String::from("<");
    for character in address.chars() {
        if character <= ' ' || "<>\"{}|^`\\".contains(character) {
            let _ = write!(out, "\\u{:04X}", u32::from(character));
        } else {
            out.push(character);
        }
    }
    out.push('>');
    out
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other if other.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(other));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
