//! The statement of applicability of a standard as rows: every control with what the organisation says of it, the rules
//! that serve it and who must see to them.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use super::csv;
use crate::model::{ActId, Node};
use crate::pages::{address, applicability};
use crate::publish::Published;
use crate::sink::Sink;

/// A control. Field names and order are a promise.
#[derive(Debug, Serialize, JsonSchema)]
struct ControlRecord {
    standard: String,
    control: String,
    title: String,
    applicable: bool,
    reason: Option<String>,
    status: Option<&'static str>,
    rules: Vec<String>,
    owners: Vec<String>,
    url: String,
}

/// Writes a file for each standard whose controls the register lists.
///
/// # Errors
/// Never in practice: every record can be written.
pub fn write(published: &Published, sink: &dyn Sink) -> io::Result<()> {
    let catalogue = published.catalogue();
    let base = catalogue.site.base_url.clone().unwrap_or_default();
    for act in (0..catalogue.acts.len() as u32).map(ActId) {
        let entry = &catalogue.acts[act.index()].entry;
        if entry.controls.is_empty() {
            continue;
        }
        let page = address::applicability_page(catalogue, act);
        let records: Vec<ControlRecord> = entry
            .controls
            .iter()
            .map(|control| {
                let rules = applicability::serving(catalogue, act, control);
                ControlRecord {
                    standard: entry.id.value.clone(),
                    control: control.id.value.clone(),
                    title: control.title.clone(),
                    applicable: control.applicable,
                    reason: control.reason.clone(),
                    status: control.status.map(|status| status.word()),
                    rules: rules.iter().map(|rule| catalogue.label(Node::Rule(*rule))).collect(),
                    owners: applicability::owners(catalogue, &rules)
                        .into_iter()
                        .map(|(_, name)| name)
                        .collect(),
                    url: format!("{base}{page}"),
                }
            })
            .collect();
        let path = format!("data/{}", page.replace('/', "-").replace(".html", ".csv"));
        sink.stream(&path, &mut |out| csv(records.iter(), out))?;
    }
    Ok(())
}
