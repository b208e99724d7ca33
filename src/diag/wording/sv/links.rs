//! L012–L017: hänvisningar.

use super::super::{Words, list, say};
use super::{quote, suggest};

pub(super) fn unknown_name(name: &str, nearest: Option<&str>) -> Words {
    say(
        format!("Okänt namn: {}", quote(name)),
        suggest(
            nearest,
            "rätta namnet, eller ge det som namn eller alias till det dokument, den roll, det begrepp eller den \
             författning som menas",
        ),
    )
}

pub(super) fn ambiguous_name(name: &str, candidates: &[String]) -> Words {
    say(
        format!("Namnet {} kan betyda flera saker: {}", quote(name), list(candidates, quote, "och")),
        "Skriv id:t för den som menas i stället för namnet.",
    )
}

pub(super) fn missing_target(target: &str, nearest: Option<&str>) -> Words {
    say(
        format!("Länken leder till något som inte finns: {}", quote(target)),
        suggest(nearest, "rätta sökvägen eller rubriken efter #, eller ta bort länken"),
    )
}

pub(super) fn forbidden_address(address: &str) -> Words {
    say(
        format!("Adressen är inte tillåten: {}", quote(address)),
        "Använd en adress som börjar med https://, mailto: eller tel:, eller en relativ sökväg till en fil i \
         innehållsmappen. Bilder måste ligga i innehållsmappen.",
    )
}

pub(super) fn unpublished(name: &str, profile: &str) -> Words {
    say(
        format!(
            "{} publiceras inte i profilen {}, så hänvisningen blir text utan länk",
            quote(name),
            quote(profile)
        ),
        "Ta bort hänvisningen, eller ändra status eller målgrupp (audience) för det som den leder till.",
    )
}

pub(super) fn swallowing_definition(label: &str) -> Words {
    say(
        format!(
            "Raden «[{}]: …» läses som en länkdefinition och försvinner ur texten",
            super::shortened(label)
        ),
        "Skriv ett ord före hakparentesen, eller ta bort kolonet direkt efter den.",
    )
}
