//! Sentences that say what was decided: by whom, on what day, under which number.

use std::sync::LazyLock;

use regex::Regex;

use super::field::{decided, place};
use super::kinds::of_title;
use super::{Meta, Value, capital};
use crate::import::block::{Block, Kind};
use crate::import::journal::Journal;
use crate::import::pattern;
use crate::import::swedish::dates::{case_number, dates};
use crate::import::swedish::labels;
use crate::import::swedish::sentence;
use crate::import::understand::People;

/// The short lines before the text: «Version 2.0, fastställd 2025-01-20 av nämnden, HSN 2024/887.» They stay.
pub(super) fn opening(blocks: &[Block], meta: &mut Meta, people: &People, journal: &mut Journal) {
    static VERSION: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\b(?:version|utgåva)\s+(\d+(?:\.\d+)*)\b"));
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:fastställ(?:d|t|da)|beslutad|beslutat|beslutade|antag(?:en|et|na)|godkän(?:d|t|da))\s+(?:den\s)?(?P<day>\d{4}-\d{2}-\d{2}|\d{1,2}\s\p{L}+\s\d{4})\s+av\s+(?P<body>(?:[\p{L}-]+(?:\s(?:och|för|i))?\s?){1,5})",
        )
    });
    static FROM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:(?:gäller|giltig|giltigt)\s+(?:från(?:\soch\smed)?|fr\.?\s?o\.?\s?m\.?)|träder\si\skraft(?:\sfrån\soch\smed)?)\s+(?P<rest>.{8,24})",
        )
    });
    static INSTEAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bersätter\b(?P<rest>[^.]*)"));
    for block in blocks.iter().take(6).take_while(|block| block.text.words().chars().count() < 240) {
        let words = block.text.words();
        if matches!(&block.kind, Kind::Heading { number: Some(_), .. }) {
            break;
        }
        let at = block.origin;
        for range in sentence::sentences(&words) {
            let sentence = words[range].trim_end_matches('.');
            if let Some((key, value)) = labels::read(sentence) {
                place(meta, key, value, at, sentence, people, journal);
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
        r"(?i)\b(?:fastställ(?:d|t|da|des|ts)|beslutad|beslutat|beslutade|antag(?:en|et|its|na)|antogs|godkän(?:d|t|da|des))\s+av\s+(?P<who>[^.]*)",
    )
});

/// Sentences of decision. A line that is nothing else is moved; within a text they stay.
pub(super) fn sentences(blocks: Vec<Block>, meta: &mut Meta, journal: &mut Journal) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.into_iter().enumerate() {
        let words = block.text.words();
        let Some(found) = DECISION.captures(&words) else {
            out.push(block);
            continue;
        };
        let rest = &found["who"];
        let own = at < 3
            || words.to_lowercase().starts_with("denna ")
            || words.to_lowercase().starts_with("detta ")
            || words.to_lowercase().starts_with("dokumentet ");
        let dated = rest.contains(|c: char| c.is_ascii_digit());
        if !(own && dated) {
            out.push(block);
            continue;
        }
        decided(meta, rest, block.origin, &words);
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
            && let Some(kind) = of_title(&words)
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
