//! Front matter: any text is read; what is wrong is said at a place that is in the file; nothing is published by mistake.
#![no_main]

use ledtrad::publish::Profile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for document in [text.to_string(), format!("+++\n{text}\n+++\n# Rubrik\n\n**IS-1** Chefen ska läsa.\n")] {
        let checked = ledtrad_fuzz::checked(&[("x.md", &document)]);
        for one in checked.found.iter() {
            if let Some(at) = one.at {
                let file = checked.files.get(at.file);
                let text = file.text().expect("it is held");
                assert!(text.get(at.span.range()).is_some(), "{one:?}");
            }
        }
        for source in &checked.catalogue.sources {
            let status = &source.front.status.value;
            let shown = ledtrad::publish::is_shown(&checked.catalogue, source, Profile::Publik);
            // Only a document that says both is for everybody.
            assert!(!shown || (document.contains("publik") && document.contains(status.word())), "{status:?}");
        }
    }
});
