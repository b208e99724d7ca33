//! What a letter says of itself: who it is from, its day, the case that it belongs to.
//!
//! A yttrande, a missiv, a promemoria or an annex bears no decision; it has a sender and a date, in its letterhead, on a
//! line of its own, or in what it says in the sender's name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::{Meta, capital};
use crate::import::block::{Block, Kind, Origin};
use crate::import::clean::kind_word;
use crate::import::journal::Journal;
use crate::import::lines::Line;
use crate::import::pattern;
use crate::import::swedish::dates::{case_numbers, dates};
use crate::import::swedish::labels;
use crate::import::swedish::lexicon::{is_actor, is_name};
use crate::import::swedish::sentence::sentences;
use crate::import::understand::People;

/// Whether documents of a kind are letters: written to somebody, by somebody, on a day.
pub fn is_letter(kind: &str) -> bool {
    matches!(kind, "yttrande" | "missiv" | "promemoria" | "ändringsbilaga")
}

/// Reads sender, day and case of a letter, and takes the line of its date out of the text.
pub fn read(
    blocks: Vec<Block>,
    facts: &[Line],
    meta: &mut Meta,
    people: &People,
    journal: &mut Journal,
) -> Vec<Block> {
    if let Some(day) = meta.fields.remove("letter_date") {
        meta.fields.entry("dated").or_insert(day);
    }
    letterhead(facts, meta, people);
    let blocks = date_line(blocks, meta, journal);
    let blocks = unit_line(blocks, meta, journal);
    let blocks = recipient(blocks, journal);
    said(&blocks, meta);
    case(&blocks, meta);
    blocks
}

/// The units that a letterhead names before its kind, its date or its number, from the greater to the smaller.
fn letterhead(facts: &[Line], meta: &mut Meta, people: &People) {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\d{4}-\d{2}-\d{2}|\b\d{1,2}\s\p{L}+\s\d{4}\b|\b[A-ZÅÄÖ]{2,6}\s?\d|(?i:\b(?:diarienummer|dnr|datum|sida|telefon|e-post|handläggare|kontakt)\b)|[@:]|\t|\s{3,}",
        )
    });
    let mut units: Vec<(String, Origin)> = Vec::new();
    for fact in facts.iter().take(6) {
        let kind = fact
            .text
            .split_whitespace()
            .find(|word| kind_word(word).is_some())
            .and_then(|word| fact.text.find(word));
        let end = END.find(&fact.text).map(|found| found.start());
        let end = kind.into_iter().chain(end).min().unwrap_or(fact.text.len());
        let unit = fact.text[..end].trim().trim_end_matches([',', '–', '-']).trim();
        let words = unit.split_whitespace().count();
        let unit_like = (1..=6).contains(&words)
            && unit.starts_with(char::is_uppercase)
            && !unit.chars().any(|c| c.is_ascii_digit())
            && !unit.ends_with('.')
            && !["Enligt", "Till", "Ärende", "Bilaga"].iter().any(|word| unit.starts_with(word))
            && !is_name(unit)
            && labels::label(unit).is_none()
            && !people.names().any(|name| unit.contains(name));
        // The title of the letter may stand among the facts too.
        let title = meta.title.as_ref().is_some_and(|title| title.value.contains(unit));
        if unit_like && !title && !units.iter().any(|(known, _)| known == unit) {
            units.push((unit.to_string(), fact.origin));
        }
    }
    if let Some((_, at)) = units.first() {
        let at = *at;
        let names: Vec<String> = units.into_iter().map(|(unit, _)| unit).collect();
        let name = names.join(", ");
        meta.set("from", vec![name.clone()], at, &name, false);
    }
}

/// A line that is nothing but a date, or a place and a date: «Östersund den 4 mars 2025».
fn date_line(blocks: Vec<Block>, meta: &mut Meta, journal: &mut Journal) -> Vec<Block> {
    static ALONE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)?,?\s)?(?:den\s)?(?:\d{4}-\d{2}-\d{2}|\d{1,2}\s\p{Ll}+\s\d{4})\.?$",
        )
    });
    if meta.first("dated").is_some() {
        return blocks;
    }
    let near = |at: usize| at < 10 || at + 8 >= blocks.len();
    let found = blocks.iter().enumerate().position(|(at, block)| {
        let words = block.text.words();
        near(at) && !matches!(block.kind, Kind::Table(_)) && ALONE.is_match(words.trim())
    });
    let Some(at) = found else { return blocks };
    let mut blocks = blocks;
    let block = blocks.remove(at);
    let words = block.text.words();
    meta.set("dated", dates(&words).into_iter().take(1).collect(), block.origin, &words, false);
    journal.drop(block.origin, "dokumentuppgifter", &block.printed());
    blocks
}

/// A line before the text that is nothing but the name of a body.
fn unit_line(blocks: Vec<Block>, meta: &mut Meta, journal: &mut Journal) -> Vec<Block> {
    if meta.first("from").is_some() {
        return blocks;
    }
    let found = blocks.iter().take(8).position(|block| {
        let words = block.text.words();
        let mut each = words.split_whitespace();
        matches!(block.kind, Kind::Paragraph | Kind::Heading { number: None, .. })
            && words.starts_with(char::is_uppercase)
            && words.split_whitespace().count() <= 5
            && each.next().is_some_and(|word| is_actor(word) && (word.ends_with('n') || word.ends_with('t')))
            && each.all(|word| word.chars().all(|c| c.is_alphabetic() || c == '-'))
    });
    let Some(at) = found else { return blocks };
    let mut blocks = blocks;
    let block = blocks.remove(at);
    let words = block.text.words();
    meta.set("from", vec![words.trim().to_string()], block.origin, &words, true);
    journal.drop(block.origin, "dokumentuppgifter", &block.printed());
    blocks
}

/// «Till regionstyrelsen»: whom a letter is written to, before its text.
fn recipient(mut blocks: Vec<Block>, journal: &mut Journal) -> Vec<Block> {
    let found = blocks.iter().take(8).position(|block| {
        let words = block.text.words();
        let to = words.strip_prefix("Till ").unwrap_or("").split_whitespace();
        let sent = words.trim() == "Enligt sändlista";
        sent || to.clone().count() <= 3 && to.clone().any(is_actor) && !words.ends_with('.')
    });
    if let Some(at) = found {
        let block = blocks.remove(at);
        journal.drop(block.origin, "mottagare", &block.printed());
    }
    blocks
}

/// Subjects of sentences that are no senders.
const NO_PARTY: &[&str] = &["Vi", "Jag", "Den", "Det", "De", "Detta", "Dessa", "Man", "Regeringen", "Lagen"];

/// The party that a letter speaks as: «Locum har beretts möjlighet att yttra sig», «Regionkansliet föreslår att …».
fn said(blocks: &[Block], meta: &mut Meta) {
    static ASKED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(\p{Lu}[\p{L}-]+(?:\s(?:(?:för|i|och)\s)?[\p{L}-]+){0,3}?)\s+har\s+(?:beretts|getts|fått|givits|erbjudits|anmodats)\b[^.]*\b(?:yttra|yttrande|synpunkter|svara|remiss)",
        )
    });
    static SAYS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+|\s(?:i|för)\s\p{L}+)?)\s+(?:ställer|anser|föreslår|ser|tillstyrker|avstyrker|instämmer|noterar|välkomnar|bedömer|remitterar|översänder|lämnar|vill|önskar|konstaterar|har\stagit)\b",
        )
    });
    let mut count: BTreeMap<String, (usize, Origin)> = BTreeMap::new();
    for block in blocks {
        let words = block.text.words();
        if let Some(found) = ASKED.captures(&words).filter(|found| !NO_PARTY.contains(&&found[1])) {
            meta.set("from", vec![found[1].to_string()], block.origin, &words, false);
        }
        for range in sentences(&words) {
            if let Some(found) = SAYS.captures(&words[range]) {
                count.entry(found[1].to_string()).or_insert((0, block.origin)).0 += 1;
            }
        }
    }
    let most = count
        .into_iter()
        .filter(|(name, _)| !NO_PARTY.contains(&name.as_str()))
        .max_by_key(|(name, (times, _))| (*times, std::cmp::Reverse(name.clone())));
    if let Some((name, (_, at))) = most {
        meta.set("from", vec![capital(&name)], at, &name, true);
    }
}

/// The case that a letter belongs to, where its text names one and no other. What it replaces is another case.
fn case(blocks: &[Block], meta: &mut Meta) {
    static FORMER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\b(?:ersätt|upphör|tidigare|nu gällande)"));
    let mut numbers: BTreeSet<String> = BTreeSet::new();
    let mut first = None;
    for block in blocks {
        let words = block.text.words();
        for range in sentences(&words) {
            let sentence = &words[range];
            if FORMER.is_match(sentence) || labels::read(sentence).is_some() {
                continue;
            }
            for number in case_numbers(sentence) {
                // A number of a case has letters before it, or is said to be one.
                let named = number.starts_with(char::is_alphabetic)
                    || ["dnr", "diarienummer"].iter().any(|word| sentence.to_lowercase().contains(word));
                if named {
                    first.get_or_insert_with(|| (block.origin, sentence.to_string()));
                    numbers.insert(number);
                }
            }
        }
    }
    if let (1, Some((at, sentence))) = (numbers.len(), first) {
        meta.set("registry", numbers.into_iter().collect(), at, &sentence, true);
    }
}
