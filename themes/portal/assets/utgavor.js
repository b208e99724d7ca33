// Editions: what was in force on a day, and any two editions compared from the store. Everything else works without.
"use strict";
(() => {
  // «Vad gällde den dagen?»
  const day = document.querySelector("form[data-day]");
  const list = document.querySelector("[data-editions]");
  if (day && list) {
    const input = day.querySelector("input");
    const status = day.querySelector("[role=status]");
    day.hidden = false;
    const show = () => {
      const found = Array.from(list.children).filter((item) => {
        const { from, until } = item.dataset;
        const hit = input.value !== "" && from <= input.value && (!until || input.value <= until);
        item.classList.toggle("found", hit);
        return hit;
      });
      const name = found.length > 0 ? found[0].querySelector("a").textContent : "";
      status.textContent = found.length > 0 ? `${status.dataset.one} ${name}` : status.dataset.none;
      if (found.length > 0) found[0].scrollIntoView({ block: "nearest" });
    };
    day.addEventListener("submit", (event) => {
      event.preventDefault();
      show();
      history.replaceState(null, "", `?dag=${encodeURIComponent(input.value)}`);
    });
    input.value = new URLSearchParams(location.search).get("dag") || "";
    if (input.value) show();
  }

  // Any two editions. The store keeps each wording once and each rule's line through all editions.
  const form = document.querySelector("form[data-compare]");
  const store = globalThis.ledtradLager;
  if (!form || !store) return;
  const editions = [];
  for (const runs of store.editions) {
    const before = editions.length > 0 ? editions[editions.length - 1] : [];
    const units = [];
    for (const run of runs) {
      if (typeof run[0] === "number") units.push(...before.slice(run[0], run[0] + run[1]));
      else units.push(...run);
    }
    editions.push(units);
  }

  // The order that most of the words keep; the others have moved.
  const keeps = (pairs) => {
    const best = pairs.map((pair) => pair.weight);
    const from = pairs.map(() => -1);
    let last = -1;
    pairs.forEach((pair, i) => {
      for (let j = 0; j < i; j += 1) {
        if (pairs[j].b < pair.b && best[j] + pair.weight > best[i]) {
          best[i] = best[j] + pair.weight;
          from[i] = j;
        }
      }
      if (last < 0 || best[i] > best[last]) last = i;
    });
    const stays = new Set();
    for (; last >= 0; last = from[last]) stays.add(pairs[last].b);
    return stays;
  };

  const words = (text) => text.match(/\s*(?:[\p{L}\p{N}\p{M}]+(?:[-–.:/'’_@&,][\p{L}\p{N}\p{M}]+)*|[^\s])/gu) || [];

  // The longest common run of words, as pieces [fate, text]: 0 both, 1 gone, 2 new. Words are compared as numbers, and
  // only between the first word that differs and the last.
  const differ = (old, now) => {
    const a = words(old);
    const b = words(now);
    const numbers = new Map();
    const number = (word) => {
      const plain = word.trim();
      if (!numbers.has(plain)) numbers.set(plain, numbers.size);
      return numbers.get(plain);
    };
    const x = Uint32Array.from(a, number);
    const y = Uint32Array.from(b, number);
    let head = 0;
    while (head < x.length && head < y.length && x[head] === y[head]) head += 1;
    let tail = 0;
    const shorter = Math.min(x.length, y.length) - head;
    while (tail < shorter && x[x.length - 1 - tail] === y[y.length - 1 - tail]) tail += 1;
    const [m, n] = [x.length - tail, y.length - tail];
    if ((m - head) * (n - head) > 4e6) return [[1, old], [2, now]];
    const width = n - head + 1;
    const table = new Uint32Array((m - head + 1) * width);
    const at = (i, j) => (i - head) * width + j - head;
    for (let i = m - 1; i >= head; i -= 1) {
      for (let j = n - 1; j >= head; j -= 1) {
        table[at(i, j)] = x[i] === y[j] ? table[at(i + 1, j + 1)] + 1 : Math.max(table[at(i + 1, j)], table[at(i, j + 1)]);
      }
    }
    const pieces = [];
    const add = (fate, text) => {
      const end = pieces[pieces.length - 1];
      if (end && end[0] === fate) end[1] += text;
      else pieces.push([fate, text]);
    };
    let i = 0;
    let j = 0;
    while (i < x.length || j < y.length) {
      if ((i < m) === (j < n) && x[i] === y[j]) {
        add(0, b[j]);
        i += 1;
        j += 1;
      } else if (i < m && (j >= n || table[at(i + 1, j)] >= table[at(i, j + 1)])) {
        add(1, a[i]);
        i += 1;
      } else {
        add(2, b[j]);
        j += 1;
      }
    }
    return pieces;
  };

  const body = document.querySelector("[data-result] tbody");
  const result = document.querySelector("[data-result]");
  const status = form.querySelector("[role=status]");
  const element = (name, text) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    return made;
  };
  const mark = (cell, pieces, own) => {
    for (const [fate, text] of pieces) {
      if (fate === 0) cell.append(text);
      if (fate !== own) continue;
      const made = element(own === 1 ? "del" : "ins");
      const said = element("span", own === 1 ? body.dataset.deleted : body.dataset.inserted);
      said.className = "hidden";
      const lead = text.length - text.trimStart().length;
      made.append(said, text.slice(lead));
      cell.append(text.slice(0, lead), made);
    }
  };
  const row = (kind, name, pieces) => {
    const made = element("tr");
    const head = element("th");
    head.scope = "row";
    const word = element("span", body.dataset[kind]);
    word.className = "change-kind";
    head.append(word, name ? ` ${name}` : "");
    const before = element("td");
    const after = element("td");
    mark(before, pieces, 1);
    mark(after, pieces, 2);
    made.append(head, before, after);
    return made;
  };

  const compose = (first, second) => {
    const old = editions[first];
    const now = editions[second];
    const place = new Map(old.map((unit, at) => [unit[0], at]));
    const lines = new Set(now.map((unit) => unit[0]));
    const pairs = now.flatMap((unit, b) => (place.has(unit[0]) ? [{ a: place.get(unit[0]), b, weight: store.texts[unit[1]][2].length + 1 }] : []));
    pairs.sort((x, y) => x.a - y.a);
    const stays = keeps(pairs);
    const rows = [];
    let section = "";
    let next = 0;
    const removed = (until) => {
      for (; next < until; next += 1) {
        const [line, text] = old[next];
        const [, name, said] = store.texts[text];
        if (!lines.has(line)) rows.push({ section, row: row("removed", name, [[1, said]]) });
      }
    };
    now.forEach(([line, text], b) => {
      const [kind, name, said] = store.texts[text];
      if (kind === 0) section = `${name} ${said}`.trim();
      if (!place.has(line)) {
        rows.push({ section, row: row("added", name, [[2, said]]) });
        return;
      }
      const a = place.get(line);
      if (stays.has(b)) removed(a);
      const before = store.texts[old[a][1]][2];
      if (before !== said) rows.push({ section, row: row("changed", name, differ(before, said)) });
      else if (!stays.has(b)) rows.push({ section, row: row("moved", name, [[0, said]]) });
    });
    removed(old.length);
    body.replaceChildren();
    let last = "";
    for (const one of rows) {
      if (one.section && one.section !== last) {
        const made = element("tr");
        made.className = "annex-section";
        const head = element("th", one.section);
        head.colSpan = 3;
        head.scope = "rowgroup";
        made.append(head);
        body.append(made);
        last = one.section;
      }
      body.append(one.row);
    }
    result.hidden = rows.length === 0;
    status.textContent = rows.length === 0 ? status.dataset.none : status.dataset.many.replace("{}", String(rows.length));
  };

  const [from, to] = [form.elements.fran, form.elements.till];
  const show = () => compose(from.selectedIndex, to.selectedIndex);
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
    history.replaceState(null, "", `?fran=${encodeURIComponent(from.value)}&till=${encodeURIComponent(to.value)}`);
  });
  const asked = new URLSearchParams(location.search);
  if (asked.has("fran")) from.value = asked.get("fran");
  if (asked.has("till")) to.value = asked.get("till");
  if (asked.has("fran") && from.selectedIndex >= 0 && to.selectedIndex >= 0) show();
})();
