//! The parts list in memory: which strings may begin, end or be a part of a Swedish compound.
//!
//! In: `data/parts.txt`. Out: [`Lexicon`], a trie of every form with what it may be. The list is ours; what an
//! organisation's own text adds is in [`super::compound`].

use std::collections::{HashMap, HashSet};

use super::inflect::{Class, derived, forms, joints};
use super::stem::stem;
use super::trie::Trie;

/// The list that is built in.
const PARTS: &str = include_str!("../data/parts.txt");

/// The number of a lemma.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LemmaId(u32);

/// A word of the list.
#[derive(Debug)]
pub struct Lemma {
    /// The word as dictionaries give it.
    pub text: Box<str>,
    /// How it is inflected.
    pub class: Class,
    /// What it is indexed under: its stem, or itself where the stem belongs to another word.
    pub term: Box<str>,
    /// Its forms that stand in the list.
    listed: Box<[Box<str>]>,
}

/// What a string may be.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry {
    /// It begins a compound, as this word.
    pub joint: Option<LemmaId>,
    /// It is this noun in its plain form, which may begin a compound if nothing better does.
    pub base: Option<LemmaId>,
    /// It is a form of this word.
    pub form: Option<LemmaId>,
    /// It is a form of several words that are indexed differently.
    pub ambiguous: bool,
    /// It is a whole word, whatever it looks like.
    pub whole: bool,
    /// It is a particle.
    pub particle: bool,
}

/// The parts list.
#[derive(Debug)]
pub struct Lexicon {
    lemmas: Vec<Lemma>,
    entries: Vec<Entry>,
    trie: Trie,
    /// Forms that a query may have though the text has another form of the same word.
    common: Vec<(Box<str>, LemmaId)>,
    /// Terms that are the stem of the word that has them.
    owned: HashSet<Box<str>>,
    own: Vec<LemmaId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Joint,
    Base,
    Form,
    Whole,
    Particle,
}

impl Lexicon {
    /// The list that is built in.
    pub fn built_in() -> Self {
        Self::read(PARTS)
    }

    /// Reads a list: sections of a class, a lemma a line, then how it begins compounds, then after `|` its forms.
    pub fn read(list: &str) -> Self {
        let mut builder = Builder::default();
        let mut section = "";
        for line in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                section = name;
            } else if section == "own" {
                builder.own.push(line.into());
            } else if let Some(class) = Class::named(section) {
                builder.line(class, line);
            }
        }
        builder.finish()
    }

    /// What a string may be.
    pub fn get(&self, text: &str) -> Option<Entry> {
        self.trie.get(text).map(|at| self.entries[at as usize])
    }

    /// What `text` begins with: length in bytes and what it may be.
    pub fn prefixes<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = (usize, Entry)> + 'a {
        self.trie.prefixes(text).map(|(length, at)| (length, self.entries[at as usize]))
    }

    /// A word of the list.
    pub fn lemma(&self, id: LemmaId) -> &Lemma {
        &self.lemmas[id.0 as usize]
    }

    /// Every form of a word.
    pub fn forms(&self, id: LemmaId) -> Vec<String> {
        let lemma = self.lemma(id);
        forms(lemma.class, &lemma.text, &lemma.listed.iter().map(|form| &**form).collect::<Vec<_>>())
    }

    /// Whether a word is a form of a noun.
    pub fn is_noun(&self, word: &str) -> bool {
        self.get(word).and_then(|entry| entry.form).is_some_and(|id| self.lemma(id).class.is_noun())
    }

    /// Whether a word is a form of a verb, and of no noun or adjective.
    pub fn is_verb(&self, word: &str) -> bool {
        self.get(word).and_then(|entry| entry.form).is_some_and(|id| self.lemma(id).class.is_verb())
    }

    /// Plain forms and those that no rule of the stemmer reaches, with their terms, in the order of the list.
    pub fn common(&self) -> impl Iterator<Item = (&str, &str)> {
        let one = |form: &str| self.get(form).is_some_and(|entry| !entry.ambiguous);
        self.common
            .iter()
            .filter(move |(form, _)| one(form))
            .map(|(form, id)| (&**form, &*self.lemma(*id).term))
    }

    /// The forms of the words that are indexed under themselves, with their terms, in the order of the list.
    pub fn own_forms(&self) -> impl Iterator<Item = (String, &str)> {
        let one = |form: &str| self.get(form).is_some_and(|entry| !entry.ambiguous);
        let forms = self.own.iter().flat_map(|id| self.forms(*id).into_iter().map(|form| (form, *id)));
        forms.filter(move |(form, _)| one(form)).map(|(form, id)| (form, &*self.lemma(id).term))
    }

    /// Whether a stem is the term of the word that it is the stem of.
    pub fn owns(&self, stem: &str) -> bool {
        self.owned.contains(stem)
    }
}

#[derive(Default)]
struct Builder {
    lemmas: Vec<Lemma>,
    roles: Vec<(String, Role, LemmaId)>,
    common: Vec<(Box<str>, LemmaId)>,
    own: Vec<Box<str>>,
}

impl Builder {
    fn line(&mut self, class: Class, line: &str) {
        let (head, listed) = line.split_once('|').unwrap_or((line, ""));
        let listed: Vec<&str> = listed.split_whitespace().collect();
        let mut head = head.split_whitespace();
        let Some(lemma) = head.next() else { return };
        let mut begins: Vec<String> = head.map(str::to_string).collect();
        if begins.is_empty() {
            begins = joints(class, lemma);
        }
        self.common(class, lemma, &listed);
        self.word(class, lemma, begins, &listed);
        for (class, lemma) in derived(class, lemma) {
            self.word(class, &lemma, joints(class, &lemma), &[]);
        }
    }

    fn common(&mut self, class: Class, lemma: &str, listed: &[&str]) {
        let id = LemmaId(self.lemmas.len() as u32);
        let forms = match class {
            Class::Pre | Class::Part | Class::Word => return,
            Class::N2x | Class::N5x | Class::A3 => forms(class, lemma, listed),
            _ => std::iter::once(lemma).chain(listed.iter().copied()).map(str::to_string).collect(),
        };
        self.common
            .extend(forms.into_iter().filter(|form| !form.ends_with('s')).map(|form| (form.into(), id)));
    }

    fn word(&mut self, class: Class, lemma: &str, begins: Vec<String>, listed: &[&str]) {
        let id = LemmaId(self.lemmas.len() as u32);
        self.lemmas.push(Lemma {
            text: lemma.into(),
            class,
            term: stem(lemma).into(),
            listed: listed.iter().map(|form| Box::from(*form)).collect(),
        });
        let role = match class {
            Class::Word => Role::Whole,
            Class::Part => Role::Particle,
            _ => Role::Form,
        };
        if class != Class::Pre {
            self.roles.extend(forms(class, lemma, listed).into_iter().map(|form| (form, role, id)));
        }
        self.roles.extend(begins.into_iter().map(|joint| (joint, Role::Joint, id)));
        if class.is_noun() {
            self.roles.push((lemma.to_string(), Role::Base, id));
        }
    }

    fn finish(mut self) -> Lexicon {
        self.give_terms();
        let lemmas = self.lemmas;
        let rank = |id: LemmaId| {
            let class = lemmas[id.0 as usize].class;
            (u8::from(class.is_adjective()) + 2 * u8::from(class.is_verb()), id)
        };
        self.roles.sort_by(|a, b| (&a.0, a.1, rank(a.2)).cmp(&(&b.0, b.1, rank(b.2))));
        let mut keys: Vec<String> = Vec::new();
        let mut entries: Vec<Entry> = Vec::new();
        for (key, role, id) in self.roles {
            if keys.last() != Some(&key) {
                keys.push(key);
                entries.push(Entry::default());
            }
            let Some(entry) = entries.last_mut() else { continue };
            match role {
                Role::Joint => entry.joint = entry.joint.or(Some(id)),
                Role::Base => entry.base = entry.base.or(Some(id)),
                Role::Form => {
                    let first = *entry.form.get_or_insert(id);
                    entry.ambiguous |= lemmas[first.0 as usize].term != lemmas[id.0 as usize].term;
                }
                Role::Whole => entry.whole = true,
                Role::Particle => {
                    entry.particle = true;
                    // `för-` is a particle before it is the verb föra; only what the list says begins words still does.
                    entry.joint = entry.joint.filter(|id| lemmas[id.0 as usize].class == Class::Pre);
                }
            }
        }
        let owned = lemmas
            .iter()
            .filter(|lemma| !matches!(lemma.class, Class::Pre | Class::Part | Class::Word))
            .filter(|lemma| *lemma.term == *stem(&lemma.text))
            .map(|lemma| lemma.term.clone())
            .collect();
        let own: HashSet<&str> = self.own.iter().map(|word| &**word).collect();
        let is_own = |lemma: &Lemma| own.contains(&*lemma.text) && lemma.term == lemma.text;
        let places = lemmas.iter().enumerate().filter(|(_, lemma)| is_own(lemma));
        let own = places.map(|(at, _)| LemmaId(at as u32)).collect();
        Lexicon { trie: Trie::new(&keys), entries, common: self.common, owned, own, lemmas }
    }

    /// Gives each word its term. The stem of `hemlig` is `hem`, of `händelse` `händ`: where the stem already belongs
    /// to a shorter word, the longer one is indexed under itself, its `-het` with it. The list names those nouns in
    /// `-het` (`[own]`) that do not mean what their adjective means.
    fn give_terms(&mut self) {
        let mut owner: HashMap<Box<str>, usize> = HashMap::new();
        for (at, lemma) in self.lemmas.iter().enumerate() {
            if matches!(lemma.class, Class::Pre | Class::Part | Class::Word) {
                continue;
            }
            let shortest = owner.entry(lemma.term.clone()).or_insert(at);
            let held = &self.lemmas[*shortest];
            if (lemma.text.len(), &lemma.text) < (held.text.len(), &held.text) {
                *shortest = at;
            }
        }
        let own: HashSet<&str> = self.own.iter().map(|word| &**word).collect();
        let mut terms: Vec<Box<str>> = Vec::with_capacity(self.lemmas.len());
        for lemma in &self.lemmas {
            let adjective = lemma.text.strip_suffix("het").unwrap_or(&lemma.text);
            let held = owner.get(&lemma.term).map_or("", |at| &*self.lemmas[*at].text);
            terms.push(if own.contains(&*lemma.text) {
                lemma.text.clone()
            } else if belongs_to_another(adjective, held, &lemma.term) {
                adjective.into()
            } else {
                lemma.term.clone()
            });
        }
        for (lemma, term) in self.lemmas.iter_mut().zip(terms) {
            lemma.term = term;
        }
        self.join_verbs_to_nouns();
    }

    /// A verb made of a noun without a change is indexed with it: `ansvara` with `ansvar`, which stem apart.
    fn join_verbs_to_nouns(&mut self) {
        let nouns: HashMap<Box<str>, Box<str>> = self
            .lemmas
            .iter()
            .filter(|lemma| lemma.class.is_noun())
            .map(|lemma| (lemma.text.clone(), lemma.term.clone()))
            .collect();
        for verb in self.lemmas.iter_mut().filter(|lemma| lemma.class == Class::V1) {
            if let Some(term) = verb.text.strip_suffix('a').and_then(|noun| nouns.get(noun)) {
                verb.term = term.clone();
            }
        }
    }
}

/// Whether a word in `-ig`, `-lig` or `-else` has lost its suffix to a stem that another word owns.
fn belongs_to_another(word: &str, owner: &str, stem: &str) -> bool {
    let lost = ["ig", "else"].iter().any(|suffix| word.ends_with(suffix)) && word.len() > stem.len() + 1;
    lost && owner != word && !owner.ends_with("ig") && !owner.ends_with("het")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_joints_are_found() {
        let lexicon =
            Lexicon::read("[n1]\nkvinna kvinno\n[irr]\nman mans | mannen män\n[part]\nupp\n[word]\nsamt\n");
        let entry = |text: &str| lexicon.get(text);
        let text = |id: Option<LemmaId>| id.map(|id| lexicon.lemma(id).text.to_string());
        assert_eq!(text(entry("kvinno").and_then(|e| e.joint)).as_deref(), Some("kvinna"));
        assert_eq!(text(entry("kvinnornas").and_then(|e| e.form)).as_deref(), Some("kvinna"));
        assert_eq!(text(entry("mans").and_then(|e| e.joint)).as_deref(), Some("man"));
        assert!(entry("upp").is_some_and(|e| e.particle));
        assert!(entry("samt").is_some_and(|e| e.whole));
        assert!(entry("kvinn").is_none());
    }

    #[test]
    fn stems_that_belong_to_another_word_are_not_used() {
        let lexicon =
            Lexicon::read("[n5]\nhem\n[a1]\nhemlig\nbehörig\n[n3]\nsäkerhet\n[a3]\nsäker\n[own]\nsäkerhet\n");
        let term = |text: &str| {
            let id = lexicon.get(text).and_then(|entry| entry.form).expect("in the list");
            lexicon.lemma(id).term.to_string()
        };
        assert_eq!(term("hemmet").as_str(), "hem");
        assert_eq!(term("hemligheter"), "hemlig");
        assert_eq!(term("behörigheten"), "behör");
        assert_eq!((term("säkra").as_str(), term("säkerheten").as_str()), ("säk", "säkerhet"));
    }
}
