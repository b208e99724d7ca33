//! The page of a role or forum, «Gäller mig»: what it is, and every rule that binds it, with full text.

use rayon::prelude::*;

use super::address::{self, Address};
use super::information::{facts, print_foot};
use super::portal::{Head, Portal};
use super::remark::Remarks;
use super::theme::ThemeError;
use super::view::{Inherited, LinkGroup, PeopleView, PersonCard, PersonView, RuleGroup};
use super::{Page, Sink, body, since, subject, year};
use crate::content::body::Body;
use crate::content::front::Status;
use crate::model::{DocumentId, ForumId, Kind, Node, RoleId, RuleId, SubjectId};

/// Most rules of one document on a role's page; the rest are a link away.
const RULES: usize = 200;

/// Writes the page of every role and forum.
///
/// # Errors
/// A template that asks for what is not there.
pub fn write(portal: &Portal<'_>, sink: Sink<'_>) -> Result<(), ThemeError> {
    let people: Vec<DocumentId> = portal
        .catalogue
        .document_ids()
        .filter(|id| portal.catalogue.document(*id).person.is_some())
        .collect();
    people.into_par_iter().try_for_each(|id| {
        // As in `document::write`.
        portal.catalogue.source(id).parse().map_or(Ok(()), |parsed| page(portal, id, &parsed).map(sink))
    })
}

/// The page of the role or forum that a document describes.
fn page(portal: &Portal<'_>, id: DocumentId, parsed: &Body) -> Result<Page, ThemeError> {
    let catalogue = portal.catalogue;
    let front = &catalogue.source(id).front;
    let node = catalogue.document(id).person.unwrap_or(Node::Document(id));
    let path = address::of(catalogue, node).path;
    let root = address::root_of(&path);
    let own = rules_of(portal, node);
    let included = included_roles(portal, node);
    let inherited: Vec<Inherited> = included
        .iter()
        .map(|role| Inherited {
            role: portal.link(*role, root),
            groups: groups(portal, &rules_of(portal, *role), root),
        })
        .filter(|inherited| !inherited.groups.is_empty())
        .collect();
    let is_role = matches!(node, Node::Role(_));
    let all: Vec<RuleId> =
        own.iter().copied().chain(included.iter().flat_map(|role| rules_of(portal, *role))).collect();
    let recurring = year::rows(portal, &all, root);
    let (remarks, sections) = (Remarks::new(), (0, usize::MAX));
    let whole = body::Extent { sections, remarks: &remarks };
    let view = PersonView {
        id: front.id.value.clone(),
        name: front.title.value.clone(),
        aliases: front
            .aliases
            .iter()
            .map(|a| a.value.clone())
            .filter(|a| !crate::model::is_address(a))
            .collect(),
        organisation: catalogue.document(id).organisation.clone(),
        status: portal.status(id, root),
        body_html: body::document(portal, id, parsed, root, whole),
        facts: facts(portal, id, root),
        relations: relations(portal, node, root),
        // What the description itself says stands in the body already.
        groups: groups(
            portal,
            &own.iter().copied().filter(|rule| catalogue.rule(*rule).document != id).collect::<Vec<_>>(),
            root,
        ),
        count: own.len(),
        inherited_count: included.iter().map(|role| rules_of(portal, *role).len()).sum(),
        inherited,
        by_subject: all.iter().any(|rule| !catalogue.rule(*rule).subjects.is_empty()),
        calendar_href: (!recurring.is_empty())
            .then(|| format!("{root}{}", address::calendar(&front.id.value))),
        recurring,
        since: since::rows(portal, &all, root),
        choose_href: is_role
            .then(|| format!("{root}galler-mig.html?roll={}", address::id_part(&front.id.value))),
        feed_href: catalogue
            .site
            .base_url
            .as_ref()
            .map(|_| format!("{}.xml", super::address::id_part(&front.id.value))),
        print_foot: print_foot(portal, id, &path),
    };
    let mut head = Head::new(path.clone(), if is_role { "role" } else { "forum" }, &front.title.value);
    head.nav = if is_role { "concerns-me" } else { "people" };
    head.about = Some(node);
    head.crumbs = vec![(portal.words().get("nav-people").to_string(), Address::page("roller.html"))];
    head.description =
        portal.words().count(if is_role { "role-description" } else { "forum-description" }, own.len());
    portal.page(&head, "person.html", &view)
}

/// The rules that a role or forum owns and that are in force or decided, in the order of the documents. The desk shows
/// drafts, and there a role that is one has the rules of drafts too.
pub fn rules_of(portal: &Portal<'_>, node: Node) -> Vec<RuleId> {
    let catalogue = portal.catalogue;
    let is_draft = |document| catalogue.source(document).front.status.value == Status::Utkast;
    let drafted = portal.shows_drafts() && catalogue.home(node).is_some_and(is_draft);
    let in_draft = |id: RuleId| drafted && is_draft(catalogue.rule(id).document);
    let owned = catalogue.graph.origins(node, Kind::OwnedBy);
    owned
        .filter_map(|origin| if let Node::Rule(id) = origin { Some(id) } else { None })
        .filter(|id| catalogue.binds(*id) || in_draft(*id))
        .collect()
}

/// The roles that a role also is, however far: a chef is a medarbetare.
pub fn included_roles(portal: &Portal<'_>, node: Node) -> Vec<Node> {
    let graph = &portal.catalogue.graph;
    let mut out: Vec<Node> = Vec::new();
    let mut open = vec![node];
    while let Some(next) = open.pop() {
        for role in graph.targets(next, Kind::Includes) {
            if role != node && !out.contains(&role) {
                out.push(role);
                open.push(role);
            }
        }
    }
    out.sort_unstable();
    out
}

/// Rules by subject, those without one by document, most binding kind first.
pub fn groups(portal: &Portal<'_>, rules: &[RuleId], root: &str) -> Vec<RuleGroup> {
    let catalogue = portal.catalogue;
    let key = |id: &RuleId| {
        let rule = catalogue.rule(*id);
        (rule.subjects.is_empty(), rule.subjects.first().copied(), rule.document)
    };
    let mut sorted: Vec<RuleId> = rules.to_vec();
    sorted.sort_by_key(|id| (key(id), *id));
    let mut out: Vec<RuleGroup> = Vec::new();
    let mut last = None;
    for id in &sorted {
        let (_, subject, document) = key(id);
        let place = (subject, subject.is_none().then_some(document));
        if last != Some(place) {
            last = Some(place);
            out.push(group(portal, subject, document, root));
        }
        if let Some(group) = out.last_mut() {
            if group.rules.len() < RULES {
                group.rules.push(portal.rule_card(*id, root));
            } else {
                group.more += 1;
            }
        }
    }
    out
}

fn group(portal: &Portal<'_>, subject: Option<SubjectId>, document: DocumentId, root: &str) -> RuleGroup {
    let catalogue = portal.catalogue;
    let (heading, kind) = match subject {
        Some(subject) => (subject::link(portal, subject, root), String::new()),
        None => (portal.link(Node::Document(document), root), catalogue.kind(document).name.clone()),
    };
    RuleGroup { heading, kind, rules: Vec::new(), more: 0, home: subject.is_some() }
}

/// Rules of one document under its title.
pub fn document_group(portal: &Portal<'_>, rules: &[RuleId], root: &str) -> RuleGroup {
    let document = portal.catalogue.rule(rules[0]).document;
    let cards = rules.iter().take(RULES).map(|id| portal.rule_card(*id, root)).collect();
    let more = rules.len().saturating_sub(RULES);
    RuleGroup { rules: cards, more, ..group(portal, None, document, root) }
}

fn relations(portal: &Portal<'_>, node: Node, root: &str) -> Vec<LinkGroup> {
    let graph = &portal.catalogue.graph;
    let out = |kind, label| portal.group(label, graph.targets(node, kind), root);
    let back = |kind, label| portal.group(label, graph.origins(node, kind), root);
    let mut incompatible: Vec<Node> = graph
        .targets(node, Kind::IncompatibleWith)
        .chain(graph.origins(node, Kind::IncompatibleWith))
        .collect();
    incompatible.sort_unstable();
    incompatible.dedup();
    let groups = [
        out(Kind::ReportsTo, "person-reports-to"),
        back(Kind::ReportsTo, "person-reported-by"),
        out(Kind::AppointedBy, "person-appointed-by"),
        out(Kind::DelegatesTo, "person-delegates-to"),
        out(Kind::Includes, "person-includes"),
        back(Kind::Includes, "person-included-by"),
        out(Kind::Convenes, "person-convenes"),
        back(Kind::Convenes, "forum-convened-by"),
        out(Kind::MemberOf, "person-member-of"),
        back(Kind::MemberOf, "forum-members"),
        portal.group("person-incompatible", incompatible.into_iter(), root),
        out(Kind::Concretises, "rel-concretises"),
    ];
    groups.into_iter().flatten().collect()
}

/// The page of all roles and forums.
///
/// # Errors
/// A template that asks for what is not there.
pub fn list(portal: &Portal<'_>) -> Result<Page, ThemeError> {
    let catalogue = portal.catalogue;
    let card = |node: Node, aliases: &[String], organisation: &str| PersonCard {
        link: portal.link(node, ""),
        aliases: aliases.to_vec(),
        organisation: (organisation != catalogue.site.organisation).then(|| organisation.to_string()),
        rules: rules_of(portal, node).len(),
        reports_to: catalogue.graph.targets(node, Kind::ReportsTo).map(|to| portal.link(to, "")).collect(),
    };
    let roles = catalogue.roles.iter().enumerate();
    let forums = catalogue.forums.iter().enumerate();
    let view = PeopleView {
        roles: roles
            .map(|(n, role)| card(Node::Role(RoleId(n as u32)), &role.aliases, &role.organisation))
            .collect(),
        forums: forums
            .map(|(n, forum)| card(Node::Forum(ForumId(n as u32)), &forum.aliases, &forum.organisation))
            .collect(),
    };
    let title = portal.words().get("people-title");
    portal.page(&Head::new("roller.html", "people", title), "people.html", &view)
}
