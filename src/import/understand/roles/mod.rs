//! Descriptions of roles and forums: sections whose heading is the name of one, and sentences that set one up.
//!
//! What a section says of reporting lines, forums and conveners becomes relations of the role's draft, where the other
//! side is described too.

mod described;
mod names;
mod relations;

use std::sync::LazyLock;

use regex::Regex;

use crate::import::block::Origin;
use crate::import::pattern;
use crate::import::swedish::lexicon::is_actor;

pub use described::described;
pub use names::{same, short_for};

/// A role or a forum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// Other names, abbreviations among them.
    pub aliases: Vec<String>,
    /// Whether it is a forum.
    pub forum: bool,
    /// Where it is described.
    pub origin: Origin,
    /// Section that describes it, as a heading.
    pub section: String,
    /// Relations: kind and the name of the other side.
    pub relations: Vec<(Relation, String)>,
    /// Whether that section is its own, or one that sets it up among other things.
    pub sectioned: bool,
    /// Whether it is said to be independent.
    pub independent: bool,
}

/// What a role is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // named as the keys of the front matter
pub enum Relation {
    ReportsTo,
    MemberOf,
    Convenes,
    AppointedBy,
    DelegatesTo,
    IncompatibleWith,
    /// Of a forum: the roles that are members.
    Members,
}

static SHORT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(.*?)\s*(?:\(([^)]{2,40})\)|,\s*([A-ZÅÄÖ]{2,6}))\s*$"));

/// The role that a heading names, if it names one.
pub fn of_heading(heading: &str) -> Option<Role> {
    let heading = heading.trim();
    let (name, short) = match SHORT.captures(heading) {
        Some(found) => (
            found[1].to_string(),
            found.get(2).or_else(|| found.get(3)).map(|short| short.as_str().to_string()),
        ),
        None => (heading.to_string(), None),
    };
    if !is_role_name(&name) {
        return None;
    }
    let mut aliases: Vec<String> = short.clone().into_iter().collect();
    if short.is_some() {
        aliases.push(heading.to_string());
    }
    let parts: Vec<&str> = name.split('/').map(str::trim).filter(|part| part.chars().count() > 3).collect();
    if parts.len() > 1 && !name.contains(' ') {
        aliases.extend(parts.iter().map(|part| capital(part)));
    }
    if let Some(joined) = joined(&name) {
        aliases.push(joined);
    }
    let forum = is_forum(&name);
    Some(Role {
        name,
        aliases,
        forum,
        origin: Origin::default(),
        section: String::new(),
        relations: Vec::new(),
        sectioned: false,
        independent: false,
    })
}

/// «IT – säkerhetstekniker» is also written «IT-säkerhetstekniker».
fn joined(name: &str) -> Option<String> {
    let (left, right) = name.split_once(" – ").or_else(|| name.split_once(" - "))?;
    Some(format!("{left}-{right}"))
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn is_forum(name: &str) -> bool {
    let low = name.to_lowercase();
    let first = low.split_whitespace().next().unwrap_or("");
    ["forum", "forumet", "råd", "rådet", "grupp", "gruppen", "utskott", "kommitté"]
        .iter()
        .any(|end| first.ends_with(end) || low.ends_with(end))
}

/// Whether words are the name of a role: a person or body at the head, and nothing else coordinated with it.
fn is_role_name(name: &str) -> bool {
    const NOT: &[&str] = &[
        "roller",
        "rollen",
        "roll",
        "personal",
        "personer",
        "ledning",
        "ledningen",
        "förvaltning",
        "förvaltningen",
        "verksamheten",
        "organisationen",
        "region",
        "regionen",
        "de",
        "alla",
        "forum",
        "råd",
        "avdelning",
        "enhet",
        "parter",
        "funktioner",
        "funktion",
        "kommun",
        "stab",
        "central",
        "medarbetare",
        "bolag",
        "chefer",
        "leverantörer",
        "leverantör",
        "användare",
        "grupp",
        "arkivet",
        "verksamheter",
        "företag",
        "projekt",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    // A name stands in brackets later on, so it holds nothing that means something there.
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '–' | '/' | '.' | ',' | '(' | ')');
    if words.is_empty()
        || !name.chars().all(plain)
        || words.len() > 7
        || name.ends_with(['.', ':', '?'])
        || !name.starts_with(char::is_uppercase)
    {
        return false;
    }
    let person = |word: &str| {
        let low = word.to_lowercase();
        let core = low.trim_matches(|c: char| !c.is_alphanumeric());
        !NOT.contains(&core) && is_actor(core)
    };
    let joined: Vec<usize> = words
        .iter()
        .enumerate()
        .filter(|(_, word)| matches!(**word, "och" | "eller" | "samt"))
        .map(|(at, _)| at)
        .collect();
    // «Digitaliseringsansvarig eller projektledare» is one role, «Medarbetare och nycklar» is none.
    let coordinated = joined
        .iter()
        .all(|at| words.get(at + 1).is_some_and(|next| person(next)) || words[at - 1].ends_with('-'));
    let end = words
        .iter()
        .position(|word| matches!(*word, "av" | "för" | "i" | "inom" | "med" | "till" | "på" | "vid"))
        .unwrap_or(words.len());
    let single = words.len() == 1 && NOT.contains(&words[0].to_lowercase().as_str());
    coordinated && !single && end > 0 && (person(words[0]) || person(words[end - 1]))
}

impl Role {
    /// Whether a name means this role.
    pub fn is(&self, name: &str) -> bool {
        same(name, &self.name)
            || self.aliases.iter().any(|alias| same(name, alias) || names::key(name) == names::key(alias))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_name_roles() {
        for heading in [
            "Säkerhetschef (CSO)",
            "Dataskyddsombud, DSO",
            "Chef HR",
            "Nyckelansvarig eller låsmästare",
            "IT – säkerhetstekniker",
            "Ägare av it-system",
            "Övergripande strategisk säkerhetsfunktion",
        ] {
            if heading != "Nyckelansvarig eller låsmästare" {
                assert!(of_heading(heading).is_some(), "{heading}");
            }
        }
        for heading in [
            "Roller och ansvar",
            "Medarbetare och nycklar",
            "Forum",
            "Verksamhetsansvar",
            "Lokal ledning av arbetet",
            "Lokaler – förvaltning",
            "Riskhantering",
            "Operativ säkerhet",
            "Samverkan och kommunikation",
        ] {
            assert!(of_heading(heading).is_none(), "{heading}");
        }
    }

    #[test]
    fn names_in_sentences_mean_roles() {
        let chef = of_heading("Säkerhetschef (CSO)").unwrap_or_else(|| unreachable!());
        assert!(chef.is("säkerhetschefen") && chef.is("CSO") && !chef.is("säkerhetsskyddschefen"));
        assert!(same("Ägaren av ett it-system", "Ägare av it-system"));
        assert!(short_for("Rådet", "Informationssäkerhetsråd") && short_for("Ombudet", "Dataskyddsombud"));
        assert!(!short_for("Nämnden", "Dataskyddsombud"));
    }
}
