//! The only place that knows git: revisions, trees, what differs between two of them, and texts.
//!
//! Reads objects and references and nothing else: no hook, no filter, no attribute, no setting of the user is run or
//! read, so that a repository of somebody else can do nothing. Trees are compared by their ids, so that what has not
//! changed is never opened.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use gix::bstr::ByteSlice;
use gix::diff::tree::recorder;
use gix::objs::tree::EntryMode;

use crate::text::decode;

/// Most bytes of a text; the same as for files.
const LIMIT: usize = 4 * 1024 * 1024;
/// Bytes of memory for unpacked objects, for each thread.
const CACHE: usize = 64 * 1024 * 1024;

/// From so many texts on, the order in which they are read is worth a thought.
const MANY: usize = 256;

/// The id of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(gix::ObjectId);

impl Id {
    /// The bytes of the id.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A commit: its tree, and the day on which it was made, where its maker was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Commit {
    pub id: Id,
    pub tree: Id,
    /// Seconds since 1970, moved to the maker's time of day.
    pub local_seconds: i64,
}

/// A file that differs between two trees: its ids before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Changed {
    pub path: String,
    pub old: Option<Id>,
    pub new: Option<Id>,
}

/// What kept git from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GitError {
    /// There is no such revision.
    Unknown(String),
    /// An object is not here: the clone is shallow or partial.
    Missing(String),
    /// Anything else, in the words of the library.
    Other(String),
}

/// A repository.
pub struct Repository {
    shared: gix::ThreadSafeRepository,
    root: PathBuf,
    /// How this repository names what it holds.
    hash: gix::hash::Kind,
}

/// A repository as one thread uses it.
pub struct Reader {
    repo: gix::Repository,
}

fn other(error: impl std::fmt::Display) -> GitError {
    GitError::Other(error.to_string())
}

impl Repository {
    /// The repository that a folder is in; none when it is in none.
    ///
    /// # Errors
    /// A repository that is there and cannot be opened.
    pub fn of(folder: &Path) -> Result<Option<Self>, GitError> {
        let Ok(folder) = folder.canonicalize() else { return Ok(None) };
        if !folder.ancestors().any(|above| above.join(".git").exists() || above.join("HEAD").is_file()) {
            return Ok(None);
        }
        let options =
            || gix::open::Options::isolated().object_store_slots(gix::odb::store::init::Slots::default());
        let trust = gix::sec::trust::Mapping { full: options(), reduced: options() };
        let found = gix::ThreadSafeRepository::discover_opts(&folder, Default::default(), trust);
        let shared = match found {
            Ok(shared) => shared,
            Err(_) if !folder.ancestors().any(|above| above.join(".git").exists()) => return Ok(None),
            Err(error) => return Err(other(error)),
        };
        let local = shared.to_thread_local();
        let root = local.workdir().unwrap_or(local.git_dir()).to_path_buf();
        let root = root.canonicalize().unwrap_or(root);
        Ok(Some(Self { shared, root, hash: local.object_hash() }))
    }

    /// The top of the work tree.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The id that a file of these bytes has.
    pub fn id_of(&self, bytes: &[u8]) -> Option<Id> {
        gix::objs::compute_hash(self.hash, gix::object::Kind::Blob, bytes).ok().map(Id)
    }

    /// For use in one thread.
    pub fn reader(&self) -> Reader {
        let mut repo = self.shared.to_thread_local();
        repo.objects.set_pack_cache(|| Box::new(gix::odb::pack::cache::lru::MemoryCappedHashmap::new(CACHE)));
        repo.object_cache_size_if_unset(CACHE / 4);
        Reader { repo }
    }
}

impl Reader {
    /// Whether history ends before its beginning: a shallow clone.
    pub fn is_shallow(&self) -> bool {
        self.repo.is_shallow().unwrap_or(false)
    }

    /// The commit that is checked out; none in a repository without any.
    pub fn head(&self) -> Option<Commit> {
        self.commit(Id(self.repo.head_id().ok()?.detach())).ok()
    }

    /// The commit of a revision: a tag, a branch, an id, or words of git such as `HEAD~3`.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn revision(&self, name: &str) -> Result<Commit, GitError> {
        let unknown = || GitError::Unknown(name.to_string());
        let id = self.repo.rev_parse_single(name.as_bytes().as_bstr()).map_err(|_| unknown())?;
        let object = id.object().map_err(|_| GitError::Missing(name.to_string()))?;
        let commit = object.peel_to_kind(gix::object::Kind::Commit).map_err(|_| unknown())?;
        self.commit(Id(commit.id))
    }

    fn commit(&self, id: Id) -> Result<Commit, GitError> {
        let missing = || GitError::Missing(id.to_string());
        let commit = self.repo.find_commit(id.0).map_err(|_| missing())?;
        let tree = commit.tree_id().map_err(other)?.detach();
        let time = commit.time().map_err(other)?;
        Ok(Commit { id, tree: Id(tree), local_seconds: time.seconds + i64::from(time.offset) })
    }

    /// A commit and those before it along the first parents, newest first. In a shallow clone, as far as it goes.
    ///
    /// # Errors
    /// An object that cannot be read.
    pub fn first_parents(&self, from: Commit) -> Result<Vec<Commit>, GitError> {
        let mut out = vec![from];
        let mut at = from.id;
        loop {
            let commit = self.repo.find_commit(at.0).map_err(|_| GitError::Missing(at.to_string()))?;
            let Some(parent) = commit.parent_ids().next() else { return Ok(out) };
            let parent = Id(parent.detach());
            if !self.repo.has_object(parent.0) {
                return Ok(out);
            }
            out.push(self.commit(parent)?);
            at = parent;
        }
    }

    /// The tree of a folder within a commit; the whole tree for an empty path. None when it is not there.
    ///
    /// # Errors
    /// An object that cannot be read.
    pub fn folder(&self, commit: &Commit, path: &str) -> Result<Option<Id>, GitError> {
        if path.is_empty() {
            return Ok(Some(commit.tree));
        }
        let tree =
            self.repo.find_tree(commit.tree.0).map_err(|_| GitError::Missing(commit.tree.to_string()))?;
        let entry = tree.lookup_entry(path.split('/')).map_err(other)?;
        Ok(entry.filter(|entry| entry.mode().is_tree()).map(|entry| Id(entry.object_id())))
    }

    /// The id of a file within a commit.
    ///
    /// # Errors
    /// An object that cannot be read.
    pub fn file(&self, commit: &Commit, path: &str) -> Result<Option<Id>, GitError> {
        let tree =
            self.repo.find_tree(commit.tree.0).map_err(|_| GitError::Missing(commit.tree.to_string()))?;
        let entry = tree.lookup_entry(path.split('/')).map_err(other)?;
        Ok(entry.filter(|entry| entry.mode().is_blob()).map(|entry| Id(entry.object_id())))
    }

    /// Every file of a tree, by path.
    ///
    /// # Errors
    /// An object that cannot be read.
    pub fn files(&self, tree: Id) -> Result<Vec<(String, Id)>, GitError> {
        let found = self.repo.find_tree(tree.0).map_err(|_| GitError::Missing(tree.to_string()))?;
        let records = found.traverse().breadthfirst.files().map_err(other)?;
        let mut out: Vec<(String, Id)> = records
            .into_iter()
            .filter(|entry| is_text(entry.mode))
            .filter_map(|entry| Some((entry.filepath.to_str().ok()?.to_string(), Id(entry.oid))))
            .collect();
        out.sort();
        Ok(out)
    }

    /// The files that differ between two trees, by path. An absent tree holds none.
    ///
    /// # Errors
    /// An object that cannot be read.
    pub fn changed(&self, old: Option<Id>, new: Option<Id>) -> Result<Vec<Changed>, GitError> {
        if old == new {
            return Ok(Vec::new());
        }
        let load = |tree: Option<Id>| match tree {
            Some(tree) => self.repo.find_tree(tree.0).map_err(|_| GitError::Missing(tree.to_string())),
            None => Ok(self.repo.empty_tree()),
        };
        let (a, b) = (load(old)?, load(new)?);
        let iter = |tree: &'_ gix::Tree<'_>| tree.data.clone();
        let (a, b) = (iter(&a), iter(&b));
        let kind = self.repo.object_hash();
        let mut recorder = gix::diff::tree::Recorder::default();
        gix::diff::tree(
            gix::objs::TreeRefIter::from_bytes(&a, kind),
            gix::objs::TreeRefIter::from_bytes(&b, kind),
            gix::diff::tree::State::default(),
            &self.repo.objects,
            &mut recorder,
        )
        .map_err(other)?;
        let mut out: Vec<Changed> = recorder.records.into_iter().filter_map(changed).collect();
        out.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(out)
    }

    /// The text of a file, in whatever encoding it was written.
    ///
    /// # Errors
    /// When it is not in this clone, or is too large to be a text.
    pub fn text(&self, id: Id) -> Result<String, GitError> {
        Ok(decode(&self.bytes(id)?))
    }

    /// Whether an object is in this clone.
    pub fn has(&self, id: Id) -> bool {
        self.repo.has_object(id.0)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// As [`Reader::text`].
    pub fn bytes(&self, id: Id) -> Result<Vec<u8>, GitError> {
        let mut blob = self.repo.find_object(id.0).map_err(|_| GitError::Missing(id.to_string()))?;
        if blob.data.len() > LIMIT {
            return Err(GitError::Other(format!("{id}: > {LIMIT} byte")));
        }
        Ok(std::mem::take(&mut blob.data))
    }

    /// Sorts what is to be read as it lies on the disk: what is built upon another text follows it, and is unpacked at
    /// little cost. A few are not worth the sorting.
    pub fn by_place<T>(&self, items: &mut [T], id: impl Fn(&T) -> Id) {
        let Some(all) = (items.len() >= MANY).then(|| self.repo.objects.iter().ok()).flatten() else {
            return;
        };
        let mut places: HashMap<Id, usize> = items.iter().map(|item| (id(item), usize::MAX)).collect();
        let order = gix::odb::store::iter::Ordering::PackAscendingOffsetThenLooseLexicographical;
        for (number, found) in all.with_ordering(order).flatten().enumerate() {
            if let Some(place) = places.get_mut(&Id(found)) {
                *place = number.min(*place);
            }
        }
        items.sort_by_cached_key(|item| (places.get(&id(item)).copied(), id(item)));
    }
}

/// How many of so many texts one thread should read in one go: long stretches, since each begins with nothing unpacked.
pub fn portion(count: usize) -> usize {
    (count / (4 * rayon::current_num_threads())).clamp(64, 4096)
}

fn is_text(mode: EntryMode) -> bool {
    mode.is_blob()
}

fn changed(change: recorder::Change) -> Option<Changed> {
    let path = |path: &gix::bstr::BString| path.to_str().ok().map(str::to_string);
    match change {
        recorder::Change::Addition { entry_mode, oid, path: at, .. } if is_text(entry_mode) => {
            Some(Changed { path: path(&at)?, old: None, new: Some(Id(oid)) })
        }
        recorder::Change::Deletion { entry_mode, oid, path: at, .. } if is_text(entry_mode) => {
            Some(Changed { path: path(&at)?, old: Some(Id(oid)), new: None })
        }
        recorder::Change::Modification { previous_entry_mode, previous_oid, entry_mode, oid, path: at } => {
            let (old, new) = (is_text(previous_entry_mode), is_text(entry_mode));
            (old || new).then_some(())?;
            Some(Changed {
                path: path(&at)?,
                old: old.then_some(Id(previous_oid)),
                new: new.then_some(Id(oid)),
            })
        }
        _ => None,
    }
}
