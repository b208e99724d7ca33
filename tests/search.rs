//! How well the search of the demo portal answers: queries with the answers that people judged right, written before
//! the search was tuned, by somebody who had not seen its lists of words.
//!
//! `cargo test --test search -- --nocapture` prints the figures.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;

use ledtrad::pipeline::{self, Options, Timings};
use ledtrad::publish::{self, Profile};
use ledtrad::search::swedish::Settings;
use ledtrad::search::{Answer, Library, Request};
use serde::Deserialize;

#[derive(Deserialize)]
struct Queries {
    query: Vec<Query>,
}

#[derive(Deserialize)]
struct Query {
    text: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    half: String,
    relevant: BTreeMap<String, u8>,
}

fn library(settings: &Settings) -> Library {
    let options = Options {
        content: Path::new("content"),
        profile: Profile::Publik,
        today: "2026-11-25".parse().unwrap(),
        live: false,
        cache: ledtrad::cache::Cache::none(),
    };
    let checked = pipeline::check(&options, &mut Timings::default()).unwrap();
    let published = publish::publish(checked.catalogue, Profile::Publik, options.today);
    Library::with(&published, settings).unwrap()
}

fn queries() -> Vec<Query> {
    let text = std::fs::read_to_string("tests/search/queries.toml").unwrap();
    toml::from_str::<Queries>(&text).unwrap().query
}

fn ask(library: &Library, query: &str) -> Answer {
    library.search(&Request { query: query.to_string(), limit: 10, ..Request::default() }, "")
}

/// Ids of the hits; a term goes by its anchor.
fn ids(answer: &Answer) -> Vec<String> {
    let id = |hit: &ledtrad::search::Hit| match hit.kind {
        "term" => hit.url.rsplit('#').next().unwrap().to_string(),
        _ => hit.id.clone(),
    };
    answer.hits.iter().map(id).collect()
}

/// Reciprocal rank of the first good answer, and nDCG, of the first ten.
fn quality(query: &Query, found: &[String]) -> (f64, f64) {
    let grade = |id: &String| f64::from(query.relevant.get(id).copied().unwrap_or(0));
    let first = found.iter().position(|id| grade(id) > 0.0);
    let gain = |grades: &[f64]| -> f64 {
        grades
            .iter()
            .enumerate()
            .map(|(at, grade)| (2f64.powf(*grade) - 1.0) / (at as f64 + 2.0).log2())
            .sum()
    };
    let mut best: Vec<f64> = query.relevant.values().map(|grade| f64::from(*grade)).collect();
    best.sort_by(|a, b| b.total_cmp(a));
    best.truncate(10);
    let found: Vec<f64> = found.iter().map(grade).collect();
    (first.map_or(0.0, |at| 1.0 / (at as f64 + 1.0)), gain(&found) / gain(&best))
}

#[derive(Default)]
struct Sum {
    count: f64,
    rank: f64,
    gain: f64,
    empty: usize,
}

fn measure(library: &Library, name: &str, tell: bool) -> BTreeMap<String, Sum> {
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    for query in queries() {
        let found = ids(&ask(library, &query.text));
        let (rank, gain) = quality(&query, &found);
        if tell && query.half == "tuning" && gain < 0.7 {
            let missed: Vec<_> = query.relevant.iter().filter(|(id, _)| !found.contains(id)).collect();
            println!(
                "  {:<10} {:<50} {rank:.2} {gain:.2} {found:?} missed {missed:?}",
                query.kind, query.text
            );
        }
        for key in [query.half.clone(), format!("{} {}", query.half, query.kind)] {
            let sum = sums.entry(key).or_default();
            sum.count += 1.0;
            sum.rank += rank;
            sum.gain += gain;
            sum.empty += usize::from(found.is_empty());
        }
    }
    for (key, sum) in &sums {
        let (rank, gain) = (sum.rank / sum.count, sum.gain / sum.count);
        println!("{name:<18} {key:<20} MRR {rank:.3} nDCG {gain:.3} empty {}", sum.empty);
    }
    sums
}

#[test]
fn queries_are_answered() {
    let tell = std::env::var_os("TELL").is_some();
    let plain = Settings { same: Vec::new(), synonyms: BTreeMap::new(), ..Settings::built_in().unwrap() };
    let without = measure(&library(&plain), "without synonyms", false);
    let with = measure(&library(&Settings::built_in().unwrap()), "with synonyms", tell);
    // What was reached on the half kept aside, less a little: a change that loses more must say why.
    let at_least = |sums: &BTreeMap<String, Sum>, rank: f64, gain: f64| {
        let sum = &sums["held-out"];
        assert!(sum.rank / sum.count >= rank && sum.gain / sum.count >= gain);
        assert_eq!(sum.empty, 0);
    };
    at_least(&without, 0.83, 0.675);
    at_least(&with, 0.87, 0.75);
}

/// Questions in everyday words, which the lists of words were written with: a change that loses some must say why. The
/// lists have since let go of keys that are one general word («mina dokument»): other texts are answered better so.
#[test]
fn everyday_questions_are_answered() {
    let library = library(&Settings::built_in().unwrap());
    let text = std::fs::read_to_string("tests/search/everyday.toml").unwrap();
    let queries = toml::from_str::<Queries>(&text).unwrap().query;
    let (mut rank, mut gain) = (0.0, 0.0);
    for query in &queries {
        let (first, all) = quality(query, &ids(&ask(&library, &query.text)));
        (rank, gain) = (rank + first, gain + all);
    }
    let count = queries.len() as f64;
    println!("everyday: {count} questions MRR {:.3} nDCG {:.3}", rank / count, gain / count);
    assert!(rank / count >= 0.78 && gain / count >= 0.67);
}

/// Under every short name of the act.
#[test]
fn a_rule_is_found_by_the_law_that_it_rests_on() {
    let library = library(&Settings::built_in().unwrap());
    for query in ["5 kap. 1 § OSL", "5 kap. 1 § offentlighets- och sekretesslagen"] {
        let found = ids(&ask(&library, query));
        assert!(
            ["MED-18", "ARK-4"].iter().all(|rule| found[..3].contains(&(*rule).to_string())),
            "{found:?}"
        );
    }
}

/// Slips made by chance, one in each of two hundred words of the demo portal.
#[test]
fn slips_are_mended() {
    let library = library(&Settings::built_in().unwrap());
    let text = std::fs::read_to_string("tests/search/slips.txt").unwrap();
    let (mut found, mut all, mut missed) = (0, 0, Vec::new());
    for line in text.lines() {
        let (slip, word) = line.split_once('\t').unwrap();
        let ask = |query: &str| {
            library.search(&Request { query: query.to_string(), limit: 50, ..Request::default() }, "")
        };
        let wanted = library.index.analyser.term(word);
        let holds = |answer: &Answer| {
            answer.hits.iter().any(|hit| {
                library
                    .index
                    .analyser
                    .analyse(&format!("{} {}", hit.section, hit.text))
                    .iter()
                    .any(|token| *token.term == *wanted)
            })
        };
        all += 1;
        if holds(&ask(slip)) {
            found += 1;
        } else {
            missed.push(slip);
        }
    }
    println!("{found} of {all} slips find the word that was meant; not {missed:?}");
    assert!(found * 100 >= all * 90, "{found} of {all}");
}

#[derive(Deserialize)]
struct Parts {
    part: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    part: String,
    ids: Vec<String>,
}

/// Rules that hold a word in a compound are found by that word.
#[test]
fn parts_find_compounds() {
    let library = library(&Settings::built_in().unwrap());
    let text = std::fs::read_to_string("tests/search/parts.toml").unwrap();
    let (mut found, mut all) = (0, 0);
    for part in toml::from_str::<Parts>(&text).unwrap().part {
        let answer =
            library.search(&Request { query: part.part.clone(), limit: 10_000, ..Request::default() }, "");
        let held = part.ids.iter().filter(|id| answer.hits.iter().any(|hit| hit.id == **id)).count();
        found += held;
        all += part.ids.len();
    }
    println!("{found} of {all} rules found by a part of a compound");
    assert!(found * 100 >= all * 90, "{found} of {all}");
}

/// Prints better numbers for the ranking, found by trying; run by hand: `cargo test --release --test search tune -- --ignored --nocapture`.
#[test]
#[ignore = "a tool for whoever changes the ranking"]
fn tune() {
    let mut library = library(&Settings::built_in().unwrap());
    let queries: Vec<Query> = queries().into_iter().filter(|query| query.half == "tuning").collect();
    let score = |library: &Library| -> f64 {
        let one = |query: &Query| {
            let (rank, gain) = quality(query, &ids(&ask(library, &query.text)));
            rank + gain
        };
        queries.iter().map(one).sum::<f64>() / queries.len() as f64
    };
    let mut best = score(&library);
    println!("{best:.4} {:?}", library.index.weights);
    let mut seed = 1_u64;
    for _ in 0..2_000 {
        let before = library.index.weights;
        let mut values: BTreeMap<String, f64> =
            serde_json::from_value(serde_json::to_value(before).unwrap()).unwrap();
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = (seed >> 33) as usize % values.len();
        let value = values.values_mut().nth(at).unwrap();
        *value *= [0.8, 0.9, 1.1, 1.25][(seed >> 20) as usize % 4];
        library.index.weights = serde_json::from_value(serde_json::to_value(values).unwrap()).unwrap();
        let now = score(&library);
        if now > best + 1e-9 {
            best = now;
            println!("{best:.4} {:?}", library.index.weights);
        } else {
            library.index.weights = before;
        }
    }
}
