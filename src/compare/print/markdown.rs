//! The comparison as Markdown for a merge request: summary first, tables folded, within the limits of the hosts.

use std::fmt::Write;

use super::{Heading, counts, field, kind, leads, reading, register};
use crate::Language;
use crate::compare::marks::{Op, Piece};
use crate::compare::{Change, Comparison, Confidence, DocumentChange};

/// Most characters: GitHub takes 65,536, GitLab 1,000,000.
const LIMIT: usize = 60_000;

/// The comparison as Markdown. What does not fit is counted, and `link` says where it stands.
pub fn markdown(comparison: &Comparison, heading: &Heading<'_>, link: Option<&str>) -> String {
    let sv = heading.language == Language::Sv;
    let mut out = String::new();
    let title = if sv { "Ändringsbilaga" } else { "Change annex" };
    let _ = writeln!(
        out,
        "## {title}: {} → {}\n\n{}\n",
        escape(heading.old),
        escape(heading.new),
        counts(comparison, heading.language)
    );
    let mut left = 0;
    for document in &comparison.documents {
        let line = head(document, heading.language);
        if out.chars().count() + line.chars().count() > LIMIT / 2 {
            left += 1;
        } else {
            out.push_str(&line);
        }
    }
    if left > 0 {
        let words =
            if sv { "dokument till som inte får plats här" } else { "more documents that do not fit here" };
        let _ = writeln!(out, "- … {left} {words}");
    }
    if comparison.documents.is_empty() {
        return out;
    }
    let _ = writeln!(out, "\n{}", reading(heading.language));
    let foot = link.map_or(String::new(), |link| {
        format!("\n{}: {link}\n", if sv { "Hela bilagan" } else { "The whole annex" })
    });
    let mut omitted = 0;
    let mut length = out.chars().count() + foot.chars().count() + 200;
    for document in &comparison.documents {
        let table = table(document, heading.language, LIMIT.saturating_sub(length), &mut omitted);
        length += table.chars().count();
        out.push_str(&table);
    }
    if omitted > 0 {
        let words = if sv { "rader får inte plats här" } else { "rows do not fit here" };
        let _ = writeln!(out, "\n**{omitted} {words}.**");
    }
    out.push_str(&foot);
    out
}

fn head(document: &DocumentChange, language: Language) -> String {
    let sv = language == Language::Sv;
    let id = document.id.as_ref().map_or(String::new(), |id| format!("{} ", escape(id)));
    let state = match (&document.old_path, &document.new_path) {
        (None, _) if sv => " (nytt dokument)",
        (None, _) => " (new document)",
        (_, None) if sv => " (borttaget dokument)",
        (_, None) => " (removed document)",
        _ => "",
    };
    let mut out = format!("- **{id}{}**{state}", escape(&document.title));
    let line = register(document, language);
    if !line.is_empty() {
        let _ = write!(out, ": {}", escape(&line));
    }
    out.push('\n');
    let impact = &document.summary.impact;
    for one in &impact.affected {
        let _ = writeln!(out, "  - {}: {}", escape(&one.name), escape(&affected(one, language)));
    }
    for one in &impact.references {
        let words = if sv { "hänvisning att se över" } else { "reference to look at" };
        let now = escape(&leads(one, language));
        let _ = writeln!(out, "  - {words}: {}: {}{now}", escape(&one.at), escape(&one.target));
    }
    for one in &impact.terms {
        let used =
            if one.still_used { if sv { ", används fortfarande" } else { ", still used" } } else { "" };
        let _ = writeln!(out, "  - {}: {}{used}", escape(&one.term), kind(one.kind, language));
    }
    for one in &impact.modality {
        let _ = writeln!(
            out,
            "  - {}: {} → {}",
            escape(&one.rule),
            one.old.unwrap_or("–"),
            one.new.unwrap_or("–")
        );
    }
    out
}

/// «2 nya, 1 ändrad»
fn affected(one: &crate::compare::Affected, language: Language) -> String {
    let sv = language == Language::Sv;
    let parts = [
        (one.gained.len(), if sv { "tillkommer" } else { "gained" }),
        (one.lost.len(), if sv { "faller bort" } else { "lost" }),
        (one.changed.len(), if sv { "ändras" } else { "changed" }),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    parts.join(", ")
}

/// The table of a document, as many rows of it as fit into `room`.
fn table(document: &DocumentChange, language: Language, room: usize, omitted: &mut usize) -> String {
    let sv = language == Language::Sv;
    let rows: Vec<&Change> = document.changes.iter().filter(|change| change.kind.has_row()).collect();
    if rows.is_empty() {
        return String::new();
    }
    let heads = if sv { ("Ursprunglig text", "Ny text") } else { ("Original text", "New text") };
    let mut out = format!(
        "\n<details>\n<summary>{} ({})</summary>\n\n|  | {} | {} |\n|---|---|---|\n",
        escape(&document.title),
        rows.len(),
        heads.0,
        heads.1
    );
    let close = "\n</details>\n";
    let mut length = out.chars().count() + close.len();
    let mut section = None;
    let mut written = 0;
    for change in &rows {
        let mut row = String::new();
        if section != Some(change.section()) && !change.section().is_empty() {
            let _ = writeln!(row, "| | **{}** | |", escape(change.section()));
        }
        let _ = writeln!(
            row,
            "| {} | {} | {} |",
            label(change, language),
            old(change, language),
            new(change, language)
        );
        if length + row.chars().count() > room {
            *omitted += 1;
            continue;
        }
        section = Some(change.section());
        length += row.chars().count();
        written += 1;
        out.push_str(&row);
    }
    if written == 0 {
        return String::new();
    }
    out.push_str(close);
    out
}

fn label(change: &Change, language: Language) -> String {
    let mut out = kind(change.kind, language).to_string();
    let names = change.label();
    if !names.is_empty() {
        let _ = write!(out, " {}", escape(&names));
    }
    if change.confidence != Confidence::Saker {
        let _ = write!(out, " ({})", change.confidence.word());
    }
    out
}

fn old(change: &Change, language: Language) -> String {
    let mut cell = cell(&change.words, Op::Delete);
    if let Some(from) = &change.moved_from {
        let _ = write!(cell, " ← {}", escape(from));
    }
    fields(change, language, true, &mut cell);
    cell
}

fn new(change: &Change, language: Language) -> String {
    let mut cell = cell(&change.words, Op::Insert);
    fields(change, language, false, &mut cell);
    cell
}

fn fields(change: &Change, language: Language, old: bool, cell: &mut String) {
    for one in &change.fields {
        let value = if old { &one.old } else { &one.new };
        if let Some(value) = value {
            if !cell.is_empty() {
                cell.push_str("<br>");
            }
            let _ = write!(cell, "{}: {}", field(&one.name, language), escape(value));
        }
    }
}

fn cell(words: &[Piece], own: Op) -> String {
    let mut out = String::new();
    for piece in words.iter().filter(|piece| piece.op == Op::Equal || piece.op == own) {
        let text = piece.text.trim_matches([' ', '\n']);
        let lead = piece.text.len() - piece.text.trim_start_matches([' ', '\n']).len();
        let tail = !text.is_empty() && piece.text.ends_with([' ', '\n']);
        let (open, close) = match piece.op {
            _ if text.is_empty() => ("", ""),
            Op::Equal => ("", ""),
            Op::Delete => ("<del>", "</del>"),
            Op::Insert => ("<ins>", "</ins>"),
        };
        let space = if piece.text[..lead].contains('\n') {
            "<br>"
        } else if lead > 0 {
            " "
        } else {
            ""
        };
        let _ = write!(
            out,
            "{space}{open}{}{close}{}",
            escape(text).replace('\n', "<br>"),
            if tail { " " } else { "" }
        );
    }
    out.trim().to_string()
}

/// Text that is only text in Markdown, in a cell and in HTML. Old texts are not to be trusted more than new ones.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' => {
                out.push('\\');
                out.push(c);
            }
            // A name after the sign would call somebody, and `://` would make a link.
            '@' => out.push_str("&#64;"),
            ':' => out.push_str("&#58;"),
            '\r' => {}
            c => out.push(c),
        }
    }
    out
}
