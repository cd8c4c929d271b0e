// Charts are lists and tables of links: each bar, dot and cell leads to the passages that it stands for.

function bars(ranked, label, to, slot) {
  const most = ranked[0]?.[1] ?? 1;
  const list = el(`ol.bars.c${slot}`);
  const draw = (entry) => {
    const bar = el("span.bar", { "aria-hidden": "true" });
    bar.style.setProperty("--size", entry[1] / most);
    const name = el("span.name", null, own(label(entry[0])));
    return el("li", null, el("a", { href: to(entry[0]) }, bar, name, el("span.count", null, number.format(entry[1]))));
  };
  return { list, draw };
}

// --- the timeline

const WINDOW = 60; // bins

const GRAINS = [
  { name: "day", days: 1, next: (y, m, d) => [y, m, d + 1], floor: (y, m, d) => [y, m, d], text: (t) => t },
  { name: "month", days: 30.4, next: (y, m) => [y, m + 1, 1], floor: (y, m) => [y, m, 1], text: (t) => t.slice(0, 7) },
  { name: "year", days: 365.25, next: (y) => [y + 1, 0, 1], floor: (y) => [y, 0, 1], text: (t) => t.slice(0, 4) },
  {
    name: "decade",
    days: 3652.5,
    next: (y) => [y + 10, 0, 1],
    floor: (y) => [Math.max(1, y - (y % 10)), 0, 1],
    text: (t) => `${t.slice(0, 4)}s`,
  },
  {
    name: "century",
    days: 36525,
    next: (y) => [y + 100, 0, 1],
    floor: (y) => [Math.max(1, y - (y % 100)), 0, 1],
    text: (t) => `${t.slice(0, 4)}s`,
  },
];

const dayOf = (y, m, d) => {
  const date = new Date(0);
  date.setUTCFullYear(y, m, d);
  return Math.round(date.getTime() / 86400000) + EPOCH;
};

const partsOf = (day) => {
  const date = new Date((day - EPOCH) * 86400000);
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
};

// Gives the bins between two days; the last one ends after the second day.
function binsOf(grain, from, to) {
  const bins = [];
  let parts = grain.floor(...partsOf(from));
  for (let start = dayOf(...parts); start <= to && bins.length < 400;) {
    parts = grain.next(...partsOf(start));
    const end = dayOf(...parts);
    bins.push({ start, end, rows: 0 });
    start = end;
  }
  return bins;
}

// The window of a grain's bins in which most of the sorted days lie: how many, and the first and last of them.
function densest(days, grain) {
  let best = [0, 0, 0];
  for (let from = 0, to = 0; from < days.length; from++) {
    while (to < days.length && days[to] - days[from] < WINDOW * grain.days) to++;
    if (to - from > best[0]) best = [to - from, days[from], days[to - 1]];
  }
  return best;
}

// Counts dates in bins of the finest grain that shows most of them, or of one that is asked for.
function timeline(rows, wanted) {
  const dated = rows.filter((row) => column.first_day[row]);
  if (!dated.length) return null;
  const days = dated.map((row) => column.first_day[row]).sort((a, b) => a - b);
  const shows = (one) => densest(days, one)[0] >= 0.8 * days.length;
  const grain = GRAINS.find((one) => one.name === wanted) ?? GRAINS.find(shows) ?? GRAINS.at(-1);
  const [, low, high] = densest(days, grain);
  const bins = binsOf(grain, low, high);
  const [start, end] = [bins[0].start, bins.at(-1).end];
  const ends = [
    { start: dayNumber(FIRST), end: start, rows: 0, text: `before ${grain.text(dayText(start))}` },
    { start: end, end: dayNumber(LAST), rows: 0, text: `after ${grain.text(dayText(bins.at(-1).start))}` },
  ];
  let longer = 0;
  for (const row of dated) {
    const day = column.first_day[row];
    const bin = day < start ? ends[0] : day >= end ? ends[1] : bins[findBin(bins, day)];
    if (liesIn(row, bin.start, bin.end)) bin.rows++;
    else longer++;
  }
  return { bins, ends, grain, longer };
}

function findBin(bins, day) {
  let [low, high] = [0, bins.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (bins[middle].start <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

function drawTimeline({ bins, ends, grain, longer }, slot) {
  const most = Math.max(...bins.map((bin) => bin.rows), 1);
  const every = Math.ceil(bins.length / 10);
  const to = (bin) => address("passages", { layer: "date", from: dayText(bin.start), to: dayText(bin.end) });
  const list = el(`ol.timeline.c${slot}`);
  bins.forEach((bin, place) => {
    const text = grain.text(dayText(bin.start));
    const bar = el("span.bar", { "aria-hidden": "true" });
    bar.style.setProperty("--size", bin.rows / most);
    const name = el(place % every ? "span.tick.minor" : "span.tick", null, text);
    const label = `${text}: ${count(bin.rows, "date")}`;
    const inside = [bar, name];
    const content = bin.rows
      ? el("a", { href: to(bin), "aria-label": label, title: label }, inside)
      : el("span.empty", null, inside);
    list.append(el("li", null, content));
  });
  const sides = ends
    .filter((bin) => bin.rows)
    .map((bin) =>
      el("a", { href: to(bin), title: `${bin.text}: ${bin.rows}` }, `${number.format(bin.rows)} ${bin.text}`),
    );
  const rest = longer ? el("span", null, `${count(longer, "expression")} of longer times`) : null;
  return el("div", null, list, el("p.note.sides", null, sides, rest));
}

// --- names beside each other

function matrix(rows, columns, within) {
  const places = (names, kind) => names.map((name) => placesOf(name, "entity", kind, within));
  const across = places(columns.names, columns.kind);
  const counts = places(rows.names, rows.kind).map((one) => across.map((other) => shared(one, other)));
  const most = Math.max(1, ...counts.flat());
  const head = el(
    "tr",
    null,
    el("td"),
    columns.names.map((name) => el("th", { scope: "col" }, el("span", null, own(nameOf(name))))),
  );
  const body = rows.names.map((name, y) =>
    el(
      "tr",
      null,
      el("th", { scope: "row" }, own(nameOf(name))),
      columns.names.map((other, x) => cell(name, other, counts[y][x])),
    ),
  );
  function cell(name, other, together) {
    if (!together || (name === other && rows.kind === columns.kind)) return el("td");
    const given = { layer: "entity", kind: rows.kind, name, with: other, withkind: columns.kind, within };
    const label = `${nameOf(name)} and ${nameOf(other)}: ${count(together, within)}`;
    const link = el(
      "a",
      { href: address("passages", given), "aria-label": label, title: label },
      number.format(together),
    );
    link.style.setProperty("--size", Math.sqrt(together / most));
    return el("td", null, link);
  }
  const label = `Names in one ${within}`;
  const table = el("table.matrix.c1", { "aria-label": label }, el("thead", null, head), el("tbody", null, body));
  table.style.setProperty("--columns", columns.names.length);
  return el("div.wide", null, table);
}

function shared(one, other) {
  let found = 0;
  for (const place of one) if (other.has(place)) found++;
  return found;
}

// --- amounts

// A row for each thing that is counted, with a dot for each amount on one scale for all.
function strips(ranked, rows, kind) {
  let [low, high] = [1, 10];
  for (const row of rows) {
    if (amounts[row]) low = Math.min(low, Math.abs(amounts[row]));
    high = Math.max(high, Math.abs(amounts[row]));
  }
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high * 1.0001))];
  const place = (amount) => (amount ? (Math.log10(Math.abs(amount)) - from) / (to - from) : 0);
  const byItem = new Map(ranked.map(([item]) => [item, []]));
  for (const row of rows) byItem.get(column.item[row])?.push(row);
  const list = el("ol.strips.c2");
  const draw = ([item]) => {
    const mine = byItem.get(item);
    const dots = stacksOf(mine, place).map((stack) => dot({ layer: "number", kind, item }, stack));
    const name = el("a.name", { href: address("passages", { layer: "number", kind, item }) }, own(itemOf(item)));
    return el("li", null, name, el("span.count", null, number.format(mine.length)), el("span.track", null, dots));
  };
  const scale = el("div.scale", { "aria-hidden": "true" });
  const step = Math.max(1, Math.ceil((to - from) / 7));
  for (let power = from; power <= to; power += step) {
    const tick = el("span", null, compact(10 ** power));
    tick.style.setProperty("--at", (power - from) / (to - from));
    scale.append(tick);
  }
  return { list, draw, scale };
}

// Amounts that fall on one place of the scale, those above and below zero apart.
function stacksOf(rows, place) {
  const stacks = new Map();
  for (const row of rows) {
    const at = Math.round(place(amounts[row]) * 100);
    const key = `${at} ${amounts[row] < 0}`;
    if (!stacks.has(key)) stacks.set(key, { at, count: 0, least: Infinity, most: -Infinity });
    const stack = stacks.get(key);
    stack.count++;
    stack.least = Math.min(stack.least, amounts[row]);
    stack.most = Math.max(stack.most, amounts[row]);
  }
  return [...stacks.values()];
}

function dot(given, { at, count, least, most }) {
  const text = least === most ? compact(least) : `${compact(least)} to ${compact(most)}`;
  const href = address("passages", { ...given, least, most });
  // By keyboard, the name of the row leads to all of them.
  const link = el("a.dot", { href, tabindex: "-1", "aria-hidden": "true", title: `${text}: ${number.format(count)}` });
  link.style.setProperty("--at", at / 100);
  link.style.setProperty("--many", Math.min(3, Math.sqrt(count)));
  return link;
}

const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const compact = (amount) => (Math.abs(amount) < 1e15 ? short.format(amount) : amount.toExponential(1));
