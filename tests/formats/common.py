"""What these tests share: the demo portal, built once for each of them, and the schemas of others.

Each file takes one group of formats and reads them with somebody else's library or server. Run them all with
`tests/formats/run`, which installs what they need.
"""

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BINARY = REPOSITORY / os.environ.get("LEDTRAD_BIN", "target/debug/ledtrad")
CONTENT = REPOSITORY / "content"
TODAY = "2026-11-25"
PACKAGES = Path(next(path for path in sys.path if path.endswith("site-packages")))

_folder = tempfile.TemporaryDirectory(prefix="ledtrad-formats-")
SCRATCH = Path(_folder.name)
(SCRATCH / "bin").mkdir()
(SCRATCH / "bin/ledtrad").symlink_to(BINARY)


def ledtrad(*arguments, code=0, cwd=REPOSITORY):
    """What a command writes to standard output; the test fails when it ends otherwise than expected."""
    done = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True, cwd=cwd)
    assert done.returncode == code, f"{arguments}: {done.returncode}\n{done.stderr[-2000:]}"
    return done.stdout


@cache
def demo():
    """The folder of the demo portal, with every file that settings can add."""
    content = SCRATCH / "content"
    subprocess.run(["cp", "-r", CONTENT, content], check=True)
    site = content / "site.toml"
    site.write_text(site.read_text() + (Path(__file__).parent / "site-extra.toml").read_text())
    out = SCRATCH / "public"
    ledtrad("build", "--content", content, "--out", out, "--today", TODAY)
    return out


@cache
def base():
    """The public address of the demo."""
    return tomllib.loads((CONTENT / "site.toml").read_text())["base_url"]


def data(path):
    """A JSON file of the demo."""
    return json.loads((demo() / path).read_text())


def plain(value):
    """TOML as JSON would have it: a day becomes text."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def pages():
    """The text of every page of the demo, by its path."""
    return {str(path.relative_to(demo())): path.read_text() for path in sorted(demo().rglob("*.html"))}


def leads_somewhere(address):
    """Whether a full address of the demo leads to a file, and to a place in it."""
    path, _, anchor = address.removeprefix(base()).partition("#")
    if not address.startswith(base()) or not (demo() / path).is_file():
        return False
    return not anchor or not path.endswith(".html") or f'id="{anchor}"' in pages()[path]
