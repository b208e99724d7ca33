//! Tables that say who has which tasks: a column of roles beside one of duties, «Roll | Ansvar».
//!
//! Such a table becomes, row by row, the name of the role and the list of its tasks, each a rule owned by it. The header
//! is listed as left out.

use super::{Node, Reader, Rule, actor_like};
use crate::import::block::{Origin, Text};
use crate::import::journal::Journal;
use crate::import::swedish::sentence::{sentences, words};
use crate::import::swedish::titles;

/// The columns of the role and of the tasks.
fn columns(rows: &[Vec<Text>]) -> Option<(usize, usize)> {
    let (head, body) = rows.split_first()?;
    let even = body.iter().all(|row| row.len() == head.len());
    if head.len() < 2 || head.len() > 3 || body.is_empty() || !even {
        return None;
    }
    let titles: Vec<String> =
        head.iter().map(|cell| cell.words().trim().trim_end_matches(':').to_lowercase()).collect();
    let role = titles.iter().position(|title| titles::is_role(title))?;
    let tasks = titles.iter().enumerate().find(|(at, title)| *at != role && titles::is_tasks(title))?.0;
    let named = body.iter().filter(|row| is_party(&row[role])).count();
    (named * 3 >= body.len() * 2).then_some((role, tasks))
}

/// Whether a cell names a party and says nothing else.
fn is_party(cell: &Text) -> bool {
    let words = cell.words();
    let words = words.trim();
    actor_like(words) && words.split_whitespace().count() <= 8 && !words.ends_with('.')
}

/// The tasks of a cell: its sentences, or its lines where each is a task.
pub(super) fn tasks(cell: &Text) -> Vec<Text> {
    let whole = cell.words();
    let mut out = Vec::new();
    let mut start = 0;
    for line in whole.split_inclusive('\n') {
        let text = line.trim_end();
        for range in sentences(text) {
            out.push(cell.slice(start + range.start, start + range.end).tidy());
        }
        start += line.len();
    }
    out
}

impl Reader<'_> {
    /// Reads a table of tasks, if it is one.
    pub(super) fn role_table(
        &mut self,
        rows: &[Vec<Text>],
        origin: Origin,
        out: &mut Vec<Node>,
        journal: &mut Journal,
    ) -> bool {
        let Some((role, column)) = columns(rows).filter(|_| self.binding && !self.terms) else {
            return false;
        };
        let titles: Vec<String> = rows[0].iter().map(|cell| cell.words().trim().to_string()).collect();
        journal.drop(origin, "tabellhuvud", &titles.join(" "));
        let why = "varje rad ger en roll dess uppgifter; en regel kan inte stå i en tabellcell";
        journal.doubt(origin, "tabell", &titles.join(" | "), "lista av regler", why);
        for row in &rows[1..] {
            let name = row[role].tidy();
            let owner = (!name.is_blank()).then(|| self.resolve(&name.words()));
            if !name.is_blank() {
                out.push(Node::Paragraph { text: name, origin });
            }
            for (at, cell) in row.iter().enumerate().filter(|(at, _)| *at != role) {
                for text in tasks(cell).into_iter().filter(|text| !text.is_blank()) {
                    if at != column || words(&text.words()).len() < 2 {
                        out.push(Node::Item { level: 1, label: None, text, origin });
                        continue;
                    }
                    out.push(Node::Rule(Rule {
                        owner: owner.clone(),
                        why: "rollen i raden",
                        kind: "uppgift i en tabell över roller",
                        unsure: true,
                        item: Some((1, None)),
                        text,
                        origin,
                        ..Rule::default()
                    }));
                }
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_task_is_a_rule_of_its_role() {
        let row = |a: &str, b: &str| vec![Text::plain(a), Text::plain(b)];
        let rows = vec![row("Roll", "Ansvar"), row("Nyckelansvarig", "Byta lås. Märka nycklar.")];
        let mut out = Vec::new();
        let mut reader = Reader::new(true, false, false, &[]);
        assert!(reader.role_table(&rows, Origin::default(), &mut out, &mut Journal::default()));
        let rules: Vec<(String, Option<&str>)> = out
            .iter()
            .filter_map(|node| match node {
                Node::Rule(rule) => Some((rule.text.words(), rule.owner.as_deref())),
                _ => None,
            })
            .collect();
        let owner = Some("Nyckelansvarig");
        assert_eq!(rules, [("Byta lås.".to_string(), owner), ("Märka nycklar.".to_string(), owner)]);
    }
}
