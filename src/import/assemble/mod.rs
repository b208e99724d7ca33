//! Lines to blocks: headings, paragraphs, items of lists, and the two tables that text out of PDF flattens.
//!
//! In: the cleaned lines of one document. Out: blocks. A line goes on the block before it when its printed width,
//! its first letter and the last sign before it say so; never by a list of words.

pub mod bylaw;
mod change_table;
mod duty_rows;
mod finish;
mod gap_table;
mod heading;
mod item;
mod joint;
mod role_rows;
mod table;
mod term_table;

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::block::{Block, Kind, Text};
use super::journal::Journal;
use super::lines::{Layer, Line, width};
use super::pattern;
use super::swedish::labels;

pub use change_table::is_head as is_change_head;

/// Whether a row of two columns is the header of a table that text out of PDF flattens.
pub fn is_table_head(left: &str, right: &str) -> bool {
    is_change_head(left, right) || term_table::is_head(left, right)
}

pub use finish::finish;
pub use heading::number_of;

/// A sentence with a number of its own: «4.1 Handläggaren ska …».
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+\p{Lu}"));

/// Makes blocks of the lines of a document.
pub fn blocks(layer: &Layer, journal: &mut Journal) -> Vec<Block> {
    let mut assembler = Assembler {
        lines: &layer.lines,
        width: width(&layer.lines),
        longest: layer.lines.iter().map(|line| line.printed).max().unwrap_or(0),
        body: body_size(&layer.lines),
        common: joint::common(&layer.lines),
        out: Vec::new(),
        last: None,
        gap: false,
        runs_on: false,
        set_in: None,
    };
    let mut at = 0;
    while at < layer.lines.len() {
        at = assembler.step(at, journal);
    }
    let mut blocks = bylaw::sections(finish::run_in_headings(assembler.out, journal));
    for (label, line) in &layer.notes {
        let text = Text::plain(line.text.as_str());
        blocks.push(Block::new(Kind::Note(label.clone()), text, line.origin));
    }
    blocks
}

/// The size that most letters have, where sizes are known.
fn body_size(lines: &[Line]) -> Option<f32> {
    let mut count: std::collections::BTreeMap<i32, usize> = std::collections::BTreeMap::new();
    for line in lines {
        if let Some(size) = line.size {
            *count.entry((size * 10.0) as i32).or_default() += line.text.len();
        }
    }
    count.into_iter().max_by_key(|(_, letters)| *letters).map(|(size, _)| size as f32 / 10.0)
}

/// How many lines may stand before the text, among which labels need no colon.
const LABELLED: usize = 60;

struct Assembler<'a> {
    lines: &'a [Line],
    width: usize,
    /// The longest line, in characters.
    longest: usize,
    body: Option<f32>,
    /// The words that the text writes with a small letter.
    common: HashSet<&'a str>,
    out: Vec<Block>,
    /// The line that the open block ended with.
    last: Option<&'a Line>,
    /// Whether a blank line stands before the present one.
    gap: bool,
    /// Whether the block that is open may go on.
    runs_on: bool,
    /// Where the items of a list begin whose bullets were lost.
    set_in: Option<f32>,
}

impl<'a> Assembler<'a> {
    /// Takes the line at `at`, and those that belong to it; gives the next one to take.
    fn step(&mut self, at: usize, journal: &mut Journal) -> usize {
        let line = &self.lines[at];
        if line.is_blank() {
            self.gap = true;
            return at + 1;
        }
        let next = self.table(at, journal).unwrap_or_else(|| self.text(at, journal));
        self.gap = false;
        next
    }

    fn push(&mut self, kind: Kind, text: Text, line: &'a Line) {
        let mut block = Block::new(kind, text, line.origin);
        block.page_start = line.page_start && !line.continued;
        self.out.push(block);
        self.last = Some(line);
        self.runs_on = true;
    }

    fn text(&mut self, at: usize, journal: &mut Journal) -> usize {
        let line = &self.lines[at];
        if self.is_labelled(at) {
            self.push(Kind::Paragraph, Text::plain(line.text.as_str()), line);
            self.runs_on = false;
            return at + 1;
        }
        if let Some(end) = self.listed(at) {
            for line in &self.lines[at..end] {
                self.push(Kind::Paragraph, Text::plain(line.text.as_str()), line);
            }
            self.runs_on = false;
            return end;
        }
        if let Some((level, label, rest)) = self.item(at) {
            if label.is_none() && line.text.starts_with('o') {
                journal.drop(line.origin, "punkttecken", "o");
            }
            self.push(Kind::Item { level, label }, Text::plain(rest), line);
            return at + 1;
        }
        if bylaw::is_label(&line.text) {
            self.push(Kind::Paragraph, Text::plain(line.text.as_str()), line);
            self.runs_on = false;
            return at + 1;
        }
        if self.continues(at) {
            if let Some(open) = self.out.last_mut() {
                let joint = if open.text.ending().ends_with('/') { "" } else { " " };
                open.text.push(&format!("{joint}{}", line.text), super::block::Style::default());
            }
            self.last = Some(line);
            return at + 1;
        }
        if let Some((end, number, title)) =
            heading::at(self.lines, at, self.width, self.body, self.follows_lead())
        {
            self.push(Kind::Heading { level: None, number }, Text::plain(title), line);
            self.runs_on = false;
            return end;
        }
        // After «… följande:» a line that is set in is an item whose bullet was lost.
        let lost = (1..=2).contains(&line.indent)
            && self.in_lost_list()
            && line.text.starts_with(char::is_uppercase);
        let (x, before) = (line.x, self.last.and_then(|last| last.x));
        let inset = self.follows_lead() && x.zip(before).is_some_and(|(x, before)| x > before + 3.0)
            || x.is_some() && self.set_in == x;
        self.set_in = x.filter(|_| inset);
        let lost = lost || inset;
        let kind = if lost { Kind::Item { level: 1, label: None } } else { Kind::Paragraph };
        self.push(kind, Text::plain(line.text.as_str()), line);
        at + 1
    }

    /// Whether a line says something of the document under a label. Without a colon only beside another such line.
    fn is_labelled(&self, at: usize) -> bool {
        let text = |at: usize| self.lines.get(at).map_or("", |line| line.text.as_str());
        let known = |at: usize| !labels::said(text(at)).is_empty() || labels::labelled(text(at)).is_some();
        !labels::said(text(at)).is_empty()
            || at < LABELLED
                && labels::labelled(text(at)).is_some()
                && (at > 0 && known(at - 1) || known(at + 1))
    }

    /// Where labels and as many values after them end, each on a line of its own: a table whose columns were read one
    /// after the other.
    fn listed(&self, at: usize) -> Option<usize> {
        if at >= LABELLED {
            return None;
        }
        let lines = self.lines[at..].iter();
        let names = lines.clone().take(12).take_while(|line| labels::label(&line.text).is_some()).count();
        let value = |line: &&Line| {
            !line.is_blank() && line.text.chars().count() < 90 && labels::label(&line.text).is_none()
        };
        let values = lines.skip(names).take(names).take_while(value).count();
        (names >= 2 && values == names).then_some(at + 2 * names)
    }

    fn in_lost_list(&self) -> bool {
        self.follows_lead()
            || matches!(self.out.last(), Some(Block { kind: Kind::Item { .. }, .. })) && self.last.is_some()
    }

    /// Whether the text before leads up to a list.
    fn follows_lead(&self) -> bool {
        self.out
            .last()
            .is_some_and(|block| !block.is_heading() && block.text.ending().trim_end().ends_with(':'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text::lines;

    fn shape(text: &str) -> String {
        let layer = Layer { lines: lines(text), ..Layer::default() };
        let show = |block: Block| {
            let words = block.text.words();
            match block.kind {
                Kind::Heading { number, .. } => format!("# {} {words}", number.unwrap_or_default()),
                Kind::Item { level, label } => {
                    format!("{}{} {words}", "-".repeat(level.into()), label.unwrap_or_default())
                }
                Kind::Table(rows) => format!("table {}", rows.len()),
                Kind::Note(label) => format!("^{label} {words}"),
                Kind::Paragraph => words,
            }
        };
        blocks(&layer, &mut Journal::default()).into_iter().map(show).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn headings_paragraphs_and_lists() {
        let text = "\
1.2 Dokument som styr arbetet med nycklar och
kort

Varje nämnd ska se till att nycklar hanteras på ett sätt som gör
att obehöriga inte kommer in. Nycklar ska kvitteras och varje år
ska de räknas.

Nyckelansvarig
Nyckelansvarig ansvarar för nyckelskåpet och för att det finns en
uppdaterad förteckning.
Nyckelansvarig ansvarar för att:
• räkna alla nycklar som finns i skåpet och att

  anmäla dem som saknas
• byta lås
 ◦ i entrén

Lagar som gäller:
1. 5 kap. 4 § låslagen,
2. 16 § nyckellagen.
";
        assert_eq!(
            shape(text),
            "\
# 1.2 Dokument som styr arbetet med nycklar och kort
Varje nämnd ska se till att nycklar hanteras på ett sätt som gör att obehöriga inte kommer in. Nycklar ska kvitteras och varje år ska de räknas.
#  Nyckelansvarig
Nyckelansvarig ansvarar för nyckelskåpet och för att det finns en uppdaterad förteckning.
Nyckelansvarig ansvarar för att:
- räkna alla nycklar som finns i skåpet och att anmäla dem som saknas
- byta lås
-- i entrén
Lagar som gäller:
-1. 5 kap. 4 § låslagen,
-2. 16 § nyckellagen."
        );
    }

    #[test]
    fn sections_numbers_and_letters_begin_blocks() {
        let text = "\
§ 1 Nämnden ska se till att nycklar hanteras på ett sätt som gör att ingen
kommer in. Nycklar ska kvitteras.
§ 2 Nämnden får låna ut nycklar till den som har ett skriftligt tillstånd.
4.1 Chefen ska räkna nycklar en gång i månaden och anteckna hur många de är.
4.2 Chefen ska byta lås.

Chefen ansvarar för
a) att nycklar räknas
b) att lås byts
";
        assert_eq!(
            shape(text),
            "\
#  § 1
Nämnden ska se till att nycklar hanteras på ett sätt som gör att ingen kommer in. Nycklar ska kvitteras.
#  § 2
Nämnden får låna ut nycklar till den som har ett skriftligt tillstånd.
4.1 Chefen ska räkna nycklar en gång i månaden och anteckna hur många de är.
4.2 Chefen ska byta lås.
Chefen ansvarar för
-a) att nycklar räknas
-b) att lås byts"
        );
    }

    #[test]
    fn short_items_with_a_paragraph_each_are_headings() {
        let text = "Mål för arbetet är följande som ska nås av alla i regionen och det\ngäller nu.\n\n• Säker hantering\nInformation klassas och hanteras efter sitt värde så att den som\nbehöver den får den.\n• God kultur\nAlla vet sitt ansvar och följer de regler som gäller på arbetet och\nhemma.\n";
        assert_eq!(shape(text).matches("# ").count(), 2);
    }
}
