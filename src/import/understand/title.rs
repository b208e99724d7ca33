//! The title of a document: its first heading that is no chapter, else what its letterhead, its properties or its file
//! name say.

use std::sync::LazyLock;

use regex::Regex;

use super::meta::{Meta, Value, kind_of_title};
use crate::import::block::{Block, Kind};
use crate::import::journal::Journal;
use crate::import::pattern;
use crate::import::swedish::dates::case_number;
use crate::import::swedish::labels;

/// Titles that chapters have in every document.
const CHAPTERS: &[&str] = &[
    "syfte",
    "bakgrund",
    "inledning",
    "omfattning",
    "definition",
    "definitioner",
    "ansvar",
    "sammanfattning",
    "ärendet",
    "innehåll",
    "begrepp",
    "referenser",
    "historik",
    "beskrivning",
    "ledningssystem",
    "förslag",
    "principer",
    "uppföljning",
    "mål",
    "allmänt",
    "giltighet",
    "tillämpning",
    "syfte och omfattning",
    "syfte och mål",
    "ansvar och roller",
    "roller och ansvar",
    "organisation",
    "överväganden",
    "ärendebeskrivning",
];

/// Takes the title out of the blocks, and settles the kind.
pub fn take(
    mut blocks: Vec<Block>,
    meta: &mut Meta,
    property: Option<&str>,
    file: &str,
    journal: &mut Journal,
) -> Vec<Block> {
    let found = at(&blocks);
    if let Some(at) = found {
        let block = &blocks[at];
        let words = unnumbered(&block.text.tidy().words());
        let guessed = !matches!(block.kind, Kind::Heading { level: Some(0 | 1), .. });
        let value = Value { value: words.clone(), line: block.origin.line, source: words.clone(), guessed };
        if guessed {
            journal.doubt(block.origin, "titel", &words, &words, "första rubriken före texten");
        }
        let known = meta.title.get_or_insert(value);
        // Another heading with the same words is the title again.
        if known.value == words || guessed {
            let (origin, printed) = (block.origin, block.printed());
            journal.drop(origin, "titel", &printed);
            blocks.remove(at);
            // So does one before it, with the number of the case beside it.
            let mut at = at;
            if at > 0
                && let Some(number) = running_header(&blocks[at - 1], &words)
            {
                let block = blocks.remove(at - 1);
                at -= 1;
                journal.drop(block.origin, "sidhuvud", &block.printed());
                meta.set("registry", vec![number], block.origin, &block.text.words(), true);
            }
            // The running header of the first page repeats it.
            let again = |block: &Block| {
                !matches!(block.kind, Kind::Table(_))
                    && block.text.words().trim().to_lowercase() == words.to_lowercase()
            };
            while blocks.get(at).is_some_and(again) {
                let block = blocks.remove(at);
                journal.drop(block.origin, "titel", &block.printed());
            }
        }
    }
    if meta.title.is_none()
        && let Some(title) =
            property.filter(|title| title.chars().count() > 4 && title.contains(char::is_alphabetic))
    {
        meta.title = Some(Value {
            value: title.to_string(),
            line: 0,
            source: "filens egenskaper".to_string(),
            guessed: true,
        });
    }
    if meta.title.is_none()
        && let Some(at) = first_line(&blocks)
    {
        let block = blocks.remove(at);
        let words = unnumbered(&block.text.tidy().words());
        journal.doubt(block.origin, "titel", &words, &words, "första raden, ensam före texten");
        journal.drop(block.origin, "titel", &block.printed());
        meta.title =
            Some(Value { value: words.clone(), line: block.origin.line, source: words, guessed: true });
    }
    if meta.kind.is_none() {
        let title = meta.title.as_ref().map(|title| title.value.clone()).unwrap_or_default();
        meta.kind = kind_of_title(&title)
            .map(|kind| Value { value: kind.to_string(), line: 0, source: title.clone(), guessed: true })
            .or_else(|| of_text(&blocks))
            .or_else(|| {
                kind_of_title(&file.replace(['-', '_'], " ")).map(|kind| Value {
                    value: kind.to_string(),
                    line: 0,
                    source: file.to_string(),
                    guessed: true,
                })
            });
    }
    blocks
}

/// A title without the number of the page that was printed beside it: «Anvisning för nycklar 1(4)».
fn unnumbered(title: &str) -> String {
    static PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s+\d{1,3}\s?\(\d{1,3}\)$"));
    PAGE.replace(title, "").into_owned()
}

/// Gives a title to what has none: the name of its file, with the letters that its own words have.
pub fn fallback(meta: &mut Meta, blocks: &[Block], file: &str, journal: &mut Journal) {
    if meta.title.is_some() {
        return;
    }
    let text: String = blocks.iter().map(|block| format!("{} ", block.text.words())).collect();
    let value = readable(file, &text);
    let origin = blocks.first().map(|block| block.origin).unwrap_or_default();
    journal.doubt(origin, "titel", file, &value, "texten har ingen titel; filens namn");
    meta.title = Some(Value { value, line: 0, source: file.to_string(), guessed: true });
}

/// The heading that is the title.
fn at(blocks: &[Block]) -> Option<usize> {
    let first =
        blocks.iter().take(8).position(|block| matches!(block.kind, Kind::Heading { level: Some(0), .. }));
    if first.is_some() {
        return first;
    }
    if let Some(at) = by_kind(blocks) {
        return Some(at);
    }
    let at = blocks.iter().take(6).position(|block| block.is_heading() && !is_named_otherwise(block))?;
    let Kind::Heading { number, level } = &blocks[at].kind else { return None };
    let words = blocks[at].text.words();
    let low = words.trim().to_lowercase();
    if number.is_some() || CHAPTERS.contains(&low.as_str()) {
        return None;
    }
    let before: usize = blocks[..at].iter().map(|block| block.text.words().chars().count()).sum();
    let others = blocks[at + 1..].iter().filter(|block| block.is_heading());
    let alone = match level {
        Some(level) => others
            .clone()
            .all(|block| !matches!(block.kind, Kind::Heading { level: Some(other), .. } if other <= *level)),
        None => true,
    };
    let kind = kind_of_title(&words).is_some();
    let next_heading = blocks.get(at + 1).is_some_and(Block::is_heading);
    // The first line of all, with hardly anything under it before the next heading.
    let under = blocks[at + 1..].iter().take_while(|block| !block.is_heading());
    let under: usize = under.map(|block| block.text.words().chars().count()).sum();
    let first = at == 0 && under < 200 && super::roles::of_heading(&words).is_none();
    (before < 300 && (kind || alone && (level.is_some() || next_heading || first))).then_some(at)
}

/// A short line before the text that begins with the word for the kind: «Riktlinje för resor». Many files set their
/// title in large letters and call it nothing.
fn by_kind(blocks: &[Block]) -> Option<usize> {
    let (mut before, mut marked) = (0, None);
    for (at, block) in blocks.iter().enumerate().take(8) {
        let words = block.text.words();
        let words = words.trim();
        let (numbered, table) = match &block.kind {
            Kind::Heading { number, .. } => (number.is_some(), false),
            Kind::Table(_) => (false, true),
            Kind::Paragraph => (false, false),
            Kind::Item { .. } | Kind::Note(_) => return None,
        };
        if numbered || before > 200 {
            return None;
        }
        let count = words.split_whitespace().count();
        let first = words.split_whitespace().next().unwrap_or("");
        let open = !words.ends_with(['.', ':', ',', ';', '-']) && !words.contains(". ");
        if !table
            && (2..=16).contains(&count)
            && open
            && kind_of_title(first).is_some()
            && first.starts_with(char::is_uppercase)
        {
            // A running header has the number of the document beside its title or kind.
            if !words.contains(|c: char| c.is_ascii_digit()) {
                return Some(at);
            }
            marked = marked.or(Some(at));
        }
        before += words.chars().count();
    }
    marked
}

/// The number of the case in a running header: «Rutin för nycklar AB 2025-0001» over «Rutin för nycklar och kort».
fn running_header(block: &Block, title: &str) -> Option<String> {
    let words = block.text.words();
    let number = case_number(&words)?;
    let short = words.replace(&number, "").trim().to_lowercase();
    let plain = !matches!(block.kind, Kind::Table(_) | Kind::Item { .. });
    (plain && title.to_lowercase().starts_with(&short)).then_some(number)
}

/// Whether a line before the text names the organisation or holds a number of the document, and so no title.
fn is_named_otherwise(block: &Block) -> bool {
    static ORGANISATION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Region|Landstinget)\s\p{Lu}[\p{L} -]*$|^\p{Lu}\p{L}+\s(?:kommun|stad|universitet|högskola)$",
        )
    });
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[\p{Lu}\d][\p{Lu}\d./:-]*\d[\p{Lu}\d./:-]*$"));
    let words = block.text.words();
    let words = words.trim();
    ORGANISATION.is_match(words)
        || NUMBER.is_match(words)
        || case_number(words).is_some_and(|number| words.ends_with(&number))
        || labels::labelled(words).is_some()
}

/// The first line, where it is short and open and is followed by headings: many files call their title nothing.
fn first_line(blocks: &[Block]) -> Option<usize> {
    let at = blocks.iter().take(5).position(|block| !is_named_otherwise(block))?;
    let first = blocks.get(at).filter(|block| block.kind == Kind::Paragraph)?;
    let words = first.text.words();
    let words = words.trim();
    let short = (1..=14).contains(&words.split_whitespace().count()) && words.chars().count() > 4;
    let open = words.ends_with(char::is_alphabetic) && !words.contains([':', '@']) && !words.contains(". ");
    let begins = words.starts_with(char::is_uppercase);
    // What stands after it is set as text or as the first heading, and headings come.
    let headed = blocks.iter().skip(1).filter(|block| block.is_heading()).count() >= 2;
    (short && open && begins && headed && !CHAPTERS.contains(&words.to_lowercase().as_str())).then_some(at)
}

/// «Denna policy …», «Detta dokument fastställer organisation …»
fn of_text(blocks: &[Block]) -> Option<Value> {
    let starts = ["denna ", "dessa ", "detta ", "den här "];
    for block in blocks {
        let words = block.text.words();
        let low = words.to_lowercase();
        for start in starts {
            for (at, _) in low.match_indices(start) {
                let rest: String = low[at + start.len()..].chars().take(60).collect();
                let rest = rest
                    .strip_prefix("dokument ")
                    .map_or(rest.split_whitespace().next().unwrap_or("").to_string(), |rest| {
                        rest.split('.').next().unwrap_or("").to_string()
                    });
                if let Some(kind) = kind_of_title(&rest) {
                    return Some(Value {
                        value: kind.to_string(),
                        line: block.origin.line,
                        source: words.clone(),
                        guessed: true,
                    });
                }
            }
        }
    }
    None
}

/// A file name as words: without number and ending, with å, ä and ö where words of the text have them.
fn readable(file: &str, text: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = stem.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | ' ' | '.'));
    let mut vocabulary: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 3)
        .map(str::to_lowercase)
        .collect();
    vocabulary.sort_unstable();
    vocabulary.dedup();
    let folded: Vec<(String, &String)> =
        vocabulary.iter().map(|word| (crate::text::slug(word), word)).collect();
    let words: Vec<String> = stem
        .split(['-', '_', ' '])
        .filter(|word| !word.is_empty())
        .map(|word| restore(word, &folded))
        .collect();
    let title = words.join(" ");
    let mut chars = title.chars();
    let title: String =
        chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default();
    if title.is_empty() { "Dokument utan titel".to_string() } else { title }
}

/// The letters of a word, or of its longest known beginning, as the text writes them.
fn restore(word: &str, known: &[(String, &String)]) -> String {
    let low = word.to_lowercase();
    let mut out = String::new();
    let mut rest = low.as_str();
    while !rest.is_empty() {
        let best = known
            .iter()
            .filter_map(|(folded, word)| {
                let shared = folded.bytes().zip(rest.bytes()).take_while(|(a, b)| a == b).count();
                (shared >= 5 || shared == rest.len())
                    .then(|| (shared, word.chars().take(shared).collect::<String>()))
            })
            .max_by_key(|(shared, _)| *shared);
        match best {
            Some((shared, letters)) if rest.is_char_boundary(shared) => {
                out.push_str(&letters);
                rest = &rest[shared..];
            }
            _ => {
                out.push_str(rest);
                break;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_become_titles() {
        assert_eq!(
            readable("003-sakerhetsorganisation.txt", "Säkerhetsarbetet har en organisation."),
            "Säkerhetsorganisation"
        );
        assert_eq!(readable("12.pdf", ""), "Dokument utan titel");
    }
}
