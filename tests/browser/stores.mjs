// What the stores for «any two editions» of a built portal cost: their size, and the time to show two editions.
//
//     node tests/browser/stores.mjs FOLDER
//
// Prints, over all documents with at least two editions, the bytes of the stores gzipped against the text of all their
// editions, the largest store, and for the three largest the time from the press of the button to the table being there,
// the first edition against the last, and to the store being read and ready.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const [folder] = process.argv.slice(2);
const stores = [];
for (const id of readdirSync(join(folder, "dokument"), { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  const path = join("dokument", id.name, "utgavor/lager.js");
  let file;
  try {
    file = readFileSync(join(folder, path));
  } catch {
    continue;
  }
  const store = JSON.parse(/ledtradLager = (.*);\n$/s.exec(file.toString())[1]);
  let text = 0;
  let before = [];
  for (const runs of store.editions) {
    before = runs.flatMap((run) => (typeof run[0] === "number" ? before.slice(run[0], run[0] + run[1]) : run));
    for (const [, wording] of before) text += Buffer.byteLength(store.texts[wording][2]) + 2;
  }
  stores.push({ path, editions: store.editions.length, text, gzipped: gzipSync(file, { level: 9 }).length, bytes: file.length });
}
const sum = (name) => stores.reduce((total, store) => total + store[name], 0);
const kB = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
console.log(`${stores.length} stores, ${sum("editions")} editions, ${kB(sum("text"))} of text`);
if (stores.length === 0) process.exit(0);
console.log(`gzipped ${kB(sum("gzipped"))}, ${((100 * sum("gzipped")) / sum("text")).toFixed(2)} % of the text`);
stores.sort((a, b) => b.gzipped - a.gzipped);
console.log(`largest ${kB(stores[0].gzipped)} with ${stores[0].editions} editions`);

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
const server = createServer((request, response) => {
  const path = join(folder, decodeURIComponent(new URL(request.url, "http://portal").pathname).slice(1));
  try {
    if (!statSync(path).isFile()) throw new Error(path);
    response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Content-Encoding": "gzip" });
    response.end(gzipSync(readFileSync(path)));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const store of stores.slice(0, 3)) {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/${store.path.replace("lager.js", "jamfor.html").replaceAll("\\", "/")}`);
  const times = await page.evaluate(async () => {
    const form = document.querySelector("form[data-compare]");
    const out = [];
    for (let run = 0; run < 7; run += 1) {
      form.elements.fran.selectedIndex = 0;
      form.elements.till.selectedIndex = form.elements.till.options.length - 1;
      const from = performance.now();
      form.requestSubmit();
      // The table has been laid out when its height is known.
      document.querySelector("[data-result]").getBoundingClientRect();
      out.push(performance.now() - from);
    }
    return { first: out[0], middle: out.toSorted((a, b) => a - b)[3], rows: document.querySelectorAll("[data-result] tbody tr").length };
  });
  console.log(`${store.path}: ${store.editions} editions, ${kB(store.gzipped)}; shown in ${times.first.toFixed(0)} ms the first time, ${times.middle.toFixed(0)} ms then, ${times.rows} rows`);
  await page.close();
}
await browser.close();
server.close();
