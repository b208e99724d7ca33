//! Search: any text is cut into words that stand in it, and any query is answered.
#![no_main]

use ledtrad::search::Request;
use ledtrad::search::swedish::{Analyser, Settings, Vocabulary};
use ledtrad_fuzz::index;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut vocabulary = Vocabulary::default();
    vocabulary.add(text);
    let analyser = Analyser::new(&vocabulary, &Settings::default());
    let mut from = 0;
    for token in analyser.analyse(text) {
        assert!(text.get(token.range.clone()).is_some() && token.range.start >= from, "{token:?}");
        from = token.range.start;
    }
    let answer = index().search(&Request { query: text.to_string(), limit: 10, ..Request::default() }, "");
    assert!(answer.hits.iter().all(|hit| hit.score.is_finite()));
});
