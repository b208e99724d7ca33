//! L020–L029: dokumentets text.

use super::super::visible::shortened;
use super::super::{Words, grouped, say};
use super::{quote, suggest};

pub(super) fn raw_html(html: &str) -> Words {
    say(
        format!("HTML är inte tillåten: {}", quote(html)),
        "Skriv med Markdown i stället. Om tecknet < ska synas i texten, skriv \\<.",
    )
}

pub(super) fn mixed_scripts(word: &str) -> Words {
    say(
        format!("Ordet {} har bokstäver ur flera alfabet", quote(word)),
        "Skriv ordet på nytt med vanliga bokstäver: en kyrillisk eller grekisk bokstav kan se ut som en latinsk, och \
         då hittas ordet inte vid sökning.",
    )
}

pub(super) fn forbidden_character(code: u32, name: &str) -> Words {
    let (kind, hint) = character(name);
    say(format!("Otillåtet tecken: U+{code:04X} ({kind})"), hint)
}

/// What a class of characters is, and what to do about one of them.
fn character(class: &str) -> (&str, &'static str) {
    const REMOVE: &str = "Ta bort tecknet. Syns det inte, så radera ordet och skriv det på nytt.";
    match class {
        "NUL" => ("nolltecken", REMOVE),
        "control" => ("styrtecken", REMOVE),
        "bidi" => ("tecken som ändrar textens riktning", REMOVE),
        "BOM" => ("byteordningsmärke", "Spara filen som UTF-8 utan byteordningsmärke (BOM)."),
        "invisible" => ("osynligt tecken", REMOVE),
        "separator" => ("radskiljare", "Ersätt tecknet med en vanlig radbrytning."),
        "private use" => (
            "tecken utan fast betydelse, ofta en punkt från Word eller PDF",
            "Ersätt tecknet med det som menas, till exempel ett bindestreck först på raden för en punktlista.",
        ),
        "tag" => ("osynligt märktecken", REMOVE),
        "replacement" => ("märke för text som har gått förlorad", "Skriv om det som ska stå här."),
        "noncharacter" => ("kod som inte är något tecken", REMOVE),
        "variation" => ("osynligt tecken som väljer ett annat utseende", REMOVE),
        "marks" => ("fler accenter på samma bokstav än något språk har", REMOVE),
        "NFD" => (
            "prick, ring eller accent skild från sin bokstav",
            "Spara texten i Unicode-normalform C (NFC), där å, ä och ö är ett tecken var. Text från PDF och macOS \
             behöver det ofta.",
        ),
        other => (other, REMOVE),
    }
}

pub(super) fn personnummer() -> Words {
    say(
        "Texten innehåller något som ser ut som ett personnummer",
        "Ta bort numret. Har det redan sparats i versionshistoriken måste det tas bort där också: fråga \
         dataskyddsombudet.",
    )
}

pub(super) fn placeholder(text: &str) -> Words {
    say(
        format!("Platshållaren {} står kvar i ett dokument som ska vara beslutat", quote(text)),
        "Skriv den rätta uppgiften, eller sätt status «utkast» tills den finns.",
    )
}

pub(super) fn skipped_level(from: u8, to: u8) -> Words {
    let message = match from {
        0 => format!("Dokumentets första rubrik har nivå {to} i stället för 1"),
        _ => format!("Rubriken hoppar från nivå {from} till nivå {to}"),
    };
    let marks = "#".repeat(usize::from(from) + 1);
    say(
        message,
        format!("Börja rubriken med {marks}. Den som lyssnar på sidan hittar med rubrikernas nivåer."),
    )
}

pub(super) fn image_without_alt(target: &str) -> Words {
    say(
        format!("Bilden {} saknar beskrivning", quote(target)),
        format!("Skriv vad bilden visar inom hakparentesen: ![beskrivning]({})", shortened(target)),
    )
}

pub(super) fn table_without_header() -> Words {
    say(
        "Tabellen saknar kolumnrubriker",
        "Ge varje kolumn en rubrik på tabellens första rad, så att en skärmläsare kan läsa den.",
    )
}

pub(super) fn heading_attribute(attribute: &str) -> Words {
    let message = match attribute.strip_prefix('#') {
        Some(id) => format!("Rubrikens id {} har fel form", quote(id)),
        None => format!("Rubriken har attributet {}, men bara ett id får stå där", quote(attribute)),
    };
    say(
        message,
        "Skriv {#id} sist på rubrikraden, med högst 64 tecken: a–z i gemener, siffror och bindestreck. Eller ta \
         bort klammern.",
    )
}

pub(super) fn unknown_label(label: &str, nearest: Option<&str>) -> Words {
    let message = match label {
        "" => "En del av metadataraden saknar etikett".to_string(),
        label => format!("Okänd etikett i metadataraden: {}", quote(label)),
    };
    say(
        message,
        suggest(
            nearest,
            "använd ansvarig, grund, intervall, uppföljning, avser, svar eller utfall, följt av kolon",
        ),
    )
}

pub(super) fn table_too_large(cells: usize) -> Words {
    say(
        format!("Tabellen har fler än {} celler; resten är inte med", grouped(cells, '\u{a0}')),
        "Dela upp tabellen. Korta rader räknas som lika breda som rubrikraden.",
    )
}

pub(super) fn too_deep() -> Words {
    say(
        "Texten har för många nivåer inuti varandra",
        "Förenkla: använd färre nivåer av listor, citat och markeringar.",
    )
}
