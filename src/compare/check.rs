//! What was declared of a change against what it is.
//!
//! A change that calls itself editorial and changes content, a decided text that changes without a decision, a list of
//! changes that does not agree with them: readers of the annex would be told something untrue.

use std::collections::BTreeMap;

use super::documents;
use super::{Change, Comparison, DocumentChange, Kind, Text, UnitKind};

/// Something that is not as declared, and in which document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Finding {
    /// Id or path.
    pub document: String,
    pub fault: Fault,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Called editorial, and changes what the rule says.
    NotEditorial(String),
    /// A decided text has other content under the same decision.
    NoDecision(String),
    /// Changed, and not in the list of changes.
    Undeclared(String, Kind),
    /// In the list of changes, and not changed.
    Unchanged(String),
    /// Declared as one kind, and is another.
    OtherKind(String, String, Kind),
    /// A reference leads nowhere, or to another rule, since its target has gone or been renumbered.
    Reference(String, String, Option<String>),
    /// A number stands twice.
    NumberTwice(String),
    /// A term is defined no longer, and still used.
    TermUndefined(String),
    /// A rule had an owner, and has none.
    OwnerLost(String),
    /// A row of a hand-made annex whose new text is not the text of the document: the row, and what the document says.
    NewTextDiffers(String, Option<String>),
    /// A row of a hand-made annex whose old text is not the text of the former document.
    OldTextDiffers(String, Option<String>),
    /// The text of a row differs in signs only.
    SignsDiffer(String),
    /// A number that does not belong to the section that it is printed under: number, section.
    WrongNumber(String, String),
    /// A row stands under another heading than its rule does: row, heading printed, heading of the document.
    WrongHeading(String, String, String),
    /// A change without a row: kind and name, and its text.
    MissingRow(Kind, String, String),
    /// Rules that have been renumbered or lost their numbers, so many, without a word of it.
    MissingRenumbering(usize),
}

/// Checks every document. `declared` is what a merge request says of itself as a whole.
pub fn check(old: &[Text], new: &[Text], comparison: &Comparison, declared: Option<Kind>) -> Vec<Finding> {
    let mut out = Vec::new();
    let pairs: BTreeMap<Option<&str>, (Option<&Text>, &Text)> = documents::pair(old, new)
        .into_iter()
        .filter_map(|pair| {
            Some((Some(new[pair.new?].path.as_str()), (pair.old.map(|at| &old[at]), &new[pair.new?])))
        })
        .collect();
    for document in &comparison.documents {
        let name =
            document.id.clone().or_else(|| document.new_path.clone()).or_else(|| document.old_path.clone());
        let name = name.unwrap_or_default();
        let mut add = |fault: Fault| out.push(Finding { document: name.clone(), fault });
        let texts = pairs.get(&document.new_path.as_deref()).copied();
        let listed = texts.is_some_and(|(_, new)| !new.statements.is_empty());
        if declared == Some(Kind::Redaktionell) {
            content(document).for_each(|change| add(Fault::NotEditorial(change.name())));
        } else if let Some((Some(old), new)) = texts
            && !listed
            && is_decided(old)
            && is_decided(new)
            && decision(old) == decision(new)
        {
            content(document).for_each(|change| add(Fault::NoDecision(change.name())));
        }
        if let Some((_, new)) = texts.filter(|_| listed) {
            against_list(document, new, &mut add);
        }
        consequences(document, texts.map(|(_, new)| new), &mut add);
    }
    out
}

fn content(document: &DocumentChange) -> impl Iterator<Item = &Change> {
    document.changes.iter().filter(|change| change.kind.changes_content())
}

fn field<'t>(text: &'t Text, name: &str) -> Option<&'t str> {
    text.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn is_decided(text: &Text) -> bool {
    field(text, "status").is_some_and(|status| !matches!(status, "utkast" | "remiss"))
}

fn decision(text: &Text) -> [Option<&str>; 4] {
    ["edition", "decided_on", "decision", "valid_from"].map(|name| field(text, name))
}

/// The list of changes of the front matter against the changes.
fn against_list(document: &DocumentChange, new: &Text, add: &mut impl FnMut(Fault)) {
    let named = |change: &Change, name: &str| {
        let sides = change.new.iter().chain(&change.old);
        sides.into_iter().any(|side| side.id.as_deref() == Some(name) || side.number.as_deref() == Some(name))
    };
    for said in &new.statements {
        let found = document.changes.iter().find(|change| named(change, &said.rule));
        match (found, &said.kind) {
            (None, _) => add(Fault::Unchanged(said.rule.clone())),
            (Some(change), Some(kind)) if change.kind.word() != kind => {
                let editorial = kind == Kind::Redaktionell.word() && change.kind.changes_content();
                add(if editorial {
                    Fault::NotEditorial(said.rule.clone())
                } else {
                    Fault::OtherKind(said.rule.clone(), kind.clone(), change.kind)
                });
            }
            _ => {}
        }
    }
    for change in content(document) {
        let said = |names: &Vec<String>| names.iter().any(|name| named(change, name));
        if !new
            .statements
            .iter()
            .any(|one| named(change, &one.rule) || said(&one.replaces) || said(&one.from))
        {
            add(Fault::Undeclared(change.name(), change.kind));
        }
    }
}

/// What a change leaves behind.
fn consequences(document: &DocumentChange, new: Option<&Text>, add: &mut impl FnMut(Fault)) {
    let impact = &document.summary.impact;
    for one in &impact.references {
        add(Fault::Reference(one.at.clone(), one.target.clone(), one.now.clone()));
    }
    for one in impact.terms.iter().filter(|one| one.still_used) {
        add(Fault::TermUndefined(one.term.clone()));
    }
    for change in &document.changes {
        let lost = change
            .fields
            .iter()
            .any(|field| field.name == "owner" && field.old.is_some() && field.new.is_none());
        if lost && change.new.first().is_some_and(|side| side.kind != UnitKind::Heading) {
            add(Fault::OwnerLost(change.name()));
        }
    }
    let mut seen: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for unit in new.iter().flat_map(|text| &text.units) {
        // Numbers with dots and of headings are unique in a document; «1.» and «a)» are not meant to be.
        if let Some(label) =
            unit.label.as_deref().filter(|label| label.contains('.') && !label.ends_with('.'))
        {
            *seen.entry((label, 0)).or_default() += 1;
        }
    }
    for ((label, _), _) in seen.into_iter().filter(|(_, count)| *count > 1) {
        add(Fault::NumberTwice(label.to_string()));
    }
}
