//! Swedish
pub mod fold; pub mod stem; pub mod trie; pub mod words;
