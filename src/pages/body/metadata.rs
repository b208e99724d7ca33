//! Metadata lines: what an editor has assigned to a section, as the page says it.

use super::Writer;
use crate::content::body::{Field, Label};
use crate::pages::address;
use crate::pages::html::{Attr, Href, Tag};

impl Writer<'_, '_, '_> {
    /// The metadata that holds for a section: what the portal adds to the decided text.
    pub(super) fn metadata(&mut self, fields: &[Field]) {
        self.html.open(Tag::P, &[(Attr::Class, "section-meta")]);
        for (i, field) in fields.iter().enumerate() {
            if i > 0 {
                self.html.text(" · ");
            }
            self.html.text(self.text.portal.words().get(label_key(field.label))).text(": ");
            if field.label == Label::Subject {
                self.subjects(field);
            } else if matches!(field.label, Label::Owner | Label::Source | Label::About) {
                self.values(field);
            } else {
                self.html.text(&field.text);
            }
        }
        self.html.close(Tag::P);
    }

    fn subjects(&mut self, field: &Field) {
        let catalogue = self.text.portal.catalogue;
        for (i, value) in field.values.iter().enumerate() {
            if i > 0 {
                self.html.text(", ");
            }
            match catalogue.subject_named(&value.text) {
                Some(subject) => {
                    let address = address::subject_page(catalogue, subject);
                    let href = Href::Site(format!("{}{address}", self.text.root));
                    self.html.link(&href, &[(Attr::Class, "ref")]).text(&value.text).close(Tag::A);
                }
                None => drop(self.html.text(&value.text)),
            }
        }
    }

    fn values(&mut self, field: &Field) {
        let portal = self.text.portal;
        for (i, value) in field.values.iter().enumerate() {
            if i > 0 {
                self.html.text(", ");
            }
            match portal.catalogue.resolve(&value.text, self.text.document) {
                crate::model::Resolved::To(nodes) if !nodes.is_empty() => {
                    self.html
                        .link(&portal.href(nodes[0], self.text.root), &[(Attr::Class, "ref")])
                        .text(&value.text)
                        .close(Tag::A);
                }
                _ => drop(self.html.text(&value.text)),
            }
        }
    }
}

/// The key of the words for a label.
fn label_key(label: Label) -> &'static str {
    match label {
        Label::Owner => "owner",
        Label::Source => "source",
        Label::Recurrence => "recurrence",
        Label::Evidence => "evidence",
        Label::About => "about",
        Label::Answer => "answer",
        Label::Outcome => "outcome",
        Label::Subject => "subject",
    }
}
