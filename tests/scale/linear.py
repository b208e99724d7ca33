#!/usr/bin/env python3
"""Counts the instructions that hostile input costs, at one size and at twice that: work that grows as the square of a text
shows as four times, linear work as two. No clock is read, so that the machine may be busy.

    tests/scale/linear.py target/release/ledtrad [PATTERN…]

Needs valgrind. Exit code 1 when a pattern costs more than 2.6 times for twice the size.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

FRONT = '+++\nid = "RIK-A"\ntitle = "Riktlinje"\nkind = "riktlinje"\nstatus = "utkast"\naudience = "intern"\n{}+++\n# Riktlinje\n\n'
ROLE = '+++\nid = "ROLL-{0}"\ntitle = "Roll {0}"\nkind = "roll"\nstatus = "utkast"\naudience = "intern"\n+++\n# Roll {0}\n'
SIZE = 40_000


def document(text, front=""):
    return lambda n: {"a.md": FRONT.format(front) + text(n)}


def repeated(piece):
    return document(lambda n: piece * (n // len(piece)))


def counted(line):
    return document(lambda n: "".join(line.format(i) for i in range(n // (len(line) + 2))))


def two(old, new):
    """Two texts to be compared, which is done when there is an `old.md`."""
    return lambda n: {"old.md": "# A\n\n" + old(n), "new.md": "# A\n\n" + new(n)}


def draft(text):
    """A text to be imported, which is done when there is a `source.txt`."""
    return lambda n: {"source.txt": text(n)}


def roles_and_names(n):
    return {f"{i}.md": ROLE.format(i) for i in range(n // 400)} | {"a.md": FRONT.format("") + "".join(f"[Rol {i}] och Roll {i} ska läsa.\n\n" for i in range(n // 400))}


PATTERNS = {
    "quotes": repeated("> "),
    "quotes-and-lists": repeated("> - "),
    "list-in-list": document(lambda n: "".join("  " * (i % 60) + "- a\n" for i in range(n // 62))),
    "emphasis": repeated("*a **b "),
    "emphasis-closers": document(lambda n: "a**b" + "c* " * (n // 3)),
    "underscores": repeated("_"),
    "brackets": repeated("["),
    "brackets-closed": document(lambda n: "[" * (n // 2) + "]" * (n // 2)),
    "links-open": repeated("[a](b"),
    "links-angled": repeated("[a](<b"),
    "links-titled": repeated('[a](b "c'),
    "pictures": repeated("![a]("),
    "backticks": document(lambda n: "".join("e" + "`" * i for i in range(1, int((2 * n) ** 0.5)))),
    "tildes": repeated("~~a "),
    "entities": repeated("&"),
    "comments": repeated("<!-- a "),
    "tags": repeated("<a "),
    "cdata": repeated("<![CDATA["),
    "footnotes": counted("[^{0}]\n\n[^{0}]: b\n\n"),
    "footnotes-unknown": repeated("[^x]"),
    "definitions": counted("[a{0}]: b\n"),
    "definitions-used": document(lambda n: "[a]: /b\n\n" + "[a] " * (n // 4)),
    "table-wide": document(lambda n: "|a" * (n // 6) + "|\n" + "|-" * (n // 6) + "|\n" + "|b" * (n // 6) + "|\n"),
    "table-short-rows": document(lambda n: "|a" * 150 + "|\n" + "|-" * 150 + "|\n" + "|b\n" * (n // 3)),
    "headings": counted("## {0} a\n\n"),
    "heading-levels": document(lambda n: "".join("#" * (2 + i % 5) + " a\n\n" for i in range(n // 7))),
    "rules": counted("**IS-{0}** Chefen ska läsa.\n\n"),
    "rules-same": repeated("**IS-1** Chefen ska läsa.\n\n"),
    "metadata": repeated("*Ansvarig: a; grund: b*\n\n"),
    "metadata-long": document(lambda n: "*Ansvarig: " + "a, " * (n // 3) + "b*\n"),
    "names-unknown": counted("[Okänt namn {0}]\n\n"),
    "laws": repeated("2 kap. 1 § lagen (2018:585), "),
    "law-sections": document(lambda n: "enligt 1" + ", 1" * (n // 3) + " §§ lagen (2018:585)"),
    "periods": repeated("minst en gång per år, var tredje månad, "),
    "personnummer": repeated("19121212-1212 "),
    "words": counted("ord{0}ord "),
    "one-word": repeated("a"),
    "one-line": repeated("a "),
    "accents": repeated("a\u030a"),
    "forbidden": repeated("\u202e"),
    "two-scripts": repeated("a\u0430"),
    "carriage-returns": repeated("a\r"),
    "front-list": lambda n: {"a.md": FRONT.format("aliases = [" + ", ".join(f'"a{i}"' for i in range(n // 10)) + "]\n")},
    "front-dotted": lambda n: {"a.md": FRONT.format("".join(f"a.b{i} = 1\n" for i in range(n // 12)))},
    "front-unknown": lambda n: {"a.md": FRONT.format("".join(f"okand{i} = 1\n" for i in range(n // 13)))},
    "register": lambda n: {"a.md": FRONT.format(""), "referenser.toml": "".join(f'[[reference]]\nid = "SFS 2018:{i}"\nkind = "lag"\ntitle = "Lag {i}"\n' for i in range(1, n // 60))},
    "documents": lambda n: {f"{i}.md": FRONT.format("").replace("RIK-A", f"RIK-{i}") for i in range(n // 200)},
    "documents-same-id": lambda n: {f"{i}.md": FRONT.format("") for i in range(n // 200)},
    # The first two hundred unknown names are compared with every known one, so that growth is seen beyond them.
    "roles-and-names": lambda n: roles_and_names(4 * n),
    "terms": document(lambda n: "| Begrepp | Förklaring |\n|---|---|\n" + "".join(f"| ord{i} | a |\n" for i in range(n // 14))),
    "diff-gone": two(lambda n: "- a\n" * (n // 4), lambda n: "- b\n" * (n // 4)),
    "diff-same": two(lambda n: "Ett.\n\n" * (n // 6), lambda n: "Ett.\n\n" * (n // 6) + "Nytt.\n"),
    "diff-numbers": two(*(lambda n, k=k: "".join(f"Chefen {i * k} ska läsa rad {i}.\n\n" for i in range(n // 30)) for k in (5, 7))),
    "diff-added": two(lambda n: "", lambda n: "Ett.\n\n" * (n // 6)),
    "import-labels": draft(lambda n: "".join(f"Etikett{i}: värde\n" for i in range(n // 18))),
    "import-items": draft(lambda n: "Chefen ansvarar för att:\n" + "• läsa loggen varje vecka\n" * (n // 27)),
    "import-hyphens": draft(lambda n: "infor-\nmation " * (n // 14)),
    "import-headings": draft(lambda n: "".join(f"{i}.1 Rubrik\n" for i in range(n // 12))),
    "import-duties": draft(lambda n: "Chefen ska läsa loggen. " * (n // 24)),
    "folders": lambda n: {"/".join(["m"] * 30) + f"/{i}.md": FRONT.format("").replace("RIK-A", f"RIK-{i}") for i in range(n // 200)},
}


def instructions(binary, files):
    with tempfile.TemporaryDirectory() as scratch:
        content = Path(scratch) / "content"
        content.mkdir()
        for path, text in files.items():
            (content / path).parent.mkdir(parents=True, exist_ok=True)
            (content / path).write_bytes(text.encode())
        tool = ["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={scratch}/out"]
        command = ["check", "--content", content, "--today", "2026-11-25", "--format", "json"]
        if "old.md" in files:
            command = ["diff", content / "old.md", content / "new.md", "--format", "json"]
        if "source.txt" in files:
            command = ["import", content / "source.txt", "--out", f"{scratch}/drafts"]
        done = subprocess.run([*tool, binary, *command], capture_output=True, text=True, env={"RAYON_NUM_THREADS": "1", "PATH": "/usr/bin:/bin"})
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr)
        return int(re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)[1].replace(",", ""))


def main(binary, names):
    base = instructions(binary, {"a.md": FRONT.format("")})
    print(f"{'nothing':<20} {base / 1e6:9.1f} million instructions")
    worst = 0
    for name in names or PATTERNS:
        once, twice = (instructions(binary, PATTERNS[name](size)) - base for size in (SIZE, 2 * SIZE))
        ratio = twice / max(once, 1)
        worst = max(worst, ratio if twice > 20e6 else 0)
        print(f"{name:<20} {once / 1e6:9.1f} {twice / 1e6:9.1f}  × {ratio:.2f}{'  <<<' if ratio > 2.6 and twice > 20e6 else ''}", flush=True)
    return int(worst > 2.6)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
