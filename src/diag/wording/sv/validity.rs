//! L030–L044: status, giltighet och författningar.

use super::super::{Words, say};
use super::quote;

pub(super) fn expired(on: &str) -> Words {
    say(
        format!("Giltighetstiden gick ut {on}"),
        "Besluta om en ny giltighetstid (valid_until), eller sätt status «ersatt» eller «upphävd».",
    )
}

pub(super) fn expires_soon(on: &str, days: i64) -> Words {
    let left = match days {
        0 => "i dag".to_string(),
        1 => "i morgon".to_string(),
        days => format!("om {days} dagar"),
    };
    say(
        format!("Giltighetstiden går ut {on} ({left})"),
        "Planera beslutet om att förlänga, ersätta eller upphäva dokumentet.",
    )
}

pub(super) fn review_due(on: &str) -> Words {
    say(
        format!("Dokumentet ska ses över senast {on}"),
        "Se över dokumentet och skriv sedan nästa datum för översyn (review_by).",
    )
}

pub(super) fn not_yet_in_force(status: &str, from: &str) -> Words {
    say(
        format!("Status är {}, men dokumentet börjar gälla först {from}", quote(status)),
        "Sätt status «beslutad» till dess, eller rätta datumet (valid_from).",
    )
}

pub(super) fn already_in_force(from: &str) -> Words {
    say(
        format!("Status är «beslutad», men dokumentet började gälla {from}"),
        "Sätt status «gällande», eller rätta datumet (valid_from).",
    )
}

pub(super) fn end_before_start(from: &str, until: &str) -> Words {
    say(
        format!("Dokumentet slutar gälla {until}, innan det börjar gälla {from}"),
        "Rätta det av datumen valid_from och valid_until som är fel.",
    )
}

pub(super) fn closes_before_opens(opens: &str, closes: &str) -> Words {
    say(
        format!("Remissen stänger {closes}, innan den öppnar {opens}"),
        "Rätta det av datumen opens och closes under [consultation] som är fel.",
    )
}

pub(super) fn successor_not_decided(successor: &str, status: &str) -> Words {
    say(
        format!("Dokumentet är ersatt av {}, men det har status {}", quote(successor), quote(status)),
        "Behåll dokumentet som gällande tills efterträdaren är beslutad, eller rätta efterträdarens status.",
    )
}

pub(super) fn predecessor_in_force(predecessor: &str, status: &str) -> Words {
    say(
        format!("Dokumentet ersätter {}, men det har kvar status {}", quote(predecessor), quote(status)),
        "Sätt status «ersatt» och replaced_by på föregångaren, eller ta bort den ur replaces.",
    )
}

pub(super) fn repealed_act(id: &str, title: &str, on: &str, successor: Option<&str>) -> Words {
    let hint = match successor {
        Some(successor) => {
            format!("Kontrollera om {} gäller i stället, och ändra hänvisningen.", quote(successor))
        }
        None => "Ta reda på vad som gäller i stället, och ändra hänvisningen.".to_string(),
    };
    let title = if title.is_empty() { String::new() } else { format!(", {}", super::shortened(title)) };
    say(format!("{}{title} är upphävd från och med {on}", quote(id)), hint)
}

pub(super) fn act_without_number(name: &str) -> Words {
    say(
        format!("Författningen {} nämns utan nummer och är okänd under det namnet", quote(name)),
        "Skriv ut numret, till exempel «säkerhetsskyddslagen (2018:585)», eller lägg till namnet som alias i \
         referenser.toml.",
    )
}

pub(super) fn act_not_registered(id: &str) -> Words {
    say(
        format!("{} finns inte i referenser.toml", quote(id)),
        "Lägg till den där med titel och giltighet, så att ledtrad kan säga till när den upphävs.",
    )
}

pub(super) fn stale_register(id: &str, checked: Option<&str>) -> Words {
    let message = match checked {
        Some(day) => format!("{} i referenser.toml kontrollerades senast {day}", quote(id)),
        None => format!("{} i referenser.toml har aldrig kontrollerats", quote(id)),
    };
    say(message, "Kontrollera att uppgifterna fortfarande stämmer, och skriv dagens datum i fältet checked.")
}

pub(super) fn statement_stale(key: &str, on: &str) -> Words {
    say(
        format!("Tillgänglighetsredogörelsens {} är {on}, för mer än ett år sedan", quote(key)),
        "Granska portalen och redogörelsen på nytt, och skriv de nya datumen under [accessibility] i site.toml.",
    )
}

pub(super) fn excluded_without_reason(control: &str) -> Words {
    say(
        format!("Kontrollen {} tillämpas inte, men det står inte varför", quote(control)),
        "Skriv skälet i fältet reason. Ett uttalande om tillämplighet ska motivera det som valts bort.",
    )
}
