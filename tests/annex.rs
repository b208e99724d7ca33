//! A real ändringsbilaga, undone: the old text is made of the new one and the table, and the table must come back.
//!
//! Reads a document that is not in the repository; where it is not at hand, the test says so and passes.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use ledtrad::compare::check::Fault;
use ledtrad::compare::marks::{Op, Piece};
use ledtrad::compare::{self, Change, Comparison, Kind, UnitKind};

const SEED: &str = "../shared/seeds/004-stockholm-remiss-riktlinje.txt";

/// A row of the table: section number, old text, new text.
#[derive(Debug, Clone)]
struct Row {
    section: String,
    heading: String,
    old: Option<String>,
    new: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Heading(String),
    Rule { text: String, id: Option<usize> },
    Term(String),
}

/// Lines joined to a paragraph; a word cut at the end of a line is one word.
fn join(lines: &[&str]) -> String {
    let mut out = String::new();
    for line in lines {
        let line = line.trim();
        if out.ends_with('-')
            && !out.to_lowercase().ends_with("it-")
            && !out.ends_with("000-")
            && !out.ends_with("(ISO 27000-")
        {
            out.pop();
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

fn number(text: &str, dots: usize) -> bool {
    let first = text.split(' ').next().unwrap_or("").trim_end_matches('.');
    first.matches('.').count() == dots
        && first.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

fn is_heading(text: &str) -> bool {
    (number(text, 0) && text.split(' ').next().unwrap().ends_with('.'))
        || number(text, 1)
        || text == "Begrepp"
}

/// Blocks of lines between empty ones, and whether the first line is indented.
fn blocks(lines: &[&str]) -> Vec<(bool, Vec<String>)> {
    let mut out: Vec<(bool, Vec<String>)> = vec![(false, Vec::new())];
    for line in lines {
        if line.trim().is_empty() {
            out.push((false, Vec::new()));
        } else {
            let last = out.last_mut().unwrap();
            if last.1.is_empty() {
                last.0 = line.starts_with(' ');
            }
            last.1.push((*line).to_string());
        }
    }
    out.retain(|(_, lines)| !lines.is_empty());
    out
}

fn rows(lines: &[&str]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut section, mut heading) = (String::new(), String::new());
    let mut lines: Vec<&str> = lines.to_vec();
    let cut = lines.iter().position(|line| line.contains("Ursprunglig text Ny text")).unwrap();
    lines.drain(..=cut);
    // Heads of pages, and headings that stand on the line above a rule.
    let mut clean: Vec<String> = Vec::new();
    let mut open = false;
    for line in lines {
        let text = line.trim();
        if text == "Ursprunglig text Ny text"
            || text == "ÄNDRINGSBILAGA"
            || text == "2025-04-14"
            || text == "RS 2025-0418"
            || text == "2 (8)"
        {
            clean.push(String::new());
            continue;
        }
        if is_heading(text) {
            clean.push(String::new());
            clean.push(line.to_string());
            open = true;
            continue;
        }
        if open && (number(text, 2) || text.is_empty()) {
            clean.push(String::new());
            open = false;
        }
        clean.push(line.to_string());
    }
    let clean: Vec<&str> = clean.iter().map(String::as_str).collect();
    for (indented, lines) in blocks(&clean) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let text = join(&lines);
        if is_heading(&text) {
            section = text.split(' ').next().unwrap().trim_end_matches('.').to_string();
            heading = text;
        } else if number(&text, 2) {
            let text = text.split_once(' ').unwrap().1.to_string();
            rows.push(Row { section: section.clone(), heading: heading.clone(), old: Some(text), new: None });
        } else if indented {
            rows.push(Row { section: section.clone(), heading: heading.clone(), old: None, new: Some(text) });
        } else {
            let open = rows
                .last()
                .is_some_and(|row| row.old.is_some() && row.new.is_none() && row.section == section);
            if open {
                rows.last_mut().unwrap().new = Some(text);
            } else {
                rows.push(Row {
                    section: section.clone(),
                    heading: heading.clone(),
                    old: Some(text),
                    new: None,
                });
            }
        }
    }
    rows
}

fn document(lines: &[&str], rows: &[Row]) -> Vec<Part> {
    let mut out = Vec::new();
    let end = lines.iter().position(|line| line.trim() == "16. Begrepp").unwrap();
    let apart: Vec<&str> = lines[..end]
        .iter()
        .flat_map(|line| if is_heading(line.trim()) { vec!["", line] } else { vec![*line] })
        .collect();
    for (_, lines) in blocks(&apart) {
        let mut lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        lines.retain(|line| !line.trim().ends_with("(25)"));
        if lines.is_empty() {
            continue;
        }
        if is_heading(&join(&lines[..1])) {
            // A heading goes on while its lines end no sentence and the next begins in lower case.
            let mut head = 1;
            while head < lines.len()
                && (lines[head].trim().starts_with(|c: char| c.is_lowercase())
                    || lines[head].trim() == "Stockholm")
            {
                head += 1;
            }
            out.push(Part::Heading(join(&lines[..head])));
            lines.drain(..head);
        }
        if lines.is_empty() {
            continue;
        }
        let text = join(&lines);
        match out.last_mut() {
            Some(Part::Rule { text: last, .. }) if text.starts_with(|c: char| c.is_lowercase()) => {
                last.push(' ');
                last.push_str(&text);
            }
            _ => out.push(Part::Rule { text, id: None }),
        }
    }
    out.push(Part::Heading("16. Begrepp".to_string()));
    out.push(Part::Term("Glas: Sådant som kan gå sönder".to_string()));
    for row in rows.iter().filter(|row| row.section == "Begrepp") {
        out.push(Part::Term(row.new.clone().unwrap()));
    }
    out
}

fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn alike(a: &str, b: &str) -> f64 {
    let (a, b) = (words(a), words(b));
    2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()) as f64
}

/// The text before the table was applied. Gives ids to the rules of the table in both.
fn undo(new: &mut [Part], rows: &mut [Row]) -> Vec<Part> {
    let mut old = new.to_vec();
    for (number, row) in rows.iter_mut().enumerate() {
        let text = |part: &Part| match part {
            Part::Rule { text, .. } | Part::Term(text) => text.clone(),
            Part::Heading(_) => String::new(),
        };
        let found = row.new.as_ref().map(|wanted| {
            let (at, likeness) = old
                .iter()
                .enumerate()
                .map(|(at, part)| (at, alike(wanted, &text(part))))
                .max_by(|a, b| a.1.total_cmp(&b.1))
                .unwrap();
            assert!(likeness > 0.6, "{wanted}: {likeness}");
            (at, text(&old[at]))
        });
        if let Some((_, now)) = &found {
            let at = new.iter().position(|part| text(part) == *now).unwrap();
            if let Part::Rule { id, .. } = &mut new[at] {
                *id = Some(number);
            }
            row.new = Some(now.clone());
        }
        match (&row.old, found) {
            (Some(before), Some((at, _))) => {
                old[at] = match old[at] {
                    Part::Term(_) => Part::Term(before.clone()),
                    _ => Part::Rule { text: before.clone(), id: Some(number) },
                }
            }
            (None, Some((at, _))) => drop(old.remove(at)),
            (Some(before), None) => {
                let rule = Part::Rule { text: before.clone(), id: Some(number) };
                let (heading, before_heading) = match row.section.as_str() {
                    // Two sections went with their only rule.
                    "4.1" => (Some(row.heading.clone()), "4.1 "),
                    "13.3" => (Some(row.heading.clone()), "14. "),
                    _ => (None, "3.3 "),
                };
                let at = old
                    .iter()
                    .position(|part| matches!(part, Part::Heading(text) if text.starts_with(before_heading)))
                    .unwrap();
                old.insert(at, rule);
                if let Some(heading) = heading {
                    old.insert(at, Part::Heading(heading));
                }
            }
            (None, None) => unreachable!(),
        }
    }
    old
}

fn wrap(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut line = 0;
    for word in text.split(' ') {
        if line > 0 && line + 1 + word.chars().count() > width {
            out.push('\n');
            line = 0;
        } else if line > 0 {
            out.push(' ');
            line += 1;
        }
        out.push_str(word);
        line += word.chars().count();
    }
    out
}

fn render(parts: &[Part], width: Option<usize>, numbers: bool, ids: bool) -> String {
    let mut out = String::from("# Riktlinje\n");
    let (mut section, mut rule) = (String::new(), 0);
    for part in parts {
        match part {
            Part::Heading(text) => {
                let level = if number(text, 1) { "###" } else { "##" };
                out.push_str(&format!("\n{level} {text}\n"));
                section = text.split(' ').next().unwrap().trim_end_matches('.').to_string();
                rule = 0;
            }
            Part::Rule { text, id } => {
                rule += 1;
                let number = if numbers { format!("{section}.{rule} ") } else { String::new() };
                let id = id.filter(|_| ids).map_or(String::new(), |id| format!("**IS-{}** ", id + 1));
                let text = format!("{id}{number}{text}");
                out.push_str(&format!("\n{}\n", width.map_or(text.clone(), |width| wrap(&text, width))));
            }
            Part::Term(text) => {
                out.push_str(&format!("\n{}\n", width.map_or(text.clone(), |width| wrap(text, width))))
            }
        }
    }
    out
}

/// How many rows came back exactly, and how many others there are.
fn score(comparison: &Comparison, rows: &[Row]) -> (usize, Vec<String>) {
    let mut left: Vec<(Option<String>, Option<String>)> =
        rows.iter().map(|row| (row.old.clone(), row.new.clone())).collect();
    let mut wrong = Vec::new();
    for change in comparison.documents.iter().flat_map(|document| &document.changes) {
        let heading = change.side().is_some_and(|side| side.kind == UnitKind::Heading);
        if heading || !change.kind.has_row() {
            continue;
        }
        let side = |sides: &[compare::Side]| (!sides.is_empty()).then(|| Change::text(sides));
        let found = (side(&change.old), side(&change.new));
        match left.iter().position(|row| *row == found) {
            Some(at) => drop(left.remove(at)),
            None => wrong.push(format!("{:?} {:?} → {:?}", change.kind, found.0, found.1)),
        }
    }
    (rows.len() - left.len(), wrong)
}

fn marked(pieces: &[Piece]) -> usize {
    pieces
        .iter()
        .filter(|piece| piece.op != Op::Equal)
        .map(|piece| piece.text.split_whitespace().count())
        .sum()
}

/// How few words can be marked: those of both texts that are not in the longest run of words that they share.
fn least(old: &str, new: &str) -> usize {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    let mut row = vec![0; b.len() + 1];
    for x in &a {
        let mut corner = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    a.len() + b.len() - 2 * row[b.len()]
}

#[test]
fn a_real_annex_comes_back_in_five_renderings() {
    let Ok(seed) = std::fs::read_to_string(SEED) else {
        println!("{SEED} is not here: nothing was compared");
        return;
    };
    let lines: Vec<&str> = seed.lines().collect();
    let mut rows = rows(&lines[1131..]);
    assert_eq!(rows.len(), 28);
    let mut new = document(&lines[324..1131], &rows);
    let old = undo(&mut new, &mut rows);
    let forms = [
        ("a line a rule", None, None, (true, true)),
        ("wrapped", Some(72), Some(72), (true, true)),
        ("wrapped anew", Some(72), Some(100), (true, true)),
        ("numbers dropped", None, None, (true, false)),
        ("no numbers", None, None, (false, false)),
    ];
    for (name, before, after, numbers) in forms {
        for ids in [false, true] {
            let a = compare::read("riktlinje.md", &render(&old, before, numbers.0, ids));
            let b = compare::read("riktlinje.md", &render(&new, after, numbers.1, ids));
            let comparison = compare::compare_two(&a, &b);
            let (right, wrong) = score(&comparison, &rows);
            let changes = || comparison.documents.iter().flat_map(|document| &document.changes);
            let renumbered = changes().filter(|change| change.kind == Kind::Omnumrerad).count();
            let words: usize =
                changes().filter(|change| change.kind.has_row()).map(|change| marked(&change.words)).sum();
            let fewest: usize = changes()
                .filter(|change| change.kind.has_row())
                .map(|change| least(&Change::text(&change.old), &Change::text(&change.new)))
                .sum();
            println!("    {words} words marked, {fewest} at the least");
            assert!(words * 100 <= fewest * 106, "{name}, ids {ids}");
            println!(
                "{name}, ids {ids}: {right} of 28, {} others, {renumbered} renumbered, {words} words marked",
                wrong.len()
            );
            for line in &wrong {
                println!("    {line}");
            }
            assert_eq!(right, 28, "{name}, ids {ids}");
            assert!(wrong.is_empty(), "{name}, ids {ids}");
            for change in changes() {
                let text = |op: Op| -> String {
                    change
                        .words
                        .iter()
                        .filter(|p| p.op == Op::Equal || p.op == op)
                        .map(|p| p.text.as_str())
                        .collect()
                };
                assert_eq!(text(Op::Delete), Change::text(&change.old));
                assert_eq!(text(Op::Insert), Change::text(&change.new));
            }
        }
    }
}

#[test]
fn a_hand_made_annex_is_held_against_the_texts() {
    let Ok(seed) = std::fs::read_to_string(SEED) else {
        println!("{SEED} is not here: nothing was compared");
        return;
    };
    let lines: Vec<&str> = seed.lines().collect();
    let mut rows = rows(&lines[1131..]);
    let mut new = document(&lines[324..1131], &rows);
    let old = undo(&mut new, &mut rows);
    let a = compare::read("riktlinje.md", &render(&old, None, true, false));
    let b = compare::read("riktlinje.md", &render(&new, None, false, false));
    let comparison = compare::compare_two(&a, &b);
    let found = compare::by_hand::check(&lines[1131..].join("\n"), &a, &b, &comparison);
    let kinds: Vec<&str> = found
        .iter()
        .map(|one| match &one.fault {
            Fault::NewTextDiffers(row, Some(_)) if row.starts_with("1.2.2") => {
                "the new text is not the document's"
            }
            Fault::WrongNumber(number, _) if number == "1.3.4" => "the number is of another section",
            Fault::SignsDiffer(_) => "a full stop is missing",
            Fault::WrongHeading(row, ..) if row.starts_with("12.1.1") => {
                "the row stands under another heading"
            }
            Fault::MissingRenumbering(count) if *count > 90 => "numbers have been dropped without a word",
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "the new text is not the document's",
            "the number is of another section",
            "a full stop is missing",
            "the row stands under another heading",
            "numbers have been dropped without a word",
        ]
    );
}
