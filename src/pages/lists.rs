//! The documents by kind, and the A–Ö register of everything that has a name. Long lists are cut into pages.

use super::Sink;
use super::address::{self, Address};
use super::portal::{Head, Portal, shorten};
use super::terms::initial;
use super::theme::ThemeError;
use super::view::{DocumentsView, KindGroup, Link, Pager, RegisterEntry, RegisterLetter, RegisterView};
use crate::content::config::Class;
use crate::model::{DocumentId, ForumId, Node, RoleId, TermId};
use crate::text::{slug, swedish_key};

/// Documents on a page of the list.
const DOCUMENTS: usize = 500;
/// Entries on a page of the register.
const ENTRIES: usize = 1_000;

/// The documents that stand in lists of documents: roles and forums have their own.
fn listed(portal: &Portal<'_>) -> Vec<DocumentId> {
    let catalogue = portal.catalogue;
    catalogue.document_ids().filter(|id| catalogue.document(*id).person.is_none()).collect()
}

/// Documents by kind, in order of precedence. `each` limits how many of a kind are shown.
pub fn kinds(portal: &Portal<'_>, documents: &[DocumentId], each: usize, root: &str) -> Vec<KindGroup> {
    let mut groups: Vec<KindGroup> = Vec::new();
    let mut last = None;
    for id in documents {
        let kind = portal.catalogue.source(*id).front.kind;
        if last != Some(kind) {
            last = Some(kind);
            groups.push(group(portal, kind, root));
        }
        if let Some(group) = groups.last_mut() {
            if group.documents.len() < each {
                group.documents.push(portal.document_card(*id, root));
            } else {
                group.more += 1;
            }
        }
    }
    groups
}

fn group(portal: &Portal<'_>, kind: usize, root: &str) -> KindGroup {
    let kind = &portal.catalogue.site.kinds[kind];
    let note = match kind.class {
        Class::Guidance => Some("kind-guidance"),
        Class::Response => Some("kind-response"),
        _ => None,
    };
    let anchor = slug(&kind.id);
    KindGroup {
        name: kind.plural.clone(),
        note: note.map(|key| portal.words().get(key).to_string()),
        documents: Vec::new(),
        more: 0,
        href: format!("{root}dokument.html#{anchor}"),
        anchor,
    }
}

/// The documents for the start page, at most a handful of each kind.
pub fn for_start(portal: &Portal<'_>) -> Vec<KindGroup> {
    kinds(portal, &listed(portal), 12, "")
}

/// Writes the list of documents.
///
/// # Errors
/// A template that asks for what is not there.
pub fn documents(portal: &Portal<'_>, sink: Sink<'_>) -> Result<(), ThemeError> {
    let all = listed(portal);
    let pages: Vec<&[DocumentId]> = if all.is_empty() { vec![&[]] } else { all.chunks(DOCUMENTS).collect() };
    for (number, chunk) in pages.iter().enumerate() {
        let view = DocumentsView {
            kinds: kinds(portal, chunk, usize::MAX, ""),
            pages: pager("dokument", number, pages.len()),
        };
        let title = portal.words().get("documents-title");
        let mut head = Head::new(page_name("dokument", number), "documents", title);
        head.noindex = number > 0;
        sink(portal.page(&head, "documents.html", &view)?);
    }
    Ok(())
}

/// `register.html`, `register-2.html` …
fn page_name(name: &str, number: usize) -> String {
    if number == 0 { format!("{name}.html") } else { format!("{name}-{}.html", number + 1) }
}

fn pager(name: &str, number: usize, count: usize) -> Pager {
    Pager {
        number: number + 1,
        count,
        previous: number.checked_sub(1).map(|number| page_name(name, number)),
        next: (number + 1 < count).then(|| page_name(name, number + 1)),
    }
}

/// Writes the register.
///
/// # Errors
/// A template that asks for what is not there.
pub fn register(portal: &Portal<'_>, sink: Sink<'_>) -> Result<(), ThemeError> {
    let mut entries = entries(portal);
    entries.sort_by_cached_key(|entry| (swedish_key(&entry.text), entry.text.clone(), entry.href.clone()));
    let pages: Vec<&[RegisterEntry]> =
        if entries.is_empty() { vec![&[]] } else { entries.chunks(ENTRIES).collect() };
    let index = index(&pages);
    for (number, chunk) in pages.iter().enumerate() {
        let view = RegisterView {
            letters: letters(chunk),
            index: index.clone(),
            pages: pager("register", number, pages.len()),
        };
        let title = portal.words().get("register-title");
        let mut head = Head::new(page_name("register", number), "register", title);
        head.noindex = number > 0;
        sink(portal.page(&head, "register.html", &view)?);
    }
    Ok(())
}

fn letters(entries: &[RegisterEntry]) -> Vec<RegisterLetter> {
    let mut letters: Vec<RegisterLetter> = Vec::new();
    for entry in entries {
        let letter = initial(&entry.text);
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.entries.push(entry.clone()),
            _ => {
                letters.push(RegisterLetter { anchor: anchor(&letter), letter, entries: vec![entry.clone()] })
            }
        }
    }
    letters
}

/// Å, Ä and A have anchors of their own, which a slug would not give them.
fn anchor(letter: &str) -> String {
    match letter {
        "Å" => "bokstav-aa".to_string(),
        "Ä" => "bokstav-ae".to_string(),
        "Ö" => "bokstav-oe".to_string(),
        "#" => "bokstav-tecken".to_string(),
        letter => format!("bokstav-{}", slug(letter)),
    }
}

/// Each letter with the page on which it begins.
fn index(pages: &[&[RegisterEntry]]) -> Vec<Link> {
    let mut index: Vec<Link> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for entry in *page {
            let letter = initial(&entry.text);
            if index.last().is_none_or(|last| last.text != letter) {
                let href = format!("{}#{}", page_name("register", number), anchor(&letter));
                index.push(Link { text: letter, href: Some(href), ..Link::default() });
            }
        }
    }
    index
}

fn entries(portal: &Portal<'_>) -> Vec<RegisterEntry> {
    let catalogue = portal.catalogue;
    let words = portal.words();
    let mut entries = Vec::new();
    let mut add = |node: Node, text: String, kind: String| {
        let home = catalogue.home(node);
        let status = home
            .map(|id| portal.status(id, ""))
            .filter(|status| status.class != "in-force")
            .map(|status| status.label);
        let href = address::of(catalogue, node).from_root("");
        let document = match node {
            Node::Rule(id) => Some(catalogue.source(catalogue.rule(id).document).front.title.value.clone()),
            _ => None,
        };
        entries.push(RegisterEntry { text, href, kind, document, status });
    };
    for id in listed(portal) {
        let front = &catalogue.source(id).front;
        add(
            Node::Document(id),
            front.title.value.clone(),
            format!("{} {}", catalogue.kind(id).name, front.id.value),
        );
    }
    for (number, role) in catalogue.roles.iter().enumerate() {
        for name in std::iter::once(&role.name).chain(&role.aliases) {
            add(Node::Role(RoleId(number as u32)), name.clone(), words.get("role").to_string());
        }
    }
    for (number, forum) in catalogue.forums.iter().enumerate() {
        for name in std::iter::once(&forum.name).chain(&forum.aliases) {
            add(Node::Forum(ForumId(number as u32)), name.clone(), words.get("forum").to_string());
        }
    }
    for (number, term) in catalogue.terms.iter().enumerate() {
        for name in std::iter::once(&term.label).chain(&term.also) {
            add(Node::Term(TermId(number as u32)), name.clone(), words.get("term").to_string());
        }
    }
    for id in catalogue.rule_ids().filter(|id| catalogue.rule(*id).current) {
        let text = catalogue.rule_text(id);
        let said = if text.text.is_empty() { text.id.value.clone() } else { shorten(&text.text, 110) };
        add(Node::Rule(id), said, format!("{} {}", words.get("rule"), text.id.value));
    }
    entries
}

/// The page for addresses that are not there.
///
/// # Errors
/// A template that asks for what is not there.
pub fn missing(portal: &Portal<'_>) -> Result<super::Page, ThemeError> {
    let title = portal.words().get("missing-title");
    let mut head = Head::new("404.html", "missing", title);
    head.noindex = true;
    head.crumbs = vec![(portal.words().get("nav-register").to_string(), Address::page("register.html"))];
    portal.page(&head, "missing.html", &super::view::MissingView { register: "register.html".to_string() })
}
