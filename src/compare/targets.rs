//! Where links lead, as seen from where their documents stand: a document that was renamed is still the same.

use super::align::{Links, Side};
use super::unit::Text;

/// Whether the links of a unit lead to the same places in both texts.
pub fn same(links: &Links<'_>, text: usize, old: &[String], new: &[String]) -> bool {
    let (Some(a), Some(b)) = (links.old.texts[text], links.new.texts[text]) else { return false };
    let file = |text: &Text, target: &String| resolve(&text.path, target);
    old.len() == new.len()
        && old.iter().zip(new).all(|(x, y)| x == y || is_same_file(links, &file(a, x), &file(b, y)))
}

/// Whether two paths are the same document before and after it was renamed.
fn is_same_file(links: &Links<'_>, old: &str, new: &str) -> bool {
    let (old_path, old_anchor) = old.split_once('#').unwrap_or((old, ""));
    let (new_path, new_anchor) = new.split_once('#').unwrap_or((new, ""));
    let path = |side: &Side<'_>, text: usize| side.texts[text].map(|text| text.path.clone());
    let renamed = (0..links.old.texts.len()).any(|text| {
        path(&links.old, text).as_deref() == Some(old_path)
            && path(&links.new, text).as_deref() == Some(new_path)
    });
    old_anchor == new_anchor && (old_path == new_path || renamed)
}

/// A path as seen from the file that names it.
fn resolve(from: &str, target: &str) -> String {
    if target.contains(':') || target.starts_with(['[', '/']) {
        return target.to_string();
    }
    if let Some(anchor) = target.strip_prefix('#') {
        return format!("{from}#{anchor}");
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
