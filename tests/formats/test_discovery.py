"""What search engines and browsers read: sitemap, robots.txt and OpenSearch."""

import unittest
import urllib.robotparser

import feedparser
from common import base, data, demo, leads_somewhere, pages
from lxml import etree
from owslib.opensearch import OpenSearch
from usp.fetch_parse import SitemapStrParser


class Discovery(unittest.TestCase):
    def test_every_address_of_the_sitemap_leads_to_a_page_that_may_be_found(self):
        text = (demo() / "sitemap.xml").read_text()
        found = [page.url for page in SitemapStrParser(text).sitemap().all_pages()]
        self.assertGreater(len(found), 500)
        self.assertEqual(len(found), len(set(found)))
        for address in found:
            self.assertTrue(leads_somewhere(address), address)
        proposed = {document["url"] for document in data("data/dokument.json") if document["status"] == "remiss"}
        self.assertTrue(proposed)
        self.assertFalse(proposed & set(found))

    def test_robots_are_shown_the_sitemap(self):
        robots = urllib.robotparser.RobotFileParser()
        robots.parse((demo() / "robots.txt").read_text().splitlines())
        self.assertTrue(robots.can_fetch("*", base() + "index.html"))
        self.assertEqual(robots.site_maps(), [base() + "sitemap.xml"])

    def test_a_client_reads_the_description_of_the_search(self):
        text = (demo() / "opensearch.xml").read_bytes()
        client = OpenSearch(base() + "opensearch.xml", xml=text)
        self.assertEqual(client.description.shortname, "Ledningssystemet")
        template = client.description.urls["text/html"]["template"]
        self.assertEqual(template, base() + "sok.html?q={searchTerms}")
        name = etree.fromstring(text).findtext("{*}ShortName")
        self.assertLessEqual(len(name), 16)
        self.assertIn('<link rel="search" type="application/opensearchdescription+xml"', pages()["index.html"])

    def test_a_reader_of_feeds_reads_them_all(self):
        files = [file for file in sorted(demo().rglob("*.xml")) if file.name not in ("sitemap.xml", "opensearch.xml")]
        self.assertIn(demo() / "nytt.xml", files)
        self.assertGreater(len(files), 30)
        entries = 0
        for file in files:
            feed = feedparser.parse(file.read_bytes())
            self.assertFalse(feed.bozo, f"{file}: {feed.get('bozo_exception')}")
            self.assertEqual(feed.version, "atom10", file)
            self.assertTrue(feed.feed.id and feed.feed.title and feed.feed.updated, file)
            ids = [entry.id for entry in feed.entries]
            self.assertEqual(len(ids), len(set(ids)), file)
            for entry in feed.entries:
                entries += 1
                self.assertTrue(entry.title and entry.updated_parsed, file)
                self.assertTrue(leads_somewhere(entry.link), entry.link)
        self.assertGreater(entries, 20)


if __name__ == "__main__":
    unittest.main()
