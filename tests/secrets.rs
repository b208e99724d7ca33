//! Drafts and internal documents leak by no side way: nothing of theirs is in any file of a portal that lies on the disk,
//! with history, feeds, search, exports, calendars, redirects and manifest.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

/// The marks of what is hidden. None may be anywhere, in small or capital letters.
const MARKS: [&str; 4] = ["kanarie", "hem-1", "hem-2", "gömt"];

fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .envs([("GIT_AUTHOR_NAME", "Kanarie Person"), ("GIT_AUTHOR_EMAIL", "kanarie@example.test")])
        .envs([("GIT_COMMITTER_NAME", "Kanarie Person"), ("GIT_COMMITTER_EMAIL", "kanarie@example.test")])
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    said
}

fn write(folder: &Path, path: &str, text: &str) {
    let to = folder.join(path);
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    std::fs::write(to, text).unwrap();
}

fn front(id: &str, title: &str, kind: &str, status: &str, audience: &str, more: &str) -> String {
    format!(
        "+++\nid = \"{id}\"\ntitle = \"{title}\"\nkind = \"{kind}\"\nstatus = \"{status}\"\naudience = \"{audience}\"\ndecided_by = \"Nämnden\"\ndecided_on = 2026-01-01\n\
         decision = \"§ 1\"\nregistry = [\"D 1\"]\nedition = \"1\"\nvalid_from = 2026-01-01\n{more}+++\n# {title}\n\n"
    )
}

/// Everything that relates: a draft that replaces, concretises, supplements and answers what is shown, that owns its rules,
/// has its subjects, its terms, its duties in the year and its place in the register; and an internal one too.
fn hidden(id: &str, status: &str, audience: &str) -> String {
    let more = format!(
        "# Kanarie kommentar\nsubjects = [\"Kanarie ämne\", \"Loggar\"]\nresponsible = \"Kanarieägare\"\nreplaces = [\"RIK-A\"]\nsource = [\"POL-A\"]\nsupplements = [\"RIK-A\"]\n\
         see_also = [\"POL-A\"]\naliases = [\"/kanarie/{id}\", \"{id}-GAMMAL\"]\nchanges = \"Kanarie ändring\"\nbackground = \"Kanarie bakgrund\"\ncustodian = \"Systemägare\"\n\
         organisation = \"Kanarie AB\"\nrule_prefix = \"{id}\"\n"
    );
    front(id, &format!("Kanarie {id} rubrik"), "riktlinje", status, audience, &more)
        + &format!(
            "## 1 Kanarieavsnitt\n\n*Ansvarig: [Systemägare]; grund: [POL-A-P1]*\n\n**{id}-1** Systemägaren ska årligen mata kanariefågeln enligt 2 kap. 1 § säkerhetsskyddslagen (2018:585).\n\
             *Intervall: årligen; uppföljning: kanarielogg*\n\n**{id}-2** Systemägaren ska följa [RIK-A-1] och [Norm 1 A.5.1].\n\n![Kanarie bild](kanarie.png)\n\n\
             | Begrepp | Förklaring | Sägs också |\n|---|---|---|\n| Kanariebegrepp | gult | gömt ord |\n"
        )
}

#[test]
fn nothing_of_what_is_hidden_is_in_any_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    run(at, "git", &["init", "-q", "-b", "main"]);
    write(
        at,
        "content/site.toml",
        "title = \"Portalen\"\norganisation = \"Region Liten\"\nbase_url = \"https://example.test/\"\n[output]\nhosting = [\"nginx\", \"apache\", \"iis\", \"static\"]\n\
         [severity]\nL016 = \"av\"\n",
    );
    write(
        at,
        "content/referenser.toml",
        "[[reference]]\nid = \"SFS 2018:585\"\nkind = \"lag\"\ntitle = \"Säkerhetsskyddslag\"\naliases = [\"säkerhetsskyddslagen\"]\nchecked = 2026-10-01\n\
         [[reference]]\nid = \"Norm 1\"\nkind = \"standard\"\ntitle = \"Norm\"\nchecked = 2026-10-01\n[[reference.control]]\nid = \"A.5.1\"\ntitle = \"Styrning\"\n",
    );
    let policy = front("POL-A", "Policy", "policy", "gällande", "publik", "rule_prefix = \"POL-A\"\n");
    write(at, "content/policy.md", &format!("{policy}**POL-A-P1** Alla ska läsa.\n"));
    let role = front("ROLL-SYS", "Systemägare", "roll", "gällande", "publik", "");
    write(at, "content/roll.md", &format!("{role}**ROLL-SYS-1** föra logg\n"));
    // The shown document has a past that was a draft, and one that was internal.
    let rule = |words: &str| {
        format!(
            "## 1 Loggar\n\n**RIK-A-1** Systemägaren ska {words}.\n*Grund: [POL-A-P1], [Norm 1 A.5.1]; intervall: årligen*\n"
        )
    };
    let shown = |status: &str, audience: &str, edition: &str, words: &str| {
        let more = format!(
            "subjects = [\"Loggar\"]\nresponsible = \"Systemägare\"\nrule_prefix = \"RIK-A\"\nsource = [\"POL-A\"]\nchanges = \"{words}\"\n"
        );
        front("RIK-A", "Riktlinje", "riktlinje", status, audience, &more)
            .replace("edition = \"1\"", &format!("edition = \"{edition}\""))
            + &rule(words)
    };
    let commit = || {
        run(at, "git", &["add", "-A"]);
        run(at, "git", &["commit", "-qm", "Kanarie meddelande om gömt"]);
    };
    write(at, "content/a.md", &shown("utkast", "publik", "0", "läsa kanarieutkastet"));
    commit();
    write(at, "content/a.md", &shown("gällande", "intern", "1", "läsa kanarieutgåvan"));
    commit();
    write(at, "content/a.md", &shown("gällande", "publik", "2", "läsa loggen"));
    write(at, "content/mapp/kanariefil.md", &hidden("HEM-1", "utkast", "publik"));
    write(at, "content/mapp/kanarie.png", "\u{89}");
    std::fs::write(at.join("content/mapp/kanarie.png"), b"\x89PNG\r\n\x1a\nkanarie").unwrap();
    write(
        at,
        "content/kanarieintern.md",
        &hidden("HEM-2", "gällande", "intern")
            .replace("kanarie.png", "mapp/kanarie.png")
            .replace("replaces = [\"RIK-A\"]\n", ""),
    );
    let answer = front(
        "HEM-2-Y",
        "Kanarieyttrande",
        "yttrande",
        "gällande",
        "publik",
        "comments_on = \"HEM-2\"\nfrom = \"Kanarienämnden\"\n",
    );
    write(
        at,
        "content/yttrande.md",
        &format!("{answer}## Kanariesvar\n\n*Avser: [HEM-2]*\n\nKanarie tycker.\n"),
    );
    commit();
    run(at, "git", &["tag", "kanarie-etikett"]);

    let binary = env!("CARGO_BIN_EXE_ledtrad");
    run(at, binary, &["build", "--out", "ut", "--today", "2026-11-25"]);
    let mut files = 0;
    for entry in walkdir::WalkDir::new(at.join("ut")) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(at).unwrap().to_string_lossy().to_lowercase();
        assert!(MARKS.iter().all(|mark| !path.contains(mark)), "{path}");
        if entry.file_type().is_file() {
            files += 1;
            let text = String::from_utf8_lossy(&std::fs::read(entry.path()).unwrap()).to_lowercase();
            for mark in MARKS {
                let found = text
                    .find(mark)
                    .map(|at| text[at.saturating_sub(60)..].chars().take(120).collect::<String>());
                assert!(found.is_none(), "{path}: {mark}: {found:?}");
            }
        }
    }
    assert!(files > 60, "{files}");
    // The canaries do sing where they may: in the edition for the organisation, all but the draft.
    run(at, binary, &["build", "--out", "inne", "--profile", "intern", "--today", "2026-11-25"]);
    let inside = std::fs::read_to_string(at.join("inne/dokument/hem-2.html")).unwrap();
    assert!(inside.contains("kanariefågeln") && !at.join("inne/dokument/hem-1.html").exists());
}
