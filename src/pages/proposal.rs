//! What a proposal would change, rule by rule, against the text that is in force.
//!
//! In: a document on remiss. Out: the rules that it adds, rewords, moves and withdraws, both wordings side by side with the
//! words marked, and what has been said of each. The text in force is that of the documents that it would replace, else
//! the edition of the same document that is in force according to history.

use super::editions::{folder, label};
use super::portal::Portal;
use super::remark::Remarks;
use super::view::{CommentView, Link, ProposalView, RuleChange, WordRun};
use crate::compare::marks::Op;
use crate::compare::{self, Change, Side, Text, UnitKind};
use crate::content::front::Status;
use crate::model::{DocumentId, Kind, Node, RuleId};

/// The texts that are in force, and links to them.
type InForce = (Vec<Text>, Vec<Link>);

/// What a document would change, if it is a proposal; with what has been said of it where that is known.
pub fn view(portal: &Portal<'_>, id: DocumentId, remarks: &Remarks, root: &str) -> Option<ProposalView> {
    let source = portal.catalogue.source(id);
    if source.front.status.value != Status::Remiss {
        return None;
    }
    let (old, against) = replaced(portal, id, root).or_else(|| edition(portal, id, root)).unwrap_or_default();
    let new = compare::read(&source.input.path, &source.text()?);
    let comparison = compare::compare_with(&old, &new);
    let mut view = ProposalView { against, ..ProposalView::default() };
    let mut said = Remarks::clone(remarks);
    let changes = comparison.documents.iter().flat_map(|document| &document.changes);
    for change in changes.filter(|change| is_told(change)) {
        view.changes.push(row(portal, id, change, &mut said, root));
    }
    view.commented = view.changes.iter().any(|change| !change.comments.is_empty());
    let count = |kind: &str| view.changes.iter().filter(|change| change.kind == kind).count();
    (view.added, view.changed, view.removed) = (count("added"), count("changed"), count("removed"));
    let touched = |rule: &RuleId| {
        let id = &portal.catalogue.rule_text(*rule).id.value;
        view.changes.iter().any(|change| change.rule.text == *id)
    };
    view.same = portal.living_rules(id).filter(|rule| !touched(rule)).count();
    Some(view)
}

/// Whether a change is one of a text: headings, metadata and numbers are seen in the proposal itself.
fn is_told(change: &Change) -> bool {
    let heading = change.side().is_none_or(|side| side.kind == UnitKind::Heading);
    let kind = change.kind;
    !heading
        && (kind.changes_content() || matches!(kind, compare::Kind::Redaktionell | compare::Kind::Flyttad))
}

/// The documents in force that a proposal would replace.
fn replaced(portal: &Portal<'_>, id: DocumentId, root: &str) -> Option<InForce> {
    let mut out = InForce::default();
    for node in portal.catalogue.graph.targets(Node::Document(id), Kind::Replaces) {
        let Node::Document(old) = node else { continue };
        let source = portal.catalogue.source(old);
        if source.front.status.value.is_decided()
            && let Some(text) = source.text()
        {
            out.0.push(compare::read(&source.input.path, &text));
            out.1.push(portal.link(node, root));
        }
    }
    (!out.0.is_empty()).then_some(out)
}

/// The edition of the same document that is in force.
fn edition(portal: &Portal<'_>, id: DocumentId, root: &str) -> Option<InForce> {
    let document = &portal.catalogue.source(id).front.id.value;
    let today = portal.today();
    let editions = portal.history.of(document);
    let number = editions
        .iter()
        .rposition(|edition| edition.from <= today && edition.until.is_none_or(|until| today <= until))?;
    let text = portal.history.text(document, number)?;
    let link = Link {
        text: format!("{}, {}", editions[number].front.title.value, label(portal, &editions[number])),
        href: Some(format!("{root}{}/{}.html", folder(portal, id), editions[number].slug)),
        ..Link::default()
    };
    Some((vec![compare::read(&editions[number].path, &text)], vec![link]))
}

fn row(portal: &Portal<'_>, id: DocumentId, change: &Change, said: &mut Remarks, root: &str) -> RuleChange {
    let kind = match change.kind {
        compare::Kind::Tillagd => "added",
        compare::Kind::Upphavd => "removed",
        compare::Kind::Flyttad => "moved",
        _ => "changed",
    };
    let rule_id = |sides: &[Side]| sides.iter().find_map(|side| side.id.clone());
    let here = rule_id(&change.new).and_then(|name| {
        let mut rules = portal.catalogue.document(id).rules.clone().map(RuleId);
        rules.find(|rule| portal.catalogue.rule_text(*rule).id.value == name)
    });
    let in_force = rule_id(&change.old).and_then(|name| {
        let catalogue = portal.catalogue;
        let replaced = catalogue.graph.targets(Node::Document(id), Kind::Replaces);
        let documents = replaced.filter_map(|node| match node {
            Node::Document(old) => Some(catalogue.document(old)),
            _ => None,
        });
        let mut rules = documents.flat_map(|document| document.rules.clone().map(RuleId));
        rules.find(|rule| catalogue.rule_text(*rule).id.value == name)
    });
    RuleChange {
        kind,
        label: portal.words().get(&format!("change-{kind}")).to_string(),
        rule: Link {
            text: change.name(),
            href: here.map(|rule| {
                format!("#{}", super::address::id_part(&portal.catalogue.rule_text(rule).id.value))
            }),
            ..Link::default()
        },
        moved_from: change.moved_from.clone(),
        in_force: in_force.map(|rule| portal.link(Node::Rule(rule), root)),
        old: words(change, Op::Delete),
        new: words(change, Op::Insert),
        comments: here.map(|rule| comments(portal, rule, said)).unwrap_or_default(),
    }
}

/// One side of a change: the words that both have, and its own.
fn words(change: &Change, own: Op) -> Vec<WordRun> {
    let sides = if own == Op::Delete { &change.old } else { &change.new };
    if sides.is_empty() {
        return Vec::new();
    }
    // Whole texts that come or go are told of by the kind of the change.
    let alone = change.old.is_empty() || change.new.is_empty();
    let kind = |op: Op| match op {
        Op::Delete if !alone => "del",
        Op::Insert if !alone => "ins",
        _ => "same",
    };
    let pieces = change.words.iter().filter(|piece| piece.op == Op::Equal || piece.op == own);
    pieces.map(|piece| WordRun { kind: kind(piece.op), text: piece.text.clone() }).collect()
}

/// What has been said of a rule; and of its section, beside the first change in it.
fn comments(portal: &Portal<'_>, rule: RuleId, said: &mut Remarks) -> Vec<CommentView> {
    let section = portal.catalogue.rule(rule).section;
    let mut out = said.remove(&Node::Section(section)).unwrap_or_default();
    out.extend(said.remove(&Node::Rule(rule)).unwrap_or_default());
    out
}
