//! XML to a tree of local names, with limits on depth and size. No entities but the five of XML are known.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::Refusal;

/// Deepest nesting of elements.
const DEPTH: usize = 200;
/// Most elements and texts of a part.
const NODES: usize = 3_000_000;

/// An element or a text.
#[derive(Debug, Clone)]
pub enum Node {
    /// An element.
    Element(Element),
    /// A text.
    Text(String),
}

/// An element.
#[derive(Debug, Clone, Default)]
pub struct Element {
    /// Name without its prefix.
    pub name: String,
    /// Attributes, names without prefix.
    attributes: Vec<(String, String)>,
    /// What it holds.
    pub children: Vec<Node>,
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The elements within.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of a name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The value (`w:val`) of the first element of a name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.get("val")
    }

    /// Whether a switch is on: there, and not said to be off.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.child(name).map(|element| !matches!(element.get("val"), Some("0" | "false" | "off" | "none")))
    }

    /// All text within.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for child in &self.children {
            match child {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => out.push_str(&element.text()),
            }
        }
        out
    }
}

/// Parses a part.
pub fn parse(text: &str) -> Result<Element, Refusal> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    let mut nodes = 0;
    loop {
        let event = reader.read_event().map_err(|error| Refusal::Broken(error.to_string()))?;
        nodes += 1;
        if nodes > NODES {
            return Err(Refusal::TooLarge("XML", NODES as u64));
        }
        match event {
            Event::Start(start) => {
                if open.len() > DEPTH {
                    return Err(Refusal::TooLarge("XML", DEPTH as u64));
                }
                open.push(element(&start));
            }
            Event::Empty(start) => add(&mut open, Node::Element(element(&start))),
            Event::End(_) => {
                if open.len() > 1
                    && let Some(done) = open.pop()
                {
                    add(&mut open, Node::Element(done));
                }
            }
            Event::Text(text) => add_text(&mut open, &text.into_inner()),
            Event::CData(text) => add_text(&mut open, &text.into_inner()),
            Event::GeneralRef(entity) => add_text(&mut open, &resolve(&entity.into_inner())),
            Event::Eof => break,
            _ => {}
        }
    }
    while open.len() > 1 {
        if let Some(done) = open.pop() {
            add(&mut open, Node::Element(done));
        }
    }
    open.pop()
        .and_then(|root| {
            root.children.into_iter().find_map(|node| match node {
                Node::Element(element) => Some(element),
                Node::Text(_) => None,
            })
        })
        .ok_or_else(|| Refusal::Broken("XML".to_string()))
}

fn add(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn add_text(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(Node::Text(last)) => last.push_str(text),
        _ => parent.children.push(Node::Text(text.to_string())),
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let local = |name: &str| name.rsplit(':').next().unwrap_or(name).to_string();
    let attributes = start
        .attributes()
        .with_checks(false)
        .flatten()
        .map(|attribute| (local(attribute.key.as_ref()), unescape(&attribute.value)))
        .collect();
    Element { name: local(start.name().as_ref()), attributes, children: Vec::new() }
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let Some(end) = rest[at..].find(';') else { break };
        out.push_str(&resolve(&rest[at + 1..at + end]));
        rest = &rest[at + end + 1..];
    }
    out + rest
}

fn resolve(entity: &str) -> String {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    match entity {
        "amp" => "&".to_string(),
        "lt" => "<".to_string(),
        "gt" => ">".to_string(),
        "quot" => "\"".to_string(),
        "apos" => "'".to_string(),
        _ => {
            let hex = entity.strip_prefix("#x").or_else(|| entity.strip_prefix("#X"));
            let found = match (hex, entity.strip_prefix('#')) {
                (Some(hex), _) => number(hex, 16),
                (None, Some(decimal)) => number(decimal, 10),
                _ => None,
            };
            found.map(String::from).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_with_entities_and_limits() {
        let root = parse("<w:p a:b=\"x &amp; y\"><w:t>Å &lt; &#246;</w:t></w:p>").unwrap_or_default();
        assert_eq!((root.name.as_str(), root.get("b"), root.text().as_str()), ("p", Some("x & y"), "Å < ö"));
        assert!(parse(&"<a>".repeat(300)).is_err());
        assert!(parse("").is_err());
    }
}
