//! A segment of tantivy: rows of numbers in; for each number the rows that hold it out, how often and how long they are.
//!
//! What it does not know: what a number stands for. tantivy is named nowhere else but in the tests that compare with it.

use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::postings::Postings as _;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{DocSet, TERMINATED, TantivyDocument};

/// tantivy could not do what it was asked for.
pub type Fault = tantivy::TantivyError;

/// Memory by which tantivy lays out its tables; one segment is written whatever it is.
const BUDGET: usize = 15_000_000;

/// A row that holds a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Its place among the rows.
    pub row: u32,
    /// How often it holds the number.
    pub count: u32,
    /// How long it is, by tantivy's table.
    pub norm: u8,
}

/// A segment in the making.
pub struct Segment {
    writer: SingleSegmentIndexWriter,
    column: Field,
}

impl Segment {
    /// Begins a segment in memory.
    ///
    /// # Errors
    /// tantivy could not work in memory.
    pub fn begin() -> Result<Self, Fault> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_index_option(IndexRecordOption::WithFreqs)
            .set_fieldnorms(true);
        let column = schema.add_text_field("numbers", TextOptions::default().set_indexing_options(indexing));
        let directory = tantivy::directory::RamDirectory::create();
        let index = tantivy::Index::builder().schema(schema.build());
        Ok(Self { writer: index.single_segment_index_writer(directory, BUDGET)?, column })
    }

    /// Adds rows of numbers.
    ///
    /// # Errors
    /// tantivy could not work in memory.
    pub fn add<'r>(&mut self, rows: impl Iterator<Item = &'r [u32]>) -> Result<(), Fault> {
        for row in rows {
            let mut document = TantivyDocument::new();
            document.add_text(self.column, spelled(row));
            self.writer.add_document(document)?;
        }
        Ok(())
    }

    /// Gives `take` each number with the rows that hold it, in order: each with how often it does, and its length as
    /// tantivy keeps it. Returns the mean length of a row.
    ///
    /// # Errors
    /// tantivy could not work in memory.
    pub fn read(self, mut take: impl FnMut(u32, &mut dyn Iterator<Item = Held>)) -> Result<f64, Fault> {
        let searcher = self.writer.finalize()?.reader()?.searcher();
        let Some(segment) = searcher.segment_readers().first() else { return Ok(1.0) };
        let inverted = segment.inverted_index(self.column)?;
        let norms = segment.get_fieldnorms_reader(self.column)?;
        let mut terms = inverted.terms().stream()?;
        while terms.advance() {
            let option = IndexRecordOption::WithFreqs;
            let mut postings = inverted.read_postings_from_terminfo(terms.value(), option)?;
            let mut row = postings.doc();
            let mut rows = std::iter::from_fn(|| {
                let held = (row != TERMINATED).then(|| Held {
                    row,
                    count: postings.term_freq(),
                    norm: norms.fieldnorm_id(row),
                })?;
                row = postings.advance();
                Some(held)
            });
            take(number(terms.key()), &mut rows);
        }
        Ok((inverted.total_num_tokens() as f64 / f64::from(segment.max_doc().max(1))).max(1.0))
    }
}

/// The digit 0 of a number as a word.
const ZERO: u8 = b'0';

/// Numbers as words of digits to the base of 64, least first: shorter than any term.
fn spelled(row: &[u32]) -> String {
    let mut out = String::with_capacity(5 * row.len());
    for number in row {
        let mut rest = *number;
        loop {
            out.push((ZERO + (rest & 63) as u8) as char);
            rest >>= 6;
            if rest == 0 {
                break;
            }
        }
        out.push(' ');
    }
    out
}

/// The number that a word spells.
fn number(word: &[u8]) -> u32 {
    word.iter().rev().fold(0, |number, digit| number << 6 | u32::from(digit - ZERO))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_row_is_found_by_its_numbers(
            rows in proptest::collection::vec(proptest::collection::vec(prop_oneof![0_u32..70, any::<u32>()], 0..9), 0..9)
        ) {
            let mut segment = Segment::begin().expect("memory");
            segment.add(rows.iter().map(Vec::as_slice)).expect("memory");
            let mut found = BTreeMap::new();
            segment.read(|number, rows| { found.insert(number, rows.map(|held| (held.row, held.count)).collect::<Vec<_>>()); }).expect("memory");
            let mut expected: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
            for (at, row) in (0..).zip(&rows) {
                for number in row {
                    let held = expected.entry(*number).or_default();
                    match held.last_mut().filter(|(last, _)| *last == at) {
                        Some((_, count)) => *count += 1,
                        None => held.push((at, 1)),
                    }
                }
            }
            prop_assert_eq!(found, expected);
        }
    }
}
