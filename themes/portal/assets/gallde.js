// «Vad gällde?»: of a year's editions, only those that were in force on the day that was asked for. Without script the
// page says what was in force when the year began, and what came and went day by day.
"use strict";
(() => {
  const form = document.querySelector("form[data-portal-day]");
  if (!form || !form.dataset.years) return;
  const input = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const years = form.dataset.years.split(" ");
  const here = form.dataset.year;
  const words = (count) => {
    if (count === 0) return status.dataset.none;
    return (count === 1 ? status.dataset.one : status.dataset.many).replace("{}", String(count));
  };

  // The page of the last year, up to that of the day, in which something changed; the first for days before all.
  const yearOf = (day) => years.findLast((year) => year <= day.slice(0, 4)) ?? years[0];
  const show = (day) => {
    let count = 0;
    for (const section of document.querySelectorAll(".in-force-day")) {
      let shown = 0;
      for (const row of section.querySelectorAll("li[data-from]")) {
        const { from, until } = row.dataset;
        row.hidden = !(from <= day && (!until || day <= until));
        if (!row.hidden) shown += 1;
      }
      for (const ended of section.querySelectorAll("[data-ended]")) ended.hidden = true;
      section.hidden = shown === 0;
      count += shown;
    }
    status.textContent = words(count).replace("{dag}", day);
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const day = input.value;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return;
    const query = `?dag=${encodeURIComponent(day)}`;
    if (here === yearOf(day)) {
      history.replaceState(null, "", query);
      show(day);
    } else {
      location.href = `${form.dataset.folder}${yearOf(day)}.html${query}`;
    }
  });
  const asked = new URLSearchParams(location.search).get("dag") || "";
  if (/^\d{4}-\d{2}-\d{2}$/.test(asked)) {
    input.value = asked;
    if (here) show(asked);
    else location.replace(`${form.dataset.folder}${yearOf(asked)}.html?dag=${encodeURIComponent(asked)}`);
  }
})();
