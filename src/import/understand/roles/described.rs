//! The roles and forums that a document describes.

use std::sync::LazyLock;

use regex::Regex;

use super::relations::{convened, mentioned};
use super::{Relation, Role, of_heading};
use crate::import::block::{Block, Kind};
use crate::import::pattern;
use crate::import::swedish::sentence::sentences;

/// Every role and forum that a section of the blocks describes, or that a sentence sets up.
pub fn described(blocks: &[Block]) -> Vec<Role> {
    let mut out: Vec<Role> = Vec::new();
    // For each block the role whose section it stands in, and its text.
    let mut within: Vec<(Option<usize>, String)> = Vec::with_capacity(blocks.len());
    let mut open: Option<(u8, usize)> = None;
    for block in blocks {
        let words = block.text.words();
        if let Kind::Heading { level, .. } = &block.kind {
            let level = level.unwrap_or(2);
            if open.is_some_and(|(at, _)| at >= level) {
                open = None;
            }
            if let Some(mut role) = of_heading(&words) {
                role.origin = block.origin;
                role.section = heading(block);
                role.sectioned = true;
                if !out.iter().any(|known| known.is(&role.name)) {
                    open = Some((level, out.len()));
                    out.push(role);
                }
            }
            within.push((None, words));
            continue;
        }
        within.push((open.map(|(_, at)| at), words));
    }
    set_up(blocks, &mut out);
    let names = |role: &Role| std::iter::once(&role.name).chain(&role.aliases).cloned().collect();
    let all: Vec<Vec<String>> = out.iter().filter(|role| !role.forum).map(names).collect();
    let mut lead: Option<(usize, String)> = None;
    for (at, words) in &within {
        let Some(at) = at else { continue };
        for range in sentences(words) {
            out[*at].read(&words[range.clone()]);
            mentioned(&mut out[*at], &words[range], &all);
        }
        // «I rådet ingår:» goes on in the items below.
        if let Some((of, lead)) = lead.as_ref().filter(|(of, _)| of == at) {
            mentioned(&mut out[*of], &format!("{lead} {words}"), &all);
        }
        if words.trim_end().ends_with(':') {
            let last = words.rsplit(['.', '!']).next().unwrap_or(words).trim();
            lead = Some((*at, last.to_string()));
        } else if words.trim_end().ends_with('.') && words.split_whitespace().count() > 12 {
            lead = None;
        }
    }
    convened(within.iter().map(|(_, words)| words.as_str()), &mut out);
    out
}

fn heading(block: &Block) -> String {
    let words = block.text.words();
    match &block.kind {
        Kind::Heading { number: Some(number), .. } => format!("{number} {words}"),
        _ => words,
    }
}

/// «Varje nämnd ska utse en dataskyddssamordnare som …», «Under styrelsen ska det finnas en säkerhetschef»: roles that
/// have no section of their own.
fn set_up(blocks: &[Block], out: &mut Vec<Role>) {
    static APPOINTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:varje\s|samtliga\s)?(?P<by>\p{L}[^.,]*?)\s+(?:ska|skall|måste)\s+(?:utse|ha)\s+(?:en|ett)\s+(?P<role>[\p{L}-]+)",
        )
    });
    static EXISTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:under\s(?P<under>\p{L}+)\s)?.*?\b(?:ska|skall)\s+(?:det\s+)?finnas\s+(?:en|ett)\s+(?P<role>[\p{L}-]+)",
        )
    });
    let mut section = String::new();
    for block in blocks {
        if block.is_heading() {
            section = heading(block);
            continue;
        }
        let words = block.text.words();
        for range in sentences(&words) {
            let sentence = &words[range];
            let Some(found) = APPOINTS.captures(sentence).or_else(|| EXISTS.captures(sentence)) else {
                continue;
            };
            // A long compound is the name of a role; «en ansvarig», «en ägare» is somebody of any name.
            let name = super::capital(&found["role"]);
            if name.chars().count() < 12 || out.iter().any(|known| known.is(&name)) {
                continue;
            }
            let Some(mut role) = of_heading(&name) else { continue };
            role.origin = block.origin;
            role.section = section.clone();
            if let Some(over) = found.name("under") {
                role.relate(Relation::ReportsTo, over.as_str());
            }
            if let Some(by) = found.name("by") {
                role.relate(Relation::AppointedBy, by.as_str());
            }
            out.push(role);
        }
    }
}
