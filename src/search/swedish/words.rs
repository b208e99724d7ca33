//! The tokeniser: words, hyphenated words and ids of a text, in lower case, with their places.
//!
//! In: any text. Out: [`Piece`]s from left to right. An id (`IS-119`, `9.8`, `2018:585`, `A.8.13`, `5 §`) is a piece
//! of its own and its components follow as words. A hyphenated word (`it-system`) is one piece, an ending after a
//! colon (`GDPR:s`) belongs to nobody. `client/search.js` cuts a query the same way. Nothing is stemmed here.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// What kind of piece was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A run of letters and digits.
    Word,
    /// A word with hyphens in it.
    Joined,
    /// A word that a hyphen leaves open: `hälso-` of `hälso- och sjukvård`.
    Open,
    /// Something with digits and signs that is looked up as it stands.
    Id,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
    /// Its number among the words; an id shares that of its first component.
    pub position: u32,
    /// What it is.
    pub kind: Kind,
    /// Lower case, composed, without soft hyphens.
    pub text: Cow<'a, str>,
}

/// Longest run that is taken for a word; the rest of a longer one is noise such as a key or an address.
const LONGEST: usize = 100;

/// The pieces of a text.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut cutter = Cutter { text, at: 0, position: 0, out: Vec::new() };
    while let Some(run) = cutter.next_run() {
        cutter.chain(run);
    }
    cutter.out
}

struct Cutter<'a> {
    text: &'a str,
    at: usize,
    position: u32,
    out: Vec<Piece<'a>>,
}

impl<'a> Cutter<'a> {
    /// The next run of word characters. Section signs on the way are answered to.
    fn next_run(&mut self) -> Option<Range<usize>> {
        loop {
            let c = self.text[self.at..].chars().next()?;
            if c.is_alphanumeric() {
                return Some(self.run());
            }
            if c == '§' {
                self.section();
            }
            self.at += c.len_utf8();
        }
    }

    /// The run that begins here.
    fn run(&mut self) -> Range<usize> {
        let start = self.at;
        let rest = &self.text[start..];
        self.at += rest.find(|c| !is_inside(c)).unwrap_or(rest.len());
        start..self.at
    }

    /// The sign that joins this run to another one, which begins right after it.
    fn joint(&self) -> Option<char> {
        let mut chars = self.text[self.at..].chars();
        let sign = chars.next()?;
        let sign = if matches!(sign, '\u{2010}' | '\u{2011}') { '-' } else { sign };
        let joins = matches!(sign, '-' | '_' | '.' | ':' | '/') && chars.next()?.is_alphanumeric();
        joins.then_some(sign)
    }

    /// Takes the run and those that signs join to it, as far as the signs make one id or one word of them.
    fn chain(&mut self, first: Range<usize>) {
        if self.joint().is_none() {
            return self.emit(std::slice::from_ref(&first), true, self.at);
        }
        let mut runs = vec![first];
        let mut end = self.at;
        let mut hyphens = true;
        while let Some(sign) = self.joint() {
            let before = self.at;
            self.at += self.text[self.at..].chars().next().map_or(0, char::len_utf8);
            let run = self.run();
            let last = &self.text[runs[runs.len() - 1].clone()];
            let next = &self.text[run.clone()];
            if sign == ':' && is_ending(next) {
                end = self.at;
                continue;
            }
            if !holds(sign, last, next) || end != before {
                self.at = before;
                break;
            }
            hyphens &= sign == '-';
            end = self.at;
            runs.push(run);
        }
        self.at = end;
        self.emit(&runs, hyphens, end);
    }

    fn emit(&mut self, runs: &[Range<usize>], hyphens: bool, end: usize) {
        let whole = runs[0].start..runs[runs.len() - 1].end;
        if whole.len() > 2 * LONGEST {
            return;
        }
        let text = self.text;
        if runs.len() > 1 && text[whole.clone()].contains(|c: char| c.is_ascii_digit()) {
            self.push(whole.clone(), Kind::Id, lower(&text[whole]));
        } else if runs.len() > 1 && hyphens {
            self.push(whole.start..end, Kind::Joined, lower(&text[whole]));
            self.position += 1;
            return;
        }
        for (i, run) in runs.iter().enumerate() {
            let range = run.start..if i + 1 == runs.len() { end } else { run.end };
            let word = lower(&text[run.clone()]);
            // A single sign of an id says nothing on its own.
            if word.len() <= LONGEST && (runs.len() == 1 || word.chars().count() > 1) {
                let open = i + 1 == runs.len() && is_open(&text[end..]);
                self.push(range, if open { Kind::Open } else { Kind::Word }, word);
            }
            self.position += 1;
        }
    }

    fn push(&mut self, range: Range<usize>, kind: Kind, text: Cow<'a, str>) {
        self.out.push(Piece { range, position: self.position, kind, text });
    }

    /// `5 §` and `§ 5` become the id `5§` beside the number itself; `5 a §` becomes `5a§`.
    fn section(&mut self) {
        let sign = self.at..self.at + '§'.len_utf8();
        let blank = |range: Range<usize>| self.text[range].chars().all(char::is_whitespace);
        let words: Vec<&Piece> = self.out.iter().rev().filter(|p| p.kind == Kind::Word).take(2).collect();
        let before = match words[..] {
            [number, ..] if is_number(&number.text) && blank(number.range.end..sign.start) => {
                Some((number.range.start, number.position, number.text.to_string()))
            }
            [letter, number]
                if letter.text.chars().count() == 1
                    && is_number(&number.text)
                    && blank(letter.range.end..sign.start)
                    && blank(number.range.end..letter.range.start) =>
            {
                Some((number.range.start, number.position, format!("{}{}", number.text, letter.text)))
            }
            _ => None,
        };
        if let Some((start, position, number)) = before {
            let text = Cow::Owned(format!("{number}§"));
            self.out.push(Piece { range: start..sign.end, position, kind: Kind::Id, text });
            return;
        }
        let rest = &self.text[sign.end..];
        let blanks = rest.len() - rest.trim_start().len();
        let digits = rest[blanks..].bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let number = sign.end + blanks..sign.end + blanks + digits;
            let text = Cow::Owned(format!("{}§", &self.text[number.clone()]));
            self.push(sign.start..number.end, Kind::Id, text);
        }
    }
}

/// Whether two runs with a sign between them belong together.
fn holds(sign: char, before: &str, after: &str) -> bool {
    let digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    match sign {
        '-' => true,
        '_' | ':' | '/' => digit(before) && digit(after),
        '.' => {
            after.starts_with(|c: char| c.is_ascii_digit()) && (digit(before) || before.chars().count() == 1)
        }
        _ => false,
    }
}

/// Endings that Swedish puts after a colon: `GDPR:s`, `vd:n`, `dvd:er`, `10:e`.
fn is_ending(text: &str) -> bool {
    const ENDINGS: [&str; 21] = [
        "s", "n", "ns", "t", "ts", "en", "ens", "et", "ets", "er", "ers", "ar", "or", "na", "erna", "ernas",
        "arna", "e", "a", "ett", "an",
    ];
    ENDINGS.contains(&text)
}

/// Whether a hyphen follows that joins the word to one further on.
fn is_open(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('-' | '\u{2010}' | '\u{2011}'))
        && chars.next().is_some_and(char::is_whitespace)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c) || is_ignored(c)
}

/// A combining mark: part of the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Soft hyphens and zero-width signs: part of the text, not of the word.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The lower case of a character of which nearly all words are made, for which nothing else is to be done.
fn plain(c: char) -> Option<char> {
    match c {
        'a'..='z' | '0'..='9' | 'å' | 'ä' | 'ö' | 'é' | '-' => Some(c),
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        'Å' => Some('å'),
        'Ä' => Some('ä'),
        'Ö' => Some('ö'),
        'É' => Some('é'),
        _ => None,
    }
}

/// Lower case and composed, with plain hyphens and nothing invisible.
pub fn lower(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| plain(c) == Some(c)) {
        return Cow::Borrowed(text);
    }
    if let Some(lower) = text.chars().map(plain).collect() {
        return Cow::Owned(lower);
    }
    let hyphen = |c: char| if matches!(c, '\u{2010}' | '\u{2011}') { '-' } else { c };
    Cow::Owned(
        text.chars().filter(|c| !is_ignored(*c)).map(hyphen).flat_map(char::to_lowercase).nfc().collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(String, u32, String)> {
        pieces(text)
            .into_iter()
            .map(|p| (p.text.into_owned(), p.position, text[p.range].to_string()))
            .collect()
    }

    fn texts(text: &str) -> Vec<String> {
        pieces(text).into_iter().map(|p| p.text.into_owned()).collect()
    }

    #[test]
    fn words_have_places() {
        let expected = [("säkra", 0, "Säkra"), ("lösenord", 1, "lösen\u{ad}ord"), ("öst", 2, "O\u{308}ST")];
        let found = cut("Säkra (lösen\u{ad}ord)! O\u{308}ST");
        assert_eq!(found, expected.map(|(a, b, c)| (a.to_string(), b, c.to_string())));
    }

    #[test]
    fn ids_stand_beside_their_components() {
        assert_eq!(texts("Enligt IS-119."), ["enligt", "is-119", "is", "119"]);
        assert_eq!(
            texts("9.8, A.8.13 och 2018:585"),
            ["9.8", "a.8.13", "13", "och", "2018:585", "2018", "585"]
        );
        assert_eq!(texts("EU 2016/679"), ["eu", "2016/679", "2016", "679"]);
        assert_eq!(texts("RS 2025-0418"), ["rs", "2025-0418", "2025", "0418"]);
        assert_eq!(texts("POL-IS-P2:s"), ["pol-is-p2", "pol", "is", "p2"]);
        assert_eq!(pieces("se IS-119").iter().map(|p| p.position).collect::<Vec<_>>(), [0, 1, 1, 2]);
    }

    #[test]
    fn sections_are_ids() {
        assert_eq!(texts("2 kap. 5 § och § 124"), ["2", "kap", "5", "5§", "och", "124§", "124"]);
        assert_eq!(texts("4 a §"), ["4", "a", "4a§"]);
        assert_eq!(texts("a §"), ["a"]);
    }

    #[test]
    fn hyphens_colons_and_slashes() {
        assert_eq!(
            texts("it-system och/eller GDPR:s e\u{2011}post"),
            ["it-system", "och", "eller", "gdpr", "e-post"]
        );
        let open = pieces("hälso- och sjukvård");
        assert_eq!(open.iter().map(|p| p.kind).collect::<Vec<_>>(), [Kind::Open, Kind::Word, Kind::Word]);
        assert_eq!(texts("Slut.Början t.ex. bl.a."), ["slut", "början", "t", "ex", "bl", "a"]);
        assert_eq!(texts(&"x".repeat(150)), [""; 0]);
    }
}
