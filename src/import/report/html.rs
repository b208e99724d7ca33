//! The report as one page: no script, no style from outside, every word of a source escaped.

use std::fmt::Write;

use super::{DocumentReport, Report, SourceReport};
use crate::Language;
use crate::import::journal::Decision;

/// Words of the page, Swedish and English.
const WORDS: &[(&str, [&str; 2])] = &[
    ("title", ["Importrapport", "Import report"]),
    ("letters", ["Bokstäver", "Letters"]),
    ("source", ["i källan", "in the source"]),
    ("written", ["skrivna i utkasten", "written to the drafts"]),
    ("dropped", ["utelämnade med skäl", "left out with a reason"]),
    ("lost", ["förlorade", "lost"]),
    ("unsure", ["Granska detta först", "Look at this first"]),
    ("documents", ["Dokument", "Documents"]),
    ("metadata", ["Uppgifter", "Metadata"]),
    ("rules", ["Regler", "Rules"]),
    ("terms", ["Begrepp", "Terms"]),
    ("changes", ["Ändringar", "Changes"]),
    ("comments", ["Synpunkter", "Comments"]),
    ("roles", ["Roller och forum", "Roles and forums"]),
    ("references", ["Lagar, standarder och dokument", "Acts, standards and documents"]),
    ("personal", ["Personuppgifter, utelämnade ur utkasten", "Personal data, left out of the drafts"]),
    ("cleaners", ["Rensning", "Cleaning"]),
    ("decisions", ["Beslut", "Decisions"]),
    ("gone", ["Utelämnat", "Left out"]),
    ("merge", ["Mot redaktörens arbete", "Against the editor's work"]),
    ("line", ["rad", "line"]),
    ("what", ["vad", "what"]),
    ("words", ["källans ord", "words of the source"]),
    ("became", ["blev", "became"]),
    ("why", ["varför", "why"]),
    ("owner", ["ansvarig", "owner"]),
    ("none", ["ingen namngiven", "nobody named"]),
    ("proposal", ["förslag", "proposal"]),
    ("from_table", ["numret står inte i texten", "the number is not in the text"]),
];

struct Page {
    out: String,
    at: usize,
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl Page {
    fn word(&self, key: &str) -> &'static str {
        WORDS.iter().find(|(known, _)| *known == key).map_or("", |(_, words)| words[self.at])
    }

    fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn heading(&mut self, level: u8, text: &str) {
        let _ = writeln!(self.out, "<h{level}>{}</h{level}>", escape(text));
    }

    fn table(&mut self, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
        let mut rows = rows.peekable();
        if rows.peek().is_none() {
            return;
        }
        self.raw("<table><thead><tr>");
        for cell in head {
            let _ = write!(self.out, "<th scope=\"col\">{}</th>", escape(self.word(cell)));
        }
        self.raw("</tr></thead><tbody>\n");
        for row in rows {
            self.raw("<tr>");
            for cell in row {
                let _ = write!(self.out, "<td>{}</td>", escape(&cell));
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody></table>\n");
    }

    fn section(&mut self, title: &str, head: &[&str], rows: Vec<Vec<String>>) {
        if rows.is_empty() {
            return;
        }
        let text = format!("{} ({})", self.word(title), rows.len());
        self.heading(4, &text);
        self.table(head, rows.into_iter());
    }
}

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:80rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}table{border-collapse:collapse;width:100%;margin:0 0 1.5rem}th,td{text-align:left;vertical-align:top;border-bottom:1px solid #767676;padding:.3rem .6rem .3rem 0;overflow-wrap:anywhere}th:first-child,td:first-child,th:nth-child(2),td:nth-child(2){min-width:3.5em;overflow-wrap:break-word}summary{font-weight:600;cursor:pointer;padding:.3rem 0}h2{border-top:3px solid #1a1a1a;padding-top:1rem}.lost{color:#a00000;font-weight:700}@media (prefers-color-scheme:dark){body{color:#eee;background:#181818}.lost{color:#ff9a9a}}";

/// The page.
pub fn page(report: &Report, language: Language) -> String {
    let (at, tag) = match language {
        Language::Sv => (0, "sv"),
        Language::En => (1, "en"),
    };
    let mut page = Page { out: String::new(), at };
    let title = page.word("title");
    let _ = write!(
        page.out,
        "<!DOCTYPE html>\n<html lang=\"{tag}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>{title}</title><style>{STYLE}</style></head><body><main>\n<h1>{title}</h1>\n"
    );
    for one in &report.sources {
        source(&mut page, one);
    }
    page.raw("</main></body></html>\n");
    page.out
}

fn source(page: &mut Page, source: &SourceReport) {
    page.heading(2, &format!("{} ({})", source.file, source.format));
    let letters = source.letters;
    let class = if letters.lost == 0 { "" } else { " class=\"lost\"" };
    let line = format!(
        "<p>{}: {} {}, {} {}, {} {}, <span{class}>{} {}</span>.</p>\n",
        page.word("letters"),
        letters.source,
        page.word("source"),
        letters.written,
        page.word("written"),
        letters.dropped,
        page.word("dropped"),
        letters.lost,
        page.word("lost")
    );
    page.raw(&line);
    let decided = ["line", "what", "words", "became", "why"];
    page.section("unsure", &decided, source.unsure.iter().map(decision).collect());
    page.section(
        "personal",
        &["line", "what", "words"],
        source
            .personal_data
            .iter()
            .map(|one| vec![one.line.to_string(), one.kind.to_string(), one.text.clone()])
            .collect(),
    );
    for document in &source.documents {
        self::document(page, document);
    }
    page.section(
        "roles",
        &["line", "what", "words"],
        source
            .roles
            .iter()
            .map(|role| {
                let relations: Vec<String> =
                    role.relations.iter().map(|(relation, name)| format!("{relation}: {name}")).collect();
                vec![role.line.to_string(), format!("{} {}", role.id, role.name), relations.join("; ")]
            })
            .collect(),
    );
    let table = page.word("from_table");
    page.section(
        "references",
        &["what", "words", "why"],
        source
            .references
            .iter()
            .map(|one| {
                vec![
                    one.id.clone(),
                    one.title.clone(),
                    if one.number_from_table { table.to_string() } else { String::new() },
                ]
            })
            .collect(),
    );
    page.section(
        "merge",
        &["what", "words", "became"],
        source
            .merged
            .iter()
            .map(|one| {
                vec![
                    one.id.clone(),
                    one.path.clone(),
                    format!("{:?} {}", one.outcome, one.gone.join(" ")).trim().to_lowercase(),
                ]
            })
            .collect(),
    );
    let at = page.at;
    page.section(
        "cleaners",
        &["what", "why", "became"],
        source
            .cleaners
            .iter()
            .map(|one| vec![one.id.to_string(), one.what[at].to_string(), one.count.to_string()])
            .collect(),
    );
    fold(
        page,
        "decisions",
        source.decisions.len(),
        &decided,
        source.decisions.iter().map(decision).collect(),
    );
    fold(
        page,
        "gone",
        source.dropped.len(),
        &["line", "why", "words"],
        source
            .dropped
            .iter()
            .map(|one| vec![one.line.to_string(), one.reason.to_string(), one.text.clone()])
            .collect(),
    );
}

fn fold(page: &mut Page, title: &str, count: usize, head: &[&str], rows: Vec<Vec<String>>) {
    let word = page.word(title);
    page.raw(&format!("<details><summary>{word} ({count})</summary>\n"));
    page.table(head, rows.into_iter());
    page.raw("</details>\n");
}

fn decision(decision: &Decision) -> Vec<String> {
    vec![
        decision.line.to_string(),
        decision.what.to_string(),
        decision.source.clone(),
        decision.result.clone(),
        decision.why.clone(),
    ]
}

fn document(page: &mut Page, document: &DocumentReport) {
    page.heading(3, &format!("{} {} ({})", document.id, document.title, document.kind));
    page.raw(&format!("<p><code>{}</code></p>\n", escape(&document.path)));
    let (none, proposal) = (page.word("none"), page.word("proposal"));
    let mut rows = Vec::new();
    for (key, values) in &document.metadata {
        for value in values {
            let mark = if value.guessed { proposal } else { "" };
            rows.push(vec![
                value.line.to_string(),
                (*key).to_string(),
                value.source.clone(),
                value.value.clone(),
                mark.to_string(),
            ]);
        }
    }
    page.section("metadata", &["line", "what", "words", "became", "why"], rows);
    page.section(
        "rules",
        &["line", "what", "words", "owner", "why"],
        document
            .rules
            .iter()
            .map(|rule| {
                vec![
                    rule.line.to_string(),
                    rule.id.clone(),
                    rule.text.clone(),
                    rule.owner.clone().unwrap_or_else(|| none.to_string()),
                    [rule.sign, rule.owner_sign].join("; ").trim_end_matches("; ").to_string(),
                ]
            })
            .collect(),
    );
    page.section(
        "terms",
        &["what", "words"],
        document.terms.iter().map(|term| vec![term.term.clone(), term.explanation.clone()]).collect(),
    );
    page.section(
        "changes",
        &["line", "what", "words", "became"],
        document
            .changes
            .iter()
            .map(|one| {
                vec![
                    format!("{} {}", one.section, one.number.clone().unwrap_or_default()),
                    one.kind.to_string(),
                    one.old.clone(),
                    one.new.clone(),
                ]
            })
            .collect(),
    );
    page.section(
        "comments",
        &["line", "what", "words"],
        document
            .comments
            .iter()
            .map(|one| vec![one.line.to_string(), format!("{} {}", one.section, one.title), one.text.clone()])
            .collect(),
    );
}
