//! History: what git holds of documents, and two states of them to compare.
//!
//! In: a repository, folders or files. Out: texts of two states, and the editions of documents. Runs no hook or filter,
//! publishes no name, address or message of whoever made a commit. Beside loading and output the only reader of disks.

pub mod editions;
mod gist;
pub mod git;
pub mod past;
pub mod state;
pub mod store;

pub use editions::{Edition, History, Note, read};
pub use past::{Past, Step};
