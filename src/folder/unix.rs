//! Folders by handle, on Linux and other kinds of Unix.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

use rustix::fs::{self, AtFlags, CWD, Mode, OFlags};
use rustix::io::Errno;

use super::refuse;

/// A folder that is held open.
#[derive(Debug)]
pub struct Folder(OwnedFd);

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);
/// A pipe must not keep us waiting, nor a terminal become ours.
const READ: OFlags = OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);
const NEW: OFlags = OFlags::WRONLY.union(OFlags::CREATE).union(OFlags::EXCL).union(OFlags::CLOEXEC);

impl Folder {
    /// Opens a folder. Where it is, links on the way included, is said by whoever runs the program.
    ///
    /// # Errors
    /// When there is no such folder, or it may not be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(fs::openat(CWD, path, FOLDER, Mode::empty())?))
    }

    /// Opens a folder within.
    ///
    /// # Errors
    /// When there is none, or a link is in the way.
    pub fn folder(&self, path: &str) -> io::Result<Self> {
        self.beneath(path, FOLDER, Mode::empty()).map(Self)
    }

    /// Opens a file to read it. It may be of any kind: a pipe or a device is opened without waiting.
    ///
    /// # Errors
    /// When there is none, or a link is in the way.
    pub fn read(&self, path: &str) -> io::Result<File> {
        self.beneath(path, READ, Mode::empty()).map(File::from)
    }

    /// Makes a file that was not there.
    ///
    /// # Errors
    /// When something has that name, the folder is missing, a link is in the way or the disk refuses.
    pub fn create_new(&self, path: &str) -> io::Result<File> {
        self.beneath(path, NEW, Mode::from_raw_mode(0o666)).map(File::from)
    }

    /// Opens a file to write, and makes it when it is not there. Nothing of it is lost.
    ///
    /// # Errors
    /// When a link is in the way, or the disk refuses.
    pub fn open_or_create(&self, path: &str) -> io::Result<File> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        self.beneath(path, flags, Mode::from_raw_mode(0o666)).map(File::from)
    }

    /// The names in this folder, in no order.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::Dir::read_from(&self.0)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name != "." && name != ".." {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// Makes a folder that was not there.
    ///
    /// # Errors
    /// As [`Folder::create_new`].
    pub fn make_folder(&self, path: &str) -> io::Result<()> {
        self.at(path, |parent, name| fs::mkdirat(parent, name, Mode::from_raw_mode(0o777)))
    }

    /// Gives the file of this path in another folder the same path in this one.
    ///
    /// # Errors
    /// As [`Folder::create_new`], and when the two are on different disks.
    pub fn link(&self, path: &str, from: &Self) -> io::Result<()> {
        from.at(path, |old, name| {
            self.at_within(path, |new, _| fs::linkat(old, name, new, name, AtFlags::empty()))
        })
    }

    /// Removes a file, or a link itself.
    ///
    /// # Errors
    /// When there is none, or the disk refuses.
    pub fn remove_file(&self, path: &str) -> io::Result<()> {
        self.at(path, |parent, name| fs::unlinkat(parent, name, AtFlags::empty()))
    }

    /// Removes an empty folder.
    ///
    /// # Errors
    /// When it is not empty, or the disk refuses.
    pub fn remove_folder(&self, path: &str) -> io::Result<()> {
        self.at(path, |parent, name| fs::unlinkat(parent, name, AtFlags::REMOVEDIR))
    }

    /// Gives a name of this folder to what another name has; what had it before is gone.
    ///
    /// # Errors
    /// When the disk refuses, or a folder that is not empty has the name.
    pub fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        refuse(from).and(refuse(to))?;
        Ok(fs::renameat(&self.0, from, &self.0, to)?)
    }

    /// Exchanges what two names of this folder stand for, in one step.
    ///
    /// # Errors
    /// `Unsupported` where the system or the disk has no such step.
    #[cfg(target_os = "linux")]
    pub fn exchange(&self, one: &str, other: &str) -> io::Result<()> {
        refuse(one).and(refuse(other))?;
        match fs::renameat_with(&self.0, one, &self.0, other, fs::RenameFlags::EXCHANGE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Err(io::ErrorKind::Unsupported.into()),
            done => Ok(done?),
        }
    }

    /// Exchanges what two names of this folder stand for, in one step.
    ///
    /// # Errors
    /// `Unsupported`: this system has no such step.
    #[cfg(not(target_os = "linux"))]
    pub fn exchange(&self, _: &str, _: &str) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Comes back when the names of this folder are on the disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sync(&self) -> io::Result<()> {
        Ok(fs::fsync(&self.0)?)
    }

    /// Comes back when everything that was written to the disk of this folder is on it.
    ///
    /// # Errors
    /// When the disk refuses.
    #[cfg(target_os = "linux")]
    pub fn sync_disk(&self) -> io::Result<()> {
        Ok(fs::syncfs(&self.0)?)
    }

    /// Comes back when the names of this folder are on the disk; this system cannot wait for all that is in it.
    ///
    /// # Errors
    /// When the disk refuses.
    #[cfg(not(target_os = "linux"))]
    pub fn sync_disk(&self) -> io::Result<()> {
        self.sync()
    }

    #[cfg(target_os = "linux")]
    fn beneath(&self, path: &str, flags: OFlags, mode: Mode) -> io::Result<OwnedFd> {
        use rustix::fs::ResolveFlags;
        refuse(path)?;
        let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
        match fs::openat2(&self.0, path, flags, mode, resolve) {
            // Kernels before 5.6 have no such call, and some containers forbid it.
            Err(Errno::NOSYS | Errno::PERM) => self.by_parts(path, flags, mode),
            opened => Ok(opened?),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn beneath(&self, path: &str, flags: OFlags, mode: Mode) -> io::Result<OwnedFd> {
        refuse(path)?;
        self.by_parts(path, flags, mode)
    }

    /// Opens part by part, and no part that is a link.
    fn by_parts(&self, path: &str, flags: OFlags, mode: Mode) -> io::Result<OwnedFd> {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut held: Option<OwnedFd> = None;
        for part in folders.split('/').filter(|part| !part.is_empty()) {
            let within = held.as_ref().unwrap_or(&self.0);
            held = Some(fs::openat(within, part, FOLDER | OFlags::NOFOLLOW, Mode::empty())?);
        }
        Ok(fs::openat(held.as_ref().unwrap_or(&self.0), name, flags | OFlags::NOFOLLOW, mode)?)
    }

    #[cfg(test)]
    pub(super) fn stepwise(&self, path: &str) -> io::Result<File> {
        refuse(path)?;
        self.by_parts(path, READ, Mode::empty()).map(File::from)
    }

    /// Does something with the folder that a path is in and the name that it has there.
    fn at<T>(
        &self,
        path: &str,
        work: impl FnOnce(BorrowedFd<'_>, &str) -> Result<T, Errno>,
    ) -> io::Result<T> {
        refuse(path)?;
        Ok(self.at_within(path, work)?)
    }

    fn at_within<T>(
        &self,
        path: &str,
        work: impl FnOnce(BorrowedFd<'_>, &str) -> Result<T, Errno>,
    ) -> Result<T, Errno> {
        let Some((folders, name)) = path.rsplit_once('/') else { return work(self.0.as_fd(), path) };
        let parent = self
            .beneath(folders, FOLDER, Mode::empty())
            .map_err(|error| error.raw_os_error().map_or(Errno::INVAL, Errno::from_raw_os_error))?;
        work(parent.as_fd(), name)
    }
}

/// Whether a file could not be opened because a symbolic link is in the way.
pub fn is_link(error: &io::Error) -> bool {
    error.raw_os_error() == Some(Errno::LOOP.raw_os_error())
}
