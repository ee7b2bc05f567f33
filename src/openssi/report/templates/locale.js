"use strict";
// Numbers and days as the reader's own language writes them. Without a script they stand in English.
const reader = (() => {
  const language = navigator.language || "en";
  const plain = { numberingSystem: "latn" };
  const pattern = /(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\d.]*\d)/g;
  const written = (value, decimals) =>
    new Intl.NumberFormat(language, { ...plain, minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
  const translated = (text) =>
    text.replace(pattern, (found) => written(Number(found.replaceAll(",", "")), (found.split(".")[1] ?? "").length));
  const long = new Intl.DateTimeFormat(language, { ...plain, dateStyle: "long", timeZone: "UTC", calendar: "gregory" });
  const day = (date) => long.format(date);
  const own = language.split("-")[0] !== "en";
  const english = translated("1,234.5") === "1,234.5";

  const isText = (node) => !node.parentElement.closest("script, style, [translate=no]");
  const nodes = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (isText(walker.currentNode)) found.push(walker.currentNode);
    return found;
  };
  if (!english) {
    for (const node of nodes()) {
      const text = translated(node.data);
      if (text !== node.data) node.data = text;
    }
  }
  for (const time of document.querySelectorAll("time[datetime]")) {
    time.textContent = day(new Date(time.dateTime));
    if (own) time.lang = language;
  }
  return { written, day, language };
})();
