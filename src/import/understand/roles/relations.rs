//! What sentences say of how roles and forums stand to each other.

use std::sync::LazyLock;

use regex::Regex;

use super::names::{mentions, short_for};
use super::{Relation, Role};
use crate::import::pattern;

/// Verbs of a relation; what they relate to is named at once after them.
static NAMED: LazyLock<[(Relation, Regex); 5]> = LazyLock::new(|| {
    [
        (
            Relation::ReportsTo,
            pattern(
                r"(?i)\brapporter(?:ar|as|a)\b[^.;:]*?\btill\s+([\p{L}-]+(?:\s(?:för|av|i)\s[\p{L}-]+)?)(?:\s+samt\s+(?:\p{L}+\s){0,2}?till\s+([\p{L}-]+))?",
            ),
        ),
        (
            Relation::ReportsTo,
            pattern(
                r"(?i)\b(?:(?:direkt\s)?underställ(?:d|t|da)|lyder\sunder|ansvarar\sinför)\s+([\p{L}-]+)",
            ),
        ),
        (
            Relation::Convenes,
            pattern(
                r"(?i)\b(?:(?:är\s+)?sammankallande\s+(?:för|till|i)|sammankallar|leder|är\sordförande\s(?:i|för))\s+(?:regionens\s+|det\s+|den\s+)?([\p{L}-]*(?:forum|forumet|råd|rådet|grupp|gruppen|utskott|utskottet|kommitté|kommittén))\b",
            ),
        ),
        (
            Relation::MemberOf,
            pattern(
                r"(?i)\b(?:ingår|ingå|deltar|delta|är\s(?:ledamot|medlem))\s+i\s+(?:regionens\s+|regionalt\s+|det\s+|den\s+)?([\p{L}-]+(?:råd|rådet|forum|forumet|grupp|gruppen|utskott|utskottet))\b",
            ),
        ),
        (Relation::AppointedBy, pattern(r"(?i)\butses\s+av\s+([\p{L}-]+)")),
    ]
});

/// Verbs of a relation; the other roles are named somewhere in the rest of the sentence.
static MENTIONED: LazyLock<[(Relation, Regex); 3]> = LazyLock::new(|| {
    [
        (Relation::DelegatesTo, pattern(r"(?i)\b(?:har\s+delegerat|delegerar|får\s+delegera)\b.*?\btill\b")),
        (
            Relation::IncompatibleWith,
            pattern(
                r"(?i)\b(?:får|ska|kan|bör)\s+(?:inte|aldrig|ej)\s+(?:samtidigt\s+)?(?:kombineras|förenas|delas|innehas|vara|ha\srollen)\b",
            ),
        ),
        (
            Relation::Members,
            pattern(
                r"(?i)(?:^i\s\S+\s(?:ska\s)?ingår?\b|\b(?:består|bestå)\s+av\b|\butgörs\s+av\b|^(?:ledamöter|medlemmar|deltagare)\b)",
            ),
        ),
    ]
});

static INDEPENDENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:är|ska vara|har)\s+(?:en\s+|ett\s+)?(?:självständig(?:t)?|oberoende)\b|\boberoende\s+ställning\b",
    )
});

impl Role {
    /// Reads what a sentence of its section names with it.
    pub(super) fn read(&mut self, sentence: &str) {
        for (relation, pattern) in NAMED.iter() {
            for found in pattern.captures_iter(sentence) {
                for name in found.iter().skip(1).flatten() {
                    self.relate(*relation, name.as_str());
                }
            }
        }
        self.independent |= !self.forum && INDEPENDENT.is_match(sentence);
    }

    /// Adds a relation that is not known yet.
    pub(super) fn relate(&mut self, relation: Relation, name: &str) {
        let pair = (relation, name.to_string());
        if !self.relations.contains(&pair) {
            self.relations.push(pair);
        }
    }
}

/// Reads the other roles that a sentence of a role's section mentions. `others` are the names of the roles that are
/// described, each with the one that it is called by first.
pub(super) fn mentioned(role: &mut Role, sentence: &str, others: &[Vec<String>]) {
    let forum = role.forum;
    for (relation, pattern) in
        MENTIONED.iter().filter(|(relation, _)| (*relation == Relation::Members) == forum)
    {
        let Some(found) = pattern.find(sentence) else { continue };
        let rest = &sentence[found.end()..];
        for names in others {
            let named = names.iter().any(|name| mentions(rest, name));
            if let Some(name) = names.first().filter(|name| named && **name != role.name) {
                role.relate(*relation, name);
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

/// Puts conveners to their forums.
pub(super) fn convened<'t>(texts: impl Iterator<Item = &'t str>, roles: &mut [Role]) {
    for (forum, role) in texts.flat_map(convener).collect::<Vec<_>>() {
        let Some(name) = roles
            .iter()
            .find(|one| one.forum && (one.is(&forum) || short_for(&forum, &one.name)))
            .map(|one| one.name.clone())
        else {
            continue;
        };
        if let Some(role) = roles.iter_mut().find(|one| !one.forum && one.is(&role)) {
            role.relate(Relation::Convenes, &name);
        }
    }
}
