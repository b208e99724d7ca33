//! `site.toml`: what the portal is called, which kinds of document there are, how severe each finding is.

use std::collections::BTreeMap;

use super::accessibility::{self, Accessibility};
use super::fields::{self, Fields};
use super::hosting::{self, Host};
use super::open_data::{self, OpenData};
use super::{Date, Spanned, front::is_id};
use crate::diag::{Code, Diagnostics, FIXED, FileId, Problem, Severities, Severity, SourceFile};
use crate::language::Language;
use crate::text::nearest;

/// The settings of a portal.
#[derive(Debug, Clone)]
pub struct Site {
    /// Name of the portal.
    pub title: String,
    /// The organisation that it belongs to; roles and terms without another belong to it too.
    pub organisation: String,
    /// Language of the interface and of messages.
    pub language: Language,
    /// Where the portal is published, with a final `/`; needed only by sitemap and feeds.
    pub base_url: Option<String>,
    /// Folder under `themes/` beside the content folder whose files replace the built-in theme's, one by one.
    pub theme: String,
    /// The kinds of document, in the order of the hierarchy.
    pub kinds: Vec<Kind>,
    /// Severity of each finding.
    pub severities: Severities,
    /// Whether each rule has a page. Without it the address of a rule is its anchor in the document.
    pub rule_pages: bool,
    /// The day with whose texts history begins; all of git's when absent.
    pub history_from: Option<Date>,
    /// Whether the search is built.
    pub search: bool,
    /// What the organisation says about words, for the search.
    pub words: SearchWords,
    /// Days before the end of validity from which `check` warns.
    pub warn_days: u32,
    /// The web servers that files are written for.
    pub hosting: Vec<Host>,
    /// Who answers for the data as open data; no record of it is written without.
    pub open_data: Option<OpenData>,
    /// What the organisation says of the portal's accessibility, if it says anything.
    pub accessibility: Option<Accessibility>,
}

/// What an organisation says about words: `[search]` of `site.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchWords {
    /// Groups of words that mean the same.
    pub same: Vec<Vec<String>>,
    /// What people say, each with the words of the documents for it.
    pub synonyms: BTreeMap<String, Vec<String>>,
    /// Compounds with their borders: `bild|skärm`.
    pub split: Vec<String>,
    /// Words that are not split.
    pub keep: Vec<String>,
}

/// What a kind of document is in the governance system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// States principles, at the top.
    Policy,
    /// Binds those it applies to.
    Binding,
    /// Explains and supports; never binds, so it holds no rules.
    Guidance,
    /// Defines terms.
    Terms,
    /// Describes a role.
    Role,
    /// Describes a forum.
    Forum,
    /// An answer to a consultation.
    Response,
}

impl Class {
    /// Whether a document of this class must say who decided it, when and where.
    pub fn is_decided(self) -> bool {
        !matches!(self, Self::Guidance | Self::Response)
    }
}

/// A kind of document: policy, riktlinje, rutin …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// The word that documents write as `kind`.
    pub id: String,
    /// Name in the singular, capitalised.
    pub name: String,
    /// Name in the plural, capitalised.
    pub plural: String,
    /// What it is in the governance system.
    pub class: Class,
}

/// Every class with the word of `site.toml`.
pub(super) const CLASSES: &[(&str, Class)] = &[
    ("policy", Class::Policy),
    ("binding", Class::Binding),
    ("guidance", Class::Guidance),
    ("terms", Class::Terms),
    ("role", Class::Role),
    ("forum", Class::Forum),
    ("response", Class::Response),
];

/// The usual Swedish kinds, in order of precedence. Evidence: notes/domain.md 1.1.
const BUILT_IN: &[(&str, &str, &str, Class)] = &[
    ("policy", "Policy", "Policyer", Class::Policy),
    ("riktlinje", "Riktlinje", "Riktlinjer", Class::Binding),
    ("regel", "Regel", "Regler", Class::Binding),
    ("organisation", "Organisation", "Organisation", Class::Binding),
    ("process", "Process", "Processer", Class::Binding),
    ("rutin", "Rutin", "Rutiner", Class::Binding),
    ("instruktion", "Instruktion", "Instruktioner", Class::Binding),
    ("anvisning", "Anvisning", "Anvisningar", Class::Binding),
    ("plan", "Plan", "Planer", Class::Binding),
    ("begrepp", "Begreppslista", "Begreppslistor", Class::Terms),
    ("vägledning", "Vägledning", "Vägledningar", Class::Guidance),
    ("råd", "Råd", "Råd", Class::Guidance),
    ("metodstöd", "Metodstöd", "Metodstöd", Class::Guidance),
    ("manual", "Manual", "Manualer", Class::Guidance),
    ("roll", "Roll", "Roller", Class::Role),
    ("forum", "Forum", "Forum", Class::Forum),
    ("yttrande", "Yttrande", "Yttranden", Class::Response),
    ("missiv", "Remissmissiv", "Remissmissiv", Class::Guidance),
    ("promemoria", "Promemoria", "Promemorior", Class::Guidance),
    ("ändringsbilaga", "Ändringsbilaga", "Ändringsbilagor", Class::Guidance),
];

/// What the usual kinds are called in an English portal. The words that documents write stay the same.
const ENGLISH: &[(&str, &str, &str)] = &[
    ("policy", "Policy", "Policies"),
    ("riktlinje", "Guideline", "Guidelines"),
    ("regel", "Rules", "Rules"),
    ("organisation", "Organisation", "Organisation"),
    ("process", "Process", "Processes"),
    ("rutin", "Routine", "Routines"),
    ("instruktion", "Instruction", "Instructions"),
    ("anvisning", "Directions", "Directions"),
    ("plan", "Plan", "Plans"),
    ("begrepp", "Glossary", "Glossaries"),
    ("vägledning", "Guidance", "Guidance"),
    ("råd", "Advice", "Advice"),
    ("metodstöd", "Method", "Methods"),
    ("manual", "Manual", "Manuals"),
    ("roll", "Role", "Roles"),
    ("forum", "Forum", "Forums"),
    ("yttrande", "Response", "Responses"),
    ("missiv", "Covering letter", "Covering letters"),
    ("promemoria", "Memorandum", "Memoranda"),
    ("ändringsbilaga", "Annex of changes", "Annexes of changes"),
];

fn in_english(kinds: &mut [Kind]) {
    for kind in kinds {
        if let Some((_, name, plural)) = ENGLISH.iter().find(|(id, _, _)| *id == kind.id) {
            kind.name = (*name).to_string();
            kind.plural = (*plural).to_string();
        }
    }
}

impl Default for Site {
    fn default() -> Self {
        let kinds = BUILT_IN
            .iter()
            .map(|(id, name, plural, class)| Kind {
                id: (*id).to_string(),
                name: (*name).to_string(),
                plural: (*plural).to_string(),
                class: *class,
            })
            .collect();
        Self {
            title: "Ledningssystem".to_string(),
            organisation: String::new(),
            language: Language::Sv,
            base_url: None,
            theme: "portal".to_string(),
            kinds,
            severities: Severities::default(),
            rule_pages: true,
            history_from: None,
            search: true,
            words: SearchWords::default(),
            warn_days: 90,
            hosting: Vec::new(),
            open_data: None,
            accessibility: None,
        }
    }
}

impl Site {
    /// The number of the kind with this id.
    pub fn kind(&self, id: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.id == id)
    }
}

/// Reads `site.toml`. What is missing or wrong keeps its default.
pub fn read(file: FileId, input: &SourceFile, found: &mut Diagnostics) -> Site {
    let text = input.text().unwrap_or_default();
    super::unicode::check(file, &text, found);
    let table = fields::parse(&text, file, 0, found);
    let mut fields = Fields::new(table.get_ref(), file, 0, found);
    let mut site = Site::default();
    if let Some(title) = fields.text("title") {
        site.title = title.value;
    }
    if let Some(organisation) = fields.text("organisation") {
        site.organisation = organisation.value;
    }
    if let Some(language) = fields.choice("language", &[("sv", Language::Sv), ("en", Language::En)]) {
        site.language = language.value;
        if site.language == Language::En {
            in_english(&mut site.kinds);
        }
    }
    site.base_url = fields.text("base_url").and_then(|url| base_url(&mut fields, url));
    if let Some(theme) = fields.text("theme") {
        site.theme = theme.value;
    }
    for kind in fields.tables("kind", kind) {
        let Some(kind) = kind else { continue };
        match site.kind(&kind.id) {
            Some(at) => site.kinds[at] = kind,
            None => site.kinds.push(kind),
        }
    }
    fields.table("severity", |fields, _| severities(fields, &mut site.severities));
    fields.table("output", |fields, _| {
        site.rule_pages = fields.flag("rule_pages").unwrap_or(true);
        site.hosting = hosting::read(fields);
    });
    site.open_data = fields.table("open_data", open_data::read).flatten();
    fields.table("history", |fields, _| site.history_from = fields.date("from").map(|day| day.value));
    fields.table("search", |fields, _| {
        site.search = fields.flag("enabled").unwrap_or(true);
        site.words = search_words(fields);
    });
    site.accessibility = fields.table("accessibility", accessibility::read);
    fields.table("check", |fields, _| {
        if let Some(days) = fields.number("warn_days") {
            site.warn_days = days.value;
        }
    });
    fields.finish();
    site
}

fn search_words(fields: &mut Fields<'_, '_>) -> SearchWords {
    let lower = |texts: Vec<Spanned<String>>| -> Vec<String> {
        texts.into_iter().map(|text| text.value.to_lowercase()).collect()
    };
    let mut words = SearchWords {
        same: fields.rows("same").into_iter().map(lower).collect(),
        split: lower(fields.texts("split")),
        keep: lower(fields.texts("keep")),
        ..SearchWords::default()
    };
    fields.table("synonyms", |fields, _| {
        let lists = fields.lists().into_iter();
        words.synonyms = lists.map(|(word, list)| (word.value.to_lowercase(), lower(list))).collect();
    });
    words
}

fn base_url(fields: &mut Fields<'_, '_>, url: Spanned<String>) -> Option<String> {
    let rest = url.value.strip_prefix("https://").or_else(|| url.value.strip_prefix("http://"));
    let plain = rest.is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/:%".contains(&b))
    });
    if !plain {
        fields.report(url.span, Problem::ForbiddenAddress { address: url.value });
        return None;
    }
    Some(if url.value.ends_with('/') { url.value } else { format!("{}/", url.value) })
}

fn kind(fields: &mut Fields<'_, '_>, span: crate::diag::Span) -> Option<Kind> {
    let (id, name, plural) = (fields.text("id"), fields.text("name"), fields.text("plural"));
    let class = fields.choice("class", CLASSES);
    let Some(id) = id else {
        fields.report(span, Problem::Missing { key: "id", status: None });
        return None;
    };
    let name = name.map_or_else(|| capitalised(&id.value), |name| name.value);
    let plural = plural.map_or_else(|| name.clone(), |plural| plural.value);
    Some(Kind { id: id.value, name, plural, class: class.map_or(Class::Binding, |class| class.value) })
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn severities(fields: &mut Fields<'_, '_>, into: &mut Severities) {
    const WORDS: &[(&str, Option<Severity>)] = &[
        ("fel", Some(Severity::Error)),
        ("varning", Some(Severity::Warning)),
        ("anmärkning", Some(Severity::Note)),
        ("av", None),
        ("error", Some(Severity::Error)),
        ("warning", Some(Severity::Warning)),
        ("note", Some(Severity::Note)),
        ("off", None),
    ];
    for (key, value) in fields.pairs() {
        let Ok(code) = key.value.parse::<Code>() else {
            fields.report(key.span, Problem::UnknownKey { key: key.value, nearest: None });
            continue;
        };
        match WORDS.iter().find(|(word, _)| *word == value.value) {
            Some((_, severity)) if FIXED.contains(&code) && *severity != Some(Severity::Error) => {
                let allowed = vec!["fel".to_string()];
                let problem =
                    Problem::UnknownValue { key: key.value, value: value.value, allowed, nearest: None };
                fields.report(value.span, problem);
            }
            Some((_, severity)) => into.set(code, *severity),
            None => {
                let near = nearest(&value.value, WORDS.iter().map(|(word, _)| *word));
                let allowed = WORDS.iter().map(|(word, _)| (*word).to_string()).collect();
                let problem =
                    Problem::UnknownValue { key: key.value, value: value.value, allowed, nearest: near };
                fields.report(value.span, problem);
            }
        }
    }
}

/// Whether a theme's name is a plain folder name.
pub fn is_theme_name(name: &str) -> bool {
    !name.is_empty() && is_id(&name.to_ascii_uppercase())
}
