//! The words of the steps in English. The steps themselves say why in Swedish, the language of what they read.

/// Every reason and name of a step, Swedish and English.
const WORDS: &[(&str, &str)] = &[
    ("agent efter «av»", "agent after “av”"),
    ("avstavning", "hyphenation"),
    ("begrepp", "term"),
    ("befogenhet eller ingående i presens", "authority or membership in the present tense"),
    ("befogenhet i presens", "authority in the present tense"),
    ("brevhuvud", "letterhead"),
    ("den som bisatsen nämner", "the one whom the clause names"),
    ("den som meningen utpekar", "the one whom the sentence points out"),
    ("dokumentinformation", "page of document information"),
    ("dokumentuppgifter", "document details"),
    ("dold text", "hidden text"),
    ("e-post", "e-mail"),
    ("forumet som meningen nämner", "the forum that the sentence names"),
    ("fotnot utan plats", "footnote without a place"),
    ("fotnoter", "footnotes"),
    ("första rubriken före texten", "the first heading before the text"),
    ("genitiv före «uppdrag» eller «ansvar»", "genitive before “uppdrag” or “ansvar”"),
    ("ingen namngiven", "nobody named"),
    ("inledningen till listan", "what leads up to the list"),
    ("innehållsförteckning", "table of contents"),
    ("kommentar", "comment"),
    (
        "kort rad utan punkt; nivån efter vad som står under vad",
        "short line without a full stop; its level from what stands under what",
    ),
    ("lösa punkter", "lone bullets"),
    ("nummer", "number"),
    ("kort fet rad utan rubrikformat", "short bold line without the style of a heading"),
    (
        "kort punkt utan skiljetecken, följd av ett eget stycke",
        "short item without punctuation, followed by a paragraph of its own",
    ),
    ("länkrester", "stray addresses of links"),
    (
        "mening utan subjekt i beskrivningen av en roll",
        "sentence without a subject in the description of a role",
    ),
    ("namn", "name"),
    (
        "nytt dokument: brevhuvud eller nytt kapitel 1 överst på en sida",
        "a new document: a letterhead or a new chapter 1 at the top of a page",
    ),
    ("pdf med taggar", "tagged pdf"),
    ("pdf utan taggar", "pdf without tags"),
    ("personnummer", "personal identity number"),
    ("personuppgift", "personal data"),
    ("platshållare i stället för datum eller nummer", "a placeholder instead of a date or number"),
    ("punkt i lista över uppgifter", "item of a list of duties"),
    ("punkttecken", "bullet"),
    ("radavstånd", "line spacing"),
    ("regel", "rule"),
    ("rollen som avsnittet beskriver", "the role that the section describes"),
    ("rubrik", "heading"),
    ("samling", "bundle"),
    ("sidhuvud", "running header"),
    (
        "sidhuvudet säger något annat än uppgifterna i texten, som gäller",
        "the running header says something else than the details in the text, which stand",
    ),
    ("sidnummer", "page number"),
    ("slag", "kind"),
    ("spårad ändring", "tracked change"),
    ("steg i ett arbetssätt", "step of a procedure"),
    ("subjekt efter verbet", "subject after the verb"),
    ("subjekt i meningen", "subject of the sentence"),
    ("subjekt i punkten", "subject of the item"),
    ("sägs i skrivelsen, inte i förslaget", "said in the letter, not in the proposal"),
    ("tabell", "table"),
    ("tabell för stor", "table too large"),
    ("tabellhuvud", "header of a table"),
    (
        "tabellen är större än någon tabell i ett styrdokument och har kapats",
        "the table is larger than any table of a governing document and was cut",
    ),
    (
        "tabellens spalter finns inte i texten: stor bokstav och bokstavsordning skiljer dem",
        "the columns of the table are not in the text: capitals and alphabetical order tell them apart",
    ),
    ("tecken", "characters"),
    ("telefon", "telephone"),
    ("texten har ingen titel; filens namn", "the text has no title; the name of the file"),
    ("texten säger inte vad som besvaras och av vem", "the text does not say what is answered and by whom"),
    (
        "tillägg som ingen har godkänt i Word; det är med",
        "an insertion that nobody has accepted in Word; it is kept",
    ),
    ("titel", "title"),
    (
        "titeln står i skrivelsen som förslaget bifogas",
        "the title is in the letter that the proposal is attached to",
    ),
    ("underskrift", "signature"),
    ("uppgift utan subjekt", "duty without a subject"),
    ("uttrycker bindning i huvudsatsen", "binds in its main clause"),
    ("ändring", "change"),
    (
        "varken formen med eller utan bindestreck är säker i texten",
        "neither the form with nor the one without a hyphen is sure in the text",
    ),
    ("«det finns … som»", "“det finns … som”"),
    ("«det är … som»", "“det är … som”"),
];

fn word(text: &str) -> Option<&'static str> {
    WORDS.iter().find(|(swedish, _)| *swedish == text).map(|(_, english)| *english)
}

/// A fixed word in English; as it is where the table lacks it.
pub fn fixed(text: &'static str) -> &'static str {
    word(text).unwrap_or(text)
}

/// A reason in English: the whole, or its parts between semicolons. «rubrik 2» keeps its level.
pub fn reason(text: &str) -> String {
    match word(text) {
        Some(english) => english.to_string(),
        None => text.split("; ").map(|part| word(part).unwrap_or(part)).collect::<Vec<_>>().join("; "),
    }
}

/// Whether every part of a reason is in the table.
#[cfg(test)]
pub fn knows(text: &str) -> bool {
    word(text).is_some() || text.split("; ").all(|part| part.is_empty() || word(part).is_some())
}
