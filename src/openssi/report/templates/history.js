// The history as the page carries it: columns of days, unpacked. Nothing is computed.
const past = (() => {
  const source = document.getElementById("history-data");
  if (!source) return null;
  const data = JSON.parse(source.textContent);
  const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const reach = 30;
  const unpacked = (text) => {
    const values = [];
    let tenths = 0;
    for (let i = 0; i < text.length; i += 1) {
      if (text[i] === ".") {
        values.push(null);
        continue;
      }
      if (text[i] === "-") {
        tenths = digits.length * digits.indexOf(text[i + 1]) + digits.indexOf(text[i + 2]);
        i += 2;
      } else tenths += digits.indexOf(text[i]) - reach;
      values.push(tenths / 10);
    }
    return values;
  };
  const columns = data.columns.map((column) => ({ ...column, values: unpacked(column.values) }));
  const start = Date.parse(data.first + "T00:00:00Z") / 1000;
  const at = (offset) => start + offset * 86400;
  const { offsets } = data;
  return {
    columns,
    seconds: columns[0].values.map((_, i) => at(typeof offsets === "number" ? i * offsets : offsets[i])),
    marks: data.marks.map((mark) => ({ ...mark, second: at(mark.day) })),
    ranges: data.ranges,
  };
})();
