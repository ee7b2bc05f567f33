// The history as the page carries it: columns of days, unpacked. Nothing is computed.
const past = (() => {
  const data = JSON.parse(document.getElementById("history-data").textContent);
  const { alphabet, near } = data;
  const side = 2 * near + 1;
  const pairs = side * side;
  const reach = (alphabet.length - pairs - 1) >> 1;
  const unpacked = (text) => {
    const values = [];
    let tenths = 0;
    const step = (by) => values.push((tenths += by) / 10);
    for (let i = 0; i < text.length; i += 1) {
      const digit = alphabet.indexOf(text[i]);
      if (text[i] === ".") values.push(null);
      else if (text[i] === "-") {
        tenths = 0;
        step(alphabet.length * alphabet.indexOf(text[i + 1]) + alphabet.indexOf(text[i + 2]));
        i += 2;
      } else if (digit < pairs) {
        step(Math.floor(digit / side) - near);
        step((digit % side) - near);
      } else step(digit - pairs - reach);
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
    until: at(data.until),
    ranges: data.ranges,
  };
})();
