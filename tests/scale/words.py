#!/usr/bin/env python3
"""Makes a portal of nine rules a document in a large vocabulary, to measure the search on.

    words.py OUT DOCUMENTS

The words are those of the parts list of the search and compounds of them, drawn after Zipf's law; every document has
words of its own that come back in it. The same number gives the same bytes.
"""
import bisect
import itertools
import random
import sys
from pathlib import Path

from make import FRONT

PARTS = Path(__file__).parents[2] / "src/search/data/parts.txt"
NOUNS = ("n1", "n2", "n2e", "n2x", "n3", "n3v", "n4", "n5", "n5x", "n6")
SMALL = "ska och i att som för av på med till en ett den det är har om inte får vid från eller".split()


def vocabulary(rng):
    """Nouns, verbs and adjectives of the list, then compounds of its nouns: 60,000 words, commonest first."""
    section, words, nouns = "", [], []
    for line in PARTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#") and section not in ("pre", "part", "word", "own"):
            fields = line.split("|")[0].split()
            words.append(fields[0])
            if section in NOUNS:
                nouns.append((fields[1] if len(fields) > 1 else fields[0], fields[0]))
    rng.shuffle(words)
    compounds = {rng.choice(nouns)[0] + rng.choice(nouns)[1] for _ in range(70_000)}
    more = sorted(compounds)
    rng.shuffle(more)
    mixed = list(itertools.chain.from_iterable(zip(words, more))) + more[len(words):]
    return mixed[:60_000]


class Zipf:
    def __init__(self, rng, words):
        self.rng, self.words = rng, words
        self.sums = list(itertools.accumulate(1 / (rank + 20) for rank in range(len(words))))

    def draw(self):
        return self.words[bisect.bisect(self.sums, self.rng.random() * self.sums[-1])]


def sentence(rng, zipf, own):
    out = []
    for _ in range(rng.randint(9, 30)):
        chance = rng.random()
        out.append(rng.choice(SMALL) if chance < 0.4 else rng.choice(own) if chance < 0.5 else zipf.draw())
    return out


def main():
    out, count = Path(sys.argv[1]), int(sys.argv[2])
    rng = random.Random(count)
    zipf = Zipf(rng, vocabulary(rng))
    roles = max(1, count // 100)
    out.mkdir(parents=True, exist_ok=True)
    (out / "site.toml").write_text(
        'title = "Stor"\norganisation = "Region Stor"\n[output]\nrule_pages = false\n'
        '[severity]\nL061 = "av"\nL062 = "av"\nL064 = "av"\n',
        encoding="utf-8",
    )
    for n in range(count):
        folder = out / f"{n % 100:02}"
        folder.mkdir(exist_ok=True)
        is_role = n < roles
        id = f"ROLL-{n}" if is_role else f"RIK-{n}"
        own = [zipf.draw() for _ in range(12)]
        title = f"{own[0].capitalize()} och {own[1]} {n}"
        more = "" if is_role else f'responsible = "ROLL-{n % roles}"\n'
        text = [FRONT.format(id=id, title=title, kind="roll" if is_role else "riktlinje", n=n, prefix=id, more=more)]
        for section in range(3):
            text.append(f"## {section + 1} {rng.choice(own).capitalize()} och {zipf.draw()}\n\n")
            for rule in range(3):
                words = sentence(rng, zipf, own)
                text.append(f"**{id}-{section * 3 + rule + 1}** {' '.join(words).capitalize()}.\n\n")
        (folder / f"{id.lower()}.md").write_text("".join(text), encoding="utf-8")


if __name__ == "__main__":
    main()
