//! The rules among the blocks: one for each normative sentence, one for each item of a list of duties.
//!
//! Every rule is a proposal. Its owner is the party that its sentence names, else the one of the text that leads up to
//! its list, else the role whose section it stands in. Nothing is taken from meaning.

use std::sync::LazyLock;

use regex::Regex;

use super::norm::{self, Norm};
use super::roles::{self, Role};
use super::{Node, Rule, actor};
use crate::import::block::{Block, Kind, Origin, Text};
use crate::import::pattern;
use crate::import::swedish::lexicon::{is_actor, is_imperative, is_infinitive};
use crate::import::swedish::sentence::{sentences, words};

/// What the items of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Items {
    /// Duties: each is a rule.
    Duties,
    /// Parts of the rule before them.
    Parts,
    /// Neither, unless an item binds by its own words.
    Plain,
}

/// What leads up to a list.
#[derive(Debug, Clone)]
struct Lead {
    items: Items,
    owner: Option<String>,
    text: String,
}

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
    /// Whether the present section lists duties by its title: «Uppgifter», «Principer».
    duties: bool,
    /// Whether the section explains terms.
    terms: bool,
    in_parts: bool,
    /// Whether a list comes next.
    before_list: bool,
}

static TASKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[^\p{L}-])(?:huvud|arbets|ansvars)?(?:ansvar|ansvaret|ansvarar|svarar|ansvariga?|uppgift|uppgifter|uppgiften|uppgifterna|ansvarsuppgifter|arbetsuppgifter|arbetsuppgifterna|uppdrag|uppdraget|befogenheter|befogenhet|mandat|åligger|åligganden|skyldigheter|skyldig|skyldiga|ansvarsområden)(?:[^\p{L}-]|$)",
    )
});
static OPEN_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|\s)(?:att|ska|skall|bör|måste|får|inte|endast|även|dessutom|också|annat|särskilt|minst|alltid)\s*:$",
    )
});
static FOR_TO: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:för|syfte|så|genom)\s+att\s*:$"));
static CONTENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:innehålla|innehåller|omfatta|omfattar|framgå|beskriva|bestå|ange|redovisa|dokumentera|inkludera|information om|företrädare)\b",
    )
});
static DUTY_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[\d.]+\s)?(?:\p{L}+\s){0,2}?(?:principer|uppgifter|arbetsuppgifter|ansvar|skyldigheter|regler|krav|åtaganden|grundprinciper|ansvarsområden)$",
    )
});
static NO_SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:ansvarar|ansvarig|svarar|huvudansvarig|övergripande ansvar|sammankallande|tillhandahåller|beslutar|säkerställer|utför|utarbetar|reglerar|rapporterar|leder|samordnar|utvecklar|förvaltar|följer upp|bevakar|ingår|är|har|verkställer|upprättar|godkänner|fastställer|stödjer|stöder|deltar|medverkar|bistår|initierar|planerar|genomför|håller|ser till|sammanställer|kontrollerar|granskar|driver|utser|bereder|informerar|förmedlar|ger|fördelar|uppdaterar|dokumenterar|anmäler|hanterar)(?:[\s,/]|$)",
    )
});

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
            duties: false,
            terms: false,
            in_parts: false,
            before_list: false,
        }
    }

    /// Reads the blocks of a document.
    pub fn read(&mut self, blocks: Vec<Block>) -> Vec<Node> {
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
                Kind::Item { level, label } => self.item(level, label, block.text, block.origin, &mut out),
                Kind::Table(rows) => out.push(Node::Table { rows, origin: block.origin }),
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
        self.duties = DUTY_TITLE.is_match(text)
            || text.chars().all(|c| !c.is_lowercase()) && DUTY_TITLE.is_match(&text.to_lowercase());
        let low = text.to_lowercase();
        self.terms = ["begrepp", "definitioner", "definition", "ordlista", "ordförklaringar", "termer"]
            .contains(&low.as_str());
    }

    /// The role of the section, where the document describes roles.
    fn section_role(&self) -> Option<String> {
        self.role.as_ref().filter(|_| self.describes).map(|(_, name)| name.clone())
    }

    /// The name of the role that a party means: «Ombudet» in the section of the dataskyddsombud.
    fn resolve(&self, name: &str) -> String {
        // «Säkerhetschef (Chief Security Officer, CSO)» is the role of the first words.
        if let Some((short, _)) = name.split_once(" (")
            && let Some(role) = self.roles.iter().find(|role| role.is(short))
        {
            return role.name.clone();
        }
        // «Regionens säkerhetsstrateg» is the role of that name.
        if let Some((owner, rest)) = name.split_once(' ')
            && owner.ends_with('s')
            && self.roles.iter().any(|role| role.is(rest))
        {
            return self.resolve(rest);
        }
        if let Some((_, role)) = &self.role
            && (roles::same(name, role)
                || roles::short_for(name, role)
                || roles::of_heading(role).is_some_and(|found| found.is(name)))
        {
            return role.clone();
        }
        match self.roles.iter().find(|role| role.is(name)) {
            Some(role) => role.name.clone(),
            None => match &self.last_owner {
                Some(last) if roles::short_for(name, last) && !roles::same(name, last) => last.clone(),
                _ => capital(name),
            },
        }
    }

    fn paragraph(&mut self, text: Text, origin: Origin, out: &mut Vec<Node>) {
        let text = text.tidy();
        let whole = text.words();
        let ranges = sentences(&whole);
        if !self.binding || self.terms || ranges.is_empty() {
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

    /// A sentence as it leads up to a list: many write «Chefen ska» over the bullets and leave the colon out.
    fn led(&self, sentence: &str) -> String {
        let open = self.before_list && sentence.ends_with(|c: char| c.is_alphanumeric() || c == ')');
        if open { format!("{sentence}:") } else { sentence.to_string() }
    }

    /// A sentence that leads up to a list is a rule only when the items are its parts.
    fn lead_rule(&self, sentence: &str) -> Option<Rule> {
        match self.lead_of(sentence, None)?.items {
            Items::Parts => self.judge(sentence, false),
            _ => None,
        }
    }

    fn lead_of(&self, sentence: &str, before: Option<String>) -> Option<Lead> {
        let sentence = sentence.trim();
        if !sentence.ends_with(':') {
            return None;
        }
        let found = norm::find(sentence);
        let tasks = TASKS.is_match(sentence) && !CONTENT.is_match(sentence);
        let open = OPEN_END.is_match(sentence) && !FOR_TO.is_match(sentence);
        let items = if tasks || open && (found.is_some() || self.role.is_some() || before.is_some()) {
            Items::Duties
        } else if found.is_some() {
            Items::Parts
        } else {
            Items::Plain
        };
        let named = found
            .as_ref()
            .and_then(|norm| actor::find(sentence, norm.modal.clone(), norm.duty))
            .map(|party| party.name);
        let genitive = || of_genitive(sentence);
        let continued = sentence.to_lowercase().starts_with("detta ")
            || sentence.to_lowercase().starts_with("det innebär");
        let owner = named
            .or_else(genitive)
            .filter(|name| actor_like(name))
            .map(|name| self.resolve(&name))
            .or_else(|| before.filter(|_| continued))
            .or_else(|| self.section_role())
            .or_else(|| self.role.as_ref().map(|(_, name)| name.clone()).filter(|_| items == Items::Duties));
        Some(Lead { items, owner, text: sentence.to_string() })
    }

    fn item(&mut self, level: u8, label: Option<String>, text: Text, origin: Origin, out: &mut Vec<Node>) {
        let whole = text.words();
        let plain = |text: Text| Node::Item { level, label: label.clone(), text, origin };
        if !self.binding || self.terms || level > 1 && self.in_parts {
            out.push(plain(text));
            return;
        }
        // Under the name of a role, what begins with a verb is a task of it.
        let described = self.role.is_some() && begins_with_verb(&whole);
        let items = self.lead.as_ref().map_or(
            if self.duties || self.section_role().is_some() || described {
                Items::Duties
            } else {
                Items::Plain
            },
            |lead| lead.items,
        );
        let step = self.steps && level == 1 && is_step(&whole);
        let own = sentences(&whole).into_iter().find_map(|range| self.judge(&whole[range], true));
        let is_rule = match items {
            Items::Parts => false,
            // What stands under an item belongs to it.
            Items::Duties => own.is_some() || level == 1 && is_task(&whole),
            Items::Plain => own.is_some() || step,
        };
        self.in_parts = whole.trim_end().ends_with(':');
        if !is_rule {
            out.push(plain(text));
            return;
        }
        let lead = self.lead.clone();
        let named = own.as_ref().filter(|rule| rule.named).and_then(|rule| rule.owner.clone());
        let (owner, why) = match (named, lead.as_ref().and_then(|lead| lead.owner.clone())) {
            (Some(owner), _) if lead.as_ref().is_none_or(|lead| lead.items != Items::Duties) => {
                (Some(owner), "subjekt i punkten")
            }
            (_, Some(owner)) => (Some(owner), "inledningen till listan"),
            (Some(owner), None) => (Some(owner), "subjekt i punkten"),
            (None, None) if described => {
                (self.role.as_ref().map(|(_, name)| name.clone()), "rollen som avsnittet beskriver")
            }
            (None, None) => (self.section_role(), "rollen som avsnittet beskriver"),
        };
        out.push(Node::Rule(Rule {
            text,
            item: Some((level, label)),
            named: own.as_ref().is_some_and(|rule| rule.named),
            owner,
            why,
            unsure: own.is_none() && step && items == Items::Plain,
            kind: own.map_or(
                if step && items == Items::Plain {
                    "steg i ett arbetssätt"
                } else {
                    "punkt i lista över uppgifter"
                },
                |rule| rule.kind,
            ),
            lead: lead.map(|lead| lead.text),
            origin,
            ..Rule::default()
        }));
    }

    /// Whether a sentence is a rule, with its owner.
    fn judge(&self, sentence: &str, in_item: bool) -> Option<Rule> {
        let role = self.section_role();
        if let Some(norm) = norm::find(sentence) {
            let found = self.owner(sentence, &norm);
            let named = found.is_some();
            let (owner, why) = match found {
                Some((owner, why)) => (Some(owner), why),
                None => (role, "rollen som avsnittet beskriver"),
            };
            return Some(Rule {
                owner,
                named,
                why,
                kind: "uttrycker bindning i huvudsatsen",
                condition: condition(sentence),
                ..Rule::default()
            });
        }
        if in_item {
            return None;
        }
        if let Some((owner, why)) = membership(sentence) {
            let owner = self.resolve(&owner);
            return Some(Rule {
                owner: Some(owner),
                named: true,
                why,
                kind: "befogenhet eller ingående i presens",
                unsure: true,
                ..Rule::default()
            });
        }
        if let Some(verb) = norm::competence(sentence) {
            let passive =
                actor::agent(&sentence[verb.start..]).filter(|_| sentence[verb.clone()].ends_with('s'));
            let party = passive.or_else(|| actor::find(sentence, verb, false))?;
            let owner = self.resolve(&party.name);
            return Some(Rule {
                owner: Some(owner),
                named: true,
                why: party.why,
                kind: "befogenhet i presens",
                unsure: true,
                ..Rule::default()
            });
        }
        if norm::recurs(sentence) || norm::orders(sentence) {
            let agent = actor::agent(sentence);
            let named = agent.is_some();
            let (owner, why) = match agent {
                Some(party) => (Some(self.resolve(&party.name)), party.why),
                None => (role, "rollen som avsnittet beskriver"),
            };
            let kind = "uppmaning eller återkommande uppgift i presens";
            return Some(Rule { owner, named, why, kind, unsure: true, ..Rule::default() });
        }
        if let (Some(role), true) = (role, NO_SUBJECT.is_match(sentence) || is_bare_task(sentence)) {
            return Some(Rule {
                owner: Some(role),
                why: "mening utan subjekt i beskrivningen av en roll",
                kind: "uppgift utan subjekt",
                unsure: true,
                ..Rule::default()
            });
        }
        None
    }

    fn owner(&self, sentence: &str, norm: &Norm) -> Option<(String, &'static str)> {
        let party = actor::find(sentence, norm.modal.clone(), norm.duty)?;
        Some((self.resolve(&party.name), party.why))
    }
}

fn of_genitive(sentence: &str) -> Option<String> {
    static GENITIVE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^((?:\p{L}[\p{L}-]*\s){0,2}\p{L}[\p{L}-]*?)s\s+(?:\p{L}+\s){0,2}?(?:ansvar|uppgift|uppgifter|uppdrag|arbetsuppgifter|befogenheter)\b",
        )
    });
    GENITIVE.captures(sentence).map(|found| found[1].to_string())
}

fn actor_like(name: &str) -> bool {
    words(name).iter().any(|word| is_actor(&word.low))
}

/// Whether a text begins with a verb: «räknar nycklar», «räkna nycklar».
fn begins_with_verb(text: &str) -> bool {
    let all = words(text);
    let verb = |word: &str| is_infinitive(word) || word.ends_with('r') && word.chars().count() > 3;
    all.len() >= 2
        && all.first().is_some_and(|word| word.text.starts_with(char::is_lowercase) && verb(&word.low))
}

/// Whether an item tells somebody to do something: «Registrera händelsen i systemet.»
fn is_step(item: &str) -> bool {
    let all = words(item);
    all.len() >= 2
        && all
            .first()
            .is_some_and(|word| word.text.starts_with(char::is_uppercase) && is_imperative(&word.low))
}

/// Whether an item names a task: it is more than a title, or begins with a verb.
fn is_task(item: &str) -> bool {
    let all = words(item);
    all.len() >= 2 || all.first().is_some_and(|word| is_infinitive(&word.low))
}

/// «Samordna, utveckla och följa upp arbetet»: a sentence that begins with an infinitive.
fn is_bare_task(sentence: &str) -> bool {
    let all = words(sentence);
    let starts = all.first().is_some_and(|word| is_infinitive(&word.low) && word.low.chars().count() > 3);
    starts
        && sentence.ends_with('.')
        && all.len() > 3
        && !all[1].low.ends_with("de")
        && !all[0].low.ends_with("arna")
        && !all[0].low.ends_with("erna")
}

/// «I forumet ingår …», «Sammankallande för rådet är strategen.»
fn membership(sentence: &str) -> Option<(String, &'static str)> {
    static INGAR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^I\s(?:det\s|den\s)?([\p{L}-]*(?:forumet|forum|rådet|råd|gruppen|utskottet|kommittén))\s(?:ska\s)?ingår\b",
        )
    });
    static CONVENER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Sammankallande|Ordförande)\s(?:för|i)\s[\p{L}-]+\sär\s((?:[\p{L}-]+\s){0,2}?[\p{L}-]+)\.?$",
        )
    });
    static RESPONSIBLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Ytterst ansvarig|Huvudansvarig|Ansvarig)\s(?:för|i)\s[^.,:]{3,80}?\sär\s((?:[\p{L}-]+\s){0,3}?[\p{L}-]+)\.?$",
        )
    });
    if let Some(found) = RESPONSIBLE.captures(sentence).filter(|found| actor_like(&found[1])) {
        return Some((found[1].to_string(), "den som meningen utpekar"));
    }
    if let Some(found) = INGAR.captures(sentence) {
        return Some((found[1].to_string(), "forumet som meningen nämner"));
    }
    CONVENER.captures(sentence).map(|found| (found[1].to_string(), "den som meningen utpekar"))
}

/// The condition that a sentence begins with: «Innan anskaffning», «Vid kryptering».
fn condition(sentence: &str) -> Option<String> {
    let norm = norm::find(sentence)?;
    let before = sentence[..norm.modal.start].trim().trim_end_matches(',');
    let first = before.split_whitespace().next()?.to_lowercase();
    let opens = ["vid", "innan", "när", "om", "efter", "under", "då", "i"].contains(&first.as_str());
    (opens && (first != "i" || before.to_lowercase().starts_with("i de fall"))).then(|| before.to_string())
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
        reader.read(blocks).into_iter().filter_map(rule).collect()
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
