//! `[open_data]` of `site.toml`: who answers for the portal's data as open data, and under which licence.

use super::Spanned;
use super::fields::Fields;
use crate::diag::{Problem, Span};

/// What a record of open data must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenData {
    /// Name of the publisher.
    pub publisher: String,
    /// Address that stands for the publisher, such as that of its web site.
    pub publisher_uri: String,
    /// What kind of publisher, in the words of ADMS.
    pub publisher_type: &'static str,
    /// Whom to ask.
    pub contact_name: String,
    /// Where to ask.
    pub contact_email: String,
    /// Address of the licence.
    pub licence: String,
    /// Name of the data; that of the portal when absent.
    pub title: Option<String>,
    /// What the data is.
    pub description: String,
    /// Words by which it is found.
    pub keywords: Vec<String>,
}

/// The kinds of publisher, in the words of ADMS.
pub const PUBLISHERS: &[(&str, &str)] = &[
    ("RegionalAuthority", "RegionalAuthority"),
    ("LocalAuthority", "LocalAuthority"),
    ("NationalAuthority", "NationalAuthority"),
    ("Company", "Company"),
    ("NonProfitOrganisation", "NonProfitOrganisation"),
];

/// Reads the table. What must be there and is not is reported, and then there is no record.
pub fn read(fields: &mut Fields<'_, '_>, span: Span) -> Option<OpenData> {
    let texts = [
        ("publisher", fields.text("publisher")),
        ("publisher_uri", fields.text("publisher_uri")),
        ("contact_name", fields.text("contact_name")),
        ("contact_email", fields.text("contact_email")),
        ("licence", fields.text("licence")),
        ("description", fields.text("description")),
    ];
    let kind = fields.choice("publisher_type", PUBLISHERS);
    let title = fields.text("title").map(|title| title.value);
    let keywords = fields.texts("keywords").into_iter().map(|word| word.value).collect();
    for (key, value) in &texts {
        if value.is_none() {
            fields.require(key, span);
        }
    }
    let [publisher, uri, name, email, licence, description] = texts.map(|(_, value)| value);
    let publisher_uri = uri.and_then(|uri| address(fields, uri));
    let licence = licence.and_then(|licence| address(fields, licence));
    let email = email.and_then(|email| mail(fields, email));
    Some(OpenData {
        publisher: publisher?.value,
        publisher_uri: publisher_uri?,
        publisher_type: kind.map_or("RegionalAuthority", |kind| kind.value),
        contact_name: name?.value,
        contact_email: email?,
        licence: licence?,
        title,
        description: description?.value,
        keywords,
    })
}

fn address(fields: &mut Fields<'_, '_>, text: Spanned<String>) -> Option<String> {
    match super::inline::classify(&text.value) {
        super::body::Target::Web(address) if address.starts_with("http") => Some(address),
        _ => {
            fields.report(text.span, Problem::ForbiddenAddress { address: text.value });
            None
        }
    }
}

fn mail(fields: &mut Fields<'_, '_>, text: Spanned<String>) -> Option<String> {
    let address = format!("mailto:{}", text.value);
    match super::inline::classify(&address) {
        super::body::Target::Web(found) if found == address && text.value.contains('@') => Some(text.value),
        _ => {
            fields.report(text.span, Problem::ForbiddenAddress { address: text.value });
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::content::{Site, config};
    use crate::diag::{Diagnostics, FileId, Problem, SourceFile};

    fn read(text: &str) -> (Site, Vec<Problem>) {
        let input = Arc::new(SourceFile::new("site.toml", text));
        let mut found = Diagnostics::default();
        let site = config::read(FileId(0), &input, &mut found);
        (site, found.iter().map(|one| one.problem.clone()).collect())
    }

    #[test]
    fn what_is_missing_is_said_and_then_there_is_no_record() {
        let (site, found) = read("[open_data]\npublisher = \"Region Älvmark\"\nlicence = \"x\"\n");
        assert!(site.open_data.is_none());
        let missing = found.iter().filter(|one| matches!(one, Problem::Missing { .. })).count();
        assert_eq!((missing, found.len()), (4, 5), "{found:?}");
    }

    #[test]
    fn addresses_that_could_run_something_are_refused() {
        let text = "[open_data]\npublisher = \"a\"\npublisher_uri = \"javascript:alert(1)\"\ncontact_name = \"b\"\n\
                    contact_email = \"c@example.se?bcc=d@example.se x\"\nlicence = \"https://example.se/\"\ndescription = \"e\"\n";
        let (site, found) = read(text);
        assert!(site.open_data.is_none());
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
