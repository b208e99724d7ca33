//! The list of what a release holds, with the sum of each file. It says what we wrote and so may delete.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;

use crate::folder::{Folder, is_plain};

/// Name of the manifest within the site.
pub const MANIFEST: &str = "ledtrad-manifest.txt";

const HEAD: &str = "ledtrad manifest 1 blake3";
/// Largest manifest, in bytes: a hundred times that of the largest portal we know of.
const LIMIT: u64 = 1 << 30;

/// The files of a release by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest(BTreeMap<String, String>);

impl Manifest {
    /// The manifest of these paths and sums.
    pub fn new(sums: BTreeMap<String, String>) -> Self {
        Self(sums)
    }

    /// The manifest of a site; `None` when the file of that name is none.
    ///
    /// # Errors
    /// When the site has no such file, or it cannot be read.
    pub(crate) fn read(folder: &Folder) -> io::Result<Option<Self>> {
        folder.read_to_string(MANIFEST, LIMIT).map(|text| Self::parse(&text))
    }

    /// Reads a manifest; `None` when the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        (lines.next() == Some(HEAD)).then_some(())?;
        let entry = |line: &str| {
            let (sum, path) = line.split_once("  ")?;
            is_plain(path).then(|| (path.to_string(), sum.to_string()))
        };
        lines.map(entry).collect::<Option<_>>().map(Self)
    }

    /// The manifest as text, a line a file: sum, two blanks, path.
    pub fn text(&self) -> String {
        let mut out = String::from(HEAD);
        out.push('\n');
        for (path, sum) in &self.0 {
            let _ = writeln!(out, "{sum}  {path}");
        }
        out
    }

    /// The sum of a file.
    pub fn sum(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Sum of the whole manifest: two sites with the same have the same files.
    pub fn sum_of_all(&self) -> blake3::Hash {
        blake3::hash(self.text().as_bytes())
    }

    /// Every path with its sum.
    pub(super) fn entries(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(path, sum)| (path.as_str(), sum.as_str())).collect()
    }

    /// Every path.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Number of files.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it lists nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many files are new, changed or gone against an earlier release.
    pub fn differences(&self, before: Option<&Self>) -> usize {
        let Some(before) = before else { return self.len() };
        let changed = self.0.iter().filter(|(path, sum)| before.sum(path) != Some(sum.as_str())).count();
        let gone = before.paths().filter(|path| !self.0.contains_key(*path)).count();
        changed + gone
    }
}
