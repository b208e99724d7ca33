//! The search by itself: reads a portal and writes the files of its search, nothing else, as Pagefind reads pages and writes
//! its own; and how many of them are others when a rule is edited, which is what a server must send again.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ledtrad::cache::Cache;
use ledtrad::pipeline::{self, Options, Timings};
use ledtrad::publish::{self, Profile, Published};
use ledtrad::search::shards;
use ledtrad::sink::Sink;

/// What may go wrong in many ways.
pub type Done<T> = Result<T, Box<dyn Error>>;

/// What is published of a content folder.
pub fn published(content: &Path) -> Done<Published> {
    let today = "2026-06-01".parse().map_err(|_| "no day")?;
    let options = Options { content, profile: Profile::Publik, today, live: false, cache: Cache::none() };
    let checked = pipeline::check(&options, &mut Timings::default())?;
    Ok(publish::publish(checked.catalogue, options.profile, options.today))
}

/// Writes the files of the search of a content folder as a build does: cards first, then the index without the texts.
pub fn write(content: &Path, sink: &dyn Sink) -> Done<()> {
    let published = published(content)?;
    let remains = shards::cards(&published, sink);
    drop(published);
    Ok(shards::others(remains, sink)?)
}

/// The same into a folder, as plain files: Pagefind makes no release of its files either.
pub fn build(content: &Path, out: &Path) -> Done<()> {
    let fault = Mutex::new(None);
    let add = |path: &str, bytes: &[u8]| {
        if let Err(error) = plainly(&out.join(path), bytes) {
            fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        }
    };
    write(content, &add)?;
    match fault.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(error) => Err(error.into()),
        None => Ok(()),
    }
}

fn plainly(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match (fs::write(path, bytes), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            fs::write(path, bytes)
        }
        (written, _) => written,
    }
}

/// Sums of the files of terms, by path.
fn terms(content: &Path) -> Done<BTreeMap<String, u64>> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let sums = Mutex::new(BTreeMap::new());
    let add = |path: &str, bytes: &[u8]| {
        if path.starts_with("sok/t/") || path.starts_with("sok/l/") {
            let mut hasher = DefaultHasher::new();
            bytes.hash(&mut hasher);
            sums.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_string(), hasher.finish());
        }
    };
    write(content, &add)?;
    Ok(sums.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// How many files of terms an edit changes.
pub struct Churn {
    /// Files before.
    pub files: usize,
    /// Of these others, gone or new after each edit, in hundredths.
    pub shares: Vec<f64>,
}

/// Edits rules, each by itself: one gets another sentence, the next loses its last, and so on.
pub fn churn(content: &Path, edits: usize) -> Done<Churn> {
    let mut documents: Vec<PathBuf> = walkdir::WalkDir::new(content)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("rut-")))
        .collect();
    documents.sort();
    let before = terms(content)?;
    let mut shares = Vec::new();
    for number in 0..edits {
        let path = documents.get(documents.len() * (number + 1) / (edits + 1)).ok_or("no document")?;
        let text = fs::read_to_string(path)?;
        let rule = text.lines().filter(|line| line.starts_with("**")).nth(number % 9).ok_or("no rule")?;
        let edited = match rule.rsplit_once(". ") {
            Some((kept, _)) if number % 2 == 1 => format!("{kept}."),
            _ => format!("{rule} Behörigheter prövas av närmaste chef varje kvartal."),
        };
        fs::write(path, text.replacen(rule, &edited, 1))?;
        let after = terms(content);
        fs::write(path, &text)?;
        let after = after?;
        let others = after.iter().filter(|(path, sum)| before.get(*path) != Some(sum)).count();
        let gone = before.keys().filter(|path| !after.contains_key(*path)).count();
        shares.push((others + gone) as f64 * 100.0 / before.len() as f64);
    }
    Ok(Churn { files: before.len(), shares })
}
