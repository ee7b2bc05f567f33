// The history: range buttons, and a read-out of one day by mouse, touch or keyboard.
// It draws columns that stand ready and computes no score. Without it the full picture stands.
(() => {
  const source = document.getElementById("history-data");
  if (!source) return;
  const data = JSON.parse(source.textContent);
  const count = data.columns[0].values.length;
  const offset = (i) => (typeof data.offsets === "number" ? i * data.offsets : data.offsets[i]);
  const start = Date.parse(data.first + "T00:00:00Z");
  const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
  const dayName = (i) => words.format(new Date(start + offset(i) * 86400000));
  const scrub = document.getElementById("scrub");
  const reading = document.getElementById("reading");
  const read = new Map([...document.querySelectorAll("[data-read]")].map((e) => [e.dataset.read, e]));
  const svg = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    return node;
  };

  const plots = data.columns.map((column) => {
    const box = document.querySelector(`[data-plot="${column.id}"]`);
    const find = (selector) => box.querySelector(selector);
    return {
      ...column,
      box,
      starts: new Set(column.cuts),
      trace: find(".trace"),
      under: find(".under"),
      full: [find(".trace").getAttribute("d"), find(".under").getAttribute("d")],
      marks: find(".marks"),
      cursor: find(".cursor"),
      spot: find(".spot"),
      gaps: [...box.querySelectorAll(".break-line")],
      numbers: [...box.querySelectorAll(".break-mark")],
    };
  });
  let from = 0;
  const across = (day) => (100 * (day - offset(from))) / (offset(count - 1) - offset(from));
  const place = (i) => across(offset(i));

  const runs = (plot) => {
    const found = [];
    let run = null;
    for (let i = from; i < count; i += 1) {
      const value = plot.values[i];
      if (value === null || plot.starts.has(i)) run = null;
      if (value === null) continue;
      if (!run) found.push((run = []));
      run.push([Math.round(20 * place(i)), Math.round(1000 * (1 - value / plot.top))]);
    }
    return found;
  };
  const draw = (plot) => {
    if (from === 0) {
      plot.trace.setAttribute("d", plot.full[0]);
      plot.under.setAttribute("d", plot.full[1]);
      return;
    }
    const lines = runs(plot).map((run) => [run, "M" + run.map((p) => p.join(" ")).join("L")]);
    plot.trace.setAttribute("d", lines.map(([run, d]) => (run.length > 1 ? d : d + "h0")).join(""));
    plot.under.setAttribute("d", lines.map(([run, d]) => `${d}V1000H${run[0][0]}z`).join(""));
  };
  const label = (plot, marks) => {
    plot.marks.replaceChildren(...marks.map(([day, text], n) => {
      const at = across(day);
      const anchor = at < 1 ? "start" : at > 97 ? "end" : "middle";
      const node = svg("text", { class: n % 2 ? "odd" : "even", x: at + "%", y: "100%", dy: 20, "text-anchor": anchor });
      node.textContent = text;
      return node;
    }));
  };
  const mark = (plot, n, at) => {
    const shown = { visibility: at < 0 ? "hidden" : "visible" };
    const put = (node, places) => {
      for (const [key, value] of Object.entries({ ...places, ...shown })) node?.setAttribute(key, value);
    };
    put(plot.gaps[n], { x1: at + "%", x2: at + "%" });
    put(plot.numbers[n], { x: at + "%" });
  };
  const show = (range) => {
    from = range.from;
    for (const plot of plots) {
      draw(plot);
      label(plot, range.marks);
      data.breaks.forEach((day, n) => mark(plot, n, across(day)));
    }
    scrub.min = from;
    readOut(Math.max(from, Number(scrub.value)), false);
  };

  const text = (value) => (value === null ? "\u2014" : value.toFixed(1));
  const readOut = (i, marked = true) => {
    scrub.value = i;
    read.get("day").textContent = dayName(i);
    for (const plot of plots) {
      const value = plot.values[i];
      read.get(plot.id).textContent = text(value);
      const x = place(i) + "%";
      plot.cursor.setAttribute("x1", x);
      plot.cursor.setAttribute("x2", x);
      plot.cursor.setAttribute("visibility", marked ? "visible" : "hidden");
      plot.spot.setAttribute("visibility", marked && value !== null ? "visible" : "hidden");
      plot.spot.setAttribute("cx", x);
      plot.spot.setAttribute("cy", 100 * (1 - (value ?? 0) / plot.top) + "%");
    }
    scrub.setAttribute("aria-valuetext", `${read.get("day").textContent}. ${reading.textContent.replace(/\s+/g, " ").trim()}`);
  };
  const nearest = (share) => {
    const wanted = offset(from) + share * (offset(count - 1) - offset(from));
    let low = from;
    let high = count - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (offset(middle) <= wanted) low = middle; else high = middle;
    }
    return wanted - offset(low) < offset(high) - wanted ? low : high;
  };

  for (const { box } of plots) {
    const move = (event) => {
      const area = box.getBoundingClientRect();
      readOut(nearest(Math.min(1, Math.max(0, (event.clientX - area.left) / area.width))));
    };
    box.addEventListener("pointermove", move);
    box.addEventListener("pointerdown", move);
    box.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") readOut(count - 1, false);
    });
  }
  scrub.addEventListener("input", () => readOut(Number(scrub.value)));
  document.getElementById("scrub-label").hidden = false;

  const buttons = document.getElementById("ranges");
  for (const range of data.ranges) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button", textContent: range.label, title: range.title });
    button.addEventListener("click", () => {
      for (const other of buttons.children) other.setAttribute("aria-pressed", String(other === button));
      show(range);
    });
    button.setAttribute("aria-pressed", String(range.from === 0));
    buttons.append(button);
  }
  buttons.hidden = false;
  readOut(count - 1, false);
})();
