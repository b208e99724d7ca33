//! The page of a document, and the pages of its rules, from one reading of its body.

use super::address::{self, Address, id_part};
use super::body::{self, Extent};
use super::information::{facts, print_foot};
use super::portal::{Head, Portal, shorten};
use super::remark::{self, Remarks};
use super::theme::ThemeError;
use super::view::{DocumentView, LinkGroup};
use super::{Page, part, proposal, rule};
use crate::content::Spanned;
use crate::content::body::Body;
use crate::content::config::Class;
use crate::content::front::Status;
use crate::history::Past;
use crate::model::{DocumentId, Kind, Node};

/// Writes the page of a document and those of its rules.
///
/// # Errors
/// A template that asks for what is not there.
pub fn write(
    portal: &Portal<'_>,
    id: DocumentId,
    past: &Past,
    sink: super::Sink<'_>,
) -> Result<(), ThemeError> {
    // Of a text that is lost nothing is made, and the build ends with that.
    let Some(parsed) = portal.catalogue.source(id).parse() else { return Ok(()) };
    // The page of a role or forum is made when the history of all rules is known.
    if portal.catalogue.document(id).person.is_none() {
        let remarks = remark::of(portal, id, address::root_of("dokument/x.html"));
        sink(page(portal, id, &parsed, &remarks)?);
        part::write(portal, id, &parsed, sink)?;
    }
    if portal.catalogue.site.rule_pages {
        rule::write(portal, id, &parsed, past, sink)?;
    }
    Ok(())
}

fn page(portal: &Portal<'_>, id: DocumentId, parsed: &Body, remarks: &Remarks) -> Result<Page, ThemeError> {
    let catalogue = portal.catalogue;
    let front = &catalogue.source(id).front;
    let node = Node::Document(id);
    let path = address::of(catalogue, node).path;
    let root = address::root_of(&path);
    let kind = catalogue.kind(id);
    let rules = portal.living_rules(id).count();
    let view = DocumentView {
        id: front.id.value.clone(),
        title: front.title.value.clone(),
        kind: kind.name.clone(),
        status: portal.status(id, root),
        binding: !matches!(kind.class, Class::Guidance | Class::Response),
        facts: facts(portal, id, root),
        toc: part::contents(portal, id, 0, root),
        body_html: body::document(
            portal,
            id,
            parsed,
            root,
            Extent { sections: part::range(portal, id, 0), remarks },
        ),
        changes: front.changes.as_ref().map(|text| text.value.clone()),
        background: front.background.as_ref().map(|text| text.value.clone()),
        relations: relations(portal, node, root),
        referred_by: portal.referred_by(&parts(portal, id), root),
        comments: remark::places(portal, id)
            .into_iter()
            .flat_map(|node| remarks.get(&node).cloned().unwrap_or_default())
            .collect(),
        proposal: proposal::view(portal, id, remarks, root),
        moved: part::moved(portal, id, root),
        pages: part::pager(portal, id, 0, root),
        consultation: consultation(portal, id),
        trace_href: (rules > 0).then(|| format!("{root}sparbarhet/{}.html", id_part(&front.id.value))),
        rules,
        print_foot: print_foot(portal, id, &path),
    };
    let mut head = Head::new(path.clone(), "document", &front.title.value);
    let is_proposal = front.status.value == Status::Remiss;
    head.nav = if is_proposal { "consultations" } else { "documents" };
    head.crumbs = crumbs(portal, id);
    head.about = Some(node);
    head.description = format!("{}. {}", kind.name, shorten(&lead(portal, id), 140));
    head.language = front.language.as_ref().map(|language| language.value.as_str());
    portal.page(&head, "document.html", &view)
}

/// The pages above a document.
pub fn crumbs(portal: &Portal<'_>, id: DocumentId) -> Vec<(String, Address)> {
    let kind = portal.catalogue.kind(id);
    if portal.catalogue.source(id).front.status.value == Status::Remiss {
        return vec![(portal.words().get("nav-consultations").to_string(), Address::page("remisser.html"))];
    }
    let anchor = Some(crate::text::slug(&kind.id));
    vec![
        (portal.words().get("nav-documents").to_string(), Address::page("dokument.html")),
        (kind.plural.clone(), Address { path: "dokument.html".to_string(), anchor }),
    ]
}

/// A sentence on what the document is: what is new in it, else its scope.
fn lead(portal: &Portal<'_>, id: DocumentId) -> String {
    let front = &portal.catalogue.source(id).front;
    let text = front.changes.as_ref().or(front.background.as_ref()).map(|text| text.value.clone());
    text.unwrap_or_else(|| front.title.value.clone())
}

/// The document with its sections and rules: whatever of it others may refer to.
pub fn parts(portal: &Portal<'_>, id: DocumentId) -> Vec<Node> {
    let document = portal.catalogue.document(id);
    let sections = document.sections.clone().map(|n| Node::Section(crate::model::SectionId(n)));
    std::iter::once(document.person.unwrap_or(Node::Document(id))).chain(sections).collect()
}

/// What a node says of its relations to others.
pub fn relations(portal: &Portal<'_>, node: Node, root: &str) -> Vec<LinkGroup> {
    const KINDS: [(Kind, &str); 8] = [
        (Kind::Concretises, "rel-concretises"),
        (Kind::Replaces, "rel-replaces"),
        (Kind::Supplements, "rel-supplements"),
        (Kind::DelimitedAgainst, "rel-delimited"),
        (Kind::SeeAlso, "rel-see-also"),
        (Kind::Supports, "rel-supports"),
        (Kind::AttachmentTo, "rel-attachment"),
        (Kind::CommentsOn, "rel-comments"),
    ];
    let graph = &portal.catalogue.graph;
    KINDS
        .iter()
        .filter_map(|(kind, label)| {
            portal.group(to_label(portal, node, *kind, label), graph.targets(node, *kind), root)
        })
        .collect()
}

/// The label of a relation that a node states. A proposal would replace something; it has not.
pub fn to_label<'l>(portal: &Portal<'_>, node: Node, kind: Kind, label: &'l str) -> &'l str {
    if kind == Kind::Replaces && !portal.is_decided(node) { "rel-would-replace" } else { label }
}

fn consultation(portal: &Portal<'_>, id: DocumentId) -> Option<String> {
    let consultation = portal.catalogue.source(id).front.consultation.as_ref()?;
    let day = |date: &Option<Spanned<crate::content::Date>>| {
        date.as_ref().map_or(String::new(), |d| d.value.to_string())
    };
    let words = portal.words();
    let open = words.with("consultation", &[&day(&consultation.opens), &day(&consultation.closes)]);
    let to = consultation.reply_to.as_ref().map(|to| words.with("consultation-to", &[&to.value]));
    Some([Some(open), to].into_iter().flatten().collect::<Vec<_>>().join(" "))
}
