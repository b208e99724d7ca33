//! What the fuzz targets share: a portal made of texts in memory, and the closed list read by a real HTML parser.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::{Mutex, OnceLock};

use ledtrad::pages::html::{Attr, Tag};
use ledtrad::pages::{self, Theme};
use ledtrad::pipeline::{self, Checked, Options, Timings};
use ledtrad::publish::{self, Profile, Published};
use ledtrad::search::Library;
use ledtrad::search::swedish::{Analyser, Settings, Vocabulary};
use scraper::Html;

/// Front matter of a document that everybody may see.
pub const FRONT: &str = "+++\nid = \"RIK-IS\"\ntitle = \"Riktlinje\"\nkind = \"riktlinje\"\nstatus = \"gällande\"\naudience = \"publik\"\nrule_prefix = \"IS\"\nvalid_from = 2026-01-01\n+++\n";

fn options() -> Options<'static> {
    let today = "2026-11-25".parse().expect("a day");
    Options { content: Path::new("/nonexistent/content"), profile: Profile::Publik, today, live: false, cache: ledtrad::cache::Cache::none() }
}

/// Reads and checks texts: `(path, text)`.
pub fn checked(texts: &[(&str, &str)]) -> Checked {
    let texts = texts.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    pipeline::check_texts(texts, &options(), &mut Timings::default())
}

/// What everybody may see of texts, whatever was found wrong in them.
pub fn published(texts: &[(&str, &str)]) -> Published {
    publish::publish(checked(texts).catalogue, Profile::Publik, options().today)
}

/// Writes every page.
pub fn pages(published: &Published) -> Vec<pages::Page> {
    static THEME: OnceLock<Theme> = OnceLock::new();
    let theme = THEME.get_or_init(|| Theme::new(&Default::default(), ledtrad::Language::Sv).expect("the theme"));
    let (plan, _) = pages::plan(published.catalogue());
    let made = Mutex::new(Vec::new());
    let keep = |page| made.lock().expect("no thread fell").push(page);
    pages::write(published, &plan, theme, &pages::Options::default(), &keep).expect("the templates fit");
    made.into_inner().expect("no thread fell")
}

/// An analyser that has learnt of no text.
pub fn analyser() -> &'static Analyser {
    static ANALYSER: OnceLock<Analyser> = OnceLock::new();
    ANALYSER.get_or_init(|| Analyser::new(&Vocabulary::default(), &Settings::default()))
}

/// The library of a portal with a few words of every kind.
pub fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let text = format!(
            "{FRONT}# Riktlinje\n\n## 1 Behörighet\n\n**IS-1** Systemägaren ska besluta om behörighet i it-system.\n\n\
             **IS-2** Säkerhetskopior ska återläsas minst en gång per år.\n\n| Begrepp | Förklaring | Sägs också |\n|---|---|---|\n\
             | Säkerhetskopia | Kopia av information | backup |\n"
        );
        Library::of(&published(&[("riktlinje.md", &text)])).expect("an index")
    })
}

/// Elements that only templates write.
const TEMPLATE: &[&str] = &[
    "html", "head", "meta", "title", "link", "body", "header", "footer", "main", "nav", "article", "h1", "dl", "dt", "dd",
    "time", "form", "label", "input", "button", "select", "option", "script", "caption", "figure", "figcaption", "noscript", "fieldset", "legend",
    "br", "hr", "img", "b", "template", "output", "small", "search", "optgroup",
];
/// Elements of pictures.
const PICTURE: &[&str] = &["svg", "rect", "path", "circle", "text", "g", "line"];

/// Panics when a page holds an element, an attribute or an address outside the list. Most pages are the same for most
/// inputs; each is read once.
pub fn assert_closed(path: &str, html: &str) {
    static READ: OnceLock<Mutex<BTreeSet<u64>>> = OnceLock::new();
    let mut hasher = DefaultHasher::new();
    html.hash(&mut hasher);
    let mut read = READ.get_or_init(Mutex::default).lock().expect("no thread fell");
    // Some ten MB: a session may be long.
    if read.len() > 200_000 {
        read.clear();
    }
    if !read.insert(hasher.finish()) {
        return;
    }
    drop(read);
    let page = Html::parse_document(html);
    for element in page.root_element().descendants().filter_map(|node| node.value().as_element()) {
        let name = element.name();
        let known = Tag::ALL.iter().any(|tag| tag.name() == name) || TEMPLATE.contains(&name) || PICTURE.contains(&name);
        assert!(known, "{path}: <{name}>");
        if name == "script" {
            let data = element.attr("type") == Some("application/ld+json");
            assert!(data || element.attr("src").is_some_and(|source| !source.contains(':')), "{path}: a script of its own");
        }
        for (key, value) in element.attrs() {
            let lower = key.to_ascii_lowercase();
            assert!(!lower.starts_with("on") && lower != "style" && lower != "srcdoc", "{path}: {key}");
            if ["href", "src", "action", "formaction", "content"].contains(&lower.as_str()) {
                assert_address(path, name, &lower, value);
            }
            if !TEMPLATE.contains(&name) && !PICTURE.contains(&name) {
                let own = ["href", "rel", "hidden", "open", "tabindex", "aria-labelledby", "aria-hidden", "aria-current", "aria-live", "headers", "viewbox"];
                let known = Attr::ALL.iter().any(|attr| attr.name() == lower) || own.contains(&lower.as_str()) || lower.starts_with("data-");
                assert!(known, "{path}: <{name} {key}>");
            }
        }
    }
}

fn assert_address(path: &str, element: &str, key: &str, value: &str) {
    // What a browser reads: blanks and control characters are gone before the scheme is read.
    let seen: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    if key == "content" {
        assert!(!seen.contains("javascript:") || element == "meta", "{path}: {value}");
        return;
    }
    let scheme = seen.split_once(':').map(|(scheme, _)| scheme);
    let allowed = match scheme {
        Some("https" | "http" | "mailto" | "tel") => element == "a" || element == "link",
        Some(other) => other.contains(['/', '#', '?']),
        None => !seen.starts_with("//") && !seen.contains('\\'),
    };
    assert!(allowed, "{path}: <{element} {key}={value:?}>");
}
