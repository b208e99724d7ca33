//! The last look before a portal is let out: words of what is not shown must be nowhere in what is written.
//!
//! In: the catalogue before the filter, then every file as it is written. Out: the document that leaked, and where. It
//! trusts neither the filter nor those who write: it knows only words. A few are chosen of each hidden document that no
//! text which is shown has, so that a hit can only be a leak.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, PoisonError};

use aho_corasick::AhoCorasick;

use super::{Profile, is_shown};
use crate::content::Source;
use crate::history::History;
use crate::model::Catalogue;

/// Shortest id that is listened for: shorter ones may stand in anything.
const ID: usize = 6;

/// What is listened for.
pub struct Canary {
    matcher: AhoCorasick,
    /// Of each pattern: the document, and the words.
    songs: Vec<(String, String)>,
    /// Bytes of the longest pattern.
    longest: usize,
    // Files arrive from several threads; each only notes what it has heard.
    heard: Mutex<BTreeMap<usize, String>>,
}

/// Something that must not be seen stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// Id of the hidden document.
    pub document: String,
    /// The file.
    pub path: String,
}

impl Canary {
    /// Chooses the words; `None` when the profile hides nothing.
    pub fn of(catalogue: &Catalogue, profile: Profile) -> Option<Self> {
        let (shown, hidden): (Vec<&Source>, Vec<&Source>) = catalogue
            .sources
            .iter()
            .map(|source| &**source)
            .partition(|source| is_shown(catalogue, source, profile));
        if hidden.is_empty() {
            return None;
        }
        // Whatever the settings and the register say may be seen.
        let settings = [format!("{:?}", catalogue.site), format!("{:?}", catalogue.acts)];
        let mut known: HashSet<String> = settings.iter().flat_map(|text| words(text)).collect();
        for text in shown.iter().filter_map(|source| source.text()) {
            known.extend(words(&text));
        }
        let songs: Vec<(String, String)> = hidden.iter().flat_map(|source| songs(source, &known)).collect();
        let matcher = AhoCorasick::new(songs.iter().map(|(_, words)| words)).ok()?;
        let longest = songs.iter().map(|(_, words)| words.len()).max().unwrap_or_default();
        Some(Self { matcher, songs, longest, heard: Mutex::default() })
    }

    /// Looks at a file.
    pub fn listen(&self, path: &str, bytes: &[u8]) {
        for found in self.matcher.find_iter(bytes) {
            let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
            let first = heard.entry(found.pattern().as_usize()).or_insert_with(|| path.to_string());
            // The same file whatever thread was first.
            if path < first.as_str() {
                *first = path.to_string();
            }
        }
    }

    /// Looks at a file that comes piece by piece.
    pub fn ear<'c>(&'c self, path: &'c str) -> Ear<'c> {
        Ear { canary: self, path, tail: Vec::new() }
    }

    /// What has leaked. Words that a former edition of a shown document has, told by its id, may be seen in its history.
    pub fn leak(self, shown: &[String], history: &History) -> Option<Leak> {
        let heard = self.heard.into_inner().unwrap_or_else(PoisonError::into_inner);
        if heard.is_empty() {
            return None;
        }
        let mut former = HashSet::new();
        for document in shown {
            let texts = history.texts(document);
            former.extend(texts.iter().flat_map(|(_, text)| words(text)));
        }
        let is_leak = |pattern: &usize| {
            self.songs.get(*pattern).is_some_and(|(_, song)| words(song).any(|word| !former.contains(&word)))
        };
        let (pattern, path) = heard.into_iter().find(|(pattern, _)| is_leak(pattern))?;
        let (document, _) = self.songs.into_iter().nth(pattern)?;
        Some(Leak { document, path })
    }
}

/// Listens to one file, piece by piece; words may stand across the border of two.
pub struct Ear<'c> {
    canary: &'c Canary,
    path: &'c str,
    /// The end of what has been heard: a byte less than the longest pattern, or all of it when it is shorter.
    tail: Vec<u8>,
}

impl Ear<'_> {
    /// Looks at the next piece.
    pub fn listen(&mut self, piece: &[u8]) {
        let reach = self.canary.longest.saturating_sub(1);
        self.canary.listen(self.path, piece);
        if piece.len() >= reach {
            self.tail.extend_from_slice(&piece[..reach]);
            self.canary.listen(self.path, &self.tail);
            self.tail.clear();
            self.tail.extend_from_slice(&piece[piece.len() - reach..]);
        } else {
            self.tail.extend_from_slice(piece);
            self.canary.listen(self.path, &self.tail);
            self.tail.drain(..self.tail.len().saturating_sub(reach));
        }
    }
}

/// What is listened for of one document: its id, its title and three words of its text, each with a word of its own.
fn songs(source: &Source, known: &HashSet<String>) -> Vec<(String, String)> {
    let id = &source.front.id.value;
    let own = |text: &str| words(text).any(|word| word.chars().count() > 3 && !known.contains(&word));
    let title = Some(source.front.title.value.as_str()).filter(|title| is_spoken(title) && own(title));
    let text = source.text().unwrap_or_default();
    let body = text.get(source.body_at..).unwrap_or_default();
    let text = body.lines().flat_map(three).find(|three| own(three));
    let mut songs: Vec<String> = [title, text].into_iter().flatten().map(str::to_string).collect();
    if id.len() >= ID && words(id).any(|part| !known.contains(&part)) {
        songs.push(id.clone());
        songs.push(id.to_ascii_lowercase());
    }
    songs.into_iter().map(|song| (id.clone(), song)).collect()
}

/// Three words in a row, of nothing but letters, with one blank between each.
fn three(line: &str) -> impl Iterator<Item = &str> {
    let starts = line.match_indices(' ').map(|(at, _)| at + 1);
    starts.filter_map(|start| {
        let rest = &line[start..];
        let end = rest.match_indices(' ').nth(2).map(|(at, _)| at)?;
        Some(&rest[..end]).filter(|three| is_spoken(three))
    })
}

/// Whether a text is letters and single blanks, which look the same in every format.
fn is_spoken(text: &str) -> bool {
    text.contains(' ')
        && text.split(' ').all(|word| !word.is_empty() && word.chars().all(char::is_alphabetic))
}

/// The words of a text in lower case.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::load;

    fn document(id: &str, title: &str, status: &str, body: &str) -> String {
        format!(
            "+++\nid = \"{id}\"\ntitle = \"{title}\"\nkind = \"rutin\"\nstatus = \"{status}\"\naudience = \"publik\"\n+++\n# {title}\n\n{body}\n"
        )
    }

    fn catalogue() -> Catalogue {
        let shown =
            document("RUT-A", "Rutin för lån", "gällande", "Den som lånar en dator ska\nlämna den *laddad*.");
        let hidden = document(
            "RUT-HEMLIG",
            "Rutin för nattvandring",
            "utkast",
            "Den som lånar en dator ska lämna den till nattvakten.",
        );
        let texts = [("a.md", shown), ("b.md", hidden)];
        let texts = texts.map(|(path, text)| (path.to_string(), text)).to_vec();
        let (content, _) = load::understand(texts, &load::nothing);
        Catalogue::build(content).0
    }

    fn leak(written: &[u8]) -> Option<Leak> {
        let catalogue = catalogue();
        let canary = Canary::of(&catalogue, Profile::Publik).expect("a draft is hidden");
        canary.listen("index.html", written);
        canary.leak(&[], &History::default())
    }

    #[test]
    fn what_only_a_hidden_document_says_is_heard_in_any_file() {
        for leaked in [
            "<h2>Rutin för nattvandring</h2>",
            "\"RUT-HEMLIG\"",
            "dokument/rut-hemlig.html",
            "lämna den till nattvakten.",
        ] {
            let heard = leak(leaked.as_bytes()).expect(leaked);
            assert_eq!((heard.document.as_str(), heard.path.as_str()), ("RUT-HEMLIG", "index.html"));
        }
    }

    #[test]
    fn what_a_shown_document_says_too_is_no_leak_however_it_is_marked() {
        for text in ["Rutin för lån", "lånar en dator ska lämna den laddad", "RUT-A", "rutin", "nattvakten"]
        {
            assert_eq!(leak(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn words_across_the_border_of_two_pieces_are_heard() {
        let text = "<p>Den som lånar ska lämna den till nattvakten.</p>".as_bytes();
        let catalogue = catalogue();
        for size in 1..text.len() {
            let canary = Canary::of(&catalogue, Profile::Publik).expect("a draft is hidden");
            let mut ear = canary.ear("data/regler.json");
            text.chunks(size).for_each(|piece| ear.listen(piece));
            let heard = canary.leak(&[], &History::default()).map(|leak| leak.path);
            assert_eq!(heard.as_deref(), Some("data/regler.json"), "{size}");
        }
    }

    #[test]
    fn where_nothing_is_hidden_nothing_is_listened_for() {
        assert!(Canary::of(&catalogue(), Profile::Preview).is_none());
    }
}
