//! The map: every steering document and how it relates to the others, as pictures, as a tree and as tables; the
//! documents that are named and not held; and the subjects.

use std::collections::{BTreeMap, BTreeSet};

use super::document::to_label;
use super::portal::{Head, LIST, Portal};
use super::theme::{Made, ThemeError};
use super::view::{LinkGroup, MapKind, MapRow, MapView, MissingDocument, TreeNode};
use super::{Page, map_picture, subject};
use crate::content::config::Class;
use crate::content::front::Status;
use crate::content::register::ActKind;
use crate::model::{ActId, DocumentId, Kind, Node};

/// Deepest level of the tree.
const DEPTH: usize = 6;
/// What the page shows at most, so that it can be read in a large portal too: documents of a kind in the table, lines of all
/// trees, and documents in all pictures.
const ROWS: usize = 500;
const LINES: usize = 5_000;
const BOXES: usize = 3_000;

/// The documents by what they stand under.
pub struct Hierarchy {
    /// The documents at the top, in order.
    pub roots: Vec<DocumentId>,
    /// What stands under each, and whether it makes it concrete (else it supplements or supports it).
    children: BTreeMap<DocumentId, Vec<(DocumentId, bool)>>,
}

impl Hierarchy {
    /// Reads the relations of the living documents. Answers to consultations and people have pages of their own.
    pub fn of(portal: &Portal<'_>) -> Self {
        let catalogue = portal.catalogue;
        let is_shown = |id: DocumentId| {
            catalogue.document(id).person.is_none() && catalogue.document(id).class != Class::Response
        };
        let lives = |id: DocumentId| {
            !matches!(catalogue.source(id).front.status.value, Status::Ersatt | Status::Upphavd)
        };
        let mut children: BTreeMap<DocumentId, Vec<(DocumentId, bool)>> = BTreeMap::new();
        let mut under = BTreeSet::new();
        for id in catalogue.document_ids().filter(|id| is_shown(*id) && lives(*id)) {
            let mut parents: BTreeMap<DocumentId, bool> = BTreeMap::new();
            let kinds = [
                (Kind::Supports, false),
                (Kind::Supplements, false),
                (Kind::AttachmentTo, false),
                (Kind::Concretises, true),
            ];
            for (kind, concrete) in kinds {
                for node in catalogue.graph.targets(Node::Document(id), kind) {
                    let parent = catalogue.home(node).filter(|p| *p != id && is_shown(*p) && lives(*p));
                    parents.extend(parent.map(|parent| (parent, concrete)));
                }
            }
            // What makes a document concrete decides its place; what it only supports, when there is nothing else.
            let any = parents.values().any(|concrete| *concrete);
            for (parent, concrete) in parents.into_iter().filter(|(_, concrete)| *concrete || !any) {
                children.entry(parent).or_default().push((id, concrete));
                under.insert(id);
            }
        }
        let mut roots: Vec<DocumentId> = catalogue
            .document_ids()
            .filter(|id| is_shown(*id) && lives(*id) && !under.contains(id))
            .collect();
        // Documents that stand under each other in a ring are under no root: the first of each ring becomes one.
        let mut seen = BTreeSet::new();
        roots.iter().for_each(|root| reach(&children, *root, &mut seen));
        for id in catalogue.document_ids().filter(|id| under.contains(id)) {
            if !seen.contains(&id) {
                roots.push(id);
                reach(&children, id, &mut seen);
            }
        }
        Self { roots, children }
    }

    /// What stands directly under a document.
    pub fn under(&self, id: DocumentId) -> &[(DocumentId, bool)] {
        self.children.get(&id).map_or(&[], Vec::as_slice)
    }
}

fn reach(
    children: &BTreeMap<DocumentId, Vec<(DocumentId, bool)>>,
    from: DocumentId,
    seen: &mut BTreeSet<DocumentId>,
) {
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(children.get(&id).into_iter().flatten().map(|(child, _)| *child));
        }
    }
}

/// The page.
///
/// # Errors
/// A template that asks for what is not there.
pub fn page(portal: &Portal<'_>) -> Result<Page, ThemeError> {
    let hierarchy = Hierarchy::of(portal);
    let (pictures, more_pictures) = pictures(portal, &hierarchy);
    let (trees, more_lines) = trees(portal, &hierarchy);
    let kinds = kinds(portal);
    let view = MapView {
        pictures,
        more_pictures,
        trees,
        more_lines,
        documents: kinds.iter().map(|kind| kind.rows.len() + kind.more).sum(),
        kinds,
        missing: missing(portal),
        subjects: subject::links(portal, ""),
    };
    let title = portal.words().get("map-title");
    let mut head = Head::new("karta.html", "map", title);
    head.description = portal.words().get("map-description").to_string();
    portal.page(&head, "map.html", &view)
}

/// The pictures of what each document at the top governs and of those that stand alone, as far as there is room, and how many
/// more there would be.
fn pictures(portal: &Portal<'_>, hierarchy: &Hierarchy) -> (Vec<Made>, usize) {
    let (alone, tops): (Vec<DocumentId>, Vec<DocumentId>) =
        hierarchy.roots.iter().partition(|root| hierarchy.under(**root).is_empty());
    let (mut pictures, mut room, mut more) = (Vec::new(), BOXES, 0);
    let mut has_room = |documents: usize| {
        let left = room.checked_sub(documents);
        room = left.unwrap_or(room);
        more += usize::from(left.is_none());
        left.is_some()
    };
    for root in tops {
        let mut seen = BTreeSet::new();
        reach(&hierarchy.children, root, &mut seen);
        if has_room(seen.len()) {
            pictures.push(Made::of(&map_picture::tree(portal, hierarchy, root)));
        }
    }
    if has_room(alone.len()) {
        pictures.extend(map_picture::alone(portal, &alone).as_ref().map(Made::of));
    }
    (pictures, more)
}

/// The trees, and how many documents have no line in them.
fn trees(portal: &Portal<'_>, hierarchy: &Hierarchy) -> (Vec<Made>, usize) {
    let mut above = Above::default();
    let mut trees = Vec::new();
    for root in &hierarchy.roots {
        if above.lines >= LINES {
            break;
        }
        above.lines += 1;
        trees.push(Made::of(&node(portal, hierarchy, *root, &mut above, DEPTH)));
    }
    let mut all: BTreeSet<DocumentId> = hierarchy.roots.iter().copied().collect();
    all.extend(hierarchy.children.values().flatten().map(|(child, _)| *child));
    (trees, all.difference(&above.shown).count())
}

/// What stands above a line of the tree, so that rings end; how many lines there are, and what stands in them.
#[derive(Default)]
struct Above {
    met: BTreeSet<DocumentId>,
    lines: usize,
    shown: BTreeSet<DocumentId>,
}

fn node(
    portal: &Portal<'_>,
    hierarchy: &Hierarchy,
    id: DocumentId,
    above: &mut Above,
    depth: usize,
) -> TreeNode {
    above.met.insert(id);
    above.shown.insert(id);
    let mut children = Vec::new();
    for (child, _) in hierarchy.under(id) {
        if depth > 0 && above.lines < LINES && !above.met.contains(child) {
            above.lines += 1;
            children.push(node(portal, hierarchy, *child, above, depth - 1));
        }
    }
    above.met.remove(&id);
    TreeNode {
        link: portal.link(Node::Document(id), ""),
        kind: portal.catalogue.kind(id).name.clone(),
        status: portal.status(id, ""),
        children,
    }
}

fn kinds(portal: &Portal<'_>) -> Vec<MapKind> {
    let catalogue = portal.catalogue;
    let listed: Vec<DocumentId> = catalogue
        .document_ids()
        .filter(|id| {
            catalogue.document(*id).person.is_none() && catalogue.document(*id).class != Class::Response
        })
        .collect();
    let kind = |id: DocumentId| catalogue.source(id).front.kind;
    listed
        .chunk_by(|a, b| kind(*a) == kind(*b))
        .map(|chunk| MapKind {
            name: catalogue.site.kinds[kind(chunk[0])].plural.clone(),
            rows: chunk.iter().take(ROWS).map(|id| Made::of(&row(portal, *id))).collect(),
            more: chunk.len().saturating_sub(ROWS),
            href: format!("dokument.html#{}", crate::text::slug(&catalogue.site.kinds[kind(chunk[0])].id)),
        })
        .collect()
}

fn row(portal: &Portal<'_>, id: DocumentId) -> MapRow {
    let front = &portal.catalogue.source(id).front;
    MapRow {
        document: portal.link(Node::Document(id), ""),
        id: front.id.value.clone(),
        status: portal.status(id, ""),
        decided_by: front.decided_by.as_ref().map(|by| by.value.clone()),
        rules: portal.living_rules(id).count(),
        relations: relations(portal, id),
    }
}

/// The relations of a document in both directions.
fn relations(portal: &Portal<'_>, id: DocumentId) -> Vec<LinkGroup> {
    const KINDS: [(Kind, &str, &str); 7] = [
        (Kind::Concretises, "rel-concretises", "by-concretises"),
        (Kind::Supplements, "rel-supplements", "by-supplements"),
        (Kind::Supports, "rel-supports", "by-supports"),
        (Kind::AttachmentTo, "rel-attachment", "by-attachment"),
        (Kind::DelimitedAgainst, "rel-delimited", "by-delimited"),
        (Kind::Replaces, "rel-replaces", "by-replaces"),
        (Kind::SeeAlso, "rel-see-also", "by-see-also"),
    ];
    let graph = &portal.catalogue.graph;
    let node = Node::Document(id);
    let mut out = Vec::new();
    for (kind, to, by) in KINDS {
        out.extend(portal.group(to_label(portal, node, kind, to), graph.targets(node, kind), ""));
        let people = |origin: &Node| matches!(origin, Node::Role(_) | Node::Forum(_));
        let origins = graph.origins(node, kind).filter(|origin| !people(origin)).collect();
        out.extend(portal.by(kind, by, origins, ""));
    }
    out
}

fn missing(portal: &Portal<'_>) -> Vec<MissingDocument> {
    let catalogue = portal.catalogue;
    let acts = (0..catalogue.acts.len() as u32).map(ActId);
    acts.filter(|act| catalogue.acts[act.index()].entry.kind == ActKind::Styrdokument)
        .map(|act| {
            let mut origins: Vec<Node> = catalogue.graph.to(Node::Act(act)).map(|edge| edge.from).collect();
            origins.sort_unstable();
            origins.dedup();
            let named_in = origins.iter().take(LIST).map(|node| portal.link(*node, "")).collect();
            MissingDocument {
                name: portal.link(Node::Act(act), ""),
                named_in,
                more: origins.len().saturating_sub(LIST),
            }
        })
        .collect()
}
