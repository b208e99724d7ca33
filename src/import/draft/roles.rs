//! Drafts of roles and forums. Their duties stay in the document that decided them; the draft says who the role is, and
//! how it stands to others that are described.

use super::super::understand::roles::Relation;
use super::super::understand::{Document, Role};
use super::front::{list, quoted};
use super::ids::Ids;
use super::{Draft, escape};

/// A role with its id.
#[derive(Debug, Clone)]
pub struct Settled {
    /// Id of the draft, or of the description that there is already.
    pub id: String,
    /// The role; aliases that others have are gone.
    pub role: Role,
    /// Number of the document that describes it.
    pub document: usize,
    /// Whether a draft is to be written.
    pub is_new: bool,
}

/// Gives roles their ids, and takes away names that would mean two of them.
pub fn settle(
    described: Vec<(usize, Role)>,
    documents: &[Document],
    folder: &str,
    ids: &mut Ids,
) -> Vec<Settled> {
    let names: Vec<String> = described.iter().map(|(_, role)| crate::text::fold(&role.name)).collect();
    let mut seen = std::collections::BTreeSet::new();
    let mut out: Vec<Settled> = Vec::new();
    for (document, mut role) in described {
        let own = crate::text::fold(&role.name);
        role.aliases.retain(|alias| {
            let alias = crate::text::fold(alias);
            alias != own && !names.contains(&alias) && seen.insert(alias)
        });
        let organisation = documents[document].meta.first("organisation").unwrap_or("").to_string();
        let known = ids
            .roles
            .get(&(own.clone(), organisation.clone()))
            .filter(|(known, _)| known != folder)
            .map(|(_, id)| id.clone());
        let kind = if role.forum { "forum" } else { "roll" };
        let (id, is_new) = match known {
            Some(id) => (id, false),
            None => (
                ids.document(
                    folder,
                    kind,
                    &role.name,
                    Some(&organisation).filter(|name| !name.is_empty()).map(String::as_str),
                ),
                true,
            ),
        };
        ids.roles.insert((own, organisation), (folder.to_string(), id.clone()));
        out.push(Settled { id, role, document, is_new });
    }
    out
}

/// The draft of a role or forum.
pub fn draft(
    settled: &Settled,
    all: &[Settled],
    folder: &str,
    document: &str,
    organisation: Option<&str>,
) -> Draft {
    let role = &settled.role;
    let mut text = format!(
        "+++\nid = {}\ntitle = {}\nkind = \"{}\"\nstatus = \"utkast\"\naudience = \"intern\"\n",
        quoted(&settled.id),
        quoted(&role.name),
        if role.forum { "forum" } else { "roll" }
    );
    if let Some(organisation) = organisation {
        text.push_str(&format!("organisation = {}\n", quoted(organisation)));
    }
    if !role.aliases.is_empty() {
        text.push_str(&format!("aliases = [{}]\n", list(role.aliases.iter().map(String::as_str))));
    }
    text.push_str(&format!("see_also = [{}]\n", quoted(document)));
    for (relation, key) in [
        (Relation::ReportsTo, "reports_to"),
        (Relation::MemberOf, "member_of"),
        (Relation::Convenes, "convenes"),
        (Relation::AppointedBy, "appointed_by"),
        (Relation::DelegatesTo, "delegates_to"),
        (Relation::IncompatibleWith, "incompatible_with"),
    ] {
        let names = related(settled, all, relation);
        if !names.is_empty() && !role.forum {
            text.push_str(&format!("{key} = [{}] # förslag\n", list(names.iter().map(String::as_str))));
        }
    }
    if role.independent {
        text.push_str("independent = true # förslag\n");
    }
    if role.forum {
        let own = related(settled, all, Relation::Members);
        let members: Vec<&str> = all
            .iter()
            .filter(|other| {
                !other.role.forum
                    && (related(other, all, Relation::MemberOf).contains(&role.name)
                        || own.contains(&other.role.name))
            })
            .map(|other| other.role.name.as_str())
            .collect();
        if !members.is_empty() {
            text.push_str(&format!("members = [{}] # förslag\n", list(members.into_iter())));
        }
    }
    let what = if role.forum { "Forumet" } else { "Rollen" };
    text.push_str(&format!(
        "+++\n\n# {}\n\n{what} beskrivs i [{document}], avsnittet «{}».\n",
        escape(&role.name),
        escape(&role.section)
    ));
    Draft { path: format!("{folder}/roller/{}.md", settled.id.to_lowercase()), id: settled.id.clone(), text }
}

/// The described roles and forums that a role stands in a relation to; a line of reporting that would close a ring is
/// left out.
fn related(settled: &Settled, all: &[Settled], relation: Relation) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (own, name) in &settled.role.relations {
        let Some(other) = all.iter().find(|other| other.role.is(name)).filter(|_| *own == relation) else {
            continue;
        };
        let fits = match relation {
            Relation::ReportsTo => other.id != settled.id && !reaches(other, &settled.id, all, 0),
            Relation::MemberOf | Relation::Convenes => other.role.forum,
            Relation::AppointedBy => other.id != settled.id,
            Relation::DelegatesTo | Relation::IncompatibleWith | Relation::Members => {
                other.id != settled.id && !other.role.forum
            }
        };
        if fits && !out.contains(&other.role.name) {
            out.push(other.role.name.clone());
        }
    }
    out
}

/// Whether lines of reporting lead from a role to another.
fn reaches(from: &Settled, to: &str, all: &[Settled], depth: usize) -> bool {
    depth < 12
        && from.role.relations.iter().filter(|(relation, _)| *relation == Relation::ReportsTo).any(
            |(_, name)| {
                all.iter()
                    .find(|other| other.role.is(name))
                    .is_some_and(|other| other.id == to || reaches(other, to, all, depth + 1))
            },
        )
}
