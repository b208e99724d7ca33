//! The page of the search. The hits are written by the script, into what stands ready here.

use super::Page;
use super::portal::{Head, Portal};
use super::theme::{ThemeError, Words};
use super::view::{HitWords, SearchView, StatusChoice};
use crate::content::front::Status;

/// The page of the search.
///
/// # Errors
/// A template that asks for what is not there.
pub fn page(portal: &Portal<'_>) -> Result<Page, ThemeError> {
    let words = portal.words();
    let statuses = Status::ALL.iter().filter(|(_, status)| *status != Status::Gallande);
    let status =
        |word: &'static str| StatusChoice { value: word.to_string(), name: status_name(words, word) };
    let view = SearchView {
        words: hit_words(words),
        statuses: std::iter::once(status(Status::Gallande.word()))
            .chain(statuses.map(|(word, _)| status(word)))
            .collect(),
    };
    let mut head = Head::new("sok.html", "search", words.get("search-title"));
    head.noindex = true;
    portal.page(&head, "search.html", &view)
}

/// The words that the script says, as JSON.
pub fn hit_words(words: &Words) -> String {
    let one = |key: &str| words.get(key).to_string();
    let hit = HitWords {
        none: one("search-none"),
        elsewhere: one("search-elsewhere"),
        one: one("search-one"),
        many: one("search-many"),
        corrected: one("search-corrected"),
        more_one: one("search-more-one"),
        more_many: one("search-more-many"),
        rest: one("search-rest"),
        failed: one("search-failed"),
        owner: one("owner"),
        source: one("source"),
        in_force: Status::Gallande.word(),
        statuses: Status::ALL.iter().map(|(word, _)| (*word, status_name(words, word))).collect(),
    };
    serde_json::to_string(&hit).unwrap_or_default()
}

fn status_name(words: &Words, word: &str) -> String {
    words.get(&format!("search-status-{}", crate::text::slug(word))).to_string()
}
