//! What an organisation, and this project, say about words: synonyms, words to split, words to keep whole.
//!
//! In: `data/synonyms.toml` and the table `[search]` of `site.toml`; both have the same keys.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::content::config::SearchWords;

/// The settings that are built in.
const BUILT_IN: &str = include_str!("../data/synonyms.toml");

/// What is said about words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Groups of words that mean the same: each leads to all the others.
    pub same: Vec<Vec<String>>,
    /// What people say, and the words of the documents for it. An empty list takes back what is built in.
    pub synonyms: BTreeMap<String, Vec<String>>,
    /// Compounds with their borders, `bild|skärm`, for all their forms.
    pub split: Vec<String>,
    /// Words that are not split.
    pub keep: Vec<String>,
}

impl Settings {
    /// What is built in.
    ///
    /// # Errors
    /// The file of the project is wrong, which a test excludes.
    pub fn built_in() -> Result<Self, toml::de::Error> {
        toml::from_str(BUILT_IN)
    }

    /// What is built in, with what an organisation says.
    ///
    /// # Errors
    /// As [`Settings::built_in`].
    pub fn of(words: &SearchWords) -> Result<Self, toml::de::Error> {
        let SearchWords { same, synonyms, split, keep } = words.clone();
        Ok(Self::built_in()?.with(&Self { same, synonyms, split, keep }))
    }

    /// These settings with those of an organisation, which win.
    #[must_use]
    pub fn with(mut self, own: &Self) -> Self {
        for (word, others) in &own.synonyms {
            if others.is_empty() {
                self.synonyms.remove(word);
                for group in &mut self.same {
                    group.retain(|member| member != word);
                }
            } else {
                self.synonyms.entry(word.clone()).or_default().extend(others.iter().cloned());
            }
        }
        self.same.extend(own.same.iter().cloned());
        let joined = |split: &str| split.replace('|', "");
        self.split.retain(|split| !own.keep.contains(&joined(split)));
        self.keep.retain(|keep| !own.split.iter().any(|split| joined(split) == *keep));
        self.split.extend(own.split.iter().cloned());
        self.keep.extend(own.keep.iter().cloned());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_list_is_read() {
        let settings = Settings::built_in().expect("the list is right");
        let groups = settings.same.len() + settings.synonyms.len();
        assert!(groups >= 250, "{groups}");
        assert!(settings.same.iter().all(|group| group.len() > 1));
        let lower = |word: &String| word.to_lowercase() == *word;
        assert!(settings.same.iter().flatten().all(lower) && settings.synonyms.keys().all(lower));
    }

    #[test]
    fn the_organisation_wins() {
        let base: Settings =
            toml::from_str("keep = ['riktlinje']\n[synonyms]\nlapp = ['kvitto']").expect("toml");
        let own =
            toml::from_str("split = ['rikt|linje']\n[synonyms]\nlapp = []\nfika = ['rast']").expect("toml");
        let both = base.with(&own);
        assert!(both.keep.is_empty());
        assert_eq!(both.split, ["rikt|linje"]);
        assert_eq!(both.synonyms.keys().collect::<Vec<_>>(), ["fika"]);
    }
}
