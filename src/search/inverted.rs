//! The inverted index, built by tantivy: from rows of words of records to the records that hold each term.
//!
//! In: rows of words and what each word means. Out: [`Inverted`], for each term the records that hold it, how often and how
//! long they are. tantivy is named nowhere else.

use rayon::prelude::*;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::postings::Postings as _;
use tantivy::schema::{Field as Column, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{DocSet, SegmentReader, TERMINATED, TantivyDocument};

use super::counted::{Counted, Meaning};
use super::postings::{Posting, Postings};
use super::reading::steps;
use super::swedish::Analyser;
use crate::interned::Interned;

/// tantivy could not do what it was asked for.
pub type Fault = tantivy::TantivyError;

/// A searched field.
#[derive(Debug, Default)]
pub struct Field {
    /// The records that hold each term, by number of term.
    pub lists: Vec<Postings>,
    /// Mean length of a record in terms.
    pub mean: f64,
}

/// The terms and the records that hold them.
#[derive(Debug, Default)]
pub struct Inverted {
    /// The terms, numbered.
    pub terms: Interned,
    /// Held as words.
    pub words: Field,
    /// Held as parts of words.
    pub parts: Field,
}

/// Records whose terms are in memory at a time.
const PART: usize = 2_048;

/// Memory by which tantivy lays out its tables; one segment is written whatever it is.
const BUDGET: usize = 15_000_000;

impl Inverted {
    /// Indexes records, given by number, in order, each field in one segment, so that the result does not depend on threads.
    /// `words` are those that the rows number.
    ///
    /// # Errors
    /// tantivy could not work in memory.
    pub fn build<'r>(
        words: &Interned,
        analyser: &Analyser,
        rows: impl Iterator<Item = (u32, &'r [u8])>,
    ) -> Result<Self, Fault> {
        let (mut terms, meanings) = Meaning::of_all(words, analyser);
        let (mut as_words, mut as_parts) = (Segment::begin()?, Segment::begin()?);
        let mut numbers = Vec::new();
        let mut rows = rows.map(|(number, row)| {
            numbers.push(number);
            row
        });
        let mut part = || rows.by_ref().take(PART).collect::<Vec<_>>();
        let count = |rows: Vec<&[u8]>, terms: &Interned| -> Vec<Counted> {
            let count =
                |row: &&[u8]| Counted::of(&steps(row).collect::<Vec<_>>(), &meanings, terms, analyser);
            rows.par_iter().map(count).collect()
        };
        let mut counted = count(part(), &terms);
        while !counted.is_empty() {
            for Counted { parts, new, .. } in &mut counted {
                parts.extend(new.drain(..).map(|term| (terms.add(&term), 1)));
            }
            // A thread each: it has memory of its own, of which the catalogue has left much free.
            let add = || {
                rayon::join(
                    || as_words.add(counted.iter().map(|counted| &*counted.words)),
                    || as_parts.add(counted.iter().map(|counted| &*counted.parts)),
                )
            };
            let next = part();
            let (added, next) = rayon::join(add, || count(next, &terms));
            added.0.and(added.1)?;
            counted = next;
        }
        drop(meanings);
        let (words, parts) =
            rayon::join(|| as_words.read(terms.len(), &numbers), || as_parts.read(terms.len(), &numbers));
        let (words, parts) = (words?, parts?);
        Ok(Self { terms, words, parts })
    }
}

/// A segment of one column, in the making.
struct Segment {
    writer: SingleSegmentIndexWriter,
    column: Column,
}

impl Segment {
    fn begin() -> Result<Self, Fault> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_index_option(IndexRecordOption::WithFreqs)
            .set_fieldnorms(true);
        let column = schema.add_text_field("terms", TextOptions::default().set_indexing_options(indexing));
        let directory = tantivy::directory::RamDirectory::create();
        let index = tantivy::Index::builder().schema(schema.build());
        Ok(Self { writer: index.single_segment_index_writer(directory, BUDGET)?, column })
    }

    /// Adds records: their terms by number, each with its weight.
    fn add<'r>(&mut self, records: impl Iterator<Item = &'r [(u32, u32)]>) -> Result<(), Fault> {
        for terms in records {
            let mut document = TantivyDocument::new();
            document.add_text(self.column, spelled(terms));
            self.writer.add_document(document)?;
        }
        Ok(())
    }

    /// Every term with its postings. `numbers` are those of the records.
    fn read(self, terms: usize, numbers: &[u32]) -> Result<Field, Fault> {
        let searcher = self.writer.finalize()?.reader()?.searcher();
        match searcher.segment_readers().first() {
            Some(segment) => field(segment, self.column, terms, numbers),
            None => Ok(Field { lists: vec![Postings::default(); terms], mean: 1.0 }),
        }
    }
}

/// The first letter of a number as tantivy is given it: in the place of a term, which is longer.
const LETTER: u8 = b'0';

/// Terms parted by blanks, each as often as it weighs.
fn spelled(terms: &[(u32, u32)]) -> String {
    let letters = terms.iter().map(|(_, weight)| 5 * *weight as usize).sum();
    let mut out = String::with_capacity(letters);
    for (term, weight) in terms {
        for _ in 0..*weight {
            let mut rest = *term;
            while rest > 0 || out.is_empty() || out.ends_with(' ') {
                out.push((LETTER + (rest & 63) as u8) as char);
                rest >>= 6;
            }
            out.push(' ');
        }
    }
    out
}

/// The number of a term that was spelled.
fn read(term: &[u8]) -> u32 {
    term.iter().rev().fold(0, |number, letter| number << 6 | u32::from(letter - LETTER))
}

/// Every term of a column with its postings. `numbers` are those of the records.
fn field(segment: &SegmentReader, column: Column, terms: usize, numbers: &[u32]) -> Result<Field, Fault> {
    let inverted = segment.inverted_index(column)?;
    let norms = segment.get_fieldnorms_reader(column)?;
    let mean = inverted.total_num_tokens() as f64 / f64::from(segment.max_doc().max(1));
    let mut lists = vec![Postings::default(); terms];
    let mut stream = inverted.terms().stream()?;
    while stream.advance() {
        let mut postings =
            inverted.read_postings_from_terminfo(stream.value(), IndexRecordOption::WithFreqs)?;
        let list = &mut lists[read(stream.key()) as usize];
        let mut document = postings.doc();
        while document != TERMINATED {
            let count = postings.term_freq().min(u32::from(u16::MAX)) as u16;
            let norm = norms.fieldnorm_id(document);
            list.push(Posting { number: numbers[document as usize], count, norm });
            document = postings.advance();
        }
        list.finish();
    }
    Ok(Field { lists, mean: mean.max(1.0) })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use tantivy::collector::TopDocs;
    use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
    use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
    use tantivy::{Searcher, TantivyDocument, Term};

    use super::super::bm25::{Bm25, whole};
    use super::super::index::Index;
    use super::super::library::Library;
    use super::super::postings::length;
    use super::super::record::{Group, Record};
    use super::super::records::{group, origins};
    use super::super::swedish::Settings;
    use crate::cache::Cache;
    use crate::pipeline::{self, Options, Timings};
    use crate::publish::{self, Profile};

    #[test]
    fn lengths_are_those_of_tantivy() {
        for norm in 0..=255 {
            assert_eq!(length(norm), tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm(norm), "{norm}");
        }
    }

    /// The same records indexed by tantivy, from their texts.
    fn theirs(groups: &[Group], index: &Index) -> (Searcher, Field) {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_index_option(IndexRecordOption::WithFreqs);
        let words = schema.add_text_field("words", TextOptions::default().set_indexing_options(indexing));
        let directory = tantivy::directory::RamDirectory::create();
        let mut writer = tantivy::Index::builder()
            .schema(schema.build())
            .single_segment_index_writer(directory, 50_000_000)
            .expect("a writer");
        for record in groups.iter().flat_map(|group| &group.records) {
            let mut document = TantivyDocument::new();
            document.add_text(words, terms_of(record, index).join(" "));
            writer.add_document(document).expect("taken");
        }
        (writer.finalize().expect("written").reader().expect("read").searcher(), words)
    }

    /// The terms of a record, each as often as it weighs.
    fn terms_of(record: &Record, index: &Index) -> Vec<String> {
        let words = &record.words;
        let texts = [record.body(), &words.heading].into_iter().chain(words.also.iter().map(String::as_str));
        let twice = texts.flat_map(|text| [text, text]);
        let once = [&words.above, &words.people, &words.ids].into_iter().flatten().map(String::as_str);
        let terms = |text: &str| -> Vec<String> {
            index.analyser.analyse(text).into_iter().map(|token| token.term.into_owned()).collect()
        };
        twice.chain(once).flat_map(terms).collect()
    }

    /// Lists so long, and so many of their best, that most queries over the demo read some in steps: a twentieth and a
    /// fiftieth of the records, where those of a large portal are a hundredth and a three hundredth.
    const LONG: (usize, usize) = (50, 20);

    /// What the files hold of short lists is exact: from it the ten best records are those that tantivy ranks best, with
    /// its scores. With long lists in steps hardly another comes among them.
    #[test]
    fn the_ten_best_are_those_of_tantivy() {
        let today = crate::content::Date::new(2026, 11, 25).expect("a day");
        let options = Options {
            content: Path::new("content"),
            profile: Profile::Publik,
            today,
            live: false,
            cache: Cache::none(),
        };
        let checked = pipeline::check(&options, &mut Timings::default()).expect("the demo");
        let published = publish::publish(checked.catalogue, options.profile, today);
        let settings = Settings::built_in().expect("the list is right");
        let whole: Vec<Group> = origins(&published).iter().map(|origin| group(&published, origin)).collect();
        let mut index = Library::with(&published, &settings).expect("indexed").index;
        // tantivy's own, which cannot be changed there.
        (index.weights.k1, index.weights.b) = (1.2, 0.75);
        let (searcher, words) = theirs(&whole, &index);
        let (mut asked, mut same, mut all) = (0, 0, 0);
        for (group, at) in whole.iter().flat_map(|group| (0..group.records.len()).map(move |at| (group, at)))
        {
            let text = group.records[at].body();
            let mut terms: Vec<String> = index
                .analyser
                .analyse(text)
                .into_iter()
                .take(3)
                .map(|token| token.term.into_owned())
                .collect();
            terms.sort();
            terms.dedup();
            let clauses: Vec<(Occur, Box<dyn Query>)> = terms
                .iter()
                .map(|term| {
                    let term = Term::from_field_text(words, term);
                    (
                        Occur::Should,
                        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>,
                    )
                })
                .collect();
            let best =
                searcher.search(&BooleanQuery::new(clauses), &TopDocs::with_limit(10).order_by_score());
            let theirs: Vec<f64> =
                best.expect("found").into_iter().map(|(score, _)| f64::from(score)).collect();
            let exact = sums(&index, &terms, (usize::MAX, 0));
            let ours = ten_best(&exact);
            assert_eq!(ours.len(), theirs.len());
            for (number, their) in ours.iter().zip(&theirs) {
                assert!(
                    (exact[number] - their).abs() < 1e-4 * their.max(1.0),
                    "{terms:?}: {exact:?} {theirs:?}"
                );
            }
            let stepped = ten_best(&sums(&index, &terms, LONG));
            let least = theirs.last().copied().unwrap_or_default() - 1e-4;
            same += stepped.iter().filter(|number| exact[number] >= least).count();
            all += theirs.len();
            asked += 1;
        }
        println!("{same} of {all} among the ten best with steps");
        assert!(asked > 600 && same * 100 >= all * 98, "{asked} {same} {all}");
    }

    fn sums(index: &Index, terms: &[String], long: (usize, usize)) -> BTreeMap<u32, f64> {
        let mut sums = BTreeMap::new();
        for term in terms.iter().filter_map(|term| index.term(term)) {
            let scored = Bm25::new(index, term.words.len(), index.mean.0);
            for (number, share) in scored.read(&term.words, long, true) {
                *sums.entry(number).or_insert(0.0) += scored.worth(share);
            }
        }
        sums
    }

    fn ten_best(sums: &BTreeMap<u32, f64>) -> Vec<u32> {
        let mut numbers: Vec<u32> = sums.keys().copied().collect();
        numbers.sort_by_key(|number| (-whole(sums[number]), *number));
        numbers.truncate(10);
        numbers
    }
}
