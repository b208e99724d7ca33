//! Lines that say something of the document: «Fastställt av: Regionfullmäktige».

use std::sync::LazyLock;

use super::dates;

/// What a line of this form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the keys of the front matter
pub enum Key {
    Kind,
    Title,
    DecidedBy,
    DecidedOn,
    Decision,
    Registry,
    Edition,
    ValidFrom,
    ValidUntil,
    Organisation,
    AppliesTo,
    Replaces,
    Custodian,
    DrawnUpBy,
    ReviewBy,
    DocumentNumber,
    Changes,
    /// Sender of a letter.
    From,
    /// What a letter answers.
    Answers,
    /// Day of a letter.
    Dated,
    /// Both ends of the time of validity.
    Validity,
    /// Said of the document, and no key of the front matter.
    Other,
}

/// The labels, in lower case, with what they say: the file `words/labels.txt`.
fn table() -> Vec<(&'static str, Key)> {
    let mut key = Key::Other;
    let mut out = Vec::new();
    for line in
        include_str!("words/labels.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => key = Key::of(name),
            None => out.push((line, key)),
        }
    }
    out
}

impl Key {
    /// The key of this name in the list of labels.
    fn of(name: &str) -> Self {
        match name {
            "kind" => Self::Kind,
            "title" => Self::Title,
            "decided_by" => Self::DecidedBy,
            "decided_on" => Self::DecidedOn,
            "decision" => Self::Decision,
            "registry" => Self::Registry,
            "edition" => Self::Edition,
            "valid_from" => Self::ValidFrom,
            "valid_until" => Self::ValidUntil,
            "organisation" => Self::Organisation,
            "applies_to" => Self::AppliesTo,
            "replaces" => Self::Replaces,
            "custodian" => Self::Custodian,
            "drawn_up_by" => Self::DrawnUpBy,
            "review_by" => Self::ReviewBy,
            "document_number" => Self::DocumentNumber,
            "changes" => Self::Changes,
            "from" => Self::From,
            "answers" => Self::Answers,
            "dated" => Self::Dated,
            "validity" => Self::Validity,
            _ => Self::Other,
        }
    }
}

/// Forms of the first word of a label; the table has the first of each.
const FORMS: &[&[&str]] = &[
    &["fastställd", "fastställt", "fastställda"],
    &["godkänd", "godkänt", "godkända"],
    &["beslutad", "beslutat", "beslutade"],
    &["antagen", "antaget", "antagna"],
    &["reviderad", "reviderat", "reviderade"],
    &["giltig", "giltigt", "giltiga", "gäller", "gällande"],
    &["upprättad", "upprättat", "upprättade"],
    &["utarbetad", "utarbetat", "utarbetade"],
    &["framtagen", "framtaget", "framtagna"],
    &["granskad", "granskat", "granskade"],
    &["ändrad", "ändrat"],
    &["uppdaterad", "uppdaterat"],
    &["publicerad", "publicerat"],
    &["daterad", "daterat", "daterade"],
];

/// Forms of its end.
const ENDS: &[&[&str]] = &[
    &["från och med", "från", "fr.o.m.", "fr.o.m", "fr o m", "from", "f.o.m.", "fr. o. m."],
    &["till och med", "till", "t.o.m.", "t.o.m", "t o m", "tom", "t.om", "t. o. m.", "längst till"],
];

/// Every label in every form.
static EVERY: LazyLock<Vec<(String, Key)>> = LazyLock::new(|| {
    let mut out: Vec<(String, Key)> = Vec::new();
    for (label, key) in table() {
        let (first, rest) = label.find([' ', '/']).map_or((label, ""), |at| label.split_at(at));
        let firsts =
            FORMS.iter().find(|forms| forms[0] == first).map_or(std::slice::from_ref(&first), |forms| *forms);
        let rests = ENDS.iter().find(|ends| rest.trim_start() == ends[0]);
        for first in firsts {
            match rests {
                Some(ends) => out.extend(ends.iter().map(|end| (format!("{first} {end}"), key))),
                None => out.push((format!("{first}{rest}"), key)),
            }
        }
    }
    out
});

/// Reads a line of this form.
pub fn read(line: &str) -> Option<(Key, &str)> {
    // «Dnr KS 2023/112»: a number of a case needs no colon.
    if let Some((label, value)) = line.split_once(' ')
        && matches!(label.to_lowercase().as_str(), "dnr" | "diarienummer" | "diarienr")
        && value.chars().count() < 30
        && value.contains(|c: char| c.is_ascii_digit())
        && !value.contains(':')
    {
        return Some((Key::Registry, value.trim()));
    }
    let (label, value) = line.split_once(':')?;
    let label = label.trim();
    if label.len() > 40 || label.contains("//") {
        return None;
    }
    let label = label.to_lowercase();
    let (_, key) = EVERY.iter().find(|(known, _)| *known == label)?;
    Some((*key, value.trim()))
}

/// Every label of a line with its value: «Godkänd av: Verksamhetschef  Giltig från: 2024-02-01». Headers print several
/// cells as one line.
pub fn all(line: &str) -> Vec<(Key, String)> {
    if !line.contains(':') {
        return Vec::new();
    }
    let low = line.to_lowercase();
    if low.len() != line.len() {
        return read(line).map(|(key, value)| (key, value.to_string())).into_iter().collect();
    }
    let mut found: Vec<(usize, usize, Key)> = Vec::new();
    for (label, key) in EVERY.iter() {
        for (at, _) in low.match_indices(label.as_str()) {
            let end = at + label.len();
            let whole = !low[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-')
                && low[end..].starts_with(':');
            if whole && !found.iter().any(|(from, to, _)| *from <= at && end <= *to) {
                found.retain(|(from, to, _)| !(at <= *from && *to <= end));
                found.push((at, end, *key));
            }
        }
    }
    found.sort_unstable_by_key(|(at, ..)| *at);
    let value = |n: usize| {
        let from = found[n].1 + 1;
        let to = found.get(n + 1).map_or(line.len(), |next| next.0);
        line[from.min(to)..to].trim().to_string()
    };
    let pairs: Vec<(Key, String)> = (0..found.len()).map(|n| (found[n].2, value(n))).collect();
    if found.len() > 1 {
        pairs
    } else {
        read(line).map(|(key, value)| (key, value.to_string())).into_iter().collect()
    }
}

/// A label and its value with a wide gap between, as a table prints them: «Dokumenttyp   Riktlinje».
pub fn gapped(line: &str) -> Option<(Key, &str)> {
    let (name, value) = line.split_once("  ")?;
    let value = value.trim();
    (!value.is_empty()).then(|| label(name).map(|key| (key, value))).flatten()
}

/// What a line says, in any of the forms that stand for themselves: labels with colons, one or several; a label and a
/// value with a wide gap between; a label before a date or a number.
pub fn said(line: &str) -> Vec<(Key, String)> {
    let several = all(line);
    if !several.is_empty() {
        return several;
    }
    gapped(line).or_else(|| bare(line)).map(|(key, value)| (key, value.to_string())).into_iter().collect()
}

/// «Gäller från 2024-01-01», «Utgåva 2»: a label without a colon, before a value of the form that it takes and nothing
/// else.
fn bare(line: &str) -> Option<(Key, &str)> {
    let (key, value) = labelled(line)?;
    let words = value.split_whitespace().count();
    let fits = match key {
        Key::ValidFrom | Key::ValidUntil | Key::ReviewBy | Key::DecidedOn | Key::Dated => {
            words <= 4 && dates::first(value).is_some_and(|(_, end)| end == value.trim_end_matches('.').len())
        }
        Key::Edition => words == 1 && value.starts_with(|c: char| c.is_ascii_digit()),
        Key::Registry | Key::DocumentNumber | Key::Answers => {
            words <= 3 && value.contains(|c: char| c.is_ascii_digit())
        }
        _ => false,
    };
    fits.then_some((key, value))
}

/// What a label alone says, as in the left cell of a table.
pub fn label(text: &str) -> Option<Key> {
    let text = text.trim().trim_end_matches(':').trim_end().to_lowercase();
    // A narrow cell breaks a word where it likes: «Dokumentansvar ig».
    let close = |text: &str| text.replace(' ', "");
    let broken = || EVERY.iter().find(|(known, _)| text.contains(' ') && close(known) == close(&text));
    EVERY.iter().find(|(known, _)| *known == text).or_else(broken).map(|(_, key)| *key)
}

/// A label with its value right after it, as in a cell that holds both: the longest label that the text begins with,
/// before a capital or a digit.
pub fn labelled(text: &str) -> Option<(Key, &str)> {
    let text = text.trim();
    // No label is longer than this.
    let low: String = text.chars().take(60).flat_map(char::to_lowercase).collect();
    let longest = EVERY
        .iter()
        .filter(|(label, _)| {
            low.strip_prefix(label.as_str()).is_some_and(|rest| rest.starts_with([' ', ':']))
        })
        .max_by_key(|(label, _)| label.len());
    let (label, key) = longest?;
    let end = text.char_indices().nth(label.chars().count()).map(|(at, _)| at)?;
    let value = text[end..].trim_start_matches([':', ' ']);
    value.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()).then_some((*key, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        assert_eq!(read("Fastställt av: Regionfullmäktige"), Some((Key::DecidedBy, "Regionfullmäktige")));
        assert_eq!(read("Giltigt till och med: 2027-10-07"), Some((Key::ValidUntil, "2027-10-07")));
        assert_eq!(read("Systemägaren ska: läsa"), None);
        assert_eq!(label("Dokumentansvar ig"), Some(Key::Custodian));
    }
}
