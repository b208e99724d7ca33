//! Stage 5b, search: the published model becomes records, and records become an index that a browser searches alone.

pub mod swedish;
