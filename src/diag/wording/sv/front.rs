//! L001–L011: filer och dokumenthuvud.

use super::super::visible::shortened;
use super::super::{Words, example, grouped, list, say, size, toml_line};
use super::{quote, suggest};
use crate::diag::{Key, Unreadable};

pub(super) fn front_missing() -> Words {
    say(
        "Dokumentet saknar dokumenthuvud",
        "Börja filen med en rad «+++», skriv uppgifterna om dokumentet (id, title, kind, status, audience) på \
         raderna under och avsluta med en rad «+++» till.",
    )
}

pub(super) fn front_unclosed() -> Words {
    say(
        "Dokumenthuvudet avslutas aldrig",
        "Sätt en rad med bara «+++» efter den sista uppgiften, före dokumentets text.",
    )
}

pub(super) fn toml(message: &str) -> Words {
    say(
        format!("Raden följer inte formatet TOML: {}", translated(message)),
        "En rad ska se ut så här: fält = \"värde\". Text står inom raka citattecken, listor inom hakparenteser \
         och datum utan citattecken (2026-01-31).",
    )
}

/// The commonest faults in Swedish; the others in the words of the TOML reader.
fn translated(message: &str) -> String {
    const KNOWN: &[(&str, &str)] = &[
        ("duplicate key", "samma fält står två gånger"),
        ("string values must be quoted", "texten står inte inom raka citattecken"),
        ("missing opening quote", "det inledande citattecknet saknas"),
        ("invalid basic string", "det avslutande citattecknet saknas"),
        ("missing comma between array elements", "det saknas ett komma mellan två värden i listan"),
        ("unexpected `=` in array", "en ny rad börjar innan listan är avslutad"),
        ("unclosed array", "listan saknar avslutande hakparentes"),
        ("unclosed table", "rubriken saknar avslutande hakparentes"),
        ("key with no value", "fältet saknar likhetstecken och värde"),
        ("missing value", "fältet saknar värde"),
        ("invalid unquoted key", "fältnamnet får bara ha bokstäverna a–z, siffror, - och _"),
        ("missing escaped value", "efter ett omvänt snedstreck måste ett av tecknen n, t, \" eller \\ stå"),
        ("unexpected key or value", "det står något efter värdet på samma rad"),
    ];
    let known = KNOWN.iter().find(|(english, _)| message.starts_with(english));
    known.map_or_else(|| shortened(message), |(_, swedish)| (*swedish).to_string())
}

pub(super) fn unknown_key(key: &str, nearest: Option<&str>) -> Words {
    say(format!("Okänt fält: {}", quote(key)), suggest(nearest, "kontrollera stavningen eller ta bort raden"))
}

pub(super) fn wrong_type(key: &str, expected: Key, found: &str) -> Words {
    say(
        format!("Fältet {} ska vara {}, men är {}", quote(key), type_name(expected), toml_name(found)),
        format!("Skriv så här: {}", toml_line(&shortened(key), expected, "…")),
    )
}

fn type_name(key: Key) -> &'static str {
    match key {
        Key::Text => "text",
        Key::Texts => "en lista av texter",
        Key::TextOrTexts => "text eller en lista av texter",
        Key::Date => "ett datum",
        Key::Dates => "ett datum eller en lista av datum",
        Key::Flag => "true eller false",
        Key::Number => "ett helt tal",
        Key::Table => "en tabell",
        Key::Tables => "en eller flera tabeller",
    }
}

/// What a value is, by the name of its TOML type.
fn toml_name(found: &str) -> &str {
    match found {
        "string" => "text",
        "integer" => "ett helt tal",
        "float" => "ett decimaltal",
        "boolean" => "true eller false",
        "datetime" => "ett datum",
        "array" => "en lista",
        "table" => "en tabell",
        other => other,
    }
}

pub(super) fn bad_date(key: &str, value: &str) -> Words {
    let message = match key {
        "" => format!("Ogiltigt datum: {}", quote(value)),
        key => format!("Fältet {} har ett ogiltigt datum: {}", quote(key), quote(value)),
    };
    say(message, "Skriv datumet som år-månad-dag, med en dag som finns i kalendern, till exempel 2026-01-31.")
}

pub(super) fn unknown_value(key: &str, value: &str, allowed: &[String], nearest: Option<&str>) -> Words {
    let choices = format!("välj ett av värdena {}", list(allowed, quote, "och"));
    say(
        format!("Fältet {} kan inte ha värdet {}", quote(key), quote(value)),
        suggest(nearest, if allowed.is_empty() { "välj ett annat värde" } else { &choices }),
    )
}

pub(super) fn missing(key: &str, status: Option<&str>) -> Words {
    let message = match status {
        Some(status) => {
            format!("Fältet {} saknas, och det krävs när status är {}", quote(key), quote(status))
        }
        None => format!("Fältet {} saknas", quote(key)),
    };
    say(message, format!("Lägg till en rad, till exempel: {key} = {}", example(key)))
}

pub(super) fn bad_id(id: &str) -> Words {
    say(
        format!("Ogiltigt id: {}", quote(id)),
        "Ett id består av versalerna A–Z och siffror, i delar med bindestreck emellan. Det börjar med en bokstav \
         och har högst 64 tecken, till exempel RIK-IS.",
    )
}

pub(super) fn duplicate_id(id: &str) -> Words {
    say(
        format!("Id:t {} används mer än en gång", quote(id)),
        "Ett id är permanent och hör bara till en sak. Ge den nyare ett eget id och låt den äldre behålla sitt.",
    )
}

pub(super) fn address_clash(address: &str, other: &str) -> Words {
    say(
        format!("Adressen {} är redan upptagen av {}", quote(address), quote(other)),
        "Byt id eller alias på den nyare av dem, så att gamla länkar fortsätter att leda rätt.",
    )
}

pub(super) fn no_documents() -> Words {
    say(
        "Innehållsmappen har inget dokument",
        "Kontrollera att rätt mapp är angiven med --content, eller gör en första portal med «ledtrad new MAPP».",
    )
}

pub(super) fn unreadable(path: &str, why: &Unreadable) -> Words {
    let what = match path {
        "" => "Innehållsmappen".to_string(),
        "+++" => "Dokumenthuvudet".to_string(),
        path => quote(path),
    };
    let (reason, hint) = reason(why);
    say(format!("{what} {reason}"), hint)
}

/// What is wrong with the file as the end of a sentence, and what to do.
fn reason(why: &Unreadable) -> (String, &'static str) {
    match why {
        Unreadable::Symlink => (
            "är en länk till något annat".to_string(),
            "Lägg själva filen i innehållsmappen i stället för en länk till den.",
        ),
        Unreadable::Special => ("är inte en vanlig fil".to_string(), "Ta bort den ur innehållsmappen."),
        Unreadable::HardLinked => (
            "är samma fil som en annan på disken (hård länk)".to_string(),
            "Ersätt den med en kopia, så att den har ett eget innehåll.",
        ),
        Unreadable::TooLarge { limit } => {
            (format!("är större än {}", size(*limit)), "Dela upp texten, eller spara bilden i mindre format.")
        }
        Unreadable::TooMany { limit } => (
            format!("har fler än {} filer; resten är inte med", grouped(*limit, '\u{a0}')),
            "Kontrollera att rätt mapp är angiven med --content, eller dela upp portalen.",
        ),
        Unreadable::NotUtf8 => (
            "är inte sparad som UTF-8".to_string(),
            "Öppna filen i en textredigerare och spara den med teckenkodningen UTF-8.",
        ),
        Unreadable::Name => (
            "har ett namn med tecken som inte kan stå i ett filnamn överallt, eller som inte syns"
                .to_string(),
            "Byt namn på filen, helst till bokstäver, siffror och bindestreck.",
        ),
        Unreadable::Reserved => (
            "har ett namn som Windows inte kan ha".to_string(),
            "Byt namn: CON, PRN, AUX, NUL, COM1–9 och LPT1–9 är enheter, och ett namn slutar inte med punkt eller blank.",
        ),
        Unreadable::CaseClash { other } => (
            format!("skiljer sig bara på stora och små bokstäver från {}", quote(other)),
            "Byt namn på den ena: på Windows och macOS är de samma fil.",
        ),
        Unreadable::Picture => (
            "är inte en bild av det slag som namnet säger".to_string(),
            "Spara om bilden i ett bildprogram, som png, jpg, gif eller webp, och låt ändelsen stämma.",
        ),
        Unreadable::Deep { limit } => (
            format!("ligger djupare än {limit} mappar; den och allt i den är inte med"),
            "Flytta mappen närmare innehållsmappens topp.",
        ),
        Unreadable::Changed => {
            ("har ändrats medan den lästes".to_string(), "Kör om kommandot när filen är sparad.")
        }
        Unreadable::Io { message } => (
            format!("gick inte att läsa ({})", shortened(message)),
            "Kontrollera att filen finns och att du har rätt att läsa den.",
        ),
    }
}
