//! L050–L072: roller, regler och begrepp.

use super::super::{Words, list, say};
use super::{quote, suggest};

pub(super) fn role_not_described(name: &str, nearest: Option<&str>) -> Words {
    say(
        format!("Rollen {} nämns men är inte beskriven", quote(name)),
        suggest(nearest, "skapa ett dokument för rollen (kind = \"roll\"), eller använd en roll som finns"),
    )
}

pub(super) fn reports_to_itself(role: &str, ring: &[String]) -> Words {
    let message = match ring {
        [] | [_] => format!("Rollen {} rapporterar till sig själv", quote(role)),
        ring => format!("Rollen {} rapporterar i en ring: {}", quote(role), list(ring, quote, "och")),
    };
    say(
        message,
        "Rätta fältet reports_to hos någon av rollerna, så att rapporteringen slutar hos en överordnad.",
    )
}

pub(super) fn incompatible_holder(role: &str, other: &str, holder: &str) -> Words {
    say(
        format!(
            "{} har både rollen {} och rollen {}, som inte får förenas",
            quote(holder),
            quote(role),
            quote(other)
        ),
        "Låt någon annan ha den ena rollen (holder), eller ändra incompatible_with om de får förenas.",
    )
}

pub(super) fn one_sided_membership(role: &str, forum: &str, listed_by: &str) -> Words {
    say(
        format!("Att {} hör till {} står bara hos {}", quote(role), quote(forum), quote(listed_by)),
        "Skriv samma sak på båda ställena: member_of eller convenes hos rollen, members hos forumet. Eller ta \
         bort uppgiften om den är fel.",
    )
}

pub(super) fn no_owner(rule: &str) -> Words {
    say(
        format!("Regeln {} har ingen ansvarig", quote(rule)),
        "Skriv *Ansvarig: [roll]* sist i regeln eller under avsnittets rubrik, eller fältet responsible i \
         dokumenthuvudet.",
    )
}

pub(super) fn no_source(rule: &str) -> Words {
    say(
        format!("Regeln {} har ingen grund", quote(rule)),
        "Skriv *Grund: [princip eller lagrum]* sist i regeln eller under avsnittets rubrik, eller fältet source i \
         dokumenthuvudet.",
    )
}

pub(super) fn normative_without_id(phrase: &str, prefix: Option<&str>) -> Words {
    let id = prefix.map_or_else(|| "IS-1".to_string(), |prefix| format!("{}-1", super::shortened(prefix)));
    say(
        format!("Meningen ser ut som en regel men har inget id: {}", quote(phrase)),
        format!(
            "Sätt ett id i fetstil först i stycket, till exempel **{id}**. Kommandot «ledtrad id» delar ut lediga id."
        ),
    )
}

pub(super) fn rule_in_guidance(rule: &str, kind: &str) -> Words {
    say(
        format!(
            "Regeln {} står i ett dokument som inte är bindande ({})",
            quote(rule),
            super::shortened(kind)
        ),
        "Flytta regeln till ett bindande dokument, eller ta bort id:t om texten bara är ett råd.",
    )
}

pub(super) fn unserved_principle(rule: &str) -> Words {
    say(
        format!("Ingen regel har principen {} som grund", quote(rule)),
        "Ange principen som grund för de regler som genomför den, eller pröva om den behövs.",
    )
}

pub(super) fn vague_interval(rule: &str, words: &str) -> Words {
    say(
        format!("Regeln {} säger {}, som inte går att följa upp", quote(rule), quote(words)),
        "Ange hur ofta på metadataraden, till exempel *Intervall: årligen*, om det är beslutat.",
    )
}

pub(super) fn foreign_prefix(rule: &str, prefix: &str) -> Words {
    say(
        format!("Regelns id {} börjar inte med dokumentets prefix {}", quote(rule), quote(prefix)),
        "Om regeln har flyttats hit ska den behålla sitt id. Är den ny, ge den ett id med dokumentets prefix.",
    )
}

pub(super) fn term_conflict(term: &str) -> Words {
    say(
        format!("Begreppet {} förklaras på olika sätt", quote(term)),
        "Bestäm vilken förklaring som gäller och hänvisa till den, eller skilj begreppen åt med var sitt namn.",
    )
}

pub(super) fn term_unused(term: &str) -> Words {
    say(
        format!("Begreppet {} förklaras men används inte", quote(term)),
        "Ta bort begreppet, eller använd det i de regler där det menas.",
    )
}

pub(super) fn term_undefined(term: &str) -> Words {
    say(
        format!("{} används som ett begrepp men förklaras ingenstans", quote(term)),
        "Lägg till det i en tabell med rubrikerna Begrepp och Förklaring, eller skriv ett begrepp som finns.",
    )
}
