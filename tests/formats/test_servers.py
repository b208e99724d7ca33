"""The guide to publishing, run as it stands: nginx and Apache from Debian, and rclone to an S3 server on this machine."""

import gzip
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import time
import unittest
import xml.etree.ElementTree as ElementTree

from common import CONTENT, PACKAGES, REPOSITORY, SCRATCH, TODAY, base, data, demo, ledtrad

GUIDE = (REPOSITORY / "docs/publishing.md").read_text()


def fence(language):
    """The one block of code of a language in the guide."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.S)
    return found


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait(port, process):
    for _ in range(200):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, "the server ended"
        time.sleep(0.05)
    raise AssertionError("the server does not answer")


def expected_headers():
    lines = (demo() / "_headers").read_text().splitlines()[1:]
    return dict(line.strip().split(": ", 1) for line in lines)


def moves():
    return [line.split()[:2] for line in (demo() / "_redirects").read_text().splitlines()]


class Server:
    """What every server that follows the guide must do. Subclasses start one."""

    @classmethod
    def setUpClass(cls):
        SCRATCH.chmod(0o755)
        demo()
        cls.port = free_port()
        cls.folder = SCRATCH / cls.__name__
        cls.folder.mkdir()
        cls.process = cls.start()
        wait(cls.port, cls.process)

    @classmethod
    def tearDownClass(cls):
        cls.process.terminate()
        cls.process.wait(10)

    def ask(self, path, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def test_pages_have_every_header(self):
        for path in ["/", "/regel/is-119.html", "/tema/portal.css", "/data/regler.json", "/finns/inte.html"]:
            answer, _ = self.ask(path)
            for name, value in expected_headers().items():
                self.assertEqual(answer.headers.get_all(name), [value], f"{path}: {name}")

    def test_types(self):
        types = {
            "/": "text/html; charset=utf-8", "/data/regler.json": "application/json; charset=utf-8", "/data/begrepp.ttl": "text/turtle; charset=utf-8",
            "/data/begrepp.jsonld": "application/ld+json; charset=utf-8", "/data/regler.csv": "text/csv; charset=utf-8", "/tema/portal.css": "text/css; charset=utf-8",
        }  # fmt: skip
        for path, kind in types.items():
            answer, _ = self.ask(path)
            self.assertEqual((answer.status, answer.headers["Content-Type"].lower()), (200, kind), path)

    def test_what_is_missing_is_the_page_for_that(self):
        for path in ["/finns/inte.html", "/dokument/", "/data", "/hosting/nginx.conf", "/hosting/apache-redirects.txt"]:
            answer, body = self.ask(path)
            if path == "/data" and answer.status == 301:
                answer, body = self.ask(path + "/")
            self.assertEqual((answer.status, body), (404, (demo() / "404.html").read_bytes()), path)

    def test_former_addresses_lead_on(self):
        self.assertGreaterEqual(len(moves()), 5)
        for former, present in moves():
            answer, _ = self.ask(former)
            location = answer.headers["Location"].removeprefix(f"http://127.0.0.1:{self.port}")
            self.assertEqual((answer.status, location), (301, present), former)
            self.assertEqual(self.ask(present)[0].status, 200)

    def test_what_has_not_changed_is_not_sent_again(self):
        for encoding in ["identity", "gzip"]:
            answer, _ = self.ask("/dokument/rik-is.html", **{"Accept-Encoding": encoding})
            again, body = self.ask("/dokument/rik-is.html", **{"Accept-Encoding": encoding, "If-None-Match": answer.headers["ETag"]})
            self.assertEqual((again.status, body), (304, b""), encoding)
            self.assertEqual(again.headers["Cache-Control"], "no-cache")

    def test_text_is_compressed(self):
        for path in ["dokument/rik-is.html", "tema/portal.css", "tema/portal.js", "data/regler.json", "data/regler.csv", "data/begrepp.ttl"]:
            answer, body = self.ask("/" + path, **{"Accept-Encoding": "gzip"})
            self.assertEqual(answer.headers["Content-Encoding"], "gzip", path)
            self.assertIn("Accept-Encoding", answer.headers["Vary"])
            whole = (demo() / path).read_bytes()
            self.assertEqual(gzip.decompress(body), whole)
            self.assertLess(len(body), len(whole) / 2)

    def test_nothing_outside_the_portal_is_shown(self):
        for path in ["/../content/site.toml", "/%2e%2e/content/site.toml", "/.git/config"]:
            self.assertIn(self.ask(path)[0].status, [400, 404], path)


class Nginx(Server, unittest.TestCase):
    @classmethod
    def start(cls):
        server = fence("nginx").replace("/srv/ledningssystem/public", str(demo())).replace("listen 80", f"listen 127.0.0.1:{cls.port}")
        user = "user root;" if os.getuid() == 0 else ""
        temporary = "".join(f"{kind}_temp_path {cls.folder}/{kind};\n" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        (cls.folder / "nginx.conf").write_text(
            f"{user}\npid {cls.folder}/pid;\nerror_log {cls.folder}/error.log;\nevents {{}}\n"
            f"http {{\ninclude /etc/nginx/mime.types;\ndefault_type application/octet-stream;\naccess_log off;\n{temporary}\n{server}}}\n"
        )
        return subprocess.Popen(["nginx", "-c", cls.folder / "nginx.conf", "-e", cls.folder / "error.log", "-g", "daemon off;"])


class Apache(Server, unittest.TestCase):
    @classmethod
    def start(cls):
        modules = "mpm_event authz_core deflate dir filter headers mime rewrite".split()
        load = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in modules)
        host = fence("apache").replace("/srv/ledningssystem/public", str(demo())).replace("*:80", f"127.0.0.1:{cls.port}")
        user = "User www-data\nGroup www-data" if os.getuid() == 0 else ""
        (cls.folder / "apache.conf").write_text(
            f"{load}{user}\nServerRoot {cls.folder}\nServerName localhost\nListen 127.0.0.1:{cls.port}\nPidFile {cls.folder}/pid\n"
            f"ErrorLog {cls.folder}/error.log\nTypesConfig /etc/mime.types\nServerTokens Prod\n<Directory />\nRequire all denied\n</Directory>\n{host}"
        )
        return subprocess.Popen(["apache2", "-f", cls.folder / "apache.conf", "-D", "FOREGROUND"])


class Iis(unittest.TestCase):
    def test_web_config_says_what_the_others_say(self):
        root = ElementTree.parse(demo() / "web.config").getroot()
        headers = {one.get("name"): one.get("value") for one in root.iter("add") if one.get("name") in expected_headers()}
        headers["Cache-Control"] = next(root.iter("clientCache")).get("cacheControlCustom")
        self.assertEqual(headers, expected_headers())
        (rewrite,) = root.iter("rewriteMap")
        self.assertEqual([[one.get("key"), one.get("value")] for one in rewrite], moves())
        self.assertTrue((demo() / next(one.get("path") for one in root.iter("error"))).is_file())


class ObjectStorage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.port = free_port()
        cls.folder = SCRATCH / "s3"
        (cls.folder / "buckets").mkdir(parents=True)
        cls.rclone = PACKAGES.parents[2] / "bin/rclone"
        cls.environment = {
            "PATH": f"{cls.rclone.parent}:{os.environ['PATH']}", "HOME": str(cls.folder), "RCLONE_CONFIG": str(cls.folder / "rclone.conf"),
            "RCLONE_CONFIG_PORTAL_TYPE": "s3", "RCLONE_CONFIG_PORTAL_PROVIDER": "Rclone", "RCLONE_CONFIG_PORTAL_ENDPOINT": f"http://127.0.0.1:{cls.port}",
            "RCLONE_CONFIG_PORTAL_ACCESS_KEY_ID": "nyckel", "RCLONE_CONFIG_PORTAL_SECRET_ACCESS_KEY": "hemlighet", "RCLONE_CONFIG_PORTAL_USE_MULTIPART_ETAG": "false",
            "RCLONE_USE_JSON_LOG": "true", "RCLONE_LOG_LEVEL": "INFO", "RCLONE_STATS": "0", "RCLONE_TRANSFERS": "16", "RCLONE_CHECKERS": "16",
        }  # fmt: skip
        cls.process = subprocess.Popen(
            [cls.rclone, "serve", "s3", "--auth-key", "nyckel,hemlighet", "--addr", f"127.0.0.1:{cls.port}", cls.folder / "buckets"],
            env={"HOME": str(cls.folder), "PATH": os.environ["PATH"]}, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait(cls.port, cls.process)

    @classmethod
    def tearDownClass(cls):
        cls.process.terminate()
        cls.process.wait(10)

    def publish(self, folder):
        """Runs the guide's commands; what rclone did, in order, as pairs of deed and path."""
        done = subprocess.run(["sh", "-c", fence("sh")], cwd=folder.parent, env=self.environment, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        said = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
        return [(one["msg"].split(" ")[0].rstrip(":"), one["object"]) for one in said if "object" in one and one["msg"].startswith(("Copied", "Deleted"))]

    def files(self, folder):
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0] != "hosting"}

    def test_only_what_changed_is_uploaded_new_files_before_pages_and_removals_last(self):
        content, public = self.folder / "content", self.folder / "public"
        shutil.copytree(CONTENT, content)
        bucket = self.folder / "buckets/ledningssystem"
        bucket.mkdir()

        def build():
            ledtrad("build", "--content", content, "--out", public, "--today", TODAY)
            return self.files(public)

        extra = content / "vagledningar/vag-prov.md"
        extra.write_text((content / "vagledningar/vag-dist.md").read_text().replace('"VAG-DIST"', '"VAG-PROV"'))
        first = build()
        deeds = self.publish(public)
        self.assertEqual({path for _, path in deeds}, set(first))
        kinds = [path.endswith(".html") for _, path in deeds]
        self.assertEqual(kinds, sorted(kinds), "a page before what it may need")
        self.assertEqual(self.files(bucket), first)
        self.assertEqual(self.publish(public), [], "nothing has changed")

        extra.unlink()
        text = (content / "riktlinjer/rik-ark.md").read_text()
        (content / "riktlinjer/rik-ark.md").write_text(text.replace("## ", "## Nytt ", 1))
        second = build()
        changed = {path for path in second if second[path] != first.get(path)}
        gone = set(first) - set(second)
        deeds = self.publish(public)
        self.assertEqual({path for deed, path in deeds if deed == "Copied"}, changed)
        self.assertEqual({path for deed, path in deeds if deed == "Deleted"}, gone)
        self.assertTrue(changed and gone and len(changed) < len(second) / 2)
        order = [2 if deed == "Deleted" else int(path.endswith(".html")) for deed, path in deeds]
        self.assertEqual(order, sorted(order))
        self.assertEqual(self.files(bucket), second)


if __name__ == "__main__":
    unittest.main()
