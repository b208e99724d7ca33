//! L051–L053: roles that report to themselves, that one person may not hold together, and forums whose members do not
//! agree with what the roles say.
//!
//! In: relations between roles and forums, and the names that their front matter writes. Out: each ring once, each
//! pair once, each one-sided membership where it is written. Former roles and forums take no part.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, is_former, living};
use crate::content::Spanned;
use crate::diag::{Diagnostics, Place, Problem};
use crate::model::{Catalogue, DocumentId, Edge, Kind, Node, Resolved};
use crate::text::{fold, swedish_order};

pub fn check(catalogue: &Catalogue, _: &Context, found: &mut Diagnostics) {
    rings(catalogue, found);
    holders(catalogue, found);
    memberships(catalogue, found);
}

fn lives(catalogue: &Catalogue, node: Node) -> bool {
    catalogue.home(node).is_some_and(|document| !is_former(catalogue, document))
}

fn edges(catalogue: &Catalogue, node: Node, kind: Kind) -> impl Iterator<Item = &Edge> {
    catalogue.graph.from(node).iter().filter(move |edge| edge.kind == kind && lives(catalogue, edge.to))
}

/// The living roles and forums, roles first, by name.
fn people(catalogue: &Catalogue) -> Vec<Node> {
    let roles = (0..catalogue.roles.len() as u32).map(|n| Node::Role(crate::model::RoleId(n)));
    let forums = (0..catalogue.forums.len() as u32).map(|n| Node::Forum(crate::model::ForumId(n)));
    roles.chain(forums).filter(|node| lives(catalogue, *node)).collect()
}

/// L051: everybody who, by way of others, reports to themselves.
fn rings(catalogue: &Catalogue, found: &mut Diagnostics) {
    let people = people(catalogue);
    let number: BTreeMap<Node, usize> = people.iter().enumerate().map(|(i, node)| (*node, i)).collect();
    let above: Vec<Vec<usize>> = people
        .iter()
        .map(|node| {
            edges(catalogue, *node, Kind::ReportsTo)
                .filter_map(|edge| number.get(&edge.to).copied())
                .collect()
        })
        .collect();
    let group = components(&above);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (one, group) in group.iter().enumerate() {
        members.entry(*group).or_default().push(one);
    }
    for ring in members.values() {
        let within = |edge: &&Edge| number.get(&edge.to).is_some_and(|to| group[*to] == group[ring[0]]);
        let reports =
            ring.iter().flat_map(|one| edges(catalogue, people[*one], Kind::ReportsTo)).filter(within);
        let places: Vec<Place> = reports.map(|edge| edge.at).collect();
        let Some((at, related)) = places.split_first() else { continue };
        let mut names: Vec<String> = ring.iter().map(|one| catalogue.label(people[*one])).collect();
        names.sort_by(|a, b| swedish_order(a, b));
        let problem = Problem::ReportsToItself { role: names[0].clone(), ring: names };
        found.add_related(*at, problem, related.to_vec());
    }
}

/// The strongly connected component of each number, named by its smallest member (Kosaraju, without recursion).
fn components(above: &[Vec<usize>]) -> Vec<usize> {
    let mut finished = Vec::with_capacity(above.len());
    let mut seen = vec![false; above.len()];
    for start in 0..above.len() {
        walk(above, start, &mut seen, &mut |one| finished.push(one));
    }
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); above.len()];
    for (from, all) in above.iter().enumerate() {
        all.iter().for_each(|to| below[*to].push(from));
    }
    let mut component: Vec<usize> = (0..above.len()).collect();
    seen.fill(false);
    for start in finished.into_iter().rev() {
        let mut group = Vec::new();
        walk(&below, start, &mut seen, &mut |one| group.push(one));
        let name = group.iter().copied().min().unwrap_or(start);
        group.into_iter().for_each(|one| component[one] = name);
    }
    component
}

/// Visits everything not yet seen that `start` leads to, each after what it leads to itself.
fn walk(edges: &[Vec<usize>], start: usize, seen: &mut [bool], visit: &mut dyn FnMut(usize)) {
    if std::mem::replace(&mut seen[start], true) {
        return;
    }
    let mut path = vec![(start, 0)];
    while let Some((one, next)) = path.last_mut() {
        let Some(to) = edges[*one].get(*next).copied() else {
            visit(*one);
            path.pop();
            continue;
        };
        *next += 1;
        if !std::mem::replace(&mut seen[to], true) {
            path.push((to, 0));
        }
    }
}

/// L052: two roles that may not be combined have the same holder.
fn holders(catalogue: &Catalogue, found: &mut Diagnostics) {
    let mut told = BTreeSet::new();
    for node in people(catalogue) {
        for edge in edges(catalogue, node, Kind::IncompatibleWith) {
            let pair = (edge.from.min(edge.to), edge.from.max(edge.to));
            let (Some(mine), Some(other)) = (holder(catalogue, edge.from), holder(catalogue, edge.to)) else {
                continue;
            };
            if edge.from == edge.to || fold(&mine.1.value) != fold(&other.1.value) || !told.insert(pair) {
                continue;
            }
            let problem = Problem::IncompatibleHolder {
                role: catalogue.label(edge.from),
                other: catalogue.label(edge.to),
                holder: mine.1.value.clone(),
            };
            let place =
                |(document, holder): (DocumentId, &Spanned<String>)| catalogue.place(document, holder.span);
            found.add_related(place(mine), problem, vec![place(other), edge.at]);
        }
    }
}

fn holder(catalogue: &Catalogue, node: Node) -> Option<(DocumentId, &Spanned<String>)> {
    let document = catalogue.home(node)?;
    Some((document, catalogue.source(document).front.role.holder.as_ref()?))
}

/// L053: what a role says of a forum and the forum of its members, compared where both sides give a list.
fn memberships(catalogue: &Catalogue, found: &mut Diagnostics) {
    let named = |document, names: &[Spanned<String>]| -> BTreeSet<Node> {
        names.iter().filter_map(|name| person(catalogue, document, name)).collect()
    };
    let mut sides: BTreeMap<Node, BTreeSet<Node>> = BTreeMap::new();
    for document in living(catalogue) {
        let role = &catalogue.source(document).front.role;
        match catalogue.document(document).person {
            Some(node @ Node::Forum(_)) => drop(sides.insert(node, named(document, &role.members))),
            // A role without a list of its own leaves it to the forums.
            Some(node) if !role.member_of.is_empty() => {
                let mut forums = named(document, &role.member_of);
                forums.extend(named(document, &role.convenes));
                sides.insert(node, forums);
            }
            _ => {}
        }
    }
    for document in living(catalogue) {
        let role = &catalogue.source(document).front.role;
        let Some(node) = catalogue.document(document).person else { continue };
        let mut told = BTreeSet::new();
        for name in role.member_of.iter().chain(&role.convenes).chain(&role.members) {
            let Some(other) = person(catalogue, document, name) else { continue };
            let Some(list) = sides.get(&other).filter(|list| !list.is_empty()) else { continue };
            if std::mem::discriminant(&node) == std::mem::discriminant(&other)
                || knows(catalogue, list, node, other)
            {
                continue;
            }
            if told.insert(other) {
                let (role, forum) =
                    if matches!(node, Node::Forum(_)) { (other, node) } else { (node, other) };
                let (role, forum) = (catalogue.label(role), catalogue.label(forum));
                let listed_by = catalogue.label(node);
                found.add(
                    catalogue.place(document, name.span),
                    Problem::OneSidedMembership { role, forum, listed_by },
                );
            }
        }
    }
}

/// Whether a side's list has the other, itself or as one of those that it also is (a chef is a medarbetare).
fn knows(catalogue: &Catalogue, list: &BTreeSet<Node>, one: Node, listing: Node) -> bool {
    let also = |node: Node| catalogue.graph.targets(node, Kind::Includes);
    list.contains(&one)
        || also(one).any(|node| list.contains(&node))
        || also(listing).any(|node| {
            let forums = catalogue.graph.targets(node, Kind::MemberOf);
            forums.chain(catalogue.graph.targets(node, Kind::Convenes)).any(|forum| forum == one)
        })
}

/// The role or forum of a name. What leads nowhere has been reported.
fn person(catalogue: &Catalogue, document: DocumentId, name: &Spanned<String>) -> Option<Node> {
    match catalogue.resolve(&name.value, document) {
        Resolved::To(nodes) => nodes.into_iter().find(|node| matches!(node, Node::Role(_) | Node::Forum(_))),
        _ => None,
    }
}
