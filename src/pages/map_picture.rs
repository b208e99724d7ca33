//! The pictures of the map. Each shows what one document at the top governs: a column a level, a row a document at the
//! edge, so that the picture stays readable however many there are and only grows in height.

use std::collections::BTreeSet;

use super::html::svg::{Look, Shape};
use super::html::{Href, Html};
use super::map::Hierarchy;
use super::portal::{Portal, shorten};
use super::view::MapPicture;
use crate::content::config::Class;
use crate::content::front::Status;
use crate::model::{DocumentId, Node};
use crate::text::slug;

const WIDTH: f64 = 236.0;
/// From one column to the next, and between rows. Four columns fit a wide window.
const COLUMN: f64 = WIDTH + 38.0;
const GAP: f64 = 12.0;
const MARGIN: f64 = 4.0;
/// Letters on a line of a box, and lines of its title.
const LETTERS: usize = 28;
const LINES: usize = 3;
/// Most levels.
const DEPTH: usize = 5;
/// Columns of documents that stand under nothing.
const ALONE: usize = 3;

/// A document's place in the picture.
struct Placed {
    id: DocumentId,
    column: usize,
    row: usize,
    /// The place of what it stands under, and whether it makes it concrete.
    parent: Option<(usize, bool)>,
}

/// The picture of a document and what stands under it. Each document is drawn once, at its first place.
pub fn tree(portal: &Portal<'_>, hierarchy: &Hierarchy, root: DocumentId) -> MapPicture {
    let mut placed = Vec::new();
    let mut met = BTreeSet::new();
    let mut row = 0;
    place(hierarchy, root, 0, None, &mut row, &mut placed, &mut met);
    let front = &portal.catalogue.source(root).front;
    picture(portal, &placed, &front.title.value, &format!("bild-{}", slug(&front.id.value)))
}

/// Gives a document a row: that of its first child, or the next free one.
fn place(
    hierarchy: &Hierarchy,
    id: DocumentId,
    column: usize,
    parent: Option<(usize, bool)>,
    row: &mut usize,
    placed: &mut Vec<Placed>,
    met: &mut BTreeSet<DocumentId>,
) {
    if !met.insert(id) {
        return;
    }
    let own = placed.len();
    placed.push(Placed { id, column, row: *row, parent });
    let before = *row;
    if column + 1 < DEPTH {
        for (child, concrete) in hierarchy.under(id) {
            place(hierarchy, *child, column + 1, Some((own, *concrete)), row, placed, met);
        }
    }
    if *row == before {
        *row += 1;
    }
}

/// The picture of documents that stand under nothing and have nothing under them.
pub fn alone(portal: &Portal<'_>, documents: &[DocumentId]) -> Option<MapPicture> {
    let placed: Vec<Placed> = documents
        .iter()
        .enumerate()
        .map(|(at, id)| Placed { id: *id, column: at % ALONE, row: at / ALONE, parent: None })
        .collect();
    let title = portal.words().get("map-alone");
    (!placed.is_empty()).then(|| picture(portal, &placed, title, "bild-fristaende"))
}

fn picture(portal: &Portal<'_>, placed: &[Placed], title: &str, anchor: &str) -> MapPicture {
    let columns = placed.iter().map(|one| one.column + 1).max().unwrap_or(1) as f64;
    let rows = placed.iter().map(|one| one.row + 1).max().unwrap_or(1) as f64;
    let mut html = Html::new();
    let most = placed.iter().map(|one| lines(title_of(portal, one.id)).len()).max().unwrap_or(1);
    let box_height = 29.0 + 15.5 * most as f64;
    let row_height = box_height + GAP;
    let (width, height) = (columns * COLUMN - (COLUMN - WIDTH), rows * row_height - GAP);
    let name = portal.words().with("map-picture", &[title, &placed.len().to_string()]);
    html.picture("map", width + 2.0 * MARGIN, height + 2.0 * MARGIN, &name);
    let corner = |one: &Placed| (MARGIN + one.column as f64 * COLUMN, MARGIN + one.row as f64 * row_height);
    for one in placed {
        let Some((parent, concrete)) = one.parent else { continue };
        let (from, to) = (corner(&placed[parent]), corner(one));
        // Dashed lines leave lower and turn later, so that they do not lie on the others.
        let (shift, look) = if concrete { (0.0, Look::MapLine) } else { (9.0, Look::MapLineSoft) };
        let turn = f64::midpoint(from.0 + WIDTH, to.0) + shift * 0.7;
        let line = Shape::Elbow {
            from: (from.0 + WIDTH, from.1 + box_height / 2.0 + shift),
            to: (to.0, to.1 + box_height / 2.0 + shift),
            turn,
        };
        html.newline().shape(line, look);
    }
    for one in placed {
        document(&mut html, portal, one.id, corner(one), box_height);
    }
    html.newline().picture_end();
    MapPicture { title: title.to_string(), anchor: anchor.to_string(), svg_html: html.finish() }
}

fn title_of<'p>(portal: &'p Portal<'_>, id: DocumentId) -> &'p str {
    &portal.catalogue.source(id).front.title.value
}

fn document(html: &mut Html, portal: &Portal<'_>, id: DocumentId, (x, y): (f64, f64), height: f64) {
    let catalogue = portal.catalogue;
    let front = &catalogue.source(id).front;
    let kind = &catalogue.kind(id).name;
    let status = portal.status(id, "");
    let look = match front.status.value {
        Status::Remiss | Status::Utkast => Look::MapBoxProposal,
        Status::Ersatt | Status::Upphavd => Look::MapBoxFormer,
        _ if catalogue.document(id).class == Class::Guidance => Look::MapBoxGuidance,
        _ => Look::MapBox,
    };
    let href: Href = portal.href(Node::Document(id), "");
    html.newline().picture_link(&href, Look::MapLink, None);
    html.shape(Shape::Rect { x, y, width: WIDTH, height, radius: 5.0 }, look);
    let mark = if status.banner.is_some() { format!(" · {}", status.label) } else { String::new() };
    html.words_at(
        (x + 12.0, y + 17.0),
        Look::MapKind,
        &shorten(&format!("{kind} {}{mark}", front.id.value), 34),
    );
    for (at, line) in lines(&front.title.value).iter().enumerate() {
        html.words_at((x + 12.0, y + 33.0 + 15.5 * at as f64), Look::MapTitle, line);
    }
    html.picture_link_end();
}

/// A title on three lines at most.
fn lines(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LETTERS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    if lines.len() > LINES {
        lines.truncate(LINES);
        let last = &mut lines[LINES - 1];
        *last = format!("{} …", shorten(last, LETTERS - 2).trim_end_matches('…'));
    }
    lines.iter().map(|line| shorten_word(line)).collect()
}

/// A word that alone is longer than a line is cut.
fn shorten_word(line: &str) -> String {
    if line.chars().count() <= LETTERS + 2 {
        return line.to_string();
    }
    line.chars().take(LETTERS).chain(std::iter::once('…')).collect()
}
