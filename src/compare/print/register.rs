//! The line of a register: «1.1.3 ändras; nytt stycke i 2 Bidrag; § 4 upphävs; nuvarande 4.2 betecknas 4.1».
//!
//! A section is named only where its heading has changed so; what has no name of its own is a paragraph, an item or a
//! row of what it stands in.

use super::units::{self, Names, Tongue};
use crate::Language;
use crate::compare::{Change, DocumentChange, Kind, Renumbered, Side, Within};

/// The line for a document.
pub fn register(document: &DocumentChange, language: Language) -> String {
    let tongue = Tongue(language);
    let verbs: [(Kind, &str, &str); 3] = [
        (Kind::Andrad, "ändras", "changed"),
        (Kind::Upphavd, "upphävs", "repealed"),
        (Kind::Flyttad, "flyttas", "moved"),
    ];
    let of_kind =
        |kind: Kind| document.changes.iter().filter(move |change| change.kind == kind).collect::<Vec<_>>();
    let verb = |kind: Kind| {
        let names = Names::of(told(&of_kind(kind)), kind == Kind::Andrad, tongue);
        let verb = verbs.iter().find(|(one, ..)| *one == kind);
        let verb = verb.map_or("", |(_, sv, en)| tongue.say(sv, en));
        (!names.is_empty()).then(|| format!("{} {verb}", names.list()))
    };
    let mut parts: Vec<String> = verb(Kind::Andrad).into_iter().collect();
    parts.extend(of_kind(Kind::Ersatt).into_iter().map(|change| made_of(change, tongue)));
    parts.extend(Names::of(told(&of_kind(Kind::Tillagd)), false, tongue).as_new());
    parts.extend(verb(Kind::Upphavd));
    parts.extend(verb(Kind::Flyttad));
    for kind in [Kind::Delad, Kind::Sammanslagen] {
        parts.extend(of_kind(kind).into_iter().map(|change| made_of(change, tongue)));
    }
    parts.extend(document.summary.renumbered.iter().map(|run| renumbered(run, tongue)));
    parts.dedup();
    parts.join("; ")
}

/// The units that are named: what has no id goes with its heading when that has come, gone or moved too.
fn told<'c>(changes: &[&'c Change]) -> Vec<&'c Side> {
    let sides: Vec<&Side> = changes.iter().filter_map(|change| change.side()).collect();
    if changes.iter().any(|change| change.kind == Kind::Andrad) {
        return sides;
    }
    let headings: Vec<usize> =
        sides.iter().filter(|side| units::is_heading(side)).filter_map(|side| side.heading).collect();
    let goes_along = |side: &Side| {
        !units::is_heading(side)
            && side.id.is_none()
            && side.heading.is_some_and(|heading| headings.contains(&heading))
    };
    sides.into_iter().filter(|side| !goes_along(side)).collect()
}

/// What was split, merged or replaced, with what it has become.
fn made_of(change: &Change, tongue: Tongue) -> String {
    let names = |sides: &[Side]| Names::of(sides.iter().collect(), false, tongue);
    let (old, new) = (names(&change.old), names(&change.new));
    let (verb, into) = match change.kind {
        Kind::Delad => (tongue.say("delas", "split"), tongue.say("i", "into")),
        Kind::Sammanslagen => (tongue.say("slås samman", "merged"), tongue.say("till", "into")),
        _ => (tongue.say("ersätts", "replaced"), tongue.say("av", "by")),
    };
    let new = match (old.list(), new.list()) {
        (a, b) if a == b => None,
        // Paragraphs of one place are only counted.
        _ if old.is_alike(&new) && change.kind == Kind::Delad => Some(change.new.len().to_string()),
        _ if old.is_alike(&new) => None,
        (_, b) => Some(b),
    };
    let new = new.map_or(String::new(), |new| format!(" {into} {new}"));
    format!("{} {verb}{new}", old.list())
}

/// «4.1–4.7», «§§ 3–5», «3–5 §§»
fn span(first: &str, last: &str) -> String {
    match (first.strip_prefix('§'), last.strip_prefix('§')) {
        _ if first == last => return first.to_string(),
        (Some(first), Some(last)) => return format!("§§{first}–{}", last.trim_start()),
        _ => {}
    }
    match (first.strip_suffix(" §"), last.strip_suffix(" §")) {
        (Some(first), Some(last)) => format!("{first}–{last} §§"),
        _ => format!("{first}–{last}"),
    }
}

fn renumbered(run: &Renumbered, tongue: Tongue) -> String {
    let within = match &run.within {
        Within::Text => String::new(),
        Within::Opening => format!("{} ", tongue.opening()),
        Within::Named(name) => format!("{name} "),
    };
    let point = if run.of_items { tongue.say("p. ", "item ") } else { "" };
    let range = |range: &(String, String)| {
        let (first, last) = (range.0.as_str(), range.1.as_str());
        if first.ends_with(')') {
            return span(first, last);
        }
        format!("{point}{}", span(first, last))
    };
    let sv = tongue.0 == Language::Sv;
    match (&run.old, &run.new) {
        (Some(old), Some(new)) if sv => format!("nuvarande {within}{} betecknas {}", range(old), range(new)),
        (Some(old), Some(new)) => format!("{within}{} renumbered {}", range(old), range(new)),
        (Some(old), None) if sv => format!("numren {within}{} tas bort", range(old)),
        (Some(old), None) => format!("numbers {within}{} removed", range(old)),
        (None, Some(new)) if sv => format!("{} regler får numren {within}{}", run.count, range(new)),
        (None, Some(new)) => format!("{} rules numbered {within}{}", run.count, range(new)),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{compare_two, read};

    fn line(old: &str, new: &str, language: Language) -> String {
        let comparison = compare_two(&read("x.md", old), &read("x.md", new));
        comparison.documents.first().map_or(String::new(), |document| register(document, language))
    }

    #[test]
    fn a_paragraph_is_not_its_section() {
        let old = "# Regler\n\n## 2 Lån\n\nVerktyg lånas ut mot kvitto.\n\nDen som lånar svarar för skador. Styrelsen kan medge undantag.\n\n## 3 Hyra\n\nLokalen hyrs ut till medlemmar.\n";
        let new = "# Regler\n\n## 2 Lån\n\nVerktyg lånas ut mot kvitto.\n\n## 3 Hyra\n\nLokalen hyrs ut till medlemmar.\n\nNycklar kvitteras ut hos vaktmästaren på vardagar före klockan fyra.\n";
        assert_eq!(line(old, new, Language::Sv), "nytt stycke i 3 Hyra; stycke i 2 Lån upphävs");
        assert_eq!(line(old, new, Language::En), "new paragraph in 3 Hyra; paragraph in 2 Lån repealed");
    }

    #[test]
    fn a_section_that_is_gone_or_new_is_named_once() {
        let kept = "# Regler\n\n## § 3 Hyra\n\nLokalen hyrs ut till medlemmar.\n";
        let more =
            "\n## § 4 Försäljning\n\nÖverskott säljs på hösten.\n\nPriset sätts av kassören varje år.\n";
        let both = [kept, more].concat();
        assert_eq!(line(&both, kept, Language::Sv), "§ 4 Försäljning upphävs");
        assert_eq!(line(kept, &both, Language::Sv), "§ 4 Försäljning ny");
    }

    #[test]
    fn items_are_named_with_what_their_list_stands_in() {
        let old = "# Stadgar\n\n## Stämman\n\n§ 5.7 Dagordningen har dessa punkter:\n\n1. Stämman öppnas\n2. Röstlängden fastställs\n";
        let new = "# Stadgar\n\n## Stämman\n\n§ 5.7 Dagordningen har dessa punkter:\n\n1. Stämman öppnas\n2. Röstlängden fastställs\n3. Ansvarsfrihet för ledamöterna\n";
        assert_eq!(line(old, new, Language::Sv), "§ 5.7 p. 3 ny");
        assert_eq!(line(old, new, Language::En), "§ 5.7 item 3 new");
        let bare = |text: &str| text.replace("## Stämman\n\n§ 5.7 ", "");
        assert_eq!(line(&bare(old), &bare(new), Language::Sv), "p. 3 ny");
        let bullets =
            |text: &str| text.replace("§ 5.7 ", "").replace(['1', '2', '3'], "").replace("\n. ", "\n- ");
        assert_eq!(line(&bullets(old), &bullets(new), Language::Sv), "ny punkt i Stämman");
    }

    #[test]
    fn a_text_without_headings_has_no_empty_names() {
        let old = "Föreningen lånar ut kanoter till sina medlemmar.\n\nBåthuset är låst om natten.\n";
        let new = "Föreningen lånar ut kanoter och kajaker till sina medlemmar.\n\nBåthuset är låst om natten.\n\nFlytväst bärs alltid på sjön.\n\nBarn följs åt av en vuxen.\n";
        let comparison = compare_two(&read("x.md", old), &read("x.md", new));
        let document = &comparison.documents[0];
        assert_eq!(register(document, Language::Sv), "stycke ändras; 2 nya stycken");
        assert!(document.changes.iter().all(|change| change.anchor() == "a-inledning"));
        assert!(document.changes.iter().all(|change| !change.name().is_empty()));
        let titled = |text: &str| [text, "\n# Bilaga\n\nEn karta över viken.\n"].concat();
        assert_eq!(
            line(&titled(old), &titled(new), Language::Sv),
            "stycke i inledningen ändras; 2 nya stycken i inledningen"
        );
    }

    #[test]
    fn items_are_renumbered_within_their_list() {
        let list = |items: &[&str]| {
            let items = items.iter().enumerate().map(|(at, item)| format!("{}. {item}\n", at + 1));
            format!("# Möten\n\n## § 5 Stämman\n\n{}", items.collect::<String>())
        };
        let old = list(&[
            "Stämman öppnas",
            "Val av sekreterare",
            "Val av kassör",
            "Motioner tas upp",
            "Stämman avslutas",
        ]);
        let new = list(&[
            "Stämman öppnas",
            "Dagordningen läses upp och godkänns",
            "Val av sekreterare",
            "Val av kassör",
            "Årets budget läggs fram för medlemmarna",
            "Motioner tas upp",
            "Stämman avslutas",
        ]);
        assert_eq!(
            line(&old, &new, Language::Sv),
            "nya: § 5 p. 2 och § 5 p. 5; nuvarande § 5 p. 2–3 betecknas p. 3–4; nuvarande § 5 p. 4–5 betecknas p. 6–7"
        );
    }

    #[test]
    fn what_was_split_merged_or_replaced_is_named_on_both_sides() {
        let cut = "# S\n\n§ 7 Insatsen betalas när medlemmen träder in i föreningen.\n\n§ 8 Månadsavgiften dras sista dagen i varje månad från kontot.\n\n§ 9 Kassören för bok över allt som har betalats.\n";
        let whole = "# S\n\n§ 7 Insatsen betalas när medlemmen träder in i föreningen. Månadsavgiften dras sista dagen i varje månad från kontot.\n\n§ 8 Kassören för bok över allt som har betalats.\n";
        let split = line(whole, cut, Language::Sv);
        assert_eq!(
            [span("§ 3", "§ 5"), span("3 §", "5 §"), span("1.2", "1.4")],
            ["§§ 3–5", "3–5 §§", "1.2–1.4"]
        );
        assert_eq!(split, "§ 7 delas i § 7 och § 8; nuvarande § 8 betecknas § 9");
        let merged = line(cut, whole, Language::En);
        assert_eq!(merged, "§ 7 and § 8 merged into § 7; § 9 renumbered § 8");

        let old = "+++\nid = \"A\"\n+++\n# A\n\n**A-9** Arkivet vädras om våren.\n";
        let new = "+++\nid = \"A\"\n\"ersätter\" = { \"A-30\" = \"A-9\" }\n+++\n# A\n\n**A-30** Klimatet i magasinen mäts varje dygn och loggas.\n";
        assert_eq!(line(old, new, Language::Sv), "A-9 ersätts av A-30");
        let comparison = compare_two(&read("x.md", old), &read("x.md", new));
        let heading = crate::compare::print::Heading { old: "1", new: "2", language: Language::Sv };
        let terminal = crate::compare::print::terminal(&comparison, &heading, false);
        assert!(terminal.contains("ersatt A-9 → A-30"), "{terminal}");
        let markdown = crate::compare::print::markdown(&comparison, &heading, None);
        assert!(markdown.contains("| ersatt A-9 → A-30 |"), "{markdown}");
    }

    #[test]
    fn a_number_is_named_with_its_chapter() {
        let old = "# Lag om allmänningar\n\n## 1 kap. Bete\n\n1 § Bete är fritt för kor.\n\n2 § Grinden ska hållas stängd hela sommaren.\n\n## 2 kap. Skog\n\n1 § Ved får samlas av den som bor i byn.\n\n2 § Bålet ska vara släckt vid midnatt.\n\n3 § Granar märks av byns ålderman.\n";
        let new = "# Lag om allmänningar\n\n## 1 kap. Bete\n\n1 § Bete är fritt för kor.\n\n2 § Grinden ska hållas stängd hela sommaren och hösten.\n\n## 2 kap. Skog\n\n1 § Ved får samlas av den som bor i byn.\n\n2 § Svamp plockas utan särskilt tillstånd av var och en.\n\n3 § Bålet ska vara släckt vid midnatt.\n\n4 § Granar märks av byns ålderman.\n";
        assert_eq!(
            line(old, new, Language::Sv),
            "1 kap. 2 § ändras; 2 kap. 2 § ny; nuvarande 2 kap. 2–3 §§ betecknas 3–4 §§"
        );
    }
}
