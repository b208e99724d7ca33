//! The runs of a paragraph: text with its marks, tracked changes, fields, the places of footnotes.
//!
//! In: the children of a paragraph. Out: text. What is deleted, hidden or made by Word is left out and listed.

use super::super::super::block::{Style as Look, Text, letters};
use super::body::{Reader, branch};
use super::styles::look;
use super::xml::Element;
use crate::import::clean;

/// Where a complex field stands: its instruction is read, then its result.
#[derive(Debug, Default)]
pub(super) struct Field {
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

impl Reader<'_> {
    /// The runs of a paragraph.
    pub(super) fn runs(&mut self, element: &Element, inherited: Look, out: &mut Text) {
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
                "br" if child.get("type") == Some("page") => {
                    // What stands after a break at its beginning is on the next page.
                    self.starts.push(self.paragraph + u32::from(!out.is_blank()));
                    self.text(" ", look, false, out);
                }
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
}
