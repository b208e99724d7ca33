//! Short texts as people change them, each with what a reviewer would say of it.

use super::{Kind, compare_two, read};

/// The kinds of the changes, each with «?» when it is not sure, in the order of the text.
fn changes(old: &str, new: &str) -> Vec<String> {
    let comparison = compare_two(&read("a.md", old), &read("a.md", new));
    let changes = comparison.documents.iter().flat_map(|document| &document.changes);
    let said = changes.filter(|change| change.kind != Kind::Omnumrerad).map(|change| {
        let sure = if change.confidence == super::Confidence::Osaker { "?" } else { "" };
        format!("{}{sure}", change.kind.word())
    });
    said.collect()
}

#[test]
fn a_text_that_stands_alone_in_its_place_has_been_changed() {
    let old = "## 1 Syfte\n\nFöreningen främjar odling.\n\n## 2 Tystnad\n\nAlla bud har tystnadsplikt i uppdraget.\n\nBud väljs för två år i taget.\n";
    let new = old.replace(
        "Alla bud har tystnadsplikt i uppdraget.",
        "Den som företräder en medlem röjer inte vad hen har fått veta.",
    );
    assert_eq!(changes(old, &new), ["ändrad?"]);
    let both = new.replace("för två år i taget", "av årsmötet bland medlemmarna, med röstsedel");
    assert_eq!(changes(old, &both), ["upphävd", "upphävd", "tillagd", "tillagd"]);
}

#[test]
fn one_of_a_row_is_not_another_of_the_row() {
    let row = |items: &[&str]| {
        format!(
            "Mötet ska behandla:\n\n{}",
            items.iter().map(|item| format!("- {item}\n")).collect::<String>()
        )
    };
    let old = row(&["Val av ordförande", "Val av revisorer", "Val av sekreterare"]);
    let new = row(&["Val av ordförande", "Val av valberedning", "Val av sekreterare"]);
    assert_eq!(changes(&old, &new), ["upphävd", "tillagd"]);
    // What is its own is known again, even where it has changed places.
    let old = row(&["Utveckling av digitala tjänster", "Underhåll av digitala tjänster"]);
    let new = row(&["Underhåll av kommunens digitala tjänster", "Utveckling av kommunens digitala tjänster"]);
    assert!(
        changes(&old, &new).iter().all(|kind| kind.starts_with("ändrad") || kind == "flyttad"),
        "{:?}",
        changes(&old, &new)
    );
}

#[test]
fn rules_that_are_merged_say_the_common_words_once() {
    let old = "## 1 Avgifter\n\n§ 1 Avgiften för plats får vara högst 200 kronor om året.\n\n§ 2 Avgiften för vatten får vara högst 50 kronor om året.\n\n§ 3 Styrelsen beslutar om båda.\n";
    let new = "## 1 Avgifter\n\n§ 1 Avgiften för plats får vara högst 200 kronor och avgiften för vatten högst 50 kronor om året.\n\n§ 2 Styrelsen beslutar om båda.\n";
    assert_eq!(changes(old, new), ["sammanslagen?"]);
}

#[test]
fn the_stone_of_a_repealed_rule_is_no_new_rule() {
    let old = "1 § Lagen gäller alla avgifter.\n\n2 § Avgiften får inte vara högre än kostnaden.\n\n3 § Beslut fattas av nämnden.\n";
    for stone in ["Har upphävts genom lag (2026:81).", "(upphävd)"] {
        let new = old.replace("Avgiften får inte vara högre än kostnaden.", stone);
        assert_eq!(changes(old, &new), ["upphävd"], "{stone}");
    }
}

#[test]
fn a_numbered_line_in_bold_is_a_heading() {
    let text = read(
        "stadgar.md",
        "**1. Namn**\n\nFöreningen heter Lunden.\n\n**2. Säte**\n\nFöreningen har sitt säte i Lund.\n",
    );
    let titles: Vec<&str> = text.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["", "1. Namn", "2. Säte"]);
    assert_eq!(text.title, "stadgar");
}

#[test]
fn writing_and_following_are_told_from_change() {
    let ska = "Ett ombud ska inte sitta i styrelsen.\n";
    assert_eq!(changes(ska, &ska.replace("ska", "skall")), ["redaktionell"]);
    assert_eq!(changes(&ska.replace("ska", "skall"), ska), ["redaktionell"]);
    let old = "§ 1 Styrelsen beslutar enligt §§ 2–3 i frågor om möten.\n\n§ 2 Årsmötet hålls i mars varje år.\n\n§ 3 Kallelse skickas tre veckor före mötet.\n";
    let new = "§ 1 Styrelsen beslutar enligt §§ 3–4 i frågor om möten.\n\n§ 2 Ett extra möte kan begäras av en tiondel.\n\n§ 3 Årsmötet hålls i mars varje år.\n\n§ 4 Kallelse skickas tre veckor före mötet.\n";
    assert_eq!(changes(old, new), ["följdändring", "tillagd"]);
}

#[test]
fn a_link_that_leads_elsewhere_says_where() {
    let old = "Se [rutinen](a.md) för hur ärenden förs in.\n";
    let comparison = compare_two(&read("x.md", old), &read("x.md", &old.replace("a.md", "b.md")));
    let change = &comparison.documents[0].changes[0];
    assert_eq!(change.kind, Kind::EndastHanvisning);
    let field = &change.fields[0];
    assert_eq!(
        (field.name.as_str(), field.old.as_deref(), field.new.as_deref()),
        ("hänvisning", Some("a.md"), Some("b.md"))
    );
}

#[test]
fn a_link_in_the_list_of_a_rule_belongs_to_the_rule() {
    let old = "**B-1** Chefen ska följa:\n\n- [rutinen](a.md) för inköp\n- [mallen](m.md) för avtal\n";
    let new = old.replace("a.md", "b.md");
    assert_eq!(changes(old, &new), ["endast hänvisning"]);
    assert!(changes(old, old).is_empty());
    let swapped = old.replace("a.md", "x").replace("m.md", "a.md").replace("(x)", "(m.md)");
    assert_eq!(changes(old, &swapped), ["endast hänvisning"]);
}

/// The kind and the section of each row, in the order of the text.
fn rows(old: &str, new: &str) -> Vec<String> {
    let comparison = compare_two(&read("a.md", old), &read("a.md", new));
    let changes = comparison.documents.iter().flat_map(|document| &document.changes);
    let rows = changes.filter(|change| change.kind.has_row());
    rows.map(|row| format!("{} {}", row.kind.word(), row.section())).collect()
}

#[test]
fn a_section_is_not_torn_apart_by_the_next_one_that_is_gone() {
    let old = "# K\n\n## 3 Kiosk\n\nBara föreståndaren låser upp kiosken.\n\n## 4 Pant\n\nPant återbetalas mot kvitto i kassan.\n\n## 5 Lov\n\nUnder loven är kiosken stängd för alla.\n";
    let new = "# K\n\n## 3 Kiosk\n\nUpplåsning kräver att två vuxna har anmält sig hos kansliet samt gått utbildningen om livsmedel.\n\n## 4 Lov\n\nUnder loven är kiosken stängd för alla.\n";
    assert_eq!(rows(old, new), ["upphävd 3 Kiosk", "tillagd 3 Kiosk", "upphävd 4 Pant", "upphävd 4 Pant"]);
}

#[test]
fn a_new_section_stands_after_the_one_that_it_takes_the_place_of() {
    let old = "# K\n\n## 3 Kiosk\n\nBara föreståndaren låser upp kiosken.\n\n## 4 Pant\n\nPant återbetalas mot kvitto i kassan.\n";
    let new = "# K\n\n## 3 Kiosk\n\nBara föreståndaren låser upp kiosken.\n\n## 7 Cyklar\n\nCyklar ställs i stället bakom den röda ladan.\n";
    assert_eq!(rows(old, new), ["upphävd 4 Pant", "upphävd 4 Pant", "tillagd 7 Cyklar", "tillagd 7 Cyklar"]);
}
