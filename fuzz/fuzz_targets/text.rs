//! Text: any text becomes drafts that the portal reads, and no letter is lost.
#![no_main]

use ledtrad::import::{self, Existing, Input};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if text.starts_with("PK") || text.contains("%PDF-") {
        return;
    }
    let input = Input { name: "rutin.txt".to_string(), bytes: text.as_bytes().to_vec() };
    let outcome = import::import(&[input], &Existing::default(), &[]);
    for source in &outcome.report.sources {
        assert_eq!(source.letters.lost, 0, "{:?}", source.letters);
    }
    let drafts: Vec<(&str, &str)> = outcome.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    for source in &ledtrad_fuzz::checked(&drafts).catalogue.sources {
        // Nothing that was imported is decided, whatever its text says.
        assert!(!source.front.status.value.is_decided(), "{:?}", source.front.status.value);
    }
});
