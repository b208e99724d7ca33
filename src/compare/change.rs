//! What a change is: its kind, how sure we are, both texts, and the words that differ.

use super::marks::Piece;
use super::place::Within;
use super::unit::UnitKind;

/// What has happened to a rule. The Swedish words are those of the register of statutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Kind {
    Tillagd,
    Upphavd,
    Andrad,
    Ersatt,
    Flyttad,
    Omnumrerad,
    Delad,
    Sammanslagen,
    /// Case, signs, hyphens and misspellings only.
    Redaktionell,
    /// Only numbers of rules that have been renumbered.
    Foljdandring,
    /// The same words lead somewhere else.
    EndastHanvisning,
    /// Owner, source, validity …; the text is the same.
    Metadata,
}

impl Kind {
    /// Every kind with the word that machines and people read.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::Tillagd, "tillagd"),
        (Self::Upphavd, "upphävd"),
        (Self::Andrad, "ändrad"),
        (Self::Ersatt, "ersatt"),
        (Self::Flyttad, "flyttad"),
        (Self::Omnumrerad, "omnumrerad"),
        (Self::Delad, "delad"),
        (Self::Sammanslagen, "sammanslagen"),
        (Self::Redaktionell, "redaktionell"),
        (Self::Foljdandring, "följdändring"),
        (Self::EndastHanvisning, "endast hänvisning"),
        (Self::Metadata, "metadata"),
    ];

    /// The word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// Whether it has a row in the table of the ändringsbilaga. What only follows is said in its summary.
    pub fn has_row(self) -> bool {
        !matches!(self, Self::Omnumrerad | Self::Foljdandring)
    }

    /// Whether it changes what the text says.
    pub fn changes_content(self) -> bool {
        matches!(
            self,
            Self::Tillagd | Self::Upphavd | Self::Andrad | Self::Ersatt | Self::Delad | Self::Sammanslagen
        )
    }
}

/// How sure it is that two texts are the same rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Confidence {
    Saker,
    Sannolik,
    Osaker,
}

impl Confidence {
    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Saker => "säker",
            Self::Sannolik => "sannolik",
            Self::Osaker => "osäker",
        }
    }
}

/// A rule on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The permanent id.
    pub id: Option<String>,
    /// Number and title of the section that it stands in; of a heading its own.
    pub section: String,
    /// Its own number.
    pub number: Option<String>,
    /// The words, without id and number. Items and rows of a rule stand on lines of their own.
    pub text: String,
    /// What it is in the text.
    pub kind: UnitKind,
    /// What it stands in, as people cite it.
    pub within: Within,
    /// Place of the heading that it stands under, of a heading its own.
    pub heading: Option<usize>,
    /// Place of the unit in its text, from 0.
    pub unit: usize,
}

/// Words that a text without any name is known by.
const BEGINNING: usize = 5;

impl Side {
    /// Its own name: the permanent id, else the number.
    pub fn name(&self) -> Option<&str> {
        let id = self.id.as_deref().filter(|id| !id.starts_with('#'));
        id.or(self.number.as_deref())
    }

    fn beginning(&self) -> String {
        let mut words = self.text.split_whitespace();
        let first = words.by_ref().take(BEGINNING).collect::<Vec<_>>().join(" ");
        if words.next().is_some() { first + " …" } else { first }
    }
}

/// A value that differs: owner, source, validity …
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct FieldChange {
    pub name: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// A change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What has happened.
    pub kind: Kind,
    /// How sure that is.
    pub confidence: Confidence,
    /// The rule as it was. Several when it was merged.
    pub old: Vec<Side>,
    /// The rule as it is. Several when it was split.
    pub new: Vec<Side>,
    /// The words that differ, from all of old to all of new.
    pub words: Vec<Piece>,
    /// The section that it has moved from, with the document where that is another.
    pub moved_from: Option<String>,
    /// Metadata and numbers that differ.
    pub fields: Vec<FieldChange>,
}

impl Change {
    /// The rule as it is now, or as it last was.
    pub fn side(&self) -> Option<&Side> {
        self.new.first().or(self.old.first())
    }

    /// The section under which an annex shows it.
    pub fn section(&self) -> &str {
        self.side().map_or("", |side| &side.section)
    }

    /// What people call the rule: its id, else its number, else the section that it stands in, else how it begins.
    pub fn name(&self) -> String {
        let Some(side) = self.side() else { return String::new() };
        let section = || Some(side.section.clone()).filter(|section| !section.is_empty());
        side.name().map(str::to_string).or_else(section).unwrap_or_else(|| side.beginning())
    }

    /// The own names that a row bears: those it had and those it has. A rule that is still one bears only the name that
    /// it has; what was split, merged or replaced bears all of both sides.
    pub fn own_names(&self) -> (Vec<&Side>, Vec<&Side>) {
        fn named(sides: &[Side]) -> Vec<&Side> {
            sides.iter().filter(|side| side.name().is_some()).collect()
        }
        if !matches!(self.kind, Kind::Delad | Kind::Sammanslagen | Kind::Ersatt) {
            return (Vec::new(), self.side().filter(|side| side.name().is_some()).into_iter().collect());
        }
        let (old, new) = (named(&self.old), named(&self.new));
        let is_same = old.iter().map(|side| side.name()).eq(new.iter().map(|side| side.name()));
        if is_same { (Vec::new(), new) } else { (old, new) }
    }

    /// The own names in a line: «§ 7», «§ 7 → § 7, § 8»; nothing where there are none.
    pub fn label(&self) -> String {
        let list =
            |sides: &[&Side]| sides.iter().filter_map(|side| side.name()).collect::<Vec<_>>().join(", ");
        let (old, new) = self.own_names();
        match (list(&old), list(&new)) {
            (old, new) if new.is_empty() => old,
            (old, new) if old.is_empty() => new,
            (old, new) => format!("{old} → {new}"),
        }
    }

    /// The texts of a side, a line each.
    pub fn text(sides: &[Side]) -> String {
        sides.iter().map(|side| side.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// A name for the change that stays the same when the annex is made again: by id, else by number or section.
    pub fn anchor(&self) -> String {
        let Some(side) = self.side() else { return "a".to_string() };
        let name = side.id.as_ref().or(side.number.as_ref()).unwrap_or(&side.section);
        let slug = crate::text::slug(name);
        if slug.is_empty() { "a-inledning".to_string() } else { format!("a-{slug}") }
    }
}
