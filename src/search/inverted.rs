//! The inverted index, built by tantivy: from terms of records to postings of terms.
//!
//! In: the terms of each record, a record a document, in the order of their numbers. Out: [`Inverted`], every term
//! with the records that hold it, how often and how long they are. tantivy is named nowhere else.

use tantivy::postings::Postings as _;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{DocSet, Index, IndexReader, TERMINATED, TantivyDocument};

use super::postings::{Posting, Postings};

/// tantivy could not do what it was asked for.
pub type Fault = tantivy::TantivyError;

/// A searched field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Whole words.
    Words,
    /// Parts of compounds.
    Parts,
}

/// The terms of a record: a term stands as often as it weighs.
#[derive(Debug, Default, Clone)]
pub struct Terms {
    /// Whole words, parted by blanks.
    pub words: String,
    /// Parts of compounds, parted by blanks.
    pub parts: String,
}

/// What tantivy has made of the records.
pub struct Inverted {
    reader: IndexReader,
    words: Field,
    parts: Field,
}

/// Memory that tantivy may take before it writes a piece; one segment is written whatever it is.
const BUDGET: usize = 200_000_000;

impl Inverted {
    /// Indexes records in one segment, so that the result does not depend on threads.
    ///
    /// # Errors
    /// tantivy could not work in memory.
    pub fn build(records: impl Iterator<Item = Terms>) -> Result<Self, Fault> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_index_option(IndexRecordOption::WithFreqs)
            .set_fieldnorms(true);
        let options = TextOptions::default().set_indexing_options(indexing);
        let words = schema.add_text_field("words", options.clone());
        let parts = schema.add_text_field("parts", options);
        let directory = tantivy::directory::RamDirectory::create();
        let mut writer =
            Index::builder().schema(schema.build()).single_segment_index_writer(directory, BUDGET)?;
        for terms in records {
            let mut document = TantivyDocument::new();
            document.add_text(words, &terms.words);
            document.add_text(parts, &terms.parts);
            writer.add_document(document)?;
        }
        Ok(Self { reader: writer.finalize()?.reader()?, words, parts })
    }

    fn field(&self, which: Which) -> Field {
        match which {
            Which::Words => self.words,
            Which::Parts => self.parts,
        }
    }

    /// Mean length of a record in terms.
    ///
    /// # Errors
    /// tantivy could not read what it wrote.
    pub fn mean_length(&self, which: Which) -> Result<f64, Fault> {
        let searcher = self.reader.searcher();
        let Some(segment) = searcher.segment_readers().first() else { return Ok(1.0) };
        let tokens = segment.inverted_index(self.field(which))?.total_num_tokens();
        Ok((tokens as f64 / f64::from(segment.max_doc().max(1))).max(1.0))
    }

    /// Every term of a field with its postings, handed over in byte order. `numbers` are those of the records.
    ///
    /// # Errors
    /// tantivy could not read what it wrote.
    pub fn each_term(
        &self,
        which: Which,
        numbers: &[u32],
        mut take: impl FnMut(&str, Postings),
    ) -> Result<(), Fault> {
        let searcher = self.reader.searcher();
        let Some(segment) = searcher.segment_readers().first() else { return Ok(()) };
        let inverted = segment.inverted_index(self.field(which))?;
        let norms = segment.get_fieldnorms_reader(self.field(which))?;
        let mut stream = inverted.terms().stream()?;
        while stream.advance() {
            let term = String::from_utf8_lossy(stream.key());
            let mut postings =
                inverted.read_postings_from_terminfo(stream.value(), IndexRecordOption::WithFreqs)?;
            let mut list = Vec::with_capacity(stream.value().doc_freq as usize);
            let mut document = postings.doc();
            while document != TERMINATED {
                list.push(Posting {
                    number: numbers[document as usize],
                    count: postings.term_freq().min(u32::from(u16::MAX)) as u16,
                    norm: norms.fieldnorm_id(document),
                });
                document = postings.advance();
            }
            list.sort_unstable_by_key(|posting| posting.number);
            take(&term, Postings(list));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use tantivy::Term;
    use tantivy::collector::TopDocs;
    use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};

    use super::super::bm25::{Bm25, whole};
    use super::super::index::{self, Index};
    use super::super::postings::length;
    use super::super::records::groups;
    use super::super::swedish::Settings;
    use super::*;
    use crate::cache::Cache;
    use crate::pipeline::{self, Options, Timings};
    use crate::publish::{self, Profile};

    #[test]
    fn lengths_are_those_of_tantivy() {
        for norm in 0..=255 {
            assert_eq!(length(norm), tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm(norm), "{norm}");
        }
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
        let whole = groups(&published);
        let mut index = Index::of(whole.clone(), &settings).expect("indexed");
        // tantivy's own, which cannot be changed there.
        (index.weights.k1, index.weights.b) = (1.2, 0.75);
        let inverted = Inverted::build(index::weighed(&whole, &index.records, &index.analyser).into_iter())
            .expect("indexed");
        let searcher = inverted.reader.searcher();
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
                    let term = Term::from_field_text(inverted.words, term);
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
            let scored = Bm25::new(index, term.words.0.len(), index.mean.0);
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
