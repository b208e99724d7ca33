//! What the changes of a document come to: counts, names, and renumbering run by run.

use std::collections::BTreeMap;

use super::change::{Change, Kind};
use super::impact::Impact;
use super::place::Within;

/// The head of an annex.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// How many changes there are of each kind.
    pub counts: BTreeMap<Kind, usize>,
    /// Renumbered rules, those that follow each other as one run.
    pub renumbered: Vec<Renumbered>,
    /// Whom and what the changes touch.
    pub impact: Impact,
}

/// Rules whose numbers have been moved on together: «18.2–18.13 betecknas 18.3–18.14».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renumbered {
    /// First and last number as they were; none when they had none.
    pub old: Option<(String, String)>,
    /// First and last number as they are; none when they have none now.
    pub new: Option<(String, String)>,
    /// How many rules.
    pub count: usize,
    /// Of items: what their list stands in.
    pub within: Option<Within>,
}

/// Sums up the changes of a text.
pub fn of(changes: &[Change], impact: Impact) -> Summary {
    let mut counts = BTreeMap::new();
    for change in changes {
        *counts.entry(change.kind).or_default() += 1;
    }
    Summary { counts, renumbered: runs(changes), impact }
}

/// The numbers that have changed, in the order of the new text.
fn numbers(changes: &[Change]) -> Vec<(Option<String>, Option<String>)> {
    let mut out = Vec::new();
    for change in changes {
        let field = change.fields.iter().find(|field| field.name == "nummer");
        if let Some(field) = field {
            out.push((field.old.clone(), field.new.clone()));
        }
    }
    out
}

fn runs(changes: &[Change]) -> Vec<Renumbered> {
    let mut out: Vec<Renumbered> = Vec::new();
    let mut last: Option<(Option<String>, Option<String>)> = None;
    for (old, new) in numbers(changes) {
        let goes_on = last.as_ref().is_some_and(|(a, b)| {
            follows(a.as_deref(), old.as_deref()) && follows(b.as_deref(), new.as_deref())
        });
        match out.last_mut().filter(|_| goes_on) {
            Some(run) => {
                run.count += 1;
                if let (Some(range), Some(old)) = (&mut run.old, &old) {
                    range.1.clone_from(old);
                }
                if let (Some(range), Some(new)) = (&mut run.new, &new) {
                    range.1.clone_from(new);
                }
            }
            None => {
                let range = |number: &Option<String>| number.clone().map(|number| (number.clone(), number));
                out.push(Renumbered { old: range(&old), new: range(&new), count: 1, within: None });
            }
        }
        last = Some((old, new));
    }
    out
}

/// Whether one number comes after another: the last part is larger by one, or a part above it is and the rest begins anew.
fn follows(before: Option<&str>, after: Option<&str>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return before.is_none() && after.is_none() };
    let parts = |number: &str| -> Vec<u32> {
        number.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
    };
    let (a, b) = (parts(before), parts(after));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    if b.len() > a.len() {
        return b.starts_with(&a);
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    same < b.len() && b[same] > a[same] && b[same] - a[same] <= 2
}
