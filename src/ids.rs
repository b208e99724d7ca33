//! `ledtrad id`: gives new rules their permanent ids, in the file, touching nothing else.
//!
//! A paragraph or list item that lays a duty on somebody and has no id is a new rule. Its number is the next free one
//! of the document's prefix over the whole portal, withdrawn rules included: an id is never given twice.

use std::collections::BTreeMap;

use crate::content::body::{Block, Inline};
use crate::content::config::Class;
use crate::content::front::Status;
use crate::content::inline::Flat;
use crate::content::statement;
use crate::model::{Catalogue, DocumentId};

/// New ids of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// Path of the document from the content folder.
    pub path: String,
    /// Its whole new text.
    pub text: String,
    /// The ids, each with the first words of its rule.
    pub ids: Vec<(String, String)>,
}

/// Labels every new rule of the documents that bind and have a `rule_prefix`.
pub fn label(catalogue: &Catalogue) -> Vec<Labelled> {
    let mut next = next_numbers(catalogue);
    let binding = catalogue.document_ids().filter(|id| {
        matches!(catalogue.document(*id).class, Class::Policy | Class::Binding | Class::Role | Class::Forum)
    });
    let living = binding
        .filter(|id| !matches!(catalogue.source(*id).front.status.value, Status::Ersatt | Status::Upphavd));
    living.filter_map(|id| label_document(catalogue, id, &mut next)).collect()
}

/// The next free number of every prefix.
fn next_numbers(catalogue: &Catalogue) -> BTreeMap<String, u32> {
    let mut next = BTreeMap::new();
    for id in catalogue.rule_ids() {
        let id = &catalogue.rule_text(id).id.value;
        let Some((prefix, number)) = id.rsplit_once('-') else { continue };
        let digits: String =
            number.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        let letters = &number[..number.len() - digits.len().min(number.len())];
        let key = if letters.is_empty() { prefix.to_string() } else { format!("{prefix}-{letters}") };
        let number = digits.parse::<u32>().unwrap_or(0);
        let free = next.entry(key).or_insert(1);
        *free = (*free).max(number.saturating_add(1));
    }
    next
}

fn label_document(
    catalogue: &Catalogue,
    id: DocumentId,
    next: &mut BTreeMap<String, u32>,
) -> Option<Labelled> {
    let source = catalogue.source(id);
    let prefix = source.front.rule_prefix.as_ref()?.value.clone();
    // The principles of a policy are numbered P1, P2 …
    let lettered = format!("{prefix}-P");
    let is_policy = catalogue.document(id).class == Class::Policy;
    let (key, start) = if is_policy || next.contains_key(&lettered) {
        (lettered.clone(), lettered)
    } else {
        (prefix.clone(), format!("{prefix}-"))
    };
    let written = source.text()?;
    let body = source.parse_text(&written);
    let mut places = Vec::new();
    collect(&body.blocks, &mut places);
    if places.is_empty() {
        return None;
    }
    let mut text = String::new();
    let mut ids = Vec::new();
    let mut from = 0;
    for (at, words) in places {
        let number = next.entry(key.clone()).or_insert(1);
        let rule = format!("{start}{number}");
        *number += 1;
        text.push_str(&written[from..at]);
        text.push_str(&format!("**{rule}** "));
        from = at;
        ids.push((rule, words));
    }
    text.push_str(&written[from..]);
    Some(Labelled { path: source.input.path.clone(), text, ids })
}

/// Where the new rules begin, in bytes of the file, with their first words.
fn collect(blocks: &[Block], places: &mut Vec<(usize, String)>) {
    for block in blocks {
        match block {
            Block::Paragraph { text, .. } => {
                let flat = Flat::of(text);
                if let (Some(_), Some(at)) = (statement::duty(&flat.text), start(text)) {
                    places.push((at, flat.text.chars().take(60).collect()));
                }
            }
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, places)),
            _ => {}
        }
    }
}

fn start(text: &[Inline]) -> Option<usize> {
    match text.first()? {
        Inline::Text { span, .. }
        | Inline::Code { span, .. }
        | Inline::Emphasis(_, span)
        | Inline::Strong(_, span)
        | Inline::Link { span, .. } => Some(span.start as usize),
        _ => None,
    }
}
