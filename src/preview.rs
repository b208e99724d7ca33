//! What `ledtrad serve` shows: the portal in memory, each of its files made when somebody asks for it.
//!
//! In: a content folder, again at every change. Out: a [`Site`] of the same bytes that a build would write. What has not
//! changed is not read again, a page is made when it is opened, data and search when they are first asked for.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::content::load;
use crate::content::memory::Memory;
use crate::export;
use crate::language::Language;
use crate::model::Catalogue;
use crate::pages::{self, Plan, Theme};
use crate::pipeline::{self, Checked, Fault, Options, Timings};
use crate::publish::{self, Published};
use crate::search;
use crate::serve::{Files, Site};

type File = Arc<[u8]>;

/// Makes previews of one portal, one after the other.
#[derive(Default)]
pub struct Workshop {
    memory: Memory,
    theme: Option<Shape>,
    /// How often the theme has changed.
    themes: u64,
    /// The one of them that has last been seen to hold for a page.
    sound: u64,
}

/// A theme with what it was made of.
struct Shape {
    overrides: BTreeMap<String, Vec<u8>>,
    language: Language,
    theme: Arc<Theme>,
}

impl Workshop {
    /// Reads the content folder and checks it.
    ///
    /// # Errors
    /// When the folder cannot be opened.
    pub fn check(&mut self, options: &Options<'_>) -> io::Result<Checked> {
        pipeline::check_again(options, &mut self.memory)
    }

    /// The site of what was checked last.
    ///
    /// # Errors
    /// A fault of the theme.
    pub fn site(&mut self, catalogue: Catalogue, options: &Options<'_>) -> Result<Site, Fault> {
        let theme = self.theme(options, &catalogue)?;
        // What history says of texts is kept from the time before, on the disk.
        let history = pipeline::history(&catalogue.site, options, &mut Timings::default());
        let published = publish::with_history(catalogue, history, options.profile, options.today);
        let preview = Preview {
            plan: pages::plan(published.catalogue()).0,
            published,
            theme,
            content: options.content.to_path_buf(),
            options: pages::Options { live: options.live },
            pages: Mutex::default(),
            data: OnceLock::new(),
            search: OnceLock::new(),
        };
        // A theme that does not hold for any page is said at once.
        if self.sound != self.themes {
            preview.page("index.html")?;
            self.sound = self.themes;
        }
        let mark = self.memory.version().wrapping_mul(0x1_0000) + self.themes;
        Ok(Site { files: Arc::new(preview), mark, faults: None })
    }

    fn theme(&mut self, options: &Options<'_>, catalogue: &Catalogue) -> Result<Arc<Theme>, Fault> {
        let overrides = pipeline::overrides(options.content, &catalogue.site)?;
        let language = catalogue.site.language;
        if let Some(shape) = &self.theme
            && shape.language == language
            && shape.overrides == overrides
        {
            return Ok(Arc::clone(&shape.theme));
        }
        let theme = Arc::new(Theme::new(&overrides, language)?);
        self.themes += 1;
        self.theme = Some(Shape { overrides, language, theme: Arc::clone(&theme) });
        Ok(theme)
    }
}

/// A portal whose files are made as they are asked for.
struct Preview {
    published: Published,
    plan: Plan,
    theme: Arc<Theme>,
    content: PathBuf,
    options: pages::Options,
    // Several readers may ask at once; a page that two of them make is the same.
    pages: Mutex<BTreeMap<String, File>>,
    data: OnceLock<BTreeMap<String, File>>,
    search: OnceLock<BTreeMap<String, File>>,
}

impl Files for Preview {
    fn get(&self, path: &str) -> Option<File> {
        let own = match path.split_once('/') {
            Some(("tema", name)) => self.theme.assets().get(name).map(|bytes| File::from(bytes.as_slice())),
            Some(("sok", _)) => self.search().get(path).cloned(),
            _ => match self.page(path) {
                Ok(page) => page,
                Err(fault) => Some(File::from(fault.to_string().into_bytes())),
            },
        };
        own.or_else(|| self.picture(path)).or_else(|| {
            // Only files that are no pages can be among the data, which takes a while to write.
            (!path.ends_with(".html")).then(|| self.data().get(path).cloned()).flatten()
        })
    }
}

impl Preview {
    /// A page, made now or before.
    fn page(&self, path: &str) -> Result<Option<File>, pages::ThemeError> {
        if let Some(page) = held(&self.pages).get(path) {
            return Ok(Some(Arc::clone(page)));
        }
        let add = |page: pages::Page| {
            held(&self.pages).insert(page.path, File::from(page.html));
        };
        pages::write_at(&self.published, &self.plan, &self.theme, &self.options, path, &add)?;
        Ok(held(&self.pages).get(path).cloned())
    }

    fn picture(&self, path: &str) -> Option<File> {
        let shown = pages::assets::shown(self.published.catalogue());
        let name = shown.into_iter().find(|name| pages::assets::address(name) == path)?;
        let asset = crate::content::Asset { path: name, size: 0 };
        load::read_asset(&self.content, &asset).ok().map(File::from)
    }

    fn data(&self) -> &BTreeMap<String, File> {
        self.data.get_or_init(|| {
            let files = Mutex::default();
            // What cannot be written is left out here; a build says why.
            let _ = export::write(&self.published, &|path: &str, bytes: &[u8]| add(&files, path, bytes));
            files.into_inner().unwrap_or_else(PoisonError::into_inner)
        })
    }

    fn search(&self) -> &BTreeMap<String, File> {
        self.search.get_or_init(|| {
            let files = Mutex::default();
            if self.published.catalogue().site.search {
                // Without an index there is no search; the pages stand.
                let _ = search::shards::files(&self.published, &|path: &str, bytes: &[u8]| {
                    add(&files, path, bytes)
                });
            }
            files.into_inner().unwrap_or_else(PoisonError::into_inner)
        })
    }
}

fn add(files: &Mutex<BTreeMap<String, File>>, path: &str, bytes: &[u8]) {
    held(files).insert(path.to_string(), File::from(bytes));
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
