//! L050–L072: roles, rules and terms.

use super::super::{Words, list, say};
use super::{quote, suggest};

pub(super) fn role_not_described(name: &str, nearest: Option<&str>) -> Words {
    say(
        format!("The role {} is named but not described", quote(name)),
        suggest(nearest, "make a document for the role (kind = \"roll\"), or use a role that exists"),
    )
}

pub(super) fn reports_to_itself(role: &str, ring: &[String]) -> Words {
    let message = match ring {
        [] | [_] => format!("The role {} reports to itself", quote(role)),
        ring => format!("The role {} reports in a ring: {}", quote(role), list(ring, quote, "and")),
    };
    say(message, "Correct reports_to in one of the roles, so that the reporting ends with a superior.")
}

pub(super) fn incompatible_holder(role: &str, other: &str, holder: &str) -> Words {
    say(
        format!(
            "{} holds both the role {} and the role {}, which may not be combined",
            quote(holder),
            quote(role),
            quote(other)
        ),
        "Let somebody else hold one of the roles (holder), or change incompatible_with if they may be combined.",
    )
}

pub(super) fn one_sided_membership(role: &str, forum: &str, listed_by: &str) -> Words {
    say(
        format!("Only {} says that {} belongs to {}", quote(listed_by), quote(role), quote(forum)),
        "Say the same in both places: member_of or convenes in the role, members in the forum. Or remove it if it \
         is wrong.",
    )
}

pub(super) fn no_owner(rule: &str) -> Words {
    say(
        format!("The rule {} has no owner", quote(rule)),
        "Write *Owner: [role]* last in the rule or under the heading of its section, or the field responsible in \
         the front matter.",
    )
}

pub(super) fn no_source(rule: &str) -> Words {
    say(
        format!("The rule {} has no source", quote(rule)),
        "Write *Source: [principle or section of an act]* last in the rule or under the heading of its section, or \
         the field source in the front matter.",
    )
}

pub(super) fn normative_without_id(phrase: &str, prefix: Option<&str>) -> Words {
    let id = prefix.map_or_else(|| "IS-1".to_string(), |prefix| format!("{}-1", super::shortened(prefix)));
    say(
        format!("The sentence looks like a rule but has no id: {}", quote(phrase)),
        format!(
            "Put an id in bold first in the paragraph, such as **{id}**. The command “ledtrad id” gives out free ids."
        ),
    )
}

pub(super) fn rule_in_guidance(rule: &str, kind: &str) -> Words {
    say(
        format!(
            "The rule {} stands in a document that does not bind ({})",
            quote(rule),
            super::shortened(kind)
        ),
        "Move the rule to a binding document, or remove the id if the text is only advice.",
    )
}

pub(super) fn unserved_principle(rule: &str) -> Words {
    say(
        format!("No rule has the principle {} as its source", quote(rule)),
        "Give the principle as source of the rules that carry it out, or consider whether it is needed.",
    )
}

pub(super) fn vague_interval(rule: &str, words: &str) -> Words {
    say(
        format!("The rule {} says {}, which nobody can follow up", quote(rule), quote(words)),
        "Say how often in the metadata line, such as *Recurrence: årligen* (yearly), if that is decided.",
    )
}

pub(super) fn foreign_prefix(rule: &str, prefix: &str) -> Words {
    say(
        format!(
            "The rule id {} does not begin with the prefix of the document, {}",
            quote(rule),
            quote(prefix)
        ),
        "If the rule has moved here it keeps its id. If it is new, give it an id with the prefix of the document.",
    )
}

pub(super) fn term_conflict(term: &str) -> Words {
    say(
        format!("The term {} is defined in different ways", quote(term)),
        "Decide which definition holds and refer to it, or tell the terms apart by name.",
    )
}

pub(super) fn term_unused(term: &str) -> Words {
    say(
        format!("The term {} is defined but not used", quote(term)),
        "Remove the term, or use it in the rules where it is meant.",
    )
}

pub(super) fn term_undefined(term: &str) -> Words {
    say(
        format!("{} is used as a term but is not defined anywhere", quote(term)),
        "Add it to a table headed Begrepp and Förklaring, or write a term that exists.",
    )
}
