//! Ledtråd compiles a governance system kept as Markdown and TOML into a portal in which every rule leads to its
//! owner and its source. Open [`pipeline`] first: it is the map.

#![forbid(unsafe_code)]

pub mod diag;
mod language;
mod text;

pub mod content;
pub mod model;

pub use language::Language;
