"use strict";
// Numbers and days as the reader's own language writes them. Without a script they stand in English.
const reader = (() => {
  const language = navigator.language || "en";
  const isEnglish = language.split("-")[0] === "en";
  const plain = { numberingSystem: "latn", calendar: "gregory", timeZone: "UTC" };
  const kept = new Map();
  const format = (Kind, options) => {
    const key = JSON.stringify(options);
    if (!kept.has(key)) kept.set(key, new Kind(language, { ...plain, ...options }));
    return kept.get(key);
  };

  const NUMBER = /(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\d.]*\d)/g;
  const written = (value, decimals) =>
    format(Intl.NumberFormat, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
  const counted = (text) =>
    text.replace(NUMBER, (found) => written(Number(found.replaceAll(",", "")), (found.split(".")[1] ?? "").length));

  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const SHORT = MONTHS.map((name) => name.slice(0, 3));
  const NAMES = [...MONTHS, ...SHORT].join("|");
  const DAY = new RegExp(`(early |mid |late )?\\b(?:(\\d{1,2}) )?(${NAMES})\\b(?: (\\d{4})\\b)?`, "g");
  const LEAP = 2024;
  const dayOf = ([all, part, day, name, year], label) => {
    if (!(day || year || part || all === label)) return null;
    const month = MONTHS.indexOf(name) >= 0 ? MONTHS.indexOf(name) : SHORT.indexOf(name);
    const options = { month: MONTHS[month] === name ? "long" : "short" };
    if (day) options.day = "numeric";
    if (year) options.year = "numeric";
    return format(Intl.DateTimeFormat, options).format(Date.UTC(year ?? LEAP, month, day ?? 1));
  };
  // What is said in turns: text, a day, text, a day, text. A month alone is one where it is the whole label.
  const turns = (text, label = null) => {
    const found = [];
    let from = 0;
    for (const match of text.matchAll(DAY)) {
      const said = dayOf(match, label);
      if (said === null) continue;
      const at = match.index + (match[1] ?? "").length;
      found.push(text.slice(from, at), said);
      from = match.index + match[0].length;
    }
    return [...found, text.slice(from)];
  };
  const said = (text) => turns(counted(text)).join("");
  const day = (date) => format(Intl.DateTimeFormat, { dateStyle: "long" }).format(date);

  const inOwn = (text) => Object.assign(document.createElement("span"), { lang: language, textContent: text });
  const rewrite = (node) => {
    if (node.nodeType === Node.ELEMENT_NODE) {
      for (const name of ["title", "aria-label"]) {
        if (node.hasAttribute(name)) node.setAttribute(name, said(node.getAttribute(name)));
      }
      return;
    }
    const { parentElement } = node;
    const parts = turns(counted(node.data), parentElement.closest("thead, svg") && node.data);
    const text = parts.join("");
    if (text === node.data) return;
    const isWhole = parts.length === 3 && !parts[0] && !parts[2];
    if (parts.length > 1 && !isEnglish) {
      if (isWhole) parentElement.setAttribute("lang", language);
      else if (parentElement instanceof HTMLElement) {
        node.replaceWith(...parts.map((part, n) => (n % 2 ? inOwn(part) : part)));
        return;
      }
    }
    node.data = text;
  };

  // The page is rewritten in slices, the first screen first, so that it is drawn and answers meanwhile:
  // a browser needs tens of milliseconds for the first number and the first day that it writes.
  const SLICE = 5;
  const SAMPLES = [["1,234.5", "\\d[.,]\\d"], ["9 November 2026", `\\b(?:${SHORT.join("|")})`]];
  const accept = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return tells.test(node.data) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
    if (node.matches("script, style, [translate=no]")) return NodeFilter.FILTER_REJECT;
    return node.hasAttribute("title") || node.hasAttribute("aria-label") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  };
  let tells = null;
  function* steps() {
    const others = [];
    for (const [text, pattern] of SAMPLES) {
      if (said(text) !== text) others.push(pattern);
      yield;
    }
    if (!others.length) return;
    tells = new RegExp(others.join("|"));
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, accept);
    for (let node = walker.nextNode(); node; yield) {
      const found = node;
      node = walker.nextNode();
      rewrite(found);
    }
  }
  const going = steps();
  let isDone = false;
  const rest = (until = Infinity) => {
    while (!isDone && performance.now() < until) isDone = going.next().done;
  };
  const slice = () => {
    rest(performance.now() + SLICE);
    if (!isDone) setTimeout(slice);
  };
  setTimeout(slice);
  addEventListener("beforeprint", () => rest());
  return { written, day, said, rest, language };
})();
