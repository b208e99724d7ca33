//! Names of findings by which services know them again.

use std::collections::BTreeMap;

use super::finding::Finding;

/// Gives each finding a name that stays when text is put in above it or its file is moved: the code and the line it
/// stands on, and its number among the findings of its file for which these are the same.
#[derive(Default)]
pub struct Fingerprints<'a>(BTreeMap<(Option<&'a str>, String), usize>);

impl<'a> Fingerprints<'a> {
    /// The name of the next finding, in the order in which they are written.
    pub fn next(&mut self, finding: &'a Finding<'_>) -> String {
        let stands_on = finding.at.as_ref().map_or(finding.words.message.as_str(), |at| at.line.trim());
        let hash =
            blake3::hash(format!("{}\0{stands_on}", finding.code).as_bytes()).to_hex()[..32].to_string();
        let number = self.0.entry((finding.path(), hash.clone())).or_default();
        *number += 1;
        format!("{hash}:{number}")
    }
}
