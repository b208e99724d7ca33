//! The keys of `referenser.toml`.

use super::{Key, Shape, key, required, words};
use crate::content::register::{ActKind, Implementation};

/// The keys of the register.
pub const REGISTER: &[Key] = &[key(
    "reference",
    Shape::Tables(REFERENCE),
    "",
    "En lag, EU-rättsakt, föreskrift eller standard.",
    "A law, EU act, föreskrift or standard.",
)];

const REFERENCE: &[Key] = &[
    required(
        "id",
        Shape::Text,
        "\"ISO/IEC 27001\"",
        "Hur den citeras: `SFS 2018:585`, `(EU) 2016/679`, `HSLF-FS 2016:40`, `ISO/IEC 27001`.",
        "How it is cited: `SFS 2018:585`, `(EU) 2016/679`, `HSLF-FS 2016:40`, `ISO/IEC 27001`.",
    ),
    required("title", Shape::Text, "\"Ledningssystem för informationssäkerhet\"", "Titel.", "Title."),
    key(
        "kind",
        Shape::Choice(|| words(ActKind::ALL)),
        "\"standard\"",
        "Vad den är; `annat` när inget anges.",
        "What it is; `annat` when left out.",
    ),
    key(
        "aliases",
        Shape::Texts,
        "[\"GDPR\", \"dataskyddsförordningen\"]",
        "Andra namn och böjda former.",
        "Other names and forms.",
    ),
    key(
        "in_force_from",
        Shape::Date,
        "2018-05-25",
        "Dag då den trädde eller träder i kraft.",
        "Day on which it came or comes into force.",
    ),
    key(
        "repealed",
        Shape::Date,
        "2030-01-01",
        "Dag från vilken den inte längre gäller. En hänvisning till en upphävd författning är en varning.",
        "Day from which it no longer applies; a reference to a repealed act is a warning.",
    ),
    key(
        "replaced_by",
        Shape::Text,
        "\"SFS 2025:1506\"",
        "Id för den som ersätter den.",
        "Id of its successor.",
    ),
    key(
        "url",
        Shape::Url,
        "\"https://www.iso.org/standard/27001\"",
        "Adress. Den räknas fram för SFS (lagen.nu) och EU-rättsakter (data.europa.eu) när den utelämnas.",
        "Address; computed for SFS (lagen.nu) and EU acts (data.europa.eu) when left out.",
    ),
    key(
        "checked",
        Shape::Date,
        "2026-10-01",
        "Dag då någon senast såg efter att posten stämmer. Efter ett år blir det en varning.",
        "Day on which somebody last made sure that the entry is right; a warning after a year.",
    ),
    key(
        "control",
        Shape::Tables(CONTROL),
        "",
        "Ett krav i en standard, med nummer och egna ord. Standardens text får inte stå här.",
        "A requirement of a standard, by number and in your own words. The standard's text must not stand here.",
    ),
];

const CONTROL: &[Key] = &[
    required("id", Shape::Text, "\"A.8.13\"", "Kravets nummer.", "Number of the requirement."),
    key(
        "title",
        Shape::Text,
        "\"Säkerhetskopiering\"",
        "Kravet i egna ord.",
        "The requirement in your own words.",
    ),
    key(
        "applicable",
        Shape::Flag,
        "false",
        "Om organisationen tillämpar kravet; `true` när inget anges. För tillämplighetsförklaringen.",
        "Whether the organisation applies it; `true` when left out. For the statement of applicability.",
    ),
    key(
        "reason",
        Shape::Text,
        "\"Regionen utvecklar inte egna system.\"",
        "Varför kravet tillämpas, eller varför inte. Ett krav som inte tillämpas utan skäl är en varning (L044).",
        "Why it is applied, or why not; a control that is not applied without a reason is a warning (L044).",
    ),
    key(
        "status",
        Shape::Choice(|| words(Implementation::ALL)),
        "\"infört\"",
        "Hur långt kravet är infört, som någon har bedömt det.",
        "How far it is carried out, as somebody has judged it.",
    ),
];
