// The pictures of the README are those of the portal as it is. `UPDATE_PICTURES=1 node --test pictures.test.mjs` takes
// them anew. Fonts differ between machines, so a picture is compared by its light and dark, not dot by dot.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { buildDemo, onDisk, openBrowser, repository, withPage } from "./common.mjs";

const site = onDisk(buildDemo());
const browser = await openBrowser();
const WIDE = { viewport: { width: 1180, height: 760 }, colorScheme: "light" };
const NARROW = { viewport: { width: 390, height: 760 }, colorScheme: "light" };
const DARK = { ...WIDE, colorScheme: "dark" };

const open = (selector) => (page) => page.locator(selector).evaluateAll((all) => all.forEach((one) => (one.open = true)));
const at = (selector) => (page) => page.locator(selector).first().evaluate((one) => one.scrollIntoView());
const both = (...steps) => async (page) => {
  for (const step of steps) await step(page);
};

/** Name of the picture, page, window, what is done first. */
const PICTURES = [
  ["start", "index.html", WIDE],
  ["dokument", "dokument/rik-is.html#avsnitt-6-2", WIDE, open("#is-119 > details")],
  ["regel", "regel/is-119.html", WIDE],
  ["roll", "roll/roll-ais.html", NARROW, at("#regler")],
  ["karta", "karta.html", WIDE, at("#bilder")],
  ["arshjul", "arshjul.html", WIDE],
  ["remiss", "dokument/rut-beh-2027.html", WIDE, both(open(".box.proposal details"), at(".box.proposal"))],
  ["dokument-morkt", "dokument/rik-is.html#avsnitt-9-3", DARK],
  ["karta-telefon", "karta.html", NARROW, at("#bilder")],
  ["galler-mig", "galler-mig.html?roll=roll-ais&roll=roll-chef", WIDE, (page) => page.locator(".handbook .rule").first().waitFor()],
  ["roll-papper", "roll/roll-chef.html", { viewport: { width: 794, height: 1123 }, colorScheme: "light" }, both((page) => page.emulateMedia({ media: "print" }), at("#regler"))],
];

/** Light of a picture in a grid of cells, 0 to 1, and its size. */
const light = (page, png) =>
  page.evaluate(async (data) => {
    const picture = new Image();
    picture.src = data;
    await picture.decode();
    const [width, height] = [40, Math.round((40 * picture.height) / picture.width)];
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, 0, 0, width, height);
    const dots = context.getImageData(0, 0, width, height).data;
    const cells = Array.from({ length: width * height }, (_, n) => (dots[4 * n] + dots[4 * n + 1] + dots[4 * n + 2]) / 765);
    return { size: `${picture.width}×${picture.height}`, cells };
  }, `data:image/png;base64,${png.toString("base64")}`);

for (const [name, path, view, first] of PICTURES) {
  test(`the picture ${name}.png is that of ${path}`, () =>
    withPage(browser, view, async (page) => {
      await page.goto(site.url(path));
      if (first) await first(page);
      const taken = await page.screenshot();
      const file = join(repository, "themes/bilder", `${name}.png`);
      if (process.env.UPDATE_PICTURES || !existsSync(file)) {
        assert.ok(process.env.UPDATE_PICTURES, `${name}.png is missing: UPDATE_PICTURES=1 takes it`);
        writeFileSync(file, taken);
        return;
      }
      await page.goto("about:blank");
      const [now, kept] = [await light(page, taken), await light(page, readFileSync(file))];
      assert.equal(now.size, kept.size);
      const difference = now.cells.reduce((sum, cell, n) => sum + Math.abs(cell - kept.cells[n]), 0) / now.cells.length;
      assert.ok(difference < 0.05, `${name}.png differs by ${difference.toFixed(3)} from the page as it is`);
    }));
}
