//! The rules among the blocks: one for each normative sentence, one for each item of a list of duties.
//!
//! Every rule is a proposal. Its owner is the party that its sentence names, else the one of the text that leads up to
//! its list, else the role whose section it stands in. Nothing is taken from meaning.

mod antecedent;
mod duty_table;
mod item;
mod judge;
mod lead;
mod role_table;

use std::sync::LazyLock;

use regex::Regex;

use super::roles::{self, Role};
use super::{Node, Rule};
use crate::import::block::{Block, Kind, Origin, Text};
use crate::import::journal::Journal;
use crate::import::pattern;
use crate::import::swedish::lexicon::is_actor;
use crate::import::swedish::sentence::{sentences, words};
use antecedent::SpokenOf;
use lead::Lead;

/// How a document is read.
pub struct Reader<'a> {
    /// Whether it binds: others hold no rules.
    pub binding: bool,
    /// Whether it describes roles, so that a section's role owns what names no other.
    pub describes: bool,
    /// Whether it tells how something is done, so that a step of a list is a rule.
    pub steps: bool,
    /// The roles and forums that the source describes.
    pub roles: &'a [Role],
    role: Option<(u8, String)>,
    lead: Option<Lead>,
    last_owner: Option<String>,
    /// Whom the sentence before spoke of.
    spoken_of: SpokenOf,
    /// Whether the present section lists duties by its title: «Uppgifter», «Principer».
    duties: bool,
    /// Whether the section explains terms.
    terms: bool,
    in_parts: bool,
    /// Whether the section is what somebody else is asked to decide: «Förslag till beslut».
    proposal: bool,
    /// Whether a list comes next.
    before_list: bool,
    /// How many letters the rules have that the source has not.
    pub added: usize,
}

static DUTY_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[\d.]+\s)?(?:\p{L}+\s){0,2}?(?:principer|uppgifter|arbetsuppgifter|ansvar|skyldigheter|regler|krav|åtaganden|grundprinciper|ansvarsområden)$",
    )
});
static PROPOSAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[\d.]+\s)?(?:förslag till (?:beslut|ställningstagande)|beslutsförslag)$"));

impl<'a> Reader<'a> {
    /// A reader at the beginning of a document.
    pub fn new(binding: bool, describes: bool, steps: bool, roles: &'a [Role]) -> Self {
        Self {
            binding,
            describes,
            steps,
            roles,
            role: None,
            lead: None,
            last_owner: None,
            spoken_of: SpokenOf::default(),
            duties: false,
            terms: false,
            in_parts: false,
            proposal: false,
            before_list: false,
            added: 0,
        }
    }

    /// Reads the blocks of a document.
    pub fn read(&mut self, blocks: Vec<Block>, journal: &mut Journal) -> Vec<Node> {
        let mut out = Vec::with_capacity(blocks.len());
        let mut list_before = false;
        let mut blocks = blocks.into_iter().peekable();
        while let Some(block) = blocks.next() {
            self.before_list = blocks.peek().is_some_and(|next| matches!(next.kind, Kind::Item { .. }));
            let is_item = matches!(block.kind, Kind::Item { .. });
            if list_before && !is_item {
                self.lead = None;
            }
            if !is_item {
                self.in_parts = false;
            }
            list_before = is_item;
            match block.kind {
                Kind::Heading { level, number } => {
                    self.heading(level.unwrap_or(2), number.as_deref(), &block.text.words());
                    out.push(Node::Heading {
                        level: level.unwrap_or(2),
                        number,
                        text: block.text,
                        origin: block.origin,
                    });
                }
                Kind::Paragraph => self.paragraph(block.text, block.origin, &mut out),
                Kind::Item { level, label } => {
                    self.item(level, label, block.text, block.origin, &mut out, journal)
                }
                Kind::Table(rows) => self.table(rows, block.origin, &mut out, journal),
                Kind::Note(label) => out.push(Node::Note { label, text: block.text, origin: block.origin }),
            }
        }
        out
    }

    fn heading(&mut self, level: u8, _number: Option<&str>, text: &str) {
        if self.role.as_ref().is_some_and(|(at, _)| *at >= level) {
            self.role = None;
        }
        if let Some(role) = roles::of_heading(text) {
            self.role = Some((level, role.name));
        }
        self.lead = None;
        self.last_owner = None;
        self.spoken_of = SpokenOf::default();
        self.duties = DUTY_TITLE.is_match(text)
            || text.chars().all(|c| !c.is_lowercase()) && DUTY_TITLE.is_match(&text.to_lowercase());
        let low = text.to_lowercase();
        self.proposal = PROPOSAL.is_match(&low);
        self.terms = ["begrepp", "definitioner", "definition", "ordlista", "ordförklaringar", "termer"]
            .contains(&low.as_str());
    }

    /// The role of the section, where the document describes roles.
    fn section_role(&self) -> Option<String> {
        self.role.as_ref().filter(|_| self.describes).map(|(_, name)| name.clone())
    }

    fn paragraph(&mut self, text: Text, origin: Origin, out: &mut Vec<Node>) {
        let text = text.tidy();
        let whole = text.words();
        let ranges = sentences(&whole);
        if !self.binding || self.terms || self.proposal || ranges.is_empty() {
            self.lead = self.lead_of(&self.led(&whole), None);
            out.push(Node::Paragraph { text, origin });
            return;
        }
        let mut plain: Option<(usize, usize)> = None;
        for (n, range) in ranges.iter().enumerate() {
            let sentence = &whole[range.clone()];
            let last = n + 1 == ranges.len();
            let led = if last { self.led(sentence) } else { sentence.to_string() };
            let found =
                if last && led.ends_with(':') { self.lead_rule(&led) } else { self.judge(sentence, false) };
            let owner = found.as_ref().filter(|rule| rule.named).and_then(|rule| rule.owner.clone());
            self.spoken_of.hear(sentence, owner.as_deref());
            match found {
                Some(mut rule) => {
                    if let Some((from, to)) = plain.take() {
                        out.push(Node::Paragraph { text: text.slice(from, to).tidy(), origin });
                    }
                    let start = if n == 0 { 0 } else { range.start };
                    let end = ranges.get(n + 1).map_or(whole.len(), |next| next.start);
                    rule.text = text.slice(start, end).tidy();
                    rule.origin = origin;
                    if rule.named {
                        self.last_owner = rule.owner.clone();
                    }
                    out.push(Node::Rule(rule));
                }
                None => {
                    let end = ranges.get(n + 1).map_or(whole.len(), |next| next.start);
                    plain = Some((plain.map_or(if n == 0 { 0 } else { range.start }, |(from, _)| from), end));
                }
            }
            if last {
                self.lead = self.lead_of(&led, self.last_owner.clone());
            }
        }
        if let Some((from, to)) = plain {
            out.push(Node::Paragraph { text: text.slice(from, to).tidy(), origin });
        }
    }
}

fn actor_like(name: &str) -> bool {
    words(name).iter().any(|word| is_actor(&word.low))
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(blocks: Vec<Block>) -> Vec<(String, Option<String>)> {
        let mut reader = Reader::new(true, true, false, &[]);
        let rule = |node: Node| match node {
            Node::Rule(rule) => Some((rule.text.words(), rule.owner)),
            _ => None,
        };
        reader.read(blocks, &mut Journal::default()).into_iter().filter_map(rule).collect()
    }

    fn block(kind: Kind, text: &str) -> Block {
        Block::new(kind, Text::plain(text), Origin::default())
    }

    fn heading(text: &str) -> Block {
        block(Kind::Heading { level: Some(3), number: None }, text)
    }

    fn item(text: &str) -> Block {
        block(Kind::Item { level: 1, label: None }, text)
    }

    #[test]
    fn parties_over_lists_and_what_they_decide() {
        let found = rules(vec![
            heading("Allmänt"),
            block(Kind::Paragraph, "Verksamhetschef"),
            item("Utser vaktmästare."),
            block(Kind::Paragraph, "Avdelningschefen beslutar om"),
            item("inköp av lås"),
            block(Kind::Paragraph, "Till fakturan ska följande uppgifter bifogas:"),
            item("datum och tid"),
        ]);
        let rule = |text: &str, owner: Option<&str>| (text.to_string(), owner.map(str::to_string));
        assert_eq!(
            found,
            [
                rule("Utser vaktmästare.", Some("Verksamhetschef")),
                rule("inköp av lås", Some("Avdelningschefen")),
                rule("Till fakturan ska följande uppgifter bifogas:", None),
            ]
        );
    }

    #[test]
    fn pronouns_mean_the_party_of_the_sentence_before() {
        let owners = |text: &str| -> Vec<String> {
            let found = rules(vec![heading("Allmänt"), block(Kind::Paragraph, text)]);
            found.into_iter().map(|(_, owner)| owner.unwrap_or_default()).collect()
        };
        assert_eq!(
            owners(
                "Vid flytt ska vaktmästaren räkna nycklar. Hon eller han ska även byta lås. Låset ska vara nytt. Hen får be om hjälp."
            ),
            ["Vaktmästaren", "Vaktmästaren", "", "Vaktmästaren"]
        );
        assert_eq!(
            owners("Chefen ska utse en vaktmästare. Denne ansvarar för att räkna nycklar."),
            ["Chefen", "Vaktmästare"]
        );
        assert_eq!(
            owners(
                "Vaktmästarna ska kvittera nycklar. De ska också märka dem. Rutinerna ska vara kända. De ska vara skriftliga."
            ),
            ["Vaktmästarna", "Vaktmästarna", "", ""]
        );
        assert_eq!(owners("Är chefen osäker ska han eller hon fråga."), ["Chefen"]);
        assert_eq!(owners("Saknar nämnden nycklar ska den genast anmäla det."), ["Nämnden"]);
    }

    #[test]
    fn what_is_proposed_to_somebody_is_no_rule_and_a_list_tells_what_its_party_does() {
        let found = rules(vec![
            heading("Förslag till beslut"),
            block(Kind::Paragraph, "Nämnden ska anta rutinen."),
            heading("Skåp"),
            block(Kind::Paragraph, "Varje skåp ska ha en ägare som:"),
            item("räknar nycklar"),
        ]);
        let (lead, task) = ("Varje skåp ska ha en ägare som:".to_string(), "räknar nycklar".to_string());
        assert_eq!(found, [(lead, None), (task, Some("Ägare".to_string()))]);
    }

    #[test]
    fn what_leads_up_to_a_list_names_its_party() {
        for lead in [
            "Chefen ska en gång i månaden:",
            "Chefen har följande uppgifter:",
            "Till chefens uppgifter hör att:",
        ] {
            let found = rules(vec![heading("Lås"), block(Kind::Paragraph, lead), item("räkna nycklar")]);
            let owner = found.first().and_then(|(_, owner)| owner.clone()).unwrap_or_default();
            assert_eq!((found.len(), owner.to_lowercase().trim_end_matches("en")), (1, "chef"), "{lead}");
        }
        let found = rules(vec![
            heading("Lås"),
            block(
                Kind::Paragraph,
                "Sekreteraren, som utses av chefen, bereder ärendena. Det yttersta ansvaret för lås har styrelsen.",
            ),
        ]);
        let owners: Vec<_> = found.iter().filter_map(|(_, owner)| owner.as_deref()).collect();
        assert_eq!(owners, ["Sekreteraren", "Styrelsen"]);
    }

    #[test]
    fn letters_of_rules_become_numbers() {
        let mut reader = Reader::new(true, false, false, &[]);
        let mut journal = Journal::default();
        let lettered = block(Kind::Item { level: 1, label: Some("b)".to_string()) }, "byta lås");
        let nodes = reader.read(vec![block(Kind::Paragraph, "Chefen ska:"), lettered], &mut journal);
        let label = nodes.iter().find_map(|node| match node {
            Node::Rule(rule) => rule.item.clone(),
            _ => None,
        });
        assert_eq!(label, Some((1, Some("2.".to_string()))));
    }

    #[test]
    fn lists_of_duties_inherit_and_lists_of_parts_belong() {
        let found = rules(vec![
            heading("Nyckelansvarig"),
            block(
                Kind::Paragraph,
                "Nyckelansvarig är viktig. Nyckelansvarig ska räkna nycklar. Skåpet är rött.",
            ),
            block(Kind::Paragraph, "Nyckelansvarigs ansvar:"),
            item("Byta lås."),
            item("Märka nycklar."),
            block(Kind::Paragraph, "Rapporten ska innehålla information om:"),
            item("lås"),
            item("nycklar"),
        ]);
        let owner = || Some("Nyckelansvarig".to_string());
        assert_eq!(
            found,
            [
                ("Nyckelansvarig ska räkna nycklar.".to_string(), owner()),
                ("Byta lås.".to_string(), owner()),
                ("Märka nycklar.".to_string(), owner()),
                ("Rapporten ska innehålla information om:".to_string(), owner()),
            ]
        );
    }
}
