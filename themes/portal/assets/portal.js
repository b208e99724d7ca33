// Conveniences. Every page works without them.
"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const wide = matchMedia("(min-width: 64rem)");

  // The contents and the menu stand open where there is room.
  const openWide = () => all("details[data-open-wide]").forEach((details) => (details.open = wide.matches));
  openWide();
  document.documentElement.classList.add("scripted");
  wide.addEventListener("change", openWide);
  if (!CSS.supports("selector(::details-content)")) {
    const menu = document.querySelector("details.menu");
    const openMenu = () => menu && (menu.open = matchMedia("(min-width: 48rem)").matches);
    openMenu();
    addEventListener("resize", openMenu);
  }

  // An address that points into something folded opens it; one that points at a rule opens its thread.
  const openTarget = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    // A section or rule that stands on another page of its document: its place here leads on.
    const moved = target.matches(".moved li") ? target.querySelector("a") : target.matches(".moved a") ? target : null;
    if (moved) return void location.replace(moved.href);
    const trace = target.matches(".rule") && target.querySelector(":scope > details.trace");
    if (trace) trace.open = true;
    let folded = target.closest("details:not([open])");
    while (folded) {
      folded.open = true;
      folded = folded.parentElement.closest("details:not([open])");
    }
    target.scrollIntoView();
  };
  openTarget();
  addEventListener("hashchange", openTarget);

  // A box of a picture that has the focus is shown whole; browsers are content with a corner of it.
  document.addEventListener("focusin", ({ target }) => {
    if (target.closest("svg a")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  // Paper cannot be unfolded.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("main details:not([open])");
    opened.forEach((details) => (details.open = true));
  });
  addEventListener("afterprint", () => opened.forEach((details) => (details.open = false)));

  // «Gäller mig»: a list of choices in place of many links.
  all("form[data-choose]").forEach((form) => {
    const select = form.querySelector("select");
    form.hidden = false;
    form.nextElementSibling.open = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (select.value) location.assign(select.value);
    });
  });

  // The contents show which section is being read.
  const marks = new Map(all(".toc a[href^='#']").map((link) => [link.getAttribute("href").slice(1), link]));
  if (marks.size > 0 && "IntersectionObserver" in window) {
    const seen = new Set();
    const watch = new IntersectionObserver((entries) => {
      entries.forEach((entry) => seen[entry.isIntersecting ? "add" : "delete"](entry.target.id));
      const current = Array.from(marks.keys()).filter((id) => seen.has(id)).pop();
      if (!current) return;
      marks.forEach((link, id) => id === current ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
    }, { rootMargin: "0px 0px -80% 0px" });
    marks.forEach((_, id) => {
      const place = document.getElementById(id);
      if (place) watch.observe(place);
    });
  }

  // With script the search answers; without, its field leads to the register.
  all("form[data-search]").forEach((form) => (form.action = form.dataset.search));

  // A table of which only the rows are shown that hold what is typed and are of the kind that is chosen.
  all("form[data-filter-rows]").forEach((form) => {
    const rows = all("tbody tr", document.querySelector(form.dataset.filterRows));
    const [input, select] = [form.querySelector("input"), form.querySelector("select")];
    const status = form.querySelector("[role=status]");
    const filter = () => {
      const words = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      for (const row of rows) {
        const text = row.textContent.toLocaleLowerCase();
        const fits = !select || !select.value || ` ${row.dataset.has} `.includes(` ${select.value} `);
        row.hidden = !fits || !words.every((word) => text.includes(word));
      }
      status.textContent = status.dataset.said.replace("{}", String(rows.filter((row) => !row.hidden).length));
    };
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      filter();
    });
  });

  // The register: what is typed, or stands as ?q= in the address, leaves only the entries that hold every word of it.
  all("form[data-filter]").forEach((form) => {
    const input = form.querySelector("input");
    const status = form.querySelector("[role=status]");
    const fold = (text) => text.toLocaleLowerCase().normalize("NFC");
    const entries = all(".entries > li").map((item) => ({ item, text: fold(item.textContent) }));
    const filter = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let hits = 0;
      for (const { item, text } of entries) {
        item.hidden = !words.every((word) => text.includes(word));
        if (!item.hidden) hits += 1;
      }
      all(".letter").forEach((letter) => (letter.hidden = !letter.querySelector(".entries > li:not([hidden])")));
      all(".jump").forEach((jump) => (jump.hidden = words.length > 0));
      const said = hits === 0 ? status.dataset.none : hits === 1 ? status.dataset.one : status.dataset.many;
      status.textContent = words.length > 0 ? said.replace("{}", String(hits)) : "";
    };
    let timer = 0;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(filter, 120);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      filter();
    });
    input.value = new URLSearchParams(location.search).get("q") || "";
    if (input.value) filter();
  });
})();
