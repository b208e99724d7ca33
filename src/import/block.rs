//! The block model: what every reader gives and every later step takes.
//!
//! A reader gives facts only: where something stands, how it is set, what the file itself says it is. What it means
//! is said later, in `understand`.

/// Where something stands in its source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Page, from 1; 0 where the format has no pages.
    pub page: u32,
    /// Line of a text, or number of the paragraph, from 1.
    pub line: u32,
}

/// How a run of text is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs)] // named as what they are
pub struct Style {
    pub bold: bool,
    pub italic: bool,
    pub strike: bool,
}

/// A run of text in one style, or the mark of a footnote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The text; empty for a mark.
    pub text: String,
    /// How it is set.
    pub style: Style,
    /// The label of the footnote that this is the mark of.
    pub note: Option<String>,
}

/// Running text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Run>);

impl Text {
    /// Text in one plain style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Run { text: text.into(), ..Run::default() }])
    }

    /// The words alone.
    pub fn words(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether there is nothing to read.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|run| run.text.trim().is_empty() && run.note.is_none())
    }

    /// Whether every word is set in a style.
    pub fn all(&self, is: impl Fn(Style) -> bool) -> bool {
        let mut words = self.0.iter().filter(|run| !run.text.trim().is_empty()).peekable();
        words.peek().is_some() && words.all(|run| is(run.style))
    }

    /// The words of the last run: enough to see how the text ends, without a copy of it.
    pub fn ending(&self) -> &str {
        self.0.iter().rev().find(|run| run.note.is_none()).map_or("", |run| run.text.as_str())
    }

    /// Adds text; runs of one style become one.
    pub fn push(&mut self, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.style == style && last.note.is_none() => last.text.push_str(text),
            _ => self.0.push(Run { text: text.to_string(), style, note: None }),
        }
    }

    /// Takes the last sign away.
    pub fn pop(&mut self) {
        if let Some(run) = self.0.iter_mut().rev().find(|run| !run.text.is_empty()) {
            run.text.pop();
        }
    }

    /// Adds the mark of a footnote.
    pub fn push_note(&mut self, label: &str) {
        self.0.push(Run { note: Some(label.to_string()), ..Run::default() });
    }

    /// Adds all of another text.
    pub fn append(&mut self, other: Self) {
        for run in other.0 {
            match run.note {
                Some(_) => self.0.push(run),
                None => self.push(&run.text, run.style),
            }
        }
    }

    /// The part of the words from byte `start` to byte `end`. Marks at the end belong to the part before them.
    pub fn slice(&self, start: usize, end: usize) -> Self {
        let mut out = Self::default();
        let mut at = 0;
        for run in &self.0 {
            if run.note.is_some() {
                if at > start && at <= end || at == 0 && start == 0 {
                    out.0.push(run.clone());
                }
                continue;
            }
            let (from, to) = (start.max(at), end.min(at + run.text.len()));
            if from < to {
                out.push(&run.text[from - at..to - at], run.style);
            }
            at += run.text.len();
        }
        out
    }

    /// The text with each run's words changed.
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        let mut out = Self::default();
        for run in &self.0 {
            match &run.note {
                Some(_) => out.0.push(run.clone()),
                None => out.push(&change(&run.text), run.style),
            }
        }
        out
    }

    /// The text without white space at its ends and with single blanks within.
    pub fn tidy(&self) -> Self {
        let mut out = Self::default();
        let mut blank = true;
        for run in &self.0 {
            if run.note.is_some() {
                out.0.push(run.clone());
                continue;
            }
            let mut text = String::with_capacity(run.text.len());
            for c in run.text.chars() {
                if c.is_whitespace() {
                    if !blank {
                        text.push(' ');
                    }
                    blank = true;
                } else {
                    text.push(c);
                    blank = false;
                }
            }
            out.push(&text, run.style);
        }
        while let Some(last) = out.0.last_mut().filter(|run| run.note.is_none()) {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                break;
            }
            out.0.pop();
        }
        out
    }
}

/// What a block is, as far as its source says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A heading.
    Heading {
        /// 1 and up; `None` where the source does not say.
        level: Option<u8>,
        /// Number, as it is printed.
        number: Option<String>,
    },
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item {
        /// 1 and up.
        level: u8,
        /// The printed label of a numbered item; none for a bullet.
        label: Option<String>,
    },
    /// A table, its first row the header.
    Table(Vec<Vec<Text>>),
    /// The text of a footnote, with its label.
    Note(String),
}

/// A block with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its words; empty for a table.
    pub text: Text,
    /// Where it stands.
    pub origin: Origin,
    /// First on its page.
    pub page_start: bool,
}

impl Block {
    /// A block that is not first on its page.
    pub fn new(kind: Kind, text: Text, origin: Origin) -> Self {
        Self { kind, text, origin, page_start: false }
    }

    /// Everything that is printed of it: number or label, words, cells.
    pub fn printed(&self) -> String {
        let head = match &self.kind {
            Kind::Heading { number, .. } => number.clone().unwrap_or_default(),
            Kind::Item { label, .. } => label.clone().unwrap_or_default(),
            Kind::Table(rows) => rows.iter().flatten().map(Text::words).collect::<Vec<_>>().join(" | "),
            _ => String::new(),
        };
        let words = self.text.words();
        if head.is_empty() { words } else { format!("{head} {words}") }
    }

    /// Whether it is a heading.
    pub fn is_heading(&self) -> bool {
        matches!(self.kind, Kind::Heading { .. })
    }
}

/// How many letters a text has; digits and signs are not counted.
pub fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}
