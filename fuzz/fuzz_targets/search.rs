//! Search: any text is cut into words that stand in it, and any query is answered.
#![no_main]

use ledtrad::search::Request;
use ledtrad::search::swedish::{Analyser, Settings, Vocabulary};
use ledtrad_fuzz::{analyser, library};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // To learn from a text takes long: what follows a line of its own is learnt from.
    match text.split_once("\n%%%\n") {
        Some((text, taught)) => {
            let mut vocabulary = Vocabulary::default();
            vocabulary.add(taught);
            cut(&Analyser::new(&vocabulary, &Settings::default()), text);
        }
        None => cut(analyser(), text),
    }
    let answer = library().search(&Request { query: text.to_string(), limit: 10, ..Request::default() }, "");
    assert!(answer.hits.iter().all(|hit| hit.score.is_finite()));
});

fn cut(analyser: &Analyser, text: &str) {
    let mut from = 0;
    for token in analyser.analyse(text) {
        // An id stands beside its words: `4 a §` comes after `a`.
        assert!(text.get(token.range.clone()).is_some() && (token.is_id || token.range.start >= from), "{token:?}");
        from = if token.is_id { from } else { token.range.start };
    }
}
