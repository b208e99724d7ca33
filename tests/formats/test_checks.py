"""Findings for other machines: SARIF against the schema that Microsoft ships, JUnit with a reader of it, GitLab's report and
GitHub's annotations against what their makers document; and the ready pipelines against the schemas of those services."""

import json
import re
import subprocess
import unittest

import jsonschema
import jsonschema_rs
from common import PACKAGES, REPOSITORY, SCRATCH, ledtrad
from junitparser import Failure, JUnitXml, Skipped
from ruamel.yaml import YAML

PIPELINES = {"github.yml": "github-workflows", "gitlab-ci.yml": "gitlab-ci", "forgejo.yml": "github-workflows"}

FAULTY = """+++
id = "RIK-X"
title = "Riktlinje & <prov> \\"x\\""
kind = "riktlinje"
status = "utkast"
audience = "publik"
okänd = 1
+++

# Riktlinje

**X-1** Chefen ska läsa [okänt namn], regelbundet: 50 % & <b>fetstil</b>.

Systemet ska ses över.
"""

SOUND = """+++
id = "VAG-X"
title = "Vägledning"
kind = "vägledning"
status = "utkast"
audience = "publik"
+++

# Vägledning

Här finns inget att anmärka på.
"""


class Findings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = SCRATCH / "fel"
        cls.folder.mkdir()
        (cls.folder / "fel, å 100%.md").write_text(FAULTY)
        cls.found = json.loads(cls.check("json"))

    @classmethod
    def check(cls, form, code=1):
        return ledtrad("check", "--content", "fel", "--format", form, "--today", "2026-11-25", code=code, cwd=SCRATCH)

    def test_there_is_something_to_find(self):
        self.assertEqual({one["severity"] for one in self.found}, {"error", "warning", "note"})

    def test_sarif(self):
        folder = REPOSITORY / "target/formats/package/lib/schemas"
        schema = json.loads((folder / "sarif-2.1.0-rtm.5.json").read_text())
        log = json.loads(self.check("sarif"))
        validator = jsonschema.validators.validator_for(schema)(schema)
        self.assertEqual([f"{e.json_path}: {e.message}" for e in validator.iter_errors(log)], [])
        log["runs"][0]["results"][0]["level"] = "fel"
        self.assertEqual(len(list(validator.iter_errors(log))), 1)
        (run,) = log["runs"]
        self.assertEqual([r["ruleId"] for r in run["results"]], [one["code"] for one in self.found])
        for result, one in zip(run["results"], self.found):
            self.assertEqual(run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"], one["code"])
            self.assertEqual(result["locations"][0]["physicalLocation"]["region"]["startLine"], one["line"])

    def test_junit(self):
        path = SCRATCH / "fynd.xml"
        path.write_text(self.check("junit"))
        (suite,) = JUnitXml.fromfile(str(path))
        self.assertEqual(suite.tests, len(self.found))
        results = [case.result[0] for case in suite]
        kinds = [Failure if one["severity"] == "error" else Skipped for one in self.found]
        self.assertEqual([type(result) for result in results], kinds)
        for result, one in zip(results, self.found):
            self.assertTrue(result.message.startswith(one["message"]))
        counted = (suite.failures, suite.skipped)
        suite.update_statistics()
        self.assertEqual((suite.failures, suite.skipped), counted)
        try:
            (self.folder / "fel, å 100%.md").write_text(SOUND)
            path.write_text(self.check("junit", code=0))
        finally:
            (self.folder / "fel, å 100%.md").write_text(FAULTY)
        (suite,) = JUnitXml.fromfile(str(path))
        self.assertEqual((suite.tests, suite.failures, suite.skipped, len(list(suite))), (1, 0, 0, 1))

    def test_gitlab(self):
        # https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
        text = {"type": "string", "minLength": 1}
        line = {"type": "integer", "minimum": 1}
        location = {"type": "object", "required": ["path", "lines"], "properties": {"path": {**text, "pattern": "^[^./]"}, "lines": {"type": "object", "required": ["begin"], "properties": {"begin": line, "end": line}}}}
        entry = {"type": "object", "required": ["description", "check_name", "fingerprint", "severity", "location"], "properties": {"description": text, "check_name": text, "fingerprint": text, "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]}, "location": location}}
        report = json.loads(self.check("gitlab"))
        self.assertTrue(jsonschema_rs.is_valid({"type": "array", "items": entry}, report))
        self.assertEqual([(one["check_name"], one["location"]["lines"]["begin"]) for one in report], [(one["code"], one["line"]) for one in self.found])
        self.assertEqual(len({one["fingerprint"] for one in report}), len(report))

    def test_github(self):
        # The form of actions/toolkit: ::command key=value,key=value::message
        lines = self.check("github").splitlines()
        self.assertEqual(len(lines), len(self.found))
        undo = lambda text: text.replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        for line, one in zip(lines, self.found):
            command, properties, message = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line).groups()
            said = {key: undo(value) for key, value in (pair.split("=", 1) for pair in properties.split(","))}
            self.assertEqual((said["file"], int(said["line"]), said["title"]), (one["file"], one["line"], one["code"]))
            self.assertEqual(command, {"error": "error", "warning": "warning", "note": "notice"}[one["severity"]])
            self.assertTrue(undo(message).startswith(one["message"]))


def commands(value):
    """Every line of shell in a pipeline."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ["run", "script", "before_script"]:
                for text in [inner] if isinstance(inner, str) else inner:
                    yield from text.splitlines()
            else:
                yield from commands(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from commands(inner)


class Pipelines(unittest.TestCase):
    def test_each_follows_the_schema_of_its_service(self):
        for name, schema in PIPELINES.items():
            path = REPOSITORY / "docs/pipelines" / name
            done = subprocess.run([PACKAGES.parents[2] / "bin/check-jsonschema", "--builtin-schema", f"vendor.{schema}", path], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, f"{name}: {done.stdout}{done.stderr}")

    def test_each_command_is_one_that_the_program_has(self):
        """The commands are run as they stand, in a repository with a proposal, with the names of the service filled in."""
        folder = SCRATCH / "arkiv"
        subprocess.run(["cp", "-r", REPOSITORY / "content", SCRATCH / "content-arkiv"], check=True)
        folder.mkdir()
        (SCRATCH / "content-arkiv").rename(folder / "content")
        git = lambda *arguments: subprocess.run(
            ["git", "-c", "user.name=Prov", "-c", "user.email=prov@example.se", *arguments], cwd=folder, check=True, capture_output=True, text=True
        ).stdout.strip()  # fmt: skip
        git("init", "--quiet")
        git("add", ".")
        git("commit", "--quiet", "--message", "Före")
        text = (folder / "content/riktlinjer/rik-ark.md").read_text()
        (folder / "content/riktlinjer/rik-ark.md").write_text(text.replace(" ska ", " ska alltid ", 1))
        git("commit", "--quiet", "--all", "--message", "Efter")
        names = {"BASE": git("rev-parse", "HEAD~1"), "HEAD": git("rev-parse", "HEAD"), "RUNNER_TEMP": str(folder)}
        names |= {"CI_MERGE_REQUEST_DIFF_BASE_SHA": names["BASE"], "CI_COMMIT_SHA": names["HEAD"]}
        seen = set()
        for name in PIPELINES:
            pipeline = YAML(typ="safe").load((REPOSITORY / "docs/pipelines" / name).read_text())
            for line in commands(pipeline):
                if not line.startswith("ledtrad "):
                    continue
                seen.add(line.split()[1])
                line = line.replace("--deny varning", "--deny varning --today 2026-11-25").replace("--out", "--today 2026-11-25 --out")
                done = subprocess.run(["sh", "-ec", line], cwd=folder, env={"PATH": f"{SCRATCH / 'bin'}:/usr/bin:/bin"} | names, capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, f"{name}: {line}\n{done.stderr[-800:]}")
        self.assertEqual(seen, {"check", "build", "diff"})
        self.assertIn("RIK-ARK", (folder / "bilaga.md").read_text())
        self.assertTrue((folder / "public/index.html").is_file())


if __name__ == "__main__":
    unittest.main()
