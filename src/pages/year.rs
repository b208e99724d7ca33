//! The årshjul: what recurs, by month, role and document; what recurs vaguely; and when validity and reviews end.

use super::address;
use super::html::Markup;
use super::portal::{Head, Portal, shorten};
use super::theme::ThemeError;
use super::view::{DutyGroup, DutyRow, Event, Link, MonthView, YearDocument, YearRole, YearView};
use super::{Page, start, wheel};
use crate::content::Date;
use crate::content::body::Label;
use crate::model::recurring::{self, Duty, When};
use crate::model::{Node, RoleId, RuleId};

/// Rules of a document, and deadlines, that the page shows at most.
const MOST: usize = 500;
/// Duties of a month or group that the page shows; every role's page and calendar has its own.
const ROWS: usize = 150;

/// The page.
///
/// # Errors
/// A template that asks for what is not there.
pub fn page(portal: &Portal<'_>) -> Result<Page, ThemeError> {
    let duties = recurring::duties(portal.catalogue);
    let deadlines = deadlines(portal);
    let months: Vec<MonthView> =
        (1..=12).map(|month| month_view(portal, month, &duties, &deadlines)).collect();
    let counts: Vec<(Link, usize, bool)> = months
        .iter()
        .map(|month| {
            let link = Link {
                text: month.name.clone(),
                href: Some(format!("#{}", month.anchor)),
                ..Link::default()
            };
            (link, month.duties.len() + month.more + month.deadlines.len(), month.current)
        })
        .collect();
    let wheel_html: Markup = wheel::draw(portal, &counts);
    let view = YearView {
        wheel_html,
        months,
        others: others(portal, &duties),
        by_role: by_role(portal, &duties),
        by_document: by_document(portal, &duties),
        deadlines: deadlines.into_iter().map(|(_, event)| event).collect(),
        calendar_href: "data/arshjul.ics".to_string(),
        vague: duties.iter().filter(|duty| duty.when == When::Vague).count(),
        duties: duties.len(),
    };
    let title = portal.words().get("year-title");
    let mut head = Head::new("arshjul.html", "year", title);
    head.description = portal.words().get("year-description").to_string();
    portal.page(&head, "year.html", &view)
}

/// The months' names, as links and texts write them.
pub fn month_name<'p>(portal: &'p Portal<'_>, month: u8) -> &'p str {
    const KEYS: [&str; 12] = [
        "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
        "month-10", "month-11", "month-12",
    ];
    portal.words().get(KEYS[usize::from(month.clamp(1, 12)) - 1])
}

fn month_view(portal: &Portal<'_>, month: u8, duties: &[Duty], deadlines: &[(Date, Event)]) -> MonthView {
    let (year, this_month, _) = portal.today().parts();
    let falls =
        |when: &When| matches!(when, When::Months(months) if months.contains(&month) && months.len() < 12);
    let upcoming = |day: Date| {
        let (y, m, _) = day.parts();
        m as u8 == month && (y == year && m >= this_month || y == year + 1 && m < this_month)
    };
    let falling: Vec<&Duty> = duties.iter().filter(|duty| falls(&duty.when)).collect();
    MonthView {
        name: month_name(portal, month).to_string(),
        anchor: format!("manad-{month}"),
        current: this_month as u8 == month,
        more: falling.len().saturating_sub(ROWS),
        duties: falling.iter().take(ROWS).map(|d| row(portal, d.rule, "")).collect(),
        deadlines: deadlines.iter().filter(|(day, _)| upcoming(*day)).map(|(_, e)| e.clone()).collect(),
    }
}

/// A duty as lists show it.
pub fn row(portal: &Portal<'_>, id: RuleId, root: &str) -> DutyRow {
    let catalogue = portal.catalogue;
    let text = catalogue.rule_text(id);
    let rule = catalogue.rule(id);
    let evidence = text.fields.iter().find(|field| field.label == Label::Evidence);
    DutyRow {
        rule: portal.link(Node::Rule(id), root),
        text: shorten(&text.text, 220),
        owners: rule.owners.iter().map(|owner| Link { note: None, ..portal.owner(owner, root) }).collect(),
        document: portal.link(Node::Document(rule.document), root),
        recurrence: text.recurrence.as_ref().map(|found| found.words.clone()).unwrap_or_default(),
        evidence: evidence.map(|field| field.text.clone()),
    }
}

/// Those of some rules that recur, those with a period first.
pub fn rows(portal: &Portal<'_>, rules: &[RuleId], root: &str) -> Vec<DutyRow> {
    let mut duties: Vec<(u8, RuleId)> = rules
        .iter()
        .filter_map(|rule| Some((rank(&recurring::when(portal.catalogue, *rule)?), *rule)))
        .collect();
    duties.sort_unstable();
    duties.dedup();
    duties.into_iter().map(|(_, rule)| row(portal, rule, root)).collect()
}

/// How often, often first; what has no period comes last.
fn rank(when: &When) -> u8 {
    match when {
        When::Days(_) => 0,
        When::Months(_) => 1,
        When::Yearly => 2,
        When::Seldom(_) => 3,
        When::Occasion => 4,
        When::Vague => 5,
    }
}

fn others(portal: &Portal<'_>, duties: &[Duty]) -> Vec<DutyGroup> {
    type Test = fn(&When) -> bool;
    const GROUPS: [(&str, &str, Test); 6] = [
        ("yearly", "nagon-gang-under-aret", |when| matches!(when, When::Yearly)),
        ("monthly", "varje-manad", |when| matches!(when, When::Months(months) if months.len() == 12)),
        ("often", "oftare", |when| matches!(when, When::Days(_))),
        ("seldom", "mer-sallan", |when| matches!(when, When::Seldom(_))),
        ("occasion", "vid-tillfalle", |when| matches!(when, When::Occasion)),
        ("vague", "utan-bestamt-intervall", |when| matches!(when, When::Vague)),
    ];
    let words = portal.words();
    GROUPS
        .iter()
        .map(|(key, anchor, test)| {
            let those: Vec<&Duty> = duties.iter().filter(|duty| test(&duty.when)).collect();
            DutyGroup {
                heading: words.get(&format!("year-{key}")).to_string(),
                anchor: (*anchor).to_string(),
                note: Some(words.get(&format!("year-{key}-note")).to_string()),
                duties: those.iter().take(ROWS).map(|duty| row(portal, duty.rule, "")).collect(),
                more: those.len().saturating_sub(ROWS),
                count: those.len(),
            }
        })
        .filter(|group| group.count > 0)
        .collect()
}

/// The duties of a role: its own, not those that it has by being another role too.
pub fn of_role<'d>(portal: &Portal<'_>, role: RoleId, duties: &'d [Duty]) -> Vec<&'d Duty> {
    let owned = |rule: RuleId| {
        portal.catalogue.rule(rule).owners.iter().any(|owner| owner.node == Some(Node::Role(role)))
    };
    duties.iter().filter(|duty| owned(duty.rule)).collect()
}

fn by_role(portal: &Portal<'_>, duties: &[Duty]) -> Vec<YearRole> {
    let roles = (0..portal.catalogue.roles.len() as u32).map(RoleId);
    roles
        .filter_map(|role| {
            let own = of_role(portal, role, duties);
            let node = Node::Role(role);
            let id = &portal.catalogue.source(portal.catalogue.home(node)?).front.id.value;
            (!own.is_empty()).then(|| YearRole {
                role: portal.link(node, ""),
                vague: own.iter().filter(|duty| duty.when == When::Vague).count(),
                duties: own.len(),
                calendar_href: Some(address::calendar(id)),
            })
        })
        .collect()
}

fn by_document(portal: &Portal<'_>, duties: &[Duty]) -> Vec<YearDocument> {
    let home = |duty: &Duty| portal.catalogue.rule(duty.rule).document;
    duties
        .chunk_by(|a, b| home(a) == home(b))
        .map(|chunk| YearDocument {
            document: portal.link(Node::Document(home(&chunk[0])), ""),
            rules: chunk.iter().take(MOST).map(|duty| portal.link(Node::Rule(duty.rule), "")).collect(),
        })
        .collect()
}

/// Ends of validity, reviews and last days to answer that are still to come, soonest first.
fn deadlines(portal: &Portal<'_>) -> Vec<(Date, Event)> {
    let mut all = start::deadlines(portal);
    all.truncate(MOST);
    all
}
