// The live history: zoom by mouse, touch and keyboard, lines to show or hide, a day to read out.
(() => {
  const DAY = 86400;
  const SHORTEST = 14 * DAY;
  const NEAR = 9;
  const element = (id) => document.getElementById(id);
  const make = (tag, attributes) => Object.assign(document.createElement(tag), attributes);
  const [card, box, scrub, told] = ["history-card", "live", "scrub", "told"].map(element);
  const { seconds, columns, marks } = past;
  const [first, last] = [seconds[0], past.until];
  const read = new Map([...card.querySelectorAll("[data-read]")].map((e) => [e.dataset.read, e]));

  // Colours: those of the page, read again when the theme turns.
  let chart = null;
  const tones = {};
  const probe = card.appendChild(make("i", { hidden: true }));
  const take = () => {
    for (const name of ["ink", "soft", "line", "edge", "surface", ...columns.slice(1).map((c) => c.id)]) {
      probe.style.color = `var(--${name})`;
      tones[name] = getComputedStyle(probe).color;
    }
    probe.style.color = "color-mix(in srgb, var(--ink) 6%, transparent)";
    tones.under = getComputedStyle(probe).color;
    tones.total = tones.ink;
  };

  // What stands on the page beside the picture.
  const nearest = (second) => {
    let [low, high] = [0, seconds.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (seconds[middle] <= second) low = middle; else high = middle;
    }
    return second - seconds[low] < seconds[high] - second ? low : high;
  };
  const readOut = (i) => {
    const day = reader.day(new Date(seconds[i] * 1000));
    read.get("day").textContent = day;
    for (const { id, values } of columns) {
      read.get(id).textContent = values[i] === null ? "\u2014" : reader.written(values[i], 1);
    }
    const lines = columns.map((c) => `${c.title} ${read.get(c.id).textContent}`);
    scrub.value = i;
    scrub.setAttribute("aria-valuetext", `${day}. ${lines.join(", ")}`);
  };
  const tell = (left) => {
    const far = (mark) => Math.abs(chart.valToPos(mark.second, "x") - left);
    const near = left < 0 ? [] : marks.filter((mark) => far(mark) < NEAR).sort((a, b) => far(a) - far(b));
    const found = near[0];
    told.textContent = found ? reader.said(`${found.name} \u2013 ${found.text}`) : "";
  };

  // The picture.
  const months = new Intl.DateTimeFormat(reader.language, { month: "short", timeZone: "UTC" });
  const days = new Intl.DateTimeFormat(reader.language, { day: "numeric", month: "short", timeZone: "UTC" });
  const calendar = (from, to, most) => {
    const span = (to - from) / DAY;
    const found = [];
    if (span <= 62) {
      const step = [1, 2, 7, 14].find((n) => span / n <= most) ?? 14;
      for (let second = Math.ceil(from / DAY) * DAY; second <= to; second += step * DAY) found.push(second);
      return { found, name: (date) => days.format(date) };
    }
    const step = [1, 2, 3, 6, 12, 24, 60, 120].find((n) => span / (n * 30.44) <= most) ?? 120;
    const start = new Date(from * 1000);
    for (let n = Math.floor((start.getUTCFullYear() * 12) / step) * step; ; n += step) {
      const second = Date.UTC(Math.floor(n / 12), n % 12) / 1000;
      if (second > to) break;
      if (second >= from) found.push(second);
    }
    const isYear = (date) => step >= 12 || date.getUTCMonth() === 0;
    return { found, name: (date) => (isYear(date) ? String(date.getUTCFullYear()) : months.format(date)) };
  };
  let names = String;
  const splits = (u, axis, from, to) => {
    const { found, name } = calendar(from, to, Math.max(2, u.bbox.width / devicePixelRatio / 48));
    names = name;
    return found;
  };
  const named = (u, found) => found.map((second) => names(new Date(second * 1000)));
  const torn = (cuts) => (u, series, from, to, gaps) => {
    const x = (i) => u.valToPos(seconds[i], "x", true);
    const found = cuts.filter((i) => i > from && i <= to).map((i) => {
      const [middle, half] = [(x(i - 1) + x(i)) / 2, Math.max(x(i) - x(i - 1), 5 * devicePixelRatio) / 2];
      return [middle - half, middle + half];
    });
    const joined = [];
    for (const gap of [...gaps, ...found].sort((a, b) => a[0] - b[0])) {
      const before = joined[joined.length - 1];
      if (before && gap[0] <= before[1]) before[1] = Math.max(before[1], gap[1]); else joined.push([...gap]);
    }
    return joined;
  };
  const sign = ({ ctx, bbox }, mark, x) => {
    const px = devicePixelRatio;
    const isEvent = mark.kind === "event";
    const y = isEvent ? bbox.top - 10 * px : bbox.top + bbox.height - 10 * px;
    ctx.beginPath();
    ctx.setLineDash(isEvent ? [] : [3 * px, 3 * px]);
    ctx.moveTo(x, isEvent ? y : bbox.top);
    ctx.lineTo(x, isEvent ? bbox.top + 14 * px : bbox.top + bbox.height);
    ctx.strokeStyle = isEvent ? tones.ink : tones.edge;
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    if (isEvent) ctx.roundRect(x - 8 * px, y - 8 * px, 16 * px, 16 * px, 4 * px);
    else ctx.arc(x, y, 8 * px, 0, 7);
    ctx.fillStyle = isEvent ? tones.ink : tones.surface;
    ctx.fill();
    if (!isEvent) ctx.stroke();
    ctx.fillStyle = isEvent ? tones.surface : tones.ink;
    ctx.fillText(mark.name, x, y + px / 2);
  };
  const diamonds = (u, mark, x) => {
    const { ctx } = u;
    for (const [n, column] of columns.entries()) {
      const value = mark.values[column.id];
      if (value === undefined || !u.series[n + 1].show) continue;
      const y = u.valToPos(value, n ? "pillar" : "y", true);
      const r = (n ? 4.5 : 6) * devicePixelRatio;
      ctx.beginPath();
      ctx.moveTo(x, y - r);
      for (const [dx, dy] of [[r, 0], [0, r], [-r, 0]]) ctx.lineTo(x + dx, y + dy);
      ctx.closePath();
      ctx.fillStyle = tones.surface;
      ctx.fill();
      ctx.strokeStyle = tones[column.id];
      ctx.lineWidth = 1.75 * devicePixelRatio;
      ctx.stroke();
    }
  };
  const drawMarks = (u) => {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.lineWidth = devicePixelRatio;
    ctx.font = `${11 * devicePixelRatio}px ${family}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    for (const mark of marks) {
      const x = Math.round(u.valToPos(mark.second, "x", true));
      if (x >= bbox.left && x <= bbox.left + bbox.width) (mark.kind === "official" ? diamonds : sign)(u, mark, x);
    }
    ctx.restore();
  };

  const isRoomy = () => card.clientWidth >= 560;
  const family = getComputedStyle(document.body).fontFamily;
  const axis = { stroke: () => tones.soft, font: `12px ${family}`, ticks: { show: false } };
  const line = (column, n) => ({
    label: column.title,
    scale: n ? "pillar" : "y",
    show: n === 0 || isRoomy(),
    stroke: () => tones[column.id],
    fill: n ? undefined : () => tones.under,
    width: n ? 1.25 : 2.25,
    points: { show: false },
    gaps: torn(column.cuts),
  });
  const within = (from, to) => {
    const span = Math.min(last - first, Math.max(SHORTEST, to - from));
    const begin = Math.min(last - span, Math.max(first, (from + to - span) / 2));
    return [begin, begin + span];
  };
  const options = () => ({
    width: box.clientWidth,
    height: box.clientHeight,
    padding: [26, 6, 0, 6],
    tzDate: (second) => uPlot.tzDate(new Date(second * 1000), "Etc/UTC"),
    legend: { show: false },
    cursor: { y: false, drag: { x: true, y: false, dist: 6 }, points: { size: 9, width: 2, stroke: () => tones.surface } },
    scales: {
      x: { range: (u, from, to) => within(from, to) },
      y: { range: [0, columns[0].top] },
      pillar: { range: [0, columns[1].top] },
    },
    axes: [
      { ...axis, size: 28, grid: { show: false }, splits, values: named },
      { ...axis, scale: "y", size: 34, space: 40, grid: { stroke: () => tones.line, width: 1 } },
      { ...axis, scale: "pillar", side: 1, size: 30, space: 40, grid: { show: false } },
    ],
    series: [{}, ...columns.map(line)],
    hooks: {
      draw: [drawMarks],
      setScale: [(u, key) => key === "x" && showRange(u.scales.x)],
      setCursor: [(u) => {
        const { left, idx } = u.cursor;
        readOut(left < 0 || idx == null ? Number(scrub.max) : idx);
        tell(left);
      }],
    },
  });

  // Zoom and move.
  const buttons = new Map();
  const isNear = (a, b) => Math.abs(a - b) < 1.5 * DAY;
  const showRange = ({ min, max }) => {
    scrub.min = nearest(min);
    scrub.max = nearest(max);
    for (const [length, button] of buttons) {
      button.setAttribute("aria-pressed", String(isNear(max, last) && isNear(max - min, length)));
    }
    readOut(Math.min(Number(scrub.max), Math.max(Number(scrub.min), Number(scrub.value))));
  };
  const show = (from, to) => {
    const [min, max] = within(from, to);
    chart.setScale("x", { min, max });
  };
  const scaled = (factor) => {
    const { min, max } = chart.scales.x;
    const centre = chart.cursor.left >= 0 ? seconds[Number(scrub.value)] : (min + max) / 2;
    show(centre - (centre - min) * factor, centre + (max - centre) * factor);
  };
  const shifted = (share) => {
    const { min, max } = chart.scales.x;
    show(min + share * (max - min), max + share * (max - min));
  };
  const button = (parent, text, act, label = text) => {
    const made = make("button", { type: "button", className: "button", textContent: text, title: label });
    if (label !== text) made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    element(parent).append(made);
    return made;
  };
  for (const { label, days: length } of past.ranges) {
    buttons.set(length * DAY, button("ranges", label, () => show(last - length * DAY, last)));
  }
  button("zoom", "\u2212", () => scaled(2), "Zoom out");
  button("zoom", "+", () => scaled(0.5), "Zoom in");
  button("zoom", "\u2039", () => shifted(-0.5), "Earlier");
  button("zoom", "\u203a", () => shifted(0.5), "Later");

  const place = (i) => chart.setCursor({ left: chart.valToPos(seconds[i], "x"), top: 10 });
  scrub.addEventListener("input", () => place(Number(scrub.value)));
  const keys = { "+": () => scaled(0.5), "=": () => scaled(0.5), "-": () => scaled(2), 0: () => show(first, last) };
  scrub.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key]();
  });

  // Fingers: one reads out, two zoom and move.
  const touch = (over) => {
    const fingers = new Map();
    let held = [];
    const across = (event) => event.clientX - over.getBoundingClientRect().left;
    const hold = () => {
      held = [...fingers.values()].map((x) => chart.posToVal(x, "x"));
    };
    const pinch = () => {
      const [a, b] = [...fingers.values()];
      if (Math.abs(b - a) < 10 || held[0] === held[1]) return;
      const perPixel = (held[1] - held[0]) / (b - a);
      if (perPixel > 0) show(held[0] - a * perPixel, held[0] + (over.clientWidth - a) * perPixel);
    };
    over.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "touch") return;
      fingers.set(event.pointerId, across(event));
      hold();
    });
    over.addEventListener("pointermove", (event) => {
      if (!fingers.has(event.pointerId)) return;
      fingers.set(event.pointerId, across(event));
      if (fingers.size === 2) pinch(); else chart.setCursor({ left: across(event), top: 10 });
    });
    for (const end of ["pointerup", "pointercancel"]) {
      over.addEventListener(end, (event) => {
        fingers.delete(event.pointerId);
        hold();
      });
    }
  };

  // Lines to show or hide.
  const switches = () => {
    for (const [n, { id }] of columns.entries()) {
      const label = card.querySelector(`[data-line="${id}"]`);
      const made = make("button", { type: "button", className: label.className });
      made.dataset.line = id;
      made.append(...label.childNodes);
      made.setAttribute("aria-pressed", String(chart.series[n + 1].show));
      made.addEventListener("click", () => {
        const on = made.getAttribute("aria-pressed") !== "true";
        made.setAttribute("aria-pressed", String(on));
        chart.setSeries(n + 1, { show: on });
      });
      label.replaceWith(made);
    }
  };

  const start = () => {
    take();
    for (const id of ["live", "tools", "told", "scrub-label", "how"]) element(id).hidden = false;
    card.classList.add("is-live");
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", "The index and its pillars by day; the slider below reads out each day, and a table holds the numbers");
    chart = new uPlot(options(), [seconds, ...columns.map((column) => column.values)], box);
    switches();
    touch(chart.over);
    new ResizeObserver(() => chart.setSize({ width: box.clientWidth, height: box.clientHeight })).observe(box);
    document.addEventListener("themechange", () => {
      take();
      chart.redraw(false);
    });
    readOut(seconds.length - 1);
  };

  start();
})();
