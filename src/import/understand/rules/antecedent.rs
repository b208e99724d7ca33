//! Whom the sentence before spoke of, for the pronouns of the next one.

use crate::import::understand::actor::{self, Pronoun};

/// The parties of the sentence before.
#[derive(Debug, Clone, Default)]
pub(super) struct SpokenOf {
    /// The one that it was about.
    subject: Option<String>,
    /// The one that it named last.
    last: Option<String>,
}

impl SpokenOf {
    /// Remembers a sentence, and the owner if it was a rule. A sentence that names nobody («Bedömningen ska upprepas.»)
    /// leaves what «hen» means, and a list of several is meant by «de» only directly after it.
    pub(super) fn hear(&mut self, sentence: &str, owner: Option<&str>) {
        let named = actor::parties(sentence);
        match owner.map(str::to_string).or_else(|| named.first().cloned()) {
            Some(subject) => self.subject = Some(subject),
            None => self.subject = self.subject.take().filter(|name| !actor::is_several(name)),
        }
        if let Some(last) = named.last() {
            let same = owner.is_some_and(|owner| owner.to_lowercase().ends_with(&last.to_lowercase()));
            self.last = if same { owner.map(str::to_string) } else { Some(last.clone()) };
        }
    }

    /// Whom a pronoun means.
    pub(super) fn of(&self, pronoun: Pronoun) -> Option<String> {
        match pronoun {
            Pronoun::Subject => self.subject.clone().filter(|name| !actor::is_several(name)),
            Pronoun::Last => self.last.clone().or_else(|| self.subject.clone()),
            Pronoun::Body => self.subject.clone().filter(|name| actor::is_body(name)),
            Pronoun::Several => self.subject.clone().filter(|name| actor::is_several(name)),
        }
    }
}
