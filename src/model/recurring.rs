//! What recurs, and when in the year: the binding rules that state an interval.
//!
//! Nothing is placed in a month that the text does not name, except that what recurs several times a year is placed
//! in the last month of each of its periods, where it is due at the latest.

use super::{Catalogue, RuleId};
use crate::content::front::Status;
use crate::content::statement::Period;
use crate::content::{Date, Front, Spanned};

/// When something recurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// Every year, in these months (1 to 12).
    Months(Vec<u8>),
    /// Once a year, in no month in particular.
    Yearly,
    /// Every so many days, a month or less.
    Days(u16),
    /// Every so many months, more than a year.
    Seldom(u16),
    /// «regelbundet»: no period that anybody could check.
    Vague,
    /// On an occasion: «inför budget».
    Occasion,
}

/// A rule that recurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The rule.
    pub rule: RuleId,
    /// When.
    pub when: When,
}

/// When a rule recurs, if it states an interval.
pub fn when(catalogue: &Catalogue, rule: RuleId) -> Option<When> {
    let recurrence = catalogue.rule_text(rule).recurrence.as_ref()?;
    let named = &recurrence.months;
    Some(match recurrence.period {
        Period::Vague => When::Vague,
        Period::Months(months) if months > 12 => When::Seldom(months),
        Period::Months(_) | Period::Occasion if !named.is_empty() => When::Months(named.clone()),
        Period::Occasion => When::Occasion,
        Period::Months(12) => When::Yearly,
        Period::Months(months) => {
            let step = months.max(1) as usize;
            When::Months((1..=12).filter(|month| (*month as usize).is_multiple_of(step)).collect())
        }
        Period::Days(days) => When::Days(days),
    })
}

/// Every duty that recurs, in the order of the documents. Principles state no duties of anybody's own.
pub fn duties(catalogue: &Catalogue) -> Vec<Duty> {
    let rules = catalogue.rule_ids().filter(|id| catalogue.binds(*id));
    rules.filter_map(|rule| Some(Duty { rule, when: when(catalogue, rule)? })).collect()
}

/// What happens to a document on a day that its front matter states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Deadline {
    ComesIntoForce,
    Ends,
    Review,
}

impl Deadline {
    /// The key of its words.
    pub fn word(self) -> &'static str {
        match self {
            Self::ComesIntoForce => "event-comes-into-force",
            Self::Ends => "event-ends",
            Self::Review => "event-review",
        }
    }

    /// The days that a document's front matter states.
    pub fn of(front: &Front) -> Vec<(Date, Self)> {
        let is = |status: Status| front.status.value == status;
        let day = |date: &Option<Spanned<Date>>| date.as_ref().map(|date| date.value);
        let lives = is(Status::Gallande) || is(Status::Beslutad);
        let days = [
            (is(Status::Beslutad), day(&front.valid_from), Self::ComesIntoForce),
            (lives, day(&front.valid_until), Self::Ends),
            (lives, day(&front.review_by), Self::Review),
        ];
        days.into_iter().filter_map(|(holds, day, what)| Some((day?, what)).filter(|_| holds)).collect()
    }
}
