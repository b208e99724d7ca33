//! Words: how a text is cut for marking, and how alike two texts are.

use std::collections::HashMap;

/// A word or a sign, with the white space before it. The pieces of a text, put together, are the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// White space before it.
    pub space: &'t str,
    /// The word or sign.
    pub word: &'t str,
}

/// Cuts a text into words and signs. What joins letters or digits (it-system, 3.2.1, 2018:585, och/eller) is one word.
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let space = rest.len() - rest.trim_start().len();
        let length = word_length(&rest[space..]);
        let token = Token { space: &rest[..space], word: &rest[space..space + length] };
        rest = &rest[space + length..];
        (space + length > 0).then_some(token)
    })
}

/// Bytes of the word or sign that a text begins with.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    loop {
        end += ascii_run(&text.as_bytes()[end..]);
        let mut chars = text[end..].chars();
        let Some(c) = chars.next() else { return end };
        let mut joins = || end > 0 && JOINS.contains(&c) && chars.next().is_some_and(is_letter);
        if c != ' ' && (is_letter(c) || joins()) {
            end += c.len_utf8();
        } else {
            return if end == 0 { c.len_utf8() } else { end };
        }
    }
}

/// How many bytes of the head are letters and digits of ASCII: most of every word.
fn ascii_run(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

const JOINS: [char; 14] = ['-', '–', '‑', '.', ':', '/', '\'', '’', '_', '@', '&', '\u{ad}', '·', ','];

fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        LATIN_FIRST..=LATIN_LAST => is_latin(c),
        '\u{300}'..='\u{36f}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// The letters of Western Europe beyond ASCII, from À to ÿ: nearly all that Swedish texts have.
const LATIN_FIRST: char = '\u{c0}';
const LATIN_LAST: char = '\u{ff}';

/// Whether it is one of them. Times and divided-by stand in their midst.
fn is_latin(c: char) -> bool {
    (LATIN_FIRST..=LATIN_LAST).contains(&c) && !matches!(c, '×' | '÷')
}

/// A word or a text as it is compared: lower case; blanks, hyphens and signs gone. Empty for a sign.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_onto(text, &mut out);
    out
}

fn fold_onto(text: &str, out: &mut String) {
    let mut rest = text;
    loop {
        let (run, next) = rest.split_at(ascii_run(rest.as_bytes()));
        let from = out.len();
        out.push_str(run);
        out[from..].make_ascii_lowercase();
        let mut chars = next.chars();
        let Some(c) = chars.next() else { return };
        if is_latin(c) {
            // Capitals stand 32 places before their small letters; ß has none.
            let is_capital = c < 'ß';
            out.push(if is_capital { char::from(c as u8 + 32) } else { c });
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        }
        rest = chars.as_str();
    }
}

/// Whether it is a word rather than a sign.
pub fn is_word(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

/// How many words a text has.
pub fn count(text: &str) -> usize {
    tokens(text).filter(|token| is_word(token.word)).count()
}

/// Numbers for words, the same for the same word.
#[derive(Debug, Default)]
pub struct Lexicon(HashMap<String, u32>);

/// A text as it is compared.
#[derive(Debug)]
pub struct Words {
    /// As of [`fold`].
    pub folded: String,
    /// Its words.
    pub bag: Bag,
}

impl Lexicon {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.0.get(word) {
            return *number;
        }
        let next = self.0.len() as u32;
        self.0.insert(word.to_string(), next);
        next
    }

    /// The words of a text without their order.
    pub fn bag(&mut self, text: &str) -> Bag {
        self.read(text).bag
    }

    /// A text, ready to be compared.
    pub fn read(&mut self, text: &str) -> Words {
        let mut folded = String::with_capacity(text.len());
        let mut sequence = Vec::with_capacity(text.len() / 6);
        for token in tokens(text) {
            let from = folded.len();
            fold_onto(token.word, &mut folded);
            if folded.len() > from {
                sequence.push(self.number(&folded[from..]));
            }
        }
        Words { folded, bag: Bag::of(sequence) }
    }
}

/// The words of a unit and the pairs of words that follow each other, sorted, each as often as it stands there.
#[derive(Debug, Default, Clone)]
pub struct Bag {
    /// The words.
    pub words: Vec<u32>,
    /// Pairs of neighbouring words.
    pub pairs: Vec<u64>,
}

impl Bag {
    fn of(mut words: Vec<u32>) -> Self {
        let mut pairs: Vec<u64> =
            words.windows(2).map(|pair| (u64::from(pair[0]) << 32) | u64::from(pair[1])).collect();
        words.sort_unstable();
        pairs.sort_unstable();
        Self { words, pairs }
    }

    /// Likeness from 0 to 1: twice what is shared over what there is (Dice), over words and pairs.
    pub fn likeness(&self, other: &Self) -> f64 {
        let whole = self.words.len() + self.pairs.len() + other.words.len() + other.pairs.len();
        if whole == 0 {
            return 0.0;
        }
        let shared = shared(&self.words, &other.words) + shared(&self.pairs, &other.pairs);
        2.0 * shared as f64 / whole as f64
    }

    /// The most that [`Bag::likeness`] can be, from the lengths alone.
    pub fn bound(&self, other: &Self) -> f64 {
        let (short, long) =
            (self.words.len().min(other.words.len()), self.words.len().max(other.words.len()));
        if long == 0 { 0.0 } else { 2.0 * short as f64 / (short + long) as f64 }
    }

    /// How much of this stands in `whole` and not in `kept`, and how much stands in `whole` at all, from 0 to 1.
    pub fn part_of(&self, whole: &Self, kept: &Self) -> (f64, f64) {
        let mine = self.words.len() + self.pairs.len();
        if mine == 0 {
            return (0.0, 0.0);
        }
        let lost = shared(&self.words, &without(&whole.words, &kept.words))
            + shared(&self.pairs, &without(&whole.pairs, &kept.pairs));
        let within = shared(&self.words, &whole.words) + shared(&self.pairs, &whole.pairs);
        (lost as f64 / mine as f64, within as f64 / mine as f64)
    }

    /// How many pairs of words stand in both.
    pub fn shared_pairs(&self, other: &Self) -> usize {
        shared(&self.pairs, &other.pairs)
    }
}

/// How many entries two sorted lists share, counting repeats.
fn shared<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

/// A sorted list without the entries of another, counting repeats.
fn without<T: Ord + Copy>(a: &[T], b: &[T]) -> Vec<T> {
    let mut out = Vec::new();
    let mut j = 0;
    for item in a {
        while j < b.len() && b[j] < *item {
            j += 1;
        }
        if j < b.len() && b[j] == *item {
            j += 1;
        } else {
            out.push(*item);
        }
    }
    out
}

/// How alike two short texts are letter by letter, from 0 to 1: for headings and items of a word or two.
pub fn letters_alike(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (fold(a).chars().collect(), fold(b).chars().collect());
    let longest = a.len().max(b.len());
    if longest == 0 || longest > 80 {
        return 0.0;
    }
    1.0 - distance(&a, &b) as f64 / longest as f64
}

/// Levenshtein distance.
pub fn distance(a: &[char], b: &[char]) -> usize {
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            row.push((last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1));
        }
        last = row;
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_unicode() {
        for c in '\0'..='\u{24f}' {
            assert_eq!(is_letter(c), c.is_alphanumeric(), "{c}");
            let lower: String = c.to_lowercase().filter(|_| c.is_alphanumeric()).collect();
            assert_eq!(fold(&c.to_string()), lower, "{c}");
        }
    }

    #[test]
    fn words_are_whole() {
        let words: Vec<&str> =
            tokens("Ett it-system (enligt 3.2.1) följer SFS 2018:585, t.ex. «så».").map(|t| t.word).collect();
        assert_eq!(
            words,
            [
                "Ett",
                "it-system",
                "(",
                "enligt",
                "3.2.1",
                ")",
                "följer",
                "SFS",
                "2018:585",
                ",",
                "t.ex",
                ".",
                "«",
                "så",
                "»",
                "."
            ]
        );
    }

    #[test]
    fn likeness_is_from_none_to_one() {
        let mut lexicon = Lexicon::default();
        let (a, b, c) =
            (lexicon.bag("en två tre fyra"), lexicon.bag("En två tre fem."), lexicon.bag("sex sju"));
        assert!((a.likeness(&a) - 1.0).abs() < f64::EPSILON);
        assert!(a.likeness(&b) > 0.6 && a.likeness(&b) <= a.bound(&b));
        assert!(a.likeness(&c) == 0.0);
    }
}
