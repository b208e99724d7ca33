//! The statement of applicability of a standard: every control, whether it applies and why, how far it is carried out
//! as somebody has judged it, the rules that serve it and their owners, and the gaps.

use super::Sink;
use super::acts::grounded;
use super::address::{self, Address};
use super::portal::{Head, LIST, Portal};
use super::theme::ThemeError;
use super::view::{ApplicabilityView, Choice, ControlRow, Fact, Link};
use crate::content::law::Pin;
use crate::content::register::{Control, Implementation};
use crate::model::{ActId, Node, RuleId};

/// The standards whose controls the register lists.
pub fn standards<'p>(portal: &'p Portal<'_>) -> impl Iterator<Item = ActId> + 'p {
    let acts = (0..portal.catalogue.acts.len() as u32).map(ActId);
    acts.filter(|act| !portal.catalogue.acts[act.index()].entry.controls.is_empty())
}

/// Writes the statement of each standard.
///
/// # Errors
/// A template that asks for what is not there.
pub fn write(portal: &Portal<'_>, sink: Sink<'_>) -> Result<(), ThemeError> {
    for act in standards(portal) {
        let entry = &portal.catalogue.acts[act.index()].entry;
        let path = address::applicability_page(portal.catalogue, act);
        let root = address::root_of(&path);
        let rows: Vec<ControlRow> =
            entry.controls.iter().map(|control| row(portal, act, control, root)).collect();
        let view = view(portal, act, rows, root);
        let title = portal.words().with("applicability-title", &[&entry.id.value]);
        let mut head = Head::new(path, "applicability", &title);
        head.nav = "trace";
        head.crumbs = vec![
            (portal.words().get("nav-trace").to_string(), Address::page("sparbarhet.html")),
            (entry.id.value.clone(), address::of(portal.catalogue, Node::Act(act))),
        ];
        sink(portal.page(&head, "applicability.html", &view)?);
    }
    Ok(())
}

/// The binding rules that have a control as their ground.
pub fn serving(catalogue: &crate::model::Catalogue, act: ActId, control: &Control) -> Vec<RuleId> {
    let wanted = Pin::Control(control.id.value.clone()).anchor();
    let provision =
        catalogue.provisions_of(act).find(|id| catalogue.provisions[id.index()].pin.anchor() == wanted);
    provision.map(|id| grounded(catalogue, Node::Provision(id))).unwrap_or_default()
}

/// Who must see to some rules, each once.
pub fn owners(catalogue: &crate::model::Catalogue, rules: &[RuleId]) -> Vec<(Option<Node>, String)> {
    let mut out: Vec<(Option<Node>, String)> = Vec::new();
    for owner in rules.iter().flat_map(|rule| &catalogue.rule(*rule).owners) {
        let one = (owner.node, owner.name.clone());
        if !out.iter().any(|(node, name)| *name == one.1 || node.is_some() && *node == one.0) {
            out.push(one);
        }
    }
    out
}

fn row(portal: &Portal<'_>, act: ActId, control: &Control, root: &str) -> ControlRow {
    let catalogue = portal.catalogue;
    let rules = serving(catalogue, act, control);
    let anchor = Pin::Control(control.id.value.clone()).anchor();
    let href = (!rules.is_empty()).then(|| {
        Address { path: address::act_page(catalogue, act), anchor: Some(anchor.clone()) }.from_root(root)
    });
    let gaps = [
        (control.applicable && rules.is_empty(), "gap-no-rule"),
        (control.applicable && control.status.is_none(), "gap-no-status"),
        (!control.applicable && control.reason.is_none(), "gap-no-reason"),
        (!control.applicable && !rules.is_empty(), "gap-excluded-with-rule"),
    ];
    let owner = |(node, name): (Option<Node>, String)| Link {
        text: name,
        href: node.map(|node| address::to(catalogue, node, root)),
        ..Link::default()
    };
    ControlRow {
        id: control.id.value.clone(),
        anchor,
        title: control.title.clone(),
        href,
        applicable: control.applicable,
        reason: control.reason.clone(),
        status: control
            .status
            .map(|status| portal.words().get(&format!("implemented-{}", status.word())).to_string()),
        status_class: match control.status {
            Some(Implementation::Infort) => "in-force",
            Some(Implementation::Delvis) => "decided",
            _ => "draft",
        },
        rules: rules.iter().take(LIST).map(|rule| portal.link(Node::Rule(*rule), root)).collect(),
        more: rules.len().saturating_sub(LIST),
        owners: owners(catalogue, &rules).into_iter().map(owner).collect(),
        has: has(control, gaps.iter().any(|(is, _)| *is)),
        gaps: gaps
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, key)| portal.words().get(key).to_string())
            .collect(),
    }
}

/// The choices of the filter that a control belongs to.
fn has(control: &Control, gap: bool) -> String {
    let state = match control.status {
        Some(Implementation::Infort) => "done",
        Some(Implementation::Delvis) => "partly",
        Some(Implementation::Planerat) => "planned",
        None => "unjudged",
    };
    let applied = if control.applicable { "applied" } else { "excluded" };
    format!("{applied} {state}{}", if gap { " gap" } else { "" })
}

/// The choices of the filter, in order.
fn choices(portal: &Portal<'_>) -> Vec<Choice> {
    const CHOICES: [(&str, &str); 6] = [
        ("gap", "choice-gap"),
        ("applied", "choice-applied"),
        ("excluded", "choice-excluded"),
        ("done", "implemented-infört"),
        ("partly", "implemented-delvis"),
        ("planned", "implemented-planerat"),
    ];
    let choice =
        |(value, key): (&'static str, &str)| Choice { value, words: portal.words().get(key).to_string() };
    CHOICES.into_iter().map(choice).collect()
}

fn view(portal: &Portal<'_>, act: ActId, rows: Vec<ControlRow>, root: &str) -> ApplicabilityView {
    let link = |row: &ControlRow| Link {
        text: row.title.clone(),
        prefix: Some(row.id.clone()),
        href: Some(format!("#{}", row.anchor)),
        ..Link::default()
    };
    let those = |test: &dyn Fn(&ControlRow) -> bool| rows.iter().filter(|row| test(row)).map(link).collect();
    let states = Implementation::ALL.iter().map(|(word, _)| {
        let label = portal.words().get(&format!("implemented-{word}")).to_string();
        let count = rows.iter().filter(|row| row.applicable && row.status.as_ref() == Some(&label)).count();
        Fact { label, values: vec![Link { text: count.to_string(), ..Link::default() }] }
    });
    let file = address::applicability_page(portal.catalogue, act).replace('/', "-").replace(".html", ".csv");
    ApplicabilityView {
        act: portal.link(Node::Act(act), root),
        applicable: rows.iter().filter(|row| row.applicable).count(),
        excluded: rows.iter().filter(|row| !row.applicable).count(),
        states: states.collect(),
        without_rule: those(&|row| row.applicable && row.rules.is_empty()),
        without_status: those(&|row| row.applicable && row.status.is_none()),
        without_reason: those(&|row| !row.applicable && row.reason.is_none()),
        csv_href: format!("{root}data/{file}"),
        choices: choices(portal),
        rows,
    }
}
