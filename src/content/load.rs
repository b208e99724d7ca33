//! From the content folder to [`Content`]. With `walk`, which says what is there, and `disk`, which opens it, the only part of
//! this stage that touches the disk; `understand` says what the texts mean.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::disk::{OnDisk, open, read_text};
use super::memory::{Memory, Stamp};
use super::understand::{self, Item, REGISTER, SETTINGS, TREE_LIMIT, is_document};
use super::walk::{Kind, relative, walk};
use super::{Asset, Content, Site, config};
use crate::diag::{Diagnostics, FileId, Problem, SourceFile, Unreadable};
use crate::folder::Folder;

pub use super::understand::{Inspect, nothing};

/// Largest picture, in bytes.
const ASSET_LIMIT: u64 = 20 * 1024 * 1024;
/// Bytes that tell which kind of picture a file is.
const MAGIC: usize = 12;

/// A content folder as it was found: its settings and register, read once for all who ask; its documents, not read yet, by
/// path; its pictures; and what may not be there.
#[derive(Debug)]
pub struct Inputs {
    folder: Arc<OnDisk>,
    settings: Vec<Arc<SourceFile>>,
    documents: Vec<String>,
    pictures: Vec<(String, Stamp)>,
    found: Diagnostics,
}

impl Inputs {
    /// The pictures by path.
    pub fn pictures(&self) -> impl Iterator<Item = &str> {
        self.pictures.iter().map(|(path, _)| path.as_str())
    }

    /// What may not be there.
    pub fn found(&self) -> &Diagnostics {
        &self.found
    }

    /// The settings alone. What is wrong with them is found when all is understood.
    pub fn site(&self) -> Site {
        let settings = self.settings.iter().find(|text| text.path == SETTINGS);
        settings.map(|text| config::read(FileId(0), text, &mut Diagnostics::default())).unwrap_or_default()
    }

    /// The sum of each text by its path, in the order of [`crate::diag::Files::sums`]; `None` when one cannot be read.
    pub fn sums(&self) -> Option<Vec<(String, blake3::Hash)>> {
        let sum = |path: &String| Some((path.clone(), blake3::hash(self.folder.read(path).ok()?.as_bytes())));
        let mut sums = self.documents.par_iter().map(sum).collect::<Option<Vec<_>>>()?;
        sums.extend(self.settings.iter().map(|text| (text.path.clone(), text.sum())));
        sums.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Some(sums)
    }

    /// Reads and understands document by document, and lets go of each text: who needs it again has it read again.
    pub fn understand(self, inspect: Inspect<'_>) -> (Content, Diagnostics) {
        let folder = self.folder;
        let to_read = |path| Item::ToRead { folder: Arc::clone(&folder), path };
        let documents = self.documents.into_iter().map(to_read);
        let texts = self.settings.into_iter().map(Item::Held).chain(documents).collect();
        let understood = understand::all(texts, inspect, &mut Memory::default());
        with_pictures(self.pictures, self.found, understood)
    }
}

/// Reads and understands a content folder. What cannot be read is reported and left out.
///
/// # Errors
/// Only when the folder itself cannot be opened.
pub fn load(folder: &Path, inspect: Inspect<'_>) -> io::Result<(Content, Diagnostics)> {
    Ok(find(folder)?.understand(inspect))
}

/// As [`load`], without reading and understanding again what has not changed since the last time. The texts stay in memory
/// for the next.
///
/// # Errors
/// As [`load`].
pub fn load_again(
    folder: &Path,
    inspect: Inspect<'_>,
    memory: &mut Memory,
) -> io::Result<(Content, Diagnostics)> {
    let Inputs { folder: shelf, settings, documents, pictures, mut found } = find(folder)?;
    let read = SystemTime::now();
    let one = |path: String| {
        let text = unchanged(folder, &path, memory).map_or_else(|| text(&shelf, &path, memory), Ok);
        text.map_err(|why| (path, why))
    };
    let mut kept = Vec::with_capacity(documents.len());
    let mut sum = 0;
    for text in documents.into_par_iter().map(one).collect::<Vec<_>>() {
        match text {
            Ok((stamp, input)) => {
                sum += stamp.size();
                kept.push((stamp, read, input));
            }
            Err((path, why)) => found.add_general(Problem::Unreadable { path, why }),
        }
    }
    if sum > TREE_LIMIT {
        let why = Unreadable::TooLarge { limit: TREE_LIMIT };
        found.add_general(Problem::Unreadable { path: String::new(), why });
        kept.clear();
    }
    let documents = kept.iter().map(|(_, _, input)| input);
    let items = settings.iter().chain(documents).map(|input| Item::Held(Arc::clone(input))).collect();
    memory.keep(kept, pictures.clone());
    Ok(with_pictures(pictures, found, understand::all(items, inspect, memory)))
}

/// Understands texts that are already in memory: `(path, text)`, in any order.
pub fn understand(texts: Vec<(String, String)>, inspect: Inspect<'_>) -> (Content, Diagnostics) {
    let held = |(path, text): (String, String)| Item::Held(Arc::new(SourceFile::new(path, text)));
    understand::all(texts.into_iter().map(held).collect(), inspect, &mut Memory::default())
}

fn with_pictures(
    pictures: Vec<(String, Stamp)>,
    mut found: Diagnostics,
    (mut content, understood): (Content, Diagnostics),
) -> (Content, Diagnostics) {
    content.assets = pictures.into_iter().map(|(path, stamp)| Asset { path, size: stamp.size() }).collect();
    found.extend(understood);
    (content, found)
}

/// Looks what a content folder holds. Settings and register are read, of a picture the first bytes, of a document nothing.
///
/// # Errors
/// Only when the folder itself cannot be opened.
pub fn find(folder: &Path) -> io::Result<Inputs> {
    let handle = Folder::open(folder)?;
    let mut found = Diagnostics::default();
    let (texts, pictures): (Vec<_>, Vec<_>) =
        walk(folder, &mut found).into_iter().partition(|(_, kind)| *kind == Kind::Text);
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
    let folder = OnDisk::new(handle);
    let (documents, others): (Vec<_>, Vec<_>) =
        texts.into_iter().map(|(path, _)| path).partition(|path| is_document(path));
    let mut settings = Vec::new();
    for path in others.into_iter().filter(|path| [SETTINGS, REGISTER].contains(&path.as_str())) {
        match folder.read(&path) {
            Ok(text) => settings.push(Arc::new(SourceFile::new(path, text))),
            Err(why) => found.add_general(Problem::Unreadable { path, why }),
        }
    }
    Ok(Inputs { folder: Arc::new(folder), settings, documents, pictures, found })
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
fn text(folder: &OnDisk, path: &str, memory: &Memory) -> Result<(Stamp, Arc<SourceFile>), Unreadable> {
    let (file, metadata) = folder.open(path)?;
    let stamp = Stamp::of(&metadata);
    let input = match memory.text(path, &stamp) {
        Some(input) => input,
        None => Arc::new(SourceFile::new(path, read_text(file, metadata.len())?)),
    };
    Ok((stamp, input))
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
