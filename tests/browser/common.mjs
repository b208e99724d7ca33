// What the browser tests share: the demo portal, built anew; two ways to open it (from disk, and over http with the
// headers of production); Debian's Chromium; and pages that note everything that goes wrong in them.
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after } from "node:test";
import { chromium } from "playwright-core";

export const TODAY = "2026-11-25";
export const repository = fileURLToPath(new URL("../../", import.meta.url));
export const binary = resolve(repository, process.env.LEDTRAD_BIN || "target/debug/ledtrad");

/** The policy that the README asks production to send, and more: script may not make markup of text. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'";

/** A page of each kind: its path, and the class that its body must have. */
export const KINDS = [
  ["start", "index.html", "on-start"],
  ["documents", "dokument.html", "on-documents"],
  ["riktlinje", "dokument/rik-is.html", "on-document"],
  ["policy", "dokument/pol-is.html", "on-document"],
  ["superseded document", "dokument/rik-is-2021.html", "on-document"],
  ["withdrawn document", "dokument/ins-fax.html", "on-document"],
  ["proposal", "dokument/rik-ai.html", "on-document"],
  ["comment on a proposal", "dokument/ytt-ai-patient.html", "on-document"],
  ["guidance", "dokument/vag-dist.html", "on-document"],
  ["rule", "regel/is-119.html", "on-rule"],
  ["principle", "regel/pol-is-p2.html", "on-rule"],
  ["withdrawn rule", "regel/is-090.html", "on-rule"],
  ["role", "roll/roll-ais.html", "on-role"],
  ["forum", "forum/for-rad.html", "on-forum"],
  ["people", "roller.html", "on-people"],
  ["terms", "begrepp.html", "on-terms"],
  ["acts", "lagrum.html", "on-acts"],
  ["act", "lagrum/sfs-2018-585.html", "on-act"],
  ["ISO 27001", "lagrum/iso-iec-27001.html", "on-act"],
  ["traces", "sparbarhet.html", "on-trace"],
  ["traces of a document", "sparbarhet/rik-is.html", "on-document-trace"],
  ["register", "register.html", "on-register"],
  ["search", "sok.html", "on-search"],
  ["open data", "om/data.html", "on-data"],
  ["proposal against what is in force", "dokument/rut-beh-2027.html", "on-document"],
  ["several roles", "galler-mig.html", "on-concerns-me"],
  ["several roles, chosen", "galler-mig.html?roll=roll-chef&roll=roll-ais", "on-concerns-me"],
  ["subject", "amne/atkomst-och-behorighet.html", "on-subject"],
  ["map", "karta.html", "on-map"],
  ["year of duties", "arshjul.html", "on-year"],
  ["consultations", "remisser.html", "on-consultations"],
  ["statement of applicability", "tillamplighet/iso-iec-27001.html", "on-applicability"],
  ["accessibility statement", "om/tillganglighet.html", "on-accessibility"],
  ["news", "nytt.html", "on-news"],
];

/** A folder of one's own, gone when the file's tests are over. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "ledtrad-browser-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds the demo portal; the folder that it lies in. */
export function buildDemo() {
  const out = join(temporaryFolder(), "public");
  const content = join(repository, "content");
  execFileSync(binary, ["build", "--content", content, "--out", out, "--today", TODAY], { stdio: "pipe" });
  return out;
}

/** Paths of all files under a folder, with `/` between their parts. */
export function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll("\\", "/"))
    .sort();
}

/** One of the portal's own exports. */
export const dataOf = (folder, name) => JSON.parse(readFileSync(join(folder, "data", `${name}.json`), "utf8"));

/** The path in the site of an address in an export. */
export const pathOf = (url) => (/^https?:/.test(url) ? new URL(url).pathname.slice(1) + new URL(url).hash : url);

/** The portal as it is opened from a folder or a USB stick. */
export const onDisk = (folder) => {
  const root = pathToFileURL(`${folder}/`).href;
  return { name: "file", root, url: (path) => root + path };
};

/** A page that is not there, deep down, for which a web server shows 404.html. */
export const MISSING = ["missing page", "dokument/finns/inte.html", "on-missing"];

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json; charset=utf-8",
  ".jsonld": "application/ld+json; charset=utf-8",
  ".ttl": "text/turtle; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
};

/** The portal as a web server with strict headers shows it. */
export async function onServer(folder) {
  const files = new Set(filesUnder(folder));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://portal").pathname).slice(1) || "index.html";
    const found = files.has(path);
    const shown = found ? path : "404.html";
    response.writeHead(found ? 200 : 404, {
      "Content-Type": TYPES[extname(shown)] ?? "application/octet-stream",
      "Content-Security-Policy": POLICY,
      "X-Content-Type-Options": "nosniff",
    });
    response.end(readFileSync(join(folder, shown)));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const root = `http://127.0.0.1:${server.address().port}/`;
  return { name: "http", root, url: (path) => root + path };
}

/** Debian's Chromium with an empty profile of its own, which Playwright makes and removes. */
export async function openBrowser() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // A page that asks for another machine is a fault; it must not reach one either.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ],
  });
  after(() => browser.close());
  return browser;
}

export const DESKTOP = { viewport: { width: 1280, height: 900 } };
export const PHONE = { viewport: { width: 320, height: 640 } };

/** Runs `work` with a page in a context of its own that is closed afterwards, whatever happens. */
export async function withPage(browser, options, work) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(10_000);
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Notes, from now on, all that a sound page of `site` never does. */
export async function watchFaults(page, site) {
  const faults = [];
  // That the missing page is missing is as it should be; what it needs must be there.
  const asMissing = (url) => url.endsWith(MISSING[1]);
  page.on("console", (said) => {
    const sound = !["error", "warning"].includes(said.type()) || asMissing(said.location().url);
    if (!sound) faults.push(`console: ${said.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => {
    // The preview's line to the server is cut whenever its page is left.
    if (request.resourceType() === "eventsource") return;
    // So is whatever was on its way when a page was left.
    if (request.failure()?.errorText === "net::ERR_ABORTED") return;
    faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !asMissing(response.url())) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(site.root)) faults.push(`outside the site: ${request.url()}`);
  });
  await page.addInitScript(() =>
    addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`),
    ),
  );
  return faults;
}

/** Presses Tab until what has the focus matches the selector. */
export async function tabTo(page, selector, atMost = 1_500) {
  for (let presses = 1; presses <= atMost; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`${selector} is not reached with Tab on ${page.url()}`);
}
