// Hostile texts in every field. The portals are made by `cargo test --test hostile`, which ignores every finding: a real
// build would have refused most of them. Here a browser's own parser says what the pages hold, and then it opens them.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import ICAL from "ical.js";
import { DESKTOP, filesUnder, onServer, openBrowser, repository, watchFaults, withPage } from "./common.mjs";

const made = (name) => join(repository, "target/tmp/hostile", name);
assert.ok(existsSync(made("raw")) && existsSync(made("allowed")), "run «cargo test --test hostile» first: it makes the portals that are read here");
const browser = await openBrowser();

const ELEMENTS =
  "a article aside blockquote body br button caption circle code dd del details div dl dt em fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html img " +
  "input ins label legend li line link main meta nav noscript ol optgroup option output p path pre rect script search section select small span strong sup summary svg table tbody td text th thead time title tr ul";
const ATTRIBUTES =
  "action alt aria-controls aria-current aria-describedby aria-expanded aria-hidden aria-label aria-labelledby aria-live autocomplete charset class colspan content cx cy d datetime defer for headers height " +
  "hidden href http-equiv id inputmode integrity lang loading max maxlength method min multiple name open placeholder r rel role role rowspan rx ry scope selected size spellcheck src start step tabindex title transform type value viewbox width x x1 x2 y y1 y2 " +
  "media property sizes rev enterkeyhint required checked disabled for focusable preserveaspectratio fill";

/** Runs in the browser: what a page holds that it should not. */
function foreign([path, text, elements, attributes]) {
  const found = [];
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const element of page.querySelectorAll("*")) {
    const name = element.localName;
    if (!elements.includes(name)) found.push(`<${name}>`);
    if (name === "script" && element.type !== "application/ld+json" && (!element.getAttribute("src") || element.textContent !== "")) found.push("inline script");
    if (name === "script" && element.type === "application/ld+json") JSON.parse(element.textContent);
    for (const { name: key, value } of element.attributes) {
      const lower = key.toLowerCase();
      if (!attributes.includes(lower) && !lower.startsWith("data-")) found.push(`<${name} ${key}>`);
      if (!["href", "src", "action"].includes(lower)) continue;
      const url = URL.canParse(value, `http://portal.test/${path}`) && new URL(value, `http://portal.test/${path}`);
      if (!url) found.push(`<${name} ${key}=${value}>`);
      if (!url) continue;
      const own = url.origin === "http://portal.test";
      const out = name === "a" ? ["https:", "http:", "mailto:", "tel:"] : name === "link" && ["canonical", "alternate", "schema.DCTERMS", "search"].includes(element.rel) ? ["https:", "http:"] : [];
      if (!own && !out.includes(url.protocol)) found.push(`<${name} ${key}=${value}>`);
      if (url.username || url.password) found.push(`<${name} ${key}=${value}>`);
    }
  }
  return found.map((one) => `${path}: ${one}`);
}

for (const name of ["raw", "allowed"]) {
  test(`a real parser sees only what is on the list (${name})`, () =>
    withPage(browser, DESKTOP, async (page) => {
      const pages = filesUnder(made(name)).filter((path) => path.endsWith(".html"));
      assert.ok(pages.length > 60, `only ${pages.length} pages`);
      const faults = [];
      for (let at = 0; at < pages.length; at += 100) {
        const texts = pages.slice(at, at + 100).map((path) => [path, readFileSync(join(made(name), path), "utf8")]);
        const run = new Function("batch", `${foreign}; return batch.flatMap(foreign);`);
        faults.push(...(await page.evaluate(run, texts.map(([path, text]) => [path, text, ELEMENTS.split(" "), ATTRIBUTES.split(" ")]))));
      }
      assert.deepEqual([...new Set(faults)].slice(0, 20), []);
    }));
}

test("calendars hold their own properties and every duty's whole text", () => {
  const own = new Set("begin end version prodid method calscale name x-wr-calname uid dtstamp dtstart dtend summary description url rrule categories transp status sequence refresh-interval x-published-ttl".split(" "));
  const portals = [...readdirSync(made("raw")).map((part) => `raw/${part}`), "allowed"];
  let duties = 0;
  for (const portal of portals) {
    const rules = new Map(JSON.parse(readFileSync(join(made(portal), "data/regler.json"), "utf8")).map((rule) => [rule.id, rule]));
    for (const path of filesUnder(made(portal)).filter((path) => path.endsWith(".ics"))) {
      const text = readFileSync(join(made(portal), path), "utf8");
      assert.ok(!/[^\r]\n|\r[^\n]/.test(text), `${portal}/${path}: lines do not end with CRLF`);
      assert.deepEqual(text.split("\r\n").filter((line) => Buffer.byteLength(line) > 75), [], `${portal}/${path}`);
      const calendar = new ICAL.Component(ICAL.parse(text));
      assert.deepEqual([...new Set(calendar.getAllSubcomponents().map(({ name }) => name))].filter((name) => name !== "vevent"), []);
      for (const component of [calendar, ...calendar.getAllSubcomponents()]) {
        assert.deepEqual(component.getAllProperties().map(({ name }) => name).filter((name) => !own.has(name)), [], `${portal}/${path}`);
      }
      for (const event of calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one))) {
        const rule = [...rules.values()].find((rule) => event.component.getFirstPropertyValue("url") === rule.url);
        if (!rule) continue;
        duties += 1;
        // A calendar has no way to write control characters: a tab becomes a blank.
        const plain = (text) => text.replaceAll("\t", " ").replace(/[^\P{Cc}\n]/gu, "").trim();
        assert.ok(plain(event.description).includes(plain(rule.text)), `${portal}/${path}: ${event.description}\n${rule.text}`);
      }
    }
  }
  assert.ok(duties > 200, `only ${duties} duties`);
});

test("opened under the policy nothing runs, nothing is fetched from elsewhere and nothing is refused", () =>
  withPage(browser, DESKTOP, async (page) => {
    const site = await onServer(made("allowed"));
    const faults = await watchFaults(page, site);
    page.on("dialog", (dialog) => {
      faults.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    // A former address leads on at once, before anything could be asked of it; 404.html counts from the base address.
    const leadsOn = (path) => readFileSync(join(made("allowed"), path), "utf8").includes('http-equiv="refresh"');
    const all = filesUnder(made("allowed")).filter((path) => path.endsWith(".html") && path !== "404.html" && !leadsOn(path));
    // One of each kind, and every document.
    const kinds = new Map(all.map((path) => [path.split("/").slice(0, -1).join("/") || path, path]));
    const shown = new Set([...kinds.values(), ...all.filter((path) => /^dokument\/h-\d+\.html$/.test(path))]);
    assert.ok(shown.size > 15, `only ${shown.size} pages`);
    for (const path of shown) {
      await page.goto(site.url(path));
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    }
    // Words that are searched for are words too, in the address and in what is answered.
    for (const query of ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "javascript:alert(1)", "{{7*7}}", "__proto__", "constructor", "alert", "H-1"]) {
      await page.goto(`${site.url("sok.html")}?q=${encodeURIComponent(query)}`);
      await page.waitForFunction(() => document.querySelector("main [role=status]")?.textContent.trim() || document.querySelector("main output, main li"));
      assert.equal(await page.locator("main script, main img[onerror], main iframe").count(), 0);
    }
    assert.deepEqual(faults.filter((fault) => !/a\.png/.test(fault)), []);
  }));
