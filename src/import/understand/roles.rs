//! Descriptions of roles and forums: sections whose heading is the name of one.
//!
//! What a section says of reporting lines, forums and conveners becomes relations of the role's draft, where the other
//! side is described too.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::block::Origin;
use crate::import::pattern;
use crate::import::swedish::lexicon::is_actor;

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
}

/// What a role is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // named as the keys of the front matter
pub enum Relation {
    ReportsTo,
    MemberOf,
    Convenes,
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

/// Letters and digits alone, in lower case.
fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

const ENDINGS: &[&str] =
    &["arna", "erna", "ens", "ets", "na", "en", "et", "ar", "er", "n", "t", "a", "e", "s", ""];

/// Whether two words are forms of one: «säkerhetschefen» and «Säkerhetschef».
fn same_word(a: &str, b: &str) -> bool {
    let stems = |word: &str| -> Vec<String> {
        ENDINGS
            .iter()
            .filter_map(|end| word.strip_suffix(end))
            .filter(|stem| stem.chars().count() >= 3)
            .map(str::to_string)
            .collect()
    };
    let (a, b) = (key(a), key(b));
    a == b
        || stems(&a).iter().any(|stem| {
            stems(&b).contains(stem) && stem.chars().count() + 4 >= a.chars().count().max(b.chars().count())
        })
}

/// Whether a name in running text means a role of this name.
pub fn same(name: &str, role: &str) -> bool {
    let split = |text: &str| -> Vec<String> {
        let text = text.replace(" – ", "-").replace(" - ", "-");
        text.split_whitespace()
            .filter(|word| !matches!(*word, "ett" | "en" | "den" | "det"))
            .map(str::to_string)
            .collect()
    };
    let (a, b) = (split(name), split(role));
    a.len() == b.len() && !a.is_empty() && a.iter().zip(&b).all(|(a, b)| same_word(a, b))
}

/// Whether a short form means the role: «Ombudet» for «Dataskyddsombud», «Rådet» for «Informationssäkerhetsråd».
pub fn short_for(short: &str, role: &str) -> bool {
    let short = short.to_lowercase();
    if short.contains(' ') {
        return false;
    }
    let generic = matches!(
        short.as_str(),
        "rollen"
            | "rollerna"
            | "funktionen"
            | "forumet"
            | "rådet"
            | "gruppen"
            | "ägaren"
            | "ombudet"
            | "chefen"
            | "strategen"
            | "specialisten"
            | "samordnaren"
            | "handläggaren"
            | "nämnden"
            | "styrelsen"
            | "enheten"
            | "ledaren"
    );
    let stem =
        short.trim_end_matches("erna").trim_end_matches("en").trim_end_matches("et").trim_end_matches('n');
    let head = role.split_whitespace().find(|word| is_actor(word)).unwrap_or(role).to_lowercase();
    generic && (short.starts_with("roll") || head.contains(stem.trim_end_matches('e')))
}

impl Role {
    /// Whether a name means this role.
    pub fn is(&self, name: &str) -> bool {
        same(name, &self.name)
            || self.aliases.iter().any(|alias| same(name, alias) || key(name) == key(alias))
    }

    /// Reads what a sentence of its section says of it.
    pub fn read(&mut self, sentence: &str) {
        static REPORTS: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?i)\brapporter(?:ar|a)\b[^.;:]*?\btill\s+([\p{L}-]+(?:\s(?:för|av|i)\s[\p{L}-]+)?)(?:\s+samt\s+(?:\p{L}+\s){0,2}?till\s+([\p{L}-]+))?",
            )
        });
        static UNDER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bunderställd\s+([\p{L}-]+)"));
        static CONVENES: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"(?i)\b(?:är\s+)?sammankallande\s+(?:för|till|i)\s+(?:regionens\s+)?([\p{L}-]+)")
        });
        static MEMBER: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?i)\b(?:ingår|deltar|delta)\s+i\s+(?:regionens\s+|regionalt\s+|det\s+|den\s+)?([\p{L}-]+(?:råd|rådet|forum|forumet|grupp|gruppen|utskott|utskottet))\b",
            )
        });
        for (pattern, relation) in [
            (&*REPORTS, Relation::ReportsTo),
            (&*UNDER, Relation::ReportsTo),
            (&*CONVENES, Relation::Convenes),
            (&*MEMBER, Relation::MemberOf),
        ] {
            for found in pattern.captures_iter(sentence) {
                for name in found.iter().skip(1).flatten() {
                    let pair = (relation, name.as_str().to_string());
                    if !self.relations.contains(&pair) {
                        self.relations.push(pair);
                    }
                }
            }
        }
    }
}

/// Forum and convener that a text names: «Sammankallande för rådet är strategen», «Rådet leds av chefen».
pub fn convener(text: &str) -> Vec<(String, String)> {
    static IS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\bsammankallande\s+(?:för|i|till)\s+([\p{L}-]+)\s+är\s+([\p{L}-]+)"));
    static LED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)\b([\p{L}-]*(?:rådet|forumet|gruppen|utskottet))\s+leds\s+av\s+([\p{L}-]+)")
    });
    let pairs = |pattern: &Regex| {
        pattern
            .captures_iter(text)
            .map(|found| (found[1].to_string(), found[2].to_string()))
            .collect::<Vec<_>>()
    };
    [pairs(&IS), pairs(&LED)].concat()
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
