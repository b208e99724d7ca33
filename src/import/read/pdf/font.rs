//! Fonts: which characters their codes mean, and how wide those are.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Encoding, Object};

/// A font as far as text needs it.
pub struct Font<'a> {
    encoding: Option<Encoding<'a>>,
    widths: BTreeMap<u32, f32>,
    default: f32,
    /// Codes of two bytes.
    double: bool,
    /// Set in bold.
    pub bold: bool,
    /// Set in italics.
    pub italic: bool,
}

impl<'a> Font<'a> {
    /// Reads a font dictionary.
    pub fn read(document: &'a Document, font: &'a Dictionary) -> Self {
        let name = font
            .get(b"BaseFont")
            .and_then(Object::as_name)
            .map(|name| String::from_utf8_lossy(name).to_lowercase())
            .unwrap_or_default();
        let double = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0");
        let (widths, default) = if double { composite(document, font) } else { simple(document, font) };
        Self {
            encoding: font.get_font_encoding_with_limit(document, super::STREAM).ok(),
            widths,
            default,
            double,
            bold: ["bold", "black", "semibold", "heavy"].iter().any(|word| name.contains(word)),
            italic: ["italic", "oblique"].iter().any(|word| name.contains(word)),
        }
    }

    /// The characters of a string.
    pub fn text(&self, bytes: &[u8]) -> String {
        match &self.encoding {
            Some(encoding) => Document::decode_text(encoding, bytes).unwrap_or_default(),
            None => bytes.iter().map(|byte| char::from(*byte)).collect(),
        }
    }

    /// The width of a string in thousandths of the size, and how many codes and blanks it has.
    pub fn width(&self, bytes: &[u8]) -> (f32, usize, usize) {
        let codes: Vec<u32> = if self.double {
            bytes
                .chunks(2)
                .map(|pair| pair.iter().fold(0, |code, byte| code << 8 | u32::from(*byte)))
                .collect()
        } else {
            bytes.iter().map(|byte| u32::from(*byte)).collect()
        };
        let width = codes.iter().map(|code| self.widths.get(code).copied().unwrap_or(self.default)).sum();
        let blanks = if self.double { 0 } else { codes.iter().filter(|code| **code == 32).count() };
        (width, codes.len(), blanks)
    }
}

fn number(object: &Object) -> Option<f32> {
    object.as_float().ok().filter(|number| number.is_finite())
}

fn simple(document: &Document, font: &Dictionary) -> (BTreeMap<u32, f32>, f32) {
    let first =
        font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0).clamp(0, 255) as u32;
    let widths = font.get_deref(b"Widths", document).and_then(Object::as_array);
    let map = widths.map(|widths| {
        let each = widths.iter().take(256).enumerate();
        each.filter_map(|(at, width)| Some((first + at as u32, number(document.dereference(width).ok()?.1)?)))
            .collect()
    });
    (map.unwrap_or_default(), 500.0)
}

fn composite(document: &Document, font: &Dictionary) -> (BTreeMap<u32, f32>, f32) {
    let mut widths = BTreeMap::new();
    let descendant = font
        .get_deref(b"DescendantFonts", document)
        .and_then(Object::as_array)
        .ok()
        .and_then(|fonts| fonts.first())
        .and_then(|font| document.dereference(font).ok())
        .and_then(|(_, font)| font.as_dict().ok());
    let Some(descendant) = descendant else { return (widths, 500.0) };
    let default = descendant.get_deref(b"DW", document).ok().and_then(number).unwrap_or(1000.0);
    let list = descendant
        .get_deref(b"W", document)
        .and_then(Object::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut at = 0;
    while at + 1 < list.len() && widths.len() < 70_000 {
        let Ok(first) = list[at].as_i64() else { break };
        let first = first.clamp(0, 65_535) as u32;
        match document.dereference(&list[at + 1]).map(|(_, object)| object) {
            Ok(Object::Array(each)) => {
                widths.extend(
                    each.iter().enumerate().filter_map(|(n, width)| Some((first + n as u32, number(width)?))),
                );
                at += 2;
            }
            Ok(last) => {
                let last = last.as_i64().unwrap_or(0).clamp(0, 65_535) as u32;
                let Some(width) = list.get(at + 2).and_then(number) else { break };
                widths.extend((first..=last).map(|code| (code, width)));
                at += 3;
            }
            Err(_) => break,
        }
    }
    (widths, default)
}
