//! Looks at a copy of a site: is it what its manifest says, no more and no less?
//!
//! In: a folder and, when the copy itself is not trusted, a manifest that was kept elsewhere. Out: what is missing,
//! changed or added. Changes nothing.

use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::{MANIFEST, Manifest};
use crate::folder::Folder;

/// What was found. The lists are sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Files that the manifest lists.
    pub files: usize,
    /// Sum of the manifest: two copies with the same have the same files.
    pub manifest: String,
    /// Listed, but not there.
    pub missing: Vec<String>,
    /// There, but not what is listed: other bytes, a link, or no file at all.
    pub changed: Vec<String>,
    /// There, but not listed.
    pub extra: Vec<String>,
}

impl Verdict {
    /// Whether the copy is whole and nothing else.
    pub fn is_sound(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty() && self.extra.is_empty()
    }
}

/// Compares a folder with its manifest, or with `trusted`.
///
/// # Errors
/// When the folder cannot be read, or has no manifest to compare with.
pub fn verify(site: &Path, trusted: Option<Manifest>) -> io::Result<Verdict> {
    let folder = Folder::open(site)?;
    let own = Manifest::read(&folder);
    let mut verdict = Verdict::default();
    let manifest = match trusted {
        Some(trusted) => {
            if !matches!(&own, Ok(Some(own)) if *own == trusted) {
                verdict.changed.push(MANIFEST.to_string());
            }
            trusted
        }
        None => own?.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, MANIFEST))?,
    };
    verdict.files = manifest.len();
    verdict.manifest = manifest.sum_of_all().to_hex().to_string();
    let there = walk(site)?;
    let (known, extra): (Vec<String>, Vec<String>) =
        there.into_iter().filter(|path| path != MANIFEST).partition(|path| manifest.sum(path).is_some());
    verdict.extra = extra;
    verdict.missing = manifest
        .paths()
        .filter(|path| known.binary_search_by(|one| one.as_str().cmp(path)).is_err())
        .map(str::to_string)
        .collect();
    let changed = known.into_par_iter().filter(|path| sum(&folder, path).as_deref() != manifest.sum(path));
    verdict.changed.extend(changed.collect::<Vec<_>>());
    verdict.changed.sort_unstable();
    Ok(verdict)
}

/// Whether every file that the manifest lists is there, with the bytes that it says. Others may be there too.
pub(super) fn is_whole(folder: &Folder, manifest: &Manifest) -> bool {
    manifest.entries().into_par_iter().all(|(path, listed)| sum(folder, path).as_deref() == Some(listed))
}

/// The sum of a plain file; `None` for anything else.
fn sum(folder: &Folder, path: &str) -> Option<String> {
    let file = folder.read(path).ok()?;
    if !file.metadata().ok()?.is_file() {
        return None;
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file).ok()?;
    Some(hasher.finalize().to_hex().to_string())
}

/// Every path under a folder that is no folder, sorted.
fn walk(site: &Path) -> io::Result<Vec<String>> {
    let mut paths = Vec::new();
    for entry in walkdir::WalkDir::new(site).follow_links(false) {
        let entry = entry.map_err(io::Error::from)?;
        if !entry.file_type().is_dir() {
            let path = entry.path().strip_prefix(site).unwrap_or(entry.path());
            paths.push(path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"));
        }
    }
    paths.sort_unstable();
    Ok(paths)
}
