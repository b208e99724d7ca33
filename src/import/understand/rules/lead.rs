//! What leads up to a list, and so what its items are and whose.

use std::sync::LazyLock;

use regex::Regex;

use super::{Reader, Rule, actor_like};
use crate::import::pattern;
use crate::import::swedish::lexicon::{is_infinitive, is_passive_verb};
use crate::import::swedish::sentence::words;
use crate::import::understand::norm;

/// What the items of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Items {
    /// Duties: each is a rule.
    Duties,
    /// Parts of the rule before them.
    Parts,
    /// Neither, unless an item binds by its own words.
    Plain,
}

/// What leads up to a list.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    pub items: Items,
    pub owner: Option<String>,
    pub text: String,
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
/// «följande uppgifter ska lämnas»: details, not tasks.
static DETAILS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:följande\suppgifter|uppgifterna?|uppgifter)\s(?:ska\s)?(?:\p{L}+\s)?(?:bifogas|lämnas|anges|framgå|registreras|antecknas|fyllas|finnas|dokumenteras|redovisas|noteras|hämtas|ingå|om\b)",
    )
});
/// «Avdelningschefen beslutar om:»
static DECIDES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:beslutar|besluta|beslut|beslutanderätt)\s(?:\p{L}+\s)?(?:om|i|över|kring|avseende|gällande)\s*:$",
    )
});

/// «Varje system ska ha en ägare som:»
static WHO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:en|ett|den|det|de)\s((?:[\p{L}-]+\s){0,2}?[\p{L}-]+)\ssom(?:\s(?:ska|har|bland annat))?\s*:$",
    )
});

/// «Ombudet har följande uppgifter:»
static FOLLOWING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^((?:\p{L}[\p{L}-]*\s){0,3}?\p{L}[\p{L}-]*)\s(?:har|ansvarar för|svarar för|ska utföra)\s(?:även\s|också\s)?följande\b",
    )
});

/// The party that a list of what it does is about.
fn whose(sentence: &str) -> Option<String> {
    WHO.captures(sentence)
        .or_else(|| FOLLOWING.captures(sentence).filter(|_| TASKS.is_match(sentence)))
        .map(|found| found[1].to_string())
        .filter(|name| actor_like(name))
}

/// The party that decides: what stands before the verb.
fn decider(sentence: &str) -> Option<String> {
    let verb = sentence.find(" beslutar")?;
    let name = &sentence[..verb];
    (name.split_whitespace().count() <= 6).then(|| name.to_string())
}

/// Whether what stands after a modal word up to the colon holds no infinitive: the items do.
fn has_no_verb(after: &str) -> bool {
    !words(after).iter().any(|word| is_infinitive(&word.low) || is_passive_verb(&word.low))
}

/// A line that is the name of a party and nothing else, as it stands over a list of its tasks.
fn is_party_alone(sentence: &str) -> bool {
    let name = sentence.trim_end_matches(':');
    !words(name).iter().any(|word| word.low == "har" || word.low == "följande")
        && crate::import::understand::roles::of_heading(name).is_some()
}

impl Reader<'_> {
    /// A sentence as it leads up to a list: many write «Chefen ska» over the bullets and leave the colon out.
    pub(super) fn led(&self, sentence: &str) -> String {
        let open = self.before_list && sentence.ends_with(|c: char| c.is_alphanumeric() || c == ')');
        if open { format!("{sentence}:") } else { sentence.to_string() }
    }

    /// A sentence that leads up to a list is a rule only when the items are its parts.
    pub(super) fn lead_rule(&self, sentence: &str) -> Option<Rule> {
        match self.lead_of(sentence, None)?.items {
            Items::Parts => self.judge(sentence, false),
            // «Varje förvaltning ska utse en ägare som:» binds the förvaltning too.
            Items::Duties if WHO.is_match(sentence) => self.judge(sentence, false),
            _ => None,
        }
    }

    pub(super) fn lead_of(&self, sentence: &str, before: Option<String>) -> Option<Lead> {
        let sentence = sentence.trim();
        if !sentence.ends_with(':') {
            return None;
        }
        let found = norm::find(sentence);
        let tasks = TASKS.is_match(sentence) && !CONTENT.is_match(sentence) && !DETAILS.is_match(sentence);
        let open = OPEN_END.is_match(sentence) && !FOR_TO.is_match(sentence) || DECIDES.is_match(sentence);
        let whose = whose(sentence);
        // «Chefen ska en gång i månaden:» has no verb of its own.
        let bare = found.as_ref().is_some_and(|norm| !norm.duty && has_no_verb(&sentence[norm.modal.end..]));
        let open = open || whose.is_some() || bare;
        let heads = self.before_list && is_party_alone(sentence);
        let items = if tasks || heads || open && (found.is_some() || self.role.is_some() || before.is_some())
        {
            Items::Duties
        } else if found.is_some() {
            Items::Parts
        } else {
            Items::Plain
        };
        let said = || found.as_ref().and_then(|norm| self.owner(sentence, norm)).map(|(name, _)| name);
        let named = whose.or_else(said);
        let genitive =
            || of_genitive(sentence).or_else(|| heads.then(|| sentence.trim_end_matches(':').to_string()));
        let named = named.or_else(|| DECIDES.is_match(sentence).then(|| decider(sentence)).flatten());
        let continued = sentence.to_lowercase().starts_with("detta ")
            || sentence.to_lowercase().starts_with("det innebär");
        let owner = named
            .or_else(genitive)
            .filter(|name| actor_like(name) || name.starts_with("Den som ") || name.starts_with("De som "))
            .map(|name| self.resolve(&name))
            .or_else(|| before.filter(|_| continued))
            .or_else(|| self.section_role())
            .or_else(|| self.role.as_ref().map(|(_, name)| name.clone()).filter(|_| items == Items::Duties));
        Some(Lead { items, owner, text: sentence.to_string() })
    }
}

fn of_genitive(sentence: &str) -> Option<String> {
    static GENITIVE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Till\s|I\s|Bland\s)?((?:\p{L}[\p{L}-]*\s){0,2}?\p{L}[\p{L}-]*?)s\s+(?:\p{L}+\s){0,2}?(?:ansvar|uppgift|uppgifter|uppdrag|arbetsuppgifter|befogenheter)\b",
        )
    });
    GENITIVE.captures(sentence).map(|found| found[1].to_string())
}
