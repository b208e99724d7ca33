//! The practical limit: read each file, parse its Markdown, wrap it, write a folder a page. Two threads, nothing else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;

const HEADER: &str = "<!doctype html><html lang=\"sv\"><head><meta charset=\"utf-8\"><title>Stor</title>\
    <link rel=\"stylesheet\" href=\"/s.css\"></head><body><main>";
const FOOTER: &str = "</main></body></html>\n";

/// Builds every document of `content` into `out`.
pub fn build(content: &Path, out: &Path) -> io::Result<()> {
    rayon::ThreadPoolBuilder::new().num_threads(2).build_global().map_err(io::Error::other)?;
    let entries = walkdir::WalkDir::new(content).into_iter().filter_map(Result::ok);
    let files: Vec<PathBuf> = entries
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.par_iter().try_for_each(|file| page(content, out, file))
}

fn page(content: &Path, out: &Path, file: &Path) -> io::Result<()> {
    let text = fs::read_to_string(file)?;
    let rest = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n"));
    let body = rest.map_or(text.as_str(), |(_, body)| body);
    let mut page = String::with_capacity(HEADER.len() + body.len() * 3 / 2 + FOOTER.len());
    page.push_str(HEADER);
    html::push_html(&mut page, Parser::new_ext(body, Options::ENABLE_TABLES));
    page.push_str(FOOTER);
    let folder = out.join(file.strip_prefix(content).unwrap_or(file)).with_extension("");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("index.html"), page)
}
