//! What can be found: rules, documents, roles, forums, terms and acts, each with the words that lead to it.
//!
//! In: [`Published`]. Out: [`Origin`]s, a document or an act each, and for each of them its [`Group`], which is made when it
//! is asked for: a large portal has too many texts to hold them twice.

use super::record::{Group, Kind, Named, Record, Words};
use crate::content::body::{Block, Inline};
use crate::content::front::Status;
use crate::content::inline::plain;
use crate::model::{ActId, Catalogue, DocumentId, Node, Owner, RuleId, SectionId, TermId, is_address};
use crate::pages::address;
use crate::publish::Published;

/// Longest text of what is not a rule, in letters.
const LEAD: usize = 400;

/// Where a group comes from, and what must be known of it before its records are made.
#[derive(Debug, Clone)]
pub struct Origin {
    /// What the group is told apart by, for ever: `RIK-IS`, `lagrum/sfs-2018-585`. Ids met twice carry the place as well.
    pub key: String,
    /// Where it is in its life; acts are in force.
    pub status: Status,
    /// How many records it has.
    pub records: usize,
    /// How many of these are terms: the last of them.
    pub terms: usize,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    /// A document with its rules in order and its terms.
    Document(DocumentId, Vec<RuleId>, Vec<TermId>),
    Act(ActId),
}

/// Where everything comes from that can be found, by key.
pub fn origins(published: &Published) -> Vec<Origin> {
    let catalogue = published.catalogue();
    let terms = terms_by_document(catalogue);
    let documents =
        catalogue.document_ids().zip(terms).map(|(id, terms)| from_document(catalogue, id, terms));
    let acts = (0..catalogue.acts.len() as u32).map(|id| from_act(catalogue, ActId(id)));
    let mut origins: Vec<Origin> = documents.chain(acts).collect();
    origins.sort_by(|a, b| a.key.cmp(&b.key));
    for at in 1..origins.len() {
        if origins[at].key == origins[at - 1].key {
            origins[at].key = format!("{} {}", origins[at].key, at);
        }
    }
    origins
}

fn from_document(catalogue: &Catalogue, id: DocumentId, terms: Vec<TermId>) -> Origin {
    let front = &catalogue.source(id).front;
    let mut rules: Vec<RuleId> = catalogue.document(id).rules.clone().map(RuleId).collect();
    rules.retain(|rule| catalogue.rule_text(*rule).tombstone.is_none());
    rules.sort_by_cached_key(|rule| natural(&catalogue.rule_text(*rule).id.value));
    Origin {
        key: front.id.value.clone(),
        status: front.status.value,
        records: 1 + rules.len() + terms.len(),
        terms: terms.len(),
        what: What::Document(id, rules, terms),
    }
}

fn from_act(catalogue: &Catalogue, id: ActId) -> Origin {
    let key = address::act_page(catalogue, id).trim_end_matches(".html").to_string();
    Origin { key, status: Status::Gallande, records: 1, terms: 0, what: What::Act(id) }
}

/// The group that comes from there.
pub fn group(published: &Published, origin: &Origin) -> Group {
    match &origin.what {
        What::Document(id, rules, terms) => document(published.catalogue(), *id, rules, terms),
        What::Act(id) => act(published.catalogue(), *id),
    }
}

fn terms_by_document(catalogue: &Catalogue) -> Vec<Vec<TermId>> {
    let mut terms = vec![Vec::new(); catalogue.documents.len()];
    for (number, term) in catalogue.terms.iter().enumerate() {
        terms[term.document.index()].push(TermId(number as u32));
    }
    terms
}

fn url(catalogue: &Catalogue, node: Node) -> String {
    address::to(catalogue, node, "")
}

fn named(catalogue: &Catalogue, node: Node) -> Named {
    let name = match node {
        Node::Document(id) => catalogue.source(id).front.title.value.clone(),
        node => catalogue.label(node),
    };
    Named { name, url: Some(url(catalogue, node)) }
}

fn document(catalogue: &Catalogue, id: DocumentId, rules: &[RuleId], terms: &[TermId]) -> Group {
    let source = catalogue.source(id);
    let front = &source.front;
    let kind = catalogue.kind(id);
    let title = front.title.value.clone();
    let node = catalogue.document(id).person.unwrap_or(Node::Document(id));
    let mut records = vec![itself(catalogue, id, node)];
    records.extend(rules.iter().map(|rule| self::rule(catalogue, *rule)));
    records.extend(terms.iter().map(|term| self::term(catalogue, *term)));
    Group {
        id: front.id.value.clone(),
        title,
        kind: (kind.id.clone(), kind.name.clone()),
        organisation: catalogue.document(id).organisation.clone(),
        status: front.status.value,
        url: url(catalogue, node),
        records,
    }
}

/// The document, role or forum itself, with all of its text that is neither rule nor term.
fn itself(catalogue: &Catalogue, id: DocumentId, node: Node) -> Record {
    let source = catalogue.source(id);
    let front = &source.front;
    let kind = match node {
        Node::Role(_) => Kind::Role,
        Node::Forum(_) => Kind::Forum,
        _ => Kind::Document,
    };
    // Of a text that is lost nothing is made, and the build ends with that.
    let body = source.parse().unwrap_or_default();
    let mut prose = String::new();
    body.blocks.iter().for_each(|block| add_block(block, &mut prose));
    let lead =
        [&front.background, &front.changes].into_iter().flatten().map(|text| text.value.clone()).next();
    let lead = lead.or_else(|| body.blocks.iter().find_map(first_paragraph)).unwrap_or_default();
    let lead = shorten(&lead);
    let aliases = || front.aliases.iter().map(|alias| alias.value.clone());
    let also: Vec<String> = aliases().filter(|alias| !is_address(alias)).collect();
    let mut ids = vec![front.id.value.clone()];
    ids.extend(aliases().filter(|alias| is_address(alias) && !alias.contains('/')));
    ids.extend(front.registry.iter().map(|number| number.value.clone()));
    let mut names = vec![front.title.value.clone()];
    names.extend(also.iter().cloned());
    Record {
        kind,
        id: front.id.value.clone(),
        section: front.title.value.clone(),
        text: lead,
        url: url(catalogue, node),
        owners: Vec::new(),
        sources: catalogue.declared_sources(id).into_iter().map(|node| named(catalogue, node)).collect(),
        binds: false,
        words: Words {
            body: Some(prose),
            heading: front.title.value.clone(),
            also,
            above: vec![catalogue.kind(id).name.clone()],
            grounds: Vec::new(),
            people: Vec::new(),
            ids,
            names,
        },
    }
}

fn first_paragraph(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph { text, .. } => Some(plain(text)).filter(|text| !text.is_empty()),
        Block::Quote { blocks, .. } => blocks.iter().find_map(first_paragraph),
        _ => None,
    }
}

/// The words of a block, a line each; those of rules and of tables of terms have records of their own.
fn add_block(block: &Block, out: &mut String) {
    let mut line = |text: &[Inline]| {
        out.push_str(&plain(text));
        out.push('\n');
    };
    match block {
        Block::Heading(heading) => line(&heading.text),
        Block::Paragraph { text, .. } => line(text),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| add_block(block, out)),
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
            blocks.iter().for_each(|block| add_block(block, out));
        }
        Block::Table(table) => table.rows.iter().flatten().for_each(|cell| line(cell)),
        Block::Rule(_) | Block::Metadata(_) | Block::Code { .. } | Block::Divider => {}
    }
}

fn rule(catalogue: &Catalogue, id: RuleId) -> Record {
    let rule = catalogue.rule(id);
    let text = catalogue.rule_text(id);
    let section = catalogue.section(rule.section);
    let mut above = vec![catalogue.source(rule.document).front.title.value.clone()];
    let mut parent = section.parent();
    while let Some(local) = parent.filter(|local| *local > 0) {
        let outer = catalogue.section(catalogue.section_id(rule.document, local));
        above.push(outer.heading());
        parent = outer.parent();
    }
    let own = is_top(catalogue, rule.section);
    let mut ids = vec![text.id.value.clone()];
    ids.extend(section.number.as_deref().filter(|_| !own).map(str::to_string));
    Record {
        kind: Kind::Rule,
        id: text.id.value.clone(),
        section: section.heading(),
        text: text.text.clone(),
        url: url(catalogue, Node::Rule(id)),
        owners: rule.owners.iter().map(|owner| person(catalogue, owner)).collect(),
        sources: rule.sources.iter().map(|node| named(catalogue, *node)).collect(),
        binds: catalogue.binds(id),
        words: Words {
            body: None,
            heading: if own { String::new() } else { section.heading() },
            also: Vec::new(),
            above,
            grounds: rule.sources.iter().filter_map(|node| ground(catalogue, *node)).collect(),
            people: rule.owners.iter().flat_map(|owner| names_of(catalogue, owner)).collect(),
            ids,
            names: Vec::new(),
        },
    }
}

/// What a rule rests on in law, as people say it: the place, and every short name of the act, else its title.
fn ground(catalogue: &Catalogue, node: Node) -> Option<String> {
    let (act, pin) = match node {
        Node::Act(id) => (id, String::new()),
        Node::Provision(id) => {
            let provision = &catalogue.provisions[id.index()];
            (provision.act, provision.pin.label())
        }
        _ => return None,
    };
    let entry = &catalogue.acts[act.index()].entry;
    let mut words: Vec<&str> = [pin.as_str()].into_iter().filter(|pin| !pin.is_empty()).collect();
    match entry.aliases.as_slice() {
        [] => words.push(&entry.title),
        aliases => words.extend(aliases.iter().map(|alias| alias.value.as_str())),
    }
    Some(words.join(" "))
}

/// Whether a section is the document before its first heading, whose title is that of the document.
fn is_top(catalogue: &Catalogue, id: SectionId) -> bool {
    catalogue.sections[id.index()].local == 0
}

fn person(catalogue: &Catalogue, owner: &Owner) -> Named {
    Named { name: owner.name.clone(), url: owner.node.map(|node| url(catalogue, node)) }
}

fn names_of(catalogue: &Catalogue, owner: &Owner) -> Vec<String> {
    let aliases = match owner.node {
        Some(Node::Role(id)) => &catalogue.roles[id.index()].aliases,
        Some(Node::Forum(id)) => &catalogue.forums[id.index()].aliases,
        _ => return vec![owner.name.clone()],
    };
    std::iter::once(&owner.name).chain(aliases).cloned().collect()
}

fn term(catalogue: &Catalogue, id: TermId) -> Record {
    let term = &catalogue.terms[id.index()];
    let mut names = vec![term.label.clone()];
    names.extend(term.also.iter().cloned());
    Record {
        kind: Kind::Term,
        id: term.label.clone(),
        section: term.label.clone(),
        text: shorten(&term.definition),
        url: url(catalogue, Node::Term(id)),
        owners: Vec::new(),
        sources: Vec::new(),
        binds: false,
        words: Words {
            body: Some(term.definition.clone()),
            heading: term.label.clone(),
            also: term.also.clone(),
            names,
            ..Words::default()
        },
    }
}

fn act(catalogue: &Catalogue, id: ActId) -> Group {
    let entry = &catalogue.acts[id.index()].entry;
    let aliases: Vec<String> = entry.aliases.iter().map(|alias| alias.value.clone()).collect();
    let mut names = vec![entry.title.clone()];
    names.extend(aliases.iter().cloned());
    let controls: Vec<String> =
        entry.controls.iter().map(|control| format!("{} {}", control.id.value, control.title)).collect();
    // What is called by a number is known by it under each of its names: «ISO 27001», «SFS 2018:585».
    let numbered = aliases.iter().filter(|alias| alias.contains(|c: char| c.is_ascii_digit()));
    let ids = std::iter::once(&entry.id.value).chain(numbered).cloned().collect();
    let url = url(catalogue, Node::Act(id));
    let record = Record {
        kind: Kind::Act,
        id: entry.id.value.clone(),
        section: entry.title.clone(),
        text: entry.title.clone(),
        url: url.clone(),
        owners: Vec::new(),
        sources: Vec::new(),
        binds: false,
        words: Words {
            body: Some(controls.join("\n")),
            heading: entry.title.clone(),
            also: aliases,
            ids,
            names,
            ..Words::default()
        },
    };
    Group {
        id: entry.id.value.clone(),
        title: entry.title.clone(),
        kind: (entry.kind.word().to_string(), entry.kind.word().to_string()),
        organisation: String::new(),
        status: Status::Gallande,
        url,
        records: vec![record],
    }
}

/// The beginning of a text that is no rule: those are shown whole.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(LEAD) {
        None => text.to_string(),
        Some((at, _)) => format!("{}…", text[..text[..at].rfind(' ').unwrap_or(at)].trim_end()),
    }
}

/// Ids in the order that they were given out: numbers by value, so that a new rule comes last.
fn natural(id: &str) -> Vec<(String, u64)> {
    let runs = id.split_inclusive('-');
    runs.map(|run| {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        let letters = run.chars().filter(|c| !c.is_ascii_digit()).collect();
        (letters, digits.parse().unwrap_or(0))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_rule_comes_last() {
        let mut ids = ["IS-10", "IS-9", "IS-P2", "IS-119"];
        ids.sort_by_key(|id| natural(id));
        assert_eq!(ids, ["IS-9", "IS-10", "IS-119", "IS-P2"]);
    }
}
