#!/usr/bin/env python3
"""Makes a large portal of our own words, to see how the work grows.

    make.py OUT DOCUMENTS

Every document has 20 rules in 5 sections with owners, sources, laws and references to its neighbours; one document in
a hundred describes a role, one in two hundred is a policy. The same number gives the same bytes.
"""
import random
import sys
from pathlib import Path

SUBJECTS = "Behörigheter Loggar Säkerhetskopior Avtal Nycklar Lokaler Register Journaler Nätverk Datorer".split()
VERBS = "dokumentera följa upp redovisa granska klassa godkänna förvara gallra märka öva".split()
TAILS = [
    "minst en gång per år",
    "innan ett it-system tas i bruk",
    "enligt 2 kap. 1 § säkerhetsskyddslagen (2018:585)",
    "när förutsättningarna ändras",
    "så att obehöriga inte får del av informationen",
]
FRONT = """+++
id = "{id}"
title = "{title}"
kind = "{kind}"
status = "gällande"
audience = "publik"
decided_by = "Regiondirektören"
decided_on = 2025-12-01
decision = "§ {n}"
registry = ["RS 2025-{n}"]
valid_from = 2026-01-01
rule_prefix = "{prefix}"
{more}+++

# {title}

"""


def main():
    out, count = Path(sys.argv[1]), int(sys.argv[2])
    rng = random.Random(count)
    roles, policies = max(1, count // 100), max(1, count // 200)
    out.mkdir(parents=True, exist_ok=True)
    (out / "site.toml").write_text('title = "Stor"\norganisation = "Region Stor"\n', encoding="utf-8")
    (out / "referenser.toml").write_text(
        '[[reference]]\nid = "SFS 2018:585"\nkind = "lag"\ntitle = "Säkerhetsskyddslag"\n'
        'aliases = ["säkerhetsskyddslagen"]\nchecked = 2026-10-01\n',
        encoding="utf-8",
    )
    for n in range(count):
        folder = out / f"{n % 50:02}"
        folder.mkdir(exist_ok=True)
        if n < policies:
            kind, id, title, more = "policy", f"POL-{n}", f"Policy {n}", 'responsible = "Roll 0"\n'
        elif n < policies + roles:
            role = n - policies
            kind, id, title, more = "roll", f"ROLL-{role}", f"Roll {role}", 'source = ["POL-0"]\n'
        else:
            kind, id, title = "riktlinje", f"RIK-{n}", f"Riktlinje {n}"
            more = f'responsible = "Roll {n % roles}"\nsource = ["POL-{n % policies}"]\n'
        text = [FRONT.format(id=id, title=title, kind=kind, n=n, prefix=id, more=more)]
        for section in range(5):
            text.append(f"## {section + 1} {rng.choice(SUBJECTS)}\n\n")
            if kind == "riktlinje":
                text.append(f"*Grund: [POL-{rng.randrange(policies)}-{rng.randrange(20) + 1}]*\n\n")
            for rule in range(4):
                number = section * 4 + rule + 1
                near = policies + roles + (n * 7 + rule) % max(1, count - policies - roles)
                text.append(
                    f"**{id}-{number}** {rng.choice(SUBJECTS)} ska vi {rng.choice(VERBS)} {rng.choice(TAILS)}.\n"
                    f"Se även [RIK-{near}-{number}].\n\n"
                )
        (folder / f"{id.lower()}.md").write_text("".join(text), encoding="utf-8")


if __name__ == "__main__":
    main()
