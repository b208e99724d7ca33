//! What each link means: the changes of every document, in the order of its text.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::align::{Link, Links, Side as Units, Why};
use super::change::{Change, Confidence, FieldChange, Kind, Side};
use super::editorial::Spelling;
use super::marks::{Op, mark, single};
use super::numbers::Numbers;
use super::place::{self, Within};
use super::tokens::Lexicon;
use super::unit::{Text, Unit};
use super::{fields, moved, targets};

/// Below this likeness a rule of the same id has been replaced rather than changed.
const REPLACED: f64 = 0.25;

/// The changes of each document.
pub fn classify(links: &Links<'_>) -> Vec<Vec<Change>> {
    (0..links.new.texts.len()).map(|text| Classifier::new(links, text).changes()).collect()
}

/// What has happened to a rule beside its words.
struct Beside {
    moved: bool,
    /// Its links, those of its list included, lead elsewhere.
    leads: bool,
    renumbered: bool,
    fields: bool,
}

struct Classifier<'l, 't> {
    links: &'l Links<'t>,
    text: usize,
    old: Option<&'t Text>,
    new: Option<&'t Text>,
    numbers: Numbers,
    spelling: Spelling<'t>,
    lexicon: Lexicon,
    moved: Vec<bool>,
    /// Units that are told of with the rule that they belong to.
    told_old: BTreeSet<usize>,
    told_new: BTreeSet<usize>,
    /// Changes with their place: after which new unit, and which old one.
    out: Vec<((usize, usize, usize), Change)>,
}

impl<'l, 't> Classifier<'l, 't> {
    fn new(links: &'l Links<'t>, text: usize) -> Self {
        let moved = moved::of(links, text);
        Self {
            links,
            text,
            old: links.old.texts[text],
            new: links.new.texts[text],
            numbers: Numbers::of(links, text),
            spelling: Spelling::of(links.old.texts[text], links.new.texts[text]),
            lexicon: Lexicon::default(),
            moved,
            told_old: BTreeSet::new(),
            told_new: BTreeSet::new(),
            out: Vec::new(),
        }
    }

    fn changes(mut self) -> Vec<Change> {
        self.document();
        self.parts();
        let news = self.links.new.range(self.text);
        for new in news.clone() {
            match self.links.to_old[new] {
                _ if self.told_new.contains(&new) => {}
                Some(link) => self.linked(link, new),
                None => self.added(new),
            }
        }
        // What is gone stands after the nearest unit before it that is still there.
        let mut after = news.start;
        for old in self.links.old.range(self.text) {
            match self.links.to_new[old] {
                Some(link) if news.contains(&link.to) && !self.moved[link.to - news.start] => {
                    after = link.to + 1;
                }
                None if !self.told_old.contains(&old) => {
                    if self.links.old.units[old].is_heading() {
                        after = self.end_of_section(old, after);
                    }
                    self.removed(old, after);
                }
                _ => {}
            }
        }
        self.out.sort_by_key(|(place, _)| *place);
        self.out.into_iter().map(|(_, change)| change).collect()
    }

    /// Where the new units end, from a place on, that are within the section before an old heading: a section that is
    /// gone does not stand in the midst of what is new in the one before it.
    fn end_of_section(&self, heading: usize, from: usize) -> usize {
        let (Some(old), Some(new)) = (self.old, self.new) else { return from };
        let level = old.sections[self.links.old.units[heading].section].level;
        let is_within = |unit: usize| {
            let one = self.links.new.units[unit];
            self.links.to_old[unit].is_none()
                && !(one.is_heading() && new.sections[one.section].level <= level)
        };
        let end = self.links.new.range(self.text).end;
        (from..end).find(|unit| !is_within(*unit)).unwrap_or(end)
    }

    /// The front matter.
    fn document(&mut self) {
        let (Some(old), Some(new)) = (self.old, self.new) else { return };
        let fields = fields::differ(&old.fields, &new.fields);
        if fields.is_empty() {
            return;
        }
        let side = |text: &Text| Side {
            id: text.id.clone(),
            section: String::new(),
            number: None,
            text: text.title.clone(),
            kind: super::UnitKind::Heading,
            within: Within::Text,
            heading: None,
            unit: 0,
        };
        let change = Change {
            kind: Kind::Metadata,
            confidence: Confidence::Saker,
            old: vec![side(old)],
            new: vec![side(new)],
            words: mark(&old.title, &new.title),
            moved_from: None,
            fields,
        };
        self.out.push(((0, 0, 0), change));
    }

    /// Split and merged units, each with all its parts.
    fn parts(&mut self) {
        let links = self.links;
        let mut groups: BTreeMap<(bool, usize), (Vec<usize>, f64)> = BTreeMap::new();
        for part in &links.parts {
            let here = if part.split { links.new.text_of[part.new] } else { links.old.text_of[part.old] };
            if here != self.text {
                continue;
            }
            let (whole, piece) = if part.split { (part.old, part.new) } else { (part.new, part.old) };
            let group = groups.entry((part.split, whole)).or_insert((Vec::new(), 1.0));
            group.0.push(piece);
            group.1 = group.1.min(part.share);
        }
        for ((split, whole), (mut pieces, share)) in groups {
            let first = if split { links.to_new[whole] } else { links.to_old[whole] };
            let told = if split { self.told_old.contains(&whole) } else { self.told_new.contains(&whole) };
            let Some(first) = first.filter(|_| !told) else { continue };
            pieces.push(first.to);
            pieces.sort_unstable();
            let (olds, news) = if split { (vec![whole], pieces) } else { (pieces, vec![whole]) };
            let kind = if split { Kind::Delad } else { Kind::Sammanslagen };
            self.told_old.extend(&olds);
            self.told_new.extend(&news);
            let (old, new) = (self.sides(&links.old, &olds), self.sides(&links.new, &news));
            let words = mark(&Change::text(&old), &Change::text(&new));
            let equal = words.iter().all(|piece| piece.op == Op::Equal || piece.text.trim().is_empty());
            let confidence = match share {
                _ if equal => Confidence::Saker,
                share if share >= 0.8 => Confidence::Sannolik,
                _ => Confidence::Osaker,
            };
            let change = Change { kind, confidence, old, new, words, moved_from: None, fields: Vec::new() };
            let place = (news.first().map_or(0, |unit| unit + 1), 0, 1);
            self.out.push((place, change));
        }
    }

    fn sides(&self, side: &Units<'_>, units: &[usize]) -> Vec<Side> {
        units.iter().map(|unit| self.side(side, *unit, &side.units[*unit].text)).collect()
    }

    fn side(&self, side: &Units<'_>, number: usize, text: &str) -> Side {
        let unit = side.units[number];
        let home = side.texts[side.text_of[number]];
        let start = side.start[side.text_of[number]];
        Side {
            id: unit.id.clone(),
            section: home.map_or(String::new(), |home| home.sections[unit.section].title.clone()),
            number: unit.label.as_ref().map(|label| label.trim_end_matches('.').to_string()),
            text: text.to_string(),
            kind: unit.kind,
            within: home.map_or(Within::Text, |home| place::within(home, number - start)),
            heading: home.and_then(|home| home.sections[unit.section].heading),
            unit: number - start,
        }
    }

    /// A rule with the items and rows that belong to it, which are told of with it.
    fn whole(side: &Units<'_>, head: usize) -> Vec<usize> {
        let unit = side.units[head];
        let text = side.text_of[head];
        if unit.rule != Some(head - side.start[text]) {
            return vec![head];
        }
        let rest = (head + 1..side.start[text + 1]).take_while(|next| side.units[*next].rule == unit.rule);
        std::iter::once(head).chain(rest).collect()
    }

    fn text_of<'s>(side: &'s Units<'_>, units: &[usize]) -> Cow<'s, str> {
        match units {
            [unit] => Cow::Borrowed(&side.units[*unit].text),
            units => Cow::Owned(
                units.iter().map(|unit| side.units[*unit].text.as_str()).collect::<Vec<_>>().join("\n"),
            ),
        }
    }

    fn linked(&mut self, link: Link, new: usize) {
        let links = self.links;
        let old = link.to;
        let (a, b) = (links.old.units[old], links.new.units[new]);
        if let (Some(_), None) = (&b.withdrawn, &a.withdrawn) {
            self.withdrawn(old, new);
            return;
        }
        // With an id on both sides a rule is compared as a whole, its list included.
        let (olds, news) = if a.id.is_some() && b.id.is_some() && !b.is_heading() {
            (Self::whole(&links.old, old), Self::whole(&links.new, new))
        } else {
            (vec![old], vec![new])
        };
        self.told_old.extend(&olds);
        self.told_new.extend(&news);
        let (before, after) = (Self::text_of(&links.old, &olds), Self::text_of(&links.new, &news));
        let mut fields = fields::differ(&a.fields, &b.fields);
        if b.is_heading() {
            fields.extend(self.section_fields(old, new));
        }
        if a.id != b.id && a.id.is_some() && !b.is_heading() {
            fields.push(FieldChange { name: "id".to_string(), old: a.id.clone(), new: b.id.clone() });
        }
        let renumbered = self.renumbered(a, b);
        let leads = self.links_differ(&olds, &news);
        let moved = self.moved[new - links.new.start[self.text]];
        let beside = Beside {
            moved,
            leads: leads.is_some(),
            renumbered: renumbered.is_some(),
            fields: !fields.is_empty(),
        };
        let Some(kind) = self.kind(link, (a, b), (&before, &after), &beside) else { return };
        fields.extend(renumbered);
        fields.extend(leads);
        let moved_from = moved.then(|| self.origin(old));
        let words = if kind == Kind::Ersatt {
            [single(Op::Delete, &before), single(Op::Insert, &after)].concat()
        } else {
            mark(&before, &after)
        };
        let change = Change {
            kind,
            confidence: confidence(link.why),
            old: vec![self.side(&links.old, old, &before)],
            new: vec![self.side(&links.new, new, &after)],
            words,
            moved_from,
            fields,
        };
        self.out.push(((new + 1, 0, 1), change));
    }

    /// What has happened to a rule that is on both sides; nothing when nothing has.
    fn kind(
        &mut self,
        link: Link,
        (a, b): (&Unit, &Unit),
        (before, after): (&str, &str),
        beside: &Beside,
    ) -> Option<Kind> {
        let moved = beside.moved;
        if before == after {
            return match () {
                () if moved => Some(Kind::Flyttad),
                () if beside.leads => Some(Kind::EndastHanvisning),
                () if beside.renumbered => Some(Kind::Omnumrerad),
                () if beside.fields => Some(Kind::Metadata),
                () => None,
            };
        }
        if self.numbers.only_follow(a.section, before, after) {
            return Some(if moved { Kind::Flyttad } else { Kind::Foljdandring });
        }
        if self.spelling.is_editorial(before, after) {
            return Some(if moved { Kind::Flyttad } else { Kind::Redaktionell });
        }
        let certain = matches!(link.why, Why::Id | Why::Stated) && !b.is_heading();
        if certain && self.lexicon.bag(before).likeness(&self.lexicon.bag(after)) < REPLACED {
            return Some(Kind::Ersatt);
        }
        Some(Kind::Andrad)
    }

    /// Where links lead that lead elsewhere now.
    fn links_differ(&self, olds: &[usize], news: &[usize]) -> Option<FieldChange> {
        let leads = |side: &Units<'_>, units: &[usize]| -> Vec<String> {
            units.iter().flat_map(|unit| side.units[*unit].targets.iter().cloned()).collect()
        };
        let (before, after) = (leads(&self.links.old, olds), leads(&self.links.new, news));
        if before == after || targets::same(self.links, self.text, &before, &after) {
            return None;
        }
        let but = |these: &[String], those: &[String]| {
            let differing: Vec<&str> =
                these.iter().filter(|one| !those.contains(one)).map(String::as_str).collect();
            (!differing.is_empty()).then(|| differing.join(", "))
        };
        let (mut old, mut new) = (but(&before, &after), but(&after, &before));
        if old.is_none() && new.is_none() {
            // They have changed places.
            (old, new) = (but(&before, &[]), but(&after, &[]));
        }
        Some(FieldChange { name: "hänvisning".to_string(), old, new })
    }

    fn section_fields(&self, old: usize, new: usize) -> Vec<FieldChange> {
        let (links, text) = (self.links, self.text);
        let (Some(a), Some(b)) = (links.old.texts[links.old.text_of[old]], links.new.texts[text]) else {
            return Vec::new();
        };
        let (a, b) = (&a.sections[links.old.units[old].section], &b.sections[links.new.units[new].section]);
        fields::differ(&a.fields, &b.fields)
    }

    fn renumbered(&self, a: &Unit, b: &Unit) -> Option<FieldChange> {
        // Marks of a list are style; its numbers count only where both sides have them.
        let mark = |label: &Option<String>| label.as_ref().is_some_and(|label| label.ends_with('.'));
        if a.label == b.label || (mark(&a.label) || mark(&b.label)) && !(mark(&a.label) && mark(&b.label)) {
            return None;
        }
        let plain =
            |label: &Option<String>| label.as_ref().map(|label| label.trim_end_matches('.').to_string());
        Some(FieldChange { name: "nummer".to_string(), old: plain(&a.label), new: plain(&b.label) })
    }

    /// Where a unit that has moved stood.
    fn origin(&self, old: usize) -> String {
        let side = &self.links.old;
        let Some(home) = side.texts[side.text_of[old]] else { return String::new() };
        let unit = side.units[old];
        let section =
            if unit.is_heading() { home.sections[unit.section].parent.unwrap_or(0) } else { unit.section };
        let section = &home.sections[section].title;
        if side.text_of[old] == self.text {
            return if section.is_empty() { home.title.clone() } else { section.clone() };
        }
        let document = home.id.clone().unwrap_or_else(|| home.path.clone());
        format!("{document} {section}").trim_end().to_string()
    }

    fn withdrawn(&mut self, old: usize, new: usize) {
        let olds = Self::whole(&self.links.old, old);
        self.told_old.extend(&olds);
        self.told_new.insert(new);
        let before = Self::text_of(&self.links.old, &olds);
        let change = Change {
            kind: Kind::Upphavd,
            confidence: Confidence::Saker,
            old: vec![self.side(&self.links.old, old, &before)],
            new: Vec::new(),
            words: single(Op::Delete, &before),
            moved_from: None,
            fields: Vec::new(),
        };
        self.out.push(((new + 1, 0, 1), change));
    }

    fn added(&mut self, new: usize) {
        let side = &self.links.new;
        // The stone of a rule that another one replaces says nothing new.
        if side.units[new].withdrawn.is_some() {
            self.told_new.insert(new);
            return;
        }
        // A number without words is told of with what stands under it.
        if side.units[new].is_heading() && side.units[new].text.is_empty() {
            return;
        }
        let whole: Vec<usize> = Self::whole(side, new)
            .into_iter()
            .filter(|unit| *unit == new || self.links.to_old[*unit].is_none())
            .collect();
        self.told_new.extend(&whole);
        let after = Self::text_of(side, &whole);
        let change = Change {
            kind: Kind::Tillagd,
            confidence: Confidence::Saker,
            old: Vec::new(),
            new: vec![self.side(side, new, &after)],
            words: single(Op::Insert, &after),
            moved_from: None,
            fields: Vec::new(),
        };
        self.out.push(((new + 1, 0, 1), change));
    }

    fn removed(&mut self, old: usize, after: usize) {
        let side = &self.links.old;
        // A stone that is taken away takes nothing from the text.
        if side.units[old].withdrawn.is_some()
            || side.units[old].is_heading() && side.units[old].text.is_empty()
        {
            return;
        }
        let whole: Vec<usize> = Self::whole(side, old)
            .into_iter()
            .filter(|unit| *unit == old || self.links.to_new[*unit].is_none())
            .collect();
        self.told_old.extend(&whole);
        let before = Self::text_of(side, &whole);
        let change = Change {
            kind: Kind::Upphavd,
            confidence: Confidence::Saker,
            old: vec![self.side(side, old, &before)],
            new: Vec::new(),
            words: single(Op::Delete, &before),
            moved_from: None,
            fields: Vec::new(),
        };
        self.out.push(((after, 1, old + 1), change));
    }
}

fn confidence(why: Why) -> Confidence {
    match why {
        Why::Id | Why::Stated | Why::Equal => Confidence::Saker,
        Why::Near(alike) if alike >= 0.7 => Confidence::Saker,
        Why::Near(alike) if alike >= 0.5 => Confidence::Sannolik,
        Why::Moved(alike) if alike >= 0.7 => Confidence::Sannolik,
        Why::Content => Confidence::Sannolik,
        Why::Near(_) | Why::Moved(_) => Confidence::Osaker,
    }
}
