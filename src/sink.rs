//! Where finished files go: the seam between the stages that make them and whoever keeps them, a folder or a memory.
//!
//! In: paths from the top of the site, with bytes, from several threads in any order. What it does not know: what a file is.

use std::io::{self, Write};

/// Writes a file, piece after piece.
pub type Pieces<'p> = &'p mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// Takes the files of a site. Any function of a path and bytes is one.
pub trait Sink: Sync {
    /// Takes a file that is held as a whole.
    fn add(&self, path: &str, bytes: &[u8]);

    /// Takes a file as `write` writes it. A sink that has no need of the whole file holds no more than a piece at a time.
    ///
    /// # Errors
    /// What `write` could not make. A fault of the sink is the sink's to tell, as it is in [`Sink::add`].
    fn stream(&self, path: &str, write: Pieces<'_>) -> io::Result<()> {
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        self.add(path, &bytes);
        Ok(())
    }
}

impl<F: Fn(&str, &[u8]) + Sync> Sink for F {
    fn add(&self, path: &str, bytes: &[u8]) {
        self(path, bytes);
    }
}
