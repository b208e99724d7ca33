//! Numbers of rules: what has been renumbered, and references that do nothing but follow it.

use std::collections::BTreeMap;

use super::align::Links;
use super::tokens::{Token, tokens};

/// For each number of the old text, the number that the same rule has now. Where every chapter begins anew, a number
/// means the rule of the chapter that it is read in.
#[derive(Debug, Default)]
pub struct Numbers {
    /// By the section that a number stands in, or by none for the whole text. A number that stands twice says nothing.
    map: BTreeMap<(Option<usize>, String), Option<String>>,
    /// The section that each old section is within.
    parents: Vec<Option<usize>>,
}

impl Numbers {
    /// The numbers of a text: headings, and rules with numbers of their own.
    pub fn of(links: &Links<'_>, text: usize) -> Self {
        let mut map: BTreeMap<(Option<usize>, String), Option<String>> = BTreeMap::new();
        let Some(home) = links.old.texts[text] else { return Self::default() };
        let parents: Vec<Option<usize>> = home.sections.iter().map(|section| section.parent).collect();
        let news = links.new.range(text);
        for old in links.old.range(text) {
            let unit = links.old.units[old];
            let (Some(label), Some(link)) = (&unit.label, links.to_new[old]) else { continue };
            let now = links.new.units[link.to].label.as_ref().filter(|_| news.contains(&link.to));
            let Some(now) = now.filter(|_| !label.ends_with('.')) else { continue };
            let within = if unit.is_heading() { parents[unit.section] } else { Some(unit.section) };
            for scope in [None, within.or(Some(0))] {
                let known = map.entry((scope, bare(label).to_string()));
                known.and_modify(|known| *known = None).or_insert(Some(bare(now).to_string()));
            }
        }
        Self { map, parents }
    }

    /// Whether any rule has another number than it had.
    pub fn has_changed(&self) -> bool {
        self.map.iter().any(|((_, old), now)| now.as_ref().is_some_and(|now| now != old))
    }

    /// The number that a rule of this number has now, as it is meant in an old section; in the whole text for none.
    fn now(&self, section: Option<usize>, old: &str) -> Option<&str> {
        let mut at = section;
        while let Some(section) = at {
            if let Some(now) = self.map.get(&(at, bare(old).to_string())) {
                return now.as_deref();
            }
            at = self.parents.get(section).copied().flatten();
        }
        self.map.get(&(None, bare(old).to_string()))?.as_deref()
    }

    /// Whether the new text is the old one, of this section, with numbers that follow the rules they name.
    pub fn only_follow(&self, section: usize, old: &str, new: &str) -> bool {
        let (a, b): (Vec<_>, Vec<_>) = (tokens(old).collect(), tokens(new).collect());
        let follows = |at: usize, (old, new): (&Token<'_>, &Token<'_>)| {
            let is_number = old.word.contains(|c: char| c.is_ascii_digit());
            let section = (!names_chapter(&a, at)).then_some(section);
            old.word == new.word || is_number && self.follows(section, old.word, new.word)
        };
        a.len() == b.len() && a.iter().zip(&b).enumerate().all(|(at, pair)| follows(at, pair))
    }

    /// Whether a number is the one that a rule has now, or a range both whose ends are.
    fn follows(&self, section: Option<usize>, old: &str, new: &str) -> bool {
        if self.now(section, old).is_some_and(|now| now == bare(new)) {
            return true;
        }
        let ends = |range| str::split_once(range, ['-', '–']);
        let (Some(a), Some(b)) = (ends(old), ends(new)) else { return false };
        let follows = |old: &str, new: &str| {
            let is_number = old.starts_with(|c: char| c.is_ascii_digit());
            is_number && self.now(section, old).map_or(old == new, |now| now == bare(new))
        };
        follows(a.0, b.0) && follows(a.1, b.1)
    }

    /// References of a text, of this old section, to numbers that mean another rule now: the number and where its rule
    /// has gone.
    pub fn stale<'s>(&'s self, section: usize, text: &'s str) -> impl Iterator<Item = (&'s str, &'s str)> {
        let words: Vec<Token<'_>> = tokens(text).collect();
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
            .filter_map(|(at, token)| {
                let section = (!names_chapter(&words, at)).then_some(section);
                let now = self.now(section, token.word)?;
                (now != bare(token.word)).then_some((token.word, now))
            })
            .collect();
        found.into_iter()
    }
}

/// Whether the number at a place is one of a chapter that is named before it: «2 kap. 3 §».
fn names_chapter(words: &[Token<'_>], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| words[at].word);
    before(1) == "kap" || before(1) == "." && before(2) == "kap"
}

/// A number without the sign of a section.
fn bare(label: &str) -> &str {
    label.trim_matches(|c: char| c == '§' || c.is_whitespace() || c == '.')
}
