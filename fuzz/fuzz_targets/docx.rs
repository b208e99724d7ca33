//! Word: any bytes as a package, and any text as the XML of the document within a sound package.
#![no_main]

use std::io::{Cursor, Write};

use ledtrad::import::{self, Existing, Input};
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;

/// A package whose parts are stored as they are. Parts are parted by lines of `%%%`: document, styles, numbering, notes.
fn package(text: &[u8]) -> Vec<u8> {
    let names = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut rest = text;
    for name in names {
        let mark = b"\n%%%\n";
        let at = rest.windows(mark.len()).position(|here| here == mark);
        let part = &rest[..at.unwrap_or(rest.len())];
        if zip.start_file(name, options).is_ok() {
            let _ = zip.write_all(part);
        }
        rest = at.map_or(&[][..], |at| &rest[at + mark.len()..]);
        if rest.is_empty() {
            break;
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

fuzz_target!(|bytes: &[u8]| {
    let bytes = if bytes.starts_with(b"PK") { bytes.to_vec() } else { package(bytes) };
    let input = Input { name: "blankett.docx".to_string(), bytes };
    let outcome = import::import(&[input], &Existing::default(), &[]);
    assert_eq!(outcome.report.sources.iter().filter(|source| source.letters.lost > 0).count(), 0);
});
