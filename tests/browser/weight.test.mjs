// What a page costs: bytes over the wire, and whether anything moves while it loads.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { DESKTOP, PHONE, buildDemo, onServer, openBrowser, withPage } from "./common.mjs";

const folder = buildDemo();
const server = await onServer(folder);
const browser = await openBrowser();
const wire = (path) => gzipSync(readFileSync(join(folder, path)), { level: 6 }).length;

test("a document page with over a hundred rules is at most 60 KB with style and script, and loads nothing else", () =>
  withPage(browser, DESKTOP, async (page) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname.slice(1)));
    await page.goto(server.url("dokument/rik-is.html"), { waitUntil: "networkidle" });
    assert.ok((await page.locator("article .rule:not(.withdrawn)").count()) >= 40);
    const bytes = asked.map((path) => [path, wire(path)]);
    const sum = bytes.reduce((all, [, size]) => all + size, 0);
    assert.ok(asked.length <= 5, asked.join(" "));
    assert.ok(sum <= 60_000, `${sum} bytes: ${bytes.join(" ")}`);
  }));

for (const [path, view] of [
  ["index.html", DESKTOP],
  ["index.html", PHONE],
  ["dokument/rik-is.html", DESKTOP],
  ["dokument/rik-is.html", PHONE],
  ["regel/is-119.html", DESKTOP],
  ["roll/roll-chef.html", DESKTOP],
  ["karta.html", DESKTOP],
  ["arshjul.html", PHONE],
]) {
  test(`nothing moves while ${path} loads at ${view.viewport.width} px`, () =>
    withPage(browser, view, async (page) => {
      await page.addInitScript(() => {
        window.shifts = [];
        new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(server.url(path), { waitUntil: "networkidle" });
      await page.waitForTimeout(200);
      const moved = await page.evaluate(() => window.shifts.reduce((all, one) => all + one, 0));
      assert.ok(moved < 0.01, `${moved}`);
    }));
}
