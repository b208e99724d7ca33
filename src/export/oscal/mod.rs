//! OSCAL 1.2 (NIST): the rules as a catalog; each standard of the register that has controls as a catalog, a profile of
//! the controls that are applied, and a component definition that says how: the statement of applicability.
//!
//! In: [`Published`]. Out: JSON texts under `data/oscal/`. Identifiers are UUIDs of version 5, made from what they name, and
//! the time of change is that of the latest decision, so that the same portal gives the same bytes.

mod applicability;
mod maker;
mod rules;
mod standard;

use super::Text;
use crate::model::ActId;
use crate::publish::Published;
use maker::Maker;

/// The catalog of rules, as text.
///
/// # Errors
/// Never in practice.
pub fn catalog(published: &Published) -> Text {
    rules::catalog(&Maker::new(published))
}

/// Hands every OSCAL file that a site carries to `add`: name under `data/oscal/`, and text.
///
/// # Errors
/// Never in practice.
pub fn write(published: &Published, add: &dyn Fn(&str, &str)) -> Result<(), serde_json::Error> {
    let maker = Maker::new(published);
    add("katalog.json", &rules::catalog(&maker)?);
    let acts = (0..maker.catalogue.acts.len() as u32).map(ActId);
    for act in acts.filter(|act| !maker.catalogue.acts[act.index()].entry.controls.is_empty()) {
        let names = standard::Names::of(&maker, act);
        add(&names.catalog, &standard::catalog(&maker, act)?);
        if let Some(profile) = standard::profile(&maker, act, &names) {
            add(&names.profile, &profile?);
        }
        add(&names.component, &applicability::component(&maker, act, &names)?);
    }
    Ok(())
}
