//! What is said of a document beside its text: the grey box and the foot of a printed page.

use super::portal::{Portal, dates, validity};
use super::view::{Fact, Link};
use crate::content::Spanned;
use crate::model::{DocumentId, Resolved};

/// The grey box: what a region prints as «Dokumentinformation».
pub fn facts(portal: &Portal<'_>, id: DocumentId, root: &str) -> Vec<Fact> {
    let front = &portal.catalogue.source(id).front;
    let mut facts = Vec::new();
    let mut plain = |label: &str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            let values = vec![Link { text, ..Link::default() }];
            facts.push(Fact { label: portal.words().get(label).to_string(), values });
        }
    };
    let text = |value: &Option<Spanned<String>>| value.as_ref().map(|value| value.value.clone());
    let list = |values: &[Spanned<String>]| {
        Some(values.iter().map(|value| value.value.clone()).collect::<Vec<_>>().join(", "))
    };
    plain("fact-id", Some(front.id.value.clone()));
    plain("fact-decided-by", text(&front.decided_by));
    plain(
        "fact-decided-on",
        [dates(&front.decided_on), text(&front.decision)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
            .into(),
    );
    plain("fact-registry", list(&front.registry));
    plain("fact-edition", text(&front.edition));
    plain("fact-document-number", text(&front.document_number));
    plain("fact-valid", validity(front));
    plain("fact-review", front.review_by.as_ref().map(|date| date.value.to_string()));
    plain("fact-withdrawn", front.withdrawn_on.as_ref().map(|date| date.value.to_string()));
    plain("fact-applies-to", list(&front.applies_to));
    plain("fact-from", text(&front.from));
    plain("fact-dated", front.dated.as_ref().map(|date| date.value.to_string()));
    plain("fact-organisation", Some(portal.catalogue.document(id).organisation.clone()));
    let subjects = &portal.catalogue.document(id).subjects;
    if !subjects.is_empty() {
        facts.push(Fact {
            label: portal.words().get("fact-subjects").to_string(),
            values: subjects.iter().map(|subject| super::subject::link(portal, *subject, root)).collect(),
        });
    }
    editions(portal, id, root, &mut facts);
    people(portal, id, "fact-responsible", &front.responsible, root, &mut facts);
    people(portal, id, "fact-custodian", &front.custodian, root, &mut facts);
    people(portal, id, "fact-drawn-up-by", &front.drawn_up_by, root, &mut facts);
    facts
}

/// The way to the editions, with how many there are.
fn editions(portal: &Portal<'_>, id: DocumentId, root: &str, facts: &mut Vec<Fact>) {
    let count = portal.history.of(&portal.catalogue.source(id).front.id.value).len();
    if count > 0 {
        let link = Link {
            text: portal.words().count("editions-count", count),
            href: Some(format!("{root}{}/index.html", super::editions::folder(portal, id))),
            ..Link::default()
        };
        facts.push(Fact { label: portal.words().get("editions").to_string(), values: vec![link] });
    }
}

fn people(
    portal: &Portal<'_>,
    id: DocumentId,
    label: &str,
    names: &[Spanned<String>],
    root: &str,
    facts: &mut Vec<Fact>,
) {
    if names.is_empty() {
        return;
    }
    let link = |name: &Spanned<String>| match portal.catalogue.resolve_person(&name.value, id) {
        Resolved::To(nodes) if !nodes.is_empty() => portal.link(nodes[0], root),
        _ => Link { text: name.value.clone(), ..Link::default() },
    };
    facts.push(Fact {
        label: portal.words().get(label).to_string(),
        values: names.iter().map(link).collect(),
    });
}

/// What stands at the foot of a printed page.
pub fn print_foot(portal: &Portal<'_>, id: DocumentId, path: &str) -> String {
    let front = &portal.catalogue.source(id).front;
    let edition =
        front.edition.as_ref().map(|edition| portal.words().with("print-edition", &[&edition.value]));
    let base = portal.catalogue.site.base_url.clone().unwrap_or_default();
    let parts = [
        Some(front.id.value.clone()),
        edition,
        Some(portal.words().get(&format!("status-{}", front.status.value.word())).to_string()),
        validity(front),
        Some(portal.today().to_string()),
        Some(format!("{base}{path}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
