//! Swedish
pub mod aliases;
pub mod analyser;
pub mod compound;
pub mod fold;
pub mod inflect;
pub mod keys;
pub mod known;
pub mod lexicon;
pub mod light;
pub mod particles;
pub mod query;
pub mod settings;
pub mod shape;
pub mod stem;
pub mod stopwords;
pub mod synonyms;
pub mod trie;
mod unheld;
pub mod unseen;
pub mod verbs;
pub mod vocabulary;
pub mod words;
pub use analyser::{Analyser, Token};
pub use settings::Settings;
pub use vocabulary::Vocabulary;
#[cfg(test)]
mod measure;
