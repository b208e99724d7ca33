//! Whom and what the changes touch: roles, references, terms, and how strongly rules bind.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;

use super::Comparison;
use super::align::Links;
use super::change::{Change, Kind};
use super::numbers::Numbers;
use super::place;
use super::unit::{Text, UnitKind};
use crate::content::statement::{Modality, modality};

/// What an annex says beside its table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Impact {
    /// Roles and bodies, with the rules that they have gained, lost or must read again.
    pub affected: Vec<Affected>,
    /// References that lead to something else now, or nowhere.
    pub references: Vec<ReferenceChange>,
    /// Terms whose meaning has changed.
    pub terms: Vec<TermChange>,
    /// Rules that bind more or less strongly.
    pub modality: Vec<ModalityChange>,
}

/// Somebody whose rules have changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Affected {
    pub name: String,
    pub gained: Vec<String>,
    pub lost: Vec<String>,
    pub changed: Vec<String>,
}

/// A reference that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReferenceChange {
    /// Where it stands: id or path of a document, and a name of the rule.
    pub at: String,
    /// What it names.
    pub target: String,
    /// Where the rule that it meant has gone; none when it is gone.
    pub now: Option<String>,
}

/// A term that is defined anew, changed, or no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct TermChange {
    pub term: String,
    pub kind: Kind,
    /// Of a term that is defined no longer: whether the text still uses it.
    pub still_used: bool,
}

/// A rule whose modal word has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ModalityChange {
    pub rule: String,
    pub old: Option<&'static str>,
    pub new: Option<&'static str>,
    pub stronger: bool,
}

/// What the changes of a text touch.
pub fn of(links: &Links<'_>, text: usize, changes: &[Change]) -> Impact {
    Impact {
        modality: changes.iter().filter_map(modal).collect(),
        terms: changes.iter().filter_map(|change| term(change, links.new.texts[text])).collect(),
        references: stale(links, text),
        affected: affected(links, text, changes),
    }
}

fn modal(change: &Change) -> Option<ModalityChange> {
    if !matches!(change.kind, Kind::Andrad | Kind::Ersatt | Kind::Redaktionell) {
        return None;
    }
    let strongest =
        |sides: &[super::change::Side]| modality(&Change::text(sides)).map(|(modality, _)| modality);
    let (old, new) = (strongest(&change.old), strongest(&change.new));
    (old != new).then(|| ModalityChange {
        rule: change.name(),
        old: old.map(Modality::word),
        new: new.map(Modality::word),
        stronger: strength(new) >= strength(old),
    })
}

fn strength(modality: Option<Modality>) -> u8 {
    match modality {
        None => 0,
        Some(Modality::Far) => 1,
        Some(Modality::Bor) => 2,
        Some(Modality::Ansvarar) => 3,
        Some(_) => 4,
    }
}

fn term(change: &Change, new: Option<&Text>) -> Option<TermChange> {
    let side = change.side().filter(|side| side.kind == UnitKind::Term)?;
    if !matches!(change.kind, Kind::Tillagd | Kind::Upphavd | Kind::Andrad | Kind::Ersatt) {
        return None;
    }
    let term = side.text.split(": ").next().unwrap_or(&side.text).to_string();
    let word = term.to_lowercase();
    let still_used = change.kind == Kind::Upphavd
        && new.is_some_and(|new| new.units.iter().any(|unit| unit.text.to_lowercase().contains(&word)));
    Some(TermChange { term, kind: change.kind, still_used })
}

/// References by number to rules that have another number now, or none: in units that have not changed, and where a
/// changed one has kept them.
fn stale(links: &Links<'_>, text: usize) -> Vec<ReferenceChange> {
    let numbers = Numbers::of(links, text);
    let mut out = Vec::new();
    let Some(home) = links.new.texts[text].filter(|_| numbers.has_changed()) else { return out };
    let news = links.new.range(text);
    for unit in news.clone() {
        let Some(link) = links.to_old[unit].filter(|link| links.old.text_of[link.to] == text) else {
            continue;
        };
        let (old, new) = (links.old.units[link.to], links.new.units[unit]);
        let found = if old.text == new.text {
            numbers.stale(old.section, &old.text)
        } else {
            numbers.left(old.section, &old.text, &new.text)
        };
        out.extend(found.into_iter().map(|(target, now)| ReferenceChange {
            at: place::name(home, unit - news.start),
            target: target.to_string(),
            now: now.map(str::to_string),
        }));
    }
    out.sort();
    out.dedup();
    out
}

/// Roles and bodies by the metadata of the rules, of their sections and of the document.
fn affected(links: &Links<'_>, text: usize, changes: &[Change]) -> Vec<Affected> {
    let mut out: BTreeMap<String, Affected> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.kind.has_row()) {
        let side = |sides: &[super::change::Side], home: Option<&Text>| -> Vec<String> {
            sides
                .iter()
                .filter(|side| side.kind != UnitKind::Heading)
                .flat_map(|side| home.map_or(Vec::new(), |home| owners(home, side.unit)))
                .collect()
        };
        let (before, after) =
            (side(&change.old, links.old.texts[text]), side(&change.new, links.new.texts[text]));
        tell(&mut out, &before, &after, &change.name());
    }
    inherited(links, text, changes, &mut out);
    out.into_values().collect()
}

/// Rules that say the same but have another owner, since their section or their document has.
fn inherited(links: &Links<'_>, text: usize, changes: &[Change], out: &mut BTreeMap<String, Affected>) {
    let (Some(old), Some(new)) = (links.old.texts[text], links.new.texts[text]) else { return };
    let is_owner = |name: &str| OWNERS.iter().any(|key| key.eq_ignore_ascii_case(name));
    if !changes.iter().any(|change| change.fields.iter().any(|field| is_owner(&field.name))) {
        return;
    }
    let rows = changes.iter().filter(|change| change.kind.has_row()).flat_map(|change| &change.new);
    let told: BTreeSet<usize> =
        rows.filter(|side| side.kind != UnitKind::Heading).map(|side| side.unit).collect();
    for (at, unit) in new.units.iter().enumerate().filter(|(at, _)| !told.contains(at)) {
        let link = links.to_old[links.new.start[text] + at];
        let link = link.filter(|link| links.old.text_of[link.to] == text && !unit.is_heading());
        // What belongs to a rule goes with it.
        let Some(link) = link.filter(|_| unit.rule.is_none_or(|head| head == at)) else { continue };
        let (before, after) = (owners(old, link.to - links.old.start[text]), owners(new, at));
        if before != after {
            tell(out, &before, &after, &place::name(new, at));
        }
    }
}

/// Notes for everybody who had a rule, or has it now, what that means.
fn tell(out: &mut BTreeMap<String, Affected>, before: &[String], after: &[String], rule: &str) {
    let mut names: Vec<&String> = before.iter().chain(after).collect();
    names.sort();
    names.dedup();
    for name in names {
        let entry =
            out.entry(name.clone()).or_insert_with(|| Affected { name: name.clone(), ..Affected::default() });
        let list = match (before.contains(name), after.contains(name)) {
            (false, _) => &mut entry.gained,
            (_, false) => &mut entry.lost,
            _ => &mut entry.changed,
        };
        // Paragraphs without numbers go by their section, of which several may have changed.
        if !list.iter().any(|told| told == rule) {
            list.push(rule.to_string());
        }
    }
}

/// Keys that name an owner, in the metadata of rules and sections and in front matter.
const OWNERS: [&str; 3] = ["responsible", "owner", "ansvarig"];

/// The owners of a unit: its own, else those of the nearest section that has any, else those of the document.
fn owners(home: &Text, unit: usize) -> Vec<String> {
    let Some(unit) = home.units.get(unit) else { return Vec::new() };
    let own = |fields: &[(&'static str, String)]| -> Option<String> {
        fields.iter().find(|(name, _)| *name == "owner").map(|(_, value)| value.clone())
    };
    let mut section = Some(unit.section);
    let mut found = own(&unit.fields);
    while let (None, Some(at)) = (&found, section) {
        found = own(&home.sections[at].fields);
        section = home.sections[at].parent;
    }
    let found = found.or_else(|| {
        home.fields
            .iter()
            .find(|(key, _)| OWNERS.contains(&key.to_lowercase().as_str()))
            .map(|(_, value)| value.clone())
    });
    let names = found.iter().flat_map(|names| names.split(", "));
    names.map(str::to_string).filter(|name| !name.is_empty()).collect()
}

/// Rules that are gone or replaced, to look for who still cites them.
pub struct Gone {
    /// Number of the document, the id, and what has replaced it.
    rules: Vec<(usize, String, Option<String>)>,
    finder: AhoCorasick,
}

impl Gone {
    /// The rules with ids that a comparison says are gone; none when there are none.
    pub fn of(comparison: &Comparison) -> Option<Self> {
        let mut rules: Vec<(usize, String, Option<String>)> = Vec::new();
        for (number, document) in comparison.documents.iter().enumerate() {
            for change in
                document.changes.iter().filter(|change| matches!(change.kind, Kind::Upphavd | Kind::Ersatt))
            {
                let now = change.new.first().and_then(|side| side.id.clone());
                let ids =
                    change.old.iter().filter_map(|side| side.id.clone()).filter(|id| !id.starts_with('#'));
                rules.extend(ids.filter(|id| now.as_ref() != Some(id)).map(|id| (number, id, now.clone())));
            }
        }
        if rules.is_empty() {
            return None;
        }
        let finder = AhoCorasick::new(rules.iter().map(|(_, id, _)| format!("[{id}]"))).ok()?;
        Some(Self { rules, finder })
    }

    /// Whether a text, as bytes, cites one of them.
    pub fn is_cited(&self, text: &[u8]) -> bool {
        self.finder.is_match(text)
    }

    /// Adds references from texts of the new state, `(name, whole text)`, to these rules.
    pub fn cite(&self, comparison: &mut Comparison, texts: &[(String, String)]) {
        for (name, text) in texts {
            for found in self.finder.find_iter(text) {
                let (document, id, now) = &self.rules[found.pattern().as_usize()];
                // The stone of the rule itself is no reference to it.
                let change = ReferenceChange { at: name.clone(), target: id.clone(), now: now.clone() };
                let references = &mut comparison.documents[*document].summary.impact.references;
                if !references.contains(&change) {
                    references.push(change);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::{Impact, compare_two, read};

    fn impact(old: &str, new: &str) -> Impact {
        let comparison = compare_two(&read("x.md", old), &read("x.md", new));
        comparison.documents.first().map(|document| document.summary.impact.clone()).unwrap_or_default()
    }

    fn references(old: &str, new: &str) -> Vec<String> {
        let said = impact(old, new).references;
        said.iter()
            .map(|one| format!("{}: {} → {}", one.at, one.target, one.now.as_deref().unwrap_or("–")))
            .collect()
    }

    const BATHS: &str = "# Bad\n\n## 1 Allmänt\n\nAvvikelser beslutas enligt avsnitt 4 och avsnitt 3.\n\n## 2 Biljetter\n\nBiljetter säljs i kassan under hela dagen.\n\n## 3 Ordning\n\nDen som stör andra visas bort av badvakten.\n\n## 4 Stängning\n\nBadet stängs vid åska och hård vind.\n";

    #[test]
    fn a_reference_to_what_is_gone_is_not_taken_over_by_what_follows() {
        let new = BATHS.replace("## 3 Ordning\n\nDen som stör andra visas bort av badvakten.\n\n", "");
        let renumbered = new.replace("## 4", "## 3");
        assert_eq!(references(BATHS, &renumbered), ["1 Allmänt: 3 → –", "1 Allmänt: 4 → 3"]);
        assert_eq!(references(BATHS, &new), ["1 Allmänt: 3 → –"]);
        assert!(references(BATHS, BATHS).is_empty());
    }

    #[test]
    fn a_rule_that_is_written_anew_in_its_place_keeps_its_references() {
        let old = "# Bad\n\n§ 1 Badet är öppet alla dagar.\n\n§ 2 Bastun värms endast upp på lördagar.\n\n§ 3 Den som följer § 2 får handduk.\n";
        let new = old.replace(
            "Bastun värms endast upp på lördagar",
            "Tävlingar anmäls till föreståndaren i god tid före start",
        );
        assert!(references(old, &new).is_empty(), "{:?}", references(old, &new));
        let gone = old.replace("§ 2 Bastun värms endast upp på lördagar.\n\n", "");
        assert_eq!(references(old, &gone), ["§ 3: 2 → –"]);
    }

    #[test]
    fn a_section_without_its_number_is_named() {
        let old = BATHS.replace("## ", "## § ").replace("avsnitt ", "§ ");
        let new = ["1 ", "2 ", "3 ", "4 "]
            .iter()
            .fold(old.clone(), |text, number| text.replace(&format!("## § {number}"), "## "));
        assert_eq!(references(&old, &new), ["Allmänt: 3 → Ordning", "Allmänt: 4 → Stängning"]);
    }

    #[test]
    fn what_is_changed_elsewhere_may_have_kept_a_reference() {
        let put_in = |text: &str| {
            let text = text.replace("## 4", "## 5").replace("## 3", "## 4").replace("## 2", "## 3");
            text.replace(
                "## 3 Biljetter",
                "## 2 Hyra\n\nHela badet kan hyras av föreningar på söndagar.\n\n## 3 Biljetter",
            )
        };
        let kept = put_in(&BATHS.replace("Avvikelser beslutas", "Avvikelser beslutas skriftligen"));
        assert_eq!(references(BATHS, &kept), ["1 Allmänt: 3 → 4", "1 Allmänt: 4 → 5"]);
        let followed = put_in(BATHS).replace(
            "beslutas enligt avsnitt 4 och avsnitt 3",
            "beslutas skriftligen enligt avsnitt 5 och avsnitt 4",
        );
        assert!(references(BATHS, &followed).is_empty(), "{:?}", references(BATHS, &followed));
    }

    #[test]
    fn numbers_of_other_texts_are_left_alone() {
        let old = "# Bad\n\n§ 1 Avgiften är 2 kronor enligt 2 § avgiftslagen (2010:2) och avsnitt 2 i avtalet.\n\n§ 2 Badvakten har visselpipa.\n\n§ 3 Badet stängs vid åska och hård vind.\n";
        let new = old.replace("§ 2 Badvakten har visselpipa.\n\n", "");
        assert!(references(old, &new).is_empty(), "{:?}", references(old, &new));
    }

    #[test]
    fn who_gains_and_loses_the_rules_of_a_section_is_told() {
        let old = "+++\nid = \"B\"\nresponsible = \"Badchef\"\n+++\n# B\n\n**B-0** Badet städas varje kväll.\n\n## 1 Vatten\n\n*Ansvarig: [Drift]*\n\n**B-1** Vattnet provas varje vecka.\n\n**B-2** Bassängen töms om våren.\n*Ansvarig: [Teknik]*\n";
        let told = |new: &str| -> Vec<String> {
            let said = impact(old, new).affected;
            said.iter()
                .map(|one| format!("{} +{:?} -{:?} ~{:?}", one.name, one.gained, one.lost, one.changed))
                .collect()
        };
        let section = told(&old.replace("[Drift]", "[Miljö]"));
        assert_eq!(section, [r#"Drift +[] -["B-1"] ~[]"#, r#"Miljö +["B-1"] -[] ~[]"#]);
        let document = told(&old.replace("Badchef", "Fritidschef"));
        assert_eq!(document, [r#"Badchef +[] -["B-0"] ~[]"#, r#"Fritidschef +["B-0"] -[] ~[]"#]);
        // Its own change is told once.
        let both = told(&old.replace("[Drift]", "[Miljö]").replace("varje vecka", "varje dag"));
        assert_eq!(both, [r#"Drift +[] -["B-1"] ~[]"#, r#"Miljö +["B-1"] -[] ~[]"#]);
    }
}
