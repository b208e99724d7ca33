//! L020–L029: the text of the document.

use super::super::visible::shortened;
use super::super::{Words, grouped, say};
use super::{quote, suggest};

pub(super) fn raw_html(html: &str) -> Words {
    say(
        format!("HTML is not allowed: {}", quote(html)),
        "Write Markdown instead. If the character < is to be seen in the text, write \\<.",
    )
}

pub(super) fn mixed_scripts(word: &str) -> Words {
    say(
        format!("The word {} has letters of several alphabets", quote(word)),
        "Write the word again with ordinary letters: a Cyrillic or Greek letter can look like a Latin one, and then \
         the word is not found when somebody searches.",
    )
}

pub(super) fn forbidden_character(code: u32, name: &str) -> Words {
    let (kind, hint) = character(name);
    say(format!("Forbidden character: U+{code:04X} ({kind})"), hint)
}

/// What a class of characters is, and what to do about one of them.
fn character(class: &str) -> (&str, &'static str) {
    const REMOVE: &str = "Remove the character. If you cannot see it, delete the word and write it again.";
    match class {
        "NUL" => ("null character", REMOVE),
        "control" => ("control character", REMOVE),
        "bidi" => ("character that changes the direction of the text", REMOVE),
        "BOM" => ("byte order mark", "Save the file as UTF-8 without a byte order mark (BOM)."),
        "invisible" => ("invisible character", REMOVE),
        "separator" => ("line separator", "Replace the character with an ordinary line break."),
        "private use" => (
            "character without a fixed meaning, often a bullet from Word or PDF",
            "Replace the character with what is meant, such as a hyphen first on the line for a bulleted list.",
        ),
        "tag" => ("invisible tag character", REMOVE),
        "replacement" => ("mark for text that has been lost", "Write what should stand here again."),
        "noncharacter" => ("code that is no character", REMOVE),
        "variation" => ("invisible character that chooses another shape", REMOVE),
        "marks" => ("more accents on one letter than any language has", REMOVE),
        "NFD" => (
            "dots, ring or accent apart from its letter",
            "Save the text in Unicode normal form C (NFC), where å, ä and ö are one character each. Text from PDF \
             and macOS often needs it.",
        ),
        other => (other, REMOVE),
    }
}

pub(super) fn personnummer() -> Words {
    say(
        "The text contains something that looks like a personal identity number",
        "Remove the number. If it has already been saved in the version history, it must be removed there too: ask \
         the data protection officer.",
    )
}

pub(super) fn placeholder(text: &str) -> Words {
    say(
        format!("The placeholder {} remains in a document that claims to be decided", quote(text)),
        "Write what should stand there, or set status “utkast” until it is known.",
    )
}

pub(super) fn skipped_level(from: u8, to: u8) -> Words {
    let message = match from {
        0 => format!("The first heading of the document has level {to} instead of 1"),
        _ => format!("The heading jumps from level {from} to level {to}"),
    };
    let marks = "#".repeat(usize::from(from) + 1);
    say(
        message,
        format!("Begin the heading with {marks}. Those who listen to the page find their way by the levels."),
    )
}

pub(super) fn image_without_alt(target: &str) -> Words {
    say(
        format!("The picture {} has no description", quote(target)),
        format!("Write what the picture shows in the brackets: ![description]({})", shortened(target)),
    )
}

pub(super) fn table_without_header() -> Words {
    say(
        "The table has no column headings",
        "Give each column a heading in the first row of the table, so that a screen reader can read it.",
    )
}

pub(super) fn heading_attribute(attribute: &str) -> Words {
    let message = match attribute.strip_prefix('#') {
        Some(id) => format!("The id {} of the heading has the wrong form", quote(id)),
        None => format!("The heading has the attribute {}, but only an id may stand there", quote(attribute)),
    };
    say(
        message,
        "Write {#id} last on the line of the heading, with at most 64 characters: a–z in lower case, digits and \
         hyphens. Or remove the braces.",
    )
}

pub(super) fn unknown_label(label: &str, nearest: Option<&str>) -> Words {
    let message = match label {
        "" => "A part of the metadata line has no label".to_string(),
        label => format!("Unknown label in the metadata line: {}", quote(label)),
    };
    say(
        message,
        suggest(
            nearest,
            "use owner, source, recurrence, evidence, about, answer or outcome, followed by a colon",
        ),
    )
}

pub(super) fn table_too_large(cells: usize) -> Words {
    say(
        format!("The table has more than {} cells; the rest were left out", grouped(cells, ',')),
        "Divide the table. Short rows count as wide as the row of headings.",
    )
}

pub(super) fn too_deep() -> Words {
    say(
        "The text has too many levels inside each other",
        "Simplify: use fewer levels of lists, quotations and emphasis.",
    )
}
