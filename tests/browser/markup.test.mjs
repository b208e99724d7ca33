// Pages are valid HTML, by html-validate: all of them, but for rules, of which there are hundreds of one template.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { buildDemo, filesUnder } from "./common.mjs";

const folder = buildDemo();
const validate = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ["html-validate:recommended", "html-validate:document"],
    rules: {
      // Matters of taste, not of validity.
      "long-title": "off",
      "no-trailing-whitespace": "off",
      // A region that scrolls must be reachable, and a text that is said to be a note is one.
      "prefer-native-element": ["error", { exclude: ["region", "note"] }],
      "tel-non-breaking": "off",
      // The integrity of the site's own files is the manifest's.
      "require-sri": "off",
    },
  }),
);

test("no page has an error or a warning", async () => {
  const all = filesUnder(folder).filter((path) => path.endsWith(".html"));
  const pages = all.filter((path, place) => !path.startsWith("regel/") || place % 6 === 0);
  assert.ok(pages.length > 300);
  assert.ok(pages.filter((path) => path.startsWith("regel/")).length > 100);
  const faults = new Map();
  for (const path of pages) {
    const report = await validate.validateString(readFileSync(join(folder, path), "utf8"), join(folder, path));
    for (const { line, column, ruleId, message } of report.results.flatMap(({ messages }) => messages)) {
      const known = faults.get(ruleId) ?? { count: 0, first: `${path}:${line}:${column} ${message}` };
      faults.set(ruleId, { ...known, count: known.count + 1 });
    }
  }
  assert.deepEqual([...faults].map(([rule, { count, first }]) => `${rule} (${count}): ${first}`), []);
});
