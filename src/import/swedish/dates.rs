//! Dates and numbers of cases, in the forms that decisions use.

use std::sync::LazyLock;

use regex::Regex;

use crate::content::Date;
use crate::import::pattern;

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:\s?[—–]\s?(?:(?P<y2>\d{4})-(?P<m2>\d{2})-)?(?P<d2>\d{2}))?\b|\b(?P<ld>\d{1,2})(?:\s?[—–-]\s?(?P<ld2>\d{1,2}))?\s(?P<lm>januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\s(?P<ly>\d{4})\b|\b(?P<c>20\d{2})(?P<cm>0[1-9]|1[0-2])(?P<cd>[0-3]\d)\b",
    )
});
static CASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,5}(?:/[A-ZÅÄÖ]+)?[\s/-]?(?:19|20)\d{2}[-/:–]\d{1,6}(?:-\d{1,3})?|[A-ZÅÄÖ]{2,5}\s?\d{1,6}[-/–](?:19|20)\d{2}|(?:19|20)\d{2}[/-]\d{2,6}(?:-\d{1,4})?|\d{2,6}[/-](?:19|20)\d{2})\b",
    )
});

/// A date as the front matter writes it.
fn valid(year: &str, month: &str, day: &str) -> Option<String> {
    let date = format!("{year}-{month:0>2}-{day:0>2}");
    date.parse::<Date>().ok().map(|_| date)
}

/// The first date of a text, or the first and last day of a meeting.
pub fn dates(text: &str) -> Vec<String> {
    first(text).map(|(days, _)| days).unwrap_or_default()
}

/// The same, with the byte where it ends. No days where what looks like a date is none.
pub fn first(text: &str) -> Option<(Vec<String>, usize)> {
    let found = DATE.captures(text)?;
    let end = found.get(0).map_or(text.len(), |whole| whole.end());
    let get = |name: &str| found.name(name).map(|m| m.as_str());
    let days = if let (Some(y), Some(m), Some(d)) = (get("y"), get("m"), get("d")) {
        let second = get("d2").map(|d2| (get("y2").unwrap_or(y), get("m2").unwrap_or(m), d2));
        [Some((y, m.to_string(), d)), second.map(|(y, m, d)| (y, m.to_string(), d))]
    } else if let (Some(y), Some(m), Some(d)) = (get("ly"), get("lm"), get("ld")) {
        let month =
            MONTHS.iter().position(|name| *name == m.to_lowercase()).map_or(0, |at| at + 1).to_string();
        [Some((y, month.clone(), d)), get("ld2").map(|d2| (y, month, d2))]
    } else {
        [get("c").zip(get("cm")).zip(get("cd")).map(|((y, m), d)| (y, m.to_string(), d)), None]
    };
    Some((days.into_iter().flatten().filter_map(|(y, m, d)| valid(y, &m, d)).collect(), end))
}

/// The first number of a case, not that of a law or a date.
pub fn case_number(text: &str) -> Option<String> {
    case_numbers(text).into_iter().next()
}

/// Every number of a case.
pub fn case_numbers(text: &str) -> Vec<String> {
    CASE.find_iter(text)
        .filter(|found| {
            let before = text[..found.start()].trim_end();
            !before.ends_with(['(', '/', '-']) && !before.ends_with("(SFS")
                || found.as_str().starts_with(char::is_alphabetic)
        })
        .map(|found| found.as_str().to_string())
        .filter(|number| {
            let code = number.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
            !(code.ends_with("FS")
                || code == "SOU"
                || code == "Prop"
                || code == "Ds"
                || code == "EU"
                || code == "ISO")
                && dates(number).is_empty()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_dates() {
        assert_eq!(dates("2020-11-24—25 § 124"), ["2020-11-24", "2020-11-25"]);
        assert_eq!(dates("den 9 december 2025"), ["2025-12-09"]);
        assert_eq!(dates("den 9–10 juni 2024"), ["2024-06-09", "2024-06-10"]);
        assert!(
            dates("2019-XX-XX").is_empty() && dates("2025-0418").is_empty() && dates("2024-13-45").is_empty()
        );
    }

    #[test]
    fn numbers_of_cases() {
        assert_eq!(case_number("diarienummer RS 437-2025.").as_deref(), Some("RS 437-2025"));
        assert_eq!(case_number("RIKTLINJE RS 2025-0418").as_deref(), Some("RS 2025-0418"));
        assert_eq!(case_number("enligt (2018:585) och MSBFS 2015:4"), None);
        assert_eq!(case_number("Dnr KS/2024:123").as_deref(), Some("KS/2024:123"));
        assert_eq!(case_number("den 2025-05-30"), None);
    }
}
