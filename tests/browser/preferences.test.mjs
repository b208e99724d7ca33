// What readers have set in their system: large text, colours of their own, no motion.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DESKTOP, PHONE, buildDemo, onDisk, openBrowser, tabTo, withPage } from "./common.mjs";

const folder = buildDemo();
const site = onDisk(folder);
const browser = await openBrowser();
const MAIN = ["index.html", "dokument/rik-is.html", "regel/is-119.html", "roll/roll-chef.html", "galler-mig.html?roll=roll-chef", "karta.html", "arshjul.html", "remisser.html", "dokument/rut-beh-2027.html", "tillamplighet/iso-iec-27001.html"];

test("text of twice the size fits a wide window, and of four times the size a window of 320 px does", async () => {
  // 400 % of a window of 1280 px is one of 320 px; larger text than that is the reader's own setting.
  for (const [view, size] of [[DESKTOP, "200%"], [PHONE, "100%"]]) {
    await withPage(browser, view, async (page) => {
      for (const path of MAIN) {
        await page.goto(site.url(path));
        await page.evaluate((size) => (document.documentElement.style.fontSize = size), size);
        const [needs, has] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
        assert.ok(needs <= has, `${path} at ${size} in ${view.viewport.width} px needs ${needs}`);
      }
    });
  }
});

test("with the colours of the system, pictures, states and the focus can still be seen", () =>
  withPage(browser, { ...DESKTOP, forcedColors: "active" }, async (page) => {
    const paint = (selector, property) => page.locator(selector).first().evaluate((one, property) => getComputedStyle(one)[property], property);
    await page.goto(site.url("karta.html"));
    assert.notEqual(await paint(".map-box", "stroke"), await paint(".map-box", "fill"));
    assert.notEqual(await paint(".map-title", "fill"), await paint(".map-box", "fill"));
    assert.notEqual(await paint(".map-line", "stroke"), "none");
    await tabTo(page, ".map-link");
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
    await page.goto(site.url("arshjul.html"));
    assert.notEqual(await paint(".wheel path", "stroke"), await paint(".wheel path", "fill"));
    await page.goto(site.url("dokument/rut-beh-2027.html"));
    assert.notEqual(await paint(".banner", "borderTopStyle"), "none");
    // What is put in and taken out is told by a line, whatever the colours.
    assert.match(await paint(".proposal ins", "textDecorationLine"), /underline/);
    assert.match(await paint(".proposal del", "textDecorationLine"), /line-through/);
  }));

test("nothing moves by itself, for anybody", () => {
  for (const name of ["portal.css", "portal.js", "galler-mig.js", "gallde.js", "utgavor.js"]) {
    const text = readFileSync(join(folder, "tema", name), "utf8");
    assert.ok(!/\b(?:transition|animation|@keyframes|scroll-behavior|requestAnimationFrame|setInterval)\b/.test(text), name);
  }
});

test("changes are said in words for those who see no lines", () =>
  withPage(browser, DESKTOP, async (page) => {
    await page.goto(site.url("dokument/rut-beh-2027.html"));
    const words = await page.locator(".change-changed").first().evaluate((one) => one.textContent);
    assert.match(words, /tillagt: .* slut\./s);
    assert.match(words, /borttaget: .* slut\./s);
  }));
