//! Documents that are understood, to drafts in the form that authors write.
//!
//! In: [`Document`]s of one source, and the ids that are taken. Out: files of Markdown with front matter,
//! `status = "utkast"`, and a register of references. Nothing is decided here but where things stand and what they are
//! called.

mod front;
pub mod ids;
mod markdown;
mod register;
mod roles;

use std::collections::BTreeMap;

use super::understand::{Document, Role};
use ids::{Ids, Numbers};

pub use markdown::escape;
pub use register::register;

/// A file that is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Path from the content folder. The name of the source is its first folder.
    pub path: String,
    /// Id of the document.
    pub id: String,
    /// The text.
    pub text: String,
}

/// Everything that one source gives.
#[derive(Debug, Default, Clone)]
pub struct Drafts {
    /// The documents in order, then roles and forums.
    pub files: Vec<Draft>,
    /// For each document: its id and the ids of its rules, in the order of its rules.
    pub documents: Vec<(String, Vec<String>)>,
    /// Roles and forums with their ids.
    pub roles: Vec<(String, Role)>,
    /// How many letters of the source the texts of the documents hold.
    pub written: usize,
}

/// A folder name that says which file the drafts come from.
pub fn folder(file: &str) -> String {
    let name: String = file
        .chars()
        .map(|c| {
            if c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') {
                '_'
            } else {
                c
            }
        })
        .collect();
    let name = name.trim().trim_start_matches('.').trim_end_matches('.').to_string();
    if name.is_empty() { "import".to_string() } else { name }
}

/// Writes the drafts of one source. `numbers` gives rules that were imported before the ids that they had.
pub fn write(documents: &[Document], folder: &str, ids: &mut Ids, numbers: &mut Numbers) -> Drafts {
    let mut out = Drafts::default();
    let names: Vec<String> = documents
        .iter()
        .map(|document| {
            ids.document(folder, document.kind(), document.title(), document.meta.first("organisation"))
        })
        .collect();
    let mut described: Vec<(usize, Role)> = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        for role in &document.roles {
            if !described.iter().any(|(_, known)| known.is(&role.name)) {
                described.push((at, role.clone()));
            }
        }
    }
    let roles = roles::settle(described, documents, folder, ids);
    let linked: BTreeMap<String, ()> = roles.iter().map(|role| (role.role.name.clone(), ())).collect();
    for (at, document) in documents.iter().enumerate() {
        let context = markdown::Context {
            roles: &linked,
            relation: document
                .relations
                .iter()
                .find(|(relation, _)| *relation == "comments_on")
                .map(|(_, subject)| (names[*subject].as_str(), &documents[*subject])),
        };
        let rules = numbers.of(&names[at], document);
        let (body, written) = markdown::body(document, &rules, &context);
        let relations =
            document.relations.iter().map(|(relation, to)| (*relation, names[*to].clone())).collect();
        let front = front::document(document, &names[at], relations);
        let text = format!("+++\n{front}+++\n\n# {}\n\n{body}", escape(document.title()));
        out.files.push(Draft {
            path: format!("{folder}/{}.md", names[at].to_lowercase()),
            id: names[at].clone(),
            text,
        });
        out.written += written - document.added.min(written);
        out.documents.push((names[at].clone(), rules));
    }
    for role in &roles {
        if role.is_new {
            out.files.push(roles::draft(
                role,
                &roles,
                folder,
                &names[role.document],
                documents[role.document].meta.first("organisation"),
            ));
        }
        out.roles.push((role.id.clone(), role.role.clone()));
    }
    out
}
