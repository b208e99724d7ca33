//! The body of a Word document to blocks: paragraphs with their labels, tables, footnotes, tracked changes.

use super::super::super::block::{Block, Kind, Origin, Text, letters};
use super::super::super::journal::Journal;
use super::plain::lines;
use super::runs::Field;
use super::styles::{Label, Numbering, Style, Styles, numbering};
use super::xml::Element;
use crate::import::assemble::{self, number_of};
use crate::import::clean;

/// Reads the body.
pub struct Reader<'a> {
    pub(super) styles: &'a Styles,
    pub(super) numbering: Numbering,
    pub(super) journal: &'a mut Journal,
    pub(super) fields: Vec<Field>,
    pub(super) notes: Vec<String>,
    pub(super) paragraph: u32,
    pub(super) letters: usize,
    pub(super) boxes: Vec<Block>,
    pub(super) deleted: bool,
    /// The paragraphs that begin pages, as the author broke them.
    pub(super) starts: Vec<u32>,
}

impl<'a> Reader<'a> {
    /// A reader at the beginning of a document.
    pub fn new(styles: &'a Styles, numbering: Numbering, journal: &'a mut Journal) -> Self {
        Self {
            styles,
            numbering,
            journal,
            fields: Vec::new(),
            notes: Vec::new(),
            paragraph: 0,
            letters: 0,
            boxes: Vec::new(),
            deleted: false,
            starts: Vec::new(),
        }
    }

    /// How many letters were read, left-out ones included.
    pub fn letters(&self) -> usize {
        self.letters
    }

    /// The places of the blocks that begin pages.
    pub fn starts(&self, blocks: &[Block]) -> Vec<usize> {
        let at = |line: &u32| blocks.iter().position(|block| block.origin.line >= *line);
        let mut places: Vec<usize> = self.starts.iter().filter_map(at).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The blocks of `document.xml`.
    pub fn document(&mut self, root: &Element) -> Vec<Block> {
        let mut out = Vec::new();
        if let Some(body) = root.child("body") {
            self.container(body, &mut out);
        }
        assemble::finish(out, self.journal)
    }

    pub(super) fn origin(&self) -> Origin {
        Origin { page: 0, line: self.paragraph }
    }

    pub(super) fn container(&mut self, element: &Element, out: &mut Vec<Block>) {
        for child in element.elements() {
            match child.name.as_str() {
                "p" => self.paragraph(child, out),
                "tbl" => self.table(child, out),
                "sdt" => {
                    let made = child.child("sdtPr").is_some_and(|properties| {
                        properties
                            .child("docPartObj")
                            .and_then(|part| part.value("docPartGallery"))
                            .is_some_and(|name| name.contains("Contents"))
                    });
                    if let Some(content) = child.child("sdtContent") {
                        if made {
                            self.leave_out(content, "innehållsförteckning");
                        } else {
                            self.container(content, out);
                        }
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => self.container(child, out),
                "AlternateContent" => {
                    if let Some(branch) = branch(child) {
                        self.container(branch, out);
                    }
                }
                "del" | "moveFrom" => self.leave_out(child, "spårad ändring"),
                _ => {}
            }
        }
    }

    pub(super) fn leave_out(&mut self, element: &Element, reason: &'static str) {
        for text in lines(element) {
            self.letters += letters(&text);
            self.journal.count(reason);
            self.journal.drop(self.origin(), reason, &text);
        }
    }

    fn paragraph(&mut self, element: &Element, out: &mut Vec<Block>) {
        self.paragraph += 1;
        let properties = element.child("pPr").cloned().unwrap_or_default();
        let style = self.styles.get(properties.value("pStyle"));
        let mut text = Text::default();
        self.runs(element, style.look, &mut text);
        let text = text.map(clean::plain_run).tidy();
        if properties.flag("pageBreakBefore").unwrap_or(false) {
            self.starts.push(self.paragraph);
        }
        let section = properties.child("sectPr");
        if section.is_some_and(|section| section.value("type") != Some("continuous")) {
            self.starts.push(self.paragraph + 1);
        }
        let origin = self.origin();
        let toc = style.name.starts_with("toc ") || style.name.starts_with("innehåll ");
        if toc {
            self.journal.drop(origin, "innehållsförteckning", &text.words());
        } else if !text.is_blank() {
            out.push(self.block(&properties, &style, text, origin));
        }
        out.append(&mut self.boxes);
    }

    fn block(&mut self, properties: &Element, style: &Style, text: Text, origin: Origin) -> Block {
        let own = properties
            .value("outlineLvl")
            .and_then(|level| level.parse::<u8>().ok())
            .filter(|level| *level < 9)
            .map(|level| level + 1);
        let heading = own.or(style.heading);
        let number = match numbering(properties) {
            // Numbering 0 takes away that of the style.
            Some((id, _)) if id == "0" => None,
            Some((id, level)) => Some((id, level)),
            None => style.number.clone(),
        };
        let label = number.as_ref().and_then(|(id, level)| self.numbering.next(id, *level));
        if let Some(level) = heading {
            let words = text.words();
            let (number, text) = match (label, number_of(&words)) {
                (Some(Label::Number(label)), _) => {
                    (Some(label.trim_end_matches(['.', ':']).to_string()), text)
                }
                (_, Some((number, title))) => (
                    Some(number.trim_end_matches(['.', ':']).to_string()),
                    text.slice(words.len() - title.len(), words.len()),
                ),
                _ => (None, text),
            };
            // Letters of a label that Word makes are written, so they count as read.
            self.letters += number.as_deref().filter(|number| !words.starts_with(number)).map_or(0, letters);
            let text = Text::plain(text.words());
            return Block::new(Kind::Heading { level: Some(level), number }, text, origin);
        }
        match (label, number) {
            (Some(Label::Bullet), Some((_, level))) => {
                Block::new(Kind::Item { level: level + 1, label: None }, text, origin)
            }
            (Some(Label::Number(label)), Some((_, level))) => {
                let shown = label.trim_matches(|c: char| !c.is_alphanumeric());
                if !shown.bytes().all(|b| b.is_ascii_digit()) {
                    self.letters += letters(&label);
                }
                Block::new(Kind::Item { level: level + 1, label: Some(label) }, text, origin)
            }
            _ => {
                // A bullet that somebody typed.
                let words = text.words();
                let typed =
                    words.starts_with(['•', '◦', '▪']) || words.starts_with("- ") || words.starts_with("– ");
                if typed && words.chars().count() > 2 {
                    let at = words.char_indices().nth(1).map_or(0, |(at, _)| at);
                    let rest = text.slice(at, words.len()).tidy();
                    let rest = Text(rest.0).map(|text| text.to_string()).tidy();
                    return Block::new(Kind::Item { level: 1, label: None }, trim_start(rest), origin);
                }
                Block::new(Kind::Paragraph, text, origin)
            }
        }
    }
}

/// The one of several alternatives that is read: the first.
pub(super) fn branch(element: &Element) -> Option<&Element> {
    element.child("Choice").or_else(|| element.child("Fallback"))
}

fn trim_start(text: Text) -> Text {
    let words = text.words();
    let cut = words.len() - words.trim_start().len();
    text.slice(cut, words.len())
}
