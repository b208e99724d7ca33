//! PDF: any bytes are read or refused.
#![no_main]

use ledtrad::import::{self, Existing, Input};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = bytes.to_vec();
    if !bytes.starts_with(b"%PDF-") {
        bytes.splice(0..0, *b"%PDF-1.7\n");
    }
    let input = Input { name: "policy.pdf".to_string(), bytes };
    let _ = import::import(&[input], &Existing::default(), &[]);
});
