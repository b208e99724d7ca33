//! The inverted index: from rows of words of records to the records that hold each term.
//!
//! In: rows of words and what each word means. Out: [`Inverted`], for each term the records that hold it, how often and how
//! long they are.

use rayon::prelude::*;

use super::counted::{Counted, Meaning};
use super::postings::{Posting, Postings};
use super::reading::steps;
use super::segment::{Fault, Held, Segment};
use super::swedish::Analyser;
use crate::interned::Interned;

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

impl Inverted {
    /// Indexes records, given by number, in order, in as many segments whatever the threads, so that the result does not depend on them.
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
        let (mut as_words, mut as_parts) = (Segment::begin()?, Segment::begin()?);
        let mut counted = count(part(), &terms);
        while !counted.is_empty() {
            for Counted { parts, new, .. } in &mut counted {
                parts.extend(new.drain(..).map(|term| terms.add(&term)));
            }
            let lists = |of: fn(&Counted) -> &[u32]| counted.iter().map(of);
            // A thread each: it has memory of its own, of which the catalogue has left much free.
            let add = || {
                let words = || as_words.add(lists(|counted| &counted.words));
                rayon::join(words, || as_parts.add(lists(|counted| &counted.parts)))
            };
            let next = part();
            let (added, next) = rayon::join(add, || count(next, &terms));
            added.0.and(added.1)?;
            counted = next;
        }
        drop(meanings);
        let field = |segment| Field::of(segment, &numbers, terms.len());
        let (words, parts) = rayon::join(|| field(as_words), || field(as_parts));
        let (words, parts) = (words?, parts?);
        Ok(Self { terms, words, parts })
    }
}

impl Field {
    /// Of a segment whose rows are records, called by number, and whose numbers are terms.
    fn of(segment: Segment, numbers: &[u32], terms: usize) -> Result<Self, Fault> {
        let mut lists = vec![Postings::default(); terms];
        let mean = segment.read(|term, rows| {
            let posting = |held: Held| Posting {
                number: numbers[held.row as usize],
                count: held.count.min(u32::from(u16::MAX)) as u16,
                norm: held.norm,
            };
            lists[term as usize] = rows.map(posting).collect();
        })?;
        Ok(Self { lists, mean })
    }
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
        let once = [&words.above, &words.grounds, &words.people, &words.ids]
            .into_iter()
            .flatten()
            .map(String::as_str);
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
            for (number, share) in scored.read(&term.words, long) {
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
