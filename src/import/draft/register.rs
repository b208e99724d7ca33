//! `referenser.toml` with the acts and documents that the sources name. Entries that are there already stay as they are.

use super::super::understand::acts::Reference;
use super::front::{list, quoted};

/// The register with new entries put last.
pub fn register(existing: &str, references: &[Reference]) -> String {
    let table: toml::Table = existing.parse().unwrap_or_default();
    let mut ids: Vec<String> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for entry in table.get("reference").and_then(toml::Value::as_array).into_iter().flatten() {
        let text = |key: &str| entry.get(key).and_then(toml::Value::as_str).map(crate::text::fold);
        ids.extend(text("id").map(|id| crate::text::slug(&id)));
        names.extend(text("id"));
        names.extend(text("title"));
        let aliases = entry.get("aliases").and_then(toml::Value::as_array).into_iter().flatten();
        names.extend(aliases.filter_map(toml::Value::as_str).map(crate::text::fold));
    }
    let mut out = existing.to_string();
    if out.trim().is_empty() {
        out = "# Lagar, föreskrifter, standarder och dokument som de importerade texterna nämner. Förslag: granska varje post.\n".to_string();
    }
    for reference in references {
        let held = ids.contains(&crate::text::slug(&reference.id))
            || names.contains(&crate::text::fold(&reference.id));
        if held {
            continue;
        }
        let aliases: Vec<&str> = reference
            .aliases
            .iter()
            .map(String::as_str)
            .filter(|alias| !names.contains(&crate::text::fold(alias)))
            .collect();
        out.push_str(&format!(
            "\n[[reference]]\nid = {}\nkind = \"{}\"\ntitle = {}\n",
            quoted(&reference.id),
            reference.kind,
            quoted(&reference.title)
        ));
        if !aliases.is_empty() {
            out.push_str(&format!("aliases = [{}]\n", list(aliases.iter().copied())));
        }
        if reference.from_table {
            out.push_str("# numret står inte i texten\n");
        }
        names.extend(aliases.iter().map(|alias| crate::text::fold(alias)));
        names.push(crate::text::fold(&reference.id));
        ids.push(crate::text::slug(&reference.id));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_that_are_there_stay() {
        let existing = "[[reference]]\nid = \"SFS 2018:585\"\ntitle = \"Egen titel\"\n";
        let reference = |id: &str| Reference {
            id: id.to_string(),
            kind: "lag",
            title: "Ny".to_string(),
            aliases: Vec::new(),
            from_table: false,
            source: String::new(),
        };
        let text = register(existing, &[reference("SFS 2018:585"), reference("SFS 1990:782")]);
        assert!(text.starts_with(existing) && text.matches("[[reference]]").count() == 2);
        assert_eq!(register(&text, &[reference("SFS 1990:782")]), text);
    }
}
