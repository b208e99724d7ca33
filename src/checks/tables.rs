//! L026: a table without headers, which nobody who listens to a page can follow.
//!
//! In: the tables that the outline says have none. Out: a finding at each.

use super::Context;
use crate::diag::{Diagnostics, Problem};
use crate::model::Catalogue;

pub fn check(catalogue: &Catalogue, _: &Context, found: &mut Diagnostics) {
    for source in &catalogue.sources {
        for span in &source.outline.headless {
            found.add(source.place(*span), Problem::TableWithoutHeader);
        }
    }
}
