// The search of the portal: finds, ranks and shows, from files that are loaded as scripts. The same steps as
// src/search/query and src/search/swedish/query.rs take, so that the command line gives the same answers.
"use strict";
(() => {
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUE = new Map(Array.from(LETTERS, (letter, value) => [letter, value]));

// --- Reading what src/search/shards wrote ---
const reader = (text) => {
  let at = 0;
  const letter = () => VALUE.get(text[at++]);
  const number = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 32) {
      const piece = letter();
      value += (piece % 32) * scale;
      if (piece < 32) return value;
    }
  };
  const small = () => {
    const value = letter();
    return value < 63 ? value : 63 + number();
  };
  const rising = (count) => {
    let last = 0;
    return Array.from({ length: count }, () => (last += number()));
  };
  return { letter, number, small, rising, more: () => at < text.length };
};
const after = (before, text) => before.slice(0, VALUE.get(text[0])) + text.slice(1);
const row = (text) => {
  let last = "";
  return text.split(",").slice(0, -1).map((item) => (last = after(last, item)));
};
const postings = (text = "AA") => {
  const read = reader(text);
  const numbers = read.rising(read.number());
  const norms = numbers.map(read.small);
  const first = read.small();
  return { numbers, norms, times: numbers.map((_, at) => (at && read.more() ? read.small() : first)) };
};
// What a long list holds besides its best (shards/bits.rs, coarse.rs)
const rest = (text) => {
  const { letter, number } = reader(text);
  const [count, least, width, bits, slots, places] = Array.from("123456", number);
  let value = 0, held = 0, slot = 0, next = 0;
  const low = (many, high = 0) => {
    for (; many; many -= 1) {
      if (!held) [value, held] = [letter(), 6];
      high = high * 2 + ((value >> (held -= 1)) & 1);
    }
    return high;
  };
  const distance = (many) => {
    let ones = 0;
    while (ones < 16 && low(1)) ones += 1;
    return ones < 16 ? low(many, ones) : low(24);
  };
  const shares = [];
  const numbers = Array.from({ length: count }, () => {
    const far = distance(slots);
    if (far) next = 0;
    slot += far;
    next += distance(places) + 1;
    shares.push((least + (low(bits) + 0.5) * width) / 256);
    return slot * 64 + next - 1;
  });
  return { numbers, shares };
};
const name = (key) => Array.from(key, (c) => (/[a-z0-9]/.test(c) ? c : `_${c.codePointAt(0).toString(16)}_`)).join("");
const leafOf = (borders, key) => {
  let low = 0, high = borders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (borders[middle] <= key) low = middle + 1; else high = middle;
  }
  return low - 1;
};

// --- Words (src/search/swedish/words.rs, fold.rs, stem.rs) ---
const IGNORED = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const lower = (text) => text.replace(IGNORED, "").replace(/[\u2010\u2011]/g, "-").toLowerCase().normalize("NFC");
const RUN = /[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]*/uy;
const ENDINGS = new Set("s n ns t ts en ens et ets er ers ar or na erna ernas arna e a ett an".split(" "));
const isNumber = (text) => /^[0-9]+$/.test(text);
const hasDigit = (text) => /[0-9]/.test(text);
const long = (text) => new TextEncoder().encode(text).length;
const holds = (sign, before, next) => sign === "-"
  || ("_:/".includes(sign) ? hasDigit(before) && hasDigit(next) : /^[0-9]/.test(next) && (hasDigit(before) || Array.from(before).length === 1));
const pieces = (text) => {
  const out = [];
  let at = 0, position = 0;
  const run = (from) => {
    RUN.lastIndex = from;
    const found = RUN.exec(text);
    return found && [from, from + found[0].length];
  };
  const push = (start, end, place, kind, word) => out.push({ start, end, position: place, kind, text: word });
  const section = () => {
    const blank = (from, to) => !text.slice(from, to).trim();
    const [last, before] = out.filter((piece) => piece.kind === "word").slice(-2).reverse();
    let found = null;
    if (last && isNumber(last.text) && blank(last.end, at)) found = [last, last.text];
    else if (last && before && Array.from(last.text).length === 1 && isNumber(before.text) && blank(last.end, at) && blank(before.end, last.start)) found = [before, before.text + last.text];
    if (found) return push(found[0].start, at + 1, found[0].position, "id", `${found[1]}§`);
    const next = /^\s*([0-9]+)/.exec(text.slice(at + 1));
    if (next) push(at, at + 1 + next[0].length, position, "id", `${next[1]}§`);
  };
  const emit = (runs, hyphens, end) => {
    const start = runs[0][0], last = runs[runs.length - 1][1], whole = text.slice(start, last);
    if (long(whole) > 200) return;
    if (runs.length > 1 && hasDigit(whole)) push(start, last, position, "id", lower(whole));
    else if (runs.length > 1 && hyphens) {
      push(start, end, position, "joined", lower(whole));
      position += 1;
      return;
    }
    runs.forEach(([from, to], i) => {
      const word = lower(text.slice(from, to)), final = i + 1 === runs.length;
      if (long(word) <= 100 && (runs.length === 1 || Array.from(word).length > 1)) {
        push(from, final ? end : to, position, final && /^[-\u2010\u2011]\s/.test(text.slice(end, end + 2)) ? "open" : "word", word);
      }
      position += 1;
    });
  };
  while (at < text.length) {
    const first = run(at);
    if (!first) {
      if (text[at] === "§") section();
      at += text.codePointAt(at) > 0xffff ? 2 : 1;
      continue;
    }
    const runs = [first];
    let end = first[1], hyphens = true;
    for (at = end; ;) {
      const sign = /[\u2010\u2011]/.test(text[at]) ? "-" : text[at];
      const next = sign && "-_.:/".includes(sign) && run(at + 1);
      if (!next) break;
      const word = text.slice(next[0], next[1]);
      if (sign === ":" && ENDINGS.has(word)) {
        at = end = next[1];
        continue;
      }
      const last = runs[runs.length - 1];
      if (!holds(sign, text.slice(last[0], last[1]), word) || end !== last[1]) break;
      hyphens = hyphens && sign === "-";
      runs.push(next);
      at = end = next[1];
    }
    at = end;
    emit(runs, hyphens, end);
  }
  return out;
};
const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").replace(/ø/g, "o").replace(/æ/g, "a").replace(/(\D)\1+/gu, "$1");
const turned = (text) => Array.from(text).reverse().join("");
const SUFFIXES = "a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or s as arnas ernas ornas es ades andes ens arens hetens erns at et andet het ast".split(" ");
const longest = (word, from, list) => list.reduce((best, ending) => (word.endsWith(ending) && word.length - ending.length >= from && ending.length > best.length ? ending : best), "");
const stem = (word) => {
  const found = /^[^aeiouyåäö]*[aeiouyåäö]+[^aeiouyåäö]/.exec(word);
  const from = found && word.length >= 3 ? Math.max(found[0].length, 3) : word.length;
  const etGoes = (text) => /.[aeiouyåäö][^aeiouyåäö]$/s.test(text) && !/(fab|h|pak|rak|stak|kom|iet|cit|dit|alit|ilit|mit|nit|pit|rit|sit|tit|uit|ivit|kvit|xit)$/.test(text);
  const ending = longest(word, from, SUFFIXES);
  const cut = ending ? word.slice(0, -ending.length) : word;
  if (ending === "s") {
    if (cut.endsWith("et") && etGoes(cut.slice(0, -2))) word = cut.slice(0, -2);
    else if (/[bcdfghjklmnoprtvy]$/.test(cut)) word = cut;
  } else if (ending !== "et" || etGoes(cut)) word = cut;
  if (longest(word, from, ["dd", "gd", "nn", "dt", "gt", "kt", "tt"])) word = word.slice(0, -1);
  const last = longest(word, from, ["ig", "lig", "els", "fullt", "öst"]);
  if (last === "fullt" || (last === "öst" && /[iklnprtuv]öst$/.test(word))) return word.slice(0, -1);
  return last && last !== "öst" ? word.slice(0, -last.length) : word;
};
const VOWEL_END = /[aeiouyåäöé]$/;
const VOWEL = /[aeiouyåäöé]/;
const distance = (one, other, limit) => {
  const a = Array.from(one), b = Array.from(other);
  if (Math.abs(a.length - b.length) > limit) return -1;
  let before = [], last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      let least = Math.min(last[j] + (a[i] === b[j] ? 0 : 1), last[j + 1] + 1, next[j] + 1);
      if (i && j && a[i] === b[j - 1] && a[i - 1] === b[j]) least = Math.min(least, before[j - 1] + 1);
      next.push(least);
    }
    before = last;
    last = next;
  }
  return last[b.length] <= limit ? last[b.length] : -1;
};
const idKey = (text) => Array.from(lower(text), (c) => (/[\p{Alphabetic}\p{N}\-_.:/§]/u.test(c) ? c : " ")).join("").split(/\s+/).filter(Boolean).join(" ");
const lengthOf = (norm) => {
  if (norm <= 40) return norm;
  const octave = (norm - 41) >> 3;
  return 40 + 16 * (2 ** octave - 1) + (((norm - 41) % 8) + 1) * 2 * 2 ** octave;
};
// Scores are compared by the millionth.
const ranked = (number, score) => ({ number, score, rank: -Math.round(score * 1e6) });
const byRank = (a, b) => a.rank - b.rank || a.number - b.number;
// The best so many in order before all others: most readers see no more.
const bestFirst = (all, count) => {
  const last = new Float64Array(all.map(({ rank }) => rank)).sort()[count] ?? 0;
  return [...all.filter(({ rank }) => rank <= last).sort(byRank), ...all.filter(({ rank }) => rank > last)];
};
const compare = (a, b) => (a > b) - (a < b);

// --- The engine. `load` gives the value of a file by its name. ---
const engine = (load) => {
  let ready = null, manifest = null;
  const files = new Map();
  // What a file says, once. One that could not be fetched is asked for again.
  const fetched = async (file, how) => {
    const text = files.has(file) || (await load(file));
    if (!files.has(file)) files.set(file, how(text));
    return files.get(file);
  };
  const start = () => (ready ||= load("m").then((given) => (manifest = {
    ...given,
    t: row(given.t),
    r: row(given.r),
    ...Object.fromEntries(["stop", "no", "between", "others"].map((key) => [key, new Set(given[key].split(" "))])),
    particles: new Map(given.particles.split(" ").map((pair) => pair.split(":"))),
    continued: (() => {
      const read = reader(given.c), all = new Set();
      for (let last = 0; read.more();) all.add((last += read.number()));
      return all;
    })(),
  })));

  const search = async (query) => {
    const m = await start(), W = m.weights;

    // Terms (shards/terms.rs)
    const leaf = (least) => fetched(`t-${name(least)}`, parse);
    // The least keys of the files, in the manifest or in files of their own (shards/manifest.rs)
    const borders = async (at) => (m.deep ? fetched(`b-${name(m.t[at])}`, row) : m.t);
    const leafFor = async (key) => {
      if (!m.t.length) return new Map();
      const list = await borders(leafOf(m.t, key));
      return leaf(list[leafOf(list, key)]);
    };
    const beginning = async (start, most) => {
      const out = [], others = (least) => least > start && !least.startsWith(start);
      for (let part = Math.max(leafOf(m.t, start), 0); part < m.t.length && out.length < most && !(out.length && others(m.t[part])); part += 1) {
        const list = await borders(part), from = out.length ? 0 : leafOf(list, start);
        const end = list.findIndex((least, at) => at >= from + !out.length && others(least));
        out.push(...list.slice(from, end < 0 ? list.length : end));
        if (!m.deep || end >= 0) break;
      }
      return Promise.all(out.slice(0, most).map(leaf));
    };
    const parse = (text) => {
      const entries = new Map();
      let last = "";
      for (const entry of text.split("|").slice(0, -1)) {
        const end = entry.search(/['*+=#!<>~^%]/);
        last = after(last, end < 0 ? entry : entry.slice(0, end));
        const held = { text: last };
        if (end >= 0) for (const [, sign, value] of entry.slice(end).matchAll(/(['*+=#!<>~^%])([^'*+=#!<>~^%]*)/g)) held[sign] = value;
        entries.set(last, held);
      }
      return entries;
    };
    const entry = async (text, near = text) => {
      return (await leafFor(fold(near))).get(text);
    };
    const entries = (texts) => Promise.all(texts.map((text) => entry(text)));
    const listed = (term, sign, by) => (term && term[sign] ? term[sign].split(by) : []);
    const isHeld = (term) => term && (term["*"] || term["+"]);
    const held = async (text) => {
      const found = await entry(text);
      return isHeld(found) ? found : null;
    };
    const forms = (term) => {
      if (!term.forms) {
        let last = term.text;
        term.forms = (term["'"] || "").split(",").slice(0, -1).map((form) => (last = after(last, form)));
      }
      return term.forms;
    };
    const counts = (term) => {
      const read = term["!"] && reader(term["!"]);
      return ["*", "+"].map((sign) => (read || reader(term[sign] || "A")).number());
    };
    const reach = (term) => counts(term)[0] + counts(term)[1];
    const rarity = (count) => Math.log(1 + (m.n - count + 0.5) / (count + 0.5));
    const termOf = async (word) => {
      const base = stem(word), own = await entry(word, base);
      if (own && own["<"]) return own["<"];
      const other = await entry(base);
      return (other && other[">"]) || base;
    };

    // A form of a shorter word (swedish/aliases.rs)
    const baseOf = async (word, find) => {
      const tried = async (base) => (Array.from(base).length < 4 ? null : find(base));
      const base = stem(word);
      let found = base !== word && (await tried(base));
      if (found) return found;
      for (const ending of ["ns", "ts", "n", "t"]) {
        const cut = word.slice(0, -ending.length);
        if (word.endsWith(ending) && VOWEL_END.test(cut) && (found = await tried(cut))) return found;
      }
      for (const ending of ["ets", "ens", "et", "en"]) {
        const cut = word.slice(0, -ending.length);
        if (word.endsWith(ending) && !VOWEL_END.test(cut) && (found = await tried(cut))) return found;
      }
      const ending = ["arnas", "ernas", "arna", "erna", "ets", "ens", "ars", "ers", "ar", "er", "et", "en"].find((end) => word.endsWith(end));
      const cut = ending && word.slice(0, -ending.length);
      return cut && /[lnr]$/.test(cut) && !VOWEL_END.test(cut.slice(0, -1)) ? tried(`${cut.slice(0, -1)}e${cut.slice(-1)}`) : null;
    };

    // The parts of a compound (swedish/unseen.rs)
    const isPart = (text) => VOWEL.test(text) && !m.no.has(text);
    const split = async (word, known) => {
      const letters = Array.from(word);
      if (letters.length < 7) return null;
      let tries = 0;
      for (let at = letters.length - 3; at >= 3; at -= 1) {
        const first = letters.slice(0, at).join(""), rest = letters.slice(at).join("");
        if (!isPart(rest) || !isPart(first)) continue;
        let begins = null;
        const shorter = letters.slice(0, at - 1).join("");
        for (const form of /[souea]$/.test(first) && at > 3 ? [first, shorter] : [first]) {
          begins = begins || (isPart(form) && (await known(form)));
        }
        if (!begins) continue;
        const last = await known(rest);
        if (last) return [begins, last];
        const parts = await split(rest, known);
        if (parts) return [begins, ...parts];
        if ((tries += 1) === 3) break;
      }
      return null;
    };
    const tail = async (word, known) => {
      const letters = Array.from(word);
      const ends = letters.length < 7 ? [] : letters.slice(3, -4).map((_, at) => letters.slice(at + 3).join("")).filter(isPart).slice(0, 6);
      for (const end of ends) {
        const term = await known(end);
        if (term) return entry(term);
      }
      return null;
    };
    const spoken = async (term) => {
      const item = listed(await entry(term), "~", ";").find((one) => one[0] === ":");
      return item && item.slice(1).split(",").find((to) => !to.includes(" "));
    };
    const partOf = (own) => async (part) => {
      const term = await termOf(part);
      return (await held(term)) ? term !== own && term : spoken(term);
    };
    const partsOf = async (word, joined, own) => {
      const known = partOf(own);
      const found = word === joined ? (await split(word, known)) || []
        : (await Promise.all(word.split("-").filter((piece) => Array.from(piece).length > 1).map(known))).filter(Boolean);
      return entries(Array.from(new Set(found)));
    };

    // Completions and slips (query/plan.rs, query/spelling.rs)
    const completions = async (word) => {
      if (Array.from(word).length < 3) return [];
      const files = await beginning(fold(word), 2);
      const found = files.flatMap((file) => [...file.values()]).filter((term) => isHeld(term) && forms(term).some((form) => form.startsWith(word)));
      return found.sort((a, b) => reach(b) - reach(a) || compare(a.text, b.text)).slice(0, 8);
    };
    const near = async (word) => {
      const key = fold(word), letters = Array.from(key).length, limit = letters < 8 ? 1 : 2;
      if (letters < 4 || hasDigit(word)) return [];
      const found = new Map();
      const consider = (form, size) => {
        const far = distance(fold(form), key, limit);
        if (far >= 0) found.set(form, { form, far, longer: Math.abs(Array.from(form).length - Array.from(word).length), rarity: 32 - size });
      };
      const look = (file) => file.forEach((term) => isHeld(term) && forms(term).forEach((form) => consider(form, Math.floor(Math.log2(reach(term) + 1)))));
      const back = leafOf(m.r, turned(key));
      const [file, ends] = await Promise.all([leafFor(key), back < 0 ? "" : load(`r-${name(m.r[back])}`)]);
      look(file);
      let last = "";
      const items = ends.split(",");
      items.slice(0, -1).forEach((item, at) => {
        last = after(last, at ? item.slice(1) : item);
        consider(turned(last), VALUE.get(items[at + 1][0]));
      });
      if (!found.size) (await beginning(Array.from(key).slice(0, 3).join(""), 8)).forEach(look);
      const best = [...found.values()].sort((a, b) => a.far - b.far || a.longer - b.longer || a.rarity - b.rarity || compare(a.form, b.form));
      return best.filter((one) => one.far === best[0].far).slice(0, 3);
    };

    // Other words for the same, of rows of words.
    const synonymsOf = async (terms) => {
      const out = [];
      (await entries(terms)).forEach((first, from) => listed(first, "~", ";").forEach((item) => {
        const [rest, to] = item.split(":"), others = rest ? rest.split(" ") : [];
        if (others.every((term, i) => terms[from + 1 + i] === term)) out.push({ from, to: from + 1 + others.length, rows: to.split(",").map((row) => row.split(" ")) });
      }));
      return out.sort((a, b) => a.from - b.from || a.to - b.to);
    };
    // The plan (query/plan.rs, swedish/query.rs)
    const plan = { words: [], readings: [], ids: [], names: new Set(), corrected: null };
    const found = pieces(query);
    // Two words that are one: a verb and its particle, a compound written apart (swedish/query.rs, particles.rs)
    const knows = async (word) => held(await termOf(word));
    for (let at = 0; at + 1 < found.length; at += 1) {
      const next = at + 1 + m.between.has(found[at + 1].text), first = found[at].text, second = found[next] && found[next].text;
      if (!second || found[at].kind === "id" || found[next].kind === "id") continue;
      const prefix = m.particles.get(second);
      if (prefix ? m.others.has(first) : next > at + 1 || m.stop.has(first) || m.stop.has(second)) continue;
      const forms = prefix ? [first, `${stem(first)}ning`, `${stem(first)}ing`].map((form) => prefix + form) : [first + second];
      const terms = await Promise.all(forms.map(termOf));
      const known = (await Promise.all(terms.map(held))).findIndex((x) => x);
      if (known < 0 && (!prefix && (await knows(first)) && (await knows(second)) || !(await synonymsOf([terms[0]])).length)) continue;
      const apart = [first, !prefix && second].filter((word) => word && !m.stop.has(word));
      found[at] = { ...found[at], text: forms[0], term: terms[known] || terms[0], parts: (await Promise.all(apart.map(knows))).filter(Boolean) };
      found.splice(next, 1);
    }
    const useful = found.filter((piece) => piece.kind === "id" || !m.stop.has(piece.text));
    const read = async (piece, at) => {
      const word = piece.text, readings = [];
      const reading = (terms, weight, how) => readings.push({ from: at, to: at + 1, terms, weight, how });
      const joined = word.replaceAll("-", ""), isId = piece.kind === "id", fixed = isId ? word : piece.term;
      let term = fixed || (await termOf(joined)), own = await held(term);
      // A word that is indexed under itself is no form of another.
      if (!own && !fixed && term === stem(joined)) {
        const base = await baseOf(joined, async (shorter) => held(await termOf(shorter)));
        if (base) [term, own] = [base.text, base];
      }
      if (own) reading([own], 1, "exact");
      if (!isId && (!own || reach(own) < 8)) {
        const parts = piece.parts || (await partsOf(word, joined, term));
        if (parts.length) reading(parts, W.split, "split");
      }
      return { word: { text: word, term, isId, piece }, readings };
    };
    // What an unknown word may begin, be a slip of, or be a kind of.
    const guess = async ({ word, readings }, at) => {
      const reading = (term, weight, how) => readings.push({ from: at, to: at + 1, terms: [term], weight, how });
      (await completions(word.text)).forEach((term) => reading(term, W.prefix, "prefix"));
      if (readings.length) return;
      const close = (await entry(word.term))?.["!"] === "" ? [] : await near(word.text);
      const kind = !close.length || close[0].far > 1 ? await tail(word.text, partOf(word.term)) : null;
      if (kind) return reading(kind, W.split, "split");
      for (const one of close) {
        const term = await entry(await termOf(one.form));
        if (term && readings.every(({ terms: [other] }) => other !== term)) reading(term, W.spelling / (readings.length + 1), "spelling");
      }
      if (!close.length) return;
      word.corrected = close[0].form;
      word.term = await termOf(word.corrected);
    };
    const kinOf = async (term) => (await entries(listed(term, "^", ","))).filter(isHeld);
    const words = await Promise.all((useful.length ? useful : found).map(read));
    const spokenOf = await synonymsOf(words.map(({ word }) => word.term));
    await Promise.all(words.map((one, at) => !one.readings.length && !one.word.isId && !spokenOf.some(({ from, to }) => from <= at && at < to) && guess(one, at)));
    await Promise.all(words.flatMap(({ readings }) => readings.filter(({ how }) => how === "split").map(async (one) => (one.kin = await Promise.all(one.terms.map(kinOf))))));
    for (const { word, readings } of words) {
      plan.words.push(word);
      plan.readings.push(...readings);
    }
    const terms = plan.words.map((word) => word.term);
    const widened = await synonymsOf(terms);
    const own = await entries(terms);
    const kindred = own.flatMap((term, from) => listed(term, "^", ",").map((other) => ({ from, to: from + 1, rows: [[other]] })));
    for (const [list, weight, how] of [[widened, W.synonym, "synonym"], [kindred, W.kindred, "kindred"]]) {
      const loaded = await Promise.all(list.flatMap(({ from, to, rows }) => rows.map(async (item, place) => ({ from, to, terms: await entries(item), place }))));
      loaded.filter(({ terms: all }) => all.every(isHeld)).forEach(({ from, to, terms: all, place }) => {
        // A word that the portal has is not outdone by a rarer one.
        const beside = to - from < 2 && isHeld(own[from]) ? Math.min(1, (rarity(reach(own[from])) * all.length) / all.reduce((sum, term) => sum + rarity(reach(term)), 0)) : 1;
        plan.readings.push({ from, to, terms: all, weight: how === "synonym" ? weight * W.later ** place * beside / (to - from) ** .5 : weight, how });
      });
    }
    // What stands once in a text answers one word: a synonym goes that stands likelier for another word already.
    const spelled = ({ terms: list }) => list.map(({ text }) => text).join();
    plan.readings = plan.readings.filter((one, at, all) => one.how !== "synonym" || all.every((other, place) => spelled(other) !== spelled(one)
      || (other.from < one.to && one.from < other.to) || (other.weight - one.weight || at - place) <= 0));
    const numbersOf = (text) => {
      const read = reader(text || "A");
      return read.rising(read.number());
    };
    const key = idKey(query);
    const keys = [/[^\p{Alphabetic} ]/u.test(key) || terms.includes(key) ? key : "", ...[query, query.replace(/(\p{Alphabetic}) ?(?=[0-9])/gu, "$1-")].flatMap(pieces).filter((piece) => piece.kind === "id").map((piece) => piece.text)];
    const looked = await entries(keys.filter(Boolean));
    plan.ids = Array.from(new Set(looked.flatMap((term) => numbersOf(term && term["="])))).sort((a, b) => a - b);
    const said = plan.words.filter((word) => !word.isId).map((word) => word.term), called = `${said.join(" ")}:`;
    plan.names = new Set((await entries(said)).flatMap((term) => listed(term, "#", ","))
      .flatMap((name) => (name.startsWith(called) ? numbersOf(name.slice(called.length)) : [])));
    const mended = plan.words.reduceRight((text, { corrected, piece }) => (corrected ? text.slice(0, piece.start) + corrected + text.slice(piece.end) : text), query);
    if (mended !== query) plan.corrected = mended;

    // The ranking (query/rank.rs)
    const ofTerm = /^vad (är|betyder|innebär|menas) /.test(lower(query).trim()) ? W.name : W.term;
    const place = (number) => (number >= 2 * m.zone ? ofTerm : number % 64 || m.continued.has(Math.floor((number % m.zone) / 64)) ? 1 : W.itself);
    // What a term is worth where it is held: numbers and values
    const values = async (term) => {
      if (!term.values) {
        const lists = ["*", "+"].map((sign) => [sign, postings(term[sign])]), held = counts(term), best = new Map();
        if (term["!"]) for (const [, sign, value] of (await load(`l-${name(term.text)}`)).matchAll(/([*+])([^*+]*)/g)) lists.push([sign, rest(value)]);
        for (const [sign, { numbers, norms, times, shares }] of lists) {
          const which = "*+".indexOf(sign), idf = rarity(held[which]);
          numbers.forEach((number, at) => {
            const share = shares ? shares[at] : (times[at] * (W.k1 + 1)) / (times[at] + W.k1 * (1 - W.b + W.b * (lengthOf(norms[at]) / m.mean[which])));
            best.set(number, Math.max(best.get(number) || 0, (which ? W.part : 1) * (idf * share)));
          });
        }
        term.values = [[...best.keys()], new Float64Array([...best.values()])];
      }
      return term.values;
    };
    // Every record that holds something has a place in rows of numbers: those are added up fast.
    const loaded = await Promise.all(plan.readings.map(({ terms: list, kin = [] }) => Promise.all(list.map((term, at) => Promise.all([term, ...(kin[at] || [])].map(values))))));
    const placeOf = new Map(), places = new Map();
    for (const list of loaded.flat(2)) {
      places.set(list, list[0].map((number) => {
        if (!placeOf.has(number)) placeOf.set(number, placeOf.size);
        return placeOf.get(number);
      }));
    }
    const zeros = () => new Float64Array(placeOf.size);
    const worths = plan.readings.map(({ weight, how }, which) => {
      const [[first, other], second] = loaded[which];
      if (!other && !second) return [places.get(first), first[1].map((value) => weight * value)];
      const sums = zeros(), present = zeros(), count = loaded[which].length;
      for (const family of loaded[which]) {
        const own = zeros();
        family.forEach((list, kin) => places.get(list).forEach((at, i) => (own[at] = Math.max(own[at], (kin ? W.kindred : 1) * list[1][i]))));
        own.forEach((value, at) => {
          sums[at] += value;
          present[at] += value > 0;
        });
      }
      return [[...sums.keys()], sums.map((sum, at) => (how !== "synonym" || present[at] === count ? weight * (sum / count) * (present[at] / count) : 0))];
    });
    const light = own.map((term) => (term && term["%"] !== undefined ? W.light : 1));
    const totals = zeros(), covered = zeros();
    let everything = 0;
    plan.words.forEach((_, word) => {
      const first = zeros(), others = zeros();
      plan.readings.forEach(({ from, to }, which) => {
        const [spots, values] = worths[which];
        if (word >= from && word < to) spots.forEach((at, i) => {
          others[at] += Math.min(values[i], first[at]);
          first[at] = Math.max(values[i], first[at]);
        });
      });
      const own = first.map((value, at) => light[word] * (value + W.tie * others[at])), most = own.reduce((a, b) => Math.max(a, b), 0);
      everything += most;
      own.forEach((value, at) => {
        totals[at] += value;
        covered[at] += value > 0 && most;
      });
    });
    const scored = [];
    placeOf.forEach((at, number) => {
      if (!totals[at]) return;
      const score = totals[at] * (W.uncovered + (1 - W.uncovered) * (everything > 0 ? covered[at] / everything : 1)) * place(number);
      scored.push(ranked(number, plan.names.has(number) ? score * W.name : score));
    });
    return { plan, m, scored, forms };
  };

  // Cards (shards/cards.rs)
  const card = async (m, number) => {
    const within = number % m.zone, slot = Math.floor(within / 64), at = within % 64;
    const { g, r } = await load(`d-${slot}-${at >> 2}`);
    const [kind, id, headings, text, url, owners, sources] = r[at];
    const [, title, kindName, status, documentUrl] = g;
    return { number, kind, id, headings, text, url, owners, sources, title, kindName, status, documentUrl };
  };
  const homeOf = (m, number) => {
    let slot = Math.floor((number % m.zone) / 64);
    while (m.continued.has(slot)) slot -= 1;
    return slot;
  };

  // What answers in a text, and whether it stands together (query/near.rs)
  const wantedOf = ({ plan, forms }) => plan.readings.flatMap((reading) => [...reading.terms, ...(reading.kin || []).flat()].flatMap((term) => {
    const own = forms(term);
    let common = Array.from(own[0] || "");
    for (const form of own.slice(1)) {
      const letters = Array.from(form);
      let same = 0;
      while (same < common.length && common[same] === letters[same]) same += 1;
      common = common.slice(0, same);
    }
    const inside = common.length >= 4 && reading.how !== "prefix" ? common.join("") : null;
    const all = new Set([...own, term.text]);
    return Array.from({ length: reading.to - reading.from }, (_, i) => ({ word: reading.from + i, forms: all, inside }));
  }));
  const matches = (wanted, text) => pieces(text).flatMap((piece) => wanted.flatMap((one) => {
    const at = one.forms.has(piece.text) ? 0 : piece.kind === "id" || !one.inside ? -1 : piece.text.indexOf(one.inside);
    if (at < 0) return [];
    const length = one.forms.has(piece.text) ? piece.text.length : one.inside.length;
    const exact = piece.end - piece.start === piece.text.length;
    return [{ start: exact ? piece.start + at : piece.start, end: exact ? piece.start + at + length : piece.end, position: piece.position, word: one.word }];
  }));
  const nearness = (result, wanted, text) => {
    const pairs = result.plan.words.length - 1;
    if (pairs < 1) return 1;
    const found = matches(wanted, text);
    const together = Array.from({ length: pairs }, (_, word) => found.some((one) => one.word === word
      && found.some((other) => other.word === word + 1 && Math.abs(one.position - other.position) <= 3)));
    return 1 + (result.m.weights.near - 1) * (together.filter(Boolean).length / pairs);
  };

  // Hits in their final order, whole screens, until so many are there.
  const hits = (result, passes = (number) => Math.floor(number / manifest.zone) % 2 === 0) => {
    const { ids } = result.plan, isId = new Set(ids);
    const rest = bestFirst(result.scored.filter(({ number }) => !isId.has(number) && passes(number)), 200);
    const wanted = wantedOf(result);
    const done = [];
    let next = 0;
    const more = async (count = done.length + 1) => {
      if (done.length) rest.sort(byRank);
      const screens = done.length ? [] : [Promise.all(ids.map((number) => card(result.m, number)))];
      for (let have = done.length || ids.length; have < count && next < rest.length; next += result.m.screen, have += result.m.screen) {
        screens.push(Promise.all(rest.slice(next, next + result.m.screen).map(async ({ number, score }) => {
          const one = await card(result.m, number);
          return { ...one, ...ranked(number, score * nearness(result, wanted, `${one.headings[one.headings.length - 1]}\n${one.text}`)) };
        })).then((screen) => screen.sort(byRank)));
      }
      done.push(...(await Promise.all(screens)).flat());
    };
    return { more, done, total: rest.length + ids.length, left: () => next < rest.length, marks: (text) => matches(wanted, text), numbers: () => [...ids, ...rest.map(({ number }) => number)] };
  };
  const facets = async () => decodeFacets(await load("f"));
  return { start, search, hits, card, homeOf: (number) => homeOf(manifest, number), facets };
};

// What records can be filtered by (shards/facets.rs): for each number in the first zone kind, organisation, status,
// whether it binds and the owners.
const decodeFacets = (f) => {
  const of = new Map(), read = reader(f.g);
  for (let slot = 0; read.more();) {
    slot += read.number();
    const group = { kind: read.number(), organisation: read.number(), status: read.number() };
    for (let at = 0, run; (run = read.number());) {
      const value = read.number(), owners = f.x[read.number()];
      for (let i = 0; i < run; i += 1, at += 1) of.set(slot * 64 + at, { ...group, binds: value % 2 === 1, owners });
    }
  }
  return { kinds: f.k, organisations: f.o, statuses: f.s, roles: f.w, of };
};

if (typeof module === "object") {
  module.exports = { engine, pieces, stem, fold };
  return;
}

// --- Loading: every file is a script that hands its value to `ledtrad`. ---
const home = document.currentScript.src.replace(/sok\/sok\.js.*$/, "");
const waiting = new Map();
const pathOf = (key) => (key === "f" ? key : key[0] === "d" ? `d/${key.split("-")[1] >> 8}/${key}` : `${key[0]}/${key}`);
// Where scripts must be trusted, these are: they lie beside this one, and their names are made here.
const trusted = window.trustedTypes?.createPolicy("ledtrad-sok", {
  createScriptURL: (url) => {
    if (!/^[a-z0-9_/-]+\.js$/.test(url.slice(home.length)) || !url.startsWith(home)) throw new TypeError(url);
    return url;
  },
});
const load = (key) => {
  if (!waiting.has(key)) {
    const one = {};
    one.value = new Promise((give, fail) => {
      one.give = give;
      if (key === "m") return;
      const script = document.createElement("script");
      const url = `${home}sok/${pathOf(key)}.js`;
      script.src = trusted ? trusted.createScriptURL(url) : url;
      script.onerror = () => {
        waiting.delete(key);
        fail(new Error(key));
      };
      document.head.append(script);
    });
    waiting.set(key, one);
  }
  return waiting.get(key).value;
};
// The manifest stands at the end of this file.
load("m");
window.ledtrad = (key, value) => waiting.get(key)?.give(value);
const { start, search, hits: ordered, homeOf, facets } = engine(load);

// --- What is seen ---
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
};
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

document.querySelectorAll("form[data-sok]").forEach((form) => {
  const input = form.querySelector("input[type=search]");
  const place = document.getElementById(form.dataset.sok);
  const t = JSON.parse(place.dataset.words);
  const said = place.querySelector("[role=status]");
  const list = place.querySelector("ol");
  const more = place.querySelector("button[data-more]");
  const filters = document.getElementById("sok-filter");
  const say = (words, ...values) => values.reduce((text, value) => text.replace("{}", () => value), words);
  const link = (to, text, attributes) => (to ? make("a", { href: home + to, ...attributes }, text) : text);
  let turn = 0, shown = null, columns;

  const marked = (text, marks) => {
    const out = [];
    let at = 0;
    for (const { start: from, end: to } of marks(text).sort((a, b) => a.start - b.start || b.end - a.end)) {
      if (from < at) continue;
      out.push(text.slice(at, from), make("mark", {}, text.slice(from, to)));
      at = to;
    }
    return [...out, text.slice(at)].filter(Boolean);
  };
  const row = (label, links) => links.length === 0 ? null
    : make("span", {}, make("b", {}, `${label} `), ...links.flatMap(([text, to], i) => [i ? ", " : "", link(to, text)]));
  const card = (hit, marks) => {
    const above = [hit.kind === 0 || hit.kind === 4 ? hit.title : hit.kindName, ...hit.headings.slice(0, -1)];
    const heading = hit.headings[hit.headings.length - 1];
    const isRule = hit.kind === 0;
    return make("article", { class: `hit hit-${hit.kind}` },
      make("p", { class: "hit-path" }, [...above, ...(isRule && heading !== hit.title ? [heading] : [])].join(" › ")),
      make("h3", {}, make("a", { href: home + hit.url, class: "hit-link" }, ...(isRule ? [hit.id] : marked(heading, marks)))),
      make("p", { class: "hit-text" }, ...hit.text.split("\n").flatMap((line, i) => [i ? make("br") : "", ...marked(line, marks)])),
      make("p", { class: "rule-meta" },
        row(t.owner, hit.owners), row(t.source, hit.sources.slice(0, 4)),
        hit.kind === 5 ? null : make("span", { class: "hit-status" }, t.statuses[hit.status] || hit.status), isRule || hit.kind === 4 ? null : make("span", {}, hit.id)));
  };

  // At most two of a document; the rest of it is folded. More are fetched until so many stand there, or at least a few.
  const show = async (wanted, few = wanted) => {
    const mine = turn;
    const { answer } = shown;
    const groups = new Map();
    let visible = 0, count = 0;
    const numbers = answer.numbers();
    for (const number of numbers) {
      if ((visible >= few && count >= wanted) || count >= wanted * 6) break;
      const from = homeOf(number), before = groups.get(from) || 0;
      groups.set(from, before + 1);
      if (before < 2) visible += 1;
      count += 1;
    }
    if (count > answer.done.length) await answer.more(count);
    if (mine !== turn) return;
    shown.wanted = wanted;
    const counts = new Map();
    numbers.forEach((number) => counts.set(homeOf(number), (counts.get(homeOf(number)) || 0) + 1));
    const seen = new Map();
    const items = [];
    for (const hit of answer.done) {
      const from = homeOf(hit.number), before = seen.get(from) || [];
      seen.set(from, [...before, hit]);
      if (before.length < 2) items.push({ from, hit, item: make("li", {}, card(hit, answer.marks)) });
    }
    for (const [from, hits] of seen) {
      if (counts.get(from) < 3) continue;
      const last = items.filter((one) => one.from === from).pop();
      const rest = hits.slice(2).map((hit) => make("li", {}, card(hit, answer.marks)));
      const left = counts.get(from) - hits.length, folded = left + rest.length;
      last.item.append(make("details", { class: "hit-more" },
        make("summary", {}, say(folded === 1 ? t.more_one : t.more_many, folded, hits[0].title)),
        ...(rest.length ? [make("ol", { class: "hits" }, ...rest)] : []),
        ...(left > 0 ? [make("p", {}, link(hits[0].documentUrl, say(t.rest, left, hits[0].title)))] : [])));
    }
    list.replaceChildren(...items.map(({ item }) => item));
    more.hidden = !answer.left();
    place.removeAttribute("aria-busy");
  };

  const picked = () => (filters ? Object.fromEntries(all("select, input", filters).map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value || (field.options.length < 2 && params.get(field.name)) || ""])) : {});
  const passing = (chosen, except) => {
    const wants = (key) => (key === except ? "" : chosen[key]);
    return (number, m) => {
      const one = columns.of.get(number % m.zone);
      if (!one) return false;
      const status = columns.statuses[one.status];
      return (wants("status") === "alla" || except === "status" || status === (chosen.status || t.in_force))
        && (!wants("typ") || columns.kinds[one.kind][0] === chosen.typ)
        && (!wants("organisation") || columns.organisations[one.organisation] === chosen.organisation)
        && (!wants("roll") || one.owners.some((owner) => columns.roles[owner][1] === chosen.roll))
        && (!wants("bindande") || one.binds);
    };
  };
  const isDefault = (chosen) => Object.entries(chosen).every(([key, value]) => !value || (key === "status" && value === t.in_force));

  const run = async () => {
    const mine = (turn += 1);
    const query = input.value.trim(), chosen = picked();
    remember(query, chosen);
    more.hidden = true;
    if (!query) {
      list.replaceChildren();
      said.textContent = "";
      shown = null;
      return;
    }
    place.setAttribute("aria-busy", "true");
    try {
      if (!isDefault(chosen)) columns = columns || (await facets());
      const m = await start();
      const result = await search(query);
      if (mine !== turn) return;
      const fits = columns && passing(chosen);
      shown = { answer: ordered(result, columns && ((number) => fits(number, m))) };
      if (columns && filters) count(result, chosen, m);
      await show(m.screen, 3);
      if (mine !== turn) return;
      const { corrected } = result.plan, total = shown.answer.total;
      const others = result.scored.length;
      const counted = total ? say(total === 1 ? t.one : t.many, total) : others ? say(t.elsewhere, others) : t.none;
      const [before, after] = t.corrected.split("{}");
      said.replaceChildren(...(corrected && total > 0 ? [before, make("em", {}, corrected), after, " "] : []), counted);
    } catch (error) {
      if (mine === turn) {
        list.replaceChildren();
        said.textContent = t.failed;
      }
      place.removeAttribute("aria-busy");
      throw error;
    }
  };

  // The choices with how many hits each would leave.
  const count = (result, chosen, m) => {
    const options = {
      roll: (one) => one.owners.map((owner) => columns.roles[owner][1]),
      organisation: (one) => [columns.organisations[one.organisation]],
      typ: (one) => [columns.kinds[one.kind][0]],
      status: (one) => [columns.statuses[one.status]],
      bindande: (one) => (one.binds ? ["1"] : []),
    };
    for (const [key, of] of Object.entries(options)) {
      const field = filters.querySelector(`[name=${key}]`);
      if (!field) continue;
      const passes = passing(chosen, key), counts = new Map();
      result.scored.forEach(({ number }) => passes(number, m) && of(columns.of.get(number % m.zone)).forEach((value) => counts.set(value, (counts.get(value) || 0) + 1)));
      if (field.type === "checkbox") field.nextElementSibling.querySelector(".number").textContent = ` (${counts.get("1") || 0})`;
      else all("option[value]:not([value=''])", field).forEach((option) => {
        const n = option.value === "alla" ? [...counts.values()].reduce((a, b) => a + b, 0) : counts.get(option.value) || 0;
        option.textContent = `${option.dataset.name} (${n})`;
        option.disabled = n === 0 && !option.selected;
      });
    }
  };
  const fill = async () => {
    columns = columns || (await facets());
    const choices = { roll: columns.roles.map(([text, value]) => [value, text]), organisation: columns.organisations.filter(Boolean).map((one) => [one, one]), typ: columns.kinds };
    for (const [key, values] of Object.entries(choices)) {
      const field = filters.querySelector(`select[name=${key}]`);
      if (field.options.length > 1) continue;
      const sorted = [...values].sort((a, b) => a[1].localeCompare(b[1], document.documentElement.lang));
      field.append(...sorted.map(([value, text]) => make("option", { value, "data-name": text }, text)));
      field.closest("label, div").hidden = sorted.length < 2;
    }
    const params = new URLSearchParams(location.search);
    all("select", filters).forEach((field) => {
      if (params.get(field.name)) field.value = params.get(field.name);
      if (field.selectedIndex < 0) field.selectedIndex = 0;
    });
  };

  const remember = (query, chosen) => {
    if (!filters) return;
    const params = new URLSearchParams();
    if (query) params.set("q", query);
    Object.entries(chosen).forEach(([key, value]) => value && value !== t.in_force && params.set(key, value === true ? "1" : value));
    const text = params.toString();
    try {
      history.replaceState(null, "", text ? `?${text}` : location.pathname);
    } catch { /* Some browsers do not let a page on a disk change its address. */ }
  };

  // As typed, with the keyboard
  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    // At once: an older question is dropped as soon as a newer one is asked. A letter or two begin too many words.
    if (input.value.trim().length > 2) run(); else timer = setTimeout(run, 90);
  });
  form.addEventListener("submit", (event) => {
    if (!filters && input.value.trim()) return;
    event.preventDefault();
    clearTimeout(timer);
    run();
  });
  more.addEventListener("click", async () => {
    const before = list.children.length;
    await show(shown.wanted + 10);
    list.children[before]?.querySelector(".hit-link").focus();
  });
  const links = () => all(".hit-link", list).filter((one) => one.offsetParent);
  form.parentElement.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && event.target.matches(".hit-link")) input.focus();
    if (!step || event.target.matches("select")) return;
    const order = [input, ...links()], at = order.indexOf(event.target);
    if (at < 0 || !order[at + step]) return;
    event.preventDefault();
    order[at + step].focus();
  });
  const params = new URLSearchParams(location.search);
  if (filters) {
    filters.addEventListener("change", run);
    filters.addEventListener("toggle", async () => {
      if (!filters.open) return;
      await fill();
      run();
    });
    all("input", filters).forEach((field) => (field.checked = params.get(field.name) === "1"));
    const status = filters.querySelector("[name=status]");
    if (params.get("status")) status.value = params.get("status");
  }
  if (params.get("q")) input.value = params.get("q");
  place.hidden = false;
  // What the address says of filters holds from the first: unfolding them fills them in, and then searches.
  if (filters && ["roll", "organisation", "typ", "status", "bindande"].some((key) => params.get(key))) filters.open = true;
  else if (input.value) run();
});
})();
