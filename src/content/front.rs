//! The front matter of a document: TOML between `+++` lines, each value with the place where it stands.

use super::fields::{self, Fields};
use super::{Date, Site, Spanned};
use crate::diag::{Diagnostics, FileId, Place, Problem, Span};
use crate::text::nearest;

/// Largest front matter, in bytes.
const LIMIT: usize = 64 * 1024;

/// Where a document is in its life. The transitions that the checks enforce stand in notes/domain.md 1.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the Swedish names are the field's own
pub enum Status {
    Utkast,
    Remiss,
    Beslutad,
    Gallande,
    Ersatt,
    Upphavd,
}

impl Status {
    /// Every status with the word that documents write.
    pub const ALL: &[(&'static str, Self)] = &[
        ("utkast", Self::Utkast),
        ("remiss", Self::Remiss),
        ("beslutad", Self::Beslutad),
        ("gällande", Self::Gallande),
        ("ersatt", Self::Ersatt),
        ("upphävd", Self::Upphavd),
    ];

    /// The word that documents write.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, status)| *status == self).map_or("", |(word, _)| word)
    }

    /// Whether somebody has decided the text.
    pub fn is_decided(self) -> bool {
        !matches!(self, Self::Utkast | Self::Remiss)
    }
}

/// For whom a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Audience {
    Publik,
    Intern,
}

/// The front matter. Lists are empty and texts absent where the author wrote nothing.
#[derive(Debug, Clone)]
#[allow(missing_docs)] // each key is described in design §2, under the same name
pub struct Front {
    pub id: Spanned<String>,
    pub title: Spanned<String>,
    /// Number among the kinds of the site.
    pub kind: usize,
    pub kind_span: Span,
    pub status: Spanned<Status>,
    pub audience: Audience,
    pub decided_by: Option<Spanned<String>>,
    pub decided_on: Vec<Spanned<Date>>,
    pub decision: Option<Spanned<String>>,
    pub registry: Vec<Spanned<String>>,
    pub edition: Option<Spanned<String>>,
    pub valid_from: Option<Spanned<Date>>,
    pub valid_until: Option<Spanned<Date>>,
    pub withdrawn_on: Option<Spanned<Date>>,
    pub review_by: Option<Spanned<Date>>,
    pub applies_to: Vec<Spanned<String>>,
    pub subjects: Vec<Spanned<String>>,
    pub responsible: Vec<Spanned<String>>,
    pub custodian: Vec<Spanned<String>>,
    pub drawn_up_by: Vec<Spanned<String>>,
    pub rule_prefix: Option<Spanned<String>>,
    pub organisation: Option<Spanned<String>>,
    pub aliases: Vec<Spanned<String>>,
    pub changes: Option<Spanned<String>>,
    pub background: Option<Spanned<String>>,
    pub language: Option<Spanned<String>>,
    /// Relations to other documents: the key, and what it names.
    pub relations: Vec<(Relation, Spanned<String>)>,
    pub consultation: Option<Consultation>,
    pub from: Option<Spanned<String>>,
    pub dated: Option<Spanned<Date>>,
    pub document_number: Option<Spanned<String>>,
    pub role: RoleFront,
}

/// A relation to another document, as its key says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// konkretiserar: `source`
    Source,
    /// ersätter: `replaces`
    Replaces,
    /// ersatt av: `replaced_by`
    ReplacedBy,
    /// kompletterar: `supplements`
    Supplements,
    /// avgränsas mot: `delimited_against`
    DelimitedAgainst,
    /// läs även: `see_also`
    SeeAlso,
    /// stödjer: `supports`
    Supports,
    /// bilaga till: `attachment_to`
    AttachmentTo,
    /// yttrande över: `comments_on`
    CommentsOn,
}

impl Relation {
    /// Every relation with its key.
    pub const ALL: &[(&'static str, Self)] = &[
        ("source", Self::Source),
        ("replaces", Self::Replaces),
        ("replaced_by", Self::ReplacedBy),
        ("supplements", Self::Supplements),
        ("delimited_against", Self::DelimitedAgainst),
        ("see_also", Self::SeeAlso),
        ("supports", Self::Supports),
        ("attachment_to", Self::AttachmentTo),
        ("comments_on", Self::CommentsOn),
    ];

    /// The key of the front matter.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(_, relation)| *relation == self).map_or("", |(key, _)| key)
    }
}

/// A consultation (remiss): when it is open and where answers go.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Consultation {
    pub opens: Option<Spanned<Date>>,
    pub closes: Option<Spanned<Date>>,
    pub reply_to: Option<Spanned<String>>,
}

/// What only roles and forums have. Every text names a role, a forum or, for `holder`, a post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct RoleFront {
    pub reports_to: Vec<Spanned<String>>,
    pub member_of: Vec<Spanned<String>>,
    pub convenes: Vec<Spanned<String>>,
    pub members: Vec<Spanned<String>>,
    pub incompatible_with: Vec<Spanned<String>>,
    pub includes: Vec<Spanned<String>>,
    pub delegates_to: Vec<Spanned<String>>,
    pub appointed_by: Vec<Spanned<String>>,
    pub independent: bool,
    pub holder: Option<Spanned<String>>,
}

/// Whether this is an id: upper-case ASCII segments joined by hyphens, at most 64 characters.
pub fn is_id(id: &str) -> bool {
    let segment = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    id.len() <= 64
        && id.split('-').all(segment)
        && id.starts_with(|c: char| c.is_ascii_uppercase())
        && !is_reserved(id)
}

/// Names that Windows keeps for devices: a file of that name could not be written there.
fn is_reserved(id: &str) -> bool {
    let numbered = |name: &str| {
        id.strip_prefix(name).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(id, "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

/// Reads the front matter and gives the byte at which the body begins.
///
/// A document without usable front matter becomes a draft named after its file, so that the rest can be checked.
pub fn read(file: FileId, path: &str, text: &str, site: &Site, found: &mut Diagnostics) -> (Front, usize) {
    // Front matter that cannot be read at all has been reported; it lacks no key in particular.
    let mut unheard = Diagnostics::default();
    let (toml, base, body_at, found) = match cut(file, text, found) {
        Ok((toml, base, body_at)) => (toml, base, body_at, found),
        Err(body_at) => ("", 0, body_at, &mut unheard),
    };
    let table = fields::parse(toml, file, base, found);
    let mut fields = Fields::new(table.get_ref(), file, base, found);
    let span = Span { start: 0, end: first_line(text) };
    let front = document(&mut fields, site, path, span);
    fields.finish();
    (front, body_at)
}

fn first_line(text: &str) -> u32 {
    text.find('\n').unwrap_or(text.len()) as u32
}

/// Finds the TOML: its text, the byte where it begins and the byte where the body begins. When there is none that can
/// be read, that is reported, and only the last is given.
fn cut<'t>(file: FileId, text: &'t str, found: &mut Diagnostics) -> Result<(&'t str, usize, usize), usize> {
    let line = Place { file, span: Span { start: 0, end: first_line(text) } };
    let mut at = 0;
    let mut open = None;
    for raw in text.split_inclusive('\n') {
        let fence = raw.trim_end() == "+++";
        match open {
            None if fence => open = Some(at + raw.len()),
            None if raw.trim().is_empty() => {}
            None => break,
            Some(start) if fence => {
                let end = at;
                if end - start > LIMIT {
                    let why = crate::diag::Unreadable::TooLarge { limit: LIMIT as u64 };
                    found.add(line, Problem::Unreadable { path: "+++".to_string(), why });
                    return Err(at + raw.len());
                }
                return Ok((&text[start..end], start, at + raw.len()));
            }
            Some(_) => {}
        }
        at += raw.len();
    }
    found.add(line, if open.is_some() { Problem::FrontUnclosed } else { Problem::FrontMissing });
    Err(open.map_or(0, |_| text.len()))
}

fn document(fields: &mut Fields<'_, '_>, site: &Site, path: &str, line: Span) -> Front {
    let id = id(fields, path, line);
    let title =
        required(fields, "title", line).unwrap_or_else(|| Spanned { value: id.value.clone(), span: line });
    let (kind, kind_span) = kind(fields, site, line);
    let status = fields.choice("status", Status::ALL);
    let audience = fields.choice("audience", &[("publik", Audience::Publik), ("intern", Audience::Intern)]);
    // An unreadable value has been reported; only a key that is not there at all is missing.
    for key in ["status", "audience"] {
        fields.require(key, line);
    }
    let mut relations = Vec::new();
    for (key, relation) in Relation::ALL {
        relations.extend(fields.texts(key).into_iter().map(|name| (*relation, name)));
    }
    Front {
        id,
        title,
        kind,
        kind_span,
        status: status.unwrap_or(Spanned { value: Status::Utkast, span: line }),
        audience: audience.map_or(Audience::Intern, |audience| audience.value),
        decided_by: fields.text("decided_by"),
        decided_on: fields.dates("decided_on"),
        decision: fields.text("decision"),
        registry: fields.texts("registry"),
        edition: fields.text("edition"),
        valid_from: fields.date("valid_from"),
        valid_until: fields.date("valid_until"),
        withdrawn_on: fields.date("withdrawn_on"),
        review_by: fields.date("review_by"),
        applies_to: fields.texts("applies_to"),
        subjects: fields.texts("subjects"),
        responsible: fields.texts("responsible"),
        custodian: fields.texts("custodian"),
        drawn_up_by: fields.texts("drawn_up_by"),
        rule_prefix: fields.text("rule_prefix"),
        organisation: fields.text("organisation"),
        aliases: fields.texts("aliases"),
        changes: fields.text("changes"),
        background: fields.text("background"),
        language: fields
            .choice("language", &[("sv", "sv"), ("en", "en")])
            .map(|l| Spanned { value: l.value.to_string(), span: l.span }),
        relations,
        consultation: {
            statements(fields);
            fields.table("consultation", consultation)
        },
        from: fields.text("from"),
        dated: fields.date("dated"),
        document_number: fields.text("document_number"),
        role: role(fields),
    }
}

fn required(fields: &mut Fields<'_, '_>, key: &'static str, line: Span) -> Option<Spanned<String>> {
    let text = fields.text(key);
    if text.is_none() {
        fields.require(key, line);
    }
    text
}

fn id(fields: &mut Fields<'_, '_>, path: &str, line: Span) -> Spanned<String> {
    let from_path = || {
        let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
        let slug = crate::text::slug(stem).to_ascii_uppercase();
        let id = if slug.starts_with(|c: char| c.is_ascii_alphabetic()) { slug } else { format!("X-{slug}") };
        id.chars().take(64).collect::<String>().trim_end_matches('-').to_string()
    };
    match required(fields, "id", line) {
        Some(id) if is_id(&id.value) => id,
        Some(id) => {
            fields.report(id.span, Problem::BadId { id: id.value });
            Spanned { value: from_path(), span: id.span }
        }
        None => Spanned { value: from_path(), span: line },
    }
}

fn kind(fields: &mut Fields<'_, '_>, site: &Site, line: Span) -> (usize, Span) {
    let Some(kind) = required(fields, "kind", line) else { return (0, line) };
    let number = site.kind(&kind.value).unwrap_or_else(|| {
        let allowed: Vec<String> = site.kinds.iter().map(|kind| kind.id.clone()).collect();
        let near = nearest(&kind.value, allowed.iter().map(String::as_str));
        let problem = Problem::UnknownValue {
            key: "kind".to_string(),
            value: kind.value.clone(),
            allowed,
            nearest: near,
        };
        fields.report(kind.span, problem);
        0
    });
    (number, kind.span)
}

fn consultation(fields: &mut Fields<'_, '_>, _: Span) -> Consultation {
    Consultation {
        opens: fields.date("opens"),
        closes: fields.date("closes"),
        reply_to: fields.text("reply_to"),
    }
}

/// Kinds of change that an author may declare.
pub const CHANGES: &[(&str, ())] = &[
    ("tillagd", ()),
    ("upphävd", ()),
    ("ändrad", ()),
    ("ersatt", ()),
    ("flyttad", ()),
    ("omnumrerad", ()),
    ("delad", ()),
    ("sammanslagen", ()),
    ("redaktionell", ()),
];

/// What the author says of single changes. Only the comparison of two editions reads it; here its form is checked.
fn statements(fields: &mut Fields<'_, '_>) {
    fields.tables("change", |fields, span| {
        fields.text("rule");
        fields.require("rule", span);
        fields.choice("kind", CHANGES);
        fields.texts("replaces");
        fields.texts("moved_from");
        fields.texts("split_from");
        fields.texts("merged_from");
    });
}

fn role(fields: &mut Fields<'_, '_>) -> RoleFront {
    RoleFront {
        reports_to: fields.texts("reports_to"),
        member_of: fields.texts("member_of"),
        convenes: fields.texts("convenes"),
        members: fields.texts("members"),
        incompatible_with: fields.texts("incompatible_with"),
        includes: fields.texts("includes"),
        delegates_to: fields.texts("delegates_to"),
        appointed_by: fields.texts("appointed_by"),
        independent: fields.flag("independent").unwrap_or(false),
        holder: fields.text("holder"),
    }
}
