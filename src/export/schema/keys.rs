//! The schemas of what authors write, for editors, made from the tables of keys.

use serde_json::{Map, Value, json};

use crate::content::keys::{FRONT, Key, PEOPLE, REGISTER, SITE, Shape};
use crate::language::Language;

/// What authors write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The front matter of a document.
    Front,
    /// `site.toml`.
    Site,
    /// `referenser.toml`.
    Register,
}

impl Written {
    /// All of it.
    pub const ALL: [Self; 3] = [Self::Front, Self::Site, Self::Register];

    /// What it is called.
    pub fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Front, Language::Sv) => "Dokumentets huvud",
            (Self::Front, Language::En) => "Front matter",
            (Self::Site, _) => "site.toml",
            (Self::Register, _) => "referenser.toml",
        }
    }

    /// Its keys, in groups: those of every document, and those of roles and forums alone.
    pub fn keys(self) -> Vec<&'static [Key]> {
        match self {
            Self::Front => vec![FRONT, PEOPLE],
            Self::Site => vec![SITE],
            Self::Register => vec![REGISTER],
        }
    }
}

/// The schema of what authors write. `kinds` are the kinds of document that the portal has.
pub fn written(what: Written, kinds: &[&str], language: Language) -> Value {
    let keys: Vec<&Key> = what.keys().into_iter().flatten().collect();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": what.title(language),
    });
    if let Some(root) = schema.as_object_mut() {
        root.extend(table(&keys, kinds, language));
    }
    schema
}

/// An object with these keys and no others.
fn table(keys: &[&Key], kinds: &[&str], language: Language) -> Map<String, Value> {
    let properties: Map<String, Value> =
        keys.iter().map(|key| (key.name.to_string(), described(key, kinds, language))).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut out = Map::new();
    out.insert("type".to_string(), json!("object"));
    out.insert("properties".to_string(), Value::Object(properties));
    if !required.is_empty() {
        out.insert("required".to_string(), json!(required));
    }
    out.insert("additionalProperties".to_string(), json!(false));
    out
}

fn described(key: &Key, kinds: &[&str], language: Language) -> Value {
    let mut value = shape(key.shape, kinds, language);
    value["description"] = json!(key.meaning(language));
    value
}

fn shape(shape: Shape, kinds: &[&str], language: Language) -> Value {
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Id => json!({ "type": "string", "pattern": "^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$", "maxLength": 64 }),
        Shape::Kind => json!({ "enum": kinds }),
        Shape::Url => json!({ "type": "string", "pattern": "^https?://" }),
        Shape::Texts => {
            json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] })
        }
        Shape::Rows => {
            json!({ "type": "array", "items": { "type": "array", "items": { "type": "string" } } })
        }
        Shape::Lists => {
            let texts = self::shape(Shape::Texts, kinds, language);
            json!({ "type": "object", "additionalProperties": texts })
        }
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Dates => {
            let day = json!({ "type": "string", "format": "date" });
            json!({ "anyOf": [day, { "type": "array", "items": day, "maxItems": 2 }] })
        }
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Number => json!({ "type": "integer", "minimum": 0 }),
        Shape::Choice(words) => json!({ "enum": words() }),
        Shape::Choices(words) => json!({ "type": "array", "items": { "enum": words() } }),
        Shape::Table(keys) => Value::Object(table(&keys.iter().collect::<Vec<_>>(), kinds, language)),
        Shape::Tables(keys) => {
            json!({ "type": "array", "items": table(&keys.iter().collect::<Vec<_>>(), kinds, language) })
        }
        Shape::Severities => {
            let words = ["fel", "varning", "anmärkning", "av", "error", "warning", "note", "off"];
            json!({
                "type": "object",
                "patternProperties": { "^L[0-9]{3}$": { "enum": words } },
                "additionalProperties": false,
            })
        }
    }
}
