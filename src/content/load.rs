//! Walks the content folder and reads it, with limits. The only part of this stage that touches the disk.
//!
//! Links, devices and files under other names than they seem to have are refused, never followed.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::memory::{Memory, Stamp, Understood};
use super::{Acts, Asset, Content, Site, config, read, register};
use crate::diag::{Diagnostics, FileId, Problem, SourceFile, Unreadable};

/// Largest text file, in bytes.
const TEXT_LIMIT: u64 = 4 * 1024 * 1024;
/// Largest picture, in bytes.
const ASSET_LIMIT: u64 = 20 * 1024 * 1024;
/// Most files in a content folder.
const FILE_LIMIT: usize = 1_000_000;
/// Pictures that a page may show.
const PICTURES: [&str; 5] = ["png", "jpg", "jpeg", "gif", "webp"];

/// A file that the walk found.
struct Found {
    path: String,
    stamp: Stamp,
}

/// Reads a content folder. What cannot be read is reported and left out.
///
/// # Errors
/// Only when the folder itself cannot be opened.
pub fn load(folder: &Path) -> std::io::Result<(Content, Diagnostics)> {
    load_again(folder, &mut Memory::default())
}

/// As [`load`], without reading and understanding again what has not changed since the last time.
///
/// # Errors
/// As [`load`].
pub fn load_again(folder: &Path, memory: &mut Memory) -> std::io::Result<(Content, Diagnostics)> {
    fs::read_dir(folder)?;
    let mut found = Diagnostics::default();
    let files = walk(folder, &mut found);
    let (texts, pictures): (Vec<Found>, Vec<Found>) =
        files.into_iter().partition(|file| extension(&file.path).is_some_and(|e| e == "md" || e == "toml"));
    let read = SystemTime::now();
    let inputs: Vec<(Found, Result<Arc<SourceFile>, Unreadable>)> = texts
        .into_par_iter()
        .map(|file| {
            let input = memory.text(&file.path, &file.stamp).map_or_else(
                || {
                    let text = read_text(&folder.join(&file.path))?;
                    Ok(Arc::new(SourceFile { path: file.path.clone(), text }))
                },
                Ok,
            );
            (file, input)
        })
        .collect();
    let mut readable = Vec::with_capacity(inputs.len());
    let mut kept = Vec::with_capacity(inputs.len());
    for (file, input) in inputs {
        match input {
            Ok(input) => {
                kept.push((file.stamp, read, Arc::clone(&input)));
                readable.push(input);
            }
            Err(why) => found.add_general(Problem::Unreadable { path: file.path, why }),
        }
    }
    memory.keep(kept, pictures.iter().map(|file| (file.path.clone(), file.stamp)).collect());
    let (mut content, understood) = understand_again(readable, memory);
    content.assets =
        pictures.into_iter().map(|file| Asset { size: file.stamp.size(), path: file.path }).collect();
    found.extend(understood);
    Ok((content, found))
}

/// Understands texts that are already in memory: `(path, text)`, in any order.
pub fn understand(texts: Vec<(String, String)>) -> (Content, Diagnostics) {
    let inputs = texts.into_iter().map(|(path, text)| Arc::new(SourceFile { path, text })).collect();
    understand_again(inputs, &mut Memory::default())
}

fn understand_again(mut inputs: Vec<Arc<SourceFile>>, memory: &mut Memory) -> (Content, Diagnostics) {
    inputs.sort_unstable_by(|a, b| (&a.path, &a.text).cmp(&(&b.path, &b.text)));
    let mut found = Diagnostics::default();
    let mut content = Content::default();
    let mut documents = Vec::with_capacity(inputs.len());
    let mut settings = Vec::new();
    for input in inputs {
        let file = content.files.push(Arc::clone(&input));
        match input.path.as_str() {
            "site.toml" => {
                content.site = config::read(file, &input, &mut found);
                settings.push(input);
            }
            "referenser.toml" => {
                content.register = register::read(file, &input, &mut found);
                content.register_file = Some(file);
                settings.push(input);
            }
            path if extension(path) == Some("md") => documents.push((file, input)),
            _ => {}
        }
    }
    memory.forget_unless(settings);
    let acts = Acts::new(&content.register);
    let documents = read_all(documents, &content.site, &acts, memory);
    memory.keep_documents(&documents);
    for (source, faults) in documents {
        content.sources.push(source);
        found.extend(faults);
    }
    (content, found)
}

fn read_all(
    documents: Vec<(FileId, Arc<SourceFile>)>,
    site: &Site,
    acts: &Acts,
    memory: &Memory,
) -> Vec<Understood> {
    let one = |(file, input): (FileId, Arc<SourceFile>)| {
        memory.understood(file, &input).unwrap_or_else(|| {
            let (source, found) = read(file, input, site, acts);
            (Arc::new(source), found)
        })
    };
    documents.into_par_iter().map(one).collect()
}

fn extension(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.rsplit_once('.').map(|(_, extension)| extension)
}

fn walk(folder: &Path, found: &mut Diagnostics) -> Vec<Found> {
    let mut files = Vec::new();
    let entries = WalkDir::new(folder).follow_links(false).max_depth(32).sort_by_file_name();
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    for entry in entries.into_iter().filter_entry(visible) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                found.add_general(Problem::Unreadable {
                    path,
                    why: Unreadable::Io { message: error.to_string() },
                });
                continue;
            }
        };
        if entry.file_type().is_dir() {
            continue;
        }
        if files.len() >= FILE_LIMIT {
            let why = Unreadable::TooMany { limit: FILE_LIMIT };
            found.add_general(Problem::Unreadable { path: String::new(), why });
            break;
        }
        let Some(path) = relative(folder, entry.path()) else {
            let path = entry.path().display().to_string();
            found.add_general(Problem::Unreadable { path, why: Unreadable::Name });
            continue;
        };
        match admit(&path, &entry) {
            Ok(Some(stamp)) => files.push(Found { path, stamp }),
            Ok(None) => {}
            Err(why) => found.add_general(Problem::Unreadable { path, why }),
        }
    }
    files
}

/// The stamp of a file that belongs to the portal, `None` for one that does not.
fn admit(path: &str, entry: &walkdir::DirEntry) -> Result<Option<Stamp>, Unreadable> {
    let limit = match extension(path) {
        Some("md" | "toml") => TEXT_LIMIT,
        Some(e) if PICTURES.contains(&e) => ASSET_LIMIT,
        _ => return Ok(None),
    };
    if entry.file_type().is_symlink() {
        return Err(Unreadable::Symlink);
    }
    let metadata = entry.metadata().map_err(|error| Unreadable::Io { message: error.to_string() })?;
    if !metadata.is_file() {
        return Err(Unreadable::Special);
    }
    if links(&metadata) > 1 {
        return Err(Unreadable::HardLinked);
    }
    if metadata.len() > limit {
        return Err(Unreadable::TooLarge { limit });
    }
    Ok(Some(Stamp::of(&metadata)))
}

#[cfg(unix)]
fn links(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn links(_: &Metadata) -> u64 {
    1
}

fn relative(folder: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(folder).ok()?.to_str()?;
    let name = relative.replace(std::path::MAIN_SEPARATOR, "/");
    (!name.contains(|c: char| c.is_control() || c == '\\' || c == ':')).then_some(name)
}

fn read_text(path: &Path) -> Result<String, Unreadable> {
    let io = |error: std::io::Error| Unreadable::Io { message: error.to_string() };
    let file = fs::File::open(path).map_err(io)?;
    let mut bytes = Vec::new();
    file.take(TEXT_LIMIT + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > TEXT_LIMIT {
        return Err(Unreadable::TooLarge { limit: TEXT_LIMIT });
    }
    let mut text = String::from_utf8(bytes).map_err(|_| Unreadable::NotUtf8)?;
    // A mark of byte order at the head of a file says nothing in UTF-8.
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

/// Reads the bytes of a picture whose kind its first bytes confirm.
///
/// # Errors
/// When it cannot be read, is a link, or is not the kind of picture that its name says.
pub fn read_asset(folder: &Path, asset: &Asset) -> std::io::Result<Vec<u8>> {
    let path = folder.join(&asset.path);
    let refused = |why: &str| std::io::Error::other(format!("{}: {why}", asset.path));
    if !fs::symlink_metadata(&path)?.is_file() {
        return Err(refused("not a plain file"));
    }
    let mut bytes = Vec::new();
    fs::File::open(&path)?.take(ASSET_LIMIT).read_to_end(&mut bytes)?;
    let magic: &[&[u8]] = match extension(&asset.path) {
        Some("png") => &[b"\x89PNG\r\n\x1a\n"],
        Some("jpg" | "jpeg") => &[b"\xff\xd8\xff"],
        Some("gif") => &[b"GIF87a", b"GIF89a"],
        Some("webp") => &[b"RIFF"],
        _ => &[],
    };
    if magic.iter().any(|magic| bytes.starts_with(magic)) {
        Ok(bytes)
    } else {
        Err(refused("not the kind of picture that its name says"))
    }
}

/// Reads the files of a theme's folder: path within it → bytes. A folder that is not there holds none.
///
/// # Errors
/// A file that cannot be read.
pub fn read_theme(folder: &Path) -> std::io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in WalkDir::new(folder).follow_links(false).max_depth(4).sort_by_file_name() {
        let entry = entry.map_err(std::io::Error::from)?;
        if let Some(path) = relative(folder, entry.path()).filter(|_| entry.file_type().is_file()) {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(files)
}
