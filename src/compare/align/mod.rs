//! Which unit of the new texts each unit of the old ones has become.
//!
//! In: pairs of texts, either side of which may be missing. Out: [`Links`]. What is certain comes first: ids and what
//! authors say, then equal texts anywhere, then likeness between neighbours, then likeness anywhere, then parts of
//! units. No clock and no hash order: the same bytes every run. Evidence: notes/versions.md 3 to 5.

mod exact;
mod gaps;
mod moves;
mod order;
mod sections;
mod split;
mod stated;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::tokens::{Bag, Lexicon, Words, count};
use super::unit::{Text, Unit};

pub use order::heaviest;

/// Two texts of the same document; one of them is missing when it is new or gone.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)]
pub struct Pair<'t> {
    pub old: Option<&'t Text>,
    pub new: Option<&'t Text>,
}

/// Why two units are the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why {
    /// They have the same permanent id.
    Id,
    /// The author says so.
    Stated,
    /// They say the same.
    Equal,
    /// Of a heading: what stands under it is the same.
    Content,
    /// They are as alike as this and stand between the same neighbours.
    Near(f64),
    /// They are as alike as this and stand in different places.
    Moved(f64),
}

/// What a unit has become, or was.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Link {
    pub to: usize,
    pub why: Why,
}

/// Words that a unit has given to, or taken from, another that is paired already.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// The old unit.
    pub old: usize,
    /// The new unit.
    pub new: usize,
    /// Whether the old unit was split; else the new one was merged.
    pub split: bool,
    /// How much of the part was found.
    pub share: f64,
}

/// Every unit of one side, over all texts.
pub struct Side<'t> {
    /// The texts, as the pairs have them.
    pub texts: Vec<Option<&'t Text>>,
    /// The units, text by text.
    pub units: Vec<&'t Unit>,
    /// The text that each unit stands in.
    pub text_of: Vec<usize>,
    /// Where the units of each text begin.
    pub start: Vec<usize>,
    /// How many words each unit has.
    lengths: Vec<usize>,
    /// The words of the units that have been asked for: most say the same on both sides, and are never.
    said: Vec<OnceCell<Words>>,
    lexicon: Rc<RefCell<Lexicon>>,
}

impl<'t> Side<'t> {
    fn new(texts: Vec<Option<&'t Text>>, lexicon: Rc<RefCell<Lexicon>>) -> Self {
        let mut side = Self {
            texts,
            units: Vec::new(),
            text_of: Vec::new(),
            start: Vec::new(),
            lengths: Vec::new(),
            said: Vec::new(),
            lexicon,
        };
        for (number, text) in side.texts.iter().enumerate() {
            side.start.push(side.units.len());
            for unit in text.iter().flat_map(|text| &text.units) {
                side.units.push(unit);
                side.text_of.push(number);
                side.lengths.push(count(&unit.text));
                side.said.push(OnceCell::new());
            }
        }
        side.start.push(side.units.len());
        side
    }

    /// The units of a text.
    pub fn range(&self, text: usize) -> std::ops::Range<usize> {
        self.start[text]..self.start[text + 1]
    }

    fn said(&self, unit: usize) -> &Words {
        self.said[unit].get_or_init(|| self.lexicon.borrow_mut().read(&self.units[unit].text))
    }

    /// The words of a unit.
    pub fn bag(&self, unit: usize) -> &Bag {
        &self.said(unit).bag
    }

    /// The words of a unit, folded and joined.
    fn folded(&self, unit: usize) -> &str {
        &self.said(unit).folded
    }

    /// How many words a unit has.
    pub fn words(&self, unit: usize) -> usize {
        self.lengths[unit]
    }

    fn is_long(&self, unit: usize) -> bool {
        self.words(unit) >= SHORT
    }

    /// The heading of the section that a unit of a text stands in.
    fn section(&self, unit: usize) -> usize {
        self.units[unit].section
    }
}

/// Fewer words than these say too little to be known again in another place.
const SHORT: usize = 4;

/// What has become of every unit.
pub struct Links<'t> {
    /// The old texts.
    pub old: Side<'t>,
    /// The new texts.
    pub new: Side<'t>,
    /// For each old unit.
    pub to_new: Vec<Option<Link>>,
    /// For each new unit.
    pub to_old: Vec<Option<Link>>,
    /// Parts of split and merged units.
    pub parts: Vec<Part>,
    /// For each text, for each old section, the new one.
    pub sections: Vec<Vec<Option<usize>>>,
}

/// Finds what has become of every unit.
pub fn align<'t>(pairs: &[Pair<'t>]) -> Links<'t> {
    let lexicon = Rc::new(RefCell::new(Lexicon::default()));
    let old = Side::new(pairs.iter().map(|pair| pair.old).collect(), Rc::clone(&lexicon));
    let new = Side::new(pairs.iter().map(|pair| pair.new).collect(), lexicon);
    let (n, m) = (old.units.len(), new.units.len());
    let mut links = Links {
        old,
        new,
        to_new: vec![None; n],
        to_old: vec![None; m],
        parts: Vec::new(),
        sections: Vec::new(),
    };
    stated::ids(&mut links);
    stated::statements(&mut links);
    for text in 0..pairs.len() {
        exact::whole(&mut links, text);
        exact::unique(&mut links, text);
    }
    exact::across(&mut links);
    for text in 0..pairs.len() {
        sections::by_title(&mut links, text);
        exact::beside(&mut links, text);
        exact::folded(&mut links, text);
        sections::by_content(&mut links, text);
        exact::within_sections(&mut links, text);
        stated::stones(&mut links, text);
        gaps::between(&mut links, text);
        sections::by_content(&mut links, text);
        sections::by_number(&mut links, text);
        gaps::within_sections(&mut links, text);
        exact::rest(&mut links, text);
    }
    moves::within(&mut links);
    moves::across(&mut links);
    if pairs.len() > 1 {
        // Twice, since sections within it speak for a section too.
        sections::across(&mut links);
        sections::across(&mut links);
    }
    for text in 0..pairs.len() {
        split::parts(&mut links, text);
        sections::by_content(&mut links, text);
        exact::other_kind(&mut links, text);
        gaps::alone(&mut links, text);
    }
    links.sections = (0..pairs.len()).map(|text| sections::map(&links, text)).collect();
    links
}

impl Links<'_> {
    fn join(&mut self, old: usize, new: usize, why: Why) {
        debug_assert!(self.to_new[old].is_none() && self.to_old[new].is_none());
        self.to_new[old] = Some(Link { to: new, why });
        self.to_old[new] = Some(Link { to: old, why });
    }

    fn is_free(&self, old: usize, new: usize) -> bool {
        self.to_new[old].is_none() && self.to_old[new].is_none()
    }

    /// Old units of a text that nothing is known of yet.
    fn free_old(&self, text: usize) -> Vec<usize> {
        self.old.range(text).filter(|unit| self.to_new[*unit].is_none()).collect()
    }

    /// New units of a text that nothing is known of yet.
    fn free_new(&self, text: usize) -> Vec<usize> {
        self.new.range(text).filter(|unit| self.to_old[*unit].is_none()).collect()
    }

    /// Whether likeness may pair two units: headings with headings only, and never two rules of different ids.
    fn may_pair(&self, old: usize, new: usize) -> bool {
        let (a, b) = (self.old.units[old], self.new.units[new]);
        let ids = matches!((&a.id, &b.id), (Some(x), Some(y)) if x != y && !a.is_heading());
        a.is_heading() == b.is_heading() && !ids
    }

    /// How alike two units are.
    fn likeness(&self, old: usize, new: usize) -> f64 {
        self.old.bag(old).likeness(self.new.bag(new))
    }

    /// Pairs of a text in the order of the old one.
    fn pairs(&self, text: usize) -> Vec<(usize, usize)> {
        let range = self.new.range(text);
        self.old
            .range(text)
            .filter_map(|old| self.to_new[old].map(|link| (old, link.to)))
            .filter(|(_, new)| range.contains(new))
            .collect()
    }
}
