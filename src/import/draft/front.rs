//! The front matter of a draft. What was concluded rather than read is marked by a comment.

use super::super::understand::{Document, Value, binds};

/// A TOML text.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn comment(values: &[Value]) -> String {
    match values.iter().find(|value| value.guessed) {
        Some(value) if value.line > 0 => format!(" # förslag, rad {}", value.line),
        Some(_) => " # förslag".to_string(),
        None => String::new(),
    }
}

/// The front matter of a document, without its fences.
pub fn document(document: &Document, id: &str, relations: Vec<(&'static str, String)>) -> String {
    let meta = &document.meta;
    let mut out = format!("id = {}\n", quoted(id));
    let title = meta.title.as_slice();
    out.push_str(&format!("title = {}{}\n", quoted(document.title()), comment(title)));
    let kind = meta.kind.as_slice();
    let guess = if kind.is_empty() { " # förslag".to_string() } else { comment(kind) };
    out.push_str(&format!("kind = {}{guess}\n", quoted(document.kind())));
    out.push_str("status = \"utkast\"\naudience = \"intern\"\n");
    for key in ["decided_by", "decision", "edition", "document_number", "organisation", "changes", "from"] {
        if let Some(values) = meta.fields.get(key) {
            out.push_str(&format!("{key} = {}{}\n", quoted(&values[0].value), comment(values)));
        }
    }
    for key in ["decided_on", "dated", "valid_from", "valid_until", "review_by"] {
        if let Some(values) = meta.fields.get(key) {
            let dates: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
            let value = if let [one] = dates.as_slice() {
                (*one).to_string()
            } else {
                format!("[{}]", dates.join(", "))
            };
            out.push_str(&format!("{key} = {value}{}\n", comment(values)));
        }
    }
    for key in [
        "registry",
        "applies_to",
        "source",
        "supplements",
        "delimited_against",
        "replaces",
        "custodian",
        "drawn_up_by",
    ] {
        if let Some(values) = meta.fields.get(key) {
            out.push_str(&format!(
                "{key} = [{}]{}\n",
                list(values.iter().map(|value| value.value.as_str())),
                comment(values)
            ));
        }
    }
    let mut named = relations;
    if let (Some(values), false) =
        (meta.fields.get("comments_on"), named.iter().any(|(key, _)| *key == "comments_on"))
    {
        named.push(("comments_on", values[0].value.clone()));
    }
    for (key, to) in named {
        out.push_str(&format!("{key} = [{}]\n", quoted(&to)));
    }
    if binds(document.kind()) {
        out.push_str(&format!("rule_prefix = {}\n", quoted(id)));
    }
    let mut dates: Vec<String> = ["opens", "closes"]
        .iter()
        .filter_map(|key| meta.first(key).map(|date| format!("{key} = {date}\n")))
        .collect();
    if !dates.is_empty() {
        dates.extend(meta.first("reply_to").map(|to| format!("reply_to = {}\n", quoted(to))));
    }
    if !dates.is_empty() {
        out.push_str(&format!("\n[consultation]\n{}", dates.concat()));
    }
    out
}

/// Texts of a TOML list.
pub fn list<'a>(values: impl Iterator<Item = &'a str>) -> String {
    values.map(quoted).collect::<Vec<_>>().join(", ")
}
