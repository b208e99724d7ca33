//! Searching: a query becomes a plan, the plan a ranking, the ranking an answer.
//!
//! In: [`Request`]. Out: [`Answer`]. The browser does the same over files; what differs between the two is a fault.

mod near;
mod plan;
mod rank;
mod spelling;

use serde::{Serialize, Serializer};

pub use near::{Match, matches};
pub use plan::{How, Plan, Reading};
pub use rank::Scored;
pub use spelling::distance;

use super::library::Library;
use super::record::{Group, Record};
use super::weights::SCREEN;
use crate::content::front::Status;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The words.
    pub query: String,
    /// Only what this role must see to: its id or name.
    pub role: Option<String>,
    /// Only of this organisation.
    pub organisation: Option<String>,
    /// Only of this kind of document, by its id or name.
    pub kind: Option<String>,
    /// Where in its life; what is in force when nothing is said, everything for an empty list.
    pub status: Option<Vec<Status>>,
    /// Only what binds.
    pub binding: bool,
    /// How many hits.
    pub limit: usize,
}

/// The answer.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// The query.
    pub query: String,
    /// The query with its slips mended, when that is what was searched for.
    pub corrected: Option<String>,
    /// How many records answer.
    pub total: usize,
    /// The best of them.
    pub hits: Vec<Hit>,
}

/// A hit.
#[derive(Debug, Clone, Serialize)]
pub struct Hit {
    /// Id of the rule, document, role or act; the label of a term.
    pub id: String,
    /// `rule`, `document`, `role`, `forum`, `term` or `reference`.
    pub kind: &'static str,
    /// Id of the document.
    pub document: String,
    /// The heading with its number.
    pub section: String,
    /// Plain text.
    pub text: String,
    /// How good an answer it is, beside the others.
    pub score: f64,
    /// Address.
    pub url: String,
    /// Which word was found how.
    pub why: Vec<Reason>,
    /// Number of the record.
    #[serde(skip)]
    pub number: u32,
}

/// A word and how it was found; as data a line, `säkerhetskopia: synonym säkerhetskopiering`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What was asked for.
    pub words: String,
    /// How it was found.
    pub how: How,
    /// What stands in the text.
    pub found: String,
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}: {} {}", self.words, self.how.word(), self.found))
    }
}

impl Library {
    /// Answers a request. `base` goes before the addresses.
    pub fn search(&self, request: &Request, base: &str) -> Answer {
        let plan = Plan::new(&self.index, &request.query);
        let scored = self.scored(&plan, request);
        let total = scored.len();
        let hits =
            scored.into_iter().take(request.limit).filter_map(|one| self.hit(&plan, one, base)).collect();
        Answer { query: request.query.clone(), corrected: plan.corrected.clone(), total, hits }
    }

    /// All that answers, in order.
    pub fn scored(&self, plan: &Plan<'_>, request: &Request) -> Vec<Scored> {
        let filtered = request.role.is_some()
            || request.organisation.is_some()
            || request.kind.is_some()
            || request.status.is_some()
            || request.binding;
        let passes = |number: u32| match filtered {
            false => self.index.numbers.in_force(number),
            true => self.record(number).is_some_and(|(group, record)| request.passes(group, record)),
        };
        let mut scored = rank::rank(&self.index, plan, &passes);
        scored.retain(|one| plan.ids.binary_search(&one.number).is_err());
        for screen in scored.chunks_mut(SCREEN).take(request.limit.div_ceil(SCREEN).max(1)) {
            for one in screen.iter_mut() {
                if let Some((_, record)) = self.record(one.number) {
                    one.score *= near::nearness(
                        plan,
                        &format!("{}\n{}", record.section, record.text),
                        self.index.weights.near,
                    );
                }
            }
            rank::sort(screen);
        }
        // Who types an id wants what has it, whatever its status.
        let ids = plan.ids.iter().map(|number| Scored { number: *number, score: 1_000.0 });
        ids.chain(scored).collect()
    }

    fn hit(&self, plan: &Plan<'_>, one: Scored, base: &str) -> Option<Hit> {
        let (group, record) = self.record(one.number)?;
        Some(Hit {
            id: record.id.clone(),
            kind: record.kind.word(),
            document: group.id.clone(),
            section: record.section.clone(),
            text: record.text.clone(),
            score: (one.score * 1e4).round() / 1e4,
            url: format!("{base}{}", record.url),
            why: self.why(plan, one.number),
            number: one.number,
        })
    }

    /// Which words were found how.
    fn why(&self, plan: &Plan<'_>, number: u32) -> Vec<Reason> {
        let mut why = Vec::new();
        for reading in &plan.readings {
            let held = |term: &&super::index::Term| {
                [&term.words, &term.parts]
                    .iter()
                    .any(|list| list.iter().any(|posting| posting.number == number))
            };
            // A synonym of several words counts where all of them stand.
            let counts = match reading.how {
                How::Synonym => reading.terms.iter().all(&held),
                _ => reading.terms.iter().any(&held),
            };
            if counts {
                let words: Vec<&str> =
                    plan.words[reading.range.clone()].iter().map(|word| word.text.as_str()).collect();
                let found: Vec<&str> =
                    reading.terms.iter().filter(|term| held(term)).map(|term| form(term)).collect();
                let reason = Reason { words: words.join(" "), how: reading.how, found: found.join(" + ") };
                if !why.contains(&reason) {
                    why.push(reason);
                }
            }
        }
        why
    }
}

/// A term as people write it.
fn form(term: &super::index::Term) -> &str {
    term.forms.iter().min_by_key(|form| form.len()).map_or(&*term.text, |form| form)
}

impl Request {
    /// Whether a record is among those asked for.
    pub fn passes(&self, group: &Group, record: &Record) -> bool {
        let status = match &self.status {
            None => group.status == Status::Gallande,
            Some(list) => list.is_empty() || list.contains(&group.status),
        };
        let role = self.role.as_ref().is_none_or(|role| {
            record.owners.iter().any(|owner| {
                let id = owner
                    .url
                    .as_deref()
                    .and_then(|url| url.rsplit('/').next())
                    .map(|page| page.trim_end_matches(".html"));
                is_same(&owner.name, role) || id.is_some_and(|id| is_same(id, role))
            })
        });
        status
            && role
            && self
                .organisation
                .as_ref()
                .is_none_or(|organisation| is_same(&group.organisation, organisation))
            && self
                .kind
                .as_ref()
                .is_none_or(|kind| is_same(&group.kind.0, kind) || is_same(&group.kind.1, kind))
            && (!self.binding || record.binds)
    }
}

/// Whether two names are the same but for capitals.
fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}
