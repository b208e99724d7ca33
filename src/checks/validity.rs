//! L030–L032: validity that has passed or soon will, and dates that contradict the status or each other.
//!
//! In: the dates of the front matter and the day. Out: a finding at each date, or at the status that is wrong.

use super::Context;
use crate::content::front::Status;
use crate::content::{Date, Source, Spanned};
use crate::diag::{Diagnostics, Problem};
use crate::model::Catalogue;

pub fn check(catalogue: &Catalogue, context: &Context, found: &mut Diagnostics) {
    for source in &catalogue.sources {
        end(source, context.today, i64::from(catalogue.site.warn_days), found);
        start(source, context.today, found);
        order(source, found);
    }
}

/// The end of what is in force.
fn end(source: &Source, today: Date, warn_days: i64, found: &mut Diagnostics) {
    let front = &source.front;
    if front.status.value != Status::Gallande {
        return;
    }
    if let Some(until) = &front.valid_until {
        let (on, days) = (until.value.to_string(), today.days_until(until.value));
        if days < 0 {
            found.add(source.place(until.span), Problem::Expired { on });
        } else if days <= warn_days {
            found.add(source.place(until.span), Problem::ExpiresSoon { on, days });
        }
    }
    if let Some(review) = front.review_by.as_ref().filter(|review| review.value < today) {
        found.add(source.place(review.span), Problem::ReviewDue { on: review.value.to_string() });
    }
}

/// A status that the first day of validity contradicts.
fn start(source: &Source, today: Date, found: &mut Diagnostics) {
    let front = &source.front;
    let Some(start) = &front.valid_from else { return };
    let from = start.value.to_string();
    let problem = match front.status.value {
        Status::Gallande if start.value > today => {
            Problem::NotYetInForce { status: front.status.value.word().to_string(), from }
        }
        Status::Beslutad if start.value <= today => Problem::AlreadyInForce { from },
        _ => return,
    };
    found.add_related(source.place(front.status.span), problem, vec![source.place(start.span)]);
}

/// Days that come in the wrong order.
fn order(source: &Source, found: &mut Diagnostics) {
    let front = &source.front;
    for end in [&front.valid_until, &front.withdrawn_on] {
        if let Some((from, until)) = reversed(&front.valid_from, end) {
            found.add(
                source.place(until.span),
                Problem::EndBeforeStart { from: from.value.to_string(), until: until.value.to_string() },
            );
        }
    }
    let Some(consultation) = &front.consultation else { return };
    if let Some((opens, closes)) = reversed(&consultation.opens, &consultation.closes) {
        let problem =
            Problem::ClosesBeforeOpens { opens: opens.value.to_string(), closes: closes.value.to_string() };
        found.add(source.place(closes.span), problem);
    }
}

/// First and last day, when the last comes before the first.
fn reversed<'a>(
    first: &'a Option<Spanned<Date>>,
    last: &'a Option<Spanned<Date>>,
) -> Option<(&'a Spanned<Date>, &'a Spanned<Date>)> {
    let (first, last) = (first.as_ref()?, last.as_ref()?);
    (last.value < first.value).then_some((first, last))
}
