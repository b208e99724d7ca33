//! A text as it is compared: sections, and within them the units that people call rules, paragraphs and items.
//!
//! In: the text of a file, of a portal or of anybody who has not started with one. Out: [`Text`]. Never fails.

use crate::content::body::{Block, Body, Field, Inline, Rule, Table, Target};
use crate::content::{inline, parse};

use super::front::{self, Statement};
use super::label;

/// One document as it is compared.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Path of the file.
    pub path: String,
    /// The permanent id, when the front matter has one.
    pub id: Option<String>,
    /// Title of the front matter, else the first heading, else the name of the file.
    pub title: String,
    /// The front matter: keys with their values.
    pub fields: Vec<(String, String)>,
    /// What the author says of single rules.
    pub statements: Vec<Statement>,
    /// The sections. The first is the document before its first heading.
    pub sections: Vec<Section>,
    /// Headings and everything else, in order.
    pub units: Vec<Unit>,
}

/// A heading and what follows it.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// 0 for the document itself, else the level of the heading.
    pub level: u8,
    /// The unit that is its heading.
    pub heading: Option<usize>,
    /// The section that it is within.
    pub parent: Option<usize>,
    /// Number and title.
    pub title: String,
    /// The metadata that holds for the section.
    pub fields: Vec<(&'static str, String)>,
}

/// The level of a chapter whose heading is a paragraph: below every real heading.
const CHAPTER: u8 = 7;

/// What a unit is in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum UnitKind {
    Heading,
    Rule,
    Paragraph,
    Item,
    Row,
    /// A row of a table of terms.
    Term,
    Code,
}

/// The smallest part of a text that is added, removed, changed or moved.
#[derive(Debug, Clone)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// Permanent id of a rule; `#anchor` of a heading.
    pub id: Option<String>,
    /// Number or letter, cut off the text.
    pub label: Option<String>,
    /// The words, white space folded.
    pub text: String,
    /// Number of the section; of a heading its own.
    pub section: usize,
    /// The rule with an id that this list item or row belongs to.
    pub rule: Option<usize>,
    /// Metadata of the rule: owner, source, interval, evidence.
    pub fields: Vec<(&'static str, String)>,
    /// Where its links lead.
    pub targets: Vec<String>,
    /// Whether it says that the rule is withdrawn, and what replaced it.
    pub withdrawn: Option<Vec<String>>,
}

impl Unit {
    /// Whether it is a heading.
    pub fn is_heading(&self) -> bool {
        self.kind == UnitKind::Heading
    }
}

/// Reads a text.
pub fn read(path: &str, text: &str) -> Text {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let front = front::read(text);
    let body = parse::lenient(text, front.body_at);
    of(path, front, &body)
}

/// As [`read`], of a body that has been parsed.
fn of(path: &str, front: front::FrontMatter, body: &Body) -> Text {
    let field = |name: &str| {
        front
            .fields
            .iter()
            .find(|(key, value)| key.eq_ignore_ascii_case(name) && !value.is_empty())
            .map(|(_, value)| value.clone())
    };
    let mut reader = Reader { sections: vec![Section::default()], units: Vec::new() };
    reader.blocks(&body.blocks, None, UnitKind::Paragraph);
    let is_title = |unit: &&Unit| unit.is_heading() && reader.sections[unit.section].level < CHAPTER;
    let heading = reader.units.iter().find(is_title).map(|unit| unit.text.clone());
    let stem = || path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md").to_string();
    let title = field("title").or(heading).unwrap_or_else(stem);
    // The heading that repeats the title is not a section of its own making.
    if field("title").is_some()
        && reader.units.first().is_some_and(|unit| unit.is_heading() && unit.text == title)
    {
        reader.units[0].text.clone_from(&title);
    }
    Text {
        path: path.to_string(),
        id: field("id"),
        title,
        fields: front.fields,
        statements: front.statements,
        sections: reader.sections,
        units: reader.units,
    }
}

struct Reader {
    sections: Vec<Section>,
    units: Vec<Unit>,
}

impl Reader {
    fn blocks(&mut self, blocks: &[Block], rule: Option<usize>, kind: UnitKind) {
        let mut kind = kind;
        for block in blocks {
            match block {
                Block::Heading(heading) => self.heading(heading),
                Block::Paragraph { text, .. } => self.paragraph(text, rule, kind),
                Block::Rule(found) => self.rule(found),
                Block::Metadata(fields) => {
                    let section = self.section();
                    self.sections[section].fields.extend(fields_of(fields));
                }
                Block::List { start, items, .. } => self.list(*start, items, rule),
                Block::Table(table) => self.table(table, rule),
                Block::Code { text, .. } => self.push(UnitKind::Code, None, fold(text), Vec::new(), rule),
                Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
                    self.blocks(blocks, rule, UnitKind::Paragraph);
                }
                Block::Divider => {}
            }
            // Only the first block of an item is the item.
            kind = UnitKind::Paragraph;
        }
    }

    fn section(&self) -> usize {
        self.sections.len() - 1
    }

    fn push(
        &mut self,
        kind: UnitKind,
        label: Option<String>,
        text: String,
        targets: Vec<String>,
        rule: Option<usize>,
    ) {
        if text.is_empty() && targets.is_empty() {
            return;
        }
        let section = self.section();
        self.units.push(Unit {
            kind,
            id: None,
            label,
            text,
            section,
            rule,
            fields: Vec::new(),
            targets,
            withdrawn: None,
        });
    }

    fn heading(&mut self, heading: &crate::content::body::Heading) {
        let id = heading.id.as_ref().map(|id| format!("#{id}"));
        self.titled(heading.level, id, &heading.text);
    }

    /// A heading, or a paragraph that is one.
    fn titled(&mut self, level: u8, id: Option<String>, words: &[Inline]) {
        let text = words_of(words);
        let (label, title) = label::of_heading(&text);
        let mut parent = Some(self.section());
        while let Some(at) = parent.filter(|at| self.sections[*at].level >= level) {
            parent = self.sections[at].parent;
        }
        self.sections.push(Section {
            level,
            heading: Some(self.units.len()),
            parent,
            title: text,
            fields: Vec::new(),
        });
        let mut targets = Vec::new();
        collect_targets(words, &mut targets);
        let is_stone = label.is_some() && label::is_stone(&title);
        self.units.push(Unit {
            kind: UnitKind::Heading,
            id,
            label,
            text: title,
            section: self.section(),
            rule: None,
            fields: Vec::new(),
            targets,
            withdrawn: is_stone.then(Vec::new),
        });
    }

    /// A paragraph is one unit, unless its lines begin with numbers of their own.
    fn paragraph(&mut self, text: &[Inline], rule: Option<usize>, kind: UnitKind) {
        let may_be_chapter = kind == UnitKind::Paragraph && rule.is_none();
        for part in parts(text) {
            let words = words_of(part);
            if may_be_chapter && (label::is_chapter(&words) || is_bold_heading(part, &words)) {
                self.titled(CHAPTER, None, part);
                continue;
            }
            let (label, rest) = label::of_paragraph(&words);
            let is_stone = label.is_some() && label::is_stone(rest);
            let mut targets = Vec::new();
            collect_targets(part, &mut targets);
            self.push(kind, label, [task(part), rest].concat(), targets, rule);
            if let Some(unit) = self.units.last_mut().filter(|_| is_stone) {
                unit.withdrawn = Some(Vec::new());
            }
        }
    }

    fn rule(&mut self, rule: &Rule) {
        let words = words_of(&rule.text);
        let (label, rest) = label::of_paragraph(&words);
        let mut targets = Vec::new();
        collect_targets(&rule.text, &mut targets);
        let withdrawn = rule
            .tombstone
            .as_ref()
            .map(|stone| stone.replaced_by.iter().map(|name| name.value.clone()).collect());
        let head = self.units.len();
        self.units.push(Unit {
            kind: UnitKind::Rule,
            id: Some(rule.id.value.clone()),
            label,
            text: rest.to_string(),
            section: self.section(),
            rule: Some(head),
            fields: fields_of(&rule.fields),
            targets,
            withdrawn,
        });
        self.blocks(&rule.follow, Some(head), UnitKind::Paragraph);
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], rule: Option<usize>) {
        for (number, item) in items.iter().enumerate() {
            let first = self.units.len();
            self.blocks(item, rule, UnitKind::Item);
            if let (Some(start), Some(unit)) = (start, self.units.get_mut(first))
                && unit.label.is_none()
                && unit.kind == UnitKind::Item
            {
                unit.label = Some(format!("{}.", start + number as u64));
            }
        }
    }

    fn table(&mut self, table: &Table, rule: Option<usize>) {
        let head: Vec<String> = table.head.iter().map(|cell| words_of(cell)).collect();
        let first = head.first().map(|cell| cell.to_lowercase()).unwrap_or_default();
        let is_terms = matches!(first.as_str(), "begrepp" | "term");
        if !is_terms && head.iter().any(|cell| !cell.is_empty()) {
            self.push(UnitKind::Row, None, head.join(" | "), Vec::new(), rule);
        }
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(|cell| words_of(cell)).collect();
            let mut targets = Vec::new();
            row.iter().for_each(|cell| collect_targets(cell, &mut targets));
            let text = match cells.as_slice() {
                [term, definition] if is_terms => format!("{term}: {definition}"),
                cells => cells.join(" | "),
            };
            let text = text.trim_matches([' ', '|']).to_string();
            let kind = if is_terms { UnitKind::Term } else { UnitKind::Row };
            self.push(kind, None, text, targets, rule);
        }
    }
}

/// Whether a paragraph is a numbered heading in bold type, as bylaws often have them: «**2. Säte**».
fn is_bold_heading(part: &[Inline], words: &str) -> bool {
    matches!(part, [Inline::Strong(..)])
        && words.len() < 80
        && !words.ends_with(['.', ':', ';', ','])
        && label::of_heading(words).0.is_some()
}

fn words_of(inlines: &[Inline]) -> String {
    let text = inline::words(inlines);
    if is_folded(&text) { text } else { fold(&text) }
}

/// Whether [`fold`] would change nothing, as it seldom would.
fn is_folded(text: &str) -> bool {
    let is_spaced = !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ");
    is_spaced && text.chars().all(|c| c.is_ascii_graphic() || c == ' ' || is_plain(c))
}

/// Letters of Latin beyond ASCII without combining marks, and the signs of a sentence.
fn is_plain(c: char) -> bool {
    c != '\u{ad}' && matches!(c, '\u{a1}'..'\u{300}' | '\u{2010}'..='\u{2027}')
}

/// White space folded to one blank, soft hyphens gone, composed.
fn fold(text: &str) -> String {
    crate::text::nfc(&crate::text::spaced_once(&text.replace(['\u{ad}', '\u{200b}'], "")))
}

/// The box before an item that is to be ticked off: to tick it is to change the text.
fn task(text: &[Inline]) -> &'static str {
    match text.first() {
        Some(Inline::Task { done: true }) => "☑ ",
        Some(Inline::Task { done: false }) => "☐ ",
        _ => "",
    }
}

/// Cuts a paragraph at line ends where the next line begins a numbered rule.
fn parts(text: &[Inline]) -> Vec<&[Inline]> {
    let is_break = |inline: &Inline| matches!(inline, Inline::SoftBreak(_) | Inline::HardBreak(_));
    let mut lines = text.split(is_break);
    if !lines.next().is_some_and(begins_rule) {
        return vec![text];
    }
    let mut out = Vec::new();
    let (mut from, mut at) = (0, 0);
    let mut last = &text[..0];
    for line in text.split(is_break) {
        if at > from && begins_rule(line) && ends_sentence(last) {
            out.push(&text[from..at - 1]);
            from = at;
        }
        at += line.len() + 1;
        last = line;
    }
    out.push(&text[from..]);
    out
}

fn begins_rule(line: &[Inline]) -> bool {
    let may_be = match line.first() {
        Some(Inline::Text { text, .. }) => {
            text.trim_start().is_empty() || label::may_begin_rule(text.trim_start())
        }
        first => first.is_some(),
    };
    may_be && label::begins_rule(inline::words(line).trim())
}

fn ends_sentence(line: &[Inline]) -> bool {
    inline::words(line).trim_end().ends_with(['.', ':', ';', '!', '?', ')'])
}

fn collect_targets(inlines: &[Inline], out: &mut Vec<String>) {
    for inline in inlines {
        match inline {
            Inline::Link { target, text, .. } => {
                let words = inline::words(text);
                match target {
                    // A name in brackets that is its own words says nothing more than they do.
                    Target::Name(name) if *name == words => {}
                    Target::Name(name) => out.push(format!("[{name}]")),
                    Target::File { path, anchor } => {
                        out.push(anchor.as_ref().map_or_else(|| path.to_string(), |a| format!("{path}#{a}")));
                    }
                    Target::Anchor(anchor) => out.push(format!("#{anchor}")),
                    Target::Web(address) | Target::Forbidden(address) => out.push(address.clone()),
                }
                collect_targets(text, out);
            }
            Inline::Emphasis(inner, _) | Inline::Strong(inner, _) | Inline::Strike(inner) => {
                collect_targets(inner, out)
            }
            Inline::Image { path, .. } => out.push(path.clone()),
            _ => {}
        }
    }
}

/// Metadata as names with values. The names are those of the front matter.
fn fields_of(fields: &[Field]) -> Vec<(&'static str, String)> {
    use crate::content::body::Label;
    fields
        .iter()
        .map(|field| {
            let name = match field.label {
                Label::Owner => "owner",
                Label::Source => "source",
                Label::Recurrence => "recurrence",
                Label::Evidence => "evidence",
                Label::About => "about",
                Label::Answer => "answer",
                Label::Outcome => "outcome",
                Label::Subject => "subjects",
            };
            (name, field.text.trim_end_matches('.').to_string())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_folded_stays(text in "[a-zåäö .\u{ad}\u{200b}\u{a0}\u{85}\n\te\u{301}–]{0,24}") {
            let folded = fold(&text);
            prop_assert_eq!(&fold(&folded), &folded);
            prop_assert!(!is_folded(&text) || folded == text);
        }
    }
}
