//! Titles of the columns that tables of responsibilities have.

const ROLE: &[&str] = &[
    "roll",
    "roller",
    "funktion",
    "befattning",
    "aktör",
    "ansvarig",
    "vem",
    "part",
    "organ",
    "instans",
    "nivå",
    "roll/funktion",
    "funktion/roll",
    "ansvarig roll",
    "rollinnehavare",
    "utförare",
    "ansvarig funktion",
    "befattning/roll",
    "roll eller funktion",
];

const TASKS: &[&str] = &[
    "ansvar",
    "uppgift",
    "uppgifter",
    "arbetsuppgift",
    "arbetsuppgifter",
    "ansvarar för",
    "ansvarsområde",
    "ansvarsområden",
    "ansvar och uppgifter",
    "uppdrag",
    "mandat",
    "befogenhet",
    "befogenheter",
    "åtagande",
    "ska",
    "åtgärd",
    "åtgärder",
    "aktivitet",
    "beskrivning av ansvar",
    "ansvar/uppgift",
    "ansvar och befogenheter",
    "ansvarsbeskrivning",
    "ansvar och mandat",
    "uppgifter och ansvar",
    "skyldigheter",
    "ansvarar för att",
    "huvudsakligt ansvar",
    "uppgift/ansvar",
];

/// Whether a title, in lower case, heads a column of roles.
pub fn is_role(title: &str) -> bool {
    ROLE.contains(&title.trim_end_matches(':'))
}

/// Whether a title, in lower case, heads a column of tasks.
pub fn is_tasks(title: &str) -> bool {
    TASKS.contains(&title.trim_end_matches(':'))
}
