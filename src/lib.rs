//! Ledtråd compiles a governance system kept as Markdown and TOML into a portal in which every rule leads to its
//! owner and its source. Open [`pipeline`] first: it is the map.
//!
//! The stages, in order; each takes what the one before gives and knows nothing of those after it.

#![forbid(unsafe_code)]

pub mod pipeline;

pub mod checks;
pub mod compare;
pub mod content;
pub mod export;
pub mod history;
pub mod model;
pub mod output;
pub mod pages;
pub mod publish;
pub mod search;

pub mod cli;
pub mod ids;
pub mod import;
pub mod preview;
pub mod serve;

pub mod cache;
pub mod diag;
pub mod earlier;
mod folder;
mod interned;
mod json;
mod language;
pub mod sink;
mod text;

pub use language::Language;
