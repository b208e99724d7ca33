//! The texts of records as rows of numbered words: each text is cut once, and need not be kept after that.
//!
//! In: records. Out: [`Reading`], for each record the [`Step`]s that [`super::inverted`] counts in, and what it is looked up
//! by, packed. Nothing is stemmed here: what a word means is not known before all words are.

use std::collections::BTreeSet;

use super::packed::{self, Rows};
use super::record::{Record, Words};
use super::swedish::Vocabulary;
use super::swedish::particles::is_sure;
use super::swedish::stopwords::is_stopword;
use super::swedish::words::{Kind, lower, pieces};
use crate::interned::Interned;

/// How far ahead a word that a hyphen leaves open looks for its end, in words.
pub const AHEAD: usize = 6;

/// How many stop words may stand between a verb and its particle.
const BETWEEN: usize = 1;

/// What stands in the row of a record: texts one after another, each after [`Step::Text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A text begins: what each of its words weighs, and whether their parts count.
    Text(u32, bool),
    /// A word, by number.
    Word(u32, Kind),
}

const KINDS: [Kind; 4] = [Kind::Word, Kind::Joined, Kind::Open, Kind::Id];
/// The number under which a text begins; words begin after it.
const TEXT: u32 = 0;

/// What stands in a row.
pub fn steps(row: &[u8]) -> impl Iterator<Item = Step> {
    let mut bytes = row.iter().copied();
    let next = move || {
        let code = packed::take(&mut bytes)?;
        Some(match code.checked_sub(TEXT + 1) {
            None => {
                let text = packed::take(&mut bytes)?;
                Step::Text(text >> 1, text & 1 == 1)
            }
            Some(code) => Step::Word(code >> 2, KINDS[code as usize & 3]),
        })
    };
    std::iter::from_fn(next)
}

fn put(bytes: &mut Vec<u8>, step: Step) {
    match step {
        Step::Text(weight, with_parts) => {
            packed::put(bytes, TEXT);
            packed::put(bytes, weight << 1 | u32::from(with_parts));
        }
        Step::Word(word, kind) => packed::put(bytes, TEXT + 1 + (word << 2 | kind as u32)),
    }
}

/// What was read. Records are told by their place in the order in which they were read.
#[derive(Default)]
pub struct Reading {
    /// The words that the rows number.
    pub words: Interned,
    known: Vec<Known>,
    /// Words with the particles that follow them.
    particles: BTreeSet<(u32, u32)>,
    rows: Rows,
    ids: Rows,
    names: Rows,
    /// Texts that stand over many records, which are cut once.
    common: Interned,
    cuts: Vec<Cut>,
}

/// What is known of a word.
struct Known {
    /// How often texts say it that count.
    count: u64,
    is_stopword: bool,
    is_particle: bool,
}

/// A text cut into words.
#[derive(Default)]
struct Cut {
    /// As it stands in a row.
    row: Vec<u8>,
    /// The words that count.
    counted: Vec<u32>,
}

impl Reading {
    /// Reads a record.
    pub fn take(&mut self, record: &Record) {
        let mut row = Vec::new();
        self.cut_record(&record.words, record.body(), &mut row);
        self.rows.add(|bytes| bytes.extend(row));
        self.ids.add(|bytes| id_keys(&record.words).iter().for_each(|id| put_text(bytes, id)));
        self.names.add(|bytes| record.words.names.iter().for_each(|name| put_text(bytes, name)));
    }

    /// The row of a record.
    pub fn row(&self, record: usize) -> &[u8] {
        self.rows.get(record)
    }

    /// Lets go of the rows.
    pub fn forget_rows(&mut self) {
        self.rows = Rows::default();
    }

    /// Ids, and numbers with signs in them, under which a record is looked up as it stands.
    pub fn ids(&self, record: usize) -> Vec<&str> {
        texts(self.ids.get(record))
    }

    /// Names under which a record is looked up as it stands.
    pub fn names(&self, record: usize) -> Vec<&str> {
        texts(self.names.get(record))
    }

    /// The words of the texts with their counts. An id is no word; a hyphenated one is, and so is each of its parts.
    pub fn vocabulary(&self) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for (word, known) in self.words.iter().zip(&self.known).filter(|(_, known)| known.count > 0) {
            vocabulary.count(word, known.count);
            let parts = word.split('-').filter(|part| part.len() < word.len() && part.chars().count() > 1);
            parts.for_each(|part| vocabulary.count(part, known.count));
        }
        for (word, particle) in &self.particles {
            vocabulary.with_particle(self.words.get(*word), self.words.get(*particle));
        }
        vocabulary
    }

    /// What was read in parts.
    pub fn of_parts(parts: Vec<Self>) -> Self {
        let mut parts = parts.into_iter();
        let mut whole = parts.next().unwrap_or_default();
        (whole.common, whole.cuts) = Default::default();
        parts.for_each(|part| whole.append(part));
        whole
    }

    /// Goes on with what was read elsewhere.
    fn append(&mut self, other: Self) {
        let mut new = Vec::with_capacity(other.words.len());
        for (word, their) in other.words.iter().zip(other.known) {
            let number = self.word(word);
            self.known[number as usize].count += their.count;
            new.push(number);
        }
        let renumbered = |(word, particle): (u32, u32)| (new[word as usize], new[particle as usize]);
        self.particles.extend(other.particles.into_iter().map(renumbered));
        for at in 0..other.rows.len() {
            self.rows.add(|row| {
                for step in steps(other.rows.get(at)) {
                    put(
                        row,
                        match step {
                            Step::Word(word, kind) => Step::Word(new[word as usize], kind),
                            text => text,
                        },
                    );
                }
            });
            self.ids.add(|bytes| bytes.extend(other.ids.get(at)));
            self.names.add(|bytes| bytes.extend(other.names.get(at)));
        }
    }
}

/// How a record becomes a row.
impl Reading {
    /// How much each kind of words weighs: a text twice, so that what stands above it can weigh once.
    fn cut_record(&mut self, words: &Words, body: &str, row: &mut Vec<u8>) {
        let own = [body, &words.heading].into_iter().chain(words.also.iter().map(String::as_str));
        own.for_each(|text| self.cut_text(text, 2, true, row));
        let above = words.above.iter().chain(&words.grounds);
        above.for_each(|text| self.cut_common(text, false, row));
        words.people.iter().for_each(|text| self.cut_common(text, true, row));
        // Numbers are looked up as they stand; they say nothing of what words the portal uses.
        for id in &words.ids {
            put(row, Step::Text(1, false));
            row.extend(self.cut(id).row);
        }
    }

    fn cut_text(&mut self, text: &str, weight: u32, with_parts: bool, row: &mut Vec<u8>) {
        put(row, Step::Text(weight, with_parts));
        let cut = self.cut(text);
        row.extend(&cut.row);
        self.count(&cut);
    }

    /// A title or the name of an owner, which very many records share.
    fn cut_common(&mut self, text: &str, with_parts: bool, row: &mut Vec<u8>) {
        put(row, Step::Text(1, with_parts));
        let number = self.common.add(text) as usize;
        if number == self.cuts.len() {
            let cut = self.cut(text);
            self.cuts.push(cut);
        }
        let cut = std::mem::take(&mut self.cuts[number]);
        row.extend(&cut.row);
        self.count(&cut);
        self.cuts[number] = cut;
    }

    fn count(&mut self, cut: &Cut) {
        cut.counted.iter().for_each(|word| self.known[*word as usize].count += 1);
    }

    fn cut(&mut self, text: &str) -> Cut {
        let mut cut = Cut::default();
        let mut ahead = 0;
        // The last word that may be a verb, and how many stop words have followed.
        let mut verb: Option<(u32, usize)> = None;
        for piece in pieces(text) {
            let word = self.word(&piece.text);
            if piece.kind != Kind::Id {
                cut.counted.push(word);
            }
            let Known { is_stopword, is_particle, .. } = self.known[word as usize];
            let of_verb = verb.filter(|(_, far)| piece.kind == Kind::Word && is_particle && *far <= BETWEEN);
            verb = match verb {
                _ if !is_stopword => Some((word, 0)).filter(|_| piece.kind == Kind::Word),
                before => before.map(|(before, far)| (before, far + 1)),
            };
            if let Some((verb, _)) = of_verb {
                self.particles.insert((verb, word));
            }
            let is_needed = ahead > 0 || of_verb.is_some() || matches!(piece.kind, Kind::Id | Kind::Open);
            // A stop word matters only as a particle, and where it may stand between an open word and its end.
            if is_needed || !is_stopword {
                put(&mut cut.row, Step::Word(word, piece.kind));
            }
            ahead = if piece.kind == Kind::Open { AHEAD } else { ahead.saturating_sub(1) };
        }
        cut
    }

    /// The number of a word.
    fn word(&mut self, word: &str) -> u32 {
        let number = self.words.add(word);
        if number as usize == self.known.len() {
            self.known.push(Known { count: 0, is_stopword: is_stopword(word), is_particle: is_sure(word) });
        }
        number
    }
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    packed::put(bytes, text.len() as u32);
    bytes.extend(text.bytes());
}

fn texts(mut bytes: &[u8]) -> Vec<&str> {
    let mut out = Vec::new();
    while let Some(length) = packed::take(&mut bytes.iter().copied()) {
        let head = bytes.iter().position(|byte| *byte < 128).map_or(bytes.len(), |at| at + 1);
        let (text, rest) = bytes[head..].split_at((length as usize).min(bytes.len() - head));
        out.push(std::str::from_utf8(text).unwrap_or_default());
        bytes = rest;
    }
    out
}

/// The ids of a record, and the numbers with signs in them.
fn id_keys(words: &Words) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for id in &words.ids {
        let found = pieces(id);
        keys.extend(found.iter().filter(|piece| piece.kind == Kind::Id).map(|piece| piece.text.to_string()));
        if id.contains(char::is_alphabetic) {
            keys.insert(id_key(id));
        }
    }
    keys
}

/// An id as it is looked up: lower case, with nothing but letters, digits and the signs of ids.
pub fn id_key(id: &str) -> String {
    let held = |c: char| if c.is_alphanumeric() || "-_.:/§".contains(c) { c } else { ' ' };
    let text: String = lower(id).chars().map(held).collect();
    crate::text::spaced_once(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> Reading {
        let mut reading = Reading::default();
        for text in texts {
            let mut row = Vec::new();
            reading.cut_text(text, 2, true, &mut row);
            reading.rows.add(|bytes| bytes.extend(row));
            reading.ids.add(|bytes| put_text(bytes, text));
            reading.names.add(|_| {});
        }
        reading
    }

    fn told(reading: &Reading) -> Vec<Vec<(&str, Kind)>> {
        let word = |step| match step {
            Step::Word(word, kind) => Some((reading.words.get(word), kind)),
            Step::Text(weight, with_parts) => {
                assert_eq!((weight, with_parts), (2, true));
                None
            }
        };
        (0..reading.rows.len()).map(|at| steps(reading.row(at)).filter_map(word).collect()).collect()
    }

    #[test]
    fn what_is_read_in_parts_is_what_is_read_at_once() {
        let texts = ["Hälso- och sjukvård enligt IS-119", "Den som har it-system", "Sjukvård och it-system"];
        let whole = read(&texts);
        let parts = Reading::of_parts(vec![read(&texts[..1]), read(&texts[1..])]);
        assert_eq!(told(&whole), told(&parts));
        assert_eq!(whole.vocabulary().sorted(), parts.vocabulary().sorted());
        assert_eq!(parts.ids(2), [texts[2]]);
        let first: Vec<&str> = told(&whole)[0].iter().map(|(word, _)| *word).collect();
        assert_eq!(first, ["hälso", "och", "sjukvård", "enligt", "is-119", "is", "119"]);
        assert_eq!(told(&whole)[1].last(), Some(&("it-system", Kind::Joined)));
    }
}
