//! Inflection aliases: forms that the stemmer leaves apart are brought under one term.
//!
//! In: the words of the portal, with the word that each is a form of where the parts list knows it. Out: [`Aliases`],
//! two small tables. The term of a word is `words[word]`, else `stems[stem(word)]`, else `stem(word)`; a browser finds
//! both tables in the term shards. Where the list is silent the text teaches: `policyn` is a form of `policy` because
//! both stand there. Two words of the list never share a term that their stems do not share.

use std::borrow::Cow;
use std::collections::HashMap;

use super::stem::stem;

/// Shortest word that others may be forms of, in letters.
const SHORTEST: usize = 4;

/// The tables.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Aliases {
    words: HashMap<Box<str>, Box<str>>,
    stems: HashMap<Box<str>, Box<str>>,
}

/// A word of the portal and the term that the parts list gives it.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    /// The word.
    pub word: &'a str,
    /// How often it occurs.
    pub count: u64,
    /// The term of the word that it is a form of, if the list knows that word.
    pub term: Option<String>,
    /// Whether the list knows the word at all.
    pub listed: bool,
}

impl Aliases {
    /// Learns from words in byte order. `owned` tells stems that belong to a word of the list, which never lead
    /// elsewhere. `common` are forms of the list's words, with their terms: a query may have them though the portal
    /// has other forms of the same words.
    pub fn learn<'c>(
        vocabulary: &[Known<'_>],
        owned: impl Fn(&str) -> bool,
        common: impl Iterator<Item = (&'c str, &'c str)>,
    ) -> Self {
        let terms = wanted_terms(vocabulary);
        // A stem goes where most of its words want to go; the others are named one by one.
        let mut votes: Vec<(Cow<'_, str>, &str, u64)> = vocabulary
            .iter()
            .zip(&terms)
            .map(|(known, term)| (stem(known.word), term.as_str(), known.count.max(1)))
            .collect();
        votes.sort_unstable();
        let mut aliases = Self::default();
        for votes in votes.chunk_by(|one, other| one.0 == other.0) {
            let stem = &*votes[0].0;
            let wishes = votes.chunk_by(|one, other| one.1 == other.1);
            let wishes = wishes.map(|same| (same[0].1, same.iter().map(|(_, _, count)| count).sum::<u64>()));
            let most = wishes.max_by(|a, b| (a.1, b.0).cmp(&(b.1, a.0)));
            if let Some((term, _)) = most.filter(|(term, _)| *term != stem && !owned(stem)) {
                aliases.stems.insert(stem.into(), term.into());
            }
        }
        for (known, term) in vocabulary.iter().zip(&terms) {
            if aliases.term(known.word) != term.as_str() {
                aliases.words.insert(known.word.into(), term.as_str().into());
            }
        }
        let occurs = |form: &str| vocabulary.binary_search_by(|known| known.word.cmp(form)).is_ok();
        for (form, term) in common {
            let stem = stem(form);
            if aliases.term(form) == term || occurs(form) {
            } else if votes.binary_search_by(|vote| vote.0.cmp(&stem)).is_ok() || owned(&stem) {
                aliases.words.entry(form.into()).or_insert_with(|| term.into());
            } else {
                aliases.stems.entry((*stem).into()).or_insert_with(|| term.into());
            }
        }
        aliases
    }

    /// Gives a word that stands in no text a term of its own, unless it has that term already.
    pub fn add(&mut self, word: &str, term: &str) {
        if self.term(word) != term {
            self.words.entry(word.into()).or_insert_with(|| term.into());
        }
    }

    /// Reads a word that stands in no text, and whatever stems as it does, as another word. A short stem is that of many
    /// words: `utlade` and `utlandet` are both `utl`.
    pub fn lend(&mut self, word: &str, term: &str) {
        let stem = stem(word);
        if self.term(word) == *stem && stem.chars().count() > SHORTEST {
            self.stems.insert((*stem).into(), term.into());
        } else {
            self.words.insert(word.into(), term.into());
        }
    }

    /// The term of a word.
    pub fn term(&self, word: &str) -> String {
        if let Some(term) = self.words.get(word) {
            return term.to_string();
        }
        let stem = stem(word);
        self.stems.get(&*stem).map_or_else(|| stem.into_owned(), |term| term.to_string())
    }

    /// Words that have a term of their own, in byte order.
    pub fn words(&self) -> Vec<(&str, &str)> {
        sorted(&self.words)
    }

    /// Stems that have another term, in byte order.
    pub fn stems(&self) -> Vec<(&str, &str)> {
        sorted(&self.stems)
    }
}

fn sorted(table: &HashMap<Box<str>, Box<str>>) -> Vec<(&str, &str)> {
    let mut pairs: Vec<(&str, &str)> = table.iter().map(|(from, to)| (&**from, &**to)).collect();
    pairs.sort_unstable();
    pairs
}

/// The term that each word would like to have.
fn wanted_terms(vocabulary: &[Known<'_>]) -> Vec<String> {
    let place: HashMap<&str, usize> =
        vocabulary.iter().enumerate().map(|(at, known)| (known.word, at)).collect();
    let mut order: Vec<usize> = (0..vocabulary.len()).collect();
    // A word is a form of a shorter one, which then has its term already.
    order.sort_by_key(|at| (vocabulary[*at].word.len(), *at));
    let mut terms: Vec<String> = vec![String::new(); vocabulary.len()];
    for at in order {
        let known = &vocabulary[at];
        terms[at] = match &known.term {
            Some(term) => term.clone(),
            None if known.listed => stem(known.word).into_owned(),
            None => {
                let base = base_of(known.word, |base| {
                    let at = place.get(base).copied().filter(|at| !vocabulary[*at].listed)?;
                    Some(terms[at].clone())
                });
                base.unwrap_or_else(|| stem(known.word).into_owned())
            }
        };
    }
    terms
}

/// What `find` knows about a shorter word that this one may be a form of. Also the last resort for a word of a query
/// whose term the portal does not have; `client/words.js` has the same steps.
pub fn base_of<T>(word: &str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
    let find = |base: &str| if base.chars().count() < SHORTEST { None } else { find(base) };
    let stem = stem(word);
    if *stem != *word
        && let Some(base) = find(&stem)
    {
        return Some(base);
    }
    for ending in ["ns", "ts", "n", "t"] {
        if let Some(base) = word.strip_suffix(ending).filter(|base| ends_in_vowel(base)).and_then(&find) {
            return Some(base);
        }
    }
    for ending in ["ets", "ens", "et", "en"] {
        let base = word.strip_suffix(ending).filter(|base| !ends_in_vowel(base));
        if let Some(base) = base.and_then(&find) {
            return Some(base);
        }
    }
    contracted_base(word).and_then(|base| find(&base))
}

/// `modulernas` has no e to lose, `terminlarna` of `terminel` has: the e comes back before l, n and r.
fn contracted_base(word: &str) -> Option<String> {
    const ENDINGS: [&str; 12] =
        ["arnas", "ernas", "arna", "erna", "ets", "ens", "ars", "ers", "ar", "er", "et", "en"];
    let stem = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending))?;
    let last = stem.chars().next_back().filter(|c| matches!(c, 'l' | 'n' | 'r'))?;
    let before = &stem[..stem.len() - 1];
    (!ends_in_vowel(before)).then(|| format!("{before}e{last}"))
}

fn ends_in_vowel(word: &str) -> bool {
    word.ends_with(['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö', 'é'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learn(words: &[&str]) -> Aliases {
        let mut words = words.to_vec();
        words.sort_unstable();
        let known: Vec<Known> =
            words.into_iter().map(|word| Known { word, count: 1, term: None, listed: false }).collect();
        Aliases::learn(&known, |_| false, std::iter::empty())
    }

    #[test]
    fn the_text_joins_forms() {
        for (words, others) in [
            (vec!["policy", "policyn", "policyns", "policyer"], "policy"),
            (vec!["nätverk", "nätverket", "nätverkets"], "nätverk"),
            (vec!["kapsel", "kapslar", "kapslarna"], "kapsel"),
            (vec!["kompromat", "kompromaten"], "kompromat"),
        ] {
            let aliases = learn(&words);
            for word in &words {
                assert_eq!(aliases.term(word), aliases.term(others), "{word}");
            }
        }
    }

    #[test]
    fn words_apart_stay_apart() {
        let aliases = learn(&["ansökan", "ansökt", "uppgift", "uppgå", "stat", "staten"]);
        assert_eq!(aliases.term("staten"), aliases.term("stat"));
        assert_ne!(aliases.term("uppgift"), aliases.term("uppgå"));
        let known = |word, term: &str| Known { word, count: 1, term: Some(term.to_string()), listed: true };
        let words = [known("data", "dat"), known("dator", "dator")];
        let aliases = Aliases::learn(&words, |stem| stem == "dat", std::iter::empty());
        assert_eq!(aliases.term("dator"), "dator");
        assert_eq!(aliases.term("data"), "dat");
        assert_eq!(aliases.words(), [("dator", "dator")]);
    }

    #[test]
    fn forms_that_do_not_occur_help_where_nothing_speaks_against() {
        let known = [Known { word: "nyckel", count: 3, term: Some("nyckel".to_string()), listed: true }];
        let aliases = Aliases::learn(&known, |stem| stem == "nyckel", [("nycklar", "nyckel")].into_iter());
        assert_eq!(aliases.term("nycklarnas"), "nyckel");
        assert_eq!(aliases.stems(), [("nyckl", "nyckel")]);
    }
}
