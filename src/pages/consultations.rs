//! The page of all proposals out on remiss: what can be answered, until when, and what has come of it.

use super::Page;
use super::portal::{Head, Portal};
use super::theme::ThemeError;
use super::view::{ConsultationCard, ConsultationsView, Link};
use super::{proposal, remark};
use crate::content::Date;
use crate::content::front::Status;
use crate::model::{DocumentId, Kind, Node};

/// The documents that are out on remiss.
pub fn proposals<'p>(portal: &'p Portal<'_>) -> impl Iterator<Item = DocumentId> + 'p {
    let catalogue = portal.catalogue;
    catalogue.document_ids().filter(|id| catalogue.source(*id).front.status.value == Status::Remiss)
}

/// The page.
///
/// # Errors
/// A template that asks for what is not there.
pub fn page(portal: &Portal<'_>) -> Result<Page, ThemeError> {
    let mut all: Vec<(Option<Date>, ConsultationCard)> =
        proposals(portal).map(|id| (closes(portal, id), card(portal, id))).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.document.text.cmp(&b.1.document.text)));
    let is_open = |closes: &Option<Date>| closes.is_none_or(|day| portal.today() <= day);
    let (open, closed): (Vec<_>, Vec<_>) = all.into_iter().partition(|(closes, _)| is_open(closes));
    let view = ConsultationsView {
        open: open.into_iter().map(|(_, card)| card).collect(),
        closed: closed.into_iter().rev().map(|(_, card)| card).collect(),
    };
    let title = portal.words().get("consultations-title");
    portal.page(&Head::new("remisser.html", "consultations", title), "consultations.html", &view)
}

fn closes(portal: &Portal<'_>, id: DocumentId) -> Option<Date> {
    let consultation = portal.catalogue.source(id).front.consultation.as_ref()?;
    consultation.closes.as_ref().map(|day| day.value)
}

fn card(portal: &Portal<'_>, id: DocumentId) -> ConsultationCard {
    let catalogue = portal.catalogue;
    let front = &catalogue.source(id).front;
    let consultation = front.consultation.as_ref();
    let remarks = remark::of(portal, id, "");
    let change = proposal::view(portal, id, &remarks, "").unwrap_or_default();
    let remarks: Vec<_> = remarks.into_values().flatten().collect();
    let from = |node: Node| {
        let Node::Document(response) = node else { return None };
        let from = catalogue.source(response).front.from.as_ref()?.value.clone();
        Some(Link { text: from, ..portal.link(node, "") })
    };
    let days = closes(portal, id).map(|day| portal.today().days_until(day)).filter(|days| *days >= 0);
    let day = |date: Option<&crate::content::Spanned<Date>>| date.map(|date| date.value.to_string());
    ConsultationCard {
        document: portal.link(Node::Document(id), ""),
        kind: catalogue.kind(id).name.clone(),
        opens: day(consultation.and_then(|c| c.opens.as_ref())),
        closes: day(consultation.and_then(|c| c.closes.as_ref())),
        days_left: days.map(|days| portal.words().count("days-left", usize::try_from(days).unwrap_or(0))),
        reply_to: consultation.and_then(|c| c.reply_to.as_ref()).map(|to| to.value.clone()),
        background: front.background.as_ref().map(|text| text.value.clone()),
        responses: catalogue.graph.origins(Node::Document(id), Kind::CommentsOn).filter_map(from).collect(),
        comments: remarks.len(),
        answered: remarks.iter().filter(|remark| remark.outcome.is_some()).count(),
        added: change.added,
        changed: change.changed,
        removed: change.removed,
    }
}
