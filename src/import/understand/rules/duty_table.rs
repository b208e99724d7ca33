//! Tables whose rows are duties: a column of requirements beside one of subjects, of who must see to them, of when.
//!
//! A rule cannot stand in a cell, so such a table becomes a list: «Kassation: Läkemedel ska lämnas till apotek.», owned by
//! the party of its row, and under it what the other columns say: «När: varje månad». The header and the party are listed as left out.

use super::role_table::tasks;
use super::{Node, Reader, Rule, actor_like};
use crate::import::block::{Origin, Text, letters};
use crate::import::journal::Journal;
use crate::import::swedish::sentence::{sentences, words};
use crate::import::swedish::titles;
use crate::import::understand::norm;

/// Headers of the column that names the party.
const PARTY: &[&str] = &[
    "ansvarig",
    "ansvar",
    "ansvariga",
    "vem",
    "roll",
    "funktion",
    "utförs av",
    "utförare",
    "ägare",
    "ansvarig roll",
    "ansvarig funktion",
    "vem ansvarar",
    "regelägare",
];

/// Which columns say what.
struct Columns {
    requirement: usize,
    party: Option<usize>,
    /// Whether each row is a duty, whatever its words: the titles say so.
    tasks: bool,
}

fn binds(cell: &Text) -> bool {
    let words = cell.words();
    sentences(&words).into_iter().any(|range| norm::find(&words[range]).is_some())
}

/// The columns of a table of duties: most of its rows bind, in one and the same column.
fn columns(rows: &[Vec<Text>]) -> Option<Columns> {
    let (head, body) = rows.split_first()?;
    let titles: Vec<String> = head.iter().map(|cell| cell.words().trim().to_lowercase()).collect();
    let named = titles.iter().all(|title| !title.is_empty() && title.split_whitespace().count() <= 4);
    let even = body.iter().all(|row| row.len() == head.len());
    if head.len() < 2 || body.is_empty() || !named || !even || head.iter().any(binds) {
        return None;
    }
    let explains = [
        "begrepp",
        "term",
        "ord",
        "förklaring",
        "definition",
        "betydelse",
        "ursprunglig text",
        "ny text",
        "nuvarande text",
        "slag",
    ];
    if titles.iter().any(|title| explains.contains(&title.as_str())) {
        return None;
    }
    let count = |column: usize| body.iter().filter(|row| binds(&row[column])).count();
    let requirement = (0..head.len()).max_by_key(|column| (count(*column), std::cmp::Reverse(*column)))?;
    let most = count(requirement) * 2 > body.len();
    let only = (0..head.len()).filter(|column| count(*column) > 0).count() == 1;
    let party =
        titles.iter().position(|title| PARTY.contains(&title.as_str())).filter(|at| *at != requirement);
    (most && only).then_some(Columns { requirement, party, tasks: false })
}

/// The columns of a table that says first what is done or decided and then by whom: «Steg | Åtgärd | Ansvarig», «Nr |
/// Ärende | Delegat | Anmärkning».
fn tasks_and_parties(rows: &[Vec<Text>]) -> Option<Columns> {
    let (head, body) = rows.split_first()?;
    let titles: Vec<String> =
        head.iter().map(|cell| cell.words().trim().trim_end_matches(':').to_lowercase()).collect();
    let party = titles.iter().position(|title| titles::is_role(title))?;
    let requirement = titles[..party].iter().position(|title| titles::is_tasks(title))?;
    let even = body.iter().all(|row| row.len() == head.len());
    let is_named = |row: &&Vec<Text>| row.get(party).is_some_and(|cell| actor_like(&cell.words()));
    let named = body.iter().filter(is_named).count();
    (even && named > 0 && named * 3 >= body.len() * 2).then_some(Columns {
        requirement,
        party: Some(party),
        tasks: true,
    })
}

/// Whether a cell is the number of its row: «3», «2.1», «A4».
fn is_number(cell: &str) -> bool {
    cell.chars().any(|c| c.is_ascii_digit()) && cell.chars().count() <= 6 && !cell.contains(' ')
}

impl Reader<'_> {
    /// Reads a table: a list of rules where its rows are duties, else as it stands.
    pub(super) fn table(
        &mut self,
        rows: Vec<Vec<Text>>,
        origin: Origin,
        out: &mut Vec<Node>,
        journal: &mut Journal,
    ) {
        let reads = self.binding && !self.terms;
        let by_titles = tasks_and_parties(&rows).filter(|_| reads);
        if by_titles.is_none() && self.role_table(&rows, origin, out, journal) {
            return;
        }
        let Some(columns) = by_titles.or_else(|| columns(&rows).filter(|_| reads)) else {
            out.push(Node::Table { rows, origin });
            return;
        };
        let titles: Vec<String> = rows[0].iter().map(|cell| cell.words().trim().to_string()).collect();
        journal.drop(origin, "tabellhuvud", &titles.join(" "));
        journal.doubt(
            origin,
            "tabell",
            &titles.join(" | "),
            "lista av regler",
            "varje rad ställer ett krav; en regel kan inte stå i en tabellcell",
        );
        for row in rows.into_iter().skip(1) {
            self.duty_row(row, &columns, &titles, origin, out, journal);
        }
    }

    /// Reads a row: its duties as items that the party of the row owns, and under them what the other columns say.
    fn duty_row(
        &mut self,
        row: Vec<Text>,
        columns: &Columns,
        titles: &[String],
        origin: Origin,
        out: &mut Vec<Node>,
        journal: &mut Journal,
    ) {
        let asked = &row[columns.requirement];
        let bound = binds(asked) || columns.tasks && words(&asked.words()).len() > 1;
        let (mut label, mut party) = (None, None);
        let (mut text, mut more) = (Text::default(), Vec::new());
        for (at, cell) in row.into_iter().enumerate() {
            let cell = cell.tidy();
            let said = cell.words();
            if cell.is_blank() {
                continue;
            }
            if columns.party == Some(at) && bound && actor_like(&said) {
                journal.drop(origin, "ansvarig ur tabell", &said);
                party = Some(said);
            } else if at == 0 && said.chars().all(|c| c.is_ascii_digit()) {
                label = Some(format!("{said}."));
            } else if at <= columns.requirement {
                text.append(cell);
                let joint = if at == 0 && is_number(&said) { " " } else { ": " };
                text.append(Text::plain(if at < columns.requirement { joint } else { "" }));
            } else {
                self.added += letters(&titles[at]);
                let mut item = Text::plain(format!("{}: ", titles[at]));
                item.append(cell);
                more.push(Node::Item { level: 2, label: None, text: item, origin });
            }
        }
        if !bound {
            out.push(Node::Item { level: 1, label, text, origin });
            out.append(&mut more);
            return;
        }
        let owner = party.map(|name| self.resolve(&name));
        let duties = if columns.tasks { tasks(&text) } else { vec![text] };
        for text in duties.into_iter().filter(|text| !text.is_blank()) {
            let whole = text.words();
            let own = sentences(&whole).into_iter().find_map(|range| self.judge(&whole[range], true));
            let rule = own.unwrap_or_default();
            let by_row = owner.is_some();
            out.push(Node::Rule(Rule {
                owner: owner.clone().or(rule.owner),
                named: by_row || rule.named,
                why: if by_row { "kolumnen för ansvarig" } else { rule.why },
                kind: "rad i en tabell över krav",
                unsure: true,
                item: Some((1, label.take())),
                text,
                origin,
                ..Rule::default()
            }));
        }
        out.append(&mut more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_say_that_rows_are_duties() {
        let row = |cells: [&str; 4]| cells.map(Text::plain).to_vec();
        let rows = vec![
            row(["Nr", "Ärende", "Delegat", "Anmärkning"]),
            row(["1.1", "Beslut om nycklar", "Enhetschef", ""]),
            row(["1.2", "Beslut om lås", "Vaktmästare", "Högst tio"]),
        ];
        let (mut out, mut journal) = (Vec::new(), Journal::default());
        let mut reader = Reader::new(true, false, false, &[]);
        reader.table(rows, Origin::default(), &mut out, &mut journal);
        let rules: Vec<(String, Option<String>)> = out
            .into_iter()
            .filter_map(|node| match node {
                Node::Rule(rule) => Some((rule.text.words(), rule.owner)),
                _ => None,
            })
            .collect();
        // A row that lost a cell leaves the table as it is.
        let short =
            vec![row(["Nr", "Ärende", "Delegat", ""]), row(["1", "Beslut", "Chef", ""])[..2].to_vec()];
        assert!(tasks_and_parties(&short).is_none());
        let rule = |text: &str, owner: &str| (text.to_string(), Some(owner.to_string()));
        assert_eq!(
            rules,
            [rule("1.1 Beslut om nycklar", "Enhetschef"), rule("1.2 Beslut om lås", "Vaktmästare")]
        );
    }
}
