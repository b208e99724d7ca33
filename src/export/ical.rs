//! Calendars (iCalendar, RFC 5545) of recurring duties and of documents' deadlines: one for all, one for each role and forum.
//!
//! Only the simplest repetitions are written, a fixed day each year, week or so many months, since calendar programs
//! differ in what else they understand. What has no period, or is due every day, is in no calendar. Ids of events are
//! those of rules and documents, so that a calendar that is fetched again changes its events and doubles none.

use std::fmt::Write;

use crate::content::Date;
use crate::content::body::Label;
use crate::model::recurring::{self, Deadline, Duty, When};
use crate::model::{Catalogue, DocumentId, ForumId, Kind, Node, RoleId, RuleId};
use crate::pages::address;
use crate::publish::Published;

/// Longest line, in bytes, without its end (RFC 5545 3.1).
const LINE: usize = 75;

/// Every calendar: path and text.
pub fn calendars(published: &Published) -> Vec<(String, String)> {
    let catalogue = published.catalogue();
    let duties = recurring::duties(catalogue);
    let writer = Writer { catalogue, today: published.today() };
    let every: Vec<&Duty> = duties.iter().collect();
    let documents: Vec<DocumentId> = catalogue.document_ids().collect();
    let all = writer.calendar(&catalogue.site.title, &every, &documents);
    let mut files = vec![("data/arshjul.ics".to_string(), all)];
    let roles = (0..catalogue.roles.len() as u32).map(|number| Node::Role(RoleId(number)));
    let forums = (0..catalogue.forums.len() as u32).map(|number| Node::Forum(ForumId(number)));
    for node in roles.chain(forums) {
        let nodes = with_included(catalogue, node);
        let own: Vec<&Duty> = duties.iter().filter(|duty| is_owned(catalogue, duty.rule, &nodes)).collect();
        let cared_for = catalogue.graph.origins(node, Kind::Custodian);
        let cared_for: Vec<DocumentId> = cared_for.filter_map(|node| catalogue.home(node)).collect();
        if !own.is_empty() || !cared_for.is_empty() {
            let Some(document) = catalogue.home(node) else { continue };
            let id = &catalogue.source(document).front.id.value;
            files.push((address::calendar(id), writer.calendar(&catalogue.label(node), &own, &cared_for)));
        }
    }
    files
}

/// A role and those that it also is.
fn with_included(catalogue: &Catalogue, node: Node) -> Vec<Node> {
    let mut out = vec![node];
    let mut at = 0;
    while let Some(next) = out.get(at).copied() {
        let more: Vec<Node> = catalogue.graph.targets(next, Kind::Includes).collect();
        out.extend(more.into_iter().filter(|role| !out.contains(role)).collect::<Vec<_>>());
        at += 1;
    }
    out
}

fn is_owned(catalogue: &Catalogue, rule: RuleId, nodes: &[Node]) -> bool {
    catalogue.rule(rule).owners.iter().any(|owner| owner.node.is_some_and(|node| nodes.contains(&node)))
}

struct Writer<'c> {
    catalogue: &'c Catalogue,
    today: Date,
}

/// When an event is, and how it comes again.
struct Occasion {
    /// Part of the id, when a rule has several events.
    mark: String,
    day: Date,
    repeats: Option<String>,
}

impl Writer<'_> {
    fn calendar(&self, name: &str, duties: &[&Duty], documents: &[DocumentId]) -> String {
        let mut out = String::new();
        let site = &self.catalogue.site;
        for (key, value) in [
            ("BEGIN", "VCALENDAR".to_string()),
            ("VERSION", "2.0".to_string()),
            (
                "PRODID",
                format!("-//Ledtråd//{}//{}", escaped(&site.title), site.language.tag().to_uppercase()),
            ),
            ("CALSCALE", "GREGORIAN".to_string()),
            ("METHOD", "PUBLISH".to_string()),
            ("X-WR-CALNAME", escaped(&format!("{}: {name}", self.word("Årshjul", "Year of duties")))),
        ] {
            line(&mut out, key, &value);
        }
        for duty in duties {
            self.duty(&mut out, duty);
        }
        for document in documents {
            self.deadlines(&mut out, *document);
        }
        line(&mut out, "END", "VCALENDAR");
        out
    }

    fn word(&self, swedish: &'static str, english: &'static str) -> &'static str {
        if self.catalogue.site.language.tag() == "en" { english } else { swedish }
    }

    fn duty(&self, out: &mut String, duty: &Duty) {
        let catalogue = self.catalogue;
        let rule = catalogue.rule(duty.rule);
        let text = catalogue.rule_text(duty.rule);
        let front = &catalogue.source(rule.document).front;
        let (year, _, _) = self.today.parts();
        let begins = front.valid_from.as_ref().map(|day| day.value).or_else(|| Date::new(year, 1, 1));
        let Some(begins) = begins else { return };
        let until = front.valid_until.as_ref().map(|day| format!(";UNTIL={}", compact(day.value)));
        let owners: Vec<&str> = rule.owners.iter().map(|owner| owner.name.as_str()).collect();
        let evidence = text.fields.iter().find(|field| field.label == Label::Evidence);
        let mut told = vec![text.text.clone()];
        if !owners.is_empty() {
            told.push(format!("{}: {}", self.word("Ansvarig", "Owner"), owners.join(", ")));
        }
        if let Some(recurrence) = &text.recurrence {
            told.push(format!("{}: {}", self.word("Intervall", "Recurrence"), recurrence.words));
        }
        if let Some(evidence) = evidence {
            told.push(format!("{}: {}", self.word("Uppföljning", "Evidence"), evidence.text));
        }
        told.push(format!(
            "{}: {} ({})",
            self.word("Står i", "Stands in"),
            front.title.value,
            front.id.value
        ));
        let first = text.text.split('\n').next().unwrap_or_default();
        for occasion in occasions(&duty.when, begins) {
            let event = Event {
                uid: format!("{}{}", text.id.value, occasion.mark),
                day: occasion.day,
                repeats: occasion
                    .repeats
                    .map(|rule| format!("{rule}{}", until.as_deref().unwrap_or_default())),
                summary: format!("{} {first}", text.id.value),
                description: told.join("\n"),
                category: self.word("Återkommande uppgift", "Recurring duty"),
                node: Node::Rule(duty.rule),
            };
            self.event(out, &event);
        }
    }

    fn deadlines(&self, out: &mut String, document: DocumentId) {
        let front = &self.catalogue.source(document).front;
        for (day, what) in Deadline::of(front) {
            let (mark, said) = match what {
                Deadline::ComesIntoForce => ("borjar", self.word("Börjar gälla", "Comes into force")),
                Deadline::Ends => ("slutar", self.word("Giltigheten går ut", "Validity ends")),
                Deadline::Review => ("oversyn", self.word("Ska ses över senast", "To be reviewed by")),
            };
            let event = Event {
                uid: format!("{}-{mark}", front.id.value),
                day,
                repeats: None,
                summary: format!("{said}: {}", front.title.value),
                description: format!("{said} {day}: {} ({})", front.title.value, front.id.value),
                category: self.word("Frist", "Deadline"),
                node: Node::Document(document),
            };
            self.event(out, &event);
        }
    }

    fn event(&self, out: &mut String, event: &Event) {
        let base = self.catalogue.site.base_url.as_deref();
        let host = base.and_then(|base| base.split("://").nth(1)).and_then(|rest| rest.split('/').next());
        line(out, "BEGIN", "VEVENT");
        line(out, "UID", &format!("{}@{}", event.uid.to_lowercase(), host.unwrap_or("ledtrad.invalid")));
        line(out, "DTSTAMP", &format!("{}T000000Z", compact(self.today)));
        line(out, "DTSTART;VALUE=DATE", &compact(event.day));
        if let Some(next) = event.day.plus_days(1) {
            line(out, "DTEND;VALUE=DATE", &compact(next));
        }
        if let Some(rule) = &event.repeats {
            line(out, "RRULE", rule);
        }
        line(out, "SUMMARY", &escaped(&event.summary));
        line(out, "DESCRIPTION", &escaped(&event.description));
        if let Some(base) = base {
            line(out, "URL", &format!("{base}{}", address::to(self.catalogue, event.node, "")));
        }
        line(out, "CATEGORIES", &escaped(event.category));
        line(out, "TRANSP", "TRANSPARENT");
        line(out, "END", "VEVENT");
    }
}

struct Event {
    uid: String,
    day: Date,
    repeats: Option<String>,
    summary: String,
    description: String,
    category: &'static str,
    node: Node,
}

/// The events of a duty that begins to hold on a day.
fn occasions(when: &When, begins: Date) -> Vec<Occasion> {
    let (year, month, _) = begins.parts();
    let month_end = |due: i8| {
        let first = if due >= month { year } else { year.saturating_add(1) };
        Date::last_of(first, due)
    };
    let once = |mark: &str, day: Option<Date>, repeats: String| {
        day.map(|day| Occasion { mark: mark.to_string(), day, repeats: Some(repeats) }).into_iter().collect()
    };
    match when {
        When::Months(months) => months
            .iter()
            .filter_map(|due| {
                let day = month_end(*due as i8)?;
                Some(Occasion { mark: format!("-{due:02}"), day, repeats: Some("FREQ=YEARLY".to_string()) })
            })
            .collect(),
        When::Yearly => once("", Date::last_of(year, 12), "FREQ=YEARLY".to_string()),
        When::Seldom(months) if months % 12 == 0 => {
            let last = year.saturating_add((months / 12) as i16 - 1);
            once("", Date::last_of(last, 12), format!("FREQ=YEARLY;INTERVAL={}", months / 12))
        }
        When::Seldom(months) => once("", Date::last_of(year, 12), format!("FREQ=MONTHLY;INTERVAL={months}")),
        When::Days(days) if *days >= 7 && days % 7 == 0 => {
            once("", begins.plus_days(4), format!("FREQ=WEEKLY;INTERVAL={}", days / 7))
        }
        When::Days(days) if *days > 1 => {
            once("", begins.plus_days(i64::from(*days)), format!("FREQ=DAILY;INTERVAL={days}"))
        }
        When::Days(_) | When::Vague | When::Occasion => Vec::new(),
    }
}

/// `20260131`
fn compact(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// A text value: backslash, comma, semicolon and line end are escaped (RFC 5545 3.3.11); control characters left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line, folded between characters so that no part is longer than 75 bytes.
fn line(out: &mut String, key: &str, value: &str) {
    let mut whole = String::new();
    let _ = write!(whole, "{key}:{value}");
    let mut width = 0;
    for c in whole.chars() {
        if width + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters_and_come_back_whole() {
        let text = "åäö, \\ ; ".repeat(40);
        let mut out = String::new();
        line(&mut out, "SUMMARY", &escaped(&text));
        assert!(out.split("\r\n").all(|line| line.len() <= LINE), "{out}");
        let unfolded = out.replace("\r\n ", "");
        assert_eq!(unfolded.trim_end_matches("\r\n"), format!("SUMMARY:{}", escaped(&text)));
        assert_eq!(escaped("a\nb,c"), "a\\nb\\,c");
    }

    #[test]
    fn a_duty_is_due_on_the_last_day_of_its_period() -> Result<(), ()> {
        let begins: Date = "2026-02-10".parse()?;
        let days = |when: When| {
            occasions(&when, begins).iter().map(|one| one.day.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(days(When::Months(vec![1, 6])), "2027-01-31 2026-06-30");
        assert_eq!(days(When::Yearly), "2026-12-31");
        assert_eq!(days(When::Seldom(24)), "2027-12-31");
        assert_eq!(days(When::Vague), "");
        assert_eq!(days(When::Days(1)), "");
        Ok(())
    }
}
