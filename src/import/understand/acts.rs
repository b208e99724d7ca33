//! The laws, EU acts, föreskrifter, standards and documents that a source names, for the register of references.
//!
//! Acts are found as the portal itself finds them. A name without a number gets the number of the table of well-known
//! acts; that is a proposal, and the report says so.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::Document;
use super::known_acts::{KNOWN, Known};
use crate::content::law::Unknown;
use crate::content::register::{ActKind, Entry};
use crate::content::{Acts, Spanned};
use crate::diag::Span;
use crate::import::pattern;

/// An entry of the register that is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// How it is cited.
    pub id: String,
    /// Kind, as the register writes it.
    pub kind: &'static str,
    /// Title.
    pub title: String,
    /// Other names that the source uses.
    pub aliases: Vec<String>,
    /// Whether its number comes from the table and not from the source.
    pub from_table: bool,
    /// The words of the source.
    pub source: String,
}

fn entry((id, kind, title, names): &Known) -> Entry {
    let spanned = |value: &str| Spanned { value: value.to_string(), span: Span::default() };
    Entry {
        id: spanned(id),
        kind: ActKind::ALL.iter().find(|(word, _)| word == kind).map_or(ActKind::Annat, |(_, kind)| *kind),
        title: (*title).to_string(),
        aliases: names.iter().flat_map(|name| [spanned(name), spanned(&format!("{name}s"))]).collect(),
        in_force_from: None,
        repealed: None,
        replaced_by: None,
        url: None,
        checked: None,
        controls: Vec::new(),
        span: Span::default(),
    }
}

/// Finds every act and document that the texts name. `held` are the titles of documents that are imported themselves.
pub fn find(documents: &[Document], held: &[String]) -> Vec<Reference> {
    let known: Vec<Entry> = KNOWN.iter().map(entry).collect();
    let acts = Acts::new(&known);
    let mut out: BTreeMap<String, Reference> = BTreeMap::new();
    for text in documents.iter().flat_map(texts) {
        for citation in acts.find(&text) {
            let words = &text[citation.range.clone()];
            let reference = match citation.act {
                Ok(at) => of_table(at, words, &text),
                Err(Unknown::Numbered(id)) => numbered(&id, &text, citation.range.start),
                Err(Unknown::Named(name)) => named(&name),
            };
            add(&mut out, reference);
        }
        for (_, reference) in preparatory(&text).into_iter().chain(steering(&text, held)).map(|r| (0, r)) {
            add(&mut out, reference);
        }
    }
    for reference in documents.iter().flat_map(|document| stated(document, held)) {
        let known = |other: &Reference| {
            other.id == reference.id || other.aliases.contains(&reference.id) || other.title == reference.id
        };
        if !out.values().any(known) {
            add(&mut out, reference);
        }
    }
    distinct(out)
}

/// What the front matter refers to: every name there must be one that the register or a document has.
fn stated(document: &Document, held: &[String]) -> Vec<Reference> {
    let keys = ["source", "supplements", "delimited_against", "comments_on"];
    let values = keys.iter().filter_map(|key| document.meta.fields.get(*key)).flatten();
    values
        .filter(|value| !held.iter().any(|title| crate::text::fold(title) == crate::text::fold(&value.value)))
        .map(|value| Reference {
            id: value.value.clone(),
            kind: "annat",
            title: value.value.clone(),
            aliases: Vec::new(),
            from_table: false,
            source: value.source.clone(),
        })
        .collect()
}

fn add(out: &mut BTreeMap<String, Reference>, reference: Reference) {
    let known = out.entry(reference.id.clone()).or_insert_with(|| reference.clone());
    known.from_table &= reference.from_table;
    for alias in reference.aliases {
        if !known.aliases.iter().any(|other| other.to_lowercase() == alias.to_lowercase()) {
            known.aliases.push(alias);
        }
    }
}

/// A name that the table knows. Another number for the same name in the same text is the source's own.
fn of_table(at: usize, words: &str, text: &str) -> Reference {
    let (id, kind, title, names) = &KNOWN[at];
    let digits = id.rsplit(' ').next().unwrap_or("");
    let from_table = !text.contains(digits);
    Reference {
        id: (*id).to_string(),
        kind,
        title: (*title).to_string(),
        aliases: names.iter().map(|name| (*name).to_string()).collect(),
        from_table,
        source: words.to_string(),
    }
}

/// An act with a number of its own; its name stands before it.
fn numbered(id: &str, text: &str, at: usize) -> Reference {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"((?:\p{L}+-\s(?:och|samt)\s)?[\p{L}-]*(?:lag|lagen|balk|balken|förordning|förordningen|föreskrifter|föreskrift))\s*\(?$",
        )
    });
    let kind = if id.starts_with("SFS") {
        "lag"
    } else if id.contains("ISO") || id.contains("SIS") || id.contains("IEC") {
        "standard"
    } else if id.contains('/') {
        "eu-förordning"
    } else {
        "föreskrift"
    };
    let number = id.trim_start_matches("SFS ");
    let name_end = text[at..].find(number).map_or(at, |offset| at + offset);
    let name = BEFORE
        .captures(text[..name_end].trim_end_matches(['(', ' ']).trim_end())
        .map(|found| found[1].to_string());
    let generic = ["föreskrifter", "föreskrift", "lagen", "förordning", "förordningen"];
    let name =
        name.filter(|name| name.chars().count() > 5 && !generic.contains(&name.to_lowercase().as_str()));
    let kind = if kind == "lag" && name.as_ref().is_some_and(|name| name.contains("förordning")) {
        "förordning"
    } else {
        kind
    };
    let titled = titled_after(text, number);
    let title = name.clone().or(titled).unwrap_or_else(|| id.to_string());
    Reference {
        id: id.to_string(),
        kind,
        title: capital(&title),
        aliases: name.into_iter().collect(),
        from_table: false,
        source: id.to_string(),
    }
}

/// «lagen (1993:387) om stöd och service», «Verkets föreskrifter (ABFS 2015:4) om analyser»: the title goes on after the
/// number. «ABFS 2011:9 Verkets föreskrifter om ledningssystem»: it stands after it.
fn titled_after(text: &str, number: &str) -> Option<String> {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?P<whose>\p{Lu}\p{L}+(?:\s(?:för|och|i)\s\p{L}+(?:\soch\s\p{L}+)?)?s\s)?(?P<what>[Ff]öreskrifter(?:\soch\sallmänna\sråd)?|[Ff]örordning(?:en)?|[Ll]ag(?:en)?)\s*\(?(?:[A-ZÅÄÖ-]{3,9}\s)?$",
        )
    });
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?P<title>\p{Lu}\p{L}+s\s(?:föreskrifter|allmänna\sråd)[^.,;:(]*?)\s*(?:$|[.,;:(]|\s(?:är|ska|gäller)\s)",
        )
    });
    let start = text.find(number)?;
    let rest = text[start + number.len()..].trim_start_matches(')').trim_start();
    if let Some(found) = AFTER.captures(rest) {
        return Some(found["title"].to_string());
    }
    let rest = rest.strip_prefix("om ")?;
    let found = BEFORE.captures(&text[..start])?;
    let whose = found.name("whose").map_or("", |whose| whose.as_str());
    let what = match found["what"].to_lowercase().as_str() {
        "lag" | "lagen" => "lag".to_string(),
        "förordning" | "förordningen" => "förordning".to_string(),
        other => other.to_string(),
    };
    let end = rest.find([',', '.', ';', '(', '\n']).unwrap_or(rest.len());
    let title = capital(&format!("{whose}{what} om {}", rest[..end].trim()));
    (title.chars().count() < 200).then_some(title)
}

fn named(name: &str) -> Reference {
    let kind = if name.to_lowercase().contains("förordning") { "förordning" } else { "lag" };
    Reference {
        id: capital(name),
        kind,
        title: capital(name),
        aliases: vec![name.to_string()],
        from_table: false,
        source: name.to_string(),
    }
}

/// SOU, propositions and frameworks that are cited by name.
fn preparatory(text: &str) -> Vec<Reference> {
    static SOU: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?P<sou>SOU\s\d{4}:\d{1,3})\b|/(?P<url>sou-(?P<y>\d{4})(?P<n>\d{1,3}))\b|\b(?P<prop>[Pp]rop\.\s\d{4}/\d{2}:\d{1,4})\b|\b(?P<frame>tillitsramverk(?:et)?\sför\s[Ss]vensk\se-legitimation)\b|\b(?P<ds>Ds\s\d{4}:\d{1,3})\b",
        )
    });
    let mut out = Vec::new();
    for found in SOU.captures_iter(text) {
        let id = match (found.name("url"), found.name("y"), found.name("n")) {
            (Some(_), Some(y), Some(n)) => format!("SOU {}:{}", y.as_str(), n.as_str()),
            _ => capital(&found[0]),
        };
        out.push(Reference {
            id: id.clone(),
            kind: "annat",
            title: id,
            aliases: Vec::new(),
            from_table: false,
            source: found[0].to_string(),
        });
    }
    out
}

/// The titles of steering documents that a sentence names; each becomes an entry of the register.
pub(super) fn steering_documents(sentence: &str, held: &[String]) -> Vec<String> {
    steering(sentence, held).into_iter().map(|reference| reference.id).collect()
}

/// Steering documents that are named by title and not imported with the rest.
fn steering(text: &str, held: &[String]) -> Vec<Reference> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?P<kind>[Rr]iktlinje(?:r|rna|n)?|[Pp]olicy(?:n)?|[Rr]eglemente(?:t)?|[Aa]rbetsordning(?:en)?|[Hh]andbok(?:en)?)\sför\s(?P<what>\p{Ll}[\p{L}-]{3,}(?:\s[\p{Ll}-]+){0,4})",
        )
    });
    let mut out = Vec::new();
    for found in NAMED.captures_iter(text) {
        let what = subject(&found["what"]);
        let kind = found["kind"].to_lowercase();
        let kind =
            kind.trim_end_matches("rna").trim_end_matches('r').trim_end_matches('n').trim_end_matches('t');
        let kind = match kind {
            "riktlinje" => "Riktlinje",
            "policy" => "Policy",
            "reglemente" => "Reglemente",
            "handboke" | "handbok" => "Handbok",
            _ => "Arbetsordning",
        };
        let Some(what) = what else { continue };
        let title = format!("{kind} för {what}");
        let near = |other: &String| {
            let (a, b) = (
                crate::text::fold(other).replace(" samt ", " och "),
                crate::text::fold(&title).replace(" samt ", " och "),
            );
            a == b || a.starts_with(&b)
        };
        if held.iter().any(near) {
            continue;
        }
        let alias = format!("{} för {what}", &found["kind"]);
        let aliases = if alias == title { Vec::new() } else { vec![alias] };
        out.push(Reference {
            id: title.clone(),
            kind: "annat",
            title,
            aliases,
            from_table: false,
            source: found[0].to_string(),
        });
    }
    out
}

/// What a title is about: a noun, an adjective before it, and a second noun after «och» or «samt».
fn subject(words: &str) -> Option<String> {
    let stop = [
        "och", "samt", "är", "som", "ska", "att", "kan", "har", "i", "vid", "på", "från", "till", "om",
        "eller", "tas", "med", "hanteras", "gäller", "inom", "numera", "byta", "enligt", "men", "den", "det",
        "då", "för", "utan", "finns",
    ];
    let all: Vec<&str> = words.split(' ').collect();
    let adjective = |word: &str| {
        word.ends_with("ern")
            || word.ends_with("isk")
            || word.ends_with("lig")
            || word.ends_with("ella")
            || word.ends_with("iska")
            || word.ends_with("ell")
            || word.ends_with('a')
    };
    let mut end = 1;
    if adjective(all[0]) && all.get(1).is_some_and(|word| !stop.contains(word)) {
        end = 2;
    }
    let mut out = all[..end].join(" ");
    if let (Some(and @ (&"och" | &"samt")), Some(next)) = (all.get(end), all.get(end + 1)) {
        let noun = !stop.contains(next) && !next.ends_with("as") && next.chars().count() > 4;
        if noun
            && (next.ends_with("skydd")
                || next.ends_with("ning")
                || next.ends_with("het")
                || next.ends_with("ing")
                || next.ends_with("ion"))
        {
            out = format!("{out} {and} {next}");
        }
    }
    (!stop.contains(&all[0])).then_some(out)
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// One entry for what has one address, and no alias that two entries claim.
fn distinct(found: BTreeMap<String, Reference>) -> Vec<Reference> {
    let mut out: Vec<Reference> = Vec::new();
    let mut addresses = std::collections::BTreeSet::new();
    let mut names = std::collections::BTreeSet::new();
    let mut entries: Vec<Reference> = found.into_values().collect();
    // What the source numbers itself comes before what only the table numbers.
    entries.sort_by_key(|reference| (reference.from_table, reference.id.clone()));
    let own: Vec<String> = entries
        .iter()
        .filter(|r| !r.from_table)
        .flat_map(|r| r.aliases.iter().map(|alias| alias.to_lowercase()))
        .collect();
    for mut reference in entries {
        // «säkerhetsskyddsförordning (2018:658)»: the number of the source stands, even if the table has a later one.
        let renumbered = reference.from_table
            && reference.aliases.iter().any(|alias| own.contains(&alias.to_lowercase()))
            && reference.kind != "standard";
        if renumbered || !addresses.insert(crate::text::slug(&reference.id)) {
            continue;
        }
        reference.aliases.retain(|alias| {
            crate::text::fold(alias) != crate::text::fold(&reference.id)
                && names.insert(crate::text::fold(alias))
        });
        out.push(reference);
    }
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

/// Every text of a document.
fn texts(document: &Document) -> Vec<String> {
    use super::Node;
    document
        .nodes
        .iter()
        .flat_map(|node| match node {
            Node::Heading { text, .. }
            | Node::Paragraph { text, .. }
            | Node::Item { text, .. }
            | Node::Note { text, .. } => vec![text.words()],
            Node::Rule(rule) => vec![rule.text.words()],
            Node::Table { rows, .. } => {
                rows.iter().flatten().map(crate::import::block::Text::words).collect()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::block::{Origin, Text};
    use crate::import::understand::Node;

    #[test]
    fn acts_by_number_and_by_name() {
        let text = "Enligt 2 kap. 1 § säkerhetsskyddslagen (2018:585), dataskyddsförordningen, MSBFS 2015:4 och policy för styrning och ledning.";
        let node = Node::Paragraph { text: Text::plain(text), origin: Origin::default() };
        let found = find(&[Document { nodes: vec![node], ..Document::default() }], &[]);
        let ids: Vec<&str> = found.iter().map(|reference| reference.id.as_str()).collect();
        assert_eq!(ids, ["(EU) 2016/679", "MSBFS 2015:4", "Policy för styrning och ledning", "SFS 2018:585"]);
    }
}
