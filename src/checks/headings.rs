//! L024: a heading is more than one level below the one before it.
//!
//! In: sections. Out: a finding at each such heading. The title of the document is level 1 even when the body does
//! not repeat it.

use super::Context;
use crate::diag::{Diagnostics, Problem};
use crate::model::Catalogue;

pub fn check(catalogue: &Catalogue, _: &Context, found: &mut Diagnostics) {
    for source in &catalogue.sources {
        for pair in source.outline.sections.windows(2) {
            let [before, heading] = pair else { continue };
            if heading.level > before.level + 1 {
                let problem = Problem::SkippedLevel { from: before.level, to: heading.level };
                found.add(source.place(heading.span), problem);
            }
        }
    }
}
