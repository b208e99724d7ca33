//! Two states of documents, each a revision, a day, a folder or a file, as texts that can be compared.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::git::{Changed, Commit, GitError, Id, Reader, Repository};
use crate::content::Date;

/// Texts with their paths.
pub type Texts = Vec<(String, String)>;

/// Both states, without what is the same in both.
#[derive(Debug, Default)]
pub struct States {
    /// The old texts that differ.
    pub old: Texts,
    /// The new texts that differ.
    pub new: Texts,
    /// Whether the two are one file each, and so the same document.
    pub is_pair: bool,
    /// Every text of the new state, for references to what has changed. Empty for two files.
    pub all: Texts,
    /// What the clone lacks.
    pub is_shallow: bool,
}

/// What keeps a state from being read.
#[derive(Debug)]
pub enum StateError {
    /// Neither a path nor a revision.
    Unknown(String),
    /// A revision without a repository.
    NoRepository(String),
    /// An object that the clone lacks.
    Missing(String),
    /// A file that cannot be read.
    Io(String, std::io::Error),
    /// Anything else that git says.
    Git(String),
}

impl StateError {
    fn git(error: GitError) -> Self {
        match error {
            GitError::Unknown(name) => Self::Unknown(name),
            GitError::Missing(id) => Self::Missing(id),
            GitError::Other(words) => Self::Git(words),
        }
    }
}

/// One of the two states, as it was named.
enum State {
    File(PathBuf),
    Folder(PathBuf),
    Commit(Commit),
}

/// Reads both states. `content` is the folder that holds the documents, from the folder that we are in; without it in a
/// revision, all of that is read. No new state means the files as they lie there.
///
/// # Errors
/// A name that is neither a path nor a revision, and what cannot be read.
pub fn read(old: &str, new: Option<&str>, content: &Path) -> Result<States, StateError> {
    let here = std::env::current_dir().map_err(|error| StateError::Io(".".to_string(), error))?;
    let repository = Repository::of(&here).map_err(StateError::git)?;
    let reader = repository.as_ref().map(Repository::reader);
    let find = |name: &str| state(name, reader.as_ref());
    let old = find(old)?;
    let new = match new {
        Some(name) => find(name)?,
        None => working(content, repository.as_ref()),
    };
    let is_shallow = reader.as_ref().is_some_and(Reader::is_shallow);
    let mut states = match (&old, &new) {
        (State::Commit(a), State::Commit(b)) => {
            let (Some(repository), Some(reader)) = (&repository, &reader) else {
                return Err(StateError::NoRepository(String::new()));
            };
            commits(repository, reader, a, b, content)?
        }
        (State::File(a), State::File(b)) => {
            States { old: vec![file(a)?], new: vec![file(b)?], is_pair: true, ..States::default() }
        }
        _ => {
            let path = match (&old, &new) {
                (State::File(path), _) | (_, State::File(path)) => Some(path.clone()),
                _ => None,
            };
            let one =
                |state: &State| whole(state, path.as_deref(), repository.as_ref(), reader.as_ref(), content);
            let (old, new) = (one(&old)?, one(&new)?);
            let all = new.clone();
            let (old, new) = differing(old, new);
            States { old, new, is_pair: path.is_some(), all, is_shallow: false }
        }
    };
    states.is_shallow = is_shallow;
    Ok(states)
}

/// What a name means: a path that is there, else a day, else a revision.
fn state(name: &str, reader: Option<&Reader>) -> Result<State, StateError> {
    let path = Path::new(name);
    if path.is_dir() {
        return Ok(State::Folder(path.to_path_buf()));
    }
    if path.is_file() {
        return Ok(State::File(path.to_path_buf()));
    }
    let Some(reader) = reader else { return Err(StateError::NoRepository(name.to_string())) };
    if let Ok(date) = name.parse::<Date>() {
        return on_day(date, reader)?.map(State::Commit).ok_or_else(|| StateError::Unknown(name.to_string()));
    }
    reader.revision(name).map(State::Commit).map_err(StateError::git)
}

/// The last commit of a day or before, along the first parents.
fn on_day(date: Date, reader: &Reader) -> Result<Option<Commit>, StateError> {
    let Some(head) = reader.head() else { return Ok(None) };
    let commits = reader.first_parents(head).map_err(StateError::git)?;
    Ok(commits.into_iter().find(|commit| Date::of_seconds(commit.local_seconds) <= date))
}

fn working(content: &Path, repository: Option<&Repository>) -> State {
    if content.is_dir() {
        return State::Folder(content.to_path_buf());
    }
    State::Folder(repository.map_or_else(|| PathBuf::from("."), |repository| repository.root().to_path_buf()))
}

/// Whether a file may be a document where no other is: statutes are often kept as plain text.
fn is_plain(path: &str) -> bool {
    path.strip_suffix(".txt").is_some_and(|stem| is_document(&format!("{stem}.md")))
}

/// Of files, those that are documents; plain texts when there are none.
fn documents<F>(files: Vec<F>, path: impl Fn(&F) -> &str) -> Vec<F> {
    let plain = !files.iter().any(|file| is_document(path(file)));
    files
        .into_iter()
        .filter(|file| if plain { is_plain(path(file)) } else { is_document(path(file)) })
        .collect()
}

/// Whether a file is a document, by its name. Hidden folders and those of package managers hold none.
fn is_document(path: &str) -> bool {
    let mut parts = path.split('/').rev();
    let named = parts.next().is_some_and(|name| {
        !name.starts_with('.')
            && name.rsplit_once('.').is_some_and(|(_, ending)| {
                matches!(ending.to_ascii_lowercase().as_str(), "md" | "markdown" | "mdown" | "mkd")
            })
    });
    named && parts.all(|folder| !folder.starts_with('.') && folder != "node_modules")
}

fn file(path: &Path) -> Result<(String, String), StateError> {
    let name = path.display().to_string().replace('\\', "/");
    let bytes = std::fs::read(path).map_err(|error| StateError::Io(name.clone(), error))?;
    Ok((name, String::from_utf8_lossy(&bytes).into_owned()))
}

fn folder(root: &Path) -> Result<Texts, StateError> {
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let mut paths = Vec::new();
    for entry in WalkDir::new(root)
        .follow_links(false)
        .max_depth(32)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(visible)
    {
        let entry = entry.map_err(|error| StateError::Io(root.display().to_string(), error.into()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let Some(name) = entry.path().strip_prefix(root).ok().and_then(Path::to_str) else { continue };
        let name = name.replace(std::path::MAIN_SEPARATOR, "/");
        paths.push((name, entry.into_path()));
    }
    let paths = documents(paths, |(name, _)| name);
    let mut texts: Texts = paths
        .into_par_iter()
        .map(|(name, path)| Ok((name, file(&path)?.1)))
        .collect::<Result<_, StateError>>()?;
    texts.sort_unstable();
    Ok(texts)
}

/// The folder of the documents within the repository, with `/`; none when it lies outside.
fn prefix(repository: &Repository, content: &Path) -> Option<String> {
    let here = std::env::current_dir().ok()?.canonicalize().ok()?;
    let full = here.join(content);
    let full = full.canonicalize().unwrap_or(full);
    let inner = full.strip_prefix(repository.root()).ok()?;
    Some(inner.to_str()?.replace(std::path::MAIN_SEPARATOR, "/"))
}

/// The trees of the documents in two commits: of the content folder when either has it, else of everything.
fn trees(
    repository: &Repository,
    reader: &Reader,
    commits: [&Commit; 2],
    content: &Path,
) -> Result<[Option<Id>; 2], StateError> {
    if let Some(prefix) = prefix(repository, content) {
        let find = |commit| reader.folder(commit, &prefix).map_err(StateError::git);
        let [old, new] = [find(commits[0])?, find(commits[1])?];
        if old.is_some() || new.is_some() {
            return Ok([old, new]);
        }
    }
    Ok(commits.map(|commit| Some(commit.tree)))
}

fn commits(
    repository: &Repository,
    reader: &Reader,
    old: &Commit,
    new: &Commit,
    content: &Path,
) -> Result<States, StateError> {
    let [a, b] = trees(repository, reader, [old, new], content)?;
    let changed = documents(reader.changed(a, b).map_err(StateError::git)?, |file| &file.path);
    let text = |file: &Changed, id: Option<Id>| -> Result<Option<(String, String)>, StateError> {
        id.map(|id| Ok((file.path.clone(), reader.text(id).map_err(StateError::git)?))).transpose()
    };
    let mut states = States::default();
    for file in &changed {
        states.old.extend(text(file, file.old)?);
        states.new.extend(text(file, file.new)?);
    }
    // What cites a rule may stand anywhere; only where a text is gone does somebody cite what is not there.
    if let Some(tree) = b.filter(|_| !changed.is_empty()) {
        let files = documents(reader.files(tree).map_err(StateError::git)?, |(path, _)| path);
        states.all = files
            .par_chunks(256)
            .map_init(
                || repository.reader(),
                |reader, files| {
                    files
                        .iter()
                        .map(|(path, id)| Ok((path.clone(), reader.text(*id).map_err(StateError::git)?)))
                        .collect::<Result<Texts, StateError>>()
                },
            )
            .collect::<Result<Vec<Texts>, StateError>>()?
            .concat();
    }
    Ok(states)
}

/// Every text of a state, or only the one of `path`.
fn whole(
    state: &State,
    path: Option<&Path>,
    repository: Option<&Repository>,
    reader: Option<&Reader>,
    content: &Path,
) -> Result<Texts, StateError> {
    match state {
        State::File(path) => Ok(vec![file(path)?]),
        State::Folder(root) => match path {
            Some(path) => Ok(vec![file(&root.join(path.file_name().unwrap_or_default()))?]),
            None => folder(root),
        },
        State::Commit(commit) => {
            let (Some(repository), Some(reader)) = (repository, reader) else {
                return Err(StateError::NoRepository(String::new()));
            };
            if let Some(path) = path {
                let name = prefix(repository, path).unwrap_or_default();
                let id = reader.file(commit, &name).map_err(StateError::git)?;
                let id = id.ok_or_else(|| StateError::Unknown(path.display().to_string()))?;
                return Ok(vec![(path.display().to_string(), reader.text(id).map_err(StateError::git)?)]);
            }
            let [tree, _] = trees(repository, reader, [commit, commit], content)?;
            let files = tree.map_or(Ok(Vec::new()), |tree| reader.files(tree)).map_err(StateError::git)?;
            let files = documents(files, |(path, _)| path).into_iter();
            files.map(|(path, id)| Ok((path, reader.text(id).map_err(StateError::git)?))).collect()
        }
    }
}

/// Leaves out what is the same on both sides under the same path.
fn differing(old: Texts, new: Texts) -> (Texts, Texts) {
    let before: BTreeMap<&str, &str> =
        old.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let after: BTreeMap<&str, &str> = new.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let differs = |path: &str| before.get(path) != after.get(path);
    let keep = |texts: &Texts| texts.iter().filter(|(path, _)| differs(path)).cloned().collect();
    (keep(&old), keep(&new))
}
