//! Numbers of rules: what has been renumbered, and references that do nothing but follow it.

use std::collections::BTreeMap;

use super::align::Links;
use super::tokens::{Token, tokens};

/// For each number of the old text, the number that the same rule has now.
#[derive(Debug, Default)]
pub struct Numbers {
    map: BTreeMap<String, String>,
}

impl Numbers {
    /// The numbers of a text: headings, and rules with numbers of their own. A number that stands twice says nothing.
    pub fn of(links: &Links<'_>, text: usize) -> Self {
        let mut map: BTreeMap<String, Option<String>> = BTreeMap::new();
        let news = links.new.range(text);
        for old in links.old.range(text) {
            let (Some(label), Some(link)) = (&links.old.units[old].label, links.to_new[old]) else {
                continue;
            };
            let now = links.new.units[link.to].label.as_ref().filter(|_| news.contains(&link.to));
            if let Some(now) = now.filter(|_| !label.ends_with('.')) {
                let entry = bare(label).to_string();
                map.entry(entry).and_modify(|known| *known = None).or_insert(Some(bare(now).to_string()));
            }
        }
        Self { map: map.into_iter().filter_map(|(old, new)| Some((old, new?))).collect() }
    }

    /// The number that a rule of this number has now.
    pub fn now(&self, old: &str) -> Option<&str> {
        self.map.get(bare(old)).map(String::as_str)
    }

    /// Whether the new text is the old one with numbers that follow the rules they name.
    pub fn only_follow(&self, old: &str, new: &str) -> bool {
        let (a, b) = (tokens(old), tokens(new));
        a.len() == b.len() && a.iter().zip(&b).all(|(x, y)| x.word == y.word || self.follows(x, y))
    }

    fn follows(&self, old: &Token<'_>, new: &Token<'_>) -> bool {
        let is_number = old.word.contains(|c: char| c.is_ascii_digit());
        is_number && self.now(old.word).is_some_and(|now| now == bare(new.word))
    }

    /// References of a text to numbers that mean another rule now: the number and where its rule has gone.
    pub fn stale<'s>(&'s self, text: &'s str) -> impl Iterator<Item = (&'s str, &'s str)> {
        let words = tokens(text);
        let found: Vec<(&str, &str)> = words
            .iter()
            .enumerate()
            .filter(|(at, token)| {
                let word = token.word;
                let dotted = word.contains('.')
                    && word.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase());
                let before = at.checked_sub(1).map_or("", |at| words[at].word);
                let after = words.get(at + 1).map_or("", |next| next.word);
                dotted
                    || [before, after].iter().any(|word| {
                        matches!(*word, "§" | "§§" | "avsnitt" | "punkt" | "paragraf" | "section" | "kapitel")
                    })
            })
            .filter_map(|(_, token)| {
                self.now(token.word).filter(|now| *now != bare(token.word)).map(|now| (token.word, now))
            })
            .collect();
        found.into_iter()
    }
}

/// A number without the sign of a section.
fn bare(label: &str) -> &str {
    label.trim_matches(|c: char| c == '§' || c.is_whitespace() || c == '.')
}
