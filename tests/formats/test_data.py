"""JSON and CSV of the whole model: against the published schema, and with Python's own reader of CSV."""

import csv
import io
import json
import subprocess
import tomllib
import unittest

import jsonschema_rs
from common import CONTENT, REPOSITORY, base, data, demo, leads_somewhere, ledtrad, plain

FILES = {
    "rules": "regler", "documents": "dokument", "sections": "avsnitt", "roles": "roller", "forums": "forum",
    "terms": "begrepp", "references": "referenser", "controls": "kontroller", "relations": "relationer",
    "withdrawn": "upphavda-regler",
}  # fmt: skip


def faults(schema, value):
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    return [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(value)]


class Data(unittest.TestCase):
    def test_the_whole_portal_follows_the_published_schema(self):
        schema = data("data/schema.json")
        self.assertEqual(json.loads(ledtrad("schema", "data")), schema)
        whole = json.loads(ledtrad("export", "all", "--today", "2026-11-25"))
        self.assertEqual(faults(schema, whole), [])
        self.assertGreater(len(whole["rules"]), 500)
        whole["rules"][0]["valid_from"] = "i våras"
        del whole["documents"][0]["title"]
        self.assertEqual(len(faults(schema, whole)), 2)

    def test_each_file_follows_its_part_of_the_schema(self):
        schema = data("data/schema.json")
        for name, file in FILES.items():
            part = {"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]}
            records = data(f"data/{file}.json")
            self.assertTrue(records, name)
            self.assertEqual(faults(part, records), [], name)

    def test_every_address_leads_somewhere(self):
        for file in FILES.values():
            for record in data(f"data/{file}.json"):
                for key in ["url", "from_url", "to_url"]:
                    if key in record:
                        self.assertTrue(leads_somewhere(record[key]), f"{file}: {record[key]}")

    def test_the_page_of_open_data_leads_to_every_file(self):
        page = (demo() / "om/data.html").read_text()
        files = [f"{file}.{form}" for file in FILES.values() for form in ["json", "csv"]]
        files += [str(path.relative_to(demo() / "data")) for path in (demo() / "data/oscal").iterdir()]
        for file in [*files, "schema.json", "begrepp.ttl", "begrepp.jsonld", "dcat.ttl", "dcat.jsonld"]:
            self.assertIn(f'href="../data/{file}"', page)
        self.assertIn("creativecommons.org/publicdomain/zero", page)

    def test_every_id_that_is_named_is_there(self):
        ids = {record["id"] for file in ["regler", "dokument", "referenser", "upphavda-regler"] for record in data(f"data/{file}.json")}
        for rule in data("data/regler.json"):
            self.assertIn(rule["document"], ids)
            for owner in rule["owners"]:
                self.assertTrue(owner["id"] is None or owner["id"] in ids, owner)

    def test_csv_is_what_spreadsheets_expect_and_says_what_json_says(self):
        for name, file in FILES.items():
            raw = (demo() / f"data/{file}.csv").read_bytes()
            self.assertTrue(raw.startswith(b"\xef\xbb\xbf"), name)
            rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
            records = data(f"data/{file}.json")
            self.assertEqual(rows[0], list(records[0]), name)
            self.assertEqual(len(rows) - 1, len(records), name)
            for row, record in zip(rows[1:], records):
                self.assertEqual(len(row), len(record), name)
                for cell, value in zip(row, record.values()):
                    self.assertNotIn(cell.lstrip()[:1], ["=", "+", "-", "@"], cell)
                    if isinstance(value, str):
                        self.assertEqual(cell.removeprefix("'"), value)
            self.assertEqual(csv.Sniffer().sniff(raw.decode("utf-8-sig")[:4000], delimiters=";,\t").delimiter, ";", name)


class Written(unittest.TestCase):
    """The schemas for editors, against the demo that the program itself reads without a finding."""

    def front(self, path):
        return plain(tomllib.loads(path.read_text().split("+++")[1]))

    def test_every_document_follows_the_schema_of_the_front_matter(self):
        for language in ["sv", "en"]:
            schema = json.loads(ledtrad("schema", "front", "--language", language))
            documents = sorted(CONTENT.rglob("*.md"))
            self.assertGreater(len(documents), 50)
            for path in documents:
                self.assertEqual(faults(schema, self.front(path)), [], path)

    def test_faults_of_the_front_matter_are_seen(self):
        schema = json.loads(ledtrad("schema", "front"))
        sound = self.front(CONTENT / "riktlinjer/rik-is.md")
        for key, value in [("titel", "x"), ("status", "gallande"), ("valid_from", "i våras"), ("id", "rik-is"), ("registry", 3), ("kind", "bok")]:
            self.assertEqual(len(faults(schema, {**sound, key: value})), 1, key)
        self.assertEqual(len(faults(schema, {key: value for key, value in sound.items() if key != "audience"})), 1)

    def test_settings_and_register_follow_theirs(self):
        for name, file in [("site", "site.toml"), ("register", "referenser.toml")]:
            schema = json.loads(ledtrad("schema", name))
            value = plain(tomllib.loads((CONTENT / file).read_text()))
            self.assertEqual(faults(schema, value), [], file)
            self.assertNotEqual(faults(schema, {**value, "okänd": 1}), [], file)
        extra = plain(tomllib.loads((REPOSITORY / "tests/formats/site-extra.toml").read_text()))
        self.assertEqual(faults(json.loads(ledtrad("schema", "site")), extra), [])


if __name__ == "__main__":
    unittest.main()
