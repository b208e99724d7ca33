//! What units are called in a line of a register: by their own names, else as parts of what they stand in.

use crate::Language;
use crate::compare::place::is_of_item;
use crate::compare::{Side, UnitKind, Within};

/// Most names that one part of the line holds.
const NAMES: usize = 30;

/// The language of the words around the names.
#[derive(Clone, Copy)]
pub struct Tongue(pub Language);

impl Tongue {
    /// The one of two words that is of this language.
    pub fn say<'w>(self, sv: &'w str, en: &'w str) -> &'w str {
        if self.0 == Language::Sv { sv } else { en }
    }

    /// What comes before the first section.
    pub fn opening(self) -> &'static str {
        self.say("inledningen", "the opening")
    }
}

/// A unit without a name of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Noun {
    Paragraph,
    Item,
    Row,
}

impl Noun {
    /// One of them and several of them.
    fn words(self, tongue: Tongue) -> (&'static str, &'static str) {
        match self {
            Self::Paragraph => (tongue.say("stycke", "paragraph"), tongue.say("stycken", "paragraphs")),
            Self::Item => (tongue.say("punkt", "item"), tongue.say("punkter", "items")),
            Self::Row => (tongue.say("rad", "row"), tongue.say("rader", "rows")),
        }
    }
}

#[derive(PartialEq, Eq)]
enum Name {
    Own(String),
    /// What it stands in: « i 2 Bidrag», nothing where the text has no parts.
    Part(Noun, String),
}

/// Whether a side is a heading.
pub fn is_heading(side: &Side) -> bool {
    side.kind == UnitKind::Heading
}

/// The names of several units, those that are called alike counted.
pub struct Names {
    names: Vec<(Name, usize)>,
    tongue: Tongue,
}

impl Names {
    /// The names of units. Where `titles`, it is not a section that a heading stands for but its words alone.
    pub fn of(sides: Vec<&Side>, titles: bool, tongue: Tongue) -> Self {
        let mut names: Vec<(Name, usize)> = Vec::new();
        for side in sides {
            let name = name(side, titles, tongue);
            let is_last = names.last().is_some_and(|(last, _)| *last == name);
            let is_part = matches!(name, Name::Part(..));
            match names.iter_mut().find(|(known, _)| *known == name).filter(|_| is_last || is_part) {
                Some((_, count)) => *count += 1,
                None => names.push((name, 1)),
            }
        }
        Self { names, tongue }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether both are nothing but parts of one place.
    pub fn is_alike(&self, other: &Self) -> bool {
        matches!((self.names.as_slice(), other.names.as_slice()),
            ([(one, _)], [(another, _)]) if one == another && matches!(one, Name::Part(..)))
    }

    /// «1.1.3, 2 stycken i 3 Jäv och § 5.7 p. 11»
    pub fn list(&self) -> String {
        let names = self.names.iter().map(|(name, count)| match name {
            Name::Own(name) => name.clone(),
            Name::Part(noun, place) if *count == 1 => format!("{}{place}", noun.words(self.tongue).0),
            Name::Part(noun, place) => format!("{count} {}{place}", noun.words(self.tongue).1),
        });
        and(names.collect(), self.tongue)
    }

    /// «nya: 1.1.4 och 1.1.5», «nytt stycke i 3 Jäv»
    pub fn as_new(&self) -> Vec<String> {
        let tongue = self.tongue;
        let own: Vec<String> = self
            .names
            .iter()
            .filter_map(|(name, _)| match name {
                Name::Own(name) => Some(name.clone()),
                Name::Part(..) => None,
            })
            .collect();
        let mut out = Vec::new();
        match own.as_slice() {
            [] => {}
            [one] => out.push(format!("{one} {}", tongue.say("ny", "new"))),
            _ => out.push(format!("{}: {}", tongue.say("nya", "new"), and(own, tongue))),
        }
        let parts = self.names.iter().filter_map(|(name, count)| match name {
            Name::Part(noun, place) if *count == 1 => {
                let new = if *noun == Noun::Paragraph { "nytt" } else { "ny" };
                Some(format!("{} {}{place}", tongue.say(new, "new"), noun.words(tongue).0))
            }
            Name::Part(noun, place) => {
                Some(format!("{count} {} {}{place}", tongue.say("nya", "new"), noun.words(tongue).1))
            }
            Name::Own(_) => None,
        });
        out.extend(parts);
        out
    }
}

fn name(side: &Side, titles: bool, tongue: Tongue) -> Name {
    let own = side.name();
    if is_heading(side) {
        let title = if side.section.is_empty() { &side.text } else { &side.section };
        let words = tongue.say("rubriken", "heading");
        return Name::Own(if titles { format!("{words} {title}") } else { title.clone() });
    }
    let place = match &side.within {
        Within::Text => String::new(),
        Within::Opening => tongue.opening().to_string(),
        Within::Named(name) => name.clone(),
    };
    match (own, side.kind) {
        (Some(own), kind) if side.id.is_none() && is_of_item(kind, own) => {
            let point = if own.ends_with(')') { "" } else { tongue.say("p. ", "item ") };
            Name::Own(format!("{place} {point}{own}").trim_start().to_string())
        }
        (Some(own), _) if side.id.is_none() && own.ends_with('§') => {
            Name::Own(format!("{place} {own}").trim_start().to_string())
        }
        (Some(own), _) => Name::Own(own.to_string()),
        (None, UnitKind::Term) => {
            let term = side.text.split(": ").next().unwrap_or(&side.text);
            Name::Own(if tongue.0 == Language::Sv {
                format!("begreppet «{term}»")
            } else {
                format!("the term “{term}”")
            })
        }
        (None, kind) => {
            let noun = match kind {
                UnitKind::Item => Noun::Item,
                UnitKind::Row => Noun::Row,
                _ => Noun::Paragraph,
            };
            let place = if place.is_empty() { place } else { format!(" {} {place}", tongue.say("i", "in")) };
            Name::Part(noun, place)
        }
    }
}

fn and(mut names: Vec<String>, tongue: Tongue) -> String {
    let word = tongue.say("och", "and");
    let more = names.len().saturating_sub(NAMES);
    names.truncate(NAMES);
    let list = match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    };
    if more > 0 { format!("{list} {word} {more} {}", tongue.say("till", "more")) } else { list }
}
