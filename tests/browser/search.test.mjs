// The search: the same answers as the command line, in Node and in Chromium; and what a person does with it.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { minify } from "terser";
import { DESKTOP, PHONE, TODAY, binary, buildDemo, onDisk, onServer, openBrowser, repository, temporaryFolder, watchFaults, withPage } from "./common.mjs";

const folder = buildDemo();
const sites = [onDisk(folder), await onServer(folder)];
const browser = await openBrowser();
const source = join(repository, "src/search/client/search.js");
const { engine, pieces } = createRequire(import.meta.url)(source);

const lines = (name, column) => readFileSync(join(repository, "tests/search", name), "utf8").split("\n").filter(Boolean).map((line) => line.split("\t")[column]);
const judged = [...readFileSync(join(repository, "tests/search/queries.toml"), "utf8").matchAll(/^text = "(.*)"$/gm)].map((found) => found[1]);
const others = [
  "vad är en incident", "Vad betyder gallring", "låna ut kort", "vill ha ut en handling", "skriva under avtal", "bli av med mobilen",
  "IS-119", "is-119 behörighet", "2018:585", "9.8", "5 kap. 4 §", "systemägare", "vem är det", "GDPR:s", "säkerhe", "sluta jobba",
  "hälso- och sjukvård", "it\u2011system", "", " ", "xyzzy", "lösen\u00adord", "O\u0308VNING", "a".repeat(300), "<b>\"'&", "rs 2025-0418",
  "logga in", "hur loggar jag in hemifrån", "stänga av kontot", "går in", "lösen ord", "säkerhets kopia", "it system", "ny dator jobb", "IS119", "is 119 behörighet", "medarbetar samtal", "brand larm", "ta bort konto", "attest", "vända sig till systern",
  "vem ansvarar för säkerhetskopior", "dokumentering", "telefax", "arkivera", "klassa", "grodor",
];

/** What the command line answers to each query. */
const answers = (queries, content = join(repository, "content")) => execFileSync(binary, ["search", "-", "--content", content, "--today", TODAY], { input: queries.join("\n") + "\n", maxBuffer: 1 << 28 })
  .toString().trim().split("\n").map((line) => JSON.parse(line));
const pathOf = (url) => url.replace(/^https?:\/\/[^/]*\//, "");
const fileOf = (key) => (key === "m" ? "sok" : key === "f" ? key : key[0] === "d" ? `d/${key.split("-")[1] >> 8}/${key}` : `${key[0]}/${key}`);

test("the client that is served is made of the source, and is small", async () => {
  const made = await minify(readFileSync(source, "utf8"), JSON.parse(readFileSync(join(repository, "tests/browser/client.json"), "utf8")));
  const served = readFileSync(join(folder, "sok/sok.js"), "utf8");
  assert.ok(served.startsWith(`${made.code}\nledtrad("m",`), "run «npm run client» in tests/browser");
  const size = gzipSync(made.code, { level: 9 }).length;
  assert.ok(size <= 10 * 1024, `${size} bytes`);
});

test("words are cut as the command line cuts them", () => {
  assert.deepEqual(pieces("IS-119, 5 § och it-system").map((piece) => piece.text), ["is-119", "is", "119", "5", "5§", "och", "it-system"]);
});

/** Asks in Node what the command line has answered, over the files of a portal; gives the names of the files. */
async function sameInNode(answers, portal, served = (load) => load) {
  const names = new Set();
  const load = async (key) => {
    let value;
    names.add(key);
    const text = readFileSync(join(portal, `sok/${fileOf(key)}.js`), "utf8");
    new Function("ledtrad", key === "m" ? text.slice(text.lastIndexOf("\nledtrad(")) : text)((_, given) => (value = given));
    return value;
  };
  const { search, hits } = engine(served(load));
  for (const answer of answers) {
    const result = await search(answer.query);
    const found = hits(result);
    for (let before = -1; found.done.length < 10 && found.done.length > before;) {
      before = found.done.length;
      await found.more();
    }
    const seen = { query: answer.query, corrected: result.plan.corrected, total: found.total, hits: found.done.slice(0, 10).map((hit) => hit.url) };
    assert.deepEqual(seen, { query: answer.query, corrected: answer.corrected, total: answer.total, hits: answer.hits.map((hit) => pathOf(hit.url)) });
  }
  return names;
}

test("every query has the same answer in Node and on the command line", async () => {
  const queries = [...judged, ...lines("slips.txt", 0), ...lines("compounds.txt", 0), ...lines("plain.txt", 0), ...others];
  await sameInNode(answers(queries), folder);
});

/** The files of a portal so large that the borders of its files of terms stand in files of their own, eight in each. */
const withBorders = (load) => {
  const files = new Map();
  const row = (keys) => keys.map((key) => `A${key},`).join("");
  return async (key) => {
    const value = files.get(key) ?? (await load(key));
    if (key !== "m") return value;
    let last = "";
    const shared = (letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".indexOf(letter);
    const all = value.t.split(",").slice(0, -1).map((item) => (last = last.slice(0, shared(item[0])) + item.slice(1)));
    const parts = Array.from({ length: Math.ceil(all.length / 8) }, (_, at) => all.slice(8 * at, 8 * at + 8));
    assert.ok(!value.deep && parts.length > 3);
    const name = (text) => Array.from(text, (c) => (/[a-z0-9]/.test(c) ? c : `_${c.codePointAt().toString(16)}_`)).join("");
    parts.forEach((part) => files.set(`b-${name(part[0])}`, row(part)));
    return { ...value, deep: true, t: row(parts.map(([least]) => least)) };
  };
};

test("so has every query where the borders of files stand in files of their own", async () => {
  await sameInNode(answers([...judged, ...others]), folder, withBorders);
});

test("so have words that more than a thousand rules hold", async () => {
  const at = temporaryFolder(), content = join(at, "content"), out = join(at, "public");
  const common = ["verksamhet", "information", "säkerhetskopiering", "kontroll", "uppföljning", "utbildning"];
  let seed = 1;
  const chance = (of) => (seed = (seed * 16807) % 2147483647) % of;
  const write = (name, front, rules) => {
    const fields = Object.entries(front).map(([key, value]) => `${key} = ${key.endsWith("_on") ? value : JSON.stringify(value)}\n`).join("");
    writeFileSync(join(content, `${name}.md`), `+++\n${fields}decided_on = 2025-12-01\nvalid_from = 2026-01-01\nregistry = ["RS 2025-1"]\n+++\n\n# ${front.title}\n\n## 1 Krav\n\n${rules}`);
  };
  const rule = (id) => `**${id}** Grodan ${Array.from({ length: 4 + chance(20) }, () => (chance(8) ? common[Math.min(chance(6), chance(6))] : `ord${chance(300)}`)).join(" ")}.\n\n`;
  mkdirSync(content);
  writeFileSync(join(content, "site.toml"), 'title = "Stor"\norganisation = "Region Stor"\n[output]\nrule_pages = false\n[severity]\nL061 = "av"\nL062 = "av"\nL064 = "av"\n');
  for (let n = 1; n <= 20; n += 1) {
    const front = { id: `RIK-${n}`, title: `Riktlinje ${n}`, kind: "riktlinje", status: "gällande", audience: "publik", decided_by: "Regiondirektören", decision: `§ ${n}`, rule_prefix: `R${n}` };
    write(`rik-${n}`, front, Array.from({ length: 90 }, (_, at) => rule(`R${n}-${at + 1}`)).join(""));
    // Short rules that are no longer in force are the best of a list by its scores alone.
    const former = { ...front, id: `GAM-${n}`, title: `Tidigare ${n}`, status: "upphävd", withdrawn_on: "2026-06-01", rule_prefix: `G${n}` };
    write(`gam-${n}`, former, Array.from({ length: 30 }, (_, at) => `**G${n}-${at + 1}** Grodan.\n\n`).join(""));
  }
  execFileSync(binary, ["build", "--content", content, "--out", out, "--today", TODAY], { stdio: "pipe" });
  const pairs = common.flatMap((one) => common.filter((other) => one !== other).map((other) => `${one} ${other}`));
  const names = await sameInNode(answers([...common, ...pairs, "verksamhet ord17", "kopiering kontroll ord5"], content), out);
  const long = [...names].filter((name) => name.startsWith("l-"));
  assert.ok(long.length >= 3, long.join(" "));
  assert.equal(answers(["grodan"], content)[0].total, 1800);
  await sameInNode(answers(["grodan"], content), out);
});

/** Types a query and waits until its answer stands. */
async function ask(page, query) {
  await page.fill("#sok", "");
  await page.fill("#sok", query);
  await page.waitForFunction((q) => new URLSearchParams(location.search).get("q") === q && !document.querySelector(".hits-place[aria-busy]") && document.querySelector(".hits-said").textContent, query);
}
const shown = (page) => page.$$eval(".hits-place > .hits > li > .hit .hit-link", (links) => links.map((link) => link.href));
/** At most two of a document, as the page shows them. */
const grouped = (hits) => {
  const counts = new Map();
  return hits.filter((hit) => {
    const key = hit.kind === "reference" ? hit.url : hit.document;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts.get(key) <= 2;
  });
};

for (const site of sites) {
  test(`every judged query has the same answer in Chromium (${site.name})`, async () => {
    await withPage(browser, DESKTOP, async (page) => {
      const faults = await watchFaults(page, site);
      await page.goto(site.url("sok.html"));
      for (const answer of answers(judged)) {
        await ask(page, answer.query);
        const links = (await shown(page)).map((url) => url.slice(site.root.length));
        assert.ok(links.length > 0, answer.query);
        const wanted = grouped(answer.hits).map((hit) => pathOf(hit.url)).slice(0, links.length);
        assert.deepEqual(links.slice(0, wanted.length), wanted, answer.query);
      }
      assert.deepEqual(faults, []);
    });
  });

  test(`a person finds the rule (${site.name})`, async () => {
    await withPage(browser, DESKTOP, async (page) => {
      const faults = await watchFaults(page, site);
      await page.goto(site.url("index.html"));
      await page.fill("#sok", "sakerhetskopering");
      await page.waitForSelector(".hit-link");
      assert.match(await page.textContent(".hits-said"), /säkerhetskopiering.*\d+ träff/);
      // The keyboard goes from the field to the hits and back.
      await page.focus("#sok");
      await page.keyboard.press("ArrowDown");
      assert.ok(await page.evaluate(() => document.activeElement.matches(".hit-link")));
      await page.keyboard.press("Escape");
      assert.equal(await page.evaluate(() => document.activeElement.id), "sok");
      // Enter leads to the page of the search, with the query in the address.
      await page.keyboard.press("Enter");
      await page.waitForURL(/sok\.html\?q=sakerhetskopering/);
      await page.waitForSelector(".hit-link");
      // Inside a compound the part is marked.
      await ask(page, "kopiering");
      assert.ok((await page.$$eval(".hit-text mark", (marks) => marks.map((mark) => mark.textContent))).includes("kopiering"));
      // An id leads straight to its rule.
      await ask(page, "IS-119");
      assert.match((await shown(page))[0], /regel\/is-119\.html$/);
      // Filters have counts, hold in the address, and survive a reload.
      await ask(page, "behörighet");
      const before = Number((await page.textContent(".hits-said")).match(/\d+/)[0]);
      await page.click("#sok-filter > summary");
      await page.waitForFunction(() => document.querySelector("[name=typ]").options.length > 1 && / \(\d+\)$/.test(document.querySelector("[name=typ]").options[1].textContent));
      const option = await page.$eval("[name=typ]", (field) => Array.from(field.options).find((one) => one.value === "riktlinje").textContent);
      await page.selectOption("[name=typ]", "riktlinje");
      await page.waitForFunction(() => location.search.includes("typ=riktlinje") && !document.querySelector(".hits-place[aria-busy]"));
      const after = Number((await page.textContent(".hits-said")).match(/\d+/)[0]);
      assert.ok(after < before && option.endsWith(`(${after})`), `${before} ${after} ${option}`);
      await page.reload();
      await page.waitForFunction((n) => document.querySelector(".hits-said").textContent.startsWith(String(n)), after);
      // What is out on remiss is found only when asked for.
      await page.selectOption("[name=typ]", "");
      await page.selectOption("[name=status]", "remiss");
      await ask(page, "ai-verktyg");
      await page.waitForFunction(() => document.querySelector(".hit-status")?.textContent === "På remiss");
      assert.deepEqual(faults, []);
    });
  });
}

test("the hits of a phone fit on it, and what is typed is text", async () => {
  const site = onDisk(folder);
  await withPage(browser, PHONE, async (page) => {
    const faults = await watchFaults(page, site);
    await page.goto(site.url("sok.html?q=<img src=x onerror=alert(1)> behörighet"));
    await page.waitForSelector(".hit-link");
    assert.equal(await page.$$eval("main img", (images) => images.length), 0);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(faults, []);
  });
});

test("the command line says what is elsewhere, and takes names however they are written", () => {
  const said = (...more) => spawnSync(binary, ["search", "--content", join(repository, "content"), "--today", TODAY, ...more], { encoding: "utf8" });
  assert.match(said("telefax").stderr, /^\d+ har annan status/);
  for (const [option, name] of [["--role", "ägare av it-system"], ["--kind", "Riktlinje"]]) {
    const counts = [name, name.toUpperCase()].map((one) => said(option, one, "behörighet").stdout.trim().split("\n").pop());
    assert.match(counts[0], /av [1-9]\d* träffar/);
    assert.equal(counts[0], counts[1]);
  }
});

test("nothing found in force is told with what is elsewhere, and every kind of act is a choice of its own", async () => {
  const site = onDisk(folder);
  await withPage(browser, DESKTOP, async (page) => {
    await page.goto(site.url("sok.html"));
    await ask(page, "telefax");
    assert.match(await page.textContent(".hits-said"), /^Inga träffar .* \d+ har annan status/);
    await page.goto(site.url("sok.html?q=säkerhet&typ=lag"));
    await page.waitForSelector(".hit-link");
    const kinds = await page.$$eval("[name=typ] option", (options) => options.map((one) => one.value));
    assert.equal(new Set(kinds).size, kinds.length, kinds.join(" "));
    assert.equal(await page.inputValue("[name=typ]"), "lag");
  });
});

test("what is folded is as much as its line says", async () => {
  const site = onDisk(folder);
  await withPage(browser, DESKTOP, async (page) => {
    await page.goto(site.url("sok.html"));
    let folds = 0;
    for (const query of ["vem ansvarar för lösenord", "behörighet", "säkerhet"]) {
      await ask(page, query);
      for (const [line, held, rest] of await page.$$eval(".hit-more", (all) => all.map((one) => [one.querySelector("summary").textContent, one.querySelectorAll("ol .hit").length, one.querySelector("p > a")?.textContent ?? "0"]))) {
        assert.equal(parseInt(line), held + Number(rest.match(/\d+/)[0]), `${query}: ${line}; ${held}; ${rest}`);
        folds += 1;
      }
    }
    assert.ok(folds > 3, `${folds}`);
  });
});

test("who types before the choices have come does not lose those of the address", async () => {
  const site = sites.find((one) => one.name === "http");
  await withPage(browser, DESKTOP, async (page) => {
    await page.route("**/sok/f.js", async (route) => {
      await new Promise((ready) => setTimeout(ready, 700));
      await route.continue();
    });
    await page.goto(site.url("sok.html?q=behörighet&typ=riktlinje&status=alla"));
    await page.type("#sok", "er");
    await page.waitForSelector(".hit-link");
    await page.waitForFunction(() => document.querySelector("[name=typ]").value === "riktlinje");
    assert.match(page.url(), /typ=riktlinje.*status=alla|status=alla.*typ=riktlinje/);
  });
});

test("what could not be fetched is fetched when it is asked for again", async () => {
  const site = sites.find((one) => one.name === "http");
  await withPage(browser, DESKTOP, async (page) => {
    await page.goto(site.url("sok.html"));
    await page.route("**/sok/t/**", (route) => route.abort());
    await ask(page, "behörighet");
    assert.match(await page.textContent(".hits-said"), /kunde inte hämta/);
    await page.unroute("**/sok/t/**");
    await ask(page, "behörighet");
    await page.waitForSelector(".hit-link");
  });
});

test("without script the field leads to the register", async () => {
  const site = onDisk(folder);
  await withPage(browser, { ...DESKTOP, javaScriptEnabled: false }, async (page) => {
    await page.goto(site.url("index.html"));
    await page.fill("#sok", "behörighet");
    await page.press("#sok", "Enter");
    await page.waitForURL(/register\.html\?q=/);
  });
});
