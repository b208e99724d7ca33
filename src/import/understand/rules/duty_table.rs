//! Tables whose rows are duties: a column of requirements beside one of subjects, of who must see to them, of when.
//!
//! A rule cannot stand in a cell, so such a table becomes a list: «Kassation: Läkemedel ska lämnas till apotek. (När:
//! varje månad)», owned by the party of its row. The header and the party are listed as left out.

use super::{Node, Reader, Rule, actor_like};
use crate::import::block::{Origin, Text, letters};
use crate::import::journal::Journal;
use crate::import::swedish::sentence::sentences;
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
    (most && only).then_some(Columns { requirement, party })
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
        if self.role_table(&rows, origin, out, journal) {
            return;
        }
        let Some(columns) = columns(&rows).filter(|_| self.binding && !self.terms) else {
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
            let bound = binds(&row[columns.requirement]);
            let mut text = Text::default();
            let mut rest = Text::default();
            let mut party = None;
            for (at, cell) in row.into_iter().enumerate() {
                let cell = cell.tidy();
                if cell.is_blank() {
                    continue;
                }
                if columns.party == Some(at) && bound && actor_like(&cell.words()) {
                    journal.drop(origin, "ansvarig ur tabell", &cell.words());
                    party = Some(cell.words());
                } else if at < columns.requirement {
                    text.append(cell);
                    text.append(Text::plain(": "));
                } else if at == columns.requirement {
                    text.append(cell);
                } else {
                    self.added += letters(&titles[at]);
                    rest.append(Text::plain(format!(" ({}: ", titles[at])));
                    rest.append(cell);
                    rest.append(Text::plain(")"));
                }
            }
            text.append(rest);
            if !bound {
                out.push(Node::Item { level: 1, label: None, text, origin });
                continue;
            }
            let words = text.words();
            let own = sentences(&words).into_iter().find_map(|range| self.judge(&words[range], true));
            let rule = own.unwrap_or_default();
            let by_row = party.is_some();
            out.push(Node::Rule(Rule {
                owner: party.map(|name| self.resolve(&name)).or(rule.owner),
                named: by_row || rule.named,
                why: if by_row { "kolumnen för ansvarig" } else { rule.why },
                kind: "rad i en tabell över krav",
                unsure: true,
                item: Some((1, None)),
                text,
                origin,
                ..Rule::default()
            }));
        }
    }
}
