//! How the documents of one file stand to each other: the promemoria explains the proposal, the yttrande answers it, the
//! annex shows what it changes. Each says things of the proposal that the proposal does not say of itself.

use std::sync::LazyLock;

use regex::Regex;

use super::meta::Value;
use super::{Document, binds, title};
use crate::import::block::{Block, Kind};
use crate::import::journal::Journal;
use crate::import::pattern;
use crate::import::swedish::dates::{case_number, dates};
use crate::import::swedish::sentence::sentences;

type Open = (Document, Vec<Block>);

/// Settles titles and relations.
pub fn relate(documents: &mut [Open], journal: &mut Journal) {
    let subject = documents.iter().position(|(document, _)| document.meta.kind.is_some() && binds(document.kind())).or_else(|| {
        let chapter = |block: &Block| matches!(&block.kind, Kind::Heading { number: Some(number), .. } if number == "1");
        documents.iter().position(|(document, blocks)| document.meta.kind.is_none() && blocks.iter().any(chapter))
    });
    let many = documents.len() > 1;
    if let Some(at) = subject.filter(|_| many) {
        name(documents, at, journal);
        told(documents, at, journal);
    }
    for (at, open) in documents.iter_mut().enumerate() {
        let related = subject.filter(|subject| many && *subject != at);
        response(open, related.is_some(), journal);
        if let Some(subject) = related {
            let relation = match open.0.kind() {
                "yttrande" => "comments_on",
                "promemoria" | "missiv" | "ändringsbilaga" => "attachment_to",
                _ => "see_also",
            };
            open.0.relations.push((relation, subject));
        }
    }
}

/// The proposal's title, from the letters that it was sent with.
fn name(documents: &mut [Open], at: usize, journal: &mut Journal) {
    if documents[at].0.meta.title.is_some() {
        return;
    }
    let kind = documents[at].0.meta.kind.as_ref().map(|kind| kind.value.clone());
    let found = documents.iter().enumerate().filter(|(n, _)| *n != at).find_map(|(_, (other, _))| {
        let title = other.meta.title.as_ref()?;
        let of_kind = super::meta::kind_of_title(&title.value)?;
        (kind.as_deref().is_none_or(|kind| kind == of_kind)
            && of_kind != "yttrande"
            && of_kind != "ändringsbilaga")
            .then(|| (title.clone(), of_kind))
    });
    let Some((value, of_kind)) = found else { return };
    let origin = documents[at].0.origin;
    journal.doubt(
        origin,
        "titel",
        &value.source,
        &value.value,
        "titeln står i skrivelsen som förslaget bifogas",
    );
    if kind.is_none() {
        documents[at].0.meta.kind = Some(Value { value: of_kind.to_string(), ..value.clone() });
    }
    documents[at].0.meta.title = Some(Value { guessed: true, ..value });
}

static FORMER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bupphör(?:a|er)?\s+att\s+gälla\b|\bersätter\b"));
static DECIDES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(regionfullmäktige|kommunfullmäktige|regionstyrelsen|kommunstyrelsen|regiondirektören|kommundirektören|\p{L}*nämnden)\b[^.]*?\b(?:fastställ(?:er|a)|antar|besluta(?:r)? om|godkänn(?:er|a))\b",
    )
});
static ANSWER_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:remisstiden|svar|yttrande|yttranden|synpunkter)\b[^.]*?\b(?:till|senast|före)\b")
});

static ANSWER_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:yttrandet?|yttranden|svar|svaret|remissvar|synpunkter)\b[^.]*?\b(?:skickas|lämnas|sänds|insänds|skickas in)\s+(?:skriftligen\s+)?till\s+(?P<to>\p{L}[\p{L} -]*\p{L})",
    )
});

/// What the letters say of the proposal.
fn told(documents: &mut [Open], at: usize, journal: &mut Journal) {
    let mut sentences_of: Vec<(crate::import::block::Origin, String, String)> = Vec::new();
    for (n, (document, blocks)) in documents.iter().enumerate() {
        if n == at || !matches!(document.kind(), "promemoria" | "missiv") {
            continue;
        }
        for block in blocks {
            let words = block.text.words();
            for range in sentences(&words) {
                sentences_of.push((block.origin, document.kind().to_string(), words[range].to_string()));
            }
        }
    }
    let opens = documents
        .iter()
        .find(|(document, _)| document.kind() == "missiv")
        .and_then(|(document, _)| document.meta.first("dated").map(str::to_string));
    let meta = &mut documents[at].0.meta;
    for (origin, _, sentence) in &sentences_of {
        if let Some(found) = FORMER.find(sentence) {
            let number =
                case_number(&sentence[..found.start()]).filter(|_| !sentence[..found.start()].is_empty());
            meta.set("replaces", number.into_iter().collect(), *origin, sentence, true);
            meta.set(
                "valid_from",
                dates(&sentence[found.end()..]).into_iter().take(1).collect(),
                *origin,
                sentence,
                true,
            );
        }
        if let Some(found) = DECIDES.captures_iter(sentence).last() {
            meta.set("decided_by", vec![capital(last_body(&found[0], &found[1]))], *origin, sentence, true);
        }
        if let Some(found) = ANSWER_TO.captures(sentence) {
            let to = found["to"].split(" senast").next().unwrap_or("").trim();
            meta.set("reply_to", vec![capital(to)], *origin, sentence, false);
        }
        if let Some(found) = ANSWER_BY.find(sentence) {
            let closes: Vec<String> = dates(&sentence[found.end()..]).into_iter().take(1).collect();
            if !closes.is_empty() {
                meta.set("closes", closes, *origin, sentence, false);
                meta.set("opens", opens.clone().into_iter().collect(), *origin, sentence, false);
            }
        }
    }
    for (key, values) in &meta.fields {
        for value in values
            .iter()
            .filter(|value| value.guessed && matches!(*key, "replaces" | "valid_from" | "decided_by"))
        {
            let origin = crate::import::block::Origin { page: 0, line: value.line };
            journal.doubt(
                origin,
                "dokumentuppgifter",
                &value.source,
                &format!("{key}: {}", value.value),
                "sägs i skrivelsen, inte i förslaget",
            );
        }
    }
}

/// «… föreslår att regionfullmäktige, vid sitt sammanträde, fastställer»: the body nearest before the verb.
fn last_body<'a>(text: &'a str, first: &'a str) -> &'a str {
    static BODY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:regionfullmäktige|kommunfullmäktige|regionstyrelsen|kommunstyrelsen|regiondirektören|kommundirektören|\p{L}*nämnden)\b",
        )
    });
    BODY.find_iter(text).last().map_or(first, |found| found.as_str())
}

/// A yttrande must say what it answers and from whom; one that says neither is read as a promemoria.
fn response(document: &mut Open, has_subject: bool, journal: &mut Journal) {
    let (document, blocks) = document;
    if document.kind() != "yttrande" {
        return;
    }
    for block in blocks.iter() {
        let words = block.text.words();
        if !has_subject
            && document.meta.first("comments_on").is_none()
            && let Some(number) = case_number(&words)
        {
            document.meta.set("comments_on", vec![number], block.origin, &words, true);
        }
    }
    if !has_subject && document.meta.first("comments_on").is_none() {
        let named = super::acts::steering_documents(document.title(), &[]);
        let (origin, title) = (document.origin, document.title().to_string());
        document.meta.set("comments_on", named, origin, &title, true);
    }
    let answered = has_subject || document.meta.first("comments_on").is_some();
    if !answered || document.meta.first("from").is_none() {
        journal.doubt(
            document.origin,
            "slag",
            "yttrande",
            "promemoria",
            "texten säger inte vad som besvaras och av vem",
        );
        document.meta.kind = Some(Value {
            value: "promemoria".to_string(),
            line: document.origin.line,
            source: String::new(),
            guessed: true,
        });
    }
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Gives every document a title.
pub fn titles(documents: &mut [Open], file: &str, journal: &mut Journal) {
    for (document, blocks) in documents {
        title::fallback(&mut document.meta, blocks, file, journal);
    }
}
