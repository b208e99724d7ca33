//! The theme: templates, style, script and words, built in and replaceable file by file.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::language::Language;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/portal");

/// Room that a page is given at first, in bytes: most need no more.
const PAGE: usize = 32 * 1024;

/// A fault of a theme: the template's own words for it.
#[derive(Debug)]
pub struct ThemeError(pub String);

impl std::fmt::Display for ThemeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ThemeError {}

/// A theme that is ready to use.
pub struct Theme {
    tera: Tera,
    assets: BTreeMap<String, Vec<u8>>,
    words: Words,
    /// The words that templates see.
    template_words: Made,
}

/// Something that is ready for templates: made once and shown on many pages, or the rest of a long page made after it.
#[derive(Serialize)]
pub struct Made(Value);

impl Made {
    /// A view, made ready.
    pub fn of(view: &impl Serialize) -> Self {
        Self(Value::from_serializable(view))
    }
}

/// The words of the interface in one language that pages are made with.
#[derive(Debug, Default)]
pub struct Words {
    view: BTreeMap<String, String>,
}

impl Words {
    /// The words for a key. A key that the theme lacks shows itself, so that it is seen and mended.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.view.get(key).map_or(key, String::as_str)
    }

    /// The words for a key, with each `{}` replaced in order.
    pub fn with(&self, key: &str, values: &[&str]) -> String {
        let mut out = String::new();
        let mut values = values.iter();
        for (i, part) in self.get(key).split("{}").enumerate() {
            if i > 0 {
                out.push_str(values.next().copied().unwrap_or_default());
            }
            out.push_str(part);
        }
        out
    }

    /// `one` for 1, else `many`, with the number filled in.
    pub fn count(&self, key: &str, number: usize) -> String {
        let form = if number == 1 { "one" } else { "many" };
        self.with(&format!("{key}-{form}"), &[&number.to_string()])
    }
}

impl Theme {
    /// The built-in theme, with the files of `overrides` (path within the theme → bytes) in place of its own.
    ///
    /// # Errors
    /// A template that does not parse, a file of words that is no TOML.
    pub fn new(overrides: &BTreeMap<String, Vec<u8>>, language: Language) -> Result<Self, ThemeError> {
        let mut files = BTreeMap::new();
        collect(&BUILT_IN, &mut files);
        files.extend(overrides.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice())));
        let mut templates = Vec::new();
        let mut assets = BTreeMap::new();
        for (path, bytes) in &files {
            if let Some(name) = path.strip_prefix("templates/") {
                templates.push((name.to_string(), text(path, bytes)?));
            } else if let Some(name) = path.strip_prefix("assets/") {
                assets.insert(name.to_string(), bytes.to_vec());
            }
        }
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html"]);
        tera.add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), *text)))
            .map_err(|error| ThemeError(error.to_string()))?;
        let file = format!("{}.toml", language.tag());
        let mut table = files.get(&file).map_or(Ok(Table::new()), |bytes| table(&file, bytes))?;
        let mut part = |name: &str| table.remove(name).unwrap_or_default();
        let template_words = Made::of(&part("template"));
        Ok(Self { tera, assets, words: Words { view: part("view") }, template_words })
    }

    /// The words of the interface.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Style, script and pictures of the theme by name.
    pub fn assets(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.assets
    }

    /// Fills in a template.
    ///
    /// # Errors
    /// A template that asks for what the view does not have.
    pub fn render(
        &self,
        template: &str,
        frame: &impl Serialize,
        site: Option<&Made>,
        view: &impl Serialize,
    ) -> Result<Vec<u8>, ThemeError> {
        let mut context = Context::new();
        context.insert("frame", frame);
        context.insert("view", view);
        // A copy of what is made is a pointer.
        context.insert_value("t", self.template_words.0.clone());
        if let Some(site) = site {
            context.insert_value("site", site.0.clone());
        }
        let mut page = Vec::with_capacity(PAGE);
        self.tera.render_to(template, &context, &mut page).map_err(|error| ThemeError(error.to_string()))?;
        Ok(page)
    }
}

fn collect(dir: &'static Dir<'_>, files: &mut BTreeMap<String, &[u8]>) {
    for file in dir.files() {
        if let Some(path) = file.path().to_str() {
            files.insert(path.replace('\\', "/"), file.contents());
        }
    }
    for dir in dir.dirs() {
        collect(dir, files);
    }
}

fn text<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, ThemeError> {
    std::str::from_utf8(bytes).map_err(|_| ThemeError(format!("{path}: UTF-8")))
}

/// A file of words: table, key, words.
type Table = BTreeMap<String, BTreeMap<String, String>>;

fn table(path: &str, bytes: &[u8]) -> Result<Table, ThemeError> {
    toml::from_str(text(path, bytes)?).map_err(|error| ThemeError(format!("{path}: {error}")))
}
