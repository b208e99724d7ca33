//! What every format writes of the same few findings.

use serde_json::Value;

use super::*;
use crate::diag::{FileId, Place, Problem, Span, Unreadable};

const DOCUMENT: &str = "+++\nid = \"RIK-IS\"\n+++\n\n# Åtgärder\n\nFör ärenden: *Ansvarig: [Systemägre]*\n";

/// The place of a text in a file.
fn at(files: &Files, file: FileId, text: &str) -> Place {
    let start = files.get(file).text().and_then(|whole| whole.find(text)).expect("the text is there");
    Place { file, span: Span::new(start..start + text.len(), 0) }
}

fn unknown(name: &str) -> Problem {
    Problem::UnknownName { name: name.to_string(), nearest: Some("Systemägare".to_string()) }
}

/// An unknown name after å, ä and ö, and an id that another file has too.
fn two_findings() -> (Files, Diagnostics) {
    let mut files = Files::default();
    let first = files.add("riktlinjer/rik-is.md", DOCUMENT);
    let second = files.add("äldre, 2020.md", "+++\r\nid = \"RIK-IS\"\r\n+++\r\n");
    let mut found = Diagnostics::default();
    found.add(at(&files, first, "[Systemägre]"), unknown("Systemägre"));
    let duplicate = Problem::DuplicateId { id: "RIK-IS".to_string() };
    let related = vec![at(&files, first, "\"RIK-IS\"")];
    found.add_related(at(&files, second, "\"RIK-IS\""), duplicate, related);
    (files, found)
}

fn written(files: &Files, found: &Diagnostics, format: Format) -> String {
    let severities = Severities::default();
    let (language, root) = (Language::Sv, "content/");
    let context = Context { files, severities: &severities, language, format, colour: false, root };
    let mut out = Vec::new();
    print(&mut out, found, &context).expect("a vector takes everything");
    String::from_utf8(out).expect("only text is written")
}

/// The text for people of one finding in a file of its own.
fn human(text: &str, span: std::ops::Range<usize>) -> String {
    let mut files = Files::default();
    let file = files.add("x.md", text);
    let mut found = Diagnostics::default();
    found.add(Place { file, span: Span::new(span, 0) }, Problem::TooDeep);
    written(&files, &found, Format::Human)
}

/// Line and column that the first finding of a text for people names.
fn place_of(human: &str) -> &str {
    human.split("--> content/x.md:").nth(1).and_then(|rest| rest.lines().next()).unwrap_or("")
}

#[test]
fn human_shows_line_carets_help_and_totals_in_swedish() {
    let (files, found) = two_findings();
    let expected = "\
fel[L012]: Okänt namn: «Systemägre»
 --> content/riktlinjer/rik-is.md:7:25
  |
7 | För ärenden: *Ansvarig: [Systemägre]*
  |                         ^^^^^^^^^^^^
  |
  = hjälp: Menade du «Systemägare»? Annars: rätta namnet, eller ge det som namn eller alias till det dokument, \
den roll, det begrepp eller den författning som menas.

fel[L009]: Id:t «RIK-IS» används mer än en gång
 --> content/äldre, 2020.md:2:6
  |
2 | id = \"RIK-IS\"
  |      ^^^^^^^^
  |
 ::: content/riktlinjer/rik-is.md:2:6
  |
2 | id = \"RIK-IS\"
  |      -------- se även här
  |
  = hjälp: Ett id är permanent och hör bara till en sak. Ge den nyare ett eget id och låt den äldre behålla sitt.

2 fel
";
    assert_eq!(written(&files, &found, Format::Human), expected);
}

#[test]
fn human_says_what_has_no_place_and_when_nothing_is_wrong() {
    let mut found = Diagnostics::default();
    found.add_general(Problem::Unreadable { path: "a.png".to_string(), why: Unreadable::Symlink });
    let text = written(&Files::default(), &found, Format::Human);
    let expected = "fel[L011]: «a.png» är en länk till något annat\n |\n = hjälp: Lägg själva filen";
    assert!(text.starts_with(expected), "{text}");
    let nothing = written(&Files::default(), &Diagnostics::default(), Format::Human);
    assert_eq!(nothing, "Inga brister.\n");
}

#[test]
fn a_very_long_line_is_cut_but_keeps_its_column() {
    let line = format!("# A\n\n{}[x]{}", "å".repeat(49_000), "ö".repeat(1_000));
    let start = line.find("[x]").expect("it is there");
    let text = human(&line, start..start + 3);
    assert_eq!(place_of(&text), "3:49001");
    assert!(text.lines().all(|line| line.chars().count() < 120), "{text}");
    assert!(text.contains("å[x]ö") && text.contains(" ^^^\n"), "{text}");
}

#[test]
fn spans_of_any_kind_have_a_line_and_a_column() {
    assert_eq!(place_of(&human("", 0..0)), "1:1");
    assert_eq!(place_of(&human("", 5..9)), "1:1");
    assert_eq!(place_of(&human("rad\n", 4..4)), "2:1");
    assert_eq!(place_of(&human("rad", 3..3)), "1:4");
    assert_eq!(place_of(&human("rad\r\nö\tx\r\n", 8..9)), "2:3");
    assert_eq!(place_of(&human("rad\r\n", 4..5)), "1:4");
    assert_eq!(place_of(&human("å", 1..1)), "1:1");
    assert_eq!(place_of(&human("rad", 2..4_000_000_000)), "1:3");
    #[allow(clippy::reversed_empty_ranges)] // such a span is a fault, and must not stop the report of another
    let reversed = human("rad", 3..1);
    assert_eq!(place_of(&reversed), "1:4");
}

#[test]
fn a_tab_takes_four_columns_on_the_screen_and_one_in_the_number() {
    let text = human("\tå [x]", 4..7);
    assert_eq!(place_of(&text), "1:4");
    assert!(text.contains("1 |     å [x]\n  |       ^^^\n"), "{text}");
}

#[test]
fn a_place_of_many_lines_shows_its_first() {
    let text = human("ett två\ntre\n", 4..12);
    assert!(text.contains("1 | ett två\n  |     ^^^\n"), "{text}");
    assert!(!text.contains("tre"), "{text}");
}

#[test]
fn a_file_name_cannot_steer_the_terminal() {
    let mut files = Files::default();
    let file = files.add("a\u{1b}[2J\n.md", "text");
    let mut found = Diagnostics::default();
    found.add(Place { file, span: Span::new(0..4, 0) }, Problem::TooDeep);
    let text = written(&files, &found, Format::Human);
    assert!(text.contains(" --> content/a␛[2J␊.md:1:1\n"), "{text}");
}

#[test]
fn colour_adds_only_colour() {
    let (files, found) = two_findings();
    let severities = Severities::default();
    let (language, format, root) = (Language::Sv, Format::Human, "content");
    let context = Context { files: &files, severities: &severities, language, format, colour: true, root };
    let mut out = Vec::new();
    print(&mut out, &found, &context).expect("a vector takes everything");
    let coloured = String::from_utf8(out).expect("only text is written");
    let escape = regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("the pattern is right");
    assert!(coloured.contains("\u{1b}["));
    assert_eq!(escape.replace_all(&coloured, ""), written(&files, &found, Format::Human));
}

#[test]
fn json_is_an_array_of_objects_with_every_key() {
    let (files, mut found) = two_findings();
    found.add_general(Problem::Unreadable { path: "a.png".to_string(), why: Unreadable::Special });
    let all: Value = serde_json::from_str(&written(&files, &found, Format::Json)).expect("it parses");
    let [general, first, second] = all.as_array().expect("an array").as_slice() else { panic!("{all}") };
    assert_eq!(first["code"], "L012");
    assert_eq!(first["severity"], "error");
    assert_eq!(first["file"], "content/riktlinjer/rik-is.md");
    assert_eq!((&first["line"], &first["column"]), (&7.into(), &25.into()));
    assert_eq!((&first["end_line"], &first["end_column"]), (&7.into(), &37.into()));
    assert_eq!(first["text"], "[Systemägre]");
    let bytes = first["start"].as_u64().zip(first["end"].as_u64()).expect("bytes");
    assert_eq!(&DOCUMENT[bytes.0 as usize..bytes.1 as usize], "[Systemägre]");
    assert_eq!(second["related"][0]["line"], 2);
    assert_eq!(general["file"], "content/a.png");
    assert_eq!(general.as_object().map(serde_json::Map::len), first.as_object().map(serde_json::Map::len));
    let nothing = written(&files, &Diagnostics::default(), Format::Json);
    assert_eq!(nothing, "[]\n");
}

#[test]
fn sarif_has_rules_results_regions_and_fingerprints() {
    let (files, found) = two_findings();
    let log: Value = serde_json::from_str(&written(&files, &found, Format::Sarif)).expect("it parses");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let result = &run["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"L012".into(), &"error".into()));
    let index = result["ruleIndex"].as_u64().expect("an index") as usize;
    let rule = &run["tool"]["driver"]["rules"][index];
    assert_eq!((&rule["id"], &rule["shortDescription"]["text"]), (&"L012".into(), &"Okänt namn".into()));
    assert_eq!(rule["defaultConfiguration"]["level"], "error");
    assert!(rule["help"]["text"].as_str().is_some_and(|help| help.contains("Så rättar du")));
    let physical = &result["locations"][0]["physicalLocation"];
    assert_eq!(physical["artifactLocation"]["uri"], "content/riktlinjer/rik-is.md");
    let region = serde_json::json!({ "startLine": 7, "startColumn": 25, "endLine": 7, "endColumn": 37 });
    assert_eq!(physical["region"], region);
    let second = &run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(second, "content/%C3%A4ldre%2C%202020.md");
    assert_eq!(run["results"][1]["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 2);
}

#[test]
fn fingerprints_stay_when_lines_are_put_in_above() {
    let fingerprints = |text: &str| {
        let mut files = Files::default();
        let file = files.add("x.md", text);
        let mut found = Diagnostics::default();
        for (start, name) in text.match_indices("[x]") {
            found.add(Place { file, span: Span::new(start..start + name.len(), 0) }, unknown("x"));
        }
        let log: Value = serde_json::from_str(&written(&files, &found, Format::Sarif)).expect("it parses");
        let results = log["runs"][0]["results"].as_array().expect("an array").clone();
        results.iter().map(|r| r["partialFingerprints"].to_string()).collect::<Vec<_>>()
    };
    let before = fingerprints("[x] och [x]\n[x]\n");
    assert_eq!(before, fingerprints("# Nytt\n\n[x] och [x]\n[x]\n"));
    let mut different = before.clone();
    different.dedup();
    assert_eq!(different.len(), 3, "{before:?}");
}

#[test]
fn github_escapes_what_has_a_meaning() {
    let mut files = Files::default();
    let file = files.add("a,b:c%.md", "ett\ntvå\n");
    let mut found = Diagnostics::default();
    found.add(Place { file, span: Span::new(4..8, 0) }, Problem::Placeholder { text: "20 %, :".to_string() });
    found.add(Place { file, span: Span::new(0..8, 0) }, Problem::TermUnused { term: "x".to_string() });
    let text = written(&files, &found, Format::Github);
    let (note, error) = text.split_once('\n').expect("two lines");
    assert!(
        note.starts_with("::notice file=content/a%2Cb%3Ac%25.md,line=1,endLine=2,title=L071::"),
        "{note}"
    );
    let expected = "::error file=content/a%2Cb%3Ac%25.md,line=2,col=1,endLine=2,endColumn=4,title=L023::\
                    Platshållaren «20 %25, :» står kvar";
    assert!(error.starts_with(expected), "{error}");
    assert!(error.contains("%0ASkriv") && error.ends_with('\n') && error.lines().count() == 1, "{error}");
}

#[test]
fn no_format_repeats_a_personnummer() {
    let mut files = Files::default();
    let file = files.add("x.md", "Anna 811218-9876 och [x], Bo 670919-9530\n");
    let mut found = Diagnostics::default();
    for number in ["811218-9876", "670919-9530"] {
        found.add(at(&files, file, number), Problem::Personnummer);
    }
    found.add(at(&files, file, "[x]"), unknown("x"));
    for (_, format) in Format::ALL {
        let text = written(&files, &found, *format);
        assert!(!text.contains("9876") && !text.contains("9530"), "{text}");
    }
    assert!(written(&files, &found, Format::Human).contains("Anna NNNNNN-NNNN och [x], Bo NNNNNN-NNNN"));
}

#[test]
fn severities_decide_the_word_the_count_and_what_is_left_out() {
    let (files, found) = two_findings();
    let mut severities = Severities::default();
    severities.set(crate::diag::Code(12), Some(Severity::Warning));
    severities.set(crate::diag::Code(9), None);
    let (language, format, root) = (Language::En, Format::Human, "");
    let context = Context { files: &files, severities: &severities, language, format, colour: false, root };
    let mut out = Vec::new();
    let summary = print(&mut out, &found, &context).expect("a vector takes everything");
    assert_eq!(summary, Summary { errors: 0, warnings: 1, notes: 0 });
    let text = String::from_utf8(out).expect("only text is written");
    assert!(
        text.starts_with("warning[L012]: Unknown name: “Systemägre”\n --> riktlinjer/rik-is.md:7:25\n"),
        "{text}"
    );
    assert!(text.contains("= help: Did you mean") && text.ends_with("\n1 warning\n"), "{text}");
}

#[test]
fn formats_have_the_names_of_the_command_line() {
    assert_eq!("sarif".parse(), Ok(Format::Sarif));
    assert_eq!("SARIF".parse::<Format>(), Err(()));
}
