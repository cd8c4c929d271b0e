// Reads texts with a peer in Node, as rounds.py does in Python: prints the same line of JSON.

const fs = require("fs");
const path = require("path");

const SHORT = 2.0;
const ROUNDS = 10;

// The words of the command: `node SCRIPT MODULES FILE`.
const modules = path.resolve(process.argv[2]);

function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

// Offsets are of UTF-16; those of the project count code points.
function counted(told, text) {
  let at = 0;
  let passed = 0;
  const places = new Map();
  for (const offset of [...new Set(told.flatMap((found) => [found.start, found.end]))].sort((a, b) => a - b)) {
    passed += [...text.slice(at, offset)].length;
    at = offset;
    places.set(offset, passed);
  }
  return told.map((found) => ({ ...found, start: places.get(found.start), end: places.get(found.end) }));
}

function size(folder) {
  const sizes = fs.readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const place = path.join(folder, entry.name);
    return entry.isDirectory() ? size(place) : fs.statSync(place).size;
  });
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

// Prints what `read` tells of each row of the file; `warm` is a row to begin with.
function run(name, read, warm) {
  const { version } = JSON.parse(fs.readFileSync(path.join(modules, name, "package.json"), "utf-8"));
  const rows = fs.readFileSync(process.argv[3], "utf-8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const guarded = (row) => {
    try {
      return read(row);
    } catch {
      return null;
    }
  };
  guarded(warm);
  const load = spent();
  const told = rows.map(guarded);
  const first = spent() - load;
  let seconds = first;
  if (seconds < SHORT) {
    const start = spent();
    for (let round = 0; round < ROUNDS; round++) rows.map(guarded);
    seconds = (spent() - start) / ROUNDS;
  }
  const answer = {
    version,
    megabytes: rows.reduce((sum, row) => sum + Buffer.byteLength(row.text), 0) / 1e6,
    seconds,
    failed: told.filter((found) => found === null).length,
    told: told.map((found, n) => counted(found || [], rows[n].text)),
    load,
    first,
    memory: process.resourceUsage().maxRSS / 1024,
    package: size(path.join(modules, name)) / 1e6,
    loaded: size(modules) / 1e6,
  };
  process.stdout.write(`\n${JSON.stringify(answer)}\n`);
}

// By its name, not its path: some packages give another file to those who ask by name.
function load(name) {
  return require(require.resolve(name, { paths: [path.dirname(modules)] }));
}

module.exports = { load, run };
