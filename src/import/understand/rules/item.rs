//! The items of lists: tasks, steps and parts.

use super::lead::Items;
use super::{Node, Reader, Rule};
use crate::import::block::{Origin, Text};
use crate::import::journal::Journal;
use crate::import::swedish::lexicon::{begins_with_competence, is_imperative, is_infinitive};
use crate::import::swedish::sentence::{sentences, words};

impl Reader<'_> {
    /// Reads an item by its own words and by what leads up to its list.
    pub(super) fn item(
        &mut self,
        level: u8,
        label: Option<String>,
        text: Text,
        origin: Origin,
        out: &mut Vec<Node>,
        journal: &mut Journal,
    ) {
        let whole = text.words();
        let plain = |text: Text| Node::Item { level, label: label.clone(), text, origin };
        if !self.binding || self.terms || self.proposal || level > 1 && self.in_parts {
            out.push(plain(text));
            return;
        }
        // Under the name of a role, what begins with a verb is a task of it.
        let described = self.role.is_some() && begins_with_verb(&whole);
        let items = self.lead.as_ref().map_or(
            if self.duties || self.section_role().is_some() || described {
                Items::Duties
            } else {
                Items::Plain
            },
            |lead| lead.items,
        );
        // A counted order is a step wherever it stands: «1. Larma 112.»
        let ordered = self.lead.is_none() && label.is_some() && whole.trim_end().ends_with('.');
        let step = (self.steps || ordered) && level == 1 && is_step(&whole);
        let own = sentences(&whole).into_iter().find_map(|range| self.judge(&whole[range], true));
        let is_rule = match items {
            Items::Parts => false,
            // What stands under an item belongs to it.
            Items::Duties => own.is_some() || level == 1 && is_task(&whole),
            Items::Plain => own.is_some() || step,
        };
        self.in_parts = whole.trim_end().ends_with(':');
        if !is_rule {
            out.push(plain(text));
            return;
        }
        let label = label.map(|label| counted(label, origin, journal));
        let lead = self.lead.clone();
        let named = own.as_ref().filter(|rule| rule.named).and_then(|rule| rule.owner.clone());
        let (owner, why) = match (named, lead.as_ref().and_then(|lead| lead.owner.clone())) {
            (Some(owner), _) if lead.as_ref().is_none_or(|lead| lead.items != Items::Duties) => {
                (Some(owner), "subjekt i punkten")
            }
            (_, Some(owner)) => (Some(owner), "inledningen till listan"),
            (Some(owner), None) => (Some(owner), "subjekt i punkten"),
            (None, None) if described => {
                (self.role.as_ref().map(|(_, name)| name.clone()), "rollen som avsnittet beskriver")
            }
            (None, None) => (self.section_role(), "rollen som avsnittet beskriver"),
        };
        out.push(Node::Rule(Rule {
            text,
            item: Some((level, label)),
            named: own.as_ref().is_some_and(|rule| rule.named),
            owner,
            why,
            unsure: own.is_none() && step && items == Items::Plain,
            kind: own.map_or(
                if step && items == Items::Plain {
                    "steg i ett arbetssätt"
                } else {
                    "punkt i lista över uppgifter"
                },
                |rule| rule.kind,
            ),
            lead: lead.map(|lead| lead.text),
            origin,
            ..Rule::default()
        }));
    }
}

/// The label of a rule: a letter becomes its number, which lists of the drafts have, and is listed as left out.
fn counted(label: String, origin: Origin, journal: &mut Journal) -> String {
    let letter = label.trim_matches(['(', ')', '.']);
    let place = ('a'..='z').zip(1..).find(|(c, _)| letter.len() == 1 && letter.starts_with(*c));
    match place {
        Some((_, number)) => {
            journal.drop(origin, "punktens bokstav", &label);
            format!("{number}.")
        }
        None => label,
    }
}

/// Whether a text begins with a verb: «räknar nycklar», «räkna nycklar».
fn begins_with_verb(text: &str) -> bool {
    let all = words(text);
    let verb = |word: &str| is_infinitive(word) || word.ends_with('r') && word.chars().count() > 3;
    let office = begins_with_competence(text) || text.starts_with("Ansvarar ") || text.starts_with("Svarar ");
    all.len() >= 2
        && all.first().is_some_and(|word| {
            word.text.starts_with(char::is_lowercase) && verb(&word.low)
                || office
                || word.low.chars().count() > 3 && is_infinitive(&word.low) && !all[1].pause
        })
}

/// Whether an item tells somebody to do something: «Registrera händelsen i systemet.»
fn is_step(item: &str) -> bool {
    let all = words(item);
    all.len() >= 2
        && all
            .first()
            .is_some_and(|word| word.text.starts_with(char::is_uppercase) && is_imperative(&word.low))
}

/// Whether an item names a task: it is more than a title, or begins with a verb.
fn is_task(item: &str) -> bool {
    let all = words(item);
    all.len() >= 2 || all.first().is_some_and(|word| is_infinitive(&word.low))
}
