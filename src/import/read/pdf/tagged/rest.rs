//! What no element refers to: headers and footers, or text that the tags have forgotten.

use std::collections::BTreeMap;

use super::super::content::Piece;
use super::{Reader, Tagged};
use crate::import::block::{Block, Origin, letters};
use crate::import::clean;
use crate::import::lines::Line;

impl Reader<'_> {
    /// What no element refers to: headers and footers, or text that the tags have forgotten.
    pub(super) fn finish(mut self, pieces: &[Piece]) -> Option<Tagged> {
        let mut forgotten = 0;
        let mut all = 0;
        let mut lines: BTreeMap<(u32, i32), (String, bool)> = BTreeMap::new();
        for piece in pieces {
            let text = clean::plain_run(&piece.text);
            all += letters(&text);
            let used =
                piece.mark.is_some_and(|mark| self.used.contains(&(piece.page, mark))) && !piece.artifact;
            if used {
                continue;
            }
            if !piece.artifact {
                forgotten += letters(&text);
            }
            let line = lines.entry((piece.page, -(piece.y as i32))).or_default();
            if !line.0.is_empty() {
                line.0.push(' ');
            }
            line.0.push_str(text.trim());
            line.1 |= !piece.artifact;
        }
        let covered = all - forgotten;
        if covered * 100 < all * 90 || !self.out.blocks.iter().any(Block::is_heading) && pieces.len() > 200 {
            return None;
        }
        for ((page, _), (text, _)) in lines {
            if text.trim().is_empty() {
                continue;
            }
            let origin = Origin { page, line: 0 };
            self.out.left_out.push((origin, "sidhuvud", text.clone()));
            if !self.out.facts.iter().any(|fact| fact.text == text) {
                self.out.facts.push(Line { text, origin, ..Line::default() });
            }
        }
        Some(self.out)
    }
}
