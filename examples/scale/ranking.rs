//! How many of the ten best answers stay the ten best when long lists are read in steps, as a browser reads them, in a portal
//! so large that many lists are long. Exactly read they are those of tantivy, which a test of the library sees to.

use std::path::Path;

use ledtrad::search::query::Plan;
use ledtrad::search::{Library, Request};

use super::search::{Done, published};

/// Answers that are compared for each query.
const BEST: usize = 10;
/// How deep the exact answers are read: what a step moved up is seldom from further down.
const DEEP: usize = 400;
/// Scores are told by the ten-thousandth: those closer than this are the same.
const SAME: f64 = 2e-4;

/// Of how many best answers how many are as good as the exact ones.
pub struct Ranking {
    pub same: usize,
    pub all: usize,
}

/// Asks for one to three words that follow each other in rules, and looks at those of which a list is read in steps.
pub fn measure(content: &Path, queries: usize) -> Done<Ranking> {
    let mut library = Library::of(&published(content)?)?;
    let queries = asked(&library, queries);
    let answers = |library: &Library, limit: usize| -> Vec<Vec<(u32, f64)>> {
        let request = |query: &String| Request { query: query.clone(), limit, ..Request::default() };
        let scores = |query| library.search(&request(query), "").hits;
        queries
            .iter()
            .map(|query| scores(query).iter().map(|hit| (hit.number, hit.score)).collect())
            .collect()
    };
    let in_steps = answers(&library, BEST);
    library.index.long = (usize::MAX, 0);
    let exact = answers(&library, DEEP);
    let mut ranking = Ranking { same: 0, all: 0 };
    for (steps, exact) in in_steps.iter().zip(&exact) {
        // Within a screen the order is by nearness too: the last of ten is not always the least.
        let least = exact.iter().take(BEST).map(|one| one.1).fold(f64::MAX, f64::min);
        let good = |number: u32| exact.iter().any(|one| one.0 == number && one.1 >= least - SAME);
        ranking.same += steps.iter().filter(|(number, _)| good(*number)).count();
        ranking.all += exact.len().min(BEST);
    }
    Ok(ranking)
}

fn asked(library: &Library, count: usize) -> Vec<String> {
    let records = library.groups.iter().flat_map(|group| &group.records);
    let texts: Vec<&str> =
        records.filter(|record| record.kind.word() == "rule").map(|record| record.text.as_str()).collect();
    let query = |at: usize| {
        let text = texts.get((at * 7919 + 13) % texts.len().max(1))?.to_lowercase();
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 3);
        Some(words.skip(at % 3).take(1 + at % 3).collect::<Vec<_>>().join(" "))
    };
    let long = library.index.long.0;
    let in_steps = |query: &String| {
        let plan = Plan::new(&library.index, query);
        let kin = plan.readings.iter().flat_map(|reading| reading.kin.iter().flatten());
        let mut terms = plan.readings.iter().flat_map(|reading| &reading.terms).chain(kin);
        terms.any(|term| term.words.len() > long || term.parts.len() > long)
    };
    (0..count).filter_map(query).filter(in_steps).collect()
}
