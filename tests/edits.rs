//! How well the comparison finds what has become of each unit, on texts that are edited by chance.
//!
//! `cargo test --test edits -- --nocapture` prints the figures. The texts are those of the demo portal, and real
//! statutes where they are at hand; chance is a fixed sequence, so that every run is the same.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use ledtrad::compare::{self, Kind};

const STATUTES: &str = "../shared/bench/statutes-1000.jsonl.gz";

/// Chance, the same every time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn is(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

#[derive(Debug, Clone)]
struct Unit {
    heading: bool,
    text: String,
    /// The old units that it is made of, and how it came about.
    from: Vec<usize>,
    how: &'static str,
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_string).collect()
}

/// A few words changed, added or taken away.
fn edit(text: &str, vocabulary: &[String], share: usize, chance: &mut Chance) -> String {
    let mut out = words(text);
    let times = (out.len() * share / 100).max(1);
    for _ in 0..times {
        let at = chance.below(out.len());
        let word = vocabulary[chance.below(vocabulary.len())].clone();
        match chance.below(4) {
            0 if out.len() > 6 => drop(out.remove(at)),
            1 => out.insert(at, word),
            _ => out[at] = word,
        }
    }
    out.join(" ")
}

/// Half of the words rewritten, in two runs.
fn rewrite(text: &str, vocabulary: &[String], chance: &mut Chance) -> String {
    let mut out = words(text);
    let half = out.len() / 2;
    let at = chance.below(out.len() - half + 1);
    for word in &mut out[at..at + half] {
        *word = vocabulary[chance.below(vocabulary.len())].clone();
    }
    out.join(" ")
}

fn change(old: &[Unit], chance: &mut Chance) -> Vec<Unit> {
    let vocabulary: Vec<String> = old.iter().flat_map(|unit| words(&unit.text)).collect();
    let mut new: Vec<Unit> = Vec::new();
    let mut moved: Vec<Unit> = Vec::new();
    let mut number = 0;
    while number < old.len() {
        let unit = &old[number];
        let long = words(&unit.text).len();
        let mut keep = Unit { from: vec![number], how: "same", ..unit.clone() };
        number += 1;
        if unit.heading || long < 8 {
            new.push(keep);
            continue;
        }
        match chance.below(100) {
            0..12 => {
                keep.text = edit(&unit.text, &vocabulary, 12, chance);
                keep.how = "edited";
                new.push(keep);
            }
            12..15 => {
                keep.text = rewrite(&unit.text, &vocabulary, chance);
                keep.how = "rewritten";
                new.push(keep);
            }
            15..19 => {
                keep.how = "moved";
                moved.push(keep);
            }
            19..23 => {
                keep.text = edit(&unit.text, &vocabulary, 15, chance);
                keep.how = "moved and edited";
                moved.push(keep);
            }
            23..26 if long >= 16 => {
                let all = words(&unit.text);
                let cut = long / 3 + chance.below(long / 3);
                for part in [&all[..cut], &all[cut..]] {
                    new.push(Unit { text: part.join(" "), how: "split", ..keep.clone() });
                }
            }
            26..29 if old.get(number).is_some_and(|next| !next.heading && words(&next.text).len() >= 8) => {
                keep.text = format!("{} {}", unit.text, old[number].text);
                keep.from.push(number);
                keep.how = "merged";
                number += 1;
                new.push(keep);
            }
            29..32 => {}
            32..35 => {
                let text: Vec<String> =
                    (0..20).map(|_| vocabulary[chance.below(vocabulary.len())].clone()).collect();
                new.push(keep);
                new.push(Unit { heading: false, text: text.join(" "), from: Vec::new(), how: "inserted" });
            }
            35..37 => {
                let text = edit(&unit.text, &vocabulary, 12, chance);
                new.push(keep);
                new.push(Unit { heading: false, text, from: Vec::new(), how: "near-duplicate" });
            }
            _ => new.push(keep),
        }
    }
    for unit in moved {
        let at = chance.below(new.len()) + 1;
        new.insert(at, unit);
    }
    if chance.is(50) {
        let heads: Vec<usize> = (0..new.len()).filter(|at| new[*at].heading).collect();
        if heads.len() > 3 {
            let which = 1 + chance.below(heads.len() - 2);
            let section: Vec<Unit> = new.drain(heads[which]..heads[which + 1]).collect();
            let heads: Vec<usize> = (0..new.len()).filter(|at| new[*at].heading).collect();
            let at = heads[chance.below(heads.len())];
            new.splice(at..at, section);
        }
    }
    new
}

fn render(units: &[Unit]) -> String {
    let mut out = String::new();
    for unit in units {
        out.push_str(if unit.heading { "\n## " } else { "\n" });
        out.push_str(&unit.text);
        out.push('\n');
    }
    out
}

/// What can stand in a Markdown text as one plain paragraph.
fn plain(text: &str) -> String {
    let text: String =
        text.chars().map(|c| if c.is_alphanumeric() || " ,.§-–()".contains(c) { c } else { ' ' }).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_start_matches(|c: char| !c.is_alphabetic());
    text.to_string()
}

fn unit(heading: bool, text: &str) -> Option<Unit> {
    let text = plain(text);
    (!text.is_empty()).then_some(Unit { heading, text, from: Vec::new(), how: "" })
}

fn documents() -> Vec<Vec<Unit>> {
    let mut out: Vec<Vec<Unit>> = Vec::new();
    for entry in walkdir::WalkDir::new("content").sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.path().extension().is_some_and(|ending| ending == "md") {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let read = compare::read("x.md", &text);
            let units: Vec<Unit> = read.units.iter().filter_map(|u| unit(u.is_heading(), &u.text)).collect();
            if units.len() >= 30 {
                out.push(units);
            }
        }
    }
    let statutes = Command::new("gzip").args(["-dc", STATUTES]).output();
    let text =
        statutes.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    if text.is_empty() {
        println!("{STATUTES} is not here: only the demo portal is edited");
    }
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let mut units = Vec::new();
        for section in value["sections"].as_array().unwrap() {
            units.extend(unit(true, section["heading"].as_str().unwrap()));
            units.extend(
                section["blocks"].as_array().unwrap().iter().filter_map(|b| unit(false, b.as_str().unwrap())),
            );
        }
        if (60..=260).contains(&units.len()) {
            out.push(units);
        }
        if out.len() >= 24 {
            break;
        }
    }
    out
}

#[test]
fn what_has_become_of_each_unit_is_found() {
    let (mut right, mut wrong, mut missed) = (0usize, 0usize, 0usize);
    let mut by_kind: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut chance = Chance(0x5EED_1234_5678_9ABC);
    let documents = documents();
    assert!(!documents.is_empty());
    for (number, old) in documents.iter().enumerate() {
        for run in 0..2 {
            let new = change(old, &mut chance);
            let a = compare::read("a.md", &render(old));
            let b = compare::read("b.md", &render(&new));
            assert_eq!((a.units.len(), b.units.len()), (old.len(), new.len()), "document {number} run {run}");
            let comparison = compare::compare_two(&a, &b);
            let mut found: BTreeSet<(usize, usize)> = BTreeSet::new();
            let (mut told_old, mut told_new) = (BTreeSet::new(), BTreeSet::new());
            for change in comparison.documents.iter().flat_map(|document| &document.changes) {
                if change.kind == Kind::Metadata {
                    continue;
                }
                for x in &change.old {
                    told_old.insert(x.unit);
                    found.extend(change.new.iter().map(|y| (x.unit, y.unit)));
                }
                told_new.extend(change.new.iter().map(|y| y.unit));
            }
            let quiet = |count: usize, told: &BTreeSet<usize>| {
                (0..count).filter(|unit| !told.contains(unit)).collect::<Vec<_>>()
            };
            let (olds, news) = (quiet(old.len(), &told_old), quiet(new.len(), &told_new));
            // Those of a section that has moved as a whole are told of with its heading.
            let mut waiting: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            news.iter().rev().for_each(|y| waiting.entry(&new[*y].text).or_default().push(*y));
            for x in olds {
                match waiting.get_mut(old[x].text.as_str()).and_then(Vec::pop) {
                    Some(y) => {
                        found.insert((x, y));
                    }
                    // A heading that is only a number goes without a word when its rules do.
                    None => assert!(old[x].heading, "nothing is told of {}", old[x].text),
                }
            }
            let mut gold: BTreeSet<(usize, usize)> = BTreeSet::new();
            for (y, unit) in new.iter().enumerate() {
                let entry = by_kind.entry(unit.how).or_default();
                let links: Vec<(usize, usize)> = unit.from.iter().map(|x| (*x, y)).collect();
                let all = links.iter().all(|link| found.contains(link))
                    && (!links.is_empty() || !found.iter().any(|f| f.1 == y));
                entry.0 += usize::from(all);
                entry.1 += 1;
                gold.extend(links);
            }
            for (x, unit) in old.iter().enumerate() {
                if !new.iter().any(|unit| unit.from.contains(&x)) {
                    let entry = by_kind.entry("removed").or_default();
                    entry.0 += usize::from(!found.iter().any(|f| f.0 == x));
                    entry.1 += 1;
                    if std::env::var_os("SHOW").is_some() && found.iter().any(|f| f.0 == x) {
                        println!("removed but linked: {}", unit.text);
                    }
                }
            }
            // Equal texts that change places with each other are the same unit either way.
            let same = |a: &(usize, usize)| {
                gold.contains(a)
                    || gold.iter().any(|g| old[g.0].text == old[a.0].text && new[g.1].text == new[a.1].text)
            };
            right += found.iter().filter(|link| same(link)).count();
            wrong += found.iter().filter(|link| !same(link)).count();
            missed += gold
                .iter()
                .filter(|link| {
                    !found.contains(link)
                        && !found
                            .iter()
                            .any(|f| old[f.0].text == old[link.0].text && new[f.1].text == new[link.1].text)
                })
                .count();
            if std::env::var_os("SHOW").is_some() {
                for link in gold.iter().filter(|link| !found.contains(link)) {
                    println!("missed {}: {} → {}\n", new[link.1].how, old[link.0].text, new[link.1].text);
                }
                for link in found.iter().filter(|link| !same(link)) {
                    println!("wrong: {} → {} ({})\n", old[link.0].text, new[link.1].text, new[link.1].how);
                }
            }
        }
    }
    let precision = right as f64 / (right + wrong) as f64;
    let recall = right as f64 / (right + missed) as f64;
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("{} runs: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}", documents.len() * 2);
    for (how, (found, all)) in &by_kind {
        println!("  {how:>16}: {found} of {all} = {:.3}", *found as f64 / *all as f64);
    }
    assert!(precision >= 0.99 && f1 >= 0.99, "precision {precision}, F1 {f1}");
    for how in ["split", "merged", "moved and edited"] {
        let (found, all) = by_kind[how];
        assert!(found as f64 >= 0.97 * all as f64, "{how}: {found} of {all}");
    }
}
