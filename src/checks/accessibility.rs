//! L034: an accessibility statement that nobody has looked through for a year.
//!
//! In: `[accessibility]` and the day. Out: a finding at each date that is too old.

use super::{Context, laws};
use crate::diag::{Diagnostics, Place, Problem};
use crate::model::Catalogue;

pub fn check(catalogue: &Catalogue, context: &Context, found: &mut Diagnostics) {
    let Some(statement) = &catalogue.site.accessibility else { return };
    for (key, date) in [("assessed_on", &statement.assessed_on), ("updated_on", &statement.updated_on)] {
        let Some(date) = date else { continue };
        if !laws::is_within_a_year(date.value, context.today) {
            let place = Place { file: statement.file, span: date.span };
            found.add(place, Problem::StatementStale { key, on: date.value.to_string() });
        }
    }
}
