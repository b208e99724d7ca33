// Editions: what is there without script, what was in force on a day, and any two editions composed in the browser.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { DESKTOP, TODAY, binary, onDisk, onServer, openBrowser, repository, temporaryFolder, watchFaults, withPage } from "./common.mjs";

/** The demo with three editions of one document, in a repository of its own. */
function portal() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "content"));
  cpSync(join(repository, "content"), join(folder, "content"), { recursive: true });
  // The history of the copy is its own.
  const settings = join(folder, "content/site.toml");
  writeFileSync(settings, readFileSync(settings, "utf8").replace(/\[history\][^[]*/, ""));
  const git = (...words) => execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.org", ...words], { cwd: folder, stdio: "pipe" });
  git("init", "-q");
  const file = join(folder, "content/riktlinjer/rik-is.md");
  const first = readFileSync(file, "utf8");
  const edition = (number, day, change) => {
    let text = first.replace(/edition = ".*"/, `edition = "${number}"`).replace(/decided_on = .*/, `decided_on = ${day}`).replace(/valid_from = .*/, `valid_from = ${day}`);
    writeFileSync(file, change(text));
    git("add", "-A");
    git("commit", "-qm", "x");
  };
  const rule = (text, id, old, now) => text.replace(new RegExp(`(\\*\\*${id}\\*\\* .*?)${old}`), `$1${now}`);
  edition(4, "2025-01-01", (text) => text);
  edition(5, "2025-07-01", (text) => rule(text, "IS-104", "ska", "bör"));
  edition(6, "2026-01-01", (text) => rule(text, "IS-104", "ska", "bör").replace("## 2 ", "**IS-999** Ett <svårt> tillägg & mer.\n\n## 2 ").replace("<svårt>", "\\<svårt>"));
  execFileSync(binary, ["build", "--today", TODAY, "--out", "public"], { cwd: folder, stdio: "pipe" });
  return join(folder, "public");
}

const folder = portal();
const sites = [onDisk(folder), await onServer(folder)];
const browser = await openBrowser();
const home = "dokument/rik-is/utgavor/";

for (const site of sites) {
  test(`any two editions are composed in the browser (${site.name})`, () =>
    withPage(browser, DESKTOP, async (page) => {
      const faults = await watchFaults(page, site);
      await page.goto(site.url(`${home}jamfor.html`));
      await page.getByLabel("Från").selectOption("utgava-4");
      await page.getByLabel("Till").selectOption("utgava-6");
      await page.getByRole("button", { name: "Jämför" }).click();
      assert.equal(await page.locator("form [role=status]").innerText(), "2 skillnader");
      const cells = await page.locator("[data-result] tbody tr:not(.annex-section)").allInnerTexts();
      assert.ok(cells.some((text) => text.includes("ändrad IS-104")), cells.join());
      assert.equal(await page.locator("[data-result] del").first().evaluate((del) => del.lastChild.textContent), "ska");
      assert.ok((await page.locator("[data-result] ins").allInnerTexts()).some((text) => text.includes("<svårt> tillägg & mer")));
      assert.match(page.url(), /\?fran=utgava-4&till=utgava-6$/);
      // The same address shows the same again, and the other way about what was added is gone.
      await page.reload();
      assert.equal(await page.locator("[data-result] ins").count(), 2);
      await page.goto(site.url(`${home}jamfor.html?fran=utgava-6&till=utgava-4`));
      assert.equal(await page.locator("[data-result] del").count(), 2);
      assert.deepEqual(faults, []);
    }));

  test(`what was in force on a day is marked (${site.name})`, () =>
    withPage(browser, DESKTOP, async (page) => {
      const faults = await watchFaults(page, site);
      await page.goto(site.url(`${home}index.html?dag=2025-08-15`));
      assert.match(await page.locator("form[data-day] [role=status]").innerText(), /Utgåva 5$/);
      assert.equal(await page.locator(".editions > li.found").count(), 1);
      assert.deepEqual(faults, []);
    }));
}

for (const site of sites) {
  test(`what was in force in the whole portal on a day is one choice away (${site.name})`, () =>
    withPage(browser, DESKTOP, async (page) => {
      const faults = await watchFaults(page, site);
      await page.goto(site.url("gallde.html"));
      await page.getByLabel("Vad gällde den dagen?").fill("2025-08-15");
      await page.getByRole("button", { name: "Visa" }).click();
      await page.waitForURL(/gallde\/2025\.html\?dag=2025-08-15$/);
      const status = await page.locator("form[data-portal-day] [role=status]").innerText();
      const shown = page.locator(".in-force > li[data-from]:visible");
      assert.equal(status, `${await shown.count()} dokument gällde 2025-08-15.`);
      for (const row of await shown.all()) {
        const [from, until] = [await row.getAttribute("data-from"), await row.getAttribute("data-until")];
        assert.ok(from <= "2025-08-15" && (!until || until >= "2025-08-15"), `${from} ${until}`);
      }
      // Of a document with several editions, the one of that day.
      await page.locator("a[href$='rik-is/utgavor/utgava-5.html']:visible").click();
      assert.match(page.url(), /utgava-5\.html$/);
      // Another day of the same year is shown in place; one before everything has nothing.
      await page.goBack();
      await page.getByLabel("Vad gällde den dagen?").fill("2025-03-01");
      await page.getByRole("button", { name: "Visa" }).click();
      assert.equal(await page.locator("a[href$='rik-is/utgavor/utgava-4.html']:visible").count(), 1);
      await page.goto(site.url("gallde.html?dag=1999-01-01"));
      await page.waitForURL(/dag=1999-01-01$/);
      await page.locator("form[data-portal-day] [role=status]", { hasText: "Inget i portalen gällde 1999-01-01." }).waitFor();
      assert.deepEqual(faults, []);
    }));
}

test("without script every edition and the annexes between them are there", () =>
  withPage(browser, { ...DESKTOP, javaScriptEnabled: false }, async (page) => {
    await page.goto(sites[0].url("dokument/rik-is.html"));
    await page.getByRole("link", { name: "3 utgåvor" }).click();
    assert.equal(await page.locator(".editions > li").count(), 3);
    assert.equal(await page.locator("form[data-day]").isVisible(), false);
    await page.getByRole("link", { name: "Ändringsbilaga" }).first().click();
    assert.equal(await page.locator("#a-is-999 ins").count(), 1);
    await page.goto(sites[0].url("regel/is-104.html"));
    await page.getByRole("link", { name: "visa ändringen" }).first().click();
    assert.match(page.url(), /andringar-utgava-5\.html#a-is-104$/);
    await page.goto(sites[0].url("gallde.html"));
    assert.equal(await page.locator("form[data-portal-day]").isVisible(), false);
    await page.getByRole("link", { name: "2025-07-01" }).click();
    assert.equal(await page.locator("#d-2025-07-01 a[href$='rik-is/utgavor/utgava-5.html']").count(), 1);
  }));

test("the pages of editions are accessible", () =>
  withPage(browser, DESKTOP, async (page) => {
    const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    for (const path of [`${home}index.html`, `${home}utgava-4.html`, `${home}andringar-utgava-6.html`, `${home}jamfor.html?fran=utgava-4&till=utgava-6`, "nytt.html", "gallde.html", "gallde/2025.html?dag=2025-08-15"]) {
      await page.goto(sites[0].url(path));
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
      assert.deepEqual(violations.map((one) => `${path}: ${one.id} ${one.nodes[0].html}`), []);
    }
  }));
