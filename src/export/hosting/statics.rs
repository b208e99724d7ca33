//! Hosts of static pages: `_headers` and `_redirects`, which Netlify, Cloudflare Pages and others read.

use std::fmt::Write;

use super::{HEADERS, Move};

/// The files.
pub fn files(moves: &[Move]) -> Vec<(&'static str, String)> {
    let mut headers = String::from("/*\n");
    for (name, value) in HEADERS {
        let _ = writeln!(headers, "  {name}: {value}");
    }
    let mut redirects = String::new();
    for Move { from, to } in moves {
        let _ = writeln!(redirects, "{from} {to} 301");
    }
    vec![("_headers", headers), ("_redirects", redirects)]
}
