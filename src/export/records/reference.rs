//! Acts and standards of the register, and the controls of standards.

use schemars::JsonSchema;
use serde::Serialize;

use super::{id, ids, url};
use crate::content::law::Pin;
use crate::model::{ActId, Catalogue, Kind, Node, ProvisionId};
use crate::publish::Published;

/// An act or standard.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Reference")]
pub struct ReferenceRecord {
    /// How it is cited: `SFS 2018:585`, `(EU) 2016/679`, `ISO/IEC 27001`.
    pub id: String,
    /// Kind: `lag`, `förordning`, `eu-förordning`, `eu-direktiv`, `föreskrift`, `standard` …
    pub kind: &'static str,
    /// Title.
    pub title: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Day on which it came or comes into force.
    #[schemars(extend("format" = "date"))]
    pub in_force_from: Option<String>,
    /// Day from which it no longer applies.
    #[schemars(extend("format" = "date"))]
    pub repealed: Option<String>,
    /// Ids of the rules that have it, or a place in it, as their ground.
    pub rules: Vec<String>,
    /// Address of its page.
    pub url: String,
    /// Where the text itself is.
    pub external_url: Option<String>,
    /// Id of its successor.
    pub replaced_by: Option<String>,
    /// Day on which somebody last made sure that the entry is right.
    #[schemars(extend("format" = "date"))]
    pub checked: Option<String>,
}

/// A control of a standard.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Control")]
pub struct ControlRecord {
    /// Id of the standard.
    pub reference: String,
    /// Number of the control: `A.8.13`.
    pub id: String,
    /// What it asks for, in the organisation's own words.
    pub title: String,
    /// Ids of the rules that have it as their ground and bind today.
    pub rules: Vec<String>,
    /// Address of its place on the page of the standard.
    pub url: String,
}

/// Every act and standard of the register.
pub fn references(published: &Published) -> impl Iterator<Item = ReferenceRecord> + use<'_> {
    let catalogue = published.catalogue();
    let acts = catalogue.acts.iter().enumerate();
    acts.map(move |(number, act)| {
        let node = ActId(number as u32);
        let places =
            std::iter::once(Node::Act(node)).chain(catalogue.provisions_of(node).map(Node::Provision));
        let mut rules: Vec<Node> =
            places.flat_map(|place| catalogue.graph.origins(place, Kind::Grounds)).collect();
        rules.sort_unstable();
        rules.dedup();
        ReferenceRecord {
            id: act.entry.id.value.clone(),
            kind: act.entry.kind.word(),
            title: act.entry.title.clone(),
            aliases: act.entry.aliases.iter().map(|alias| alias.value.clone()).collect(),
            in_force_from: act.entry.in_force_from.map(|day| day.to_string()),
            repealed: act.entry.repealed.map(|day| day.to_string()),
            rules: ids(catalogue, rules.into_iter()),
            url: url(catalogue, Node::Act(node)),
            external_url: act.url(None),
            replaced_by: act.entry.replaced_by.as_ref().map(|id| id.value.clone()),
            checked: act.entry.checked.map(|day| day.to_string()),
        }
    })
}

/// Every control of every standard of the register.
pub fn controls(published: &Published) -> impl Iterator<Item = ControlRecord> + use<'_> {
    let catalogue = published.catalogue();
    let acts = (0..catalogue.acts.len() as u32).map(ActId);
    acts.flat_map(move |act| {
        let entry = &catalogue.acts[act.index()].entry;
        entry.controls.iter().map(move |control| {
            let provision = provision(catalogue, act, &control.id.value);
            let node = provision.map_or(Node::Act(act), Node::Provision);
            ControlRecord {
                reference: entry.id.value.clone(),
                id: control.id.value.clone(),
                title: control.title.clone(),
                rules: provision.map(|found| grounded(catalogue, found)).unwrap_or_default(),
                url: url(catalogue, node),
            }
        })
    })
}

/// The place of a control, when something refers to it.
fn provision(catalogue: &Catalogue, act: ActId, control: &str) -> Option<ProvisionId> {
    let wanted = Pin::Control(control.to_string());
    catalogue.provisions_of(act).find(|id| catalogue.provisions[id.index()].pin == wanted)
}

/// Ids of the binding rules that have a place as their ground.
fn grounded(catalogue: &Catalogue, provision: ProvisionId) -> Vec<String> {
    let origins = catalogue.graph.origins(Node::Provision(provision), Kind::Grounds);
    let binding = origins.filter(|node| matches!(node, Node::Rule(rule) if catalogue.binds(*rule)));
    binding.map(|node| id(catalogue, node)).collect()
}
