// «Gäller mig» with several roles, and the tables that can be filtered.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DESKTOP, buildDemo, dataOf, onDisk, onServer, openBrowser, tabTo, watchFaults, withPage } from "./common.mjs";

const folder = buildDemo();
const sites = [onDisk(folder), await onServer(folder)];
const browser = await openBrowser();

/** The rules of some roles with those that they also are, from the export. */
function rulesOf(...ids) {
  const roles = new Map(dataOf(folder, "roller").map((role) => [role.id, role]));
  const met = new Set();
  const open = [...ids];
  while (open.length > 0) {
    const id = open.pop();
    if (met.has(id)) continue;
    met.add(id);
    open.push(...roles.get(id).includes);
  }
  return new Set([...met].flatMap((id) => roles.get(id).rules));
}
const shown = (page) => page.locator(".handbook .rules .rule-id").allInnerTexts();

for (const site of sites) {
  test(`several roles are chosen with the keyboard, shown together, and remembered (${site.name})`, () =>
    withPage(browser, DESKTOP, async (page) => {
      const faults = await watchFaults(page, site);
      await page.goto(site.url("galler-mig.html"));
      for (const role of ["roll-ais", "roll-chef"]) {
        await page.locator(`input[value=${role}]`).focus();
        await page.keyboard.press("Space");
      }
      await tabTo(page, "form[data-roles] button[type=submit]");
      await page.keyboard.press("Enter");
      await page.locator(".handbook .rule").first().waitFor();
      const wanted = rulesOf("ROLL-AIS", "ROLL-CHEF");
      assert.deepEqual([...new Set(await shown(page))].sort(), [...wanted].sort());
      assert.equal(await page.getByRole("main").getByRole("status").innerText(), `${wanted.size} regler gäller dig`);
      assert.match(page.url(), /\?roll=roll-chef&roll=roll-ais$/);
      // The address alone brings them back, and so does the browser's memory without it.
      await page.reload();
      await page.locator(".handbook .rule").first().waitFor();
      assert.equal(new Set(await shown(page)).size, wanted.size);
      await page.goto(site.url("galler-mig.html"));
      await page.locator(".handbook .rule").first().waitFor();
      assert.equal(new Set(await shown(page)).size, wanted.size);
      await page.locator("form[data-roles] summary").click();
      await page.locator("[data-forget]").click();
      assert.equal(await page.locator(".handbook").isVisible(), false);
      await page.goto(site.url("galler-mig.html"));
      assert.equal(await page.locator("input[name=roll]:checked").count(), 0);
      assert.deepEqual(faults, []);
    }));
}

test("only what is new since a day is shown when a day is given", () =>
  withPage(browser, DESKTOP, async (page) => {
    await page.goto(sites[0].url("galler-mig.html?roll=roll-chef&sedan=2026-02-01"));
    await page.locator(".handbook .rule").first().waitFor();
    const rules = new Map(dataOf(folder, "regler").filter(({ status }) => status === "gällande").map((rule) => [rule.id, rule]));
    const wanted = [...rulesOf("ROLL-CHEF")].filter((id) => rules.get(id)?.valid_from >= "2026-02-01");
    assert.ok(wanted.length > 0);
    assert.deepEqual([...new Set(await shown(page))].sort(), wanted.sort());
  }));

test("a browser that keeps nothing, and addresses that name no role, do no harm", () =>
  withPage(browser, DESKTOP, async (page) => {
    const faults = await watchFaults(page, sites[0]);
    await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no"); } }));
    await page.goto(sites[0].url("galler-mig.html?roll=../../x&roll=%3Cb%3E&roll=roll-dso"));
    await page.locator(".handbook .rule").first().waitFor();
    assert.deepEqual([...new Set(await shown(page))].sort(), [...rulesOf("ROLL-DSO")].sort());
    assert.deepEqual(faults, []);
  }));

test("without script the page leads to every role's own", () =>
  withPage(browser, { ...DESKTOP, javaScriptEnabled: false }, async (page) => {
    await page.goto(sites[0].url("galler-mig.html"));
    assert.equal(await page.locator("form[data-roles]").isVisible(), false);
    const links = await page.locator(".all-role-pages a:visible").count();
    assert.equal(links, dataOf(folder, "roller").filter(({ url }) => url.includes("/roll/")).length);
  }));

test("paper gets the handbook and nothing else", () =>
  withPage(browser, DESKTOP, async (page) => {
    await page.goto(sites[0].url("galler-mig.html?roll=roll-chef"));
    await page.locator(".handbook .rule").first().waitFor();
    await page.emulateMedia({ media: "print" });
    for (const gone of ["form[data-roles]", ".all-role-pages", "header.site", ".handbook button"]) {
      assert.equal(await page.locator(gone).first().isVisible(), false, gone);
    }
    assert.ok(await page.locator(".handbook .rule").last().isVisible());
    assert.ok(await page.getByText("Utskrift är okontrollerad kopia").isVisible());
  }));

test("the statement of applicability can be narrowed to its gaps and to words", () =>
  withPage(browser, DESKTOP, async (page) => {
    await page.goto(sites[0].url("tillamplighet/iso-iec-27001.html"));
    const rows = page.locator("#kontroller tbody tr:visible");
    assert.equal(await rows.count(), 93);
    await page.locator(".filter select").selectOption("gap");
    const gaps = await rows.count();
    assert.ok(gaps > 0 && gaps < 93);
    assert.equal(await rows.filter({ has: page.locator(".missing") }).count(), gaps);
    assert.equal(await page.getByRole("main").getByRole("status").innerText(), `${gaps} rader visas`);
    await page.locator(".filter select").selectOption("");
    await page.locator(".filter input").fill("säkerhetskopior");
    assert.equal(await rows.count(), 1);
  }));
