//! What every OSCAL document is made with: metadata, identifiers, properties, links and texts in the forms of OSCAL.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::content::Date;
use crate::export::{Out, pretty, records};
use crate::json::{Json, object};
use crate::language::Language;
use crate::model::{Catalogue, ForumId, Node, RoleId};
use crate::pages::address;
use crate::publish::Published;

/// The version of OSCAL that the documents follow.
const VERSION: &str = "1.2.1";

/// The namespace of our own properties, which OSCAL asks for.
const NAMESPACE: &str = "urn:ledtrad:oscal";

/// The way from `data/oscal/` to the top of the site.
const ROOT: &str = "../../";

/// A part of a document.
pub enum Part<'m> {
    /// One that is held.
    Whole(Json<'m>),
    /// A list that is made while it is written: that of the rules is too long to be held as a tree.
    Each(Box<dyn Fn() -> Box<dyn Iterator<Item = Json<'m>> + 'm> + 'm>),
}

impl<'m, T: Into<Json<'m>>> From<T> for Part<'m> {
    fn from(value: T) -> Self {
        Self::Whole(value.into())
    }
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Whole(value) => value.serialize(serializer),
            Self::Each(make) => serializer.collect_seq(make()),
        }
    }
}

/// The parts of a document, in order.
type Parts<'m> = Vec<(&'static str, Part<'m>)>;

/// A whole document of a model (`catalog`, `profile` …).
pub struct Document<'m> {
    maker: &'m Maker<'m>,
    model: &'static str,
    /// All but its identifier.
    parts: Parts<'m>,
}

/// What JSON ends a document with.
const END: &str = "\n  }\n}\n";

impl Document<'_> {
    /// Writes it. Its identifier is made from all that it says, since OSCAL asks for a new one whenever it changes. It stands
    /// last, so that a catalog of any length is written once and never held; in an object of JSON no place is the first.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: Out<'_>) -> io::Result<()> {
        let mut open = Open { out, sum: blake3::Hasher::new(), end: Vec::new() };
        pretty(self, &mut open)?;
        let own = self.maker.uuid(&format!("{}/{}", self.model, open.sum.finalize()));
        write!(open.out, ",\n    \"uuid\": \"{own}\"{END}")
    }
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(self.model, Body(&self.parts))])
    }
}

struct Body<'b, 'm>(&'b Parts<'m>);

impl Serialize for Body<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, part)| (name, part)))
    }
}

/// Hands a document on without its end, and sums it.
struct Open<'o> {
    out: Out<'o>,
    sum: blake3::Hasher,
    /// The last bytes that have come: what the end would be.
    end: Vec<u8>,
}

impl Write for Open<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.end.extend_from_slice(piece);
        let before = self.end.len().saturating_sub(END.len());
        self.out.write_all(&self.end[..before])?;
        self.sum.update(&self.end[..before]);
        self.end.drain(..before);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Makes the parts of documents.
pub struct Maker<'a> {
    /// What may be seen.
    pub catalogue: &'a Catalogue,
    /// In which the identifiers of this portal are unique.
    namespace: Uuid,
    /// The latest day on which something was decided, came into force or was withdrawn.
    changed: Date,
}

impl<'a> Maker<'a> {
    /// The maker of a portal's documents.
    pub fn new(published: &'a Published) -> Self {
        let catalogue = published.catalogue();
        let site = &catalogue.site;
        let name =
            site.base_url.clone().unwrap_or_else(|| format!("ledtrad:{}/{}", site.organisation, site.title));
        let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes());
        Self { catalogue, namespace, changed: records::changed(published) }
    }

    /// The identifier of what a name names.
    pub fn uuid(&self, name: &str) -> String {
        Uuid::new_v5(&self.namespace, name.as_bytes()).to_string()
    }

    /// A document.
    pub fn document<'m>(
        &'m self,
        model: &'static str,
        title: &str,
        remarks: &str,
        parts: Parts<'m>,
    ) -> Document<'m> {
        let metadata = ("metadata", self.metadata(title, remarks).into());
        Document { maker: self, model, parts: std::iter::once(metadata).chain(parts).collect() }
    }

    fn metadata(&self, title: &str, remarks: &str) -> Json<'static> {
        let publisher = string(&self.catalogue.site.organisation);
        let own = publisher.iter().map(|_| object! { "id" => "publisher", "title" => "Publisher" });
        let roles: Vec<Json<'_>> = own.chain(self.roles()).collect();
        let mut fields = vec![
            ("title", line(title).into()),
            ("last-modified", format!("{}T00:00:00Z", self.changed).into()),
            ("version", self.changed.to_string().into()),
            ("oscal-version", VERSION.into()),
        ];
        if !roles.is_empty() {
            fields.push(("roles", roles.into()));
        }
        if let Some(name) = publisher {
            let uuid = self.uuid(&format!("party/{name}"));
            let party = object! { "uuid" => uuid.clone(), "type" => "organization", "name" => name };
            let responsible = object! { "role-id" => "publisher", "party-uuids" => [uuid] };
            fields.extend([("parties", [party].into()), ("responsible-parties", [responsible].into())]);
        }
        fields.push(("remarks", remarks.to_string().into()));
        Json::Object(fields)
    }

    fn roles(&self) -> impl Iterator<Item = Json<'static>> {
        let roles = (0..self.catalogue.roles.len() as u32).map(|n| Node::Role(RoleId(n)));
        let forums = (0..self.catalogue.forums.len() as u32).map(|n| Node::Forum(ForumId(n)));
        roles.chain(forums).map(|node| {
            object! {
                "id" => self.role_id(node),
                "title" => line(&self.catalogue.label(node)),
                "links" => [link(self.href(node), "reference")],
            }
        })
    }

    /// The words in the language of the portal.
    pub fn say<'w>(&self, swedish: &'w str, english: &'w str) -> &'w str {
        match self.catalogue.site.language {
            Language::Sv => swedish,
            Language::En => english,
        }
    }

    /// The id of a role or forum among the roles of the metadata.
    pub fn role_id(&self, node: Node) -> String {
        address::id_part(&records::id(self.catalogue, node))
    }

    /// Where a node is: its full address, or the way to it from `data/oscal/`.
    pub fn href(&self, node: Node) -> String {
        let root = self.catalogue.site.base_url.as_deref().unwrap_or(ROOT);
        address::to(self.catalogue, node, root)
    }
}

/// A property of our own. `None` for a value that OSCAL has no form for: an empty one.
pub fn prop(name: &'static str, value: &str) -> Option<Json<'static>> {
    Some(object! { "name" => name, "ns" => NAMESPACE, "value" => string(value)? })
}

/// A property of our own, of a class.
pub fn prop_of(name: &'static str, value: &str, class: &'static str) -> Option<Json<'static>> {
    Some(object! { "name" => name, "ns" => NAMESPACE, "value" => string(value)?, "class" => class })
}

/// A property that OSCAL itself defines.
pub fn known_prop(name: &'static str, value: &str) -> Option<Json<'static>> {
    Some(object! { "name" => name, "value" => string(value)? })
}

/// A link.
pub fn link(href: String, rel: &'static str) -> Json<'static> {
    object! { "href" => href, "rel" => rel }
}

/// An object without the lists that are empty, since OSCAL has none.
pub fn held(object: Json<'_>) -> Json<'_> {
    let Json::Object(mut fields) = object else { return object };
    fields.retain(|(_, value)| *value != Json::List(Vec::new()));
    Json::Object(fields)
}

/// A plain string of OSCAL: on one line, with something in it.
fn string(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    (!out.is_empty()).then_some(out)
}

/// A line of OSCAL's Markdown that says the plain text.
pub fn line(text: &str) -> String {
    escaped(&string(text).unwrap_or_else(|| "–".to_string()))
}

/// OSCAL's Markdown for the text of a rule: its sentence, and the items that belong to it as a list.
pub fn prose(text: &str) -> String {
    let mut lines = text.lines().filter_map(string).map(|text| escaped(&text));
    let first = lines.next().unwrap_or_default();
    let items: Vec<String> = lines.map(|item| format!("- {item}")).collect();
    if items.is_empty() { first } else { format!("{first}\n\n{}", items.join("\n")) }
}

/// Plain text as CommonMark: nothing in it is markup, and `{{` inserts no parameter.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let opens = text.starts_with(['#', '-', '+', '=', '~', '|']);
    if opens {
        out.push('\\');
    }
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'{' | b'}') {
            out.push_str(&text[from..at]);
            out.push('\\');
            from = at;
        }
    }
    out.push_str(&text[from..]);
    out
}

/// A token of OSCAL made from an id: letters, digits, `.`, `-` and `_`, beginning with a letter.
pub fn token(id: &str) -> String {
    let plain: String =
        id.chars().map(|c| if c.is_alphanumeric() || "._-".contains(c) { c } else { '-' }).collect();
    if plain.starts_with(|c: char| c.is_alphabetic() || c == '_') { plain } else { format!("_{plain}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_open_until_its_end_whatever_the_pieces() {
        let text = format!("{{\n  \"catalog\": {{\n    \"a\": 1{END}");
        for size in 1..=text.len() {
            let mut out = Vec::new();
            let mut open = Open { out: &mut out, sum: blake3::Hasher::new(), end: Vec::new() };
            text.as_bytes().chunks(size).for_each(|piece| open.write_all(piece).expect("a list"));
            let begun = text.trim_end_matches(END).as_bytes();
            assert_eq!(open.sum.finalize(), blake3::hash(begun), "{size}");
            assert_eq!(out, begun);
        }
    }

    #[test]
    fn plain_text_stays_plain() {
        assert_eq!(line("# a *b* [c] {{ insert: x }}\n d"), r"\# a \*b\* \[c\] \{\{ insert: x \}\} d");
        assert_eq!(prose("Chefen ska\nläsa\nskriva"), "Chefen ska\n\n- läsa\n- skriva");
        assert_eq!(token("5.1 §"), "_5.1--");
        assert_eq!(prop("a", " \n"), None);
    }
}
