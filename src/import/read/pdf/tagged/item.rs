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

/// How long the bullet at the head of a text is, with the blanks after it. An «o» is one where a blank follows.
fn bullet(text: &str) -> Option<usize> {
    let rest = text
        .strip_prefix(['•', '◦', '▪', '–'])
        .or_else(|| text.strip_prefix('o').filter(|rest| rest.starts_with(' ')))?;
    Some(text.len() - rest.trim_start().len())
}

impl<'a> Reader<'a> {
    pub(super) fn item(&mut self, element: &'a Dictionary, page: Option<u32>, list: u8, depth: usize) {
        let mut label = Text::default();
        let mut text = Text::default();
        let mut inner: Vec<(&'a Dictionary, String)> = Vec::new();
        for kid in self.kids(element) {
            match self.document.dereference(kid) {
                Ok((_, Object::Dictionary(child))) if child.has(b"S") && self.role(child) == "Lbl" => {
                    label = self.text(child, page, depth + 1);
                }
                _ => self.part(kid, page, &mut text, &mut inner, depth),
            }
        }
        let mark = label.words().trim().to_string();
        let counts = mark.chars().any(char::is_alphanumeric) && mark != "o";
        if mark == "o" {
            self.leave_out("punkttecken", &label, page);
        }
        let mut text = text.tidy();
        let words = text.words();
        let mut label = counts.then_some(mark);
        // A label or a bullet that the tags have put into the text.
        if label.is_none()
            && let Some((own, rest)) = typed_label(&words)
        {
            label = Some(own);
            text = text.slice(words.len() - rest, words.len());
        } else if label.is_none()
            && let Some(length) = bullet(&words)
        {
            if words.starts_with('o') {
                self.leave_out("punkttecken", &Text::plain("o"), page);
            }
            text = text.slice(length, words.len());
        }
        self.push(Kind::Item { level: list, label }, text, page);
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
