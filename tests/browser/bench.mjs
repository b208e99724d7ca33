// What the search of a built portal costs a reader: bytes over the wire, requests, time and memory.
//
//     node tests/browser/bench.mjs FOLDER [QUERIES]
//
// The queries are words that follow each other in rules of the portal, drawn by a fixed rule. Every answer goes gzipped
// from a server on this machine. Bytes are those of the bodies with 180 for the heads of each answer. A key press is
// measured from the key to the answer that stands, with what had to be fetched for it; each letter waits for the last.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const [folder, wanted = "40"] = process.argv.slice(2);
const HEADS = 180;
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
let asked = [];
const zipped = new Map();
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://portal").pathname).slice(1);
  try {
    if (!zipped.has(path)) zipped.set(path, gzipSync(readFileSync(join(folder, path)), { level: 9 }));
    const body = zipped.get(path);
    if (path.startsWith("sok/")) asked.push({ path, bytes: body.length + HEADS });
    response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Content-Encoding": "gzip", "Cache-Control": "max-age=3600" });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const root = `http://127.0.0.1:${server.address().port}/`;

const rules = JSON.parse(readFileSync(join(folder, "data/regler.json"), "utf8"));
const stop = new Set(JSON.parse(/\nledtrad\("m",(.*)\);\n$/.exec(readFileSync(join(folder, "sok/sok.js"), "utf8"))[1]).stop.split(" "));
const queries = Array.from({ length: Number(wanted) }, (_, n) => {
  const rule = rules[(n * 7919 + 13) % rules.length];
  const words = rule.text.toLowerCase().split(/[^\p{L}]+/u).filter((word) => word.length > 3 && !stop.has(word));
  return words.slice(n % 3, (n % 3) + 1 + (n % 3)).join(" ") || "behörighet";
});

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"] });
const page = await browser.newPage();
const ask = async (query) => {
  asked = [];
  const time = await page.evaluate(async (text) => {
    const input = document.getElementById("sok"), place = document.querySelector(".hits-place");
    const done = new Promise((ready) => {
      const watch = new MutationObserver(() => {
        if (place.hasAttribute("aria-busy") || !place.querySelector(".hits-said").textContent) return;
        watch.disconnect();
        ready(performance.now());
      });
      watch.observe(place, { attributes: true, childList: true, subtree: true, characterData: true });
    });
    input.value = text;
    const from = performance.now();
    input.form.requestSubmit();
    return (await done) - from;
  }, query);
  await page.waitForTimeout(30);
  return { time, bytes: asked.reduce((sum, one) => sum + one.bytes, 0), requests: asked.length };
};
const at = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const line = (name, all) => console.log(
  `${name.padEnd(14)} bytes ${at(all.map((one) => one.bytes), 0.5)} (p95 ${at(all.map((one) => one.bytes), 0.95)})  requests ${at(all.map((one) => one.requests), 0.5)} (p95 ${at(all.map((one) => one.requests), 0.95)})  ms ${at(all.map((one) => one.time), 0.5).toFixed(0)} (p95 ${at(all.map((one) => one.time), 0.95).toFixed(0)})`,
);
const first = [];
for (const query of queries) {
  const context = await browser.newContext();
  const fresh = await context.newPage();
  asked = [];
  const from = Date.now();
  await fresh.goto(`${root}sok.html?q=${encodeURIComponent(query)}`);
  await fresh.waitForFunction(() => !document.querySelector(".hits-place[aria-busy]") && document.querySelector(".hits-said").textContent);
  first.push({ time: Date.now() - from, bytes: asked.reduce((sum, one) => sum + one.bytes, 0), requests: asked.length });
  await context.close();
}
line("first query", first);
await page.goto(`${root}sok.html`);
await ask(queries[0]);
const next = [];
for (const query of queries.slice(1)) next.push(await ask(query));
line("next query", next);
const again = [];
for (const query of queries.slice(1)) again.push(await ask(query));
line("known query", again);
const pressed = [];
await page.reload();
for (const query of queries.slice(0, 10)) {
  await page.fill("#sok", "");
  for (const letter of query) {
    asked = [];
    const time = page.evaluate(() => new Promise((ready) => {
      const input = document.getElementById("sok"), place = document.querySelector(".hits-place");
      // Before the client hears of it.
      addEventListener("input", () => {
        const from = performance.now();
        const look = () => {
          if (place.hasAttribute("aria-busy")) requestAnimationFrame(look);
          else ready(input.value.trim().length > 2 ? performance.now() - from : null);
        };
        requestAnimationFrame(look);
      }, { once: true, capture: true });
      input.focus();
    }));
    await page.evaluate(() => 0);
    await page.keyboard.type(letter);
    const taken = await time;
    if (taken !== null) pressed.push({ time: taken, bytes: asked.reduce((sum, one) => sum + one.bytes, 0), requests: asked.length });
  }
}
line("key press", pressed);
const session = await page.context().newCDPSession(page);
await session.send("HeapProfiler.collectGarbage");
const { usedSize } = await session.send("Runtime.getHeapUsage");
console.log(`heap           ${(usedSize / 1e6).toFixed(1)} MB after ${queries.length} queries`);
await browser.close();
server.close();
