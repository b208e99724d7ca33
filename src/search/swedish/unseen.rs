//! Splits a word of a query with nothing but the terms of an index: what a browser can do too.
//!
//! In: a word in lower case and a function that gives the term of a part. Out: the terms of its parts.
//! `client/words.js` does the same, step by step; a test compares them. At most three beginnings are tried, longest
//! first, so that a browser fetches few shards.

use super::shape::has_vowel;

/// Beginnings and ends that are no parts though they may be terms.
pub const NO_PARTS: &[&str] = &[
    "ande", "are", "bar", "bort", "efter", "else", "elser", "emot", "ende", "era", "ering", "fram", "från",
    "för", "före", "genom", "het", "heten", "heter", "igen", "ing", "ingar", "ingarna", "ingen", "inne",
    "inom", "isk", "ism", "ist", "kring", "kvar", "lig", "liga", "ligt", "mellan", "mot", "ning", "ningar",
    "ningarna", "ningen", "när", "omkring", "samman", "skap", "till", "tion", "undan", "under", "upp",
    "utan", "ute", "vid", "väl", "åter", "över",
];

/// Shortest part, in letters.
const SHORTEST: usize = 3;
/// Shortest end that stands for a word alone, in letters.
const SHORTEST_END: usize = 5;
/// Shortest word that is split, in letters.
const SHORTEST_WHOLE: usize = 7;
/// How many beginnings are tried.
const TRIES: usize = 3;

/// How many ends are tried.
const ENDS: usize = 6;

/// The terms of the parts of a word, if all have one. `find` gives the term of a part.
pub fn split(word: &str, find: &dyn Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let mut tries = 0;
    for at in places(word)?.into_iter().rev() {
        let (first, rest) = word.split_at(at);
        if !is_part(rest) {
            continue;
        }
        let Some(begins) = beginning(first, find) else { continue };
        if let Some(whole) = find(rest) {
            return Some(vec![begins, whole]);
        }
        if let Some(parts) = split(rest, find) {
            return Some(std::iter::once(begins).chain(parts).collect());
        }
        tries += 1;
        if tries == TRIES {
            break;
        }
    }
    None
}

/// The term of the longest end of a word that has one: what a compound is a kind of.
pub fn tail(word: &str, find: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let ends = places(word)?.into_iter().map(|at| &word[at..]).filter(|end| is_part(end));
    let long = ends.filter(|end| end.chars().count() >= SHORTEST_END).take(ENDS);
    long.filter_map(find).next()
}

/// Where a word may be divided, if it is long enough.
fn places(word: &str) -> Option<Vec<usize>> {
    let mut places: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    if places.len() < SHORTEST_WHOLE {
        return None;
    }
    places.drain(..SHORTEST);
    places.truncate(places.len() - SHORTEST + 1);
    Some(places)
}

/// The term of what a compound begins with: as it stands, without its linking s, or without its linking vowel.
fn beginning(first: &str, find: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    if !is_part(first) {
        return None;
    }
    let mut forms = vec![first];
    forms.extend(
        first.strip_suffix(['s', 'o', 'u', 'e', 'a']).filter(|form| form.chars().count() >= SHORTEST),
    );
    forms.into_iter().filter(|form| is_part(form)).find_map(find)
}

fn is_part(text: &str) -> bool {
    has_vowel(text) && NO_PARTS.binary_search(&text).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::swedish::stem::stem;

    #[test]
    fn splits_with_terms_alone() {
        let terms: Vec<String> =
            ["arbete", "tid", "information", "säkerhet", "policy", "kvinna", "skola", "kort"]
                .iter()
                .map(|word| stem(word).into_owned())
                .collect();
        let found = |word: &str| {
            let find = |word: &str| Some(stem(word).into_owned()).filter(|term| terms.contains(term));
            split(word, &find).map_or_else(|| tail(word, &find).unwrap_or_default(), |parts| parts.join("|"))
        };
        assert_eq!(found("arbetstider"), "arbet|tid");
        assert_eq!(found("informationssäkerhetspolicy"), "information|säker|policy");
        assert_eq!(found("kvinnoskola"), "kvinn|skol");
        assert_eq!(found("uppföljning"), "");
        assert_eq!(found("skolkort"), "skol|kort");
        assert_eq!(found("xyzpolicy"), "policy");
    }

    #[test]
    fn the_list_is_in_order() {
        assert!(NO_PARTS.is_sorted());
    }
}
