//! Two states of documents, each a revision, a day, a folder or a file, as texts that can be compared.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::git::{Changed, Commit, GitError, Id, Reader, Repository, portion};
use crate::content::Date;
use crate::text::decode;

/// Texts with their paths.
pub type Texts = Vec<(String, String)>;

/// Both states, without what is the same in both: of a revision that is never opened.
#[derive(Default)]
pub struct States {
    /// The old texts that differ.
    pub old: Texts,
    /// The new texts that differ.
    pub new: Texts,
    /// Whether the two are one file each, and so the same document.
    pub is_pair: bool,
    /// What the clone lacks.
    pub is_shallow: bool,
    /// Every file of the new state. Empty for two files.
    all: Vec<Entry>,
    repository: Option<Repository>,
}

/// A file of a state.
#[derive(Clone)]
struct Entry {
    path: String,
    /// What git calls its content; none outside a repository.
    id: Option<Id>,
    /// Its content, where reading it is what told of it.
    bytes: Option<Vec<u8>>,
}

impl Entry {
    fn is_same(&self, other: &Self) -> bool {
        if self.id.is_some() && other.id.is_some() { self.id == other.id } else { self.bytes == other.bytes }
    }

    /// The bytes, and whether they are wanted.
    fn read(&self, reader: Option<&Reader>) -> Result<Vec<u8>, StateError> {
        match (&self.bytes, self.id, reader) {
            (Some(bytes), _, _) => Ok(bytes.clone()),
            (None, Some(id), Some(reader)) => reader.bytes(id).map_err(StateError::git),
            _ => Err(StateError::NoRepository(self.path.clone())),
        }
    }
}

impl States {
    /// The texts of the new state whose bytes are `wanted`. Opens every file of that state, so ask only when what has
    /// changed gives reason to.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn search(&self, wanted: impl Fn(&[u8]) -> bool + Sync) -> Result<Texts, StateError> {
        let mut entries: Vec<&Entry> = self.all.iter().collect();
        if let Some(repository) = &self.repository {
            let unread = entries.iter().all(|entry| entry.bytes.is_none() && entry.id.is_some());
            if let (true, Some(first)) = (unread, entries.first().and_then(|entry| entry.id)) {
                repository.reader().by_place(&mut entries, |entry| entry.id.unwrap_or(first));
            }
        }
        let found: Vec<Texts> = entries
            .par_chunks(portion(entries.len()))
            .map_init(
                || self.repository.as_ref().map(Repository::reader),
                |reader, entries| {
                    let mut out = Vec::new();
                    for entry in entries {
                        let bytes = entry.read(reader.as_ref())?;
                        if wanted(&bytes) {
                            out.push((entry.path.clone(), decode(&bytes)));
                        }
                    }
                    Ok(out)
                },
            )
            .collect::<Result<_, StateError>>()?;
        let mut texts = found.concat();
        texts.sort_unstable();
        Ok(texts)
    }
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
    let place = Place { repository: repository.as_ref(), reader: reader.as_ref(), content };
    let mut states = match (&old, &new) {
        (State::Commit(a), State::Commit(b)) => commits(&place, a, b)?,
        (State::File(a), State::File(b)) => {
            States { old: vec![file(a)?], new: vec![file(b)?], is_pair: true, ..States::default() }
        }
        (State::File(path), _) | (_, State::File(path)) => {
            let one = |state: &State| place.file(state, path);
            States { old: vec![one(&old)?], new: vec![one(&new)?], is_pair: true, ..States::default() }
        }
        _ => place.differing(&place.list(&old)?, place.list(&new)?)?,
    };
    states.is_shallow = is_shallow;
    states.repository = repository;
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
    Ok((name, decode(&bytes(path)?)))
}

fn bytes(path: &Path) -> Result<Vec<u8>, StateError> {
    std::fs::read(path).map_err(|error| StateError::Io(path.display().to_string(), error))
}

/// The files below a folder, with their paths from it.
fn below(root: &Path) -> Result<Vec<(String, PathBuf)>, StateError> {
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let walk = WalkDir::new(root).follow_links(false).max_depth(32).sort_by_file_name();
    let mut paths = Vec::new();
    for entry in walk.into_iter().filter_entry(visible) {
        let entry = entry.map_err(|error| StateError::Io(root.display().to_string(), error.into()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let Some(name) = entry.path().strip_prefix(root).ok().and_then(Path::to_str) else { continue };
        let name = name.replace(std::path::MAIN_SEPARATOR, "/");
        paths.push((name, entry.into_path()));
    }
    Ok(paths)
}

/// The folder of the documents within the repository, with `/`; none when it lies outside.
fn prefix(repository: &Repository, content: &Path) -> Option<String> {
    let here = std::env::current_dir().ok()?.canonicalize().ok()?;
    let full = here.join(content);
    let full = full.canonicalize().unwrap_or(full);
    let inner = full.strip_prefix(repository.root()).ok()?;
    Some(inner.to_str()?.replace(std::path::MAIN_SEPARATOR, "/"))
}

/// Where states are looked for.
struct Place<'p> {
    repository: Option<&'p Repository>,
    reader: Option<&'p Reader>,
    content: &'p Path,
}

impl<'p> Place<'p> {
    fn git(&self) -> Result<(&'p Repository, &'p Reader), StateError> {
        self.repository.zip(self.reader).ok_or_else(|| StateError::NoRepository(String::new()))
    }

    /// The trees of the documents in two commits: of the content folder when either has it, else of everything.
    fn trees(&self, commits: [&Commit; 2]) -> Result<[Option<Id>; 2], StateError> {
        let (repository, reader) = self.git()?;
        if let Some(prefix) = prefix(repository, self.content) {
            let find = |commit| reader.folder(commit, &prefix).map_err(StateError::git);
            let [old, new] = [find(commits[0])?, find(commits[1])?];
            if old.is_some() || new.is_some() {
                return Ok([old, new]);
            }
        }
        Ok(commits.map(|commit| Some(commit.tree)))
    }

    /// The documents of a tree.
    fn tree(&self, tree: Option<Id>) -> Result<Vec<Entry>, StateError> {
        let (_, reader) = self.git()?;
        let files = tree.map_or(Ok(Vec::new()), |tree| reader.files(tree)).map_err(StateError::git)?;
        let files = documents(files, |(path, _)| path).into_iter();
        Ok(files.map(|(path, id)| Entry { path, id: Some(id), bytes: None }).collect())
    }

    /// The documents of a state, by path.
    fn list(&self, state: &State) -> Result<Vec<Entry>, StateError> {
        match state {
            State::File(_) => Ok(Vec::new()),
            State::Commit(commit) => self.tree(self.trees([commit, commit])?[0]),
            State::Folder(root) => {
                let repository = self.repository;
                let mut entries: Vec<Entry> = documents(below(root)?, |(name, _)| name)
                    .into_par_iter()
                    .map(|(path, file)| {
                        let bytes = bytes(&file)?;
                        let id = repository.and_then(|repository| repository.id_of(&bytes));
                        Ok(Entry { path, id, bytes: Some(bytes) })
                    })
                    .collect::<Result<_, StateError>>()?;
                entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
                Ok(entries)
            }
        }
    }

    /// The text of a file in a state.
    fn file(&self, state: &State, path: &Path) -> Result<(String, String), StateError> {
        match state {
            State::File(path) => file(path),
            State::Folder(root) => file(&root.join(path.file_name().unwrap_or_default())),
            State::Commit(commit) => {
                let (repository, reader) = self.git()?;
                let name = prefix(repository, path).unwrap_or_default();
                let id = reader.file(commit, &name).map_err(StateError::git)?;
                let id = id.ok_or_else(|| StateError::Unknown(path.display().to_string()))?;
                Ok((path.display().to_string(), reader.text(id).map_err(StateError::git)?))
            }
        }
    }

    /// Both sides without what is the same on both under the same path.
    fn differing(&self, old: &[Entry], new: Vec<Entry>) -> Result<States, StateError> {
        let but = |side: &[Entry], other: &[Entry]| -> Result<Texts, StateError> {
            let other: BTreeMap<&str, &Entry> = other.iter().map(|one| (one.path.as_str(), one)).collect();
            let differs = |one: &&Entry| other.get(one.path.as_str()).is_none_or(|other| !one.is_same(other));
            let text = |one: &Entry| Ok((one.path.clone(), decode(&one.read(self.reader)?)));
            side.iter().filter(differs).map(text).collect()
        };
        Ok(States { old: but(old, &new)?, new: but(&new, old)?, all: new, ..States::default() })
    }
}

fn commits(place: &Place<'_>, old: &Commit, new: &Commit) -> Result<States, StateError> {
    let [a, b] = place.trees([old, new])?;
    let (_, reader) = place.git()?;
    let changed = documents(reader.changed(a, b).map_err(StateError::git)?, |file| &file.path);
    let text = |file: &Changed, id: Option<Id>| -> Result<Option<(String, String)>, StateError> {
        id.map(|id| Ok((file.path.clone(), reader.text(id).map_err(StateError::git)?))).transpose()
    };
    let mut states = States::default();
    for file in &changed {
        states.old.extend(text(file, file.old)?);
        states.new.extend(text(file, file.new)?);
    }
    if !changed.is_empty() {
        states.all = place.tree(b)?;
    }
    Ok(states)
}
