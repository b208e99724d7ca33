//! The keys of `site.toml`.

use super::{Key, Shape, key, required, words};
use crate::content::accessibility::Conformity;
use crate::content::config::CLASSES;
use crate::content::hosting::Host;
use crate::content::open_data::PUBLISHERS;

/// The settings of a portal.
pub const SITE: &[Key] = &[
    key(
        "title",
        Shape::Text,
        "\"Ledningssystemet\"",
        "Portalens namn; `Ledningssystem` när inget anges.",
        "Name of the portal; `Ledningssystem` when left out.",
    ),
    key("organisation", Shape::Text, "\"Region Älvmark\"", "Vems portalen är.", "Whose it is."),
    key(
        "language",
        Shape::Choice(|| vec!["sv", "en"]),
        "\"sv\"",
        "Språk i sidor och fynd; `sv` när inget anges.",
        "Language of pages and findings; `sv` when left out.",
    ),
    key(
        "base_url",
        Shape::Url,
        "\"https://ledningssystem.example.se/\"",
        "Publik adress. Ger webbplatskarta, kanoniska länkar och hela adresser i exporter.",
        "Public address; gives the sitemap, canonical links and full addresses in exports.",
    ),
    key(
        "theme",
        Shape::Text,
        "\"portal\"",
        "Mapp under `themes/` med egna filer; `portal` när inget anges.",
        "Folder under `themes/` with your own files; `portal` when left out.",
    ),
    key(
        "severity",
        Shape::Severities,
        "",
        "Hur allvarligt varje slags fynd är: `L061 = \"av\"`.",
        "How severe each kind of finding is: `L061 = \"av\"`.",
    ),
    key("check", Shape::Table(CHECK), "", "Hur portalen kontrolleras.", "How the portal is checked."),
    key("output", Shape::Table(OUTPUT), "", "Vad som skrivs.", "What is written."),
    key(
        "open_data",
        Shape::Table(OPEN_DATA),
        "",
        "Ger en post för Sveriges dataportal (DCAT-AP-SE) i den publika portalen: `data/dcat.ttl`.",
        "Gives the public portal a record for data portals (DCAT-AP-SE): `data/dcat.ttl`.",
    ),
    key(
        "accessibility",
        Shape::Table(ACCESSIBILITY),
        "",
        "Uppgifter till tillgänglighetsredogörelsen. Verktyget påstår aldrig att portalen uppfyller kraven.",
        "Facts of the accessibility statement. The program never claims that the portal conforms.",
    ),
    key("history", Shape::Table(HISTORY), "", "Historiken ur git.", "History from git."),
    key("search", Shape::Table(SEARCH), "", "Sökningen.", "The search."),
    key(
        "kind",
        Shape::Tables(KIND),
        "",
        "Ett slag av dokument. Ett id som finns ersätts; ett nytt kommer sist.",
        "A kind of document; an id that exists is replaced, a new one comes last.",
    ),
];

const CHECK: &[Key] = &[key(
    "warn_days",
    Shape::Number,
    "90",
    "Dagar före giltighetens slut då `check` börjar varna; 90 när inget anges.",
    "Days before the end of validity from which `check` warns; 90 when left out.",
)];

const HISTORY: &[Key] = &[key(
    "from",
    Shape::Date,
    "2026-01-31",
    "Dagen med vars texter historiken börjar; förrådets första dag när inget anges.",
    "The day with whose texts history begins; the first of the repository when left out.",
)];

const OUTPUT: &[Key] = &[
    key(
        "rule_pages",
        Shape::Flag,
        "true",
        "En sida för varje regel, vilket är förvalt. Annars är regelns adress dess plats i dokumentet.",
        "A page for each rule, as is the default; `false` makes the address of a rule its anchor in the document.",
    ),
    key(
        "hosting",
        Shape::Choices(|| words(Host::ALL)),
        "[\"nginx\"]",
        "Webbservrar som filer med svarshuvuden och omdirigeringar skrivs för.",
        "Web servers that files with headers and redirects are written for.",
    ),
];

const OPEN_DATA: &[Key] = &[
    required(
        "publisher",
        Shape::Text,
        "\"Region Älvmark\"",
        "Den som ger ut datamängden.",
        "Who publishes the data.",
    ),
    required(
        "publisher_uri",
        Shape::Url,
        "\"https://www.regionalvmark.example/\"",
        "Adress som står för utgivaren.",
        "Address that stands for the publisher.",
    ),
    key(
        "publisher_type",
        Shape::Choice(|| words(PUBLISHERS)),
        "\"RegionalAuthority\"",
        "Slag av utgivare; `RegionalAuthority` när inget anges.",
        "Kind of publisher; `RegionalAuthority` when left out.",
    ),
    required(
        "contact_name",
        Shape::Text,
        "\"Kansliet\"",
        "Vem som svarar på frågor.",
        "Who answers questions.",
    ),
    required(
        "contact_email",
        Shape::Text,
        "\"oppnadata@regionalvmark.example\"",
        "E-post till en funktion.",
        "E-mail of a function.",
    ),
    required(
        "licence",
        Shape::Url,
        "\"http://creativecommons.org/publicdomain/zero/1.0/\"",
        "Licensens adress.",
        "Address of the licence.",
    ),
    key(
        "title",
        Shape::Text,
        "\"Region Älvmarks ledningssystem\"",
        "Datamängdens namn; portalens när inget anges.",
        "Name of the data; that of the portal when left out.",
    ),
    required(
        "description",
        Shape::Text,
        "\"Styrande dokument, regler, roller och begrepp.\"",
        "Vad datamängden är.",
        "What the data is.",
    ),
    key(
        "keywords",
        Shape::Texts,
        "[\"ledningssystem\"]",
        "Ord som den hittas med.",
        "Words by which it is found.",
    ),
];

const ACCESSIBILITY: &[Key] = &[
    required(
        "conformity",
        Shape::Choice(|| words(Conformity::ALL)),
        "\"delvis\"",
        "Hur långt portalen uppfyller kraven, som ni själva har bedömt det.",
        "How far the portal conforms, as you have judged it.",
    ),
    required(
        "standard",
        Shape::Text,
        "\"EN 301 549 version 3.2.1 (WCAG 2.1 nivå AA)\"",
        "Vad den har bedömts mot.",
        "What it was judged against.",
    ),
    required(
        "assessed_on",
        Shape::Date,
        "2026-10-12",
        "Dag då den bedömdes. Efter ett år blir det en varning (L034).",
        "Day on which it was judged; a warning (L034) after a year.",
    ),
    required(
        "method",
        Shape::Text,
        "\"Egen granskning med tangentbord och skärmläsare.\"",
        "Hur den bedömdes, och av vem.",
        "How it was judged, and by whom.",
    ),
    required(
        "updated_on",
        Shape::Date,
        "2026-10-20",
        "Dag då redogörelsen senast sågs över. Efter ett år blir det en varning (L034).",
        "Day on which the statement was last looked through; a warning (L034) after a year.",
    ),
    required(
        "feedback_url",
        Shape::Url,
        "\"https://www.example.se/synpunkt\"",
        "Formulär för synpunkter.",
        "A form for remarks.",
    ),
    key(
        "feedback_email",
        Shape::Text,
        "\"tillganglighet@example.se\"",
        "Funktionsbrevlåda för synpunkter.",
        "E-mail of a function for remarks.",
    ),
    key(
        "feedback_phone",
        Shape::Text,
        "\"010-000 00 00\"",
        "Telefon för synpunkter.",
        "Telephone for remarks.",
    ),
    key(
        "answer_within",
        Shape::Text,
        "\"fem arbetsdagar\"",
        "Hur snart svar ges, i ord.",
        "How soon an answer comes, in words.",
    ),
    key(
        "published_on",
        Shape::Date,
        "2026-01-01",
        "Dag då portalen publicerades.",
        "Day on which the portal was published.",
    ),
    key(
        "supervisor_url",
        Shape::Url,
        "\"https://www.digg.se/tdosanmalan\"",
        "Tillsynsmyndighetens formulär; Diggs när inget anges.",
        "The supervising authority's form; Digg's when left out.",
    ),
    key(
        "disproportionate",
        Shape::Texts,
        "[\"Inspelade möten före 2026 textas inte.\"]",
        "Vad som är en oskäligt betungande anpassning, och varför.",
        "What would be a disproportionate burden, and why.",
    ),
    key("outside", Shape::Texts, "[\"Kartor\"]", "Vad lagen inte omfattar.", "What the law does not cover."),
    key(
        "shortcoming",
        Shape::Tables(SHORTCOMING),
        "",
        "Något som inte är tillgängligt.",
        "Something that is not accessible.",
    ),
];

const SHORTCOMING: &[Key] = &[
    required(
        "what",
        Shape::Text,
        "\"Några tabeller är breda.\"",
        "Vad som inte är tillgängligt.",
        "What is not accessible.",
    ),
    key(
        "requirement",
        Shape::Text,
        "\"WCAG 1.4.10\"",
        "Vilket krav det gäller.",
        "Which requirement it is about.",
    ),
    key(
        "instead",
        Shape::Text,
        "\"Hämta reglerna som CSV.\"",
        "Vad man kan göra i stället.",
        "What to do instead.",
    ),
    key(
        "mended_by",
        Shape::Date,
        "2027-06-30",
        "Dag då det ska vara åtgärdat.",
        "Day by which it is to be mended.",
    ),
];

const SEARCH: &[Key] = &[
    key(
        "enabled",
        Shape::Flag,
        "true",
        "Om sökningen byggs; det är förvalt.",
        "Whether the search is built; it is by default.",
    ),
    key(
        "same",
        Shape::Rows,
        "[[\"rond\", \"visit\"]]",
        "Grupper av ord som betyder detsamma.",
        "Groups of words that mean the same.",
    ),
    key(
        "split",
        Shape::Texts,
        "[\"bild|skärm\"]",
        "Sammansatta ord med sina gränser.",
        "Compounds with their borders.",
    ),
    key("keep", Shape::Texts, "[\"avdelning\"]", "Ord som inte delas.", "Words that are not split."),
    key(
        "synonyms",
        Shape::Lists,
        "{ usb-minne = [\"flyttbart lagringsmedium\"] }",
        "Vad folk säger, och dokumentens ord för det.",
        "What people say, each with the words of the documents for it.",
    ),
];

const KIND: &[Key] = &[
    required(
        "id",
        Shape::Text,
        "\"handbok\"",
        "Ordet som dokument skriver som `kind`.",
        "The word that documents write as `kind`.",
    ),
    key("name", Shape::Text, "\"Handbok\"", "Namn i singular.", "Name in the singular."),
    key("plural", Shape::Text, "\"Handböcker\"", "Namn i plural.", "Name in the plural."),
    key(
        "class",
        Shape::Choice(|| words(CLASSES)),
        "\"guidance\"",
        "Vad slaget är i ledningssystemet; `binding` när inget anges.",
        "What the kind is in the governance system; `binding` when left out.",
    ),
];
