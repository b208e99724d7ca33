//! Reads a TOML table key by key, so that every fault is found in one pass and stands at its own span.
//!
//! Serde would stop at the first one.

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::{Date, Spanned};
use crate::diag::{Diagnostics, FileId, Key, Place, Problem, Span};
use crate::text::nearest;

/// A table of a TOML text, and what of it has been asked for.
pub struct Fields<'t, 'd> {
    table: &'t DeTable<'t>,
    asked: Vec<&'static str>,
    file: FileId,
    base: usize,
    found: &'d mut Diagnostics,
}

/// Parses a TOML text that begins at byte `base` of the file; faults of syntax go to `found`.
pub fn parse<'t>(
    text: &'t str,
    file: FileId,
    base: usize,
    found: &mut Diagnostics,
) -> TomlSpanned<DeTable<'t>> {
    super::unicode::check_escapes(file, text, base, found);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..text.len().min(1));
        let written = text.get(span.clone()).unwrap_or("").to_string();
        let problem = if looks_like_date(&written) {
            Problem::BadDate { key: String::new(), value: written }
        } else {
            Problem::Toml { message: error.message().to_string() }
        };
        found.add(Place { file, span: Span::new(span, base) }, problem);
    }
    table
}

fn looks_like_date(written: &str) -> bool {
    written.len() >= 8
        && written.bytes().filter(|b| *b == b'-').count() == 2
        && written.bytes().all(|b| b == b'-' || b.is_ascii_digit())
}

impl<'t, 'd> Fields<'t, 'd> {
    /// The fields of a table whose text begins at byte `base` of the file.
    pub fn new(table: &'t DeTable<'t>, file: FileId, base: usize, found: &'d mut Diagnostics) -> Self {
        Self { table, asked: Vec::new(), file, base, found }
    }

    /// The file that the table stands in.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// Says that something is wrong at a span.
    pub fn report(&mut self, span: Span, problem: Problem) {
        self.found.add(Place { file: self.file, span }, problem);
    }

    fn ask(&mut self, key: &'static str) -> Option<&'t TomlSpanned<DeValue<'t>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    fn span(&self, value: &TomlSpanned<DeValue<'_>>) -> Span {
        Span::new(value.span(), self.base)
    }

    fn wrong<T>(&mut self, key: &str, expected: Key, value: &TomlSpanned<DeValue<'_>>) -> Option<T> {
        let found = value.get_ref().type_str();
        let span = self.span(value);
        self.report(span, Problem::WrongType { key: key.to_string(), expected, found });
        None
    }

    fn as_text(&self, value: &TomlSpanned<DeValue<'_>>) -> Option<Spanned<String>> {
        let text = value.get_ref().as_str()?.trim().to_string();
        Some(Spanned { value: text, span: self.span(value) })
    }

    /// A text. An empty one counts as absent.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.ask(key)?;
        match self.as_text(value) {
            Some(text) if text.value.is_empty() => None,
            Some(text) => Some(text),
            None => self.wrong(key, Key::Text, value),
        }
    }

    /// A list of texts, or a single one.
    pub fn texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let Some(value) = self.ask(key) else { return Vec::new() };
        self.as_texts(key, value)
    }

    /// A list of lists of texts.
    pub fn rows(&mut self, key: &'static str) -> Vec<Vec<Spanned<String>>> {
        let Some(value) = self.ask(key) else { return Vec::new() };
        let Some(rows) = value.get_ref().as_array() else {
            return self.wrong(key, Key::TextOrTexts, value).unwrap_or_default();
        };
        rows.iter().map(|row| self.as_texts(key, row)).collect()
    }

    fn as_texts(&mut self, key: &str, value: &TomlSpanned<DeValue<'_>>) -> Vec<Spanned<String>> {
        if let Some(text) = self.as_text(value) {
            return vec![text];
        }
        let Some(items) = value.get_ref().as_array() else {
            return self.wrong(key, Key::TextOrTexts, value).unwrap_or_default();
        };
        let mut out = Vec::new();
        for item in items {
            match self.as_text(item) {
                Some(text) if !text.value.is_empty() => out.push(text),
                Some(_) => {}
                None => drop(self.wrong::<()>(key, Key::TextOrTexts, item)),
            }
        }
        out
    }

    fn as_date(
        &mut self,
        key: &str,
        value: &TomlSpanned<DeValue<'_>>,
        expected: Key,
    ) -> Option<Spanned<Date>> {
        let span = self.span(value);
        let written = match value.get_ref() {
            DeValue::Datetime(datetime) => match (datetime.date, datetime.time) {
                (Some(date), None) => return self.calendar(key, date, span),
                // The reader of TOML puts nothing in place of a day that it could not read, and has reported it.
                (None, None) => return None,
                _ => datetime.to_string(),
            },
            DeValue::String(text) => match text.trim().parse() {
                Ok(date) => return Some(Spanned { value: date, span }),
                Err(()) => text.to_string(),
            },
            _ => return self.wrong(key, expected, value),
        };
        self.report(span, Problem::BadDate { key: key.to_string(), value: written });
        None
    }

    fn calendar(&mut self, key: &str, date: toml::value::Date, span: Span) -> Option<Spanned<Date>> {
        let day =
            i16::try_from(date.year).ok().and_then(|year| Date::new(year, date.month as i8, date.day as i8));
        if day.is_none() {
            self.report(span, Problem::BadDate { key: key.to_string(), value: date.to_string() });
        }
        day.map(|value| Spanned { value, span })
    }

    /// A day.
    pub fn date(&mut self, key: &'static str) -> Option<Spanned<Date>> {
        let value = self.ask(key)?;
        self.as_date(key, value, Key::Date)
    }

    /// Reports a key that is not there, at `line`, since it has no place of its own.
    pub fn require(&mut self, key: &'static str, line: Span) {
        if !self.table.contains_key(key)
            || self.table.get(key).is_some_and(|v| v.get_ref().as_str() == Some(""))
        {
            self.report(line, Problem::Missing { key, status: None });
        }
    }

    /// A day, or first and last day.
    pub fn dates(&mut self, key: &'static str) -> Vec<Spanned<Date>> {
        let Some(value) = self.ask(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            return self.as_date(key, value, Key::Dates).into_iter().collect();
        };
        items.iter().filter_map(|item| self.as_date(key, item, Key::Dates)).collect()
    }

    /// True or false.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.ask(key)?;
        match value.get_ref().as_bool() {
            Some(flag) => Some(flag),
            None => self.wrong(key, Key::Flag, value),
        }
    }

    /// A whole number from 0 up.
    pub fn number(&mut self, key: &'static str) -> Option<Spanned<u32>> {
        let value = self.ask(key)?;
        let number =
            value.get_ref().as_integer().and_then(|n| u32::from_str_radix(n.as_str(), n.radix()).ok());
        match number {
            Some(number) => Some(Spanned { value: number, span: self.span(value) }),
            None => self.wrong(key, Key::Number, value),
        }
    }

    /// A text that must be one of `allowed`.
    pub fn choice<T: Copy>(&mut self, key: &'static str, allowed: &[(&str, T)]) -> Option<Spanned<T>> {
        let text = self.text(key)?;
        if let Some((_, value)) = allowed.iter().find(|(name, _)| *name == text.value) {
            return Some(Spanned { value: *value, span: text.span });
        }
        let names: Vec<String> = allowed.iter().map(|(name, _)| (*name).to_string()).collect();
        let near = nearest(&text.value, names.iter().map(String::as_str));
        self.report(
            text.span,
            Problem::UnknownValue { key: key.to_string(), value: text.value, allowed: names, nearest: near },
        );
        None
    }

    /// A table within this one: `then` reads its fields, and what it did not ask for is unknown.
    pub fn table<R>(
        &mut self,
        key: &'static str,
        then: impl FnOnce(&mut Fields<'t, '_>, Span) -> R,
    ) -> Option<R> {
        let value = self.ask(key)?;
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong(key, Key::Table, value);
        };
        let span = self.span(value);
        Some(self.within(table, span, then))
    }

    /// An array of tables.
    pub fn tables<R>(
        &mut self,
        key: &'static str,
        mut then: impl FnMut(&mut Fields<'t, '_>, Span) -> R,
    ) -> Vec<R> {
        let Some(value) = self.ask(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            return self.wrong(key, Key::Tables, value).unwrap_or_default();
        };
        let mut out = Vec::new();
        for item in items {
            match item.get_ref().as_table() {
                Some(table) => {
                    let span = self.span(item);
                    out.push(self.within(table, span, &mut then));
                }
                None => drop(self.wrong::<()>(key, Key::Tables, item)),
            }
        }
        out
    }

    fn within<R>(
        &mut self,
        table: &'t DeTable<'t>,
        span: Span,
        then: impl FnOnce(&mut Fields<'t, '_>, Span) -> R,
    ) -> R {
        let mut inner = Fields::new(table, self.file, self.base, self.found);
        let result = then(&mut inner, span);
        inner.finish();
        result
    }

    /// The keys of a table whose names are free, with their texts.
    pub fn pairs(&mut self) -> Vec<(Spanned<String>, Spanned<String>)> {
        let mut out = Vec::new();
        for (key, value) in self.table {
            let name = Spanned { value: key.get_ref().to_string(), span: Span::new(key.span(), self.base) };
            match self.as_text(value) {
                Some(text) => out.push((name, text)),
                None => drop(self.wrong::<()>(&name.value, Key::Text, value)),
            }
        }
        self.asked.clear();
        out
    }

    /// The keys of a table whose names are free, each with a list of texts or a single one.
    pub fn lists(&mut self) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
        let mut out = Vec::new();
        for (key, value) in self.table {
            let name = Spanned { value: key.get_ref().to_string(), span: Span::new(key.span(), self.base) };
            let list = self.as_texts(&name.value, value);
            out.push((name, list));
        }
        self.asked.clear();
        out
    }

    /// Reports every key that nobody asked for. A table of free names has none.
    pub fn finish(self) {
        if self.asked.is_empty() {
            return;
        }
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if !self.asked.contains(&name) {
                let near = nearest(name, self.asked.iter().copied());
                let span = Span::new(key.span(), self.base);
                self.found.add(
                    Place { file: self.file, span },
                    Problem::UnknownKey { key: name.to_string(), nearest: near },
                );
            }
        }
    }
}
