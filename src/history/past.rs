//! The past of one document: its editions as texts, and what each has changed in the one before.
//!
//! Made when the pages of the document are written, and let go after: histories of all documents are never held at once.

use std::collections::BTreeMap;

use super::{Edition, History};
use crate::compare::{self, Change, DocumentChange, Kind, Text};
use crate::content::Date;

/// The editions of a document with their texts.
#[derive(Debug, Default)]
pub struct Past {
    /// The editions, oldest first.
    pub editions: Vec<Edition>,
    /// The text of each.
    pub texts: Vec<Text>,
    /// The Markdown of each.
    pub sources: Vec<String>,
    /// What each has changed in the one before: one fewer than there are editions.
    pub steps: Vec<Step>,
}

/// What an edition has changed in the one before.
#[derive(Debug, Default)]
pub struct Step {
    /// The changes; none when only the decision differs.
    pub document: Option<DocumentChange>,
}

impl Step {
    /// The changes in the order of the text.
    pub fn changes(&self) -> &[Change] {
        self.document.as_ref().map_or(&[], |document| &document.changes)
    }
}

/// A wording of a rule, and the edition that brought it.
#[derive(Debug, Clone)]
pub struct Wording {
    /// Number of the edition.
    pub edition: usize,
    /// What happened to the rule in it.
    pub kind: Kind,
    /// Number of the change in its step; none when the rule stands in the first edition that is known.
    pub change: Option<usize>,
    /// The words; none when the rule was repealed.
    pub text: Option<String>,
}

impl Past {
    /// Reads and compares the editions of a document. `keep` judges which fields may be shown.
    pub fn of(history: &History, document: &str, keep: impl Fn(&mut compare::FieldChange) -> bool) -> Self {
        let all = history.of(document);
        let mut past = Self::default();
        for (number, source) in history.texts(document) {
            let edition = &all[number];
            past.texts.push(compare::read(&edition.path, &source));
            past.sources.push(source);
            past.editions.push(edition.clone());
        }
        for pair in past.texts.windows(2) {
            let mut comparison = compare::compare_two(&pair[0], &pair[1]);
            let mut document = comparison.documents.pop();
            if let Some(document) = &mut document {
                clean(document, &keep);
            }
            past.steps.push(Step { document });
        }
        past
    }

    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.editions.is_empty()
    }

    /// For each rule of the newest edition, by id, the day from which it has had its present wording.
    pub fn since(&self) -> BTreeMap<&str, Date> {
        let (Some(text), Some(first)) = (self.texts.last(), self.editions.first()) else {
            return BTreeMap::new();
        };
        let ids = text.units.iter().filter_map(|unit| unit.id.as_deref()).filter(|id| !id.starts_with('#'));
        let mut out: BTreeMap<&str, Date> = ids.map(|id| (id, first.from)).collect();
        for (step, edition) in self.steps.iter().zip(&self.editions[1..]) {
            for change in step.changes().iter().filter(|change| change.kind.changes_content()) {
                for id in change.new.iter().filter_map(|side| side.id.as_deref()) {
                    out.get_mut(id).into_iter().for_each(|day| *day = edition.from);
                }
            }
        }
        out
    }

    /// The wordings of a rule, oldest first. A rule is followed by its id.
    pub fn wordings(&self, id: &str) -> Vec<Wording> {
        let mut out = Vec::new();
        let first = self
            .texts
            .first()
            .into_iter()
            .flat_map(|text| &text.units)
            .find(|unit| unit.id.as_deref() == Some(id));
        if let Some(unit) = first {
            let text = Some(unit.text.clone());
            out.push(Wording { edition: 0, kind: Kind::Tillagd, change: None, text });
        }
        for (number, step) in self.steps.iter().enumerate() {
            for (at, change) in step.changes().iter().enumerate() {
                let named = |sides: &[compare::Side]| sides.iter().any(|side| side.id.as_deref() == Some(id));
                let tells = change.kind.changes_content()
                    || matches!(change.kind, Kind::Redaktionell | Kind::Flyttad);
                if tells && (named(&change.new) || named(&change.old)) {
                    let text = named(&change.new).then(|| Change::text(&change.new));
                    out.push(Wording { edition: number + 1, kind: change.kind, change: Some(at), text });
                }
            }
        }
        out
    }
}

/// Leaves out fields that may not be shown, and what is nothing without them.
fn clean(document: &mut DocumentChange, keep: &impl Fn(&mut compare::FieldChange) -> bool) {
    for change in &mut document.changes {
        change.fields.retain_mut(|field| keep(field));
    }
    document.changes.retain(|change| change.kind != Kind::Metadata || !change.fields.is_empty());
    document.summary.counts.clear();
    for change in &document.changes {
        *document.summary.counts.entry(change.kind).or_default() += 1;
    }
    // References and owners are those of the text as it was; the portal shows its own.
    document.summary.impact.references.clear();
}
