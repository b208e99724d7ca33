//! A standard of the register: its controls as a catalog, by number and in the organisation's own words, and the profile
//! of those that the organisation applies. The text of a standard is under copyright and is never here.

use super::maker::{Document, Maker, held, known_prop, line, link, token};
use crate::content::register::{Control, Entry, Implementation};
use crate::json::{Json, object};
use crate::model::{ActId, Node};
use crate::pages::address;

/// The names of the files that one standard has.
pub struct Names {
    /// Its controls.
    pub catalog: String,
    /// Those that are applied.
    pub profile: String,
    /// How they are applied.
    pub component: String,
}

impl Names {
    /// The names, from that of the standard's page.
    pub fn of(maker: &Maker<'_>, act: ActId) -> Self {
        let page = address::act_page(maker.catalogue, act);
        let slug = page.trim_start_matches("lagrum/").trim_end_matches(".html");
        Self {
            catalog: format!("{slug}-katalog.json"),
            profile: format!("{slug}-profil.json"),
            component: format!("{slug}-tillampning.json"),
        }
    }
}

/// What the organisation says of a control. This is the one place that knows from which keys of the register.
pub struct Declared {
    /// Whether it is applied.
    pub applicable: bool,
    /// Why, or why not.
    pub reason: Option<String>,
    /// How far it is carried out, in OSCAL's word: `implemented`, `partial`, `planned`. Nothing is concluded from the rules.
    pub status: Option<&'static str>,
}

/// What the register says of a control.
pub fn declared(control: &Control) -> Declared {
    let status = control.status.map(|status| match status {
        Implementation::Infort => "implemented",
        Implementation::Delvis => "partial",
        Implementation::Planerat => "planned",
    });
    Declared { applicable: control.applicable, reason: control.reason.clone(), status }
}

fn entry<'a>(maker: &Maker<'a>, act: ActId) -> &'a Entry {
    &maker.catalogue.acts[act.index()].entry
}

/// The id of a control within the catalog of its standard.
pub fn control_id(control: &Control) -> String {
    token(&control.id.value)
}

/// The catalog of a standard's controls.
pub fn catalog<'m>(maker: &'m Maker<'_>, act: ActId) -> Document<'m> {
    let entry = entry(maker, act);
    let controls: Vec<Json<'_>> = entry
        .controls
        .iter()
        .map(|control| {
            let title = if control.title.is_empty() { &control.id.value } else { &control.title };
            object! {
                "id" => control_id(control),
                "title" => line(title),
                "props" => known_prop("label", &control.id.value).into_iter().collect::<Vec<_>>(),
                "links" => [link(maker.href(Node::Act(act)), "reference")],
            }
        })
        .collect();
    let title = format!("{} ({})", entry.title, entry.id.value);
    let remarks = maker.say(
        "Nummer på kraven, och organisationens egna ord om dem. Standardens text ingår inte.",
        "The numbers of the controls, in the organisation's own words. The text of the standard is not included.",
    );
    maker.document("catalog", &title, remarks, vec![("controls", controls.into())])
}

/// The profile of the controls that are applied. `None` when none is: OSCAL has no empty profile.
pub fn profile<'m>(maker: &'m Maker<'_>, act: ActId, names: &'m Names) -> Option<Document<'m>> {
    let entry = entry(maker, act);
    let (applied, left_out): (Vec<&Control>, Vec<&Control>) =
        entry.controls.iter().partition(|control| declared(control).applicable);
    if applied.is_empty() {
        return None;
    }
    let excluded: Vec<String> = left_out.into_iter().map(control_id).collect();
    let exclude: Vec<Json<'_>> =
        if excluded.is_empty() { Vec::new() } else { vec![object! { "with-ids" => excluded }] };
    let import = held(object! {
        "href" => &names.catalog,
        "include-all" => object! {},
        "exclude-controls" => exclude,
    });
    let title = format!("{}: {}", entry.id.value, maker.catalogue.site.organisation);
    let remarks = maker.say(
        "De krav i standarden som organisationen tillämpar.",
        "The controls of the standard that the organisation applies.",
    );
    let parts = vec![("imports", [import].into()), ("merge", object! { "as-is" => true }.into())];
    Some(maker.document("profile", &title, remarks, parts))
}
