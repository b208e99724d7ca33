//! The built-in theme: colours that can be read, and an interface that is wholly in the portal's language.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use ledtrad::publish::Profile;
use regex::Regex;

/// The colours of a block of declarations.
fn tokens(block: &str) -> BTreeMap<String, [f64; 3]> {
    let pattern = Regex::new(r"--([a-z-]+):\s*#([0-9a-f]{6}|[0-9a-f]{3});").unwrap();
    let channel = |hex: &str| f64::from(u8::from_str_radix(hex, 16).unwrap()) / 255.0;
    pattern
        .captures_iter(block)
        .map(|found| {
            let hex = &found[2];
            let hex =
                if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_string() };
            (found[1].to_string(), [channel(&hex[0..2]), channel(&hex[2..4]), channel(&hex[4..6])])
        })
        .collect()
}

/// The contrast of two colours (WCAG 2.2, definitions of relative luminance and contrast ratio).
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    let luminance = |c: [f64; 3]| 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_colour_of_text_and_of_signs_can_be_told_from_its_ground() {
    let css = std::fs::read_to_string("themes/portal/assets/portal.css").unwrap();
    let light = tokens(&css[..css.find("@media (prefers-color-scheme: dark)").unwrap()]);
    let dark_at = css.find("@media (prefers-color-scheme: dark)").unwrap();
    let dark = tokens(&css[dark_at..css.find("/* Ground */").unwrap()]);
    assert_eq!(light.keys().collect::<Vec<_>>(), dark.keys().collect::<Vec<_>>());
    let text = [
        ("ink", &["paper", "wash", "notice", "thread-wash", "thread-soft", "ins"][..]),
        ("quiet", &["paper", "wash", "notice"][..]),
        ("thread", &["paper", "wash", "notice"][..]),
    ];
    let signs = [
        ("edge", &["paper", "wash"][..]),
        ("notice-edge", &["paper", "notice"][..]),
        ("thread", &["paper"][..]),
    ];
    for (name, colours) in [("light", &light), ("dark", &dark)] {
        for (least, pairs) in [(4.5, &text), (3.0, &signs)] {
            for (front, grounds) in pairs {
                for ground in *grounds {
                    let ratio = contrast(colours[*front], colours[*ground]);
                    assert!(ratio >= least, "{name}: {front} on {ground} has {ratio:.2}, and needs {least}");
                }
            }
        }
    }
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 0.01);
}

const ENGLISH: &[(&str, &str)] = &[
    (
        "site.toml",
        "title = \"Governance\"\norganisation = \"Northshire\"\nlanguage = \"en\"\nbase_url = \"https://example.org/\"\n\
         [accessibility]\nconformity = \"delvis\"\nstandard = \"WCAG 2.2 AA\"\nassessed_on = 2026-10-01\nupdated_on = 2026-10-01\n\
         method = \"Own tests\"\nfeedback_url = \"https://example.org/form\"\n[[accessibility.shortcoming]]\nwhat = \"Wide tables\"\n",
    ),
    (
        "register.md",
        "+++\nid = \"POL-A\"\ntitle = \"Security policy\"\nkind = \"policy\"\nstatus = \"gällande\"\naudience = \"publik\"\n\
         decided_by = \"Council\"\ndecided_on = 2026-01-01\ndecision = \"1\"\nregistry = [\"NS 1\"]\nvalid_from = 2026-01-01\nvalid_until = 2029-12-31\n+++\n\
         # Security policy\n\n**POL-A-P1** The council shall protect information.\n",
    ),
    (
        "guideline.md",
        "+++\nid = \"GUI-A\"\ntitle = \"Guideline on access\"\nkind = \"riktlinje\"\nstatus = \"gällande\"\naudience = \"publik\"\n\
         decided_by = \"Council\"\ndecided_on = 2026-01-01\ndecision = \"2\"\nregistry = [\"NS 2\"]\nvalid_from = 2026-01-01\nsource = [\"POL-A\"]\nsubjects = [\"access\"]\n+++\n\
         # Guideline on access\n\n## 1 Access\n\n*Owner: [Manager]; source: [POL-A-P1], [ISO/IEC 27001 A.5.18]*\n\n\
         **AC-1** The manager shall review access annually in March.\n*Recurrence: annually in March; evidence: signed list*\n\n\
         **AC-2** The manager shall regularly read the log.\n\n**AC-3** *Withdrawn 2026-02-01; replaced by [AC-1].*\n\n\
         | Term | Definition |\n|---|---|\n| access | the right to read |\n",
    ),
    (
        "manager.md",
        "+++\nid = \"ROLE-M\"\ntitle = \"Manager\"\nkind = \"roll\"\nstatus = \"gällande\"\naudience = \"publik\"\n\
         decided_by = \"Council\"\ndecided_on = 2026-01-01\ndecision = \"3\"\nregistry = [\"NS 3\"]\nvalid_from = 2026-01-01\n+++\n\
         # Manager\n\n**M-1** The manager shall lead.\n",
    ),
    (
        "proposal.md",
        "+++\nid = \"GUI-B\"\ntitle = \"Proposed guideline\"\nkind = \"riktlinje\"\nstatus = \"remiss\"\naudience = \"publik\"\nreplaces = [\"GUI-A\"]\n\
         [consultation]\nopens = 2026-11-01\ncloses = 2026-12-24\nreply_to = \"a@example.org\"\n+++\n\
         # Proposed guideline\n\n**AC-1** The manager shall review access every quarter.\n\n**AC-9** The manager shall smile.\n",
    ),
    (
        "answer.md",
        "+++\nid = \"ANS-A\"\ntitle = \"Answer\"\nkind = \"yttrande\"\nstatus = \"beslutad\"\naudience = \"publik\"\ncomments_on = \"GUI-B\"\nfrom = \"Union\"\n+++\n\
         # Answer\n\n## Too often\n\n*About: [GUI-B]; answer: Agreed.; outcome: accepted*\n\nWe think so.\n",
    ),
    (
        "referenser.toml",
        "[[reference]]\nid = \"ISO/IEC 27001\"\nkind = \"standard\"\ntitle = \"Information security\"\nchecked = 2026-10-01\n\
         [[reference.control]]\nid = \"A.5.18\"\ntitle = \"Rights are given and taken back\"\nstatus = \"delvis\"\n\
         [[reference.control]]\nid = \"A.8.4\"\ntitle = \"Code is kept safe\"\napplicable = false\nreason = \"No code\"\n\
         [[reference]]\nid = \"Purchasing rules\"\nkind = \"styrdokument\"\ntitle = \"Purchasing rules\"\n",
    ),
];

#[test]
fn an_english_portal_has_no_swedish_word_of_the_interface() {
    let site = common::build(ENGLISH, Profile::Publik);
    let words = |language: &str| -> BTreeMap<String, BTreeMap<String, String>> {
        toml::from_str(&std::fs::read_to_string(format!("themes/portal/{language}.toml")).unwrap()).unwrap()
    };
    let (sv, en) = (words("sv"), words("en"));
    // Words that are the same in both languages, or that stand as parts of English ones, prove nothing.
    let swedish: Vec<&str> = ["template", "view"]
        .iter()
        .flat_map(|table| sv[*table].iter().filter(|(key, text)| en[*table][*key] != **text))
        .map(|(_, text)| text.split("{}").max_by_key(|part| part.len()).unwrap_or("").trim())
        .filter(|text| text.chars().count() > 3)
        .collect();
    assert!(swedish.len() > 300, "{}", swedish.len());
    let tag =
        Regex::new(r#"<[^>]*?(?:(?:aria-label|title|placeholder|alt|content|data-[a-z]+)="([^"]*)"[^>]*)*>"#)
            .unwrap();
    let any: Vec<String> = swedish.iter().map(|word| regex::escape(word)).collect();
    let pattern = Regex::new(&format!(r"(?:^|[^\p{{L}}])(?:{})(?:[^\p{{L}}]|$)", any.join("|"))).unwrap();
    let address = Regex::new(r"https?://\S+|\S+\.(?:html|ics|csv|json|jsonld|ttl)\S*").unwrap();
    // The words that documents write as their status are data, and the same in every language.
    let status =
        Regex::new(r#"(?:value="|&quot;|")(?:utkast|remiss|beslutad|gällande|ersatt|upphävd)(?:"|&quot;)"#)
            .unwrap();
    let mut pages = 0;
    for (path, text) in site.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".ics")) {
        pages += 1;
        let said = text.replace("&#39;", "'");
        let bare = status.replace_all(&said, "").replace("Ledtråd", "");
        if let Some(at) = bare.find(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö']) {
            let from = bare[..at].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
            panic!("{path}: …{}", bare[from..].chars().take(80).collect::<String>());
        }
        // Addresses are the same in every language.
        let visible = address.replace_all(&tag.replace_all(&bare, " $1 "), " ").into_owned();
        let found = pattern.find(&visible).map(|found| found.as_str());
        assert!(found.is_none(), "{path} says «{}»", found.unwrap_or_default());
    }
    assert!(pages > 20);
    for (path, text) in &site {
        assert!(!path.ends_with(".html") || text.contains("<html lang=\"en\">"), "{path}");
    }
}
