//! Import: what comes out of made documents in all formats, what never happens for any bytes, and what the real texts
//! give where they are at hand.
#![allow(clippy::unwrap_used)]

#[path = "import/layouts.rs"]
mod layouts;
#[path = "import/made.rs"]
mod made;

use std::collections::BTreeMap;

use ledtrad::content::body::{Block, Body, Inline};
use ledtrad::content::load;
use ledtrad::diag::Diagnostics;
use ledtrad::import::block::letters;
use ledtrad::import::read::Refusal;
use ledtrad::import::{self, Existing, Input, Outcome};
use proptest::prelude::*;

fn one(name: &str, bytes: impl Into<Vec<u8>>) -> Outcome {
    let input = Input { name: name.to_string(), bytes: bytes.into() };
    import::import(&[input], &Existing::default(), &[])
}

/// The first draft that is no role.
fn draft(outcome: &Outcome) -> &str {
    outcome
        .files
        .iter()
        .find(|(path, _)| path.ends_with(".md") && !path.contains("/roller/"))
        .map_or("", |(_, text)| text)
}

/// Rules as `owner: text`.
fn rules(outcome: &Outcome) -> Vec<String> {
    let documents = outcome.report.sources.iter().flat_map(|source| &source.documents);
    let rule = |rule: &import::report::RuleReport| {
        format!("{}: {}", rule.owner.clone().unwrap_or_default(), rule.text)
    };
    documents.flat_map(|document| document.rules.iter().map(rule)).collect()
}

const RULES: [&str; 7] = [
    "Förvaltning: Varje förvaltning ska utse en nyckelansvarig.",
    "Nyckelansvarig: Nyckelansvarig ska rapportera till säkerhetschefen minst en gång per år.",
    "Nyckelansvarig: föra en förteckning över alla nycklar",
    "Nyckelansvarig: anmäla förlorade nycklar enligt säkerhetsskyddslagen (2018:585)",
    "Medarbetare: Medarbetare får inte låna ut sin nyckel.",
    ": Nycklar som inte används ska förvaras i låsta skåp.",
    "Säkerhetschefen: Säkerhetschefen ansvarar för att rutinen följs upp årligen.",
];

/// What every form of the same made rutin must give.
fn is_the_rutin(outcome: &Outcome) {
    let source = &outcome.report.sources[0];
    let document = &source.documents[0];
    assert_eq!(source.letters.lost, 0, "{:?}", source.letters);
    assert_eq!((document.title.as_str(), document.kind.as_str()), ("Rutin för nycklar", "rutin"));
    assert_eq!(rules(outcome), RULES, "{}", draft(outcome));
    assert_eq!(document.terms.len(), 3, "{}", draft(outcome));
    let headings: Vec<&str> = draft(outcome).lines().filter(|line| line.starts_with("##")).collect();
    assert_eq!(
        headings,
        [
            "## 1 Syfte",
            "## 2 Ansvar",
            "### 2.1 Nyckelansvarig",
            "### 2.2 Medarbetare",
            "## 3 Uppföljning",
            "## 4 Begrepp"
        ]
    );
    assert!(
        draft(outcome).contains("decided_on = 2024-03-11")
            && draft(outcome).contains("registry = [\"RN 2024-0101\"]"),
        "{}",
        draft(outcome)
    );
    assert!(
        !draft(outcome).contains("ada.ek@") && source.personal_data.iter().any(|one| one.kind == "e-post")
    );
    assert!(source.references.iter().any(|reference| reference.id == "SFS 2018:585"));
    assert!(outcome.files.keys().any(|path| path.contains("/roller/roll-nyckelansvarig.md")));
    passes(&outcome.files);
}

/// The drafts are a portal without errors, and it can be built.
fn passes(files: &BTreeMap<String, String>) {
    checked(files, true);
}

/// The drafts are a portal without errors. A text of which nothing is written gives none.
fn checked(files: &BTreeMap<String, String>, build: bool) {
    if files.is_empty() {
        return;
    }
    let texts: Vec<(String, String)> =
        files.iter().map(|(path, text)| (path.clone(), text.clone())).collect();
    let folder = tempfile::tempdir().unwrap();
    let options = ledtrad::pipeline::Options {
        content: folder.path(),
        profile: ledtrad::publish::Profile::Intern,
        today: "2026-01-31".parse().unwrap(),
        live: false,
        cache: ledtrad::cache::Cache::none(),
    };
    let mut timings = ledtrad::pipeline::Timings::default();
    let checked = ledtrad::pipeline::check_texts(texts, &options, &mut timings);
    let errors: Vec<String> = checked
        .found
        .iter()
        .filter(|one| checked.severities.of(one.problem.code()) == Some(ledtrad::diag::Severity::Error))
        .map(|one| format!("{:?}", one.problem))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{texts:#?}", texts = files.values().collect::<Vec<_>>());
    if build {
        ledtrad::pipeline::write(
            checked.catalogue,
            ledtrad::history::History::default(),
            &options,
            &mut timings,
            &|_: &str, _: &[u8]| {},
        )
        .unwrap();
    }
}

#[test]
fn the_same_rutin_comes_out_of_text() {
    is_the_rutin(&one("rutin.txt", made::TEXT));
}

#[cfg(feature = "import")]
#[test]
fn the_same_rutin_comes_out_of_word() {
    is_the_rutin(&one("rutin.docx", made::docx()));
}

#[cfg(feature = "import")]
#[test]
fn the_same_rutin_comes_out_of_a_tagged_pdf() {
    let outcome = one("rutin.pdf", made::pdf(true));
    assert_eq!(outcome.report.sources[0].format, "pdf med taggar");
    is_the_rutin(&outcome);
}

#[cfg(feature = "import")]
#[test]
fn the_same_rutin_comes_out_of_an_untagged_pdf() {
    let outcome = one("rutin.pdf", made::pdf(false));
    assert_eq!(outcome.report.sources[0].format, "pdf utan taggar");
    is_the_rutin(&outcome);
}

#[cfg(feature = "import")]
#[test]
fn word_keeps_its_numbers_marks_notes_and_tracked_changes() {
    let outcome = one("allt.docx", made::docx_with(made::EVERYTHING));
    let text = draft(&outcome);
    for part in [
        "## 1 Första",
        "### 1.1 Andra",
        "### 1.2 Tredje",
        "## 2 Fjärde",
        "- a) bokstav",
        "  - under",
        "[^1]",
        "[^1]: Noten.",
        "~~struket~~",
        "**fetstil**",
        "tillagt ord",
        "## Fet rubrik",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("borttaget") && !text.contains("Sidhuvudet"), "{text}");
    let source = &outcome.report.sources[0];
    assert_eq!(source.letters.lost, 0, "{:?} {:#?}", source.letters, source.dropped);
    assert!(source.dropped.iter().any(|one| one.reason == "spårad ändring" && one.text == "borttaget"));
    let changes = &source.documents[0].changes;
    assert_eq!(
        changes.iter().map(|change| (change.section.as_str(), change.kind)).collect::<Vec<_>>(),
        [("1.1 Andra", "ändrad"), ("1.1 Andra", "tillagd"), ("1.1 Andra", "borttagen")]
    );
    passes(&outcome.files);
}

/// What people type by hand where Word has a form for it: the facts in a table, contents, labels, a lead without a colon.
#[cfg(feature = "import")]
#[test]
fn what_was_typed_by_hand_is_seen_as_what_it_is() {
    let p = |text: &str| format!("<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>");
    let cell =
        |parts: &[&str]| format!("<w:tc>{}</w:tc>", parts.iter().map(|part| p(part)).collect::<String>());
    let heading = |text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='Rubrik1'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let item = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='2'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let mut body = p("Region Fjällnäs") + &p("Riktlinje för nycklar vid upphandling");
    body += &format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell(&["Beslutad av", "Regiondirektören"]),
        cell(&["Beslutsdatum", "2024-10-02"]),
        cell(&["Diarienummer", "RS 2024-1187"]),
        cell(&["Giltighetstid", "2025-01-01 – 2026-12-31"])
    );
    body += &(p("Innehåll") + &p("Ansvar 2") + &p("Undantag 3"));
    body +=
        &(heading("Ansvar") + &p("Förvaltningschefen ska") + &item("räkna nycklar,") + &item("byta lås."));
    body += &(p("Nyckelägaren ansvarar för att:") + &p("a) skåpet låses,") + &p("b) nycklar kvitteras."));
    body += "<w:p><mc:AlternateContent><mc:Choice><w:r><w:t xml:space='preserve'>Nycklar får inte lånas ut. </w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>Samma.</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>";
    body += &(heading("Undantag")
        + &p(
            "Lås får endast bytas efter godkännande av nyckelägaren. Vid brister har nyckelägaren rätt att spärra skåpet.",
        ));
    let outcome = one("x.docx", made::docx_with(&body));
    let (source, text) = (&outcome.report.sources[0], draft(&outcome));
    assert_eq!(source.letters.lost, 0, "{:?}", source.letters);
    for line in [
        "title = \"Riktlinje för nycklar vid upphandling\"",
        "decided_by = \"Regiondirektören\"",
        "decided_on = 2024-10-02",
        "valid_from = 2025-01-01",
        "valid_until = 2026-12-31",
        "organisation = \"Region Fjällnäs\"",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("Innehåll") && !text.contains("Samma"), "{text}");
    assert_eq!(
        rules(&outcome),
        [
            "Förvaltningschefen: räkna nycklar,",
            "Förvaltningschefen: byta lås.",
            "Nyckelägaren: skåpet låses,",
            "Nyckelägaren: nycklar kvitteras.",
            ": Nycklar får inte lånas ut.",
            ": Lås får endast bytas efter godkännande av nyckelägaren.",
            "Nyckelägaren: Vid brister har nyckelägaren rätt att spärra skåpet.",
        ],
        "{text}"
    );
    passes(&outcome.files);
}

/// What documents and letters say of themselves, in the layouts that templates have.
#[test]
fn details_are_read_in_every_layout() {
    for (name, text, lines) in layouts::LAYOUTS {
        let outcome = one(name, *text);
        assert_eq!(outcome.report.sources[0].letters.lost, 0, "{name}");
        for line in *lines {
            assert!(draft(&outcome).contains(line), "{name}: {line}\n{}", draft(&outcome));
        }
        assert!(!draft(&outcome).contains("Karin Alm") && !draft(&outcome).contains("Lena Ros"), "{name}");
    }
}

/// A header is often left over from the document that was copied: what the text itself says stands, and that they differ
/// is said.
#[test]
fn details_of_the_text_win_over_a_running_header() {
    let head = " Region Norr  RUTIN Diarienummer\n2024-03-01 RN 2024-0101\n\n\n";
    let text = format!(
        "{head}Riktlinje för lås\n\nDokumenttyp: Riktlinje\nDiarienummer: RN 2025-0007\nVersion: 2\n\n1 Syfte\nLås ska bytas.\n"
    );
    let outcome = one("x.txt", text);
    let draft = draft(&outcome);
    assert!(
        draft.contains("registry = [\"RN 2025-0007\"]") && draft.contains("kind = \"riktlinje\""),
        "{draft}"
    );
    let doubts = &outcome.report.sources[0].unsure;
    assert!(doubts.iter().any(|doubt| doubt.why.contains("sidhuvudet säger något annat")), "{doubts:?}");
}

/// Reporting lines, forums, delegation and independence; a role that one sentence sets up.
#[test]
fn roles_stand_to_each_other_as_the_text_says() {
    let text = "Organisation för lås\n\n1 Låschef\nLåschefen är direkt underställd regiondirektören. Låschefen har delegerat ansvaret för nycklar till en nyckelansvarig.\n\n2 Regiondirektör\nRegiondirektören beslutar om lås.\n\n3 Nyckelansvarig\nNyckelansvarig rapporterar till låschefen varje år och ska vara oberoende.\n\n4 Nyckelråd\nI nyckelrådet ingår låschefen och nyckelansvarig. Varje nämnd ska utse en nyckelsamordnare som räknar nycklar.\n\nRådet leds av låschefen.\n";
    let outcome = one("x.txt", text);
    let role = |title: &str| {
        let line = format!("title = \"{title}\"");
        outcome
            .files
            .values()
            .find(|text| text.contains(&line) && text.contains("see_also"))
            .cloned()
            .unwrap_or_default()
    };
    for (title, lines) in [
        (
            "Låschef",
            [
                "reports_to = [\"Regiondirektör\"]",
                "delegates_to = [\"Nyckelansvarig\"]",
                "convenes = [\"Nyckelråd\"]",
            ]
            .as_slice(),
        ),
        ("Nyckelansvarig", &["reports_to = [\"Låschef\"]", "independent = true"]),
        ("Nyckelråd", &["members = [\"Låschef\", \"Nyckelansvarig\"]", "kind = \"forum\""]),
        ("Nyckelsamordnare", &["kind = \"roll\"", "Nyckelråd"]),
    ] {
        for line in lines {
            assert!(
                role(title).contains(line),
                "{title}: {line}\n{}\n{:?}",
                role(title),
                outcome.files.keys()
            );
        }
    }
    passes(&outcome.files);
}

/// Rules in the cells of a table, prohibitions, orders, and what recurs.
#[cfg(feature = "import")]
#[test]
fn rules_are_found_in_every_form() {
    let p = |text: &str| format!("<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>");
    let row = |cells: [&str; 4]| {
        format!("<w:tr>{}</w:tr>", cells.map(|cell| format!("<w:tc>{}</w:tc>", p(cell))).concat())
    };
    let mut body = p("Riktlinje för lås och nycklar")
        + &p(
            "Rökning är förbjuden i nyckelrummet. Det krävs tillstånd för att kopiera nycklar. Ring alltid vakten vid larm. Nyckellistan granskas varje år. Endast chefer får låna huvudnycklar. Vid fel ska ansvarig tekniker kontaktas av den som upptäcker felet. Chefen avgör om låset ska bytas. Det är chefens ansvar att nycklar räknas. Nya lås kräver beslut av nämnden. Kanslichefen ser till att lås fungerar.",
        );
    body += &format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(["Område", "Krav", "Ansvarig", "När"]),
        row(["Kassation", "Gamla nycklar ska förstöras.", "Enhetschef", "Varje månad"]),
        row(["Kvitto", "Utlåning ska kvitteras.", "Nyckelansvarig", ""]),
    );
    let outcome = one("x.docx", made::docx_with(&body));
    assert_eq!(outcome.report.sources[0].letters.lost, 0);
    assert_eq!(
        rules(&outcome),
        [
            ": Rökning är förbjuden i nyckelrummet.",
            ": Det krävs tillstånd för att kopiera nycklar.",
            ": Ring alltid vakten vid larm.",
            ": Nyckellistan granskas varje år.",
            "Chefer: Endast chefer får låna huvudnycklar.",
            "Den som upptäcker felet: Vid fel ska ansvarig tekniker kontaktas av den som upptäcker felet.",
            "Chefen: Chefen avgör om låset ska bytas.",
            "Chefen: Det är chefens ansvar att nycklar räknas.",
            ": Nya lås kräver beslut av nämnden.",
            "Kanslichefen: Kanslichefen ser till att lås fungerar.",
            "Enhetschef: Kassation: Gamla nycklar ska förstöras.",
            "Nyckelansvarig: Kvitto: Utlåning ska kvitteras.",
        ],
        "{}",
        draft(&outcome)
    );
    // What another column says belongs to the rule of its row.
    assert!(draft(&outcome).contains("\n  - När: Varje månad\n"), "{}", draft(&outcome));
    passes(&outcome.files);
}

#[test]
fn what_cannot_be_imported_is_said_plainly() {
    let refused = |bytes: &[u8]| one("x", bytes).refused.into_iter().next().map(|(_, refusal)| refusal);
    assert_eq!(refused(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), Some(Refusal::OldWord));
    assert_eq!(refused(b"\x00\x01\x02"), Some(Refusal::Unknown));
    assert_eq!(refused(b" \n \n"), Some(Refusal::Empty));
    assert_eq!(refused(b"\xef\xbb\xbf<!DOCTYPE html>\n<p>Chefen ska"), Some(Refusal::Markup("HTML")));
    assert_eq!(refused(b"{\\rtf1 Chefen ska}"), Some(Refusal::Markup("RTF")));
}

#[cfg(feature = "import")]
#[test]
fn bombs_and_pictures_are_refused() {
    let refused = |bytes: Vec<u8>| one("x", bytes).refused.into_iter().next().map(|(_, refusal)| refusal);
    let bomb = made::docx_with(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(70 * 1024 * 1024)));
    assert!(matches!(refused(bomb), Some(Refusal::TooLarge(..))));
    let deep = made::docx_with(&"<w:sdt>".repeat(2000));
    assert!(matches!(refused(deep), Some(Refusal::TooLarge(..) | Refusal::Broken(_))));
    assert_eq!(refused(made::scanned()), Some(Refusal::Scanned));
    assert!(matches!(refused(b"PK\x03\x04trasig".to_vec()), Some(Refusal::Broken(_))));
}

#[test]
fn importing_again_keeps_the_editors_work_and_every_id() {
    let first = one("rutin.txt", made::TEXT);
    let mut existing = Existing { files: first.files.clone(), base: first.base.clone() };
    let path =
        existing.files.keys().find(|path| path.ends_with(".md") && !path.contains("roller")).unwrap().clone();
    let edited = existing.files[&path]
        .replace("status = \"utkast\"\n", "status = \"utkast\"\nedition = \"2\"\n")
        .replace("Rutinen beskriver hur nycklar hanteras.", "Redaktörens egen inledning.")
        .replace("## 3 Uppföljning", "## 3 Uppföljning och lärande");
    existing.files.insert(path.clone(), edited);
    let again = |text: String, existing: &Existing| {
        import::import(&[Input { name: "rutin.txt".to_string(), bytes: text.into_bytes() }], existing, &[])
    };
    // The same source again changes nothing.
    assert!(again(made::TEXT.to_string(), &existing).files.is_empty());
    let changed = made::TEXT
        .replace("Nycklar som inte används ska förvaras i\nlåsta skåp.", "Alla dörrar ska vara låsta om natten. Nycklar som\ninte används ska alltid förvaras i låsta skåp.")
        .replace("Medarbetare får inte låna ut sin nyckel. ", "");
    let outcome = again(changed, &existing);
    let text = &outcome.files[&path];
    for kept in ["edition = \"2\"", "Redaktörens egen inledning.", "## 3 Uppföljning och lärande"] {
        assert!(text.contains(kept), "{kept}\n{text}");
    }
    let ids = |text: &str| {
        text.split("**").filter(|part| part.starts_with("RUT-NYCK-")).map(str::to_string).collect::<Vec<_>>()
    };
    let (before, after) = (ids(&first.files[&path]), ids(text));
    assert!(before.iter().all(|id| after.contains(id)), "{before:?} {after:?}");
    assert!(text.contains("**RUT-NYCK-6** Nycklar som inte används ska alltid"), "{text}");
    assert!(text.contains("**RUT-NYCK-8** Alla dörrar ska"), "{text}");
    assert!(text.contains("**RUT-NYCK-5** *Upphävd"), "{text}");
    existing.files.extend(outcome.files.clone());
    passes(&existing.files);
}

/// The letters that a reader of the drafts sees, without titles, ids and metadata lines.
fn read_letters(files: &BTreeMap<String, String>) -> usize {
    let mut sum = 0;
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".md") && !path.contains("/roller/")) {
        let (content, _) = load::understand(vec![(path.clone(), text.clone())], &load::nothing);
        let source = &content.sources[0];
        let body: Body =
            ledtrad::content::parse::parse(source.file, text, source.body_at, &mut Diagnostics::default());
        // The first heading is the title.
        sum += body.blocks.iter().skip(1).map(block_letters).sum::<usize>();
    }
    sum
}

fn inline_letters(inlines: &[Inline]) -> usize {
    letters(&ledtrad::content::inline::plain(inlines))
}

fn block_letters(block: &Block) -> usize {
    match block {
        Block::Heading(heading) => inline_letters(&heading.text),
        Block::Paragraph { text, .. } => inline_letters(text),
        Block::Rule(rule) => {
            inline_letters(&rule.text) + rule.follow.iter().map(block_letters).sum::<usize>()
        }
        Block::List { items, .. } => items.iter().flatten().map(block_letters).sum(),
        Block::Table(table) => {
            table.head.iter().chain(table.rows.iter().flatten()).map(|cell| inline_letters(cell)).sum()
        }
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
            blocks.iter().map(block_letters).sum()
        }
        Block::Code { text, .. } => letters(text),
        Block::Metadata(_) | Block::Divider => 0,
    }
}

fn line() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "nycklar",
        "Nämnden",
        "ska",
        "ansvarar för",
        "att",
        "räkna",
        "systemägaren",
        "Region Norr",
        "it-",
        "informa-",
        "tionssäkerhet",
        "(2018:585)",
        "2024-03-11",
        "§ 4",
        "”citat”",
        "får inte",
        "årligen",
        "RS 2024-0101",
        "*stjärna*",
        "[hake]",
        "<b>",
        "a|b",
        "# fyrkant",
        "Anna Ek",
        "anna.ek@x.example",
        "08-123 45 67",
        "\u{f0b7}",
        "\u{ad}",
        "åäö",
        "_",
        "&amp;",
        "~~",
        "`",
        "\\",
    ]);
    let starts = prop::sample::select(vec![
        "",
        "",
        "",
        "• ",
        "- ",
        " ",
        "  ",
        "1. ",
        "1.1 ",
        "2 ",
        "a) ",
        "\t",
        "o ",
        "\u{c}",
        "Dnr: ",
        "Fastställt av: ",
        "◦ ",
        "> ",
        "+ ",
        "= ",
    ]);
    let ends = prop::sample::select(vec!["", "", ".", ":", ",", "-", " ", "12 (25)", "!", " ....... 4"]);
    (starts, prop::collection::vec(words, 0..7), ends)
        .prop_map(|(start, words, end)| format!("{start}{}{end}", words.join(" ")))
}

fn text() -> impl Strategy<Value = String> {
    let lines = prop_oneof![
        6 => line(),
        3 => Just(String::new()),
        1 => Just(" ".to_string()),
        1 => prop::sample::select(vec!["Begrepp Förklaring", "Ursprunglig text Ny text", "Innehåll", "Dokumentinformation", "Ansvar", "Säkerhetschef", " PM Diarienummer", "1 Not till texten", "RIKTLINJE"]).prop_map(str::to_string),
    ];
    prop::collection::vec(lines, 0..40).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every letter of a text is written, or left out with a reason; and what is written is what a reader sees.
    #[test]
    fn no_letter_is_lost(text in text()) {
        let outcome = one("text.txt", text.clone().into_bytes());
        for source in &outcome.report.sources {
            prop_assert_eq!(source.letters.lost, 0, "{:?}\n{:#?}\n{:?}", source.letters, source.dropped, outcome.files);
            if source.documents.iter().all(|document| document.changes.is_empty()) {
                prop_assert_eq!(read_letters(&outcome.files), source.letters.written, "{:#?}", outcome.files);
            }
        }
        checked(&outcome.files, false);
    }

    /// No bytes make any reader panic.
    #[test]
    fn any_bytes_are_taken(bytes in prop::collection::vec(any::<u8>(), 0..600), kind in 0..4_usize) {
        let head: &[u8] = [&b""[..], b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe"][kind];
        let mut all = head.to_vec();
        all.extend(bytes);
        one("x", all);
    }
}

#[cfg(feature = "import")]
proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Broken files of each format are refused or read, never a panic.
    #[test]
    fn broken_files_are_taken(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>(), kind in 0..3_usize) {
        let mut bytes = match kind {
            0 => made::docx(),
            1 => made::pdf(true),
            _ => made::pdf(false),
        };
        let at = at.index(bytes.len());
        bytes[at] = byte;
        one("x", bytes.clone());
        bytes.truncate(cut.index(bytes.len()));
        one("x", bytes);
    }

    /// Any arrangement of Word's elements keeps its letters.
    #[test]
    fn word_loses_no_letter(parts in prop::collection::vec(prop::sample::select(made::PARTS.to_vec()), 0..24)) {
        let outcome = one("x.docx", made::docx_with(&parts.concat()));
        for source in &outcome.report.sources {
            prop_assert_eq!(source.letters.lost, 0, "{:?} {:#?}", source.letters, outcome.files);
        }
        checked(&outcome.files, false);
    }
}

/// The real texts, which are no part of the repository.
#[test]
fn the_real_texts_give_what_was_counted_in_them_by_hand() {
    let folder = std::path::Path::new("../shared/seeds");
    let Ok(entries) = std::fs::read_dir(folder) else {
        eprintln!("{} is not there; the real texts are not tested", folder.display());
        return;
    };
    let mut inputs: Vec<Input> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| Input {
            name: path.file_name().unwrap().to_str().unwrap().to_string(),
            bytes: std::fs::read(&path).unwrap(),
        })
        .collect();
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    let outcome = import::import(&inputs, &Existing::default(), &[]);
    assert!(outcome.refused.is_empty());
    for source in &outcome.report.sources {
        assert_eq!(source.letters.lost, 0, "{}", source.file);
        for document in &source.documents {
            for rule in &document.rules {
                assert!(
                    !rule.text.contains(" (25)")
                        && !rule.text.ends_with('-')
                        && !rule.text.contains("Diarienummer"),
                    "{}",
                    rule.text
                );
            }
        }
    }
    let count = |file: &str| {
        let source = outcome.report.sources.iter().find(|source| source.file.starts_with(file)).unwrap();
        let sum =
            |of: fn(&import::report::DocumentReport) -> usize| source.documents.iter().map(of).sum::<usize>();
        (
            source.documents.len(),
            sum(|d| d.rules.len()),
            sum(|d| d.terms.len()),
            sum(|d| d.changes.len()),
            sum(|d| d.comments.len()),
        )
    };
    let (documents, rules, terms, changes, comments) = count("004");
    assert_eq!((documents, terms, changes, comments), (5, 34, 28, 6));
    assert!((150..=165).contains(&rules), "{rules}");
    assert!((225..=260).contains(&count("003").1), "{}", count("003").1);
    passes(&outcome.files);
}
