//! What the pages for readers promise, on small portals: subjects, the year, the map, applicability, proposals.
#![allow(clippy::unwrap_used)]

mod common;

use ledtrad::model::{Catalogue, RuleId};
use ledtrad::publish::Profile;

fn document(id: &str, kind: &str, more: &str, body: &str) -> String {
    format!(
        "+++\nid = \"{id}\"\ntitle = \"Titel {id}\"\nkind = \"{kind}\"\nstatus = \"gällande\"\naudience = \"publik\"\n\
         decided_by = \"Nämnden\"\ndecided_on = 2026-01-01\ndecision = \"§ 1\"\nregistry = [\"RS {id}\"]\n\
         valid_from = 2026-01-01\n{more}\n+++\n\n# Titel {id}\n\n{body}\n"
    )
}

fn subjects(catalogue: &Catalogue, rule: u32) -> Vec<&str> {
    catalogue.rule(RuleId(rule)).subjects.iter().map(|id| catalogue.subject(*id).name.as_str()).collect()
}

#[test]
fn a_rule_has_its_own_subject_else_that_of_its_section_else_that_of_its_document() {
    let body = "**A-1** Alla ska läsa.\n\n## 1 Kap\n\n*Ämne: åtkomst*\n\n**A-2** Alla ska läsa.\n\n### 1.1 Inre\n\n\
                **A-3** Alla ska läsa.\n*Ämne: loggning, Åtkomst*\n\n**A-4** Alla ska läsa.\n\n## 2 Kap\n\n**A-5** Alla ska läsa.";
    let text = document("RIK-A", "riktlinje", "subjects = [\"drift\"]", body);
    let checked = common::check(&[("a.md", &text)], Profile::Publik);
    let catalogue = &checked.catalogue;
    assert_eq!(
        catalogue.subjects.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(),
        ["Drift", "Loggning", "Åtkomst"]
    );
    assert_eq!(subjects(catalogue, 0), ["Drift"]);
    assert_eq!(subjects(catalogue, 1), ["Åtkomst"]);
    assert_eq!(subjects(catalogue, 2), ["Loggning", "Åtkomst"]);
    assert_eq!(subjects(catalogue, 3), ["Åtkomst"]);
    assert_eq!(subjects(catalogue, 4), ["Drift"]);
}

#[test]
fn the_year_has_what_the_text_says_and_nothing_else() {
    let body = "**A-1** Chefen ska varje år senast i mars rapportera.\n\n**A-2** Chefen ska regelbundet läsa.\n\n\
                **A-3** Chefen ska årligen räkna.\n\n**A-4** Chefen ska räkna.\n*Intervall: varje kvartal*\n\n**A-5** Chefen ska gå.";
    let text = document("RIK-A", "riktlinje", "responsible = \"Chef\"", body);
    let chief = document("ROLL-C", "roll", "aliases = [\"Chef\"]", "Chefen.");
    let site = common::build(&[("a.md", &text), ("c.md", &chief)], Profile::Publik);
    let page = &site["arshjul.html"];
    let part = |from: &str| {
        let start = page.find(&format!("id=\"{from}\"")).unwrap_or_else(|| panic!("{from}"));
        let end = page[start + 5..].find("<section id=").map_or(page.len(), |at| start + 5 + at);
        page[start..end].to_string()
    };
    assert!(part("manad-3").contains("A-1") && part("manad-3").contains("A-4"));
    assert!(part("manad-6").contains("A-4") && !part("manad-6").contains("A-1"));
    assert!(!part("manad-1").contains("rule"));
    assert!(part("nagon-gang-under-aret").contains("A-3"));
    assert!(part("utan-bestamt-intervall").contains("A-2"));
    assert!(!page.contains("A-5"));
    let calendar = &site["data/arshjul/roll-c.ics"];
    assert!(calendar.contains("UID:a-1-03@") && calendar.contains("UID:a-3@") && !calendar.contains("a-2"));
    assert!(!site.contains_key("data/arshjul/rik-a.ics"));
}

#[test]
fn documents_that_stand_under_each_other_in_a_ring_are_on_the_map_once_each() {
    let (a, b) = (
        document("RIK-A", "riktlinje", "source = [\"RIK-B\"]", "Text."),
        document("RIK-B", "riktlinje", "source = [\"RIK-A\"]", "Text."),
    );
    let site = common::build(&[("a.md", &a), ("b.md", &b)], Profile::Publik);
    let map = &site["karta.html"];
    let pictures = &map[map.find("<svg").unwrap()..map.rfind("</svg>").unwrap()];
    for id in ["rik-a", "rik-b"] {
        assert_eq!(pictures.matches(&format!("href=\"dokument/{id}.html\"")).count(), 1, "{id}");
    }
}

#[test]
fn nothing_is_concluded_of_a_control_from_there_being_rules() {
    let register = "[[reference]]\nid = \"ISO/IEC 27001\"\nkind = \"standard\"\ntitle = \"Standard\"\nchecked = 2026-01-01\n\
                    [[reference.control]]\nid = \"A.5.1\"\ntitle = \"Ett\"\n\
                    [[reference.control]]\nid = \"A.5.2\"\ntitle = \"Två\"\napplicable = false\nreason = \"Behövs inte\"\n";
    let text = document("RIK-A", "riktlinje", "", "**A-1** Alla ska läsa.\n*Grund: [ISO/IEC 27001 A.5.1]*");
    let site = common::build(&[("a.md", &text), ("referenser.toml", register)], Profile::Publik);
    let csv = &site["data/tillamplighet-iso-iec-27001.csv"];
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(
        rows[0].trim_start_matches('\u{feff}'),
        "standard;control;title;applicable;reason;status;rules;owners;url"
    );
    assert!(rows[1].starts_with("ISO/IEC 27001;A.5.1;Ett;true;;;A-1;"), "{}", rows[1]);
    assert!(rows[2].starts_with("ISO/IEC 27001;A.5.2;Två;false;Behövs inte;;;"), "{}", rows[2]);
    let page = &site["tillamplighet/iso-iec-27001.html"];
    assert!(page.contains("läget inte bedömt") && !page.contains("ingen regel</span>"));
}

#[test]
fn a_proposal_is_compared_with_what_is_in_force_and_decides_nothing() {
    let old = document(
        "RIK-A",
        "riktlinje",
        "",
        "**A-1** Alla ska läsa.\n\n**A-2** Alla ska gå.\n\n**A-3** Alla ska stå.",
    );
    let new = document("RIK-B", "riktlinje", "replaces = [\"RIK-A\"]\n[consultation]\nopens = 2026-11-01\ncloses = 2026-12-31\nreply_to = \"a@example.se\"", "**A-1** Alla ska läsa.\n\n**A-2** Alla ska springa.\n\n**A-9** Alla ska sova.")
        .replace("gällande", "remiss");
    let site = common::build(&[("a.md", &old), ("b.md", &new)], Profile::Publik);
    let page = &site["dokument/rik-b.html"];
    for words in [
        "<strong>1</strong> ändras, <strong>1</strong> tillkommer, <strong>1</strong> tas bort, 1 är oförändrade",
        "springa.",
        "id=\"forslagets-andringar\"",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(site["regel/a-2.html"].contains("Alla ska gå."));
    let in_force = &site["dokument/rik-a.html"];
    assert!(in_force.contains("Föreslås ersättas av") && !in_force.contains(">Ersatt av<"));
    assert!(site["remisser.html"].contains("2026-12-31"));
}
