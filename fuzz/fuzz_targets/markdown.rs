//! Markdown → HTML: a real HTML parser sees only what the closed writer may write.
#![no_main]

use ledtrad_fuzz::{FRONT, assert_closed, pages, published};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = format!("{FRONT}# Riktlinje\n\n{text}");
    for page in pages(&published(&[("riktlinje.md", &document)])) {
        if page.path.ends_with(".html") {
            assert_closed(&page.path, std::str::from_utf8(&page.html).expect("pages are UTF-8"));
        }
    }
});
