"""Linked data, read with rdflib: schema.org on every page, Dublin Core beside it, the terms in SKOS, the record in DCAT."""

import json
import unittest
from html.parser import HTMLParser

from common import base, data, demo, leads_somewhere, pages
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

DCAT = Namespace("http://www.w3.org/ns/dcat#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SCHEMA = Namespace("https://schema.org/")


class Head(HTMLParser):
    """The data blocks and the meta elements of a page, as a browser would find them."""

    def __init__(self, text):
        super().__init__()
        self.blocks, self.meta, self.within = [], {}, False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.within = tag == "script" and attributes.get("type") == "application/ld+json"
        if tag == "meta" and attributes.get("name", "").startswith("DCTERMS."):
            self.meta.setdefault(attributes["name"].removeprefix("DCTERMS."), []).append(attributes["content"])

    def handle_data(self, text):
        if self.within:
            self.blocks.append(text)

    def handle_endtag(self, tag):
        self.within = False


def ids(value):
    if isinstance(value, dict):
        yield from [value["@id"]] if "@id" in value else []
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from ids(inner)


class SchemaOrg(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.heads = {path: Head(text) for path, text in pages().items()}

    def graph(self, path):
        document = json.loads(self.heads[path].blocks[0])
        self.assertEqual(document["@context"], "https://schema.org")
        # The context is on the web, and tests ask for nothing there: all of its terms are in this namespace.
        document["@context"] = {"@vocab": str(SCHEMA)}
        return Graph().parse(data=json.dumps(document), format="json-ld")

    def test_every_page_has_one_block_and_every_id_leads_somewhere(self):
        count = 0
        for path, head in self.heads.items():
            if "http-equiv=\"refresh\"" in pages()[path] or path == "404.html":
                self.assertEqual(head.blocks, [], path)
                continue
            self.assertEqual(len(head.blocks), 1, path)
            document = json.loads(head.blocks[0])
            for identifier in ids(document):
                count += 1
                self.assertTrue(leads_somewhere(identifier), f"{path}: {identifier}")
        self.assertGreater(count, 2000)

    def test_rdflib_reads_each_kind_of_page(self):
        kinds = {
            "index.html": "WebSite", "dokument/rik-is.html": "Legislation", "dokument/vag-dist.html": "DigitalDocument",
            "regel/is-119.html": "Legislation", "roll/roll-ais.html": "OrganizationRole", "forum/for-rad.html": "Organization",
            "lagrum/sfs-2018-585.html": "Legislation", "lagrum/iso-iec-27001.html": "CreativeWork", "begrepp.html": "DefinedTermSet",
            "dokument/ytt-ai-patient.html": "DigitalDocument", "roller.html": "CollectionPage",
        }  # fmt: skip
        for path, kind in kinds.items():
            graph = self.graph(path)
            self.assertIn((URIRef(base() + path), RDF.type, SCHEMA[kind]), graph, path)

    def test_what_is_in_force_is_said_as_the_documents_say_it(self):
        documents = data("data/dokument.json")
        for document in documents:
            path = document["url"].removeprefix(base())
            if not path.startswith("dokument/") or document["kind"] in ["vägledning", "metodstöd", "yttrande"]:
                continue
            force = "InForce" if document["status"] == "gällande" else "NotInForce"
            subject = URIRef(document["url"])
            said = list(self.graph(path).objects(subject, SCHEMA.legislationLegalForce))
            self.assertEqual([str(one) for one in said], [str(SCHEMA[force])], path)

    def test_dublin_core_says_what_schema_org_says(self):
        compared = 0
        for path, head in self.heads.items():
            if not path.startswith(("dokument/", "regel/")) or not head.blocks:
                continue
            subject = json.loads(head.blocks[0])["@graph"][0]
            self.assertEqual(head.meta["identifier"], [subject["identifier"]], path)
            self.assertEqual(head.meta["language"], [subject["inLanguage"]], path)
            pairs = [("issued", "legislationDate"), ("type", "legislationType"), ("valid", "temporalCoverage")]
            for term, name in pairs:
                if name in subject:
                    compared += 1
                    self.assertEqual(head.meta[term], [subject[name]], path)
            for term, name in [("replaces", "legislationRepeals"), ("isPartOf", "isPartOf")]:
                if term in head.meta:
                    value = subject[name] if isinstance(subject[name], list) else [subject[name]]
                    self.assertEqual(head.meta[term], [one["@id"] for one in value], path)
        self.assertGreater(compared, 50)


class Terms(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.turtle = Graph().parse(demo() / "data/begrepp.ttl", format="turtle")
        cls.json = Graph().parse(demo() / "data/begrepp.jsonld", format="json-ld")

    def test_both_forms_say_the_same(self):
        self.assertTrue(isomorphic(self.turtle, self.json))

    def test_every_term_is_a_concept(self):
        terms = data("data/begrepp.json")
        concepts = set(self.turtle.subjects(RDF.type, SKOS.Concept))
        self.assertEqual({str(one) for one in concepts}, {term["url"] for term in terms})
        for term in terms:
            concept = URIRef(term["url"])
            self.assertIn((concept, SKOS.definition, Literal(term["definition"], lang="sv")), self.turtle)
            for word in term["also"]:
                self.assertIn((concept, SKOS.altLabel, Literal(word, lang="sv")), self.turtle)

    def test_skos_integrity(self):
        labels = set()
        for concept in self.turtle.subjects(RDF.type, SKOS.Concept):
            (label,) = self.turtle.objects(concept, SKOS.prefLabel)
            (scheme,) = self.turtle.objects(concept, SKOS.inScheme)
            self.assertNotIn((scheme, label), labels)
            labels.add((scheme, label))
            self.assertNotIn(label, set(self.turtle.objects(concept, SKOS.altLabel)))
            self.assertIn((scheme, RDF.type, SKOS.ConceptScheme), self.turtle)
            self.assertIn((scheme, SKOS.hasTopConcept, concept), self.turtle)

    def test_every_address_leads_somewhere(self):
        for node in self.turtle.all_nodes():
            if isinstance(node, URIRef) and not str(node).startswith("http://www.w3.org/"):
                self.assertTrue(leads_somewhere(str(node)), node)


class Record(unittest.TestCase):
    """What DCAT-AP-SE 3 asks of a catalogue, a data set and a distribution."""

    @classmethod
    def setUpClass(cls):
        cls.graph = Graph().parse(demo() / "data/dcat.ttl", format="turtle")

    def test_both_forms_say_the_same(self):
        self.assertTrue(isomorphic(self.graph, Graph().parse(demo() / "data/dcat.jsonld", format="json-ld")))

    def test_what_is_mandatory_is_there_and_leads_to_its_thing(self):
        mandatory = {
            DCAT.Catalog: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license, DCAT.dataset],
            DCAT.Dataset: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.distribution],
            DCAT.Distribution: [DCAT.accessURL, DCTERMS.license, DCTERMS["format"]],
            VCARD.Organization: [VCARD.fn, VCARD.hasEmail],
        }
        for kind, terms in mandatory.items():
            things = list(self.graph.subjects(RDF.type, kind))
            self.assertTrue(things, kind)
            for thing in things:
                for term in terms:
                    self.assertTrue(list(self.graph.objects(thing, term)), f"{thing} lacks {term}")
        subjects = set(self.graph.subjects())
        for term in [DCTERMS.publisher, DCAT.dataset, DCAT.contactPoint, DCAT.distribution]:
            for thing in self.graph.objects(None, term):
                self.assertIn(thing, subjects)

    def test_every_file_is_there(self):
        addresses = [str(one) for one in self.graph.objects(None, DCAT.downloadURL)]
        self.assertEqual(len(addresses), 20)
        for address in addresses:
            self.assertTrue(leads_somewhere(address), address)


if __name__ == "__main__":
    unittest.main()
