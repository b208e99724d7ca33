//! The tillgänglighetsredogörelse, from the facts of `[accessibility]`. Nothing about conformity is concluded here: the
//! page says what the organisation has judged, when and how.

use super::portal::{Head, Portal};
use super::theme::ThemeError;
use super::view::{AccessibilityView, Link, ShortcomingView};
use super::{Sink, address};
use crate::content::accessibility::{Accessibility, SUPERVISOR};
use crate::content::{Date, Spanned};

/// Where the statement is.
pub const PATH: &str = "om/tillganglighet.html";

/// Writes the statement, if the settings have one.
///
/// # Errors
/// A template that asks for what is not there.
pub fn write(portal: &Portal<'_>, sink: Sink<'_>) -> Result<(), ThemeError> {
    let Some(statement) = &portal.catalogue.site.accessibility else { return Ok(()) };
    let title = portal.words().with("accessibility-title", &[&portal.catalogue.site.title]);
    let mut head = Head::new(PATH, "accessibility", &title);
    head.nav = "accessibility";
    debug_assert_eq!(address::root_of(PATH), "../");
    sink(portal.page(&head, "accessibility.html", &view(portal, statement))?);
    Ok(())
}

fn view(portal: &Portal<'_>, statement: &Accessibility) -> AccessibilityView {
    let words = portal.words();
    let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    let day = |date: &Option<Spanned<Date>>| date.as_ref().map(|date| date.value.to_string());
    let standard = text(&statement.standard).unwrap_or_default();
    let conformity = statement.conformity.as_ref().map(|judged| {
        words.with(&format!("conformity-{}", judged.value.word()), &[&portal.catalogue.site.title, &standard])
    });
    AccessibilityView {
        conformity: conformity.unwrap_or_default(),
        standard,
        assessed_on: day(&statement.assessed_on).unwrap_or_default(),
        updated_on: day(&statement.updated_on).unwrap_or_default(),
        published_on: day(&statement.published_on),
        method: text(&statement.method).unwrap_or_default(),
        feedback: feedback(portal, statement),
        answer_within: text(&statement.answer_within),
        supervisor: outside(statement.supervisor_url.as_deref().unwrap_or(SUPERVISOR)),
        shortcomings: statement
            .shortcomings
            .iter()
            .map(|one| ShortcomingView {
                what: one.what.clone(),
                requirement: one.requirement.clone(),
                instead: one.instead.clone(),
                mended_by: one.mended_by.map(|day| day.to_string()),
            })
            .collect(),
        disproportionate: statement.disproportionate.clone(),
        outside: statement.outside.clone(),
    }
}

fn outside(href: &str) -> Link {
    let text = href.trim_start_matches("https://").trim_end_matches('/').to_string();
    Link { text, href: Some(href.to_string()), external: true, ..Link::default() }
}

/// The ways to send a remark; the form comes first.
fn feedback(portal: &Portal<'_>, statement: &Accessibility) -> Vec<Link> {
    let words = portal.words();
    let named = |key: &str, link: Link| Link { prefix: Some(words.get(key).to_string()), ..link };
    let form = statement.feedback_url.as_ref().map(|url| named("feedback-form", outside(&url.value)));
    let way = |key: &str, scheme: &str, value: &Option<Spanned<String>>| {
        value.as_ref().map(|value| {
            let bare: String = value.value.chars().filter(|c| !c.is_whitespace()).collect();
            let href = crate::content::inline::classify(&format!("{scheme}:{bare}"));
            let href = match href {
                crate::content::body::Target::Web(address) => Some(address),
                _ => None,
            };
            named(key, Link { text: value.value.clone(), href, external: true, ..Link::default() })
        })
    };
    let mail = way("feedback-email", "mailto", &statement.feedback_email);
    let phone = way("feedback-phone", "tel", &statement.feedback_phone);
    [form, mail, phone].into_iter().flatten().collect()
}
