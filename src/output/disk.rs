//! The seam at which tests make a disk full, take its permission away or end the program: asked before every step that
//! changes something. What it does not do: decide anything.

use std::fs::File;
use std::io::{self, Write};

use crate::folder::Folder;

/// A disk, as far as its faults are concerned.
pub(super) trait Disk: Send + Sync {
    /// Asked before a step.
    fn may(&self, _step: &str) -> io::Result<()> {
        Ok(())
    }

    /// Writes a file to its end.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Comes back when all that was written is on the disk.
    fn sync(&self, staged: &Folder) -> io::Result<()> {
        staged.sync_disk()
    }

    /// Comes back when the names of a folder are on the disk.
    fn sync_names(&self, parent: &Folder) -> io::Result<()> {
        parent.sync()
    }
}

/// The disk as it is.
pub(super) struct Sound;

impl Disk for Sound {}
