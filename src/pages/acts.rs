//! The pages of laws and standards: every rule that has a place of the act as its ground, or mentions it.

use super::address::{self, Address};
use super::portal::{Head, LIST, Portal};
use super::theme::ThemeError;
use super::view::{ActView, ActsView, Fact, Link, LinkGroup, ProvisionView, Withdrawn};
use super::{Page, Sink};
use crate::content::law::Pin;
use crate::content::register::ActKind;
use crate::model::{ActId, Catalogue, Kind, Node, RuleId};

/// Writes the list of acts and the page of each.
///
/// # Errors
/// A template that asks for what is not there.
pub fn write(portal: &Portal<'_>, sink: Sink<'_>) -> Result<(), ThemeError> {
    sink(list(portal)?);
    for number in 0..portal.catalogue.acts.len() as u32 {
        sink(page(portal, ActId(number))?);
    }
    Ok(())
}

fn list(portal: &Portal<'_>) -> Result<Page, ThemeError> {
    let catalogue = portal.catalogue;
    let groups = ActKind::ALL.iter().filter_map(|(word, kind)| {
        let mut acts: Vec<ActId> = (0..catalogue.acts.len() as u32).map(ActId).collect();
        acts.retain(|act| catalogue.acts[act.index()].entry.kind == *kind);
        acts.sort_by_cached_key(|act| crate::text::swedish_key(&catalogue.acts[act.index()].entry.title));
        let links: Vec<Link> = acts.into_iter().map(|act| act_link(portal, act)).collect();
        let label = portal.words().get(&format!("acts-{word}")).to_string();
        (!links.is_empty()).then_some(LinkGroup { label, links, more: 0 })
    });
    let view = ActsView { groups: groups.collect() };
    let title = portal.words().get("acts-title");
    portal.page(&Head::new("lagrum.html", "acts", title), "acts.html", &view)
}

fn act_link(portal: &Portal<'_>, act: ActId) -> Link {
    let count = std::iter::once(Node::Act(act))
        .chain(portal.catalogue.provisions_of(act).map(Node::Provision))
        .map(|node| grounded(portal.catalogue, node).len())
        .sum();
    Link { note: Some(portal.words().count("rules", count)), ..portal.link(Node::Act(act), "") }
}

/// The binding rules that have a node as their ground.
pub fn grounded(catalogue: &Catalogue, node: Node) -> Vec<RuleId> {
    let origins = catalogue.graph.origins(node, Kind::Grounds);
    origins
        .filter_map(|origin| if let Node::Rule(id) = origin { Some(id) } else { None })
        .filter(|id| catalogue.binds(*id))
        .collect()
}

fn page(portal: &Portal<'_>, id: ActId) -> Result<Page, ThemeError> {
    let catalogue = portal.catalogue;
    let act = &catalogue.acts[id.index()];
    let entry = &act.entry;
    let path = address::act_page(catalogue, id);
    let root = address::root_of(&path);
    let whole = provision(portal, Node::Act(id), None, root);
    let mut provisions = Vec::new();
    let mut unserved = Vec::new();
    for provision_id in catalogue.provisions_of(id) {
        provisions.push(provision(
            portal,
            Node::Provision(provision_id),
            Some(&catalogue.provisions[provision_id.index()].pin),
            root,
        ));
    }
    for control in &entry.controls {
        let anchor = Pin::Control(control.id.value.clone()).anchor();
        match provisions.iter_mut().find(|provision| provision.anchor == anchor) {
            Some(provision) => provision.title = Some(control.title.clone()),
            None => unserved.push(Link {
                prefix: Some(control.id.value.clone()),
                text: control.title.clone(),
                ..Link::default()
            }),
        }
    }
    provisions.sort_by_cached_key(|provision| crate::text::swedish_key(&provision.label));
    let rules = std::iter::once(&whole).chain(&provisions).map(|p| p.grounds.len() + p.rest.len()).sum();
    let view = ActView {
        id: entry.id.value.clone(),
        title: entry.title.clone(),
        kind: portal.words().get(&format!("act-{}", entry.kind.word())).to_string(),
        aliases: entry.aliases.iter().map(|alias| alias.value.clone()).collect(),
        link: act.url(None).map(external),
        facts: facts(portal, id),
        repealed: repealed(portal, id, root),
        whole,
        provisions,
        unserved,
        rules,
        applicability_href: (!entry.controls.is_empty())
            .then(|| format!("{root}{}", address::applicability_page(catalogue, id))),
    };
    let mut head = Head::new(path.clone(), "act", &entry.title);
    head.nav = "acts";
    head.about = Some(Node::Act(id));
    head.crumbs = vec![(portal.words().get("nav-acts").to_string(), Address::page("lagrum.html"))];
    head.description = format!("{} ({})", entry.title, entry.id.value);
    portal.page(&head, "act.html", &view)
}

fn external(href: String) -> Link {
    let text = href.trim_start_matches("https://").split('/').next().unwrap_or("").to_string();
    Link { text, href: Some(href), external: true, ..Link::default() }
}

fn provision(portal: &Portal<'_>, node: Node, pin: Option<&Pin>, root: &str) -> ProvisionView {
    let catalogue = portal.catalogue;
    let act = match node {
        Node::Provision(id) => Some(catalogue.provisions[id.index()].act),
        Node::Act(id) => Some(id),
        _ => None,
    };
    let rules = grounded(portal.catalogue, node);
    let mentions: Vec<Node> = catalogue
        .graph
        .origins(node, Kind::Cites)
        .filter(|origin| !rules.iter().any(|r| Node::Rule(*r) == *origin))
        .collect();
    let (grounds, rest, more) = portal.long_list(&rules, root);
    let url = pin.and_then(|pin| act.and_then(|act| catalogue.acts[act.index()].url(Some(pin))));
    ProvisionView {
        label: pin.map(Pin::label).unwrap_or_default(),
        anchor: pin.map(Pin::anchor).unwrap_or_default(),
        title: None,
        link: url.filter(|_| !matches!(pin, Some(Pin::Control(_)))).map(external),
        grounds,
        rest,
        mentions: mentions.iter().take(LIST).map(|node| portal.link(*node, root)).collect(),
        more: more + mentions.len().saturating_sub(LIST),
    }
}

fn facts(portal: &Portal<'_>, id: ActId) -> Vec<Fact> {
    let entry = &portal.catalogue.acts[id.index()].entry;
    let rows = [
        ("act-in-force", entry.in_force_from),
        ("act-repealed", entry.repealed),
        ("act-checked", entry.checked),
    ];
    rows.into_iter()
        .filter_map(|(label, day)| {
            let values = vec![Link { text: day?.to_string(), ..Link::default() }];
            Some(Fact { label: portal.words().get(label).to_string(), values })
        })
        .collect()
}

fn repealed(portal: &Portal<'_>, id: ActId, root: &str) -> Option<Withdrawn> {
    let entry = &portal.catalogue.acts[id.index()].entry;
    let day = entry.repealed?;
    let successor =
        entry.replaced_by.as_ref().and_then(|name| portal.catalogue.names.acts().named(&name.value));
    let replaced_by =
        successor.map(|number| portal.link(Node::Act(ActId(number as u32)), root)).into_iter().collect();
    let key = if day <= portal.today() { "act-is-repealed" } else { "act-will-be-repealed" };
    Some(Withdrawn { sentence: portal.words().with(key, &[&day.to_string()]), replaced_by })
}
