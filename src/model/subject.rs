//! Subjects (ämnen): the words under which readers look for what concerns them, as authors have assigned them.
//!
//! In: `subjects` of the front matter and the `ämne` of metadata lines. Out: the subjects by name, and those of every
//! document and rule. Nothing is read out of the text itself.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Catalogue, DocumentId, RuleId, SubjectId};
use crate::content::Source;
use crate::content::body::{Field, Label};
use crate::text::{fold, slug, swedish_key};

/// A subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Its name, as it was first written, with a capital.
    pub name: String,
    /// The part of the address that names it.
    pub anchor: String,
}

/// Collects the subjects, and gives documents and rules theirs.
pub fn collect(catalogue: &mut Catalogue) {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let assigned: Vec<Vec<&str>> = catalogue.sources.par_iter().map(|source| assigned(source)).collect();
    for name in assigned.into_iter().flatten() {
        names.entry(fold(name)).or_insert_with(|| capitalised(name));
    }
    if names.is_empty() {
        return;
    }
    let mut all: Vec<(String, String)> = names.into_iter().collect();
    all.sort_by_cached_key(|(key, name)| (swedish_key(name), key.clone()));
    let numbers: BTreeMap<String, SubjectId> =
        all.iter().enumerate().map(|(at, (key, _))| (key.clone(), SubjectId(at as u32))).collect();
    catalogue.subjects = with_anchors(all);
    for id in catalogue.document_ids() {
        give(catalogue, id, &numbers);
    }
}

/// The subjects of a document as its author names them: those of its front matter, then those of its parts.
fn assigned(source: &Source) -> Vec<&str> {
    let outline = &source.outline;
    let lines = outline.sections.iter().map(|s| &s.fields).chain(outline.rules.iter().map(|r| &r.fields));
    let declared = source.front.subjects.iter().map(|subject| subject.value.as_str());
    declared.chain(lines.flat_map(|fields| values(fields))).collect()
}

fn with_anchors(all: Vec<(String, String)>) -> Vec<Subject> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    all.into_iter()
        .map(|(_, name)| {
            let base = slug(&name);
            let base = if base.is_empty() { "amne".to_string() } else { base };
            let count = taken.entry(base.clone()).or_default();
            *count += 1;
            let anchor = if *count == 1 { base } else { format!("{base}-{count}") };
            Subject { name, anchor }
        })
        .collect()
}

fn give(catalogue: &mut Catalogue, id: DocumentId, numbers: &BTreeMap<String, SubjectId>) {
    let source = &catalogue.sources[id.index()];
    let find = |name: &str| numbers.get(&fold(name)).copied();
    let declared: Vec<SubjectId> =
        source.front.subjects.iter().filter_map(|subject| find(&subject.value)).collect();
    let sections: Vec<Vec<SubjectId>> =
        source.outline.sections.iter().fold(Vec::new(), |mut out, section| {
            let own: Vec<SubjectId> = values(&section.fields).filter_map(find).collect();
            let inherited = section.parent().and_then(|parent| out.get(parent)).unwrap_or(&declared).clone();
            out.push(if own.is_empty() { inherited } else { own });
            out
        });
    let rules: Vec<Vec<SubjectId>> = source
        .outline
        .rules
        .iter()
        .map(|rule| {
            let own: Vec<SubjectId> = values(&rule.fields).filter_map(find).collect();
            if own.is_empty() { sections.get(rule.section).cloned().unwrap_or_default() } else { own }
        })
        .collect();
    let first = catalogue.documents[id.index()].rules.start as usize;
    catalogue.documents[id.index()].subjects = declared;
    for (local, subjects) in rules.into_iter().enumerate() {
        catalogue.rules[first + local].subjects = subjects;
    }
}

fn values(fields: &[Field]) -> impl Iterator<Item = &str> {
    fields
        .iter()
        .filter(|field| field.label == Label::Subject)
        .flat_map(|field| field.values.iter().map(|value| value.text.as_str()))
}

fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

impl Catalogue {
    /// Every subject, by number.
    pub fn subject_ids(&self) -> impl Iterator<Item = SubjectId> + use<> {
        (0..self.subjects.len() as u32).map(SubjectId)
    }

    /// The subject.
    pub fn subject(&self, id: SubjectId) -> &Subject {
        &self.subjects[id.index()]
    }

    /// The subject of this name.
    pub fn subject_named(&self, name: &str) -> Option<SubjectId> {
        let wanted = fold(name);
        self.subject_ids().find(|id| fold(&self.subject(*id).name) == wanted)
    }

    /// The binding rules about a subject, in the order of the documents.
    pub fn rules_about(&self, subject: SubjectId) -> impl Iterator<Item = RuleId> + use<'_> {
        self.rule_ids().filter(move |id| self.binds(*id) && self.rule(*id).subjects.contains(&subject))
    }
}
