// A page of each kind: accessible, no wider than its window, and quiet (no fault, nothing asked of anyone else).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { DESKTOP, KINDS, MISSING, PHONE, buildDemo, onDisk, onServer, openBrowser, watchFaults, withPage } from "./common.mjs";

const folder = buildDemo();
const disk = onDisk(folder);
const server = await onServer(folder);
const browser = await openBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const ALL = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
/** All that the colours of the dark can change. */
const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
/** Colours are what takes time. */
const NO_COLOURS = Object.fromEntries(COLOURS.values.map((rule) => [rule, { enabled: false }]));

/** What axe finds, a line for each kind of finding. */
async function violations(page, runOnly = ALL, rules = {}) {
  await page.evaluate(axe);
  const results = await page.evaluate(
    (options) => window.axe.run(document, { ...options, resultTypes: ["violations", "passes"], preload: false }),
    { runOnly, rules },
  );
  const sought = rules["color-contrast"]?.enabled === false ? "document-title" : "color-contrast";
  assert.ok(results.passes.some(({ id }) => id === sought), "axe looked at nothing");
  return results.violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)}\n      ${node.any[0]?.message ?? ""}`);
    return `${id}: ${help} (${nodes.length})\n    ${places.join("\n    ")}`;
  });
}

const overflow = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return null;
    const wide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > width + 1);
    return `${document.documentElement.scrollWidth} px wide: ${wide.slice(0, 4).map((one) => one.outerHTML.slice(0, 120)).join(" … ")}`;
  });

const unfold = (page) =>
  page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));

/** Leaves the first of what repeats: the colours of one item are those of a thousand. */
const shorten = (page) =>
  page.evaluate((most) => {
    for (const parent of document.querySelectorAll("main *")) {
      for (const child of [...parent.children].slice(most)) child.remove();
    }
  }, 25);

/** Opens a page; what is wrong with it. */
async function open(page, site, path, bodyClass) {
  const faults = await watchFaults(page, site);
  await page.goto(site.url(path), { waitUntil: "load" });
  assert.ok(await page.locator(`body.${bodyClass}`).count(), `${path} is no longer a page of class ${bodyClass}`);
  // What the page says of itself to machines is data: the strict policy lets it stand, and it can be read.
  const said = await page.evaluate(() =>
    [...document.querySelectorAll('script[type="application/ld+json"]')].map((block) => JSON.parse(block.textContent)["@context"]),
  );
  assert.deepEqual(said, path === MISSING[1] ? [] : ["https://schema.org"], path);
  assert.deepEqual(faults, [], `${site.name}: ${path}`);
}

const WHOLE = "wide, light";
const VIEWS = [
  [WHOLE, { ...DESKTOP, colorScheme: "light" }, COLOURS],
  ["wide, dark", { ...DESKTOP, colorScheme: "dark" }, COLOURS],
  ["320 px", { ...PHONE, colorScheme: "light" }, ALL],
];

for (const [kind, path, bodyClass] of [...KINDS, MISSING]) {
  test(`${kind} (${path})`, async () => {
    const site = path === MISSING[1] ? server : disk;
    const look = ([view, options, rules]) =>
      withPage(browser, options, async (page) => {
        await open(page, site, path, bodyClass);
        const found = [await overflow(page)];
        await unfold(page);
        found.push(await overflow(page));
        if (view === WHOLE) found.push(...(await violations(page, ALL, NO_COLOURS)));
        await shorten(page);
        found.push(...(await violations(page, rules)));
        return found.filter(Boolean).map((one) => `${view}: ${one}`);
      });
    const found = (await Promise.all(VIEWS.map(look))).flat();
    assert.equal(found.length, 0, `\n  ${found.join("\n  ")}`);
    await withPage(browser, DESKTOP, (page) => open(page, server, path, bodyClass));
  });
}

test("the menu of a narrow window opens, fits and is accessible", () =>
  withPage(browser, PHONE, async (page) => {
    await open(page, disk, "dokument/rik-is.html", "on-document");
    const menu = page.locator("details.menu");
    assert.equal(await menu.getByRole("navigation").isVisible(), false);
    await menu.locator("summary").press("Enter");
    assert.equal(await menu.getByRole("navigation").isVisible(), true);
    assert.equal(await menu.getByRole("searchbox").isVisible(), true);
    assert.equal(await overflow(page), null);
    assert.deepEqual(await violations(page), []);
  }));
