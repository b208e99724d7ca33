//! The line of a register: «1.1.3 ändras; ny regel 1.1.4; 3.2.2 och 13.3.1 upphävs; nuvarande 4.2 betecknas 4.1».

use crate::Language;
use crate::compare::{Change, DocumentChange, Kind, Renumbered};

/// Most names that one part of the line holds.
const NAMES: usize = 30;

/// The line for a document.
pub fn register(document: &DocumentChange, language: Language) -> String {
    let sv = language == Language::Sv;
    let verbs: [(Kind, &str, &str); 7] = [
        (Kind::Andrad, "ändras", "changed"),
        (Kind::Ersatt, "ersätts", "replaced"),
        (Kind::Tillagd, "nya", "new"),
        (Kind::Upphavd, "upphävs", "repealed"),
        (Kind::Flyttad, "flyttas", "moved"),
        (Kind::Delad, "delas", "split"),
        (Kind::Sammanslagen, "slås samman", "merged"),
    ];
    let mut parts = Vec::new();
    for (kind, in_swedish, in_english) in verbs {
        let mut names: Vec<String> =
            document.changes.iter().filter(|change| change.kind == kind).map(Change::name).collect();
        names.dedup();
        if names.is_empty() {
            continue;
        }
        let more = names.len().saturating_sub(NAMES);
        names.truncate(NAMES);
        let verb = if sv { in_swedish } else { in_english };
        let mut list = and(&names, if sv { "och" } else { "and" });
        if more > 0 {
            list = format!(
                "{list} {} {more} {}",
                if sv { "och" } else { "and" },
                if sv { "till" } else { "more" }
            );
        }
        parts.push(match kind {
            Kind::Tillagd => format!("{verb}: {list}"),
            _ => format!("{list} {verb}"),
        });
    }
    parts.extend(document.summary.renumbered.iter().map(|run| renumbered(run, sv)));
    parts.join("; ")
}

fn renumbered(run: &Renumbered, sv: bool) -> String {
    let range = |range: &(String, String)| {
        if range.0 == range.1 { range.0.clone() } else { format!("{}–{}", range.0, range.1) }
    };
    match (&run.old, &run.new) {
        (Some(old), Some(new)) if sv => format!("nuvarande {} betecknas {}", range(old), range(new)),
        (Some(old), Some(new)) => format!("{} renumbered {}", range(old), range(new)),
        (Some(old), None) if sv => format!("numren {} tas bort", range(old)),
        (Some(old), None) => format!("numbers {} removed", range(old)),
        (None, Some(new)) if sv => format!("{} regler får numren {}", run.count, range(new)),
        (None, Some(new)) => format!("{} rules numbered {}", run.count, range(new)),
        (None, None) => String::new(),
    }
}

fn and(names: &[String], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}
