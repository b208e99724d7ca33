//! The statement of applicability as a component definition: the governance system is the component, and each control of a
//! standard is a requirement that says why, how far, by which rules and by whom.

use super::maker::{Document, Maker, held, known_prop, line, link};
use super::standard::{Declared, Names, control_id, declared};
use crate::content::law::Pin;
use crate::content::register::Control;
use crate::json::{Json, object};
use crate::model::{ActId, Kind, Node, RuleId};

/// The component definition of a standard.
pub fn component<'m>(maker: &'m Maker<'_>, act: ActId, names: &'m Names) -> Document<'m> {
    let entry = &maker.catalogue.acts[act.index()].entry;
    let (applied, left_out): (Vec<&Control>, Vec<&Control>) =
        entry.controls.iter().partition(|control| declared(control).applicable);
    // What is left out of the profile can only be spoken of as a part of the catalog.
    let parts = [("applied", &names.profile, applied), ("left-out", &names.catalog, left_out)];
    let implementations: Vec<Json<'_>> = parts
        .into_iter()
        .filter(|(_, _, controls)| !controls.is_empty())
        .map(|(part, source, controls)| implementation(maker, act, part, source, &controls))
        .collect();
    let site = &maker.catalogue.site;
    let component = object! {
        "uuid" => maker.uuid("component"),
        "type" => "policy",
        "title" => line(&site.title),
        "description" => line(&format!("{}, {}", site.title, site.organisation)),
        "control-implementations" => implementations,
    };
    let name = maker.say("uttalande om tillämplighet", "statement of applicability");
    let title = format!("{}: {name}", entry.id.value);
    let remarks = maker.say(
        "Krav, om de tillämpas och varför, hur långt de är införda, och de regler som har dem som grund.",
        "Controls, whether and why they are applied, how far, and the rules that have them as their ground.",
    );
    maker.document("component-definition", &title, remarks, vec![("components", [component].into())])
}

fn implementation<'m>(
    maker: &Maker<'_>,
    act: ActId,
    part: &str,
    source: &'m str,
    controls: &[&Control],
) -> Json<'m> {
    let id = &maker.catalogue.acts[act.index()].entry.id.value;
    let requirements: Vec<Json<'static>> =
        controls.iter().map(|control| requirement(maker, act, control)).collect();
    object! {
        "uuid" => maker.uuid(&format!("implementation/{id}/{part}")),
        "source" => source,
        "description" => line(id),
        "implemented-requirements" => requirements,
    }
}

fn requirement(maker: &Maker<'_>, act: ActId, control: &Control) -> Json<'static> {
    let id = &maker.catalogue.acts[act.index()].entry.id.value;
    let Declared { applicable, reason, status } = declared(control);
    let rules = rules(maker, act, control);
    let status = if applicable { status } else { Some("not-applicable") };
    let props: Vec<Json<'static>> =
        status.and_then(|word| known_prop("implementation-status", word)).into_iter().collect();
    let links: Vec<Json<'static>> =
        rules.iter().map(|rule| link(maker.href(Node::Rule(*rule)), "rule")).collect();
    held(object! {
        "uuid" => maker.uuid(&format!("requirement/{id}/{}", control.id.value)),
        "control-id" => control_id(control),
        "description" => description(maker, reason.as_deref(), &rules),
        "props" => props,
        "links" => links,
        "responsible-roles" => responsible(maker, &rules),
    })
}

/// Why, as the register says; then the rules.
fn description(maker: &Maker<'_>, reason: Option<&str>, rules: &[RuleId]) -> String {
    let ids: Vec<&str> =
        rules.iter().map(|rule| maker.catalogue.rule_text(*rule).id.value.as_str()).collect();
    let served = if ids.is_empty() {
        maker.say("Ingen regel har kravet som grund.", "No rule has the control as its ground.").to_string()
    } else {
        let lead =
            maker.say("Regler som har kravet som grund:", "Rules that have the control as their ground:");
        format!("{lead} {}.", ids.join(", "))
    };
    match reason {
        Some(reason) => format!("{}\n\n{}", line(reason), line(&served)),
        None => line(&served),
    }
}

/// The binding rules that have a control as their ground.
fn rules(maker: &Maker<'_>, act: ActId, control: &Control) -> Vec<RuleId> {
    let catalogue = maker.catalogue;
    let wanted = Pin::Control(control.id.value.clone());
    let place = catalogue.provisions_of(act).find(|id| catalogue.provisions[id.index()].pin == wanted);
    let origins =
        place.into_iter().flat_map(|id| catalogue.graph.origins(Node::Provision(id), Kind::Grounds));
    origins
        .filter_map(|node| if let Node::Rule(id) = node { Some(id) } else { None })
        .filter(|id| catalogue.binds(*id))
        .collect()
}

fn responsible(maker: &Maker<'_>, rules: &[RuleId]) -> Vec<Json<'static>> {
    let owners = rules.iter().flat_map(|rule| &maker.catalogue.rule(*rule).owners);
    let mut ids: Vec<String> =
        owners.filter_map(|owner| owner.node).map(|node| maker.role_id(node)).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().map(|id| object! { "role-id" => id }).collect()
}
