//! Addresses of links that a program printed as lines of their own at the foot of a page.

use super::super::journal::Journal;
use super::super::lines::{Layer, Line};

/// Removes lines that are nothing but an address, where the text does not lead up to them.
pub fn run(mut layer: Layer, journal: &mut Journal) -> Layer {
    let mut kept: Vec<Line> = Vec::with_capacity(layer.lines.len());
    for line in layer.lines {
        let before = kept.iter().rev().find(|line| !line.is_blank());
        let awaited = before.is_some_and(|line| line.text.ends_with([':', ',', '(']));
        if is_address(&line.text)
            && !awaited
            && kept.last().is_none_or(|last| last.is_blank() || is_address(&last.text))
        {
            journal.count("länkrester");
            journal.drop(line.origin, "länkrester", &line.text);
        } else {
            kept.push(line);
        }
    }
    layer.lines = kept;
    layer
}

/// Whether a line is an address and nothing else.
fn is_address(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && ["http://", "https://", "www."].iter().any(|start| text.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text::lines;

    #[test]
    fn only_stray_addresses_go() {
        let text = "Text.\n\nhttps://a.example/x\nhttps://a.example/y\n\nSe vidare:\nhttps://b.example/";
        let layer = Layer { lines: lines(text), ..Layer::default() };
        let mut journal = Journal::default();
        let left = run(layer, &mut journal);
        assert_eq!(journal.dropped.len(), 2);
        assert!(left.lines.iter().any(|line| line.text == "https://b.example/"));
    }
}
