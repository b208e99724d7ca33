//! A very long document is cut into pages that stay usable, and no address of it is lost.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write;

use ledtrad::publish::Profile;
use regex::Regex;

const FRONT: &str = "+++\nid = \"RIK-LANG\"\ntitle = \"Lång riktlinje\"\nkind = \"riktlinje\"\nstatus = \"gällande\"\n\
    audience = \"publik\"\ndecided_by = \"Nämnden\"\ndecided_on = 2026-01-01\ndecision = \"§ 1\"\nregistry = [\"RS 1\"]\n\
    valid_from = 2026-01-01\n+++\n\n# Lång riktlinje\n\nInledning, se [RIK-LANG 199.9].\n\n";

/// `12` for a chapter, `12.3` for what is within it.
fn number(n: usize) -> String {
    let (chapter, within) = ((n - 1) / 10 + 1, (n - 1) % 10);
    if within == 0 { chapter.to_string() } else { format!("{chapter}.{within}") }
}

/// A document of so many chapters with a rule each, every tenth with a chapter within it.
fn document(chapters: usize, words: usize) -> String {
    let mut text = FRONT.to_string();
    for n in 1..=chapters {
        let level = if n % 10 == 1 { "##" } else { "###" };
        let number = number(n);
        let filler = "Nämnden ska läsa och förstå. ".repeat(words);
        writeln!(
            text,
            "{level} {number} Avsnitt {n}\n\n**L-{n}** {filler}\n\n- **LL-{n}** Se [L-{}].\n",
            chapters - n + 1
        )
        .unwrap();
    }
    text
}

/// The ids of a page, and its links with the places in other pages that they lead to.
fn read(page: &str) -> (Vec<String>, Vec<(String, String)>) {
    let ids = Regex::new(r#"\sid="([^"]+)""#).unwrap();
    let links = Regex::new(r##"href="([^"#]*)#([^"]+)""##).unwrap();
    (
        ids.captures_iter(page).map(|found| found[1].to_string()).collect(),
        links.captures_iter(page).map(|found| (found[1].to_string(), found[2].to_string())).collect(),
    )
}

#[test]
fn two_thousand_sections_become_pages_and_every_address_still_leads_on() {
    let text = document(2_000, 15);
    assert!(text.len() > 1_000_000);
    let site_toml = "title = \"Prov\"\n[output]\nrule_pages = false\n";
    let site = common::build(&[("site.toml", site_toml), ("lang.md", &text)], Profile::Publik);
    let first = "dokument/rik-lang.html";
    let parts: Vec<&String> =
        site.keys().filter(|path| *path == first || path.starts_with("dokument/rik-lang/")).collect();
    assert!(parts.len() > 10, "{parts:?}");
    // The first page also keeps the places of all the others.
    for path in &parts {
        let limit = if *path == first { 900_000 } else { 250_000 };
        assert!(site[*path].len() < limit, "{path} has {} bytes", site[*path].len());
    }
    let read: Vec<_> = parts.iter().map(|path| (*path, read(&site[*path]))).collect();
    let mut homes = BTreeSet::new();
    for (path, (ids, _)) in &read {
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{path}: an id stands twice");
        homes.extend(ids.iter().map(|id| ((*path).clone(), id.clone())));
    }
    for (path, (_, links)) in &read {
        let root = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (target, anchor) in links {
            let full = if target.is_empty() { (*path).clone() } else { join(root, target) };
            let page =
                site.get(&full).unwrap_or_else(|| panic!("{path} leads to {full}, which is not there"));
            let place = (full.clone(), anchor.clone());
            let known = homes.contains(&place) || page.contains(&format!("id=\"{anchor}\""));
            assert!(known, "{path} leads to {full}#{anchor}");
        }
    }
    // The former address of every section and rule is a place on the first page, and each has a home on one page alone.
    for n in 1..=2_000 {
        for anchor in
            [format!("avsnitt-{}", number(n).replace('.', "-")), format!("l-{n}"), format!("ll-{n}")]
        {
            assert!(homes.contains(&(first.to_string(), anchor.clone())), "{anchor}");
            let count =
                parts.iter().filter(|path| homes.contains(&((**path).clone(), anchor.clone()))).count();
            assert!((1..=2).contains(&count), "{anchor} is on {count} pages");
        }
    }
    let moved = Regex::new(
        "<li id=\"avsnitt-199-9\"><a href=\"\\.\\./dokument/rik-lang/del-\\d+\\.html#avsnitt-199-9\">",
    )
    .unwrap();
    assert!(moved.is_match(&site[first]));
}

/// A path from a folder, with `..` taken away.
fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn a_document_of_usual_length_is_one_page() {
    let site = common::build(&[("lang.md", &document(200, 10))], Profile::Publik);
    assert!(site.keys().all(|path| !path.contains("/del-")));
}

/// One of many documents: a policy, or one that makes a policy concrete.
fn one_of_many(id: &str, source: Option<&str>) -> (String, String) {
    let kind = if source.is_some() { "riktlinje" } else { "policy" };
    let source = source.map_or(String::new(), |source| format!("source = [\"{source}\"]\n"));
    let front = FRONT.split("# Lång").next().unwrap().replace("RIK-LANG", id).replace("Lång riktlinje", id);
    let front = front.replace("\"riktlinje\"", &format!("\"{kind}\""));
    (format!("{id}.md"), front.replace("valid_from", &format!("{source}valid_from")) + "Text.\n")
}

#[test]
fn a_map_of_very_many_documents_is_still_a_page_and_says_what_it_leaves_out() {
    let mut files =
        vec![("site.toml".to_string(), "title = \"Prov\"\n[output]\nrule_pages = false\n".to_string())];
    for policy in 0..30 {
        let top = format!("POL-{policy}");
        files.push(one_of_many(&top, None));
        files.extend((0..170).map(|under| one_of_many(&format!("RIK-{policy}-{under}"), Some(&top))));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = common::build(&files, Profile::Publik);
    let map = &site["karta.html"];
    let (before, tree) = map.split_once("id=\"trad\"").unwrap();
    let tree = tree.split_once("</section>").unwrap().0;
    assert_eq!((tree.matches("<li>").count(), before.matches("<figure").count()), (5_000, 17));
    assert!(tree.contains(">och 130 till<") && before.contains(">och 13 till<"));
    assert!(map.len() < 3_000_000, "{}", map.len());
}
