//! The map: load → model → checks → history → publish → pages, exports and search → output, a line a stage.
//!
//! A stage takes plain data and gives plain data with what it found; the type that the next one takes can only be
//! made by the one before. Findings never stop a stage. Whether they stop the build is decided here, once.

mod guard;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::cache::Cache;
use crate::content::load::{self, Inputs};
use crate::content::memory::Memory;
use crate::content::{self, Content, Date, Site, Source};
use crate::diag::{Diagnostics, Files, Problem, Severities, Severity, Unreadable};
use crate::earlier::{Earlier, Made};
use crate::export;
use crate::history::{self, History};
use crate::language::Language;
use crate::model::Catalogue;
use crate::pages::{self, Theme, ThemeError};
use crate::publish::{self, Profile, Published};
use crate::search::{self, Library};
use crate::sink::Sink;
use crate::{checks, output};
use guard::Guard;

/// What a build is asked for.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The content folder.
    pub content: &'a Path,
    /// For whom.
    pub profile: Profile,
    /// The day that the portal speaks of.
    pub today: Date,
    /// Whether pages reload themselves.
    pub live: bool,
    /// What earlier runs have kept.
    pub cache: Cache,
}

/// Is told how far the work has come, from the threads that do it.
pub trait Watcher: Send + Sync {
    /// A stage begins.
    fn stage(&self, name: &'static str);
    /// A file of the site is ready.
    fn file(&self);
}

/// How long each stage took, in order, and who is told when one begins.
#[derive(Default, Clone)]
pub struct Timings {
    /// Name and time of each stage.
    pub stages: Vec<(&'static str, Duration)>,
    /// Who is told.
    pub watcher: Option<Arc<dyn Watcher>>,
}

impl Timings {
    /// Does the work of a stage, and notes how long it took.
    pub fn stage<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        if let Some(watcher) = &self.watcher {
            watcher.stage(name);
        }
        let start = Instant::now();
        let result = work();
        self.stages.push((name, start.elapsed()));
        result
    }
}

/// A portal that has been read and checked, with everything that was found.
pub struct Checked {
    /// The model of all that the authors have written.
    pub catalogue: Catalogue,
    /// The texts, to show findings in.
    pub files: Files,
    /// The findings of every stage so far.
    pub found: Diagnostics,
    /// How severe the portal wants each finding to be.
    pub severities: Severities,
    /// The language of the portal.
    pub language: Language,
}

impl Checked {
    /// Whether something was found that keeps the portal from being built.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|one| self.severities.of(one.problem.code()) == Some(Severity::Error))
    }
}

/// Looks what the content folder holds, and reads nothing yet.
///
/// # Errors
/// When it cannot be opened.
pub fn find(options: &Options<'_>, timings: &mut Timings) -> io::Result<Inputs> {
    timings.stage("find", || load::find(options.content))
}

/// Load, model and checks: everything that needs no output.
///
/// # Errors
/// When the content folder cannot be opened.
pub fn check(options: &Options<'_>, timings: &mut Timings) -> io::Result<Checked> {
    Ok(check_inputs(find(options, timings)?, options, timings))
}

/// As [`check`], of what has been found.
pub fn check_inputs(inputs: Inputs, options: &Options<'_>, timings: &mut Timings) -> Checked {
    let context = context(options);
    let understood =
        timings.stage("load", || inputs.understand(&|source, text| checks::of_text(source, text, &context)));
    understood_content(understood, options, timings)
}

/// As [`check`], of texts that are in memory: `(path, text)`.
pub fn check_texts(texts: Vec<(String, String)>, options: &Options<'_>, timings: &mut Timings) -> Checked {
    let context = context(options);
    let understood = load::understand(texts, &|source, text| checks::of_text(source, text, &context));
    understood_content(understood, options, timings)
}

/// As [`check`], without reading again what has not changed since the last time, when the day and the profile were the same.
///
/// # Errors
/// When the content folder cannot be opened.
pub fn check_again(options: &Options<'_>, memory: &mut Memory) -> io::Result<Checked> {
    let context = context(options);
    let inspect = |source: &Source, text: &str| checks::of_text(source, text, &context);
    memory.forget_unless_asked(&format!("{context:?}"));
    let understood = load::load_again(options.content, &inspect, memory)?;
    Ok(understood_content(understood, options, &mut Timings::default()))
}

fn context(options: &Options<'_>) -> checks::Context {
    checks::Context { today: options.today, profile: options.profile }
}

fn understood_content(
    (content, mut found): (Content, Diagnostics),
    options: &Options<'_>,
    timings: &mut Timings,
) -> Checked {
    let (catalogue, files, unresolved) = timings.stage("model", || Catalogue::build(content));
    found.extend(unresolved);
    found.extend(timings.stage("checks", || checks::run(&catalogue, &context(options))));
    found.extend(pages::plan(&catalogue).1);
    if let Some(path) = files.lost() {
        found.add_general(Problem::Unreadable { path, why: Unreadable::Changed });
    }
    let (severities, language) = (catalogue.site.severities.clone(), catalogue.site.language);
    Checked { catalogue, files, found, severities, language }
}

/// The editions of the documents, from git. Outside git there are none.
pub fn history(site: &Site, options: &Options<'_>, timings: &mut Timings) -> History {
    timings.stage("history", || history::read(options.content, site, &options.cache))
}

/// The last build into `out`, if it was made of the same and had the same to say to somebody who sees colours or not.
///
/// # Errors
/// A file of the portal's theme that cannot be read.
pub fn earlier(
    inputs: &Inputs,
    site: &Site,
    history: &History,
    options: &Options<'_>,
    colour: bool,
    out: &Path,
) -> io::Result<Earlier> {
    let Options { content, profile, today, live, cache } = options;
    let made = Made {
        asked: format!("{profile:?} {today} {live} {colour} {}", content.display()),
        content,
        inputs,
        history,
        theme: overrides(content, site)?,
    };
    Ok(Earlier::of(&made, cache, out))
}

/// What keeps a checked portal from being written.
#[derive(Debug)]
pub enum Fault {
    /// A fault of the theme.
    Theme(ThemeError),
    /// A file that could not be read or written.
    Io(io::Error),
    /// The search could not be indexed.
    Search(search::Fault),
    /// Something that this profile does not show stands in what was written.
    Leak(publish::Leak),
    /// A text was written to while the portal was made of it.
    Changed(String),
    /// More was to be written than any portal of such texts would need, in bytes.
    TooMuch(u64),
}

impl From<search::Fault> for Fault {
    fn from(fault: search::Fault) -> Self {
        Self::Search(fault)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<ThemeError> for Fault {
    fn from(error: ThemeError) -> Self {
        Self::Theme(error)
    }
}

/// Publish, pages and exports: every file of the site, handed to `sink` as soon as it is ready.
///
/// # Errors
/// A fault of the theme, a picture that cannot be read, or a leak of what is not shown.
pub fn write(
    catalogue: Catalogue,
    history: History,
    options: &Options<'_>,
    timings: &mut Timings,
    sink: &dyn Sink,
) -> Result<(), Fault> {
    let theme = timings.stage("theme", || theme(options.content, &catalogue))?;
    let canary = timings.stage("canary", || publish::Canary::of(&catalogue, options.profile));
    let guard = Guard::new(sink, &catalogue, canary, timings.watcher.clone());
    let published = timings
        .stage("publish", || publish::with_history(catalogue, history, options.profile, options.today));
    timings.stage("pages", || write_pages(&published, &theme, options, &guard))?;
    timings.stage("exports", || export::write(&published, &guard))?;
    timings.stage("assets", || write_assets(&published, &theme, options.content, &guard))?;
    let shown: Vec<String> =
        published.catalogue().sources.iter().map(|source| source.front.id.value.clone()).collect();
    let history = timings.stage("search", || write_search(published, &guard))?;
    guard.verdict(&shown, &history)
}

/// Publish and search: what `ledtrad search` asks.
///
/// # Errors
/// When the search cannot be indexed.
pub fn library(catalogue: Catalogue, options: &Options<'_>) -> Result<Library, Fault> {
    let published = publish::publish(catalogue, options.profile, options.today);
    let library = Library::of(&published)?;
    let lost = published.catalogue().sources.first().and_then(|source| source.input.lost());
    lost.map_or(Ok(library), |path| Err(Fault::Changed(path)))
}

/// The whole build into `out`. The old site stands until the new one is whole.
///
/// # Errors
/// As [`write`], and when the output folder is not ours to replace.
pub fn build(
    checked: Checked,
    history: History,
    options: &Options<'_>,
    timings: &mut Timings,
    out: &Path,
) -> Result<output::Outcome, Fault> {
    let release = output::Release::begin(out)?;
    let Checked { catalogue, files, .. } = checked;
    let written = write(catalogue, history, options, timings, &release);
    if let Some(fault) = files.lost().map(Fault::Changed).or(written.err()) {
        release.abandon();
        return Err(fault);
    }
    Ok(timings.stage("output", || release.publish())?)
}

/// The built-in theme with the files of `themes/<name>/` beside the content folder in place of its own.
fn theme(content: &Path, catalogue: &Catalogue) -> Result<Theme, Fault> {
    Ok(Theme::new(&overrides(content, &catalogue.site)?, catalogue.site.language)?)
}

/// The files of the portal's own theme, by path within it.
///
/// # Errors
/// A file that cannot be read.
pub fn overrides(content: &Path, site: &Site) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let name = &site.theme;
    let folder = content.parent().unwrap_or(Path::new("")).join("themes").join(name);
    if content::config::is_theme_name(name) { load::read_theme(&folder) } else { Ok(BTreeMap::new()) }
}

fn write_pages(
    published: &Published,
    theme: &Theme,
    options: &Options<'_>,
    sink: &dyn Sink,
) -> Result<(), Fault> {
    let (plan, _) = pages::plan(published.catalogue());
    let options = pages::Options { live: options.live };
    Ok(pages::write(published, &plan, theme, &options, &|page| sink.add(&page.path, &page.html))?)
}

/// Takes what is published, and gives its history back: the catalogue and the index need not be held at once.
fn write_search(published: Published, sink: &dyn Sink) -> Result<History, Fault> {
    let remains = published.catalogue().site.search.then(|| search::shards::cards(&published, sink));
    let (catalogue, history) = published.into_parts();
    if let Some(remains) = remains {
        drop(catalogue);
        // On a thread of the pool: there the catalogue has left memory free, since each thread has its own.
        rayon::scope(|_| search::shards::others(remains, sink))?;
    } else {
        // Nothing waits for its memory, so nothing needs to wait until it is free.
        rayon::spawn(move || drop(catalogue));
    }
    Ok(history)
}

fn write_assets(published: &Published, theme: &Theme, content: &Path, sink: &dyn Sink) -> Result<(), Fault> {
    for (name, bytes) in theme.assets() {
        sink.add(&format!("tema/{name}"), bytes);
    }
    for path in pages::assets::shown(published.catalogue()) {
        let asset = content::Asset { path, size: 0 };
        sink.add(&pages::assets::address(&asset.path), &load::read_asset(content, &asset)?);
    }
    Ok(())
}
