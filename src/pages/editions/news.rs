//! What is new: a page for the whole portal, and Atom feeds for all, for each document and for each role.
//!
//! An entry says what was added, changed, removed or given another status, with the old sentence and the new one.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{anchors, folder, label};
use crate::compare::{Change, Kind, print};
use crate::content::Date;
use crate::history::Past;
use crate::model::{DocumentId, Node, Resolved};
use crate::pages::Page;
use crate::pages::address::{self, id_part};
use crate::pages::portal::{Head, Portal};
use crate::pages::theme::ThemeError;
use crate::pages::view::{Link, NewsItem, NewsView};

/// Editions on the page and in a feed.
const ITEMS: usize = 60;
/// Rules named of each.
const RULES: usize = 12;

/// An edition that came, with all that page and feeds say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    day: Date,
    document: DocumentId,
    item: NewsItem,
    /// Address of the annex, or of the text of a first edition, from the top of the site.
    path: String,
    title: String,
    lines: Vec<Line>,
}

/// A change as a sentence, and whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    text: String,
    roles: Vec<Node>,
}

impl News {
    /// What the past of a document has to tell; without a past, when it came into force.
    pub fn of(portal: &Portal<'_>, id: DocumentId, past: &Past) -> Vec<Self> {
        if past.is_empty() {
            return present(portal, id).into_iter().collect();
        }
        (0..past.editions.len()).map(|number| edition(portal, id, past, number)).collect()
    }
}

/// A document that has no history: the day from which it is in force.
fn present(portal: &Portal<'_>, id: DocumentId) -> Option<News> {
    let front = &portal.catalogue.source(id).front;
    let day = front.valid_from.as_ref().map(|day| day.value).filter(|_| front.status.value.is_decided())?;
    let text =
        portal.words().get(if day > portal.today() { "event-comes-into-force" } else { "event-in-force" });
    let path = address::of(portal.catalogue, Node::Document(id)).path;
    let changes = front.changes.as_ref().map(|changes| changes.value.clone());
    let item = NewsItem {
        date: day.to_string(),
        document: portal.link(Node::Document(id), ""),
        edition: None,
        text: text.to_string(),
        changes: changes.clone(),
        rules: Vec::new(),
        more: 0,
    };
    let lines = changes.into_iter().map(|text| Line { text, roles: Vec::new() }).collect();
    Some(News { day, document: id, title: format!("{}: {text}", front.title.value), item, path, lines })
}

fn edition(portal: &Portal<'_>, id: DocumentId, past: &Past, number: usize) -> News {
    let words = portal.words();
    let edition = &past.editions[number];
    let folder = folder(portal, id);
    let step = number.checked_sub(1).map(|before| &past.steps[before]);
    let path = match step {
        Some(_) => format!("{folder}/andringar-{}.html", edition.slug),
        None => format!("{folder}/{}.html", edition.slug),
    };
    let changes = step.map_or(&[][..], |step| step.changes());
    let names = anchors(changes);
    let told: Vec<(&Change, &String)> =
        changes.iter().zip(&names).filter(|(change, _)| change.kind.has_row()).collect();
    let language = portal.catalogue.site.language;
    let text = match step.map(|step| &step.document) {
        None => words.get("news-first").to_string(),
        Some(None) => words.get("annex-none").to_string(),
        Some(Some(document)) => {
            print::counts(&crate::compare::Comparison { documents: vec![document.clone()] }, language)
        }
    };
    let rules = told.iter().take(RULES).map(|(change, anchor)| Link {
        text: change.name(),
        href: Some(format!("{path}#{anchor}")),
        note: Some(print::kind(change.kind, language).to_string()),
        ..Link::default()
    });
    let item = NewsItem {
        date: edition.from.to_string(),
        document: portal.link(Node::Document(id), ""),
        edition: Some(Link { text: label(portal, edition), href: Some(path.clone()), ..Link::default() }),
        text: text.clone(),
        changes: edition
            .front
            .changes
            .as_ref()
            .filter(|_| !edition.correction)
            .map(|changes| changes.value.clone()),
        rules: rules.collect(),
        more: told.len().saturating_sub(RULES),
    };
    let mut lines: Vec<Line> = Vec::new();
    if step.is_none() {
        let text = format!("{}: {}", words.get("news-first"), edition.front.title.value);
        lines.push(Line { text, roles: owners_of_all(portal, id) });
    }
    lines.extend(told.iter().map(|(change, _)| line(portal, id, past, number, change)));
    let title = format!("{}: {}", edition.front.title.value, label(portal, edition));
    News { day: edition.from, document: id, item, path, title, lines }
}

/// A change in a sentence, with the old words and the new ones.
fn line(portal: &Portal<'_>, id: DocumentId, past: &Past, number: usize, change: &Change) -> Line {
    let words = portal.words();
    let language = portal.catalogue.site.language;
    let mut text = format!("{} {}.", change.name(), print::kind(change.kind, language));
    for field in &change.fields {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_string());
        let _ = write!(
            text,
            " {}: {} → {}.",
            print::field(&field.name, language),
            value(&field.old),
            value(&field.new)
        );
    }
    if change.kind != Kind::Metadata {
        if !change.old.is_empty() {
            let _ = write!(text, "\n{}: {}", words.get("annex-old"), Change::text(&change.old));
        }
        if !change.new.is_empty() {
            let _ = write!(text, "\n{}: {}", words.get("annex-new"), Change::text(&change.new));
        }
    }
    let mut roles: Vec<Node> = Vec::new();
    for side in change.new.iter().chain(&change.old) {
        let rule = side.id.as_deref().and_then(|id| portal.catalogue.names.wordings(id).first());
        roles.extend(
            rule.into_iter()
                .flat_map(|rule| &portal.catalogue.rule(*rule).owners)
                .filter_map(|owner| owner.node),
        );
    }
    // A rule that is gone concerns whom its metadata named.
    let name = change.name();
    let impact =
        past.steps[number - 1].document.iter().flat_map(|document| &document.summary.impact.affected);
    for one in impact
        .filter(|one| one.gained.contains(&name) || one.lost.contains(&name) || one.changed.contains(&name))
    {
        if let Resolved::To(nodes) = portal.catalogue.resolve_person(one.name.trim_matches(['[', ']']), id) {
            roles.extend(nodes);
        }
    }
    roles.sort_unstable();
    roles.dedup();
    Line { text, roles }
}

fn owners_of_all(portal: &Portal<'_>, id: DocumentId) -> Vec<Node> {
    let rules = portal.catalogue.document(id).rules.clone().map(crate::model::RuleId);
    let mut nodes: Vec<Node> =
        rules.flat_map(|rule| &portal.catalogue.rule(rule).owners).filter_map(|owner| owner.node).collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// The newest first, by document where the day is the same.
fn sort(news: &mut [News]) {
    news.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| (a.document, &a.path).cmp(&(b.document, &b.path))));
}

/// The page of what is new.
///
/// # Errors
/// A template that asks for what is not there.
pub fn page(portal: &Portal<'_>, news: &mut [News]) -> Result<Page, ThemeError> {
    sort(news);
    let view = NewsView {
        items: news.iter().take(ITEMS).map(|news| news.item.clone()).collect(),
        feed_href: portal.catalogue.site.base_url.as_ref().map(|_| "nytt.xml".to_string()),
        with_history: !portal.history.is_empty(),
    };
    let title = portal.words().get("news-title");
    portal.page(&Head::new("nytt.html", "news", title), "news.html", &view)
}

/// Every feed; none without a base address, since a feed is read elsewhere.
pub fn feeds(portal: &Portal<'_>, news: &mut [News]) -> Vec<Page> {
    let Some(base) = &portal.catalogue.site.base_url else { return Vec::new() };
    sort(news);
    let site = &portal.catalogue.site;
    let all: Vec<(&News, Vec<&str>)> =
        news.iter().map(|one| (one, one.lines.iter().map(|line| line.text.as_str()).collect())).collect();
    let mut out = vec![feed(base, "nytt.xml", "nytt.html", &site.title, &site.organisation, &all)];
    let mut documents: BTreeMap<DocumentId, Vec<(&News, Vec<&str>)>> = BTreeMap::new();
    let mut roles: BTreeMap<Node, Vec<(&News, Vec<&str>)>> = BTreeMap::new();
    for (one, lines) in &all {
        documents.entry(one.document).or_default().push((one, lines.clone()));
        let mut mine: BTreeMap<Node, Vec<&str>> = BTreeMap::new();
        for line in &one.lines {
            line.roles.iter().for_each(|role| mine.entry(*role).or_default().push(&line.text));
        }
        for (role, lines) in mine {
            roles.entry(role).or_default().push((one, lines));
        }
    }
    for id in portal.catalogue.document_ids() {
        let path = format!("{}/nytt.xml", folder(portal, id));
        let front = &portal.catalogue.source(id).front;
        let page = address::of(portal.catalogue, Node::Document(id)).path;
        let entries = documents.get(&id).map_or(&[][..], Vec::as_slice);
        if !entries.is_empty() && !portal.history.of(&front.id.value).is_empty() {
            out.push(feed(base, &path, &page, &front.title.value, &site.organisation, entries));
        }
    }
    for id in portal.catalogue.document_ids() {
        let Some(role @ (Node::Role(_) | Node::Forum(_))) = portal.catalogue.document(id).person else {
            continue;
        };
        let folder = if matches!(role, Node::Role(_)) { "roll" } else { "forum" };
        let front = &portal.catalogue.source(id).front;
        let path = format!("{folder}/{}.xml", id_part(&front.id.value));
        let page = address::of(portal.catalogue, role).path;
        let entries = roles.get(&role).map_or(&[][..], Vec::as_slice);
        out.push(feed(base, &path, &page, &front.title.value, &site.organisation, entries));
    }
    out
}

fn feed(
    base: &str,
    path: &str,
    page: &str,
    title: &str,
    author: &str,
    entries: &[(&News, Vec<&str>)],
) -> Page {
    let entries = &entries[..entries.len().min(ITEMS)];
    let updated = entries.first().map_or_else(|| "1970-01-01".to_string(), |(news, _)| news.day.to_string());
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n",
    );
    let _ = write!(
        out,
        "<title>{}</title>\n<id>{}</id>\n<updated>{updated}T00:00:00Z</updated>\n<author><name>{}</name></author>\n\
         <link rel=\"self\" href=\"{}\"/>\n<link href=\"{}\"/>\n",
        xml(title),
        xml(&format!("{base}{path}")),
        xml(author),
        xml(&format!("{base}{path}")),
        xml(&format!("{base}{page}")),
    );
    for (news, lines) in entries {
        let _ = write!(
            out,
            "<entry>\n<title>{}</title>\n<id>{}</id>\n<updated>{}T00:00:00Z</updated>\n<link href=\"{}\"/>\n<content type=\"text\">{}</content>\n</entry>\n",
            xml(&news.title),
            xml(&format!("{base}{}", news.path)),
            news.day,
            xml(&format!("{base}{}", news.path)),
            xml(&lines.join("\n\n")),
        );
    }
    out.push_str("</feed>\n");
    Page { path: path.to_string(), html: out.into_bytes() }
}

/// Text in XML: what XML cannot hold becomes the sign for that.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
