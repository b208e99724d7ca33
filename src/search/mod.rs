//! Stage 5b, search: the published model becomes records, and records become an index that a browser searches alone.
//!
//! In: [`Published`](crate::publish::Published). Out: [`Index`], what both the command line and the browser search:
//! [`Index::search`] here, `client/search.js` over the files of [`shards::files`] there, with the same ranking.
//!
//! The way: [`records`] (what can be found, and its words) → [`swedish`] (words become terms) → [`inverted`] (terms
//! become [`postings`], by tantivy) → [`index`] (with stable numbers) → [`bm25`] (what a posting is worth) → [`shards`]
//! (files) and [`query`] (answers). `weights` are the numbers that decide; a test keeps this order.
//! Nothing here reads pages or HTML.

mod bm25;
mod coarse;
pub mod index;
mod inverted;
pub mod leaves;
mod numbers;
pub mod postings;
pub mod query;
pub mod records;
pub mod shards;
pub mod swedish;
mod weights;

pub use index::{Index, Material};
pub use inverted::Fault;
pub use query::{Answer, Hit, Request};
