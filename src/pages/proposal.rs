//! What a proposal would change, rule by rule, against the wordings that are in force.
//!
//! In: a document on remiss. Out: the rules that it adds, rewords and withdraws, with the words marked. Rules are the
//! same when their ids are; a rule of a document that the proposal replaces and that the proposal lacks is withdrawn.

use similar::{ChangeTag, TextDiff};

use super::portal::Portal;
use super::view::{Link, ProposalView, RuleChange, WordRun};
use crate::content::front::Status;
use crate::model::{DocumentId, Kind, Node, RuleId};

/// What a document would change, if it is a proposal.
pub fn view(portal: &Portal<'_>, id: DocumentId, root: &str) -> Option<ProposalView> {
    let catalogue = portal.catalogue;
    let front = &catalogue.source(id).front;
    if front.status.value != Status::Remiss {
        return None;
    }
    let mut view = ProposalView::default();
    let mut met = std::collections::BTreeSet::new();
    for rule in catalogue.document(id).rules.clone().map(RuleId) {
        let text = catalogue.rule_text(rule);
        met.insert(text.id.value.as_str());
        let in_force = in_force(portal, rule);
        let here = format!("#{}", super::address::id_part(&text.id.value));
        let (kind, before, after) = match (in_force, text.tombstone.is_some()) {
            (None, true) => continue,
            (Some(old), true) => ("removed", Some(old), ""),
            (Some(old), false) if said(portal, old) == said(portal, rule) => {
                view.same += 1;
                continue;
            }
            (Some(old), false) => ("changed", Some(old), text.text.as_str()),
            (None, false) => ("added", None, text.text.as_str()),
        };
        view.changes.push(change(portal, kind, before, after, &text.id.value, Some(here), root));
    }
    for old in replaced(portal, id) {
        if !met.contains(catalogue.rule_text(old).id.value.as_str()) {
            let rule_id = &catalogue.rule_text(old).id.value;
            view.changes.push(change(portal, "removed", Some(old), "", rule_id, None, root));
        }
    }
    let count = |kind: &str| view.changes.iter().filter(|change| change.kind == kind).count();
    (view.added, view.changed, view.removed) = (count("added"), count("changed"), count("removed"));
    view.against = catalogue
        .graph
        .targets(Node::Document(id), Kind::Replaces)
        .map(|node| portal.link(node, root))
        .collect();
    Some(view)
}

fn said<'p>(portal: &'p Portal<'_>, rule: RuleId) -> &'p str {
    &portal.catalogue.rule_text(rule).text
}

/// The wording in force of the same rule.
fn in_force(portal: &Portal<'_>, rule: RuleId) -> Option<RuleId> {
    let document = portal.catalogue.rule(rule).document;
    portal
        .catalogue
        .other_wordings(rule)
        .find(|other| portal.catalogue.binds(*other) && portal.catalogue.rule(*other).document != document)
}

/// The binding rules of what a proposal replaces.
fn replaced<'p>(portal: &'p Portal<'_>, id: DocumentId) -> impl Iterator<Item = RuleId> + 'p {
    let catalogue = portal.catalogue;
    catalogue
        .graph
        .targets(Node::Document(id), Kind::Replaces)
        .filter_map(|node| if let Node::Document(old) = node { Some(old) } else { None })
        .flat_map(|old| catalogue.document(old).rules.clone().map(RuleId))
        .filter(|rule| catalogue.binds(*rule))
}

fn change(
    portal: &Portal<'_>,
    kind: &'static str,
    before: Option<RuleId>,
    after: &str,
    id: &str,
    here: Option<String>,
    root: &str,
) -> RuleChange {
    let old = before.map_or("", |rule| said(portal, rule));
    RuleChange {
        kind,
        label: portal.words().get(&format!("change-{kind}")).to_string(),
        rule: Link { text: id.to_string(), href: here, ..Link::default() },
        in_force: before.map(|rule| portal.link(Node::Rule(rule), root)),
        words: if kind == "changed" {
            marked(old, after)
        } else {
            vec![WordRun { kind: "same", text: if kind == "added" { after } else { old }.to_string() }]
        },
    }
}

/// The words of two wordings as one text, each run marked as kept, put in or taken out. Blanks alone part no change, so
/// that what is replaced reads as a phrase for a phrase.
pub fn marked(old: &str, new: &str) -> Vec<WordRun> {
    let mut out = Runs::default();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let text = change.value();
        match change.tag() {
            ChangeTag::Delete => out.taken(text),
            ChangeTag::Insert => out.put(text),
            ChangeTag::Equal if text.trim().is_empty() => out.blank.push_str(text),
            ChangeTag::Equal => out.kept(text),
        }
    }
    out.kept("");
    out.runs
}

#[derive(Default)]
struct Runs {
    runs: Vec<WordRun>,
    taken: String,
    put: String,
    /// Blanks that both wordings have, when it is not yet known whether a change goes on after them.
    blank: String,
}

impl Runs {
    fn taken(&mut self, text: &str) {
        self.go_on();
        self.taken.push_str(text);
    }

    fn put(&mut self, text: &str) {
        self.go_on();
        self.put.push_str(text);
    }

    /// The blanks before another word of a change belong to both sides of it.
    fn go_on(&mut self) {
        let blank = std::mem::take(&mut self.blank);
        if self.taken.is_empty() && self.put.is_empty() {
            self.push("same", blank);
        } else {
            self.taken.push_str(&blank);
            self.put.push_str(&blank);
        }
    }

    fn kept(&mut self, text: &str) {
        let (taken, put) = (std::mem::take(&mut self.taken), std::mem::take(&mut self.put));
        self.push("del", taken);
        self.push("ins", put);
        let blank = std::mem::take(&mut self.blank);
        self.push("same", blank + text);
    }

    fn push(&mut self, kind: &'static str, text: String) {
        match self.runs.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.kind == kind => last.text.push_str(&text),
            _ => self.runs.push(WordRun { kind, text }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marked_words_give_both_wordings_back() {
        let (old, new) =
            ("Systemägaren ska pröva kopian varje år.", "Ägaren ska pröva kopian varje kvartal.");
        let words = marked(old, new);
        let of = |skip: &str| {
            words.iter().filter(|run| run.kind != skip).map(|run| run.text.as_str()).collect::<String>()
        };
        assert_eq!(of("ins"), old);
        assert_eq!(of("del"), new);
        assert!(words.iter().any(|run| run.kind == "same" && run.text.contains("pröva kopian")));
        let runs = marked("inom fem arbetsdagar efter", "senast nästa vecka efter");
        assert_eq!(runs.iter().map(|run| run.kind).collect::<Vec<_>>(), ["del", "ins", "same"]);
    }
}
