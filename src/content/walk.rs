//! The walk through the content folder: which files belong to the portal, and why others are refused.
//!
//! In: a folder. Out: the paths of texts and pictures, in order, and a finding for all that is there and may not be. Only
//! names and kinds are looked at; what a file holds, and whether it still is what it was, is asked of the open file.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::unicode;
use crate::diag::{Diagnostics, Problem, Unreadable};

/// Most files in a content folder.
const FILES: usize = 1_000_000;
/// Most folders within one another.
const DEPTH: usize = 32;
/// Pictures that a page may show.
const PICTURES: [&str; 5] = ["png", "jpg", "jpeg", "gif", "webp"];

/// What a file of the portal is, as its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Picture,
}

/// Paths of the files that belong to the portal, with `/` between their parts.
pub(super) fn walk(folder: &Path, found: &mut Diagnostics) -> Vec<(String, Kind)> {
    let mut files = Vec::new();
    let mut names = BTreeMap::new();
    let mut entries = WalkDir::new(folder)
        .min_depth(1)
        .max_depth(DEPTH + 1)
        .follow_links(false)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().and_then(|path| relative(folder, path)).unwrap_or_default();
                refuse(found, path, Unreadable::Io { message: error.to_string() });
                continue;
            }
        };
        let is_folder = entry.file_type().is_dir();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            if is_folder {
                entries.skip_current_dir();
            }
            continue;
        }
        let path = relative(folder, entry.path()).unwrap_or_else(|| entry.path().display().to_string());
        match admit(&path, &entry, &mut names) {
            Ok(Some(kind)) if files.len() < FILES => files.push((path, kind)),
            Ok(Some(_)) => {
                refuse(found, String::new(), Unreadable::TooMany { limit: FILES });
                break;
            }
            Ok(None) => {}
            Err(why) => {
                refuse(found, path, why);
                if is_folder {
                    entries.skip_current_dir();
                }
            }
        }
    }
    files
}

fn refuse(found: &mut Diagnostics, path: String, why: Unreadable) {
    found.add_general(Problem::Unreadable { path, why });
}

/// What a file is, `None` for a folder and for a file of another kind, which is let be.
fn admit(
    path: &str,
    entry: &DirEntry,
    names: &mut BTreeMap<String, String>,
) -> Result<Option<Kind>, Unreadable> {
    let kind = entry.file_type();
    if kind.is_symlink() {
        return Err(Unreadable::Symlink);
    }
    if !kind.is_dir() && !kind.is_file() {
        return Err(Unreadable::Special);
    }
    name(entry.file_name())?;
    if kind.is_dir() && entry.depth() > DEPTH {
        return Err(Unreadable::Deep { limit: DEPTH });
    }
    let belongs = match path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, e)| e) {
        _ if kind.is_dir() => None,
        Some("md" | "toml") => Some(Kind::Text),
        Some(extension) if PICTURES.contains(&extension) => Some(Kind::Picture),
        _ => return Ok(None),
    };
    if let Some(other) = names.insert(crate::text::nfc(path).to_lowercase(), path.to_string()) {
        return Err(Unreadable::CaseClash { other });
    }
    Ok(belongs)
}

/// Whether every system can have a file of this name, and every reader see what it is.
fn name(name: &OsStr) -> Result<(), Unreadable> {
    let name = name.to_str().ok_or(Unreadable::Name)?;
    let odd = |c: char| matches!(c, '\\' | ':' | '<' | '>' | '"' | '|' | '?' | '*') || c.is_control();
    if name.contains(odd) || !unicode::forbidden(name).is_empty() || crate::text::nfc(name) != name {
        return Err(Unreadable::Name);
    }
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let device = ["COM", "LPT"].iter().find_map(|device| stem.strip_prefix(device));
    let numbered = device.is_some_and(|rest| {
        let mut digits = rest.chars();
        matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    });
    let reserved = numbered || matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$");
    if reserved || name.ends_with(['.', ' ']) { Err(Unreadable::Reserved) } else { Ok(()) }
}

/// The path from the folder, with `/` between its parts; `None` when it is no text.
pub(super) fn relative(folder: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(folder).ok()?.to_str()?;
    Some(relative.replace(std::path::MAIN_SEPARATOR, "/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_not_every_system_can_have_are_refused() {
        for good in ["riktlinje.md", "å ö.md", "com10.md", "console.md", "a.b.c", "COM.md", "auxiliär.png"]
        {
            assert_eq!(name(OsStr::new(good)), Ok(()), "{good}");
        }
        for reserved in ["CON", "con.md", "Nul.tar.gz", "com1.md", "LPT9", "aux .md", "COM¹.md", "x.", "x "]
        {
            assert_eq!(name(OsStr::new(reserved)), Err(Unreadable::Reserved), "{reserved}");
        }
        for odd in
            ["a:b.md", "a\\b", "a\u{202e}b.md", "a\u{1b}[31m.md", "a?.md", "a\nb", "a\u{30a}.md", "\u{feff}x"]
        {
            assert_eq!(name(OsStr::new(odd)), Err(Unreadable::Name), "{odd:?}");
        }
    }
}
