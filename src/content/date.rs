//! A day of the calendar, as documents state it.

use std::fmt;

use jiff::civil;

/// A day. Wraps the calendar library, which nothing else of the program names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// The day, if the calendar has it.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self)
    }

    /// The day of the machine's clock. Only the command line asks for it.
    pub fn today() -> Self {
        Self(jiff::ZonedDateTime::now().date())
    }

    /// The day of so many seconds after 1970 began, in the same time of day as the seconds are.
    pub fn of_seconds(seconds: i64) -> Self {
        let time = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        Self(jiff::tz::Offset::UTC.to_datetime(time).date())
    }

    /// The day before; the same day at the beginning of the calendar.
    pub fn day_before(self) -> Self {
        Self(self.0.yesterday().unwrap_or(self.0))
    }

    /// Days from this one to `other`; negative when `other` is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        i64::from((other.0 - self.0).get_days())
    }

    /// The day so many days later; `None` past the end of the calendar.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let span = jiff::Span::new().try_days(days).ok()?;
        self.0.checked_add(span).ok().map(Self)
    }

    /// The last day of a month.
    pub fn last_of(year: i16, month: i8) -> Option<Self> {
        (28..=31).rev().find_map(|day| Self::new(year, month, day))
    }

    /// Year, month and day.
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl std::str::FromStr for Date {
    type Err = ();

    /// Reads `2026-01-31` and nothing else.
    fn from_str(s: &str) -> Result<Self, ()> {
        let ascii = s.len() == 10
            && s.bytes()
                .enumerate()
                .all(|(i, b)| (i == 4 || i == 7) == (b == b'-') && (b == b'-' || b.is_ascii_digit()));
        if !ascii {
            return Err(());
        }
        let number = |range: std::ops::Range<usize>| s[range].parse::<i16>().map_err(|_| ());
        let (month, day) = (number(5..7)?, number(8..10)?);
        Self::new(number(0..4)?, i8::try_from(month).map_err(|_| ())?, i8::try_from(day).map_err(|_| ())?)
            .ok_or(())
    }
}
