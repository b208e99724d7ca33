//! The names of a site in its folder, the step that puts a new one in the place of the old, and what is cleared away.
//!
//! `public` is the site, `.public.new` the one in the making and, after the swap, what is left of the old one;
//! `.public.old` is the old one for the moment that two names cannot be exchanged in one step. A build that is cut off
//! leaves some of them behind, and the next one begins by putting that right.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::disk::{Disk, Sound};
use super::{MANIFEST, Manifest};
use crate::folder::{self, Folder};

/// The folder that a site is in, and its names there.
pub(super) struct Names {
    pub(super) parent: Folder,
    path: PathBuf,
    pub(super) site: String,
    pub(super) new: String,
    aside: String,
}

impl Names {
    pub(super) fn of(target: &Path) -> io::Result<Self> {
        let (parent, site) = folder::around(target)?;
        let path = target.parent().unwrap_or(Path::new(".")).to_path_buf();
        let (new, aside) = (format!(".{site}.new"), format!(".{site}.old"));
        Ok(Self { parent, path, site, new, aside })
    }

    /// Takes the lock, or says that another build holds it.
    pub(super) fn lock(&self) -> io::Result<fs::File> {
        let name = format!(".{}.lock", self.site);
        let file = self.parent.open_or_create(&name)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(fs::TryLockError::WouldBlock) => {
                Err(io::Error::new(ErrorKind::ResourceBusy, self.path.join(name).display().to_string()))
            }
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Puts right what a build that was cut off has left behind.
    pub(super) fn recover(&self) -> io::Result<()> {
        if !self.is_there(&self.site) && self.is_there(&self.aside) {
            self.parent.rename(&self.aside, &self.site)?;
        }
        for name in [&self.aside, &self.new] {
            if self.is_there(name) {
                self.clear(name, &Sound)?;
            }
        }
        self.discard()
    }

    /// Removes the new site, which nobody has seen.
    pub(super) fn discard(&self) -> io::Result<()> {
        match fs::remove_dir_all(self.path.join(&self.new)) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    fn is_there(&self, name: &str) -> bool {
        fs::symlink_metadata(self.path.join(name)).is_ok()
    }

    /// Puts the new site in the place of the old one, which then bears the name of the new one.
    pub(super) fn swap(&self, disk: &dyn Disk, has_old: bool) -> io::Result<()> {
        if !has_old {
            disk.may("swap")?;
            return self.parent.rename(&self.new, &self.site);
        }
        match disk.may("swap").and_then(|()| self.parent.exchange(&self.new, &self.site)) {
            Err(error) if error.kind() == ErrorKind::Unsupported => self.swap_in_two_steps(disk),
            done => done,
        }
    }

    /// For disks that cannot exchange two names: a moment without the site is the price.
    fn swap_in_two_steps(&self, disk: &dyn Disk) -> io::Result<()> {
        disk.may("aside")?;
        self.parent.rename(&self.site, &self.aside)?;
        if let Err(error) = disk.may("in place").and_then(|()| self.parent.rename(&self.new, &self.site)) {
            disk.may("back").and_then(|()| self.parent.rename(&self.aside, &self.site))?;
            return Err(error);
        }
        // If it cannot have this name, the next build clears it away under the other.
        let _ = disk.may("renamed").and_then(|()| self.parent.rename(&self.aside, &self.new));
        Ok(())
    }

    /// Removes the files of a release that has been replaced, then its empty folders. What somebody else has put there
    /// is kept, under a name of its own. The manifest goes last, so that whoever is cut off can be followed up.
    pub(super) fn clear(&self, name: &str, disk: &dyn Disk) -> io::Result<()> {
        let folder = self.parent.folder(name)?;
        let Ok(Some(manifest)) = Manifest::read(&folder) else {
            // A release in the making, which `discard` sees to, or a folder in which there never was a site.
            let _ = self.parent.remove_folder(name);
            return Ok(());
        };
        let mut folders = BTreeSet::new();
        for path in manifest.paths() {
            disk.may("remove")?;
            if let Err(error) = folder.remove_file(path)
                && !is_not_ours(&error)
            {
                return Err(error);
            }
            let mut above = path;
            while let Some((parent, _)) = above.rsplit_once('/') {
                folders.insert(parent);
                above = parent;
            }
        }
        // From the deepest up: a folder that holds something is not empty, and stays.
        for path in folders.into_iter().rev() {
            let _ = folder.remove_folder(path);
        }
        disk.may("remove")?;
        if folder.names()?.iter().any(|name| name != MANIFEST) {
            let kept = self.kept();
            self.parent.rename(name, &kept)?;
            return folder.remove_file(MANIFEST);
        }
        folder.remove_file(MANIFEST)?;
        self.parent.remove_folder(name)
    }

    /// A name that nobody has.
    fn kept(&self) -> String {
        let name = |n: u32| format!(".{}.kept-{n}", self.site);
        (1..).map(name).find(|name| !self.is_there(name)).unwrap_or_default()
    }
}

/// Whether the file is gone, or somebody has put a folder or a link in the place of it or of a folder above it.
fn is_not_ours(error: &io::Error) -> bool {
    let kinds = [ErrorKind::NotFound, ErrorKind::IsADirectory, ErrorKind::NotADirectory];
    kinds.contains(&error.kind()) || folder::is_link(error)
}
