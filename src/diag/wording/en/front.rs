//! L001–L011: files and front matter.

use super::super::visible::shortened;
use super::super::{Words, example, grouped, list, say, size, toml_line};
use super::{quote, suggest};
use crate::diag::{Key, Unreadable};

pub(super) fn front_missing() -> Words {
    say(
        "The document has no front matter",
        "Begin the file with a line “+++”, write what the document is (id, title, kind, status, audience) on the \
         lines below, and end with another line “+++”.",
    )
}

pub(super) fn front_unclosed() -> Words {
    say(
        "The front matter never ends",
        "Put a line with only “+++” after the last field, before the text of the document.",
    )
}

pub(super) fn toml(message: &str) -> Words {
    say(
        format!("The line is not valid TOML: {}", shortened(message)),
        "A line looks like this: field = \"value\". Text stands in straight quotation marks, lists in brackets, and \
         dates without quotation marks (2026-01-31).",
    )
}

pub(super) fn unknown_key(key: &str, nearest: Option<&str>) -> Words {
    say(format!("Unknown field: {}", quote(key)), suggest(nearest, "check the spelling or remove the line"))
}

pub(super) fn wrong_type(key: &str, expected: Key, found: &str) -> Words {
    say(
        format!("The field {} must be {}, but is {}", quote(key), type_name(expected), toml_name(found)),
        format!("Write it like this: {}", toml_line(&shortened(key), expected, "…")),
    )
}

fn type_name(key: Key) -> &'static str {
    match key {
        Key::Text => "text",
        Key::Texts => "a list of texts",
        Key::TextOrTexts => "text or a list of texts",
        Key::Date => "a date",
        Key::Dates => "a date or a list of dates",
        Key::Flag => "true or false",
        Key::Number => "a whole number",
        Key::Table => "a table",
        Key::Tables => "one or more tables",
    }
}

/// What a value is, by the name of its TOML type.
fn toml_name(found: &str) -> &str {
    match found {
        "string" => "text",
        "integer" => "a whole number",
        "float" => "a decimal number",
        "boolean" => "true or false",
        "datetime" => "a date",
        "array" => "a list",
        "table" => "a table",
        other => other,
    }
}

pub(super) fn bad_date(key: &str, value: &str) -> Words {
    let message = match key {
        "" => format!("Not a date: {}", quote(value)),
        key => format!("The field {} is not a date: {}", quote(key), quote(value)),
    };
    say(message, "Write the date as year-month-day, with a day that the calendar has, such as 2026-01-31.")
}

pub(super) fn unknown_value(key: &str, value: &str, allowed: &[String], nearest: Option<&str>) -> Words {
    let choices = format!("choose one of {}", list(allowed, quote, "and"));
    say(
        format!("The field {} cannot be {}", quote(key), quote(value)),
        suggest(nearest, if allowed.is_empty() { "choose another value" } else { &choices }),
    )
}

pub(super) fn missing(key: &str, status: Option<&str>) -> Words {
    let message = match status {
        Some(status) => {
            format!("The field {} is missing, and status {} requires it", quote(key), quote(status))
        }
        None => format!("The field {} is missing", quote(key)),
    };
    say(message, format!("Add a line, such as: {key} = {}", example(key)))
}

pub(super) fn bad_id(id: &str) -> Words {
    say(
        format!("Not a valid id: {}", quote(id)),
        "An id consists of the capitals A–Z and digits, in parts joined by hyphens. It begins with a letter and has \
         at most 64 characters, such as RIK-IS.",
    )
}

pub(super) fn duplicate_id(id: &str) -> Words {
    say(
        format!("The id {} is used more than once", quote(id)),
        "An id is permanent and belongs to one thing only. Give the newer one an id of its own and let the older \
         keep its id.",
    )
}

pub(super) fn address_clash(address: &str, other: &str) -> Words {
    say(
        format!("The address {} is already taken by {}", quote(address), quote(other)),
        "Change the id or alias of the newer one, so that old links still lead to the right place.",
    )
}

pub(super) fn no_documents() -> Words {
    say(
        "The content folder has no document",
        "Make sure that --content names the right folder, or make a first portal with “ledtrad new DIR”.",
    )
}

pub(super) fn unreadable(path: &str, why: &Unreadable) -> Words {
    let what = match path {
        "" => "The content folder".to_string(),
        "+++" => "The front matter".to_string(),
        path => quote(path),
    };
    let (reason, hint) = reason(why);
    say(format!("{what} {reason}"), hint)
}

/// What is wrong with the file as the end of a sentence, and what to do.
fn reason(why: &Unreadable) -> (String, &'static str) {
    match why {
        Unreadable::Symlink => (
            "is a link to something else".to_string(),
            "Put the file itself in the content folder instead of a link to it.",
        ),
        Unreadable::Special => ("is not an ordinary file".to_string(), "Remove it from the content folder."),
        Unreadable::HardLinked => (
            "is the same file on disk as another one (hard link)".to_string(),
            "Replace it with a copy, so that it has contents of its own.",
        ),
        Unreadable::TooLarge { limit } => (
            format!("is larger than {}", size(*limit)),
            "Divide the text, or save the picture in a smaller size.",
        ),
        Unreadable::TooMany { limit } => (
            format!("has more than {} files; the rest were left out", grouped(*limit, ',')),
            "Make sure that --content names the right folder, or divide the portal.",
        ),
        Unreadable::NotUtf8 => (
            "is not saved as UTF-8".to_string(),
            "Open the file in a text editor and save it with the encoding UTF-8.",
        ),
        Unreadable::Name => (
            "has a name with characters that not every system can have in a name, or that cannot be seen"
                .to_string(),
            "Rename the file, preferably to letters, digits and hyphens.",
        ),
        Unreadable::Reserved => (
            "has a name that Windows cannot have".to_string(),
            "Rename it: CON, PRN, AUX, NUL, COM1–9 and LPT1–9 are devices, and no name ends with a full stop or a blank.",
        ),
        Unreadable::CaseClash { other } => (
            format!("differs only in capital and small letters from {}", quote(other)),
            "Rename one of them: on Windows and macOS they are the same file.",
        ),
        Unreadable::Picture => (
            "is not the kind of picture that its name says".to_string(),
            "Save the picture anew as png, jpg, gif or webp, with the ending to match.",
        ),
        Unreadable::Deep { limit } => (
            format!("lies deeper than {limit} folders; it and all that is in it were left out"),
            "Move the folder nearer to the top of the content folder.",
        ),
        Unreadable::Changed => (
            "has been changed while it was read".to_string(),
            "Run the command again when the file is saved.",
        ),
        Unreadable::Io { message } => (
            format!("could not be read ({})", shortened(message)),
            "Make sure that the file exists and that you are allowed to read it.",
        ),
    }
}
