// Read texts with chrono: `node reading.js MODULES FILE`; prints what rounds.py prints.

const fs = require("fs");
const path = require("path");
const modules = path.resolve(process.argv[2]);
const chrono = require(path.join(modules, "chrono-node"));
const { version } = JSON.parse(fs.readFileSync(path.join(modules, "chrono-node", "package.json"), "utf-8"));

const SHORT = 2.0;
const ROUNDS = 10;

function read(row) {
  const [year, month, day] = row.dct.split("-").map(Number);
  try {
    return chrono.parse(row.text, new Date(year, month - 1, day)).map((found) => ({
      start: found.index,
      end: found.index + found.text.length,
      known: found.start.knownValues,
      implied: found.start.impliedValues,
      tags: [...found.tags()],
    }));
  } catch {
    return null;
  }
}

function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

// Offsets are of UTF-16; those of the project count code points.
function counted(told, text) {
  let at = 0;
  let passed = 0;
  const place = (offset) => {
    passed += [...text.slice(at, offset)].length;
    at = offset;
    return passed;
  };
  return told.map((found) => ({ ...found, start: place(found.start), end: place(found.end) }));
}

const rows = fs.readFileSync(process.argv[3], "utf-8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
read({ text: "On 5 May 2020 Anna left for two weeks.", dct: "2020-05-06" });
let start = spent();
const told = rows.map(read);
let seconds = spent() - start;
if (seconds < SHORT) {
  start = spent();
  for (let round = 0; round < ROUNDS; round++) rows.map(read);
  seconds = (spent() - start) / ROUNDS;
}
const megabytes = rows.reduce((sum, row) => sum + Buffer.byteLength(row.text), 0) / 1e6;
const failed = told.filter((found) => found === null).length;
const answer = { version, megabytes, seconds, failed, told: told.map((found, n) => counted(found || [], rows[n].text)) };
process.stdout.write(`\n${JSON.stringify(answer)}\n`);
