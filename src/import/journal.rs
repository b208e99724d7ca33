//! What was done to a source and why: what was left out, what was decided, what is unsure.
//!
//! Every letter that is read is either written or stands here with a reason; `report` shows that none is lost.

use serde::Serialize;

use super::block::{Origin, letters};

/// Something that was left out of the drafts.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Dropped {
    /// Page, 0 where there is none.
    pub page: u32,
    /// Line or paragraph.
    pub line: u32,
    /// Why: the id of the cleaner or step that left it out.
    pub reason: &'static str,
    /// The words.
    pub text: String,
}

/// Something that was decided on a sign, and not on what the source says itself.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Decision {
    /// Page, 0 where there is none.
    pub page: u32,
    /// Line or paragraph.
    pub line: u32,
    /// What was decided: the id of the step.
    pub what: &'static str,
    /// The words of the source that it concerns.
    pub source: String,
    /// What they became.
    pub result: String,
    /// The sign that it was decided on.
    pub why: String,
    /// Whether somebody should look.
    pub unsure: bool,
}

/// Personal data that was found.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Personal {
    /// Page, 0 where there is none.
    pub page: u32,
    /// Line or paragraph.
    pub line: u32,
    /// `namn`, `telefon`, `e-post` or `personnummer`.
    pub kind: &'static str,
    /// The data.
    pub text: String,
}

/// Everything that was done to one source.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    /// What was left out.
    pub dropped: Vec<Dropped>,
    /// What was decided.
    pub decisions: Vec<Decision>,
    /// Personal data.
    pub personal: Vec<Personal>,
    /// How often each cleaner acted.
    pub counts: std::collections::BTreeMap<&'static str, usize>,
    /// The personal data that is listed already.
    listed: std::collections::BTreeSet<(&'static str, String)>,
}

impl Journal {
    /// Leaves something out.
    pub fn drop(&mut self, at: Origin, reason: &'static str, text: &str) {
        if letters(text) > 0 || !text.trim().is_empty() {
            let text = text.trim().to_string();
            self.dropped.push(Dropped { page: at.page, line: at.line, reason, text });
        }
    }

    /// Counts an act of a cleaner.
    pub fn count(&mut self, id: &'static str) {
        *self.counts.entry(id).or_default() += 1;
    }

    /// Notes a decision.
    pub fn decide(&mut self, at: Origin, what: &'static str, source: &str, result: &str, why: &str) {
        self.note(at, what, source, result, why, false);
    }

    /// Notes a decision that somebody should look at.
    pub fn doubt(&mut self, at: Origin, what: &'static str, source: &str, result: &str, why: &str) {
        self.note(at, what, source, result, why, true);
    }

    fn note(&mut self, at: Origin, what: &'static str, source: &str, result: &str, why: &str, unsure: bool) {
        self.decisions.push(Decision {
            page: at.page,
            line: at.line,
            what,
            source: source.trim().to_string(),
            result: result.trim().to_string(),
            why: why.to_string(),
            unsure,
        });
    }

    /// Lists personal data, once.
    pub fn personal(&mut self, at: Origin, kind: &'static str, text: &str) {
        if self.listed.insert((kind, text.to_string())) {
            let text = text.to_string();
            self.personal.push(Personal { page: at.page, line: at.line, kind, text });
        }
    }

    /// How many letters were left out.
    pub fn dropped_letters(&self) -> usize {
        self.dropped.iter().map(|dropped| letters(&dropped.text)).sum()
    }
}
