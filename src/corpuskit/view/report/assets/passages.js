// The passages behind a bar, a dot or a cell, each with its context and its place in the text.

const rowAddress = (row) => address("document", { document: home[row] + 1, at: row - documents[home[row]].first });

const AROUND = 120;
const LONGEST = 600;

// Moves an offset to the nearest blank outwards, so that no word and no pair of surrogates is cut.
function blankBefore(text, offset) {
  let at = Math.max(0, offset);
  while (at > 0 && offset - at < 24 && !/\s/u.test(text[at - 1])) at--;
  return /[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at;
}

function blankAfter(text, offset) {
  let at = Math.min(text.length, offset);
  while (at < text.length && at - offset < 24 && !/\s/u.test(text[at])) at++;
  return /[\udc00-\udfff]/.test(text[at] ?? "") ? at + 1 : at;
}

// The pieces of a row, and of those beside it that a selection names too, in their order and disjoint.
function marked(row, other) {
  const place = home[row];
  const { first } = documents[place];
  const { annotations } = reading(place);
  const isOther = (near) => column.name[near] === other && groups[column.group[near]].layer === "entity";
  const rows = other ? annotations.map((_, n) => first + n).filter(isOther) : [];
  const pieces = [row, ...rows].flatMap((near) => annotations[near - first][1]).sort((a, b) => a[0] - b[0]);
  return pieces.filter(([start], at) => !at || start >= pieces[at - 1][1]);
}

function snippet(row, other) {
  const page = reading(home[row]);
  const [group, mine] = page.annotations[row - documents[home[row]].first];
  const [start, end] = [mine[0][0], mine.at(-1)[1]];
  const last = end - start > LONGEST ? blankAfter(page.text, start + LONGEST) : blankAfter(page.text, end + AROUND);
  const from = blankBefore(page.text, start - AROUND);
  const node = el("p.snippet.corpuskit", { dir: "auto", lang: page.language || undefined });
  let offset = from;
  if (from > 0) node.append("… ");
  for (const [first, after] of marked(row, other)) {
    if (first < from || first >= last) continue;
    write(node, page.text.slice(offset, first));
    const mark = el(`mark.a.z.c${groups[group].slot}`);
    write(mark, page.text.slice(first, Math.min(after, last)));
    node.append(mark);
    offset = Math.min(after, last);
  }
  write(node, page.text.slice(offset, last));
  if (last < page.text.length) node.append(" …");
  return node;
}

function passage(row, other) {
  const n = row - documents[home[row]].first;
  const value = reading(home[row]).annotations[n][2];
  const { slot } = groups[column.group[row]];
  const where = el("a.where", { href: rowAddress(row) }, own(titleOf(documents[home[row]])));
  const item = documents[home[row]];
  return el(
    `li.passage.c${slot}`,
    null,
    snippet(row, other),
    el(
      "p.foot",
      null,
      where,
      item.date ? el("time", null, item.date) : null,
      value ? el("span.value", null, own(value)) : null,
    ),
  );
}

function headingOf(given) {
  const name = given.name ? nameOf(Number(given.name)) : "";
  if (given.with) return `${name} with ${nameOf(Number(given.with))}`;
  if (given.item) return itemOf(Number(given.item));
  if (given.from === FIRST) return `Before ${given.to}`;
  if (given.to === LAST) return `From ${given.from}`;
  if (given.from) return `${given.from} to ${dayText(dayNumber(given.to) - 1)}`;
  return name || [given.layer, given.kind].filter(Boolean).join(" ") || "All passages";
}

function passagesView(given) {
  if (given.from && Number.isNaN(dayNumber(given.from) + dayNumber(given.to))) return missing();
  const heading = headingOf(given);
  const node = el("div");
  const lead = el("p.lead");
  function refresh() {
    const rows = rowsOf(given);
    const among = new Set(rows.map((row) => home[row])).size;
    const together = given.with ? ` in the same ${given.within === "document" ? "document" : "sentence"}` : "";
    lead.textContent = `${count(rows.length, "passage")} in ${count(among, "document")}${together}`;
    replace(
      node,
      growing(el("ol.passages"), rows, (row) => passage(row, Number(given.with)), 40),
    );
  }
  refresh();
  return { title: heading, heading: el("h2", { tabindex: "-1" }, own(heading)), lead, node, refresh };
}

// --- all names, all documents

const KINDS = [
  ["PER", "People"],
  ["LOC", "Places"],
  ["ORG", "Organisations"],
  ["NORP", "Peoples and groups"],
];

function namesView(given) {
  const isSpeakers = given.layer === "quote";
  const heading = isSpeakers ? "Who said what" : (KINDS.find(([kind]) => kind === given.kind)?.[1] ?? "Names");
  const node = el("div.columns");
  const lead = el("p.lead");
  function refresh() {
    const ranked = tally(
      "name",
      inGroups((group) => (isSpeakers ? isSpoken(group) : group.layer === "entity" && group.kind === given.kind)),
    );
    lead.textContent = count(ranked.length, "name");
    const { list, draw } = bars(
      ranked,
      nameOf,
      (name) => address("passages", { ...(isSpeakers ? { layer: "quote", said: 1 } : given), name }),
      isSpeakers ? 3 : 1,
    );
    replace(node, growing(list, ranked, draw, 120));
  }
  refresh();
  return { title: heading, heading: el("h2", { tabindex: "-1" }, heading), lead, node, refresh };
}

const areDated = documents.some((item) => item.date);

function documentsView() {
  const node = el("div");
  const lead = el("p.lead", { "aria-live": "polite" });
  const find = el("input", {
    type: "search",
    placeholder: "title, id or date",
    "aria-label": "Find a document",
    autocomplete: "off",
    oninput: () => refresh(),
  });
  function refresh() {
    const words = find.value.toLowerCase().split(/\s+/u).filter(Boolean);
    const fits = (item) => words.every((word) => `${item.title} ${item.id} ${item.date}`.toLowerCase().includes(word));
    const found = documents.filter(fits);
    lead.textContent = count(found.length, "document");
    const body = el("tbody");
    const [, more] = growing(body, found, documentRow, 100);
    const head = el(
      "tr",
      null,
      el("th", { scope: "col" }, "document"),
      areDated ? el("th", { scope: "col" }, "of") : null,
      layers.map((layer) => el("th.num", { scope: "col" }, layer)),
    );
    replace(node, el("div.wide", null, el("table.documents", null, el("thead", null, head), body)), more);
  }
  refresh();
  return {
    title: "Documents",
    heading: el("h2", { tabindex: "-1" }, "Documents"),
    lead: el("div.finder", null, find, lead),
    node,
    refresh,
  };
}

function documentRow(item) {
  const counts = new Map();
  const end = documents[item.place + 1]?.first ?? rowCount;
  for (let row = item.first; row < end; row++) {
    const { layer } = groups[column.group[row]];
    if (kept[row]) counts.set(layer, (counts.get(layer) ?? 0) + 1);
  }
  const name = el("a", { href: address("document", { document: item.place + 1 }) }, own(titleOf(item)));
  const cells = layers.map((layer) =>
    el(`td.num.c${slots.get(layer)}`, null, counts.has(layer) ? number.format(counts.get(layer)) : ""),
  );
  return el(
    "tr",
    null,
    el("th", { scope: "row" }, name, item.title ? el("small", null, own(item.id)) : null),
    areDated ? el("td.when", null, item.date) : null,
    cells,
  );
}

function missing() {
  return {
    title: "Not here",
    heading: el("h2", { tabindex: "-1" }, "This is not in the report"),
    lead: null,
    node: el("p", null, el("a", { href: "#overview" }, "To the overview")),
  };
}
