//! Items of lists: their labels, their bullets, and the lists within them.

use lopdf::{Dictionary, Object};

use super::Reader;
use crate::import::block::{Kind, Text};

/// A label at the head of a text, and how long the rest is.
fn typed_label(text: &str) -> Option<(String, usize)> {
    let head: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    let rest = text[head.len()..].strip_prefix(['.', ')'])?;
    let number = !head.is_empty() && head.len() <= 2 && head.bytes().all(|b| b.is_ascii_digit());
    let letter = head.chars().count() == 1 && text[head.len()..].starts_with(')');
    let rest_text = rest.trim_start();
    (number || letter)
        .then(|| (text[..head.len() + 1].to_string(), rest_text.len()))
        .filter(|_| rest_text.starts_with(|c: char| c.is_alphabetic()))
}

impl<'a> Reader<'a> {
    pub(super) fn item(&mut self, element: &'a Dictionary, page: Option<u32>, list: u8, depth: usize) {
        let mut label = Text::default();
        let mut text = Text::default();
        let mut inner: Vec<(&'a Dictionary, String)> = Vec::new();
        for kid in self.kids(element) {
            let Ok((_, kid)) = self.document.dereference(kid) else { continue };
            match kid {
                Object::Dictionary(child) if child.has(b"S") => {
                    let role = self.role(child);
                    match role.as_str() {
                        "Lbl" => label = self.text(child, page, depth + 1),
                        "L" | "Table" => inner.push((child, role)),
                        _ => self.body(child, page, &mut text, &mut inner, depth + 1),
                    }
                }
                other => self.content(other, page, &mut text),
            }
        }
        let mark = label.words().trim().to_string();
        let bullet = mark.is_empty() || !mark.chars().any(char::is_alphanumeric) || mark == "o";
        if mark == "o" {
            self.leave_out("punkttecken", &label, page);
        }
        let mut label = (!bullet).then_some(mark);
        let mut text = text.tidy();
        let mut words = text.words();
        // A label that the tags have put into the text.
        if label.is_none()
            && let Some((own, rest)) = typed_label(&words)
        {
            label = Some(own);
            text = text.slice(words.len() - rest, words.len());
            words = text.words();
        }
        if bullet && label.is_none() && words.starts_with("o ") {
            self.out.left_out.push((self.origin(page), "punkttecken", "o".to_string()));
            text = text.slice(2, words.len());
            words = text.words();
        }
        let kind = Kind::Item { level: list, label };
        if bullet && words.starts_with(['•', '◦', '▪', '–']) {
            let at = words.char_indices().nth(1).map_or(0, |(at, _)| at);
            text = text.slice(at, words.len());
            let words = text.words();
            text = text.slice(words.len() - words.trim_start().len(), words.len());
        }
        self.push(kind, text, page);
        for (child, role) in inner {
            let page = self.page_of(child, page);
            if role == "L" {
                self.children(child, page, list + 1, depth + 1);
            } else {
                self.element(child, page, list, depth + 1);
            }
        }
    }
}
