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
    /// Said of the document, and no key of the front matter.
    Other,
}

/// Every label, in lower case, with what it says.
const LABELS: &[(&str, Key)] = &[
    ("dokumenttyp", Key::Kind),
    ("typ av dokument", Key::Kind),
    ("typ", Key::Kind),
    ("titel", Key::Title),
    ("dokumentnamn", Key::Title),
    ("dokumentets namn", Key::Title),
    ("fastställt av", Key::DecidedBy),
    ("fastställd av", Key::DecidedBy),
    ("fastställare", Key::DecidedBy),
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
    ("datum för fastställande", Key::DecidedOn),
    ("fastställd", Key::DecidedOn),
    ("fastställt", Key::DecidedOn),
    ("fastställd datum", Key::DecidedOn),
    ("beslutad", Key::DecidedOn),
    ("antagen", Key::DecidedOn),
    ("antagen den", Key::DecidedOn),
    ("paragraf", Key::Decision),
    ("beslutsparagraf", Key::Decision),
    ("beslut", Key::Decision),
    ("diarienummer", Key::Registry),
    ("diarienr", Key::Registry),
    ("dnr", Key::Registry),
    ("ärendenummer", Key::Registry),
    ("version", Key::Edition),
    ("versionsnummer", Key::Edition),
    ("versionsnr", Key::Edition),
    ("utgåva", Key::Edition),
    ("revision", Key::Edition),
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
    ("ersätter", Key::Replaces),
    ("ersätter dokument", Key::Replaces),
    ("dokumentansvarig", Key::Custodian),
    ("dokumentägare", Key::Custodian),
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
    ("revideras senast", Key::ReviewBy),
    ("översyn senast", Key::ReviewBy),
    ("nästa översyn", Key::ReviewBy),
    ("nästa revidering", Key::ReviewBy),
    ("ses över senast", Key::ReviewBy),
    ("dokumentnummer", Key::Other),
    ("dokument-id", Key::Other),
    ("dokument id", Key::Other),
    ("datum", Key::Other),
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

/// What a label alone says, as in the left cell of a table.
pub fn label(text: &str) -> Option<Key> {
    let text = text.trim().trim_end_matches(':').to_lowercase();
    LABELS.iter().find(|(known, _)| *known == text).map(|(_, key)| *key)
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
