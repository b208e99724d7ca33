//! L012–L017: references.

use super::super::{Words, list, say};
use super::{quote, suggest};

pub(super) fn unknown_name(name: &str, nearest: Option<&str>) -> Words {
    say(
        format!("Unknown name: {}", quote(name)),
        suggest(
            nearest,
            "correct the name, or make it the name or an alias of the document, role, term or act that is meant",
        ),
    )
}

pub(super) fn ambiguous_name(name: &str, candidates: &[String]) -> Words {
    say(
        format!("The name {} may mean several things: {}", quote(name), list(candidates, quote, "and")),
        "Write the id of the one that is meant instead of the name.",
    )
}

pub(super) fn missing_target(target: &str, nearest: Option<&str>) -> Words {
    say(
        format!("The link leads to something that does not exist: {}", quote(target)),
        suggest(nearest, "correct the path or the heading after #, or remove the link"),
    )
}

pub(super) fn forbidden_address(address: &str) -> Words {
    say(
        format!("The address is not allowed: {}", quote(address)),
        "Use an address that begins with https://, mailto: or tel:, or a relative path to a file in the content \
         folder. Pictures must be in the content folder.",
    )
}

pub(super) fn unpublished(name: &str, profile: &str) -> Words {
    say(
        format!(
            "{} is not published in the profile {}, so the reference becomes text without a link",
            quote(name),
            quote(profile)
        ),
        "Remove the reference, or change the status or audience of what it leads to.",
    )
}

pub(super) fn swallowing_definition(label: &str) -> Words {
    say(
        format!(
            "The line “[{}]: …” is read as a link definition and disappears from the text",
            super::shortened(label)
        ),
        "Write a word before the bracket, or remove the colon right after it.",
    )
}
