// The portal with the keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DESKTOP, PHONE, buildDemo, onDisk, openBrowser, tabTo, withPage } from "./common.mjs";

const site = onDisk(buildDemo());
const browser = await openBrowser();

/** Presses Tab through the whole page; what should have the focus, what had it, and what was wrong when it had. */
async function walk(page) {
  await page.evaluate(() => {
    const name = (one) => `${one.localName}${one.id && `#${one.id}`} ${(one.textContent || one.name || "").trim().slice(0, 40)}`;
    const look = (one) => {
      const style = getComputedStyle(one);
      const outline = style.outlineStyle === "none" ? "" : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
      return `${outline}|${style.boxShadow}`;
    };
    const controls = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const wanted = [...document.querySelectorAll(controls)].filter((one) => one.checkVisibility({ visibilityProperty: true }));
    const rest = new Map(wanted.map((one) => [one, look(one)]));
    // Where a part of it can be seen, it and nothing else must lie on top.
    const inSight = (one) =>
      [...one.getClientRects()].some((box) => {
        const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
        const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
        return right > left && bottom > top && one.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
      });
    window.walk = { wanted: wanted.map(name), visited: [], faults: [] };
    let [first, last] = [null, null];
    // Looked at just before the focus moves on, when the page has come to rest.
    addEventListener("keydown", (event) => {
      const one = document.activeElement;
      if (event.key !== "Tab" || one === document.body || window.walk.done) return;
      // A field for a date has several places within it.
      if (one === last && one.type === "date") return;
      last = one;
      if (one === first) return void (window.walk.done = true);
      first ??= one;
      window.walk.visited.push(name(one));
      if (look(one) === (rest.get(one) ?? "|none")) window.walk.faults.push(`no focus to be seen: ${name(one)}`);
      if (!inSight(one)) window.walk.faults.push(`out of sight: ${name(one)}`);
      if (!one.checkVisibility({ opacityProperty: true })) window.walk.faults.push(`transparent: ${name(one)}`);
    }, { capture: true });
  });
  const most = (await page.evaluate(() => window.walk.wanted.length)) + 5;
  for (let press = 0; press < most; press++) await page.keyboard.press("Tab");
  return page.evaluate(() => window.walk);
}

for (const [path, view] of [
  ["index.html", DESKTOP],
  ["index.html", PHONE],
  ["dokument/rik-is.html", DESKTOP],
  ["dokument/ins-log.html", PHONE],
  ["regel/is-119.html", DESKTOP],
  ["roll/roll-dso.html", DESKTOP],
  ["sparbarhet.html", DESKTOP],
  ["register.html", DESKTOP],
  ["galler-mig.html", DESKTOP],
  ["galler-mig.html?roll=roll-dso", PHONE],
  ["karta.html", DESKTOP],
  ["karta.html", PHONE],
  ["arshjul.html", DESKTOP],
  ["remisser.html", DESKTOP],
  ["dokument/rut-beh-2027.html", DESKTOP],
  ["tillamplighet/iso-iec-27001.html", DESKTOP],
  ["om/tillganglighet.html", PHONE],
]) {
  test(`Tab reaches every link and control of ${path} at ${view.viewport.width} px, in order and in sight`, () =>
    withPage(browser, view, async (page) => {
      await page.goto(site.url(path));
      const { wanted, visited, faults } = await walk(page);
      assert.ok(wanted.length > 10);
      assert.deepEqual(visited, wanted);
      assert.equal(faults.length, 0, `\n${faults.length} faults\n${faults.slice(0, 20).join("\n")}`);
    }));
}

test("the way past the head of the page is first, can be seen, and works", () =>
  withPage(browser, DESKTOP, async (page) => {
    await page.goto(site.url("dokument/rik-is.html"));
    await page.keyboard.press("Tab");
    const skip = page.locator("a.skip");
    assert.ok(await skip.evaluate((one) => one === document.activeElement));
    const box = await skip.boundingBox();
    assert.ok(box.y >= 0 && box.x >= 0, JSON.stringify(box));
    await page.keyboard.press("Enter");
    assert.ok(await page.getByRole("main").evaluate((one) => one === document.activeElement));
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null));
  }));

test("the thread of a rule opens and closes with Enter", () =>
  withPage(browser, DESKTOP, async (page) => {
    await page.goto(site.url("dokument/rik-is.html"));
    const thread = page.locator("#is-119 > details.trace");
    await tabTo(page, "#is-119 > details.trace > summary");
    assert.equal(await thread.locator(".thread").isVisible(), false);
    await page.keyboard.press("Enter");
    assert.equal(await thread.locator(".thread").isVisible(), true);
    await page.keyboard.press("Enter");
    assert.equal(await thread.locator(".thread").isVisible(), false);
  }));

/** Follows a link with the keyboard. */
async function follow(page, selector, address) {
  await tabTo(page, selector);
  await page.keyboard.press("Enter");
  await page.waitForURL(address);
}

for (const [knot, address] of [
  ["owner", /\/roll\/roll-ais\.html$/],
  ["principle", /\/regel\/pol-is-p2\.html$/],
  ["law", /\/lagrum\/sfs-2008-355\.html#k4-p2$/],
]) {
  test(`from a rule to its ${knot} in one link or two, and back by a link`, () =>
    withPage(browser, DESKTOP, async (page) => {
      // From the rule's own page; the sources that the rule names stand first in the thread.
      await page.goto(site.url("regel/is-119.html"));
      await follow(page, `.knot-${knot} a`, address);
      await follow(page, "main a[href$='/is-119.html']", /\/regel\/is-119\.html$/);
      // From the document: open the thread, follow the link.
      await page.goto(site.url("dokument/rik-is.html"));
      await tabTo(page, "#is-119 > details.trace > summary");
      await page.keyboard.press("Enter");
      await follow(page, `#is-119 .knot-${knot} a`, address);
      await follow(page, "main a[href$='/is-119.html']", /\/regel\/is-119\.html$/);
    }));
}
