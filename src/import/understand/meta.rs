//! What a document says of itself: kind, title, decision, validity, numbers, organisation.
//!
//! Read from its letterhead, from lines of the form «Fastställt av: …», from the page for screen readers and from
//! sentences of decision. What is moved to the front matter is taken out of the text and listed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::personal::People;
use crate::import::block::{Block, Kind, Origin, Text};
use crate::import::clean::kind_word;
use crate::import::journal::Journal;
use crate::import::lines::Line;
use crate::import::pattern;
use crate::import::swedish::dates::{case_number, dates};
use crate::import::swedish::labels::{self, Key};
use crate::import::swedish::lexicon;
use crate::import::swedish::sentence::sentences;

/// A value of the front matter with where and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Value {
    /// The value as the front matter writes it.
    pub value: String,
    /// Line or paragraph of the source.
    pub line: u32,
    /// The words that say so.
    pub source: String,
    /// Whether it was concluded rather than stated.
    pub guessed: bool,
}

/// What a document says of itself.
#[derive(Debug, Clone, Default)]
pub struct Meta {
    /// Kind, by id.
    pub kind: Option<Value>,
    /// Title.
    pub title: Option<Value>,
    /// The other fields by key of the front matter.
    pub fields: BTreeMap<&'static str, Vec<Value>>,
}

impl Meta {
    /// Sets a field that is not set yet.
    pub fn set(&mut self, key: &'static str, values: Vec<String>, at: Origin, source: &str, guessed: bool) {
        if values.is_empty() || self.fields.contains_key(key) {
            return;
        }
        let value =
            |value: String| Value { value, line: at.line, source: source.trim().to_string(), guessed };
        self.fields.insert(key, values.into_iter().map(value).collect());
    }

    /// The first value of a field.
    pub fn first(&self, key: &str) -> Option<&str> {
        self.fields.get(key).and_then(|values| values.first()).map(|value| value.value.as_str())
    }
}

/// Words of titles, with the kind that they mean; the first that stands in a title counts.
const TITLE_WORDS: &[(&str, &str)] = &[
    ("yttrande", "yttrande"),
    ("remissvar", "yttrande"),
    ("ändringsbilaga", "ändringsbilaga"),
    ("tillämpningsanvisning", "anvisning"),
    ("handlingsplan", "plan"),
    ("rollbeskrivning", "organisation"),
    ("arbetsordning", "organisation"),
    ("delegationsordning", "organisation"),
    ("begreppslista", "begrepp"),
    ("ordlista", "begrepp"),
    ("riktlinje", "riktlinje"),
    ("reglemente", "regel"),
    ("regelverk", "regel"),
    ("regler", "regel"),
    ("regel", "regel"),
    ("rutin", "rutin"),
    ("instruktion", "instruktion"),
    ("anvisning", "anvisning"),
    ("vägledning", "vägledning"),
    ("handbok", "manual"),
    ("manual", "manual"),
    ("policy", "policy"),
    ("process", "process"),
    ("organisation", "organisation"),
    ("promemoria", "promemoria"),
    ("strategi", "plan"),
    ("plan", "plan"),
];

/// The kind that a title means.
pub fn kind_of_title(title: &str) -> Option<&'static str> {
    let low = title.to_lowercase();
    let hit = |(word, kind): &(&str, &'static str)| {
        let at = low.find(word)?;
        let whole = low[..at].chars().next_back().is_none_or(|c| !c.is_alphabetic())
            || low[at + word.len()..].chars().next().is_none_or(|c| !c.is_alphabetic())
            || low[at + word.len()..].starts_with(['r', 'e', 'n']);
        whole.then_some((at, *kind))
    };
    TITLE_WORDS.iter().filter_map(hit).min_by_key(|(at, _)| *at).map(|(_, kind)| kind)
}

/// Reads and removes what the blocks say of their document.
pub fn read(
    blocks: Vec<Block>,
    facts: &[Line],
    kind: Option<&'static str>,
    people: &People,
    journal: &mut Journal,
) -> (Meta, Vec<Block>) {
    let mut meta = Meta::default();
    if let Some(kind) = kind {
        meta.kind =
            Some(Value { value: kind.to_string(), line: 0, source: "brevhuvud".to_string(), guessed: false });
    }
    let mut running = Meta::default();
    letterhead(&mut running, facts, people, journal);
    let blocks = information_page(blocks, &mut meta, people, journal);
    let blocks = listed_labels(blocks, &mut meta, people, journal);
    let blocks = head(blocks, &mut meta, people, journal);
    yields(&mut meta, running, journal);
    let blocks = decisions(blocks, &mut meta, journal);
    opening(&blocks, &mut meta, people, journal);
    let blocks = changes_section(blocks, &mut meta, journal);
    organisation(&blocks, &mut meta);
    (meta, blocks)
}

/// Fills in what the running header says. Where the labelled details of the text say something else, they stand: a
/// header is often left over from the document that was copied.
fn yields(meta: &mut Meta, running: Meta, journal: &mut Journal) {
    let mut differ = |header: &Value, text: &Value| {
        if header.value != text.value {
            let at = Origin { page: 0, line: header.line };
            let why = "sidhuvudet säger något annat än uppgifterna i texten, som gäller";
            journal.doubt(at, "dokumentuppgifter", &header.source, &text.value, why);
        }
    };
    for (header, text) in [(running.kind, &mut meta.kind), (running.title, &mut meta.title)] {
        match (header, text) {
            (Some(header), Some(text)) => differ(&header, text),
            (header @ Some(_), text) => *text = header,
            (None, _) => {}
        }
    }
    for (key, header) in running.fields {
        match meta.fields.get(key) {
            Some(text) => header.iter().zip(text).for_each(|(header, text)| differ(header, text)),
            None => {
                meta.fields.insert(key, header);
            }
        }
    }
}

fn letterhead(meta: &mut Meta, facts: &[Line], people: &People, journal: &mut Journal) {
    for fact in facts {
        people.list(&fact.text, fact.origin, journal);
        if meta.kind.is_none()
            && let Some(kind) = kind_word(&fact.text)
        {
            meta.kind = Some(Value {
                value: kind.to_string(),
                line: fact.origin.line,
                source: fact.text.clone(),
                guessed: false,
            });
        }
        let said = labels::all(&fact.text);
        if !said.is_empty() {
            for (key, value) in said {
                field(meta, key, &value, fact.origin, &fact.text, people, journal);
            }
            continue;
        }
        if let Some(number) = case_number(&fact.text) {
            meta.set("registry", vec![number], fact.origin, &fact.text, false);
        }
        meta.set(
            "letter_date",
            dates(&fact.text).into_iter().take(1).collect(),
            fact.origin,
            &fact.text,
            false,
        );
    }
}

/// Puts a labelled value where it belongs.
fn field(
    meta: &mut Meta,
    key: Key,
    value: &str,
    at: Origin,
    source: &str,
    people: &People,
    journal: &mut Journal,
) {
    if value.is_empty() {
        return;
    }
    let Some(value) = people.without(value, at, journal) else { return };
    let list = |value: &str| {
        value
            .split([',', ';'])
            .map(|one| one.trim().to_string())
            .filter(|one| !one.is_empty())
            .collect::<Vec<_>>()
    };
    match key {
        Key::Kind => {
            if let Some(kind) = kind_of_title(&value) {
                meta.kind = Some(Value {
                    value: kind.to_string(),
                    line: at.line,
                    source: source.to_string(),
                    guessed: false,
                });
            }
        }
        Key::Title => {
            meta.title = Some(Value { value, line: at.line, source: source.to_string(), guessed: false });
        }
        Key::DecidedBy => {
            decision_words(meta, &value, at, source);
            let body = value.split([',', '§']).next().unwrap_or("").trim();
            let body = body.split(|c: char| c.is_ascii_digit()).next().unwrap_or("").trim().to_string();
            if !body.is_empty() {
                meta.set("decided_by", vec![capital(&body)], at, source, false);
            }
        }
        Key::DecidedOn => {
            meta.set("decided_on", dates(&value), at, source, false);
            decision_words(meta, &value, at, source);
        }
        Key::Decision => meta.set("decision", vec![value], at, source, false),
        Key::Validity => {
            let days = dates(&value);
            meta.set("valid_until", days.get(1).cloned().into_iter().collect(), at, source, false);
            meta.set("valid_from", days.into_iter().take(1).collect(), at, source, false);
        }
        Key::Registry => {
            let numbers: Vec<String> = list(&value).iter().filter_map(|one| case_number(one)).collect();
            meta.set(
                "registry",
                if numbers.is_empty() && !value.contains("XX") { vec![value] } else { numbers },
                at,
                source,
                false,
            );
        }
        Key::Edition => meta.set("edition", vec![value], at, source, false),
        Key::ValidFrom => {
            meta.set("valid_from", dates(&value).into_iter().take(1).collect(), at, source, false)
        }
        Key::ValidUntil => {
            meta.set("valid_until", dates(&value).into_iter().take(1).collect(), at, source, false)
        }
        Key::ReviewBy => {
            meta.set("review_by", dates(&value).into_iter().take(1).collect(), at, source, false)
        }
        Key::Organisation => meta.set("organisation", vec![value], at, source, false),
        Key::AppliesTo => meta.set("applies_to", list(&value), at, source, false),
        Key::Replaces => meta.set("replaces", case_number(&value).into_iter().collect(), at, source, false),
        Key::Custodian => meta.set("custodian", list(&value), at, source, false),
        Key::DrawnUpBy => meta.set("drawn_up_by", list(&value), at, source, false),
        Key::Other => {}
    }
}

fn decision_words(meta: &mut Meta, text: &str, at: Origin, source: &str) {
    static PARAGRAPH: LazyLock<Regex> = LazyLock::new(|| pattern(r"§+\s?(\d+[a-z]?)"));
    if let Some(found) = PARAGRAPH.captures(text) {
        meta.set("decision", vec![format!("§ {}", &found[1])], at, source, false);
    }
    meta.set("decided_on", dates(text), at, source, false);
}

/// The page that repeats header, grey box and footer for screen readers.
fn information_page(
    blocks: Vec<Block>,
    meta: &mut Meta,
    people: &People,
    journal: &mut Journal,
) -> Vec<Block> {
    let start = blocks.iter().position(|block| {
        let words = block.text.words().to_lowercase();
        matches!(words.trim(), "dokumentinformation" | "dokumentuppgifter" | "information om dokumentet")
    });
    let Some(start) = start else { return blocks };
    let labels = |block: &Block| match &block.kind {
        Kind::Table(rows) => labelled_rows(rows).map_or(0, |(pairs, _)| pairs.len()),
        _ => {
            let words = block.text.words();
            usize::from(labels::read(&words).or_else(|| labels::gapped(&words)).is_some())
        }
    };
    if blocks[start..].iter().map(labels).sum::<usize>() < 2 {
        return blocks;
    }
    let mut kept = Vec::with_capacity(start);
    let mut text_again = false;
    for (at, block) in blocks.into_iter().enumerate() {
        if at < start {
            kept.push(block);
            continue;
        }
        // What comes after the page, under a heading with a number, is text again.
        if at > start && matches!(&block.kind, Kind::Heading { number: Some(_), .. }) {
            kept.push(block);
            text_again = true;
            continue;
        }
        if text_again {
            kept.push(block);
            continue;
        }
        let words = block.text.words();
        if let Kind::Table(rows) = &block.kind
            && let Some((pairs, _)) = labelled_rows(rows)
        {
            for (key, value, source) in pairs {
                field(meta, key, &value, block.origin, &source, people, journal);
            }
        } else if let Some((key, value)) = labels::read(&words).or_else(|| labels::gapped(&words)) {
            field(meta, key, value, block.origin, &words, people, journal);
        }
        people.list(&block.printed(), block.origin, journal);
        journal.count("dokumentinformation");
        journal.drop(block.origin, "dokumentinformation", &block.printed());
    }
    kept
}

/// Labelled lines and two-column tables before the text begins, and the kind alone on a line.
fn head(blocks: Vec<Block>, meta: &mut Meta, people: &People, journal: &mut Journal) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut in_head = true;
    for (at, block) in blocks.into_iter().enumerate() {
        let words = block.text.words();
        let long = !block.is_heading() && words.chars().count() > 200;
        in_head &= at < 24 && !long;
        if !in_head {
            out.push(block);
            continue;
        }
        if let Kind::Table(rows) = &block.kind
            && let Some((pairs, rest)) = labelled_rows(rows)
        {
            for (key, value, source) in pairs {
                field(meta, key, &value, block.origin, &source, people, journal);
                journal.drop(block.origin, "dokumentuppgifter", &source);
            }
            // What is left of the table; a row of one cell is text.
            let single = |row: &Vec<Text>| row.iter().filter(|cell| !cell.is_blank()).count() <= 1;
            if rest.iter().all(single) {
                let cells = rest.into_iter().flatten().filter(|cell| !cell.is_blank());
                out.extend(cells.map(|text| Block::new(Kind::Paragraph, text, block.origin)));
            } else {
                out.push(Block { kind: Kind::Table(rest), ..block });
            }
            continue;
        }
        if let Some((key, value)) = labels::read(&words).or_else(|| labels::gapped(&words)) {
            field(meta, key, value, block.origin, &words, people, journal);
            journal.drop(block.origin, "dokumentuppgifter", &block.printed());
            continue;
        }
        let alone =
            words.split_whitespace().count() == 1 && kind_word(&words.trim().to_uppercase()).is_some();
        // An annex has no other title.
        let annex = words.trim().to_lowercase() == "ändringsbilaga";
        if alone && !annex && out.is_empty() && meta.title.is_none() {
            let kind = kind_word(&words.trim().to_uppercase()).unwrap_or_default().to_string();
            meta.kind =
                Some(Value { value: kind, line: block.origin.line, source: words.clone(), guessed: false });
            journal.drop(block.origin, "dokumentuppgifter", &block.printed());
            continue;
        }
        out.push(block);
    }
    out
}

/// Labels whose values stand on the lines after: all labels and then all values, or each value under its label. Text
/// out of PDF reads the columns of a table so.
fn listed_labels(blocks: Vec<Block>, meta: &mut Meta, people: &People, journal: &mut Journal) -> Vec<Block> {
    let key = |at: usize| -> Option<Key> {
        let block = blocks.get(at)?;
        let alone = matches!(block.kind, Kind::Paragraph | Kind::Heading { number: None, .. });
        labels::label(&block.text.words()).filter(|_| alone)
    };
    let value = |at: usize| -> bool {
        let fits = |block: &Block| {
            matches!(block.kind, Kind::Paragraph | Kind::Heading { .. })
                && block.text.words().chars().count() < 90
        };
        blocks.get(at).is_some_and(fits) && key(at).is_none()
    };
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < blocks.len().min(24) {
        // No more than is asked for: a hostile text has labels without end.
        let names = (at..blocks.len()).take(24).take_while(|n| key(*n).is_some()).count();
        let values = (at + names..blocks.len()).take(names).take_while(|n| value(*n)).count();
        if names >= 2 && values >= names {
            pairs.extend((0..names).map(|n| (at + n, at + names + n)));
            at += 2 * names;
        } else if names == 1 && values >= 1 && (key(at + 2).is_some() || !pairs.is_empty()) {
            pairs.push((at, at + 1));
            at += 2;
        } else {
            at += names.max(1);
        }
    }
    if pairs.len() < 2 {
        return blocks;
    }
    let mut gone = vec![false; blocks.len()];
    for (label, value) in pairs {
        (gone[label], gone[value]) = (true, true);
        let (name, block) = (blocks[label].text.words(), &blocks[value]);
        let Some(key) = key(label) else { continue };
        let words = block.printed();
        let source = format!("{name} {words}");
        field(meta, key, &words, block.origin, &source, people, journal);
        journal.drop(block.origin, "dokumentuppgifter", &source);
    }
    blocks.into_iter().zip(gone).filter(|(_, gone)| !gone).map(|(block, _)| block).collect()
}

type Pair = (Key, String, String);

/// A table that labels values: what it says, and the rows that say something else.
fn labelled_rows(rows: &[Vec<Text>]) -> Option<(Vec<Pair>, Vec<Vec<Text>>)> {
    let words = |row: &[Text]| row.iter().map(|cell| cell.words().trim().to_string()).collect::<Vec<_>>();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut rest: Vec<Vec<Text>> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let cells = words(&rows[at]);
        let below = rows.get(at + 1).map(|row| words(row)).unwrap_or_default();
        if let Some(found) = labels_over_values(&cells, &below) {
            pairs.extend(found);
            at += 2;
            continue;
        }
        match labelled_row(&cells) {
            Some(found) => pairs.extend(found),
            None => rest.push(rows[at].clone()),
        }
        at += 1;
    }
    let known = rows.len() - rest.len();
    (pairs.len() >= 2 && known >= rest.len() || !pairs.is_empty() && rest.is_empty()).then_some((pairs, rest))
}

/// «Dokumentnamn | Dokumenttyp» over «Policy för resor | Policy».
fn labels_over_values(cells: &[String], below: &[String]) -> Option<Vec<Pair>> {
    let labels = cells.len() > 1
        && cells.len() == below.len()
        && cells.iter().all(|cell| labels::label(cell).is_some());
    if !labels || below.iter().any(|cell| labels::label(cell).is_some()) {
        return None;
    }
    let pair = |(label, value): (&String, &String)| {
        Some((labels::label(label)?, value.clone(), format!("{label} {value}")))
    };
    cells.iter().zip(below).map(pair).collect()
}

/// A row of labels and values: side by side, or both in one cell.
fn labelled_row(cells: &[String]) -> Option<Vec<Pair>> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        let cell = &cells[at];
        if cell.is_empty() {
            at += 1;
        } else if let Some(key) = labels::label(cell) {
            let value = cells.get(at + 1).cloned().unwrap_or_default();
            pairs.push((key, value.clone(), format!("{cell} {value}").trim().to_string()));
            at += 2;
        } else {
            let (key, value) = labels::read(cell).or_else(|| labels::labelled(cell))?;
            pairs.push((key, value.to_string(), cell.clone()));
            at += 1;
        }
    }
    (!pairs.is_empty()).then_some(pairs)
}

/// The short lines before the text: «Version 2.0, fastställd 2025-01-20 av nämnden, HSN 2024/887.» They stay.
fn opening(blocks: &[Block], meta: &mut Meta, people: &People, journal: &mut Journal) {
    static VERSION: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\b(?:version|utgåva)\s+(\d+(?:\.\d+)*)\b"));
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:fastställ(?:d|t)|beslutad|beslutat|antag(?:en|et)|godkän(?:d|t))\s+(?:den\s)?(?P<day>\d{4}-\d{2}-\d{2}|\d{1,2}\s\p{L}+\s\d{4})\s+av\s+(?P<body>(?:[\p{L}-]+(?:\s(?:och|för|i))?\s?){1,5})",
        )
    });
    static FROM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:gäller|giltig|giltigt)\s+(?:från(?:\soch\smed)?|fr\.?\s?o\.?\s?m\.?)\s+(?P<rest>.{8,24})",
        )
    });
    static INSTEAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bersätter\b(?P<rest>[^.]*)"));
    for block in blocks.iter().take(6).take_while(|block| block.text.words().chars().count() < 240) {
        let words = block.text.words();
        if matches!(&block.kind, Kind::Heading { number: Some(_), .. }) {
            break;
        }
        let at = block.origin;
        for range in sentences(&words) {
            let sentence = words[range].trim_end_matches('.');
            if let Some((key, value)) = labels::read(sentence) {
                field(meta, key, value, at, sentence, people, journal);
            }
        }
        if let Some(found) = VERSION.captures(&words) {
            meta.set("edition", vec![found[1].to_string()], at, &words, true);
        }
        if let Some(found) = DATED.captures(&words) {
            meta.set("decided_on", dates(&found["day"]), at, &words, false);
            meta.set("decided_by", vec![capital(&found["body"])], at, &words, false);
            let end = found.get(0).map_or(0, |whole| whole.end());
            let rest = words[end..].split('.').next().unwrap_or("");
            meta.set("registry", case_number(rest).into_iter().collect(), at, &words, true);
        }
        if let Some(found) = FROM.captures(&words) {
            meta.set("valid_from", dates(&found["rest"]).into_iter().take(1).collect(), at, &words, true);
        }
        if let Some(found) = INSTEAD.captures(&words) {
            meta.set("replaces", case_number(&found["rest"]).into_iter().collect(), at, &words, true);
        }
    }
}

static DECISION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:fastställ(?:d|t|des)|beslutad|beslutat|antag(?:en|et|its)|godkän(?:d|t))\s+av\s+(?P<body>(?:den\s)?[\p{L}-]+(?:\s(?:i|för)\s[\p{L}-]+)?)(?P<rest>[^.]*)",
    )
});

/// Sentences of decision. A line that is nothing else is moved; within a text they stay.
fn decisions(blocks: Vec<Block>, meta: &mut Meta, journal: &mut Journal) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.into_iter().enumerate() {
        let words = block.text.words();
        let Some(found) = DECISION.captures(&words) else {
            out.push(block);
            continue;
        };
        let (body, rest) = (&found["body"], &found["rest"]);
        let own = at < 3
            || words.to_lowercase().starts_with("denna ")
            || words.to_lowercase().starts_with("detta ")
            || words.to_lowercase().starts_with("dokumentet ");
        let dated = rest.contains(|c: char| c.is_ascii_digit());
        if !(own && dated) {
            out.push(block);
            continue;
        }
        meta.set("decided_by", vec![capital(body)], block.origin, &words, false);
        decision_words(meta, rest, block.origin, &words);
        if let Some(number) = case_number(rest) {
            meta.set("registry", vec![number], block.origin, &words, false);
        }
        if rest.contains("XX") {
            journal.doubt(
                block.origin,
                "dokumentuppgifter",
                &words,
                "",
                "platshållare i stället för datum eller nummer",
            );
        }
        if meta.kind.is_none()
            && let Some(kind) = kind_of_title(&words)
        {
            meta.kind = Some(Value {
                value: kind.to_string(),
                line: block.origin.line,
                source: words.clone(),
                guessed: true,
            });
        }
        let whole = found
            .get(0)
            .is_some_and(|m| m.start() == 0 && m.end() >= words.trim_end_matches(['.', ' ']).len());
        if whole && at < 3 {
            journal.drop(block.origin, "dokumentuppgifter", &block.printed());
        } else {
            out.push(block);
        }
    }
    numbered_background(&out, meta);
    out
}

/// «Underlag och beslut … finns … med diarienummer RS 437-2025.»
fn numbered_background(blocks: &[Block], meta: &mut Meta) {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:diarienummer|dnr|diarienr)\b"));
    for block in blocks {
        let words = block.text.words();
        if let Some(found) = NUMBERED.find(&words)
            && let Some(number) = case_number(&words[found.end()..])
        {
            meta.set("registry", vec![number], block.origin, &words, true);
        }
    }
}

/// The section on what is new in this edition.
fn changes_section(blocks: Vec<Block>, meta: &mut Meta, journal: &mut Journal) -> Vec<Block> {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:förändringar|ändringar|revideringar) (?:från|sedan|jämfört med|i) (?:föregående|förra|senaste|denna) (?:utgåva|version|utgåvan|versionen)$",
        )
    });
    let mut out = Vec::with_capacity(blocks.len());
    let mut inside = false;
    let mut text = String::new();
    let mut origin = Origin::default();
    for block in blocks {
        let words = block.text.words();
        if block.is_heading() {
            inside = TITLE.is_match(words.trim());
            origin = if inside { block.origin } else { origin };
        } else if inside && matches!(block.kind, Kind::Paragraph | Kind::Item { .. }) {
            text = format!("{text} {words}");
        }
        if inside {
            journal.drop(block.origin, "dokumentuppgifter", &block.printed());
        } else {
            out.push(block);
        }
    }
    if !text.is_empty() {
        meta.set("changes", vec![text.trim().to_string()], origin, &text, false);
    }
    out
}

/// The organisation that the text speaks of most.
fn organisation(blocks: &[Block], meta: &mut Meta) {
    static REGION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?:Region\s\p{Lu}\p{Ll}+(?:\s(?:och\s)?\p{Lu}\p{Ll}+)?|\p{Lu}\p{Ll}+\s(?:kommun|stad))\b")
    });
    let mut count: BTreeMap<String, (usize, u32)> = BTreeMap::new();
    for block in blocks {
        let words = block.text.words();
        for found in REGION.find_iter(&words) {
            // «Region Norrs policy» is the genitive; «Region Fjällnäs» ends so where no noun follows.
            let follows = words[found.end()..].trim_start();
            let genitive = follows.starts_with(char::is_lowercase)
                && !follows.split_whitespace().next().is_some_and(lexicon::is_verb_or_modal);
            let name = if genitive { found.as_str().trim_end_matches('s') } else { found.as_str() };
            let name = name.to_string();
            let seen = count.entry(name).or_insert((0, block.origin.line));
            seen.0 += 1;
        }
    }
    // A name that also stands with its own s is the name with it.
    let forms: Vec<String> =
        count.keys().filter(|name| count.contains_key(&format!("{name}s"))).cloned().collect();
    for form in forms {
        let seen = count.remove(&form).unwrap_or_default();
        count.entry(format!("{form}s")).and_modify(|known| known.0 += seen.0);
    }
    let only = count.len() == 1;
    let most = count.into_iter().max_by_key(|(name, (times, _))| (*times, std::cmp::Reverse(name.len())));
    if let Some((name, (times, line))) = most.filter(|(_, (times, _))| *times >= 2 || only) {
        let at = Origin { page: 0, line };
        meta.set("organisation", vec![name.clone()], at, &format!("{name} ({times} gånger)"), true);
    }
}

fn capital(name: &str) -> String {
    let name = name.trim().strip_prefix("den ").unwrap_or(name.trim());
    let mut chars = name.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
