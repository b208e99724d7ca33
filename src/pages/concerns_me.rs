//! «Gäller mig»: the page where a reader chooses one or several roles, and the data from which its script shows their
//! rules together. Without script the page leads to the page of each role.

use super::address::{self, id_part};
use super::portal::{Head, Portal};
use super::theme::ThemeError;
use super::view::{ConcernsMeView, RoleChoice, RoleData, RoleRule};
use super::{Page, Sink, person, since, subject};
use crate::model::{Node, RoleId, RuleId, recurring};

/// Writes the page, and a file of data for each role.
///
/// # Errors
/// A template that asks for what is not there.
pub fn write(portal: &Portal<'_>, sink: Sink<'_>) -> Result<(), ThemeError> {
    let catalogue = portal.catalogue;
    if catalogue.roles.is_empty() {
        return Ok(());
    }
    let mut roles = Vec::new();
    for (number, role) in catalogue.roles.iter().enumerate() {
        let node = Node::Role(RoleId(number as u32));
        let data = data(portal, node);
        roles.push(RoleChoice {
            id: data.id.clone(),
            name: data.name.clone(),
            href: data.href.clone(),
            rules: data.rules.len(),
            aliases: role.aliases.clone(),
        });
        let json = serde_json::to_string(&data).map_err(|error| ThemeError(error.to_string()))?;
        // Data that a script element brings, since pages opened from a folder may fetch nothing.
        sink(Page {
            path: format!("data/roller/{}.js", data.id),
            html: format!("ledtradRole({json});\n").into_bytes(),
        });
    }
    let view = ConcernsMeView { roles, subjects: subject::links(portal, "") };
    let title = portal.words().get("concerns-me-title");
    let mut head = Head::new("galler-mig.html", "concerns-me", title);
    head.description = portal.words().get("concerns-me-description").to_string();
    sink(portal.page(&head, "concerns_me.html", &view)?);
    Ok(())
}

fn role_id(portal: &Portal<'_>, node: Node) -> Option<String> {
    let document = portal.catalogue.home(node)?;
    Some(id_part(&portal.catalogue.source(document).front.id.value))
}

fn data(portal: &Portal<'_>, node: Node) -> RoleData {
    let includes = person::included_roles(portal, node);
    let id = role_id(portal, node).unwrap_or_default();
    let rules = person::rules_of(portal, node);
    let all = rules.iter().copied().chain(includes.iter().flat_map(|role| person::rules_of(portal, *role)));
    let recurs = all.into_iter().any(|rule| recurring::when(portal.catalogue, rule).is_some());
    RoleData {
        calendar: recurs.then(|| address::calendar(&id)),
        id,
        name: portal.catalogue.label(node),
        href: address::to(portal.catalogue, node, ""),
        includes: includes.into_iter().filter_map(|role| role_id(portal, role)).collect(),
        rules: rules.into_iter().map(|rule| rule_data(portal, rule, node)).collect(),
    }
}

fn rule_data(portal: &Portal<'_>, id: RuleId, role: Node) -> RoleRule {
    let catalogue = portal.catalogue;
    let card = portal.rule_card(id, "");
    let rule = catalogue.rule(id);
    let how = rule.owners.iter().find(|owner| owner.node == Some(role));
    RoleRule {
        id: card.id,
        href: card.href,
        text: card.text,
        items: card.items,
        document: card.document.text,
        document_href: card.document.href.unwrap_or_default(),
        section: card.section.map(|section| section.text),
        subject: rule.subjects.first().map(|subject| catalogue.subject(*subject).name.clone()),
        recurrence: card.recurrence,
        since: since::of(portal, id).map(|day| day.to_string()),
        how: how.and_then(|owner| portal.owner(owner, "").note).unwrap_or_default(),
    }
}
