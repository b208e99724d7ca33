//! The register and the settings: any TOML is read, and what the pages say of it is within the closed list.
#![no_main]

use ledtrad_fuzz::{FRONT, assert_closed, pages, published};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = format!("{FRONT}# Riktlinje\n\n**IS-1** Chefen ska läsa [SFS 2018:585 2 kap. 1 §], [ISO/IEC 27001 A.5.1] och GDPR.\n");
    // What follows a line of its own goes to the settings.
    let (register, site) = text.split_once("\n%%%\n").unwrap_or((text, ""));
    let published = published(&[("riktlinje.md", &document), ("referenser.toml", register), ("site.toml", site)]);
    for page in pages(&published) {
        if page.path.ends_with(".html") {
            assert_closed(&page.path, std::str::from_utf8(&page.html).expect("pages are UTF-8"));
        }
    }
});
