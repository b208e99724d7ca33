//! Texts one by one: each is read, understood and inspected while it is at hand, on every core.
//!
//! In: texts that are held, or paths of texts to read. Out: [`Content`], with every fault found on the way. Settings and
//! register come first: what a document says is understood by them. What it does not know: where the paths come from.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::disk::OnDisk;
use super::memory::{Memory, Understood};
use super::{Acts, Content, Site, Source, config, register};
use crate::diag::{Diagnostics, FileId, Files, Problem, SourceFile, Unreadable};

/// The file of the settings.
pub(super) const SETTINGS: &str = "site.toml";
/// The file of the register.
pub(super) const REGISTER: &str = "referenser.toml";
/// Largest sum of all texts, in bytes.
pub(super) const TREE_LIMIT: u64 = 2 * 1024 * 1024 * 1024;
/// Most documents that a thread takes at once.
const LOT: usize = 32;

/// What is found of a text on its own, while it is at hand.
pub type Inspect<'i> = &'i (dyn Fn(&Source, &str) -> Diagnostics + Sync);

/// An [`Inspect`] for whoever asks nothing of a text on its own.
pub fn nothing(_: &Source, _: &str) -> Diagnostics {
    Diagnostics::default()
}

/// A text to understand.
#[derive(Debug)]
pub(super) enum Item {
    /// It is at hand and stays so.
    Held(Arc<SourceFile>),
    /// It is to be read, and let go when it is understood.
    ToRead { folder: Arc<OnDisk>, path: String },
}

impl Item {
    fn path(&self) -> &str {
        match self {
            Self::Held(input) => &input.path,
            Self::ToRead { path, .. } => path,
        }
    }

    fn held(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Held(input) => input.text(),
            Self::ToRead { .. } => None,
        }
    }

    /// The text, and where it stands when it need not be held. `sum` is that of all bytes that have been read.
    fn get(self, sum: &AtomicU64) -> Result<(Arc<SourceFile>, Option<Arc<OnDisk>>), Missing> {
        let (folder, path) = match self {
            Self::Held(input) => return Ok((input, None)),
            Self::ToRead { folder, path } => (folder, path),
        };
        if sum.load(Ordering::Relaxed) > TREE_LIMIT {
            return Err(Missing { path, why: None });
        }
        match folder.read(&path) {
            Ok(text) => {
                sum.fetch_add(text.len() as u64, Ordering::Relaxed);
                Ok((Arc::new(SourceFile::new(path, text)), Some(folder)))
            }
            Err(why) => Err(Missing { path, why: Some(why) }),
        }
    }
}

/// Understands texts in any order.
pub(super) fn all(mut items: Vec<Item>, inspect: Inspect<'_>, memory: &mut Memory) -> (Content, Diagnostics) {
    items.sort_by(|a, b| a.path().cmp(b.path()).then_with(|| a.held().cmp(&b.held())));
    let mut found = Diagnostics::default();
    let mut content = Content::default();
    let sum = AtomicU64::new(0);
    let numbered = items.into_iter().enumerate().map(|(number, item)| (FileId(number as u32), item));
    let (documents, others): (Vec<_>, Vec<_>) = numbered.partition(|(_, item)| is_document(item.path()));
    let mut files = Vec::with_capacity(documents.len() + others.len());
    for (file, item) in others {
        let input = item.get(&sum).map_or_else(|missing| missing.told(&mut found), |(input, _)| input);
        match input.path.as_str() {
            SETTINGS => content.site = config::read(file, &input, &mut found),
            REGISTER => {
                content.register = register::read(file, &input, &mut found);
                content.register_file = Some(file);
            }
            _ => {}
        }
        files.push((file, input));
    }
    memory.forget_unless(files.iter().map(|(_, input)| Arc::clone(input)).collect());
    let acts = Acts::new(&content.register);
    let reader = Reader { site: &content.site, acts: &acts, inspect, memory, sum: &sum };
    // In small lots, so that no thread is left with many at the end.
    let read =
        documents.into_par_iter().with_max_len(LOT).map(|(file, item)| (file, reader.read(file, item)));
    let read: Vec<_> = read.collect();
    // Which of them were too many depends on the threads: so all are, and nothing is said of any.
    let is_too_large = sum.load(Ordering::Relaxed) > TREE_LIMIT;
    if is_too_large {
        let why = Unreadable::TooLarge { limit: TREE_LIMIT };
        found.add_general(Problem::Unreadable { path: String::new(), why });
    }
    let mut understood = Vec::with_capacity(read.len());
    for (file, document) in read {
        let input = match document {
            Err(missing) => missing.told(&mut found),
            Ok((source, _)) if is_too_large => Arc::clone(&source.input),
            Ok((source, faults)) => {
                let input = Arc::clone(&source.input);
                found.extend(faults.clone());
                understood.push((source, faults));
                input
            }
        };
        files.push((file, input));
    }
    memory.keep_documents(&understood);
    content.sources = understood.into_iter().map(|(source, _)| source).collect();
    content.files = Files::numbered(files);
    if content.sources.is_empty() && !is_too_large {
        found.add_general(Problem::NoDocuments);
    }
    (content, found)
}

/// Understands one document after the other.
struct Reader<'r> {
    site: &'r Site,
    acts: &'r Acts,
    inspect: Inspect<'r>,
    memory: &'r Memory,
    /// Bytes that have been read.
    sum: &'r AtomicU64,
}

impl Reader<'_> {
    fn read(&self, file: FileId, item: Item) -> Result<Understood, Missing> {
        if let Item::Held(input) = &item
            && let Some(known) = self.memory.understood(file, input)
        {
            return Ok(known);
        }
        let (input, shelf) = item.get(self.sum)?;
        let text = input.text().unwrap_or_default();
        let kept = shelf.map_or_else(|| Arc::clone(&input), |shelf| Arc::new(input.shelved(shelf)));
        let (source, mut found) = super::read(file, kept, &text, self.site, self.acts);
        found.extend((self.inspect)(&source, &text));
        Ok((Arc::new(source), found))
    }
}

/// A text that cannot be had, and why; without a reason where the texts have come to be too many.
struct Missing {
    path: String,
    why: Option<Unreadable>,
}

impl Missing {
    /// Tells of it, and gives a text of nothing in its place: every number among the files is that of one.
    fn told(self, found: &mut Diagnostics) -> Arc<SourceFile> {
        let Self { path, why } = self;
        let problem = why.map(|why| Problem::Unreadable { path: path.clone(), why });
        problem.into_iter().for_each(|problem| found.add_general(problem));
        Arc::new(SourceFile::new(path, ""))
    }
}

/// Whether a text is a document, as its name says.
pub(super) fn is_document(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(_, extension)| extension == "md")
}
