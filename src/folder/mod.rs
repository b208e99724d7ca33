//! A folder that is held open. All that lies in it is reached through its handle, part by part and never through a
//! symbolic link, so that nothing that is put in the way, however late, leads out of it.
//!
//! In: a folder, and plain paths within it, with `/` between their parts. Out: open files. What a file is must be asked
//! of the open file, not of its name.
//!
//! On Linux the kernel keeps the walk within the folder (`openat2`); elsewhere on Unix each part is opened without
//! following links. Other systems have no such handles: there the parts are looked at before they are used, which keeps
//! out links that lie there, but not somebody who puts one there in the same moment.

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

#[cfg(not(unix))]
pub use other::{Folder, is_link};
#[cfg(unix)]
pub use unix::{Folder, is_link};

/// Whether a path stays within its folder on every system: no `..`, nothing absolute, no drive, no stream.
pub fn is_plain(path: &str) -> bool {
    let part =
        |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':', '\0']);
    path.split('/').all(part)
}

fn refuse(path: &str) -> io::Result<()> {
    if is_plain(path) { Ok(()) } else { Err(io::Error::new(io::ErrorKind::InvalidInput, path.to_string())) }
}

impl Folder {
    /// Makes a folder and those above it. Folders that are there already are no fault.
    ///
    /// # Errors
    /// When the disk refuses, or a link or a file is in the way.
    pub fn make_folders(&self, path: &str) -> io::Result<()> {
        match self.make_folder(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let Some((above, _)) = path.rsplit_once('/') else { return Err(error) };
                self.make_folders(above)?;
                match self.make_folder(path) {
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
                    made => made,
                }
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made,
        }
    }

    /// The whole text of a plain file, at most `limit` bytes.
    ///
    /// # Errors
    /// When it cannot be read, is no plain file or is larger than that.
    pub fn read_to_string(&self, path: &str, limit: u64) -> io::Result<String> {
        let mut text = String::new();
        let file = self.read(path)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, path.to_string()));
        }
        file.take(limit + 1).read_to_string(&mut text)?;
        if text.len() as u64 > limit {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, path.to_string()));
        }
        Ok(text)
    }

    /// Whether a file is plain and holds exactly these bytes.
    pub fn holds(&self, path: &str, bytes: &[u8]) -> bool {
        let same = |mut file: File| -> io::Result<bool> {
            let metadata = file.metadata()?;
            if !metadata.is_file() || metadata.len() != bytes.len() as u64 {
                return Ok(false);
            }
            let mut part = [0; 16 * 1024];
            let mut rest = bytes;
            loop {
                match file.read(&mut part) {
                    Ok(0) => return Ok(rest.is_empty()),
                    Ok(count) => match (part.get(..count), rest.split_at_checked(count)) {
                        (Some(read), Some((wanted, after))) if read == wanted => rest = after,
                        _ => return Ok(false),
                    },
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
        };
        self.read(path).and_then(same).unwrap_or(false)
    }
}

/// Opens the folder that a path is in, and gives the name that is left.
///
/// # Errors
/// When the folder cannot be opened, or the path has no name that is text.
pub fn around(path: &Path) -> io::Result<(Folder, String)> {
    let name = path.file_name().and_then(|name| name.to_str());
    let Some(name) = name.filter(|name| is_plain(name)) else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, path.display().to_string()));
    };
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    Ok((Folder::open(parent.unwrap_or(Path::new(".")))?, name.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_paths_stay_within_on_every_system() {
        for plain in ["a", "a/b.html", "å/ö", "..a", "a..b/c"] {
            assert!(is_plain(plain), "{plain}");
        }
        for other in ["", "/a", "a/", "a//b", "..", "a/../b", "./a", "a\\b", "C:a", "a:b", "a\0b"] {
            assert!(!is_plain(other), "{other:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_gone_through_whatever_part_it_is() -> io::Result<()> {
        use std::os::unix::fs::symlink;
        let scratch = tempfile::tempdir()?;
        let (inside, outside) = (scratch.path().join("in"), scratch.path().join("out"));
        std::fs::create_dir_all(inside.join("real"))?;
        std::fs::create_dir(&outside)?;
        std::fs::write(outside.join("secret"), "secret")?;
        std::fs::write(inside.join("real/file"), "text")?;
        symlink("../out", inside.join("folder"))?;
        symlink("../out/secret", inside.join("file"))?;
        symlink("real", inside.join("within"))?;
        symlink(&outside, inside.join("absolute"))?;
        let folder = Folder::open(&inside)?;
        for path in
            ["file", "folder/secret", "absolute/secret", "within/file", "../out/secret", "real/../file"]
        {
            assert!(folder.read(path).is_err(), "{path}");
            assert!(folder.stepwise(path).is_err(), "{path}");
            assert!(folder.create_new(path).is_err(), "{path}");
            assert!(folder.link(path, &folder).is_err(), "{path}");
        }
        for path in ["folder/new", "absolute/new", "within/new"] {
            assert!(folder.create_new(path).is_err() && folder.make_folders(path).is_err(), "{path}");
            assert!(folder.make_folders(&format!("{path}/deep/deeper")).is_err(), "{path}");
            assert!(folder.remove_file(&path.replace("new", "secret")).is_err(), "{path}");
        }
        assert_eq!(folder.read_to_string("real/file", 10)?, "text");
        assert!(folder.stepwise("real/file").is_ok());
        assert!(folder.holds("real/file", b"text") && !folder.holds("real/file", b"texT"));
        assert!(folder.read_to_string("real/file", 3).is_err());
        folder.make_folders("a/b/c")?;
        folder.create_new("a/b/c/d")?;
        assert!(folder.create_new("a/b/c/d").is_err());
        assert_eq!(std::fs::read_dir(&outside)?.count(), 1);
        Ok(())
    }
}
