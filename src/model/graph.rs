//! Relations in both directions, as two sorted vectors.

use std::ops::Range;

use rayon::slice::ParallelSliceMut;

use super::Node;
use crate::diag::Place;

/// What a relation says. The Swedish word is the one that pages show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// hänvisar till
    Cites,
    /// har som grund
    Grounds,
    /// ansvarig
    OwnedBy,
    /// konkretiserar
    Concretises,
    /// ersätter
    Replaces,
    /// kompletterar
    Supplements,
    /// avgränsas mot
    DelimitedAgainst,
    /// läs även
    SeeAlso,
    /// stödjer
    Supports,
    /// bilaga till
    AttachmentTo,
    /// yttrande över
    CommentsOn,
    /// avser (a comment)
    About,
    /// förvaltas av
    Custodian,
    /// upprättad av
    DrawnUpBy,
    /// rapporterar till
    ReportsTo,
    /// ingår i
    MemberOf,
    /// sammankallar
    Convenes,
    /// får inte förenas med
    IncompatibleWith,
    /// är också
    Includes,
    /// får delegera till
    DelegatesTo,
    /// utses av
    AppointedBy,
}

/// A relation, and where the author wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct Edge {
    pub from: Node,
    pub kind: Kind,
    pub to: Node,
    pub at: Place,
}

/// All relations.
#[derive(Debug, Default)]
pub struct Graph {
    edges: Vec<Edge>,
    /// Numbers of edges, sorted by target, kind and origin.
    back: Vec<u32>,
    from: Starts,
    to: Starts,
}

impl Graph {
    /// Sorts the edges and drops those that say the same thing twice.
    pub fn new(mut edges: Vec<Edge>) -> Self {
        edges.par_sort_unstable();
        edges.dedup_by(|a, b| (a.from, a.kind, a.to) == (b.from, b.kind, b.to));
        let mut back: Vec<u32> = (0..edges.len() as u32).collect();
        back.par_sort_unstable_by_key(|i| {
            let edge = &edges[*i as usize];
            (edge.to, edge.kind, edge.from)
        });
        let from = Starts::of(edges.iter().map(|edge| edge.from));
        let to = Starts::of(back.iter().map(|i| edges[*i as usize].to));
        Self { edges, back, from, to }
    }

    /// Every relation that begins in a node.
    pub fn from(&self, node: Node) -> &[Edge] {
        &self.edges[self.from.range(node)]
    }

    /// Every relation that ends in a node.
    pub fn to(&self, node: Node) -> impl Iterator<Item = &Edge> + use<'_> {
        self.back[self.to.range(node)].iter().map(|i| &self.edges[*i as usize])
    }

    /// Where relations of a kind lead from a node.
    pub fn targets(&self, node: Node, kind: Kind) -> impl Iterator<Item = Node> + use<'_> {
        self.from(node).iter().filter(move |edge| edge.kind == kind).map(|edge| edge.to)
    }

    /// From where relations of a kind lead to a node.
    pub fn origins(&self, node: Node, kind: Kind) -> impl Iterator<Item = Node> + use<'_> {
        self.to(node).filter(move |edge| edge.kind == kind).map(|edge| edge.from)
    }

    /// All relations, sorted by origin.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }
}

/// Where in a sorted row of nodes each of them begins. Every page asks for its own a dozen times, and looking for it by halves
/// touches memory all over the row.
#[derive(Debug, Default)]
struct Starts([Vec<u32>; Node::KINDS]);

impl Starts {
    fn of(nodes: impl Iterator<Item = Node>) -> Self {
        let mut starts: [Vec<u32>; Node::KINDS] = Default::default();
        let mut ends = [0; Node::KINDS];
        for (at, node) in (0u32..).zip(nodes) {
            let (kind, number) = node.place();
            if starts[kind].len() <= number {
                starts[kind].resize(number + 1, at);
            }
            ends[kind] = at + 1;
        }
        for (starts, end) in starts.iter_mut().zip(ends) {
            starts.push(end);
            starts.shrink_to_fit();
        }
        Self(starts)
    }

    fn range(&self, node: Node) -> Range<usize> {
        let (kind, number) = node.place();
        match self.0[kind].get(number..) {
            Some([start, end, ..]) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};
    use crate::model::{ActId, DocumentId, RuleId};

    #[test]
    fn relations_are_found_from_both_ends() {
        let document = |number| Node::Document(DocumentId(number));
        let (rule, act) = (Node::Rule(RuleId(2)), Node::Act(ActId(0)));
        let pairs =
            [(document(4), act), (document(1), document(4)), (rule, act), (document(1), act), (rule, act)];
        let at = Place { file: FileId(0), span: Span::default() };
        let edges = pairs.map(|(from, to)| Edge { from, kind: Kind::Cites, to, at });
        let graph = Graph::new(edges.to_vec());
        let from = |node| graph.targets(node, Kind::Cites).collect::<Vec<_>>();
        let to = |node| graph.origins(node, Kind::Cites).collect::<Vec<_>>();
        assert_eq!(from(document(1)), [document(4), act]);
        assert_eq!(from(document(4)), [act]);
        assert_eq!(from(rule), [act]);
        assert_eq!(to(act), [document(1), document(4), rule]);
        assert_eq!(to(document(4)), [document(1)]);
        for other in [document(0), document(2), document(5), Node::Rule(RuleId(9)), Node::Act(ActId(1))] {
            assert!(from(other).is_empty() && to(other).is_empty());
        }
    }
}
