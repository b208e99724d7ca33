//! What Swedish administrative words and lines say by themselves: sentences, verbs, parties, dates, labels.
//!
//! In: text. Out: facts of the text. Knows no block and no document; `assemble` and `understand` both stand on it. The
//! words themselves are data, in `words/`.

pub mod dates;
pub mod labels;
pub mod lexicon;
pub mod sentence;
pub mod titles;
