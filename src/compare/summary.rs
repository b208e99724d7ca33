//! What the changes of a document come to: counts, names, and renumbering run by run.

use std::collections::BTreeMap;

use super::change::{Change, Kind};
use super::impact::Impact;
use super::place::{Within, is_of_item};

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

/// Rules, or items of one list, whose numbers have been moved on together: «18.2–18.13 betecknas 18.3–18.14».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renumbered {
    /// First and last number as they were; none when they had none.
    pub old: Option<(String, String)>,
    /// First and last number as they are; none when they have none now.
    pub new: Option<(String, String)>,
    /// How many rules.
    pub count: usize,
    /// What their list stands in; of rules their chapter.
    pub within: Within,
    /// Whether they are items of a list.
    pub of_items: bool,
}

/// Sums up the changes of a text.
pub fn of(changes: &[Change], impact: Impact) -> Summary {
    let mut counts = BTreeMap::new();
    for change in changes {
        *counts.entry(change.kind).or_default() += 1;
    }
    Summary { counts, renumbered: runs(changes), impact }
}

/// A rule that has another number than it had.
struct Number<'c> {
    old: Option<&'c str>,
    new: Option<&'c str>,
    is_item: bool,
    /// What its list stands in; of a rule its chapter.
    within: &'c Within,
    /// Of an item: the heading that its list stands under.
    heading: Option<usize>,
}

/// The numbers that have changed, in the order of the new text.
fn numbers(changes: &[Change]) -> impl Iterator<Item = Number<'_>> {
    changes.iter().filter_map(|change| {
        let field = change.fields.iter().find(|field| field.name == "nummer")?;
        let side = change.side()?;
        let is_item =
            side.number.as_ref().or(field.old.as_ref()).is_some_and(|one| is_of_item(side.kind, one));
        Some(Number {
            old: field.old.as_deref(),
            new: field.new.as_deref(),
            is_item,
            within: &side.within,
            heading: side.heading.filter(|_| is_item),
        })
    })
}

fn runs(changes: &[Change]) -> Vec<Renumbered> {
    let mut out: Vec<Renumbered> = Vec::new();
    let mut last: Option<Number<'_>> = None;
    for number in numbers(changes) {
        let run = out.last_mut().filter(|_| last.as_ref().is_some_and(|last| goes_on(last, &number)));
        let owned = |one: Option<&str>| one.map(|one| (one.to_string(), one.to_string()));
        match run {
            Some(run) => {
                run.count += 1;
                let lengthen = |range: &mut Option<(String, String)>, one: Option<&str>| {
                    if let (Some(range), Some(one)) = (range, one) {
                        range.1 = one.to_string();
                    }
                };
                lengthen(&mut run.old, number.old);
                lengthen(&mut run.new, number.new);
            }
            None => out.push(Renumbered {
                old: owned(number.old),
                new: owned(number.new),
                count: 1,
                within: number.within.clone(),
                of_items: number.is_item,
            }),
        }
        last = Some(number);
    }
    out
}

/// Whether a renumbering goes on a run: both numbers have taken the same step, from the same distance, so that the ends
/// of the run say what every rule between them is called.
fn goes_on(before: &Number<'_>, after: &Number<'_>) -> bool {
    let place = |number: &Number<'_>| (number.is_item, number.within.clone(), number.heading);
    if place(before) != place(after) {
        return false;
    }
    match ((before.old, after.old), (before.new, after.new)) {
        ((Some(a), Some(b)), (Some(c), Some(d))) => {
            step(a, b).is_some_and(|at| step(c, d) == Some(at))
                && apart(a, c).is_some_and(|distance| apart(b, d) == Some(distance))
        }
        ((Some(a), Some(b)), (None, None)) | ((None, None), (Some(a), Some(b))) => step(a, b).is_some(),
        _ => false,
    }
}

/// The numbers of a label, and the signs around them.
fn parts(label: &str) -> Option<(&str, Vec<u32>, &str)> {
    let from = label.find(|c: char| c.is_ascii_digit())?;
    let to = label.rfind(|c: char| c.is_ascii_digit())? + 1;
    let parts = label[from..to].split('.').map(|part| part.parse().ok()).collect::<Option<Vec<u32>>>()?;
    Some((&label[..from], parts, &label[to..]))
}

/// The part in which one number comes right after another: it is larger by one, and what follows begins anew.
fn step(before: &str, after: &str) -> Option<usize> {
    let ((left, a, right), (same_left, b, same_right)) = (parts(before)?, parts(after)?);
    let at = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let is_next = b.get(at)?.checked_sub(1)? == a.get(at).copied().unwrap_or(0);
    let is_anew = b[at + 1..].iter().all(|part| *part == 1);
    ((left, right) == (same_left, same_right) && is_next && is_anew).then_some(at)
}

/// How far a number has moved, part by part.
fn apart(old: &str, new: &str) -> Option<Vec<i64>> {
    let ((_, a, _), (_, b, _)) = (parts(old)?, parts(new)?);
    let part = |parts: &[u32], at: usize| parts.get(at).map_or(0, |part| i64::from(*part));
    let mut apart: Vec<i64> = (0..a.len().max(b.len())).map(|at| part(&b, at) - part(&a, at)).collect();
    apart.truncate(apart.iter().rposition(|by| *by != 0).map_or(0, |last| last + 1));
    Some(apart)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::{Confidence, FieldChange, Side, UnitKind};

    fn renumbered(old: Option<String>, new: Option<String>) -> Change {
        let side = Side {
            id: None,
            section: String::new(),
            number: new.clone(),
            text: "Text".to_string(),
            kind: UnitKind::Paragraph,
            within: Within::Text,
            heading: None,
            unit: 0,
        };
        Change {
            kind: Kind::Omnumrerad,
            confidence: Confidence::Saker,
            old: vec![side.clone()],
            new: vec![side],
            words: Vec::new(),
            moved_from: None,
            fields: vec![FieldChange { name: "nummer".to_string(), old, new }],
        }
    }

    /// The numbers of a run as a reader counts them: from the first to the last, the last part by one.
    fn counted((first, last): &(String, String), count: usize) -> Vec<String> {
        let (head, number) =
            first.rsplit_once('.').map_or(("", first.as_str()), |(head, number)| (head, number));
        let from: usize = number.parse().unwrap_or_default();
        let dot = if head.is_empty() { "" } else { "." };
        let all: Vec<String> = (from..from + count).map(|number| format!("{head}{dot}{number}")).collect();
        assert_eq!(all.last(), Some(last));
        all
    }

    proptest! {
        #[test]
        fn a_run_stands_for_exactly_the_renumberings_it_says(
            all in prop::collection::vec(((1u32..3, 1u32..6), (1u32..3, 1u32..6), 0u8..8, 0u8..8), 1..12),
        ) {
            // Many follow each other, as they do in texts.
            let (mut old, mut new) = ((1, 1), (1, 2));
            let mut said = Vec::new();
            for (other_old, other_new, jump_old, jump_new) in all {
                old = if jump_old == 0 { other_old } else { (old.0, old.1 + 1) };
                new = if jump_new == 0 { other_new } else { (new.0, new.1 + 1) };
                said.push((format!("{}.{}", old.0, old.1), format!("{}.{}", new.0, new.1)));
            }
            let changes: Vec<Change> =
                said.iter().map(|(old, new)| renumbered(Some(old.clone()), Some(new.clone()))).collect();
            let mut read = Vec::new();
            for run in runs(&changes) {
                let (Some(olds), Some(news)) = (&run.old, &run.new) else { panic!("{run:?}") };
                // A run that goes on in the next chapter is read by the numbers that the text had.
                let chapter = |range: &(String, String)| -> bool {
                    let of = |number: &str| number.split_once('.').map(|(chapter, _)| chapter.to_string());
                    of(&range.0) == of(&range.1)
                };
                if !chapter(olds) {
                    let moved = apart(&olds.0, &news.0);
                    let olds = said[read.len()..read.len() + run.count].iter().map(|(old, _)| old.clone());
                    let added = |old: &String| {
                        let (_, parts, _) = parts(old).unwrap_or_default();
                        let parts = parts.iter().zip(moved.iter().flatten().chain(std::iter::repeat(&0)));
                        parts.map(|(part, by)| (i64::from(*part) + by).to_string()).collect::<Vec<_>>().join(".")
                    };
                    read.extend(olds.map(|old| (old.clone(), added(&old))).collect::<Vec<_>>());
                    continue;
                }
                read.extend(counted(olds, run.count).into_iter().zip(counted(news, run.count)));
            }
            prop_assert_eq!(read, said);
        }
    }

    #[test]
    fn a_run_takes_steps_of_one_on_both_sides() {
        let told = |pairs: &[(&str, &str)]| -> Vec<usize> {
            let number = |one: &str| Some(one.to_string()).filter(|one| !one.is_empty());
            let changes: Vec<Change> =
                pairs.iter().map(|(old, new)| renumbered(number(old), number(new))).collect();
            runs(&changes).iter().map(|run| run.count).collect()
        };
        assert_eq!(told(&[("18.2", "18.3"), ("18.3", "18.4"), ("18.4", "18.5")]), [3]);
        assert_eq!(told(&[("§ 4", "§ 5"), ("§ 5", "§ 6")]), [2]);
        assert_eq!(told(&[("3", "4"), ("3.1", "4.1"), ("3.2", "4.2"), ("4", "5"), ("4.1", "5.1")]), [5]);
        // One was left out, on one side or on both.
        assert_eq!(told(&[("2", "3"), ("3", "5"), ("4", "7")]), [1, 1, 1]);
        assert_eq!(told(&[("2", "3"), ("4", "5")]), [1, 1]);
        // The next chapter, in the middle of it.
        assert_eq!(told(&[("2.3", "2.4"), ("3.2", "3.3")]), [1, 1]);
        assert_eq!(told(&[("3.2", "4.5"), ("4.1", "5.1")]), [1, 1]);
        assert_eq!(told(&[("5", ""), ("6", ""), ("8", "")]), [2, 1]);
    }
}
