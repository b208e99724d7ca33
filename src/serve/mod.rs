//! `ledtrad serve`: shows the editor the portal as it is being written, and reloads the page when it changes.
//!
//! In: a function that builds a [`Site`], and the files and folders to watch. Out: answers on loopback, from memory.
//! It knows nothing of documents, never answers from the disk, writes nothing, and is never seen outside the machine.
//!
//! `watch` says when something has changed, the thread that called `serve` builds, `Live` takes the new site, and
//! each connection (`connections`: `http` in, `answer` out) reads whichever site was there when it asked.

mod answer;
mod connections;
mod http;
mod watch;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use connections::Server;
use watch::Watch;

/// Files by path from the root of the site, with `/` between its parts (`dokument/rik-is.html`).
pub trait Files: Send + Sync {
    /// What the file holds, if there is one. Asked from several threads; may make it first.
    fn get(&self, path: &str) -> Option<Arc<[u8]>>;
}

impl Files for BTreeMap<String, Arc<[u8]>> {
    fn get(&self, path: &str) -> Option<Arc<[u8]>> {
        Self::get(self, path).cloned()
    }
}

/// A site in memory.
#[derive(Clone)]
pub struct Site {
    /// Its files, ready or made when they are asked for.
    pub files: Arc<dyn Files>,
    /// What it is made of, in short: sites of the same mark are the same in every byte.
    pub mark: u64,
    /// A page on what is wrong. As long as there is one, it stands (with status 500) in the place of every `.html`, so
    /// that the editor sees it wherever they are; all other files are answered as usual. Since it is shown at any depth,
    /// its own links start with `/`, and so do those of `404.html`.
    pub faults: Option<Arc<[u8]>>,
}

/// How to serve.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The port, or 0 for any that is free.
    pub port: u16,
    /// Files and folders (with all that is in them, but for dot files) whose changes lead to a new build.
    pub watch: Vec<PathBuf>,
}

/// Builds, serves, and builds again at every change, until the process ends.
///
/// `build` is given the site before (none the first time), so that it can keep showing that when the new one fails. It
/// runs in the calling thread only. `started` is told the address once the first site is up. Comes back only when the
/// port cannot be had, which is found out before anything is built.
pub fn serve(
    options: &Options,
    build: &mut dyn FnMut(Option<&Site>) -> Site,
    started: &dyn Fn(SocketAddr),
) -> io::Result<Infallible> {
    let listeners = connections::bind(options.port)?;
    let address = listeners.address()?;
    // Before the first build, or a change during it would go unseen.
    let mut watch = Watch::start(&options.watch);
    let server = Arc::new(Server::new(address.port(), build(None)));
    listeners.open(&server)?;
    started(address);
    loop {
        watch.wait();
        let before = server.live().current().site;
        server.live().publish(build(Some(&before)));
    }
}

/// The site that is shown now.
///
/// This is the one place of the program where threads share something that changes: a page may be asked for at any time
/// while the next site is being built. The lock is held to copy or to swap a pointer, never to build, compare or send.
struct Live {
    current: Mutex<Current>,
    changed: Condvar,
}

/// A site and its number.
#[derive(Clone)]
struct Current {
    site: Arc<Site>,
    version: u64,
}

impl Live {
    fn new(site: Site) -> Self {
        // Counted from the clock, so that a page that is still open from an earlier run does not take itself for new.
        let start = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs() * 1000;
        Self {
            current: Mutex::new(Current { site: Arc::new(site), version: start + 1 }),
            changed: Condvar::new(),
        }
    }

    /// What is shown now.
    fn current(&self) -> Current {
        self.lock().clone()
    }

    /// Shows another site. One that is the same in every byte is not news: nobody's page is reloaded for it.
    fn publish(&self, site: Site) {
        let before = self.current().site;
        if before.mark == site.mark && before.faults == site.faults {
            return;
        }
        let site = Arc::new(site);
        let before = {
            let mut current = self.lock();
            current.version += 1;
            std::mem::replace(&mut current.site, site)
        };
        self.changed.notify_all();
        drop(before);
    }

    /// Waits, though not for ever, until the version is another than `told`; the version then.
    fn news(&self, told: u64, at_most: Duration) -> u64 {
        let waited = self.changed.wait_timeout_while(self.lock(), at_most, |current| current.version == told);
        waited.unwrap_or_else(PoisonError::into_inner).0.version
    }

    /// A thread that fell while it held the lock leaves a whole pointer behind, so poison means nothing here.
    fn lock(&self) -> MutexGuard<'_, Current> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
