//! How a document says that it stands to documents that it names: what it makes concrete, supplements, leaves to others.

use std::sync::LazyLock;

use regex::Regex;

use super::{Document, acts, binds};
use crate::import::block::Block;
use crate::import::pattern;
use crate::import::swedish::sentence::sentences;

/// Verbs of relations that documents state of themselves, with their keys. The other document is named after the verb.
static VERBS: LazyLock<[(&str, Regex); 3]> = LazyLock::new(|| {
    [
        (
            "source",
            pattern(
                r"(?i)\b(?:konkretiserar|utgår från|bygger på|grundar sig på|har sin grund i|tydliggör|förtydligar)\b",
            ),
        ),
        ("supplements", pattern(r"(?i)\b(?:kompletterar|är ett komplement till|är en del av)\b")),
        (
            "delimited_against",
            pattern(
                r"(?i)^(?:för|frågor om|den här|denna|dessa)\b.*\b(?:(?:regleras|hanteras|behandlas|styrs)\b[^.]*\bi|omfattar inte|gäller inte)\b",
            ),
        ),
    ]
});

/// Sentences that speak of the document itself.
static ITSELF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:den här|denna|detta|dessa)\s)?\p{L}*(?:policy|policyn|riktlinje|riktlinjen|riktlinjer|riktlinjerna|rutin|rutinen|rutiner|anvisning|anvisningen|instruktion|instruktionen|dokument|dokumentet|reglerna|regler|plan|planen|program|programmet|strategi|strategin)\b",
    )
});

/// Reads the relations that binding documents state in their first paragraphs.
pub fn stated(documents: &mut [(Document, Vec<Block>)]) {
    let held: Vec<String> = documents.iter().map(|(document, _)| document.title().to_string()).collect();
    for (document, blocks) in documents.iter_mut().filter(|(document, _)| binds(document.kind())) {
        for block in blocks.iter().take(40).filter(|block| !block.is_heading()) {
            let words = block.text.words();
            for range in sentences(&words) {
                let sentence = &words[range];
                for (key, verb) in VERBS.iter() {
                    let Some(found) = verb.find(sentence) else { continue };
                    if *key != "delimited_against" && !ITSELF.is_match(sentence) {
                        continue;
                    }
                    let named = acts::steering_documents(&sentence[found.end()..], &held);
                    document.meta.set(key, named.into_iter().take(1).collect(), block.origin, sentence, true);
                }
            }
        }
    }
}
