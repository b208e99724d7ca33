//! Hostile texts in every field: whatever was found wrong with them, the portal that comes out is closed.
//!
//! The texts stand in `tests/hostile/`, one a line: `␀` to `␟` stand for control characters (`␊` is a line feed), and
//! `⟦202E⟧` for the character of that number. The portals that are made here are left in `target/tmp/hostile/`, where
//! `tests/browser/hostile.test.mjs` reads them with a browser's own parser and opens them under the policy.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use common::{Site, vectors};
use ledtrad::pages::html::{Attr, Tag};
use ledtrad::publish::Profile;

const FRONT: &str =
    "status = \"gällande\"\naudience = \"publik\"\nvalid_from = 2026-01-01\ndecided_on = 2026-01-01\n";

/// A basic string of TOML.
fn toml(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out + "\""
}

/// The text so that Markdown takes each character for itself.
fn escaped(text: &str) -> String {
    let plain = text.replace(['\n', '\r'], " ");
    plain.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
}

/// A portal with one text in every field of the settings and the register, and each of `texts` in every field and every
/// kind of place of a body. `raw` also has each as it is, as a body of its own.
fn portal(texts: &[&str], raw: bool) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let any = |at: usize| toml(texts[at % texts.len()]);
    files.push((
        "site.toml".to_string(),
        format!(
            "title = {}\norganisation = {}\nbase_url = \"https://portal.test/mapp/\"\n[output]\nhosting = [\"nginx\", \"apache\", \"iis\", \"static\"]\n\
             [[kind]]\nid = \"egen\"\nname = {}\nplural = {}\n[search]\nsplit = [{}]\n[search.synonyms]\nord = [{}]\n",
            any(0), any(1), any(2), any(3), any(4), any(5)
        ),
    ));
    let entry = |(at, text): (usize, &&str)| {
        let text = toml(text);
        format!(
            "[[reference]]\nid = \"Norm {at}\"\nkind = \"standard\"\ntitle = {text}\naliases = [{text}]\nurl = {text}\nchecked = 2026-01-01\n\
             [[reference.control]]\nid = \"A.{at}\"\ntitle = {text}\nreason = {text}\napplies = false\n"
        )
    };
    files.push(("referenser.toml".to_string(), texts.iter().enumerate().map(entry).collect()));
    for (at, text) in texts.iter().enumerate() {
        let (value, plain) = (toml(text), escaped(text));
        let line = text.replace(['\n', '\r'], " ");
        files.push((
            format!("{at}/{text}.md"),
            format!(
                "+++\nid = \"H-{at}\"\ntitle = {value}\nkind = \"riktlinje\"\n{FRONT}valid_until = 2028-01-01\ndecided_by = {value}\ndecision = {value}\n\
                 registry = [{value}]\nedition = {value}\napplies_to = [{value}]\nsubjects = [{value}]\nresponsible = [{value}]\norganisation = {value}\n\
                 aliases = [\"/g/{at}\", {value}]\nchanges = {value}\nbackground = {value}\ncustodian = {value}\ndrawn_up_by = {value}\nsource = [{value}]\nrule_prefix = \"N\"\n+++\n\
                 # x\n\n## {at} {plain}\n\n**N-{at}** Chefen ska årligen läsa {plain}\n*Ansvarig: {plain}; grund: [Norm {at} A.{at}]; intervall: årligen; uppföljning: {plain}*\n\n\
                 - {plain}\n\n> {plain}\n\n| Begrepp | Förklaring | Sägs också |\n|---|---|---|\n| ord{at} {plain} | {plain} | {plain} |\n\n\
                 [{plain}](https://good.test/) ![{plain}](a.png) [^1]\n\n[^1]: {plain}\n\n## {at} {line}\n\nText {line}\n"
            ),
        ));
        // Roles meet roles on pages of their own, so that a few of them do for many texts.
        let has_role = texts.len() < 20 || at % 8 == 0;
        files.extend(has_role.then(|| (
            format!("roller/{at}.md"),
            format!(
                "+++\nid = \"ROLL-{at}\"\ntitle = {value}\nkind = \"{}\"\n{FRONT}aliases = [{value}]\nreports_to = [{value}]\nmember_of = [{value}]\nmembers = [{value}]\n\
                 holder = {value}\nincompatible_with = [{value}]\n+++\n# x\n\n**R-{at}** {plain}\n",
                if at % 16 < 8 { "roll" } else { "forum" }
            ),
        )));
        if raw {
            let code =
                format!("```{line}\n{text}\n```\n\n[x]({line})\n\n![{line}]({line} \"{line}\")\n\n{text}\n");
            files.push((format!("ra/{at}.md"), format!("+++\nid = \"RA-{at}\"\ntitle = {value}\nkind = {value}\n{FRONT}[consultation]\nreply_to = {value}\n+++\n{code}")));
        }
    }
    files
}

fn build(files: &[(String, String)]) -> Site {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    common::build(&files, Profile::Publik)
}

/// Leaves a portal for the browser.
fn keep(name: &str, site: &Site) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    for (path, text) in site {
        let to = folder.join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, text).unwrap();
    }
}

/// Reads markup as the writer makes it: every `<` begins an element, every attribute has a value in quotation marks or
/// none at all. What does not fit is a fault in itself.
fn assert_closed(path: &str, html: &str) {
    const TEMPLATE: &str = "figcaption optgroup html head meta title link body header footer main nav article h1 dl dt dd time form label input button select option \
        script svg rect path circle text g line caption figure noscript fieldset legend br hr img b output small";
    let attribute = regex::Regex::new(r#"^\s+([a-zA-Z][a-zA-Z.:-]*)(?:="([^"<>]*)")?"#).unwrap();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix("!DOCTYPE html>") {
            rest = after;
            continue;
        }
        let name_end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '/').unwrap();
        let name = rest[..name_end].trim_start_matches('/');
        assert!(
            Tag::ALL.iter().any(|tag| tag.name() == name)
                || TEMPLATE.split(' ').any(|one| one.trim() == name),
            "{path}: <{name}>"
        );
        rest = &rest[name_end..];
        let mut data = false;
        while let Some(found) = attribute.captures(rest) {
            let (key, value) =
                (found[1].to_ascii_lowercase(), found.get(2).map_or("", |value| value.as_str()));
            assert!(
                !key.starts_with("on") && key != "style" && key != "srcdoc" && key != "formaction",
                "{path}: <{name} {key}>"
            );
            if Tag::ALL.iter().any(|tag| tag.name() == name) && name != "a" {
                let own = [
                    "open",
                    "hidden",
                    "aria-hidden",
                    "aria-labelledby",
                    "aria-current",
                    "aria-live",
                    "headers",
                    "datetime",
                ];
                let known = Attr::ALL.iter().any(|attr| attr.name() == key)
                    || own.contains(&key.as_str())
                    || key.starts_with("data-");
                assert!(known, "{path}: <{name} {key}>");
            }
            if matches!(key.as_str(), "href" | "src" | "action") {
                let scheme = value.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
                let sound = match scheme.as_deref() {
                    Some("https" | "http") => name == "a" || name == "link",
                    Some("mailto" | "tel") => name == "a",
                    Some(other) => other.contains(['/', '#', '?']),
                    None => !value.starts_with("//") && !value.contains('\\'),
                };
                assert!(sound, "{path}: <{name} {key}={value:?}>");
            }
            data |= name == "script" && key == "type" && value == "application/ld+json";
            rest = &rest[found[0].len()..];
        }
        let after = rest.trim_start().trim_start_matches('/');
        assert!(after.starts_with('>'), "{path}: <{name} {}", &rest.chars().take(60).collect::<String>());
        rest = &after[1..];
        if data {
            let (json, after) = rest.split_once("</script>").unwrap();
            assert!(
                !json.contains('<') && serde_json::from_str::<serde_json::Value>(json).is_ok(),
                "{path}: {json}"
            );
            rest = after;
        }
    }
}

fn assert_site(site: &Site) {
    for (path, text) in site {
        match path.rsplit('.').next().unwrap() {
            "html" => assert_closed(path, text),
            "json" | "jsonld" => drop(serde_json::from_str::<serde_json::Value>(text).unwrap()),
            // Data that a page loads is one call with JSON in it.
            "js" if path.starts_with("data/") => {
                let json = text.trim_end().trim_end_matches([';', ')']).split_once('(').unwrap().1;
                let whole = format!("[{json}]");
                assert!(serde_json::from_str::<serde_json::Value>(&whole).is_ok(), "{path}: {json}");
            }
            _ => {}
        }
        assert!(
            !path.contains("..") && !path.starts_with('/') && !path.contains(['\\', ':', '<', '\n']),
            "{path:?}"
        );
    }
}

#[test]
fn the_corpus_is_large_and_says_nothing_twice() {
    let all = vectors();
    let distinct: BTreeSet<_> = all.iter().map(|vector| (&vector.list, &vector.text)).collect();
    assert!(distinct.len() >= 400 && distinct.len() == all.len(), "{} of {}", distinct.len(), all.len());
}

/// Whatever was found wrong, and a build would have refused it: what is written is closed all the same.
#[test]
fn any_text_anywhere_leaves_the_portal_closed() {
    let all = vectors();
    let texts: Vec<&str> = all.iter().map(|vector| vector.text.as_str()).collect();
    for (part, texts) in texts.chunks(50).enumerate() {
        let site = build(&portal(texts, true));
        assert!(site.len() > 200, "{}", site.len());
        assert_site(&site);
        keep(&format!("raw/{part}"), &site);
    }
}

/// Texts that are allowed, so that a reader could meet them, each in every field of a portal that is small enough to be
/// opened page by page.
#[test]
fn allowed_texts_stay_texts() {
    let all = vectors();
    let plain = |text: &str| {
        !text.chars().any(|c| {
            c.is_control() || ('\u{200b}'..='\u{206f}').contains(&c) || c > '\u{e000}' || c == '\u{ad}'
        })
    };
    let texts: Vec<&str> = all.iter().map(|vector| vector.text.as_str()).filter(|text| plain(text)).collect();
    assert!(texts.len() > 300);
    // Many in one field: a page of each kind then has them all.
    let some: Vec<String> = texts.chunks(texts.len().div_ceil(8)).map(|chunk| chunk.join(" ¤ ")).collect();
    let some: Vec<&str> = some.iter().map(String::as_str).collect();
    let site = build(&portal(&some, false));
    assert_site(&site);
    // Nothing is lost: the title says what it was given.
    let documents: serde_json::Value = serde_json::from_str(&site["data/dokument.json"]).unwrap();
    let titles: BTreeSet<&str> =
        documents.as_array().unwrap().iter().filter_map(|one| one["title"].as_str()).collect();
    assert!(some.iter().all(|text| titles.contains(text.trim())), "{titles:?}");
    keep("allowed", &site);
}
