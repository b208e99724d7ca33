//! Comparison: any two texts are compared, the same way each time, and the marks make up both texts.
#![no_main]

use ledtrad::compare::marks::Op;
use ledtrad::compare::{self, Change, print};
use ledtrad_fuzz::FRONT;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (old, new) = text.split_once("\n%%%\n").unwrap_or((text, ""));
    let (a, b) = (compare::read("a.md", &format!("{FRONT}{old}")), compare::read("b.md", &format!("{FRONT}{new}")));
    let comparison = compare::compare_two(&a, &b);
    assert!(compare::compare_two(&a, &a).documents.is_empty());
    for change in comparison.documents.iter().flat_map(|document| &document.changes) {
        let said = |op: Op| -> String {
            change.words.iter().filter(|piece| piece.op == Op::Equal || piece.op == op).map(|piece| piece.text.as_str()).collect()
        };
        assert_eq!(said(Op::Delete), Change::text(&change.old));
        assert_eq!(said(Op::Insert), Change::text(&change.new));
    }
    let heading = print::Heading { old: "a", new: "b", language: ledtrad::Language::Sv };
    assert!(print::json(&comparison, &heading).is_ok());
    let markdown = print::markdown(&comparison, &heading, None);
    assert!(!markdown.contains("<script") && !markdown.contains("<img"));
    assert!(!print::terminal(&comparison, &heading, false).contains('\x1b'));
    let _ = compare::by_hand::check(old, &a, &b, &comparison);
    let _ = compare::check::check(&[a], &[b], &comparison, None);
});
