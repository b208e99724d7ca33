//! Words of titles and the kinds of document that they mean.

/// Words of titles, with the kind that they mean; the first that stands in a title counts.
const TITLE_WORDS: &[(&str, &str)] = &[
    ("yttrande", "yttrande"),
    ("remissvar", "yttrande"),
    ("ändringsbilaga", "ändringsbilaga"),
    ("tillämpningsanvisning", "anvisning"),
    ("handlingsplan", "plan"),
    ("rollbeskrivning", "organisation"),
    ("arbetsordning", "organisation"),
    ("delegationsordning", "organisation"),
    ("begreppslista", "begrepp"),
    ("ordlista", "begrepp"),
    ("riktlinje", "riktlinje"),
    ("reglemente", "regel"),
    ("regelverk", "regel"),
    ("regler", "regel"),
    ("regel", "regel"),
    ("rutin", "rutin"),
    ("instruktion", "instruktion"),
    ("anvisning", "anvisning"),
    ("vägledning", "vägledning"),
    ("handbok", "manual"),
    ("manual", "manual"),
    ("policy", "policy"),
    ("process", "process"),
    ("organisation", "organisation"),
    ("promemoria", "promemoria"),
    ("strategi", "plan"),
    ("plan", "plan"),
];

/// The kind that a title means.
pub fn of_title(title: &str) -> Option<&'static str> {
    let low = title.to_lowercase();
    let hit = |(word, kind): &(&str, &'static str)| {
        let at = low.find(word)?;
        let whole = low[..at].chars().next_back().is_none_or(|c| !c.is_alphabetic())
            || low[at + word.len()..].chars().next().is_none_or(|c| !c.is_alphabetic())
            || low[at + word.len()..].starts_with(['r', 'e', 'n']);
        whole.then_some((at, *kind))
    };
    TITLE_WORDS.iter().filter_map(hit).min_by_key(|(at, _)| *at).map(|(_, kind)| kind)
}
