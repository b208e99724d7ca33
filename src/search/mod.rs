//! Stage 5b, search: the published model becomes records, and records become an index that a browser searches alone.
//!
//! In: [`Published`](crate::publish::Published). Out: [`Library`], what the command line searches, and the files that a
//! browser searches: [`Library::search`] here, `client/search.js` over [`shards::files`] there, with the same ranking.
//!
//! The way: [`records`] (what can be found, and its words) → [`reading`] (texts become rows of words) → [`swedish`] (words
//! become terms) → [`inverted`] (terms
//! become [`postings`], in a [`segment`] of tantivy) → [`index`] (with stable numbers) → [`bm25`] (what a posting is
//! worth) → [`shards`] (files), and [`library`] with [`query`] (answers). `weights` are the numbers that decide; a test
//! keeps this order. Nothing here reads pages or HTML.

mod bm25;
mod coarse;
mod counted;
pub mod index;
mod inverted;
pub mod leaves;
pub mod library;
mod numbers;
mod packed;
pub mod postings;
pub mod query;
pub mod reading;
pub mod record;
pub mod records;
mod segment;
pub mod shards;
pub mod swedish;
mod weights;

pub use index::Index;
pub use library::Library;
pub use query::{Answer, Hit, Request};
pub use segment::Fault;
