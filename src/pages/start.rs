//! The start page: search, «Gäller mig», the documents, what is new and what is about to change.

use super::portal::{Head, Portal};
use super::theme::ThemeError;
use super::view::{Event, StartView};
use super::{Page, lists};
use crate::content::Date;
use crate::content::front::Status;
use crate::model::recurring::Deadline;
use crate::model::{DocumentId, Node, RoleId};

/// Longest list of events.
const EVENTS: usize = 8;
/// Days ahead that «about to change» looks.
const AHEAD: i64 = 180;

/// The start page.
///
/// # Errors
/// A template that asks for what is not there.
pub fn page(portal: &Portal<'_>) -> Result<Page, ThemeError> {
    let catalogue = portal.catalogue;
    let roles = (0..catalogue.roles.len() as u32).map(|n| portal.link(Node::Role(RoleId(n)), ""));
    let view = StartView {
        roles: roles.collect(),
        kinds: lists::for_start(portal),
        recent: recent(portal),
        upcoming: upcoming(portal),
        consultations: consultations(portal),
        documents: catalogue.document_ids().filter(|id| catalogue.document(*id).person.is_none()).count(),
        rules: catalogue.rule_ids().filter(|id| catalogue.binds(*id)).count(),
        role_count: catalogue.roles.len(),
        terms: catalogue.terms.len(),
        search: catalogue.site.search.then(|| super::search::hit_words(portal.words())),
    };
    let mut head = Head::new("index.html", "start", &catalogue.site.title);
    head.description = portal.words().with("start-description", &[&catalogue.site.organisation]);
    portal.page(&head, "start.html", &view)
}

fn event(portal: &Portal<'_>, id: DocumentId, day: Date, key: &str) -> (Date, Event) {
    let front = &portal.catalogue.source(id).front;
    let event = Event {
        date: day.to_string(),
        text: portal.words().get(key).to_string(),
        document: portal.link(Node::Document(id), ""),
        detail: front.changes.as_ref().map(|changes| changes.value.clone()),
    };
    (day, event)
}

fn listed<'p>(portal: &'p Portal<'_>) -> impl Iterator<Item = DocumentId> + 'p {
    portal.catalogue.document_ids().filter(|id| portal.catalogue.document(*id).person.is_none())
}

/// What came into force or was withdrawn lately, newest first.
fn recent(portal: &Portal<'_>) -> Vec<Event> {
    let today = portal.today();
    let mut events = Vec::new();
    for id in listed(portal) {
        let front = &portal.catalogue.source(id).front;
        let since = match front.status.value {
            Status::Gallande => front.valid_from.as_ref().map(|day| (day.value, "event-in-force")),
            Status::Upphavd => front.withdrawn_on.as_ref().map(|day| (day.value, "event-withdrawn")),
            _ => None,
        };
        if let Some((day, key)) = since.filter(|(day, _)| *day <= today) {
            events.push(event(portal, id, day, key));
        }
    }
    events.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.document.text.cmp(&b.1.document.text)));
    events.into_iter().take(EVENTS).map(|(_, event)| event).collect()
}

/// What comes into force, ends or is to be looked over before long, soonest first.
fn upcoming(portal: &Portal<'_>) -> Vec<Event> {
    let today = portal.today();
    let soon = deadlines(portal).into_iter().filter(|(day, _)| today.days_until(*day) <= AHEAD);
    soon.take(EVENTS).map(|(_, event)| event).collect()
}

/// Every day to come on which a document begins, ends or is to be looked over, soonest first.
pub fn deadlines(portal: &Portal<'_>) -> Vec<(Date, Event)> {
    let today = portal.today();
    let mut events = Vec::new();
    for id in listed(portal) {
        for (day, key) in Deadline::of(&portal.catalogue.source(id).front) {
            if today <= day {
                let (day, event) = event(portal, id, day, key.word());
                events.push((day, Event { detail: None, ..event }));
            }
        }
    }
    events.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.document.text.cmp(&b.1.document.text)));
    events
}

/// Proposals that can still be answered.
fn consultations(portal: &Portal<'_>) -> Vec<Event> {
    let open = listed(portal).filter_map(|id| {
        let front = &portal.catalogue.source(id).front;
        let closes = front.consultation.as_ref()?.closes.as_ref()?.value;
        (front.status.value == Status::Remiss && portal.today() <= closes)
            .then(|| event(portal, id, closes, "event-consultation"))
    });
    let mut events: Vec<_> = open.collect();
    events.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.document.text.cmp(&b.1.document.text)));
    events.into_iter().map(|(_, event)| event).collect()
}
