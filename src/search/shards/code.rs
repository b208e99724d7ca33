//! How numbers and rows of strings are written in the files: letters only, since the files are scripts.
//!
//! Sixty-four letters stand for the numbers 0–63. Larger numbers are written in pieces of five bits, least first, with
//! 32 added to each but the last. `client/search.js` reads what is written here.

use super::super::postings::Posting;

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The letter of a number below 64; the last letter for any other.
pub fn letter(number: u32) -> char {
    char::from(LETTERS[number.min(63) as usize])
}

/// Writes a number of any size.
pub fn number(out: &mut String, mut number: u32) {
    while number >= 32 {
        out.push(letter(32 + number % 32));
        number /= 32;
    }
    out.push(letter(number));
}

/// Writes a number that is mostly small: one letter below 63, else the last letter and the rest.
pub fn small(out: &mut String, value: u32) {
    if value < 63 {
        out.push(letter(value));
    } else {
        out.push(letter(63));
        number(out, value - 63);
    }
}

/// Writes rising numbers as their steps.
pub fn rising(out: &mut String, numbers: impl Iterator<Item = u32>) {
    let mut last = 0;
    for value in numbers {
        number(out, value.wrapping_sub(last));
        last = value;
    }
}

/// Writes a list of postings: how many, then the steps, then the lengths, then the counts: once if all are the same.
pub fn postings(out: &mut String, list: &[Posting]) {
    number(out, list.len() as u32);
    rising(out, list.iter().map(|posting| posting.number));
    list.iter().for_each(|posting| small(out, u32::from(posting.norm)));
    let count = |posting: &Posting| u32::from(posting.count);
    match list.first() {
        Some(first) if list.iter().all(|posting| posting.count == first.count) => small(out, count(first)),
        _ => list.iter().for_each(|posting| small(out, count(posting))),
    }
}

/// Writes a string after another: how many letters (in UTF-16) both begin with, then the rest.
pub fn after(out: &mut String, before: &str, text: &str) {
    let same = before.chars().zip(text.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).take(30);
    let (units, bytes) = same.fold((0, 0), |(units, bytes), c| (units + c.len_utf16(), bytes + c.len_utf8()));
    out.push(letter(units as u32));
    out.push_str(&text[bytes..]);
}

/// A part of a file name that stands for a key: letters and digits as they are, all else by number.
pub fn name(key: &str) -> String {
    let mut out = String::new();
    for c in key.chars() {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            out.push(c);
        } else {
            out.push_str(&format!("_{:x}_", u32::from(c)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_strings() {
        let mut out = String::new();
        for value in [0, 31, 32, 1000] {
            number(&mut out, value);
        }
        assert_eq!(out, "AfgBof");
        let mut out = String::new();
        after(&mut out, "behörig", "behörighet");
        assert_eq!(out, "Hhet");
        assert_eq!(name("a.8 ö"), "a_2e_8_20__f6_");
    }
}
