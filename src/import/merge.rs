//! Importing a changed source again: a three-way merge of what was imported, what the editor has made of it and what the
//! source says now. The editor's work stays, and so does every id.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use similar::{DiffOp, capture_diff_slices};

use super::Existing;
use super::draft::Drafts;
use super::draft::ids::{Ids, Numbers};
use crate::content::rules::is_rule_id;

/// How a comment begins that says what the source has now.
const SAYS: &str = "källan säger nu";
/// How one begins that says what the source has no longer.
const LACKS: &str = "källan har inte längre";

/// What is known of the target folder.
#[derive(Debug, Default)]
pub struct Known {
    /// Path and text of every document by its id.
    documents: BTreeMap<String, (String, String)>,
    /// The drafts of the last import by id.
    base: BTreeMap<String, (String, String)>,
}

/// What became of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// Written for the first time.
    Ny,
    /// The source says what it said.
    Oförändrad,
    /// The source has changed and the editor has not.
    Uppdaterad,
    /// Both have changed, in different places.
    Sammanförd,
    /// Both have changed in the same place: the editor's words stand, and the source's are in a comment beside them.
    Krock,
    /// The editor has taken the draft away; it stays away.
    Borttagen,
}

/// A draft after the merge.
#[derive(Debug, Clone, Serialize)]
pub struct Merged {
    /// Id of the document.
    pub id: String,
    /// Where it stands.
    pub path: String,
    /// What became of it.
    pub outcome: Fate,
    /// How many places clash.
    pub clashes: usize,
    /// Rules that the source no longer has, by id.
    pub gone: Vec<String>,
}

/// What is to be written of one source.
#[derive(Debug, Default)]
pub struct Result3 {
    /// Files that are new or changed.
    pub files: BTreeMap<String, String>,
    /// The drafts to compare with next time.
    pub base: BTreeMap<String, String>,
    /// What became of each.
    pub merged: Vec<Merged>,
}

fn key(text: &str, name: &str) -> Option<String> {
    let front = text.split("+++").nth(1)?;
    let table: toml::Table = front.parse().ok()?;
    table.get(name)?.as_str().map(str::to_string)
}

/// Rules of a text: id and words, without the metadata line.
fn rules(text: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let line = line
            .trim_start()
            .trim_start_matches("- ")
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .trim_start_matches(". ");
        let Some(rest) = line.strip_prefix("**") else { continue };
        let Some((id, words)) = rest.split_once("**") else { continue };
        if is_rule_id(id) {
            let words: String = words.trim().chars().filter(|c| !matches!(c, '\\' | '*' | '~')).collect();
            out.push((id.to_string(), words));
        }
    }
    out
}

impl Known {
    /// Reads what the folder holds.
    pub fn of(existing: &Existing) -> Self {
        let by_id = |files: &BTreeMap<String, String>| {
            files
                .iter()
                .filter(|(path, _)| path.ends_with(".md"))
                .filter_map(|(path, text)| Some((key(text, "id")?, (path.clone(), text.clone()))))
                .collect()
        };
        Self { documents: by_id(&existing.files), base: by_id(&existing.base) }
    }

    /// The ids that are taken, and those that sources gave before.
    pub fn ids(&self) -> Ids {
        let mut ids = Ids::default();
        for (id, (path, text)) in &self.documents {
            ids.take(id);
            if matches!(key(text, "kind").as_deref(), Some("roll" | "forum")) {
                let folder = path.split('/').next().unwrap_or("").to_string();
                let name = crate::text::fold(&key(text, "title").unwrap_or_default());
                ids.roles.insert((name, key(text, "organisation").unwrap_or_default()), (folder, id.clone()));
            }
        }
        for (id, (path, text)) in &self.base {
            let folder = path.split('/').next().unwrap_or("");
            ids.remember(
                folder,
                &key(text, "kind").unwrap_or_default(),
                &key(text, "title").unwrap_or_default(),
                id,
            );
        }
        ids
    }

    /// The rules of the last import, and the highest number of each document.
    pub fn numbers(&self) -> Numbers {
        let mut numbers = Numbers::default();
        for (id, (_, text)) in &self.base {
            numbers.before.insert(id.clone(), rules(text));
        }
        let texts = self.base.values().chain(self.documents.values());
        for (rule, _) in texts.flat_map(|(_, text)| rules(text)) {
            let Some((document, number)) = rule.rsplit_once('-') else { continue };
            let Ok(number) = number.parse::<u32>() else { continue };
            let highest = numbers.highest.entry(document.to_string()).or_default();
            *highest = (*highest).max(number);
        }
        numbers
    }
}

/// Merges the drafts of a source with what stands in the folder.
pub fn drafts(drafts: &Drafts, _folder: &str, known: &Known) -> Result3 {
    let mut out = Result3::default();
    for draft in &drafts.files {
        let base = known.base.get(&draft.id);
        let gone = base.map(|(_, base)| gone(base, &draft.text)).unwrap_or_default();
        // An id that the source has dropped stays as a withdrawn rule. What it dropped before stands last already.
        let (before, gone): (Vec<String>, Vec<String>) =
            gone.into_iter().partition(|id| base.is_some_and(|(_, base)| base.contains(&tombstone(id))));
        let now = with_tombstones(&draft.text, &before);
        let text = with_tombstones(&now, &gone);
        let (path, outcome, clashes) = match (base, known.documents.get(&draft.id)) {
            (Some((path, _)), None) => (path.clone(), Fate::Borttagen, 0),
            (None, Some((path, _))) => (path.clone(), Fate::Oförändrad, 0),
            (None, None) => {
                out.files.insert(draft.path.clone(), text.clone());
                (draft.path.clone(), Fate::Ny, 0)
            }
            (Some((_, base)), Some((path, mine))) => {
                let (result, outcome) = settle(base, mine, &now);
                let stands: BTreeSet<String> = rules(&result).into_iter().map(|(id, _)| id).collect();
                let lost: Vec<String> = gone.iter().filter(|id| !stands.contains(*id)).cloned().collect();
                let result = with_tombstones(&result, &lost);
                // A clash that the editor has not settled is one until it is.
                let clashes = open_clashes(&result);
                let outcome = if clashes > 0 { Fate::Krock } else { outcome };
                if result != *mine {
                    out.files.insert(path.clone(), result);
                }
                (path.clone(), outcome, clashes)
            }
        };
        out.base.insert(base.map_or(draft.path.clone(), |(path, _)| path.clone()), text);
        out.merged.push(Merged { id: draft.id.clone(), path, outcome, clashes, gone });
    }
    out
}

/// The ids of rules that a former text has and the new one has not.
fn gone(base: &str, text: &str) -> Vec<String> {
    let now: BTreeSet<String> = rules(text).into_iter().map(|(id, _)| id).collect();
    rules(base).into_iter().map(|(id, _)| id).filter(|id| !now.contains(id)).collect()
}

fn tombstone(id: &str) -> String {
    format!("\n**{id}** *Upphävd: finns inte längre i källan.*\n")
}

fn with_tombstones(text: &str, gone: &[String]) -> String {
    let mut out = text.to_string();
    gone.iter().for_each(|id| out.push_str(&tombstone(id)));
    out
}

fn settle(base: &str, mine: &str, theirs: &str) -> (String, Fate) {
    if base == theirs {
        return (mine.to_string(), Fate::Oförändrad);
    }
    if base == mine {
        return (theirs.to_string(), Fate::Uppdaterad);
    }
    (merge3(base, mine, theirs).0, Fate::Sammanförd)
}

/// How many places say in a comment what the source says otherwise.
fn open_clashes(text: &str) -> usize {
    let begins = |line: &&str| {
        let words = line.strip_prefix("<!-- ").or_else(|| line.strip_prefix("# ")).unwrap_or("");
        [SAYS, LACKS].iter().any(|says| words.to_lowercase().starts_with(&format!("{says}:")))
    };
    let mut before = false;
    // Several lines of the front matter that stand together are one place.
    text.lines().filter(|line| !std::mem::replace(&mut before, begins(line)) && begins(line)).count()
}

/// A three-way merge by line. Where both sides changed the same lines, mine stand and theirs follow in a comment, which
/// never leaves the file. In the text it follows the paragraph, so that a rule keeps the line that says whose it is.
pub fn merge3(base: &str, mine: &str, theirs: &str) -> (String, usize) {
    let (o, a, b): (Vec<&str>, Vec<&str>, Vec<&str>) = (split(base), split(mine), split(theirs));
    let (to_a, to_b) = (same(&o, &a), same(&o, &b));
    let mut out = Page::default();
    let mut clashes = 0;
    let (mut i, mut ia, mut ib) = (0, 0, 0);
    loop {
        // The next line of the base that both sides keep.
        let next =
            (i..o.len()).find(|n| to_a[*n].is_some_and(|at| at >= ia) && to_b[*n].is_some_and(|at| at >= ib));
        let (ea, eb, eo) = match next {
            Some(n) => (to_a[n].unwrap_or(a.len()), to_b[n].unwrap_or(b.len()), n),
            None => (a.len(), b.len(), o.len()),
        };
        let (was, ours, new) = (&o[i..eo], &a[ia..ea], &b[ib..eb]);
        if ours == new || new == was {
            ours.iter().for_each(|line| out.line(line));
        } else if ours == was {
            new.iter().for_each(|line| out.line(line));
        } else {
            clashes += 1;
            ours.iter().for_each(|line| out.line(line));
            out.clash(was, new);
        }
        let Some(n) = next else { break };
        out.line(o[n]);
        (i, ia, ib) = (n + 1, ea + 1, eb + 1);
    }
    out.flush();
    (out.text, clashes)
}

fn split(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// For each line of the old text, where it stands in the new one, if it stands there still.
fn same(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut out = vec![None; old.len()];
    for op in capture_diff_slices(similar::Algorithm::Myers, old, new) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|n| out[old_index + n] = Some(new_index + n));
        }
    }
    out
}

/// A text that is being written, with the comments that wait for the end of their paragraph.
#[derive(Default)]
struct Page {
    text: String,
    waiting: String,
    /// How many of the two lines round the front matter are written.
    fences: usize,
}

impl Page {
    fn line(&mut self, line: &str) {
        if line.trim().is_empty() {
            self.flush();
        }
        self.fences += usize::from(line.trim_end() == "+++");
        self.text.push_str(line);
    }

    fn flush(&mut self) {
        self.text.push_str(&std::mem::take(&mut self.waiting));
    }

    /// What the source says now, as a comment: of TOML in the front matter, of Markdown below it.
    fn clash(&mut self, was: &[&str], now: &[&str]) {
        let full = |lines: &[&str]| -> Vec<String> {
            lines.iter().map(|line| line.trim().to_string()).filter(|line| !line.is_empty()).collect()
        };
        let (was, now) = (full(was), full(now));
        let (says, words) = if now.is_empty() { (LACKS, was) } else { (SAYS, now) };
        if words.is_empty() {
            return;
        }
        if self.fences == 1 {
            words.iter().for_each(|line| self.text.push_str(&format!("# {says}: {line}\n")));
            return;
        }
        let text = words.join("\n").replace("--", "- -").replace('>', "›");
        let says = says.replacen('k', "K", 1);
        self.waiting.push_str(&format!("\n<!-- {says}:\n{text}\n-->\n"));
        if self.text.ends_with("\n\n") || self.text.is_empty() {
            self.flush();
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editors_work_stays() {
        let base = "a\n\nb\n\nc\n";
        assert_eq!(merge3(base, "a\n\nB\n\nc\n", "a\n\nb\n\nC\n"), ("a\n\nB\n\nC\n".to_string(), 0));
        assert_eq!(merge3(base, base, "x\n"), ("x\n".to_string(), 0));
        assert_eq!(merge3(base, "a\n\nB\n\nc\n", base).0, "a\n\nB\n\nc\n");
        let (text, clashes) = merge3("+++\nx\n+++\nb\n", "+++\nx\n+++\nmin\n", "+++\nx\n+++\nderas\n");
        assert!(clashes == 1 && text.contains("min\n") && text.contains("<!-- Källan säger nu:\nderas\n-->"));
    }

    #[test]
    fn a_rule_that_is_gone_leaves_its_id() {
        let base = "+++\nid = \"A\"\n+++\n\n**A-1** Ett.\n\n- **A-2** Två.\n";
        let new = "+++\nid = \"A\"\n+++\n\n**A-1** Ett.\n";
        let gone = gone(base, new);
        assert_eq!(gone, ["A-2"]);
        assert!(with_tombstones(new, &gone).contains("**A-2** *Upphävd"));
    }

    #[test]
    fn a_clash_follows_the_paragraph_and_a_removal_is_said() {
        let base = "+++\nx = 1\n+++\n**A-1** Ett.\n*Ansvarig: Chef*\n\n**A-2** Två.\n";
        let mine = base.replace("Ett.", "Mitt.").replace("Två.", "Mina två.").replace("x = 1", "x = 2");
        let theirs = "+++\nx = 3\n+++\n**A-1** Källans.\n*Ansvarig: Chef*\n\n";
        let (text, clashes) = merge3(base, &mine, theirs);
        assert_eq!(clashes, 3, "{text}");
        assert_eq!(open_clashes(&text), 3, "said again until they are settled");
        assert_eq!(open_clashes(base), 0);
        assert!(text.contains("x = 2\n# källan säger nu: x = 3\n+++"), "{text}");
        assert!(
            text.contains(
                "**A-1** Mitt.\n*Ansvarig: Chef*\n\n<!-- Källan säger nu:\n**A-1** Källans.\n-->\n\n"
            ),
            "{text}"
        );
        assert!(
            text.contains("**A-2** Mina två.\n\n<!-- Källan har inte längre:\n**A-2** Två.\n-->"),
            "{text}"
        );
    }
}
