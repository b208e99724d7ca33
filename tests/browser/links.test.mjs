// The whole built site, read as text: every link leads somewhere, and every rule to its owner and sources and back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { test } from "node:test";
import { buildDemo, dataOf, filesUnder, pathOf } from "./common.mjs";

const folder = buildDemo();
const files = new Set(filesUnder(folder));
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const decode = (text) =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, decimal, hex, name) => {
    if (name) return ENTITIES[name] ?? all;
    return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16));
  });

/** The tags of a page, each with its attributes. */
const tags = (text) =>
  [...text.matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g)].map(([, name, rest]) => ({
    name,
    attributes: Object.fromEntries([...rest.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, key, value]) => [key, decode(value ?? "")])),
  }));

/** For each page: its ids, and what it links to. */
const pages = new Map();
for (const path of files) {
  if (!path.endsWith(".html")) continue;
  const all = tags(readFileSync(join(folder, path), "utf8"));
  const links = [];
  for (const { name, attributes } of all) {
    // Addresses that nobody fetches: the page's own, and the name of a vocabulary.
    if (name === "link" && ["canonical", "schema.DCTERMS"].includes(attributes.rel)) continue;
    for (const key of ["href", "src", "action"]) if (key in attributes) links.push({ name, href: attributes[key], attributes });
    if (attributes["http-equiv"] === "refresh") links.push({ name, href: attributes.content.split("url=")[1], attributes });
  }
  pages.set(path, { ids: all.map(({ attributes }) => attributes.id).filter((id) => id !== undefined), links });
}

/** Where a link of a page leads: path and fragment. */
function target(from, href) {
  const [, path, fragment] = href.match(/^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/);
  return [path ? posix.join(posix.dirname(from), decodeURIComponent(path)) : from, decodeURIComponent(fragment ?? "")];
}

test("every link and fragment leads somewhere, and none but those of 404.html is absolute", () => {
  assert.ok(pages.size > 700, `only ${pages.size} pages`);
  const faults = [];
  let count = 0;
  for (const [from, { links }] of pages) {
    for (const { name, href, attributes } of links) {
      count += 1;
      if (/^[a-z][a-z0-9+.-]*:/i.test(href)) {
        const rel = attributes.rel?.split(" ") ?? [];
        const sound = name === "a" && /^(https?|mailto):/.test(href) && rel.includes("noopener") && rel.includes("noreferrer");
        if (!sound) faults.push(`${from}: <${name}> to ${href}`);
        continue;
      }
      if (from === "404.html") {
        // Shown for any address, however deep, so that its links must begin at the top of the host.
        if (!href.startsWith("/") && !href.startsWith("#")) faults.push(`${from}: ${href} depends on where it is shown`);
        else if (href.startsWith("/") && !files.has(href.slice(1))) faults.push(`${from}: ${href} is not there`);
        continue;
      }
      if (href.startsWith("/") || href === "") {
        faults.push(`${from}: absolute or empty ${JSON.stringify(href)}`);
        continue;
      }
      const [path, fragment] = target(from, href);
      if (!files.has(path)) faults.push(`${from}: ${href} is not there`);
      else if (fragment && !pages.get(path)?.ids.includes(fragment)) faults.push(`${from}: ${href} has no such place`);
    }
  }
  assert.ok(count > 10_000, `only ${count} links`);
  assert.equal(faults.length, 0, `\n${faults.slice(0, 40).join("\n")}`);
});

test("no id stands twice on a page, and every page is linked to", () => {
  const twice = [...pages].flatMap(([path, { ids }]) => ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${path}#${id}`));
  assert.deepEqual(twice, []);
  const linked = new Set([...pages].flatMap(([from, { links }]) => links.map(({ href }) => target(from, href)[0]).filter((to) => to !== from)));
  const isRedirect = (path) => pages.get(path).links.some(({ name }) => name === "meta");
  const lonely = [...pages.keys()].filter((path) => path !== "404.html" && !linked.has(path) && !isRedirect(path));
  assert.deepEqual(lonely, []);
});

test("addresses of the site map and the exports are there", () => {
  const map = readFileSync(join(folder, "sitemap.xml"), "utf8");
  const urls = [...map.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => decode(url));
  for (const name of ["regler", "dokument", "roller", "begrepp", "referenser"]) {
    urls.push(...dataOf(folder, name).map(({ url }) => url));
  }
  assert.ok(urls.length > 1_500, `only ${urls.length} addresses`);
  const gone = urls.filter((url) => {
    const [path, fragment] = target("index.html", pathOf(url) || "index.html");
    return !files.has(path) || (fragment && !pages.get(path).ids.includes(fragment));
  });
  assert.deepEqual(gone, []);
});

test("a rule leads to its owners and sources, and each of them back to the rule", () => {
  const place = new Map();
  const references = dataOf(folder, "referenser").map(({ id, url }) => [id, pathOf(url)]);
  for (const name of ["roller", "dokument", "regler"]) {
    for (const { id, url, status } of dataOf(folder, name)) if (!place.has(id) || status === "gällande") place.set(id, pathOf(url));
  }
  const at = (id) => {
    const act = references.find(([act]) => id === act || id.startsWith(`${act} `));
    return place.get(id) ?? act?.[1];
  };
  const leads = (from, to) => pages.get(from).links.some(({ href }) => target(from, href)[0] === to);
  // A long list is cut; its last line must then lead to a page that has the rest.
  const rest = (from) => {
    const more = readFileSync(join(folder, from), "utf8").matchAll(/class="more"><a href="([^"]*)"/g);
    return [...more].map(([, href]) => target(from, decode(href))[0]);
  };
  const leadsAtLength = (from, to) => leads(from, to) || rest(from).some((page) => leads(page, to));
  const faults = [];
  let steps = 0;
  for (const rule of dataOf(folder, "regler").filter(({ status }) => status === "gällande")) {
    const home = pathOf(rule.url);
    const owners = rule.owners.map(({ id }) => id).filter((id) => place.has(id));
    // A rule that has a whole document as its ground is found from that document's own rules and relations.
    const sources = rule.sources.filter((id) => at(id) && !at(id).startsWith("dokument/"));
    for (const id of [...owners, ...sources]) {
      const page = at(id).split("#")[0];
      steps += 1;
      if (!leads(home, page)) faults.push(`${rule.id} does not lead to ${id} (${page})`);
      if (!leadsAtLength(page, home)) faults.push(`${id} (${page}) does not lead back to ${rule.id}`);
    }
  }
  assert.ok(steps > 1_000, `only ${steps} steps`);
  assert.equal(faults.length, 0, `\n${faults.length} faults\n${faults.slice(0, 40).join("\n")}`);
});

test("a draft leaves no trace", () => {
  const draft = /RUT-MOB|Rutin för mobila enheter|\bMOB-\d/i;
  assert.match(readFileSync(new URL("../../content/rutiner/utkast-mobil.md", import.meta.url), "utf8"), draft);
  const traces = [...files].filter((path) => draft.test(path) || draft.test(readFileSync(join(folder, path), "utf8")));
  assert.deepEqual(traces, []);
});
