//! The text of a draft. What the source says is escaped, so that it never means anything else in Markdown.

use std::collections::BTreeMap;

use super::super::block::{Run, Style, Text, letters};
use super::super::understand::{Document, Node, Rule};

/// What the writer must know of the rest.
pub struct Context<'a> {
    /// Names of roles and forums that are described, so that they can be linked.
    pub roles: &'a BTreeMap<String, ()>,
    /// What the document comments on: id and document.
    pub relation: Option<(&'a str, &'a Document)>,
}

/// Text that means itself in Markdown.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let entity = c == '&' && chars.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next == '#');
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' | '{' | '}') || entity {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Escapes what at the beginning of a line would begin a block.
fn at_line_start(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marks = text.starts_with(['#', '>', '+', '-', '=', ':']);
    if marks {
        return format!("\\{text}");
    }
    if digits > 0 && digits < 10 && text[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    text
}

/// Running text with its marks, at the beginning of a line.
fn inline(text: &Text) -> String {
    at_line_start(marked_text(text))
}

/// Running text with its marks.
fn marked_text(text: &Text) -> String {
    let text = text.tidy();
    let all_italic = text.all(|style| style.italic);
    let mut out = String::new();
    for (n, run) in text.0.iter().enumerate() {
        if let Some(label) = &run.note {
            out.push_str(&format!("[^{}]", note_label(label)));
            continue;
        }
        // A text all in italics would be a metadata line.
        let style = Style { italic: run.style.italic && !all_italic, ..run.style };
        let id = n == 0 && style.bold && crate::content::rules::is_rule_id(run.text.trim());
        let before = out.chars().next_back();
        let after = text.0.get(n + 1).and_then(|next: &Run| next.text.chars().next());
        out.push_str(&marked(&run.text, Style { bold: style.bold && !id, ..style }, before, after));
    }
    out
}

fn note_label(label: &str) -> String {
    let label: String = label.chars().filter(|c| c.is_alphanumeric()).collect();
    if label.is_empty() { "x".to_string() } else { label }
}

/// A run between its marks; plain where marks would not be read as such.
fn marked(text: &str, style: Style, before: Option<char>, after: Option<char>) -> String {
    let inner = text.trim();
    if style == Style::default() || inner.is_empty() {
        return escape(text);
    }
    let (lead, tail) = (&text[..text.len() - text.trim_start().len()], &text[text.trim_end().len()..]);
    let touches = |edge: Option<char>, own: Option<char>| {
        edge.is_some_and(|c| !c.is_whitespace()) && own.is_some_and(|c| !c.is_alphanumeric())
    };
    let clash = |edge: Option<char>| edge.is_some_and(|c| matches!(c, '*' | '~' | '\\'));
    let broken = lead.is_empty() && (touches(before, inner.chars().next()) || clash(before))
        || tail.is_empty() && (touches(after, inner.chars().next_back()) || clash(after));
    if broken {
        return escape(text);
    }
    let mut marks = String::new();
    if style.strike {
        marks.push_str("~~");
    }
    if style.bold {
        marks.push_str("**");
    }
    if style.italic {
        marks.push('*');
    }
    let close: String = match (style.strike, style.bold, style.italic) {
        (true, true, true) => "***~~".to_string(),
        (true, true, false) => "**~~".to_string(),
        (true, false, true) => "*~~".to_string(),
        _ => marks.clone(),
    };
    format!("{lead}{marks}{}{close}{tail}", escape(inner))
}

/// Who owns what a section inherits: level of the heading and name.
type Inherited = Vec<(u8, Option<String>)>;

/// The body of a document, and how many letters of the source it holds.
pub fn body(document: &Document, ids: &[String], context: &Context<'_>) -> (String, usize) {
    let mut writer = Writer {
        out: String::new(),
        written: 0,
        ids: ids.iter(),
        context,
        inherited: Vec::new(),
        in_list: false,
        ordered: false,
    };
    for (at, node) in document.nodes.iter().enumerate() {
        writer.node(node, &document.nodes[at + 1..]);
    }
    writer.end_list();
    (writer.out.trim_end().to_string() + "\n", writer.written)
}

struct Writer<'a> {
    out: String,
    written: usize,
    ids: std::slice::Iter<'a, String>,
    context: &'a Context<'a>,
    inherited: Inherited,
    in_list: bool,
    ordered: bool,
}

impl Writer<'_> {
    fn node(&mut self, node: &Node, rest: &[Node]) {
        let is_item = matches!(node, Node::Item { .. } | Node::Rule(Rule { item: Some(_), .. }));
        if !is_item {
            self.end_list();
        }
        match node {
            Node::Heading { level, number, text, .. } => self.heading(*level, number.as_deref(), text, rest),
            Node::Paragraph { text, .. } => self.block(&inline(text), text),
            Node::Item { level, label, text, .. } => {
                let text_of = inline(text);
                self.item(*level, label.as_deref(), &text_of, "", text);
            }
            Node::Rule(rule) => self.rule(rule),
            Node::Table { rows, .. } => self.table(rows),
            Node::Note { label, text, .. } => {
                let line = format!("[^{}]: {}", note_label(label), inline(text));
                self.block(&line, text);
            }
        }
    }

    fn end_list(&mut self) {
        if std::mem::take(&mut self.in_list) {
            self.out.push('\n');
        }
    }

    fn count(&mut self, text: &Text) {
        self.written += letters(&text.words());
    }

    fn block(&mut self, line: &str, text: &Text) {
        self.count(text);
        if !line.is_empty() {
            self.out.push_str(line);
            self.out.push_str("\n\n");
        }
    }

    fn heading(&mut self, level: u8, number: Option<&str>, text: &Text, rest: &[Node]) {
        let words = text.tidy().words();
        self.count(text);
        self.written += letters(number.unwrap_or(""));
        let number_text = number.map(|number| format!("{number} ")).unwrap_or_default();
        self.out.push_str(&format!(
            "{} {}{}\n\n",
            "#".repeat(level.clamp(2, 6).into()),
            escape(&number_text),
            escape(&words)
        ));
        self.inherited.retain(|(at, _)| *at < level);
        let known = self.inherited.last().and_then(|(_, owner)| owner.clone());
        if let Some(owner) = section_owner(level, rest).filter(|owner| known.as_ref() != Some(owner)) {
            self.inherited.push((level, Some(owner.clone())));
            self.out.push_str(&format!("*Ansvarig: {}*\n\n", self.name(&owner)));
        }
        if let (Some((id, subject)), Some(number)) = (self.context.relation, number)
            && has_section(subject, number)
        {
            self.out.push_str(&format!("*Avser: [{id} {number}]*\n\n"));
        }
    }

    /// A party as a metadata line names it.
    fn name(&self, owner: &str) -> String {
        if self.context.roles.contains_key(owner) {
            return format!("[{}]", escape(owner));
        }
        let plain: String = owner.replace([';', ','], " ").replace(':', " ");
        escape(&crate::text::spaced_once(&plain))
    }

    fn rule(&mut self, rule: &Rule) {
        let Some(id) = self.ids.next() else { return };
        let inherited = self.inherited.last().and_then(|(_, owner)| owner.clone());
        let line = match &rule.owner {
            Some(owner) if inherited.as_ref() != Some(owner) => format!("*Ansvarig: {}*", self.name(owner)),
            _ => String::new(),
        };
        let words = inline(&rule.text);
        // After the id nothing begins a line any more.
        let words = words
            .strip_prefix('\\')
            .filter(|rest| rest.starts_with(['#', '>', '+', '-', '=', ':']))
            .map(str::to_string)
            .unwrap_or(words);
        // The id comes first, so a printed label comes after it.
        let label = rule
            .item
            .as_ref()
            .and_then(|(_, label)| label.clone())
            .filter(|label| number_of_label(label).is_none());
        self.written += label.as_deref().map_or(0, letters);
        let shown = label.as_ref().map(|label| format!("{} ", escape(label))).unwrap_or_default();
        let text = format!("**{id}** {shown}{words}");
        match &rule.item {
            Some((level, own)) => {
                self.item(*level, own.as_deref().filter(|_| label.is_none()), &text, &line, &rule.text)
            }
            None => {
                let all = if line.is_empty() { text } else { format!("{text}\n{line}") };
                self.block(&all, &rule.text);
            }
        }
    }

    fn item(&mut self, level: u8, label: Option<&str>, line: &str, meta: &str, text: &Text) {
        self.count(text);
        let number = label.and_then(number_of_label);
        if level <= 1 {
            if self.in_list && self.ordered != number.is_some() {
                self.end_list();
            }
            self.ordered = number.is_some();
        }
        let step = if self.ordered { 3 } else { 2 };
        let depth = usize::from(level.clamp(1, 6) - 1);
        let depth = if self.in_list { depth } else { 0 };
        let pad = " ".repeat(depth * step);
        let mark = match (number, label) {
            (Some(number), _) => format!("{number}. "),
            (None, Some(label)) => {
                self.written += letters(label);
                format!("- {} ", escape(label))
            }
            (None, None) => "- ".to_string(),
        };
        let inner = " ".repeat(pad.len() + if number.is_some() { mark.len() } else { 2 });
        self.out.push_str(&format!("{pad}{mark}{line}\n"));
        if !meta.is_empty() {
            self.out.push_str(&format!("{inner}{meta}\n"));
        }
        self.in_list = true;
    }

    fn table(&mut self, rows: &[Vec<Text>]) {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return;
        }
        let headless = rows[0].iter().all(Text::is_blank);
        for (n, row) in rows.iter().enumerate() {
            let mut line = String::from("|");
            for at in 0..width {
                let cell = row.get(at).cloned().unwrap_or_default();
                self.count(&cell);
                let words = if n == 0 && headless { "–".to_string() } else { marked_text(&cell) };
                line.push_str(&format!(" {words} |"));
            }
            self.out.push_str(&line);
            self.out.push('\n');
            if n == 0 {
                self.out.push_str(&format!("|{}\n", " --- |".repeat(width)));
            }
        }
        self.out.push('\n');
    }
}

/// The digits of a label that Markdown can count itself.
fn number_of_label(label: &str) -> Option<&str> {
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    (label.bytes().all(|b| b.is_ascii_digit()) && !label.is_empty() && label.len() < 6).then_some(label)
}

/// The party that every rule of a section and of those within it has, unless its own sentence names another.
fn section_owner(level: u8, rest: &[Node]) -> Option<String> {
    let end = rest
        .iter()
        .position(|node| matches!(node, Node::Heading { level: other, .. } if *other <= level))
        .unwrap_or(rest.len());
    let rules: Vec<&Rule> = rest[..end]
        .iter()
        .filter_map(|node| match node {
            Node::Rule(rule) => Some(rule),
            _ => None,
        })
        .collect();
    if rules.len() < 2 || rules.iter().any(|rule| rule.owner.is_none()) {
        return None;
    }
    let first = rules[0].owner.clone()?;
    let same = rules.iter().filter(|rule| rule.owner.as_deref() == Some(first.as_str())).count();
    (same * 3 >= rules.len() * 2).then_some(first)
}

fn has_section(document: &Document, number: &str) -> bool {
    let own = |node: &&Node| matches!(node, Node::Heading { number: Some(other), .. } if other == number);
    document.nodes.iter().filter(own).count() == 1
}
