// Read texts with chrono: `node reading.js MODULES FILE`; prints what rounds.py prints.

const { load, run } = require("../rounds.js");
const chrono = load("chrono-node");

function read(row) {
  const [year, month, day] = row.dct.split("-").map(Number);
  return chrono.parse(row.text, new Date(year, month - 1, day)).map((found) => ({
    start: found.index,
    end: found.index + found.text.length,
    known: found.start.knownValues,
    implied: found.start.impliedValues,
    tags: [...found.tags()],
  }));
}

run("chrono-node", read, { text: "On 5 May 2020 Anna left for two weeks.", dct: "2020-05-06" });
