#!/usr/bin/env python3
"""Makes the history of a large portal, to see how reading and comparing it grows.

    python3 tests/scale/history.py DIR [DOCUMENTS] [REVISIONS] [PERCENT]

DIR becomes a git repository with content/ and a revision a month; each revision is a new edition of PERCENT of the
documents, with one rule in ten changed. The same numbers make the same repository. Needs git.
"""
import os
import random
import subprocess
import sys

folder = sys.argv[1]
documents, revisions, percent = (int(w) for w in [*sys.argv[2:], *["10000", "50", "2"][len(sys.argv) - 2 :]])
chance = random.Random(1)
WORDS = (
    "systemägaren ska dokumentera behörigheter och följa upp dem varje år enligt riktlinjen för informationssäkerhet när "
    "verksamheten anskaffar tjänster från leverantörer som hanterar uppgifter om patienter medarbetare nämnder bolag risk "
    "klassning kopior loggar nycklar avtal rutiner ansvar uppföljning incident kontinuitet skydd åtkomst utbildning"
).split()


def rule():
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(12, 40))).capitalize() + "."


def text(number, edition, day, rules):
    lines = [
        "+++", f'id = "DOK-{number}"', f'title = "Dokument {number}"', 'kind = "rutin"', 'status = "gällande"',
        'audience = "publik"', 'decided_by = "Nämnden"', f"decided_on = {day}", f'decision = "§ {edition}"',
        f'registry = ["RS {number}"]', f'edition = "{edition}"', f"valid_from = {day}", 'responsible = "Nämnden"', "+++",
        "", f"# Dokument {number}", "",
    ]
    for at, words in enumerate(rules):
        if at % 5 == 0:
            lines += [f"## {at // 5 + 1} Avsnitt {at // 5 + 1}", ""]
        lines += [f"**R{number}-{at + 1}** {words}", ""]
    return "\n".join(lines).encode()


os.makedirs(folder, exist_ok=True)
subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
importer = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE)
out = importer.stdin
site = 'title = "Stor portal"\norganisation = "Region Stor"\n'.encode()
state = [[rule() for _ in range(24)] for _ in range(documents)]
editions = [1] * documents
for revision in range(revisions):
    year, month = 2020 + revision // 12, revision % 12 + 1
    day = f"{year}-{month:02}-01"
    # Noon on the day, in UTC, without a calendar: only the order matters to git.
    seconds = 1577880000 + revision * 2629800
    changed = range(documents) if revision == 0 else chance.sample(range(documents), documents * percent // 100)
    out.write(f"commit refs/heads/main\ncommitter x <x@example.org> {seconds} +0000\ndata 1\nx\n".encode())
    if revision == 0:
        out.write(b"M 100644 inline content/site.toml\ndata %d\n%s\n" % (len(site), site))
    for number in changed:
        if revision:
            editions[number] += 1
            for _ in range(2):
                state[number][chance.randrange(24)] = rule()
        body = text(number, editions[number], day, state[number])
        out.write(f"M 100644 inline content/{number % 100:02}/d{number}.md\ndata {len(body)}\n".encode() + body + b"\n")
out.close()
if importer.wait():
    sys.exit(1)
subprocess.run(["git", "reset", "-q", "--hard"], cwd=folder, check=True)
