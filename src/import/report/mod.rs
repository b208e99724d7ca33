//! The report: every decision beside the words of the source that it was made on, what was left out and why, and the
//! count of letters that shows that nothing was lost.

mod html;
mod wording;

use serde::Serialize;

use super::Input;
use super::draft::Drafts;
use super::journal::{Decision, Dropped, Journal, Personal};
use super::merge::{Merged, Result3};
use super::read::Format;
use super::understand::acts::Reference;
use super::understand::{Change, Document, Term, Value};

/// The report of an import.
#[derive(Debug, Default, Clone, Serialize)]
pub struct Report {
    /// One for each file.
    pub sources: Vec<SourceReport>,
}

/// Letters of a source, and where they went.
#[derive(Debug, Clone, Copy, Serialize, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Letters {
    pub source: usize,
    pub written: usize,
    pub dropped: usize,
    pub lost: i64,
}

/// What a cleaner did.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct Cleaned {
    pub id: &'static str,
    pub what: [&'static str; 2],
    pub count: usize,
}

/// A rule as it is proposed.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct RuleReport {
    pub id: String,
    pub text: String,
    pub owner: Option<String>,
    pub owner_sign: &'static str,
    pub sign: &'static str,
    pub unsure: bool,
    pub modality: Option<&'static str>,
    pub recurrence: Option<String>,
    pub condition: Option<String>,
    pub lead: Option<String>,
    pub page: u32,
    pub line: u32,
}

/// A comment on a section of the proposal.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct Comment {
    pub section: String,
    pub title: String,
    pub text: String,
    pub line: u32,
}

/// A role or forum.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct RoleReport {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub forum: bool,
    pub line: u32,
    /// Pairs of relation and name.
    pub relations: Vec<(String, String)>,
}

/// A document that was made.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct DocumentReport {
    pub id: String,
    pub path: String,
    pub title: String,
    pub kind: String,
    pub metadata: std::collections::BTreeMap<&'static str, Vec<Value>>,
    pub rules: Vec<RuleReport>,
    pub terms: Vec<Term>,
    pub changes: Vec<Change>,
    pub comments: Vec<Comment>,
}

/// An act or document that is named.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct ReferenceReport {
    pub id: String,
    pub kind: &'static str,
    pub title: String,
    pub aliases: Vec<String>,
    pub number_from_table: bool,
}

/// What was done to one file.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct SourceReport {
    pub file: String,
    pub format: &'static str,
    /// BLAKE3 sum of the file.
    pub blake3: String,
    pub letters: Letters,
    pub cleaners: Vec<Cleaned>,
    pub documents: Vec<DocumentReport>,
    pub roles: Vec<RoleReport>,
    pub references: Vec<ReferenceReport>,
    pub merged: Vec<Merged>,
    pub personal_data: Vec<Personal>,
    pub unsure: Vec<Decision>,
    pub decisions: Vec<Decision>,
    pub dropped: Vec<Dropped>,
}

impl SourceReport {
    /// The report of a source.
    #[allow(clippy::too_many_arguments)] // the steps of one import, in their order
    pub fn new(
        input: &Input,
        format: Format,
        source: usize,
        documents: &[Document],
        drafts: &Drafts,
        references: &[Reference],
        journal: Journal,
        merged: &Result3,
    ) -> Self {
        let dropped = journal.dropped_letters();
        let lost = source as i64 - drafts.written as i64 - dropped as i64;
        let (unsure, decisions) = journal.decisions.into_iter().partition(|decision| decision.unsure);
        Self {
            file: input.name.clone(),
            format: format.word(),
            blake3: blake3::hash(&input.bytes).to_hex().to_string(),
            letters: Letters { source, written: drafts.written, dropped, lost },
            cleaners: cleaned(&journal.counts),
            documents: documents
                .iter()
                .enumerate()
                .map(|(at, document)| of_document(document, at, drafts, merged))
                .collect(),
            roles: drafts.roles.iter().map(|(id, role)| of_role(id, role)).collect(),
            references: references.iter().map(of_reference).collect(),
            merged: merged.merged.clone(),
            personal_data: journal.personal,
            unsure,
            decisions,
            dropped: journal.dropped,
        }
    }
}

fn cleaned(counts: &std::collections::BTreeMap<&'static str, usize>) -> Vec<Cleaned> {
    super::clean::CLEANERS
        .iter()
        .map(|cleaner| Cleaned {
            id: cleaner.id,
            what: cleaner.what,
            count: counts.get(cleaner.id).copied().unwrap_or(0),
        })
        .collect()
}

fn of_reference(reference: &Reference) -> ReferenceReport {
    ReferenceReport {
        id: reference.id.clone(),
        kind: reference.kind,
        title: reference.title.clone(),
        aliases: reference.aliases.clone(),
        number_from_table: reference.from_table,
    }
}

fn of_role(id: &str, role: &super::understand::Role) -> RoleReport {
    RoleReport {
        id: id.to_string(),
        name: role.name.clone(),
        aliases: role.aliases.clone(),
        forum: role.forum,
        line: role.origin.line,
        relations: role
            .relations
            .iter()
            .map(|(relation, name)| (format!("{relation:?}"), name.clone()))
            .collect(),
    }
}

fn of_document(document: &Document, at: usize, drafts: &Drafts, merged: &Result3) -> DocumentReport {
    let (id, ids) = &drafts.documents[at];
    let path = merged
        .merged
        .iter()
        .find(|merged| merged.id == *id)
        .map(|merged| merged.path.clone())
        .unwrap_or_default();
    let rules = document.rules().zip(ids).map(|(rule, id)| {
        let text = rule.text.tidy().words();
        RuleReport {
            id: id.clone(),
            owner: rule.owner.clone(),
            owner_sign: if rule.owner.is_some() { rule.why } else { "" },
            sign: rule.kind,
            unsure: rule.unsure,
            modality: crate::content::statement::modality(&text).map(|(modality, _)| modality.word()),
            recurrence: crate::content::statement::recurrence(&text).map(|recurrence| recurrence.words),
            condition: rule.condition.clone(),
            lead: rule.lead.clone(),
            page: rule.origin.page,
            line: rule.origin.line,
            text,
        }
    });
    DocumentReport {
        id: id.clone(),
        path,
        title: document.title().to_string(),
        kind: document.kind().to_string(),
        metadata: document.meta.fields.clone(),
        rules: rules.collect(),
        terms: document.terms.clone(),
        changes: document.changes.clone(),
        comments: comments(document),
    }
}

/// The sections of a yttrande that speak of a section of the proposal.
fn comments(document: &Document) -> Vec<Comment> {
    use super::understand::Node;
    let mut out: Vec<Comment> = Vec::new();
    if document.kind() != "yttrande" {
        return out;
    }
    let mut open = false;
    for node in &document.nodes {
        match node {
            Node::Heading { number, text, origin, .. } => {
                open = number.is_some();
                if let Some(number) = number {
                    out.push(Comment {
                        section: number.clone(),
                        title: text.words(),
                        text: String::new(),
                        line: origin.line,
                    });
                }
            }
            Node::Paragraph { text, .. } | Node::Item { text, .. } => {
                if let (true, Some(last)) = (open, out.last_mut()) {
                    if !last.text.is_empty() {
                        last.text.push('\n');
                    }
                    last.text.push_str(&text.words());
                }
            }
            _ => {}
        }
    }
    out
}

impl Report {
    /// The report as JSON, its reasons in a language.
    pub fn json(&self, language: crate::Language) -> String {
        let said = self.said_in(language);
        serde_json::to_string_pretty(&said).map(|text| text + "\n").unwrap_or_default()
    }

    /// The report as a page of its own.
    pub fn html(&self, language: crate::Language) -> String {
        html::page(&self.said_in(language), language)
    }

    /// The report with its reasons in a language.
    fn said_in(&self, language: crate::Language) -> Self {
        let mut said = self.clone();
        if language == crate::Language::Sv {
            return said;
        }
        for source in &mut said.sources {
            source.format = wording::fixed(source.format);
            for one in source.unsure.iter_mut().chain(&mut source.decisions) {
                one.what = wording::fixed(one.what);
                one.why = wording::reason(&one.why);
                one.result = wording::reason(&one.result);
            }
            source.dropped.iter_mut().for_each(|one| one.reason = wording::fixed(one.reason));
            source.personal_data.iter_mut().for_each(|one| one.kind = wording::fixed(one.kind));
            for rule in source.documents.iter_mut().flat_map(|document| &mut document.rules) {
                rule.sign = wording::fixed(rule.sign);
                rule.owner_sign = wording::fixed(rule.owner_sign);
            }
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Existing, Input, import};

    #[test]
    fn every_reason_has_words_in_both_languages() {
        let text = "RUTIN Dnr KS 2024/0012\n2024-03-11\n\nRutin för nycklar\nHandläggare: Ada Ek, ada.ek@region.example\n\n1 Ansvar\nNyckelansvarig\nNyckelansvarig ska\n• räkna nycklar\n• byta lås\nRådet leds av chefen. Beslut ska fattas av ägaren av huset. Det är chefen som ska låsa.\n\n2 Begrepp\nBegrepp Förklaring\nLås Skydd på dörr.\nNyckel Det som låser upp.\n\nSida 1 av 2\n";
        let input = Input { name: "x.txt".to_string(), bytes: text.into() };
        let report = import(&[input], &Existing::default(), &[]).report;
        for source in &report.sources {
            let decisions = source.unsure.iter().chain(&source.decisions);
            let mut said: Vec<String> =
                decisions.flat_map(|one| [one.what.to_string(), one.why.clone()]).collect();
            said.extend(source.dropped.iter().map(|one| one.reason.to_string()));
            said.extend(source.personal_data.iter().map(|one| one.kind.to_string()));
            let rules = source.documents.iter().flat_map(|document| &document.rules);
            said.extend(rules.flat_map(|rule| [rule.sign.to_string(), rule.owner_sign.to_string()]));
            assert!(said.len() > 20, "{said:?}");
            for one in said {
                assert!(wording::knows(&one), "{one}");
            }
        }
        let english = report.json(crate::Language::En);
        assert!(!english.contains("huvudsatsen") && english.contains("binds in its main clause"));
    }
}
