//! Styles and numbering of a Word document: what a paragraph inherits, and the numbers that Word makes itself.
//!
//! Ids of styles are localised («Rubrik1»); outline levels and names («heading 1») are not, so those are read.

use std::collections::BTreeMap;

use super::xml::Element;
use crate::import::block::Style as Look;

/// What a style says, inherited things included.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// Name, in lower case.
    pub name: String,
    /// Level of its headings: 0 for the title, 1 and up.
    pub heading: Option<u8>,
    /// Its numbering: id and level.
    pub number: Option<(String, u8)>,
    /// How its text is set.
    pub look: Look,
    based_on: Option<String>,
}

/// Every style by id.
#[derive(Debug, Default)]
pub struct Styles(BTreeMap<String, Style>);

/// How runs are set, where properties say so.
pub fn look(properties: &Element, inherited: Look) -> Look {
    Look {
        bold: properties.flag("b").unwrap_or(inherited.bold),
        italic: properties.flag("i").unwrap_or(inherited.italic),
        strike: properties.flag("strike").or_else(|| properties.flag("dstrike")).unwrap_or(inherited.strike),
    }
}

/// The level that an outline level or a name means.
fn heading(name: &str, outline: Option<&str>) -> Option<u8> {
    if let Some(level) = outline.and_then(|level| level.parse::<u8>().ok()).filter(|level| *level < 9) {
        return Some(level + 1);
    }
    if matches!(name, "title" | "rubrik" | "titel") {
        return Some(0);
    }
    let digit = name.strip_prefix("heading ").or_else(|| name.strip_prefix("rubrik "))?;
    digit.trim().parse::<u8>().ok().filter(|level| (1..=9).contains(level))
}

/// Id and level of the numbering that paragraph properties state.
pub fn numbering(properties: &Element) -> Option<(String, u8)> {
    let number = properties.child("numPr")?;
    let id = number.value("numId")?.to_string();
    let level = number.value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
    Some((id, level))
}

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(root: &Element) -> Self {
        let mut all = BTreeMap::new();
        for element in root.elements().filter(|element| element.name == "style") {
            let Some(id) = element.get("styleId") else { continue };
            let name = element.value("name").unwrap_or("").to_lowercase();
            let paragraph = element.child("pPr").cloned().unwrap_or_default();
            let runs = element.child("rPr").cloned().unwrap_or_default();
            let style = Style {
                heading: heading(&name, paragraph.value("outlineLvl")),
                number: numbering(&paragraph),
                look: look(&runs, Look::default()),
                based_on: element.value("basedOn").map(str::to_string),
                name,
            };
            all.insert(id.to_string(), style);
        }
        Self(all)
    }

    /// A style with what it inherits.
    pub fn get(&self, id: Option<&str>) -> Style {
        let Some(own) = id.and_then(|id| self.0.get(id)) else { return Style::default() };
        let mut style = own.clone();
        let mut parent = own.based_on.clone();
        for _ in 0..16 {
            let Some(next) = parent.as_ref().and_then(|id| self.0.get(id)) else { break };
            style.heading = style.heading.or(next.heading);
            style.number = style.number.or_else(|| next.number.clone());
            style.look.bold |= next.look.bold;
            style.look.italic |= next.look.italic;
            style.look.strike |= next.look.strike;
            parent = next.based_on.clone();
        }
        style
    }
}

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub struct Numbering {
    lists: BTreeMap<String, Vec<Level>>,
    /// List and restarted levels of each numbering.
    numbers: BTreeMap<String, (String, BTreeMap<u8, u32>)>,
    counts: BTreeMap<String, Vec<Option<u32>>>,
    started: std::collections::BTreeSet<String>,
}

/// The printed label of a numbered paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A bullet.
    Bullet,
    /// A number or letter, as it is printed.
    Number(String),
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(root: &Element) -> Self {
        let mut out = Self::default();
        for element in root.elements() {
            match element.name.as_str() {
                "abstractNum" => {
                    let mut levels = vec![Level::default(); 9];
                    for level in element.elements().filter(|element| element.name == "lvl") {
                        let Some(at) =
                            level.get("ilvl").and_then(|at| at.parse::<usize>().ok()).filter(|at| *at < 9)
                        else {
                            continue;
                        };
                        levels[at] = Level {
                            format: level.value("numFmt").unwrap_or("decimal").to_string(),
                            text: level.value("lvlText").unwrap_or("").to_string(),
                            start: level.value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
                        };
                    }
                    out.lists.insert(element.get("abstractNumId").unwrap_or("").to_string(), levels);
                }
                "num" => {
                    let mut restarts = BTreeMap::new();
                    for change in element.elements().filter(|element| element.name == "lvlOverride") {
                        let level = change.get("ilvl").and_then(|level| level.parse().ok());
                        let start = change.value("startOverride").and_then(|start| start.parse().ok());
                        if let (Some(level), Some(start)) = (level, start) {
                            restarts.insert(level, start);
                        }
                    }
                    let list = element.value("abstractNumId").unwrap_or("").to_string();
                    out.numbers.insert(element.get("numId").unwrap_or("").to_string(), (list, restarts));
                }
                _ => {}
            }
        }
        out
    }

    /// Counts a paragraph and gives its label. `None` where it has no number after all.
    pub fn next(&mut self, id: &str, level: u8) -> Option<Label> {
        let (list, restarts) = self.numbers.get(id)?.clone();
        let levels = self.lists.get(&list)?.clone();
        let at = usize::from(level.min(8));
        let counts = self.counts.entry(list).or_insert_with(|| vec![None; 9]);
        if self.started.insert(id.to_string()) {
            for (level, start) in restarts {
                counts[usize::from(level.min(8))] = start.checked_sub(1);
            }
        }
        counts[at] = Some(counts[at].map_or(levels[at].start, |count| count.saturating_add(1)));
        counts[at + 1..].iter_mut().for_each(|count| *count = None);
        for (n, count) in counts.iter_mut().enumerate().take(at) {
            count.get_or_insert(levels[n].start);
        }
        match levels[at].format.as_str() {
            "bullet" => Some(Label::Bullet),
            "none" => None,
            _ => {
                let mut text = levels[at].text.clone();
                for n in 0..=at {
                    let number = counts[n].unwrap_or(1);
                    text = text.replace(&format!("%{}", n + 1), &shown(number, &levels[n].format));
                }
                Some(Label::Number(text.trim().to_string())).filter(|_| !text.trim().is_empty())
            }
        }
    }
}

fn shown(number: u32, format: &str) -> String {
    let letter = |first: u8| {
        let at = (number.max(1) - 1) % 26;
        char::from(first + at as u8).to_string().repeat((1 + (number.max(1) - 1) / 26).min(4) as usize)
    };
    match format {
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        _ => number.to_string(),
    }
}

fn roman(mut number: u32) -> String {
    let mut out = String::new();
    for (value, sign) in
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    {
        while number >= value && out.len() < 24 {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::xml::parse;
    use super::*;

    #[test]
    fn numbers_are_counted_as_word_counts_them() {
        let root = parse("<numbering><abstractNum abstractNumId='1'><lvl ilvl='0'><numFmt val='decimal'/><lvlText val='%1.'/></lvl><lvl ilvl='1'><numFmt val='decimal'/><lvlText val='%1.%2'/></lvl><lvl ilvl='2'><numFmt val='lowerLetter'/><lvlText val='%3)'/></lvl></abstractNum><num numId='5'><abstractNumId val='1'/></num></numbering>").unwrap_or_default();
        let mut numbering = Numbering::read(&root);
        let mut next = |level| match numbering.next("5", level) {
            Some(Label::Number(text)) => text,
            other => format!("{other:?}"),
        };
        let labels: Vec<String> = [0, 1, 1, 2, 0, 1].into_iter().map(&mut next).collect();
        assert_eq!(labels, ["1.", "1.1", "1.2", "a)", "2.", "2.1"]);
        assert_eq!(numbering.next("9", 0), None);
    }
}
