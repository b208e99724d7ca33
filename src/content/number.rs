//! The numbers of headings: styles of numbering differ between organisations, so they are read and never computed.

use std::sync::LazyLock;

use regex::Regex;

/// Cuts the number off a heading: «6.2 Åtkomst», «4 a § Ansvar», «2 kap. Organisation», «§ 3 Styrelsen».
pub fn split_number(heading: &str) -> (Option<String>, String) {
    #[allow(clippy::expect_used)] // a constant, compiled by every test run
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?P<number>\d{1,4}(?:\s[a-z])?\s?kap\.\s?\d{1,4}(?:\s[a-z])?\s?§|\d{1,4}(?:\s[a-z])?\s?(?:kap\.?|§)|§\s?\d+(?:\.\d+)*(?:\s[a-z])?|\d{1,3}(?:\.\d+)*\.?|[A-Z]\.\d+(?:\.\d+)*|(?:Bilaga|Kapitel|Avsnitt|Appendix)\s\d+)(?:[\s:.–-]+(?P<title>.*))?$",
        )
        .expect("a constant pattern")
    });
    let heading = heading.trim();
    match NUMBER.captures(heading) {
        Some(found) => {
            let number = found["number"].trim_end_matches('.').to_string();
            let number = if number.ends_with("kap") { format!("{number}.") } else { number };
            (
                Some(number),
                found.name("title").map_or(String::new(), |title| title.as_str().trim().to_string()),
            )
        }
        None => (None, heading.to_string()),
    }
}
