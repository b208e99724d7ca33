//! The documents by kind, and the A–Ö register of everything that has a name. Long lists are cut into pages.

use std::borrow::Cow;

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
/// Letters of a rule's text in the register.
const RULE: usize = 110;

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
    let named = named(portal);
    let pages: Vec<&[Named<'_>]> = if named.is_empty() { vec![&[]] } else { named.chunks(ENTRIES).collect() };
    let index = index(&pages);
    for (number, chunk) in pages.iter().enumerate() {
        let view = RegisterView {
            letters: letters(portal, chunk),
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

fn letters(portal: &Portal<'_>, named: &[Named<'_>]) -> Vec<RegisterLetter> {
    let mut letters: Vec<RegisterLetter> = Vec::new();
    for one in named {
        let letter = initial(&one.text());
        let entry = entry(portal, one);
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.entries.push(entry),
            _ => letters.push(RegisterLetter { anchor: anchor(&letter), letter, entries: vec![entry] }),
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
fn index(pages: &[&[Named<'_>]]) -> Vec<Link> {
    let mut index: Vec<Link> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for one in *page {
            let letter = initial(&one.text());
            if index.last().is_none_or(|last| last.text != letter) {
                let href = format!("{}#{}", page_name("register", number), anchor(&letter));
                index.push(Link { text: letter, href: Some(href), ..Link::default() });
            }
        }
    }
    index
}

/// Something under one of its names. A large portal has so many that what is said of each is put together page by page.
struct Named<'c> {
    node: Node,
    /// Its name; of a rule its text, else its id.
    name: &'c str,
}

impl Named<'_> {
    /// As it stands in the register.
    fn text(&self) -> Cow<'_, str> {
        match self.node {
            Node::Rule(_) => shorten(self.name, RULE).into(),
            _ => self.name.into(),
        }
    }
}

/// Everything that has a name, under each of its names, in Swedish order.
fn named<'c>(portal: &'c Portal<'_>) -> Vec<Named<'c>> {
    let catalogue = portal.catalogue;
    let documents = listed(portal).into_iter().map(|id| {
        let title = catalogue.source(id).front.title.value.as_str();
        Named { node: Node::Document(id), name: title }
    });
    let people = |node: Node, name: &'c String, aliases: &'c [String]| {
        std::iter::once(name).chain(aliases).map(move |name| Named { node, name })
    };
    let numbered = |number: usize| number as u32;
    let roles =
        catalogue.roles.iter().enumerate().flat_map(|(number, role)| {
            people(Node::Role(RoleId(numbered(number))), &role.name, &role.aliases)
        });
    let forums = catalogue.forums.iter().enumerate().flat_map(|(number, forum)| {
        people(Node::Forum(ForumId(numbered(number))), &forum.name, &forum.aliases)
    });
    let terms = catalogue
        .terms
        .iter()
        .enumerate()
        .flat_map(|(number, term)| people(Node::Term(TermId(numbered(number))), &term.label, &term.also));
    let rules = catalogue.rule_ids().filter(|id| catalogue.rule(*id).current).map(|id| {
        let text = catalogue.rule_text(id);
        let name = if text.text.is_empty() { &text.id.value } else { &text.text };
        Named { node: Node::Rule(id), name }
    });
    let all = documents.chain(roles).chain(forums).chain(terms).chain(rules);
    let mut keyed: Vec<(Vec<u8>, Named<'c>)> = all.map(|one| (swedish_key(&one.text()), one)).collect();
    let href = |one: &Named<'_>| address::to(catalogue, one.node, "");
    keyed.sort_by(|(key, one), (other_key, other)| {
        let alike = || one.text().cmp(&other.text()).then_with(|| href(one).cmp(&href(other)));
        key.cmp(other_key).then_with(alike)
    });
    keyed.into_iter().map(|(_, one)| one).collect()
}

/// What the register says of a name.
fn entry(portal: &Portal<'_>, one: &Named<'_>) -> RegisterEntry {
    let catalogue = portal.catalogue;
    let words = portal.words();
    let status = catalogue
        .home(one.node)
        .map(|id| portal.status(id, ""))
        .filter(|status| status.class != "in-force")
        .map(|status| status.label);
    let (kind, document) = match one.node {
        Node::Document(id) => {
            (format!("{} {}", catalogue.kind(id).name, catalogue.source(id).front.id.value), None)
        }
        Node::Forum(_) => (words.get("forum").to_string(), None),
        Node::Term(_) => (words.get("term").to_string(), None),
        Node::Rule(id) => {
            let title = &catalogue.source(catalogue.rule(id).document).front.title.value;
            (format!("{} {}", words.get("rule"), catalogue.rule_text(id).id.value), Some(title.clone()))
        }
        _ => (words.get("role").to_string(), None),
    };
    let href = address::to(catalogue, one.node, "");
    RegisterEntry { text: one.text().into_owned(), href, kind, document, status }
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
