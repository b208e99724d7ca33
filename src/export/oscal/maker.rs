//! What every OSCAL document is made with: metadata, identifiers, properties, links and texts in the forms of OSCAL.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::content::Date;
use crate::export::records;
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

/// A document of OSCAL, ready to be written.
pub struct Document<'m> {
    model: &'static str,
    body: Vec<(&'static str, Part<'m>)>,
}

/// A part of a document.
pub enum Part<'m> {
    /// One that is held.
    Whole(Value),
    /// A list that is made while it is written: that of the rules is too long to be held as a tree.
    Each(Box<dyn Fn() -> Box<dyn Iterator<Item = Value> + 'm> + 'm>),
}

impl From<Value> for Part<'_> {
    fn from(value: Value) -> Self {
        Self::Whole(value)
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

struct Body<'b, 'm>(&'b [(&'static str, Part<'m>)]);

impl Serialize for Body<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, part)| (name, part)))
    }
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(self.model, Body(&self.body))])
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

    /// A whole document of a model (`catalog`, `profile` …). Its identifier is made from all that it says, since OSCAL
    /// asks for a new one whenever it changes.
    pub fn document<'m>(
        &self,
        model: &'static str,
        title: &str,
        remarks: &str,
        parts: Vec<(&'static str, Part<'m>)>,
    ) -> Document<'m> {
        let metadata = Part::Whole(self.metadata(title, remarks));
        let mut body: Vec<_> = std::iter::once(("metadata", metadata)).chain(parts).collect();
        let mut said = blake3::Hasher::new();
        // A hasher takes everything.
        let _ = serde_json::to_writer(&mut said, &Body(&body));
        let name = format!("{model}/{}", said.finalize());
        body.insert(0, ("uuid", Part::Whole(json!(self.uuid(&name)))));
        Document { model, body }
    }

    fn metadata(&self, title: &str, remarks: &str) -> Value {
        let mut metadata = json!({
            "title": line(title),
            "last-modified": format!("{}T00:00:00Z", self.changed),
            "version": self.changed.to_string(),
            "oscal-version": VERSION,
        });
        let roles = self.roles();
        if !roles.is_empty() {
            metadata["roles"] = json!(roles);
        }
        if let Some(name) = string(&self.catalogue.site.organisation) {
            let party = self.uuid(&format!("party/{name}"));
            metadata["parties"] = json!([{ "uuid": party, "type": "organization", "name": name }]);
            metadata["responsible-parties"] = json!([{ "role-id": "publisher", "party-uuids": [party] }]);
            let publisher = json!({ "id": "publisher", "title": "Publisher" });
            match metadata["roles"].as_array_mut() {
                Some(roles) => roles.insert(0, publisher),
                None => metadata["roles"] = json!([publisher]),
            }
        }
        metadata["remarks"] = json!(remarks);
        metadata
    }

    fn roles(&self) -> Vec<Value> {
        let roles = (0..self.catalogue.roles.len() as u32).map(|n| Node::Role(RoleId(n)));
        let forums = (0..self.catalogue.forums.len() as u32).map(|n| Node::Forum(ForumId(n)));
        roles
            .chain(forums)
            .map(|node| {
                json!({
                    "id": self.role_id(node),
                    "title": line(&self.catalogue.label(node)),
                    "links": [link(&self.href(node), "reference")],
                })
            })
            .collect()
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
        address::of(self.catalogue, node).from_root(root)
    }
}

/// A property of our own. `None` for a value that OSCAL has no form for: an empty one.
pub fn prop(name: &str, value: &str) -> Option<Value> {
    Some(json!({ "name": name, "ns": NAMESPACE, "value": string(value)? }))
}

/// A property of our own, of a class.
pub fn prop_of(name: &str, value: &str, class: &str) -> Option<Value> {
    Some(json!({ "name": name, "ns": NAMESPACE, "value": string(value)?, "class": class }))
}

/// A property that OSCAL itself defines.
pub fn known_prop(name: &str, value: &str) -> Option<Value> {
    Some(json!({ "name": name, "value": string(value)? }))
}

/// A link.
pub fn link(href: &str, rel: &str) -> Value {
    json!({ "href": href, "rel": rel })
}

/// An object without the lists that are empty, since OSCAL has none.
pub fn object(fields: Vec<(&str, Value)>) -> Value {
    let held = fields.into_iter().filter(|(_, value)| value.as_array().is_none_or(|list| !list.is_empty()));
    Value::Object(held.map(|(name, value)| (name.to_string(), value)).collect())
}

/// A plain string of OSCAL: on one line, with something in it.
fn string(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
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
    for (at, character) in text.char_indices() {
        let opens = at == 0 && matches!(character, '#' | '-' | '+' | '=' | '~' | '|');
        if opens || matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '{' | '}') {
            out.push('\\');
        }
        out.push(character);
    }
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
    fn plain_text_stays_plain() {
        assert_eq!(line("# a *b* [c] {{ insert: x }}\n d"), r"\# a \*b\* \[c\] \{\{ insert: x \}\} d");
        assert_eq!(prose("Chefen ska\nläsa\nskriva"), "Chefen ska\n\n- läsa\n- skriva");
        assert_eq!(token("5.1 §"), "_5.1--");
        assert_eq!(prop("a", " \n"), None);
    }
}
