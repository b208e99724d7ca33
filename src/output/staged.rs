//! A file of a release that comes in pieces: compared with that of the old site as long as it is the same, and staged from
//! where it differs. Neither is ever held.
//!
//! In: pieces. Out: the sum of the file, and whether the old site has it as it is.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, Write};

use super::{Come, Release};

/// A file that comes.
pub(super) struct Staged<'r> {
    release: &'r Release,
    path: &'r str,
    sum: blake3::Hasher,
    /// Bytes that have come.
    length: u64,
    /// The old file, as long as it holds what has come.
    old: Option<File>,
    /// The new one, from then on.
    new: Option<File>,
    fault: Option<io::Error>,
}

impl<'r> Staged<'r> {
    /// Begins a file.
    pub(super) fn begin(release: &'r Release, path: &'r str) -> Self {
        let is_plain = |file: &File| file.metadata().is_ok_and(|metadata| metadata.is_file());
        // Only what a build has written may be linked.
        let is_ours = release.before.as_ref().is_some_and(|before| before.sum(path).is_some());
        let old = release.old.as_ref().filter(|_| is_ours).and_then(|old| old.read(path).ok());
        let old = old.filter(is_plain);
        Self { release, path, sum: blake3::Hasher::new(), length: 0, old, new: None, fault: None }
    }

    /// The file has come to its end.
    ///
    /// # Errors
    /// What the disk has refused.
    pub(super) fn end(mut self) -> io::Result<Come> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let is_kept = self.old.as_mut().is_some_and(|old| matches!(old.read(&mut [0]), Ok(0)));
        if !is_kept {
            self.staging()?;
        }
        Ok(Come { sum: self.sum.finalize(), is_kept })
    }

    fn take(&mut self, piece: &[u8]) -> io::Result<()> {
        if !self.old.as_mut().is_some_and(|old| goes_on(old, piece)) {
            let release = self.release;
            release.disk.write(self.staging()?, piece)?;
        }
        self.sum.update(piece);
        self.length += piece.len() as u64;
        Ok(())
    }

    /// The new file. It begins with what was the same in the old one.
    fn staging(&mut self) -> io::Result<&mut File> {
        let new = match self.new.take() {
            Some(new) => new,
            None => {
                let mut new = self.release.create(self.path)?;
                if let Some(mut old) = self.old.take() {
                    old.rewind()?;
                    let copied = io::copy(&mut old.take(self.length), &mut new)?;
                    if copied != self.length {
                        return Err(ErrorKind::UnexpectedEof.into());
                    }
                }
                new
            }
        };
        Ok(self.new.insert(new))
    }
}

impl Write for Staged<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if self.fault.is_none() {
            self.fault = self.take(piece).err();
        }
        match &self.fault {
            Some(fault) => Err(fault.kind().into()),
            None => Ok(piece.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a file goes on with these bytes.
fn goes_on(file: &mut File, bytes: &[u8]) -> bool {
    let mut held = [0; 16 * 1024];
    bytes.chunks(held.len()).all(|part| {
        let held = &mut held[..part.len()];
        file.read_exact(held).is_ok() && held == part
    })
}
