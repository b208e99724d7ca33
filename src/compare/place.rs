//! Where a unit stands, as people cite it: «§ 5.7», «2 Bidrag», the opening of a text, or a text without parts.

use super::unit::{Text, UnitKind};

/// How far before a unit the rule is looked for that it belongs to.
const REACH: usize = 100;

/// What a unit stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Within {
    /// A text that has no parts with names.
    #[default]
    Text,
    /// What comes before the first part of a text that has parts.
    Opening,
    /// A numbered rule, else a section by its number and title.
    Named(String),
}

/// Whether a number is that of an item in a list, which says nothing without the rule that the list belongs to.
pub fn is_of_item(kind: UnitKind, label: &str) -> bool {
    let plain = label.trim_end_matches('.');
    label.ends_with(')') || kind == UnitKind::Item && !plain.contains(['.', '§'])
}

/// The chapter that a section is in, as statutes have them: «2 kap.», «2 a kap.».
fn chapter(text: &Text, section: usize) -> Option<&str> {
    let mut at = Some(section);
    while let Some(section) = at {
        let title = &text.sections[section].title;
        if let Some((number, _)) = title.split_once(" kap.").filter(|(number, _)| number.len() < 6)
            && number.starts_with(|c: char| c.is_ascii_digit())
        {
            return title.get(..number.len() + " kap.".len());
        }
        at = text.sections[section].parent;
    }
    None
}

/// What a unit of a text stands in; of a rule with a number its chapter alone.
pub fn within(text: &Text, unit: usize) -> Within {
    let one = &text.units[unit];
    let chapter = chapter(text, one.section);
    if let Some(label) = one.label.as_ref().filter(|label| !is_of_item(one.kind, label)) {
        // Where the sign stands first, numbers run on from chapter to chapter.
        return chapter
            .filter(|_| label.ends_with('§'))
            .map_or(Within::Text, |chapter| Within::Named(chapter.to_string()));
    }
    if let Some(id) = one.rule.filter(|head| *head != unit).and_then(|head| text.units[head].id.clone()) {
        return Within::Named(id);
    }
    let near = text.units[..unit].iter().rev().take(REACH);
    let mut before = near.take_while(|other| other.section == one.section);
    let number = before.find_map(|other| {
        let label = other.label.as_ref().filter(|label| !is_of_item(other.kind, label))?;
        (!other.is_heading()).then(|| label.clone())
    });
    if let Some(number) = number {
        return Within::Named(match chapter.filter(|_| number.ends_with('§')) {
            Some(chapter) => format!("{chapter} {number}"),
            None => number,
        });
    }
    let section = &text.sections[one.section];
    let Some(heading) =
        section.heading.map(|heading| &text.units[heading]).filter(|_| !is_title(text, one.section))
    else {
        return if text.sections.len() == one.section + 1 { Within::Text } else { Within::Opening };
    };
    let number = heading.label.clone().filter(|number| number.contains('§'));
    Within::Named(number.unwrap_or_else(|| section.title.clone()))
}

/// Whether a section is the whole text: its heading is the title, and every other one is below it.
fn is_title(text: &Text, section: usize) -> bool {
    let one = &text.sections[section];
    let heading = one.heading.map(|heading| &text.units[heading]);
    section == 1
        && heading.is_some_and(|heading| heading.label.is_none() && heading.text == text.title)
        && text.sections[2..].iter().all(|other| other.level > one.level)
}

/// What people call a unit: its id, else its number, else what it stands in.
pub fn name(text: &Text, unit: usize) -> String {
    let one = &text.units[unit];
    let id = one.id.as_ref().filter(|id| !id.starts_with('#'));
    let label = one.label.as_ref().filter(|label| !is_of_item(one.kind, label));
    if let Some(own) = id.or(label) {
        return own.clone();
    }
    match within(text, unit) {
        Within::Named(name) => name,
        Within::Text | Within::Opening => {
            let section = &text.sections[one.section].title;
            if section.is_empty() { text.title.clone() } else { section.clone() }
        }
    }
}
