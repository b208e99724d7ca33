//! Metadata that differs: of documents, sections and rules.

use super::change::FieldChange;

/// Keys of the front matter that are not said of the document's content.
const OWN: [&str; 3] = ["ledtrad", "layout", "slug"];

/// The fields that differ, in the order of the new side, those that are gone last.
pub fn differ<N: AsRef<str> + PartialEq>(old: &[(N, String)], new: &[(N, String)]) -> Vec<FieldChange> {
    if old == new {
        return Vec::new();
    }
    let value = |fields: &[(N, String)], name: &str| -> Option<String> {
        let values: Vec<&str> =
            fields.iter().filter(|(key, _)| key.as_ref() == name).map(|(_, value)| value.as_str()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    };
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in new.iter().chain(old) {
        if !names.contains(&name.as_ref()) && !OWN.contains(&name.as_ref()) {
            names.push(name.as_ref());
        }
    }
    names
        .into_iter()
        .filter_map(|name| {
            let (old, new) = (value(old, name), value(new, name));
            (old != new).then(|| FieldChange { name: name.to_string(), old, new })
        })
        .collect()
}
