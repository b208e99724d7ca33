//! What the text says of the document as a whole: whose it is, whom it binds, what is new.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::{Meta, capital, kinds};
use crate::import::block::{Block, Kind, Origin};
use crate::import::journal::Journal;
use crate::import::lines::Line;
use crate::import::pattern;
use crate::import::swedish::lexicon;
use crate::import::swedish::sentence::sentences;

/// The section on what is new in this edition.
pub(super) fn changes(blocks: Vec<Block>, meta: &mut Meta, journal: &mut Journal) -> Vec<Block> {
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
pub(super) fn organisation(blocks: &[Block], facts: &[Line], meta: &mut Meta) {
    static REGION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?:Region\s\p{Lu}\p{Ll}+(?:\s(?:och\s)?\p{Lu}\p{Ll}+)?|\p{Lu}\p{Ll}+\s(?:kommun|stad))\b")
    });
    let mut count: BTreeMap<String, (usize, u32)> = BTreeMap::new();
    let facts = facts.iter().map(|fact| (fact.text.clone(), fact.origin));
    let texts = blocks.iter().map(|block| (block.text.words(), block.origin));
    for (words, origin) in facts.chain(texts) {
        for found in REGION.find_iter(&words) {
            // «Region Norrs policy» is the genitive; «Region Fjällnäs» ends so where no noun follows.
            let follows = words[found.end()..].trim_start();
            let genitive = follows.starts_with(char::is_lowercase)
                && !follows.split_whitespace().next().is_some_and(lexicon::is_verb_or_modal);
            let name = if genitive { found.as_str().trim_end_matches('s') } else { found.as_str() };
            // «Region Norr Rutin»: the kind that stands beside it in a header is no part of the name.
            let name = match name.rsplit_once(' ') {
                Some((before, last)) if before.contains(' ') && kinds::of_title(last).is_some() => before,
                _ => name,
            };
            let name = name.to_string();
            let seen = count.entry(name).or_insert((0, origin.line));
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

/// Whom the document binds, where a sentence says it of the document itself: «Riktlinjen gäller för nämnder och bolag.»
pub(super) fn applies_to(blocks: &[Block], meta: &mut Meta) {
    static BINDS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:(?:den här|denna|detta|dessa|det här)\s)?(?:\p{L}*(?:policyn|riktlinjen|riktlinjerna|rutinen|rutinerna|anvisningen|anvisningarna|instruktionen|reglementet|reglerna|styrdokumentet|dokumentet|planen|organisationen)|(?:policy|riktlinje|riktlinjer|rutin|anvisning|anvisningar|dokument|styrdokument|instruktion))\b[^.;:]*?\b(?:gäller\sför|gäller|omfattar|riktar\ssig\still|vänder\ssig\still|ska\s(?:efterlevas|följas|tillämpas)\sav)\s(?P<whom>[^.;:]+)",
        )
    });
    for block in blocks.iter().take(60).filter(|block| !block.is_heading()) {
        let words = block.text.words();
        for range in sentences(&words) {
            let sentence = &words[range];
            let Some(found) = BINDS.captures(sentence) else { continue };
            let whom = found["whom"].trim().trim_start_matches("för ").trim_end_matches(',');
            // The party is named first; «gäller hantering av …» says what, not whom.
            let head = whom.split_whitespace().take(3);
            let party = head.clone().any(|word| {
                let word = word.trim_matches(',');
                lexicon::is_actor(word) || matches!(word, "alla" | "samtliga") && whom.contains(" som ")
            });
            if party && whom.chars().count() < 200 {
                meta.set("applies_to", vec![capital(whom)], block.origin, sentence, true);
                return;
            }
        }
    }
}
