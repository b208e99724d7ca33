//! The content of a page to pieces of text: what, where, how large, and under which mark of the structure.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::Refusal;
use super::font::Font;
use super::text_of;

/// Deepest nesting of forms.
const FORMS: usize = 8;
/// Most operations of a page.
const OPERATIONS: usize = 4_000_000;

/// A piece of text.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    /// Page, from 1.
    pub page: u32,
    /// Left end of the base line.
    pub x: f32,
    /// Height of the base line, upwards.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Size of the letters.
    pub size: f32,
    /// The words.
    pub text: String,
    /// Set in bold.
    pub bold: bool,
    /// Set in italics.
    pub italic: bool,
    /// Mark of the structure tree.
    pub mark: Option<i64>,
    /// Marked as no part of the text: header, footer, decoration.
    pub artifact: bool,
}

#[cfg(test)]
impl Piece {
    /// Words of ten points on the first page, each letter half as wide as it is high.
    pub fn printed(x: f32, y: f32, text: &str) -> Self {
        let width = text.chars().count() as f32 * 5.0;
        Self { page: 1, x, y, width, size: 10.0, text: text.to_string(), ..Self::default() }
    }
}

type Matrix = [f32; 6];

const ONE: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Vec<u8>,
    size: f32,
    spacing: f32,
    word: f32,
    scale: f32,
    leading: f32,
    rise: f32,
}

/// A mark that is open in the content.
struct Mark {
    id: Option<i64>,
    artifact: bool,
    /// What the marked text reads as, until it has been written.
    actual: Option<Option<String>>,
}

struct Reader<'a> {
    document: &'a Document,
    page: u32,
    out: Vec<Piece>,
    marks: Vec<Mark>,
    operations: usize,
}

/// Reads a page.
pub fn read(document: &Document, page: ObjectId, number: u32) -> Result<Vec<Piece>, Refusal> {
    let bytes = document
        .get_page_content_with_limit(page, super::STREAM)
        .map_err(|error| Refusal::Broken(error.to_string()))?;
    let mut reader = Reader { document, page: number, out: Vec::new(), marks: Vec::new(), operations: 0 };
    let resources = resources(document, page);
    reader.content(&bytes, &resources, ONE, 0);
    Ok(reader.out)
}

/// The resources of a page, its own first.
fn resources(document: &Document, page: ObjectId) -> Vec<&Dictionary> {
    let Ok((own, inherited)) = document.get_page_resources(page) else { return Vec::new() };
    own.into_iter().chain(inherited.into_iter().filter_map(|id| document.get_dictionary(id).ok())).collect()
}

fn numbers(operands: &[Object]) -> Vec<f32> {
    operands
        .iter()
        .map(|operand| operand.as_float().unwrap_or(0.0))
        .map(|number| if number.is_finite() { number } else { 0.0 })
        .collect()
}

impl<'a> Reader<'a> {
    fn find(&self, resources: &[&'a Dictionary], kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        let within = |dictionary: &&'a Dictionary| {
            dictionary
                .get_deref(kind, self.document)
                .ok()?
                .as_dict()
                .ok()?
                .get_deref(name, self.document)
                .ok()
        };
        resources.iter().find_map(within)
    }

    fn content(&mut self, bytes: &[u8], resources: &[&'a Dictionary], matrix: Matrix, depth: usize) {
        let Ok(content) = Content::decode(bytes) else { return };
        let mut fonts: BTreeMap<Vec<u8>, Option<Font<'a>>> = BTreeMap::new();
        let mut state = State {
            matrix,
            font: Vec::new(),
            size: 1.0,
            spacing: 0.0,
            word: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut saved: Vec<State> = Vec::new();
        let (mut line, mut text) = (ONE, ONE);
        let marks = self.marks.len();
        for operation in &content.operations {
            self.operations += 1;
            if self.operations > OPERATIONS {
                break;
            }
            let operands = &operation.operands;
            let n = numbers(operands);
            match (operation.operator.as_str(), n.as_slice()) {
                ("q", _) if saved.len() < 256 => saved.push(state.clone()),
                ("Q", _) => {
                    if let Some(last) = saved.pop() {
                        state = last;
                    }
                }
                ("cm", &[a, b, c, d, e, f]) => state.matrix = times([a, b, c, d, e, f], state.matrix),
                ("BT", _) => (line, text) = (ONE, ONE),
                ("Tf", [_, size]) => {
                    state.font = operands[0].as_name().map(<[u8]>::to_vec).unwrap_or_default();
                    state.size = *size;
                }
                ("Tc", &[value]) => state.spacing = value,
                ("Tw", &[value]) => state.word = value,
                ("Tz", &[value]) => state.scale = value / 100.0,
                ("TL", &[value]) => state.leading = value,
                ("Ts", &[value]) => state.rise = value,
                ("Tm", &[a, b, c, d, e, f]) => (line, text) = ([a, b, c, d, e, f], [a, b, c, d, e, f]),
                ("Td" | "TD", &[x, y]) => {
                    if operation.operator == "TD" {
                        state.leading = -y;
                    }
                    line = times([1.0, 0.0, 0.0, 1.0, x, y], line);
                    text = line;
                }
                ("T*", _) => {
                    line = times([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                    text = line;
                }
                ("Tj" | "TJ" | "'" | "\"", _) => {
                    if matches!(operation.operator.as_str(), "'" | "\"") {
                        line = times([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                        text = line;
                    }
                    let font = fonts.entry(state.font.clone()).or_insert_with(|| {
                        self.find(resources, b"Font", &state.font)
                            .and_then(|font| font.as_dict().ok())
                            .map(|font| Font::read(self.document, font))
                    });
                    let shown = operands.last();
                    self.show(font.as_ref(), shown, &state, &mut text);
                }
                ("BDC" | "BMC", _) => self.mark(operands, resources),
                ("EMC", _) if self.marks.len() > marks => drop(self.marks.pop()),
                ("Do", _) if depth < FORMS => self.form(operands, resources, state.matrix, depth),
                _ => {}
            }
        }
        self.marks.truncate(marks);
    }

    fn mark(&mut self, operands: &[Object], resources: &[&'a Dictionary]) {
        let tag = operands.first().and_then(|tag| tag.as_name().ok()).unwrap_or_default();
        let properties = match operands.get(1) {
            Some(Object::Dictionary(own)) => Some(own.clone()),
            Some(Object::Name(name)) => {
                self.find(resources, b"Properties", name).and_then(|found| found.as_dict().ok()).cloned()
            }
            _ => None,
        };
        let get = |key: &[u8]| {
            properties.as_ref().and_then(|properties| properties.get_deref(key, self.document).ok())
        };
        let id = get(b"MCID").and_then(|id| id.as_i64().ok());
        let actual = get(b"ActualText").and_then(text_of).map(Some);
        let above = self.marks.last();
        let id = id.or_else(|| above.and_then(|mark| mark.id));
        let artifact = tag == b"Artifact" || above.is_some_and(|mark| mark.artifact);
        if self.marks.len() < 512 {
            self.marks.push(Mark { id, artifact, actual });
        }
    }

    fn form(&mut self, operands: &[Object], resources: &[&'a Dictionary], matrix: Matrix, depth: usize) {
        let Some(name) = operands.first().and_then(|name| name.as_name().ok()) else { return };
        let Some(stream) = self.find(resources, b"XObject", name).and_then(|form| form.as_stream().ok())
        else {
            return;
        };
        if !stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form") {
            return;
        }
        let Ok(bytes) = stream.get_plain_content_with_limit(super::STREAM) else { return };
        let own = stream
            .dict
            .get_deref(b"Matrix", self.document)
            .and_then(Object::as_array)
            .map(|matrix| numbers(matrix))
            .unwrap_or_default();
        let matrix =
            if let &[a, b, c, d, e, f] = own.as_slice() { times([a, b, c, d, e, f], matrix) } else { matrix };
        let inner = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let resources: Vec<&Dictionary> = inner.into_iter().chain(resources.iter().copied()).collect();
        self.content(&bytes, &resources, matrix, depth + 1);
    }

    fn show(&mut self, font: Option<&Font<'_>>, shown: Option<&Object>, state: &State, text: &mut Matrix) {
        let items: &[Object] = match shown {
            Some(Object::Array(items)) => items,
            Some(one) => std::slice::from_ref(one),
            None => return,
        };
        let start = times(*text, state.matrix);
        let mut words = String::new();
        let mut advance = 0.0;
        for item in items {
            match item {
                Object::String(bytes, _) => {
                    let (width, codes, blanks) =
                        font.map_or((500.0 * bytes.len() as f32, bytes.len(), 0), |font| font.width(bytes));
                    words.push_str(&font.map_or_else(
                        || bytes.iter().map(|byte| char::from(*byte)).collect(),
                        |font| font.text(bytes),
                    ));
                    advance += (width / 1000.0 * state.size
                        + state.spacing * codes as f32
                        + state.word * blanks as f32)
                        * state.scale;
                }
                other => {
                    let shift = other.as_float().unwrap_or(0.0);
                    // A wide step between letters is a blank.
                    if shift < -180.0 && !words.is_empty() && !words.ends_with(' ') {
                        words.push(' ');
                    }
                    advance -= shift / 1000.0 * state.size * state.scale;
                }
            }
        }
        *text = times([1.0, 0.0, 0.0, 1.0, advance, 0.0], *text);
        let mark = self.marks.iter_mut().rev().find_map(|mark| mark.actual.as_mut());
        if let Some(actual) = mark {
            // The first piece under it carries all that the mark reads as.
            words = actual.take().unwrap_or_default();
        }
        let end = times(*text, state.matrix);
        let size = state.size.abs() * (start[2].hypot(start[3])).max(0.001);
        let (id, artifact) = self.marks.last().map_or((None, false), |mark| (mark.id, mark.artifact));
        self.out.push(Piece {
            page: self.page,
            x: start[4],
            y: start[5] + state.rise,
            width: (end[4] - start[4]).max(0.0),
            size,
            text: words,
            bold: font.is_some_and(|font| font.bold),
            italic: font.is_some_and(|font| font.italic),
            mark: id,
            artifact,
        });
    }
}
