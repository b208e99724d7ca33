//! Walks the content folder and reads it, with limits. The only part of this stage that touches the disk.
//!
//! `walk` says what is there. Each file is opened by handle, and what it is is asked of the open file: links, devices and
//! files that have another name elsewhere are refused, never followed.

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::memory::{Memory, Stamp, Understood};
use super::walk::{Kind, relative, walk};
use super::{Acts, Asset, Content, Site, config, register, unicode};
use crate::diag::{Diagnostics, FileId, Problem, SourceFile, Unreadable};
use crate::folder::{Folder, is_link};

/// The file of the settings.
const SETTINGS: &str = "site.toml";
/// Largest text file, in bytes.
const TEXT_LIMIT: u64 = 4 * 1024 * 1024;
/// Largest picture, in bytes.
const ASSET_LIMIT: u64 = 20 * 1024 * 1024;
/// Largest sum of all texts, in bytes.
const TREE_LIMIT: u64 = 2 * 1024 * 1024 * 1024;
/// Most documents that a thread takes at once.
const LOT: usize = 32;
/// Bytes that tell which kind of picture a file is.
const MAGIC: usize = 12;

/// A content folder as it was read: its texts, not understood yet, its pictures, and what could not be read.
#[derive(Debug)]
pub struct Inputs {
    texts: Vec<Arc<SourceFile>>,
    pictures: Vec<(String, Stamp)>,
    found: Diagnostics,
}

impl Inputs {
    /// The texts by path, settings included.
    pub fn texts(&self) -> impl Iterator<Item = &SourceFile> {
        self.texts.iter().map(Arc::as_ref)
    }

    /// The pictures by path.
    pub fn pictures(&self) -> impl Iterator<Item = &str> {
        self.pictures.iter().map(|(path, _)| path.as_str())
    }

    /// What could not be read.
    pub fn found(&self) -> &Diagnostics {
        &self.found
    }

    /// The settings alone. What is wrong with them is found when all is understood.
    pub fn site(&self) -> Site {
        let settings = self.texts.iter().find(|text| text.path == SETTINGS);
        settings.map(|text| config::read(FileId(0), text, &mut Diagnostics::default())).unwrap_or_default()
    }

    /// Understands what was read, document by document.
    pub fn understand(self) -> (Content, Diagnostics) {
        self.understand_again(&mut Memory::default())
    }

    fn understand_again(self, memory: &mut Memory) -> (Content, Diagnostics) {
        let mut found = self.found;
        let (mut content, understood) = understand_again(self.texts, memory);
        content.assets =
            self.pictures.into_iter().map(|(path, stamp)| Asset { path, size: stamp.size() }).collect();
        found.extend(understood);
        (content, found)
    }
}

/// Reads and understands a content folder. What cannot be read is reported and left out.
///
/// # Errors
/// Only when the folder itself cannot be opened.
pub fn load(folder: &Path) -> io::Result<(Content, Diagnostics)> {
    Ok(read(folder)?.understand())
}

/// Reads a content folder.
///
/// # Errors
/// Only when the folder itself cannot be opened.
pub fn read(folder: &Path) -> io::Result<Inputs> {
    read_again(folder, &mut Memory::default())
}

/// As [`load`], without reading and understanding again what has not changed since the last time.
///
/// # Errors
/// As [`load`].
pub fn load_again(folder: &Path, memory: &mut Memory) -> io::Result<(Content, Diagnostics)> {
    Ok(read_again(folder, memory)?.understand_again(memory))
}

fn read_again(folder: &Path, memory: &mut Memory) -> io::Result<Inputs> {
    let handle = Folder::open(folder)?;
    let mut found = Diagnostics::default();
    let (texts, pictures): (Vec<_>, Vec<_>) =
        walk(folder, &mut found).into_iter().partition(|(_, kind)| *kind == Kind::Text);
    let read = SystemTime::now();
    let inputs: Vec<_> = texts
        .into_par_iter()
        .map(|(path, _)| {
            let input = match unchanged(folder, &path, memory) {
                Some(known) => Ok(known),
                None => text(&handle, &path, memory),
            };
            (path, input)
        })
        .collect();
    let mut readable = Vec::with_capacity(inputs.len());
    let mut kept = Vec::with_capacity(inputs.len());
    let mut sum = 0;
    for (path, input) in inputs {
        sum += input.as_ref().map_or(0, |(stamp, _)| stamp.size());
        match input {
            Ok(_) if sum > TREE_LIMIT => {
                let why = Unreadable::TooLarge { limit: TREE_LIMIT };
                found.add_general(Problem::Unreadable { path: String::new(), why });
                break;
            }
            Ok((stamp, input)) => {
                kept.push((stamp, read, Arc::clone(&input)));
                readable.push(input);
            }
            Err(why) => found.add_general(Problem::Unreadable { path, why }),
        }
    }
    let seen: Vec<_> = pictures
        .into_par_iter()
        .map(|(path, _)| match look_at(&handle, &path) {
            Ok(stamp) => Ok((path, stamp)),
            Err(why) => Err((path, why)),
        })
        .collect();
    let mut pictures = Vec::with_capacity(seen.len());
    for picture in seen {
        match picture {
            Ok(picture) => pictures.push(picture),
            Err((path, why)) => found.add_general(Problem::Unreadable { path, why }),
        }
    }
    memory.keep(kept, pictures.clone());
    Ok(Inputs { texts: readable, pictures, found })
}

/// The text that memory has of a file, unless the file has been written to since. What bears the same stamp need not be
/// opened: nothing is taken from it.
fn unchanged(folder: &Path, path: &str, memory: &Memory) -> Option<(Stamp, Arc<SourceFile>)> {
    if memory.is_empty() {
        return None;
    }
    let stamp = Stamp::of(&folder.join(path).symlink_metadata().ok()?);
    memory.text(path, &stamp).map(|input| (stamp, input))
}

/// The text of a file, from memory when the file has not been written to since, with its stamp.
fn text(folder: &Folder, path: &str, memory: &Memory) -> Result<(Stamp, Arc<SourceFile>), Unreadable> {
    let (file, metadata) = open(folder, path, TEXT_LIMIT)?;
    let stamp = Stamp::of(&metadata);
    let input = match memory.text(path, &stamp) {
        Some(input) => input,
        None => Arc::new(SourceFile { path: path.to_string(), text: read_text(file, metadata.len())? }),
    };
    Ok((stamp, input))
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
            SETTINGS => {
                unicode::check(file, &input.text, &mut found);
                content.site = config::read(file, &input, &mut found);
                settings.push(input);
            }
            "referenser.toml" => {
                unicode::check(file, &input.text, &mut found);
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
    if content.sources.is_empty() {
        found.add_general(Problem::NoDocuments);
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
            let (source, found) = super::read(file, input, site, acts);
            (Arc::new(source), found)
        })
    };
    // In small lots, so that no thread is left with many at the end.
    documents.into_par_iter().with_max_len(LOT).map(one).collect()
}

fn extension(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.rsplit_once('.').map(|(_, extension)| extension)
}

/// Opens a file and asks the open file, which nobody can exchange any more, what it is; its size.
fn open(folder: &Folder, path: &str, limit: u64) -> Result<(File, Metadata), Unreadable> {
    let io = |error: io::Error| match error.kind() {
        _ if is_link(&error) => Unreadable::Symlink,
        _ => Unreadable::Io { message: error.to_string() },
    };
    let file = folder.read(path).map_err(io)?;
    let metadata = file.metadata().map_err(io)?;
    if !metadata.is_file() {
        return Err(Unreadable::Special);
    }
    // The other name may be outside of the tree: a link by which somebody who may not read a file has it published.
    if links(&metadata) > 1 {
        return Err(Unreadable::HardLinked);
    }
    if metadata.len() > limit {
        return Err(Unreadable::TooLarge { limit });
    }
    Ok((file, metadata))
}

#[cfg(unix)]
fn links(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn links(_: &Metadata) -> u64 {
    1
}

fn read_text(file: File, size: u64) -> Result<String, Unreadable> {
    let mut bytes = Vec::with_capacity(size as usize + 1);
    let read = file.take(TEXT_LIMIT + 1).read_to_end(&mut bytes);
    read.map_err(|error| Unreadable::Io { message: error.to_string() })?;
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

/// The stamp of a picture whose first bytes confirm its kind.
fn look_at(folder: &Folder, path: &str) -> Result<Stamp, Unreadable> {
    let (file, metadata) = open(folder, path, ASSET_LIMIT)?;
    let mut first = Vec::with_capacity(MAGIC);
    let read = file.take(MAGIC as u64).read_to_end(&mut first);
    read.map_err(|error| Unreadable::Io { message: error.to_string() })?;
    if is_picture(path, &first) { Ok(Stamp::of(&metadata)) } else { Err(Unreadable::Picture) }
}

/// Whether these are the first bytes of the kind of picture that the name says.
fn is_picture(path: &str, bytes: &[u8]) -> bool {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "png" => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        "jpg" | "jpeg" => bytes.starts_with(b"\xff\xd8\xff"),
        "gif" => bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a"),
        "webp" => bytes.starts_with(b"RIFF") && bytes.get(8..MAGIC) == Some(b"WEBP"),
        _ => false,
    }
}

/// Reads the bytes of a picture. It is looked at again: since it was checked, somebody may have put another in its place.
///
/// # Errors
/// When it cannot be read, is a link, or is not the kind of picture that its name says.
pub fn read_asset(folder: &Path, asset: &Asset) -> io::Result<Vec<u8>> {
    let refused =
        |why: Unreadable| io::Error::new(ErrorKind::InvalidInput, format!("{}: {why:?}", asset.path));
    let (file, metadata) = open(&Folder::open(folder)?, &asset.path, ASSET_LIMIT).map_err(refused)?;
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    file.take(ASSET_LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > ASSET_LIMIT {
        return Err(refused(Unreadable::TooLarge { limit: ASSET_LIMIT }));
    }
    if is_picture(&asset.path, &bytes) { Ok(bytes) } else { Err(refused(Unreadable::Picture)) }
}

/// Reads the files of a theme's folder: path within it → bytes. A folder that is not there holds none.
///
/// # Errors
/// A file that cannot be read.
pub fn read_theme(folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    let handle = Folder::open(folder)?;
    for entry in WalkDir::new(folder).follow_links(false).max_depth(4).sort_by_file_name() {
        let entry = entry.map_err(io::Error::from)?;
        if let Some(path) = relative(folder, entry.path()).filter(|_| entry.file_type().is_file()) {
            let mut bytes = Vec::new();
            handle.read(&path)?.take(ASSET_LIMIT).read_to_end(&mut bytes)?;
            files.insert(path, bytes);
        }
    }
    Ok(files)
}
