//! JSON Schemas (draft 2020-12) of what exports write and of what authors write, and the documentation of the latter.

mod data;
mod keys;
mod markdown;

pub use data::data;
pub use keys::{Written, written};
pub use markdown::{page, tables};
