//! The site of the last build, known again when it was made of the same.
//!
//! In: what a build is made of, and the folder to write. Out: whether the site that stands there is what would be made, and
//! what the build that made it had to say. Nothing is guessed of files and their times: every text and picture is read for
//! its sum, and beside them count what may not be there, the portal's theme, the editions, the options, the program. Where
//! no build is known no text is read for that. What is kept is the sum of the manifest with what was said, in the cache, under
//! the sums of the texts that the build has understood; the site itself must still be what that manifest says.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cache::{Cache, Key};
use crate::content::Asset;
use crate::content::load::{Inputs, read_asset};
use crate::history::History;
use crate::output::{Outcome, Release};

/// What a site is made of.
pub struct Made<'a> {
    /// The options, in words.
    pub asked: String,
    /// The content folder, for the pictures.
    pub content: &'a Path,
    /// The texts, settings included, and which pictures there are.
    pub inputs: &'a Inputs,
    /// The editions.
    pub history: &'a History,
    /// The files of the portal's own theme.
    pub theme: BTreeMap<String, Vec<u8>>,
}

impl Made<'_> {
    /// The sum of it all but the texts.
    ///
    /// # Errors
    /// A picture that cannot be read.
    fn ground(&self) -> io::Result<Key> {
        let pictures: Vec<&str> = self.inputs.pictures().collect();
        let sum = |path: &&str| -> io::Result<blake3::Hash> {
            let asset = Asset { path: (*path).to_string(), size: 0 };
            Ok(blake3::hash(&read_asset(self.content, &asset)?))
        };
        let sums: Vec<blake3::Hash> = pictures.par_iter().map(sum).collect::<io::Result<_>>()?;
        let counts = format!("{:?}", (self.theme.len(), pictures.len()));
        let unread = format!("{:?}", self.inputs.found());
        let history = self.history.sum();
        let parts = [self.asked.as_bytes(), history.as_bytes(), counts.as_bytes(), unread.as_bytes()];
        let theme = self.theme.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_slice()]);
        let shown = pictures.iter().zip(&sums).flat_map(|(path, sum)| [path.as_bytes(), sum.as_bytes()]);
        Ok(Key::of(parts.into_iter().chain(theme).chain(shown)))
    }
}

/// What a build says beside its site, and must say again when it makes nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The findings, as they were shown.
    pub findings: String,
    /// How many documents the profile leaves out.
    pub hidden: usize,
}

/// The last build into a folder.
pub struct Earlier {
    out: PathBuf,
    slot: String,
    /// What the site is made of besides the texts. None without a cache, and when something cannot be read: the build will
    /// say what.
    ground: Option<Key>,
}

/// The sum of each text by its path.
pub type Sums = [(String, blake3::Hash)];

impl Earlier {
    /// The build into `out` that was made of the same, if there was one.
    pub fn of(made: &Made<'_>, cache: &Cache, out: &Path) -> Self {
        let place = std::fs::canonicalize(out).or_else(|_| std::path::absolute(out)).unwrap_or_default();
        let ground = cache.keeps().then(|| made.ground().ok()).flatten();
        // A portal may be built into several folders by turns, each profile into its own.
        Self { out: out.to_path_buf(), slot: format!("site/{}", place.display()), ground }
    }

    /// What the build comes to, and says, when the site that stands is what it would make. Texts are read only when there
    /// is something to compare them with.
    ///
    /// # Errors
    /// When the folder is not ours to replace, or the release that was begun cannot be cleared away.
    pub fn stands(&self, inputs: &Inputs, cache: &Cache) -> io::Result<Option<(Outcome, Said)>> {
        let Some(ground) = self.ground.filter(|_| cache.has(&self.slot)) else { return Ok(None) };
        let Some(texts) = inputs.sums() else { return Ok(None) };
        let Some(kept) = cache.get(&self.slot, key(ground, &texts)) else { return Ok(None) };
        let Some((manifest, said)) = kept.split_at_checked(blake3::OUT_LEN) else { return Ok(None) };
        let Ok(said) = serde_json::from_slice(said) else { return Ok(None) };
        let release = Release::begin(&self.out)?;
        let outcome = release.stands(manifest)?;
        if outcome.is_none() {
            release.abandon();
        }
        Ok(outcome.map(|outcome| (outcome, said)))
    }

    /// Keeps what the build of these texts has come to and said.
    pub fn keep(&self, texts: &Sums, outcome: &Outcome, said: &Said, cache: &Cache) {
        let Some(ground) = self.ground else { return };
        let mut kept = outcome.manifest.as_bytes().to_vec();
        // A text and a number can always be written.
        if serde_json::to_writer(&mut kept, said).is_ok() {
            cache.put(&self.slot, key(ground, texts), &kept);
        }
    }
}

fn key(ground: Key, texts: &Sums) -> Key {
    let texts = texts.iter().flat_map(|(path, sum)| [path.as_bytes(), sum.as_bytes().as_slice()]);
    Key::of(std::iter::once(ground.as_bytes()).chain(texts))
}
