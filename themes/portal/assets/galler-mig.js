// «Gäller mig»: the rules of several roles together. Without script each role has a page of its own.
// Choices are kept in the address (?roll=a&roll=b) and, where the browser allows it, in this browser only.
"use strict";
(() => {
  const form = document.querySelector("form[data-roles]");
  const out = document.querySelector("[data-handbook]");
  const status = document.querySelector(".roles-status");
  if (!form || !out) return;
  const words = out.dataset;
  const KEPT = "ledtrad-roller";
  const boxes = Array.from(form.querySelectorAll("input[name=roll]"));
  const known = new Set(boxes.map((box) => box.value));

  // A browser may refuse to keep anything, and what it kept may be anything.
  const kept = () => {
    try {
      const value = JSON.parse(localStorage.getItem(KEPT) || "null");
      return value && Array.isArray(value.roles) ? value : null;
    } catch {
      return null;
    }
  };
  const keep = (value) => {
    try {
      if (value) localStorage.setItem(KEPT, JSON.stringify(value));
      else localStorage.removeItem(KEPT);
    } catch {
      // Then the address alone holds the choice.
    }
  };

  // The data of a role comes as a script of the site: pages opened from a folder may fetch nothing else.
  const address = (id) => new URL(`data/roller/${id}.js`, document.baseURI).href;
  const trusted = window.trustedTypes?.createPolicy("ledtrad-roller", {
    createScriptURL: (url) => {
      if (boxes.some((box) => address(box.value) === url)) return url;
      throw new TypeError(url);
    },
  });
  const loaded = new Map();
  window.ledtradRole = (role) => loaded.set(role.id, role);
  const load = (id) =>
    new Promise((resolve, reject) => {
      if (loaded.has(id)) return resolve();
      const script = document.createElement("script");
      const url = address(id);
      script.src = trusted ? trusted.createScriptURL(url) : url;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  const link = (href, text, className) => {
    const made = element("a", className, text);
    made.href = href;
    return made;
  };

  /** A rule as the pages show it. */
  const card = (rule, roles) => {
    const text = element("p", "rule-text", link(rule.href, rule.id, "rule-id"), " ", rule.text);
    const box = element("div", "rule card", text);
    if (rule.items.length > 0) box.append(element("ul", "rule-items", ...rule.items.map((item) => element("li", "", item))));
    const meta = [element("li", "", `${words.owner}: ${roles.join(", ")}`)];
    if (rule.recurrence) meta.push(element("li", "", `${words.recurrence}: ${rule.recurrence}`));
    if (rule.since) meta.push(element("li", "", `${words.since} ${rule.since}`));
    const place = rule.section ? `, ${rule.section}` : "";
    meta.push(element("li", "", `${words.stands} `, link(rule.document_href, rule.document), place));
    box.append(element("ul", "rule-meta", ...meta));
    return element("li", "", box);
  };

  const section = (id, heading, cards) => {
    const made = element("section", "group", element("h3", "", heading, " ", element("span", "note", String(cards.length))), element("ul", "rules", ...cards));
    made.id = id;
    return made;
  };

  /** The roles chosen, and those that they also are. */
  const whole = async (chosen) => {
    const open = [...chosen];
    const met = new Set();
    while (open.length > 0) {
      const id = open.shift();
      if (met.has(id) || !known.has(id)) continue;
      met.add(id);
      await load(id);
      open.push(...(loaded.get(id)?.includes ?? []));
    }
    return [...met].map((id) => loaded.get(id)).filter(Boolean);
  };

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const show = (roles, choice) => {
    const rules = new Map();
    for (const role of roles) {
      for (const rule of role.rules) {
        const entry = rules.get(rule.id) ?? { rule, roles: [] };
        entry.roles.push(role.name);
        rules.set(rule.id, entry);
      }
    }
    const shown = [...rules.values()].filter(({ rule }) => !choice.since || (rule.since && rule.since >= choice.since));
    const groups = new Map();
    for (const { rule, roles } of shown) {
      const name = choice.order === "dokument" ? rule.document : (rule.subject ?? words.noneSubject);
      groups.set(name, [...(groups.get(name) ?? []), card(rule, roles)]);
    }
    const names = [...groups.keys()].sort((a, b) => (a === words.noneSubject) - (b === words.noneSubject) || collator.compare(a, b));
    const print = element("button", "plain-button", words.print);
    print.type = "button";
    print.addEventListener("click", () => window.print());
    const title = choice.since ? `${words.title}: ${words.new.toLocaleLowerCase()} ${choice.since}` : words.title;
    const head = element("header", "", element("h2", "", title), element("p", "", roles.map((role) => role.name).join(", ")), print);
    const toc = element("ul", "columns handbook-contents");
    const sections = names.map((name, number) => {
      const id = `del-${number + 1}`;
      toc.append(element("li", "", link(`#${id}`, name)));
      return section(id, name, groups.get(name));
    });
    const recurring = shown.filter(({ rule }) => rule.recurrence);
    if (recurring.length > 0) {
      const rows = recurring.map(({ rule }) => element("li", "", link(rule.href, rule.id, "rule-id"), ` ${rule.text} `, element("span", "note", rule.recurrence)));
      const list = element("section", "group", element("h3", "", words.recurs), element("ul", "recurring", ...rows));
      list.id = "aterkommer";
      const own = roles.filter((role) => choice.roles.includes(role.id) && role.calendar);
      own.forEach((role) => list.append(element("p", "quiet", link(role.calendar, `${words.calendar} ${role.name}`))));
      toc.append(element("li", "", link("#aterkommer", words.recurs)));
      sections.push(list);
    }
    out.replaceChildren(head, toc, ...sections);
    out.hidden = shown.length === 0;
    const chosen = roles.filter((role) => choice.roles.includes(role.id)).map((role) => role.name);
    form.querySelector(".chosen").textContent = chosen.join(", ");
    form.querySelector("details").open = false;
    status.textContent = shown.length === 1 ? status.dataset.one : status.dataset.many.replace("{}", String(shown.length));
  };

  const read = () => ({
    roles: boxes.filter((box) => box.checked).map((box) => box.value),
    since: /^\d{4}-\d{2}-\d{2}$/.test(form.sedan.value) ? form.sedan.value : "",
    order: form.ordna.value,
  });
  const fill = (choice) => {
    boxes.forEach((box) => (box.checked = choice.roles.includes(box.value)));
    form.sedan.value = choice.since || "";
    form.ordna.value = choice.order === "dokument" ? "dokument" : "amne";
  };
  const run = async () => {
    const choice = read();
    if (choice.roles.length === 0) {
      out.hidden = true;
      out.replaceChildren();
      form.querySelector("details").open = true;
      form.querySelector(".chosen").textContent = "";
      status.textContent = status.dataset.none;
      return;
    }
    try {
      show(await whole(choice.roles), choice);
    } catch {
      status.textContent = status.dataset.failed;
    }
  };
  const remember = (choice) => {
    const query = new URLSearchParams();
    choice.roles.forEach((role) => query.append("roll", role));
    if (choice.since) query.set("sedan", choice.since);
    if (choice.order === "dokument") query.set("ordna", choice.order);
    history.replaceState(null, "", choice.roles.length > 0 ? `?${query}` : location.pathname);
    keep(choice.roles.length > 0 ? choice : null);
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember(read());
    run();
  });
  form.querySelector("[data-forget]").addEventListener("click", () => {
    fill({ roles: [] });
    remember(read());
    run();
  });
  const query = new URLSearchParams(location.search);
  const asked = query.getAll("roll").filter((role) => known.has(role));
  const choice = asked.length > 0 ? { roles: asked, since: query.get("sedan"), order: query.get("ordna") } : kept();
  if (choice) {
    fill(choice);
    // A link to one role invites to add more, so it is not yet what this reader has chosen to keep.
    if (asked.length === 0) remember(read());
    run();
  }
})();
