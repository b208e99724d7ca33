// The calendars, read by a well-known library.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import ICAL from "ical.js";
import { TODAY, buildDemo, dataOf, filesUnder } from "./common.mjs";

const folder = buildDemo();
const calendars = filesUnder(folder).filter((path) => path.endsWith(".ics"));
const read = (path) => readFileSync(join(folder, path), "utf8");
const events = (path) => new ICAL.Component(ICAL.parse(read(path))).getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));

test("every calendar is sound: lines, ids, days and repetitions", () => {
  assert.ok(calendars.length > 20, `only ${calendars.length} calendars`);
  for (const path of calendars) {
    const text = read(path);
    assert.ok(!/[^\r]\n/.test(text) && text.endsWith("\r\n"), `${path}: lines do not end with CRLF`);
    for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, `${path}: ${line}`);
    const calendar = new ICAL.Component(ICAL.parse(text));
    assert.equal(calendar.getFirstPropertyValue("version"), "2.0");
    const ids = new Set();
    for (const event of events(path)) {
      assert.ok(!ids.has(event.uid), `${path}: ${event.uid} twice`);
      ids.add(event.uid);
      assert.match(event.uid, /^[a-z0-9-]+@ledningssystem\.regionalvmark\.example$/);
      assert.ok(event.startDate.isDate && event.endDate.isDate, `${path}: ${event.uid} is no whole day`);
      assert.equal(event.component.getFirstPropertyValue("dtstamp").toString(), `${TODAY}T00:00:00Z`);
      assert.ok(event.summary.length > 5);
      if (!event.isRecurring()) continue;
      const walk = event.iterator();
      const days = [walk.next(), walk.next()].filter(Boolean).map(String);
      assert.equal(days[0], event.startDate.toString(), `${path}: ${event.uid} does not begin on its first day`);
      assert.ok(days.length === 1 || days[1] > days[0]);
    }
  }
});

test("a duty stands in the calendar of all and of its owner, with its words whole", () => {
  const rule = dataOf(folder, "regler").find(({ id, status }) => id === "BEH-17" && status === "gällande");
  for (const path of ["data/arshjul.ics", "data/arshjul/roll-ais.ics"]) {
    const found = events(path).filter(({ uid }) => uid.startsWith("beh-17"));
    assert.equal(found.length, 1, path);
    assert.equal(found[0].startDate.month, 3);
    assert.ok(found[0].description.includes(rule.text), found[0].description);
    assert.equal(found[0].component.getFirstPropertyValue("url"), rule.url);
  }
  const quarterly = events("data/arshjul.ics").filter(({ uid }) => uid.startsWith("beh-19-"));
  assert.deepEqual(quarterly.map(({ startDate }) => startDate.month).sort((a, b) => a - b), [3, 6, 9, 12]);
});

test("the end of a document's validity is a deadline", () => {
  const document = dataOf(folder, "dokument").find(({ id }) => id === "RIK-IS");
  const end = events("data/arshjul.ics").find(({ uid }) => uid.startsWith("rik-is-slutar@"));
  assert.equal(end.startDate.toString(), document.valid_until);
});
