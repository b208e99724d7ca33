//! The site of the last build, known again when it was made of the same.
//!
//! In: what the stages after the checks are given, and the folder to write. Out: whether the site that stands there is
//! what they would make. What a site is made of is taken after it was read, so that nothing is guessed of files and
//! their times: every text, the pictures that are shown, the portal's theme, the editions, the options, the program.
//! What is kept is the sum of the manifest, in the cache; the site itself must still be what that manifest says.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::cache::{Cache, Key};
use crate::content::{Asset, load};
use crate::diag::Files;
use crate::history::History;
use crate::model::Catalogue;
use crate::output::{Outcome, Release};
use crate::pages;

/// What a site is made of.
pub struct Made<'a> {
    /// The options, in words.
    pub asked: String,
    /// The content folder, for the pictures.
    pub content: &'a Path,
    /// Every text that was read, settings included.
    pub files: &'a Files,
    /// What they say.
    pub catalogue: &'a Catalogue,
    /// The editions.
    pub history: &'a History,
    /// The files of the portal's own theme.
    pub theme: BTreeMap<String, Vec<u8>>,
}

impl Made<'_> {
    /// The sum of it all.
    ///
    /// # Errors
    /// A picture that cannot be read.
    fn key(&self) -> io::Result<Key> {
        let pictures = &self.catalogue.pictures;
        let counts = (self.theme.len(), pictures.len());
        let mut parts: Vec<Vec<u8>> = vec![
            self.asked.clone().into_bytes(),
            self.history.sum().as_bytes().to_vec(),
            format!("{counts:?}").into_bytes(),
        ];
        let theme = self.theme.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_slice()]);
        parts.extend(theme.chain(pictures.iter().map(String::as_bytes)).map(<[u8]>::to_vec));
        // Which pictures are shown follows from the texts.
        for path in pages::assets::shown(self.catalogue) {
            let bytes = load::read_asset(self.content, &Asset { path, size: 0 })?;
            parts.push(blake3::hash(&bytes).as_bytes().to_vec());
        }
        let texts = self.files.iter().flat_map(|file| [file.path.as_bytes(), file.text.as_bytes()]);
        Ok(Key::of(parts.iter().map(Vec::as_slice).chain(texts)))
    }
}

/// The last build into a folder.
pub struct Earlier {
    slot: String,
    /// None without a cache, and when something cannot be read: the build will say what.
    key: Option<Key>,
}

impl Earlier {
    /// The build into `out` that was made of the same, if there was one.
    pub fn of(made: &Made<'_>, cache: &Cache, out: &Path) -> Self {
        let place = std::fs::canonicalize(out).or_else(|_| std::path::absolute(out)).unwrap_or_default();
        let key = cache.keeps().then(|| made.key().ok()).flatten();
        // A portal may be built into several folders by turns, each profile into its own.
        Self { slot: format!("site/{}", place.display()), key }
    }

    /// What the build comes to when the site that stands is what it would make.
    ///
    /// # Errors
    /// When the release that was begun cannot be cleared away.
    pub fn stands(&self, release: &Release, cache: &Cache) -> io::Result<Option<Outcome>> {
        match self.key.and_then(|key| cache.get(&self.slot, key)) {
            Some(manifest) => release.stands(&manifest),
            None => Ok(None),
        }
    }

    /// Keeps what the build has come to.
    pub fn keep(&self, outcome: &Outcome, cache: &Cache) {
        if let Some(key) = self.key {
            cache.put(&self.slot, key, outcome.manifest.as_bytes());
        }
    }
}
