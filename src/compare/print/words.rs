//! The words around the texts of a comparison, in both languages.

use std::collections::BTreeMap;

use crate::Language;
use crate::compare::{Kind, ReferenceChange};

/// What a kind is called.
pub fn kind(kind: Kind, language: Language) -> &'static str {
    if language == Language::Sv {
        return kind.word();
    }
    match kind {
        Kind::Tillagd => "added",
        Kind::Upphavd => "repealed",
        Kind::Andrad => "changed",
        Kind::Ersatt => "replaced",
        Kind::Flyttad => "moved",
        Kind::Omnumrerad => "renumbered",
        Kind::Delad => "split",
        Kind::Sammanslagen => "merged",
        Kind::Redaktionell => "editorial",
        Kind::Foljdandring => "consequential",
        Kind::EndastHanvisning => "reference only",
        Kind::Metadata => "metadata",
    }
}

/// «2 ändrade, 1 tillagd»
pub fn counts(counts: &BTreeMap<Kind, usize>, language: Language) -> String {
    let words: Vec<String> = counts
        .iter()
        .map(|(one, count)| {
            let many = *count != 1 && language == Language::Sv;
            format!("{count} {}", if many { plural(*one) } else { kind(*one, language) })
        })
        .collect();
    match (words.is_empty(), language) {
        (false, _) => words.join(", "),
        (true, Language::Sv) => "inga ändringar".to_string(),
        (true, Language::En) => "no changes".to_string(),
    }
}

/// What several of a kind are called in Swedish.
fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Tillagd => "tillagda",
        Kind::Upphavd => "upphävda",
        Kind::Andrad => "ändrade",
        Kind::Ersatt => "ersatta",
        Kind::Flyttad => "flyttade",
        Kind::Omnumrerad => "omnumrerade",
        Kind::Delad => "delade",
        Kind::Sammanslagen => "sammanslagna",
        Kind::Redaktionell => "redaktionella",
        Kind::Foljdandring => "följdändringar",
        other => other.word(),
    }
}

/// Where what a reference meant is now, as it stands after the reference.
pub fn leads(reference: &ReferenceChange, language: Language) -> String {
    match (&reference.now, language) {
        (Some(now), _) => format!(" → {now}"),
        (None, Language::Sv) => " (finns inte längre)".to_string(),
        (None, Language::En) => " (no longer there)".to_string(),
    }
}

/// How the annex is to be read.
pub fn reading(language: Language) -> &'static str {
    match language {
        Language::Sv => {
            "Genomstruken text är borttagen eller omformulerad. Kursiv text är ny eller omformulerad."
        }
        Language::En => {
            "Text struck through has been removed or reworded. Text in italics is new or reworded."
        }
    }
}

/// What a field is called; a key that is not known stands as written.
pub fn field(name: &str, language: Language) -> String {
    const NAMES: [(&str, &str, &str); 30] = [
        ("hänvisning", "Länk till", "Link to"),
        ("nummer", "Nummer", "Number"),
        ("owner", "Ansvarig", "Owner"),
        ("source", "Grund", "Source"),
        ("recurrence", "Intervall", "Recurrence"),
        ("evidence", "Uppföljning", "Evidence"),
        ("title", "Titel", "Title"),
        ("kind", "Slag", "Kind"),
        ("status", "Status", "Status"),
        ("audience", "Målgrupp", "Audience"),
        ("decided_by", "Fastställt av", "Decided by"),
        ("decided_on", "Beslutsdatum", "Decided on"),
        ("decision", "Beslut", "Decision"),
        ("registry", "Diarienummer", "Registry number"),
        ("edition", "Utgåva", "Edition"),
        ("document_number", "Dokumentnummer", "Document number"),
        ("from", "Från", "From"),
        ("dated", "Daterat", "Dated"),
        ("valid_from", "Gäller från och med", "Valid from"),
        ("valid_until", "Gäller till och med", "Valid until"),
        ("withdrawn_on", "Upphävt", "Withdrawn on"),
        ("review_by", "Ses över senast", "Review by"),
        ("applies_to", "Gäller för", "Applies to"),
        ("responsible", "Ansvarig om inget annat anges", "Owner where no other is named"),
        ("custodian", "Förvaltas av", "Custodian"),
        ("drawn_up_by", "Upprättat av", "Drawn up by"),
        ("replaces", "Ersätter", "Replaces"),
        ("replaced_by", "Ersatt av", "Replaced by"),
        ("changes", "Nytt i utgåvan", "What is new"),
        ("organisation", "Organisation", "Organisation"),
    ];
    NAMES.iter().find(|(key, _, _)| *key == name).map_or_else(
        || name.to_string(),
        |(_, sv, en)| if language == Language::Sv { (*sv).to_string() } else { (*en).to_string() },
    )
}
