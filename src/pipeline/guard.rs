//! What every file passes on its way out: a portal may not be larger than any real one, nor say what is not shown.
//!
//! In: files from the stages. Out: the same files, to the sink behind; at the end, what was wrong with them.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Fault, Watcher};
use crate::history::History;
use crate::model::Catalogue;
use crate::publish::{Canary, canary};
use crate::sink::{Pieces, Sink};

/// Most bytes that a portal may be, and for each byte of its texts so many more. A text that was made to fill the disk is
/// stopped there; real portals, with all their editions, stay far below.
const OUTPUT_BASE: u64 = 1 << 30;
const OUTPUT_RATIO: u64 = 1_000;

/// Stands before a sink.
pub(super) struct Guard<'s> {
    sink: &'s dyn Sink,
    canary: Option<Canary>,
    watcher: Option<Arc<dyn Watcher>>,
    limit: u64,
    written: AtomicU64,
}

impl<'s> Guard<'s> {
    /// Guards what is written of a catalogue.
    pub(super) fn new(
        sink: &'s dyn Sink,
        catalogue: &Catalogue,
        canary: Option<Canary>,
        watcher: Option<Arc<dyn Watcher>>,
    ) -> Self {
        let texts: u64 = catalogue.sources.iter().map(|source| source.input.length() as u64).sum();
        let limit = OUTPUT_BASE + OUTPUT_RATIO * texts;
        Self { sink, canary, watcher, limit, written: AtomicU64::new(0) }
    }

    /// Whether more bytes may be let through.
    fn lets(&self, more: usize) -> bool {
        self.written.fetch_add(more as u64, Ordering::Relaxed) <= self.limit
    }

    fn told(&self) {
        if let Some(watcher) = &self.watcher {
            watcher.file();
        }
    }

    /// What was wrong with all that has been written. `shown` are the ids of the documents that may be seen.
    ///
    /// # Errors
    /// [`Fault::TooMuch`], [`Fault::Leak`].
    pub(super) fn verdict(self, shown: &[String], history: &History) -> Result<(), Fault> {
        if self.written.into_inner() > self.limit {
            return Err(Fault::TooMuch(self.limit));
        }
        match self.canary.and_then(|canary| canary.leak(shown, history)) {
            Some(leak) => Err(Fault::Leak(leak)),
            None => Ok(()),
        }
    }
}

impl Sink for Guard<'_> {
    fn add(&self, path: &str, bytes: &[u8]) {
        if !self.lets(bytes.len()) {
            return;
        }
        if let Some(canary) = &self.canary {
            canary.listen(path, bytes);
        }
        self.sink.add(path, bytes);
        self.told();
    }

    fn stream(&self, path: &str, write: Pieces<'_>) -> io::Result<()> {
        let done = self.sink.stream(path, &mut |out| {
            let ear = self.canary.as_ref().map(|canary| canary.ear(path));
            write(&mut Passing { guard: self, ear, out })
        });
        self.told();
        done
    }
}

/// A file on its way through.
struct Passing<'p> {
    guard: &'p Guard<'p>,
    ear: Option<canary::Ear<'p>>,
    out: &'p mut dyn Write,
}

impl Write for Passing<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if self.guard.lets(piece.len()) {
            if let Some(ear) = &mut self.ear {
                ear.listen(piece);
            }
            self.out.write_all(piece)?;
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
