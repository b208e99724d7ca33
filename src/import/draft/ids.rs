//! Ids of drafts: permanent once given, never given twice.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::understand::Document;
use crate::text::slug;

/// What ids of a kind begin with.
const PREFIXES: &[(&str, &str)] = &[
    ("policy", "POL"),
    ("riktlinje", "RIK"),
    ("regel", "REG"),
    ("organisation", "ORG"),
    ("process", "PROC"),
    ("rutin", "RUT"),
    ("instruktion", "INS"),
    ("anvisning", "ANV"),
    ("plan", "PLAN"),
    ("begrepp", "BEG"),
    ("vägledning", "VAG"),
    ("råd", "RAD"),
    ("metodstöd", "MET"),
    ("manual", "MAN"),
    ("yttrande", "YTT"),
    ("missiv", "MISS"),
    ("promemoria", "PM"),
    ("ändringsbilaga", "BIL"),
    ("roll", "ROLL"),
    ("forum", "FOR"),
];

/// Words of titles that say nothing of the subject.
const EMPTY: &[&str] = &[
    "for",
    "och",
    "samt",
    "i",
    "pa",
    "av",
    "over",
    "till",
    "med",
    "inom",
    "vid",
    "den",
    "det",
    "en",
    "ett",
    "om",
    "riktlinje",
    "riktlinjer",
    "policy",
    "rutin",
    "rutiner",
    "regler",
    "regel",
    "instruktion",
    "anvisning",
    "anvisningar",
    "plan",
    "vagledning",
    "manual",
    "handbok",
    "yttrande",
    "promemoria",
    "andringsbilaga",
    "organisation",
    "region",
    "regionen",
    "regionens",
    "gemensam",
    "gemensamma",
    "handlingsplan",
    "process",
];

/// The ids that are taken.
#[derive(Debug, Default, Clone)]
pub struct Ids {
    taken: BTreeSet<String>,
    /// Ids given to a source before: folder, kind and title to id.
    before: BTreeMap<(String, String, String), String>,
    given: BTreeSet<String>,
    /// Roles that are described already: name and organisation to the folder and id of the description.
    pub roles: BTreeMap<(String, String), (String, String)>,
}

impl Ids {
    /// Marks an id as taken.
    pub fn take(&mut self, id: &str) {
        self.taken.insert(id.to_string());
    }

    /// Says that a source gave this document before, so that it keeps its id.
    pub fn remember(&mut self, folder: &str, kind: &str, title: &str, id: &str) {
        self.take(id);
        self.before.insert((folder.to_string(), kind.to_string(), crate::text::fold(title)), id.to_string());
    }

    /// The id of a document.
    pub fn document(&mut self, folder: &str, kind: &str, title: &str, organisation: Option<&str>) -> String {
        let key = (folder.to_string(), kind.to_string(), crate::text::fold(title));
        if let Some(id) = self.before.get(&key).filter(|id| !self.given.contains(*id)) {
            let id = id.clone();
            self.given.insert(id.clone());
            return id;
        }
        // A title that was reworded: the only document of its kind that the source gave before.
        let same: Vec<&String> = self
            .before
            .iter()
            .filter(|((f, k, _), id)| f == folder && k == kind && !self.given.contains(*id))
            .map(|(_, id)| id)
            .collect();
        if let [only] = same.as_slice()
            && !matches!(kind, "roll" | "forum")
        {
            let id = (*only).clone();
            self.given.insert(id.clone());
            return id;
        }
        let prefix = PREFIXES.iter().find(|(known, _)| *known == kind).map_or("DOK", |(_, prefix)| prefix);
        let name = if matches!(kind, "roll" | "forum") { whole(title) } else { short(title) };
        let id = self.free(&format!("{prefix}-{name}"), organisation);
        self.given.insert(id.clone());
        id
    }

    fn free(&mut self, wanted: &str, organisation: Option<&str>) -> String {
        let wanted = trimmed(wanted, 48);
        let with = organisation.map(|name| trimmed(&format!("{wanted}-{}", organisation_word(name)), 56));
        let letters = (b'B'..=b'Z').flat_map(|a| {
            std::iter::once(char::from(a).to_string())
                .chain((b'A'..=b'Z').map(move |b| format!("{}{}", char::from(a), char::from(b))))
        });
        let id = std::iter::once(wanted.clone())
            .chain(with)
            .chain(letters.map(|letter| format!("{wanted}-{letter}")))
            .find(|id| crate::content::front::is_id(id) && !self.taken.contains(id))
            .unwrap_or(wanted);
        self.take(&id);
        id
    }
}

fn trimmed(id: &str, length: usize) -> String {
    id.chars().take(length).collect::<String>().trim_end_matches('-').to_string()
}

fn organisation_word(name: &str) -> String {
    let slug = slug(name).to_uppercase();
    let word = slug.split('-').find(|word| *word != "REGION" && *word != "KOMMUN").unwrap_or("X");
    word.chars().take(6).collect()
}

/// A whole name as an id.
fn whole(title: &str) -> String {
    let slug = slug(title).to_uppercase();
    if slug.is_empty() { "X".to_string() } else { trimmed(&slug, 40) }
}

/// The subject of a title, four letters a word, two words.
fn short(title: &str) -> String {
    let slug = slug(title);
    let kinds = [
        "policy",
        "policyn",
        "riktlinjer",
        "riktlinje",
        "rutiner",
        "rutin",
        "instruktion",
        "organisation",
        "handlingsplan",
        "anvisning",
        "regler",
        "plan",
    ];
    let words: Vec<String> = slug
        .split('-')
        .filter(|word| !EMPTY.contains(word) && !word.is_empty())
        .map(|word| {
            let stem = kinds
                .iter()
                .find_map(|kind| word.strip_suffix(kind))
                .filter(|stem| stem.len() >= 4)
                .unwrap_or(word);
            stem.chars().take(4).collect::<String>().to_uppercase()
        })
        .collect();
    // Parts of digits alone would look like the number of a rule.
    let words: Vec<String> =
        words.into_iter().filter(|word| !word.bytes().any(|b| b.is_ascii_digit())).take(2).collect();
    if words.is_empty() { "X".to_string() } else { words.join("-") }
}

/// Numbers for rules: those that a rule had when its source was imported before, and the next free ones.
#[derive(Debug, Default, Clone)]
pub struct Numbers {
    /// For each document: ids and texts of the rules before, in order.
    pub before: BTreeMap<String, Vec<(String, String)>>,
    /// For each document: the highest number that any rule has had.
    pub highest: BTreeMap<String, u32>,
}

impl Numbers {
    /// The ids of a document's rules.
    pub fn of(&mut self, id: &str, document: &Document) -> Vec<String> {
        let texts: Vec<String> = document.rules().map(|rule| rule.text.tidy().words()).collect();
        let before = self.before.remove(id).unwrap_or_default();
        let mut given = matched(&texts, &before);
        let highest = self.highest.entry(id.to_string()).or_default();
        for given in &mut given {
            if given.is_none() {
                *highest += 1;
                *given = Some(format!("{id}-{highest}"));
            }
        }
        given.into_iter().flatten().collect()
    }
}

/// Finds for each rule the one that it was before: the same words, else the likest that is left, if it is like enough.
fn matched(texts: &[String], before: &[(String, String)]) -> Vec<Option<String>> {
    let mut out: Vec<Option<String>> = vec![None; texts.len()];
    let mut used = vec![false; before.len()];
    let mut same: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    before.iter().enumerate().for_each(|(n, (_, words))| same.entry(words).or_default().push_back(n));
    for (at, text) in texts.iter().enumerate() {
        if let Some(n) = same.get_mut(text.as_str()).and_then(VecDeque::pop_front) {
            used[n] = true;
            out[at] = Some(before[n].0.clone());
        }
    }
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    let left: Vec<usize> = (0..before.len()).filter(|n| !used[*n]).collect();
    for at in (0..texts.len()).filter(|at| out[*at].is_none()) {
        for n in left.iter().copied().take(400) {
            let ratio = similar::TextDiff::from_words(before[n].1.as_str(), texts[at].as_str()).ratio();
            if ratio >= 0.5 {
                pairs.push(((ratio * 1000.0) as u32, at, n));
            }
        }
    }
    pairs.sort_by_key(|(ratio, at, n)| (std::cmp::Reverse(*ratio), *at, *n));
    for (_, at, n) in pairs {
        if out[at].is_none() && !used[n] {
            used[n] = true;
            out[at] = Some(before[n].0.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_and_given_once() {
        let mut ids = Ids::default();
        assert_eq!(
            ids.document("a", "riktlinje", "Riktlinje för informationssäkerhet samt dataskydd", None),
            "RIK-INFO-DATA"
        );
        assert_eq!(
            ids.document("b", "policy", "Informationssäkerhetspolicy", Some("Region Norr")),
            "POL-INFO"
        );
        assert_eq!(
            ids.document("c", "policy", "Informationssäkerhetspolicy", Some("Region Norr")),
            "POL-INFO-NORR"
        );
        assert_eq!(ids.document("d", "policy", "Informationssäkerhetspolicy", None), "POL-INFO-B");
        assert_eq!(ids.document("d", "policy", "123", None), "POL-X");
    }

    #[test]
    fn rules_keep_their_ids_when_they_are_reworded_or_moved() {
        let before = [
            ("A-1".to_string(), "Nycklar ska räknas varje år.".to_string()),
            ("A-2".to_string(), "Lås ska bytas.".to_string()),
        ];
        let texts = [
            "Lås ska bytas.".to_string(),
            "Nycklar ska räknas varje månad.".to_string(),
            "Helt annat ska gälla här nu.".to_string(),
        ];
        assert_eq!(matched(&texts, &before), [Some("A-2".to_string()), Some("A-1".to_string()), None]);
    }
}
