// `ledtrad serve`: the editor sees what is being written, and what is wrong with it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { DESKTOP, TODAY, binary, openBrowser, repository, temporaryFolder, watchFaults, withPage } from "./common.mjs";

const content = join(temporaryFolder(), "content");
cpSync(join(repository, "content"), content, { recursive: true });
const browser = await openBrowser();

/** Starts the preview; its address. */
function serve() {
  const child = spawn(binary, ["serve", "--port", "0", "--content", content, "--today", TODAY], { stdio: ["ignore", "ignore", "pipe"] });
  after(() => child.kill());
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      said += text;
      const address = said.match(/^http:\/\/localhost:\d+\/$/m);
      if (address) resolve(address[0]);
    });
    child.on("exit", (code) => reject(new Error(`serve ended with ${code}: ${said}`)));
    setTimeout(() => reject(new Error(`serve said no address in time: ${said}`)), 20_000).unref();
  });
}

const root = await serve();

test("a saved change, a fault and its mending show in the open page", { timeout: 60_000 }, () =>
  withPage(browser, DESKTOP, async (page) => {
    const faults = await watchFaults(page, { root });
    const file = join(content, "riktlinjer/rik-is.md");
    const text = readFileSync(file, "utf8");
    const rule = page.locator("#is-119 > .rule-text");
    const within = { timeout: 5_000 };
    await page.goto(`${root}dokument/rik-is.html`);
    await rule.waitFor();
    const before = await rule.innerText();
    assert.deepEqual(faults, []);

    const at = text.indexOf("**IS-119** ") + "**IS-119** ".length;
    const changed = `${text.slice(0, at)}Alldeles nyskrivet ska synas genast. ${text.slice(at)}`;
    assert.ok(at > 20, "IS-119 is not in the guideline");
    writeFileSync(file, changed);
    await rule.filter({ hasText: "Alldeles nyskrivet" }).waitFor(within);
    assert.deepEqual(faults, []);

    writeFileSync(file, changed.replace("Alldeles nyskrivet", "Alldeles nyskrivet enligt [FINNS-INTE-1]"));
    await page.locator("pre", { hasText: "FINNS-INTE-1" }).waitFor(within);
    assert.match(await page.locator("pre").innerText(), /rik-is\.md:\d+:\d+/);
    assert.equal(await rule.count(), 0);

    writeFileSync(file, text);
    await rule.waitFor(within);
    assert.equal(await rule.innerText(), before);
  }));

test("a draft is shown, and marked as one on every page", () =>
  withPage(browser, DESKTOP, async (page) => {
    const faults = await watchFaults(page, { root });
    await page.goto(`${root}dokument/rut-mob.html`);
    assert.ok(await page.locator(".status.draft").first().isVisible());
    assert.ok(await page.locator(".banner.draft").isVisible());
    assert.match(await page.getByRole("main").innerText(), /utkast/i);
    assert.ok(await page.locator(".profile").isVisible());
    await page.goto(root);
    assert.ok(await page.locator(".profile").isVisible());
    await page.getByRole("main").getByRole("link", { name: "Rutin för mobila enheter" }).first().click();
    await page.waitForURL(/\/dokument\/rut-mob\.html$/);
    assert.deepEqual(faults, []);
  }));
