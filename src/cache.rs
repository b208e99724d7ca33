//! What was made at an earlier run, kept on the disk: never needed, never published, safe to delete.
//!
//! In: a slot, the name of what is kept, and a key, the sum of all that it depends on. Out: the bytes that were put
//! there under the same key, or nothing. A slot holds one entry, so that the folder does not grow with time. An entry
//! that is damaged, or of another key, is nothing; what cannot be written is not kept. The program itself is a part of
//! every key: another build of it finds nothing.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The folder, beside that of the documents.
pub const FOLDER: &str = ".ledtrad";

/// Sum of all that an entry depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(blake3::Hash);

impl Key {
    /// The key of some parts. The same bytes cut in another way are another key.
    pub fn of<'b>(parts: impl IntoIterator<Item = &'b [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in std::iter::once(PROGRAM.as_bytes()).chain(parts) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize())
    }

    /// The key as a part of another.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// What tells this build of the program from any other.
static PROGRAM: LazyLock<String> = LazyLock::new(|| {
    let file = std::env::current_exe().and_then(|path| path.metadata());
    let built = file.as_ref().ok().and_then(|file| {
        Some((file.len(), file.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?.as_nanos()))
    });
    format!("{} {built:?}", env!("CARGO_PKG_VERSION"))
});

/// The cache of a portal, or none.
#[derive(Debug, Clone, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
}

impl Cache {
    /// A cache that holds nothing and keeps nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// The cache of the portal whose documents are in a folder.
    pub fn beside(content: &Path) -> Self {
        let folder = content.parent().unwrap_or(Path::new("")).join(FOLDER);
        // A link in its place, which may have come with the documents, would lead what is kept out of the tree.
        Self { folder: Some(folder).filter(|folder| !is_link(folder)) }
    }

    /// Whether anything is kept.
    pub fn keeps(&self) -> bool {
        self.folder.is_some()
    }

    /// Whether a slot holds anything, under whatever key.
    pub fn has(&self, slot: &str) -> bool {
        self.path(slot).is_some_and(|path| path.exists())
    }

    /// What a slot holds, if it was put there under this key.
    pub fn get(&self, slot: &str, key: Key) -> Option<Vec<u8>> {
        let mut bytes = std::fs::read(self.path(slot)?).ok()?;
        let body = bytes.get(HEAD..)?;
        let is_whole = bytes[..32] == *key.0.as_bytes() && bytes[32..HEAD] == *blake3::hash(body).as_bytes();
        is_whole.then(|| {
            bytes.drain(..HEAD);
            bytes
        })
    }

    /// Keeps bytes in a slot, in place of what it held. Somebody who reads meanwhile reads the one or the other.
    pub fn put(&self, slot: &str, key: Key, bytes: &[u8]) {
        let Some(path) = self.path(slot) else { return };
        // What cannot be kept is made again.
        let _ = self.write(&path, key, bytes);
    }

    fn write(&self, path: &Path, key: Key, bytes: &[u8]) -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new(""));
        if !folder.is_dir() {
            self.begin(folder)?;
        }
        if is_link(folder) {
            return Err(std::io::ErrorKind::InvalidInput.into());
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let (process, thread) = (std::process::id(), rayon::current_thread_index().unwrap_or(usize::MAX));
        let fresh = folder.join(format!(".{name}.{process}.{thread}"));
        let mut file = std::fs::File::create_new(&fresh)?;
        let written = [key.0.as_bytes(), blake3::hash(bytes).as_bytes().as_slice(), bytes]
            .into_iter()
            .try_for_each(|part| file.write_all(part));
        drop(file);
        let kept = written.and_then(|()| std::fs::rename(&fresh, path));
        if kept.is_err() {
            let _ = std::fs::remove_file(&fresh);
        }
        kept
    }

    /// Makes the folder. It tells git and backups by itself that it is not for them.
    fn begin(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let Some(top) = &self.folder else { return Ok(()) };
        std::fs::write(top.join(".gitignore"), "*\n")?;
        std::fs::write(top.join("CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n")
    }

    /// The file of a slot: two folders deep at most, its name a sum when it is no plain name.
    fn path(&self, slot: &str) -> Option<PathBuf> {
        let plain = |part: &str| {
            (1..=80).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        let named = |part: &str| {
            if plain(part) {
                part.to_string()
            } else {
                blake3::hash(part.as_bytes()).to_hex()[..32].to_string()
            }
        };
        let folder = self.folder.as_ref()?;
        Some(match slot.split_once('/') {
            Some((group, name)) => folder.join(named(group)).join(named(name)),
            None => folder.join(named(slot)),
        })
    }
}

fn is_link(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
}

/// Bytes before what is kept: the key, and the sum of what is kept.
const HEAD: usize = 64;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn nothing_is_kept_through_a_link() {
        let scratch = tempfile::tempdir().unwrap();
        let (outside, content) = (scratch.path().join("ute"), scratch.path().join("inne/content"));
        std::fs::create_dir_all(&content).unwrap();
        std::fs::create_dir(&outside).unwrap();
        let key = Key::of([b"a".as_slice()]);
        let link = scratch.path().join("inne").join(FOLDER);
        std::os::unix::fs::symlink(&outside, &link).unwrap();
        Cache::beside(&content).put("facts", key, b"bytes");
        std::fs::remove_file(&link).unwrap();
        std::fs::create_dir(&link).unwrap();
        std::os::unix::fs::symlink(&outside, link.join("past")).unwrap();
        Cache::beside(&content).put("past/a", key, b"bytes");
        assert_eq!(std::fs::read_dir(&outside).unwrap().count(), 0);
    }

    #[test]
    fn what_was_put_is_found_under_its_key_alone() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::beside(&folder.path().join("content"));
        let (key, other) = (Key::of([b"ab".as_slice()]), Key::of([b"a".as_slice(), b"b"]));
        assert_eq!(cache.get("facts", key), None);
        for slot in ["facts", "past/rik-is", "past/../../Å"] {
            cache.put(slot, key, b"bytes");
            assert_eq!(cache.get(slot, key).as_deref(), Some(b"bytes".as_slice()));
            assert_eq!(cache.get(slot, other), None);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        cache.put("facts", other, b"");
        assert_eq!(cache.get("facts", key), None);
        assert_eq!(cache.get("facts", other).as_deref(), Some(b"".as_slice()));
    }

    #[test]
    fn what_is_damaged_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::beside(&folder.path().join("content"));
        let key = Key::of([]);
        cache.put("facts", key, b"a longer text");
        let path = folder.path().join(FOLDER).join("facts");
        let whole = std::fs::read(&path).unwrap();
        for damaged in [&whole[..0], &whole[..40], &whole[..70], &[whole.clone(), vec![0]].concat()] {
            std::fs::write(&path, damaged).unwrap();
            assert_eq!(cache.get("facts", key), None);
        }
        cache.put("facts", key, b"a longer text");
        assert!(cache.get("facts", key).is_some());
        // Where nothing can be written there is nothing, and no fault.
        std::fs::write(folder.path().join("fil"), "").unwrap();
        let nowhere = Cache::beside(&folder.path().join("fil/content"));
        nowhere.put("facts", key, b"x");
        assert_eq!((nowhere.get("facts", key), Cache::none().get("facts", key)), (None, None));
    }
}
