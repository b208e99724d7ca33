//! The plain words of a part of the package, as headers, footers and what is left out need them.

use super::xml::{Element, Node};
use crate::import::clean;

/// The text of each paragraph, tabs as wide gaps, deleted text too.
pub fn lines(element: &Element) -> Vec<String> {
    let mut out = Vec::new();
    if element.name == "p" {
        let mut text = String::new();
        plain(element, &mut text);
        let text = clean::plain_run(&text).trim().to_string();
        if !text.is_empty() {
            out.push(text);
        }
        return out;
    }
    if matches!(element.name.as_str(), "t" | "delText") {
        out.push(element.text());
        return out;
    }
    let direct: bool = element.elements().any(|child| child.name == "r");
    if direct {
        let mut text = String::new();
        plain(element, &mut text);
        out.push(clean::plain_run(&text));
        return out;
    }
    for child in &element.children {
        if let Node::Element(child) = child {
            out.extend(lines(child));
        }
    }
    out
}

fn plain(element: &Element, out: &mut String) {
    for child in element.elements() {
        match child.name.as_str() {
            "t" | "delText" => out.push_str(&child.text()),
            "tab" => out.push_str("  "),
            "br" | "cr" => out.push(' '),
            "Fallback" => {}
            _ => plain(child, out),
        }
    }
}
