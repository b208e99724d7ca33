//! Folders by path, where the system has no handles: every part is looked at before it is used.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::refuse;

/// A folder, by its path.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// A folder that is there.
    ///
    /// # Errors
    /// When there is no such folder, or it may not be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        fs::read_dir(path)?;
        Ok(Self(path.to_path_buf()))
    }

    /// A folder within.
    ///
    /// # Errors
    /// When there is none, or a link is in the way.
    pub fn folder(&self, path: &str) -> io::Result<Self> {
        Self::open(&self.within(path)?)
    }

    /// Opens a file to read it.
    ///
    /// # Errors
    /// When there is none, or a link is in the way.
    pub fn read(&self, path: &str) -> io::Result<File> {
        File::open(self.within(path)?)
    }

    /// Makes a file that was not there.
    ///
    /// # Errors
    /// When something has that name, the folder is missing, a link is in the way or the disk refuses.
    pub fn create_new(&self, path: &str) -> io::Result<File> {
        File::create_new(self.within(path)?)
    }

    /// Opens a file to write, and makes it when it is not there. Nothing of it is lost.
    ///
    /// # Errors
    /// When a link is in the way, or the disk refuses.
    pub fn open_or_create(&self, path: &str) -> io::Result<File> {
        File::options().read(true).write(true).create(true).truncate(false).open(self.within(path)?)
    }

    /// The names in this folder, in no order.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn names(&self) -> io::Result<Vec<String>> {
        fs::read_dir(&self.0)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }

    /// Makes a folder that was not there.
    ///
    /// # Errors
    /// As [`Folder::create_new`].
    pub fn make_folder(&self, path: &str) -> io::Result<()> {
        fs::create_dir(self.within(path)?)
    }

    /// Gives the file of this path in another folder the same path in this one.
    ///
    /// # Errors
    /// As [`Folder::create_new`], and when the two are on different disks.
    pub fn link(&self, path: &str, from: &Self) -> io::Result<()> {
        fs::hard_link(from.within(path)?, self.within(path)?)
    }

    /// Removes a file.
    ///
    /// # Errors
    /// When there is none, or the disk refuses.
    pub fn remove_file(&self, path: &str) -> io::Result<()> {
        fs::remove_file(self.within(path)?)
    }

    /// Removes an empty folder.
    ///
    /// # Errors
    /// When it is not empty, or the disk refuses.
    pub fn remove_folder(&self, path: &str) -> io::Result<()> {
        fs::remove_dir(self.within(path)?)
    }

    /// Gives a name of this folder to what another name has.
    ///
    /// # Errors
    /// When the disk refuses, or a folder has the name.
    pub fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.within(from)?, self.within(to)?)
    }

    /// Exchanges what two names of this folder stand for, in one step.
    ///
    /// # Errors
    /// `Unsupported`: this system has no such step.
    pub fn exchange(&self, _: &str, _: &str) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Does nothing: this system keeps the names of a folder without being asked.
    ///
    /// # Errors
    /// None.
    pub fn sync(&self) -> io::Result<()> {
        Ok(())
    }

    /// Does nothing, as [`Folder::sync`].
    ///
    /// # Errors
    /// None.
    pub fn sync_disk(&self) -> io::Result<()> {
        Ok(())
    }

    /// The path of a file, when no part of it that is there is a link.
    fn within(&self, path: &str) -> io::Result<PathBuf> {
        refuse(path)?;
        let mut at = self.0.clone();
        for part in path.split('/') {
            at.push(part);
            match fs::symlink_metadata(&at) {
                Ok(metadata) if metadata.is_symlink() => {
                    return Err(io::Error::other(format!("{path}: symbolic link")));
                }
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(at)
    }
}

/// Whether a file could not be opened because a symbolic link is in the way.
pub fn is_link(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::Other
}
