//! Addresses: whatever is let through is what a browser reads as one of four schemes, or stays within the site.
#![no_main]

use ledtrad::content::body::Target;
use ledtrad::content::inline::classify;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match classify(text) {
        Target::Web(address) => {
            let (scheme, rest) = address.split_once(':').expect("a scheme");
            assert!(["https", "http", "mailto", "tel"].contains(&scheme.to_ascii_lowercase().as_str()), "{address}");
            assert!(!address.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\'), "{address}");
            if let Some(host) = rest.strip_prefix("//") {
                let host = host.split(['/', '?', '#']).next().unwrap_or_default();
                assert!(host.is_ascii() && !host.contains('@'), "{address}");
            }
        }
        Target::File { path, .. } => {
            assert!(!path.starts_with('/') && !path.contains([':', '\\', '\0']), "{path}");
            assert!(!path.contains(char::is_control), "{path}");
        }
        _ => {}
    }
});
