//! Properties that hold for any input: nothing panics, the markup stays within the closed set, and what is not
//! published is nowhere.
#![allow(clippy::unwrap_used)]

mod common;

use ledtrad::compare::marks::Op;
use ledtrad::compare::{self, Change, print};
use ledtrad::content::law::{self, Acts};
use ledtrad::content::{Date, front, number, statement};
use ledtrad::diag::Diagnostics;
use ledtrad::pages::html::{Attr, Tag};
use ledtrad::publish::Profile;
use proptest::prelude::*;

const FRONT: &str = "+++\nid = \"RIK-IS\"\ntitle = \"Riktlinje\"\nkind = \"riktlinje\"\nstatus = \"gällande\"\naudience = \"publik\"\n+++\n";

/// Pieces of Markdown that meet in nasty ways.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[ a-zåäö]{1,12}",
        Just("**IS-1** ".to_string()),
        Just("- **IS-2** Systemägaren ska ".to_string()),
        Just("*Ansvarig: [Chef]; grund: [SFS 2018:585 2 kap. 1 §], GDPR; intervall: årligen*".to_string()),
        Just("**IS-3** *Upphävd 2026-01-01; ersatt av [IS-1].*".to_string()),
        Just("\n\n".to_string()),
        Just("\n".to_string()),
        Just("# ".to_string()),
        Just("## 6.2 ".to_string()),
        Just("## h {#a .b onmouseover=1}\n".to_string()),
        Just("| a | b |\n|---|--:|\n| <x> | `y` |\n".to_string()),
        Just("[a](javascript:alert(1))".to_string()),
        Just("[b](  JaVaScRiPt&colon;alert(1))".to_string()),
        Just("![x](data:text/html,<script>)".to_string()),
        Just("[c](//host/x) [d](https://a@b) <https://e.example/?q=\"'>".to_string()),
        Just("<script>alert(1)</script>".to_string()),
        Just("<img src=x onerror=alert(1)>".to_string()),
        Just("&lt;b&gt; \" ' `".to_string()),
        Just("[^1] ".to_string()),
        Just("\n[^1]: not\n\n".to_string()),
        Just("> [!WARNING]\n> ".to_string()),
        Just("```html\n<b onclick=x>\n```\n".to_string()),
        Just("enligt 2 kap. 4, 7 och 11 §§ patientdatalagen (2008:355)".to_string()),
        Just("[RIK-IS 6.2] [x]: y\n".to_string()),
        Just("{{ 7 * 7 }} {% raw %}".to_string()),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// The elements of markup: name and attributes. Text is escaped, so every `<` begins one.
fn elements(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut out = Vec::new();
    for part in html.split('<').skip(1) {
        let tag = &part[..part.find('>').expect("every element is closed")];
        let name = tag.split([' ', '/']).find(|s| !s.is_empty()).unwrap_or("").to_string();
        let mut attributes = Vec::new();
        let mut rest = tag;
        while let Some(at) = rest.find("=\"") {
            let key = rest[..at].rsplit(' ').next().unwrap().to_string();
            let value = &rest[at + 2..];
            let end = value.find('"').unwrap();
            attributes.push((key, value[..end].to_string()));
            rest = &value[end + 1..];
        }
        out.push((name, attributes));
    }
    out
}

fn is_allowed_address(address: &str) -> bool {
    let lower = address.to_lowercase();
    let scheme = lower.split_once(':').map(|(scheme, _)| scheme);
    match scheme {
        None => !lower.starts_with("//") && !lower.contains('\\'),
        Some(scheme) => matches!(scheme, "https" | "http" | "mailto" | "tel"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// The page of any document holds only elements, attributes and addresses of the closed set.
    #[test]
    fn markup_is_closed(text in markdown()) {
        let document = format!("{FRONT}# Riktlinje\n\n{text}");
        let site = common::build(&[("riktlinje.md", &document)], Profile::Publik);
        let page = &site["dokument/rik-is.html"];
        let start = page.find("<div class=\"decided").or_else(|| page.find("<main")).unwrap();
        let body = &page[start..page.find("</main>").unwrap()];
        let template = ["main", "h1", "dl", "dt", "dd", "nav", "header", "footer", "time", "article", "aside", "svg", "path", "circle", "br", "hr", "img", "b"];
        let own = ["href", "rel", "src", "alt", "loading", "tabindex", "datetime", "open", "aria-hidden", "aria-labelledby", "aria-current"];
        for (name, attributes) in elements(body) {
            let known = Tag::ALL.iter().any(|tag| tag.name() == name) || template.contains(&name.as_str());
            prop_assert!(known, "<{name}>");
            for (key, value) in attributes {
                let known = Attr::ALL.iter().any(|attr| attr.name() == key) || own.contains(&key.as_str());
                prop_assert!(known, "{key}");
                if key == "href" || key == "src" {
                    prop_assert!(is_allowed_address(&value), "{value}");
                }
            }
        }
    }

    /// Front matter of any kind is read without panic, and what cannot be read is never published.
    #[test]
    fn front_matter_is_read(toml in any::<String>(), key in "[a-z_]{1,12}", value in any::<String>()) {
        let quoted = format!("{value:?}");
        for text in [format!("+++\n{toml}\n+++\nText"), format!("+++\n{key} = {quoted}\n+++\nText"), toml.clone()] {
            let checked = common::check(&[("x.md", &text)], Profile::Publik);
            prop_assert!(checked.has_errors());
        }
    }

    /// New ids are put in and nothing else is touched.
    #[test]
    fn labelling_only_inserts(text in markdown()) {
        let front = FRONT.replace("+++\nid", "+++\nrule_prefix = \"IS\"\nid");
        let document = format!("{front}# Riktlinje\n\n{text}");
        let checked = common::check(&[("riktlinje.md", &document)], Profile::Preview);
        for labelled in ledtrad::ids::label(&checked.catalogue) {
            let mut rest = labelled.text.clone();
            for (id, _) in &labelled.ids {
                prop_assert!(front::is_id(id));
                rest = rest.replacen(&format!("**{id}** "), "", 1);
            }
            // An id that the author wrote in the same form may have been taken away first: the letters are the same.
            prop_assert_eq!(rest.len(), document.len());
        }
    }

    /// Citations stand where the text has them, in order, and cut no letter.
    #[test]
    fn citations_are_places_of_the_text(text in any::<String>(), around in "[a-zåäö ]{0,20}") {
        let acts = Acts::default();
        prop_assert!(acts.find("x 95/46/EG, 26 kap. 3 § rättegångsbalken").len() == 2);
        for text in [text, format!("{around} 2 kap. 1–3 §§ och 5 kap. 4 § {around}lagen (2018:585){around} (EU) 2016/679 artikel 5.1")] {
            let mut end = 0;
            for citation in acts.find(&text) {
                prop_assert!(citation.range.start >= end && citation.range.end <= text.len());
                prop_assert!(text.get(citation.range.clone()).is_some());
                end = citation.range.end;
            }
        }
    }

    /// Any two texts can be compared: the marks make up both texts, cut no word, and both ways tell of the same units.
    #[test]
    fn any_two_texts_can_be_compared(old in markdown(), new in markdown(), front in any::<bool>()) {
        let head = if front { FRONT } else { "---\ntitle: x\n---\n" };
        let (a, b) = (compare::read("a.md", &format!("{head}{old}")), compare::read("b.md", &format!("{FRONT}{new}")));
        let comparison = compare::compare_two(&a, &b);
        prop_assert_eq!(&comparison, &compare::compare_two(&a, &b));
        prop_assert!(compare::compare_two(&a, &a).documents.is_empty());
        for change in comparison.documents.iter().flat_map(|document| &document.changes) {
            let text = |op: Op| -> String {
                change.words.iter().filter(|piece| piece.op == Op::Equal || piece.op == op).map(|piece| piece.text.as_str()).collect()
            };
            prop_assert_eq!(text(Op::Delete), Change::text(&change.old));
            prop_assert_eq!(text(Op::Insert), Change::text(&change.new));
            for own in [Op::Delete, Op::Insert] {
                let mine: Vec<&str> = change.words.iter().filter(|p| p.op == Op::Equal || p.op == own).map(|p| p.text.as_str()).collect();
                for pair in mine.windows(2) {
                    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                    let cut = inside(pair[0].chars().next_back()) && inside(pair[1].chars().next());
                    prop_assert!(!cut, "{:?}", pair);
                }
            }
        }
        let heading = print::Heading { old: "a", new: "b", language: ledtrad::Language::Sv };
        prop_assert!(serde_json::from_str::<serde_json::Value>(&print::json(&comparison, &heading).unwrap()).is_ok());
        let markdown = print::markdown(&comparison, &heading, None);
        prop_assert!(!markdown.contains("<script") && !markdown.contains("<img") && markdown.chars().count() < 62_000);
        let escapes = print::terminal(&comparison, &heading, false).matches('\x1b').count();
        prop_assert_eq!(escapes, 0);
        let _ = compare::by_hand::check(&old, &a, &b, &comparison);
        let _ = compare::check::check(&[a], &[b], &comparison, None);
    }

    /// Small readers take anything.
    #[test]
    fn small_readers_take_anything(text in any::<String>()) {
        let _ = (text.parse::<Date>(), statement::modality(&text), statement::duty(&text), statement::recurrence(&text));
        let _ = (law::pins(&text), number::split_number(&text), front::is_id(&text));
        let mut found = Diagnostics::default();
        let _ = ledtrad::content::parse::parse(ledtrad::diag::FileId(0), &text, 0, &mut found);
    }
}

/// Nothing of a draft or of an intern document is anywhere in a portal for everybody.
#[test]
fn what_is_not_published_is_nowhere() {
    for (kind, draft) in ["rutin", "roll", "forum", "policy", "begrepp"]
        .into_iter()
        .flat_map(|kind| [(kind, true), (kind, false)])
    {
        let (status, audience) = if draft { ("utkast", "publik") } else { ("gällande", "intern") };
        let hidden = format!(
            "+++\nid = \"KANARIE-1\"\ntitle = \"Kanariefågel titel\"\nkind = \"{kind}\"\nstatus = \"{status}\"\naudience = \"{audience}\"\n\
         # Kanariefågel kommentar\naliases = [\"Kanariefågel alias\", \"KANARIE-GAMMAL\"]\nresponsible = \"Kanariefågel ansvarig\"\n\
         changes = \"Kanariefågel ändring\"\nreplaces = [\"RIK-IS\"]\nsource = [\"RIK-IS\"]\norganisation = \"Kanariefågel AB\"\n\
         registry = [\"Kanariefågel 2026-1\"]\ndecided_by = \"Kanariefågel nämnd\"\ndecided_on = 2026-01-01\ndecision = \"Kanariefågel §\"\nvalid_from = 2026-01-01\n+++\n\
         # Kanariefågel rubrik\n\n## Kanariefågel avsnitt\n\n**KAN-1** Kanariefågel ska, se [RIK-IS].\n\n![Kanariefågel alt](kanariefagel.png)\n\n\
         | Begrepp | Förklaring |\n|---|---|\n| Kanariefågel | gul |\n"
        );
        let document = format!("{FRONT}# Riktlinje\n\n**IS-1** Systemägaren ska läsa.\n");
        let site = common::build(
            &[("riktlinje.md", &document), ("mapp/kanariefagel-fil.md", &hidden)],
            Profile::Publik,
        );
        for (path, text) in &site {
            assert!(!path.contains("kanarie"), "{path}");
            let lower = text.to_lowercase();
            assert!(!lower.contains("kanarie") && !lower.contains("kan-1"), "{path}");
        }
        let intern = common::build(
            &[("riktlinje.md", &document), ("mapp/kanariefagel-fil.md", &hidden)],
            Profile::Preview,
        );
        assert!(intern.values().any(|text| text.contains("Kanariefågel")));
    }
}

#[test]
fn lists_and_ranges_of_law_give_every_section() {
    let labels = |text: &str| law::pins(text).iter().map(law::Pin::label).collect::<Vec<_>>();
    assert_eq!(labels("4, 7 och 11 §§"), ["4 §", "7 §", "11 §"]);
    assert_eq!(labels("2 kap. 5–7 §§"), ["2 kap. 5 §", "2 kap. 6 §", "2 kap. 7 §"]);
    assert_eq!(labels("1 kap. 2 a § första stycket"), ["1 kap. 2 a § första stycket"]);
    assert_eq!(labels("5 kap. 4 § och 6 kap. 1 §"), ["5 kap. 4 §", "6 kap. 1 §"]);
    assert_eq!(labels("artiklarna 33 och 34"), ["artikel 33", "artikel 34"]);
    assert_eq!(labels("A.8.13, A.8.14"), ["A.8.13", "A.8.14"]);
    assert_eq!(labels("2 kap. 1§"), ["2 kap. 1 §"]);
}

#[test]
fn an_article_belongs_to_the_act_that_follows_it() {
    let found = Acts::default().find("förordningen (2018:658), artikel 32.1 i (EU) 2016/679");
    assert_eq!(found.iter().map(|citation| citation.pins.len()).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn headings_give_their_number() {
    let read = |text: &str| number::split_number(text).0.unwrap_or_default();
    assert_eq!(read("6.2 Åtkomst"), "6.2");
    assert_eq!(read("1. Inledning"), "1");
    assert_eq!(read("4 a § Ansvar"), "4 a §");
    assert_eq!(read("2 kap. Organisation"), "2 kap.");
    assert_eq!(read("2 kap. 10 a § Pension"), "2 kap. 10 a §");
    assert_eq!(read("Bilaga 2 Blankett"), "Bilaga 2");
    assert_eq!(read("2026 års plan"), "");
    assert_eq!(read("Åtkomst"), "");
}
