//! L030–L044: status, validity and acts.

use super::super::{Words, say};
use super::quote;

pub(super) fn expired(on: &str) -> Words {
    say(
        format!("The validity ended on {on}"),
        "Decide on a new validity (valid_until), or set status “ersatt” (replaced) or “upphävd” (withdrawn).",
    )
}

pub(super) fn expires_soon(on: &str, days: i64) -> Words {
    let left = match days {
        0 => "today".to_string(),
        1 => "tomorrow".to_string(),
        days => format!("in {days} days"),
    };
    say(
        format!("The validity ends on {on} ({left})"),
        "Plan the decision to prolong, replace or withdraw the document.",
    )
}

pub(super) fn review_due(on: &str) -> Words {
    say(
        format!("The document is to be reviewed by {on}"),
        "Review the document, then write the next date of review (review_by).",
    )
}

pub(super) fn not_yet_in_force(status: &str, from: &str) -> Words {
    say(
        format!("The status is {}, but the document is not in force until {from}", quote(status)),
        "Set status “beslutad” (decided) until then, or correct the date (valid_from).",
    )
}

pub(super) fn already_in_force(from: &str) -> Words {
    say(
        format!("The status is “beslutad” (decided), but the document came into force on {from}"),
        "Set status “gällande” (in force), or correct the date (valid_from).",
    )
}

pub(super) fn end_before_start(from: &str, until: &str) -> Words {
    say(
        format!("The document ends on {until}, before it comes into force on {from}"),
        "Correct whichever of the dates valid_from and valid_until is wrong.",
    )
}

pub(super) fn closes_before_opens(opens: &str, closes: &str) -> Words {
    say(
        format!("The consultation closes {closes}, before it opens {opens}"),
        "Correct whichever of the dates opens and closes under [consultation] is wrong.",
    )
}

pub(super) fn successor_not_decided(successor: &str, status: &str) -> Words {
    say(
        format!("The document is replaced by {}, but that has status {}", quote(successor), quote(status)),
        "Keep the document in force until its successor is decided, or correct the status of the successor.",
    )
}

pub(super) fn predecessor_in_force(predecessor: &str, status: &str) -> Words {
    say(
        format!("The document replaces {}, but that still has status {}", quote(predecessor), quote(status)),
        "Set status “ersatt” (replaced) and replaced_by in the predecessor, or remove it from replaces.",
    )
}

pub(super) fn repealed_act(id: &str, title: &str, on: &str, successor: Option<&str>) -> Words {
    let hint = match successor {
        Some(successor) => {
            format!("Find out whether {} applies instead, and change the reference.", quote(successor))
        }
        None => "Find out what applies instead, and change the reference.".to_string(),
    };
    let title = if title.is_empty() { String::new() } else { format!(", {},", super::shortened(title)) };
    say(format!("{}{title} is repealed from {on}", quote(id)), hint)
}

pub(super) fn act_without_number(name: &str) -> Words {
    say(
        format!("The act {} is cited without its number and is unknown by that name", quote(name)),
        "Write out the number, such as “säkerhetsskyddslagen (2018:585)”, or add the name as an alias in \
         referenser.toml.",
    )
}

pub(super) fn act_not_registered(id: &str) -> Words {
    say(
        format!("{} is not in referenser.toml", quote(id)),
        "Add it there with title and validity, so that ledtrad can tell when it is repealed.",
    )
}

pub(super) fn stale_register(id: &str, checked: Option<&str>) -> Words {
    let message = match checked {
        Some(day) => format!("{} in referenser.toml was last checked on {day}", quote(id)),
        None => format!("{} in referenser.toml has never been checked", quote(id)),
    };
    say(message, "Make sure that the entry still holds, and write today's date in the field checked.")
}

pub(super) fn statement_stale(key: &str, on: &str) -> Words {
    say(
        format!("The accessibility statement's {} is {on}, more than a year ago", quote(key)),
        "Assess the portal and the statement anew, and write the new dates under [accessibility] in site.toml.",
    )
}

pub(super) fn excluded_without_reason(control: &str) -> Words {
    say(
        format!("The control {} is not applied, but nothing says why", quote(control)),
        "Write the reason in the key reason. A statement of applicability must justify what it leaves out.",
    )
}
