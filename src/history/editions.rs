//! The editions of documents: which decided text was in force when, as git has kept them.
//!
//! In: the repository that holds the content folder. Out: [`History`]. A document is followed by its permanent id along
//! the first parents, wherever its file was moved. An edition is a decided text: another decision, edition or day of
//! validity begins a new one; another text under the same decision is a correction of it; equal texts are one.
//! Drafts and proposals are no editions. Nothing of who made a commit is kept, and of when only the day of a correction.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::gist::{Gist, Gists};
use super::git::{Commit, GitError, Id, Reader, Repository, portion};
use crate::cache::Cache;
use crate::compare::{self, Text};
use crate::content::front::{self, Audience, Front, Status};
use crate::content::{Date, Site};
use crate::diag::{Diagnostics, FileId};
use crate::text::slug;

/// A decided text of a document.
#[derive(Debug, Clone)]
pub struct Edition {
    /// The part of the address that names it. Stays the same when later editions come.
    pub slug: String,
    /// What its front matter says.
    pub front: Front,
    /// Path of its file from the content folder.
    pub path: String,
    /// The day from which it is in force.
    pub from: Date,
    /// The last day on which it is in force; none when that is open.
    pub until: Option<Date>,
    /// Whether it corrects the edition before it, under the same decision.
    pub correction: bool,
    /// Where its text is kept.
    text: Id,
}

/// The editions of every document, oldest first.
#[derive(Default, Clone)]
pub struct History {
    editions: BTreeMap<String, Vec<Edition>>,
    repository: Option<Arc<Repository>>,
    /// What the reader of the build ought to know.
    pub notes: Vec<Note>,
}

/// What is said once of a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The content folder is in no git repository.
    NoRepository,
    /// The clone is shallow: older editions are not in it.
    Shallow,
    /// Texts are missing from the clone, so many.
    Missing(usize),
    /// Git cannot be read, in the words of the library.
    Unreadable(String),
}

impl std::fmt::Debug for History {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("History")
            .field("editions", &self.editions)
            .field("notes", &self.notes)
            .finish_non_exhaustive()
    }
}

/// What a text says that decides whether it is an edition.
#[derive(Clone)]
struct Facts {
    front: Front,
    /// Sum of what is decided: the text, and who and why.
    sum: [u8; 32],
}

/// Reads the history of a content folder. What cannot be read is noted; a portal is built all the same.
pub fn read(content: &Path, site: &Site, cache: &Cache) -> History {
    let repository = match Repository::of(content) {
        Ok(Some(repository)) => repository,
        Ok(None) => return History { notes: vec![Note::NoRepository], ..History::default() },
        Err(error) => return unreadable(error),
    };
    let reader = repository.reader();
    let Some(head) = reader.head() else {
        return History { notes: vec![Note::NoRepository], ..History::default() };
    };
    let prefix = content.canonicalize().ok().and_then(|full| {
        let inner = full.strip_prefix(repository.root()).ok()?;
        Some(inner.to_str()?.replace(std::path::MAIN_SEPARATOR, "/"))
    });
    let Some(prefix) = prefix else {
        return History { notes: vec![Note::NoRepository], ..History::default() };
    };
    let events = match events(&reader, head, &prefix, site.history_from) {
        Ok(events) => events,
        Err(error) => return unreadable(error),
    };
    let mut notes = Vec::new();
    if reader.is_shallow() {
        notes.push(Note::Shallow);
    }
    let (facts, missing) = facts(&repository, &events, site, cache);
    if missing > 0 {
        notes.push(Note::Missing(missing));
    }
    let editions = editions(&events, &facts);
    History { editions, repository: Some(Arc::new(repository)), notes }
}

fn unreadable(error: GitError) -> History {
    let words = match error {
        GitError::Unknown(name) | GitError::Missing(name) => name,
        GitError::Other(words) => words,
    };
    History { notes: vec![Note::Unreadable(words)], ..History::default() }
}

/// The documents that a commit has put in place.
struct Event {
    day: Date,
    files: Vec<(String, Id)>,
}

/// What each commit along the first parents did, oldest first. What has not changed is never opened. Of the commits up to
/// the day that history begins only the last counts.
fn events(reader: &Reader, head: Commit, prefix: &str, begins: Option<Date>) -> Result<Vec<Event>, GitError> {
    let mut commits = reader.first_parents(head)?;
    commits.reverse();
    if let Some(day) = begins {
        let early = |commit: &Commit| Date::of_seconds(commit.local_seconds) <= day;
        let last = commits.iter().rposition(early).unwrap_or(0);
        commits.drain(..last);
    }
    let mut before = None;
    let mut out = Vec::new();
    for commit in commits {
        let tree = reader.folder(&commit, prefix)?;
        if tree == before {
            continue;
        }
        let changed = reader.changed(before, tree)?;
        before = tree;
        let files: Vec<(String, Id)> = changed
            .into_iter()
            .filter(|file| file.path.ends_with(".md"))
            .filter_map(|file| Some((file.path, file.new?)))
            .collect();
        if !files.is_empty() {
            out.push(Event { day: Date::of_seconds(commit.local_seconds), files });
        }
    }
    Ok(out)
}

/// What every text says, each read once; and how many are missing. A text that an earlier run has read is not opened.
fn facts(
    repository: &Repository,
    events: &[Event],
    site: &Site,
    cache: &Cache,
) -> (BTreeMap<Id, Facts>, usize) {
    let ids: BTreeMap<Id, &str> =
        events.iter().flat_map(|event| &event.files).map(|(path, id)| (*id, path.as_str())).collect();
    let known = Gists::read(cache);
    let reader = repository.reader();
    let (mut read, mut wanted) = (Vec::with_capacity(ids.len()), Vec::new());
    for (id, path) in ids {
        // A text that has gone from the clone since is missing, whatever was known of it.
        match known.get(id).filter(|_| reader.has(id)) {
            Some(gist) => read.push((id, gist)),
            None => wanted.push((id, path)),
        }
    }
    reader.by_place(&mut wanted, |(id, _)| *id);
    let fresh: Vec<(Id, Result<Gist, GitError>)> = wanted
        .par_chunks(portion(wanted.len()))
        .map_init(
            || repository.reader(),
            |reader, chunk| {
                let gist =
                    |(id, path): &(Id, &str)| (*id, reader.text(*id).map(|text| gist(path, text, site)));
                chunk.iter().map(gist).collect::<Vec<_>>()
            },
        )
        .flatten_iter()
        .collect();
    let missing = fresh.iter().filter(|(_, read)| matches!(read, Err(GitError::Missing(_)))).count();
    read.extend(fresh.into_iter().filter_map(|(id, gist)| Some((id, gist.ok()?))));
    known.keep(&read, cache);
    let facts = read.into_par_iter().filter_map(|(id, gist)| Some((id, facts_of(gist, site)?)));
    (facts.collect(), missing)
}

/// What a text says, as far as editions are made of it.
fn gist(path: &str, text: String, site: &Site) -> Gist {
    let body_at = compare::body_at(&text);
    let head = text[..body_at].to_string();
    let front = front_of(head.clone(), site);
    // Nobody has decided it: the rest is no matter.
    if !front.status.value.is_decided() {
        return Gist { head, sum: [0; 32] };
    }
    let sum = sum(&compare::read(path, &text), &front);
    Gist { head, sum: *sum.as_bytes() }
}

fn front_of(head: String, site: &Site) -> Front {
    front::read(FileId(0), "", &head, site, &mut Diagnostics::default()).0
}

/// What a text says; nothing when nobody has decided it.
fn facts_of(gist: Gist, site: &Site) -> Option<Facts> {
    let front = front_of(gist.head, site);
    front.status.value.is_decided().then_some(Facts { front, sum: gist.sum })
}

/// A sum of what is decided. Ids, numbers and the way that lines are broken do not count.
fn sum(text: &Text, front: &Front) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let mut add = |part: &str| {
        hasher.update(part.as_bytes());
        hasher.update(b"\0");
    };
    add(&front.title.value);
    for name in front.responsible.iter().chain(&front.applies_to) {
        add(&name.value);
    }
    for (_, name) in &front.relations {
        add(&name.value);
    }
    let fields = text.sections.iter().flat_map(|section| &section.fields);
    fields.chain(text.units.iter().flat_map(|unit| &unit.fields)).for_each(|(name, value)| {
        add(name);
        add(value);
    });
    for unit in &text.units {
        add(&unit.text);
        if unit.withdrawn.is_some() {
            add("\u{1}");
        }
    }
    hasher.finalize()
}

/// What makes two texts the same decision.
fn decision(front: &Front) -> (Option<String>, Vec<Date>, Option<String>, Option<Date>) {
    (
        front.edition.as_ref().map(|edition| edition.value.clone()),
        front.decided_on.iter().map(|day| day.value).collect(),
        front.decision.as_ref().map(|decision| decision.value.clone()),
        front.valid_from.as_ref().map(|day| day.value),
    )
}

fn editions(events: &[Event], facts: &BTreeMap<Id, Facts>) -> BTreeMap<String, Vec<Edition>> {
    let mut all: BTreeMap<String, Vec<(Edition, [u8; 32])>> = BTreeMap::new();
    for event in events {
        for (path, id) in &event.files {
            let Some(facts) = facts.get(id) else { continue };
            let front = &facts.front;
            let list = all.entry(front.id.value.clone()).or_default();
            let same_decision = list.last().is_some_and(|(last, _)| decision(&last.front) == decision(front));
            if let Some((last, sum)) = list.last_mut()
                && same_decision
                && *sum == facts.sum
            {
                // The same text: what is said of it may be newer.
                last.front = front.clone();
                last.path.clone_from(path);
                last.text = *id;
                continue;
            }
            let decided = front.decided_on.iter().map(|day| day.value).max();
            let stated = front.valid_from.as_ref().map(|day| day.value).or(decided);
            let from = match stated {
                Some(day) if same_decision => day.max(event.day),
                Some(day) => day,
                None => event.day,
            };
            let edition = Edition {
                slug: String::new(),
                front: front.clone(),
                path: path.clone(),
                from,
                until: None,
                correction: same_decision,
                text: *id,
            };
            list.push((edition, facts.sum));
        }
    }
    all.into_iter()
        .map(|(id, list)| {
            let mut list: Vec<Edition> = list.into_iter().map(|(edition, _)| edition).collect();
            name(&mut list);
            end(&mut list);
            (id, list)
        })
        .collect()
}

/// Gives each edition its part of the address: its name, else the day of its decision, else that of its validity.
fn name(list: &mut [Edition]) {
    let mut taken = BTreeSet::new();
    let mut base = String::new();
    for edition in list {
        let front = &edition.front;
        if !edition.correction || base.is_empty() {
            let number =
                front.edition.as_ref().map(|edition| slug(&edition.value)).filter(|slug| !slug.is_empty());
            base = match (number, front.decided_on.last()) {
                (Some(number), _) => format!("utgava-{number}"),
                (None, Some(day)) => format!("beslut-{}", day.value),
                (None, None) => format!("fran-{}", edition.from),
            };
        }
        let wanted =
            if edition.correction { format!("{base}-rattad-{}", edition.from) } else { base.clone() };
        let mut slug = wanted.clone();
        let mut number = 2;
        while !taken.insert(slug.clone()) {
            slug = format!("{wanted}-{number}");
            number += 1;
        }
        edition.slug = slug;
    }
}

/// Says until when each edition is in force: until it is withdrawn, its time is out, or the next one begins.
fn end(list: &mut [Edition]) {
    let mut next: Option<Date> = None;
    for edition in list.iter_mut().rev() {
        let front = &edition.front;
        let withdrawn = front.withdrawn_on.as_ref().map(|day| day.value.day_before());
        let ends = front.valid_until.as_ref().map(|day| day.value);
        let replaced = next.map(Date::day_before);
        edition.until = [withdrawn, ends, replaced].into_iter().flatten().min();
        next = Some(next.map_or(edition.from, |day: Date| day.min(edition.from)));
    }
}

impl History {
    /// Only what may be shown of the documents that may be shown. `former` gives the documents by their former ids.
    pub fn shown(
        mut self,
        documents: &BTreeSet<&str>,
        former: &BTreeMap<&str, &str>,
        may_show: impl Fn(Status, Audience) -> bool,
    ) -> Self {
        let mut out: BTreeMap<String, Vec<Edition>> = BTreeMap::new();
        // What stood under a former id comes before what stands under the present one.
        let moved: Vec<(String, Vec<Edition>)> = former
            .iter()
            .filter(|(old, new)| documents.contains(*new) && !documents.contains(*old))
            .filter_map(|(old, new)| Some(((*new).to_string(), self.editions.remove(*old)?)))
            .collect();
        for (id, list) in moved {
            out.entry(id).or_default().extend(list);
        }
        for (id, list) in self.editions {
            if documents.contains(id.as_str()) {
                out.entry(id).or_default().extend(list);
            }
        }
        for list in out.values_mut() {
            list.retain(|edition| may_show(edition.front.status.value, edition.front.audience));
            list.sort_by_key(|edition| edition.from);
            name(list);
            end(list);
        }
        out.retain(|_, list| !list.is_empty());
        self.editions = out;
        self
    }

    /// The editions of a document, oldest first.
    pub fn of(&self, document: &str) -> &[Edition] {
        self.editions.get(document).map_or(&[], Vec::as_slice)
    }

    /// The text of one edition, unless the clone lacks it.
    pub fn text(&self, document: &str, number: usize) -> Option<String> {
        let edition = self.of(document).get(number)?;
        self.repository.as_ref()?.reader().text(edition.text).ok()
    }

    /// Sum of what is known: the same sum gives the same texts and the same pages. What a text says of itself follows
    /// from the text and the settings, so that its id stands for it.
    pub fn sum(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        let mut add = |part: &[u8]| {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        };
        for (document, editions) in &self.editions {
            add(document.as_bytes());
            add(&(editions.len() as u64).to_le_bytes());
            for edition in editions {
                let told = (edition.from, edition.until, edition.correction);
                add(format!("{told:?}").as_bytes());
                [edition.slug.as_bytes(), edition.path.as_bytes(), edition.text.as_bytes()]
                    .into_iter()
                    .for_each(&mut add);
            }
        }
        hasher.finalize()
    }

    /// Whether anything is known.
    pub fn is_empty(&self) -> bool {
        self.editions.is_empty()
    }

    /// The texts of a document's editions, oldest first, each with the number of its edition. A text that the clone
    /// lacks is left out.
    pub fn texts(&self, document: &str) -> Vec<(usize, String)> {
        let Some(repository) = &self.repository else { return Vec::new() };
        let editions = self.of(document);
        if editions.is_empty() {
            return Vec::new();
        }
        let reader = repository.reader();
        editions
            .iter()
            .enumerate()
            .filter_map(|(number, edition)| Some((number, reader.text(edition.text).ok()?)))
            .collect()
    }
}
