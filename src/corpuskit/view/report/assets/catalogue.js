// The rows of all annotations as columns; what the filter keeps; and the rows that a selection means.

const catalogue = JSON.parse(document.getElementById("catalogue").textContent);
const blocks = [...document.querySelectorAll("script.document")];

const groups = catalogue.groups.map(([layer, kind, slot, source]) => ({ layer, kind, slot, source }));
const documents = catalogue.documents.map(([id, title, date, first], place) => ({ id, title, date, first, place }));
const column = Object.fromEntries(
  ["group", "score", "name", "item", "sentence", "first_day", "last_day"].map((name) => [
    name,
    Int32Array.from(catalogue[name]),
  ]),
);
const amounts = Float64Array.from(catalogue.amount);
const rowCount = column.group.length;

// The document of each row.
const home = new Uint32Array(rowCount);
documents.forEach((item, place) => {
  home.fill(place, item.first, documents[place + 1]?.first ?? rowCount);
});

const nameOf = (id) => catalogue.names[id - 1] ?? "";
const itemOf = (id) => catalogue.items[id - 1] ?? "";
const titleOf = (item) => item.title || item.id;

const layers = [...new Set(groups.map((group) => group.layer))].sort();
const slots = new Map(groups.map((group) => [group.layer, group.slot]));
const sourceName = (group) => (group.source.length ? group.source[0] : "not recorded");

// Those of the last documents that were read stay parsed.
const parsed = new Map();
function reading(place) {
  let found = parsed.get(place);
  if (!found) {
    found = JSON.parse(blocks[place].textContent);
    parsed.set(place, found);
    if (parsed.size > 64) parsed.delete(parsed.keys().next().value);
  }
  return found;
}

// --- the filter

const filter = { layers: new Set(), kinds: new Set(), sources: new Set(), least: 0 };
const kept = new Uint8Array(rowCount).fill(1);
let keptCount = rowCount;

const kindKey = (group) => `${group.layer}\n${group.kind}`;

// The sets of the filter hold what is left out.
function applyFilter() {
  const on = groups.map(
    (group) =>
      !filter.layers.has(group.layer) && !filter.kinds.has(kindKey(group)) && !filter.sources.has(sourceName(group)),
  );
  keptCount = 0;
  for (let row = 0; row < rowCount; row++) {
    const score = column.score[row];
    kept[row] = on[column.group[row]] && (score === 0 || score > filter.least) ? 1 : 0;
    keptCount += kept[row];
  }
}

// --- selections

const EPOCH = 719163;
const dayText = (day) => {
  const date = new Date(0);
  date.setUTCDate(1 + day - EPOCH);
  return date.toISOString().slice(0, 10).replace(/^\+00/, "");
};
const dayNumber = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / 86400000) + EPOCH;

// The ends of the calendar, the last one exclusive.
const [FIRST, LAST] = ["0001-01-01", "+010000-01-01"];

// A date lies in an interval when it begins there and names no longer time.
const liesIn = (row, from, to) => {
  const first = column.first_day[row];
  return first >= from && first < to && column.last_day[row] - first <= to - from;
};

// Gives the kept rows that a selection means, in the order of the corpus.
function rowsOf(given) {
  const tests = [];
  const byGroup = (name, value) => {
    const fits = groups.map((group) => group[name] === value);
    tests.push((row) => fits[column.group[row]]);
  };
  if (given.layer) byGroup("layer", given.layer);
  if (given.said) tests.push(inGroups(isSpoken));
  if (given.kind) byGroup("kind", given.kind);
  if (given.document) tests.push((row) => home[row] === Number(given.document) - 1);
  if (given.name) tests.push((row) => column.name[row] === Number(given.name));
  if (given.item) tests.push((row) => column.item[row] === Number(given.item));
  if (given.least) tests.push((row) => amounts[row] >= Number(given.least) && amounts[row] <= Number(given.most));
  if (given.from && given.to) {
    const [from, to] = [dayNumber(given.from), dayNumber(given.to)];
    tests.push((row) => liesIn(row, from, to));
  }
  if (given.with) {
    const places = placesOf(Number(given.with), "entity", given.withkind, given.within);
    // One passage for each place, however often the name stands there.
    tests.push((row) => places.delete(placeOf(row, given.within)));
  }
  const found = [];
  for (let row = 0; row < rowCount; row++) if (kept[row] && tests.every((test) => test(row))) found.push(row);
  return found;
}

// What two rows share when they stand together: a document, or a sentence of one.
const placeOf = (row, within) => (within === "document" ? home[row] : home[row] * 1048576 + column.sentence[row]);

function placesOf(name, layer, kind, within) {
  const found = new Set();
  for (let row = 0; row < rowCount; row++) {
    const group = groups[column.group[row]];
    if (kept[row] && column.name[row] === name && group.layer === layer && (!kind || group.kind === kind)) {
      found.add(placeOf(row, within));
    }
  }
  return found;
}

// Counts kept rows by what a column holds: ids with the number of rows, the most frequent first.
function tally(name, isWanted) {
  const counts = new Map();
  const values = column[name];
  for (let row = 0; row < rowCount; row++) {
    if (kept[row] && values[row] && isWanted(row)) counts.set(values[row], (counts.get(values[row]) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

function inGroups(isWanted) {
  const fits = groups.map(isWanted);
  return (row) => fits[column.group[row]];
}

// Scare quotes and titles are said by nobody.
const isSpoken = (group) => group.layer === "quote" && group.kind !== "scare" && group.kind !== "title";
