#!/usr/bin/env python3
"""Turns statutes (one JSON object a line: id, title, kind, sections of numbered blocks) into a content folder.

    convert.py STATUTES.jsonl[.gz] OUT [COPIES]

Each block of a numbered section becomes a rule, so that the portal meets real numbering, references and sizes.
Prints how many documents, rules and blocks were written, for comparison with what the program counts.
COPIES writes the whole set that many times under other ids, to measure how the work grows.
"""
import gzip
import json
import re
import sys
from pathlib import Path

KINDS = {"policy", "riktlinje", "rutin", "anvisning", "regel", "instruktion", "plan"}

# One statute holds a control character that no page may show.
CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\ufeff]")


def escape(text):
    """The text as Markdown that says the same: no character of it is markup."""
    text = " ".join(CONTROL.sub(" ", text).split())
    text = re.sub(r"([\\`*_\[\]<>|~&])", r"\\\1", text)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([#+\-=])", r"\\\1", text))


def toml(text):
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("\u007f", "")


def document(statute, suffix):
    number = re.sub(r"[^A-Z0-9]+", "-", statute["id"].upper()).strip("-")[:56] + suffix
    kind = statute["kind"] if statute["kind"] in KINDS else "riktlinje"
    lines = [
        "+++",
        f'id = "{number}"',
        f"title = {toml(statute['title'])}",
        f'kind = "{kind}"',
        'status = "gällande"',
        'audience = "publik"',
        f"decided_by = {toml(statute['decided_by'] or 'Regeringen')}",
        f"decided_on = {statute['decided_on'] or '1900-01-01'}",
        f"decision = {toml(statute['diarienummer'])}",
        f"registry = [{toml(statute['diarienummer'])}]",
        f"valid_from = {statute['decided_on'] or '1900-01-01'}",
        f"responsible = {toml(statute['owner'] or 'Regeringen')}",
        "+++",
        "",
        f"# {escape(statute['title'])}",
        "",
    ]
    rules = blocks = 0
    last = 1
    for section in statute["sections"]:
        heading = " ".join(filter(None, [section["number"], section["heading"]]))
        if heading:
            last = min(max(section["level"], 2), last + 1, 6)
            lines += [f"{'#' * last} {escape(heading)}", ""]
            blocks += 1
        for block in section["blocks"]:
            if not block.strip():
                continue
            blocks += 1
            if section["number"]:
                rules += 1
                lines += [f"**{number[:48]}-R{rules}** {escape(block)}", ""]
            else:
                lines += [escape(block), ""]
    return number, "\n".join(lines) + "\n", rules, blocks


def references(statute):
    """How many acts are named by number, and how many of those only say where a wording comes from."""
    numbers = provenance = 0
    texts = [statute["title"]]
    for section in statute["sections"]:
        texts += [" ".join(filter(None, [section["number"], section["heading"]])), *section["blocks"]]
    for text in texts:
        text = " ".join(CONTROL.sub(" ", text).split())
        numbers += len(re.findall(r"\((?:SFS )?\d{4}:\d+\)|(?<!\()\bSFS \d{4}:\d+", text))
        provenance += len(re.findall(r"(?:^|[.):] ?)(?:Lag|Förordning|Kungörelse) ?\(\d{4}:\d+\)\.?$", text))
    return numbers, provenance


def main():
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    copies = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    opened = gzip.open(source, "rt", encoding="utf-8") if source.suffix == ".gz" else open(source, encoding="utf-8")
    statutes = [json.loads(line) for line in opened]
    out.mkdir(parents=True, exist_ok=True)
    (out / "site.toml").write_text(
        'title = "Författningar"\norganisation = "Sverige"\n[severity]\n'
        + "".join(f'L{code:03} = "av"\n' for code in (23, 24, 30, 31, 41, 42, 50, 60, 61, 62, 64, 65)),
        encoding="utf-8",
    )
    totals = [0, 0, 0]
    numbers = provenance = 0
    for copy in range(copies):
        suffix = f"-K{copy}" if copies > 1 else ""
        folder = out / f"k{copy}"
        folder.mkdir(exist_ok=True)
        for statute in statutes:
            number, text, rules, blocks = document(statute, suffix)
            (folder / f"{number.lower()}.md").write_text(text, encoding="utf-8")
            totals = [totals[0] + 1, totals[1] + rules, totals[2] + blocks]
            found = references(statute)
            numbers, provenance = numbers + found[0], provenance + found[1]
    keys = ["documents", "rules", "blocks", "numbers", "provenance"]
    print(json.dumps(dict(zip(keys, [*totals, numbers, provenance]))))


if __name__ == "__main__":
    main()
