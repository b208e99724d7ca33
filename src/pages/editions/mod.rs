//! The past of a document: the list of its editions, the text of each, what each changed, and any two of them.
//!
//! Everything but the choice of any two works without script.

pub mod in_force;
mod news;
mod text;

use super::address::{self, id_part};
use super::annex::{Annex, anchors};
use super::portal::{Head, Portal};
use super::theme::ThemeError;
use super::view::{
    AnnexView, CompareView, EditionTextView, EditionView, EditionsView, Fact, Link, RuleEvent,
};
use super::{Page, Sink};
use crate::compare::{self, FieldChange, VERSION, print};
use crate::content::front::Relation;
use crate::history::{Edition, Past, store};
use crate::model::{DocumentId, Node, Resolved};

pub use news::{News, feeds, page as news_page};

/// The folder of a document's editions.
pub fn folder(portal: &Portal<'_>, id: DocumentId) -> String {
    format!("dokument/{}/utgavor", id_part(&portal.catalogue.source(id).front.id.value))
}

/// From there to the top of the site.
const ROOT: &str = "../../../";

/// Reads the past of a document: of its metadata only what the portal shows.
pub fn past(portal: &Portal<'_>, id: DocumentId) -> Past {
    let document = &portal.catalogue.source(id).front.id.value;
    Past::of(portal.history, document, |field| may_show(portal, id, field))
}

/// Whether a field may be shown. Names of other documents only when they lead to one that is published.
fn may_show(portal: &Portal<'_>, id: DocumentId, field: &mut FieldChange) -> bool {
    const SHOWN: [&str; 19] = [
        "title",
        "status",
        "decided_by",
        "decided_on",
        "decision",
        "registry",
        "edition",
        "valid_from",
        "valid_until",
        "withdrawn_on",
        "review_by",
        "applies_to",
        "responsible",
        "changes",
        "owner",
        "recurrence",
        "evidence",
        "nummer",
        "id",
    ];
    if SHOWN.contains(&field.name.as_str()) {
        return true;
    }
    let names = field.name == "source"
        || Relation::ALL.iter().any(|(key, _)| *key == field.name)
        || matches!(field.name.as_str(), "custodian" | "drawn_up_by");
    if !names {
        return false;
    }
    let known = |value: &Option<String>| {
        let names: Vec<&str> = value.as_deref()?.split(", ").filter(|name| leads(portal, id, name)).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    (field.old, field.new) = (known(&field.old), known(&field.new));
    field.old != field.new
}

fn leads(portal: &Portal<'_>, id: DocumentId, name: &str) -> bool {
    let to = |resolved: Resolved| matches!(resolved, Resolved::To(nodes) if !nodes.is_empty());
    to(portal.catalogue.resolve(name, id)) || to(portal.catalogue.resolve_person(name, id))
}

/// Writes every page of a document's past.
///
/// # Errors
/// A template that asks for what is not there.
pub fn write(portal: &Portal<'_>, id: DocumentId, past: &Past, sink: Sink<'_>) -> Result<(), ThemeError> {
    if past.is_empty() {
        return Ok(());
    }
    let folder = folder(portal, id);
    let editions: Vec<EditionView> =
        (0..past.editions.len()).map(|number| view(portal, past, number)).collect();
    sink(list(portal, id, &folder, &editions)?);
    for (number, edition) in editions.iter().enumerate() {
        sink(text_page(portal, id, &folder, past, number, edition)?);
        if number > 0 {
            sink(annex_page(portal, id, &folder, past, number, &editions)?);
        }
    }
    if editions.len() > 1 {
        let all = all(portal);
        let compared = CompareView { document: document_link(portal, id), all, editions };
        let title = portal.words().with("compare-title", &[&portal.catalogue.source(id).front.title.value]);
        let mut head = head(portal, id, format!("{folder}/jamfor.html"), "compare", &title);
        head.noindex = true;
        sink(portal.page(&head, "compare.html", &compared)?);
        sink(store_file(&folder, past));
    }
    Ok(())
}

/// The store as a script, since a page that is opened from a disk may load nothing else.
fn store_file(folder: &str, past: &Past) -> Page {
    let json = serde_json::to_string(&store::of(past)).unwrap_or_default();
    // Both are line ends in scripts of old, and harmless in JSON.
    let json = json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    Page {
        path: format!("{folder}/lager.js"),
        html: format!("\"use strict\";\nglobalThis.ledtradLager = {json};\n").into_bytes(),
    }
}

fn head<'t>(
    portal: &Portal<'_>,
    id: DocumentId,
    path: String,
    kind: &'static str,
    title: &'t str,
) -> Head<'t> {
    let front = &portal.catalogue.source(id).front;
    let mut head = Head::new(path, kind, title);
    head.nav = "documents";
    head.crumbs = vec![
        (portal.words().get("nav-documents").to_string(), address::Address::page("dokument.html")),
        (front.title.value.clone(), address::of(portal.catalogue, Node::Document(id))),
    ];
    if kind != "editions" {
        let list = address::Address::page(format!("{}/index.html", folder(portal, id)));
        head.crumbs.push((portal.words().get("editions").to_string(), list));
    }
    head
}

fn document_link(portal: &Portal<'_>, id: DocumentId) -> Link {
    portal.link(Node::Document(id), ROOT)
}

fn all(portal: &Portal<'_>) -> Link {
    Link {
        text: portal.words().get("editions-all").to_string(),
        href: Some("index.html".to_string()),
        ..Link::default()
    }
}

/// What an edition is called.
pub fn label(portal: &Portal<'_>, edition: &Edition) -> String {
    let words = portal.words();
    let front = &edition.front;
    let name = match (&front.edition, front.decided_on.last()) {
        (Some(number), _) => words.with("edition-number", &[&number.value]),
        (None, Some(day)) => words.with("edition-decided", &[&day.value.to_string()]),
        (None, None) => words.with("edition-from", &[&edition.from.to_string()]),
    };
    if edition.correction {
        words.with("edition-corrected", &[&name, &edition.from.to_string()])
    } else {
        name
    }
}

fn view(portal: &Portal<'_>, past: &Past, number: usize) -> EditionView {
    let edition = &past.editions[number];
    let front = &edition.front;
    let days = super::portal::dates(&front.decided_on);
    let decision: Vec<String> = [
        front.decided_by.as_ref().map(|by| by.value.clone()),
        days,
        front.decision.as_ref().map(|d| d.value.clone()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let registry: Vec<&str> = front.registry.iter().map(|number| number.value.as_str()).collect();
    let step = number.checked_sub(1).and_then(|before| past.steps.get(before));
    let counts = step.map(|step| match &step.document {
        Some(document) => print::counts(
            &compare::Comparison { documents: vec![document.clone()] },
            portal.catalogue.site.language,
        ),
        None => portal.words().get("annex-none").to_string(),
    });
    let today = portal.today();
    EditionView {
        label: label(portal, edition),
        slug: edition.slug.clone(),
        href: format!("{}.html", edition.slug),
        annex_href: step.map(|_| format!("andringar-{}.html", edition.slug)),
        from: edition.from.to_string(),
        until: edition.until.map(|day| day.to_string()),
        decision: (!decision.is_empty()).then(|| decision.join(" ")),
        registry: (!registry.is_empty()).then(|| registry.join(", ")),
        counts,
        // What an edition says is new was new in it, not in its corrections.
        changes: front.changes.as_ref().filter(|_| !edition.correction).map(|changes| changes.value.clone()),
        current: edition.from <= today && edition.until.is_none_or(|day| today <= day),
    }
}

fn list(
    portal: &Portal<'_>,
    id: DocumentId,
    folder: &str,
    editions: &[EditionView],
) -> Result<Page, ThemeError> {
    let title = portal.words().with("editions-title", &[&portal.catalogue.source(id).front.title.value]);
    let view = EditionsView {
        document: document_link(portal, id),
        status: portal.status(id, ROOT),
        editions: editions.iter().rev().cloned().collect(),
        compare_href: (editions.len() > 1).then(|| "jamfor.html".to_string()),
        feed_href: portal.catalogue.site.base_url.as_ref().map(|_| "nytt.xml".to_string()),
    };
    let head = head(portal, id, format!("{folder}/index.html"), "editions", &title);
    portal.page(&head, "editions.html", &view)
}

fn text_page(
    portal: &Portal<'_>,
    id: DocumentId,
    folder: &str,
    past: &Past,
    number: usize,
    edition: &EditionView,
) -> Result<Page, ThemeError> {
    let front = &past.editions[number].front;
    let last = number + 1 == past.editions.len();
    let rows = [
        ("fact-decided-by", edition.decision.clone()),
        ("fact-registry", edition.registry.clone()),
        (
            "fact-valid",
            Some(
                format!("{} – {}", edition.from, edition.until.clone().unwrap_or_default())
                    .trim_end()
                    .to_string(),
            ),
        ),
    ];
    let facts = rows
        .into_iter()
        .filter_map(|(key, text)| {
            let values = vec![Link { text: text?, ..Link::default() }];
            Some(Fact { label: portal.words().get(key).to_string(), values })
        })
        .collect();
    let title = format!("{}. {}", front.title.value, edition.label);
    let path = format!("{folder}/{}.html", edition.slug);
    let view = EditionTextView {
        document: document_link(portal, id),
        all: all(portal),
        edition: edition.clone(),
        facts,
        notice: (!last || !edition.current).then(|| portal.words().get("edition-former").to_string()),
        body_html: text::body(portal, &past.sources[number]),
        print_foot: format!("{} · {title} · {path}", portal.catalogue.source(id).front.id.value),
    };
    let mut head = head(portal, id, path, "edition", &title);
    // A former text must not be found in place of the one in force.
    head.noindex = true;
    portal.page(&head, "edition.html", &view)
}

fn annex_page(
    portal: &Portal<'_>,
    id: DocumentId,
    folder: &str,
    past: &Past,
    number: usize,
    editions: &[EditionView],
) -> Result<Page, ThemeError> {
    let step = &past.steps[number - 1];
    let rule = |id: &str| rule_href(portal, id, ROOT);
    let annex = Annex { words: portal.words(), language: portal.catalogue.site.language, rule: &rule };
    let new = &editions[number];
    let title =
        portal.words().with("annex-page-title", &[&past.editions[number].front.title.value, &new.label]);
    let path = format!("{folder}/andringar-{}.html", new.slug);
    let view = AnnexView {
        document: document_link(portal, id),
        all: all(portal),
        old: editions[number - 1].clone(),
        new: new.clone(),
        counts: new.counts.clone().unwrap_or_default(),
        algorithm: VERSION,
        annex_html: step.document.as_ref().map(|document| annex.document(document)).unwrap_or_default(),
        print_foot: format!("{} · {title} · {path}", portal.catalogue.source(id).front.id.value),
    };
    let head = head(portal, id, path, "annex", &title);
    portal.page(&head, "annex.html", &view)
}

/// Where a rule of this id is now, if it is published.
fn rule_href(portal: &Portal<'_>, id: &str, root: &str) -> Option<String> {
    let rule = *portal.catalogue.names.wordings(id).first()?;
    Some(address::to(portal.catalogue, Node::Rule(rule), root))
}

/// The history of a rule, newest first; nothing while it has only one wording.
pub fn rule_events(
    portal: &Portal<'_>,
    id: DocumentId,
    past: &Past,
    rule: &str,
    root: &str,
) -> Vec<RuleEvent> {
    let wordings = past.wordings(rule);
    let folder = folder(portal, id);
    let language = portal.catalogue.site.language;
    wordings
        .into_iter()
        .rev()
        .map(|wording| {
            let edition = &past.editions[wording.edition];
            let change = wording.change.map(|at| {
                let names = anchors(past.steps[wording.edition - 1].changes());
                Link {
                    text: portal.words().get("show-change").to_string(),
                    href: Some(format!("{root}{folder}/andringar-{}.html#{}", edition.slug, names[at])),
                    ..Link::default()
                }
            });
            let kind = if wording.change.is_none() {
                portal.words().get("rule-first").to_string()
            } else {
                print::kind(wording.kind, language).to_string()
            };
            RuleEvent {
                date: edition.from.to_string(),
                kind,
                edition: Link {
                    text: label(portal, edition),
                    href: Some(format!("{root}{folder}/{}.html", edition.slug)),
                    ..Link::default()
                },
                change,
                text: wording.text,
            }
        })
        .collect()
}
