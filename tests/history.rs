//! Editions from git: repositories made by the test, portals built from them.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;
use std::process::Command;

use common::Site;
use ledtrad::history::{self, Note};
use ledtrad::pipeline::{self, Timings};
use ledtrad::publish::Profile;

const SITE: &str =
    "title = \"Ledningssystemet\"\norganisation = \"Region Liten\"\nbase_url = \"https://example.org/\"\n";

/// Somebody whose name, address and words must be nowhere.
const WHO: [(&str, &str); 4] = [
    ("GIT_AUTHOR_NAME", "Kanariefågel Person"),
    ("GIT_AUTHOR_EMAIL", "kanarie@example.se"),
    ("GIT_COMMITTER_NAME", "Kanariefågel Person"),
    ("GIT_COMMITTER_EMAIL", "kanarie@example.se"),
];

fn git(folder: &Path, day: &str, arguments: &[&str]) {
    let date = format!("{day}T12:00:00+0100");
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .envs(WHO)
        .env("GIT_AUTHOR_DATE", &date)
        .env("GIT_COMMITTER_DATE", &date)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn commit(folder: &Path, day: &str) {
    git(folder, day, &["add", "-A"]);
    git(folder, day, &["commit", "-qm", "Kanariefågel meddelande"]);
}

fn write(folder: &Path, path: &str, text: &str) {
    let to = folder.join(path);
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    std::fs::write(to, text).unwrap();
}

/// A document: what differs between editions is given.
fn document(status: &str, audience: &str, edition: &str, from: &str, body: &str) -> String {
    format!(
        "+++\nid = \"RIK-IS\"\ntitle = \"Riktlinje\"\nkind = \"riktlinje\"\nstatus = \"{status}\"\naudience = \"{audience}\"\n\
         decided_by = \"Regionfullmäktige\"\ndecided_on = {from}\ndecision = \"§ {edition}\"\nregistry = [\"RS 1\"]\nedition = \"{edition}\"\n\
         valid_from = {from}\nresponsible = \"Nämnder\"\n+++\n# Riktlinje\n\n## 1 Behörighet\n\n{body}"
    )
}

const FIRST: &str = "**IS-1** Systemägaren ska läsa loggen varje vecka.\n\n**IS-2** Chefen ska fråga sina medarbetare om risker.\n";
const SECOND: &str = "**IS-1** Systemägaren ska läsa loggen varje dag.\n\n**IS-3** Medarbetare får inte lämna ut sina lösenord \\<b> & så.\n";

fn start() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), "2024-01-01", &["init", "-q", "-b", "main"]);
    write(folder.path(), "content/site.toml", SITE);
    folder
}

fn portal(folder: &Path, profile: Profile) -> (Site, Vec<Note>) {
    let content = folder.join("content");
    let options = common::options(&content, profile);
    let mut timings = Timings::default();
    let checked = pipeline::check(&options, &mut timings).unwrap();
    let history = pipeline::history(&checked.catalogue.site, &options, &mut timings);
    let notes = history.notes.clone();
    (common::write_with(checked, history, &options), notes)
}

/// Three editions of one document, the file moved and rewritten on the way, a correction, and a flap of white space.
fn three_editions() -> tempfile::TempDir {
    let folder = start();
    let at = folder.path();
    write(at, "content/a.md", &document("gällande", "publik", "1", "2024-01-01", FIRST));
    commit(at, "2024-01-02");
    // Broken lines are no new edition.
    write(
        at,
        "content/a.md",
        &document("gällande", "publik", "1", "2024-01-01", &FIRST.replace(" varje", "\nvarje")),
    );
    commit(at, "2024-02-02");
    std::fs::remove_file(at.join("content/a.md")).unwrap();
    write(at, "content/mapp/ny.md", &document("gällande", "publik", "2", "2025-01-01", SECOND));
    commit(at, "2025-01-03");
    let corrected = SECOND.replace("lösenord", "kort och lösenord");
    write(at, "content/mapp/ny.md", &document("gällande", "publik", "2", "2025-01-01", &corrected));
    commit(at, "2025-03-03");
    let third = corrected.replace("varje dag", "varje timme");
    write(at, "content/mapp/ny.md", &document("gällande", "publik", "3", "2026-01-01", &third));
    commit(at, "2026-01-02");
    folder
}

#[test]
fn editions_are_decided_texts_with_the_days_of_their_validity() {
    let folder = three_editions();
    let (site, notes) = portal(folder.path(), Profile::Publik);
    assert!(notes.is_empty(), "{notes:?}");
    let list = common::main_part(&site["dokument/rik-is/utgavor/index.html"]);
    for (slug, days) in [
        ("utgava-1", "2024-01-01 – 2024-12-31"),
        ("utgava-2", "2025-01-01 – 2025-03-02"),
        ("utgava-2-rattad-2025-03-03", "2025-03-03 – 2025-12-31"),
        ("utgava-3", "2026-01-01 –"),
    ] {
        assert!(
            list.contains(&format!("href=\"{slug}.html\"")) && list.contains(days),
            "{slug} {days}: {list}"
        );
        assert!(site.contains_key(&format!("dokument/rik-is/utgavor/{slug}.html")));
    }
    assert_eq!(list.matches("data-from").count(), 4);
    let annex = &site["dokument/rik-is/utgavor/andringar-utgava-2.html"];
    for part in
        ["id=\"a-is-1\"", "id=\"a-is-2\"", "id=\"a-is-3\"", "vecka</del>", "dag</ins>", "&lt;b&gt; &amp; så"]
    {
        assert!(annex.contains(part), "{part} in {annex}");
    }
    let rule = &site["regel/is-1.html"];
    assert!(rule.contains("andringar-utgava-3.html#a-is-1") && rule.contains("varje vecka"), "{rule}");
    assert!(site["nytt.html"].contains("andringar-utgava-3.html#a-is-1"));
    let feed = &site["dokument/rik-is/utgavor/nytt.xml"];
    assert!(feed.contains("varje timme") && feed.contains("varje dag") && !feed.contains("<b>"), "{feed}");
    assert!(
        site["dokument/rik-is/utgavor/lager.js"].starts_with("\"use strict\";\nglobalThis.ledtradLager = {")
    );
}

#[test]
fn nothing_of_who_made_a_commit_is_published() {
    let folder = three_editions();
    for profile in [Profile::Publik, Profile::Intern, Profile::Preview] {
        for (path, text) in portal(folder.path(), profile).0 {
            assert!(!text.to_lowercase().contains("kanarie"), "{path}");
        }
    }
}

/// Commits are made as `git fast-import` takes them, which refuses less than `git commit` does.
fn history_told_by(who: &[String]) -> tempfile::TempDir {
    let folder = start();
    let mut stream = Vec::new();
    let file = |stream: &mut Vec<u8>, path: &str, text: &str| {
        stream.extend(format!("M 100644 inline {path}\ndata {}\n{text}\n", text.len()).bytes());
    };
    for (at, said) in who.iter().enumerate() {
        let name: String = said.chars().filter(|c| !matches!(c, '<' | '>' | '\n' | '\0')).collect();
        let time = 1_704_067_200 + at * 86_400;
        let head = format!(
            "commit refs/heads/main\nauthor {name} <{name}> {time} +0100\ncommitter {name} <{name}> {time} +0100\ndata {}\n{said}\n",
            said.len()
        );
        stream.extend(head.bytes());
        let edition = at / 100 + 1;
        file(&mut stream, "content/site.toml", SITE);
        let body = FIRST.replace("varje vecka", &format!("varje {edition}:e vecka"));
        let text =
            document("gällande", "publik", &edition.to_string(), &format!("202{edition}-01-01"), &body);
        file(&mut stream, "content/a.md", &text);
    }
    let mut child = Command::new("git")
        .args(["fast-import", "--quiet", "--force"])
        .current_dir(folder.path())
        .stdin(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), &stream).unwrap();
    assert!(child.wait().unwrap().success());
    git(folder.path(), "2026-01-01", &["reset", "-q", "--hard", "main"]);
    folder
}

/// Whatever stands in names, addresses and messages of commits, the portal has the same bytes as with none of it.
#[test]
fn hostile_names_and_messages_of_commits_change_no_byte() {
    let hostile: Vec<String> = common::vectors().into_iter().map(|vector| vector.text).collect();
    let plain: Vec<String> = hostile.iter().map(|_| "a".to_string()).collect();
    let [(hostile, notes), (plain, _)] =
        [&hostile, &plain].map(|who| portal(history_told_by(who).path(), Profile::Intern));
    assert!(notes.is_empty(), "{notes:?}");
    assert!(plain.keys().filter(|path| path.contains("utgavor/utgava-")).count() >= 4, "{:?}", plain.keys());
    assert!(hostile == plain);
}

/// What was a draft, on remiss or for the organisation alone must not come out by way of history.
#[test]
fn what_was_not_published_then_is_nowhere_now() {
    let canary = "**IS-9** Kanariefågeln ska sjunga, se [KANARIE-1].\n";
    for (status, audience) in [("utkast", "publik"), ("remiss", "publik"), ("gällande", "intern")] {
        let folder = start();
        let at = folder.path();
        write(at, "content/a.md", &document("gällande", "publik", "1", "2024-01-01", FIRST));
        commit(at, "2024-01-02");
        let hidden = document(status, audience, "Kanarie", "2024-06-01", canary)
            .replace("\"Riktlinje\"", "\"Kanarietitel\"");
        write(
            at,
            "content/a.md",
            &hidden.replace(
                "responsible = \"Nämnder\"",
                "responsible = \"Kanarieägare\"\nsource = [\"KANARIE-1\"]",
            ),
        );
        write(at, "content/kanarie.md", &hidden.replace("RIK-IS", "KANARIE-1"));
        commit(at, "2024-06-02");
        std::fs::remove_file(at.join("content/kanarie.md")).unwrap();
        // A former source that is not published, and a comment of the editors.
        let second =
            document("gällande", "publik", "2", "2025-01-01", &format!("<!-- kanarie -->\n\n{SECOND}"));
        write(
            at,
            "content/a.md",
            &second
                .replace("responsible", "source = [\"KANARIE-1\"]\ncustodian = \"Kanarieman\"\nresponsible"),
        );
        commit(at, "2025-01-02");
        write(at, "content/a.md", &document("gällande", "publik", "3", "2026-01-01", SECOND));
        commit(at, "2026-01-02");
        let (site, _) = portal(at, Profile::Publik);
        assert!(
            site.contains_key("dokument/rik-is/utgavor/andringar-utgava-3.html"),
            "the history itself is there"
        );
        for (path, text) in &site {
            assert!(
                !path.contains("kanarie") && !text.to_lowercase().contains("kanarie"),
                "{status} {audience}: {path}"
            );
        }
    }
}

#[test]
fn outside_git_and_in_a_shallow_clone_it_is_said() {
    let alone = tempfile::tempdir().unwrap();
    write(alone.path(), "content/site.toml", SITE);
    write(alone.path(), "content/a.md", &document("gällande", "publik", "1", "2024-01-01", FIRST));
    let (site, notes) = portal(alone.path(), Profile::Publik);
    assert_eq!(notes, [Note::NoRepository]);
    assert!(!site.keys().any(|path| path.contains("utgavor/")));

    let folder = three_editions();
    let clones = tempfile::tempdir().unwrap();
    let url = format!("file://{}", folder.path().display());
    git(clones.path(), "2026-02-01", &["clone", "-q", "--depth", "2", &url, "grund"]);
    let (site, notes) = portal(&clones.path().join("grund"), Profile::Publik);
    assert_eq!(notes, [Note::Shallow]);
    assert!(site.contains_key("dokument/rik-is/utgavor/andringar-utgava-3.html"));
    assert!(!site.contains_key("dokument/rik-is/utgavor/utgava-1.html"));

    git(folder.path(), "2026-02-01", &["config", "uploadpack.allowFilter", "true"]);
    git(clones.path(), "2026-02-01", &["clone", "-q", "--filter=blob:none", &url, "delvis"]);
    let (site, notes) = portal(&clones.path().join("delvis"), Profile::Publik);
    assert!(matches!(notes.as_slice(), [Note::Missing(count)] if *count >= 2), "{notes:?}");
    assert!(site.contains_key("dokument/rik-is/utgavor/utgava-3.html"));
}

#[test]
fn hooks_and_filters_are_not_run() {
    let folder = three_editions();
    let trap = folder.path().join("fallan");
    let script = format!("#!/bin/sh\ntouch {}\ncat\n", trap.display());
    write(folder.path(), "kör.sh", &script);
    let run = format!("sh {}", folder.path().join("kör.sh").display());
    for (key, value) in [
        ("filter.x.smudge", run.as_str()),
        ("filter.x.clean", &run),
        ("core.fsmonitor", &run),
        ("core.pager", &run),
    ] {
        git(folder.path(), "2026-02-01", &["config", key, value]);
    }
    write(folder.path(), "content/.gitattributes", "*.md filter=x diff=x\n");
    for hook in ["post-checkout", "pre-commit", "reference-transaction"] {
        write(folder.path(), &format!(".git/hooks/{hook}"), &script);
    }
    let _ = std::fs::remove_file(&trap);
    let (site, _) = portal(folder.path(), Profile::Publik);
    assert!(site.contains_key("dokument/rik-is/utgavor/utgava-1.html"));
    assert!(!trap.exists());
}

fn diff(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_ledtrad"))
        .arg("diff")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn diff_takes_revisions_tags_days_folders_and_files() {
    let folder = three_editions();
    let at = folder.path();
    git(at, "2026-02-01", &["tag", "v2", "HEAD~1"]);
    git(at, "2026-02-01", &["tag", "-am", "ett", "v1", "HEAD~3"]);
    let forms = [["v2", "HEAD"], ["HEAD~1", "main"], ["2025-12-31", "2026-01-02"]];
    let texts: Vec<String> = forms
        .iter()
        .map(|[old, new]| {
            let (code, out, err) = diff(at, &[old, new, "--format", "json"]);
            assert_eq!(code, 0, "{err}");
            let value: serde_json::Value = serde_json::from_str(&out).unwrap();
            value["documents"].to_string()
        })
        .collect();
    assert!(texts.iter().all(|text| *text == texts[0]), "{texts:?}");
    assert!(texts[0].contains("varje timme") && texts[0].contains("\"ändrad\""));
    // The file moved and was rewritten in between; the document is the same.
    let (_, out, _) = diff(at, &["v1", "HEAD", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    let one = &value["documents"][0];
    assert_eq!((one["old_path"].as_str(), one["new_path"].as_str()), (Some("a.md"), Some("mapp/ny.md")));
    // The working copy, and two files.
    let path = at.join("content/mapp/ny.md");
    let now = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, now.replace("varje timme", "varje minut")).unwrap();
    let (_, out, _) = diff(at, &["HEAD"]);
    assert!(out.contains("[- timme-]{+ minut+}"), "{out}");
    write(at, "x/gammal.txt", &now);
    let (_, out, _) = diff(at, &["x/gammal.txt", "content/mapp/ny.md"]);
    assert!(out.contains("[- timme-]{+ minut+}"), "{out}");
    let (code, _, err) = diff(at, &["v9", "HEAD"]);
    assert!(code == 3 && err.contains("v9"), "{err}");
    let (code, out, _) = diff(at, &["HEAD", "--check"]);
    assert!(code == 1 && out.contains("IS-1"), "a decided text changed without a decision: {out}");
    let (_, out, _) = diff(at, &["v1", "HEAD", "--format", "markdown"]);
    assert!(
        out.contains("<del>") && out.contains("&lt;b&gt; &amp; så") && out.contains("| upphävd IS-2 |"),
        "{out}"
    );
    let (_, out, _) = diff(at, &["v1", "HEAD", "--format", "html"]);
    assert!(out.starts_with("<!doctype html>") && out.contains("<ins>"), "{out}");
}

#[test]
fn a_repository_of_plain_markdown_is_compared_whole() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    git(at, "2024-01-01", &["init", "-q", "-b", "main"]);
    write(
        at,
        "stadgar.md",
        "# Stadgar\n\n## § 1 Namn\n\nFöreningens namn är Glada laxen i Älvmark.\n\n## § 2 Möten\n\nÅrsmötet hålls i mars varje år. Se § 1.\n",
    );
    write(
        at,
        "policy/resor.md",
        "---\ntitle: Resepolicy\nowner: Ekonomi\n---\nAlla resor ska bokas genom kansliet.\n",
    );
    commit(at, "2024-01-02");
    write(
        at,
        "stadgar.md",
        "# Stadgar\n\n## § 1 Ändamål\n\nFöreningen ska främja fisket.\n\n## § 2 Namn\n\nFöreningens namn är Glada laxen i Älvmark.\n\n## § 3 Möten\n\nÅrsmötet hålls i april varje år. Se § 2.\n",
    );
    write(
        at,
        "policy/resor.md",
        "---\ntitle: Resepolicy\nowner: Kansli\n---\nAlla resor ska bokas genom kansliet.\n",
    );
    commit(at, "2025-01-02");
    let (code, out, err) = diff(at, &["HEAD~1", "HEAD", "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    let kinds = |document: usize| -> Vec<String> {
        let changes = value["documents"][document]["changes"].as_array().unwrap();
        changes.iter().map(|change| change["kind"].as_str().unwrap().to_string()).collect()
    };
    assert_eq!(kinds(0), ["metadata"], "{out}");
    assert_eq!(kinds(1), ["tillagd", "tillagd", "omnumrerad", "omnumrerad", "ändrad"], "{out}");
    assert_eq!(value["documents"][1]["summary"]["renumbered"].as_array().unwrap().len(), 1);
}

#[test]
fn the_same_history_gives_the_same_bytes() {
    let folder = three_editions();
    let once = portal(folder.path(), Profile::Publik).0;
    let again = portal(folder.path(), Profile::Publik).0;
    assert!(once == again);
    let site = ledtrad::content::Site::default();
    let history = history::read(&folder.path().join("content"), &site, &ledtrad::cache::Cache::none());
    assert_eq!(history.of("RIK-IS").len(), 4);
}

/// Sections that are only numbers: the old 2 § is repealed, and those after it move up.
#[test]
fn sections_without_titles_are_known_by_what_they_say() {
    let text = |sections: &[&str]| -> String {
        let all = sections.iter().enumerate().map(|(at, words)| format!("### {} §\n\n{words}\n\n", at + 1));
        format!("# Lag\n\n## 1 kap. Inledande\n\n{}", all.collect::<String>())
    };
    let all = [
        "Denna lag gäller för alla hamnar i landet och deras ägare.",
        "Hamnens ägare ska föra dagbok över alla fartyg som anlöper.",
        "Avgift tas ut för varje dygn som ett fartyg ligger i hamn.",
        "Beslut enligt denna lag får överklagas hos regeringen inom tre veckor.",
    ];
    let a = ledtrad::compare::read("a.md", &text(&all));
    let b = ledtrad::compare::read("a.md", &text(&[all[0], all[2], all[3]]));
    let comparison = ledtrad::compare::compare_two(&a, &b);
    let kinds: Vec<&str> = comparison.documents[0].changes.iter().map(|change| change.kind.word()).collect();
    assert_eq!(kinds, ["upphävd", "omnumrerad", "omnumrerad"]);
    assert_eq!(comparison.documents[0].changes[0].old[0].section, "2 §");
}

/// Statutes kept as plain text: every chapter begins anew, and a number means that of its own chapter.
#[test]
fn a_number_is_that_of_its_chapter() {
    let text = |text: &str| ledtrad::compare::read("lag.md", text);
    let a = text(
        "1 kap. Inledning\n\n1 § Denna lag gäller för alla hamnar.\n\n2 § Vad som sägs i 3 § gäller även bolag i hamnen.\n\n\
         3 § Hamnens ägare ska föra dagbok över fartyg.\n\n2 kap. Tillsyn\n\n1 § Myndigheten utövar tillsyn över hamnar.\n\n3 § Avgift tas ut för varje dygn.\n",
    );
    let b = text(
        "1 kap. Inledning\n\n1 § Denna lag gäller för alla hamnar.\n\n2 § Vad som sägs i 4 § gäller även bolag i hamnen.\n\n\
         4 § Hamnens ägare ska föra dagbok över fartyg.\n\n2 kap. Tillsyn\n\n1 § Myndigheten utövar tillsyn över hamnar.\n\n3 § Avgift tas ut för varje vecka.\n",
    );
    let comparison = ledtrad::compare::compare_two(&a, &b);
    let changes = &comparison.documents[0].changes;
    let kinds: Vec<&str> = changes.iter().map(|change| change.kind.word()).collect();
    assert_eq!(kinds, ["följdändring", "omnumrerad", "ändrad"]);
    assert_eq!(changes[2].new[0].section, "2 kap. Tillsyn");
}

/// A long paragraph that is cut in three, each part under a heading of its own, is one rule that was split.
#[test]
fn a_paragraph_that_is_cut_under_new_headings_is_split() {
    let sentences = [
        "Sektionsmötet är högsta beslutande organ.",
        "Kallelse ska sändas ut senast tio läsdagar före mötet.",
        "Slutgiltig föredragningslista ska anslås senast fem läsdagar före mötet.",
    ];
    let a = ledtrad::compare::read("a.md", &format!("# Stadgar\n\n## Möte\n\n{}\n", sentences.join(" ")));
    let b = format!(
        "# Stadgar\n\n## Möte\n\n{}\n\n### Kallelse\n\n{}\n\n### Föredragningslista\n\n{}\n",
        sentences[0], sentences[1], sentences[2]
    );
    let comparison = ledtrad::compare::compare_two(&a, &ledtrad::compare::read("a.md", &b));
    let split: Vec<_> =
        comparison.documents[0].changes.iter().filter(|change| change.kind.word() == "delad").collect();
    assert_eq!(split.len(), 1);
    assert_eq!(split[0].new.iter().map(|side| side.text.as_str()).collect::<Vec<_>>(), sentences);
}

/// What an earlier run has kept makes no difference, whole, damaged or absent; and git does not see it.
#[test]
fn the_same_bytes_come_with_and_without_a_cache() {
    let folder = three_editions();
    let content = folder.path().join("content");
    let plain = portal(folder.path(), Profile::Publik).0;
    let built = || {
        let cache = ledtrad::cache::Cache::beside(&content);
        let options = pipeline::Options { cache, ..common::options(&content, Profile::Publik) };
        let mut timings = Timings::default();
        let checked = pipeline::check(&options, &mut timings).unwrap();
        let history = pipeline::history(&checked.catalogue.site, &options, &mut timings);
        common::write_with(checked, history, &options)
    };
    assert!(built() == plain, "cold");
    let kept = folder.path().join(".ledtrad/history");
    let whole = std::fs::read(&kept).unwrap();
    assert!(built() == plain, "warm");
    assert_eq!(std::fs::read(&kept).unwrap(), whole);
    for damage in [1, whole.len() - 1] {
        std::fs::write(&kept, &whole[..damage]).unwrap();
        assert!(built() == plain, "{damage} bytes");
        assert_eq!(std::fs::read(&kept).unwrap(), whole);
    }
    let status =
        Command::new("git").args(["status", "--porcelain"]).current_dir(folder.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&status.stdout), "");
}

#[test]
fn what_was_in_force_on_a_day_is_known_for_the_whole_portal() {
    let folder = three_editions();
    let at = folder.path();
    let other = document("gällande", "publik", "1", "2025-06-01", "**AR-1** Arkivet ska vara låst.\n")
        .replace("RIK-IS", "RIK-AR")
        .replace("valid_from", "valid_until = 2025-09-30\nvalid_from");
    write(at, "content/arkiv.md", &other);
    commit(at, "2026-01-03");
    let site = portal(at, Profile::Publik).0;
    let days = common::main_part(&site["gallde.html"]);
    for day in ["2024-01-01", "2025-03-03", "2025-06-01", "2025-10-01", "2026-01-01"] {
        assert!(days.contains(&format!("href=\"gallde/{}.html#d-{day}\"", &day[..4])), "{day}: {days}");
        assert!(site[&format!("gallde/{}.html", &day[..4])].contains(&format!("id=\"d-{day}\"")), "{day}");
    }
    // On a day of 2025, what its page holds are the editions in force then and no others.
    let page = &site["gallde/2025.html"];
    let in_force = |day: &str| -> Vec<String> {
        page.split("<li data-from=\"")
            .skip(1)
            .filter(|row| {
                let until =
                    row.split("data-until=\"").nth(1).filter(|_| row[10..13].contains(' ')).map(|u| &u[..10]);
                &row[..10] <= day && until.is_none_or(|until| day <= until)
            })
            .map(|row| row.split("utgavor/").nth(1).unwrap().split('.').next().unwrap().to_string())
            .collect()
    };
    assert_eq!(in_force("2025-01-01"), ["utgava-2"]);
    assert_eq!(in_force("2025-07-01"), ["utgava-2-rattad-2025-03-03", "utgava-1"]);
    assert_eq!(in_force("2025-10-01"), ["utgava-2-rattad-2025-03-03"]);
}

/// A document that is on remiss again is held against the edition of it that is in force, with or without ids.
#[test]
fn a_proposal_is_held_against_the_edition_in_force() {
    let folder = start();
    let at = folder.path();
    let body = "Chefen ska läsa loggen varje vecka och skriva under.\n\n**IS-2** Alla ska fråga om risker.\n";
    write(at, "content/a.md", &document("gällande", "publik", "1", "2024-01-01", body));
    commit(at, "2024-01-02");
    let proposed = body.replace("vecka", "dag") + "\n**IS-3** Alla ska sova gott om natten.\n";
    let consultation =
        "\n[consultation]\nopens = 2026-11-01\ncloses = 2026-12-31\nreply_to = \"a@example.se\"\n+++\n#";
    let text =
        document("remiss", "publik", "2", "2027-01-01", &proposed).replacen("\n+++\n#", consultation, 1);
    write(at, "content/a.md", &text);
    commit(at, "2026-11-02");
    let page = &portal(at, Profile::Publik).0["dokument/rik-is.html"];
    for words in [
        "<strong>1</strong> ändras, <strong>1</strong> tillkommer, <strong>0</strong> tas bort, 1 är oförändrade",
        "dokument/rik-is/utgavor/utgava-1.html\"",
        "vecka",
        "dag",
    ] {
        assert!(page.contains(words), "{words}: {}", common::main_part(page));
    }
}

/// Words that are too few to be known again, and stand more than once, are what they are in a text that is not changed.
#[test]
fn a_text_is_the_same_as_itself_however_little_it_says() {
    for body in [
        "##\u{0}\u{0}\u{0}_**IS-1** Ett.\n\n## B\nEtt.\n\n## B\n\n\u{0}-",
        "## A\n\nEtt.\n\n## A\n\nEtt.\n\n## A\n\n-\n-\n",
        "**IS-1** Ett.\n\n## B\n\nEtt.\n\n## B\n\n**IS-1** Ett.\n",
    ] {
        let front =
            "+++\nid = \"RIK-IS\"\ntitle = \"Riktlinje\"\nkind = \"riktlinje\"\nrule_prefix = \"IS\"\n+++\n";
        let a = ledtrad::compare::read("a.md", &format!("{front}{body}"));
        let found = ledtrad::compare::compare_two(&a, &a).documents;
        assert!(found.is_empty(), "{body:?} {found:#?}");
    }
}

#[test]
fn a_rule_has_its_wording_since_the_edition_that_brought_it() {
    let folder = start();
    let at = folder.path();
    let role = "+++\nid = \"ROLL-CHEF\"\ntitle = \"Chef\"\nkind = \"roll\"\nstatus = \"gällande\"\naudience = \"publik\"\n+++\n# Chef\n";
    write(at, "content/chef.md", role);
    let owned = |text: &str| format!("*Ansvarig: [Chef]*\n\n{text}");
    write(at, "content/a.md", &document("gällande", "publik", "1", "2024-01-01", &owned(FIRST)));
    commit(at, "2024-01-02");
    let second = FIRST.replace("varje vecka", "varje dag");
    write(at, "content/a.md", &document("gällande", "publik", "2", "2025-01-01", &owned(&second)));
    commit(at, "2025-01-02");
    let site = portal(at, Profile::Publik).0;
    let data = &site["data/roller/roll-chef.js"];
    let since = |id: &str| {
        data.split(&format!("\"{id}\"")).nth(1).unwrap().split("\"since\":\"").nth(1).unwrap()[..10]
            .to_string()
    };
    assert_eq!((since("IS-1"), since("IS-2")), ("2025-01-01".to_string(), "2024-01-01".to_string()));
}
