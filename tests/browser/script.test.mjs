// Without script everything is there; with it some things are quicker. And what paper gets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DESKTOP, PHONE, buildDemo, dataOf, onDisk, onServer, openBrowser, pathOf, tabTo, watchFaults, withPage } from "./common.mjs";

const folder = buildDemo();
const sites = [onDisk(folder), await onServer(folder)];
const browser = await openBrowser();
const PLAIN = { ...DESKTOP, javaScriptEnabled: false };

/** Texts of the entries of the register that can be seen. */
const entries = (page) => page.locator(".entries > li:visible").allInnerTexts();

for (const site of sites) {
  test(`without script the search leads to the register, which shows everything (${site.name})`, () =>
    withPage(browser, PLAIN, async (page) => {
      const faults = await watchFaults(page, site);
      await page.goto(site.url("index.html"));
      await page.getByRole("main").getByRole("searchbox").fill("behörighet");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/register\.html\?q=/);
      assert.deepEqual(faults, []);
      // The register may have several pages.
      const hrefs = [];
      for (let more = true; more;) {
        const here = await page.locator(".entries > li:visible > a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
        assert.equal(here.length, await page.locator(".entries > li").count());
        hrefs.push(...here);
        const next = page.locator(".pager a[rel=next]");
        more = (await next.count()) > 0;
        if (more) await next.click();
      }
      const listed = new Set(hrefs);
      // A rule of which there are several wordings has one entry, for the one in force.
      const all = new Map();
      for (const name of ["roller", "begrepp", "dokument", "regler"]) {
        for (const { id, label, url, status } of dataOf(folder, name)) {
          if (name !== "regler" || status === "gällande") all.set(id ?? label, all.get(id ?? label) || listed.has(pathOf(url)));
        }
      }
      assert.ok(all.size > 700);
      assert.deepEqual([...all].filter(([, there]) => !there), []);
    }));
}

test("without script a role's page shows every rule that binds the role", () =>
  withPage(browser, PLAIN, async (page) => {
    const roles = new Map(dataOf(folder, "roller").map((role) => [role.id, role]));
    const names = ["ROLL-FC"];
    for (const name of names) names.push(...roles.get(name).includes.filter((other) => !names.includes(other)));
    assert.ok(names.length > 1, "the role is no other role too");
    const rules = names.flatMap((name) => roles.get(name).rules);
    await page.goto(sites[0].url("roll/roll-fc.html"));
    const shown = new Set(await page.locator("main .rule:visible .rule-id:visible").allInnerTexts());
    assert.deepEqual(rules.filter((rule) => !shown.has(rule)), []);
  }));

test("without script the start page has every role as a link", () =>
  withPage(browser, { ...PHONE, javaScriptEnabled: false }, async (page) => {
    await page.goto(sites[0].url("index.html"));
    assert.equal(await page.locator("form[data-choose]").isVisible(), false);
    const links = page.locator(".concerns-me li a:visible");
    assert.equal(await links.count(), dataOf(folder, "roller").length);
    const name = await links.first().innerText();
    await links.first().click();
    await page.waitForURL(/\/roll\//);
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), name);
  }));

test("without script the threads open, and the contents of a document can be seen", () =>
  withPage(browser, PLAIN, async (page) => {
    await page.goto(sites[0].url("dokument/rik-is.html"));
    assert.ok(await page.locator(".toc nav").isVisible());
    assert.ok(await page.locator(".facts").first().isVisible());
    await page.locator("#is-119 > details.trace > summary").press("Enter");
    assert.ok(await page.locator("#is-119 .knot-owner a").isVisible());
  }));

for (const site of sites) {
  test(`with script the register is filtered by ?q= and says how many it shows (${site.name})`, () =>
    withPage(browser, DESKTOP, async (page) => {
      const faults = await watchFaults(page, site);
      await page.goto(`${site.url("register.html")}?q=${encodeURIComponent("behörighet")}`);
      const search = page.getByRole("main").getByRole("searchbox");
      const status = page.getByRole("main").getByRole("status");
      assert.equal(await search.inputValue(), "behörighet");
      const shown = await entries(page);
      const total = await page.locator(".entries > li").count();
      assert.ok(shown.length > 0 && shown.length < total / 2, `${shown.length} of ${total}`);
      assert.deepEqual(shown.filter((text) => !text.toLowerCase().includes("behörighet")), []);
      assert.match(await status.innerText(), new RegExp(`(^|\\D)${shown.length}(\\D|$)`));
      // None, and then all again.
      await search.fill("xyzåäö");
      await page.waitForFunction(() => !document.querySelector(".entries > li:not([hidden])"));
      assert.ok((await status.innerText()).length > 0);
      await search.fill("");
      await page.waitForFunction((all) => document.querySelectorAll(".entries > li:not([hidden])").length === all, total);
      assert.equal(await status.innerText(), "");
      assert.deepEqual(faults, []);
    }));
}

test("with script a role is chosen from a list, with the keyboard", () =>
  withPage(browser, DESKTOP, async (page) => {
    await page.goto(sites[0].url("index.html"));
    const choose = page.locator("form[data-choose]");
    assert.ok(await choose.isVisible());
    await tabTo(page, "form[data-choose] select");
    await page.keyboard.type("Medarbetare");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/roll\/roll-med\.html$/);
  }));

test("an address that points at a rule opens its thread", () =>
  withPage(browser, DESKTOP, async (page) => {
    await page.goto(sites[0].url("dokument/rik-is.html#is-119"));
    assert.ok(await page.locator("#is-119 .knot-owner a").isVisible());
    const box = await page.locator("#is-119").boundingBox();
    assert.ok(box.y >= 0 && box.y < DESKTOP.viewport.height, JSON.stringify(box));
  }));

for (const [name, options] of [["with", DESKTOP], ["without", PLAIN]]) {
  test(`paper gets the text and its threads, and says that it is a copy (${name} script)`, () =>
    withPage(browser, options, async (page) => {
      await page.goto(sites[0].url("dokument/rik-is.html"));
      const notice = page.getByText("Utskrift är okontrollerad kopia");
      assert.equal(await notice.isVisible(), false);
      await page.emulateMedia({ media: "print" });
      assert.equal(await notice.isVisible(), true);
      assert.equal(await page.locator("header.site").isVisible(), false);
      assert.equal(await page.getByRole("navigation").filter({ visible: true }).count(), 0);
      assert.ok(await page.locator(".facts").first().isVisible());
      const rules = await page.locator("article .rule:not(.withdrawn)").count();
      assert.ok(rules > 50);
      assert.equal(await page.locator("article .rule .trace .knot-owner:visible").count(), rules);
      await page.goto(sites[0].url("roll/roll-fc.html"));
      assert.equal(await notice.isVisible(), true);
      assert.equal(await page.locator("main .rule:not(:visible)").count(), 0);
    }));
}
