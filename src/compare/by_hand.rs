//! A hand-made ändringsbilaga against the two texts: is what it says what has changed?
//!
//! In: the annex as Markdown with a table, or as plain text copied from a document (old text begins with its number,
//! new text follows, text that is only new is indented). Out: [`Finding`]s.

use super::check::{Fault, Finding};
use super::marks::mark;
use super::tokens::{Bag, Lexicon, fold};
use super::{Comparison, Kind, Text, Unit, UnitKind, label};
use crate::content::body::{Block, Table};
use crate::content::inline::plain;
use crate::content::parse;

/// A row: the heading that it stands under, the number printed, and both texts.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Row {
    /// Heading as printed.
    pub section: String,
    /// Number as printed before the old text.
    pub number: Option<String>,
    /// Old text; empty for what is new.
    pub old: String,
    /// New text; empty for what is repealed.
    pub new: String,
}

/// How alike a text of the document must be to be the one that a row means.
const ALIKE: f64 = 0.6;

/// Reads the rows of an annex.
pub fn rows(text: &str) -> Vec<Row> {
    let body = parse::lenient(text, super::body_at(text));
    let mut out = Vec::new();
    let mut section = String::new();
    for block in &body.blocks {
        match block {
            Block::Heading(heading) => section = plain(&heading.text),
            Block::Table(table) => table_rows(table, &mut section, &mut out),
            _ => {}
        }
    }
    if out.is_empty() { plain_rows(text) } else { out }
}

fn table_rows(table: &Table, section: &mut String, out: &mut Vec<Row>) {
    for row in std::iter::once(&table.head).chain(&table.rows) {
        let mut cells: Vec<String> = row.iter().map(|cell| plain(cell)).collect();
        // A first column may say what kind of change it is.
        if cells.len() > 2 {
            cells = cells.split_off(cells.len() - 2);
        }
        let [old, new] = cells.as_slice() else { continue };
        let heads = ["ursprunglig text", "nuvarande lydelse", "original text"];
        if heads.contains(&old.to_lowercase().as_str()) || (old.is_empty() && new.is_empty()) {
            continue;
        }
        if is_heading(old) && new.is_empty() {
            section.clone_from(old);
            continue;
        }
        let (number, rest) = label::of_paragraph(old);
        let (old, new) = (rest.to_string(), label::of_paragraph(new).1.to_string());
        out.push(Row { section: section.clone(), number, old, new });
    }
}

fn is_heading(text: &str) -> bool {
    let (number, title) = label::of_heading(text);
    number.is_some_and(|number| number.matches('.').count() < 2)
        && !title.is_empty()
        && title.len() < 120
        && !title.ends_with('.')
}

/// Rows of an annex that has lost its table: blocks of lines.
fn plain_rows(text: &str) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::new();
    let mut section = String::new();
    let from =
        text.to_lowercase().find("ny text\n").or_else(|| text.to_lowercase().find("ny text \n")).unwrap_or(0);
    for (indented, block) in blocks(text.get(from..).unwrap_or(text)) {
        let (number, rest) = label::of_paragraph(&block);
        if is_heading(&block) || block == "Begrepp" {
            section = block;
        } else if number.as_ref().is_some_and(|number| number.matches('.').count() == 2) {
            out.push(Row { section: section.clone(), number, old: rest.to_string(), new: String::new() });
        } else if indented {
            out.push(Row { section: section.clone(), new: block, ..Row::default() });
        } else if let Some(row) =
            out.last_mut().filter(|row| !row.old.is_empty() && row.new.is_empty() && row.section == section)
        {
            row.new = block;
        } else if block.split(' ').count() > 3 {
            out.push(Row { section: section.clone(), old: block, ..Row::default() });
        }
    }
    out
}

/// Blocks between empty lines, joined, each with whether its first line is indented. Headings stand alone.
fn blocks(text: &str) -> Vec<(bool, String)> {
    let mut out: Vec<(bool, String)> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let words = line.trim();
        let printed = words.to_lowercase();
        let page = printed == "ursprunglig text ny text"
            || printed == "ändringsbilaga"
            || words.ends_with(')') && words.len() < 9;
        if words.is_empty() || page {
            open = false;
            continue;
        }
        let head = is_heading(words) || words == "Begrepp";
        let numbered = label::begins_rule(words)
            && label::of_paragraph(words).0.is_some_and(|n| n.matches('.').count() == 2);
        if !open || head || numbered {
            out.push((line.starts_with(' '), String::new()));
        }
        open = true;
        if let Some((_, block)) = out.last_mut() {
            // «cyber- och» is two words, «informations-» at the end of a line is one that was cut.
            let pair = ["och ", "eller ", "samt ", "and ", "or "].iter().any(|word| words.starts_with(word));
            let cut =
                block.ends_with('-') && !block.to_lowercase().ends_with("it-") && !block.ends_with("0-");
            if pair && block.ends_with('-') {
                block.push(' ');
            } else if cut {
                block.pop();
            } else if !block.is_empty() && !block.ends_with('-') {
                block.push(' ');
            }
            block.push_str(words);
        }
    }
    out
}

/// A text of a document that a row may mean.
struct Place<'t> {
    unit: &'t Unit,
    section: &'t str,
    bag: Bag,
}

fn places<'t>(text: &'t Text, lexicon: &mut Lexicon) -> Vec<Place<'t>> {
    text.units
        .iter()
        .filter(|unit| !unit.is_heading())
        .map(|unit| Place { unit, section: &text.sections[unit.section].title, bag: lexicon.bag(&unit.text) })
        .collect()
}

/// Checks an annex against the two texts and what has changed between them.
pub fn check(annex: &str, old: &Text, new: &Text, comparison: &Comparison) -> Vec<Finding> {
    let rows = rows(annex);
    let mut lexicon = Lexicon::default();
    let (before, after) = (places(old, &mut lexicon), places(new, &mut lexicon));
    let name = new.id.clone().unwrap_or_else(|| new.path.clone());
    let mut out = Vec::new();
    let mut add = |fault: Fault| out.push(Finding { document: name.clone(), fault });
    for row in &rows {
        let called = called(row);
        let in_old = find(&row.old, &before, &mut lexicon);
        let in_new = find(&row.new, &after, &mut lexicon);
        text(&row.old, in_old, &called, Fault::OldTextDiffers, &mut add);
        text(&row.new, in_new, &called, Fault::NewTextDiffers, &mut add);
        let printed = label::of_heading(&row.section).0.unwrap_or_default();
        // A number that is right under the rule's own heading stands under the wrong one.
        let real = in_new.or(in_old).and_then(|place| label::of_heading(place.section).0).unwrap_or_default();
        let strange =
            |number: &&String| !printed.is_empty() && !belongs(number, &printed) && !belongs(number, &real);
        if let Some(number) = row.number.as_ref().filter(strange) {
            add(Fault::WrongNumber(number.clone(), row.section.clone()));
        }
        if let Some(place) = in_new.or(in_old) {
            let real = place.section;
            let differs = !row.section.is_empty()
                && !real.is_empty()
                && fold(&label::of_heading(real).1) != fold(&label::of_heading(&row.section).1);
            let lead = label::of_heading(real).0.is_some_and(|number| number == printed);
            if differs && !lead {
                add(Fault::WrongHeading(called.clone(), row.section.clone(), real.to_string()));
            }
        }
    }
    missing(&rows, comparison, &mut lexicon, &mut add);
    out
}

fn called(row: &Row) -> String {
    let text = if row.new.is_empty() { &row.old } else { &row.new };
    let start: Vec<&str> = text.split(' ').take(8).collect();
    row.number
        .as_ref()
        .map_or_else(|| format!("{} …", start.join(" ")), |number| format!("{number} {} …", start.join(" ")))
}

/// Whether a number is one of a section: «3.1.4» of «3.1».
fn belongs(number: &str, section: &str) -> bool {
    let section = section.trim_end_matches('.');
    number.strip_prefix(section).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The unit that a text means: the same one, else the most alike.
fn find<'p, 't>(text: &str, places: &'p [Place<'t>], lexicon: &mut Lexicon) -> Option<&'p Place<'t>> {
    if text.is_empty() {
        return None;
    }
    if let Some(same) = places.iter().find(|place| place.unit.text == text) {
        return Some(same);
    }
    let bag = lexicon.bag(text);
    let (alike, place) =
        places.iter().map(|place| (bag.likeness(&place.bag), place)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (alike >= ALIKE).then_some(place)
}

fn text(
    printed: &str,
    found: Option<&Place<'_>>,
    called: &str,
    fault: fn(String, Option<String>) -> Fault,
    add: &mut impl FnMut(Fault),
) {
    match found {
        _ if printed.is_empty() => {}
        Some(place) if place.unit.text == printed => {}
        Some(place) if fold(&place.unit.text) == fold(printed) => add(Fault::SignsDiffer(called.to_string())),
        Some(place) => {
            let marks: String = mark(printed, &place.unit.text)
                .iter()
                .map(|piece| match piece.op {
                    super::marks::Op::Equal => piece.text.clone(),
                    super::marks::Op::Delete => format!("[-{}-]", piece.text.trim()),
                    super::marks::Op::Insert => format!("{{+{}+}}", piece.text.trim()),
                })
                .collect();
            add(fault(called.to_string(), Some(marks)));
        }
        None => add(fault(called.to_string(), None)),
    }
}

/// Changes that no row tells of.
fn missing(rows: &[Row], comparison: &Comparison, lexicon: &mut Lexicon, add: &mut impl FnMut(Fault)) {
    let told: Vec<(Bag, Bag)> =
        rows.iter().map(|row| (lexicon.bag(&row.old), lexicon.bag(&row.new))).collect();
    let mut renumbered = 0;
    for change in comparison.documents.iter().flat_map(|document| &document.changes) {
        if change.fields.iter().any(|field| field.name == "nummer") {
            renumbered += 1;
        }
        if !change.kind.has_row() || change.kind == Kind::Metadata {
            continue;
        }
        let mut side = |sides: &[super::Side]| {
            let text = super::Change::text(sides);
            (!text.is_empty()).then(|| lexicon.bag(&text))
        };
        let (old, new) = (side(&change.old), side(&change.new));
        let told_of = told.iter().any(|(a, b)| {
            old.as_ref().is_some_and(|old| old.likeness(a) >= 0.9)
                || new.as_ref().is_some_and(|new| new.likeness(b) >= 0.8)
        });
        // A heading that comes or goes with its rules is told of with them.
        let heading = change.side().is_some_and(|side| side.kind == UnitKind::Heading);
        let section = change.section();
        let with_rules = heading
            && change.kind != Kind::Andrad
            && rows.iter().any(|row| fold(&row.section) == fold(section));
        if !told_of && !with_rules {
            let text = change.side().map_or(String::new(), |side| side.text.clone());
            add(Fault::MissingRow(change.kind, change.name(), text));
        }
    }
    if renumbered > 0 {
        add(Fault::MissingRenumbering(renumbered));
    }
}
