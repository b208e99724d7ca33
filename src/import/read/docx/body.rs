//! The body of a Word document to blocks: paragraphs with their labels, tables, footnotes, tracked changes.

use super::super::super::block::{Block, Kind, Origin, Style as Look, Text, letters};
use super::super::super::journal::Journal;
use super::styles::{Label, Numbering, Style, Styles, look, numbering};
use super::xml::{Element, Node};
use crate::import::assemble::{self, number_of};
use crate::import::clean;

/// Most rows and cells of a table.
const CELLS: usize = 200_000;

/// Where a complex field stands: its instruction is read, then its result.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    in_result: bool,
}

impl Field {
    /// Whether the result is a table of contents or counts pages: made by Word, not written.
    fn is_made(&self) -> bool {
        let first = self.instruction.split_whitespace().next().unwrap_or("").to_uppercase();
        matches!(first.as_str(), "TOC" | "PAGE" | "NUMPAGES" | "SECTIONPAGES")
    }
}

/// Reads the body.
pub struct Reader<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    journal: &'a mut Journal,
    fields: Vec<Field>,
    notes: Vec<String>,
    paragraph: u32,
    letters: usize,
    boxes: Vec<Block>,
    deleted: bool,
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
        }
    }

    /// How many letters were read, left-out ones included.
    pub fn letters(&self) -> usize {
        self.letters
    }

    /// The blocks of `document.xml`.
    pub fn document(&mut self, root: &Element) -> Vec<Block> {
        let mut out = Vec::new();
        if let Some(body) = root.child("body") {
            self.container(body, &mut out);
        }
        assemble::finish(out, self.journal)
    }

    fn origin(&self) -> Origin {
        Origin { page: 0, line: self.paragraph }
    }

    fn container(&mut self, element: &Element, out: &mut Vec<Block>) {
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

    fn leave_out(&mut self, element: &Element, reason: &'static str) {
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

    /// The runs of a paragraph.
    fn runs(&mut self, element: &Element, inherited: Look, out: &mut Text) {
        for child in element.elements() {
            match child.name.as_str() {
                "r" => self.run(child, inherited, out),
                "del" | "moveFrom" => {
                    let was = std::mem::replace(&mut self.deleted, true);
                    self.runs(child, inherited, out);
                    self.deleted = was;
                }
                "ins" | "moveTo" => {
                    let mut text = Text::default();
                    self.runs(child, inherited, &mut text);
                    let words = text.words();
                    if !words.trim().is_empty() {
                        self.journal.doubt(
                            self.origin(),
                            "spårad ändring",
                            &words,
                            &words,
                            "tillägg som ingen har godkänt i Word; det är med",
                        );
                    }
                    out.append(text);
                }
                "hyperlink" | "smartTag" | "fldSimple" | "customXml" | "dir" | "bdo" => {
                    self.runs(child, inherited, out)
                }
                "sdt" => {
                    if let Some(content) = child.child("sdtContent") {
                        self.runs(content, inherited, out);
                    }
                }
                "AlternateContent" => {
                    if let Some(branch) = branch(child) {
                        self.runs(branch, inherited, out);
                    }
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, element: &Element, inherited: Look, out: &mut Text) {
        let properties = element.child("rPr").cloned().unwrap_or_default();
        let style = properties.value("rStyle").map(|id| self.styles.get(Some(id)).look).unwrap_or_default();
        let base = Look {
            bold: inherited.bold || style.bold,
            italic: inherited.italic || style.italic,
            strike: inherited.strike || style.strike,
        };
        let look = look(&properties, base);
        let hidden = properties.flag("vanish").unwrap_or(false);
        for child in element.elements() {
            match child.name.as_str() {
                "t" | "delText" => self.text(&child.text(), look, hidden || child.name == "delText", out),
                "tab" | "br" | "cr" => self.text(" ", look, false, out),
                "noBreakHyphen" => self.text("-", look, false, out),
                "footnoteReference" | "endnoteReference" => {
                    let label = self.note(child.name == "endnoteReference", child.get("id").unwrap_or(""));
                    if !self.deleted {
                        out.push_note(&label);
                    }
                }
                "fldChar" => self.field(child.get("fldCharType").unwrap_or("")),
                "instrText" => {
                    if let Some(field) = self.fields.last_mut() {
                        field.instruction.push_str(&child.text());
                    }
                }
                "drawing" | "pict" | "AlternateContent" => self.drawing(child),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str, look: Look, hidden: bool, out: &mut Text) {
        // Counted as it is written, ligatures taken apart.
        self.letters += letters(&clean::plain_run(text));
        let made = self.fields.iter().any(|field| field.in_result && field.is_made());
        let reason = match (self.deleted, hidden, made) {
            (true, ..) => "spårad ändring",
            (_, true, _) => "dold text",
            (.., true) => "innehållsförteckning",
            _ => {
                out.push(text, look);
                return;
            }
        };
        self.journal.count(reason);
        self.journal.drop(self.origin(), reason, &clean::plain_run(text));
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" if self.fields.len() < 64 => self.fields.push(Field::default()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_result = true;
                }
            }
            "end" => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn note(&mut self, end: bool, id: &str) -> String {
        let key = format!("{}{id}", if end { "e" } else { "" });
        let at = self.notes.iter().position(|known| *known == key).unwrap_or_else(|| {
            self.notes.push(key);
            self.notes.len() - 1
        });
        (at + 1).to_string()
    }

    /// Text boxes: blocks after the paragraph that they are anchored in. Of alternatives only the first is read.
    fn drawing(&mut self, element: &Element) {
        let element = if element.name == "AlternateContent" { branch(element) } else { Some(element) };
        let Some(element) = element else { return };
        for child in element.elements() {
            if child.name == "txbxContent" {
                let mut blocks = Vec::new();
                self.container(child, &mut blocks);
                self.boxes.extend(blocks);
            } else {
                self.drawing(child);
            }
        }
    }

    /// The texts of footnotes or endnotes that the body refers to.
    pub fn notes(&mut self, root: &Element, name: &str) -> Vec<Block> {
        let mut out = Vec::new();
        for note in root.elements().filter(|element| element.name == name) {
            let id = note.get("id").unwrap_or("");
            let key = format!("{}{id}", if name == "endnote" { "e" } else { "" });
            let mut blocks = Vec::new();
            self.container(note, &mut blocks);
            let mut text = Text::default();
            for block in blocks {
                if !text.is_blank() {
                    text.push(" ", Look::default());
                }
                text.append(block.text);
            }
            if text.is_blank() {
                continue;
            }
            match self.notes.iter().position(|known| *known == key) {
                Some(at) => {
                    out.push(Block::new(Kind::Note((at + 1).to_string()), text.tidy(), self.origin()))
                }
                None => self.journal.drop(self.origin(), "fotnot utan plats", &text.words()),
            }
        }
        out
    }

    fn table(&mut self, element: &Element, out: &mut Vec<Block>) {
        let origin = Origin { page: 0, line: self.paragraph + 1 };
        let mut rows: Vec<Vec<Text>> = Vec::new();
        let mut above: Vec<Text> = Vec::new();
        let mut cells = 0;
        for row in element.elements().filter(|child| child.name == "tr") {
            if row.child("trPr").is_some_and(|properties| properties.child("del").is_some()) {
                self.leave_out(row, "spårad ändring");
                continue;
            }
            let made = self.row(row, &mut above);
            cells += made.len();
            if cells > CELLS {
                self.journal.doubt(
                    origin,
                    "tabell",
                    "",
                    "",
                    "tabellen är större än någon tabell i ett styrdokument och har kapats",
                );
                self.leave_out(element, "tabell för stor");
                break;
            }
            rows.push(made);
        }
        rows.retain(|row| !row.iter().all(Text::is_blank));
        let wide = rows.iter().map(Vec::len).max().unwrap_or(0);
        if wide <= 1 {
            // A frame around text, not a table.
            out.extend(rows.into_iter().flatten().map(|text| Block::new(Kind::Paragraph, text, origin)));
        } else {
            out.push(Block::new(Kind::Table(rows), Text::default(), origin));
        }
        out.append(&mut self.boxes);
    }

    /// The cells of a row. A cell that spans all columns stays one; one that goes on the cell above repeats it.
    fn row(&mut self, row: &Element, above: &mut Vec<Text>) -> Vec<Text> {
        let cells: Vec<&Element> = row.elements().flat_map(unwrapped).collect();
        let mut out: Vec<Text> = Vec::new();
        for cell in &cells {
            let properties = cell.child("tcPr").cloned().unwrap_or_default();
            let span = properties
                .value("gridSpan")
                .and_then(|span| span.parse::<usize>().ok())
                .unwrap_or(1)
                .clamp(1, 64);
            let mut blocks = Vec::new();
            self.container(cell, &mut blocks);
            let mut text = Text::default();
            for block in blocks {
                if !text.is_blank() {
                    text.push(" ", Look::default());
                }
                match block.kind {
                    Kind::Table(rows) => rows.into_iter().flatten().for_each(|cell| {
                        text.append(cell);
                        text.push(" ", Look::default());
                    }),
                    Kind::Item { label: Some(label), .. } | Kind::Heading { number: Some(label), .. } => {
                        let shown = label.trim_matches(|c: char| !c.is_alphanumeric());
                        // Digits of a list are no letters; other labels were counted when they were made.
                        if letters(shown) == 0 || letters(&label) > 0 {
                            text.push(&format!("{label} "), Look::default());
                        }
                        text.append(block.text);
                    }
                    _ => text.append(block.text),
                }
            }
            let mut text = text.tidy();
            let goes_on = properties.child("vMerge").is_some_and(|merge| merge.get("val") != Some("restart"));
            if goes_on
                && text.is_blank()
                && let Some(known) = above.get(out.len())
            {
                text = known.clone();
                self.letters += letters(&text.words());
            }
            out.push(text);
            if cells.len() > 1 {
                out.extend(std::iter::repeat_n(Text::default(), span - 1));
            }
        }
        if cells.len() > 1 {
            above.clone_from(&out);
        }
        out
    }
}

/// The one of several alternatives that is read: the first.
fn branch(element: &Element) -> Option<&Element> {
    element.child("Choice").or_else(|| element.child("Fallback"))
}

fn trim_start(text: Text) -> Text {
    let words = text.words();
    let cut = words.len() - words.trim_start().len();
    text.slice(cut, words.len())
}

/// Cells, also those within a content control.
fn unwrapped(element: &Element) -> Vec<&Element> {
    match element.name.as_str() {
        "tc" => vec![element],
        "sdt" => element
            .child("sdtContent")
            .map(|content| content.elements().flat_map(unwrapped).collect())
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The text of each paragraph, tabs as wide gaps, deleted text too.
pub fn lines(element: &Element) -> Vec<String> {
    let mut out = Vec::new();
    if element.name == "p" {
        let mut text = String::new();
        plain(element, &mut text);
        let text = clean::plain_run(&text).trim().to_string();
        if !text.is_empty() {
            out.push(text);
        }
        return out;
    }
    if matches!(element.name.as_str(), "t" | "delText") {
        out.push(element.text());
        return out;
    }
    let direct: bool = element.elements().any(|child| child.name == "r");
    if direct {
        let mut text = String::new();
        plain(element, &mut text);
        out.push(clean::plain_run(&text));
        return out;
    }
    for child in &element.children {
        if let Node::Element(child) = child {
            out.extend(lines(child));
        }
    }
    out
}

fn plain(element: &Element, out: &mut String) {
    for child in element.elements() {
        match child.name.as_str() {
            "t" | "delText" => out.push_str(&child.text()),
            "tab" => out.push_str("  "),
            "br" | "cr" => out.push(' '),
            "Fallback" => {}
            _ => plain(child, out),
        }
    }
}
