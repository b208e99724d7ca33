//! Owners, states, documents and rules as lists show them.

use super::address;
use super::portal::{Portal, dates, validity};
use super::view::{DocumentCard, Link, RuleCard, StatusView};
use crate::content::Date;
use crate::content::front::Status;
use crate::model::{DocumentId, How, Kind, Level, Node, Owner, RuleId};

impl Portal<'_> {
    /// An owner, with a note on how the rule came by it.
    pub fn owner(&self, owner: &Owner, root: &str) -> Link {
        let note = match owner.how {
            How::Written => "how-written",
            How::Assigned(Level::Rule) => "how-rule",
            How::Assigned(Level::Section) => "how-section",
            How::Assigned(Level::Document) => "how-document",
            How::Assigned(Level::Role) => "how-role",
        };
        let href = owner.node.map(|node| address::to(self.catalogue, node, root));
        Link {
            text: owner.name.clone(),
            href,
            note: Some(self.words().get(note).to_string()),
            ..Link::default()
        }
    }

    /// The state of a document.
    pub fn status(&self, document: DocumentId, root: &str) -> StatusView {
        let front = &self.catalogue.source(document).front;
        let words = self.words();
        let status = front.status.value;
        let day = |date: &Option<crate::content::Spanned<Date>>| {
            date.as_ref().map_or(String::new(), |d| d.value.to_string())
        };
        let (class, banner) = match status {
            Status::Gallande => match &front.valid_until {
                Some(until) if until.value < self.today() => {
                    ("former", Some(words.with("banner-expired", &[&until.value.to_string()])))
                }
                _ => ("in-force", None),
            },
            Status::Beslutad => ("decided", Some(words.with("banner-decided", &[&day(&front.valid_from)]))),
            Status::Remiss => {
                let closes = front.consultation.as_ref().map_or(String::new(), |c| day(&c.closes));
                ("consultation", Some(words.with("banner-remiss", &[&closes])))
            }
            Status::Utkast => ("draft", Some(words.get("banner-utkast").to_string())),
            Status::Ersatt => ("former", Some(words.get("banner-ersatt").to_string())),
            Status::Upphavd => ("former", Some(words.with("banner-upphavd", &[&day(&front.withdrawn_on)]))),
        };
        let face = self.catalogue.document(document).person.unwrap_or(Node::Document(document));
        let successors = self.catalogue.graph.origins(face, Kind::Replaces);
        let successors = successors.filter(|node| self.is_decided(*node));
        let links = if banner.is_some() {
            successors.map(|node| self.link(node, root)).collect()
        } else {
            Vec::new()
        };
        StatusView {
            word: status.word(),
            label: words.get(&format!("status-{}", status.word())).to_string(),
            class,
            banner,
            links,
        }
    }

    /// A document in a list.
    pub fn document_card(&self, id: DocumentId, root: &str) -> DocumentCard {
        let front = &self.catalogue.source(id).front;
        let decided = [front.decided_by.as_ref().map(|by| by.value.clone()), dates(&front.decided_on)];
        let decided = decided.into_iter().flatten().collect::<Vec<_>>().join(" ");
        DocumentCard {
            id: front.id.value.clone(),
            title: front.title.value.clone(),
            href: address::to(self.catalogue, Node::Document(id), root),
            kind: self.catalogue.kind(id).name.clone(),
            status: self.status(id, root),
            rules: self.living_rules(id).count(),
            decided: Some(decided).filter(|decided| !decided.is_empty()),
            valid: validity(front),
        }
    }

    /// The rules of a document that are not withdrawn.
    pub fn living_rules(&self, id: DocumentId) -> impl Iterator<Item = RuleId> + use<'_> {
        let range = self.catalogue.document(id).rules.clone();
        range.map(RuleId).filter(|id| self.catalogue.rule_text(*id).tombstone.is_none())
    }

    /// A rule in a list.
    pub fn rule_card(&self, id: RuleId, root: &str) -> RuleCard {
        let rule = self.catalogue.rule(id);
        let text = self.catalogue.rule_text(id);
        let mut lines = text.text.split('\n').map(str::to_string);
        let section = self.catalogue.section(rule.section);
        let withdrawn = text.tombstone.as_ref().map(|tombstone| {
            let day = tombstone.on.map_or(String::new(), |day| day.to_string());
            self.words().with("withdrawn", &[&day])
        });
        RuleCard {
            id: text.id.value.clone(),
            href: address::to(self.catalogue, Node::Rule(id), root),
            text: lines.next().unwrap_or_default(),
            items: lines.collect(),
            document: self.link(Node::Document(rule.document), root),
            section: (!section.anchor.is_empty()).then(|| Link {
                text: section.heading(),
                href: Some(address::to(self.catalogue, Node::Section(rule.section), root)),
                ..Link::default()
            }),
            owners: rule.owners.iter().map(|owner| self.owner(owner, root)).collect(),
            sources: rule.sources.iter().map(|node| self.short_link(*node, root)).collect(),
            recurrence: text.recurrence.as_ref().map(|recurrence| recurrence.words.clone()),
            status: self.status(rule.document, root),
            withdrawn,
        }
    }
}
