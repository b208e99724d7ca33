//! Whether a sentence is a rule, by its own words, and whose.

use std::sync::LazyLock;

use regex::Regex;

use super::{Reader, Rule, actor_like, capital};
use crate::import::pattern;
use crate::import::swedish::lexicon::{
    begins_with_competence, is_actor, is_infinitive, is_passive_verb, is_verb_or_modal,
};
use crate::import::swedish::sentence::words;
use crate::import::understand::norm::{self, Norm};
use crate::import::understand::{actor, present, roles};

static NO_SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:ansvarar|ansvarig|svarar|huvudansvarig|övergripande ansvar|sammankallande|tillhandahåller|beslutar|säkerställer|utför|utarbetar|reglerar|rapporterar|leder|samordnar|utvecklar|förvaltar|följer upp|bevakar|ingår|är|har|verkställer|upprättar|godkänner|fastställer|stödjer|stöder|deltar|medverkar|bistår|initierar|planerar|genomför|håller|ser till|sammanställer|kontrollerar|granskar|driver|utser|bereder|informerar|förmedlar|ger|fördelar|uppdaterar|dokumenterar|anmäler|hanterar)(?:[\s,/]|$)",
    )
});

impl Reader<'_> {
    /// Whether a sentence is a rule, with its owner.
    pub(super) fn judge(&self, sentence: &str, in_item: bool) -> Option<Rule> {
        let role = self.section_role();
        let sentence = unnumbered(sentence);
        if let Some(norm) = norm::find(sentence) {
            let found = self.owner(sentence, &norm);
            let named = found.is_some();
            let (owner, why) = match found {
                Some((owner, why)) => (Some(owner), why),
                None => (role, "rollen som avsnittet beskriver"),
            };
            return Some(Rule {
                owner,
                named,
                why,
                kind: "uttrycker bindning i huvudsatsen",
                condition: condition(sentence),
                ..Rule::default()
            });
        }
        // In a list a party that is named does what a sentence says; titles have no full stop.
        if in_item && !(sentence.ends_with('.') && present::competence(sentence).is_some()) {
            return None;
        }
        // «Sekreteraren, som utses av rektor, bereder …»: the clause between says who it is.
        let aside = without_aside(sentence);
        let sentence = aside.as_deref().unwrap_or(sentence);
        if let Some((owner, why)) = membership(sentence) {
            let owner = self.resolve(&owner);
            return Some(Rule {
                owner: Some(owner),
                named: true,
                why,
                kind: "befogenhet eller ingående i presens",
                unsure: true,
                ..Rule::default()
            });
        }
        if let Some(verb) = present::competence(sentence) {
            let passive =
                actor::agent(&sentence[verb.start..]).filter(|_| sentence[verb.clone()].ends_with('s'));
            let party = passive.or_else(|| actor::find(sentence, verb, false))?;
            let owner = self.resolve(&party.name);
            return Some(Rule {
                owner: Some(owner),
                named: true,
                why: party.why,
                kind: "befogenhet i presens",
                unsure: true,
                ..Rule::default()
            });
        }
        if present::recurs(sentence)
            || present::orders(sentence)
            || self.steps && (present::instructs(sentence) || present::proceeds(sentence))
        {
            let agent = actor::agent(sentence);
            let named = agent.is_some();
            let (owner, why) = match agent {
                Some(party) => (Some(self.resolve(&party.name)), party.why),
                None => (role, "rollen som avsnittet beskriver"),
            };
            let kind = "uppmaning eller återkommande uppgift i presens";
            return Some(Rule { owner, named, why, kind, unsure: true, ..Rule::default() });
        }
        if let (Some(role), true) =
            (role, NO_SUBJECT.is_match(sentence) || is_bare_task(sentence) || has_no_subject(sentence))
        {
            return Some(Rule {
                owner: Some(role),
                why: "mening utan subjekt i beskrivningen av en roll",
                kind: "uppgift utan subjekt",
                unsure: true,
                ..Rule::default()
            });
        }
        None
    }

    /// The party of a normative sentence: the one that it names, or the one of the sentence before that its pronoun
    /// means.
    pub(super) fn owner(&self, sentence: &str, norm: &Norm) -> Option<(String, &'static str)> {
        let found = actor::find(sentence, norm.modal.clone(), norm.duty);
        if let Some(party) = found.filter(|party| !actor::is_pronoun(&party.name)) {
            return Some((self.resolve(&party.name), party.why));
        }
        let pronoun = actor::pronoun(sentence, norm.modal.clone(), norm.duty)?;
        let name = self.spoken_of.of(pronoun)?;
        Some((self.resolve(&name), "pronomen för den som nämns i meningen före"))
    }

    /// The name of the role that a party means: «Ombudet» in the section of the dataskyddsombud.
    pub(super) fn resolve(&self, name: &str) -> String {
        // «Säkerhetschef (Chief Security Officer, CSO)» is the role of the first words.
        if let Some((short, _)) = name.split_once(" (")
            && let Some(role) = self.roles.iter().find(|role| role.is(short))
        {
            return role.name.clone();
        }
        // «Regionens säkerhetsstrateg» is the role of that name.
        if let Some((owner, rest)) = name.split_once(' ')
            && owner.ends_with('s')
            && self.roles.iter().any(|role| role.is(rest))
        {
            return self.resolve(rest);
        }
        if let Some((_, role)) = &self.role
            && (roles::same(name, role)
                || roles::short_for(name, role)
                || roles::of_heading(role).is_some_and(|found| found.is(name)))
        {
            return role.clone();
        }
        match self.roles.iter().find(|role| role.is(name)) {
            Some(role) => role.name.clone(),
            None => match &self.last_owner {
                Some(last) if roles::short_for(name, last) && !roles::same(name, last) => last.clone(),
                _ => capital(name),
            },
        }
    }
}

/// A sentence without the number that stands before it: «4.1 Handläggaren ska …».
fn unnumbered(sentence: &str) -> &str {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)]|[a-zåäö]\)|§\s?\d{1,3}|\d{1,3}\s?§)\s+")
    });
    let rest = NUMBER.find(sentence).map_or(sentence, |found| &sentence[found.end()..]);
    if rest.starts_with(char::is_uppercase) { rest } else { sentence }
}

/// A sentence without the clause that stands between its subject and its verb; `None` where there is none.
fn without_aside(sentence: &str) -> Option<String> {
    static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^((?:\p{L}[\p{L}-]*\s){0,3}?\p{L}[\p{L}-]*), (?:som|vilken|vilka) [^,.]+, (\p{Ll}.*)$")
    });
    ASIDE.captures(sentence).map(|found| format!("{} {}", &found[1], &found[2]))
}

/// «Samordna, utveckla och följa upp arbetet»: a sentence that begins with an infinitive.
fn is_bare_task(sentence: &str) -> bool {
    let all = words(sentence);
    let starts = all.first().is_some_and(|word| is_infinitive(&word.low) && word.low.chars().count() > 3);
    starts
        && sentence.ends_with('.')
        && all.len() > 3
        && !all[1].low.ends_with("de")
        && !all[0].low.ends_with("arna")
        && !all[0].low.ends_with("erna")
}

/// «Registrerar inkommande handlingar.»: a sentence whose only verb is its first word.
fn has_no_subject(sentence: &str) -> bool {
    let all = words(sentence);
    let Some((first, rest)) = all.split_first() else { return false };
    let present = first.low.chars().count() > 4 && (first.low.ends_with("ar") || first.low.ends_with("er"));
    let clause = rest.iter().position(|word| matches!(word.low.as_str(), "som" | "att" | "om" | "när"));
    let main = &rest[..clause.unwrap_or(rest.len())];
    present
        && sentence.ends_with('.')
        && rest.len() > 1
        && !is_actor(&first.low)
        && clause != Some(0)
        && !main
            .iter()
            .any(|word| is_verb_or_modal(&word.low) || word.low.ends_with('s') && is_passive_verb(&word.low))
}

/// «I forumet ingår …», «Sammankallande för rådet är strategen.»
fn membership(sentence: &str) -> Option<(String, &'static str)> {
    static INGAR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^I\s(?:det\s|den\s)?([\p{L}-]*(?:forumet|forum|rådet|råd|gruppen|utskottet|kommittén))\s(?:ska\s)?ingår\b",
        )
    });
    static CONVENER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Sammankallande|Ordförande)\s(?:för|i)\s[\p{L}-]+\sär\s((?:[\p{L}-]+\s){0,2}?[\p{L}-]+)\.?$",
        )
    });
    static RESPONSIBLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Ytterst ansvarig|Huvudansvarig|Ansvarig)\s(?:för|i)\s[^.,:]{3,80}?\sär\s((?:[\p{L}-]+\s){0,3}?[\p{L}-]+)\.?$",
        )
    });
    static LIES_WITH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Det\s)?(?:\p{L}+\s){0,2}[Aa]nsvaret\s(?:för|över)\s[^.,:]{3,100}?\s(?:har|ligger\s(?:på|hos)|bärs\sav|åvilar)\s((?:[\p{L}-]+\s){0,3}?[\p{L}-]+)\.?$",
        )
    });
    if let Some(found) = LIES_WITH.captures(sentence).filter(|found| actor_like(&found[1])) {
        return Some((found[1].to_string(), "den som har ansvaret"));
    }
    if let Some(found) = RESPONSIBLE.captures(sentence).filter(|found| actor_like(&found[1])) {
        return Some((found[1].to_string(), "den som meningen utpekar"));
    }
    static CLEFT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^Det är ((?:\p{L}[\p{L}-]*\s){0,3}?\p{L}[\p{L}-]*) som (\p{L}.*)$"));
    if let Some(found) = CLEFT.captures(sentence)
        && actor_like(&found[1])
        && begins_with_competence(&found[2])
    {
        return Some((found[1].to_string(), "«det är … som»"));
    }
    if let Some(found) = INGAR.captures(sentence) {
        return Some((found[1].to_string(), "forumet som meningen nämner"));
    }
    CONVENER.captures(sentence).map(|found| (found[1].to_string(), "den som meningen utpekar"))
}

/// The condition that a sentence begins with: «Innan anskaffning», «Vid kryptering».
fn condition(sentence: &str) -> Option<String> {
    let norm = norm::find(sentence)?;
    let before = sentence[..norm.modal.start].trim().trim_end_matches(',');
    let first = before.split_whitespace().next()?.to_lowercase();
    let opens = ["vid", "innan", "när", "om", "efter", "under", "då", "i"].contains(&first.as_str());
    (opens && (first != "i" || before.to_lowercase().starts_with("i de fall"))).then(|| before.to_string())
}
