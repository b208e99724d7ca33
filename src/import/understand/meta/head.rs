//! The letterhead and what runs at the head of pages.

use super::field::place;
use super::{Meta, Value};
use crate::import::block::Origin;
use crate::import::clean::kind_word;
use crate::import::journal::Journal;
use crate::import::lines::Line;
use crate::import::swedish::dates::{case_number, dates};
use crate::import::swedish::labels;
use crate::import::understand::People;

/// Fills in what the running header says. Where the labelled details of the text say something else, they stand: a
/// header is often left over from the document that was copied.
pub(super) fn yields(meta: &mut Meta, running: Meta, journal: &mut Journal) {
    let mut differ = |header: &Value, text: &Value| {
        if header.value != text.value {
            let at = Origin { page: 0, line: header.line };
            let why = "sidhuvudet säger något annat än uppgifterna i texten, som gäller";
            journal.doubt(at, "dokumentuppgifter", &header.source, &text.value, why);
        }
    };
    for (header, text) in [(running.kind, &mut meta.kind), (running.title, &mut meta.title)] {
        match (header, text) {
            (Some(header), Some(text)) => differ(&header, text),
            (header @ Some(_), text) => *text = header,
            (None, _) => {}
        }
    }
    for (key, header) in running.fields {
        match meta.fields.get(key) {
            Some(text) => header.iter().zip(text).for_each(|(header, text)| differ(header, text)),
            None => {
                meta.fields.insert(key, header);
            }
        }
    }
}

/// What the letterhead and the running headers say.
pub(super) fn letterhead(meta: &mut Meta, facts: &[Line], people: &People, journal: &mut Journal) {
    for fact in facts {
        people.list(&fact.text, fact.origin, journal);
        if meta.kind.is_none()
            && let Some(kind) = kind_word(&fact.text)
        {
            meta.kind = Some(Value {
                value: kind.to_string(),
                line: fact.origin.line,
                source: fact.text.clone(),
                guessed: false,
            });
        }
        let said = labels::said(&fact.text);
        if !said.is_empty() {
            for (key, value) in said {
                place(meta, key, &value, fact.origin, &fact.text, people, journal);
            }
            continue;
        }
        if let Some(number) = case_number(&fact.text) {
            meta.set("registry", vec![number], fact.origin, &fact.text, false);
        }
        meta.set(
            "letter_date",
            dates(&fact.text).into_iter().take(1).collect(),
            fact.origin,
            &fact.text,
            false,
        );
    }
}
