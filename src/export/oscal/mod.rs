//! OSCAL 1.2 (NIST): the rules as a catalog; each standard of the register that has controls as a catalog, a profile of
//! the controls that are applied, and a component definition that says how: the statement of applicability.
//!
//! In: [`Published`]. Out: JSON files under `data/oscal/`. Identifiers are UUIDs of version 5, made from what they name, and
//! the time of change is that of the latest decision, so that the same portal gives the same bytes.

mod applicability;
mod maker;
mod rules;
mod standard;

use std::io;

use super::Out;
use crate::model::ActId;
use crate::publish::Published;
use crate::sink::Sink;
use maker::{Document, Maker};

/// Writes the catalog of rules.
///
/// # Errors
/// Those of `out`.
pub fn catalog(published: &Published, out: Out<'_>) -> io::Result<()> {
    rules::catalog(&Maker::new(published)).write(out)
}

/// Hands every OSCAL file that a site carries to `sink`.
///
/// # Errors
/// Never in practice.
pub fn write(published: &Published, sink: &dyn Sink) -> io::Result<()> {
    let maker = Maker::new(published);
    let add = |name: &str, document: &Document<'_>| {
        sink.stream(&format!("data/oscal/{name}"), &mut |out| document.write(out))
    };
    add("katalog.json", &rules::catalog(&maker))?;
    let acts = (0..maker.catalogue.acts.len() as u32).map(ActId);
    for act in acts.filter(|act| !maker.catalogue.acts[act.index()].entry.controls.is_empty()) {
        let names = standard::Names::of(&maker, act);
        add(&names.catalog, &standard::catalog(&maker, act))?;
        if let Some(profile) = standard::profile(&maker, act, &names) {
            add(&names.profile, &profile)?;
        }
        add(&names.component, &applicability::component(&maker, act, &names))?;
    }
    Ok(())
}
