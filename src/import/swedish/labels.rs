//! Lines that say something of the document: «Fastställt av: Regionfullmäktige».

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
    /// Day of a letter.
    Dated,
    /// Both ends of the time of validity.
    Validity,
    /// Said of the document, and no key of the front matter.
    Other,
}

/// Every label, in lower case, with what it says.
const LABELS: &[(&str, Key)] = &[
    ("dokumenttyp", Key::Kind),
    ("handlingstyp", Key::Kind),
    ("dokumentkategori", Key::Kind),
    ("dokumentslag", Key::Kind),
    ("dokumenttitel", Key::Title),
    ("rubrik", Key::Title),
    ("typ av dokument", Key::Kind),
    ("typ", Key::Kind),
    ("titel", Key::Title),
    ("dokumentnamn", Key::Title),
    ("dokumentets namn", Key::Title),
    ("fastställt av", Key::DecidedBy),
    ("fastställd av", Key::DecidedBy),
    ("fastställare", Key::DecidedBy),
    ("fastställd av/datum", Key::DecidedBy),
    ("beslut av", Key::DecidedBy),
    ("beslutande organ", Key::DecidedBy),
    ("beslutande instans", Key::DecidedBy),
    ("godkännare", Key::DecidedBy),
    ("godkänd av/datum", Key::DecidedBy),
    ("beslutad av", Key::DecidedBy),
    ("beslutat av", Key::DecidedBy),
    ("beslutsfattare", Key::DecidedBy),
    ("beslutsinstans", Key::DecidedBy),
    ("beslutsorgan", Key::DecidedBy),
    ("beslutande", Key::DecidedBy),
    ("antagen av", Key::DecidedBy),
    ("antaget av", Key::DecidedBy),
    ("godkänd av", Key::DecidedBy),
    ("godkänt av", Key::DecidedBy),
    ("beslutsdatum", Key::DecidedOn),
    ("datum för beslut", Key::DecidedOn),
    ("fastställandedatum", Key::DecidedOn),
    ("fastställelsedatum", Key::DecidedOn),
    ("godkänd datum", Key::DecidedOn),
    ("godkännandedatum", Key::DecidedOn),
    ("datum för antagande", Key::DecidedOn),
    ("antagningsdatum", Key::DecidedOn),
    ("beslutad datum", Key::DecidedOn),
    ("datum för godkännande", Key::DecidedOn),
    ("datum för fastställande", Key::DecidedOn),
    ("fastställd", Key::DecidedOn),
    ("fastställt", Key::DecidedOn),
    ("fastställd datum", Key::DecidedOn),
    ("beslutad", Key::DecidedOn),
    ("antagen", Key::DecidedOn),
    ("antagen den", Key::DecidedOn),
    ("fastställande instans", Key::DecidedBy),
    ("fastställd av och datum", Key::DecidedBy),
    ("beslutad av och datum", Key::DecidedBy),
    ("beslutad av/datum", Key::DecidedBy),
    ("beslutande/datum", Key::DecidedBy),
    ("beslut fattat av", Key::DecidedBy),
    ("beslutat den", Key::DecidedOn),
    ("beslutad den", Key::DecidedOn),
    ("fastställd den", Key::DecidedOn),
    ("fastställt den", Key::DecidedOn),
    ("fastställt datum", Key::DecidedOn),
    ("beslutat datum", Key::DecidedOn),
    ("beslutat", Key::DecidedOn),
    ("datum för fastställelse", Key::DecidedOn),
    ("datum för beslut och paragraf", Key::DecidedOn),
    ("beslutsdatum och paragraf", Key::DecidedOn),
    ("beslutsdatum/paragraf", Key::DecidedOn),
    ("beslutsnummer", Key::Decision),
    ("protokollsparagraf", Key::Decision),
    ("paragraf", Key::Decision),
    ("beslutsparagraf", Key::Decision),
    ("beslut", Key::Decision),
    ("diarienummer", Key::Registry),
    ("diarienr", Key::Registry),
    ("diarienr.", Key::Registry),
    ("dnr.", Key::Registry),
    ("ärendenr", Key::Registry),
    ("ärende", Key::Registry),
    ("dnr", Key::Registry),
    ("ärendenummer", Key::Registry),
    ("version", Key::Edition),
    ("versionsnummer", Key::Edition),
    ("versionsnr", Key::Edition),
    ("utgåva", Key::Edition),
    ("utgåvenummer", Key::Edition),
    ("utgåva nr", Key::Edition),
    ("version nr", Key::Edition),
    ("ver", Key::Edition),
    ("revision", Key::Edition),
    ("giltighetstid", Key::Validity),
    ("giltighet", Key::Validity),
    ("giltighetsperiod", Key::Validity),
    ("gäller under", Key::Validity),
    ("gäller", Key::Validity),
    ("gäller fr", Key::ValidFrom),
    ("giltigt fr o m", Key::ValidFrom),
    ("giltigt fr.o.m.", Key::ValidFrom),
    ("giltigt from", Key::ValidFrom),
    ("gällande från", Key::ValidFrom),
    ("gällande från och med", Key::ValidFrom),
    ("ikraftträdandedatum", Key::ValidFrom),
    ("i kraft från", Key::ValidFrom),
    ("startdatum", Key::ValidFrom),
    ("giltigt t o m", Key::ValidUntil),
    ("giltigt t.o.m.", Key::ValidUntil),
    ("giltigt tom", Key::ValidUntil),
    ("giltig längst till", Key::ValidUntil),
    ("giltig t.om", Key::ValidUntil),
    ("gällande till", Key::ValidUntil),
    ("gällande till och med", Key::ValidUntil),
    ("slutdatum", Key::ValidUntil),
    ("upphör att gälla", Key::ValidUntil),
    ("giltig fr o m", Key::ValidFrom),
    ("gäller fr o m", Key::ValidFrom),
    ("giltig from", Key::ValidFrom),
    ("gäller from", Key::ValidFrom),
    ("giltig t o m", Key::ValidUntil),
    ("gäller t o m", Key::ValidUntil),
    ("giltig tom", Key::ValidUntil),
    ("gäller tom", Key::ValidUntil),
    ("giltigt från och med", Key::ValidFrom),
    ("giltig från och med", Key::ValidFrom),
    ("giltig från", Key::ValidFrom),
    ("giltigt från", Key::ValidFrom),
    ("gäller från och med", Key::ValidFrom),
    ("gäller från", Key::ValidFrom),
    ("gäller fr.o.m.", Key::ValidFrom),
    ("giltig fr.o.m.", Key::ValidFrom),
    ("träder i kraft", Key::ValidFrom),
    ("ikraftträdande", Key::ValidFrom),
    ("giltigt till och med", Key::ValidUntil),
    ("giltig till och med", Key::ValidUntil),
    ("giltig till", Key::ValidUntil),
    ("giltigt till", Key::ValidUntil),
    ("gäller till och med", Key::ValidUntil),
    ("gäller till", Key::ValidUntil),
    ("gäller t.o.m.", Key::ValidUntil),
    ("giltig t.o.m.", Key::ValidUntil),
    ("giltighetstid till", Key::ValidUntil),
    ("organisation gäller inom", Key::Organisation),
    ("organisation", Key::Organisation),
    ("gäller för", Key::AppliesTo),
    ("gäller inom", Key::AppliesTo),
    ("omfattar", Key::AppliesTo),
    ("målgrupp", Key::AppliesTo),
    ("dokumentet gäller för", Key::AppliesTo),
    ("berör", Key::AppliesTo),
    ("berörda", Key::AppliesTo),
    ("berörda verksamheter", Key::AppliesTo),
    ("giltig för", Key::AppliesTo),
    ("gäller för verksamhet", Key::AppliesTo),
    ("ersätter tidigare", Key::Replaces),
    ("ersätter version", Key::Other),
    ("ersätter", Key::Replaces),
    ("ersätter dokument", Key::Replaces),
    ("dokumentansvarig", Key::Custodian),
    ("dokumentägare", Key::Custodian),
    ("ägare", Key::Custodian),
    ("dokumentansvarig funktion", Key::Custodian),
    ("dokumentansvar", Key::Custodian),
    ("ansvarig funktion", Key::Custodian),
    ("ansvarig förvaltning", Key::Custodian),
    ("ansvarig enhet", Key::Custodian),
    ("ansvarig för revidering", Key::Custodian),
    ("ansvarig för uppföljning", Key::Other),
    ("ansvarig", Key::Custodian),
    ("ansvarig för dokumentet", Key::Custodian),
    ("innehållsansvarig", Key::Custodian),
    ("förvaltas av", Key::Custodian),
    ("upprättat av", Key::DrawnUpBy),
    ("upprättad av", Key::DrawnUpBy),
    ("utarbetad av", Key::DrawnUpBy),
    ("författare", Key::DrawnUpBy),
    ("framtagen av", Key::DrawnUpBy),
    ("handläggare", Key::DrawnUpBy),
    ("ansvarig handläggare", Key::DrawnUpBy),
    ("kontaktperson", Key::DrawnUpBy),
    ("kontakt", Key::Other),
    ("granskad av", Key::Other),
    ("granskat av", Key::Other),
    ("granskare", Key::Other),
    ("faktagranskad av", Key::Other),
    ("faktaägare", Key::Other),
    ("skapad av", Key::Other),
    ("ändrad av", Key::Other),
    ("senast reviderad", Key::Other),
    ("senast ändrad", Key::Other),
    ("senast uppdaterad", Key::Other),
    ("reviderad", Key::Other),
    ("reviderad datum", Key::Other),
    ("revideringsdatum", Key::Other),
    ("upprättad", Key::Other),
    ("upprättad datum", Key::Other),
    ("publicerad", Key::Other),
    ("publiceringsdatum", Key::Other),
    ("enhet", Key::Other),
    ("diariesystem", Key::Other),
    ("bilagor", Key::Other),
    ("revideras senast", Key::ReviewBy),
    ("revideras", Key::ReviewBy),
    ("datum för översyn", Key::ReviewBy),
    ("aktualitetsprövas senast", Key::ReviewBy),
    ("uppföljning senast", Key::ReviewBy),
    ("översyn senast", Key::ReviewBy),
    ("nästa översyn", Key::ReviewBy),
    ("nästa revidering", Key::ReviewBy),
    ("ses över senast", Key::ReviewBy),
    ("dokumentnummer", Key::DocumentNumber),
    ("dokument-id", Key::DocumentNumber),
    ("dokument id", Key::DocumentNumber),
    ("dokumentnr", Key::DocumentNumber),
    ("dokumentid", Key::DocumentNumber),
    ("dok.nr", Key::DocumentNumber),
    ("dok-nr", Key::DocumentNumber),
    ("doknr", Key::DocumentNumber),
    ("dok.id", Key::DocumentNumber),
    ("datum", Key::Dated),
    ("daterad", Key::Dated),
    ("daterat", Key::Dated),
    ("skrivelsens datum", Key::Dated),
    ("avsändare", Key::From),
    ("från", Key::From),
    ("yttrande från", Key::From),
    ("remissvar från", Key::From),
    ("remissinstans", Key::From),
    ("svarande", Key::From),
    ("till", Key::Other),
    ("mottagare", Key::Other),
    ("er beteckning", Key::Other),
    ("er referens", Key::Other),
    ("vår beteckning", Key::Registry),
    ("vår referens", Key::Registry),
    ("beteckning", Key::Registry),
    ("ärendebeteckning", Key::Registry),
    ("förändringar från föregående utgåva", Key::Changes),
    ("förändringar sedan föregående version", Key::Changes),
    ("ändringar sedan föregående version", Key::Changes),
    ("ändringar från föregående version", Key::Changes),
    ("revidering avser", Key::Changes),
    ("status", Key::Other),
    ("informationsklass", Key::Other),
    ("sekretess", Key::Other),
    ("sida", Key::Other),
    ("sidor", Key::Other),
    ("telefon", Key::Other),
    ("e-post", Key::Other),
    ("epost", Key::Other),
    ("adress", Key::Other),
    ("postadress", Key::Other),
];

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
    let (_, key) = LABELS.iter().find(|(known, _)| *known == label)?;
    Some((*key, value.trim()))
}

/// Every label of a line with its value: «Godkänd av: Verksamhetschef  Giltig från: 2024-02-01». Headers print several
/// cells as one line.
pub fn all(line: &str) -> Vec<(Key, String)> {
    let low = line.to_lowercase();
    if low.len() != line.len() {
        return read(line).map(|(key, value)| (key, value.to_string())).into_iter().collect();
    }
    let mut found: Vec<(usize, usize, Key)> = Vec::new();
    for (label, key) in LABELS {
        for (at, _) in low.match_indices(label) {
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

/// What a label alone says, as in the left cell of a table.
pub fn label(text: &str) -> Option<Key> {
    let text = text.trim().trim_end_matches(':').trim_end().to_lowercase();
    LABELS.iter().find(|(known, _)| *known == text).map(|(_, key)| *key)
}

/// A label with its value right after it, as in a cell that holds both: the longest label that the text begins with,
/// before a capital or a digit.
pub fn labelled(text: &str) -> Option<(Key, &str)> {
    let text = text.trim();
    let value_of = |label: &str| {
        let end = text.char_indices().nth(label.chars().count()).map(|(at, _)| at)?;
        let value = text[end..].trim_start_matches([':', ' ']);
        let begins = value.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        (text[..end].to_lowercase() == label && text[end..].starts_with([' ', ':']) && begins)
            .then_some(value)
    };
    LABELS
        .iter()
        .filter_map(|(label, key)| value_of(label).map(|value| (label.len(), *key, value)))
        .max_by_key(|(length, ..)| *length)
        .map(|(_, key, value)| (key, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        assert_eq!(read("Fastställt av: Regionfullmäktige"), Some((Key::DecidedBy, "Regionfullmäktige")));
        assert_eq!(read("Giltigt till och med: 2027-10-07"), Some((Key::ValidUntil, "2027-10-07")));
        assert_eq!(read("Systemägaren ska: läsa"), None);
    }
}
