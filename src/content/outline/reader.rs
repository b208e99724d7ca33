//! Goes through a body once and notes what the others need of it.
//!
//! In: the tree of a body, its front matter and the acts that are known. Out: an [`Outline`]. What it does not know: another
//! document, or what a name refers to.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cited, Mention, Outline, RuleText, Section, TermRow, Within};
use crate::content::body::{Block, Body, Field, Heading, Inline, Label, Rule, Table, Target};
use crate::content::inline::{Flat, each_run, plain};
use crate::content::law::Acts;
use crate::content::number::split_number;
use crate::content::statement::{self, Modality, Recurrence};
use crate::content::{Front, Spanned};
use crate::text::slug;

/// Collects the facts of a body.
pub fn of(body: &Body, front: &Front, acts: &Acts) -> Outline {
    let root = Section {
        level: 1,
        number: None,
        title: front.title.value.as_str().into(),
        anchor: Box::default(),
        within: None,
        fields: Vec::new(),
        span: front.title.span,
    };
    let mut reader = Reader {
        out: Outline { sections: vec![root], ..Outline::default() },
        acts,
        anchors: BTreeSet::new(),
        tried: BTreeMap::new(),
        titled: false,
        lead: None,
        in_list: false,
        room: Flat::default(),
    };
    reader.blocks(&body.blocks);
    reader.out.without_slack()
}

/// How often a rule recurs: what its metadata says, else its sentence. A month that only the sentence names stands.
fn recurrence(text: &str, interval: Option<&str>) -> Option<Recurrence> {
    let said = statement::recurrence(text);
    let Some(interval) = interval else { return said };
    let mut found = statement::interval(interval);
    if found.months.is_empty() {
        found.months = said.map(|said| said.months).unwrap_or_default();
    }
    Some(found)
}

struct Reader<'a> {
    out: Outline,
    acts: &'a Acts,
    anchors: BTreeSet<String>,
    /// The last number that was tried for an anchor that several headings want.
    tried: BTreeMap<String, u32>,
    titled: bool,
    /// What the text says that leads up to a list: «Chefen ska:».
    lead: Option<Modality>,
    in_list: bool,
    /// Where texts are put together, one after the other: a document has hundreds.
    room: Flat,
}

impl Reader<'_> {
    fn section(&self) -> usize {
        self.out.sections.len() - 1
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.out.blocks += 1;
            if !self.in_list && !matches!(block, Block::List { .. } | Block::Metadata(_)) {
                self.lead = None;
            }
            match block {
                Block::Heading(heading) => self.heading(heading),
                Block::Rule(rule) => self.rule(rule),
                Block::Metadata(fields) => self.metadata(fields),
                Block::Paragraph { text, .. } => {
                    self.text(text, None);
                    let flat = &mut self.room;
                    flat.add(text);
                    if !self.in_list {
                        self.lead = statement::lead(&flat.text);
                    }
                    if let Some(range) = statement::duty(&flat.text) {
                        let value = flat.text[range.clone()].to_string();
                        self.out.duties.push(Spanned { value, span: flat.span(range.start, range.end) });
                    }
                    flat.clear();
                }
                Block::List { items, .. } => {
                    let outer = std::mem::replace(&mut self.in_list, true);
                    items.iter().for_each(|item| self.blocks(item));
                    self.in_list = outer;
                }
                Block::Table(table) => {
                    self.table(table);
                    self.terms(table);
                }
                // What is quoted or noted is somebody else's words.
                Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => self.quoted(blocks),
                Block::Code { .. } | Block::Divider => {}
            }
        }
    }

    fn quoted(&mut self, blocks: &[Block]) {
        let duties = self.out.duties.len();
        self.blocks(blocks);
        self.out.duties.truncate(duties);
    }

    fn heading(&mut self, heading: &Heading) {
        self.text(&heading.text, None);
        if heading.level == 1 && !self.titled && self.out.sections.len() == 1 {
            self.titled = true;
            return;
        }
        let (number, title) = split_number(&plain(&heading.text));
        let anchor = self.anchor(heading, number.as_deref(), &title);
        // What stands above the last section stands above this one, or nothing does: the others need not be looked at.
        let mut above = self.out.sections.len().checked_sub(1);
        while let Some(section) = above.and_then(|at| self.out.sections.get(at))
            && section.level >= heading.level
        {
            above = section.parent();
        }
        let parent = above.unwrap_or(0);
        let section = Section {
            level: heading.level,
            number: number.map(String::into_boxed_str),
            title: title.into_boxed_str(),
            anchor: anchor.into_boxed_str(),
            within: Some(parent as u32),
            fields: Vec::new(),
            span: heading.span,
        };
        self.out.sections.push(section);
    }

    fn anchor(&mut self, heading: &Heading, number: Option<&str>, title: &str) -> String {
        let wanted = heading.id.clone().unwrap_or_else(|| match number {
            Some(number) => format!("avsnitt-{}", slug(number)),
            None => slug(title),
        });
        let wanted = if wanted.is_empty() { "avsnitt".to_string() } else { wanted };
        let mut anchor = wanted.clone();
        // A text of many equal headings must not try every number anew for each.
        let tried = self.tried.entry(wanted.clone()).or_insert(1);
        while !self.anchors.insert(anchor.clone()) {
            *tried += 1;
            anchor = format!("{wanted}-{tried}");
        }
        anchor
    }

    fn metadata(&mut self, fields: &[Field]) {
        let section = self.section();
        self.fields(fields, None);
        self.out.sections[section].fields.extend(fields.iter().cloned());
    }

    fn fields(&mut self, fields: &[Field], rule: Option<usize>) {
        let section = self.section();
        for value in fields.iter().flat_map(|field| &field.values).filter(|value| value.bracketed) {
            let target = Target::Name(value.text.clone());
            let within = Within::of(section, rule);
            self.out.mentions.push(Mention { target, within, metadata: true, span: value.span });
        }
    }

    fn rule(&mut self, rule: &Rule) {
        let number = self.out.rules.len();
        let mut text = plain(&rule.text);
        for block in &rule.follow {
            follow_text(block, &mut text);
        }
        let own = statement::modality(&text).map(|(modality, _)| modality);
        let lead = self.lead.filter(|_| self.in_list);
        // An item in lower case goes on the sentence that leads up to it, and a modal word of its own is one of a clause.
        let completes = text.starts_with(char::is_lowercase) || text.starts_with("Att ");
        let interval = rule.fields.iter().find(|field| field.label == Label::Recurrence);
        self.out.rules.push(RuleText {
            id: rule.id.clone(),
            section: self.section(),
            modality: if completes { lead.or(own) } else { own.or(lead) },
            recurrence: recurrence(&text, interval.map(|field| field.text.as_str())),
            text,
            fields: rule.fields.clone(),
            tombstone: rule.tombstone.clone(),
            span: rule.span,
        });
        self.text(&rule.text, Some(number));
        self.marked(&rule.text);
        self.follow(&rule.follow, number);
        self.fields(&rule.fields, Some(number));
    }

    fn follow(&mut self, blocks: &[Block], rule: usize) {
        for block in blocks {
            match block {
                Block::Paragraph { text, .. } => self.text(text, Some(rule)),
                Block::List { items, .. } => items.iter().for_each(|item| self.follow(item, rule)),
                Block::Table(table) => self.cells(table, Some(rule)),
                Block::Heading(heading) => self.text(&heading.text, Some(rule)),
                Block::Quote { blocks, .. } => self.follow(blocks, rule),
                _ => {}
            }
        }
    }

    fn marked(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            if let Inline::Strong(inner, span) = inline {
                let phrase = plain(inner);
                if !phrase.is_empty() && phrase.split_whitespace().count() <= 4 {
                    self.out.marked.push(Spanned { value: phrase, span: *span });
                }
            }
        }
    }

    fn table(&mut self, table: &Table) {
        if table.head.iter().all(|cell| plain(cell).is_empty()) {
            self.out.headless.push(table.span);
        }
        self.cells(table, None);
    }

    fn cells(&mut self, table: &Table, rule: Option<usize>) {
        if rule.is_some() && table.head.iter().all(|cell| plain(cell).is_empty()) {
            self.out.headless.push(table.span);
        }
        table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| self.text(cell, rule));
    }

    fn terms(&mut self, table: &Table) {
        let head: Vec<String> = table.head.iter().map(|cell| plain(cell).to_lowercase()).collect();
        let is_terms = matches!(head.first().map(String::as_str), Some("begrepp" | "term"))
            && matches!(head.get(1).map(String::as_str), Some("förklaring" | "definition" | "explanation"));
        if !is_terms {
            return;
        }
        for row in &table.rows {
            let flat = Flat::of(row.first().map_or(&[], Vec::as_slice));
            let label = flat.text.trim().to_string();
            if label.is_empty() {
                continue;
            }
            let also = row.get(2).map(|cell| plain(cell)).unwrap_or_default();
            let also = also
                .split([',', ';'])
                .map(str::trim)
                .filter(|word| !word.is_empty())
                .map(str::to_string)
                .collect();
            self.out.terms.push(TermRow {
                label: Spanned { value: label, span: flat.span(0, flat.text.len()) },
                definition: row.get(1).map(|cell| plain(cell)).unwrap_or_default(),
                also,
                section: self.section(),
            });
        }
    }

    /// Links, pictures and laws of running text.
    fn text(&mut self, inlines: &[Inline], rule: Option<usize>) {
        self.links(inlines, rule);
        let section = self.section();
        let Self { out, acts, room, .. } = self;
        each_run(inlines, room, &mut |run| {
            for citation in acts.find(&run.text) {
                let span = run.span(citation.range.start, citation.range.end);
                out.citations.push(Cited { citation, section, rule, span });
            }
        });
    }

    fn links(&mut self, inlines: &[Inline], rule: Option<usize>) {
        let section = self.section();
        for inline in inlines {
            match inline {
                Inline::Link { target, text, span } => {
                    let target = target.clone();
                    let within = Within::of(section, rule);
                    self.out.mentions.push(Mention { target, within, metadata: false, span: *span });
                    self.links(text, rule);
                }
                Inline::Emphasis(inner, _) | Inline::Strong(inner, _) | Inline::Strike(inner) => {
                    self.links(inner, rule)
                }
                Inline::Image { path, span, .. } => {
                    self.out.images.push(Spanned { value: path.clone(), span: *span })
                }
                _ => {}
            }
        }
    }
}

fn follow_text(block: &Block, out: &mut String) {
    let mut line = |words: String| {
        if !words.is_empty() {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&words);
        }
    };
    match block {
        Block::Paragraph { text, .. } => line(plain(text)),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| follow_text(block, out)),
        Block::Table(table) => {
            for row in std::iter::once(&table.head).chain(&table.rows) {
                line(row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" | "));
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::content::load::{nothing, understand};

    /// Pages look for the laws of a run where it stands, so none may be passed over, and the order must be that of the file.
    #[test]
    fn laws_are_found_wherever_pages_write_text_and_in_the_order_of_the_file() {
        let text = "+++\nid = \"RIK-A\"\n+++\n\n# Om lag (2018:1)\n\n**RIK-A-1** Chefen ska enligt lag (2018:2):\n\n\
            - läsa lag (2018:3)\n\n  > se *lag (2018:4)*\n\n  ## om lag (2018:5)\n\n> se lag (2018:6)\n\n\
            | lag (2018:7) | b |\n| --- | --- |\n| c | lag (2018:8) |\n\nOch lag (2018:9).[^1]\n\n[^1]: I lag (2018:10).\n";
        let (content, _) = understand(vec![("a.md".to_string(), text.to_string())], &nothing);
        let cited = &content.sources[0].outline.citations;
        assert_eq!(cited.len(), 10);
        assert!(cited.is_sorted_by_key(|cited| cited.span.start));
    }
}
