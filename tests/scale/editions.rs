//! What the history of a portal costs: finding the editions with and without what an earlier run has kept, and comparing
//! every edition with the one before.
//!
//!     python3 tests/scale/history.py /tmp/stor
//!     cargo bench --bench editions -- /tmp/stor/content
//!
//! Prints seconds by the clock, on all threads.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::time::Instant;

use ledtrad::cache::Cache;
use ledtrad::content::load;
use ledtrad::history::{self, History, Past};
use rayon::prelude::*;

fn main() {
    let folder = std::env::args().skip(1).find(|word| !word.starts_with("--"));
    let Some(folder) = folder else {
        println!("no folder was named; see the head of tests/scale/editions.rs");
        return;
    };
    let content = Path::new(&folder);
    let (loaded, _) = load::load(content, &load::nothing).unwrap();
    // A cache of its own, so that the one of the portal is neither used nor touched.
    let own = tempfile::tempdir().unwrap();
    let cache = Cache::beside(&own.path().join("content"));
    let site = &loaded.site;
    let history = timed("editions, nothing kept", || history::read(content, site, &Cache::none()));
    timed("editions, nothing kept yet", || history::read(content, site, &cache));
    timed("editions, kept from before", || history::read(content, site, &cache));
    let documents: Vec<&str> = loaded.sources.iter().map(|source| source.front.id.value.as_str()).collect();
    let counted = timed("every edition against the one before", || compared(&history, &documents));
    println!("{} documents, {} editions, {} changes", documents.len(), counted.0, counted.1);
}

fn compared(history: &History, documents: &[&str]) -> (usize, usize) {
    let sums = documents.par_iter().map(|document| {
        let past = Past::of(history, document, |_| true);
        (past.editions.len(), past.steps.iter().map(|step| step.changes().len()).sum::<usize>())
    });
    sums.reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1))
}

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let made = work();
    println!("{:8.2} s {name}", start.elapsed().as_secs_f64());
    made
}
