//! The schema of the exports, made from the records themselves.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::export::{PortalRecord, What};

/// The schema of a whole portal. `$defs/<name>` is that of each file under `data/`, by the name that the command line
/// gives it: `$defs/rules` of `regler.json`.
pub fn data() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<PortalRecord>().to_value();
    let lists: Vec<(&str, Value)> = What::ALL
        .into_iter()
        .filter_map(|(_, name, _)| Some((name, schema.get("properties")?.get(name)?.clone())))
        .collect();
    if let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        for (name, list) in lists {
            definitions.insert(name.to_string(), list);
        }
    }
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_string(), json!("Ledtråd: data of a portal"));
    }
    schema
}
