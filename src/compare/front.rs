//! The front matter of any text as keys and values: TOML between `+++`, YAML between `---`, or none.
//!
//! What is compared need not be a document of a portal, so nothing here fails: what cannot be read is a text.

use toml::{Table, Value};

/// What stands before the text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// Keys with their values as text, in the order of the keys as written. Tables become `table.key`.
    pub fields: Vec<(String, String)>,
    /// What the author says of single rules.
    pub statements: Vec<Statement>,
    /// Where the text begins, in bytes.
    pub body_at: usize,
}

/// What the author says of a change that the text alone does not show.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The rule as it is now: its id or its number.
    pub rule: String,
    /// Rules that it takes the place of.
    pub replaces: Vec<String>,
    /// Rules that it comes from: moved, split off or merged.
    pub from: Vec<String>,
    /// What kind of change the author says that it is.
    pub kind: Option<String>,
}

/// Keys by which an author says that a rule takes another's place.
const REPLACES: [&str; 3] = ["replaces", "ersätter", "ersatter"];
/// Keys by which an author says where a rule comes from.
const FROM: [&str; 11] = [
    "moved_from",
    "split_from",
    "merged_from",
    "flyttad från",
    "flyttad_från",
    "flyttad_fran",
    "delad från",
    "delad_från",
    "delad_fran",
    "sammanslagen av",
    "sammanslagen_av",
];
const RULE: [&str; 4] = ["rule", "regel", "section", "avsnitt"];
const TABLES: [&str; 4] = ["change", "ändring", "andring", "ändringar"];

/// Reads what stands before the text.
pub fn read(text: &str) -> FrontMatter {
    for (fence, is_toml) in [("+++", true), ("---", false)] {
        if let Some((inner, body_at)) = fenced(text, fence) {
            let table = if is_toml { inner.parse::<Table>().ok() } else { None };
            return match table {
                Some(table) => toml_fields(&table, inner, body_at),
                None => FrontMatter {
                    fields: lines(inner, if is_toml { '=' } else { ':' }),
                    body_at,
                    ..FrontMatter::default()
                },
            };
        }
    }
    FrontMatter::default()
}

/// The text between two fences at the head of a text, and where the rest begins.
fn fenced<'t>(text: &'t str, fence: &str) -> Option<(&'t str, usize)> {
    let mut at = 0;
    let mut start = None;
    for line in text.split_inclusive('\n') {
        let is_fence = line.trim_end() == fence;
        match start {
            None if is_fence => start = Some(at + line.len()),
            None if line.trim().is_empty() => {}
            None => return None,
            // A rule across the page is no front matter: a blank line follows it, or no key does.
            Some(from) if is_fence => {
                let inner = &text[from..at];
                let keyed = inner.lines().next().is_some_and(|line| line.contains([':', '=', '#', '[']));
                return keyed.then_some((inner, at + line.len()));
            }
            Some(_) => {}
        }
        at += line.len();
    }
    None
}

fn toml_fields(table: &Table, text: &str, body_at: usize) -> FrontMatter {
    let mut front = FrontMatter { body_at, ..FrontMatter::default() };
    for (key, value) in table {
        if TABLES.contains(&key.as_str()) {
            let tables = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            front.statements.extend(tables.iter().filter_map(Value::as_table).filter_map(statement));
        } else if let (Some(rules), true) = (value.as_table(), is_statement(key)) {
            front.statements.extend(rules.iter().map(|(rule, from)| {
                let mut said = Statement { rule: rule.clone(), ..Statement::default() };
                if REPLACES.contains(&key.as_str()) {
                    said.replaces = texts(from)
                } else {
                    said.from = texts(from)
                }
                said
            }));
        } else {
            flatten(key, value, &mut front.fields);
        }
    }
    // The table is sorted by key; people read the fields as they are written.
    front.fields.sort_by_cached_key(|(name, _)| {
        let key = name.split('.').next().unwrap_or(name);
        text.lines().position(|line| line.trim_start_matches(['[', '"', ' ']).starts_with(key))
    });
    front
}

fn is_statement(key: &str) -> bool {
    REPLACES.contains(&key) || FROM.contains(&key)
}

fn statement(table: &Table) -> Option<Statement> {
    let any = |keys: &[&str]| -> Vec<String> {
        keys.iter().filter_map(|key| table.get(*key)).flat_map(texts).collect()
    };
    let rule = any(&RULE).into_iter().next()?;
    let kind = any(&["kind", "slag"]).into_iter().next();
    Some(Statement { rule, replaces: any(&REPLACES), from: any(&FROM), kind })
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.trim_matches(['[', ']']).to_string()],
        other => vec![other.to_string()],
    }
}

fn flatten(key: &str, value: &Value, out: &mut Vec<(String, String)>) {
    match value {
        Value::Table(table) => {
            table.iter().for_each(|(inner, value)| flatten(&format!("{key}.{inner}"), value, out))
        }
        Value::Array(items) if items.iter().any(Value::is_table) => {
            items.iter().enumerate().for_each(|(i, item)| flatten(&format!("{key}.{}", i + 1), item, out));
        }
        other => out.push((key.to_string(), texts(other).join(", "))),
    }
}

/// `key: value` line by line; what is indented or an item belongs to the key above.
fn lines(text: &str, separator: char) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        let item = line
            .trim_start()
            .strip_prefix("- ")
            .or_else(|| line.starts_with([' ', '\t']).then_some(line.trim()));
        match (item, out.last_mut()) {
            (Some(item), Some((_, value))) => {
                if !value.is_empty() && !matches!(value.as_str(), "|" | ">" | "|-" | ">-") {
                    value.push_str(", ");
                } else {
                    value.clear();
                }
                value.push_str(unquote(item));
            }
            _ => {
                if let Some((key, value)) = line.split_once(separator) {
                    let value = value.trim();
                    let value = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')).map_or_else(
                        || unquote(value).to_string(),
                        |list| list.split(',').map(unquote).collect::<Vec<_>>().join(", "),
                    );
                    out.push((unquote(key).to_string(), value));
                }
            }
        }
    }
    out
}

fn unquote(text: &str) -> &str {
    let text = text.trim();
    ['"', '\''].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_and_yaml_become_fields() {
        let toml =
            read("+++\nid = \"A\"\nsource = [\"B\", \"C\"]\n[consultation]\nopens = 2026-01-01\n+++\nText");
        assert_eq!(
            toml.fields,
            [("id", "A"), ("source", "B, C"), ("consultation.opens", "2026-01-01")]
                .map(|(k, v)| (k.to_string(), v.to_string()))
        );
        let yaml = read("---\ntitle: \"Policy: A\"\nowners:\n  - Anna\n  - Bo\ntags: [x, 'y']\n---\nText");
        assert_eq!(
            yaml.fields,
            [("title", "Policy: A"), ("owners", "Anna, Bo"), ("tags", "x, y")]
                .map(|(k, v)| (k.to_string(), v.to_string()))
        );
        assert_eq!(read("---\n\nText\n\n---\n").body_at, 0);
        assert_eq!(read("# Text").body_at, 0);
    }

    #[test]
    fn authors_say_what_the_text_does_not_show() {
        let front = read(
            "+++\n\"ersätter\" = { \"IS-121\" = \"IS-090\" }\n[[change]]\nrule = \"IS-3\"\nmoved_from = \"1.3.4\"\nkind = \"redaktionell\"\n+++\n",
        );
        assert_eq!(front.statements.len(), 2);
        assert!(front.fields.is_empty());
        let moved = front.statements.iter().find(|said| said.rule == "IS-3").unwrap_or_else(|| panic!());
        assert_eq!(moved.from, ["1.3.4"]);
    }
}
