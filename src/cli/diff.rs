//! `ledtrad diff`: two states compared, in every form, and checked against what was declared.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::{Done, Failure};
use crate::compare::check::Finding;
use crate::compare::{self, Comparison, DocumentChange, Gone, Text, by_hand, check, print};
use crate::content::{Site, config};
use crate::diag::{Diagnostics, FileId, SourceFile};
use crate::history::Note;
use crate::history::state::{self, StateError, States, Texts};
use crate::language::Language;
use crate::pages::Theme;
use crate::pages::annex::Annex;

#[derive(Args)]
pub struct DiffArgs {
    /// The old state: a tag, branch or commit, a day (2025-12-31), a folder or a file
    #[arg(required_unless_present = "schema")]
    old: Option<String>,
    /// The new state; the files as they lie there when left out
    new: Option<String>,
    /// Folder that holds the documents; without it in the states, all of them is compared
    #[arg(long, default_value = "content", value_name = "DIR")]
    content: PathBuf,
    /// Only these documents, by id or path
    #[arg(long, value_name = "ID")]
    document: Vec<String>,
    /// Form of the comparison
    #[arg(long, value_enum, default_value_t = FormatName::Text)]
    format: FormatName,
    /// Language of the words around the texts [default: the portal's]
    #[arg(long, value_parser = ["sv", "en"])]
    language: Option<String>,
    /// Address of the whole annex, to stand under a Markdown that had to be cut
    #[arg(long, value_name = "URL")]
    link: Option<String>,
    /// Say what is not as declared, and give exit code 1 when something is not
    #[arg(long)]
    check: bool,
    /// What the merge request calls itself as a whole, for --check
    #[arg(long, value_name = "KIND", value_parser = ["redaktionell"])]
    declared: Option<String>,
    /// A hand-made annex, Markdown or text, to hold against the two states; exit code 1 when it does not agree
    #[arg(long, value_name = "FILE")]
    annex: Vec<PathBuf>,
    /// Print the schema of the JSON and do nothing else
    #[arg(long)]
    schema: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatName {
    /// For a terminal
    Text,
    /// For a merge request
    Markdown,
    /// The ändringsbilaga, to print
    Html,
    /// For machines
    Json,
}

/// Compares and prints.
pub fn diff(arguments: &DiffArgs) -> Done {
    let mut out = io::stdout().lock();
    if arguments.schema {
        out.write_all(print::schema().map_err(|error| Failure(error.to_string()))?.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let site = site(&arguments.content);
    let language = arguments.language.as_deref().and_then(Language::from_tag).unwrap_or(site.language);
    let old = arguments.old.as_deref().unwrap_or_default();
    let states = state::read(old, arguments.new.as_deref(), &arguments.content)
        .map_err(|error| Failure(explain(&error, language)))?;
    let (old_texts, new_texts) = (texts(&states.old), texts(&states.new));
    let comparison = compare(&states, &old_texts, &new_texts, &arguments.document)
        .map_err(|error| Failure(explain(&error, language)))?;
    if arguments.check || !arguments.annex.is_empty() {
        let found = findings(arguments, &old_texts, &new_texts, &comparison)?;
        for one in &found {
            writeln!(out, "{}", print::finding(one, language))?;
        }
        return Ok(ExitCode::from(u8::from(!found.is_empty())));
    }
    let heading = print::Heading { old, new: arguments.new.as_deref().unwrap_or(here(language)), language };
    let text = match arguments.format {
        FormatName::Json => print::json(&comparison, &heading).map_err(|error| Failure(error.to_string()))?,
        FormatName::Markdown => print::markdown(&comparison, &heading, arguments.link.as_deref()),
        FormatName::Html => html(&comparison, &heading)?,
        FormatName::Text => print::terminal(&comparison, &heading, io::stdout().is_terminal()),
    };
    out.write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The annex as one file that stands alone.
fn html(comparison: &Comparison, heading: &print::Heading<'_>) -> Result<String, Failure> {
    let theme = Theme::new(&BTreeMap::new(), heading.language).map_err(|error| Failure(error.to_string()))?;
    let style = theme.assets().get("portal.css").map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let annex = Annex { words: theme.words(), language: heading.language, rule: &|_| None };
    Ok(annex.standalone(comparison, heading, &style.unwrap_or_default()))
}

fn here(language: Language) -> &'static str {
    match language {
        Language::Sv => "arbetskopian",
        Language::En => "the working copy",
    }
}

/// The settings of the portal, if there is one: only its language is needed.
fn site(content: &Path) -> Site {
    let Ok(text) = std::fs::read_to_string(content.join("site.toml")) else { return Site::default() };
    let file = std::sync::Arc::new(SourceFile::new("site.toml", text));
    config::read(FileId(0), &file, &mut Diagnostics::default())
}

fn texts(texts: &Texts) -> Vec<Text> {
    texts.par_iter().map(|(path, text)| compare::read(path, text)).collect()
}

/// What is not as declared, and what hand-made annexes say that is not so.
fn findings(
    arguments: &DiffArgs,
    old: &[Text],
    new: &[Text],
    comparison: &Comparison,
) -> Result<Vec<Finding>, Failure> {
    let mut found = Vec::new();
    if arguments.check {
        let declared = arguments.declared.as_ref().map(|_| compare::Kind::Redaktionell);
        found.extend(check::check(old, new, comparison, declared));
    }
    for file in &arguments.annex {
        let annex =
            std::fs::read_to_string(file).map_err(|error| Failure(format!("{}: {error}", file.display())))?;
        let [document] = comparison.documents.as_slice() else {
            let words = "bilagan gäller ett dokument; ange vilket med --document (the annex is of one document; name it with --document)";
            return Err(Failure(words.to_string()));
        };
        let text = |texts: &[Text], path: &Option<String>| {
            texts.iter().find(|text| Some(&text.path) == path.as_ref()).cloned().unwrap_or_default()
        };
        let (old, new) = (text(old, &document.old_path), text(new, &document.new_path));
        found.extend(by_hand::check(&annex, &old, &new, comparison));
    }
    Ok(found)
}

/// The comparison of two states, of the documents that were asked for.
fn compare(
    states: &States,
    old: &[Text],
    new: &[Text],
    documents: &[String],
) -> Result<Comparison, StateError> {
    let mut comparison = match (old, new) {
        ([old], [new]) if states.is_pair => compare::compare_two(old, new),
        (old, new) => compare::compare(old, new),
    };
    // What cites a rule may stand anywhere; the rest of the state is opened only when a rule is gone.
    if let Some(gone) = Gone::of(&comparison) {
        gone.cite(&mut comparison, &states.search(|bytes| gone.is_cited(bytes))?);
    }
    if !documents.is_empty() {
        comparison.documents.retain(|document| documents.iter().any(|name| is_named(document, name)));
    }
    Ok(comparison)
}

fn is_named(document: &DocumentChange, name: &str) -> bool {
    let path = |path: &Option<String>| {
        path.as_deref().is_some_and(|path| path == name || path.ends_with(&format!("/{name}")))
    };
    document.id.as_deref() == Some(name) || path(&document.old_path) || path(&document.new_path)
}

/// What the reader of a build ought to know of its history, in words.
pub fn note(note: &Note, language: Language) -> String {
    match (note, language) {
        (Note::NoRepository, Language::Sv) => {
            "Innehållet ligger inte i git med någon historik: portalen får inga utgåvor.".to_string()
        }
        (Note::NoRepository, Language::En) => "The content has no history in git: the portal gets no editions.".to_string(),
        (Note::Shallow, Language::Sv) => {
            "Klonen är grund: äldre utgåvor saknas. Hämta hela historiken med «git fetch --unshallow».".to_string()
        }
        (Note::Shallow, Language::En) => {
            "The clone is shallow: older editions are missing. Fetch all of history with “git fetch --unshallow”.".to_string()
        }
        (Note::Missing(count), Language::Sv) => {
            format!("Klonen är ofullständig: {count} äldre texter saknas. Hämta dem med «git fetch --refetch».")
        }
        (Note::Missing(count), Language::En) => {
            format!("The clone is partial: {count} older texts are missing. Fetch them with “git fetch --refetch”.")
        }
        (Note::Unreadable(words), Language::Sv) => format!("Git kunde inte läsas ({words}): portalen får inga utgåvor."),
        (Note::Unreadable(words), Language::En) => format!("Git could not be read ({words}): the portal gets no editions."),
    }
}

/// What is wrong and what to do, in words.
fn explain(error: &StateError, language: Language) -> String {
    let sv = language == Language::Sv;
    match error {
        StateError::Unknown(name) if sv => {
            format!(
                "«{name}» är varken en fil, en mapp, en dag eller en revision i git; skriv till exempel HEAD~1, en tagg eller 2026-01-31"
            )
        }
        StateError::Unknown(name) => {
            format!(
                "“{name}” is neither a file, a folder, a day nor a revision in git; write for instance HEAD~1, a tag or 2026-01-31"
            )
        }
        StateError::NoRepository(name) if sv => {
            format!(
                "«{name}» finns inte, och mappen ligger inte i ett git-förråd där det kunde vara en revision"
            )
        }
        StateError::NoRepository(name) => {
            format!(
                "“{name}” is not here, and the folder is in no git repository where it could be a revision"
            )
        }
        StateError::Missing(id) if sv => {
            format!(
                "git-objektet {id} saknas här: klonen är grund eller ofullständig; hämta resten med «git fetch --unshallow» eller «git fetch --refetch»"
            )
        }
        StateError::Missing(id) => {
            format!(
                "the git object {id} is not here: the clone is shallow or partial; fetch the rest with “git fetch --unshallow” or “git fetch --refetch”"
            )
        }
        StateError::Io(path, error) => format!("{path}: {error}"),
        StateError::Git(words) => format!("git: {words}"),
    }
}
