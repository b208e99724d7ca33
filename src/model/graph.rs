//! Relations in both directions, as two sorted vectors.

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
        Self { edges, back }
    }

    /// Every relation that begins in a node.
    pub fn from(&self, node: Node) -> &[Edge] {
        let start = self.edges.partition_point(|edge| edge.from < node);
        let count = self.edges[start..].iter().take_while(|edge| edge.from == node).count();
        &self.edges[start..start + count]
    }

    /// Every relation that ends in a node.
    pub fn to(&self, node: Node) -> impl Iterator<Item = &Edge> + use<'_> {
        let start = self.back.partition_point(|i| self.edges[*i as usize].to < node);
        let edges = self.back[start..].iter().map(|i| &self.edges[*i as usize]);
        edges.take_while(move |edge| edge.to == node)
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
