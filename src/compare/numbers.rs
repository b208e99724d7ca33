//! Numbers of rules: what has been renumbered, and references that do nothing but follow it.

use std::collections::BTreeMap;

use super::align::Links;
use super::references::{self, Reference, names_chapter};
use super::tokens::{Token, tokens};

/// What has become of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Now {
    /// The rule has this number.
    Is(String),
    /// The rule is gone, or has no number here; where it is, when it is somewhere.
    Gone(Option<String>),
    /// The number stands twice and says nothing.
    Unclear,
}

/// For each number of the old text, the number that the same rule has now. Where every chapter begins anew, a number
/// means the rule of the chapter that it is read in.
#[derive(Debug, Default)]
pub struct Numbers {
    /// By the section that a number stands in, or by none for the whole text.
    map: BTreeMap<(Option<usize>, String), Now>,
    /// The section that each old section is within.
    parents: Vec<Option<usize>>,
}

impl Numbers {
    /// The numbers of a text: headings, and rules with numbers of their own.
    pub fn of(links: &Links<'_>, text: usize) -> Self {
        let mut map: BTreeMap<(Option<usize>, String), Now> = BTreeMap::new();
        let Some(home) = links.old.texts[text] else { return Self::default() };
        let parents: Vec<Option<usize>> = home.sections.iter().map(|section| section.parent).collect();
        let gaps = Gaps::of(links, text);
        for old in links.old.range(text) {
            let unit = links.old.units[old];
            let Some(label) = unit.label.as_ref().filter(|label| !label.ends_with('.')) else { continue };
            let now = became(links, text, old, bare(label), &gaps);
            let within = if unit.is_heading() { parents[unit.section] } else { Some(unit.section) };
            for scope in [None, within.or(Some(0))] {
                let known = map.entry((scope, bare(label).to_string()));
                known.and_modify(|known| *known = Now::Unclear).or_insert_with(|| now.clone());
            }
        }
        Self { map, parents }
    }

    /// Whether any rule has another number than it had, or none.
    pub fn has_changed(&self) -> bool {
        self.map.iter().any(|((_, old), now)| match now {
            Now::Is(now) => now != old,
            Now::Gone(_) => true,
            Now::Unclear => false,
        })
    }

    /// What has become of a number, as it is meant in an old section; in the whole text for none.
    fn found(&self, section: Option<usize>, old: &str) -> Option<&Now> {
        let mut at = section;
        while let Some(section) = at {
            if let Some(now) = self.map.get(&(at, bare(old).to_string())) {
                return Some(now);
            }
            at = self.parents.get(section).copied().flatten();
        }
        self.map.get(&(None, bare(old).to_string()))
    }

    /// The number that a rule of this number has now, as it is meant in an old section; in the whole text for none.
    fn now(&self, section: Option<usize>, old: &str) -> Option<&str> {
        match self.found(section, old)? {
            Now::Is(now) => Some(now),
            Now::Gone(_) | Now::Unclear => None,
        }
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

    /// References of a text, of this old section, to numbers that mean another rule now or none: the number, and where
    /// its rule is.
    pub fn stale<'s>(&'s self, section: usize, text: &'s str) -> Vec<(&'s str, Option<&'s str>)> {
        references::of(text).into_iter().filter_map(|one| self.leads(section, one)).collect()
    }

    fn leads<'s>(&'s self, section: usize, one: Reference<'s>) -> Option<(&'s str, Option<&'s str>)> {
        match self.found((!one.of_chapter).then_some(section), one.number)? {
            Now::Is(now) if now != bare(one.number) => Some((one.number, Some(now))),
            Now::Gone(now) => Some((one.number, now.as_deref())),
            Now::Is(_) | Now::Unclear => None,
        }
    }

    /// As [`Numbers::stale`], of a text that has been changed: those references that were left as they were.
    pub fn left<'s>(&'s self, section: usize, old: &'s str, new: &str) -> Vec<(&'s str, Option<&'s str>)> {
        let stale = self.stale(section, old);
        if stale.is_empty() {
            return stale;
        }
        let now: Vec<Reference<'_>> = references::of(new);
        if references::of(old).iter().map(|one| one.number).eq(now.iter().map(|one| one.number)) {
            return stale;
        }
        // Of several, one may have followed its rule to the number of another.
        let count = |number: &str| now.iter().filter(|one| bare(one.number) == bare(number)).count();
        let followed =
            |number: &str| stale.iter().filter(|(_, now)| now.is_some_and(|now| now == bare(number))).count();
        let is_left = |(number, now): &(&str, Option<&str>)| {
            count(number) > followed(number) && now.is_none_or(|now| count(now) == 0)
        };
        stale.iter().copied().filter(is_left).collect()
    }
}

/// What has become of the number of an old unit.
fn became(links: &Links<'_>, text: usize, old: usize, label: &str, gaps: &Gaps<'_>) -> Now {
    let (unit, news) = (links.old.units[old], links.new.range(text));
    let is = |new: usize| links.new.units[new].label.as_ref().map(|now| Now::Is(bare(now).to_string()));
    let Some(link) = links.to_new[old] else {
        let merged = links.parts.iter().find(|part| !part.split && part.old == old);
        let merged = merged.filter(|part| news.contains(&part.new)).and_then(|part| is(part.new));
        return match merged {
            Some(now) => now,
            // A rule of the same number in the same place has taken over what was said of it.
            None if unit.withdrawn.is_some() || gaps.is_filled(old, label, unit.is_heading()) => {
                Now::Is(label.to_string())
            }
            None => Now::Gone(None),
        };
    };
    let new = links.new.units[link.to];
    if !news.contains(&link.to) {
        let home = links.new.texts[links.new.text_of[link.to]];
        let name = home.map(|home| home.id.as_ref().unwrap_or(&home.path).as_str());
        let place = [name, new.label.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        return Now::Gone(Some(place));
    }
    match &new.withdrawn {
        Some(_) if unit.withdrawn.is_some() => Now::Is(label.to_string()),
        Some(by) => Now::Gone(by.first().cloned()),
        None => is(link.to).unwrap_or_else(|| Now::Gone(new.is_heading().then(|| new.text.clone()))),
    }
}

/// What is new between the neighbours of each old unit that are still there.
struct Gaps<'l> {
    /// For each old unit of the text, where its gap begins and ends among the new ones.
    around: Vec<(usize, usize)>,
    /// The old unit that is the first of the text.
    start: usize,
    /// Units that are new, by number and whether they are headings.
    fresh: BTreeMap<(&'l str, bool), Vec<usize>>,
}

impl<'l> Gaps<'l> {
    fn of(links: &Links<'l>, text: usize) -> Self {
        let (olds, news) = (links.old.range(text), links.new.range(text));
        let here = |old: usize| links.to_new[old].map(|link| link.to).filter(|new| news.contains(new));
        let (mut from, mut to) = (news.start, news.end);
        let mut around = vec![(from, to); olds.len()];
        for old in olds.clone() {
            around[old - olds.start].0 = from;
            from = here(old).map_or(from, |new| new + 1);
        }
        for old in olds.clone().rev() {
            around[old - olds.start].1 = to;
            to = here(old).unwrap_or(to);
        }
        let mut fresh: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
        for new in news.filter(|new| links.to_old[*new].is_none()) {
            let unit = links.new.units[new];
            if let Some(label) = unit.label.as_ref().filter(|_| unit.withdrawn.is_none()) {
                fresh.entry((bare(label), unit.is_heading())).or_default().push(new);
            }
        }
        Self { around, start: olds.start, fresh }
    }

    fn is_filled(&self, old: usize, label: &str, is_heading: bool) -> bool {
        let (from, to) = self.around[old - self.start];
        let fresh = self.fresh.get(&(label, is_heading));
        fresh.is_some_and(|fresh| fresh.iter().any(|new| (from..to).contains(new)))
    }
}

/// A number without the sign of a section.
fn bare(label: &str) -> &str {
    label.trim_matches(|c: char| c == '§' || c.is_whitespace() || c == '.')
}
