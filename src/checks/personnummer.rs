//! L022: a Swedish personal identity number (personnummer or samordningsnummer) anywhere in a document.
//!
//! In: the whole text of each file, front matter, code and comments included, since the file itself is kept in git.
//! Out: a finding at each number, which the message never repeats. A number counts when its date is a day of the
//! calendar and its check digit is right; ten digits without a sign are too often something else.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Context;
use crate::content::{Date, Source};
use crate::diag::{Diagnostics, Problem, Span};

#[allow(clippy::expect_used)] // a constant, compiled by every test run
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<century>[0-9]{2})?(?P<date>[0-9]{6})(?P<sign>[-+\u{2010}-\u{2013}\u{2212}])?(?P<serial>[0-9]{4})")
        .expect("a constant pattern")
});

pub fn check(source: &Source, text: &str, context: &Context, found: &mut Diagnostics) {
    for range in numbers(text, context.today) {
        found.add(source.place(Span::new(range, 0)), Problem::Personnummer);
    }
}

fn numbers(text: &str, today: Date) -> Vec<Range<usize>> {
    if !has_date(text) {
        return Vec::new();
    }
    NUMBER
        .captures_iter(text)
        .filter_map(|found| {
            let range = found.get(0)?.range();
            let century = found.name("century").map(|m| m.as_str());
            if century.is_none() && found.name("sign").is_none() {
                return None;
            }
            let (date, serial) = (&found["date"], &found["serial"]);
            (stands_alone(text, &range) && is_birthday(century, date, today) && is_luhn(date, serial))
                .then_some(range)
        })
        .collect()
}

/// Whether six digits stand in a row anywhere, as they do in few documents. One in six bytes is looked at: a row of six has
/// one of those.
fn has_date(text: &str) -> bool {
    const ROW: usize = 6;
    let digits =
        |bytes: &mut dyn Iterator<Item = &u8>| bytes.take_while(|byte| byte.is_ascii_digit()).count();
    let bytes = text.as_bytes();
    (ROW - 1..bytes.len()).step_by(ROW).any(|at| {
        let (before, after) = bytes.split_at(at);
        bytes[at].is_ascii_digit() && digits(&mut before.iter().rev()) + digits(&mut after.iter()) >= ROW
    })
}

/// Whether the digits are not a part of a longer number or name.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let joins = |outer: Option<char>, beyond: Option<char>| match outer {
        Some('-' | '+') => beyond.is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric(),
        None => false,
    };
    let mut before = text[..range.start].chars().rev();
    let mut after = text[range.end..].chars();
    !joins(before.next(), before.next()) && !joins(after.next(), after.next())
}

/// Whether six digits are a day on which somebody may have been born; a samordningsnummer adds 60 to the day.
fn is_birthday(century: Option<&str>, date: &str, today: Date) -> bool {
    let number = |range: Range<usize>| date[range].parse::<i16>().ok();
    let (Some(year), Some(month), Some(day)) = (number(0..2), number(2..4), number(4..6)) else {
        return false;
    };
    let day = if day > 60 { day - 60 } else { day };
    let centuries = match century.map(str::parse::<i16>) {
        Some(Ok(century)) => vec![century],
        Some(Err(_)) => return false,
        None => vec![19, 20],
    };
    centuries.into_iter().filter(|century| (18..=20).contains(century)).any(|century| {
        let born = Date::new(century * 100 + year, month as i8, day as i8);
        born.is_some_and(|born| born <= today)
    })
}

/// Whether the last of ten digits is the check digit of the others.
fn is_luhn(date: &str, serial: &str) -> bool {
    let digits = date.bytes().chain(serial.bytes()).map(|b| u32::from(b - b'0'));
    let sum: u32 = digits
        .enumerate()
        .map(|(i, digit)| if i % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let today = Date::new(2026, 6, 1).expect("a day");
        numbers(text, today).into_iter().map(|range| text[range].to_string()).collect()
    }

    #[test]
    fn every_form_is_found() {
        for number in
            ["121212-1212", "19121212-1212", "191212121212", "121212+1212", "121212–1212", "701063-2391"]
        {
            assert_eq!(found(&format!("Fråga ({number}).")), [number], "{number}");
        }
    }

    #[test]
    fn other_numbers_are_let_be() {
        let others = [
            "121212-1213",          // wrong check digit
            "556036-0793",          // an organisation
            "1212121212",           // no sign: a telephone, an invoice
            "0121212-12120",        // part of a longer one
            "2024-121212-1212",     // a series
            "dnr121212-1212",       // a name
            "20991231-1231",        // not born yet
            "2026-06-01 1212-1212", // a day and a time
            "990230-1234",          // no day of the calendar
        ];
        for text in others {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
